from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestDeskWork(HandlingCommon):
    """Reports to approve and requests for more time, on the desk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls.today + timedelta(days=7)
        cls.later = cls.due + timedelta(days=7)

    def _desk(self, user=None):
        return self.env["vanthu.desk"].with_user(user or self.leader)

    def _reported(self, report="Đã xong.", document=None):
        lead = self._direct(document, [self._lead(due_date=self.due)], needs_approval=True)
        lead.with_user(self.head).action_report(report)
        return lead

    def _asked(self):
        lead = self._direct(None, [self._lead(due_date=self.due)])
        lead.with_user(self.head).action_ask_extension(str(self.later), "Chờ số liệu.")
        return self.env["vanthu.extension"].search([("assignment_id", "=", lead.id)])

    def _decide(self, pile, record, key="k1", user=None, **decision):
        return self._desk(user).decide(pile, record.id, decision, key)

    # ---- REPORTS ----

    def test_report_card_says_who_reported_what(self):
        document = self._create_registered(subject="Kế hoạch thi")
        lead = self._reported("Đã tổ chức họp.", document)
        document.sudo().answer_reference = "12/SGDĐT-VP"
        self.env["ir.attachment"].create({
            "name": "biên bản.pdf", "raw": b"%PDF-1.4", "res_model": "vanthu.assignment",
            "res_id": lead.id,
        })
        card, = self._desk().get_cards("report")
        self.assertEqual((card["id"], card["pile"]), (lead.id, "report"))
        self.assertEqual(card["subject"], "Kế hoạch thi")
        self.assertEqual((card["who"], card["role"]), ("Văn phòng", "lead"))
        self.assertEqual(card["report"], "Đã tổ chức họp.")
        self.assertEqual(card["reported_by"], self.head.name)
        self.assertEqual(card["report_date"], str(self.today))
        self.assertEqual(card["words"], "Chủ trì tham mưu.")
        self.assertEqual(card["answer_reference"], "12/SGDĐT-VP")
        self.assertEqual(card["due_date"], str(self.due))
        self.assertEqual([file["name"] for file in card["files"]], ["biên bản.pdf"])
        self.assertEqual(card["own_files"], 1)

    def test_reports_lie_on_the_desk_of_who_decides(self):
        lead = self._reported()
        self.assertEqual([card["id"] for card in self._desk().get_cards("report")], lead.ids)
        for user in (self.second_leader, self.head, self.handler, self.clerk, self.manager):
            self.assertFalse(self._desk(user).get_cards("report"), user.name)

    def test_head_finds_the_report_on_a_part_that_was_passed_on(self):
        lead = self._direct(None, [self._lead()])
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        part.with_user(self.handler).action_report("Xong phần mình.")
        card, = self._desk(self.head).get_cards("report")
        self.assertEqual((card["id"], card["who"]), (part.id, self.handler.name))
        self._decide("report", part, user=self.head, verdict="approve")
        self.assertEqual(part.state, "done")

    def test_report_is_approved_with_a_word(self):
        lead = self._reported()
        self._decide("report", lead, verdict="approve", text="Tốt.")
        self.assertEqual((lead.state, lead.approval_note), ("done", "Tốt."))
        self.assertFalse(self._desk().get_cards("report"))

    def test_report_is_sent_back_with_the_reason(self):
        lead = self._reported()
        with self.assertRaisesRegex(UserError, "what is missing"):
            self._decide("report", lead, verdict="send_back", text=" ")
        self._decide("report", lead, key="k2", verdict="send_back", text="Thiếu số liệu.")
        self.assertEqual((lead.state, lead.sent_back_reason), ("in_progress", "Thiếu số liệu."))

    def test_same_decision_sent_twice_is_done_once(self):
        lead = self._reported()
        first = self._decide("report", lead, verdict="send_back", text="Thiếu.")
        lead.with_user(self.head).action_report("Bổ sung.")
        again = self._decide("report", lead, verdict="send_back", text="Thiếu.")
        self.assertEqual(first, again)
        self.assertEqual(lead.state, "reported", "the new report was not sent back")

    def test_second_decision_is_refused(self):
        lead = self._reported()
        self._decide("report", lead, verdict="approve")
        with self.assertRaisesRegex(UserError, "No report of"):
            self._decide("report", lead, key="k2", verdict="send_back", text="Thiếu.")

    def test_nobody_else_decides_through_the_desk(self):
        lead = self._reported()
        for user in (self.head, self.handler, self.clerk, self.manager):
            with self.assertRaises(AccessError):
                self._decide("report", lead, user=user, verdict="approve")
        with self.assertRaisesRegex(UserError, "Approve the report or send it back"):
            self._decide("report", lead, verdict="perhaps")
        self.assertEqual(lead.state, "reported")

    def test_directive_without_document_has_a_card_too(self):
        directive = self.env["vanthu.directive"].with_user(self.leader).with_company(
            self.organisation
        )
        given = self.env["vanthu.directive"].browse(directive.action_give(
            "Chuẩn bị hội nghị.", [self._lead()], "Hội nghị tổng kết", source="meeting",
            needs_approval=True,
        ))
        given.assignment_ids.with_user(self.head).action_report("Đã chuẩn bị.")
        card, = self._desk().get_cards("report")
        self.assertEqual(card["subject"], "Hội nghị tổng kết")
        self.assertEqual(card["organ_name"], "Conclusion of a meeting")
        self.assertFalse(card["document_id"] or card["files"])

    # ---- MORE TIME ----

    def test_request_for_time_says_from_when_to_when_and_why(self):
        extension = self._asked()
        card, = self._desk().get_cards("extension")
        self.assertEqual(card["id"], extension.id)
        self.assertEqual((card["old_date"], card["asked_date"]), (str(self.due), str(self.later)))
        self.assertEqual((card["reason"], card["asked_by"]), ("Chờ số liệu.", self.head.name))
        self.assertEqual(card["first_date"], str(self.due + timedelta(days=1)))
        self.assertEqual(card["subject"], "Về việc tổng kết năm học")

    def test_time_is_given_as_asked_or_until_another_day(self):
        extension = self._asked()
        self._decide("extension", extension, verdict="grant")
        self.assertEqual((extension.state, extension.granted_date), ("granted", self.later))
        other, day = self._asked(), self.due + timedelta(days=2)
        self._decide("extension", other, key="k2", verdict="grant", date=str(day), text="Cố gắng.")
        self.assertEqual(other.assignment_id.due_date, day)
        self.assertEqual(other.decision_reason, "Cố gắng.")

    def test_time_is_refused_with_a_reason(self):
        extension = self._asked()
        with self.assertRaisesRegex(UserError, "why no more time"):
            self._decide("extension", extension, verdict="refuse")
        self._decide("extension", extension, key="k2", verdict="refuse", text="Việc gấp.")
        self.assertEqual((extension.state, extension.decision_reason), ("refused", "Việc gấp."))
        with self.assertRaisesRegex(UserError, "Grant the request or refuse it"):
            self._decide("extension", extension, key="k3", verdict="perhaps")

    def test_repeated_grant_is_answered_as_done(self):
        extension = self._asked()
        self.assertEqual(
            self._decide("extension", extension, verdict="grant"),
            self._decide("extension", extension, verdict="grant"),
        )
        with self.assertRaisesRegex(UserError, "already"):
            self._decide("extension", extension, key="k2", verdict="grant")

    def test_requests_lie_on_no_other_desk(self):
        extension = self._asked()
        for user in (self.head, self.handler, self.clerk, self.manager, self.second_leader):
            self.assertFalse(self._desk(user).get_cards("extension"), user.name)
        with self.assertRaises(AccessError):
            self._decide("extension", extension, user=self.head, verdict="grant")

    # ---- THE WHOLE DESK ----

    def test_work_behind_many_cards_costs_no_more_queries(self):
        def count(pile):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            cards = self._desk().get_cards(pile)
            return len(cards), self.env.cr.sql_log_count - before

        for pile, make in (("report", self._reported), ("extension", self._asked)):
            make()
            count(pile)
            _cards, queries = count(pile)
            for _index in range(4):
                make()
            self.assertEqual(count(pile), (5, queries), pile)

    def test_old_decisions_are_forgotten(self):
        lead = self._reported()
        self._decide("report", lead, verdict="approve")
        decisions = self.env["vanthu.desk.decision"]
        decisions._gc_decisions()
        self.assertTrue(decisions.search([("client_key", "=", "k1")]))
        decisions.search([]).date -= timedelta(days=61)
        self.env.flush_all()
        decisions._gc_decisions()
        self.env.invalidate_all()
        self.assertFalse(decisions.search([("client_key", "=", "k1")]))
