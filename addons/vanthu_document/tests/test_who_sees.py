"""What the explanation says is what the rules do, and every change of rights is announced."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestWhoSees(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_incoming()
        cls.document.action_register()
        cls.env["vanthu.assignment"].create([
            {
                "document_id": cls.document.id, "company_id": cls.organisation.id,
                "unit_id": cls.unit.id,
            },
            {
                "document_id": cls.document.id, "company_id": cls.organisation.id,
                "user_id": cls.outsider.id, "role": "inform",
            },
        ])
        cls.everybody = (
            cls.clerk | cls.leader | cls.manager | cls.head | cls.handler | cls.outsider
            | cls.other_clerk
        )

    def _assert_explanation_is_true(self):
        explained = {user for user, _why in self.document._explain_readers()}
        for user in self.everybody:
            with self.subTest(user=user.login):
                really = bool(self.env["vanthu.document"].with_user(user).search_count(
                    [("id", "=", self.document.id)]
                ))
                self.assertEqual(user in explained, really)

    def test_the_explanation_names_exactly_who_can_read(self):
        self._assert_explanation_is_true()
        self.assertIn(self.handler, dict(self.document._explain_readers()))

    def test_the_explanation_of_a_restricted_document_names_exactly_who_can_read(self):
        self.document.write({
            "restricted": True, "allowed_user_ids": [Command.link(self.handler.id)],
        })
        self._assert_explanation_is_true()
        explained = dict(self.document._explain_readers())
        self.assertNotIn(self.leader, explained)
        self.assertIn(self.clerk, explained)

    def test_who_restricts_a_document_keeps_it(self):
        self.document.with_user(self.clerk).write({"restricted": True})
        self.assertIn(self.clerk, self.document.allowed_user_ids)

    def test_who_creates_a_restricted_document_keeps_it(self):
        document = self._create_incoming(restricted=True)
        self.assertEqual(document.allowed_user_ids, self.clerk)
        self.assertEqual(document.subject, "Về việc tổng kết năm học")

    def test_a_change_warns_until_a_leader_confirms(self):
        self.document.with_user(self.clerk).write({
            "restricted": True,
            "allowed_user_ids": [Command.link(self.leader.id)],
        })
        self.assertTrue(self.document.access_to_confirm)
        self.assertIn(self.clerk.name, self.document.access_change_note)
        with self.assertRaises(AccessError):
            self.document.with_user(self.clerk).action_confirm_access()
        self.document.with_user(self.leader).action_confirm_access()
        self.assertFalse(self.document.access_to_confirm)
        kinds = self.env["vanthu.event"].search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", self.document.id),
        ]).mapped("kind")
        self.assertIn("access_changed", kinds)
        self.assertIn("access_confirmed", kinds)

    def test_whoever_loses_a_right_is_told_without_the_subject(self):
        self.document.write({
            "restricted": True,
            "allowed_user_ids": [Command.set((self.clerk | self.handler).ids)],
        })
        self.document.write({"allowed_user_ids": [Command.unlink(self.handler.id)]})
        message = self.env["mail.message"].sudo().search([
            ("notified_partner_ids", "in", self.handler.partner_id.ids),
        ], limit=1, order="id desc")
        self.assertTrue(message)
        self.assertNotIn(self.document.subject, f"{message.body}{message.subject}")

    def test_followers_who_are_not_named_are_dropped(self):
        self.document.message_subscribe(self.leader.partner_id.ids)
        self.document.write({"restricted": True})
        self.assertNotIn(self.leader.partner_id, self.document.message_partner_ids)

    def test_a_change_of_role_is_an_event_of_the_organisation(self):
        self.handler.write({
            "group_ids": [Command.link(self.env.ref("vanthu_document.group_clerk").id)],
        })
        event = self.env["vanthu.event"].search([
            ("company_id", "=", self.organisation.id), ("kind", "=", "access_changed"),
        ], limit=1)
        self.assertEqual(event.detail["person"], self.handler.name)
