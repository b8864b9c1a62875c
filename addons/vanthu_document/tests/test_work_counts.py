"""Two numbers for everyone, lists in the order of what presses, menus that open."""

from datetime import timedelta

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestWorkCounts(HandlingCommon):
    def _counts(self, user):
        counts = self.env["vanthu.assignment"].with_user(user).get_work_counts()
        self.assertEqual(counts.pop("drafts"), 0)
        return counts

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
        self.assertLessEqual(self.cr.sql_log_count - before, 4, "work, and drafts")

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
        order = ["oldest", "urgent", "late", "today", "later", "paused", "none"]
        self.assertEqual(found.ids, [made[name].id for name in order])

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
        self.assertEqual(found[:2].ids, (passed_on + waiting).ids)


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
