"""What the home page counts is what the lists behind it show, for each role."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .home_common import HomeCommon


@tagged("post_install", "-at_install")
class TestHome(HomeCommon):
    # ---- EACH ROLE ----

    def test_every_number_is_the_length_of_the_list_behind_it(self):
        self._work_of_every_kind()
        self._create_incoming()
        self._create_registered(channel="paper")
        submitted = self._create_registered()
        submitted.action_submit(self.leader.id)
        submitted.with_user(self.clerk).write({
            "restricted": True,
            "allowed_user_ids": [Command.set((self.leader | self.clerk).ids)],
        })
        shown = {
            user: self._assert_lists(user)
            for user in (self.clerk, self.leader, self.head, self.handler, self.manager,
                         self.outsider, self.other_clerk)
        }
        self.assertIn("waiting", shown[self.clerk])
        self.assertIn("to_direct", shown[self.leader])
        self.assertIn("to_pass_on", shown[self.head])
        self.assertIn("late", shown[self.handler])
        self.assertIn("registers", shown[self.manager])

    def test_clerk(self):
        self._create_incoming(arrival_date=self.today - timedelta(days=2))
        self._create_incoming()
        registered = self._create_registered(channel="paper")
        late = self._create_registered(channel="email")
        late.sudo().submission_due_date = self.today - timedelta(days=1)
        envelope = self._create_incoming()
        envelope.action_hand_over(self.leader.id)
        self.assertEqual(self._counts(self.clerk, "clerk"), {
            "waiting": 2, "to_submit": 2, "submission_late": 1, "paper_today": 1,
            "handed_over": 1,
        })
        figures = self._figures(self.clerk, "clerk")
        oldest = (self.today - timedelta(days=2)).strftime("%m/%d/%Y")
        self.assertIn(oldest, figures["waiting"]["note"])
        self.assertEqual(self._list_of(self.clerk, figures["paper_today"]), registered)
        self.assertEqual(self._list_of(self.clerk, figures["submission_late"]), late)
        self.assertNotIn("clerk", self._home(self.leader))

    def test_leader_sees_the_own_desk_and_which_units_are_late(self):
        self._work_of_every_kind()
        document = self._create_registered()
        document.action_submit(self.leader.id)
        self.assertEqual(self._counts(self.leader, "desk"), {"to_direct": 1})
        self.assertEqual(self._counts(self.second_leader, "desk"), {})
        self.assertTrue(self._home(self.second_leader)["desk"]["empty"])
        units = self._figures(self.leader, "late_units")
        self.assertEqual(
            {figure["label"]: figure["count"] for figure in units.values() if figure["count"]},
            {self.unit.name: 2}, "who only cooperates is not called late",
        )
        for figure in units.values():
            self.assertEqual(len(self._list_of(self.leader, figure)), figure["count"])
        self.assertNotIn("late_units", self._home(self.handler))

    def test_head_sees_what_to_pass_on_and_each_members_load(self):
        self._work_of_every_kind()
        self.assertEqual(self._counts(self.head, "unit"), {
            "to_pass_on": 2, "to_approve": 1, "late": 2, "today": 4, "extensions": 1,
        })
        loads = {
            load["name"]: load for load in self._home(self.head)["unit"]["members"]
        }
        handler = loads[self.handler.name]
        self.assertEqual(
            (handler["open"], handler["late"], handler["soon"], handler["done"]), (2, 0, 2, 1)
        )
        self.assertEqual(loads[self.head.name]["open"], 0)
        self.assertNotIn("unit", self._home(self.handler))
        self.assertEqual(
            self.env["vanthu.home"].with_user(self.head).get_unit_load(),
            self._home(self.head)["unit"]["members"],
        )
        self.assertEqual(self.env["vanthu.home"].with_user(self.handler).get_unit_load(), [])

    def test_numbers_of_a_members_load_open_that_members_work(self):
        self._work_of_every_kind()
        load = self._home(self.head)["unit"]["members"][0]
        self.assertEqual(load["user_id"], self.handler.id)
        filters = {
            "open": ["open"], "late": ["open", "late"], "soon": ["open", "today", "soon"],
            "done": ["done_month"],
        }
        for key, names in filters.items():
            context = {f"search_default_{name}": 1 for name in names}
            figure = {
                "action": "vanthu_document.assignment_action_unit_work", "domain": None,
                "context": {
                    "search_default_open": 0, "search_default_user_id": self.handler.id,
                    **context,
                },
            }
            with self.subTest(key):
                self.assertEqual(len(self._list_of(self.head, figure)), load[key])

    def test_own_work_comes_late_first_with_a_way_to_each(self):
        leads, parts = self._work_of_every_kind()
        figures = self._figures(self.head, "work")
        self.assertEqual(self._counts(self.head, "work"), {
            "late": 2, "today": 2, "waiting": 2,
        })
        late = [row["res_id"] for row in figures["late"]["rows"]]
        self.assertEqual(late, [leads[0].id, leads[1].id])
        row = figures["late"]["rows"][0]
        self.assertEqual(row["res_model"], "vanthu.assignment")
        self.assertEqual(row["title"], leads[0].document_subject)
        self.assertEqual(row["deadline_state"], "late")
        self.assertEqual(
            row["due_date"], (self.today - timedelta(days=3)).isoformat()
        )

    def test_no_more_rows_than_fit(self):
        for _index in range(7):
            self._direct()
        figures = self._figures(self.head, "work")
        self.assertEqual(figures["waiting"]["count"], 7)
        self.assertEqual(len(figures["waiting"]["rows"]), 5)

    def test_administrator_sees_what_is_missing(self):
        before = self._counts(self.manager, "setup")
        self.manager.company_ids += self.other_organisation
        home = self.env["vanthu.home"].with_user(self.manager).with_context(
            allowed_company_ids=(self.organisation | self.other_organisation).ids
        )
        blocks = {block["key"]: block for block in home.get_home()["blocks"]}
        figures = {figure["key"]: figure for figure in blocks["setup"]["figures"]}
        self.assertNotIn("units", before)
        self.assertEqual(figures["units"]["count"], 1)
        self.assertEqual(
            figures["units"]["domain"], [("id", "in", self.other_organisation.ids)]
        )
        people = figures["people"]["count"]
        self.assertEqual(people, len(self.env["res.users"].search([
            ("share", "=", False), ("company_ids", "in", home.env.companies.ids),
        ]).filtered(lambda user: not user.has_group("vanthu_document.group_user"))))
        self.handler.group_ids = self.env.ref("base.group_user")
        blocks = {block["key"]: block for block in home.get_home()["blocks"]}
        figures = {figure["key"]: figure for figure in blocks["setup"]["figures"]}
        self.assertEqual(figures["people"]["count"], people + 1)
        self.assertEqual(figures["people"]["action"], "", "administrators keep no accounts")

    def test_administrator_is_told_of_years_without_holidays(self):
        self.env["vanthu.holiday"].search([]).unlink()
        years = [self.today.year] + [self.today.year + 1] * (self.today.month >= 10)
        figure = self._figures(self.manager, "setup")["holidays"]
        self.assertEqual((figure["count"], figure["note"]), (
            len(years), ", ".join(map(str, years)),
        ))
        self.env["vanthu.holiday"].create([
            {"name": "Tết", "date_from": f"{year}-01-01"} for year in years
        ])
        self.assertEqual(self._figures(self.manager, "setup")["holidays"]["count"], 0)

    # ---- RIGHTS ----

    def test_a_handler_sees_nothing_of_others(self):
        self._work_of_every_kind()
        self.assertEqual(set(self._home(self.outsider)), {"work"})
        self.assertEqual(self._counts(self.outsider, "work"), {})
        self.assertTrue(self._home(self.outsider)["work"]["empty"])

    def test_another_organisation_sees_nothing(self):
        self._work_of_every_kind()
        self._create_incoming()
        self.assertEqual(self._counts(self.other_clerk, "clerk"), {})
        self.assertEqual(self._counts(self.other_clerk, "work"), {})

    def test_a_restricted_document_is_not_counted_for_others(self):
        self._create_incoming(restricted=True)
        before = self._counts(self.clerk, "clerk")
        second = self._create_person("second_clerk", "group_clerk")
        self.assertEqual(before, {"waiting": 1})
        self.assertEqual(self._counts(second, "clerk"), {})

    def test_work_that_was_taken_back_is_gone(self):
        work = self._direct()
        self.assertEqual(self._counts(self.head, "work"), {"waiting": 1})
        work.state = "recalled"
        self.assertEqual(self._counts(self.head, "work"), {})

    def test_without_a_role_there_is_no_home(self):
        employee = self._create_person("employee", "group_user")
        employee.group_ids = self.env.ref("base.group_user")
        with self.assertRaises(AccessError):
            self.env["vanthu.home"].with_user(employee).get_home()

    # ---- FAST ----

    def test_the_number_of_queries_does_not_grow_with_the_work(self):
        def queries(user):
            self._home(user)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._home(user)
            return self.cr.sql_log_count - before

        self._work_of_every_kind()
        self._create_incoming()
        people = (self.clerk, self.leader, self.head, self.handler, self.manager)
        first = {user: queries(user) for user in people}
        for _index in range(3):
            self._work_of_every_kind()
            self._create_incoming()
        for user in people:
            with self.subTest(user.login):
                self.assertLessEqual(queries(user), first[user])
                # With the blocks of all add-ons of the suite.
                self.assertLess(first[user], 50)
