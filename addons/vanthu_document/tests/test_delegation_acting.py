"""Acts in a leader's place: both persons and the capacity in event, directive and slip."""

import unicodedata
from datetime import timedelta
from io import BytesIO

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools.pdf import PdfFileReader

from .delegation_common import DelegationCommon

FACTS = {"leader": "Leader", "delegate": "Deputy", "capacity": "KT."}
REPORT = "vanthu_document.action_report_handling_slip"
FORM = "vanthu_document.vanthu_routing_wizard_view_form"


@tagged("post_install", "-at_install")
class TestDelegationActing(DelegationCommon):
    def _direct_as(self, user, document, rows=None, **kwargs):
        rows = [self._lead()] if rows is None else rows
        ids = document.with_user(user).action_direct("Giao chủ trì.", rows, **kwargs)
        return self.env["vanthu.directive"].browse(ids)

    def _assert_facts(self, event, facts=None):
        self.assertEqual(len(event), 1)
        self.assertEqual(
            {key: event.detail.get(key) for key in FACTS}, facts or FACTS
        )

    # ---- DIRECTING ----

    def test_each_kind_records_both_persons_and_the_capacity(self):
        for kind, label in (("kt", "KT."), ("tl", "TL."), ("tuq", "TUQ.")):
            for explicit in (True, False):
                with self.subTest(kind=kind, explicit=explicit):
                    delegation = self._delegate(kind=kind, basis="1/GUQ", max_priority="1")
                    document = self._create_submitted()
                    directive = self._direct_as(
                        self.deputy, document,
                        **({"leader_id": self.leader.id} if explicit else {}),
                    )
                    self.assertEqual(directive.leader_id, self.leader)
                    self.assertEqual(directive.delegate_id, self.deputy)
                    self.assertEqual(directive.capacity, kind)
                    self.assertEqual(directive.delegation_id, delegation)
                    self.assertFalse(directive.recorder_id)
                    self.assertEqual(directive.assignment_ids.given_by_id, self.leader)
                    self.assertEqual(
                        directive.signed_as, f"{label} GIÁM ĐỐC — PHÓ GIÁM ĐỐC Deputy"
                    )
                    self.assertIn(directive.signed_as, directive.display_name)
                    event = self._events(document, "directed")
                    self._assert_facts(event, {**FACTS, "capacity": label})
                    self.assertEqual(event.user_id, self.deputy)
                    self.assertIn(f"Capacity: {label}", event.detail_text)
                    delegation.action_revoke()

    def test_what_is_signed_stays_when_positions_change(self):
        self._delegate()
        directive = self._direct_as(self.deputy, self._create_submitted())
        self.deputy.partner_id.function = "Giám đốc"
        self.leader.partner_id.function = "Giám đốc sở khác"
        directive.invalidate_recordset()
        self.assertEqual(directive.signed_as, "KT. GIÁM ĐỐC — PHÓ GIÁM ĐỐC Deputy")

    def test_a_chain_names_everybody_between(self):
        parent = self._delegate(kind="tl", delegate_id=self.head.id)
        self._delegate(
            self.head, parent_id=parent.id, delegate_id=self.deputy.id, kind="kt"
        )
        self.deputy.partner_id.function = "Phó Chánh Văn phòng"
        directive = self._direct_as(self.deputy, self._create_submitted())
        self.assertEqual(
            directive.signature_lines,
            "TL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
        )

    def test_the_slip_shows_capacity_positions_and_name(self):
        self._delegate()
        document = self._create_submitted()
        self._direct_as(self.deputy, document)
        content, _kind = self.env["ir.actions.report"].with_user(
            self.clerk
        )._render_qweb_pdf(REPORT, document.ids)
        text = " ".join(unicodedata.normalize(
            "NFC", PdfFileReader(BytesIO(content)).pages[0].extract_text()
        ).split())
        places = [text.find(word) for word in (
            "Giao chủ trì.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Deputy", "2. Ý kiến",
        )]
        self.assertNotIn(-1, places, text)
        self.assertEqual(places, sorted(places))

    def test_nobody_acts_outside_period_and_scope(self):
        self._delegate(max_priority="0", date_to=self.today)
        inside = self._create_submitted()
        outside = self._create_submitted(priority="2")
        for leader_id in (self.leader.id, None, self.deputy.id):
            with self.subTest(leader_id=leader_id), self.assertRaises(AccessError):
                self._direct_as(self.deputy, outside, leader_id=leader_id)
        with self.assertRaises(AccessError):
            self._direct_as(self.deputy, inside, leader_id=self.second_leader.id)
        with self.assertRaises(AccessError):
            self._direct_as(self.deputy, inside, leader_id=self.deputy.id)
        with freeze_time(f"{self.today + timedelta(days=1)} 05:00:00"):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                self._direct_as(self.deputy, inside)

    def test_one_document_outside_refuses_the_whole_selection(self):
        self._delegate(max_priority="0")
        both = self._create_submitted() | self._create_submitted(priority="2")
        with self.assertRaises(AccessError):
            self._direct_as(self.deputy, both)
        self.assertFalse(both.directive_ids)

    def test_who_acts_for_units_gives_the_lead_there(self):
        self._delegate(unit_ids=[Command.set(self.unit.ids)])
        document = self._create_submitted(rows=[self._lead()])
        with self.assertRaisesRegex(UserError, "Văn phòng"), self.env.cr.savepoint():
            self._direct_as(self.deputy, document, [self._lead(self.second_unit)])
        directive = self._direct_as(
            self.deputy, document, [self._lead(), self._cooperate(self.second_unit)]
        )
        self.assertEqual(directive.delegate_id, self.deputy)

    def test_a_leader_acts_for_another_leader_or_in_the_own_name(self):
        self._delegate(delegate_id=self.second_leader.id)
        for leader_id, expected in (
            (None, self.leader), (self.leader.id, self.leader),
            (self.second_leader.id, self.second_leader),
        ):
            with self.subTest(leader_id=leader_id):
                directive = self._direct_as(
                    self.second_leader, self._create_submitted(), leader_id=leader_id
                )
                self.assertEqual(directive.leader_id, expected)
                acted = expected == self.leader
                self.assertEqual(self.second_leader in directive.delegate_id, acted)
                self.assertEqual(bool(directive.capacity), acted)
        own = self._create_submitted(self.second_leader)
        self.assertFalse(self._direct_as(self.second_leader, own).delegate_id)

    def test_a_clerk_who_records_paper_does_not_act(self):
        self._delegate(delegate_id=self.clerk.id)
        document = self._create_submitted()
        wizard = self.env["vanthu.routing.wizard"].with_user(self.clerk).with_context(
            active_ids=document.ids, default_step="record"
        )
        with Form(wizard, view=FORM) as form:
            form.content = "Giao Văn phòng."
        form.save().action_confirm()
        self.assertEqual(document.directive_ids.recorder_id, self.clerk)
        self.assertFalse(document.directive_ids.delegate_id)
        acted = self._direct_as(self.clerk, self._create_submitted())
        self.assertEqual(acted.delegate_id, self.clerk)
        self.assertFalse(acted.recorder_id)

    def test_the_dialog_says_for_whom_and_lets_a_leader_choose(self):
        self._delegate()
        self._delegate(delegate_id=self.second_leader.id)
        for user, chosen, delegate in (
            (self.deputy, None, self.deputy),
            (self.second_leader, None, self.second_leader),
            (self.second_leader, self.second_leader, self.env["res.users"]),
        ):
            with self.subTest(user=user.login, chosen=chosen):
                document = self._create_submitted(rows=[self._lead()])
                wizard = self.env["vanthu.routing.wizard"].with_user(user).with_context(
                    active_ids=document.ids, default_step="direct"
                )
                with Form(wizard, view=FORM) as form:
                    self.assertEqual(form.giver_id, self.leader)
                    self.assertIn("You act for Leader (KT.) until", form.giver_note)
                    form.content = "Giao Văn phòng."
                    if chosen:
                        form.giver_id = chosen
                        self.assertFalse(form.giver_note)
                form.save().action_confirm()
                self.assertEqual(document.directive_ids.delegate_id, delegate)
                self.assertEqual(document.directive_ids.leader_id, chosen or self.leader)

    def test_the_dialog_is_closed_without_a_delegation(self):
        document = self._create_registered()
        self._direct(document)
        wizard = self.env["vanthu.routing.wizard"].with_context(
            active_ids=document.ids, default_step="direct"
        )
        with self.assertRaises(AccessError):
            wizard.with_user(self.head).create({})
        self._delegate(delegate_id=self.head.id).action_revoke()
        with self.assertRaises(AccessError):
            wizard.with_user(self.head).create({})

    def test_the_delegate_gets_the_reminder_and_it_ends_with_the_directive(self):
        self._delegate()
        document = self._create_submitted()
        self.assertEqual(document.sudo().activity_ids.user_id, self.leader | self.deputy)
        self._direct_as(self.deputy, document)
        self.assertFalse(document.sudo().activity_ids)
        other = self._create_submitted()
        self.env["vanthu.delegation"].search([
            ("delegate_id", "=", self.deputy.id)
        ]).with_user(self.leader).action_revoke()
        self.assertEqual(other.sudo().activity_ids.user_id, self.leader)

    # ---- WORK ----

    def test_what_a_leader_decides_about_work_the_delegate_decides(self):
        self._delegate()
        work = self._direct(self._create_submitted())
        mine, stranger = work.with_user(self.deputy), work.with_user(self.outsider)
        work.with_user(self.head).action_report("Đã xong")
        self.assertTrue(mine.can_close)
        self.assertTrue(mine.can_reopen)
        with self.assertRaises(AccessError):
            stranger.action_reopen("x")
        mine.action_reopen("Thiếu số liệu")
        self._assert_facts(self._events(work.document_id, "reopened"))
        work.with_user(self.head).action_report("Đã bổ sung")
        mine.action_done()
        self._assert_facts(self._events(work.document_id, "completed").filtered(
            lambda event: event.detail
        ))
        work.document_id.with_user(self.deputy).action_reopen("Xem lại")
        self._assert_facts(self._events(work.document_id, "reopened")[0])

    def test_work_of_another_leader_is_not_the_delegates(self):
        self._delegate()
        document = self._create_submitted()
        self._direct(document)
        ids = document.with_user(self.second_leader).action_direct("Thêm", [self._cooperate()])
        work = self.env["vanthu.directive"].browse(ids).assignment_ids
        work.with_user(self.second_head).action_report("Xong")
        mine = work.with_user(self.deputy)
        self.assertFalse(mine.can_reopen)
        with self.assertRaises(AccessError):
            mine.action_reopen("x")

    def test_nobody_decides_in_anothers_place_about_own_work(self):
        self._delegate(delegate_id=self.head.id)
        work = self._direct(self._create_submitted())
        work.with_user(self.head).action_report("Xong")
        self.assertFalse(work.with_user(self.head)._is_leader())
        with self.assertRaises(AccessError):
            work.with_user(self.head).action_reopen("x")
        self.assertNotIn("capacity", self._events(work.document_id, "reported").detail)

    def test_own_acts_of_a_leader_bear_no_capacity(self):
        self._delegate()
        work = self._direct(self._create_submitted())
        work.with_user(self.head).action_report("Xong")
        work.with_user(self.leader).action_reopen("Thiếu")
        self.assertNotIn("capacity", self._events(work.document_id, "reopened").detail)

    def test_a_list_of_work_asks_for_delegations_once(self):
        self._delegate()
        works = self.env["vanthu.assignment"]
        for _index in range(6):
            works |= self._direct(self._create_submitted())
        self.env.flush_all()

        def count(records):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.with_user(self.deputy).mapped("can_close")
            return self.env.cr.sql_log_count - before

        count(works)
        self.assertLessEqual(count(works), count(works[:2]) + 2)

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
