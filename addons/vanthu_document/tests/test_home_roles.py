"""The home page of people with two roles, in the place of others, and across organisations."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .home_common import HomeCommon


@tagged("post_install", "-at_install")
class TestHomeRoles(HomeCommon):
    def _order(self, user):
        home = self.env["vanthu.home"].with_user(user).with_company(user.company_id)
        return [block["key"] for block in home.get_home()["blocks"]]

    # ---- DEPUTIES, UNITS BELOW ----

    def test_a_deputy_sees_the_work_of_the_unit_as_the_head_does(self):
        deputy = self._create_person("deputy", "group_user")
        self.unit.deputy_ids = deputy
        self._work_of_every_kind()
        counts = self._counts(self.head, "unit")
        self.assertEqual(self._counts(deputy, "unit"), counts)
        self.assertIn("late", self._assert_lists(deputy))
        self.assertIn(deputy.name, {
            load["name"] for load in self._home(deputy)["unit"]["members"]
        })

    def test_who_is_deputy_no_longer_sees_nothing_of_the_unit(self):
        deputy = self._create_person("deputy", "group_user")
        self.unit.deputy_ids = deputy
        self._work_of_every_kind()
        self.assertIn("unit", self._home(deputy))
        self.unit.deputy_ids = False
        self.assertNotIn("unit", self._home(deputy))
        self.assertEqual(self._counts(deputy, "work"), {})

    def test_the_head_sees_the_work_of_units_below_and_nobody_above_is_seen_from_below(self):
        below_head = self._create_person("below_head", "group_user")
        below = self.env["vanthu.unit"].create({
            "name": "Tổ Văn thư", "code": "VT", "company_id": self.organisation.id,
            "parent_id": self.unit.id, "head_id": below_head.id,
        })
        self._direct(rows=[self._lead()])
        self._direct(rows=[self._lead(below)])
        self.assertEqual(self._counts(self.head, "unit"), {"to_pass_on": 2})
        self.assertEqual(self._counts(below_head, "unit"), {"to_pass_on": 1})
        self.assertEqual(self._counts(self.head, "work"), {"waiting": 1}, "not in charge below")
        self.assertEqual(
            [load["name"] for load in self._home(below_head)["unit"]["members"]],
            [below_head.name],
        )
        self._assert_lists(self.head)
        self._assert_lists(below_head)

    def test_one_unit_sees_nothing_of_the_other(self):
        self._work_of_every_kind()
        self.assertEqual(self._counts(self.second_head, "unit"), {
            "to_pass_on": 6, "late": 2, "today": 2,
        })
        names = {load["name"] for load in self._home(self.second_head)["unit"]["members"]}
        self.assertEqual(names, {self.second_head.name, self.outsider.name})
        self._assert_lists(self.second_head)

    def test_work_passed_on_leaves_the_number_and_comes_back_when_taken_back(self):
        work = self._direct()
        self.assertEqual(self._counts(self.head, "unit"), {"to_pass_on": 1})
        mine = work.with_user(self.head)
        part = mine.browse(mine.action_pass_on(self.handler.id))
        self.assertEqual(self._counts(self.head, "unit"), {})
        part.action_recall()
        self.assertEqual(self._counts(self.head, "unit"), {"to_pass_on": 1})
        self._assert_lists(self.head)

    def test_work_for_information_is_nothing_to_pass_on(self):
        self._direct(rows=[
            self._lead(self.second_unit), {"role": "inform", "unit_id": self.unit.id},
        ])
        self.assertNotIn("to_pass_on", self._counts(self.head, "unit"))
        self._assert_lists(self.head)

    def test_members_with_most_late_work_come_first(self):
        second = self._create_person("aaa_handler", "group_user")
        self.unit.member_ids += second
        for due, user in ((-1, self.handler), (5, second), (6, second)):
            work = self._direct(rows=[self._lead(due_date=self.today + timedelta(days=9))])
            mine = work.with_user(self.head)
            part = mine.browse(mine.action_pass_on(user.id)).sudo()
            part.due_date = self.today + timedelta(days=due)
        loads = self._home(self.head)["unit"]["members"]
        self.assertEqual(
            [(load["name"], load["late"], load["open"]) for load in loads],
            [(self.handler.name, 1, 1), (second.name, 0, 2), (self.head.name, 0, 0)],
        )

    # ---- TWO ROLES ----

    def test_a_leader_who_heads_a_unit_is_told_of_extensions_once(self):
        self.unit.head_id = self.leader
        work = self._direct(rows=[self._lead(due_date=self.today + timedelta(days=3))])
        mine = work.with_user(self.leader)
        part = mine.browse(mine.action_pass_on(self.handler.id))
        later = (self.today + timedelta(days=9)).isoformat()
        part.with_user(self.handler).action_ask_extension(later, "Chờ số liệu")
        blocks = self._home(self.leader)
        places = [
            key for key, block in blocks.items()
            if any(figure["key"] == "extensions" for figure in block["figures"])
        ]
        self.assertEqual(places, ["desk"])
        self.assertEqual(self._counts(self.leader, "desk")["extensions"], 1)
        self.assertEqual(
            [load["name"] for load in blocks["unit"]["members"]], [self.handler.name],
            "a leader is shown who has work, not everybody who has none",
        )
        self._assert_lists(self.leader)

    def test_blocks_stand_in_one_order_and_the_own_work_always_has_a_sentence(self):
        person = self._create_person("everything", "group_clerk")
        person.group_ids += self.env.ref("vanthu_document.group_leader")
        self.unit.head_id = person
        self._direct()
        self.assertEqual(self._order(person), ["clerk", "desk", "unit", "work"])
        self.assertEqual(self._order(self.outsider), ["work"])
        self.assertEqual(
            self._home(self.outsider)["work"]["empty"], "Nothing waits for you."
        )
        self.assertNotIn("work", self._order(self.clerk), "whose own block is said already")
        self.assertTrue(self._home(self.clerk)["clerk"]["empty"])

    # ---- LEADER ----

    def test_an_extension_decided_leaves_the_desk(self):
        work = self._direct(rows=[self._lead(due_date=self.today + timedelta(days=3))])
        later = (self.today + timedelta(days=9)).isoformat()
        asked = self.env["vanthu.extension"].browse(
            work.with_user(self.head).action_ask_extension(later, "Chờ số liệu")
        )
        self.assertEqual(self._counts(self.leader, "desk"), {"extensions": 1})
        self.assertIn("extensions", self._assert_lists(self.leader))
        asked.with_user(self.leader).action_grant()
        self.assertEqual(self._counts(self.leader, "desk"), {})

    def test_changed_access_waits_for_a_leader_who_may_read_the_document(self):
        document = self._create_registered()
        document.with_user(self.clerk).write({
            "restricted": True,
            "allowed_user_ids": [Command.set((self.leader | self.clerk).ids)],
        })
        self.assertEqual(self._counts(self.leader, "desk"), {"access_to_confirm": 1})
        self.assertEqual(self._counts(self.second_leader, "desk"), {})
        self.assertIn("access_to_confirm", self._assert_lists(self.leader))
        document.with_user(self.leader).action_confirm_access()
        self.assertEqual(self._counts(self.leader, "desk"), {})

    def test_the_first_five_late_units_and_the_way_to_the_others(self):
        units = self.env["vanthu.unit"].create([
            {"name": f"Phòng {index}", "code": f"P{index}",
             "company_id": self.organisation.id, "head_id": self.second_head.id}
            for index in range(6)
        ])
        for index, unit in enumerate(units):
            for _times in range(2 if index == 5 else 1):
                work = self._direct(rows=[self._lead(unit, due_date=self.today)])
                work.due_date = work.document_id.due_date = self.today - timedelta(days=1)
        block = self._home(self.leader)["late_units"]
        figures = [figure for figure in block["figures"] if figure["count"]]
        self.assertEqual(len(figures), 5)
        self.assertEqual((figures[0]["label"], figures[0]["count"]), ("Phòng 5", 2))
        self.assertEqual({figure["count"] for figure in figures[1:]}, {1})
        self.assertEqual(block["more"]["label"], "and 1 more late units")
        self.assertEqual(block["more"]["action"], "vanthu_document.vanthu_board_action")
        self.assertEqual(
            block["more"]["context"], {"board": {"kind": "week", "day": str(self.today)}}
        )
        self._assert_lists(self.leader)
        for document in work.search([("unit_id", "=", units[0].id)]).document_id:
            document.due_date = self.today + timedelta(days=9)
        self.assertEqual(
            self._home(self.leader)["late_units"]["more"]["label"], "Open the board"
        )

    # ---- OWN WORK ----

    def test_an_opinion_that_is_asked_for_is_shown_to_who_gives_it(self):
        document = self._create_registered()
        document.with_user(self.leader).action_ask_opinions(
            "Có đồng ý không?", [{"unit_id": self.second_unit.id}],
            (self.today + timedelta(days=20)).isoformat(),
        )
        self.assertEqual(self._counts(self.second_head, "work").get("opinion"), 1)
        self.assertNotIn("opinion", self._counts(self.head, "work"))
        self.assertIn("opinion", self._assert_lists(self.second_head))

    def test_a_stopped_clock_is_not_late(self):
        work = self._direct(rows=[self._lead(due_date=self.today)])
        work.due_date = self.today - timedelta(days=1)
        self.assertEqual(self._counts(self.head, "work").get("late"), 1)
        mine = work.with_user(self.head)
        mine.action_accept()
        mine.action_pause("Chưa có số liệu", "Sở Tài chính")
        self.assertNotIn("late", self._counts(self.head, "work"))
        self._assert_lists(self.head)

    def test_work_given_by_word_is_called_by_its_subject(self):
        self.env["vanthu.directive"].with_user(self.leader).with_company(
            self.organisation
        ).action_give("Đặt phòng họp.", [self._lead()], "Chuẩn bị hội nghị")
        figure = self._figures(self.head, "work")["waiting"]
        self.assertEqual([
            (row["title"], row["subtitle"], row["due_date"]) for row in figure["rows"]
        ], [("Chuẩn bị hội nghị", "", False)])
        self.assertEqual(figure["rows_label"], "New, and not due soon")

    # ---- ORGANISATIONS, RIGHTS ----

    def test_numbers_are_those_of_the_organisations_in_the_switcher(self):
        self._create_incoming()
        self._create_incoming(self.other_clerk)
        self._create_incoming(self.other_clerk)
        self.clerk.company_ids += self.other_organisation
        home = self.env["vanthu.home"].with_user(self.clerk)

        def waiting(companies):
            blocks = home.with_context(allowed_company_ids=companies.ids).get_home()["blocks"]
            return blocks[0]["figures"][0]["count"]

        self.assertEqual(waiting(self.organisation), 1)
        self.assertEqual(waiting(self.other_organisation), 2)
        self.assertEqual(waiting(self.organisation | self.other_organisation), 3)

    def test_nobody_gets_numbers_of_an_organisation_that_is_not_his(self):
        self._create_incoming(self.other_clerk)
        home = self.env["vanthu.home"].with_user(self.clerk).with_context(
            allowed_company_ids=self.other_organisation.ids
        )
        with self.assertRaises(AccessError):
            home.get_home()

    def test_the_administrator_reads_no_documents_here(self):
        self._work_of_every_kind()
        self._create_incoming()
        blocks = self._home(self.manager)
        self.assertLessEqual(set(blocks), {"setup", "work"})
        self.assertEqual(self._counts(self.manager, "work"), {})

    def test_an_organisation_of_the_past_is_not_to_be_set_up(self):
        self.manager.company_ids += self.other_organisation
        home = self.env["vanthu.home"].with_user(self.manager).with_context(
            allowed_company_ids=(self.organisation | self.other_organisation).ids
        )

        def missing():
            block = next(b for b in home.get_home()["blocks"] if b["key"] == "setup")
            figure = next(f for f in block["figures"] if f["key"] == "units")
            return figure["count"], figure["domain"]

        self.assertEqual(missing(), (1, [("id", "in", self.other_organisation.ids)]))
        self.other_organisation.organ_is_historic = True
        self.assertEqual(missing(), (0, [("id", "in", [])]))

    def test_an_administrator_of_accounts_is_led_to_the_people_without_role(self):
        self.manager.group_ids += self.env.ref("base.group_erp_manager")
        figure = self._figures(self.manager, "setup")["people"]
        self.assertEqual(figure["action"], "base.action_res_users")

    def test_the_load_of_a_unit_is_not_told_to_its_members(self):
        self._work_of_every_kind()
        for user in (self.handler, self.outsider, self.clerk, self.other_clerk):
            with self.subTest(user.login):
                load = self.env["vanthu.home"].with_user(user).with_company(user.company_id)
                self.assertEqual(load.get_unit_load(), [])
