"""The printed books of outgoing documents against the forms of Phụ lục IV, column by column."""

import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, freeze_time, tagged

from odoo.addons.vanthu_document.tools.printing.spec import (
    INCOMING_REGISTER,
    OUTGOING_REGISTER,
    POST_BOOK,
)

from .books_common import BooksCommon


@tagged("post_install", "-at_install")
class TestOutgoingRegisterRows(BooksCommon):
    def test_the_labels_are_those_of_the_form(self):
        self.assertEqual(OUTGOING_REGISTER.labels, (
            "Số, ký hiệu văn bản", "Ngày tháng văn bản",
            "Tên loại và trích yếu nội dung văn bản", "Người ký", "Nơi nhận văn bản",
            "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
        ))
        self.assertEqual(POST_BOOK.labels, (
            "Ngày chuyển", "Số, ký hiệu văn bản", "Nơi nhận văn bản", "Số lượng bì",
            "Ký nhận và dấu bưu điện", "Ghi chú",
        ))

    def test_the_ten_columns_of_an_issued_document(self):
        document = self._issue_paper(description="Kèm 02 phụ lục")
        row = {
            "reference": "01/SGDĐT-VP",
            "issued_date": "15/05/2026",
            "subject": "Công văn: Tổ chức hội nghị tổng kết năm học",
            "signer": "Leader",
            "recipients": "Ủy ban nhân dân xã Ea Kar; Phòng Kế hoạch - Tài chính",
            "keeper": "VT; Văn phòng",
            "copies": "4",
            "sent_date": "",
            "signature": "",
            "note": "Kèm 02 phụ lục",
        }
        found = self._rows()
        found[0]["copies"] = str(found[0]["copies"])
        self.assertEqual(found, [row])
        self._send_paper(document)
        found = self._rows()[0]
        self.assertEqual(
            (found["sent_date"], found["signature"]), ("15/05/2026", "Trần Thị Lan")
        )

    def test_the_day_of_transfer_is_a_range_when_paper_went_on_two_days(self):
        document = self._issue_paper()
        document.action_dispatch()
        self.assertEqual(self._rows()[0]["sent_date"], "15/05/2026")
        post, hand = document.delivery_ids.sorted("sequence").with_user(self.clerk)
        post.action_mark_sent(day="2026-05-15")
        with freeze_time("2026-05-18 03:00:00"):
            hand.action_mark_sent(day="2026-05-18", receiver="Trần Thị Lan")
        self.assertEqual(self._rows()[0]["sent_date"], "15/05/2026 - 18/05/2026")

    def test_a_unit_that_keeps_a_copy_stands_once(self):
        rows = [
            (0, 0, {"partner_id": self.post_office.id}),
            (0, 0, {"name": "VT, Văn phòng", "kind": "keep"}),
        ]
        self._issue_paper(recipient_ids=rows)
        self.assertEqual(self._rows()[0]["keeper"], "VT, Văn phòng")

    def test_inserted_void_and_reserved_numbers_stand_in_order_with_their_reason(self):
        first = self._issue_paper()
        self.register.action_reserve("Quyết định ký tuần sau")
        void = self.env["vanthu.register.entry"].with_user(self.clerk).browse(
            self.register.action_reserve("Giấy mời họp")
        )
        void.action_void("Hoãn họp")
        inserted = self.register.action_insert(
            first.register_entry_id.id, "Sót khi cấp số", "2026-05-15"
        )
        self._bring_to("signed").with_user(self.clerk).action_issue_under(inserted)
        self.assertEqual(
            [(row["reference"], row["subject"], row["note"]) for row in self._rows()],
            [
                ("01/SGDĐT-VP", "Công văn: Tổ chức hội nghị tổng kết năm học", ""),
                ("01a/SGDĐT-VP", "Công văn: Tổ chức hội nghị tổng kết năm học",
                 "Số chèn: Sót khi cấp số"),
                ("02", "Lấy số trước: Quyết định ký tuần sau", ""),
                ("03", "Hủy số: Hoãn họp", ""),
            ],
        )

    def test_a_recalled_document_says_so(self):
        document = self._issue_paper()
        document.action_recall("Sai thẩm quyền")
        self.assertEqual(self._rows()[0]["note"], "Thu hồi: Sai thẩm quyền")

    def _amend(self, document, step, **values):
        action = getattr(document.with_user(self.handler), step)()
        draft = self.env["vanthu.document"].with_user(self.handler).browse(action["res_id"])
        draft.write(values)
        draft._add_version("moi.docx", b"van ban moi", "Sửa")
        return draft

    def test_a_replaced_and_corrected_document_names_what_changed_it(self):
        document = self._issue_paper()
        replacing = self._amend(document, "action_replace")
        self.assertFalse(self._rows()[0]["note"])  # a draft changes nothing yet
        self._bring_to("issued", replacing)
        correcting = self._bring_to("issued", self._amend(document, "action_correct_document"))
        first, second, third = self._rows()
        self.assertEqual(
            first["note"],
            f"Thay thế bởi {replacing.reference} ngày 15/05/2026; "
            f"Đính chính bởi {correcting.reference} ngày 15/05/2026",
        )
        self.assertFalse(second["note"] or third["note"])

    def test_what_was_recalled_changes_nothing_any_more(self):
        document = self._issue_paper()
        replacing = self._bring_to("issued", self._amend(document, "action_replace"))
        replacing.with_user(self.clerk).action_recall("Nhầm")
        self.assertFalse(self._rows()[0]["note"])

    def test_ranges_and_volumes(self):
        for _number in range(3):
            self._issue_paper()
        volume = self.register.volume_ids
        volume.with_user(self.clerk).action_close()
        self._issue_paper()
        day = date(2026, 5, 15)
        for limits, expected in (
            ({}, ["01", "02", "03", "04"]),
            ({"volume": volume}, ["01", "02", "03"]),
            ({"numbers": (2, 3)}, ["02", "03"]),
            ({"numbers": (4, 0)}, ["04"]),
            ({"days": (day, False)}, ["01", "02", "03", "04"]),
            ({"days": (date(2026, 5, 16), False)}, []),
        ):
            with self.subTest(limits):
                rows = self._rows(**limits)
                self.assertEqual([row["reference"][:2] for row in rows], expected)

    def test_a_restricted_document_shows_number_and_date_only(self):
        self._restrict(self._issue_paper(subject="Kỷ luật ông Nguyễn Văn A"))
        self.assertEqual(
            {key: text for key, text in self._rows()[0].items() if text},
            {"reference": "01", "issued_date": "15/05/2026", "subject": "(Văn bản hạn chế)"},
        )
        named = self._rows(user=self.leader)[0]
        self.assertEqual(named["subject"], "Công văn: Kỷ luật ông Nguyễn Văn A")

    def test_only_clerks_and_leaders_of_the_organisation_print(self):
        self._issue_paper()
        self.assertEqual(len(self._rows(user=self.leader)), 1)
        for user in (self.manager, self.handler, self.other_clerk):
            for form in (OUTGOING_REGISTER, POST_BOOK):
                with self.subTest(user=user.login, form=form.code), (
                    self.assertRaises(AccessError)
                ):
                    self._rows(form, user=user)

    def test_two_queries_whatever_the_number_of_rows(self):
        for _ in range(3):
            self._send_paper(self._issue_paper())
        self._rows()
        for form in (OUTGOING_REGISTER, POST_BOOK):
            with self.assertQueryCount(2):
                self._rows(form)


@tagged("post_install", "-at_install")
class TestPostBook(BooksCommon):
    def test_the_six_columns_of_what_went_by_post(self):
        self._send_paper(self._issue_paper())
        rows = self._rows(POST_BOOK)
        rows[0]["envelopes"] = str(rows[0]["envelopes"])
        self.assertEqual(rows, [{
            "sent_date": "15/05/2026",
            "reference": "01/SGDĐT-VP",
            "recipients": "Ủy ban nhân dân xã Ea Kar",
            "envelopes": "2",
            "signature": "Trần Thị Lan",
            "note": "Thư bảo đảm",
        }])

    def test_what_still_lies_here_is_not_in_the_book(self):
        self._issue_paper().action_dispatch()
        self.assertEqual(self._rows(POST_BOOK), [])

    def test_the_book_is_of_the_year_and_of_the_days_asked_for(self):
        self._send_paper(self._issue_paper())
        day = date(2026, 5, 15)
        self.assertEqual(len(self._rows(POST_BOOK, days=(day, day))), 1)
        self.assertEqual(self._rows(POST_BOOK, days=(date(2026, 5, 16), False)), [])
        self.assertEqual(self._rows(POST_BOOK, numbers=(2, 0)), [])

    def test_documents_of_all_registers_stand_in_it_and_then_no_number_range(self):
        own = self.env["vanthu.register"].create({
            "name": "Quyết định", "company_id": self.organisation.id, "year": 2026,
            "direction": "outgoing", "series": "types",
            "type_ids": [(6, 0, self.decision_type.ids)],
        })
        self._send_paper(self._issue_paper())
        rows = self.register._get_print_rows(POST_BOOK)
        cover = self.register._get_print_cover(POST_BOOK, rows)
        self.assertEqual((cover.number_from, cover.number_to), ("01", "01"))
        decision = self._send_paper(self._issue_paper(type_id=self.decision_type.id))
        self.assertEqual(decision.register_id, own)
        rows = self.register._get_print_rows(POST_BOOK)
        self.assertEqual(len(rows), 2)
        cover = self.register._get_print_cover(POST_BOOK, rows)
        self.assertEqual((cover.number_from, cover.volume), ("", ""))
        self.assertEqual(cover.date_from, date(2026, 5, 15))

    def test_a_restricted_document_does_not_say_who_received_it(self):
        self._restrict(self._send_paper(self._issue_paper()))
        row = self._rows(POST_BOOK)[0]
        self.assertEqual((row["reference"], row["recipients"]), ("01", "(Văn bản hạn chế)"))
        self.assertFalse(row["signature"] or row["note"])
        named = self._rows(POST_BOOK, user=self.leader)[0]
        self.assertEqual(named["recipients"], "Ủy ban nhân dân xã Ea Kar")


@tagged("post_install", "-at_install")
class TestOutgoingBookFiles(BooksCommon, HttpCase):
    def _wizard(self, user=None, **values):
        return self.env["vanthu.register.print"].with_user(user or self.clerk).with_context(
            vanthu_direction="outgoing"
        ).create(values)

    def test_the_menu_of_outgoing_documents_offers_its_register_and_open_volume(self):
        self._issue_paper()
        wizard = self._wizard()
        self.assertEqual(wizard.register_id, self.register)
        self.assertEqual(wizard.direction, "outgoing")
        self.assertEqual(wizard.volume_id, self.register.volume_ids)
        self.assertEqual(
            wizard.summary, "Numbers: 1, 01 to 01, from 15/05/2026 to 15/05/2026"
        )
        action = self.env.ref("vanthu_document.vanthu_register_print_action_outgoing")
        self.assertIn("'vanthu_direction': 'outgoing'", action.context)
        form = Form(self.env["vanthu.register.print"].with_user(self.clerk))
        self.assertEqual(form.register_id.direction, "incoming")

    def test_the_summary_tells_what_keeps_a_volume_open(self):
        self._issue_paper()
        self.register.action_reserve("Quyết định")
        self.assertIn("1 still reserved", self._wizard().summary)
        self.assertFalse(self._wizard(outgoing_form="post_book").summary)

    def test_cover_first_page_and_table_of_the_register(self):
        self._issue_paper()
        self._issue_paper()
        cover, first, table = self._print("register_print", self._wizard())
        lines = [
            "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Năm: 2026", "Từ ngày 15/05/2026 đến ngày 15/05/2026",
            "Từ số 01 đến số 02", "Quyển số: 01",
        ]
        for page in (cover, first):
            self.assertEqual([line.strip() for line in page.strip().splitlines()], lines)
        words = " ".join(table.split())
        places = [words.find(label) for label in (
            "Số, ký hiệu", "Ngày tháng", "Tên loại", "Người ký", "Nơi nhận", "Đơn vị, người",
            "Số lượng", "Ngày chuyển", "Ký nhận", "Ghi chú",
        )]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))

    def test_a_long_register_repeats_its_head_and_loses_no_row(self):
        for _number in range(3):
            self._issue_paper(subject="Hướng dẫn tuyển sinh. " * 40)
        pages = self._print("register_print", self._wizard())[2:]
        self.assertGreater(len(pages), 1)
        for page in pages:
            self.assertIn("Nơi nhận văn bản", " ".join(page.split()))
        text = " ".join(" ".join(pages).split())
        for number in ("01/SGDĐT-VP", "02/SGDĐT-VP", "03/SGDĐT-VP"):
            self.assertEqual(text.count(number), 1)

    def test_closing_prints_the_whole_volume_and_opens_the_next(self):
        self._issue_paper()
        volume = self.register.volume_ids
        wizard = self._wizard()
        self.assertTrue(wizard.can_close)
        action = wizard.action_close_and_print()
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(volume.state, "closed")
        self.assertEqual(len(self.register.volume_ids), 2)
        self.assertIn("Quyển số: 01", self._print("register_print", wizard)[0])
        self.assertTrue(self._events(volume, "printed"))
        wizard.invalidate_recordset()
        self.assertFalse(wizard.can_close)

    def test_a_part_of_a_volume_or_another_book_closes_nothing(self):
        self._issue_paper()
        for values in (
            {"range_kind": "numbers", "number_from": 1}, {"outgoing_form": "post_book"},
            {"volume_id": False},
        ):
            wizard = self._wizard(**values)
            with self.subTest(values), self.assertRaisesRegex(UserError, "one whole volume"):
                wizard.action_close_and_print()
            self.assertFalse(wizard.can_close)
        self.assertFalse(self._wizard(user=self.leader).can_close)
        with self.assertRaises(AccessError):
            self._wizard(user=self.leader).action_close_and_print()
        self.assertEqual(self.register.volume_ids.state, "open")

    def test_the_form_of_the_other_direction_is_never_printed(self):
        self._issue_paper()
        wizard = self._wizard(form="follow_up_register")
        self.assertEqual(wizard._get_selection()[1], OUTGOING_REGISTER)
        incoming = self._find_register(self.organisation, "incoming")
        wizard = self._wizard(register_id=incoming.id, outgoing_form="post_book")
        self.assertEqual(wizard._get_selection()[1], INCOMING_REGISTER)
        internal = self.env["vanthu.register"]._prepare_year(
            self.organisation, 2026, "internal"
        )
        with self.assertRaisesRegex(UserError, "There is no form"):
            self._wizard(register_id=internal.id).action_print()

    def test_a_volume_is_printed_from_the_print_menu_in_its_own_form(self):
        self._issue_paper()
        pages = self._print("register_volume", self.register.volume_ids)
        self.assertIn("SỔ ĐĂNG KÝ VĂN BẢN ĐI", pages[0])
        self.assertIn("01/SGDĐT-VP", " ".join(pages[2].split()))

    def test_the_workbook_has_the_same_columns_and_rows(self):
        self._send_paper(self._issue_paper())
        self.authenticate(self.clerk.login, self.clerk.login)
        for name, form, key in (
            ("outgoing_register", OUTGOING_REGISTER, "A3"), ("post_book", POST_BOOK, "B3"),
        ):
            wizard = self._wizard(outgoing_form=name)
            answer = self.url_open(f"/vanthu/register/{wizard.id}.xlsx")
            sheet = load_workbook(io.BytesIO(answer.content))["Sổ"]
            self.assertEqual([cell.value for cell in sheet[1]], list(form.labels))
            self.assertEqual(sheet[key].value, "01/SGDĐT-VP")
        wizard = self._wizard()
        self.authenticate(self.other_clerk.login, self.other_clerk.login)
        self.assertEqual(self.url_open(f"/vanthu/register/{wizard.id}.xlsx").status_code, 404)
