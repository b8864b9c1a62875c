from datetime import timedelta

from odoo.tests import tagged

from .browser import BrowserCase
from .talk_common import TalkCommon


@tagged("post_install", "-at_install")
class TestTourTalk(BrowserCase, TalkCommon):
    """More time, a stopped clock and opinions, in the browser of each person."""

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    def _tour(self, url, name, user):
        self.start_tour(url, f"vanthu_{name}", login=user.login)
        self.env.invalidate_all()

    def test_time_is_refused_and_granted_work_waits_and_others_are_asked(self):
        work = self._work(self._create_registered(subject="Tour: hỏi và trả lời"))
        work.with_user(self.head).action_accept()
        self._tour("/odoo/my-work", "head_asks_for_time", self.head)
        self._tour("/odoo/extensions", "leader_refuses_time", self.leader)
        self.assertEqual(work.extension_ids.mapped("state"), ["refused"])
        self.assertEqual(work.due_date, self.due)
        work.with_user(self.head).action_ask_extension(self.later.isoformat(), "Chờ số liệu")
        self._tour("/odoo/extensions", "leader_grants_time", self.leader)
        self.assertEqual(work.due_date, self.later)
        self.assertEqual(work.document_id.due_date, self.later)

        self._tour("/odoo/my-work", "head_waits_and_asks_others", self.head)
        self.assertEqual(work.pause_ids.waiting_for, "Sở Tài chính")
        self.assertFalse(work.paused)
        consultation = work.consultation_ids
        self.assertEqual(consultation.asked_count, 2)
        self.assertGreater(consultation.due_date, self.today - timedelta(days=1))

        self._tour("/odoo/my-work", "second_head_answers", self.second_head)
        self.assertEqual(consultation.assignment_ids.filtered("stance").stance, "changes")
        self._tour("/odoo/my-work", "head_ends_the_round", self.head)
        self.assertEqual(consultation.state, "closed")
        self.assertEqual(
            sorted(consultation.assignment_ids.mapped("state")), ["done", "recalled"]
        )
