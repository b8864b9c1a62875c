"""Acts in a leader's place: both persons and the capacity in event, directive and slip."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .delegation_common import FACTS, DelegationCommon

FORM = "vanthu_document.vanthu_routing_wizard_view_form"


@tagged("post_install", "-at_install")
class TestDelegationActing(DelegationCommon):
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
        text = self._print_slip(document)[1][0]
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

    def test_each_place_names_the_same_last_day(self):
        parent = self._delegate(kind="tl", delegate_id=self.head.id)
        passed_on = self._delegate(
            self.head, parent_id=parent.id, delegate_id=self.deputy.id, kind="kt",
            date_to=self.today + timedelta(days=1),
        )
        document = self._create_submitted()
        for item, user, days in ((parent, self.head, 4), (passed_on, self.deputy, 1)):
            with self.subTest(user=user.login):
                day = f"{self.today + timedelta(days=days):%d/%m/%Y}"
                self.assertEqual(f"{item.date_to:%d/%m/%Y}", day)
                self.assertTrue(item.with_user(user)._get_note().endswith(f"until {day}."))
                blocks = self.env["vanthu.home"].with_user(user).with_company(
                    self.organisation
                ).get_home()["blocks"]
                [acting] = [block for block in blocks if block["key"] == "acting"]
                self.assertEqual(
                    [figure["note"] for figure in acting["figures"]],
                    [f"{item._get_capacity()}, until {day}"],
                )
                readers = dict(document._explain_readers())
                self.assertIn(f"until {day}", readers[user][-1])

    def test_what_ends_early_ends_on_that_day(self):
        parent = self._delegate(kind="tl", delegate_id=self.head.id)
        passed_on = self._delegate(
            self.head, parent_id=parent.id, delegate_id=self.deputy.id, kind="kt")
        with freeze_time(f"{self.today + timedelta(days=1)} 05:00:00"):
            parent.action_revoke()
        self.assertEqual(passed_on._get_last_day(), self.today + timedelta(days=1))

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
