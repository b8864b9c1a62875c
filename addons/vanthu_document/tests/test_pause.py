"""Work that waits for somebody outside, and its deadline."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .talk_common import TalkCommon

MONDAY = date(2026, 3, 2)
PAUSABLE = {"accepted", "in_progress"}
OPEN = {"new", "accepted", "in_progress"}


@tagged("post_install", "-at_install")
class TestPauseMatrix(TalkCommon):
    """Every state × act × role."""

    def _pause_as(self, work, user):
        work.with_user(user).action_pause("Chưa có số liệu", "Sở Tài chính")
        self.assertTrue(work.paused)

    def _resume_as(self, work, user):
        work.with_user(user).action_resume()
        self.assertFalse(work.paused)

    def test_who_is_in_charge_stops_the_clock_after_accepting(self):
        self._walk(self._work, self._pause_as, {"head"}, PAUSABLE)

    def test_who_got_a_part_stops_its_clock(self):
        self._walk(self._part, self._pause_as, {"handler"}, PAUSABLE)

    def _paused(self, work, user):
        work.with_user(user).action_accept()
        self._pause_as(work, user)
        return work

    def test_who_is_in_charge_or_gave_the_work_lets_the_clock_run(self):
        self._walk(
            lambda: self._paused(self._work(), self.head), self._resume_as,
            {"head", "leader", "second_leader"}, OPEN,
        )

    def test_the_head_lets_the_clock_of_a_part_run(self):
        self._walk(
            lambda: self._paused(self._part(), self.handler), self._resume_as,
            {"head", "handler"}, OPEN,
        )

    def test_a_running_clock_cannot_be_started(self):
        self._walk(self._work, self._resume_as, {"head", "leader", "second_leader"}, set())


@tagged("post_install", "-at_install")
class TestPause(TalkCommon):
    def _at(self, day, hour=2):
        """A moment of the day: 2 o'clock UTC is 9 o'clock in Viet Nam."""
        return freeze_time(datetime.combine(day, datetime.min.time()).replace(hour=hour))

    def _begun(self, work=None, user=None):
        work = work or self._work()
        work.with_user(user or self.head).action_start()
        return work

    def _pause(self, work, user=None, **values):
        work.with_user(user or self.head).action_pause(
            **{"reason": "Chưa có số liệu", "waiting_for": "Sở Tài chính", **values}
        )
        return work.pause_ids.filtered(lambda pause: not pause.end)

    def test_the_clock_stands_still_and_says_why_since_when_and_for_whom(self):
        with self._at(MONDAY):
            work = self._begun(self._direct(rows=[self._lead(due_date=MONDAY)]))
            pause = self._pause(work)
        self.assertEqual((pause.started_by_id, pause.end), (self.head, False))
        with self._at(MONDAY + timedelta(days=30)):
            work._compute_deadline_state()
            self.assertEqual(work.deadline_state, "paused")
            self.assertFalse(work.is_overdue)
        self.assertEqual(work.pause_note, "02/03/2026: Sở Tài chính")
        self.assertEqual(work.pause_reason, "Chưa có số liệu")
        self.assertFalse(self._activities(work, "work"), "nobody is reminded")
        event = self._events(work.document_id, "paused")
        self.assertIn("Sở Tài chính", event.detail_text)
        told = self._told(self.leader)[-1]
        self.assertIn("Sở Tài chính", told)
        self.assertIn("Chưa có số liệu", told)

    def test_a_document_whose_lead_waits_is_not_late(self):
        with self._at(MONDAY):
            document = self._create_registered(arrival_date=MONDAY)
            work, other = self._direct(document, [
                self._lead(due_date=MONDAY), self._cooperate(due_date=MONDAY),
            ])
            self._begun(other, self.second_head)
            self._pause(other, self.second_head)
            self.assertFalse(document.paused, "cooperation does not hold the document up")
            self._begun(work)
            self._pause(work)
            self.assertTrue(document.paused)
            self.assertEqual(document.deadline_state, "paused")
            work.with_user(self.head).action_resume()
            self.assertEqual(document.deadline_state, "today")

    def test_the_deadline_moves_on_by_the_working_days_that_passed(self):
        # Monday to Thursday of the next week: eight working days of ten calendar days.
        due = MONDAY + timedelta(days=4)
        with self._at(MONDAY):
            work = self._begun(self._direct(rows=[self._lead(due_date=due)]))
            pause = self._pause(work)
        with self._at(MONDAY + timedelta(days=10)):
            work.with_user(self.leader).action_resume()
        expected = MONDAY + timedelta(days=16)  # Wednesday: eight working days after Friday
        self.assertEqual((pause.days, pause.new_date), (8, expected))
        self.assertEqual((pause.old_date, pause.ended_by_id), (due, self.leader))
        self.assertEqual((work.due_date, work.document_id.due_date), (expected, expected))
        self.assertEqual(self._activities(work, "work").date_deadline, expected)
        self.assertIn(expected.strftime("%d/%m/%Y"), self._told(self.head)[-1])
        self.assertIn("8", self._events(work.document_id, "resumed").detail_text)

    def test_weekends_holidays_and_the_same_day_cost_nothing(self):
        due = MONDAY + timedelta(days=11)
        self.env["resource.calendar.leaves"].create({
            "name": "Nghỉ lễ", "calendar_id": self.organisation.resource_calendar_id.id,
            "company_id": self.organisation.id,
            "date_from": datetime(2026, 3, 8, 17), "date_to": datetime(2026, 3, 9, 16, 59),
        })
        friday = MONDAY + timedelta(days=4)
        with self._at(friday):
            work = self._begun(self._direct(rows=[self._lead(due_date=due)]))
            self._pause(work)
            work.with_user(self.head).action_resume()
            self.assertEqual(work.due_date, due)
            self._pause(work)
        for days, moved in ((3, 0), (4, 3)):  # Monday is a holiday; Tuesday moves it to Monday
            with self._at(friday + timedelta(days=days)), self.env.cr.savepoint() as point:
                work.with_user(self.head).action_resume()
                self.assertEqual(work.due_date, due + timedelta(days=moved))
                point.rollback()
            self.env.invalidate_all()

    def test_an_hour_moves_on_by_working_hours(self):
        with self._at(MONDAY, 1):  # 8 o'clock
            document = self._create_registered()
            work = self._begun(self._direct(document, [self._lead(due_date=MONDAY)]))
            work.due_at = datetime(2026, 3, 2, 4)  # 11 o'clock
            document.sudo().due_at = work.due_at
            self._pause(work)
        with self._at(MONDAY, 2):  # an hour later
            work.with_user(self.head).action_resume()
        calendar = self.organisation.resource_calendar_id
        self.assertEqual(calendar.hours_per_day, 8)
        self.assertEqual(work.due_date, MONDAY)
        self.assertEqual(work.due_at, document.due_at)
        self.assertGreater(work.due_at, datetime(2026, 3, 2, 4))
        self.assertLessEqual(work.due_at, datetime(2026, 3, 2, 10))
        with self._at(MONDAY, 2):
            self._pause(work)
        before = work.due_at
        with self._at(MONDAY + timedelta(days=7), 2):  # five working days
            work.with_user(self.head).action_resume()
        self.assertEqual(work.due_at, before + timedelta(days=7))
        self.assertEqual(work.due_date, MONDAY + timedelta(days=7))

    def test_every_further_step_ends_the_pause(self):
        steps = {
            "action_report": ("Đã làm",), "action_done": ("Đã làm",),
            "action_return": ("Nhầm đơn vị",), "action_start": (),
            "action_pass_on": (self.handler.id,),
        }
        for method, arguments in steps.items():
            with self.subTest(method):
                with self._at(MONDAY):
                    work = self._direct(rows=[self._lead(due_date=MONDAY + timedelta(days=1))])
                    work.with_user(self.head).action_accept()
                    pause = self._pause(work)
                with self._at(MONDAY + timedelta(days=2)):
                    getattr(work.with_user(self.head), method)(*arguments)
                self.assertFalse(work.paused)
                self.assertEqual(pause.days, 2)
                self.assertEqual(work.due_date, MONDAY + timedelta(days=3))
                if work.state in ("reported", "done"):
                    self.assertEqual(work.deadline_state, "met")
                self.assertEqual(
                    bool(self._activities(work, "work")), work.state in OPEN
                )

    def test_passing_on_for_information_leaves_the_clock_alone(self):
        work = self._begun()
        self._pause(work)
        work.with_user(self.head).action_pass_on(self.handler.id, role="inform")
        self.assertTrue(work.paused)

    def test_work_can_wait_again_and_the_history_stays(self):
        work = self._begun()
        self._pause(work)
        work.with_user(self.head).action_resume()
        self._pause(work, waiting_for="Bộ Giáo dục và Đào tạo")
        self.assertEqual(len(work.pause_ids), 2)
        self.assertIn("Bộ Giáo dục", work.pause_note)
        with self.assertRaisesRegex(UserError, "already"):
            self._pause(work)

    def test_words_are_needed(self):
        work = self._begun()
        with self.assertRaisesRegex(UserError, "Say why"):
            self._pause(work, reason=" ")
        with self.assertRaisesRegex(UserError, "Name who"):
            self._pause(work, waiting_for="")
        self.assertFalse(work.paused)

    def test_what_is_for_information_does_not_wait(self):
        inform = self._direct(rows=[
            self._lead(), {"role": "inform", "user_id": self.outsider.id},
        ])[1]
        inform.with_user(self.outsider).action_accept()
        with self.assertRaisesRegex(UserError, "take note"):
            self._pause(inform, self.outsider)
        self.assertFalse(inform.with_user(self.outsider).can_pause)

    # ---- THE WHOLE AND ITS PARTS ----

    def test_the_whole_waits_only_when_nobody_works_on_a_part(self):
        part = self._part()
        whole = part.parent_id
        with self.assertRaisesRegex(UserError, self.handler.name):
            self._pause(whole)
        self._begun(part, self.handler)
        self._pause(part, self.handler)
        self.assertFalse(whole.paused)
        self._pause(whole)
        self.assertTrue(whole.paused and part.paused)

    def test_a_part_that_goes_on_takes_the_whole_along(self):
        due = MONDAY + timedelta(days=4)
        with self._at(MONDAY):
            part = self._part(self._direct(rows=[self._lead(due_date=due)]))
            self._begun(part, self.handler)
            self._pause(part, self.handler)
            self._pause(part.parent_id)
        with self._at(MONDAY + timedelta(days=2)):
            part.with_user(self.handler).action_resume()
        whole = part.parent_id
        self.assertFalse(whole.paused or part.paused)
        expected = MONDAY + timedelta(days=8)  # Tuesday: two working days after Friday
        self.assertEqual((whole.due_date, part.due_date), (expected, expected))

    def test_the_whole_that_goes_on_leaves_its_part_waiting(self):
        part = self._begun(self._part(), self.handler)
        self._pause(part, self.handler)
        self._pause(part.parent_id)
        part.parent_id.with_user(self.head).action_resume()
        self.assertTrue(part.paused)
        self.assertFalse(part.parent_id.paused)

    def test_a_part_does_not_wait_beyond_the_deadline_of_the_whole(self):
        due = MONDAY + timedelta(days=4)
        with self._at(MONDAY):
            part = self._part(
                self._direct(rows=[self._lead(due_date=due)]),
                due_date=(due - timedelta(days=1)).isoformat(),
            )
            self._begun(part, self.handler)
            pause = self._pause(part, self.handler)
        with self._at(MONDAY + timedelta(days=10)):
            part.with_user(self.handler).action_resume()
        self.assertEqual((part.due_date, part.parent_id.due_date), (due, due))
        self.assertEqual((pause.days, pause.new_date), (8, due))
        self.assertEqual(part.document_id.due_date, due)

    # ---- SCREEN ----

    def test_the_form_offers_what_the_server_allows(self):
        work = self._work()
        self.assertFalse(work.with_user(self.head).can_pause)
        self._begun(work)
        self.assertTrue(work.with_user(self.head).can_pause)
        self.assertFalse(work.with_user(self.leader).can_pause)
        self._pause(work)
        for user, may in ((self.head, True), (self.leader, True), (self.handler, False)):
            self.assertEqual(work.with_user(user).can_resume, may)
            self.assertFalse(work.with_user(user).can_pause)

    def test_the_dialog_stops_the_clock(self):
        work = self._begun()
        self.env["vanthu.pause.wizard"].with_user(self.head).with_context(
            default_assignment_id=work.id
        ).create({"reason": "Chưa có số liệu", "waiting_for": "Sở Nội vụ"}).action_confirm()
        self.assertEqual(work.pause_ids.waiting_for, "Sở Nội vụ")

    def test_a_clerk_cannot_stop_the_clock_of_a_document_by_hand(self):
        document = self._create_registered()
        with self.assertRaises(UserError):
            document.with_user(self.clerk).write({"paused": True})
