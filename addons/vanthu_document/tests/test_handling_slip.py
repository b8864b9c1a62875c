from datetime import date, timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools.printing.handling_slip import write_date
from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestHandlingSlip(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.write({
            "organ_superior_name": "Ủy ban nhân dân tỉnh", "organ_place": "Đồng Tháp",
        })
        cls.document = cls._create_registered(
            type_id=cls.env.ref("vanthu_document.type_official_letter").id,
            issued_date="2026-01-05", subject="Về việc tổng kết năm học, khen thưởng",
        )

    def test_empty_slip_has_the_statutory_text_in_order_on_one_page(self):
        content, pages = self._print_slip(self.document)
        self.assertEqual(len(pages), 1)
        text = pages[0]
        expected = [
            "ỦY BAN NHÂN DÂN TỈNH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
            "Công văn số 327/BGDĐT-VP ngày 05/01/2026 của Bộ Giáo dục và Đào tạo: "
            "Về việc tổng kết năm học, khen thưởng",
            "1. Ý kiến của lãnh đạo cơ quan, tổ chức",
            "2. Ý kiến của lãnh đạo đơn vị",
            "3. Ý kiến đề xuất của người giải quyết",
        ]
        places = [text.find(words) for words in expected]
        self.assertNotIn(-1, places, text)
        self.assertEqual(places, sorted(places))
        self.assertIn("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", text)
        self.assertIn("Độc lập - Tự do - Hạnh phúc", text)
        self.assertIn("Đồng Tháp, ngày", text)
        self.assertIn(b"LiberationSerif", content)

    def test_sections_are_filled_from_directive_passing_on_and_report(self):
        due = self.today + timedelta(days=7)
        lead, _cooperate = self._direct(
            self.document,
            [self._lead(due_date=due), self._cooperate(due_date=due)],
            "Giao Văn phòng chủ trì tham mưu.",
        )
        part = lead.browse(lead.with_user(self.head).action_pass_on(
            self.handler.id, instruction="Dự thảo báo cáo, trình trước thứ Sáu"
        ))
        part.with_user(self.handler).action_report("Đề xuất khen thưởng 03 tập thể")
        text = self._print_slip(self.document)[1][0]
        day = f"{due:%d/%m/%Y}"
        parts = [
            "Giao Văn phòng chủ trì tham mưu.",
            f"- Giao chủ trì: Văn phòng (thời hạn: {day})",
            f"- Giao phối hợp: {self.second_unit.name} (thời hạn: {day})",
            self.leader.name,
            "2. Ý kiến của lãnh đạo đơn vị",
            "Dự thảo báo cáo, trình trước thứ Sáu",
            f"- Giao: {self.handler.name} (thời hạn: {day})",
            "3. Ý kiến đề xuất của người giải quyết",
            "Đề xuất khen thưởng 03 tập thể",
        ]
        places = [text.find(words) for words in parts]
        self.assertNotIn(-1, places, text)
        self.assertEqual(places, sorted(places))

    def test_printing_is_an_event_and_several_are_merged(self):
        other = self._create_registered(code_number="328")
        _content, pages = self._print_slip(self.document + other)
        self.assertEqual(len(pages), 2)
        self.assertIn("328/BGDĐT-VP", pages[1])
        for document in (self.document, other):
            self.assertEqual(self._events(document, "printed").user_id, self.clerk)

    def test_nobody_prints_what_he_may_not_read(self):
        for user in (self.handler, self.other_clerk):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._print_slip(self.document, user)

    def test_dates_are_written_as_the_decree_wants(self):
        self.assertEqual(write_date(date(2026, 1, 5)), "ngày 05 tháng 01 năm 2026")
        self.assertEqual(write_date(date(2026, 3, 15)), "ngày 15 tháng 3 năm 2026")
        self.assertEqual(write_date(None), "ngày …… tháng …… năm ………")

    def test_much_text_is_set_smaller_to_stay_on_one_page(self):
        self._direct(self.document, [self._lead()], "Giao Văn phòng chủ trì. " * 90)
        text = self._print_slip(self.document)[1]
        self.assertEqual(len(text), 1)
        self.assertIn("3. Ý kiến đề xuất của người giải quyết", text[0])
