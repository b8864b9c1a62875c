"""The printed register against the forms of Phụ lục IV, column by column."""

import io
import json
from datetime import date

from openpyxl import load_workbook

from odoo import fields, http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.vanthu_document.tools.printing.spec import (
    FOLLOW_UP_REGISTER,
    HAND_OVER_LIST,
    INCOMING_REGISTER,
)

from .test_register_number import NumberCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf


class PrintCommon(NumberCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.organ_superior_name = "Ủy ban nhân dân tỉnh Đắk Lắk"
        cls.type = cls.env["vanthu.document.type"].search([("name", "=", "Công văn")], limit=1)

    def _register_full(self, day="2026-05-14", **values):
        document = self._create_incoming(**{
            "arrival_date": day, "type_id": self.type.id, "issued_date": "2026-05-10",
            "description": "Kèm 02 phụ lục", **values,
        })
        document.action_register()
        document.sudo().write({
            "receiver_name": "Phòng Kế hoạch - Tài chính", "transfer_date": "2026-05-15",
            "due_date": "2026-05-20", "answer_reference": "45/SGDĐT-KHTC",
        })
        return document

    def _rows(self, form=INCOMING_REGISTER, user=None, **limits):
        register = self.register.with_user(user or self.clerk)
        return [
            dict(zip(form.keys, cells, strict=True))
            for cells in register._get_cells(form, register._get_print_rows(form, **limits))
        ]


@tagged("post_install", "-at_install")
class TestRegisterRows(PrintCommon):
    def test_incoming_register_has_the_ten_columns(self):
        self._register_full()
        self.assertEqual(self._rows(), [{
            "arrival_date": "14/05/2026",
            "arrival_number": "01",
            "organ_name": "Bộ Giáo dục và Đào tạo",
            "reference": "327/BGDĐT-VP",
            "issued_date": "10/05/2026",
            "subject": "Công văn về việc tổng kết năm học",
            "recipient": "Phòng Kế hoạch - Tài chính",
            "handed_over_date": "15/05/2026",
            "signature": "",
            "note": "Kèm 02 phụ lục",
        }])

    def test_follow_up_register_has_the_seven_columns(self):
        self._register_full()
        self.assertEqual(self._rows(FOLLOW_UP_REGISTER), [{
            "arrival_number": "01",
            "description": "Công văn số 327/BGDĐT-VP ngày 10/05/2026 của Bộ Giáo dục và Đào tạo",
            "recipient": "Phòng Kế hoạch - Tài chính",
            "due_date": "20/05/2026",
            "progress": "Đã vào sổ",
            "reply_reference": "45/SGDĐT-KHTC",
            "note": "Kèm 02 phụ lục",
        }])
        with freeze_time("2026-05-21 03:00:00"):
            self.assertEqual(
                self._rows(FOLLOW_UP_REGISTER)[0]["progress"], "Đã vào sổ (quá hạn)"
            )

    def test_hand_over_list_has_what_was_handed_over(self):
        self._register_full()
        waiting = self._create_incoming(arrival_date="2026-05-15")
        waiting.action_register()
        self.assertEqual(self._rows(HAND_OVER_LIST), [{
            "handed_over_date": "15/05/2026",
            "arrival_number": "01",
            "reference": "327/BGDĐT-VP",
            "subject": "Công văn về việc tổng kết năm học",
            "recipient": "Phòng Kế hoạch - Tài chính",
            "signature": "",
            "note": "Kèm 02 phụ lục",
        }])
        day = date(2026, 5, 14)
        self.assertEqual(self._rows(HAND_OVER_LIST, days=(day, day)), [])

    def test_type_and_subject_make_one_text(self):
        for subject, expected in (
            ("Về việc tổng kết", "Công văn về việc tổng kết"),
            ("Công văn về việc tổng kết", "Công văn về việc tổng kết"),
            ("Tổ chức hội nghị", "Công văn: Tổ chức hội nghị"),
        ):
            with self.subTest(subject):
                self._register_full(subject=subject)
                self.assertEqual(self._rows()[-1]["subject"], expected)

    def test_inserted_void_and_reserved_numbers_stand_in_order_with_their_reason(self):
        self._register_full("2026-05-11")
        first = self._entry("01")
        self.register.action_reserve("Công điện báo trước")
        void = self.env["vanthu.register.entry"].with_user(self.clerk).browse(
            self.register.action_reserve("Báo trước")
        )
        void.action_void("Nơi gửi hủy")
        inserted = self.register.action_insert(first.id, "Sót khi vào sổ", "2026-05-12")
        self._create_incoming().action_register_under(inserted)
        self.assertEqual(
            [
                (row["arrival_number"], row["arrival_date"], row["subject"], row["note"])
                for row in self._rows()
            ],
            [
                ("01", "11/05/2026", "Công văn về việc tổng kết năm học", "Kèm 02 phụ lục"),
                ("01a", "12/05/2026", "Về việc tổng kết năm học", "Số chèn: Sót khi vào sổ"),
                ("02", "15/05/2026", "Lấy số trước: Công điện báo trước", ""),
                ("03", "15/05/2026", "Hủy số: Nơi gửi hủy", ""),
            ],
        )
        self.assertEqual(
            [row["description"] for row in self._rows(FOLLOW_UP_REGISTER)][2:],
            ["Lấy số trước: Công điện báo trước", "Hủy số: Nơi gửi hủy"],
        )

    def test_a_correction_stands_in_the_notes(self):
        document = self._register_full()
        self.register.volume_ids.action_close()
        entry = document.register_entry_id
        entry.action_correct("Ngày văn bản đúng là 11/05/2026")
        written = fields.Datetime.context_timestamp(entry, entry.remark_ids.create_date)
        self.assertEqual(
            self._rows()[0]["note"],
            f"Kèm 02 phụ lục; Đính chính {written:%d/%m/%Y}: Ngày văn bản đúng là 11/05/2026",
        )

    def test_ranges(self):
        for day in ("2026-05-11", "2026-05-12", "2026-05-13"):
            self._register_full(day)
        volume = self.register.volume_ids
        volume.action_close()
        self._register_full("2026-05-14")
        for limits, expected in (
            ({}, ["01", "02", "03", "04"]),
            ({"volume": volume}, ["01", "02", "03"]),
            ({"numbers": (2, 3)}, ["02", "03"]),
            ({"numbers": (3, 0)}, ["03", "04"]),
            ({"days": (date(2026, 5, 12), date(2026, 5, 12))}, ["02"]),
            ({"days": (False, date(2026, 5, 12))}, ["01", "02"]),
        ):
            with self.subTest(limits):
                rows = self._rows(**limits)
                self.assertEqual([row["arrival_number"] for row in rows], expected)

    def test_a_restricted_document_shows_date_and_number_only(self):
        document = self._register_full(
            restricted=True, subject="Kỷ luật ông Nguyễn Văn A",
            allowed_user_ids=self.clerk.ids,
        )
        document.sudo().allowed_user_ids = self.leader
        for form in (INCOMING_REGISTER, FOLLOW_UP_REGISTER, HAND_OVER_LIST):
            with self.subTest(form.code):
                filled = {key: text for key, text in self._rows(form)[0].items() if text}
                self.assertEqual(
                    filled.keys() - {"arrival_date", "handed_over_date"},
                    {"arrival_number", "description" if form == FOLLOW_UP_REGISTER else "subject"},
                )
                self.assertIn("(Văn bản hạn chế)", filled.values())
                named = self._rows(form, user=self.leader)[0]
                self.assertNotIn("(Văn bản hạn chế)", named.values())

    def test_only_clerks_and_leaders_of_the_organisation_print(self):
        self._register_full()
        self.assertEqual(len(self._rows(user=self.leader)), 1)
        for user in (self.manager, self.handler, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._rows(user=user)

    def test_one_query_whatever_the_number_of_rows(self):
        for _ in range(3):
            self._register_full()
        self._rows()
        with self.assertQueryCount(2):
            self._rows()

    def test_the_wizard_offers_the_open_volume(self):
        self._register_full()
        self.register.volume_ids.action_close()
        wizard = self.env["vanthu.register.print"].with_user(self.clerk).create({})
        self.assertEqual(wizard.register_id, self.register)
        self.assertEqual(wizard.volume_id.number, 2)
        wizard.write({"range_kind": "numbers", "number_from": 5, "number_to": 2})
        with self.assertRaisesRegex(UserError, "ends before it begins"):
            wizard.action_print()
        wizard.write({
            "range_kind": "dates", "date_from": "2026-05-02", "date_to": "2026-05-01",
        })
        with self.assertRaisesRegex(UserError, "ends before it begins"):
            wizard.action_export()


@tagged("post_install", "-at_install")
class TestRegisterFiles(PrintCommon, HttpCase):
    def _wizard(self, user=None, **values):
        return self.env["vanthu.register.print"].with_user(user or self.clerk).create({
            "register_id": self.register.id, **values,
        })

    def _pdf(self, report, records):
        content, kind = self.env["ir.actions.report"].with_user(self.clerk)._render_qweb_pdf(
            f"vanthu_document.{report}", records.ids
        )
        self.assertEqual(kind, "pdf")
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]

    def test_the_pdf_has_cover_first_page_and_table(self):
        self._register_full()
        self._register_full("2026-05-15")
        cover, first, table = self._pdf("register_print", self._wizard())
        lines = [
            "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Năm: 2026", "Từ ngày 14/05/2026 đến ngày 15/05/2026",
            "Từ số 01 đến số 02", "Quyển số: 01",
        ]
        for page in (cover, first):
            self.assertEqual([line.strip() for line in page.strip().splitlines()], lines)
        words = " ".join(table.split())
        places = [
            words.find(label) for label in (
                "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại",
                "Đơn vị hoặc", "Ngày chuyển", "Ký nhận", "Ghi chú",
            )
        ]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))
        self.assertIn("In từ Hệ thống quản lý tài liệu điện tử", words)
        self.assertIn("người in: Clerk", words)
        self.assertIn("Trang 1/ 1", words)

    def test_printing_is_logged_with_its_range(self):
        self._register_full()
        self._register_full()
        self._pdf("register_print", self._wizard(range_kind="numbers", number_from=2))
        event = self._events(self.register.volume_ids, "printed")
        self.assertEqual(event.user_id, self.clerk)
        self.assertEqual(
            {key: event.detail[key] for key in ("form", "from", "to", "count")},
            {"form": "incoming_register", "from": "02", "to": "02", "count": 1},
        )
        self.register.volume_ids.invalidate_recordset(["printed_at"])
        self.assertEqual(self.register.volume_ids.printed_at, event.date)

    def test_volumes_are_printed_from_the_print_menu(self):
        self._register_full()
        self.register.volume_ids.action_close()
        self._register_full("2026-05-15")
        pages = self._pdf("register_volume", self.register.volume_ids)
        self.assertEqual(len(pages), 6)
        self.assertIn("Quyển số: 01", pages[0])
        self.assertIn("Quyển số: 02", pages[3])

    def test_an_empty_register_is_printed_with_an_empty_row(self):
        self.assertEqual(len(self._pdf("register_print", self._wizard())), 3)

    def test_the_client_is_told_that_no_program_is_needed(self):
        action = self._wizard().action_print()
        self.assertTrue(action["is_drawn"])
        report = self.env.ref("vanthu_document.action_report_register_volume")
        self.assertTrue(report._get_action_dict()["is_drawn"])
        self.assertFalse(self.env.ref("web.action_report_externalpreview").is_drawn)

    def test_download_of_pdf_and_workbook(self):
        self._register_full()
        wizard = self._wizard(form="follow_up_register")
        self.authenticate(self.clerk.login, self.clerk.login)
        with freeze_time("2026-05-15 03:00:00"):
            answer = self.url_open("/report/download", data={
                "csrf_token": http.Request.csrf_token(self),
                "data": json.dumps([
                    f"/report/pdf/vanthu_document.register_print/{wizard.id}", "qweb-pdf",
                ]),
            })
            self.assertEqual(answer.headers["Content-Type"], "application/pdf")
            self.assertTrue(answer.content.startswith(b"%PDF"))
            answer = self.url_open(f"/vanthu/register/{wizard.id}.xlsx")
        sheet = load_workbook(io.BytesIO(answer.content))["Sổ"]
        self.assertEqual(
            [cell.value for cell in sheet[1]], list(FOLLOW_UP_REGISTER.labels)
        )
        self.assertEqual(sheet["A3"].value, "01")
        self.assertIn("In từ Hệ thống quản lý tài liệu", sheet.oddFooter.left.text)
        self.assertEqual(self._events(self.register.volume_ids, "exported").detail["count"], 1)

    def test_nobody_exports_with_the_wizard_of_another_person(self):
        self._register_full()
        wizard = self._wizard()
        for user in (self.handler, self.leader, self.other_clerk):
            self.authenticate(user.login, user.login)
            answer = self.url_open(f"/vanthu/register/{wizard.id}.xlsx")
            with self.subTest(user.login):
                self.assertEqual(answer.status_code, 404)
        self.assertFalse(self._events(self.register.volume_ids, "exported"))


@tagged("post_install", "-at_install")
class TestListExport(PrintCommon):
    def test_exporting_a_list_is_logged(self):
        self.clerk.group_ids |= self.env.ref("base.group_allow_export")
        documents = self._register_full() | self._register_full()
        documents.export_data(["subject", "reference"])
        event = self._events(self.organisation, "exported")
        self.assertEqual(event.user_id, self.clerk)
        self.assertEqual(event.detail["count"], 2)
        self.assertEqual(event.detail["fields"], "subject, reference")
