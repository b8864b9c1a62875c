"""What the home page counts is what the lists behind it show, for each role."""

from ast import literal_eval
from datetime import timedelta

from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestHome(HandlingCommon):
    def _home(self, user):
        home = self.env["vanthu.home"].with_user(user).with_company(user.company_id)
        return {block["key"]: block for block in home.get_home()["blocks"]}

    def _figures(self, user, block):
        found = self._home(user).get(block, {"figures": []})["figures"]
        return {figure["key"]: figure for figure in found}

    def _counts(self, user, block):
        return {
            key: figure["count"] for key, figure in self._figures(user, block).items()
            if figure["count"]
        }

    def _list_of(self, user, figure):
        """The records that the list shows after a tap on the figure.

        Reads action and search view as the web client does: default filters of one group are
        alternatives, groups restrict each other.
        """
        action = self.env["ir.actions.actions"]._for_xml_id(figure["action"])
        model = self.env[action["res_model"]].with_user(user).with_company(user.company_id)
        domain = figure["domain"]
        if domain is None:
            domain = safe_eval(action["domain"] or "[]", {"uid": user.id})
        context = {**safe_eval(action["context"], {"uid": user.id}), **figure["context"]}
        wanted = {
            key.removeprefix("search_default_"): value for key, value in context.items()
            if key.startswith("search_default_") and value
        }
        arch = etree.fromstring(model.get_view(action["search_view_id"][0], "search")["arch"])
        found = model.search(domain)
        group, known = model.browse(), set()
        active = False
        for node in arch:
            if node.tag == "separator":
                if active:
                    found &= group
                group, active = model.browse(), False
            elif node.get("name") in wanted:
                known.add(node.get("name"))
                if node.tag == "filter" and node.get("domain"):
                    group |= model.search(literal_eval(node.get("domain")))
                    active = True
                elif node.tag == "field":
                    found &= model.search([(node.get("name"), "=", wanted[node.get("name")])])
        if active:
            found &= group
        grouped = {node.get("name") for node in arch.iterfind(".//group/filter")}
        self.assertEqual(set(wanted) - known - grouped, set(), "no such filter")
        return found

    def _assert_lists(self, user):
        checked = []
        for block in self._home(user).values():
            for figure in block["figures"]:
                with self.subTest(user=user.login, block=block["key"], figure=figure["key"]):
                    if figure["action"]:
                        self.assertEqual(len(self._list_of(user, figure)), figure["count"])
                        checked.append(figure["key"])
        return checked

    def _work_of_every_kind(self):
        """Work that is late, due today, soon, new, passed on, reported and done."""
        day = timedelta(days=1)
        leads = self.env["vanthu.assignment"].with_user(self.head)
        for due in (-3, -1, 0, 0, 2, 30):
            work = self._direct(rows=[self._lead(due_date=self.today + day), self._cooperate()])
            work.due_date = self.today + due * day
            work.document_id.due_date = self.today + due * day
            leads += work[0].with_user(self.head)
        parts = leads.browse(leads[1:5].action_pass_on(self.handler.id))
        parts[1].with_user(self.handler).action_ask_extension(
            (self.today + 9 * day).isoformat(), "Chờ số liệu"
        )
        parts[0].with_user(self.handler).action_report("Xong")
        parts[3].with_user(self.handler).action_report("Xong")
        leads[4].action_done()
        return leads, parts

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
            {figure["label"]: figure["count"] for figure in units.values()},
            {self.unit.name: 2, self.second_unit.name: 2},
        )
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
                self.assertLess(first[user], 45)


@tagged("post_install", "-at_install")
class TestWorkCounts(HandlingCommon):
    def _counts(self, user):
        return self.env["vanthu.assignment"].with_user(user).get_work_counts()

    def test_own_late_work_and_work_of_today(self):
        late, today, later, closed = (
            self._direct(rows=[self._lead(due_date=self.today)]) for _index in range(4)
        )
        late.due_date = self.today - timedelta(days=1)
        later.due_date = self.today + timedelta(days=1)
        closed.with_user(self.head).action_done()
        self.assertEqual(self._counts(self.head), {"late": 1, "today": 1})
        self.assertEqual(self._counts(self.handler), {"late": 0, "today": 0})
        self.assertEqual(self._counts(self.leader), {"late": 0, "today": 0})
        today.with_user(self.head).action_pass_on(self.handler.id)
        self.assertEqual(self._counts(self.handler), {"late": 0, "today": 1})

    def test_a_stopped_clock_is_not_late(self):
        work = self._direct(rows=[self._lead(due_date=self.today)])
        work.due_date = self.today - timedelta(days=1)
        self.assertEqual(self._counts(self.head)["late"], 1)
        work.paused = True
        self.assertEqual(self._counts(self.head), {"late": 0, "today": 0})

    def test_one_query_counts(self):
        self._direct(rows=[self._lead(due_date=self.today)])
        self._counts(self.head)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._counts(self.head)
        self.assertLessEqual(self.cr.sql_log_count - before, 3)

    def test_lists_begin_with_what_is_late_and_then_what_is_urgent(self):
        made = {}
        for name, due, priority in (
            ("none", None, "0"), ("later", 30, "0"), ("today", 0, "0"), ("late", -1, "0"),
            ("urgent", -1, "2"), ("paused", -9, "3"), ("oldest", -4, "0"),
        ):
            document = self._create_registered(priority=priority)
            work = self._direct(document)
            work.due_date = self.today + timedelta(days=due) if due is not None else False
            made[name] = work
        made["paused"].paused = True
        arch = etree.fromstring(self.env["vanthu.assignment"].get_view(
            self.env.ref("vanthu_document.vanthu_assignment_view_list").id, "list"
        )["arch"])
        found = self.env["vanthu.assignment"].with_user(self.head).search(
            [("is_mine", "=", True)], order=arch.get("default_order")
        )
        order = ["oldest", "urgent", "late", "today", "later", "none", "paused"]
        self.assertEqual(found, self.env["vanthu.assignment"].union(*(made[n] for n in order)))


    def test_in_the_units_work_what_nobody_has_comes_first(self):
        passed_on, waiting = self._direct(), self._direct()
        passed_on.with_user(self.head).action_pass_on(self.handler.id)
        work = self.env["vanthu.assignment"].with_user(self.head)
        domain = [("is_of_my_unit", "=", True)]
        nobody = self.env["res.users"]
        for context, order in (
            ({}, [self.handler, nobody]), ({"vanthu_nobody_first": True}, [nobody, self.handler])
        ):
            groups = work.with_context(**context)._read_group(
                domain, ["user_id"], ["__count"], order="user_id asc"
            )
            self.assertEqual([user for user, _count in groups], order)
        found = work.with_context(vanthu_nobody_first=True).search(domain, order="user_id, id")
        self.assertEqual(found[:2], passed_on + waiting)


@tagged("post_install", "-at_install")
class TestMenus(HandlingCommon):
    def _visible(self, user):
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        return {
            menu["xmlid"].removeprefix("vanthu_document.") for menu in menus.values()
            if (menu.get("xmlid") or "").startswith("vanthu_document.")
        }

    def test_only_heads_have_the_work_of_the_unit(self):
        self.assertIn("menu_unit_work", self._visible(self.head))
        self.assertNotIn("menu_unit_work", self._visible(self.handler))
        self.unit.deputy_ids += self.handler
        self.assertIn("menu_unit_work", self._visible(self.handler))

    def test_leaders_begin_at_their_desk_and_all_others_on_the_home_page(self):
        action = self.env["vanthu.document"].with_user(self.leader)._get_start_action()
        self.assertEqual(action["id"], self.env.ref("vanthu_document.desk_action").id)
        self.assertIn("menu_home", self._visible(self.leader))
        for user in (self.clerk, self.handler, self.head, self.manager):
            action = self.env["vanthu.document"].with_user(user)._get_start_action()
            self.assertEqual(action["tag"], "vanthu_home")
            self.assertIn("menu_home", self._visible(user))

    def test_every_menu_of_every_role_opens(self):
        """Views, filters and domains of each action work with the rights of who sees the menu."""
        for user in (self.clerk, self.leader, self.head, self.handler, self.manager):
            env = self.env(user=user)
            for xml_name in sorted(self._visible(user)):
                action = self.env.ref(f"vanthu_document.{xml_name}").action
                if not action or action._name != "ir.actions.act_window":
                    continue
                with self.subTest(user=user.login, menu=xml_name):
                    values = action.sudo().read(
                        ["res_model", "domain", "context", "views", "search_view_id"]
                    )[0]
                    model = env[values["res_model"]]
                    search = values["search_view_id"] and values["search_view_id"][0]
                    model.get_views([*values["views"], (search or False, "search")])
                    if not model._transient:
                        model.search_count(safe_eval(values["domain"] or "[]", {"uid": user.id}))
