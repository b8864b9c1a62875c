"""Settings, company and template screens: what is saved, who may save it, what comes back."""

from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import VanthuCommon


class SettingsCommon(VanthuCommon):
    """A system administrator who works in the organisation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = new_test_user(
            cls.env, "vanthu_administrator", lang=cls.language,
            groups="base.group_system,vanthu_document.group_manager",
            company_id=cls.organisation.id, company_ids=[Command.set(cls.organisation.ids)],
        )

    def _settings(self, user=None):
        user = user or self.administrator
        return Form(self.env["res.config.settings"].with_user(user).with_company(
            user.company_id))


@tagged("post_install", "-at_install")
class TestSettings(SettingsCommon):
    VALUES = {
        "organ_kind": "commune", "organ_code": "H13.24", "organ_abbreviation": "UBND",
        "organ_superior_name": "Ủy ban nhân dân tỉnh", "organ_place": "Mỹ Tho",
        "stamp_on_registration": False, "stamp_place": "fixed", "stamp_x_mm": 30.5,
        "stamp_y_mm": 60.0,
    }

    def test_what_is_saved_stands_at_the_organisation_and_comes_back(self):
        with self._settings() as form:
            for name, value in self.VALUES.items():
                form[name] = value
        form.record.execute()
        self.env.invalidate_all()
        again = self._settings()
        for name, value in self.VALUES.items():
            self.assertEqual(self.organisation[name], value, name)
            self.assertEqual(again[name], value, name)
        self.assertNotEqual(self.other_organisation.organ_code, "H13.24")

    def test_administrator_of_the_organisation_needs_no_settings_of_odoo_for_these(self):
        keeper = self.manager.with_company(self.organisation)
        self.assertFalse(keeper.has_group("base.group_system"))
        values = {**self.VALUES, "approve_reports": True, "vanthu_digest_hour": 6}
        company = self.organisation.with_user(keeper).with_company(self.organisation)
        with Form(company) as form:
            for name, value in values.items():
                form[name] = value
        self.env.invalidate_all()
        for name, value in values.items():
            self.assertEqual(self.organisation[name], value, name)
        with self.assertRaises(AccessError):
            self._settings(keeper)
        for user in (self.clerk, self.leader, self.handler):
            with self.assertRaises(AccessError):
                self.organisation.with_user(user).approve_reports = False
        with self.assertRaises(AccessError):
            self.other_organisation.with_user(keeper).approve_reports = True

    def test_code_of_another_form_is_warned_of_while_it_is_typed(self):
        for form in (self._settings(), Form(self.organisation.with_user(self.administrator))):
            form.organ_code = "28.22.H17"
            self.assertTrue(form.organ_code_is_unusual)
            form.organ_code = "H13.24"
            self.assertFalse(form.organ_code_is_unusual)

    @mute_logger("odoo.sql_db")
    def test_stamp_beside_the_page_is_refused(self):
        for values in (
            {"stamp_x_mm": 161}, {"stamp_x_mm": -1}, {"stamp_y_mm": 263}, {"stamp_y_mm": -0.1},
        ):
            with (
                self.subTest(values), self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.organisation.write(values)
                self.env.flush_all()
        self.organisation.write({"stamp_x_mm": 160, "stamp_y_mm": 262})
        self.env.flush_all()

    def test_only_the_administrator_of_odoo_saves_settings(self):
        for user in (self.clerk, self.leader, self.manager, self.handler):
            settings = self.env["res.config.settings"].with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                settings.create({"organ_code": "H13.24"}).execute()


@tagged("post_install", "-at_install")
class TestCompanyScreen(SettingsCommon):
    def _form(self, company=None, user=None):
        return Form((company or self.organisation).with_user(user or self.administrator))

    def test_new_organisation_of_the_company_form_gets_an_address(self):
        with Form(self.env["res.company"].with_user(self.administrator)) as form:
            form.name = "Trường Tiểu học Số Hai"
            form.organ_kind = "school"
            form.organ_abbreviation = "TH2"
        self.assertEqual(form.record.intake_alias_name, "congvanden-th2")

    def test_organisation_is_not_dissolved_before_it_began(self):
        form = self._form()
        form.organ_valid_from = "2026-07-01"
        form.organ_valid_to = "2026-06-30"
        with self.assertRaisesRegex(ValidationError, "before it was established"):
            form.save()
        form.organ_valid_to = "2026-07-01"
        form.save()

    def test_organisation_does_not_succeed_itself(self):
        form = self._form()
        form.organ_valid_to = "2026-06-30"
        form.organ_successor_id = self.organisation
        with self.assertRaisesRegex(ValidationError, "cannot succeed itself"):
            form.save()

    def test_units_are_counted_and_opened_for_this_organisation_only(self):
        self.env["vanthu.unit"].create(
            {"name": "Tổ Toán", "company_id": self.other_organisation.id}
        )
        self.organisation.invalidate_recordset(["vanthu_unit_count"])
        self.assertEqual(self.organisation.vanthu_unit_count, 2)
        action = self.organisation.with_user(self.manager).action_open_units()
        units = self.env[action["res_model"]].with_user(self.manager).search(action["domain"])
        self.assertEqual(units, self.unit | self.second_unit)
        self.assertEqual(
            action["context"]["default_company_id"], self.organisation.id,
            "a new unit of this list belongs to the organisation",
        )

    def test_dissolved_ones_are_found_either_way(self):
        self.organisation.organ_valid_to = "2020-01-01"
        both = self.organisation | self.other_organisation
        domain = [("id", "in", both.ids)]
        company = self.env["res.company"]
        self.assertEqual(
            company.search([*domain, ("organ_is_historic", "=", True)]), self.organisation
        )
        for no in (("organ_is_historic", "=", False), ("organ_is_historic", "!=", True)):
            self.assertEqual(company.search([*domain, no]), self.other_organisation)
        self.assertEqual(
            company.search([*domain, ("organ_is_historic", "in", [True, False])]), both
        )

    def test_address_of_the_intake_is_free_of_letters_that_no_address_has(self):
        names = {
            "SGDĐT": "congvanden-sgddt", "UBND xã": "congvanden-ubndxa",
            "P.GD-ĐT": "congvanden-pgd-dt", "!!!": "congvanden", "": "congvanden",
        }
        for abbreviation, name in names.items():
            company = self.env["res.company"].new({"organ_abbreviation": abbreviation})
            self.assertEqual(company._get_intake_name(), name)


@tagged("post_install", "-at_install")
class TestTemplateScreens(SettingsCommon):
    def _template(self):
        with Form(self.env["vanthu.organisation.template"].with_user(self.manager)) as form:
            form.name = "Trung tâm"
            with form.unit_ids.new() as unit:
                unit.name = "Ban Giám đốc"
            with form.unit_ids.new() as unit:
                unit.name = "Tổ Văn phòng"
        return form.record

    def test_template_made_on_the_screen_makes_an_organisation(self):
        template = self._template()
        form = Form(self.env["vanthu.organisation.wizard"].with_user(self.manager))
        form.template_id = template
        form.name = "Trung tâm Số Một"
        form.abbreviation = "TTS1"
        self.assertEqual(form.superior_name, self.organisation.name)
        action = form.save().action_create_organisation()
        company = self.env["res.company"].browse(action["res_id"])
        self.assertEqual(
            company.vanthu_unit_ids.mapped("name"), ["Ban Giám đốc", "Tổ Văn phòng"]
        )
        self.assertEqual(company.parent_id, self.organisation)

    def test_window_demands_a_name_and_warns_of_the_code(self):
        form = Form(self.env["vanthu.organisation.wizard"].with_user(self.manager))
        form.code = "123"
        self.assertTrue(form.code_is_unusual)
        with self.assertRaisesRegex(AssertionError, "name"):
            form.save()

    def test_proposed_superior_may_be_replaced_and_is_kept(self):
        form = Form(self.env["vanthu.organisation.wizard"].with_user(self.manager))
        form.name = "Trung tâm Số Hai"
        form.superior_name = "Bộ Giáo dục và Đào tạo"
        action = form.save().action_create_organisation()
        company = self.env["res.company"].browse(action["res_id"])
        self.assertEqual(company.organ_superior_name, "Bộ Giáo dục và Đào tạo")

    def test_unit_of_a_template_stands_below_its_own_kind_only(self):
        template, other = self._template(), self._template()
        first, second = template.unit_ids
        second.parent_id = first
        with self.assertRaisesRegex(UserError, "never below itself"):
            first.parent_id = second
        with self.assertRaisesRegex(UserError, "same template"):
            first.parent_id = other.unit_ids[0]

    def test_copy_of_a_template_has_its_own_units(self):
        template = self._template()
        twin = template.copy()
        self.assertEqual(twin.unit_ids.mapped("name"), template.unit_ids.mapped("name"))
        self.assertFalse(twin.unit_ids & template.unit_ids)

    def test_each_mistake_in_the_people_is_named(self):
        template = self._template()
        # The administrator reads the sentences in the language of the new organisation.
        self.patch(type(template), "_get_language", lambda _template: self.language)
        for person, words in (
            ({"name": "An"}, "needs a name and a login"),
            ({"login": "an"}, "needs a name and a login"),
            ({"name": "An", "login": "an", "role": "king"}, "role of An"),
            ({"name": "An", "login": "an", "post": "king"}, "post of An"),
            ({"name": "An", "login": "an", "unit": "Tổ Lạ"}, "Tổ Lạ of An"),
            ({"name": "An", "login": self.clerk.login}, self.clerk.login),
        ):
            with self.subTest(person), self.assertRaisesRegex(UserError, words):
                template.create_organisations([{"name": "Trường Mới", "people": [person]}])
        self.assertFalse(self.env["res.company"].search([("name", "=", "Trường Mới")]))

    def test_same_name_twice_in_one_order_is_refused(self):
        template = self._template()
        with self.assertRaisesRegex(UserError, "Trường Đôi"):
            template.create_organisations([{"name": "Trường Đôi"}, {"name": " Trường  Đôi "}])

    def test_templates_are_for_the_administrator(self):
        template = self._template()
        for user in (self.clerk, self.leader, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                template.with_user(user).write({"name": "Khác"})
            with self.subTest(user.login), self.assertRaises(AccessError):
                template.with_user(user).create_organisations([{"name": "Trường Mới"}])
