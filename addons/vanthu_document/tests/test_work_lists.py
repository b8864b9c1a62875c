"""Lists, cards and the calendar of work: who has it, what presses, reports to decide."""

import re
from datetime import timedelta

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .browser import BrowserCase
from .handling_common import HandlingCommon


class WorkListCommon(HandlingCommon):
    def _arch(self, action, kind):
        """What the web client is sent for one view of an action."""
        action = self.env.ref(f"vanthu_document.{action}")
        views = {mode: view for view, mode in action.views}
        return etree.fromstring(self.env[action.res_model].get_view(views[kind], kind)["arch"])

    def _shown(self, action):
        """Columns that nobody has to ask for."""
        return [
            node.get("name") for node in self._arch(action, "list").iterfind("field")
            if node.get("optional") != "hide" and node.get("column_invisible") not in ("1", "True")
        ]


@tagged("post_install", "-at_install")
class TestWhoHasTheWork(WorkListCommon):
    def test_a_unit_a_part_of_it_and_a_person_are_named_with_their_unit(self):
        work = self._direct()
        mine = work.with_user(self.head)
        part = mine.browse(mine.action_pass_on(self.handler.id))
        personal = self._direct(rows=[{"role": "lead", "user_id": self.handler.id}])
        alone = self._direct(rows=[{"role": "lead", "user_id": self.second_leader.id}])
        self.assertEqual(work.target_name, "Văn phòng")
        self.assertEqual(part.target_name, "Văn phòng – Handler")
        self.assertEqual(personal.target_name, "Văn phòng – Handler")
        self.assertEqual(alone.target_name, "Second Leader", "belongs to no unit")

    def test_the_unit_is_one_of_the_organisation_of_the_work(self):
        foreign = self.env["vanthu.unit"].create({
            "name": "Tổ Toán", "company_id": self.other_organisation.id, "sequence": 1,
        })
        self.handler.sudo().company_ids += self.other_organisation
        foreign.member_ids = self.handler
        personal = self._direct(rows=[{"role": "lead", "user_id": self.handler.id}])
        self.assertEqual(personal.target_name, "Văn phòng – Handler")

    def test_whoever_may_read_the_work_reads_who_has_it(self):
        personal = self._direct(rows=[
            {"role": "lead", "user_id": self.handler.id}, self._cooperate(),
        ])
        names = personal.with_user(self.second_head).mapped("target_name")
        self.assertEqual(names, ["Văn phòng – Handler", "Phòng Kế hoạch - Tài chính"])

    def test_names_of_many_are_read_as_quickly_as_of_few(self):
        def queries(works):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            works.mapped("target_name")
            return self.cr.sql_log_count - before

        works = self.env["vanthu.assignment"].union(*(
            self._direct(rows=[{"role": "lead", "user_id": user.id}])
            for user in (self.handler, self.outsider, self.head) * 3
        ))
        few = queries(works[:3])
        self.assertEqual(queries(works), few)

    def test_no_list_shows_a_column_that_is_blank_for_persons(self):
        for action in (
            "assignment_action_my_work", "assignment_action_unit_work", "assignment_action_all",
        ):
            shown = self._shown(action)
            with self.subTest(action):
                self.assertIn("target_name", shown)
                self.assertFalse({"unit_id", "user_id"} & set(shown))

    def test_each_answer_about_the_deadline_has_its_colour(self):
        colors = {}
        for due, key in ((-2, "late"), (0, "today"), (1, "soon"), (40, "later")):
            work = self._direct(rows=[self._lead(due_date=self.today + timedelta(days=60))])
            work.due_date = self.today + timedelta(days=due)
            if work.deadline_state == key:  # on the eve of days off, “soon” reaches further
                colors[key] = work.deadline_color
        self.assertGreaterEqual(len(colors), 3)
        self.assertEqual(len(set(colors.values())), len(colors))
        self.assertEqual(colors["late"], 1)
        work.paused = True
        self.assertEqual(work.deadline_color, 0)
        self.assertEqual(
            self._arch("assignment_action_unit_work", "calendar").get("color"), "deadline_color"
        )


@tagged("post_install", "-at_install")
class TestNobodyFirst(WorkListCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.spec = {"display_name": {}}

    def _groups(self, nobody_first=True, opening_info=None, groupby=("user_id",)):
        work = self.env["vanthu.assignment"].with_user(self.head).with_context(
            vanthu_nobody_first=nobody_first
        )
        found = work.web_read_group(
            [("is_of_my_unit", "=", True)], list(groupby), order="user_id", auto_unfold=True,
            opening_info=opening_info, unfold_read_specification=self.spec,
            unfold_read_default_limit=80,
        )["groups"]
        return [
            (group[groupby[0]] and group[groupby[0]][0], len(group.get("__records", ())))
            for group in found
        ]

    def test_what_nobody_has_stands_open_and_first(self):
        passed_on, _waiting = self._direct(), self._direct()
        passed_on.with_user(self.head).action_pass_on(self.handler.id)
        self.assertEqual(self._groups(), [(False, 2), (self.handler.id, 1)])
        self.assertEqual(
            self._groups(nobody_first=False), [(self.handler.id, 1), (False, 0)], "as in Odoo"
        )

    def test_it_opens_when_it_comes_later_and_stays_as_the_reader_left_it(self):
        passed_on = self._direct()
        passed_on.with_user(self.head).action_pass_on(self.handler.id)
        others = [{"value": self.handler.id, "folded": True}]
        self.assertEqual(self._groups(opening_info=others)[0], (False, 1))
        folded = [*others, {"value": False, "folded": True}]
        self.assertEqual(self._groups(opening_info=folded), [(False, 0), (self.handler.id, 0)])

    def test_other_groups_are_those_of_odoo(self):
        self._direct()
        self.assertEqual(self._groups(groupby=("role",)), [("l", 1)])
        context = safe_eval(self.env.ref("vanthu_document.assignment_action_unit_work").context)
        self.assertTrue(context["vanthu_nobody_first"] and context["search_default_group_user"])


@tagged("post_install", "-at_install")
class TestReportsToApprove(WorkListCommon):
    def _reported(self, due, report):
        """A report that waits for the leader, on work whose deadline may have passed."""
        lead = self._direct(rows=[self._lead()], needs_approval=True)
        lead.with_user(self.head).action_report(report)
        lead.due_date = self.today + timedelta(days=due) if due is not None else False
        return lead

    def _open(self, user):
        """The list as it opens for a person, in its own order."""
        action = self.env.ref("vanthu_document.assignment_action_to_approve")
        order = self._arch("assignment_action_to_approve", "list").get("default_order")
        return self.env["vanthu.assignment"].with_user(user).search(
            safe_eval(action.domain), order=order
        )

    def test_late_ones_come_first_and_those_without_a_deadline_last(self):
        free, in_time, late = (
            self._reported(due, str(due)) for due in (None, 3, -3)
        )
        second = self._reported(-1, "second")
        second.report_date = late.report_date + timedelta(hours=1)
        self.assertEqual(self._open(self.leader).ids, (late + second + in_time + free).ids)
        self.assertFalse(self._open(self.second_leader))

    def test_a_row_tells_who_reported_what_and_when(self):
        shown = self._shown("assignment_action_to_approve")
        for name in ("report_date", "reported_by_id", "report", "document_subject"):
            self.assertIn(name, shown)

    def test_the_buttons_of_a_row_decide_with_the_usual_checks(self):
        lead = self._reported(3, "Xong")
        for kind in ("list", "kanban"):
            arch = self._arch("assignment_action_to_approve", kind)
            approve, send_back = (
                node for node in arch.iter("button")
                if re.search("o_vanthu_(approve|send_back)", node.get("class") or "")
            )
            with self.subTest(kind):
                self.assertEqual((approve.get("name"), approve.get("type")),
                                 ("action_approve", "object"))
                dialog = self.env["ir.actions.act_window"].browse(int(send_back.get("name")))
                self.assertEqual(safe_eval(dialog.context), {"default_step": "send_back"})
        with self.assertRaises(AccessError):
            lead.with_user(self.second_head).action_approve()
        self.assertTrue(lead.with_user(self.leader).can_approve)
        self.assertTrue(lead.with_user(self.leader).action_approve())
        self.assertEqual(lead.state, "done")
        self.assertFalse(self._open(self.leader))


@tagged("post_install", "-at_install")
class TestRulesOnAPhone(WorkListCommon):
    """An administrator changes the rules on a phone, too: cards, and a form behind each."""

    def test_cards_and_forms(self):
        for model in ("reminder", "deadline"):
            action = self.env.ref(f"vanthu_document.vanthu_{model}_rule_action")
            with self.subTest(model):
                self.assertEqual([mode for _view, mode in action.views][:3],
                                 ["list", "kanban", "form"])
                self.assertEqual(action.mobile_view_mode, "kanban")

    def test_a_reminder_is_made_in_its_form(self):
        with Form(self.env["vanthu.reminder.rule"].with_user(self.manager)) as form:
            form.rung = 9
            form.to_person = False
            form.to_leader = True
        self.assertEqual(form.record._get_people(self._direct()), self.leader)

    def test_an_urgent_deadline_is_made_in_its_form(self):
        rules = self.env["vanthu.deadline.rule"]
        rules.search([]).active = False
        with Form(rules.with_user(self.manager)) as form:
            form.priority = "2"
            form.amount = 3
        self.assertEqual((form.record.unit, form.record.amount), ("day", 3))


@tagged("post_install", "-at_install")
class TestWorkOnAPhone(BrowserCase, HandlingCommon):
    """The first screen of somebody with a phone, who does not scroll sideways."""

    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head.password = cls.head.login

    def _see(self, path, first, count):
        """Open a page and compare its cards.

        :param str path: of the page
        :param str first: subject of the card on top
        :param int count: number of cards
        """
        self.browser_js(
            path,
            f"""
            const cards = [...document.querySelectorAll(".o_kanban_record:not(.o_kanban_ghost)")];
            const subject = cards[0].querySelector(".o_vanthu_card_subject").textContent.trim();
            if (document.querySelector(".o_kanban_group")) throw new Error("grouped");
            if (subject !== "{first}") throw new Error(subject);
            if (cards.length !== {count}) throw new Error(cards.length);
            console.log("test successful");
            """,
            ready="document.querySelector('.o_kanban_record .o_vanthu_card_subject') !== null",
            login=self.head.login,
        )

    def test_what_is_late_stands_on_top_whatever_its_state(self):
        fresh = self._direct(self._create_registered(subject="Việc mới"))
        fresh.due_date = self.today + timedelta(days=20)
        late = self._direct(self._create_registered(subject="Việc quá hạn"))
        late.due_date = self.today - timedelta(days=2)
        late.with_user(self.head).action_accept()
        late.with_user(self.head).action_start()
        self._see("/odoo/my-work", "Việc quá hạn", 2)
        self._see("/odoo/unit-work", "Việc quá hạn", 2)
