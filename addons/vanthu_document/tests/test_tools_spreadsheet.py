import io
import unittest
import zipfile

import openpyxl

from ..tools import people_import, spreadsheet
from ..tools.spreadsheet import Column, Row, SpreadsheetError

COLUMNS = [
    Column("name", ("Full name", "Họ và tên"), required=True),
    Column("unit", ("Unit", "Đơn vị")),
]
SHEETS = {"people": (("People", "Người"), COLUMNS, True)}


def workbook(rows, title="People"):
    """Bytes of an .xlsx file with these rows in one sheet."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data, change=None, **added):
    """The archive with parts added or changed by ``change(name, content)``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(
        buffer, "w", zipfile.ZIP_DEFLATED
    ) as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part.filename, change(part.filename, content) if change else content)
        for name, content in added.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


class TestReadTables(unittest.TestCase):
    def read(self, data):
        return spreadsheet.read_tables(data, SHEETS)["people"]

    def refused(self, data):
        with self.assertRaises(SpreadsheetError) as caught:
            self.read(data)
        return caught.exception

    def test_rows_are_read_below_the_headings_wherever_they_stand(self):
        rows = self.read(workbook([
            ["DANH SÁCH"], [], [None, "ĐƠN VỊ", "Họ và tên (*)"],
            [None, "Văn phòng", " Nguyễn  Văn A "], [], [None, None, 12.0],
        ]))
        self.assertEqual([row.number for row in rows], [4, 6])
        self.assertEqual(rows[0].values, {"name": "Nguyễn Văn A", "unit": "Văn phòng"})
        self.assertEqual(rows[1].values, {"name": "12", "unit": ""})

    def test_decomposed_letters_meet_composed_ones(self):
        rows = self.read(workbook([["Ho\u0323 va\u0300 te\u0302n"], ["Tra\u0302\u0300n"]]))
        self.assertEqual(rows[0].values["name"], "Trần")

    def test_formula_and_excel_error_are_problems_of_their_row(self):
        rows = self.read(workbook([["Full name", "Unit"], ['=HYPERLINK("x")', "#N/A"]]))
        self.assertEqual(rows[0].problems, [("formula", "name"), ("error", "unit")])
        self.assertEqual(rows[0].values, {"name": "", "unit": ""})

    def test_files_that_are_no_workbook_are_refused_with_the_reason(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as target:
            target.writestr("word/document.xml", "<a/>")
            target.writestr("[Content_Types].xml", "<a/>")
        cases = {
            "empty": b"",
            "legacy": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "not_xlsx": b"%PDF-1.7 ...",
            "damaged": b"PK\x03\x04" + b"x" * 300,
            "too_large": b"PK" + b"\0" * spreadsheet.MAX_BYTES,
        }
        for code, data in cases.items():
            with self.subTest(code=code):
                self.assertEqual(self.refused(data).code, code)
        self.assertEqual(self.refused(archive.getvalue()).code, "not_xlsx")

    def test_workbook_cut_in_the_middle_is_damaged(self):
        data = workbook([["Full name"], ["A"]])
        self.assertEqual(self.refused(data[: len(data) // 2]).code, "damaged")

    def test_broken_part_inside_is_damaged(self):
        data = repacked(
            workbook([["Full name"], ["A"]]),
            lambda name, content: content[:40] if "sheet1" in name else content,
        )
        self.assertEqual(self.refused(data).code, "damaged")

    def test_macros_are_refused(self):
        data = repacked(workbook([["Full name"], ["A"]]), xl__vbaProject_dot_bin=b"x")
        self.assertEqual(self.refused(data).code, "macros")

    def test_archive_that_unpacks_to_too_much_is_refused_unopened(self):
        data = repacked(
            workbook([["Full name"], ["A"]]), xl__media__big_dot_xml=b"0" * 30_000_000
        )
        self.assertLess(len(data), 200_000)
        self.assertEqual(self.refused(data).code, "bomb")

    def test_entity_declarations_are_refused(self):
        bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
        data = repacked(
            workbook([["Full name"], ["A"]]),
            lambda name, content: bomb if "theme" in name else content,
        )
        self.assertEqual(self.refused(data).code, "damaged")

    def test_missing_sheet_and_missing_column_are_named(self):
        self.assertIn("People", str(self.refused(workbook([["Full name"]], title="Other"))))
        error = self.refused(workbook([["Unit"], ["Văn phòng"]]))
        self.assertEqual(error.code, "no_header")
        self.assertIn("Full name", str(error))

    def test_too_many_rows_are_refused_and_a_stretched_sheet_is_not_read_to_its_end(self):
        many = [["Full name"]] + [[f"A{number}"] for number in range(spreadsheet.MAX_ROWS + 1)]
        self.assertEqual(self.refused(workbook(many)).code, "too_many_rows")
        book = openpyxl.Workbook()
        book.active.title = "People"
        book.active.append(["Full name"])
        book.active.append(["A"])
        book.active.cell(row=60_000, column=1, value="far away")
        buffer = io.BytesIO()
        book.save(buffer)
        self.assertEqual([row.number for row in self.read(buffer.getvalue())], [2])

    def test_template_can_be_read_back(self):
        data = spreadsheet.write_template([{
            "name": "People",
            "columns": [{"heading": "Họ và tên", "help": "x"},
                        {"heading": "Đơn vị", "choices": ["Văn phòng"]}],
            "rows": [["=Nguyễn Thị Bình", "Văn phòng"]],
        }])
        rows = self.read(data)
        self.assertEqual(rows[0].values["unit"], "Văn phòng")
        self.assertEqual(rows[0].problems, [("formula", "name")])


class TestCheck(unittest.TestCase):
    def check(self, units=(), people=(), known=(), logins=None):
        return people_import.check(
            [Row(number, values) for number, values in enumerate(units, start=2)],
            [Row(number, values) for number, values in enumerate(people, start=2)],
            people_import.Existing(
                {people_import.unit_key(name) for name in known}, logins or {}
            ),
            {"van thu": "clerk"}, {"truong don vi": "head"},
        )

    def codes(self, **kwargs):
        return [(problem.sheet, problem.row, problem.code)
                for problem in self.check(**kwargs)[1]]

    def person(self, **values):
        return {"name": "Nguyễn Thị Bình", "email": "binh@huonggiang.edu.vn", **values}

    def test_units_are_planned_parents_first_and_known_ones_left_out(self):
        plan, problems = self.check(units=[
            {"name": "Bộ phận Một cửa", "parent": "văn  phòng"},
            {"name": "Văn phòng", "code": "VP"}, {"name": "Ban Giám đốc"},
        ], known=["Ban giám đốc"])
        self.assertFalse(problems)
        self.assertEqual([unit["name"] for unit in plan.units], ["Văn phòng", "Bộ phận Một cửa"])

    def test_units_that_differ_in_a_mark_are_two(self):
        plan, problems = self.check(units=[{"name": "Tổ Hóa"}, {"name": "Tổ Họa"}])
        self.assertFalse(problems)
        self.assertEqual(len(plan.units), 2)
        self.assertEqual(
            self.codes(units=[{"name": "Tổ Hóa"}, {"name": "tổ hoá"}]),
            [("units", 3, "unit_twice")],
        )

    def test_wrong_units_are_told_apart(self):
        self.assertEqual(self.codes(units=[
            {"name": ""}, {"name": "A", "parent": "B"}, {"name": "B", "parent": "A"},
            {"name": "C", "parent": "Không có"}, {"name": "D", "parent": "D"},
        ]), [
            ("units", 2, "unit_without_name"), ("units", 3, "unit_cycle"),
            ("units", 4, "unit_cycle"), ("units", 5, "unknown_parent"),
            ("units", 6, "unit_cycle"),
        ])

    def test_person_gets_role_post_unit_and_login(self):
        plan, problems = self.check(
            people=[self.person(role="Văn thư", post="Trưởng đơn vị", unit="VĂN PHÒNG")],
            known=["Văn phòng"],
        )
        self.assertFalse(problems)
        self.assertEqual(plan.people, [{
            "name": "Nguyễn Thị Bình", "function": False, "login": "binh@huonggiang.edu.vn",
            "email": "binh@huonggiang.edu.vn", "phone": False, "role": "clerk", "post": "head",
            "unit": "văn phòng", "exists": False,
        }])

    def test_account_of_the_organisation_joins_and_one_from_elsewhere_is_refused(self):
        plan, problems = self.check(
            people=[self.person(email="Binh@HuongGiang.edu.vn")],
            logins={"binh@huonggiang.edu.vn": "here"},
        )
        self.assertFalse(problems)
        self.assertTrue(plan.people[0]["exists"])
        self.assertEqual(
            self.codes(people=[self.person()], logins={"binh@huonggiang.edu.vn": "elsewhere"}),
            [("people", 2, "login_elsewhere")],
        )

    def test_wrong_people_are_told_apart(self):
        self.assertEqual(self.codes(known=["Văn phòng"], people=[
            {"name": "", "email": "a@b.vn"},
            {"name": "Không thư"},
            self.person(email="not an address"),
            self.person(role="Vua"),
            self.person(email="b@b.vn", post="Vua"),
            self.person(email="c@b.vn", unit="Phòng lạ"),
            self.person(email="d@b.vn", post="Trưởng đơn vị"),
            self.person(email="e@b.vn", post="head", unit="Văn phòng"),
            self.person(email="f@b.vn", post="head", unit="Văn phòng"),
            self.person(email="E@b.vn"),
            self.person(email="", login="có dấu cách"),
        ]), [
            ("people", 2, "person_without_name"),
            ("people", 3, "person_without_login"),
            ("people", 4, "bad_email"), ("people", 4, "bad_login"),
            ("people", 5, "unknown_role"),
            ("people", 6, "unknown_post"),
            ("people", 7, "unknown_unit"),
            ("people", 8, "post_without_unit"),
            ("people", 11, "login_twice"),
            ("people", 12, "bad_login"),
            ("people", 10, "post_twice"),
        ])

    def test_departments_and_employees_become_rows(self):
        units, people = people_import.rows_from_departments(
            [
                {"id": 7, "name": "Văn phòng", "parent_id": False, "manager_id": 3},
                {"id": 8, "name": "Bộ phận Một cửa", "parent_id": 7, "manager_id": False},
            ],
            [
                {"id": 3, "name": "Lê Văn Cường", "job": "Chánh Văn phòng", "department_id": 7,
                 "email": "cuong@hg.vn", "phone": False, "login": False},
                {"id": 4, "name": "Trần Thị Dung", "job": False, "department_id": False,
                 "email": False, "phone": False, "login": False},
            ],
        )
        plan, problems = people_import.check(
            units, people, people_import.Existing(set(), {}), {}, {}
        )
        self.assertEqual([(unit["name"], unit["parent"]) for unit in plan.units],
                         [("Văn phòng", None), ("Bộ phận Một cửa", "văn phòng")])
        self.assertEqual(plan.people[0]["post"], "head")
        self.assertEqual(plan.people[0]["function"], "Chánh Văn phòng")
        self.assertEqual([problem.code for problem in problems], ["person_without_login"])


if __name__ == "__main__":
    unittest.main()
