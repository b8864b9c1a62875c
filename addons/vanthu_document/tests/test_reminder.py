from datetime import date, datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .handling_common import HandlingCommon


class ReminderCommon(HandlingCommon):
    """Work with a deadline on Wednesday 10 June 2026, and the jobs at a given moment."""

    due = date(2026, 6, 10)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        cls.env["vanthu.register"]._prepare_year(cls.organisation, 2026)
        cls.env["vanthu.assignment"].search([]).due_date = False  # of a demo, if there is one
        cls.reminders = cls.env["vanthu.reminder"]

    def _work(self, unit=None, due=None, **values):
        """Work of the leader for a unit, given on 1 June 2026."""
        with freeze_time("2026-06-01 02:00:00"):
            document = self._create_registered(arrival_date=date(2026, 6, 1), **values)
            return self._direct(document, [self._lead(unit, due_date=due or self.due)])

    def _climb(self, day, hour=2):
        with freeze_time(datetime(2026, 6, day, hour)), patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=60.0
        ):
            self.reminders._cron_remind()

    def _found(self, work):
        return [
            (reminder.rung, reminder.user_id)
            for reminder in self.reminders.search([("assignment_id", "in", work.ids)])
        ]


@tagged("post_install", "-at_install")
class TestReminder(ReminderCommon):
    def test_each_rung_reminds_whom_it_names(self):
        work = self._work()
        part_id = work.with_user(self.head).action_pass_on(self.handler.id)
        part = self.env["vanthu.assignment"].browse(part_id)
        self._climb(7)
        self.assertEqual(self._found(part), [])
        self._climb(8)
        self.assertEqual(self._found(part), [(-2, self.handler)])
        self.assertEqual(self._found(work), [(-2, self.head)])
        self._climb(10)
        self.assertEqual(self._found(part)[1:], [(0, self.handler)])
        self._climb(11)
        self.assertEqual(
            set(self._found(part)[2:]), {(1, self.handler), (1, self.head)}
        )
        self._climb(12)  # between two rungs
        self.assertEqual(len(self._found(part)), 4)
        self._climb(15)  # Monday, the third working day after
        self.assertEqual(
            set(self._found(part)[4:]), {(3, self.handler), (3, self.head), (3, self.leader)}
        )
        self.assertEqual(
            set(self._found(work)[-2:]), {(3, self.head), (3, self.leader)}
        )

    def test_no_reminder_twice_however_often_the_job_runs(self):
        work = self._work()
        for _time in range(3):
            self._climb(8)
        self._climb(9)
        self.assertEqual(self._found(work), [(-2, self.head)])

    def test_days_without_a_run_lose_nothing_and_send_no_flood(self):
        work = self._work()
        self._climb(16)
        self.assertEqual(set(self._found(work)), {(3, self.head), (3, self.leader)})
        self._climb(17)
        self.assertEqual(len(self._found(work)), 2)

    def test_a_new_deadline_begins_the_ladder_anew(self):
        work = self._work()
        self._climb(8)
        work.due_date = date(2026, 6, 17)
        self._climb(10)
        self.assertEqual(len(self._found(work)), 1)
        self._climb(15)
        self.assertEqual(self._found(work), [(-2, self.head), (-2, self.head)])

    def test_nobody_is_reminded_of_what_rests_or_is_over(self):
        cases = {
            "paused": {"paused": True}, "reported": {"state": "reported"},
            "done": {"state": "done"}, "returned": {"state": "returned"},
            "recalled": {"state": "recalled"}, "no deadline": {"due_date": False},
        }
        for name, vals in cases.items():
            with self.subTest(name):
                work = self._work(code_number=name)
                work.write(vals)
                self._climb(16)
                self.assertEqual(self._found(work), [])

    def test_of_a_restricted_document_only_those_are_reminded_who_are_named(self):
        work = self._work()
        work.document_id.write({
            "restricted": True,
            "allowed_user_ids": [Command.set((self.head | self.clerk).ids)],
        })
        self._climb(16)
        self.assertEqual(self._found(work), [(3, self.head)])

    def test_work_of_a_unit_without_people_is_noted_once(self):
        empty = self.env["vanthu.unit"].create({
            "name": "Tổ trống", "company_id": self.organisation.id,
        })
        work = self._work(empty)
        self._climb(8)
        self._climb(8)
        self.assertEqual(self._found(work), [(-2, self.env["res.users"])])
        self.assertFalse(self.reminders.search([
            ("assignment_id", "=", work.id), ("sent_at", "=", False),
        ]))

    def test_an_organisation_with_rungs_of_its_own_climbs_these_alone(self):
        self.env["vanthu.reminder.rule"].create({
            "rung": 2, "company_id": self.organisation.id, "to_leader": True,
            "to_person": False,
        })
        work = self._work()
        self._climb(11)
        self.assertEqual(self._found(work), [])
        self._climb(12)
        self.assertEqual(self._found(work), [(2, self.leader)])

    def test_without_rungs_nobody_is_reminded(self):
        self.env["vanthu.reminder.rule"].search([]).active = False
        work = self._work()
        self._climb(16)
        self.assertEqual(self._found(work), [])

    def test_many_pieces_of_work_are_worked_off_in_batches(self):
        work = self._work() | self._work(code_number="2") | self._work(code_number="3")
        path = "odoo.addons.vanthu_document.models.vanthu_reminder.BATCH"
        with patch(path, 2):
            self._climb(8)
        self.assertEqual(len(self._found(work)), 3)

    def test_urgent_work_is_told_at_once_in_one_mail_for_each_person(self):
        first = self._work(priority="2", subject="Khẩn một")
        second = self._work(priority="1", code_number="8", subject="Khẩn hai")
        ordinary = self._work(code_number="9")
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        self._climb(10)
        new = mails.search([]) - before
        self.assertEqual(new.recipient_ids, self.head.partner_id)
        self.assertEqual(len(new), 1)
        self.assertIn("Khẩn một", new.body_html)
        self.assertIn("Khẩn hai", new.body_html)
        self._climb(10)
        self.assertEqual(mails.search([]) - before, new)
        waiting = self.reminders.search([("sent_at", "=", False)]).assignment_id
        self.assertIn(ordinary, waiting)
        self.assertFalse((first | second) & waiting)

    def test_urgent_work_that_was_finished_in_between_is_not_mailed(self):
        work = self._work(priority="2")
        with freeze_time("2026-06-10 02:00:00"):
            self.reminders._climb(self.organisation, 10)
            work.state = "reported"
            before = self.env["mail.mail"].sudo().search([])
            with patch.object(
                type(self.env["ir.cron"]), "_commit_progress", return_value=60.0
            ):
                self.reminders._send_urgent()
        self.assertFalse(self.env["mail.mail"].sudo().search([]) - before)
        self.assertFalse(self.reminders.search([
            ("assignment_id", "=", work.id), ("sent_at", "=", False),
        ]))


@tagged("post_install", "-at_install")
class TestReminderScreen(ReminderCommon):
    def test_the_default_ladder_is_that_of_the_office(self):
        rules = self.env["vanthu.reminder.rule"].search([("company_id", "=", False)])
        self.assertEqual(
            [(r.rung, r.to_person, r.to_head, r.to_leader) for r in rules.sorted("rung")],
            [
                (-2, True, False, False), (0, True, False, False), (1, True, True, False),
                (3, True, True, True),
            ],
        )

    def test_the_administrator_adds_a_rung(self):
        form = Form(self.env["vanthu.reminder.rule"].with_user(self.manager))
        form.rung = 7
        form.to_leader = True
        self.assertEqual(form.save().display_name, "7 working days after")

    def test_a_rung_says_in_words_when_it_comes(self):
        rules = self.env["vanthu.reminder.rule"].search([]).sorted("rung")
        self.assertEqual(rules[0].display_name, "2 working days before")
        self.assertEqual(rules[1].display_name, "On the day of the deadline")

    def test_a_rung_for_nobody_or_twice_is_refused(self):
        rules = self.env["vanthu.reminder.rule"]
        with self.assertRaisesRegex(ValidationError, "who is reminded"):
            rules.create({"rung": 9, "to_person": False})
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception):  # noqa: B017
            rules.create({"rung": 3})

    def test_only_the_administrator_changes_the_ladder_and_nobody_the_reminders(self):
        for user in (self.clerk, self.leader, self.handler):
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError):
                    self.env["vanthu.reminder.rule"].with_user(user).create({"rung": 9})
                with self.assertRaises(AccessError):
                    self.reminders.with_user(user).search([]).mapped("rung")
                with self.assertRaises(AccessError):
                    self.reminders.with_user(user).create({"rung": 1})
