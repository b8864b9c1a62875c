from datetime import datetime, timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from .delivery_common import DeliveryCommon
from .home_common import HomeCommon


@tagged("post_install", "-at_install")
class TestHomeOutgoing(HomeCommon, DeliveryCommon):
    """What the home page says of outgoing documents is what the lists behind it show."""

    def _one_in_each_step(self):
        return {
            state: self._bring_to(state, self._create_draft(subject=state))
            for state in ("draft", "content_check", "format_check", "to_sign", "signed", "issued")
        }

    def test_each_person_finds_the_own_step(self):
        drafts = self._one_in_each_step()
        back = self._bring_to("content_check", self._create_draft(subject="Trả lại"))
        back.with_user(self.head).action_send_back("Thiếu số liệu")
        self.assertEqual(self._counts(self.handler, "drafts"), {
            "sent_back": 1, "being_drafted": 1, "in_checks": 4,
        })
        self.assertEqual(self._counts(self.head, "drafts"), {"to_check_content": 1})
        self.assertEqual(self._counts(self.clerk, "sending"), {
            "to_check_format": 1, "signed": 1, "issued": 1,
        })
        self.assertEqual(self._counts(self.leader, "desk"), {"to_sign": 1})
        figures = self._figures(self.head, "drafts")
        self.assertEqual(
            self._list_of(self.head, figures["to_check_content"]), drafts["content_check"]
        )
        figures = self._figures(self.handler, "drafts")
        self.assertEqual(self._list_of(self.handler, figures["sent_back"]), back)
        self.assertEqual(self._list_of(self.leader, self._figures(
            self.leader, "desk")["to_sign"]), drafts["to_sign"])
        for user in (self.handler, self.head, self.clerk, self.leader, self.deputy,
                     self.outsider, self.manager, self.other_clerk):
            self._assert_lists(user)

    def test_the_bar_counts_what_its_list_shows(self):
        self._one_in_each_step()
        back = self._bring_to("content_check", self._create_draft(subject="Trả lại"))
        back.with_user(self.head).action_send_back("Thiếu số liệu")
        action = self.env.ref("vanthu_document.document_action_my_steps").sudo()
        domain = safe_eval(action.domain)
        for user, states in (
            (self.handler, ["draft"]), (self.head, ["content_check"]),
            (self.clerk, ["format_check", "issued", "signed"]), (self.leader, ["to_sign"]),
            (self.deputy, []), (self.outsider, []), (self.manager, []), (self.other_clerk, []),
        ):
            with self.subTest(user=user.name):
                counts = self.env["vanthu.assignment"].with_user(user).get_work_counts()
                shown = self.env["vanthu.document"].with_user(user).search(domain)
                self.assertEqual(sorted(shown.mapped("state")), states)
                self.assertEqual(counts, {"late": 0, "today": 0, "drafts": len(states)})

    def test_who_has_no_draft_sees_no_block_of_drafts(self):
        self._one_in_each_step()
        for user in (self.outsider, self.other_clerk):
            self.assertNotIn("drafts", self._home(user))
            self.assertNotIn("sending", self._home(user))
        self.assertNotIn("sending", self._home(self.leader), "sending is the clerk's")

    def test_signer_who_is_no_leader_finds_what_is_to_be_signed(self):
        self.env["vanthu.delegation"].with_user(self.leader).with_company(
            self.organisation
        ).create({
            "principal_id": self.leader.id, "delegate_id": self.head.id, "kind": "tl",
            "company_id": self.organisation.id, "date_from": self.today,
            "date_to": self.today + timedelta(days=5), "reason": "Ký văn bản thường",
        })
        draft = self._bring_to(
            "to_sign", signing_user_id=self.head.id, signing_capacity="tl",
            signing_for_id=self.leader.id,
        )
        figure = self._figures(self.head, "drafts")["to_sign"]
        self.assertEqual(figure["count"], 1)
        self.assertEqual(self._list_of(self.head, figure), draft)

    def test_draft_without_a_unit_waits_for_the_leaders(self):
        draft = self._create_draft(user=self.handler, drafting_unit_id=False)
        draft.action_submit_draft()
        self.assertEqual(self._counts(self.leader, "drafts"), {"to_check_content": 1})
        self.assertEqual(self._counts(self.head, "drafts"), {})
        self.assertTrue(draft.with_user(self.leader).can_confirm_content)

    def test_my_step_is_found_and_computed_alike(self):
        drafts = self.env["vanthu.document"].union(*self._one_in_each_step().values())
        expected = {
            self.handler: ["draft"], self.head: ["content_check"], self.leader: ["to_sign"],
            self.clerk: ["format_check", "signed", "issued"], self.deputy: [],
        }
        for user, states in expected.items():
            own = drafts.with_user(user).with_company(self.organisation)
            self.assertEqual(own.filtered("waits_for_my_step").mapped("state"), states)
            found = own.search([("waits_for_my_step", "=", True), ("id", "in", drafts.ids)])
            self.assertEqual(set(found.mapped("state")), set(states))
            others = own.search([("waits_for_my_step", "=", False), ("id", "in", drafts.ids)])
            self.assertFalse(others & found)

    # ---- LATE ----

    def _sign_at(self, moment, **values):
        draft = self._bring_to("signed", self._create_draft(**values))
        draft.sudo().signed_at = moment
        return draft

    def test_late_ones_are_found_as_each_of_them_says(self):
        """Monday 9 March 2026 in Viet Nam, before and after noon, and the Sunday before."""
        monday = datetime(2026, 3, 9)
        drafts = self.env["vanthu.document"]
        paper = [(0, 0, {"name": "Phòng Nội vụ"})]
        for hours in (-100, -78, -70, -60, -30, -10, 1):
            moment = monday + timedelta(hours=hours)
            for priority in ("0", "1"):
                drafts += self._sign_at(moment, priority=priority)
            drafts += self._sign_at(moment, recipient_ids=paper)
        drafts = drafts.with_user(self.clerk).with_context(tz="Asia/Ho_Chi_Minh")
        sizes = []
        for hours in (-14, 3, 6):
            with freeze_time(monday + timedelta(hours=hours)):
                drafts.invalidate_recordset(["dispatch_is_late", "to_send_late"])
                late = drafts.filtered("dispatch_is_late")
                self.assertEqual(late, drafts.filtered("to_send_late"))
                found = drafts.search([("to_send_late", "=", True), ("id", "in", drafts.ids)])
                self.assertEqual(set(found.ids), set(late.ids), hours)
                sizes.append(len(found))
        self.assertEqual(sizes, sorted(set(sizes)), "more of them with each moment")
        self.assertLess(sizes[-1], len(drafts))

    def test_clerk_sees_what_should_have_left_the_house(self):
        draft = self._bring_to("issued")
        self.assertNotIn("to_send_late", self._counts(self.clerk, "sending"))
        draft.sudo().signed_at = fields.Datetime.now() - timedelta(days=9)
        figure = self._figures(self.clerk, "sending")["to_send_late"]
        self.assertEqual((figure["count"], figure["tone"]), (1, "danger"))
        self.assertEqual(self._list_of(self.clerk, figure), draft)

    # ---- DELIVERIES ----

    def test_clerk_sees_what_became_of_deliveries(self):
        refused = self._dispatch()
        self._get_received(refused).action_return("Gửi nhầm nơi nhận")
        self._dispatch(recipient_ids=[
            (0, 0, {"name": "Ông Nguyễn Văn A", "channel": "post"}),
        ])
        asked = self._dispatch()
        asked.action_recall("Sai số liệu")
        lying = self._dispatch()
        lying.sudo().delivery_ids.sent_at = fields.Datetime.now() - timedelta(days=9)
        self.assertEqual(self._counts(self.clerk, "sending"), {
            "problems": 1, "paper": 1, "recall": 1, "waits_too_long": 1,
        })
        figures = self._figures(self.clerk, "sending")
        self.assertEqual(
            self._list_of(self.clerk, figures["problems"]), refused.sudo().delivery_ids
        )
        self.assertEqual(
            self._list_of(self.clerk, figures["waits_too_long"]), lying.sudo().delivery_ids
        )
        self._assert_lists(self.clerk)
        self.assertNotIn("sending", self._home(self.other_clerk))

    def test_more_documents_cost_no_more_queries(self):
        home = self.env["vanthu.home"].with_user(self.clerk).with_company(self.organisation)

        def count():
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            home.get_home()
            return self.env.cr.sql_log_count - start

        count()
        few = count()
        for _number in range(4):
            self._bring_to("signed")
        self._dispatch()
        count()
        self.assertLessEqual(count(), few)
