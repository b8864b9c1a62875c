"""The reader on the head of a document: number, date, place, offices, kind, subject."""

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from .reader_common import NATION, read_values, write_decision, write_letter

# Number as written → number, notation, reference, kind of document.
NUMBERS = {
    "Số: 05/2024/NQ-HĐND": ("05", "2024/NQ-HĐND", "05/2024/NQ-HĐND", "Nghị quyết"),
    "Số:15/QĐ-UBND": ("15", "QĐ-UBND", "15/QĐ-UBND", "Quyết định"),
    "Số 7/TB-SGDĐT": ("7", "TB-SGDĐT", "7/TB-SGDĐT", "Thông báo"),
    "Số: 1234 / SGDĐT – TCCB": ("1234", "SGDĐT-TCCB", "1234/SGDĐT-TCCB", "Công văn"),
    "Số: 12a/QĐ-THPT": ("12a", "QĐ-THPT", "12a/QĐ-THPT", "Quyết định"),
    "Số: 03/QyĐ-UBND": ("03", "QyĐ-UBND", "03/QyĐ-UBND", "Quy định"),
    "Số: 1/CTr-UBND": ("1", "CTr-UBND", "1/CTr-UBND", "Chương trình"),
    "SỐ: 9/BC-PGDĐT": ("9", "BC-PGDĐT", "9/BC-PGDĐT", "Báo cáo"),
    "Số: 21/SGDĐT.VP": ("21", "SGDĐT.VP", "21/SGDĐT.VP", "Công văn"),
    "Số 12-QĐ/TU": ("12", "QĐ/TU", "12-QĐ/TU", "Quyết định"),
    "Số: 45-BC/ĐUK": ("45", "BC/ĐUK", "45-BC/ĐUK", "Báo cáo"),
    "Số: 08/LĐLĐ": ("08", "LĐLĐ", "08/LĐLĐ", "Công văn"),
    "Số: 33/GM-UBND": ("33", "GM-UBND", "33/GM-UBND", "Giấy mời"),
    "Số: 2 345/UBND-KGVX": ("2345", "UBND-KGVX", "2345/UBND-KGVX", "Công văn"),
    "Số: 12/sgdđt-vp": ("12", "sgdđt-vp", "12/sgdđt-vp", "Công văn"),
    "Số: 104/TTr-MNHH": ("104", "TTr-MNHH", "104/TTr-MNHH", "Tờ trình"),
}
# Place and date as written → day, place.
DATES = {
    "Hà Nội, ngày 1 tháng 1 năm 1945": ("1945-01-01", "Hà Nội"),
    "Hà Nội, ngày 31 tháng 12 năm 2100": ("2100-12-31", "Hà Nội"),
    "TP. Hồ Chí Minh, ngày 29 tháng 02 năm 2024": ("2024-02-29", "TP. Hồ Chí Minh"),
    "Thành phố Hồ Chí Minh, ngày 5/9/2023": ("2023-09-05", "Thành phố Hồ Chí Minh"),
    "Bà Rịa - Vũng Tàu, ngày 02 tháng 9 năm 2022": ("2022-09-02", "Bà Rịa - Vũng Tàu"),
    "Phan Rang – Tháp Chàm, ngày 05 tháng 3 năm 2022": ("2022-03-05", "Phan Rang – Tháp Chàm"),
    "Ea H'leo, ngày 02 tháng 9 năm 2022": ("2022-09-02", "Ea H'leo"),
    "Quận 1, ngày 12 tháng 12 năm 2022": ("2022-12-12", "Quận 1"),
    "Xã Ia Pal, ngày 12 tháng 12 năm 2022": ("2022-12-12", "Xã Ia Pal"),
    "Hà Nội, 05/03/2022": ("2022-03-05", "Hà Nội"),
    "Ngày 05 tháng 3 năm 2022": ("2022-03-05", None),
    # A day that cannot be: the place is read all the same.
    "Huế, ngày 29 tháng 02 năm 2023": (None, "Huế"),
    "Huế, ngày 31 tháng 4 năm 2023": (None, "Huế"),
    "Huế, ngày 00 tháng 4 năm 2023": (None, "Huế"),
    "Huế, ngày 05 tháng 13 năm 2022": (None, "Huế"),
    "Buôn Ma Thuột, ngày 30 tháng 4 năm 1944": (None, "Buôn Ma Thuột"),
    "Hà Nội, ngày 01 tháng 01 năm 2101": (None, "Hà Nội"),
    "Hà Nội, ngày ... tháng 3 năm 2022": (None, "Hà Nội"),
    "Hà Nội, ngày 12 tháng … năm 2022": (None, "Hà Nội"),
    "Hà Nội, ngày 12 tháng 3 năm 20…": (None, "Hà Nội"),
}
# Offices above the number → who issues, who stands above.
ORGANS = {
    "BỘ GIÁO DỤC VÀ ĐÀO TẠO": ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", None),
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO":
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"),
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI\nTRƯỜNG THPT CHU VĂN AN":
        ("TRƯỜNG THPT CHU VĂN AN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI"),
    "UBND TỈNH LÀO CAI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG PTDT NỘI TRÚ":
        ("TRƯỜNG PTDT NỘI TRÚ", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
    "SỞ GIÁO DỤC VÀ\nĐÀO TẠO ĐẮK LẮK\nTRƯỜNG THPT\nBUÔN MA THUỘT":
        ("TRƯỜNG THPT BUÔN MA THUỘT", "SỞ GIÁO DỤC VÀ ĐÀO TẠO ĐẮK LẮK"),
    "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nCÔNG ĐOÀN GIÁO DỤC VIỆT NAM":
        ("CÔNG ĐOÀN GIÁO DỤC VIỆT NAM", "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"),
    "**UBND HUYỆN KRÔNG PẮC**\n**PHÒNG GIÁO DỤC VÀ ĐÀO TẠO**":
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "UBND HUYỆN KRÔNG PẮC"),
    "1. UBND XÃ IA PAL\nTRƯỜNG MẦM NON HOA HỒNG": ("TRƯỜNG MẦM NON HOA HỒNG", "UBND XÃ IA PAL"),
    "ỦY\nBAN NHÂN DÂN XÃ IA PAL\nTRƯỜNG TIỂU HỌC LÊ LỢI":
        ("TRƯỜNG TIỂU HỌC LÊ LỢI", "ỦY BAN NHÂN DÂN XÃ IA PAL"),
}
# Lines below the kind of a named document → subject, authority.
HEADINGS = {
    "QUYẾT ĐỊNH\nVề việc thành lập Hội đồng thi\n": ("Về việc thành lập Hội đồng thi", None),
    "QUYẾT ĐỊNH\nVề việc thành lập Hội đồng thi tốt nghiệp\nnăm 2024\n":
        ("Về việc thành lập Hội đồng thi tốt nghiệp năm 2024", None),
    "QUYẾT ĐỊNH\nVề việc bổ nhiệm viên chức quản lý\n\nGIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO\n":
        ("Về việc bổ nhiệm viên chức quản lý", "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
    "QUYẾT ĐỊNH\nBan hành Quy chế văn thư, lưu trữ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n":
        ("Ban hành Quy chế văn thư, lưu trữ", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
    "Q U Y Ế T  Đ Ị N H\nVề việc nâng bậc lương\n": ("Về việc nâng bậc lương", None),
    "QUYẾT ĐỊNH:\n(Về việc nâng bậc lương thường xuyên)\n":
        ("Về việc nâng bậc lương thường xuyên", None),
    "QUYẾT ĐỊNH Về việc nâng bậc lương\n": ("Về việc nâng bậc lương", None),
}


class TestNumber(BaseCase):

    def test_number_notation_and_kind_of_what_offices_write(self):
        for written, expected in NUMBERS.items():
            with self.subTest(written):
                found = read_values(write_letter(number=written))
                names = ("code_number", "code_notation", "reference", "type")
                self.assertEqual(tuple(found.get(name) for name in names), expected)

    def test_number_not_yet_given_proposes_no_reference(self):
        for written, notation in {
            "Số: ....../KH-UBND": "KH-UBND", "Số:    /2025/QĐ-UBND": "2025/QĐ-UBND",
            "Số: ……/SGDĐT-VP": "SGDĐT-VP", "Số: ___/TB-THPT": "TB-THPT",
        }.items():
            with self.subTest(written):
                found = read_values(write_letter(number=written))
                self.assertEqual(found.get("code_notation"), notation)
                self.assertNotIn("code_number", found)
                self.assertNotIn("reference", found)

    def test_number_without_notation_is_none(self):
        for written in ("Số: 12/", "Số 12", "Số: 12/2024", "Số: /", "Số: 12 -"):
            with self.subTest(written):
                found = read_values(write_letter(number=written))
                self.assertNotIn("reference", found)
                self.assertNotIn("code_number", found)

    def test_number_glued_to_the_office_above_or_the_place_behind(self):
        text = write_letter(number="", date="", organ="SỞ GIÁO DỤC VÀ ĐÀO TẠO Số: 88/SGDĐT-VP")
        self.assertEqual(read_values(text).get("reference"), "88/SGDĐT-VP")
        text = write_letter(
            number="Số: 327/SGDĐT-KHTCVũng Tàu, ngày 29 tháng 4 năm 2011", date="")
        self.assertEqual(read_values(text).get("reference"), "327/SGDĐT-KHTC")

    def test_two_numbers_on_one_line_are_undecided_and_on_two_the_first_counts(self):
        two = "Số: 12/SGDĐT-VP   Số: 13/SGDĐT-VP"
        self.assertNotIn("reference", read_values(write_letter(number=two)))
        found = read_values(write_letter(number=two.replace("   ", "\n")))
        self.assertEqual(found.get("reference"), "12/SGDĐT-VP")

    def test_number_of_the_law_that_is_cited_above_is_not_taken(self):
        text = write_letter(number="", about="Theo Quyết định số 99/QĐ-TTg ngày 01/02/2024")
        self.assertNotIn("reference", read_values(text))

    @settings(max_examples=80, deadline=None)
    @given(st.integers(1, 99_999), st.sampled_from(
        ["SGDĐT-VP", "QĐ-UBND", "TB-THPT", "BC-PGDĐT", "TTr-SGDĐT", "KH-BGDĐT", "UBND-VHXH"]))
    def test_every_number_is_read_as_it_stands(self, number, notation):
        found = read_values(write_letter(number=f"Số: {number}/{notation}"))
        self.assertEqual(found["code_number"], str(number))
        self.assertEqual(found["code_notation"], notation)
        self.assertEqual(found["reference"], f"{number}/{notation}")


class TestDateAndPlace(BaseCase):

    def test_day_and_place_of_what_offices_write(self):
        for written, expected in DATES.items():
            with self.subTest(written):
                found = read_values(write_letter(date=written))
                self.assertEqual(
                    (found.get("issued_date"), found.get("issued_place")), expected)

    @settings(max_examples=80, deadline=None)
    @given(st.dates(), st.sampled_from(["%d tháng %m năm %Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]),
           st.sampled_from(["Pleiku", "Hà Nội", "Cần Thơ", "Thành phố Huế"]))
    def test_every_believable_day_is_read_and_no_other(self, day, form, place):
        # strftime does not fill the year to four digits everywhere.
        written = day.strftime(form.replace("%Y", f"{day.year:04d}"))
        found = read_values(write_letter(date=f"{place}, ngày {written}"))
        believable = 1945 <= day.year <= 2100
        self.assertEqual(found.get("issued_date"), day.isoformat() if believable else None)
        self.assertEqual(found.get("issued_place"), place)

    def test_day_of_the_subject_is_not_the_day_of_the_document(self):
        about = "V/v nghỉ học ngày 26/11/2018"
        found = read_values(write_letter(about=about))
        self.assertEqual(found["issued_date"], "2024-09-03")
        self.assertNotIn("issued_date", read_values(write_letter(about=about, date="")))

    def test_number_and_date_in_two_columns_of_one_line(self):
        for gap in (" " * 12, "\t", " | "):
            with self.subTest(gap):
                line = f"Số: 151/TB-PGDĐT{gap}Đồng Xoài, ngày 20 tháng 3 năm 2012."
                found = read_values(write_letter(number=line, date=""))
                self.assertEqual(found.get("reference"), "151/TB-PGDĐT")
                self.assertEqual(found.get("issued_date"), "2012-03-20")
                self.assertEqual(found.get("issued_place"), "Đồng Xoài")


class TestOrgans(BaseCase):

    def test_who_issues_and_who_stands_above(self):
        for written, expected in ORGANS.items():
            with self.subTest(written):
                found = read_values(write_letter(organ=written))
                self.assertEqual(
                    (found.get("organ_name"), found.get("organ_parent_name")), expected)

    def test_two_columns_side_by_side_are_kept_apart(self):
        nation = NATION.splitlines()
        for gap in (" " * 10, " | ", "\t"):
            with self.subTest(gap):
                text = write_letter(nation="", organ="\n".join((
                    f"UBND TỈNH ĐẮK LẮK{gap}{nation[0]}",
                    f"SỞ GIÁO DỤC VÀ ĐÀO TẠO{gap}{nation[1]}",
                )))
                found = read_values(text)
                self.assertEqual(found.get("organ_name"), "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
                self.assertEqual(found.get("organ_parent_name"), "UBND TỈNH ĐẮK LẮK")

    def test_what_is_no_office_issues_nothing(self):
        for written in ("Sở Giáo dục và Đào tạo", "HELLO WORLD", "12345", "MẪU ĐƠN"):
            with self.subTest(written):
                self.assertNotIn("organ_name", read_values(write_letter(organ=written)))

    def test_english_heading_beside_the_vietnamese_one_is_left_out(self):
        text = write_letter(organ="BỘ GIÁO DỤC VÀ ĐÀO TẠO\nMINISTRY OF EDUCATION AND TRAINING")
        self.assertEqual(read_values(text).get("organ_name"), "BỘ GIÁO DỤC VÀ ĐÀO TẠO")


class TestSubject(BaseCase):

    def test_subject_and_authority_of_a_named_document(self):
        for heading, expected in HEADINGS.items():
            with self.subTest(heading):
                found = read_values(write_decision(heading=heading))
                self.assertEqual(found.get("type"), "Quyết định")
                self.assertEqual((found.get("subject"), found.get("authority")), expected)

    def test_each_kind_is_told_by_its_heading(self):
        for number, heading, kind in (
            ("Số: 1/TB-THPT", "THÔNG BÁO", "Thông báo"), ("Số: 1/KH-THPT", "KẾ HOẠCH", "Kế hoạch"),
            ("Số: 1/BC-THPT", "BÁO CÁO", "Báo cáo"), ("Số: 1/TTr-THPT", "TỜ TRÌNH", "Tờ trình"),
            ("Số: 1/HD-SGDĐT", "HƯỚNG DẪN", "Hướng dẫn"), ("Số: 1/GM-UBND", "GIẤY MỜI", "Giấy mời"),
            ("Số: 1/BB-THPT", "BIÊN BẢN", "Biên bản"), ("Số: 1/CT-UBND", "CHỈ THỊ", "Chỉ thị"),
            ("Số: 1/CĐ-UBND", "CÔNG ĐIỆN", "Công điện"), ("Số: 2/ĐA-UBND", "ĐỀ ÁN", "Đề án"),
            ("Số: 1/2024/TT-BGDĐT", "THÔNG TƯ", "Thông tư"),
            ("Số: 1/GGT-THPT", "GIẤY GIỚI THIỆU", "Giấy giới thiệu"),
            ("Số: 1/QC-THPT", "QUY CHẾ", "Quy chế"),
            ("Số: 3/PC-VP", "PHIẾU CHUYỂN", "Phiếu chuyển"),
        ):
            with self.subTest(heading):
                text = write_decision(number, f"{heading}\nTổ chức tuần lễ áo dài năm 2024\n")
                found = read_values(text)
                self.assertEqual(found.get("type"), kind)
                self.assertEqual(found.get("subject"), "Tổ chức tuần lễ áo dài năm 2024")

    def test_abbreviation_of_a_department_is_not_a_kind(self):
        # TC, PC, HD are kinds, and departments as well: "V/v" tells that it is a letter.
        for number in ("Số: 5/TC-HCSN", "Số: 5/PC-VP", "Số: 5/HD-BTC", "Số: 5/CT-TTHT"):
            with self.subTest(number):
                self.assertEqual(read_values(write_letter(number=number)).get("type"), "Công văn")

    def test_subject_of_a_letter_ends_with_its_lines(self):
        for about, subject in {
            "V/v báo cáo\nsố liệu năm học 2023-2024": "báo cáo số liệu năm học 2023-2024",
            "V/v triển khai công tác\nTết Nguyên đán": "triển khai công tác Tết Nguyên đán",
            "(V/v cử cán bộ tập huấn)": "cử cán bộ tập huấn",
            "(V/v tập huấn sách giáo khoa (lớp 5))": "tập huấn sách giáo khoa (lớp 5)",
            "V/v: Báo cáo thực hiện Quyết định 21-TTg": "Báo cáo thực hiện Quyết định 21-TTg",
        }.items():
            with self.subTest(about):
                found = read_values(write_letter(about=about))
                self.assertEqual(found.get("subject"), subject)

    def test_letter_without_a_subject_has_none(self):
        found = read_values(write_letter(about=""))
        self.assertEqual(found.get("type"), "Công văn")
        self.assertNotIn("subject", found)

    def test_subject_that_the_text_breaks_off_in_is_not_proposed(self):
        text = write_letter(to="", body="", recipients="", signer="", date="", about="V/v báo cáo")
        self.assertNotIn("subject", read_values(text))
