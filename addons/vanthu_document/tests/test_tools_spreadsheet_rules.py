"""Workbooks from outside: odd headings, odd cells, damaged bytes, templates that come back."""

import datetime
import io

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.spreadsheet import (
    MAX_EMPTY_ROWS,
    MAX_PARTS,
    Column,
    SpreadsheetError,
    cell_text,
    check_workbook,
    heading_key,
    read_tables,
    write_template,
)

from .test_tools_spreadsheet import repacked, workbook

COLUMNS = [
    Column("name", ("Full name", "Họ và tên"), required=True),
    Column("login", ("Login", "Tên đăng nhập"), required=True),
    Column("note", ("Note", "Ghi chú")),
]
SHEETS = {"people": (("People", "Người dùng"), COLUMNS, True)}
HEAD = ["Full name", "Login", "Note"]
BOOK = workbook([HEAD, ["Lê Thị Na", "na", "a"]])
CELLS = st.text(alphabet="aăâđêôơư Ệ1-/'\n\t ", max_size=12)


def read(data, sheets=None):
    return read_tables(data, sheets or SHEETS)


class TestCells(BaseCase):

    def test_cell_reads_as_a_person_sees_it(self):
        for value, text in (
            (None, ""), (True, "1"), (False, ""), (12.0, "12"), (12.5, "12.5"), (0, "0"),
            (912345678, "912345678"), (datetime.date(2026, 2, 9), "09/02/2026"),
            (datetime.datetime(2026, 2, 9, 7, 30), "09/02/2026"), ("  Lê \n Na ", "Lê Na"),
            ("0912 345 678", "0912 345 678"), ("e\u0302\u0323", "ệ"), (float("inf"), "inf"),
        ):
            with self.subTest(value):
                self.assertEqual(cell_text(value), text)

    def test_headings_meet_whatever_signs_stand_around_them(self):
        for text, key in (
            ("ĐƠN VỊ (*)", "don vi"), (" Họ  và\ntên: ", "ho va ten"), ("E-mail", "e mail"),
            (None, ""), ("***", ""), ("Ho\u0323 va\u0300 te\u0302n", "ho va ten"), (2026, "2026"),
            ("so_dien_thoai", "so dien thoai"),
        ):
            with self.subTest(text):
                self.assertEqual(heading_key(text), key)

    @settings(max_examples=100, deadline=None)
    @given(CELLS)
    def test_key_of_a_heading_is_stable(self, text):
        key = heading_key(text)
        self.assertEqual(heading_key(key), key)
        self.assertEqual(heading_key(f"* {text.upper()} (*)"), key)


class TestTables(BaseCase):

    def test_order_of_columns_and_foreign_columns_do_not_matter(self):
        rows = read(workbook([
            ["STT", "Ghi chú", "Tên đăng nhập", "", "HỌ VÀ TÊN"], [1, "b", "na", "x", "Lê Na"],
        ]))["people"]
        self.assertEqual(rows[0].values, {"name": "Lê Na", "login": "na", "note": "b"})

    def test_first_of_two_columns_with_one_heading_counts(self):
        rows = read(workbook([["Login", "Full name", "Login"], ["one", "A", "two"]]))["people"]
        self.assertEqual(rows[0].values["login"], "one")

    def test_optional_column_that_is_missing_gives_no_value(self):
        rows = read(workbook([HEAD[:2], ["A", "a"]]))["people"]
        self.assertEqual(rows[0].values, {"name": "A", "login": "a"})

    def test_headings_must_stand_within_the_first_fifteen_rows(self):
        for above, found in ((14, True), (15, False)):
            data = workbook([*[["x"]] * above, HEAD, ["A", "a", ""]])
            if found:
                self.assertEqual(len(read(data)["people"]), 1)
            else:
                with self.assertRaises(SpreadsheetError) as caught:
                    read(data)
                self.assertEqual(caught.exception.code, "no_header")

    def test_row_nearest_to_the_headings_says_what_is_missing(self):
        with self.assertRaises(SpreadsheetError) as caught:
            read(workbook([["Danh sách"], ["Full name", "Note"]]))
        self.assertEqual(caught.exception.params["columns"], "Login")

    def test_gap_of_empty_rows_ends_the_table_only_when_it_is_long(self):
        for gap, count in ((MAX_EMPTY_ROWS - 1, 2), (MAX_EMPTY_ROWS, 1)):
            with self.subTest(gap):
                data = workbook([HEAD, ["A", "a"], *[[None]] * gap, ["B", "b"]])
                self.assertEqual(len(read(data)["people"]), count)

    def test_sheet_is_found_by_any_of_its_names_and_need_not_be_the_first(self):
        book = openpyxl.Workbook()
        book.active.title = "Hướng dẫn"
        sheet = book.create_sheet("NGƯỜI DÙNG")
        for row in (HEAD, ["A", "a"]):
            sheet.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        self.assertEqual([row.values["name"] for row in read(buffer.getvalue())["people"]], ["A"])

    def test_sheet_that_may_be_missing_gives_no_rows(self):
        sheets = {**SHEETS, "units": (("Units",), COLUMNS, False)}
        found = read(BOOK, sheets)
        self.assertEqual((len(found["people"]), found["units"]), (1, []))

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
    def test_what_was_written_is_read_in_order_and_empty_rows_are_left_out(self, table):
        cleaned = [tuple(map(cell_text, row)) for row in table]
        rows = read(workbook([HEAD, *table]))["people"]
        self.assertEqual([tuple(row.values[key] for key in ("name", "login", "note"))
                          for row in rows], [row for row in cleaned if any(row)])
        self.assertTrue(all(not row.problems for row in rows))


class TestDamage(BaseCase):

    @settings(max_examples=60, deadline=None)
    @example(28, 1)  # the name of the first part is longer: its content begins elsewhere
    @example(len(BOOK) - 6, 1)  # the directory of the archive is not where it says
    @given(st.integers(0, len(BOOK) - 1), st.integers(1, 255))
    def test_one_wrong_byte_is_refused_in_words_or_read(self, position, change):
        data = bytearray(BOOK)
        data[position] ^= change
        try:
            found = read(bytes(data))
        except SpreadsheetError as error:
            self.assertTrue(str(error).endswith("."), str(error))
        else:
            self.assertEqual(set(found), {"people"})

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, len(BOOK) - 1))
    def test_workbook_cut_anywhere_is_refused(self, end):
        with self.assertRaises(SpreadsheetError):
            read(BOOK[:end])

    def test_too_many_parts_are_refused_although_they_are_small(self):
        parts = {f"xl__p{number}_dot_bin": b"" for number in range(MAX_PARTS)}
        with self.assertRaises(SpreadsheetError) as caught:
            check_workbook(repacked(BOOK, **parts))
        self.assertEqual(caught.exception.code, "bomb")

    def test_macro_sheets_of_the_old_kind_are_refused(self):
        with self.assertRaises(SpreadsheetError) as caught:
            check_workbook(repacked(BOOK, xl__macrosheets__sheet1_dot_xml=b"<a/>"))
        self.assertEqual(caught.exception.code, "macros")


class TestTemplate(BaseCase):

    def test_empty_template_has_headings_notes_and_choices(self):
        data = write_template([{"name": "People", "columns": [
            {"heading": "Full name", "help": "As in the papers.", "width": 33},
            {"heading": "Login"}, {"heading": "Note", "choices": ["Văn thư", "Lãnh đạo"]},
        ]}])
        self.assertEqual(read(data)["people"], [])
        sheet = openpyxl.load_workbook(io.BytesIO(data))["People"]
        self.assertIn("As in the papers.", sheet["A1"].comment.text)
        self.assertIsNone(sheet["B1"].comment)
        (choice,) = sheet.data_validations.dataValidation
        self.assertEqual((choice.formula1, str(choice.sqref)), ('"Văn thư,Lãnh đạo"', "C2:C2001"))
        self.assertEqual(sheet.freeze_panes, "A2")

    def test_sample_rows_come_back_as_text_even_if_they_look_like_numbers(self):
        columns = [{"heading": heading} for heading in HEAD]
        rows = [["Lê Na", "0012", "-5"], ["Trần Ba", "007", "1e3"]]
        data = write_template([{"name": "People", "columns": columns, "rows": rows}])
        self.assertEqual([list(row.values.values()) for row in read(data)["people"]], rows)
