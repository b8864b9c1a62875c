"""Seals and tokens: who keeps them, how they pass on, what they are put on (Điều 32–33)."""

from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .files import FileReading
from .outgoing_common import OutgoingCommon
from .test_trust_anchor import encode

MINUTES = encode(b"%PDF-1.4 minutes")


class SealCommon(FileReading, OutgoingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_clerk = cls._create_person("second_clerk", "group_clerk")
        Seal = cls.env["vanthu.seal"].with_user(cls.manager)
        cls.seal, cls.token = Seal.create([
            {"name": "Dấu cơ quan", "kind": "seal", "keeper_id": cls.clerk.id,
             "company_id": cls.organisation.id},
            {"name": "Thiết bị ký số", "kind": "token", "keeper_id": cls.clerk.id,
             "company_id": cls.organisation.id},
        ])

    def _use(self, document, user=None, **values):
        return self.env["vanthu.seal.use"].with_user(user or self.clerk).create({
            "seal_id": self.seal.id, "document_id": document.id, **values,
        })

    def _hand_over(self, user=None, **values):
        return self.env["vanthu.seal.handover"].with_user(user or self.clerk).create({
            "seal_id": self.seal.id, "to_id": self.second_clerk.id, "reason": "Nghỉ phép",
            "permission": "Giám đốc, ngày 02/11/2026", "minutes": MINUTES, **values,
        })


@tagged("post_install", "-at_install")
class TestSealUse(SealCommon):
    def test_signed_document_is_sealed_and_written_down(self):
        document = self._bring_to("signed")
        action = document.with_user(self.clerk).action_open_seal_use()
        self.token.sudo().active = False
        form = Form(self.env[action["res_model"]].with_user(self.clerk).with_context(
            **action["context"]))
        self.assertEqual(form.seal_id, self.seal)
        form.count = 3
        use = form.save()
        self.assertEqual((use.user_id, use.day), (self.clerk, self.today))
        self.assertEqual(document.with_user(self.clerk).seal_use_ids, use)
        event = self._get_events(document, "sealed")
        self.assertEqual((event.detail["seal"], event.detail["count"]), ("Dấu cơ quan", 3))
        self.assertEqual(event.user_id, self.clerk)

    def test_nothing_unsigned_is_sealed(self):
        for state in ("draft", "content_check", "format_check", "to_sign"):
            with self.assertRaisesRegex(UserError, "has signed"), self.env.cr.savepoint():
                self._use(self._bring_to(state))
            with self.assertRaisesRegex(UserError, "registered"), self.env.cr.savepoint():
                self._use(self._bring_to(state), on_copy=True)
        for state in ("signed", "issued"):
            self.assertTrue(self._use(self._bring_to(state)))

    def test_incoming_documents_are_sealed_on_copies_made_here_only(self):
        document = self._create_incoming()
        with self.assertRaisesRegex(UserError, "registered"), self.env.cr.savepoint():
            self._use(document, on_copy=True)
        document.action_register()
        with self.assertRaisesRegex(UserError, "has signed"), self.env.cr.savepoint():
            self._use(document)
        self.assertTrue(self._use(document, on_copy=True, count=2))

    def test_keeper_alone_uses_it(self):
        document = self._bring_to("signed")
        for user in (self.second_clerk, self.manager, self.leader, self.handler):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._use(document, user)
        with self.assertRaisesRegex(AccessError, "is kept by Clerk"), self.env.cr.savepoint():
            self._use(document, self.second_clerk)

    def test_user_and_day_cannot_be_forged(self):
        use = self._use(
            self._bring_to("signed"), user_id=self.leader.id,
            day=self.today - timedelta(days=30),
        )
        self.assertEqual((use.user_id, use.day), (self.clerk, self.today))

    def test_seal_out_of_its_time_is_not_used(self):
        document = self._bring_to("signed")
        for values in (
            {"valid_to": self.today - timedelta(days=1)}, {"active": False},
            {"valid_from": self.today + timedelta(days=1), "valid_to": False},
        ):
            self.seal.write({"active": True, **values})
            self.assertFalse(self.seal.is_valid)
            with self.assertRaisesRegex(UserError, "not valid"), self.env.cr.savepoint():
                self._use(document)
        self.seal.write({"active": True, "valid_from": self.today, "valid_to": self.today})
        self.assertTrue(self._use(document))

    def test_token_signs_and_seal_stamps(self):
        document = self._bring_to("signed")
        with self.assertRaisesRegex(UserError, "token signs"), self.env.cr.savepoint():
            self._use(document, kind="digital")
        with self.assertRaisesRegex(UserError, "token signs"), self.env.cr.savepoint():
            self._use(document, seal_id=self.token.id, kind="annex")
        self.assertTrue(self._use(document, seal_id=self.token.id, kind="digital"))

    def test_one_impression_across_covers_five_sheets(self):
        document = self._bring_to("signed")
        with self.assertRaisesRegex(UserError, "11 sheets need 3"), self.env.cr.savepoint():
            self._use(document, kind="across", sheet_count=11, count=2)
        self.assertTrue(self._use(document, kind="across", sheet_count=11, count=3))
        self.assertTrue(self._use(document, kind="across", sheet_count=5))

    def test_book_of_seals_only_grows(self):
        use = self._use(self._bring_to("signed"))
        for user in (self.clerk, self.manager, self.env.ref("base.user_admin")):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                use.with_user(user).write({"count": 9})
            with self.assertRaises(UserError), self.env.cr.savepoint():
                use.with_user(user).unlink()
        with self.assertRaisesRegex(UserError, "further line"):
            use.sudo().count = 9
        with self.assertRaisesRegex(UserError, "further line"):
            use.sudo().unlink()
        self.assertEqual(use.count, 1)

    def test_restricted_and_foreign_documents_are_not_named(self):
        document = self._bring_to("signed")
        use = self._use(document)
        self.assertTrue(use.with_user(self.leader).read(["document_id"]))
        with self.assertRaises(AccessError):
            use.with_user(self.other_clerk).read(["document_id"])
        self.env["vanthu.document"].browse(document.id).write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            use.with_user(self.clerk).read(["document_id"])
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._use(document)

    def test_secret_note_is_refused(self):
        document = self._bring_to("signed")
        # The refusal is written in a transaction of its own, which knows no test's organisation.
        log = patch.object(type(self.env["res.company"]), "_log_secret_refused")
        with log as logged, self.assertRaisesRegex(UserError, "state secret"):
            self._use(document, note="Độ mật: TUYỆT MẬT")
        logged.assert_called_once()


@tagged("post_install", "-at_install")
class TestHandover(SealCommon):
    def test_keeper_hands_over_with_permission_and_minutes(self):
        action = self.seal.with_user(self.clerk).action_open_handover()
        form = Form(self.env[action["res_model"]].with_user(self.clerk).with_context(
            **action["context"]))
        form.to_id, form.reason = self.second_clerk, "Nghỉ phép"
        form.permission = "Giám đốc, ngày 02/11/2026"
        form.minutes = MINUTES
        row = form.save()
        self.assertEqual((row.from_id, row.to_id), (self.clerk, self.second_clerk))
        self.assertEqual(self.seal.keeper_id, self.second_clerk)
        document = self._bring_to("signed")
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._use(document)
        self.assertTrue(self._use(document, self.second_clerk))

    def test_permission_may_be_a_registered_document(self):
        permit = self._bring_to("issued")
        row = self._hand_over(permission=False, permission_id=permit.id)
        self.assertEqual(row.permission_id, permit)

    def test_hidden_document_is_no_permission(self):
        hidden = self._bring_to("issued")
        self.env["vanthu.document"].browse(hidden.id).write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        with self.assertRaises(AccessError):
            self._hand_over(permission_id=hidden.id)

    def test_what_is_missing_or_wrong_is_said(self):
        for values, words in (
            ({"permission": "  "}, "permitted"), ({"to_id": self.clerk.id}, "keeps it already"),
            ({"to_id": self.other_clerk.id}, "of this organisation"),
            ({"day": self.today + timedelta(days=1)}, "today at the latest"),
        ):
            with self.assertRaisesRegex(ValidationError, words), self.env.cr.savepoint():
                self._hand_over(**values)
        self._hand_over()
        with self.assertRaisesRegex(ValidationError, "before the last"), self.env.cr.savepoint():
            self._hand_over(
                self.second_clerk, to_id=self.clerk.id, day=self.today - timedelta(days=1))

    def test_minutes_and_reason_are_needed(self):
        form = Form(self.env["vanthu.seal.handover"].with_user(self.clerk).with_context(
            default_seal_id=self.seal.id))
        form.to_id, form.permission = self.second_clerk, "Giám đốc"
        with self.assertRaises(AssertionError):
            form.save()

    def test_who_handed_over_cannot_be_forged(self):
        self.assertEqual(self._hand_over(from_id=self.leader.id).from_id, self.clerk)

    def test_others_hand_nothing_over(self):
        for user in (self.second_clerk, self.leader, self.handler):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._hand_over(user)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._hand_over(self.other_clerk, to_id=self.other_clerk.id)
        self.assertTrue(self._hand_over(self.manager), "where the keeper left the office")

    def test_keeper_changes_by_a_handover_only(self):
        for name, value in (
            ("keeper_id", self.manager.id), ("kind", "token"),
            ("company_id", self.other_organisation.id),
        ):
            with self.assertRaisesRegex(UserError, "hand-over"):
                self.seal.write({name: value})
        self.seal.write({"name": "Dấu tròn", "note": "x"})
        with self.assertRaises(AccessError):
            self.seal.with_user(self.clerk).write({"name": "x"})

    def test_handovers_stay(self):
        row = self._hand_over()
        with self.assertRaisesRegex(UserError, "further line"):
            row.sudo().reason = "x"
        with self.assertRaisesRegex(UserError, "further line"):
            row.sudo().unlink()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.seal.sudo().unlink()
            self.env.flush_all()
        self.assertTrue(self.seal.exists())

    def test_other_organisations_see_no_seal(self):
        self.assertFalse(self.env["vanthu.seal"].with_user(self.other_clerk).search([]))
        self._hand_over()
        self.assertFalse(self.env["vanthu.seal.handover"].with_user(self.other_clerk).search([]))
