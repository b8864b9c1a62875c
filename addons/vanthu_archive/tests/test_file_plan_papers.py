"""Danh mục hồ sơ on paper and as a workbook; opening files from the plan."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, HttpCase, tagged

from odoo.addons.vanthu_archive.tools.printing.file_plan import (
    FILE_PLAN,
    MARGIN_BOTTOM,
    HeadingRow,
    PlanCover,
    close_plan,
    write_plan_pdf,
    write_plan_xlsx,
    write_roman,
)

from .archive_common import ArchiveCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

COLUMNS = (
    "Số và ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản",
    "Người lập hồ sơ", "Ghi chú",
)
COVER = PlanCover(
    name="Sở Giáo dục và Đào tạo", parent_name="Ủy ban nhân dân tỉnh", year=2026,
    subtitle="Năm 2026", decision="15/QĐ-SGDĐT", decision_date=date(2026, 1, 8),
    issuer="Sở Giáo dục và Đào tạo",
)


def read_pages(stream):
    """Text of each page of a PDF, in one line each."""
    pages = pypdf.PdfReader(BytesIO(stream.getvalue())).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def read_sheet(content):
    """Rows of the first sheet, without empty cells' difference."""
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]


class TestForm(BaseCase):
    def _rows(self, count):
        rows = [HeadingRow(("", "I. TỔ CHỨC, CÁN BỘ", "", "", ""))]
        return rows + [
            (f"{number:02d}.TCCB", f"Hồ sơ tuyển dụng đợt {number}", "20 năm", "Lê Thị Hoa", "")
            for number in range(1, count + 1)
        ]

    def test_columns_of_the_form(self):
        self.assertEqual(FILE_PLAN.labels, COLUMNS)
        self.assertEqual(FILE_PLAN.title, "DANH MỤC HỒ SƠ")

    def test_roman_figures(self):
        for number, text in {
            1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 49: "XLIX", 88: "LXXXVIII",
            1994: "MCMXCIV", 3999: "MMMCMXCIX",
        }.items():
            self.assertEqual(write_roman(number), text)
        for number in (0, -1, 4000):
            with self.assertRaises(ValueError):
                write_roman(number)

    def test_list_of_three_hundred_files_keeps_order_and_ends_with_the_counts(self):
        stream = BytesIO()
        pages = write_plan_pdf(stream, COVER, self._rows(300), close_plan(300, 12))
        texts = read_pages(stream)
        self.assertEqual(len(texts), pages)
        self.assertGreater(pages, 5)
        for page in texts:
            self.assertIn("Tên đề mục và tiêu đề hồ sơ", page)
        whole = " ".join(texts)
        places = [whole.index(f"{number:02d}.TCCB ") for number in range(1, 301)]
        self.assertEqual(places, sorted(places))
        self.assertIn("Năm 2026", texts[0])
        self.assertIn(
            "(Kèm theo Quyết định số 15/QĐ-SGDĐT ngày 08/01/2026 của Sở Giáo dục và Đào tạo)",
            texts[0],
        )
        self.assertIn(
            "Danh mục hồ sơ này có 300 hồ sơ, bao gồm: 12 hồ sơ bảo quản vĩnh viễn; "
            "288 hồ sơ bảo quản có thời hạn.", texts[-1],
        )

    def test_closing_sentences_stay_together_wherever_the_table_ends(self):
        for count in range(28, 45):
            stream = BytesIO()
            write_plan_pdf(stream, COVER, self._rows(count), close_plan(count, 0))
            last = read_pages(stream)[-1]
            self.assertIn("Danh mục hồ sơ này có", last, count)
            self.assertIn("có thời hạn.", last, count)
            # Above the foot, which the page's mark of printing has.
            heights = []
            page = pypdf.PdfReader(BytesIO(stream.getvalue())).pages[-1]
            page.extract_text(visitor_text=lambda text, cm, tm, font, size, to=heights: (
                "có thời hạn." in text and to.append(tm[5] + cm[5])))
            self.assertGreater(min(heights), MARGIN_BOTTOM - 1, count)

    def test_heading_does_not_stand_alone_at_the_foot_of_a_page(self):
        for count in range(28, 45):
            stream = BytesIO()
            rows = [*self._rows(count), HeadingRow(("", "II. ĐỀ MỤC SAU", "", "", "")),
                    ("01.SAU", "Hồ sơ sau đề mục", "05 năm", "", "")]
            write_plan_pdf(stream, COVER, rows, ())
            page = next(page for page in read_pages(stream) if "II. ĐỀ MỤC SAU" in page)
            self.assertIn("01.SAU", page, count)

    def test_what_is_not_known_yet_is_left_to_fill_in(self):
        stream = BytesIO()
        write_plan_pdf(stream, PlanCover(name="Trường A", year=2027), [], close_plan(0, 0))
        text, = read_pages(stream)
        self.assertIn("(Kèm theo Quyết định số ………… ngày ………… của …………)", text)
        self.assertIn("có 00 hồ sơ", text)

    def test_workbook_never_holds_a_formula(self):
        stream = BytesIO()
        write_plan_xlsx(stream, COVER, [("01.A", "=1+1", "+2", "@x", "-")], ())
        sheet = load_workbook(BytesIO(stream.getvalue())).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])
        self.assertIn("=1+1", [cell.value for cell in cells])


@tagged("post_install", "-at_install")
class TestPapersOfPlan(ArchiveCommon, HttpCase):
    def _big(self, **values):
        lines = [
            (1, "heading", "TỔ CHỨC, CÁN BỘ", "TCCB"), (2, "entry", "Hồ sơ tuyển dụng", False),
            (3, "subheading", "Đào tạo", False), (4, "entry", "Hồ sơ lớp học", False),
            (5, "subheading", "Thi đua", False), (6, "entry", "Hồ sơ khen thưởng", False),
            (7, "heading", "TÀI CHÍNH", "TC"), (8, "subheading", "Ngân sách", False),
            (9, "entry", "Hồ sơ dự toán", False),
        ]
        plan = self.env["vanthu.file.plan"].with_user(self.archivist).create({
            "company_id": self.organisation.id, "year": 2030, **values,
            "line_ids": [Command.create({
                **dict(zip(("sequence", "kind", "name", "code"), line, strict=True)),
                "term": "permanent" if line[0] == 2 else "years", "term_years": 10,
            }) for line in lines],
        })
        plan.line_ids[1].user_id = self.handler
        plan.line_ids[3].unit_id = self.unit
        return plan

    def test_headings_are_numbered_roman_and_arabic(self):
        plan = self._big()
        self.assertEqual(
            plan.line_ids.mapped("mark"), ["I", False, "1", False, "2", False, "II", "1", False]
        )
        plan.action_approve()
        plan.line_ids.invalidate_recordset(["mark"])
        self.assertEqual(plan.line_ids[1].mark, "01.TCCB")

    def test_paper_and_workbook_say_the_same(self):
        plan = self._big(decision_reference="15/QĐ-TEST", decision_date=date(2030, 1, 4))
        plan.action_approve()
        rows = plan._get_form_rows()
        self.assertEqual(rows[0], ("", "I. TỔ CHỨC, CÁN BỘ", "", "", ""))
        self.assertEqual(
            rows[1], ("01.TCCB", "Hồ sơ tuyển dụng", "Vĩnh viễn", self.handler.name, "")
        )
        self.assertEqual(rows[2][1], "1. Đào tạo")
        self.assertEqual(rows[3][3], self.unit.name)
        self.assertEqual([isinstance(row, HeadingRow) for row in rows],
                         [line.kind != "entry" for line in plan.line_ids])
        streams = self.env["report.vanthu_archive.file_plan"]._render_stream(plan, {})
        text = " ".join(read_pages(streams[plan.id]))
        self.authenticate("vanthu_archivist", "vanthu_archivist")
        response = self.url_open(plan.with_user(self.archivist).action_export()["url"])
        self.assertEqual(response.status_code, 200)
        sheet = read_sheet(response.content)
        top = sheet.index(COLUMNS)
        self.assertEqual(sheet[top + 2:top + 2 + len(rows)], [tuple(row) for row in rows])
        for row in rows:
            for cell in filter(None, row):
                self.assertIn(cell, text)
        heading = [row[0] for row in sheet[:top] if row[0]]
        self.assertEqual(heading[-3:], [
            "DANH MỤC HỒ SƠ", "Năm 2030",
            f"(Kèm theo Quyết định số 15/QĐ-TEST ngày 04/01/2030 của {self.organisation.name})",
        ])
        closing = [row[0] for row in sheet[top + 2 + len(rows):] if row[0]]
        self.assertEqual(closing, list(close_plan(4, 1)))
        for line in (*heading[-3:], *closing):
            self.assertIn(line, text)
        self.assertTrue(self._get_events(plan, "printed"))
        self.assertTrue(self._get_events(plan, "exported"))

    def test_workbook_is_not_for_other_organisations(self):
        self.authenticate("vanthu_other_archivist", "vanthu_other_archivist")
        url = f"/vanthu/file-plan/{self.plan.id}.xlsx"
        self.assertEqual(self.url_open(url).status_code, 404)
        self.assertEqual(self.url_open("/vanthu/file-plan/0.xlsx").status_code, 404)

    def test_document_of_the_suite_brings_number_and_date(self):
        document = self._create_incoming(reference="15/QĐ-TEST", issued_date=date(2026, 1, 4))
        plan = self.env["vanthu.file.plan"].new({"year": 2031, "decision_id": document.id})
        plan._onchange_decision_id()
        self.assertEqual(plan.decision_reference, "15/QĐ-TEST")
        self.assertEqual(plan.decision_date, date(2026, 1, 4))


@tagged("post_install", "-at_install")
class TestOpeningFiles(ArchiveCommon):
    def test_one_opens_all_own_files_at_once_and_only_those(self):
        self.env["vanthu.file.plan.line"].with_user(self.archivist).create([
            {"plan_id": self.plan.id, "sequence": 3, "name": f"Hồ sơ {n}", "term": "permanent",
             "user_id": self.handler.id} for n in range(3)
        ])
        plan = self.plan.with_user(self.handler)
        self.assertEqual((plan.my_unopened_count, plan.opened_count), (4, 0))
        action = plan.action_open_mine()
        files = self.env["vanthu.file"].search(action["domain"])
        self.assertEqual(
            sorted(files.mapped("notation")), ["01.TCCB", "03.TCCB", "04.TCCB", "05.TCCB"]
        )
        self.assertEqual(files.user_id, self.handler)
        self.assertEqual((plan.my_unopened_count, plan.opened_count), (0, 4))
        with self.assertRaisesRegex(UserError, "already"):
            plan.action_open_mine()
        with self.assertRaisesRegex(UserError, "already"):
            self.plan.with_user(self.clerk).action_open_mine()

    def test_nothing_is_opened_from_a_draft(self):
        draft = self.env["vanthu.file.plan"].with_user(self.archivist).create({
            "company_id": self.organisation.id, "year": 2031,
            "line_ids": [Command.create({"name": "Hồ sơ", "user_id": self.handler.id})],
        })
        with self.assertRaisesRegex(UserError, "in force"):
            draft.with_user(self.handler).action_open_mine()
        with self.assertRaisesRegex(UserError, "in force"):
            draft.line_ids.with_user(self.handler).action_open_file()

    def test_new_file_of_an_entry_begins_with_what_the_plan_says(self):
        action = self.entry.with_user(self.handler).action_open_file()
        file = self.env["vanthu.file"].with_user(self.handler).with_context(
            **action["context"]
        ).create({"name": self.entry.name, "plan_line_id": action["context"][
            "default_plan_line_id"]})
        self.assertEqual((file.notation, file.term_years, file.user_id),
                         ("01.TCCB", 10, self.handler))
        self.assertEqual(self.entry.action_show_files()["domain"],
                         [("plan_line_id", "=", self.entry.id)])

    def test_number_that_a_hidden_file_has_is_not_given_twice(self):
        hidden = self._create_file(self.archivist)
        hidden.write({"restricted": True, "allowed_user_ids": self.archivist.ids})
        self.assertEqual(self.entry.with_user(self.handler).file_count, 1)
        second = self._create_file(self.handler, name="Tập hai", plan_line_id=self.entry.id)
        self.assertFalse(second.notation)

    def test_appended_entry_stands_at_the_end_of_its_heading(self):
        line = self.env["vanthu.file.plan.line"].with_user(self.archivist)
        # All with the same sequence, as an import leaves them.
        line.create([
            {"plan_id": self.plan.id, "sequence": 3, "kind": "heading", "name": "SAU",
             "code": "S"},
            {"plan_id": self.plan.id, "sequence": 3, "name": "Cuối", "term": "permanent"},
        ])
        action = self.heading.with_user(self.archivist).action_append()
        added = line.with_context(**action["context"]).create({
            "name": "Thêm", "term": "years", "term_years": 5,
        })
        self.plan.invalidate_recordset(["line_ids"])
        ordered = self.plan.line_ids.sorted(lambda line: (line.sequence, line.id))
        self.assertEqual(ordered.mapped("name"), [
            "TỔ CHỨC, CÁN BỘ", "Hồ sơ tập huấn công tác văn thư", "Hồ sơ thành lập trường",
            "Thêm", "SAU", "Cuối",
        ])
        self.assertEqual(added.notation, "03.TCCB")
        self.assertEqual(added.main_heading_id, self.heading)
        with self.assertRaises(AccessError):
            self.heading.with_user(self.handler).action_append()
        self.plan.action_end()
        with self.assertRaisesRegex(UserError, "ended"):
            self.heading.with_user(self.archivist).action_append()

    def test_headings_of_a_plan_in_force_stay_too(self):
        with self.assertRaisesRegex(UserError, "keeps title"):
            self.heading.with_user(self.archivist).code = "KHAC"

    def test_entries_are_found_by_what_was_opened(self):
        self._create_file()
        lines = self.env["vanthu.file.plan.line"].with_user(self.archivist)
        domain = self.plan.action_show_entries()["domain"]
        self.assertEqual(lines.search([*domain, ("file_ids", "!=", False)]), self.entry)
        self.assertEqual(lines.search([*domain, ("file_ids", "=", False)]), self.permanent_entry)
