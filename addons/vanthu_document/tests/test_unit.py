from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestUnit(VanthuCommon):
    def _create_unit(self, name, **vals):
        return self.env["vanthu.unit"].with_user(self.manager).create(
            {"name": name, "company_id": self.organisation.id, **vals}
        )

    def test_head_of_a_unit_reads_for_the_units_below(self):
        below = self._create_unit("Bộ phận Một cửa", parent_id=self.unit.id)
        self.assertIn(self.head, below.reader_ids)
        self.assertIn(below, self.head.vanthu_reader_unit_ids)
        self.assertNotIn(self.handler, below.reader_ids)

    def test_person_in_two_units_reads_for_both(self):
        self.second_unit.member_ids = [Command.link(self.handler.id)]
        self.assertLessEqual(
            self.unit | self.second_unit, self.handler.vanthu_reader_unit_ids
        )
        self.assertEqual(self.handler.vanthu_unit_ids, self.unit | self.second_unit)

    def test_unit_is_not_put_below_itself(self):
        below = self._create_unit("Bộ phận Một cửa", parent_id=self.unit.id)
        with self.assertRaisesRegex((ValidationError, UserError), "(?i)itself|recursi"):
            self.unit.with_user(self.manager).parent_id = below

    def test_unit_of_another_organisation_is_no_parent(self):
        stranger = self.env["vanthu.unit"].create(
            {"name": "Tổ Toán", "company_id": self.other_organisation.id}
        )
        with self.assertRaises(UserError):
            self.unit.parent_id = stranger

    def test_two_units_of_one_name_at_one_place_are_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self._create_unit("Văn phòng")
        self._create_unit("Văn phòng", parent_id=self.second_unit.id)

    def test_only_the_administrator_changes_units(self):
        for user in (self.clerk, self.leader, self.handler):
            with self.assertRaises(AccessError):
                self.unit.with_user(user).name = "Khác"
            with self.assertRaises(AccessError):
                self.env["vanthu.unit"].with_user(user).create({"name": "Khác"})

    def test_administrator_sees_all_own_organisations_whichever_is_chosen(self):
        school = self.env["vanthu.unit"].create(
            {"name": "Tổ Toán", "company_id": self.other_organisation.id}
        )
        manager = self.env["vanthu.unit"].with_user(self.manager).with_company(
            self.organisation
        )
        self.assertFalse(manager.search([("id", "=", school.id)]))
        self.manager.company_ids = [Command.link(self.other_organisation.id)]
        self.assertEqual(manager.search([("id", "=", school.id)]), school)
        companies = self.organisation | self.other_organisation
        self.assertEqual(
            manager.env["res.company"].search([("id", "in", companies.ids)]), companies
        )
        self.assertEqual(
            self.env["res.company"].with_user(self.clerk).search([("id", "in", companies.ids)]),
            self.organisation,
        )

    def test_form_of_the_administrator_saves_posts(self):
        with Form(self.env["vanthu.unit"].with_user(self.manager)) as form:
            form.name = "Phòng Giáo dục Trung học"
            form.code = "GDTrH"
            form.head_id = self.head
        unit = form.record
        self.assertEqual(unit.company_id, self.organisation)
        self.assertEqual(unit.member_count, 1)

    def test_user_form_tells_the_units(self):
        fields = self.env["res.users"].get_view(
            self.env.ref("base.view_users_form").id, "form"
        )["arch"]
        self.assertIn("vanthu_unit_ids", fields)
        self.assertIn('name="function"', fields)
        self.assertEqual(
            self.handler.with_user(self.handler).read(["vanthu_unit_ids"])[0]["vanthu_unit_ids"],
            self.unit.ids,
        )
