"""The report on incoming documents as it is printed and exported, and who may do that."""

import io
from datetime import date, datetime

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tests.common import BaseCase

from odoo.addons.vanthu_document.tools.periods import bounds, name_period, previous
from odoo.addons.vanthu_document.tools.printing.handling_report import (
    BY_TYPE,
    BY_UNIT,
    DETAILS,
    ReportCover,
    TotalRow,
    format_number,
    report_bytes,
    write_report_pdf,
)

from .figures_common import FiguresCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

COLUMNS = [
    "STT", "Đơn vị, cá nhân chủ trì", "Kỳ trước chuyển sang", "Đến trong kỳ",
    "Tổng số phải giải quyết", "Đã giải quyết đúng hạn", "Đã giải quyết quá hạn",
    "Đã giải quyết, không đặt thời hạn",
    "Đang giải quyết, chưa đến hạn", "Đang giải quyết, đã quá hạn",
    "Tỷ lệ giải quyết đúng hạn (%)",
]
LIST_COLUMNS = [
    "Số đến", "Ngày đến", "Tác giả", "Số, ký hiệu", "Trích yếu nội dung",
    "Đơn vị, cá nhân chủ trì", "Thời hạn giải quyết", "Ngày hoàn thành", "Kết quả",
    "Văn bản trả lời",
]


def read_pdf(content):
    """Text of each page, blanks and line breaks made one."""
    return [
        " ".join(page.extract_text().split())
        for page in pypdf.PdfReader(io.BytesIO(content)).pages
    ]


@tagged("post_install", "-at_install", "standard")
class TestPeriods(BaseCase):
    def test_bounds_and_names(self):
        day = date(2026, 11, 16)
        for kind, first, last, name in (
            ("week", date(2026, 11, 16), date(2026, 11, 22), "Tuần 47 năm 2026"),
            ("month", date(2026, 11, 1), date(2026, 11, 30), "Tháng 11 năm 2026"),
            ("quarter", date(2026, 10, 1), date(2026, 12, 31), "Quý IV năm 2026"),
            ("half", date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
            ("year", date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        ):
            with self.subTest(kind):
                self.assertEqual(bounds(kind, day), (first, last))
                self.assertEqual(bounds(kind, first), bounds(kind, last))
                self.assertEqual(name_period(kind, first), name)
        self.assertEqual(name_period("dates", day), "")
        self.assertEqual(name_period("half", date(2026, 1, 1)), "6 tháng đầu năm 2026")

    def test_the_first_days_of_january_belong_to_the_week_of_the_old_year(self):
        first, last = bounds("week", date(2027, 1, 3))
        self.assertEqual((first, last), (date(2026, 12, 28), date(2027, 1, 3)))
        self.assertEqual(name_period("week", first), "Tuần 53 năm 2026")

    def test_the_period_before(self):
        self.assertEqual(previous("month", date(2028, 3, 31)), (
            date(2028, 2, 1), date(2028, 2, 29),
        ))
        self.assertEqual(previous("quarter", date(2026, 2, 1))[0], date(2025, 10, 1))
        self.assertEqual(previous("week", date(2026, 11, 16))[1], date(2026, 11, 15))


@tagged("post_install", "-at_install", "standard")
class TestReportFiles(BaseCase):
    cover = ReportCover(
        name="Sở Giáo dục và Đào tạo", parent_name="Ủy ban nhân dân tỉnh Đắk Lắk",
        subtitle="Tháng 10 năm 2026", date_from=date(2026, 10, 1), date_to=date(2026, 10, 31),
        place="Đắk Lắk", day=date(2026, 11, 2), notes=("Ghi chú: thử.",),
        compiled_by="Nguyễn Thị Thảo",
    )
    rows = [
        (1, "Văn phòng", 3, 1200, 1203, 900, 150, 100, 40, 13, 85.7),
        TotalRow(("", "Tổng cộng", 3, 1200, 1203, 900, 150, 100, 40, 13, 85.7)),
    ]

    def _pdf(self, form, rows):
        stream = io.BytesIO()
        pages = write_report_pdf(
            stream, form, self.cover, rows, printed_by="Văn thư",
            printed_at=datetime(2026, 11, 2, 8, 5),
        )
        texts = read_pdf(stream.getvalue())
        self.assertEqual(len(texts), pages)
        return texts

    def test_the_columns_are_those_of_the_report(self):
        self.assertEqual(list(BY_UNIT.labels), COLUMNS)
        self.assertEqual(list(BY_TYPE.labels), [COLUMNS[0], "Loại văn bản", *COLUMNS[2:]])
        self.assertEqual(list(DETAILS.labels), LIST_COLUMNS)

    def test_the_pdf_has_the_heading_of_an_administrative_document_and_two_signatures(self):
        (text,) = self._pdf(BY_UNIT, self.rows)
        for words in (
            "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            "Đắk Lắk, ngày 02 tháng 11 năm 2026",
            "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN", "Tháng 10 năm 2026",
            "(Từ ngày 01/10/2026 đến ngày 31/10/2026)", "Tổng cộng", "1.203", "85,7",
            "Ghi chú: thử.", "NGƯỜI LẬP BÁO CÁO", "THỦ TRƯỞNG CƠ QUAN", "Nguyễn Thị Thảo",
            "In từ Hệ thống quản lý tài liệu điện tử lúc 08:05 ngày 02/11/2026", "Trang 1/",
        ):
            with self.subTest(words):
                self.assertIn(words, text)

    def test_the_signatures_never_stand_without_a_row(self):
        for count in range(1, 40):
            rows = [(n, f"Phòng {n}", *self.rows[0][2:]) for n in range(count)]
            texts = self._pdf(BY_UNIT, rows)
            with self.subTest(count):
                self.assertIn("THỦ TRƯỞNG CƠ QUAN", texts[-1])
                self.assertIn(f"Phòng {count - 1}", texts[-1])
                self.assertEqual(sum("THỦ TRƯỞNG" in text for text in texts), 1)
                self.assertEqual(
                    sum(text.count("Phòng ") for text in texts), count, "each row once"
                )

    def test_a_report_without_rows_has_one_empty_line(self):
        (text,) = self._pdf(DETAILS, [])
        self.assertIn("Trích yếu nội dung", text)
        self.assertIn("THỦ TRƯỞNG CƠ QUAN", text)

    def test_numbers_as_people_write_them(self):
        self.assertEqual(
            [format_number(value) for value in (1234567, 87.25, 0, "–", None, True)],
            ["1.234.567", "87,2", "0", "–", None, True],
        )

    def test_the_workbook_has_numbers_and_the_same_heading(self):
        sheet = load_workbook(io.BytesIO(report_bytes(BY_UNIT, self.cover, self.rows))).active
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        self.assertEqual(values[0][0], "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK")
        self.assertEqual(values[0][5], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        self.assertEqual(values[2][5], "Đắk Lắk, ngày 02 tháng 11 năm 2026")
        self.assertEqual(values[4][0], "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN")
        head = values.index(COLUMNS)
        self.assertEqual(values[head + 2], list(self.rows[0]))
        self.assertEqual(values[head + 3][1:], list(self.rows[1])[1:])
        self.assertTrue(sheet.cell(head + 4, 2).font.bold)
        self.assertFalse(sheet.cell(head + 3, 2).font.bold)
        words = [cell for row in values[head + 4:] for cell in row if cell]
        self.assertEqual(words[0], "Ghi chú: thử.")
        self.assertIn("THỦ TRƯỞNG CƠ QUAN", words)

    def test_a_text_that_looks_like_a_formula_stays_text(self):
        row = ("01", date(2026, 10, 1), "=cmd()", "", "", "", "", "", "", "")
        sheet = load_workbook(io.BytesIO(report_bytes(DETAILS, self.cover, [row]))).active
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value == "=cmd()"]
        self.assertEqual([cell.data_type for cell in cells], ["s"])


@tagged("post_install", "-at_install")
class TestHandlingWizard(FiguresCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.write({
            "organ_superior_name": "Ủy ban nhân dân tỉnh Đắk Lắk", "organ_place": "Đắk Lắk",
        })
        cls.met = cls._make(
            "2026-10-05", due="2026-10-12", done="2026-10-12 23:30", unit=cls.unit,
            answer_reference="45/SGDĐT-VP",
        )
        cls.missed = cls._make("2026-10-06", due="2026-10-12", done="2026-10-15 08:00",
                               unit=cls.second_unit)
        cls.late = cls._make("2026-10-07", due="2026-10-20", user=cls.handler)
        cls.waiting = cls._make("2026-10-08", due="2026-11-20")
        cls.hidden = cls._make(
            "2026-10-09", due="2026-10-20", unit=cls.unit, restricted=True,
            subject="Kỷ luật ông Nguyễn Văn A", allowed_user_ids=[Command.set(cls.clerk.ids)],
        )

    def _wizard(self, user=None, **values):
        return self.env["vanthu.handling.print"].with_user(user or self.leader).create({
            "company_id": self.organisation.id, **values,
        })

    def _cells(self, wizard):
        form, _cover, rows = wizard._get_rows_and_cover()
        return [dict(zip(form.keys, row, strict=True)) for row in rows]

    def test_the_dialog_begins_with_the_month_before(self):
        wizard = self._wizard()
        self.assertEqual((wizard.date_from, wizard.date_to), (
            date(2026, 10, 1), date(2026, 10, 31),
        ))
        wizard.period = "quarter"
        self.assertEqual(wizard.date_from, date(2026, 10, 1))
        wizard.write({"period": "dates", "date_from": "2026-10-02", "date_to": "2026-10-09"})
        self.assertEqual(wizard.date_to, date(2026, 10, 9))

    def test_the_list_says_what_became_of_each(self):
        self.assertEqual(
            [
                (row["arrival_label"], row["lead"], row["done_day"], row["result"],
                 row["answer_reference"])
                for row in self._cells(self._wizard(self.clerk, form="handling_list"))
            ],
            [
                ("01", "Văn phòng", date(2026, 10, 12), "Đúng hạn", "45/SGDĐT-VP"),
                ("02", "Phòng Kế hoạch - Tài chính", date(2026, 10, 15), "Quá hạn 3 ngày", False),
                ("03", "Handler", False, "Chưa xong, quá hạn 8 ngày", ""),
                ("04", "Chưa giao chủ trì", False, "Đang giải quyết", ""),
                ("05", "Văn phòng", False, "Chưa xong, quá hạn 8 ngày", ""),
            ],
        )

    def test_what_had_no_deadline_is_done_and_neither_in_time_nor_late(self):
        def office():
            (row,) = [row for row in self._cells(self._wizard()) if row["name"] == "Văn phòng"]
            return [row[name] for name in ("in_time", "missed", "undated", "rate")]

        self.assertEqual(office(), [1, 0, 0, 100.0])
        self._make("2026-10-12", done="2026-10-13 08:00", unit=self.unit)
        self.assertEqual(office(), [1, 0, 1, 100.0])
        total = self._cells(self._wizard())[-1]
        self.assertEqual(
            (total["in_time"], total["missed"], total["undated"], total["rate"]), (1, 1, 1, 50.0)
        )
        row = self._cells(self._wizard(self.clerk, form="handling_list"))[-1]
        self.assertEqual((row["due_date"], row["result"]), (False, "Đã giải quyết"))

    def test_where_nothing_had_a_deadline_there_is_no_share(self):
        self._make("2026-11-02", done="2026-11-03 08:00", unit=self.second_unit)
        cells = self._cells(self._wizard(day="2026-11-15"))
        (row,) = [row for row in cells if row["name"] == self.second_unit.name]
        self.assertEqual((row["total"], row["undated"], row["rate"]), (1, 1, "–"))

    def test_a_past_period_is_told_as_it_was_and_the_running_one_as_it_is(self):
        october = self._wizard(
            period="dates", date_from="2026-10-01", date_to="2026-10-13", form="handling_list"
        )
        self.assertEqual(
            [row["result"] for row in self._cells(october)][:4],
            ["Đúng hạn", "Chưa xong, quá hạn 1 ngày", "Đang giải quyết", "Đang giải quyết"],
        )
        now = self._wizard(period="month", day="2026-11-16", form="handling_list")
        self.assertEqual(
            [row["result"] for row in self._cells(now)][:2],
            ["Chưa xong, quá hạn 19 ngày", "Đang giải quyết"],
        )

    def test_a_restricted_document_counts_and_shows_number_and_date_only(self):
        (summary,) = [
            row for row in self._cells(self._wizard()) if row["name"] == "Văn phòng"
        ]
        self.assertEqual((summary["total"], summary["late"]), (2, 1))
        hidden = self._cells(self._wizard(form="handling_list"))[-1]
        self.assertEqual(
            {key: value for key, value in hidden.items() if value},
            {"arrival_label": "05", "arrival_date": date(2026, 10, 9),
             "subject": "(Văn bản hạn chế)"},
        )
        named = self._cells(self._wizard(self.clerk, form="handling_list"))[-1]
        self.assertEqual(named["subject"], "Kỷ luật ông Nguyễn Văn A")

    def test_the_pdf_is_drawn_and_logged(self):
        wizard = self._wizard()
        content, kind = self.env["ir.actions.report"].with_user(self.leader)._render_qweb_pdf(
            "vanthu_document.handling_report", wizard.ids
        )
        self.assertEqual(kind, "pdf")
        (text,) = read_pdf(content)
        for words in (
            "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "Đắk Lắk, ngày 16 tháng 11 năm 2026",
            "Tổng hợp theo đơn vị chủ trì – Tháng 10 năm 2026", "Phòng Kế hoạch - Tài chính",
            "Chưa giao chủ trì", "50,0", "Không tính văn bản đã bị nơi gửi thu hồi",
        ):
            self.assertIn(words, text)
        event = self.env["vanthu.event"].search([
            ("res_model", "=", "res.company"), ("res_id", "=", self.organisation.id),
            ("kind", "=", "printed"),
        ])
        self.assertEqual(event.user_id, self.leader)
        self.assertEqual(event.detail["date"], "01/10/2026 – 31/10/2026")

    def test_one_press_prints_last_week_month_or_quarter(self):
        for name, first, last in (
            ("action_last_week", date(2026, 11, 9), date(2026, 11, 15)),
            ("action_last_month", date(2026, 10, 1), date(2026, 10, 31)),
            ("action_last_quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ):
            wizard = self._wizard()
            action = getattr(wizard, name)()
            with self.subTest(name):
                self.assertEqual(action["report_name"], "vanthu_document.handling_report")
                self.assertEqual((wizard.date_from, wizard.date_to), (first, last))
                self.assertTrue(action["is_drawn"])

    def test_the_workbook_comes_by_its_address(self):
        wizard = self._wizard(form="handling_list")
        url = wizard.action_export()["url"]
        self.authenticate(self.leader.login, self.leader.login)
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        values = [
            [cell.value for cell in row]
            for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()
        ]
        head = values.index(LIST_COLUMNS)
        self.assertEqual([row[0] for row in values[head + 2:head + 7]], [
            "01", "02", "03", "04", "05",
        ])
        self.assertNotIn("Kỷ luật", str(values))
        for user in (self.handler, self.clerk, self.other_clerk):
            self.authenticate(user.login, user.login)
            with self.subTest(user.login):
                self.assertEqual(self.url_open(url).status_code, 404)

    def test_nobody_reports_on_an_organisation_that_is_not_theirs(self):
        wizard = self._wizard(self.other_clerk)
        with self.assertRaises(AccessError):
            wizard.action_print()
        with self.assertRaises(AccessError):
            self._wizard(self.handler)
        with self.assertRaises(AccessError):
            self._wizard().with_user(self.clerk).read(["form"])

    def test_dates_that_make_no_period_are_refused(self):
        wizard = self._wizard(period="dates", date_from="2026-10-02", date_to="2026-10-01")
        with self.assertRaisesRegex(UserError, "ends before it begins"):
            wizard.action_print()
        wizard.date_to = False
        with self.assertRaisesRegex(UserError, "first and the last day"):
            wizard.action_export()
