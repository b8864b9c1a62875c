from datetime import date, datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from .handling_common import HandlingCommon

# Wednesday, 10 June 2026, 9 o'clock in Viet Nam; no holiday anywhere near.
NOW = "2026-06-10 02:00:00"


@tagged("post_install", "-at_install")
class TestDeadline(HandlingCommon):
    """Whether something is late: by the record, by the time, by the hour, by the zone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        year = cls.env["vanthu.register"]
        year._prepare_year(cls.organisation, 2026)

    def _work(self, due, **values):
        """Open work with that deadline, judged at the frozen moment."""
        assignment = self.env["vanthu.assignment"].create({
            "company_id": self.organisation.id, "unit_id": self.unit.id, "due_date": due,
            **values,
        })
        self.env.flush_all()
        return assignment

    def _run_job(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0):
            self.env["vanthu.deadline.mixin"]._cron_refresh_deadlines()

    def test_states_by_the_day(self):
        cases = {
            date(2026, 6, 9): "late", date(2026, 6, 10): "today", date(2026, 6, 11): "soon",
            date(2026, 6, 12): "soon", date(2026, 6, 13): "later", date(2026, 6, 15): "later",
            False: "none",
        }
        # Saturday 13 June: its second working day before is Thursday 11.
        with freeze_time(NOW):
            for due, state in cases.items():
                with self.subTest(due=due):
                    self.assertEqual(self._work(due).deadline_state, state)

    def test_soon_reaches_over_a_weekend_but_not_further(self):
        with freeze_time("2026-06-12 02:00:00"):  # Friday
            self.assertEqual(self._work(date(2026, 6, 16)).deadline_state, "soon")
            self.assertEqual(self._work(date(2026, 6, 17)).deadline_state, "later")

    def test_an_hour_is_late_when_it_has_passed(self):
        due_at = datetime(2026, 6, 10, 3)
        with freeze_time(NOW):
            work = self._work(date(2026, 6, 10), due_at=due_at)
            self.assertEqual(work.deadline_state, "today")
            self.assertEqual(work.deadline_check_at, due_at)
        with freeze_time("2026-06-10 03:00:00"):
            self._run_job()
            self.assertEqual(work.deadline_state, "late")

    def test_a_new_day_forgets_the_old_hour(self):
        with freeze_time(NOW):
            work = self._work(date(2026, 6, 10), due_at=datetime(2026, 6, 10, 3))
            work.due_date = date(2026, 6, 11)
            self.assertFalse(work.due_at)
            self.assertEqual(work.deadline_state, "soon")

    def test_the_day_ends_where_the_organisation_is(self):
        with freeze_time("2026-06-10 16:59:00"):
            work = self._work(date(2026, 6, 10))
            self.assertEqual(work.deadline_state, "today")
            self.assertEqual(work.deadline_check_at, datetime(2026, 6, 10, 17))
        with freeze_time("2026-06-10 17:00:00"):
            self._run_job()
            self.assertEqual(work.deadline_state, "late")
        self.other_organisation.resource_calendar_id.tz = "Europe/Paris"
        with freeze_time("2026-06-10 17:00:00"):
            there = self._work(
                date(2026, 6, 10), company_id=self.other_organisation.id, unit_id=False,
                user_id=self.other_clerk.id,
            )
            self.assertEqual(there.deadline_state, "today")

    def test_finished_work_keeps_its_answer(self):
        with freeze_time(NOW):
            in_time, late = self._work(date(2026, 6, 10)), self._work(date(2026, 6, 9))
            (in_time | late).write({"state": "reported", "report_date": datetime.now()})
            self.assertEqual(in_time.deadline_state, "met")
            self.assertEqual(late.deadline_state, "missed")
            self.assertFalse((in_time | late).filtered("deadline_check_at"))
        with freeze_time("2026-07-10 02:00:00"):
            self._run_job()
            self.assertEqual(in_time.deadline_state, "met")
            in_time.write({"state": "in_progress"})
            self.assertEqual(in_time.deadline_state, "late")

    def test_stopped_clocks_and_work_that_is_gone_do_not_count(self):
        with freeze_time(NOW):
            work = self._work(date(2026, 6, 9))
            work.paused = True
            self.assertEqual(work.deadline_state, "paused")
            work.paused = False
            self.assertTrue(work.is_overdue)
            work.state = "returned"
            self.assertFalse(work.deadline_state)
            self.assertNotIn(
                work, self.env["vanthu.assignment"].search([("is_overdue", "=", True)])
            )

    def test_the_job_goes_step_by_step_through_the_life_of_a_deadline(self):
        with freeze_time("2026-06-01 02:00:00"):
            work = self._work(date(2026, 6, 10))
            self.assertEqual(work.deadline_state, "later")
        # The days begin at 17 o'clock UTC of the day before.
        steps = [
            ("2026-06-07 16:59:00", "later"), ("2026-06-07 17:00:00", "soon"),
            ("2026-06-09 16:59:00", "soon"), ("2026-06-09 17:00:00", "today"),
            ("2026-06-10 16:59:00", "today"), ("2026-06-10 17:00:00", "late"),
            ("2027-06-10 17:00:00", "late"),
        ]
        for moment, state in steps:
            with self.subTest(moment=moment), freeze_time(moment):
                self._run_job()
                self.assertEqual(work.deadline_state, state)

    def test_the_job_runs_twice_without_changing_anything_and_catches_up_after_days(self):
        with freeze_time("2026-06-01 02:00:00"):
            work = self._work(date(2026, 6, 3)) | self._work(date(2026, 6, 30))
            before = work.mapped("write_date")
        with freeze_time("2026-06-20 02:00:00"):
            model = self.env["vanthu.assignment"]
            self.assertGreaterEqual(model._refresh_deadlines(1000), 1)
            self.assertEqual(work.mapped("deadline_state"), ["late", "later"])
            self.assertEqual(model._refresh_deadlines(1000), 0)
            self.assertEqual(work.mapped("write_date"), before)

    def test_the_job_stops_when_its_time_is_up_and_goes_on_next_time(self):
        with freeze_time("2026-06-01 02:00:00"):
            work = self.env["vanthu.assignment"].union(
                *(self._work(date(2026, 6, 3)) for _number in range(3))
            )
        with freeze_time("2026-06-20 02:00:00"):
            model = self.env["vanthu.assignment"]
            while model._refresh_deadlines(1000):
                pass
            work.write({"deadline_state": "later", "deadline_check_at": datetime(2026, 6, 2)})
            self.env.flush_all()
            cron = type(self.env["ir.cron"])
            with patch(
                "odoo.addons.vanthu_document.models.vanthu_deadline_refresh.BATCH", 2
            ), patch.object(cron, "_commit_progress", return_value=0):
                self.env["vanthu.deadline.mixin"]._cron_refresh_deadlines()
            self.assertEqual(sorted(work.mapped("deadline_state")), ["late", "late", "later"])
            self._run_job()
            self.assertEqual(set(work.mapped("deadline_state")), {"late"})

    def test_a_new_holiday_moves_what_is_soon(self):
        with freeze_time(NOW):
            work = self._work(date(2026, 6, 15))
            self.assertEqual(work.deadline_state, "later")
            self.env["vanthu.holiday"].create({
                "name": "Nghỉ đột xuất", "date_from": "2026-06-11", "date_to": "2026-06-12",
            })
            self.env.cr.precommit.run()
            self._run_job()
            self.assertEqual(work.deadline_state, "soon")

    def test_documents_follow_the_same_clock(self):
        with freeze_time(NOW):
            document = self._create_registered()
            document.due_date = date(2026, 6, 11)
            self.env.flush_all()
            self.assertEqual(document.deadline_state, "soon")
        with freeze_time("2026-06-12 02:00:00"):
            self._run_job()
            self.assertEqual(document.deadline_state, "late")
            self.assertIn(document, document.search([("is_overdue", "=", True)]))


@tagged("post_install", "-at_install")
class TestDeadlineRule(HandlingCommon):
    """How much time documents leave by type and urgency."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        cls.env["vanthu.register"]._prepare_year(cls.organisation, 2026)
        cls.rules = cls.env["vanthu.deadline.rule"]
        cls.type = cls.env["vanthu.document.type"].create({
            "name": "Phiếu thử hạn", "response_days": 5,
        })

    def _register(self, **values):
        document = self._create_incoming(arrival_date=date(2026, 6, 10), **values)
        document.action_register()
        return document

    def test_ordinary_documents_have_the_days_of_their_type_and_urgent_ones_none(self):
        with freeze_time(NOW):
            ordinary = self._register(type_id=self.type.id, code_number="1")
            self.assertEqual(ordinary.due_date, date(2026, 6, 17))
            self.assertFalse(ordinary.due_at)
            for priority in "1234":
                with self.subTest(priority=priority):
                    urgent = self._register(
                        type_id=self.type.id, code_number=f"2{priority}", priority=priority
                    )
                    self.assertEqual(urgent.due_date, date(2026, 6, 10))

    def test_hours_of_an_express_document_end_in_working_time(self):
        self.rules.search([("priority", "=", "3")]).write({"unit": "hour", "amount": 4})
        with freeze_time("2026-06-10 08:00:00"):  # 15 o'clock: two hours are left today
            express = self._register(priority="3")
            self.assertEqual(express.due_date, date(2026, 6, 11))
            self.assertEqual(express.due_at, datetime(2026, 6, 11, 3))

    def test_a_sentence_says_what_the_figures_mean(self):
        rule = self.rules.search([("priority", "=", "3")], limit=1)
        self.assertEqual(rule.meaning, "On the day of arrival")
        rule.amount = 2
        self.assertEqual(rule.meaning, "Working days after arrival: 2")
        rule.write({"unit": "hour", "amount": 1.5})
        self.assertEqual(rule.meaning, "Working hours after arrival: 1,5")

    def test_work_takes_over_the_hour_of_its_document(self):
        self.rules.search([("priority", "=", "3")]).write({"unit": "hour", "amount": 1})
        with freeze_time(NOW):
            express = self._register(priority="3")
            lead, other = self._direct(express, [
                self._lead(), self._cooperate(due_date=date(2026, 6, 12)),
            ])
            self.assertEqual(lead.due_at, express.due_at)
            self.assertEqual(lead.due_date, date(2026, 6, 10))
            self.assertFalse(other.due_at)

    def test_the_most_particular_rule_holds(self):
        common = {"priority": "2", "unit": "day"}
        self.rules.create([
            {**common, "amount": 3, "type_id": self.type.id},
            {**common, "amount": 7, "company_id": self.organisation.id},
        ])
        other = self.env["vanthu.document.type"].create({"name": "Phiếu khác"})
        day = date(2026, 6, 10)

        def due(company, doc_type):
            return self.rules._find_due(company, "2", doc_type, day)[0]

        self.assertEqual(due(self.other_organisation, other), day)
        self.assertEqual(due(self.other_organisation, self.type), date(2026, 6, 15))
        self.assertEqual(due(self.organisation, other), date(2026, 6, 19))
        self.assertEqual(due(self.organisation, self.type), date(2026, 6, 19))
        self.rules.create({
            **common, "amount": 1, "company_id": self.organisation.id, "type_id": self.type.id,
        })
        self.assertEqual(due(self.organisation, self.type), date(2026, 6, 11))

    def test_without_a_rule_the_type_decides_for_urgent_documents_too(self):
        self.rules.search([("priority", "=", "1")]).active = False
        found = self.rules._find_due(self.organisation, "1", self.type, date(2026, 6, 10))
        self.assertEqual(found, (date(2026, 6, 17), False))

    def test_the_clerks_own_date_stays(self):
        with freeze_time(NOW):
            document = self._register(type_id=self.type.id, due_date=date(2026, 6, 30))
            self.assertEqual(document.due_date, date(2026, 6, 30))

    def test_registering_asks_no_calendar(self):
        with freeze_time(NOW):
            self._register(type_id=self.type.id, code_number="1")
            document = self._create_incoming(
                arrival_date=date(2026, 6, 10), type_id=self.type.id, code_number="2"
            )
            self.env.flush_all()
            calendar = type(self.env["resource.calendar"])
            with patch.object(calendar, "_work_intervals_batch") as asked:
                document.action_register()
            asked.assert_not_called()
            self.assertEqual(document.due_date, date(2026, 6, 17))

    def test_days_of_the_same_day_begin_again_each_time(self):
        before = self.rules._find_due(self.organisation, "1", self.type, self.today)
        self.assertEqual(before[0], self.today)
        self.assertEqual(
            self.rules._find_due(
                self.organisation, "1", self.type, self.today + timedelta(days=1)
            )[0],
            self.today + timedelta(days=1),
        )
