"""The check list of new people: ticks follow from facts, and only the person puts it away."""

from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestFirstSteps(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school = cls._create_organisation("Trường THPT Mới", "THPTM")
        cls.newcomer = cls._create_person("newcomer", "group_clerk", cls.school)
        cls.newcomer.group_ids += cls.env.ref("vanthu_document.group_manager")
        cls.newcomer.vanthu_first_steps = True
        cls.newcomer.email = False

    def _home(self, user):
        home = self.env["vanthu.home"].with_user(user).with_company(user.company_id)
        return {block["key"]: block for block in home.get_home()["blocks"]}

    def _steps(self, user=None):
        block = self._home(user or self.newcomer).get("first_steps", {"steps": []})
        return {step["key"]: step["done"] for step in block["steps"]}

    def test_clerk_who_is_everything_sees_all_steps_and_others_see_none(self):
        self.assertEqual(list(self._steps()), [
            "own_data", "organisation", "registers", "people", "first_document", "two_factor",
        ])
        for user in (self.clerk, self.leader, self.handler, self.manager):
            self.assertNotIn("first_steps", self._home(user))

    def test_each_tick_follows_from_what_is_there(self):
        self.assertEqual({key for key, done in self._steps().items() if done}, {"registers"})
        self.env["vanthu.register"].search([("company_id", "=", self.school.id)]).year = 1999
        self.assertFalse(self._steps()["registers"])
        self.newcomer.phone = "0912"
        self.assertFalse(self._steps()["own_data"])
        self.newcomer.email = "m@example.com"
        self.assertTrue(self._steps()["own_data"])
        self.school.write({
            "organ_code": "H41.1", "organ_abbreviation": "THPTM", "organ_place": "Hương Giang",
            "street": "1 Lê Lợi", "phone": "0299",
        })
        self.assertTrue(self._steps()["organisation"])
        self.school.organ_place = False
        self.assertFalse(self._steps()["organisation"], "a tick goes when the fact goes")

    def test_people_need_a_unit_with_a_head_and_a_colleague_with_a_role(self):
        unit = self.env["vanthu.unit"].create({
            "name": "Ban giám hiệu", "company_id": self.school.id,
            "head_id": self.newcomer.id,
        })
        self.assertFalse(self._steps()["people"], "nobody but the newcomer")
        principal = self._create_person("principal", "group_leader", self.school)
        self.assertTrue(self._steps()["people"])
        unit.head_id = False
        self.assertFalse(self._steps()["people"])
        unit.head_id = principal
        principal.group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        self.assertFalse(self._steps()["people"], "an account without a role is no colleague")

    def test_first_document_counts_once_it_has_a_number_here(self):
        self._create_registered()  # in another organisation
        self.assertFalse(self._steps()["first_document"])
        document = self._create_incoming(self.newcomer)
        self.assertFalse(self._steps()["first_document"])
        document.action_register()
        self.assertTrue(self._steps()["first_document"])

    def test_two_factor_follows_from_the_account(self):
        self.assertFalse(self._steps()["two_factor"])
        self.newcomer.sudo().totp_secret = "JBSWY3DPEHPK3PXP"
        self.newcomer.invalidate_recordset()
        self.assertTrue(self._steps()["two_factor"])

    def test_leader_begins_at_the_desk_and_a_handler_with_the_own_data(self):
        (self.leader | self.handler).vanthu_first_steps = True
        self.assertEqual(list(self._steps(self.leader)), [
            "own_data", "first_directive", "two_factor",
        ])
        self.assertFalse(self._steps(self.leader)["first_directive"])
        self._direct()
        self.assertTrue(self._steps(self.leader)["first_directive"])
        self.assertEqual(list(self._steps(self.handler)), ["own_data", "two_factor"])

    def test_each_step_opens_something_that_the_person_may_open(self):
        for step in self._home(self.newcomer)["first_steps"]["steps"]:
            action = step["action"]
            if isinstance(action, str):
                action = self.env["ir.actions.actions"].with_user(
                    self.newcomer)._for_xml_id(action)
            with self.subTest(step["key"]):
                if action.get("res_model"):
                    model = self.env[action["res_model"]].with_user(self.newcomer)
                    record = model.browse(action.get("res_id") or [])
                    record.check_access("read")
                    view_id = next(
                        (view[0] for view in action.get("views", []) if view[1] == "form"), False
                    )
                    self.assertTrue(model.get_view(view_id, "form")["arch"])

    def test_list_is_put_away_by_the_person_alone(self):
        self.env["vanthu.home"].with_user(self.clerk).put_away_first_steps()
        self.assertTrue(self._steps())
        self.env["vanthu.home"].with_user(self.newcomer).put_away_first_steps()
        self.assertFalse(self._steps())
        with self.assertRaises(AccessError):
            self.newcomer.with_user(self.clerk).vanthu_first_steps = True

    def test_list_costs_no_more_the_more_there_is(self):
        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._home(self.newcomer)
            return self.env.cr.sql_log_count - before

        cost()
        first = cost()
        for number in range(5):
            self._create_person(f"colleague{number}", "group_user", self.school)
            self._create_incoming(self.newcomer, code_number=str(500 + number)).action_register()
        cost()
        self.assertLessEqual(cost(), first + 1)

    def test_administrator_of_a_school_opens_its_form_without_reading_the_department(self):
        branch = self.env["res.company"].create({
            "name": "Trường THPT Nhánh", "parent_id": self.organisation.id,
        })
        principal = self._create_person("branch_manager", "group_manager", branch)
        company = branch.with_user(principal).with_context(allowed_company_ids=branch.ids)
        arch = etree.fromstring(company.get_view(False, "form")["arch"])
        names = {node.get("name") for node in arch.iter("field")} & company._fields.keys()
        self.env.invalidate_all()
        read = company.web_read({
            name: {"fields": {"display_name": {}}} if company._fields[name].relational else {}
            for name in names
        })[0]
        self.assertEqual(read["name"], "Trường THPT Nhánh")
        with Form(company) as form:
            form.organ_place = "Hương Giang"
        self.assertEqual(branch.organ_place, "Hương Giang")
