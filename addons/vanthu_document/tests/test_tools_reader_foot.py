"""The reader on what follows the head: addressees, recipients, signer, deadline, stamps."""

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.document_reader.names import (
    is_person_name,
    name_behind,
    person_name,
)

from .reader_common import BODY, RECIPIENTS, SIGNER, read_values, write_decision, write_letter

ADDRESSEES = {
    "Kính gửi: Sở Nội vụ.": ["Sở Nội vụ"],
    "Kính gửi : - Phòng Nội vụ;\n- Phòng Y tế.": ["Phòng Nội vụ", "Phòng Y tế"],
    "Kính gửi:\n- Sở Nội vụ;\n- Sở Tài chính;\n- UBND các huyện, thị xã.":
        ["Sở Nội vụ", "Sở Tài chính", "UBND các huyện, thị xã"],
    "Kính gửi:\n• Sở Y tế;\n• Sở Xây dựng.": ["Sở Y tế", "Sở Xây dựng"],
    "Kính gửi:\n+ Sở Y tế;\n+ Sở Xây dựng.": ["Sở Y tế", "Sở Xây dựng"],
    "Kính gửi:\n\uf02d Sở Y tế;\n\uf02d Sở Xây dựng.": ["Sở Y tế", "Sở Xây dựng"],
    "KÍNH GỬI: Bộ Giáo dục và Đào tạo": ["Bộ Giáo dục và Đào tạo"],
    "Kính ngửi: Sở Nội vụ.": ["Sở Nội vụ"],
    # Numbered, and wrapped in the middle of a name.
    "Kính gửi:\n1. Sở Nội vụ;\n2. Sở Y tế.": ["Sở Nội vụ", "Sở Y tế"],
    "Kính gửi:\n1) Sở Nội vụ;\n2) Sở Y tế;\n3) Sở Xây dựng.":
        ["Sở Nội vụ", "Sở Y tế", "Sở Xây dựng"],
    "Kính gửi:\n- Trưởng phòng Giáo dục và Đào tạo\nQuận 3;\n- Hiệu trưởng các trường.":
        ["Trưởng phòng Giáo dục và Đào tạo Quận 3", "Hiệu trưởng các trường"],
    "Kính gửi: Hiệu trưởng các trường Mầm non, Tiểu học,\nTHCS trên địa bàn thị xã.":
        ["Hiệu trưởng các trường Mầm non, Tiểu học, THCS trên địa bàn thị xã"],
    "Kính gửi: Các đồng chí Hiệu trưởng;": ["Các đồng chí Hiệu trưởng"],
}
RECEIVERS = {
    "Nơi nhận:\n- Như trên;\n- Chủ tịch, các PCT UBND tỉnh;\n- Lưu: VT, TH (5b).":
        ["Như trên", "Chủ tịch, các PCT UBND tỉnh", "Lưu: VT, TH (5b)"],
    "Nơi nhận:\n- Như Điều 3;\n- Sở Tài chính (để\nphối hợp);\n- Lưu: VT,\nKHTC.":
        ["Như Điều 3", "Sở Tài chính (để phối hợp)", "Lưu: VT, KHTC"],
    "Nơi nhận:\nNhư trên;\nLưu VT.": ["Như trên", "Lưu VT"],
    "Nơi nhận (điện):\n– Như trên;\n– Lưu: VT.": ["Như trên", "Lưu: VT"],
    "- Như trên;\n- Website;\n- Lưu VT.": ["Như trên", "Website", "Lưu VT"],
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.": ["Như trên", "Lưu: VT"],
}
# Lines of the signature → name, position, in whose place.
SIGNERS = {
    "HIỆU TRƯỞNG\n\n\nNguyễn Thị Hồng": ("Nguyễn Thị Hồng", "HIỆU TRƯỞNG", None),
    "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Văn Bé":
        ("Nguyễn Văn Bé", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"),
    "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ\nLê Thị Na":
        ("Lê Thị Na", "TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ", "TUQ. GIÁM ĐỐC"),
    "T/M BAN CHẤP HÀNH\nBÍ THƯ\nLê Thị Na": ("Lê Thị Na", "BÍ THƯ", "T/M BAN CHẤP HÀNH"),
    "Q. HIỆU TRƯỞNG\nLê Thị Na": ("Lê Thị Na", "Q. HIỆU TRƯỞNG", None),
    "QUYỀN GIÁM ĐỐC\nLê Thị Na": ("Lê Thị Na", "QUYỀN GIÁM ĐỐC", None),
    "KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC PHỤ TRÁCH\nLê Thị Na":
        ("Lê Thị Na", "PHÓ GIÁM ĐỐC PHỤ TRÁCH", "KT.GIÁM ĐỐC"),
    "HIỆU TRƯỞNG\n(Ký, ghi rõ họ tên)\nLê Thị Na": ("Lê Thị Na", "HIỆU TRƯỞNG", None),
    "PHÓ\nGIÁM ĐỐC\nLê Thị Na": ("Lê Thị Na", "PHÓ GIÁM ĐỐC", None),
    "TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nThượng tá Lê Văn Ba":
        ("Lê Văn Ba", "CHỦ TỊCH", "TM. HỘI ĐỒNG NHÂN DÂN"),
    "GIÁM ĐỐC\n[Đã ký điện tử]\nPGS.TS. Trần Ngọc H'Bia":
        ("Trần Ngọc H'Bia", "GIÁM ĐỐC", None),
    "GIÁM ĐỐC\n(đã ký)": (None, "GIÁM ĐỐC", None),
    # A title alone, a name alone, two parties: nobody can be named.
    "GIÁM ĐỐC": (None, None, None),
    "Lê Thị Na": (None, None, None),
    "CHỦ TỊCH\nLê Thị Na\nHIỆU TRƯỞNG\nTrần Văn Ba": (None, None, None),
    "ĐẠI DIỆN BÊN A            ĐẠI DIỆN BÊN B\nLê Thị Na         Trần Văn Ba": (None, None, None),
}
NAMES = {
    "TS. Lê Thị Na": "Lê Thị Na", "PGS.TS. Nguyễn Văn An": "Nguyễn Văn An",
    "Đại tá Trần Văn Bình": "Trần Văn Bình", "Thiếu tướng Lê Văn Ba": "Lê Văn Ba",
    "BS.CKII Trần Thị Mơ": "Trần Thị Mơ", "NGND Phạm Minh Hạc": "Phạm Minh Hạc",
    "ThS. Bùi Thị Xuân": "Bùi Thị Xuân", "Bà Trần Thị Sáu": "Trần Thị Sáu",
    "Nguyễn Văn A": "Nguyễn Văn A", "Y Thông": "Y Thông", "H'Hen Niê": "H'Hen Niê",
    "Rơ Chăm H'Yêu": "Rơ Chăm H'Yêu", "Điểu K'Rứt": "Điểu K'Rứt", "Siu H'Lan": "Siu H'Lan",
    "Đỗ Thị Kim-Anh": "Đỗ Thị Kim-Anh", "TRẦN HƯNG ĐẠO": "TRẦN HƯNG ĐẠO",
    "Chu Văn Trưởng": "Chu Văn Trưởng", "Trương Thị Ban,": "Trương Thị Ban",
}
NO_NAMES = (
    "", "Nguyễn", "nguyễn văn an", "Lê Thị 2", "(đã ký)", "Nơi nhận", "Như trên",
    "Trường Tiểu học Lê Lợi", "Phòng Giáo dục", "KT. HIỆU TRƯỞNG", "TRƯỞNG PHÒNG",
    "VĂN PHÒNG CHÍNH PHỦ", "CHỦ TỊCH", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Minh Khai Hoa Lan",
    "CÔNG TY CỔ PHẦN", "Lưu: VT", "Ghi Chú", "Xác Nhận Của Đơn Vị",
)


class TestAddressees(BaseCase):

    def test_to_whom_a_letter_goes(self):
        for written, expected in ADDRESSEES.items():
            with self.subTest(written):
                self.assertEqual(read_values(write_letter(to=written)).get("to_places"), expected)

    def test_the_text_of_the_letter_is_never_an_addressee(self):
        for body in (
            "Căn cứ Kế hoạch số 5/KH-UBND của Ủy ban nhân dân tỉnh, Sở đề nghị.",
            "1. Báo cáo số liệu;\n2. Gửi về Sở.", "Thực hiện Công văn số 3/BGDĐT-VP của Bộ.",
            "Để chuẩn bị năm học mới, Sở đề nghị các trường báo cáo.",
        ):
            for to in ("Kính gửi: Các trường.", "Kính gửi:\n- Các trường;\n- Các phòng."):
                with self.subTest((body, to)):
                    found = read_values(write_letter(to=to, body=body))["to_places"]
                    self.assertIn(found, (["Các trường"], ["Các trường", "Các phòng"]))

    def test_document_that_goes_to_nobody_has_no_addressee(self):
        self.assertNotIn("to_places", read_values(write_decision()))
        self.assertNotIn("to_places", read_values(write_letter(to="")))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.sampled_from(
        ["Sở Nội vụ", "Sở Tài chính", "UBND các huyện, thị xã", "Công an tỉnh", "Kho bạc Nhà nước",
         "Các đơn vị trực thuộc", "Đài Phát thanh và Truyền hình"]), min_size=2, unique=True),
        st.sampled_from(["- ", "– ", "-", "+ ", "• "]))
    def test_a_list_comes_out_whole_and_in_order(self, names, mark):
        lines = ";\n".join(mark + name for name in names)
        found = read_values(write_letter(to=f"Kính gửi:\n{lines}."))
        self.assertEqual(found["to_places"], names)
        foot = f"Nơi nhận:\n{lines};\n{mark}Lưu: VT."
        found = read_values(write_letter(recipients=foot))
        self.assertEqual(found["recipients"], [*names, "Lưu: VT"])


class TestRecipients(BaseCase):

    def test_who_gets_a_copy(self):
        for written, expected in RECEIVERS.items():
            with self.subTest(written):
                found = read_values(write_letter(recipients=written))
                self.assertEqual(found.get("recipients"), expected)
                self.assertEqual(found.get("signer_name"), "Lê Thị Na")

    def test_signature_flattened_into_the_list_is_taken_out_of_it(self):
        foot = "Nơi nhận: GIÁM ĐỐC\n- Như trên; (Đã ký)\n- Lưu: VT. Lê Thị Na"
        found = read_values(write_letter(recipients=foot, signer=""))
        self.assertEqual(found["recipients"], ["Như trên", "Lưu: VT"])
        self.assertEqual(found["signer_name"], "Lê Thị Na")
        self.assertEqual(found["signer_position"], "GIÁM ĐỐC")

    def test_list_beside_the_signature_in_two_columns(self):
        foot = ("Nơi nhận:                         KT. GIÁM ĐỐC\n"
                "- Như trên;                       PHÓ GIÁM ĐỐC\n"
                "- Lưu: VT, KHTC.\n"
                "                                  Lê Thị Na")
        found = read_values(write_letter(recipients=foot, signer=""))
        self.assertEqual(found["recipients"], ["Như trên", "Lưu: VT, KHTC"])
        self.assertEqual(found["signer_name"], "Lê Thị Na")
        self.assertEqual(found["signer_position"], "PHÓ GIÁM ĐỐC")
        self.assertEqual(found["signer_competence"], "KT. GIÁM ĐỐC")

    def test_list_cut_off_inside_an_item_loses_that_item_only(self):
        cut = "Nơi nhận:\n- Như trên;\n- Sở Nội vụ;\n- Phòng Giáo dục và"
        found = read_values(write_letter(recipients=cut, signer="").rstrip())
        self.assertEqual(found["recipients"], ["Như trên", "Sở Nội vụ"])

    def test_dashes_of_the_text_are_no_recipients(self):
        body = "- Thu thập số liệu;\n- Báo cáo về Sở;\n- Thực hiện nghiêm túc."
        self.assertNotIn("recipients", read_values(write_letter(body=body, recipients="")))


class TestSigner(BaseCase):

    def test_who_signs_as_what_and_in_whose_place(self):
        for written, expected in SIGNERS.items():
            with self.subTest(written):
                found = read_values(write_letter(signer=written))
                names = ("signer_name", "signer_position", "signer_competence")
                self.assertEqual(tuple(found.get(name) for name in names), expected)

    def test_record_that_two_people_sign_names_nobody(self):
        signer = "CHỦ TỌA\nNguyễn Văn Bé"
        text = write_decision("Số: 4/BB-THPT", "BIÊN BẢN\nHọp Hội đồng trường\n", signer=signer)
        self.assertNotIn("signer_name", read_values(text))
        text = write_decision("Số: 4/TB-THPT", "THÔNG BÁO\nHọp Hội đồng trường\n", signer=SIGNER)
        self.assertEqual(read_values(text).get("signer_name"), "Lê Thị Na")

    def test_names_of_people_without_their_titles(self):
        for written, name in NAMES.items():
            with self.subTest(written):
                self.assertTrue(is_person_name(written))
                self.assertEqual(person_name(written), name)

    def test_offices_posts_and_words_are_no_names(self):
        for written in NO_NAMES:
            with self.subTest(written):
                self.assertFalse(is_person_name(written))

    def test_name_that_a_flattened_column_left_behind_an_item(self):
        for written, name in {
            "- Lưu: VT. TS. Nguyễn Văn A": "TS. Nguyễn Văn A",
            "- Như trên; Lê Thị Na": "Lê Thị Na",
            "- UBND tỉnh; Thượng tá Lê Văn Ba": "Thượng tá Lê Văn Ba",
            "- Sở Nội vụ (để biết) Trần Thị Sáu": "Trần Thị Sáu",
        }.items():
            with self.subTest(written):
                self.assertEqual(name_behind(written)[1], name)
        for written in ("- Lưu: VT, TCCB.", "Sở Nội vụ; Phòng Tài chính", "- Như trên;", "",
                        "- Công đoàn trường Nguyễn Du"):
            with self.subTest(written):
                self.assertIsNone(name_behind(written))


class TestDeadlineAndStamps(BaseCase):

    def deadline(self, sentence):
        return read_values(write_letter(body=sentence + "\n" + BODY)).get("due_date")

    def test_deadline_as_offices_set_it(self):
        for sentence, day in {
            "Đề nghị gửi báo cáo trước ngày 20/9/2024.": "2024-09-20",
            "Báo cáo gửi về Sở chậm nhất là ngày 05-10-2024.": "2024-10-05",
            "Các trường nộp hồ sơ trước 16 giờ 30 ngày 20/9/2024.": "2024-09-20",
            "Các trường hoàn thành trước ngày 15 tháng 12 năm 2024.": "2024-12-15",
            "Đề nghị góp ý, hạn cuối: ngày 30.9.2024.": "2024-09-30",
            "Đề nghị đăng ký trước thứ sáu, ngày 27/9/2024.": "2024-09-27",
            "Gửi báo cáo trước ngày 20/9/2024, nhắc lại: nộp trước ngày 20/9/2024.": "2024-09-20",
        }.items():
            with self.subTest(sentence):
                self.assertEqual(self.deadline(sentence), day)

    def test_day_that_sets_no_clear_deadline_is_left_out(self):
        for sentence in (
            "Đề nghị gửi báo cáo trước ngày 20/9.",
            "Đề nghị gửi báo cáo trước ngày 31/9/2024.",
            "Giáo viên được tuyển dụng trước ngày 01/10/2024 hưởng phụ cấp.",
            "Hội nghị diễn ra vào ngày 20/9/2024.",
            "Đề nghị gửi báo cáo trước ngày ..../9/2024.",
            "Lần 1 gửi trước ngày 20/9/2024; lần 2 gửi trước ngày 20/10/2024.",
        ):
            with self.subTest(sentence):
                self.assertIsNone(self.deadline(sentence))

    @settings(max_examples=60, deadline=None)
    @example(0)
    @example(1)
    @example(366)
    @example(367)
    @given(st.integers(-400, 800))
    def test_deadline_lies_after_the_document_and_within_a_year(self, days):
        issued = date(2024, 9, 3)
        day = issued + timedelta(days=days)
        found = self.deadline(f"Đề nghị gửi báo cáo trước ngày {day:%d/%m/%Y}.")
        self.assertEqual(found, day.isoformat() if 0 < days <= 366 else None)

    def test_without_its_own_date_a_document_has_no_deadline(self):
        text = write_letter(date="", body="Đề nghị gửi báo cáo trước ngày 20/9/2024.\n" + BODY)
        self.assertNotIn("due_date", read_values(text))

    def test_stamps_of_circulation(self):
        for stamp, scope in {
            "LƯU HÀNH NỘI BỘ": "internal", "XEM XONG TRẢ LẠI": "return",
            "(LƯU HÀNH NỘI BỘ)": "internal", "Lưu hành nội bộ": None,
            "LƯU HÀNH NỘI BỘ\nXEM XONG TRẢ LẠI": None,
        }.items():
            with self.subTest(stamp):
                text = write_letter(about=f"V/v báo cáo\n{stamp}")
                self.assertEqual(read_values(text).get("circulation_scope"), scope)

    def test_two_different_stamps_of_urgency_leave_it_open(self):
        for stamps, level in (("KHẨN\nKHẨN", 1), ("KHẨN\nHỎA TỐC", None)):
            text = write_letter(about=f"V/v báo cáo\n{stamps}")
            self.assertEqual(read_values(text).get("priority"), level)

    def test_recipients_do_not_change_what_else_is_read(self):
        plain = read_values(write_letter(recipients=""))
        both = read_values(write_letter(recipients=RECIPIENTS))
        self.assertEqual(both.pop("recipients"), ["Như trên", "Lưu: VT, TCCB"])
        self.assertEqual(plain, both)
