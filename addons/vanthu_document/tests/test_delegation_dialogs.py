"""What a delegate finds and decides on desk, home page and in the mail, and how it ends."""

from datetime import datetime, timedelta
from unittest.mock import patch

from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import html2plaintext

from .delegation_common import DelegationCommon

END = "vanthu_document.vanthu_delegation_end_wizard_view_form"


@tagged("post_install", "-at_install")
class TestDelegateDesk(DelegationCommon):
    """Reports, requests for more time and many documents, decided in the leader's place."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls.today + timedelta(days=7)

    def _desk(self, user=None):
        return self.env["vanthu.desk"].with_user(user or self.deputy)

    def _work(self, leader=None, **kwargs):
        document = self._create_submitted(leader)
        ids = document.with_user(leader or self.leader).action_direct(
            "Chủ trì.", [self._lead(due_date=self.due)], **kwargs
        )
        return self.env["vanthu.directive"].browse(ids).assignment_ids

    def _reported(self, leader=None):
        work = self._work(leader, needs_approval=True)
        work.with_user(self.head).action_report("Đã xong.")
        return work

    def _asked(self, leader=None):
        work = self._work(leader)
        work.with_user(self.head).action_ask_extension(
            str(self.due + timedelta(days=7)), "Chờ số liệu."
        )
        return work.open_extension_id

    def _ids(self, pile):
        return [card["id"] for card in self._desk().get_cards(pile)]

    def test_reports_of_the_delegating_leader_only_lie_there_and_go_with_the_delegation(self):
        delegation = self._delegate()
        mine, others = self._reported(), self._reported(self.second_leader)
        self.assertEqual(self._ids("report"), mine.ids)
        self.assertEqual(
            (mine + others).with_user(self.deputy).mapped("waits_for_my_approval"), [True, False]
        )
        unasked = self._work()
        unasked.with_user(self.head).action_report("Chưa cần duyệt.")
        self.assertEqual(self._ids("report"), mine.ids)
        delegation.action_revoke()
        self.env.invalidate_all()
        self.assertFalse(self._ids("report"))
        self.assertTrue(mine.with_user(self.leader).waits_for_my_approval)

    def test_a_report_is_sent_back_and_then_approved_from_the_desk(self):
        self._delegate()
        work = self._reported()
        desk = self._desk()
        desk.decide("report", work.id, {"verdict": "send_back", "text": "Thiếu phụ lục"}, "k1")
        self.assertEqual((work.state, work.sent_back_reason), ("in_progress", "Thiếu phụ lục"))
        self.assertFalse(self._ids("report"))
        work.with_user(self.head).action_report("Đã bổ sung.")
        desk.decide("report", work.id, {"verdict": "approve", "text": "Được"}, "k2")
        self.assertEqual((work.state, work.approval_note), ("done", "Được"))
        for kind in ("report_sent_back", "approved"):
            event = self._events(work.document_id, kind)
            self.assertEqual(event.user_id, self.deputy)
            self.assertEqual(event.detail["leader"], self.leader.name)
            self.assertIn("Capacity: KT.", event.detail_text)

    def test_more_time_is_refused_from_the_desk_with_a_reason(self):
        self._delegate()
        extension = self._asked()
        self._asked(self.second_leader)
        self.assertEqual(self._ids("extension"), extension.ids)
        with self.assertRaisesRegex(UserError, "Say why no more time"):
            self._desk().decide("extension", extension.id, {"verdict": "refuse"}, "k1")
        self._desk().decide(
            "extension", extension.id, {"verdict": "refuse", "text": "Việc gấp"}, "k2"
        )
        self.assertEqual(
            (extension.state, extension.decided_by_id, extension.decision_reason),
            ("refused", self.deputy, "Việc gấp"),
        )
        self.assertEqual(extension.assignment_id.due_date, self.due)
        event = self._events(extension.document_id, "extension_refused")
        self.assertEqual(event.user_id, self.deputy)
        self.assertFalse(self._ids("extension"))

    def test_after_the_end_nothing_is_decided_from_cards_that_are_still_open(self):
        delegation = self._delegate()
        work, extension = self._reported(), self._asked()
        self.assertTrue(self._ids("report") and self._ids("extension"))
        delegation.action_revoke()
        self.env.invalidate_all()
        for pile, record, verdict in (
            ("report", work, "approve"), ("extension", extension, "grant"),
        ):
            with self.subTest(pile=pile), self.assertRaises(AccessError):
                self._desk().decide(pile, record.id, {"verdict": verdict}, f"late {pile}")
        self.assertEqual((work.state, extension.state), ("reported", "asked"))

    def test_each_document_of_many_is_directed_where_the_delegation_reaches(self):
        self._delegate(max_priority="0")
        inside = self._create_submitted(code_number="1")
        urgent = self._create_submitted(code_number="2", priority="2")
        foreign = self._create_submitted(self.second_leader, code_number="3")
        several = inside + urgent + foreign
        result = several.with_user(self.deputy).action_direct_each(
            "Giao chủ trì.", {"assignments": [self._lead()], "client_key": "k"}
        )
        self.assertEqual(result["done"], inside.ids)
        self.assertEqual([row["id"] for row in result["refused"]], (urgent + foreign).ids)
        self.assertEqual([row["name"] for row in result["refused"]], ["", ""])
        directive = inside.directive_ids
        self.assertEqual(
            (directive.leader_id, directive.delegate_id, directive.capacity),
            (self.leader, self.deputy, "kt"),
        )
        self.assertFalse((urgent + foreign).directive_ids)
        again = several.with_user(self.deputy).action_direct_each(
            "Giao chủ trì.", {"assignments": [self._lead()], "client_key": "k"}
        )
        self.assertEqual(again["done"], inside.ids)
        self.assertEqual(len(inside.directive_ids), 1)

    def test_documents_of_two_leaders_are_each_directed_in_the_own_leaders_place(self):
        self._delegate()
        self._delegate(self.second_leader, principal_id=self.second_leader.id, kind="tl")
        first, second = self._create_submitted(), self._create_submitted(self.second_leader)
        result = (first + second).with_user(self.deputy).action_direct_each(
            "Giao chủ trì.", {"assignments": [self._lead()]}
        )
        self.assertEqual(result["refused"], [])
        self.assertEqual(first.directive_ids.leader_id, self.leader)
        self.assertEqual(second.directive_ids.leader_id, self.second_leader)
        self.assertEqual(
            (first + second).directive_ids.sorted("id").mapped("capacity"), ["kt", "tl"]
        )

    def test_a_chain_decides_on_the_desk_until_the_link_in_the_middle_ends(self):
        parent = self._delegate(kind="tl", delegate_id=self.head.id)
        child = self._delegate(self.head, parent_id=parent.id, delegate_id=self.deputy.id)
        document = self._create_submitted()
        self.assertEqual(self._ids("direct"), document.ids)
        self.assertEqual(
            [card["id"] for card in self._desk(self.head).get_cards("direct")], document.ids
        )
        child.with_user(self.head).action_revoke()
        self.assertFalse(self._ids("direct"))
        self.assertTrue(self._desk(self.head).get_cards("direct"))


@tagged("post_install", "-at_install")
class TestDelegateMail(DelegationCommon):
    """The morning mail of who acts in a leader's place."""

    def _morning(self, user, moment):
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        with freeze_time(moment), patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=60.0
        ):
            self.env.invalidate_all()
            self.env["vanthu.morning.digest"]._for(user)._write_digest()
        return "\n".join(html2plaintext(mail.body_html) for mail in mails.search([]) - before)

    def test_it_holds_what_waits_while_the_delegation_lasts_and_no_longer(self):
        self.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        self.env["vanthu.register"]._prepare_year(self.organisation, 2026)
        with freeze_time("2026-06-09 02:00:00"):
            delegation = self._delegate(date_from="2026-06-09", date_to="2026-06-12")
            document = self._create_submitted(
                subject="Chờ người thay", arrival_date=datetime(2026, 6, 9).date()
            )
            self._create_submitted(
                self.second_leader, subject="Của người khác", code_number="2",
                arrival_date=datetime(2026, 6, 9).date(),
            )
        text = self._morning(self.deputy, "2026-06-10 01:00:00")
        self.assertIn("To direct (1)", text)
        self.assertIn("Chờ người thay", text)
        self.assertNotIn("Của người khác", text)
        self.assertIn("Chờ người thay", self._morning(self.leader, "2026-06-10 01:00:00"))
        with freeze_time("2026-06-11 02:00:00"):
            self.env.invalidate_all()
            delegation.with_user(self.leader).action_revoke("Đã về")
        self.assertNotIn("Chờ người thay", self._morning(self.deputy, "2026-06-11 03:00:00"))
        self.assertIn(
            "Chờ người thay", self._morning(self.leader, "2026-06-11 03:00:00"),
            "it still waits for the leader",
        )
        self.assertEqual(document.state, "submitted")

    def test_after_the_last_day_the_reminder_that_is_left_tells_nothing(self):
        self.env["vanthu.register"]._prepare_year(self.organisation, 2026)
        with freeze_time("2026-06-09 02:00:00"):
            self._delegate(date_from="2026-06-09", date_to="2026-06-10")
            self._create_submitted(
                subject="Chờ người thay", arrival_date=datetime(2026, 6, 9).date()
            )
        self.assertIn("Chờ người thay", self._morning(self.deputy, "2026-06-10 01:00:00"))
        # No job has tidied yet: the clock alone has closed the document.
        self.assertNotIn("Chờ người thay", self._morning(self.deputy, "2026-06-11 01:00:00"))


@tagged("post_install", "-at_install")
class TestDelegationEnd(DelegationCommon):
    """The dialog that ends a delegation, as the button opens it."""

    def _dialog(self, delegation, user=None):
        return Form(
            self.env["vanthu.delegation.end.wizard"].with_user(
                user or self.leader
            ).with_context(default_delegation_id=delegation.id), view=END,
        )

    def test_a_new_one_has_no_name_before_somebody_is_chosen(self):
        new = self.env["vanthu.delegation"].with_user(self.leader).new(
            {"principal_id": self.leader.id, "kind": "kt", "date_from": self.today}
        )
        self.assertFalse(new.display_name)
        new.delegate_id = self.deputy
        self.assertIn(self.deputy.name, new.display_name)

    def test_days_are_typed_without_an_onchange_that_would_clear_the_input(self):
        view = self.env.ref("vanthu_document.vanthu_delegation_view_form")
        arch = etree.fromstring(self.env["vanthu.delegation"].with_user(self.leader).get_view(
            view.id, "form"
        )["arch"])
        for name in ("date_from", "date_to"):
            node, = arch.xpath(f"//group/field[@name='{name}']")
            self.assertEqual(node.get("on_change"), "0", name)

    def test_it_ends_at_once_unless_a_day_is_chosen(self):
        delegation = self._delegate()
        dialog = self._dialog(delegation)
        self.assertTrue(dialog.now)
        self.assertEqual(dialog.date_to, self.today)
        dialog.reason = "Đã về sớm"
        dialog.save().action_confirm()
        self.assertEqual(
            (delegation.state, delegation.revoke_reason, delegation.revoked_by_id),
            ("revoked", "Đã về sớm", self.leader),
        )

    def test_a_day_shortens_and_a_later_one_is_refused_in_words(self):
        delegation = self._delegate()
        day = delegation.date_to
        dialog = self._dialog(delegation)
        dialog.now, dialog.date_to = False, day + timedelta(days=1)
        record = dialog.save()
        with self.assertRaisesRegex(UserError, "Choose a day from"):
            record.action_confirm()
        self.assertEqual((delegation.date_to, delegation.state), (day, "active"))
        dialog.date_to = day - timedelta(days=1)
        dialog.save().action_confirm()
        self.assertEqual(
            (delegation.date_to, delegation.state), (day - timedelta(days=1), "active")
        )

    def test_a_day_is_needed_where_it_does_not_end_at_once(self):
        dialog = self._dialog(self._delegate())
        dialog.now, dialog.date_to = False, False
        with self.assertRaisesRegex(AssertionError, "date_to"):
            dialog.save()

    def test_shortening_a_planned_one_never_goes_before_its_first_day(self):
        first = self.today + timedelta(days=3)
        delegation = self._delegate(date_from=first, date_to=first + timedelta(days=3))
        dialog = self._dialog(delegation)
        dialog.now, dialog.date_to = False, first - timedelta(days=1)
        record = dialog.save()
        with self.assertRaisesRegex(UserError, first.strftime("%d/%m/%Y")):
            record.action_confirm()
        dialog.date_to = first
        dialog.save().action_confirm()
        self.assertEqual(delegation.date_to, first)

    def test_who_passed_it_on_ends_the_own_part_of_the_chain_only(self):
        parent = self._delegate(kind="tl")
        child = self._delegate(self.deputy, parent_id=parent.id, delegate_id=self.handler.id)
        with self.assertRaises(AccessError):
            self._dialog(parent, self.deputy).save().action_confirm()
        self._dialog(child, self.deputy).save().action_confirm()
        self.assertEqual((parent.state, child.state), ("active", "revoked"))

    def test_a_dialog_on_a_delegation_of_others_tells_nothing(self):
        delegation = self._delegate(reason="Đi chữa bệnh")
        for user in (self.outsider, self.other_clerk):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._dialog(delegation, user).save()

    def test_who_comes_second_is_told_that_it_has_ended(self):
        delegation = self._delegate()
        first, second = self._dialog(delegation).save(), self._dialog(delegation).save()
        first.action_confirm()
        with self.assertRaisesRegex(UserError, "has ended already"):
            second.action_confirm()

    def test_units_and_types_of_the_terms_are_in_the_log_in_words(self):
        kind = self.env["vanthu.document.type"].create({"name": "Giấy mời thử"})
        delegation = self._delegate(
            type_ids=[Command.set(kind.ids)], unit_ids=[Command.set(self.unit.ids)],
            max_priority="1", basis="12/QĐ", reason="Đi công tác",
        )
        self.env.flush_all()
        event = self.env["vanthu.event"].search([
            ("res_model", "=", "vanthu.delegation"), ("res_id", "=", delegation.id),
        ])
        self.assertEqual(event.kind, "delegated")
        for words in (
            "Leader: Leader", "In the leader's place: Deputy", "Only types: Giấy mời thử",
            "Only work led by: Văn phòng", "Up to urgency: Urgent", "Written basis: 12/QĐ",
            "Reason: Đi công tác", "Capacity: KT.",
        ):
            self.assertIn(words, event.detail_text)
