from datetime import date
from io import BytesIO

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import spreadsheet
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx

from ..tools.participants_table import Organisations, is_same_person, read_participants
from ..tools.printing.participants import PARTICIPANTS

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Thư điện tử")
TODAY = date(2026, 11, 23)


def make_list(*rows, headings=HEADINGS):
    """A list with a title above the headings, as offices write it."""
    return spreadsheet.write_template([{
        "name": "Sheet1", "columns": [{"heading": "DANH SÁCH HỌC VIÊN"}],
        "rows": [headings, *rows],
    }])


class TestParticipantsTable(BaseCase):

    def _read(self, *rows, **options):
        return read_participants(make_list(*rows, **options), TODAY)

    def test_a_list_is_read_past_its_title_and_up_to_its_closing_line(self):
        entries = self._read(
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
            ("1", "Nguyễn  Thị Lan", "5/9/1985", "Văn thư", "Trường A", "lan@example.com"),
            ("2", "Trần Văn Bình", "", "", "", ""),
            ("", "Danh sách này có 02 người.", "", "", "", ""),
            ("", "HIỆU TRƯỞNG", "", "", "", ""),
        )
        self.assertEqual([entry.row for entry in entries], [4, 5])
        first, second = entries
        self.assertEqual(
            (first.name, first.birth_date, first.function, first.organisation, first.email),
            ("Nguyễn Thị Lan", date(1985, 9, 5), "Văn thư", "Trường A", "lan@example.com"),
        )
        self.assertIsNone(second.birth_date)
        self.assertFalse(first.problems + second.problems)

    def test_headings_as_schools_word_them_in_any_order(self):
        entries = self._read(
            ("Trường A", "Nguyễn Thị Lan", "05-09-1985", "1985"),
            headings=("Đơn vị công tác", "HỌ VÀ TÊN (*)", "Ngày, tháng, năm sinh", "Năm sinh"),
        )
        self.assertEqual(
            (entries[0].name, entries[0].organisation, entries[0].birth_date),
            ("Nguyễn Thị Lan", "Trường A", date(1985, 9, 5)),
        )

    def test_what_is_wrong_with_a_row(self):
        for row, code in (
            (("1", "", "5/9/1985", "Văn thư", "A", ""), "no_name"),
            (("1", "---", "", "", "A", ""), "no_name"),
            (("1", "Lan", "1985", "", "A", ""), "bad_date"),
            (("1", "Lan", "31/2/1985", "", "A", ""), "bad_date"),
            (("1", "Lan", "5/9/2020", "", "A", ""), "odd_date"),
            (("1", "Lan", "", "", "A", "lan at example"), "bad_email"),
        ):
            with self.subTest(row=row):
                self.assertEqual([code], [c for c, _p in self._read(row)[0].problems])

    def test_a_formula_is_no_name(self):
        entry = self._read(("1", "=A1", "", "", "A", ""))[0]
        self.assertEqual(entry.problems[0], ("formula", {"column": "name"}))

    def test_a_person_twice_in_the_list_unless_born_on_another_day(self):
        entries = self._read(
            ("1", "Trần Hoà", "5/9/1985", "", "Trường THPT Lê Lợi", ""),
            ("2", "TRẦN HÒA", "", "", "THPT Lê Lợi", ""),
            ("3", "Trần Hòa", "6/9/1985", "", "THPT Lê Lợi", ""),
            ("4", "Trần Hòa", "", "", "THPT Nguyễn Huệ", ""),
            ("5", "Trần Họa", "", "", "THPT Lê Lợi", ""),
        )
        self.assertEqual(
            [bool(entry.problems) for entry in entries], [False, True, False, False, False]
        )
        self.assertEqual(entries[1].problems[0][1]["other"], entries[0].row)

    def test_a_file_without_names_is_refused_with_the_reason(self):
        with self.assertRaises(spreadsheet.SpreadsheetError) as caught:
            self._read(("1", "x"), headings=("STT", "Ghi chú"))
        self.assertEqual(caught.exception.code, "no_header")

    def test_the_exported_list_of_a_class_is_read_again(self):
        stream = BytesIO()
        write_register_xlsx(stream, PARTICIPANTS, _Cover(), [
            ("1", "Nguyễn Thị Lan", date(1985, 9, 5), "Văn thư", "Trường A"),
        ])
        entries = read_participants(stream.getvalue(), TODAY)
        self.assertEqual(
            [(entry.name, entry.birth_date, entry.function, entry.organisation)
             for entry in entries],
            [("Nguyễn Thị Lan", date(1985, 9, 5), "Văn thư", "Trường A")],
        )

    def test_organisations_are_found_by_short_names_too(self):
        found = Organisations([("Trường THPT Hòa Bình", 1), ("Trường THPT Họa Bình", 2),
                               ("Trường Trung học phổ thông Lê Lợi", 3)])
        self.assertEqual(found.find("trường thpt hoà bình"), [1])
        self.assertEqual(found.find("THPT Lê Lợi"), [3])
        self.assertEqual(found.find("THPT Hoa Binh"), [1, 2])
        self.assertEqual(found.find("THPT Nguyễn Huệ"), [])

    def test_dates_of_birth_tell_people_of_one_name_apart(self):
        self.assertTrue(is_same_person("An", None, "AN", date(1990, 1, 1)))
        self.assertTrue(is_same_person("An", date(1990, 1, 1), "An", date(1990, 1, 1)))
        self.assertFalse(is_same_person("An", date(1990, 1, 2), "An", date(1990, 1, 1)))
        self.assertFalse(is_same_person("An", None, "Ân", None))


class _Cover:
    name, parent_name, subtitle, date_from, date_to = "Sở", "UBND", "Lớp 1", None, None

    def title_of(self, form):
        return form.title
