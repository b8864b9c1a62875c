"""Number, frozen file and recipients of an outgoing document."""

import base64
import hashlib
import io

import psycopg2
import pypdf

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .files import make_encrypted_pdf
from .outgoing_common import PDF, OutgoingCommon, make_docx


@tagged("post_install", "-at_install")
class TestOutgoingNumber(OutgoingCommon):
    # ---- NUMBER ----

    def test_numbers_follow_each_other_and_name_the_document(self):
        first, second = self._bring_to("issued"), self._bring_to("issued")
        self.assertEqual(first.reference, "01/SGDĐT-VP")
        self.assertEqual(second.reference, "02/SGDĐT-VP")
        self.assertEqual(first.issued_date, self.today)
        self.assertEqual(first.sudo().register_entry_id.document_id, first)
        self.assertEqual(first.sudo().register_id.direction, "outgoing")
        found = self.env["vanthu.document"].search([("search_text", "ilike", "02/SGDDT-VP")])
        self.assertEqual(found, second)

    def test_a_reserved_number_gives_its_date_and_leaves_the_next_free(self):
        register = self.env["vanthu.register"].search([
            ("company_id", "=", self.organisation.id), ("direction", "=", "outgoing"),
            ("year", "=", self.today.year),
        ])
        reserved = register.with_user(self.clerk).action_reserve("Giữ số", self.today)
        draft = self._bring_to("signed")
        draft.with_user(self.clerk).action_issue_under(reserved)
        self.assertEqual(draft.reference, "01/SGDĐT-VP")
        self.assertEqual(draft.state, "issued")
        self.assertEqual(self._bring_to("issued").reference, "02/SGDĐT-VP")
        with self.assertRaisesRegex(UserError, "not reserved"):
            self._bring_to("signed").with_user(self.clerk).action_issue_under(reserved)

    def test_what_is_issued_stays_below_the_rights(self):
        draft = self._bring_to("issued")
        for values in ({"subject": "Khác"}, {"type_id": self.decision_type.id},
                       {"signer_name": "Người khác"}, {"code_notation": "KHÁC"}):
            for user in (self.clerk, self.leader, self.handler):
                with self.subTest(values=values, user=user.name), self.assertRaises(UserError):
                    draft.with_user(user).write(values)
            with self.subTest(sudo=values), mute_logger("odoo.sql_db"), \
                    self.assertRaises(psycopg2.Error), self.cr.savepoint():
                draft.sudo().write(values)
                self.env.flush_all()
            self.env.invalidate_all()
        with self.assertRaises(UserError):
            draft.with_user(self.clerk).unlink()

    # ---- THE ISSUED FILE ----

    def test_the_issued_file_is_frozen_with_its_checksum(self):
        draft = self._bring_to("issued").with_user(self.clerk)
        draft.action_set_issued_file("ban-chinh.pdf", base64.b64encode(PDF).decode())
        attachment = draft.sudo().issued_attachment_id
        self.assertEqual(draft.issued_checksum, hashlib.sha256(PDF).hexdigest())
        self.assertTrue(draft._is_issued_file_intact())
        for user in (self.clerk, self.leader, self.env.ref("base.user_admin")):
            for act in (
                lambda file: file.write({"raw": b"%PDF-1.4 khac"}),
                lambda file: file.write({"name": "khac.pdf"}),
                lambda file: file.unlink(),
            ):
                with self.assertRaises(UserError):
                    act(attachment.with_user(user))
        with self.assertRaises(UserError):
            attachment.sudo().unlink()
        with self.assertRaisesRegex(UserError, "there already"):
            draft.action_set_issued_file("hai.pdf", base64.b64encode(PDF).decode())

    def test_the_issued_file_is_a_pdf_and_comes_after_the_number(self):
        draft = self._bring_to("signed").with_user(self.clerk)
        content = base64.b64encode(PDF).decode()
        with self.assertRaisesRegex(UserError, "has its number"):
            draft.action_set_issued_file("a.pdf", content)
        draft.action_issue()
        with self.assertRaisesRegex(UserError, "no PDF"):
            draft.action_set_issued_file("a.docx", base64.b64encode(make_docx()).decode())
        with self.assertRaises(AccessError):
            draft.with_user(self.handler).action_set_issued_file("a.pdf", content)

    def test_a_file_that_nobody_could_open_is_not_frozen(self):
        draft = self._bring_to("issued").with_user(self.clerk)
        no_page = io.BytesIO()
        pypdf.PdfWriter().write(no_page)
        for raw, told in (
            (b"%PDF-1.4 scan that broke off", "quet.pdf is damaged"),
            (PDF[:40], "quet.pdf is damaged"),
            (no_page.getvalue(), "quet.pdf is damaged"),
            (make_encrypted_pdf(), "quet.pdf is locked with a password"),
        ):
            with self.subTest(raw=raw[:30], told=told):
                with self.assertRaisesRegex(UserError, told):
                    draft.action_set_issued_file("quet.pdf", base64.b64encode(raw).decode())
                self.assertFalse(draft.issued_attachment_id)
        draft.action_set_issued_file("quet.pdf", base64.b64encode(PDF).decode())
        self.assertTrue(draft.issued_attachment_id)

    def test_dispatch_is_due_on_the_next_working_day_and_at_once_when_urgent(self):
        draft = self._bring_to("signed")
        day = fields.Datetime.context_timestamp(draft, draft.signed_at).date()
        self.assertEqual(draft.dispatch_limit, self.organisation._add_working_days(day, 1))
        urgent = self._bring_to("signed", priority="1")
        self.assertEqual(urgent.dispatch_limit, day)

    # ---- RECIPIENTS ----

    def test_recipients_propose_their_channel(self):
        partner = self.env["res.partner"].create({"name": "Sở Nội vụ", "email": "snv@example.com"})
        plain = self.env["res.partner"].create({"name": "Ban Đại diện"})
        draft = self._create_draft(recipient_ids=[
            Command.create({"partner_id": self.school.id}),
            Command.create({"partner_id": partner.id, "kind": "cc"}),
            Command.create({"partner_id": plain.id, "kind": "cc"}),
            Command.create({"unit_id": self.unit.id, "kind": "keep"}),
            Command.create({"name": "Các đồng chí Phó Giám đốc", "kind": "cc", "copies": 3}),
        ])
        self.assertEqual(
            draft.recipient_ids.mapped("channel"), ["office", "email", "post", "none", "hand"]
        )
        self.assertEqual(draft.issued_copies, 7)
        self.assertIn("Sở Nội vụ", draft.recipient_names)
        self.assertNotIn("Văn phòng", draft.recipient_names)

    def test_recipients_are_fixed_with_the_number(self):
        draft = self._bring_to("issued")
        row = draft.recipient_ids.with_user(self.clerk)
        for act in (
            lambda: row.write({"copies": 5}), lambda: row.unlink(),
            lambda: row.create({"document_id": draft.id, "name": "Thêm"}),
        ):
            with self.assertRaisesRegex(UserError, "recipients stay"):
                act()

    def test_a_group_adds_each_of_its_organisations_once(self):
        partners = self.env["res.partner"].create([{"name": f"Trường {n}"} for n in range(3)])
        group = self.env["vanthu.recipient.group"].with_user(self.clerk).create({
            "name": "Các trường", "partner_ids": [Command.set((partners | self.school).ids)],
        })
        draft = self._create_draft()
        draft.recipient_group_id = group
        draft._onchange_recipient_group_id()
        self.assertEqual(draft.recipient_ids.partner_id, partners | self.school)
        self.assertEqual(len(draft.recipient_ids), 4)
