"""Nothing of practice reaches real registers, numbers, mails, deliveries or figures."""

from datetime import timedelta
from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from .exercise_common import ExerciseCommon
from .practice_leaks import RealData

# Jobs that tell people or move documents on.
_JOBS = (
    "vanthu_document.ir_cron_remind", "vanthu_document.ir_cron_morning_digest",
    "vanthu_document.ir_cron_deliver", "vanthu_document.ir_cron_remind_receivers",
    "vanthu_document.ir_cron_deadlines", "vanthu_training.ir_cron_certificate_ending",
)
_FIGURES = (
    "vanthu.document.report", "vanthu.assignment.report", "vanthu.training.need",
    "vanthu.training.coverage", "vanthu.training.report",
)


@tagged("post_install", "-at_install")
class TestPracticeLeaks(ExerciseCommon):

    def test_the_comparison_sees_what_is_real(self):
        partner = self.other_organisation.partner_id
        real = self.clerk.partner_id
        changes = {
            "res_partner": lambda: partner.write({"street": "1"}),
            "new in vanthu_document": self._create_incoming,
            "new in vanthu_phrase": lambda: self.env["vanthu.phrase"].create({"text": "X"}),
            "vanthu_topic": lambda: self.topics[0].write({"name": "X"}),
            "mails": lambda: self.env["mail.mail"].create({"subject": "x", "email_to": "a@b.vn"}),
            "told by mail_notification": lambda: self.env["mail.notification"].create({
                "res_partner_id": real.id, "notification_type": "inbox",
                "mail_message_id": self.env["mail.message"].create({"body": "x"}).id,
            }),
            "told by mail_followers": lambda: self._waiting()[:1].sudo().message_subscribe(
                real.ids
            ),
        }
        for name, act in changes.items():
            with self.subTest(name=name), self._undone():
                seen = RealData(self.env, self.school)
                act()
                self.assertIn(name, seen.get_changes())

    def _work(self):
        """A day's work in practice: letters, late work, a document that goes out."""
        letters = self._submit_two()
        for letter in letters:
            self._direct(letter)
        partner = self.other_organisation.partner_id
        partner.email = "real@example.com"
        document = self._issue(recipient_ids=[
            Command.create({"partner_id": partner.id, "channel": channel})
            for channel in ("office", "email")
        ])
        self._add_issued_file(document)
        return document

    def test_a_days_work_and_the_jobs_of_the_night_reach_nobody_real(self):
        document = self._work()
        real = RealData(self.env, self.school)
        figures = self._count()
        document.action_dispatch()
        late = self.env["vanthu.assignment"].search([("company_id", "=", self.school.id)])
        self.assertTrue(late)
        late.sudo().write({"due_date": self.today - timedelta(days=3)})
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0):
            for job in _JOBS:
                self.env.ref(job).sudo().ir_actions_server_id.run()
        self.assertEqual(set(document.sudo().delivery_ids.mapped("state")), {"sent"})
        # The job of the morning keeps with each person when it was done.
        self.assertFalse(set(real.get_changes()) - {"res_users"})
        self.assertEqual(self._count(), figures)

    def _count(self):
        """Figures as the people of the real organisations read them."""
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            (user.login, model): self.env[model].with_user(user).search_count([])
            for user in (self.leader, self.clerk, self.training_manager, self.other_clerk)
            for model in _FIGURES if self.env[model].with_user(user).has_access("read")
        }

    def test_numbers_of_real_registers_go_on_without_a_gap(self):
        first = self._create_incoming()
        first.action_register()
        self._enter(3)
        self._issue()
        second = self._create_incoming(code_number="9")
        second.action_register()
        self.assertEqual(second.arrival_number, first.arrival_number + 1)
