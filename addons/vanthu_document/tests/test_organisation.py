import time
from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestOrganisation(VanthuCommon):
    def test_code_of_either_form_is_usual(self):
        usual = self.env["res.company"]._is_usual_organ_code
        for code in ("", False, "H41", "H41.12.05", "G03.1.123", "000.00.00.H41", "00.00.00.H41"):
            self.assertTrue(usual(code), code)

    def test_code_of_another_form_is_warned_of_and_kept(self):
        for code in ("28.22.H17", "H4.12", "Z41.12", "h41.12", "H41.1234", "H41." + "12." * 12):
            self.assertFalse(self.env["res.company"]._is_usual_organ_code(code), code)
        self.organisation.organ_code = "28.22.H17"
        self.assertEqual(self.organisation.partner_id.organ_code, "28.22.H17")
        self.assertTrue(self.organisation.organ_code_is_unusual)

    def test_records_administrator_edits_the_organisation_and_a_handler_does_not(self):
        company = self.organisation.with_user(self.manager)
        company.write({"organ_code": "H99.05", "organ_place": "Hương Giang", "street": "1 Lê Lợi"})
        self.assertEqual(self.organisation.organ_code, "H99.05")
        with self.assertRaises(AccessError):
            self.organisation.with_user(self.handler).write({"organ_place": "Đâu đó"})
        with self.assertRaises(AccessError):
            self.other_organisation.with_user(self.manager).write({"organ_place": "Đâu đó"})

    def test_chosen_home_and_people_of_other_trades_are_left_alone(self):
        chosen = self.env.ref("base.action_res_users")
        users = self.env["res.users"].with_context(no_reset_password=True).create([
            {"name": "A", "login": "home.a", "action_id": chosen.id, "group_ids": [
                Command.set([self.env.ref("vanthu_document.group_clerk").id])]},
            {"name": "B", "login": "home.b", "group_ids": [
                Command.set([self.env.ref("base.group_user").id])]},
        ])
        self.assertEqual(users[0].action_id.id, chosen.id)
        self.assertFalse(users[1].action_id)

    def test_dissolved_organisation_takes_no_document_and_names_the_successor(self):
        self.organisation.write({
            "organ_valid_to": self.today - timedelta(days=1),
            "organ_successor_id": self.other_organisation.id,
        })
        with self.assertRaisesRegex(ValidationError, "Trường THPT Số Một"):
            self._create_incoming()

    def test_document_of_the_last_day_can_still_be_entered(self):
        end = self.today - timedelta(days=1)
        self.organisation.organ_valid_to = end
        document = self._create_incoming(arrival_date=end)
        self.assertEqual(document.state, "arrived")

    def test_registration_after_the_end_is_refused_and_keeps_the_document(self):
        document = self._create_incoming()
        self.organisation.organ_valid_to = self.today - timedelta(days=1)
        with self.assertRaisesRegex(ValidationError, "takes no new documents"):
            document.action_register()
        self.assertEqual(document.state, "arrived")
        self.assertFalse(document.register_entry_id)

    def test_documents_of_a_dissolved_organisation_stay_readable(self):
        document = self._create_incoming()
        document.action_register()
        self.organisation.organ_valid_to = self.today - timedelta(days=1)
        document.invalidate_recordset()
        self.assertEqual(document.with_user(self.clerk).arrival_number, 1)

    def test_historic_organisations_are_found(self):
        self.other_organisation.organ_valid_to = self.today - timedelta(days=1)
        companies = self.organisation | self.other_organisation
        domain = [("id", "in", companies.ids)]
        search = self.env["res.company"].search
        self.assertEqual(
            search([*domain, ("organ_is_historic", "=", True)]), self.other_organisation
        )
        self.assertEqual(search([*domain, ("organ_is_historic", "=", False)]), self.organisation)

    def test_settings_show_the_organisation(self):
        settings = self.env["res.config.settings"].with_company(self.organisation).create({})
        self.assertEqual(settings.organ_abbreviation, "SGDĐT")


@tagged("post_install", "-at_install")
class TestOrganisationTemplate(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls.env.ref("vanthu_document.template_upper_secondary").with_user(
            cls.manager
        )

    def _create(self, **vals):
        ids = self.template.create_organisations([{"name": "Trường THPT Thử Nghiệm", **vals}])
        return self.env["res.company"].browse(ids)

    def test_school_gets_units_registers_currency_and_superior(self):
        school = self._create(
            parent_id=self.organisation.id, code="H99.05.77", abbreviation="THPTTN",
            superior_name="Sở Giáo dục và Đào tạo", place="Hương Giang",
        )
        self.assertEqual(school.parent_id, self.organisation)
        self.assertEqual(school.organ_kind, "school")
        self.assertEqual(school.organ_code, "H99.05.77")
        self.assertEqual(school.country_id.code, "VN")
        self.assertEqual(school.currency_id, self.organisation.currency_id)
        self.assertEqual(
            school.vanthu_unit_ids.mapped("name"), self.template.unit_ids.mapped("name")
        )
        registers = self.env["vanthu.register"].search([("company_id", "=", school.id)])
        self.assertEqual(set(registers.mapped("direction")), {"incoming", "outgoing"})
        self.assertEqual(set(registers.mapped("year")), {self.today.year})

    def test_organisation_at_the_top_counts_in_dong(self):
        self.assertEqual(self._create().currency_id.name, "VND")

    def test_sample_people_fill_their_posts_and_can_work_at_once(self):
        school = self._create(people=True, abbreviation="THPTTN")
        clerk = self.env["res.users"].search([("login", "=", "vanthu.thpttn")])
        principal = self.env["res.users"].search([("login", "=", "hieutruong.thpttn")])
        self.assertTrue(clerk.has_group("vanthu_document.group_clerk"))
        self.assertTrue(principal.has_group("vanthu_document.group_leader"))
        self.assertEqual(clerk.company_ids, school)
        self.assertEqual(clerk.function, "Nhân viên văn thư")
        board = school.vanthu_unit_ids.filtered(lambda u: u.name == "Ban giám hiệu")
        self.assertEqual(board.head_id, principal)
        self.assertIn("phohieutruong.thpttn", board.deputy_ids.mapped("login"))
        document = self._create_incoming(user=clerk)
        document.action_register()
        self.assertEqual((document.company_id, document.arrival_number), (school, 1))

    def test_nobody_is_invented_unless_asked_for(self):
        before = self.env["res.users"].with_context(active_test=False).search_count([])
        self._create()
        self.assertEqual(
            self.env["res.users"].with_context(active_test=False).search_count([]), before
        )

    def test_sub_units_stand_below_their_parent(self):
        line = self.template.unit_ids[0]
        self.template.sudo().unit_ids.create({
            "template_id": self.template.id, "name": "Bộ phận Y tế", "parent_id": line.id,
        })
        school = self._create()
        below = school.vanthu_unit_ids.filtered(lambda u: u.name == "Bộ phận Y tế")
        self.assertEqual(below.parent_id.name, line.name)

    def test_name_or_login_that_is_taken_is_refused_before_anything_is_made(self):
        with self.assertRaisesRegex(UserError, "Trường THPT Số Một"):
            self._create(name="Trường THPT Số Một")
        with self.assertRaisesRegex(UserError, "vanthu_clerk"):
            self._create(people=[{"name": "A", "login": "vanthu_clerk"}])
        self.assertFalse(
            self.env["res.company"].search([("name", "=", "Trường THPT Thử Nghiệm")])
        )

    def test_unknown_unit_key_and_missing_name_are_refused(self):
        with self.assertRaisesRegex(UserError, "Tổ Không Có"):
            self._create(people=[{"name": "A", "login": "a.b.c", "unit": "Tổ Không Có"}])
        with self.assertRaisesRegex(UserError, "colour"):
            self._create(colour="red")
        with self.assertRaisesRegex(UserError, "name of the new organisation|tên cơ quan mới"):
            self._create(name="  ")

    def test_clerks_and_leaders_make_no_organisations(self):
        for user in (self.clerk, self.leader, self.handler):
            with self.assertRaises(AccessError):
                self.template.with_user(user).create_organisations([{"name": "X"}])

    def test_maker_can_open_what_he_made(self):
        school = self._create(parent_id=self.organisation.id)
        self.assertIn(school, self.manager.company_ids)
        self.assertNotIn(school, self.clerk.company_ids)

    def test_template_that_was_changed_makes_changed_organisations(self):
        self.template.unit_ids.filtered(lambda u: u.name == "Tổ Ngữ văn").name = "Tổ Văn - Sử"
        names = self._create().vanthu_unit_ids.mapped("name")
        self.assertIn("Tổ Văn - Sử", names)
        self.assertNotIn("Tổ Ngữ văn", names)

    def test_dissolved_organisation_gets_no_new_registers(self):
        office = self._create(valid_to=fields.Date.to_date("2025-06-30"))
        self.assertTrue(office.organ_is_historic)
        self.assertFalse(self.env["vanthu.register"].search([("company_id", "=", office.id)]))

    def test_number_of_queries_grows_little_with_each_school(self):
        def count(names):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.template.create_organisations([
                {"name": name, "abbreviation": f"T{name[-3:]}", "people": True}
                for name in names
            ])
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(["Trường ấm máy 000"])
        one = count(["Trường 101"])
        four = count([f"Trường {number}" for number in (201, 202, 203, 204)])
        self.assertLess(four, one * 3, f"{one} queries for one school, {four} for four")

    def test_a_school_with_people_is_made_within_two_seconds(self):
        self._create(name="Trường ấm máy", people=True, login_prefix="warm")
        start = time.monotonic()
        self._create(name="Trường đo giờ", people=True, login_prefix="timed")
        self.env.flush_all()
        self.assertLess(time.monotonic() - start, 2.0)

    def test_organisation_that_exists_is_given_what_is_missing_once(self):
        company = self.env["res.company"].create({"name": "My first company"})
        self.manager.company_ids = [Command.link(company.id)]
        self.template.equip_organisation(company.id, {
            "name": "Trường THPT Đầu Tiên", "code": "H99.05.99", "people": True,
            "login_prefix": "dautien",
        })
        self.assertEqual(company.name, "Trường THPT Đầu Tiên")
        self.assertEqual((company.organ_code, company.organ_kind), ("H99.05.99", "school"))
        self.assertEqual(company.currency_id.name, "VND")
        self.assertEqual(len(company.vanthu_unit_ids), len(self.template.unit_ids))
        self.assertTrue(self.env["vanthu.register"].search([("company_id", "=", company.id)]))
        with self.assertRaisesRegex(UserError, "has units already"):
            self.template.equip_organisation(company.id, {})
        stranger = self.env["res.company"].create({"name": "Somebody else's company"})
        self.manager.company_ids -= stranger
        with self.assertRaises(AccessError):
            self.template.equip_organisation(stranger.id, {})

    def test_wizard_proposes_the_superior_and_opens_the_new_organisation(self):
        self.organisation.organ_place = "Hương Giang"
        wizard = self.env["vanthu.organisation.wizard"].with_user(self.manager).with_company(
            self.organisation
        )
        with Form(wizard) as form:
            self.assertEqual(form.superior_name, "Sở Giáo dục và Đào tạo")
            self.assertEqual(form.place, "Hương Giang")
            form.name = "Trường THPT Qua Màn Hình"
            form.code = "sai mã"
            self.assertTrue(form.code_is_unusual)
        action = form.record.action_create_organisation()
        school = self.env["res.company"].browse(action["res_id"])
        self.assertEqual(school.name, "Trường THPT Qua Màn Hình")
        self.assertEqual(school.organ_place, "Hương Giang")
