import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools import people_import, spreadsheet
from .common import VanthuCommon
from .test_tools_spreadsheet import workbook


@tagged("post_install", "-at_install")
class TestPeopleImport(VanthuCommon):
    def _wizard(self, units=(), people=(), user=None):
        wizard = self.env["vanthu.people.import"].with_user(user or self.manager)
        layout = wizard._get_layout()
        data = spreadsheet.write_template([
            {
                "name": layout[sheet][0],
                "columns": [{"heading": label} for label, *_rest in layout[sheet][1].values()],
                "rows": [[row.get(key, "") for key in layout[sheet][1]] for row in rows],
            }
            for sheet, rows in (("units", units), ("people", people))
        ])
        return wizard.create({"file": base64.b64encode(data), "file_name": "danh sách.xlsx"})

    def _person(self, **values):
        return {"name": "Nguyễn Thị Bình", "email": "binh@example.com", **values}

    def test_check_creates_nothing_and_import_creates_all(self):
        wizard = self._wizard(
            units=[{"name": "Tổ Một cửa", "parent": "Văn phòng", "code": "MC"}],
            people=[self._person(
                unit="Tổ Một cửa", post="Head", role="Registry clerk", function="Tổ trưởng",
            )],
        )
        wizard.action_check()
        self.assertEqual(
            (wizard.problem_count, wizard.unit_count, wizard.person_count), (0, 1, 1)
        )
        self.assertFalse(self.env["vanthu.unit"].search([("name", "=", "Tổ Một cửa")]))
        wizard.action_import()
        unit = self.env["vanthu.unit"].search([("name", "=", "Tổ Một cửa")])
        user = self.env["res.users"].search([("login", "=", "binh@example.com")])
        self.assertEqual((unit.parent_id, unit.head_id, unit.code), (self.unit, user, "MC"))
        self.assertEqual(user.function, "Tổ trưởng")
        self.assertEqual(user.company_ids, self.organisation)
        self.assertTrue(user.has_group("vanthu_document.group_clerk"))
        self.assertEqual(wizard.state, "done")

    def test_one_wrong_row_keeps_everything_out_and_is_explained(self):
        wizard = self._wizard(
            units=[{"name": "Tổ Một cửa"}],
            people=[self._person(), self._person(email="cuong@example.com", unit="Tổ Lạ")],
        )
        wizard.action_import()
        self.assertFalse(self.env["vanthu.unit"].search([("name", "=", "Tổ Một cửa")]))
        self.assertFalse(self.env["res.users"].search([("login", "=", "binh@example.com")]))
        self.assertEqual(wizard.state, "checked")
        self.assertEqual(wizard.line_ids.mapped("row"), [3])
        self.assertIn("Tổ Lạ", wizard.line_ids.message)
        self.assertIn("correct the name", wizard.line_ids.message)

    def test_account_that_exists_here_joins_its_unit(self):
        wizard = self._wizard(people=[self._person(
            name="X", email="", login=self.outsider.login.upper(), unit="văn phòng",
        )])
        wizard.action_import()
        self.assertEqual(wizard.joining_count, 1)
        self.assertIn(self.outsider, self.unit.member_ids)
        self.assertIn(self.handler, self.unit.member_ids)
        self.assertEqual(self.outsider.name, "Outsider")

    def test_account_of_another_organisation_is_not_touched(self):
        wizard = self._wizard(people=[self._person(login=self.other_clerk.login)])
        wizard.action_import()
        self.assertEqual(wizard.problem_count, 1)
        self.assertNotIn(self.organisation, self.other_clerk.company_ids)

    def test_second_import_of_the_same_workbook_changes_nothing(self):
        rows = {"units": [{"name": "Tổ Một cửa"}], "people": [self._person(unit="Tổ Một cửa")]}
        self._wizard(**rows).action_import()
        again = self._wizard(**rows)
        again.action_import()
        self.assertEqual((again.unit_count, again.person_count), (0, 0))
        self.assertEqual(
            self.env["vanthu.unit"].search_count([("name", "=", "Tổ Một cửa")]), 1
        )

    def test_file_that_is_no_workbook_is_refused_in_one_sentence(self):
        for content, words in ((b"%PDF-1.4", "not an Excel workbook"), (b"PK\x03\x04", "damaged")):
            wizard = self._wizard()
            wizard.file = base64.b64encode(content)
            with self.assertRaisesRegex(UserError, words):
                wizard.action_check()
            self.assertTrue(wizard.file)
        wizard.file = base64.b64encode(workbook([["Cột lạ"], ["A"]], title="Units"))
        with self.assertRaisesRegex(UserError, "lacks the columns Unit"):
            wizard.action_check()

    def test_empty_table_and_missing_file_ask_for_them(self):
        with self.assertRaisesRegex(UserError, "no filled row"):
            self._wizard().action_check()
        wizard = self._wizard()
        wizard.file = False
        with self.assertRaisesRegex(UserError, "Choose the workbook"):
            wizard.action_check()

    def test_downloaded_workbook_has_the_expected_sheets(self):
        wizard = self._wizard()
        data = base64.b64decode(wizard.template_file)
        self.assertEqual(
            spreadsheet.read_tables(data, wizard._get_sheets()), {"units": [], "people": []}
        )
        self.assertIn(f"/{wizard.id}/template_file/", wizard.action_download_template()["url"])

    def test_every_code_has_a_sentence(self):
        wizard = self._wizard()
        params = dict.fromkeys(
            ("unit", "other", "parent", "person", "email", "login", "role", "post"), "…"
        )
        for texts in (wizard._get_unit_texts(), wizard._get_person_texts()):
            for code in texts:
                problem = people_import.Problem("people", 2, code, params)
                self.assertTrue(wizard._get_message(problem).endswith("."), code)
        formula = people_import.Problem("people", 2, "formula", {"column": "name"})
        self.assertIn("Full name", wizard._get_message(formula))
        for code in spreadsheet._MESSAGES:
            error = spreadsheet.SpreadsheetError(
                code, limit=10, sheet="Units", columns="Unit"
            )
            self.assertTrue(wizard._get_file_message(error).endswith("."), code)

    def test_only_the_administrator_imports_and_only_into_an_own_organisation(self):
        for user in (self.clerk, self.leader, self.handler):
            with self.assertRaises(AccessError):
                self._wizard(user=user)
        wizard = self._wizard(people=[self._person()])
        wizard.sudo().company_id = self.other_organisation
        with self.assertRaisesRegex(UserError, "organisation that you work in"):
            wizard.action_import()

    def test_departments_are_taken_over_where_employees_is_installed(self):
        wizard = self._wizard()
        wizard.source = "hr"
        if "hr.department" not in self.env:
            with self.assertRaisesRegex(UserError, "not installed"):
                wizard.action_check()
            return
        department = self.env["hr.department"].create(
            {"name": "Phòng Mới", "company_id": self.organisation.id}
        )
        employee = self.env["hr.employee"].create({
            "name": "Lê Văn Cường", "company_id": self.organisation.id,
            "department_id": department.id, "work_email": "cuong@example.com",
            "job_title": "Trưởng phòng",
        })
        department.manager_id = employee
        wizard.action_import()
        unit = self.env["vanthu.unit"].search([
            ("name", "=", "Phòng Mới"), ("company_id", "=", self.organisation.id),
        ])
        self.assertEqual(unit.head_id.login, "cuong@example.com")
        self.assertEqual(unit.head_id.function, "Trưởng phòng")
