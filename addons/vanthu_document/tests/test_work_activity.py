"""How work reaches a person: with a deadline as an activity, without one in the inbox."""

from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .talk_common import TalkCommon


@tagged("post_install", "-at_install")
class TestWorkActivity(TalkCommon):
    def _undated(self, **values):
        """The lead's work for the head's unit, until no day."""
        return self._direct(rows=[self._lead(**values)])

    def _inbox(self, work, user):
        """Subjects of what lies in a person's inbox about work."""
        return self.env["mail.notification"].search([
            ("res_partner_id", "=", user.partner_id.id),
            ("notification_type", "=", "inbox"), ("is_read", "=", False),
            ("mail_message_id.model", "=", "vanthu.assignment"),
            ("mail_message_id.res_id", "in", work.ids),
        ]).mail_message_id.mapped("subject")

    def test_work_without_a_deadline_reaches_the_person_and_is_never_late(self):
        work = self._undated(instruction="Theo dõi thường xuyên")
        self.assertEqual(work.deadline_state, "none")
        (subject,) = self._inbox(work, self.head)
        self.assertIn("New work without a deadline", subject)
        self.assertIn(work.document_id.subject, subject)
        self.assertIn("Theo dõi thường xuyên", self._told(self.head)[-1])
        Assignment = self.env["vanthu.assignment"].with_user(self.head)
        self.assertIn(work, Assignment.search([("is_mine", "=", True), ("state", "=", "new")]))
        with self.subTest("in Odoo's menu of activities, lists and filters"):
            self.assertFalse(work.activity_ids)
            self.assertFalse(work.with_user(self.head).activity_state)
            groups = self.env["res.users"].with_user(self.head)._get_activity_groups()
            self.assertNotIn("vanthu.assignment", [group.get("model") for group in groups])
            for state in ("overdue", "today", "planned"):
                self.assertNotIn(work, Assignment.search([("activity_state", "=", state)]))

    def test_work_with_a_deadline_is_an_activity_and_no_message(self):
        work = self._work()
        activity = self._activities(work, "work")
        self.assertEqual((activity.user_id, activity.date_deadline), (self.head, self.due))
        self.assertFalse(self._inbox(work, self.head))

    def test_the_message_is_in_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.head.lang = "vi_VN"
        languages = []
        Assignment = type(self.env["vanthu.assignment"])
        original = Assignment.message_notify

        def notify(work, **values):
            languages.append(work.env.lang)
            return original(work, **values)

        self.patch(Assignment, "message_notify", notify)
        self._undated()
        self.assertEqual(languages, ["vi_VN"])

    def test_who_gives_it_to_the_own_person_is_not_told(self):
        work = self._undated()
        part = self._part(work, due_date=None)
        self.assertTrue(self._inbox(part, self.handler))
        own = self._direct(rows=[{"role": "lead", "user_id": self.leader.id}])
        self.assertFalse(own.activity_ids)
        self.assertFalse(self._inbox(own, self.leader))

    def test_in_a_restricted_document_only_who_is_named_is_told(self):
        document = self._create_registered(
            restricted=True, allowed_user_ids=[Command.set((self.clerk + self.leader).ids)],
        )
        work = self._direct(document)
        self.assertTrue(self._inbox(work, self.head))
        self.assertFalse(self._inbox(work, self.handler) or self._inbox(work, self.outsider))

    def test_taken_back_it_is_no_message_any_more(self):
        work = self._undated()
        self.assertTrue(self._inbox(work, self.head))
        work.with_user(self.leader).action_recall("Nhầm phòng")
        self.assertFalse(self._inbox(work, self.head))

    def test_a_deadline_set_later_becomes_an_activity_that_follows_it(self):
        work = self._undated()
        work.sudo().write({"due_date": self.due})
        activity = self._activities(work, "work")
        self.assertEqual((activity.user_id, activity.date_deadline), (self.head, self.due))
        work.sudo()._move_deadline(self.later)
        self.assertEqual(self._activities(work, "work"), activity, "the same one, moved")
        self.assertEqual(activity.date_deadline, self.later)
        earlier = self.today + timedelta(days=1)
        work.sudo().write({"due_date": earlier.isoformat()})
        self.assertEqual(activity.date_deadline, earlier)
        work.sudo().write({"due_date": False})
        self.assertFalse(work.activity_ids)

    def test_a_deadline_set_while_nobody_works_is_none_of_ones_activities(self):
        for step, arguments in (
            ("report", ("Xong",)), ("done", ()), ("return", ("Nhầm",)),
        ):
            work = self._undated()
            getattr(work.with_user(self.head), f"action_{step}")(*arguments)
            work.sudo().write({"due_date": self.due})
            with self.subTest(step):
                self.assertFalse(self._activities(work, "work"))

    def test_a_deadline_set_while_the_clock_stands_still_comes_when_it_runs(self):
        work = self._undated().with_user(self.head)
        work.action_accept()
        work.action_pause("Chờ số liệu", "Sở Tài chính")
        work.sudo().write({"due_date": self.due})
        self.assertFalse(work.activity_ids)
        work.action_resume()
        activity = self._activities(work, "work")
        self.assertEqual((activity.user_id, activity.date_deadline), (self.head, work.due_date))

    def test_opened_again_it_is_an_activity_only_with_a_deadline(self):
        for work, count in ((self._undated(), 0), (self._work(), 1)):
            work.with_user(self.head).action_done("Xong")
            work.with_user(self.leader).action_reopen("Còn thiếu")
            with self.subTest(due=work.due_date):
                self.assertEqual(len(work.activity_ids), count)
                self.assertIn("Còn thiếu", self._told(self.head)[-1])

    def test_a_report_of_late_work_is_not_late_with_who_approves_it(self):
        late, undated = self._work(), self._undated()
        late.due_date = self.today - timedelta(days=3)
        future = self._work()
        for work, day in ((late, self.today), (undated, self.today), (future, self.due)):
            work.directive_id.needs_approval = True
            work.with_user(self.head).action_report("Xong")
            with self.subTest(due=work.due_date):
                review = self._activities(work, "review")
                self.assertEqual((review.user_id, review.date_deadline), (self.leader, day))
