"""Another organisation, a handler without work and a restricted document, at every door."""

import json

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import VanthuCommon

SECRET_WORD = "kyluatnoibo"


@tagged("post_install", "-at_install")
class TestDoors(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export")
        (cls.leader | cls.manager | cls.outsider | cls.other_clerk).group_ids = [
            Command.link(export.id)
        ]
        cls.document = cls._create_incoming(subject=f"Về việc {SECRET_WORD}")
        cls.document.action_register()
        cls.document.message_post(body=f"<p>{SECRET_WORD}</p>")
        cls.attachment = cls.env["ir.attachment"].create({
            "name": "letter.txt", "raw": SECRET_WORD.encode(),
            "res_model": "vanthu.document", "res_id": cls.document.id,
        })

    def _assert_closed(self, user):
        document = self.document.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )
        for door in (
            lambda: document.read(["subject"]),
            lambda: document.web_read({"subject": {}}),
            lambda: document.export_data(["subject"]),
            lambda: document.message_post(body="x"),
            lambda: document.message_ids.mapped("body"),
            lambda: document.activity_schedule("mail.mail_activity_data_todo"),
            lambda: document.write({"subject": "x"}),
            lambda: document.action_explain_access(),
            lambda: self.attachment.with_user(user).read(["raw"]),
        ):
            with self.assertRaises(AccessError):
                door()
        documents = self.env["vanthu.document"].with_user(user)
        self.assertFalse(documents.search([("subject", "ilike", SECRET_WORD)]))
        self.assertFalse(documents.search([("search_text", "ilike", SECRET_WORD)]))
        self.assertFalse(documents.name_search(SECRET_WORD))
        self.assertFalse(documents.search_count([("id", "=", self.document.id)]))
        self.assertFalse(documents.formatted_read_group(
            [("subject", "ilike", SECRET_WORD)], ["state"], ["__count"]
        ))
        self.assertFalse(
            self.env["mail.message"].with_user(user).search([("body", "ilike", SECRET_WORD)])
        )
        self.assertFalse(
            self.env["ir.attachment"].with_user(user).search([("name", "=", "letter.txt")])
        )

    def test_another_organisation_sees_nothing(self):
        self._assert_closed(self.other_clerk)

    def test_a_handler_without_work_on_it_sees_nothing(self):
        self._assert_closed(self.outsider)

    def test_the_administrator_reads_no_more_than_a_handler(self):
        self._assert_closed(self.manager)

    def test_a_restricted_document_is_closed_to_leaders_who_are_not_named(self):
        self.document.write({"restricted": True})
        self._assert_closed(self.leader)
        self.assertEqual(self.document.subject, f"Về việc {SECRET_WORD}")

    def test_a_restricted_document_leaks_no_name_through_other_records(self):
        self.document.write({"restricted": True})
        entry = self.document.register_entry_id.with_user(self.leader)
        entry.env.invalidate_all()
        shown = entry.web_read({"document_id": {"fields": {"display_name": {}}}})
        self.assertNotIn(SECRET_WORD, json.dumps(shown, default=str))
        self.assertNotIn(SECRET_WORD, json.dumps(entry.read(["document_id"]), default=str))

    def test_a_mention_does_not_carry_a_restricted_document_out(self):
        self.document.write({"restricted": True})
        message = self.document.message_post(
            body=SECRET_WORD, partner_ids=self.leader.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertNotIn(self.leader.partner_id, message.sudo().notified_partner_ids)

    def test_work_opens_the_document_to_the_unit_and_no_further(self):
        directive = self.env["vanthu.directive"].create({
            "document_id": self.document.id, "company_id": self.organisation.id,
            "leader_id": self.leader.id, "content": "Tham mưu",
        })
        self.env["vanthu.assignment"].create({
            "directive_id": directive.id, "document_id": self.document.id,
            "company_id": self.organisation.id, "unit_id": self.unit.id,
        })
        for user in (self.head, self.handler):
            self.assertEqual(self.document.with_user(user).state, "registered")
        self._assert_closed(self.outsider)

    def test_a_new_member_of_the_unit_reads_at_once_and_a_former_one_no_longer(self):
        self.test_work_opens_the_document_to_the_unit_and_no_further()
        self.unit.member_ids = [Command.set(self.outsider.ids)]
        self.env.invalidate_all()
        self.assertTrue(self.document.with_user(self.outsider).has_access("read"))
        self.assertFalse(self.document.with_user(self.handler).has_access("read"))

    def test_nobody_writes_the_log_or_the_numbers(self):
        entry = self.document.register_entry_id
        with self.assertRaises(UserError):
            entry.with_user(self.clerk).write({"number": 99})
        with self.assertRaises(UserError):
            entry.sudo().write({"number": 99})
        with self.assertRaises(UserError):
            entry.sudo().unlink()
        with self.assertRaises(UserError):
            self.env["vanthu.event"].sudo().create({"kind": "received"})

    def test_a_document_with_a_number_is_not_deleted_by_anybody(self):
        with self.assertRaises(UserError):
            self.document.unlink()
        with self.assertRaises(UserError):
            self.document.sudo().unlink()


@tagged("post_install", "-at_install")
class TestHttpDoors(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        companies = cls.env["res.company"].create([{"name": "Sở"}, {"name": "Trường"}])
        cls.users = {
            login: new_test_user(
                cls.env, login, groups="vanthu_document.group_clerk", password=login,
                company_id=company.id, company_ids=[Command.set(company.ids)],
            )
            for login, company in zip(("door_own", "door_other"), companies, strict=True)
        }
        cls.document = cls.env["vanthu.document"].create({
            "subject": SECRET_WORD, "company_id": companies[0].id,
        })
        cls.attachment = cls.env["ir.attachment"].create({
            "name": "a.txt", "raw": SECRET_WORD.encode(),
            "res_model": "vanthu.document", "res_id": cls.document.id,
        })

    def _fetch(self, login):
        self.authenticate(login, login)
        return self.url_open(f"/web/content/{self.attachment.id}?download=1")

    def test_a_file_is_downloaded_by_its_own_organisation_only(self):
        self.assertIn(SECRET_WORD, self._fetch("door_own").text)
        with mute_logger("odoo.http"):
            answer = self._fetch("door_other")
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn(SECRET_WORD, answer.text)

    def _call(self, login, method, **kwargs):
        self.authenticate(login, login)
        with mute_logger("odoo.http"):
            return self.url_open(
                f"/web/dataset/call_kw/vanthu.document/{method}",
                data=json.dumps({"params": {
                    "model": "vanthu.document", "method": method,
                    "args": [[self.document.id]], "kwargs": kwargs,
                }}),
                headers={"Content-Type": "application/json"},
            ).text

    def test_rpc_is_closed_to_another_organisation_and_to_private_methods(self):
        self.assertIn(SECRET_WORD, self._call("door_own", "read", fields=["subject"]))
        self.assertNotIn(SECRET_WORD, self._call("door_other", "read", fields=["subject"]))
        self.assertIn("error", self._call("door_own", "_register_one"))
