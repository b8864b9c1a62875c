from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestReturnHandOver(VanthuCommon):
    """Return with a reason, envelopes to a person, deletion before registration."""

    def _events(self, document):
        return self.env["vanthu.event"].sudo().search(
            [("res_model", "=", "vanthu.document"), ("res_id", "=", document.id)]
        )

    def _mails(self, document):
        return self.env["mail.mail"].sudo().search(
            [("model", "=", "vanthu.document"), ("res_id", "=", document.id)]
        )

    # ---- return ----

    def test_sender_learns_the_reason(self):
        document = self._create_incoming(sender_email="vanthu@moet.example.vn")
        wizard = Form(self.env["vanthu.return.wizard"].with_user(self.clerk).with_context(
            **document.action_open_return()["context"]
        ))
        self.assertEqual(wizard.sender_email, "vanthu@moet.example.vn")
        wizard.reason = "Thiếu trang 2"
        wizard.save().action_apply()
        self.assertEqual(document.state, "returned")
        self.assertEqual(document.return_reason, "Thiếu trang 2")
        mail = self._mails(document)
        self.assertEqual(len(mail), 1)
        addresses = [mail.email_to or "", *mail.recipient_ids.mapped("email")]
        self.assertIn("vanthu@moet.example.vn", addresses)
        self.assertIn("Thiếu trang 2", mail.body_html)
        self.assertIn(document.reference, mail.body_html)
        self.assertIn("returned", self._events(document).mapped("kind"))

    def test_no_letter_where_no_address_is_known(self):
        document = self._create_incoming()
        document.action_return("Sai nơi nhận")
        self.assertEqual(document.state, "returned")
        self.assertFalse(self._mails(document))

    def test_clerk_may_clear_the_address(self):
        document = self._create_incoming(sender_email="a@example.com")
        wizard = Form(self.env["vanthu.return.wizard"].with_user(self.clerk).with_context(
            default_document_id=document.id
        ))
        wizard.reason = "Sai nơi nhận"
        wizard.sender_email = False
        wizard.save().action_apply()
        self.assertFalse(self._mails(document))

    def test_reason_is_needed_and_registered_documents_stay(self):
        document = self._create_incoming()
        with self.assertRaises(UserError):
            document.action_return("  ")
        document.action_register()
        with self.assertRaises(UserError):
            document.action_return("Sai nơi nhận")
        self.assertEqual(document.state, "registered")

    def test_only_the_clerk_returns(self):
        document = self._create_incoming()
        for user in (self.leader, self.handler, self.manager, self.other_clerk):
            with self.assertRaises(AccessError):
                document.with_user(user).action_return("x")

    # ---- unopened envelopes ----

    def test_person_sees_the_entry_and_is_told(self):
        document = self._create_incoming(subject=False)
        self.assertFalse(document.with_user(self.handler).has_access("read"))
        wizard = Form(self.env["vanthu.hand.over.wizard"].with_user(self.clerk).with_context(
            **document.action_open_hand_over()["context"]
        ))
        wizard.user_id = self.handler
        wizard.save().action_apply()
        self.assertEqual(document.state, "handed_over")
        self.assertTrue(document.with_user(self.handler).has_access("read"))
        self.assertFalse(document.with_user(self.handler).has_access("write"))
        self.assertFalse(document.with_user(self.outsider).has_access("read"))
        activity = document.activity_ids
        self.assertEqual(activity.user_id, self.handler)
        self.assertIn("handed_over", self._events(document).mapped("kind"))

    def test_person_gives_an_official_letter_back(self):
        document = self._create_incoming()
        document.action_hand_over(self.handler.id)
        mine = document.with_user(self.handler)
        self.assertTrue(mine.can_reopen_envelope)
        action = mine.action_reopen_envelope()
        self.assertEqual(action["res_model"], "vanthu.document")
        self.assertEqual(document.state, "arrived")
        self.assertFalse(document.with_user(self.handler).has_access("read"))
        self.assertEqual(document.activity_ids.user_id, self.clerk)
        document.action_register()
        self.assertEqual(document.arrival_label, "01")

    def test_others_cannot_give_it_back(self):
        document = self._create_incoming()
        document.action_hand_over(self.handler.id)
        for user in (self.outsider, self.leader, self.other_clerk):
            with self.assertRaises(AccessError):
                document.with_user(user).action_reopen_envelope()
        self.assertEqual(document.state, "handed_over")

    def test_clerk_takes_it_back(self):
        document = self._create_incoming()
        document.action_hand_over(self.handler.id)
        self.assertTrue(document.action_reopen_envelope())
        self.assertEqual(document.state, "arrived")
        self.assertFalse(document.activity_ids)

    def test_nobody_outside_the_organisation_gets_it(self):
        document = self._create_incoming()
        with self.assertRaises(UserError):
            document.action_hand_over(self.other_clerk.id)
        with self.assertRaises(UserError):
            document.action_hand_over(self.env.ref("base.public_user").id)
        self.assertEqual(document.state, "arrived")

    def test_restricted_envelope_opens_for_the_person(self):
        document = self._create_incoming()
        document.write({
            "restricted": True, "allowed_user_ids": [(6, 0, self.clerk.ids)],
        })
        document.action_hand_over(self.handler.id)
        self.assertTrue(document.with_user(self.handler).has_access("read"))

    # ---- deletion ----

    def test_waiting_document_is_deleted_and_the_deletion_is_kept(self):
        document = self._create_incoming()
        document_id = document.id
        document.unlink()
        self.assertTrue(self.env["vanthu.event"].sudo().search_count([
            ("res_id", "=", document_id), ("res_model", "=", "vanthu.document"),
            ("kind", "=", "deleted"),
        ]))

    def test_registered_returned_or_handed_over_documents_are_kept(self):
        registered, returned, handed = (
            self._create_incoming(code_number=str(number)) for number in range(3)
        )
        registered.action_register()
        returned.action_return("x")
        handed.action_hand_over(self.handler.id)
        for document in (registered, returned, handed):
            with self.assertRaises(UserError):
                document.unlink()
