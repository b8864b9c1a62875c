"""From the issued document to each receiver, and what comes back to the sender."""

from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from .delivery_common import DeliveryCommon
from .outgoing_common import PDF


@tagged("post_install", "-at_install")
class TestDelivery(MockEmail, DeliveryCommon):
    # ---- SAME DATABASE ----

    def test_the_receivers_clerk_finds_it_waiting_with_its_fields_filled(self):
        document = self._dispatch(priority="1", page_count=3)
        received = self._get_received(document)
        self.assertEqual(received.state, "arrived")
        self.assertEqual(received.channel, "office")
        self.assertEqual(received.company_id, self.other_organisation)
        self.assertEqual(received.arrival_date, self.today)
        for name in ("subject", "reference", "code_number", "code_notation", "issued_date",
                     "signer_name", "signer_position", "priority", "page_count"):
            with self.subTest(field=name):
                self.assertEqual(received[name], document[name])
        self.assertEqual(received.organ_name, self.organisation.name)
        self.assertEqual(received.organ_id, self.organisation.partner_id)
        self.assertEqual(received.activity_ids.user_id, self.other_clerk)

    def test_the_file_is_the_issued_one_and_lies_once_on_disk(self):
        document = self._dispatch()
        copy = self._get_received(document).sudo().message_main_attachment_id
        self.assertEqual(copy.raw, PDF)
        self.assertNotEqual(copy, document.sudo().issued_attachment_id)
        self.assertEqual(copy.store_fname, document.sudo().issued_attachment_id.store_fname)

    def test_what_was_read_from_the_file_is_not_read_again(self):
        document = self._issue()
        row = document.sudo().file_ids
        row.write({"state": "done", "text": "chương trình hội nghị liên hoan"})
        document.action_dispatch()
        self._run_job()
        received = self._get_received(document)
        self.assertEqual(received.sudo().file_ids.state, "done")
        found = received.search([("search_text", "ilike", "hoi nghi lien hoan")])
        self.assertIn(received, found)

    def test_enclosures_go_along(self):
        document = self._issue()
        document.enclosure_ids = [Command.create({
            "name": "phu-luc.pdf", "raw": PDF + b"%", "res_model": document._name,
            "res_id": document.id,
        })]
        document.action_dispatch()
        self._run_job()
        names = self._get_received(document).sudo().file_ids.mapped("name")
        self.assertEqual(sorted(names), ["01-SGDĐT-VP.pdf", "phu-luc.pdf"])

    def test_nobody_sends_along_what_he_or_she_may_not_read(self):
        secret = self.env["ir.attachment"].create({
            "name": "rieng.pdf", "raw": PDF,  # of whoever made it
        })
        for draft in (self._create_draft(), self._issue().with_user(self.clerk)):
            with self.assertRaises(UserError), self.cr.savepoint():
                draft.enclosure_ids = [Command.link(secret.id)]
        with self.assertRaises(UserError), self.cr.savepoint():
            self._create_draft(enclosure_ids=[Command.link(secret.id)])

    def test_enclosures_stay_as_they_were_sent(self):
        document = self._issue()
        document.enclosure_ids = [Command.create({
            "name": "phu-luc.pdf", "raw": PDF, "res_model": document._name,
            "res_id": document.id,
        })]
        document.action_dispatch()
        with self.assertRaises(UserError):
            document.enclosure_ids = [Command.clear()]
        with self.assertRaises(UserError):
            document.enclosure_ids.write({"raw": b"khac"})

    def test_every_step_of_the_receiver_comes_back(self):
        document = self._dispatch()
        delivery = document.delivery_ids
        self.assertEqual((delivery.state, delivery.status_code), ("received", "01"))
        received = self._get_received(document)
        received.action_register()
        self.assertEqual((delivery.state, delivery.status_code), ("registered", "03"))
        self.assertEqual(delivery.received_number, received.arrival_label)
        work = received.with_user(self.other_leader).action_direct(
            "Thực hiện", [{"role": "lead", "user_id": self.other_clerk.id}]
        )
        self.assertEqual(delivery.status_code, "04")
        assignment = self.env["vanthu.directive"].browse(work).assignment_ids.with_user(
            self.other_clerk
        )
        assignment.action_accept()
        assignment.action_done()
        self.assertEqual((delivery.state, delivery.status_code), ("done", "06"))
        self.assertEqual(document.delivery_summary, "1 of 1 registered")

    def test_a_refusal_comes_back_with_its_reason(self):
        document = self._dispatch()
        self._get_received(document).action_return("Gửi nhầm nơi nhận")
        delivery = document.delivery_ids
        self.assertEqual((delivery.state, delivery.status_code), ("refused", "02"))
        self.assertEqual(delivery.reason, "Gửi nhầm nơi nhận")
        self.assertEqual(document.delivery_problem_count, 1)
        self.assertIn("Gửi nhầm nơi nhận", document.sudo().message_ids[0].body)
        self.assertIn(self.clerk.partner_id, document.sudo().message_ids[0].partner_ids)

    def test_nothing_arrives_twice_however_often_the_job_runs(self):
        document = self._dispatch()
        for _round in range(3):
            self._run_job()
        delivery = document.delivery_ids.sudo()
        self.assertEqual(self.env["vanthu.document"].sudo().search_count(
            [("source_delivery_id", "=", delivery.id)]
        ), 1)
        # Even a job that began anew with outdated facts is stopped by the database.
        with mute_logger("odoo.sql_db", "odoo.addons.vanthu_document.models.vanthu_queue_mixin"):
            delivery._try()
        self.assertEqual(self.env["vanthu.document"].sudo().search_count(
            [("source_delivery_id", "=", delivery.id)]
        ), 1)

    def test_a_delivery_that_fails_is_tried_again_and_then_told(self):
        document = self._dispatch(run=False)
        delivery = document.delivery_ids
        with patch.object(
            type(self.env["vanthu.delivery"]), "_create_received", side_effect=ValueError("x"),
        ), mute_logger("odoo.addons.vanthu_document.models.vanthu_queue_mixin"):
            self._run_job()
            self.assertEqual(delivery.state, "waiting")
            self.assertTrue(delivery.error)
            self.assertGreater(delivery.next_try, fields.Datetime.now())
            self._run_job()
            self.assertEqual(delivery.tries, 1)  # not before its time
            for _round in range(delivery._queue_tries):
                delivery.sudo().next_try = False
                self._run_job()
        self.assertEqual(delivery.state, "failed")
        self.assertEqual(delivery.tries, delivery._queue_tries)
        with self.assertRaises(UserError):
            delivery.with_user(self.handler).action_try_again()
        delivery.with_user(self.clerk).action_try_again()
        self._run_job()
        self.assertEqual(delivery.state, "received")

    def test_one_that_fails_does_not_stop_the_others(self):
        schools = self._create_schools(3)
        schools[1].organ_valid_to = "2020-01-01"
        document = self._dispatch(recipient_ids=self._rows(schools.partner_id))
        states = document.delivery_ids.sorted("id").mapped("state")
        self.assertEqual(states, ["received", "waiting", "received"])
        self.assertIn("dissolved", document.delivery_ids.sorted("id")[1].error)

    # ---- E-MAIL AND PAPER ----

    def test_an_outside_organisation_gets_the_file_by_mail(self):
        partner = self.env["res.partner"].create({"name": "Sở Nội vụ", "email": "snv@example.com"})
        with self.mock_mail_gateway():
            document = self._dispatch(recipient_ids=self._rows(partner))
        self.assertEqual(document.delivery_ids.state, "sent")
        mail = next(mail for mail in self._mails if mail["email_to"] == ["snv@example.com"])
        self.assertIn(document.reference, mail["subject"])
        self.assertEqual([file[0] for file in mail["attachments"]], ["01-SGDĐT-VP.pdf"])

    def test_an_address_that_fails_says_so_and_stays_in_the_queue(self):
        partner = self.env["res.partner"].create({"name": "Sở Nội vụ", "email": "snv@example.com"})
        document = self._issue(recipient_ids=self._rows(partner))
        partner.email = False
        document.action_dispatch()
        self._run_job()
        self.assertEqual(document.delivery_ids.state, "waiting")
        self.assertIn("no e-mail address", document.delivery_ids.error)

    def test_paper_waits_for_the_clerk_who_writes_the_transfer_down(self):
        partner = self.env["res.partner"].create({"name": "Ban Đại diện"})
        document = self._dispatch(recipient_ids=self._rows(partner))
        delivery = document.delivery_ids
        self.assertEqual(delivery.state, "waiting")
        self.env["vanthu.transfer.wizard"].with_user(self.clerk).with_context(
            active_ids=delivery.ids
        ).create({"envelope_count": 2, "receiver_name": "Nguyễn Văn Thư"}).action_apply()
        self.assertEqual(delivery.state, "sent")
        self.assertEqual(delivery.sent_date, self.today)
        self.assertEqual(delivery.envelope_count, 2)
        self.assertEqual(delivery.receiver_name, "Nguyễn Văn Thư")
        for day in ("2020-01-01", "2999-01-01"):
            with self.assertRaisesRegex(UserError, "lies between"):
                delivery.with_user(self.clerk).action_mark_sent(day)

    def test_what_the_software_sends_is_not_marked_by_hand(self):
        delivery = self._dispatch().delivery_ids
        with self.assertRaisesRegex(UserError, "software itself"):
            delivery.with_user(self.clerk).action_mark_sent()

    # ---- RULES ----

    def test_a_file_is_needed_for_those_who_get_one(self):
        document = self._bring_to("issued").with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "add the issued PDF"):
            document.action_dispatch()
        partner = self.env["res.partner"].create({"name": "Ban Đại diện"})
        paper = self._bring_to("issued", recipient_ids=self._rows(partner)).with_user(self.clerk)
        paper.action_dispatch()
        self.assertEqual(paper.state, "dispatched")

    def test_a_document_without_recipient_is_not_dispatched(self):
        document = self._bring_to("issued", recipient_ids=False).with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "no recipient"):
            document.action_dispatch()

    def test_a_frozen_file_that_was_changed_is_not_sent(self):
        document = self._issue()
        attachment = document.sudo().issued_attachment_id
        with self.allow_forgery(attachment):
            attachment.raw = b"%PDF-1.4 forged"
        with self.assertRaisesRegex(UserError, "not the one that was frozen"):
            document.action_dispatch()

    def allow_forgery(self, attachment):
        """As if somebody had changed the file behind the software."""
        return patch.object(type(attachment), "_refuse_frozen_files", lambda self: None)

    def test_only_clerks_of_the_organisation_dispatch_remind_and_mark(self):
        document = self._issue()
        for user in (self.handler, self.head, self.leader, self.manager, self.other_clerk):
            with self.subTest(user=user.name), self.assertRaises(UserError):
                document.with_user(user).action_dispatch()
        document.action_dispatch()
        delivery = document.delivery_ids
        for user in (self.handler, self.leader, self.manager):
            for act in ("action_remind", "action_try_again", "action_mark_sent"):
                with self.subTest(user=user.name, act=act), self.assertRaises(UserError):
                    getattr(delivery.with_user(user), act)()
        for user in (self.clerk, self.leader, self.handler):
            with self.subTest(user=user.name, write=True), self.assertRaises(UserError):
                delivery.with_user(user).write({"state": "done"})
        for user in (self.outsider, self.manager, self.other_clerk):
            self.assertFalse(delivery.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids
            ).has_access("read"))
        self.assertTrue(delivery.with_user(self.handler).has_access("read"))

    def test_the_receiver_does_not_see_the_sender_side(self):
        document = self._dispatch()
        received = self._get_received(document)
        with self.assertRaises(UserError):
            received.source_delivery_id.read(["document_id"])
        with self.assertRaises(UserError):
            received.write({"source_delivery_id": False})
        self.assertFalse(document.with_env(received.env).has_access("read"))

    def test_urgent_documents_and_lateness_of_dispatch(self):
        signed = self._bring_to("signed")
        signed.sudo().signed_at = "2026-03-02 02:00:00"  # a Monday, 9 o'clock
        at = {}
        for moment in ("2026-03-02 08:00:00", "2026-03-03 04:00:00", "2026-03-03 05:30:00",
                       "2026-03-04 01:00:00"):
            now = fields.Datetime.to_datetime(moment)
            with patch.object(fields.Datetime, "now", lambda found=now: found):
                signed.invalidate_recordset(["dispatch_is_late"])
                at[moment] = signed.dispatch_is_late
        self.assertEqual(list(at.values()), [False, False, True, True])

    def test_what_nobody_gets_as_a_file_has_the_whole_day(self):
        by_channel = {}
        evening = fields.Datetime.to_datetime("2026-03-03 09:00:00")
        for channel in ("office", "email", "post", "hand", "none"):
            draft = self._create_draft(recipient_ids=[Command.create({
                "partner_id": self.school.id, "channel": channel,
            })])
            draft.sudo().write({"state": "signed", "signed_at": "2026-03-02 02:00:00"})
            by_channel[channel] = draft
        drafts = self.env["vanthu.document"].union(*by_channel.values())
        with patch.object(fields.Datetime, "now", lambda: evening):
            drafts.invalidate_recordset(["dispatch_is_late"])
            late = [channel for channel, draft in by_channel.items() if draft.dispatch_is_late]
            self.assertEqual(late, ["office", "email"])
            # A form that is being changed speaks of what stands in it, saved or not.
            form = self.env["vanthu.document"].new(origin=by_channel["post"])
            self.assertFalse(form.dispatch_is_late)
            form.recipient_ids.channel = "email"
            self.assertTrue(form.dispatch_is_late)

    def test_list_of_outgoing_documents_does_not_read_who_receives_them(self):
        schools = self._create_schools(3).partner_id
        documents = self.env["vanthu.document"].with_user(self.clerk)
        for _number in range(5):
            documents += self._bring_to(
                "signed", recipient_ids=self._rows(schools)
            ).with_user(self.clerk)
        names = ["subject", "priority", "state", "dispatch_limit", "dispatch_is_late"]

        def count(records):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.read(names)
            return self.env.cr.sql_log_count - before

        count(documents)
        self.assertEqual(count(documents), count(documents[:1]))
        self.assertNotIn("recipient_ids", documents[0].sudo()._cache)

    # ---- REMINDERS ----

    def test_receivers_who_let_it_lie_are_reminded_once(self):
        delivery = self._dispatch().delivery_ids.sudo()
        cron = self.env["vanthu.delivery"].sudo()._cron_remind_receivers
        cron()
        self.assertFalse(delivery.reminded_at)
        delivery.sent_at = "2026-01-05 03:00:00"
        self.assertTrue(delivery.waits_too_long)
        cron()
        asked = delivery.received_document_id.activity_ids
        self.assertEqual(asked.user_id, self.other_clerk)
        self.assertTrue(delivery.reminded_at)
        cron()
        self.assertEqual(delivery.received_document_id.activity_ids, asked)
        self.assertIn(delivery, delivery.search([("waits_too_long", "=", True)]))

    # ---- ANSWERS ----

    def test_an_issued_answer_closes_the_work_that_it_answers(self):
        incoming = self._create_incoming()
        incoming.action_register()
        directive = incoming.with_user(self.leader).action_direct(
            "Trả lời", [{"role": "lead", "unit_id": self.unit.id}]
        )
        answer = self._create_draft(response_to_ids=[Command.link(incoming.id)])
        self._bring_to("issued", answer)
        self.assertEqual(incoming.answer_reference, answer.reference)
        work = self.env["vanthu.directive"].browse(directive).sudo().assignment_ids
        self.assertEqual(work.state, "done")
        self.assertEqual(work.answer_document_id, answer)
