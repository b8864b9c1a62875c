"""Requests for accounts: limits, confirmation, the way into the queue."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .files import make_secret_pdf
from .join_common import JoinCommon


@tagged("post_install", "-at_install")
class TestJoinReceive(JoinCommon):
    def test_address_is_kept_as_keyed_hash_and_networks_count_together(self):
        attempts = self.env["vanthu.join.attempt"]
        self.assertEqual(attempts._get_network("2001:db8:1:2:3::4"),
                         attempts._get_network("2001:db8:1:2:ffff::1"))
        self.assertNotEqual(attempts._get_network("2001:db8:1:2::1"),
                            attempts._get_network("2001:db8:1:3::1"))
        self.assertEqual(attempts._get_network("::ffff:10.0.0.7"), "10.0.0.7")
        self.assertEqual(attempts._get_network("nonsense"), "unknown")
        key = attempts._get_key("10.0.0.7")
        self.assertEqual(len(key), 64)
        self.assertNotIn("10.0.0.7", key)
        self.assertNotEqual(key, attempts._get_key("10.0.0.8"))

    def test_all_addresses_together_have_a_limit_and_time_opens_again(self):
        attempts = self.env["vanthu.join.attempt"]
        now = fields.Datetime.now()
        self.parameters.set_param("vanthu_document.join_total_hour", "10")
        rows = attempts.create([
            {"date": now - timedelta(minutes=5), "address": f"{number:064d}"}
            for number in range(10)
        ])
        self.assertTrue(attempts._is_over("x" * 64, 0))
        rows.date = now - timedelta(hours=2)
        self.assertFalse(attempts._is_over("x" * 64, 0))
        rows.address = "y" * 64
        self.parameters.set_param("vanthu_document.join_address_day", "10")
        self.assertTrue(attempts._is_over("y" * 64, 0))
        self.assertFalse(attempts._is_over("x" * 64, 0))
        rows.date = now - timedelta(days=3)
        attempts._gc_attempts()
        self.assertFalse(rows.exists())

    def test_full_queue_takes_nothing_more(self):
        self.parameters.set_param("vanthu_document.join_open_requests", "2")
        self._receive()
        self._receive(self._person())
        with self.assertRaisesRegex(UserError, "try again tomorrow"):
            self._receive(self._typed(person_email="third@example.com"))

    def test_nobody_is_flooded_with_letters_by_strangers(self):
        for _ in range(3):
            self.assertTrue(self._receive())
        self.assertFalse(self._receive(), "answered as always, and nothing kept")
        self.assertEqual(
            self.mails.search_count([("email_to", "=", "mai.join@example.com")]), 3
        )

    def test_token_stands_nowhere_but_in_the_letter_and_ends(self):
        request = self._receive()
        token = self._token_of(request)
        stored = request.sudo().read(load="")[0]
        self.assertNotIn(token, str(stored))
        self.assertEqual(len(request.token_hash), 64)
        with self.assertRaises(AccessError):
            request.with_user(self.manager).read(["token_hash"])
        mail = self.mails.search([("email_to", "=", request.person_email)])
        self.assertFalse(mail.model or mail.res_id, "readable through no record")
        for wrong in ("", token[:-1], token + "x", "x" * 5000, request.token_hash):
            self.assertFalse(request._confirm(wrong))
        request.token_until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertFalse(request._confirm(token))
        self.assertEqual(request.state, "unconfirmed")
        request.token_until = fields.Datetime.now() + timedelta(hours=1)
        self.assertTrue(request._confirm(token))
        self.assertFalse(request.token_hash)
        self.assertFalse(request._confirm(token))

    def test_request_goes_to_the_queue_at_once_where_no_mail_is_sent(self):
        self.parameters.set_param("vanthu_document.join_unconfirmed", "True")
        self.assertEqual(self._receive().state, "waiting")
        self.assertFalse(self.mails.search([("email_to", "=", "mai.join@example.com")]))

    def test_address_checked_by_phone_enters_the_queue_and_is_logged(self):
        request = self._receive()
        with self.assertRaises(AccessError):
            request.with_user(self.clerk).action_confirm_by_hand()
        request.with_user(self.manager).action_confirm_by_hand()
        self.assertEqual(request.state, "waiting")
        event = self.env["vanthu.event"].search([("kind", "=", "join_requested")], limit=1)
        self.assertEqual(event.detail["person"], "Trần Thị Mai")
        self.assertIn("Trần Thị Mai", event.with_context(lang="en_US").detail_text)

    def test_state_secrets_are_refused_and_logged_without_content(self):
        self.registry_enter_test_mode()  # refusals are logged through an own cursor
        for typed, data in (
            (self._typed(organ_street="Độ mật: Tuyệt mật"), None), (None, make_secret_pdf()),
        ):
            with self.assertRaisesRegex(UserError, "state secret"):
                self._receive(typed, data=data)
        events = self.env["vanthu.event"].search([
            ("kind", "=", "secret_refused"), ("company_id", "=", self.organisation.id),
        ], limit=2)
        self.assertEqual({event.detail["place"] for event in events}, {"entry", "file"})
        self.assertFalse(self.env["vanthu.join.request"].search(
            [("person_email", "=", "mai.join@example.com")]))

    def test_administrators_get_one_letter_an_hour(self):
        self._waiting()
        notes = self.env["mail.message"].search([
            ("model", "=", "vanthu.join.request"), ("message_type", "=", "user_notification"),
        ])
        self.assertEqual(notes.notified_partner_ids, self.manager.partner_id)
        self._waiting(self._person())
        self.assertEqual(self.env["mail.message"].search_count([
            ("model", "=", "vanthu.join.request"), ("message_type", "=", "user_notification"),
        ]), 1)

    def test_old_requests_are_deleted_with_their_letters(self):
        never, refused, waiting = (
            self._receive(), self._waiting(self._person()),
            self._waiting(self._typed(person_email="stays@example.com")),
        )
        refused.action_refuse("Không đúng")
        letter = never.letter_id
        self.env["vanthu.join.request"]._gc_requests()
        self.assertTrue(never.exists() and refused.exists())
        self.env.cr.execute(
            "UPDATE vanthu_join_request SET create_date = create_date - interval '5 days',"
            " decided_at = decided_at - interval '366 days'"
        )
        self.env.invalidate_all()
        self.env["vanthu.join.request"]._gc_requests()
        self.assertFalse(never.exists() or refused.exists() or letter.exists())
        self.assertTrue(waiting.exists())
