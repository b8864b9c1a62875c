"""What else is decided in a leader's place: time, undoing, the desk, words without paper."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .delegation_common import DelegationCommon


@tagged("post_install", "-at_install")
class TestDelegationDecisions(DelegationCommon):
    def test_more_time_is_granted_in_the_leaders_place(self):
        self._delegate()
        day = self.today + timedelta(days=3)
        work = self._direct(self._create_submitted(), [self._lead(due_date=day)])
        later = day + timedelta(days=5)
        work.with_user(self.head).action_ask_extension(str(later), "Chờ số liệu")
        extension = self.env["vanthu.extension"].search([("assignment_id", "=", work.id)])
        waiting = [("waits_for_my_decision", "=", True), ("id", "=", extension.id)]
        for user, expected in (
            (self.deputy, True), (self.leader, True), (self.second_leader, False),
            (self.head, False), (self.outsider, False),
        ):
            with self.subTest(user=user.login):
                found = self.env["vanthu.extension"].with_user(user).search(waiting)
                self.assertEqual(bool(found), expected)
        self.assertIn(self.deputy, work.sudo().activity_ids.user_id)
        with self.assertRaises(AccessError):
            extension.with_user(self.outsider).action_grant()
        extension.with_user(self.deputy).action_grant()
        self.assertEqual(work.due_date, later)
        self.assertEqual(extension.decided_as, "KT. GIÁM ĐỐC — PHÓ GIÁM ĐỐC Deputy")
        self._assert_facts(self._events(work.document_id, "extension_granted"))

    def test_a_decision_about_time_ends_with_the_delegation(self):
        delegation = self._delegate()
        work = self._direct(
            self._create_submitted(), [self._lead(due_date=self.today + timedelta(days=3))]
        )
        work.with_user(self.head).action_ask_extension(
            str(self.today + timedelta(days=8)), "Chờ số liệu"
        )
        extension = self.env["vanthu.extension"].search([("assignment_id", "=", work.id)])
        self.assertTrue(self._sees(self.deputy, extension))
        delegation.action_revoke()
        self.assertFalse(self._sees(self.deputy, extension))
        with self.assertRaises(AccessError):
            extension.with_user(self.deputy).action_grant()

    def test_a_directive_is_undone_in_the_leaders_place_while_it_lasts(self):
        delegation = self._delegate()
        for giver in (self.deputy, self.leader):
            with self.subTest(giver=giver.login):
                document = self._create_submitted()
                directive = self._direct_as(giver, document)
                with self.assertRaises(AccessError):
                    directive.with_user(self.outsider).action_undo()
                directive.with_user(self.deputy).action_undo()
                self.assertEqual(document.state, "submitted")
                self._assert_facts(self._events(document, "directive_undone"))
                self.assertEqual(
                    document.sudo().activity_ids.user_id, self.leader | self.deputy
                )
        given = self._direct_as(self.deputy, self._create_submitted())
        # A leader reads the directive anyway: the right to undo must end by itself.
        self.deputy.group_ids = [
            Command.link(self.env.ref("vanthu_document.group_leader").id)
        ]
        self.assertTrue(given.with_user(self.deputy).undo_until)
        delegation.action_revoke()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            given.with_user(self.deputy).action_undo()

    def test_untouched_work_is_taken_back_in_the_leaders_place(self):
        self._delegate()
        document = self._create_submitted()
        work = self._direct(document)
        self.assertTrue(work.with_user(self.deputy).can_recall)
        work.with_user(self.deputy).action_recall("Nhầm đơn vị")
        self._assert_facts(self._events(document, "assignment_recalled"))

    # ---- DESK AND HOME ----

    def test_the_desk_of_the_delegate_holds_what_waits_and_says_for_whom(self):
        document = self._create_submitted(rows=[self._lead()])
        desk = self.env["vanthu.desk"].with_user(self.deputy)
        ids = [card["id"] for card in desk.get_cards("direct")]
        self.assertNotIn(document.id, ids)
        with self.assertRaises(AccessError):
            desk.get_targets(self.organisation.id)
        self._delegate()
        card = next(card for card in desk.get_cards("direct") if card["id"] == document.id)
        self.assertEqual(card["leader_name"], self.leader.name)
        self.assertIn("(KT.)", card["acting_note"])
        self.assertTrue(desk.get_desk()["acting_notes"])
        self.assertTrue(desk.get_targets(self.organisation.id))
        decision = {"content": "Giao", "assignments": [self._lead()]}
        first = desk.decide("direct", document.id, decision, "key")
        self.assertEqual(desk.decide("direct", document.id, decision, "key"), first)
        directive = document.directive_ids
        self.assertEqual((directive.leader_id, directive.delegate_id),
                         (self.leader, self.deputy))
        self.assertFalse(desk.get_cards("direct"))

    def test_the_home_page_counts_what_waits_in_anothers_place(self):
        home = self.env["vanthu.home"].with_user(self.deputy)

        def block():
            found = [item for item in home.get_home()["blocks"] if item["key"] == "acting"]
            return found[0]["figures"][0] if found else None

        self.assertIsNone(block())
        delegation = self._delegate()
        self.assertEqual(block()["count"], 0)
        self._create_submitted()
        self._create_submitted(self.second_leader)
        figure = block()
        self.assertEqual(figure["count"], 1)
        self.assertIn("KT.", figure["note"])
        found = self.env["vanthu.document"].with_user(self.deputy).search(figure["domain"])
        self.assertEqual(len(found), 1)
        delegation.action_revoke()
        self.assertIsNone(block())

    def test_a_leader_who_is_asked_again_keeps_the_reminder_beside_the_delegate(self):
        self._delegate()
        document = self._create_submitted()
        for user in (self.leader, self.deputy, self.leader):
            document._ask_for_directive(user)
            self.assertEqual(document.sudo().activity_ids.user_id, self.leader | self.deputy)

    # ---- WITHOUT A DOCUMENT ----

    def _give(self, user, **kwargs):
        directive_id = self.env["vanthu.directive"].with_user(user).action_give(
            "Chuẩn bị hội nghị", [self._lead()], "Hội nghị", **kwargs
        )
        return self.env["vanthu.directive"].browse(directive_id)

    def test_a_leaders_word_is_given_in_the_place_where_nothing_is_limited(self):
        with self.assertRaises(AccessError):
            self._give(self.deputy, leader_id=self.leader.id)
        delegation = self._delegate(unit_ids=[Command.set(self.unit.ids)])
        with self.assertRaises(AccessError):
            self._give(self.deputy, leader_id=self.leader.id)
        delegation.action_revoke()
        self._delegate(max_priority="0")
        for leader_id in (self.leader.id, None):
            directive = self._give(self.deputy, leader_id=leader_id)
            self.assertEqual(directive.leader_id, self.leader)
            self.assertEqual(directive.delegate_id, self.deputy)
            self.assertFalse(directive.recorder_id)
            self.env.flush_all()
            event = self.env["vanthu.event"].search([
                ("res_model", "=", "vanthu.directive"), ("res_id", "=", directive.id),
                ("kind", "=", "directed"),
            ])
            self._assert_facts(event)
            work = directive.assignment_ids
            work.with_user(self.head).action_report("Xong")
            self.assertTrue(work.with_user(self.deputy).can_reopen)
        with self.assertRaises(AccessError):
            self._give(self.deputy, leader_id=self.second_leader.id)

    def test_a_wide_delegation_opens_no_document_of_another_leader(self):
        self._delegate(delegate_id=self.head.id)
        document = self._create_submitted(self.second_leader)
        ids = document.with_user(self.second_leader).action_direct("Giao", [self._lead()])
        self.assertTrue(self._sees(self.head, document))
        for leader_id in (None, self.leader.id, self.second_leader.id):
            with self.subTest(leader_id=leader_id), self.assertRaises(AccessError):
                self._direct_as(self.head, document, leader_id=leader_id)
        self.assertEqual(document.directive_ids.ids, ids)

    def test_a_leader_gives_the_own_word_unless_another_is_named(self):
        self._delegate(delegate_id=self.second_leader.id)
        self.assertEqual(self._give(self.second_leader).leader_id, self.second_leader)
        acted = self._give(self.second_leader, leader_id=self.leader.id)
        self.assertEqual((acted.leader_id, acted.capacity), (self.leader, "kt"))

    def test_the_same_key_directs_once_for_a_delegate_too(self):
        self._delegate()
        document = self._create_submitted()
        first = self._direct_as(self.deputy, document, client_key="k1")
        self.assertEqual(self._direct_as(self.deputy, document, client_key="k1"), first)
        self.assertEqual(len(document.directive_ids), 1)

    def test_reports_are_approved_and_sent_back_in_the_leaders_place(self):
        self._delegate()
        document = self._create_submitted()
        work = self._direct(document, needs_approval=True)
        work.with_user(self.head).action_report("Đã xong")
        with self.assertRaises(AccessError):
            work.with_user(self.outsider).action_send_back("Thiếu")
        work.with_user(self.deputy).action_send_back("Thiếu số liệu")
        work.with_user(self.head).action_report("Đã bổ sung")
        work.with_user(self.deputy).action_approve()
        self.assertEqual(document.state, "done")
        for kind in ("report_sent_back", "approved"):
            self._assert_facts(self._events(document, kind))
