"""Each event of directives and work is told in words, none in codes of the software."""

import re
from datetime import timedelta

from odoo.tests import tagged

from .delegation_common import DelegationCommon


@tagged("post_install", "-at_install")
class TestEventWords(DelegationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls.today + timedelta(days=7)
        cls.later = cls.due + timedelta(days=7)

    def _lead_work(self, **kwargs):
        return self._direct(
            self._create_registered(), [self._lead(due_date=self.due)], **kwargs
        )

    def _last(self, record, kind):
        """The last event of a kind about a document or other record."""
        self.env.flush_all()
        event = self.env["vanthu.event"].search([
            ("res_model", "=", record._name), ("res_id", "=", record.id), ("kind", "=", kind),
        ], limit=1)
        self.assertTrue(event, kind)
        return event

    def _assert_told(self, record, kind, label, *facts):
        event = self._last(record, kind)
        self.assertEqual(dict(event._selection_kind())[kind], label)
        told = event.detail_text.split("; ") if event.detail_text else []
        for fact in facts:
            self.assertIn(fact, told)
        # A fact without a label would stand there under the name of its key.
        self.assertFalse(
            [fact for fact in told if re.match(r"[a-z_]+: ", fact)], event.detail_text
        )
        return event

    def test_every_kind_has_one_label_of_its_own(self):
        kinds = self.env["vanthu.event"]._selection_kind()
        self.assertEqual(len(dict(kinds)), len(kinds))
        self.assertEqual(len({label for _kind, label in kinds}), len(kinds))
        self.assertTrue(all(label and label[0].isupper() for _kind, label in kinds))

    def test_more_time(self):
        work = self._lead_work()
        document, head = work.document_id, work.with_user(self.head)
        head.action_ask_extension(str(self.later), "Chờ số liệu")
        asked = f"Asked for: {self.later:%d/%m/%Y}"
        event = self._assert_told(
            document, "extension_asked", "More time asked for", asked, "Unit or person: Văn phòng"
        )
        self.assertNotIn("Chờ số liệu", str(event.detail), "words are no fact of the log")
        head.action_withdraw_extension()
        self._assert_told(
            document, "extension_withdrawn", "Request for more time withdrawn", asked
        )
        head.action_ask_extension(str(self.later), "Chờ số liệu")
        work.open_extension_id.with_user(self.leader).action_refuse("Việc gấp")
        self._assert_told(document, "extension_refused", "More time refused", asked)
        head.action_ask_extension(str(self.later), "Chờ số liệu")
        day = self.due + timedelta(days=1)
        work.open_extension_id.with_user(self.leader).action_grant(str(day))
        self._assert_told(
            document, "extension_granted", "More time granted", asked,
            f"Granted until: {day:%d/%m/%Y}",
        )

    def test_clock_stopped_and_running_again(self):
        work = self._lead_work().with_user(self.head)
        work.action_accept()
        work.action_pause("Chưa có số liệu", "Sở Nội vụ")
        document = work.sudo().document_id
        self._assert_told(document, "paused", "Clock stopped", "Waiting for: Sở Nội vụ")
        work.action_resume()
        self._assert_told(document, "resumed", "Clock runs again", "Working days: 0")

    def test_opinions(self):
        work = self._lead_work()
        document = work.document_id
        work.with_user(self.head).action_ask_opinions(
            "Sao?", [{"unit_id": self.second_unit.id}, {"user_id": self.outsider.id}],
            str(self.due),
        )
        self._assert_told(document, "opinions_asked", "Opinions asked for", "Quantity: 2")
        consultation = work.sudo().consultation_ids
        asked = consultation.assignment_ids.filtered("unit_id")
        asked.with_user(self.second_head).action_answer("changes", "Sửa mục 2")
        event = self._assert_told(
            document, "opinion_given", "Opinion given", f"Unit or person: {self.second_unit.name}"
        )
        stance = dict(asked._fields["stance"]._description_selection(self.env))["changes"]
        self.assertIn(f"Opinion: {stance}", event.detail_text)
        self.assertNotIn("Sửa mục 2", str(event.detail))
        consultation.with_user(self.head).action_close()
        self._assert_told(document, "opinions_closed", "Round of opinions ended")

    def test_reports_and_what_is_taken_back(self):
        work = self._lead_work(needs_approval=True)
        document = work.document_id
        work.with_user(self.head).action_report("Xong")
        self._assert_told(document, "reported", "Reported", "Unit or person: Văn phòng")
        work.with_user(self.leader).action_send_back("Thiếu số liệu")
        self._assert_told(document, "report_sent_back", "Report sent back")
        work.with_user(self.head).action_report("Xong")
        work.with_user(self.leader).action_approve()
        self._assert_told(document, "approved", "Report approved")
        other = self._lead_work()
        other.with_user(self.leader).action_recall("Giao nhầm")
        self._assert_told(
            other.document_id, "assignment_recalled", "Assignment taken back", "Reason: Giao nhầm"
        )
        undone = self._lead_work()
        undone.directive_id.with_user(self.leader).action_undo()
        self._assert_told(undone.document_id, "directive_undone", "Directive undone")

    def test_work_without_a_document_is_told_at_the_work(self):
        directive_id = self.env["vanthu.directive"].with_user(self.leader).with_company(
            self.organisation
        ).action_give("Kiểm tra.", [self._lead(due_date=self.due)], "An toàn")
        directive = self.env["vanthu.directive"].browse(directive_id)
        self._assert_told(directive, "directed", "Directed", "Leader: Leader")
        work = directive.assignment_ids
        self._assert_told(work, "assigned", "Assigned", "Role: Lead", "Unit or person: Văn phòng")
        work.with_user(self.head).action_accept()
        self._assert_told(work, "accepted", "Accepted")

    def test_delegations_begin_change_and_end(self):
        delegation = self._delegate(date_from=self.today + timedelta(days=1))
        last = delegation.date_to
        self._assert_told(
            delegation, "delegated", "Delegated", "In the leader's place: Deputy",
            f"Period: {delegation.date_from:%d/%m/%Y} – {last:%d/%m/%Y}",
        )
        delegation.action_shorten(str(last - timedelta(days=1)))
        event = self._assert_told(delegation, "delegation_changed", "Delegation changed")
        self.assertIn(f"{last:%d/%m/%Y} → ", event.detail_text)
        delegation.action_revoke("Đã về")
        self._assert_told(
            delegation, "delegation_revoked", "Delegation revoked", "Reason: Đã về"
        )
