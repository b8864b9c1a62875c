"""Tables of right and wrong wording for the rules that read what is written."""

from odoo.addons.vanthu_document.tools.format_check import Context, check

from .format_common import FormatCase, raw_docx
from .format_defects import text
from .format_drafts import LONG, TYPE_CODES, context_of, good


class TestFormatHeadTexts(FormatCase):

    def assert_texts(self, kind, component, only, table, **known):
        """Each text of a component breaks exactly the rules that stand beside it."""
        for value, wrong in table:
            with self.subTest(component, value=value):
                self.assertEqual(
                    self.broken(kind, only, text(component, value), **known), wrong)

    def test_number_of_a_named_type(self):
        self.assert_texts("Thông báo", "number", "C3.", (
            ("Số: 125/TB-SGDĐT", []), ("Số: 01/TB-SGDĐT", []), ("Số: 1125/TB-SGDĐT", []),
            ("Số:     /TB-SGDĐT", []), ("Số: …/TB-SGDĐT", []), ("Số: ......./TB-SGDĐT", []),
            ("Số: 125/TB-SGDĐT-VP", []), ("Số: 125/TB-SGDĐT-GDTrH", []),
            ("Số: 1/TB-SGDĐT", ["C3.zero"]), ("Số: 0125/TB-SGDĐT", ["C3.zero"]),
            ("Số 125/TB-SGDĐT", ["C3.label"]), ("số: 125/TB-SGDĐT", ["C3.label"]),
            ("Số: 125 / TB-SGDĐT", ["C3.blanks"]), ("Số: 125/TB - SGDĐT", ["C3.blanks"]),
            ("Số: 125/TB–SGDĐT", ["C3.blanks"]), ("Số: 125/BC-SGDĐT", ["C3.type"]),
            ("Số: 125/TB-SNV", ["C3.organ"]), ("Số: 125/SGDĐT", ["C3.type"]),
            ("Số: 125/2026/TB-SGDĐT", ["C3.form", "C3.type"]),
            ("Số: 125/TB-Sgdđt", ["C3.form", "C3.organ"])))

    def test_number_of_a_letter_has_no_type(self):
        self.assert_texts("Công văn", "number", "C3.", (
            ("Số: 125/SGDĐT-VP", []), ("Số: 125/SGDĐT-GDTrH", []), ("Số: 125/SGDĐT", []),
            ("Số: 09/SGDĐT-VP", []), ("Số: 9/SGDĐT-VP", ["C3.zero"]),
            ("Số: 125/CV-SGDĐT", ["C3.organ"]), ("Số: 125/SNV-VP", ["C3.organ"]),
            ("Số: 125/SGDĐT-Vp", ["C3.form"])))

    def test_number_of_a_legal_act_has_the_year(self):
        self.assert_texts("Quyết định", "number", "C3.", (
            ("Số: 12/2026/QĐ-UBND", []), ("Số:   /2026/QĐ-UBND", []),
            ("Số: 12/2026/NQ-HĐND", []), ("Số: 12/2026/NQ-HĐND15", []),
            ("Số: 2/2026/QĐ-UBND", ["C3.zero"]), ("Số: 12/QĐ-UBND", ["C3.legal"]),
            ("Số: 12/2025/QĐ-UBND", ["C3.legal"]), ("Số: 12/2026/UBND", ["C3.legal"]),
            ("Số: 12/2026/QĐ-ubnd", ["C3.legal"])), legal=True)

    def test_day_and_month(self):
        self.assert_texts("Báo cáo", "date", "C4.", (
            ("Lào Cai, ngày 05 tháng 9 năm 2026", []), ("Lào Cai, ngày 31 tháng 12 năm 2026", []),
            ("Lào Cai, ngày 01 tháng 01 năm 2026", []), ("Lào Cai, ngày 29 tháng 02 năm 2028", []),
            ("Lào Cai, ngày    tháng    năm 2026", []), ("Lào Cai, ngày … tháng 9 năm 20…", []),
            ("Lào Cai, ngày 29 tháng 02 năm    ", []),
            ("Lào Cai, ngày 5 tháng 9 năm 2026", ["C4.zero"]),
            ("Lào Cai, ngày 05 tháng 09 năm 2026", ["C4.zero"]),
            ("Lào Cai, ngày 05 tháng 1 năm 2026", ["C4.zero"]),
            ("Lào Cai, ngày 29 tháng 02 năm 2026", ["C4.form"]),
            ("Lào Cai, ngày 31 tháng 4 năm 2026", ["C4.form"]),
            ("Lào Cai, ngày 05 tháng 13 năm 2026", ["C4.form"]),
            ("Lào Cai, ngày 05 tháng 9 năm 26", ["C4.form"]),
            ("Lào Cai, ngày 05 tháng 9 năm 2026 ./.", ["C4.form"]),
            ("Lào Cai, 05/9/2026", ["C4.form", "C4.comma"]),
            ("Lào Cai ngày 05 tháng 9 năm 2026", ["C4.comma"]),
            ("ngày 05 tháng 9 năm 2026", ["C4.comma"])), place="")

    def test_place_is_that_of_the_office(self):
        self.assert_texts("Báo cáo", "date", "C4.name", (
            ("Lào Cai, ngày 05 tháng 9 năm 2026", []), ("LÀO CAI, ngày 05 tháng 9 năm 2026", []),
            ("Lào  Cai, ngày    tháng    năm 2026", []),
            ("Lao Cai, ngày 05 tháng 9 năm 2026", ["C4.name"]),
            ("TP. Lào Cai, ngày 05 tháng 9 năm 2026", ["C4.name"]),
            ("Tỉnh Lào Cai, ngày 05 tháng 9 năm 2026", ["C4.name"]),
            ("Hà Nội, ngày 05 tháng 9 năm 2026", ["C4.name"])))

    def test_place_is_never_abbreviated_even_where_the_office_says_none(self):
        self.assert_texts("Báo cáo", "date", "C4.name", (
            ("Hòa Bình, ngày 05 tháng 9 năm 2026", []), ("Phường 3, ngày 05 tháng 9 năm 2026", []),
            ("Thành phố Hồ Chí Minh, ngày 05 tháng 9 năm 2026", []),
            ("Quảng Trị, ngày 05 tháng 9 năm 2026", []),
            ("P. 3, ngày 05 tháng 9 năm 2026", ["C4.name"]),
            ("TP. Hồ Chí Minh, ngày 05 tháng 9 năm 2026", ["C4.name"]),
            ("Q.1, ngày 05 tháng 9 năm 2026", ["C4.name"])), place="")

    def test_urgency_agrees_with_what_was_chosen(self):
        for chosen, mark, wrong in (
                ("Khẩn", "KHẨN", []), ("Hỏa tốc", "HOẢ TỐC", []), ("Thường", "", []),
                ("Thượng khẩn", "THƯỢNG KHẨN", []), ("", "KHẨN", []), ("", "", []),
                ("Hỏa tốc hẹn giờ", "HỎA TỐC HẸN GIỜ", []),
                ("Khẩn", "HỎA TỐC", ["A2.agrees"]), ("Thường", "KHẨN", ["A2.agrees"]),
                ("Khẩn", "", ["A2.required"]), ("Hỏa tốc", "", ["A2.required"])):
            with self.subTest(chosen, mark=mark):
                self.assertEqual(self.broken(
                    "Báo cáo", ("A2.agrees", "A2.required"), text("urgency", mark),
                    urgency=chosen), wrong)

    def test_urgency_nobody_chose_should_not_stand_there(self):
        draft = good("Thông báo")
        draft.texts["urgency"] = "KHẨN"
        finding, = check(draft.build(), self.rules, context_of(draft))
        self.assertEqual((finding.rule, finding.expected.code), ("A2.agrees", "nothing"))

    def test_motto_and_country_to_the_letter(self):
        self.assert_texts("Thông báo", "motto", "C1b.", (
            ("Độc lập - Tự do - Hạnh phúc", []),
            ("Độc lập - Tự do – Hạnh phúc", ["C1b.dash"]),
            ("Độc lập – Tự do – Hạnh phúc", ["C1b.dash"]),
            ("Độc lập -Tự do- Hạnh phúc", ["C1b.text"]),
            ("Độc lập - Tự Do - Hạnh phúc", ["C1b.text"]),
            ("ĐỘC LẬP - TỰ DO - HẠNH PHÚC", ["C1b.text"]),
            ("Độc lập - Tự do - Hạnh phúc.", ["C1b.text"])))
        self.assert_texts("Thông báo", "nation", "C1a.", (
            ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", []),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA  VIỆT NAM", []),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM", ["C1a.text"]),
            ("Cộng hòa xã hội chủ nghĩa Việt Nam", ["C1a.text"]),
            ("CỘNG HÒA XHCN VIỆT NAM", ["C1a.required"])))

    def test_name_of_the_organ_in_full(self):
        self.assert_texts("Thông báo", "organ", "C2b.name", (
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", []), ("SỞ GIÁO DỤC\nVÀ ĐÀO TẠO", []),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH LÀO CAI", []), ("SỞ GD&ĐT", ["C2b.name"]),
            ("SỞ GIÁO DỤC - ĐÀO TẠO", ["C2b.name"]), ("SỞ NỘI VỤ", ["C2b.name"])))

    def test_subject_of_a_letter(self):
        self.assert_texts("Công văn", "letter_subject", "C5b.", (
            ("V/v tổ chức hội nghị", []), ("V/v: tổ chức hội nghị", []),
            ("v/v tổ chức hội nghị", ["C5b.prefix"]), ("V/V tổ chức", ["C5b.prefix"]),
            ("Về việc tổ chức hội nghị", ["C5b.prefix"])))

    def test_heading_is_the_name_of_the_type(self):
        self.assert_texts("Kế hoạch", "type", "C5a.", (
            ("KẾ HOẠCH", []), ("KẾ  HOẠCH", []), ("KẾ HOACH", ["C5a.name"]),
            ("Kế hoạch", ["C5a.case"]), (None, ["C5a.required"])))

    def test_addressees(self):
        for label, items, wrong in (
                ("Kính gửi: Ủy ban nhân dân tỉnh.", None, []),
                ("Kính gửi:", ["- Sở Nội vụ;", "- Sở Tài chính."], []),
                ("Kính gửi", ["- Sở Nội vụ;", "- Sở Tài chính."], ["C9a.label"]),
                ("KÍNH GỬI:", ["- Sở Nội vụ;", "- Sở Tài chính."], ["C9a.label"]),
                ("Kính gửi:", ["- Sở Nội vụ,", "- Sở Tài chính."], ["C9a.list"]),
                ("Kính gửi:", ["- Sở Nội vụ;", "- Sở Tài chính;"], ["C9a.list"]),
                ("Kính gửi:", ["– Sở Nội vụ;", "- Sở Tài chính."], ["C9a.list"]),
                ("Kính gửi:", None, ["C9a.list"]), (None, None, ["C9a.required"])):
            with self.subTest(label, items=items):
                self.assertEqual(self.broken("Công văn", "C9a", lambda draft, rows=(label, items): (
                    draft.texts.update(addressee=rows[0], addressees=rows[1]))), wrong)


class TestFormatBodyTexts(FormatCase):

    def rows(self, kind, rows, only, **known):
        """Rules that a text of these rows breaks."""
        return self.broken(kind, only, lambda draft: setattr(
            draft, "body", [*rows, *draft.body]), **known)

    def test_grounds_end_in_order(self):
        for basis, wrong in (
                (["Căn cứ Luật Giáo dục;", "Theo đề nghị của Chánh Văn phòng."], []),
                (["Căn cứ Luật Giáo dục."], []),
                (["Căn cứ Luật Giáo dục;", "Căn cứ Luật Viên chức;"], ["C6a.end"]),
                (["Căn cứ Luật Giáo dục,", "Căn cứ Luật Viên chức."], ["C6a.end"]),
                (["Căn cứ Luật Giáo dục.", "Căn cứ Luật Viên chức."], ["C6a.end"]),
                (None, ["C6a.required"])):
            with self.subTest(basis):
                self.assertEqual(self.broken(
                    "Quyết định", ("C6a.end", "C6a.required"), text("basis", basis)), wrong)

    def test_acts_are_cited_in_full_and_laws_by_name(self):
        day = "ngày 05 tháng 3 năm 2020"
        for ground, wrong in (
                (f"Căn cứ Nghị định số 30/2020/NĐ-CP {day} của Chính phủ về công tác văn thư", []),
                ("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2020 của Ủy ban nhân dân tỉnh", []),
                (f"Căn cứ Kế hoạch số …/KH-UBND {day} của Ủy ban nhân dân tỉnh", []),
                ("Căn cứ Kế hoạch năm học đã được phê duyệt", []),
                ("Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ tỉnh", []),
                ("Căn cứ chức năng, nhiệm vụ của Sở Giáo dục và Đào tạo", []),
                ("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019", []),
                ("Căn cứ Bộ luật Lao động", []),
                ("Theo đề nghị của Trưởng phòng tại Tờ trình số 5", []),
                ("Căn cứ Nghị định 30/2020/NĐ-CP của Chính phủ", ["C6a.citation"]),
                ("Căn cứ Nghị định về công tác văn thư của Chính phủ", ["C6a.citation"]),
                (f"Căn cứ Thông tư số 32/2018/TT-BGDĐT {day}", ["C6a.citation"]),
                ("Căn cứ Thông tư số 32/2018/TT-BGDĐT của Bộ Giáo dục và Đào tạo",
                 ["C6a.citation"]),
                ("Căn cứ Công văn số 12/SNV-TCBC của Sở Nội vụ", ["C6a.citation"]),
                ("Căn cứ Luật Giáo dục số 43/2019/QH14", ["C6a.law"]),
                ("Căn cứ vào Pháp lệnh số 12/2020/UBTVQH14", ["C6a.law"])):
            with self.subTest(ground):
                found = self.broken("Quyết định", ("C6a.citation", "C6a.law"), text(
                    "basis", [ground + ";", "Theo đề nghị của Chánh Văn phòng Sở."]))
                self.assertEqual(found, wrong)

    def test_headings(self):
        for word, wrong in (
                ("Phần I", []), ("Phần IV", []), ("Chương II", []), ("Mục 1", []),
                ("Tiểu mục 2", []), ("Phần thứ nhất", []), ("Phần 1", ["C6c.number"]),
                ("Chương 2", ["C6c.number"]), ("Mục IV", ["C6c.number"]),
                ("Tiểu mục II", ["C6c.number"])):
            with self.subTest(word):
                self.assertEqual(self.rows("Thông báo", [
                    ("heading", word), ("heading", "QUY ĐỊNH CHUNG")], "C6c."), wrong)

    def test_articles(self):
        for first, second, wrong in (
                ("Điều 1.", "Điều 2.", []), ("Điều 5.", "Điều 6.", []),
                ("Điều 1:", "Điều 2.", ["C6e.dot"]), ("Điều 1", "Điều 2.", ["C6e.dot"]),
                ("Điều 1.", "Điều 3.", ["C6e.order"]), ("Điều 2.", "Điều 1.", ["C6e.order"]),
                ("Điều 1.", "Điều 1.", ["C6e.order"])):
            with self.subTest(first, second=second):
                def spoil(draft, labels=(first, second)):
                    draft.body = [("article", (label, " Ban hành quy chế.")) for label in labels]
                self.assertEqual(
                    self.broken("Quyết định", ("C6e.dot", "C6e.order"), spoil), wrong)

    def test_points_follow_the_alphabet_of_the_country(self):
        for letters, wrong in (
                ("abcdđeghiklmnopqrstuvxy", []), ("a", []), ("ab", []), ("abcdđ", []),
                ("abce", ["C6f.letter"]), ("abcde", ["C6f.letter"]), ("abd", ["C6f.letter"]),
                ("abcdđef", ["C6f.letter"]), ("ac", ["C6f.letter"])):
            with self.subTest(letters):
                self.assertEqual(self.rows("Thông báo", [
                    "1. Các nội dung:", *[f"{letter}) {LONG}" for letter in letters]],
                    "C6f.letter"), wrong)
        twice = ["1. Một:", f"a) {LONG}", f"b) {LONG}", "2. Hai:", f"a) {LONG}", f"b) {LONG}"]
        self.assertEqual(self.rows("Thông báo", twice, "C6f.letter"), [])

    def test_clauses_and_points(self):
        for row, wrong in (
                ("1. Nội dung", []), ("a) Nội dung", []), ("2026 là năm học mới", []),
                ("1) Nội dung", ["C6f.clause"]), ("1/ Nội dung", ["C6f.clause"]),
                ("a. Nội dung", ["C6f.point"])):
            with self.subTest(row):
                self.assertEqual(self.rows(
                    "Thông báo", [row + " " + LONG], ("C6f.clause", "C6f.point")), wrong)

    def test_end_of_the_text(self):
        for end, wrong in (("./.", []), (" ./.", []), (". / .", []), (".", ["X1.end"]),
                           ("./", ["X1.end"]), ("", ["X1.end"])):
            with self.subTest(end):
                self.assertEqual(self.broken("Thông báo", "X1", lambda draft, end=end: setattr(
                    draft, "body", [*draft.body[:-1], "Đề nghị các đơn vị thực hiện" + end])),
                    wrong)

    def test_dots_of_a_template_are_filled_in(self):
        for row, wrong in (
                ("Họp tại hội trường, có bàn, ghế, máy chiếu, …", []),
                ("Gồm có sổ, bút, phấn...", []),
                ("Thời gian: ……………… tại hội trường Sở.", ["X1.filled"]),
                ("Giao .......... chủ trì.", ["X1.filled"]),
                ("Kinh phí: … … … đồng.", ["X1.filled"]),
                ("Người thực hiện: . . . . . . . .", ["X1.filled"]),
                ("1. ………………….", ["X1.filled"])):
            with self.subTest(row):
                self.assertEqual(self.rows("Thông báo", [row], "X1"), wrong)
        self.assertEqual(self.broken("Quyết định", "X1", text("basis", [
            "Căn cứ ………………;", "Theo đề nghị của Chánh Văn phòng."])), ["X1.filled"])

    def test_dots_of_the_registration_and_of_annexes_may_stay(self):
        for component, value in (
                ("number", "Số: ......./TB-SGDĐT"),
                ("date", "Lào Cai, ngày …… tháng …… năm 2026")):
            self.assertEqual(self.broken("Thông báo", "X1", text(component, value)), [])
        form = ("Phụ lục", ("annex_title", "PHIẾU ĐĂNG KÝ"), ("body", "Họ và tên: ………………"))
        self.assertEqual(self.broken(
            "Kế hoạch", "X1", lambda draft: setattr(draft, "annexes", [form])), [])

    def test_capitals(self):
        for sentence, wrong in (
                ("Theo khoản 2 Điều 5 của Luật.", []), ("Theo Chương II của Nghị định.", []),
                ("Giao Giám đốc Sở chủ trì.", []), ("Giao GIÁM ĐỐC SỞ chủ trì.", []),
                ("Các giám đốc trung tâm dự họp.", []), ("Họp với v.v. các đơn vị.", []),
                ("Theo điều 5 của Luật.", ["S6"]), ("Theo chương II của Luật.", ["S6"]),
                ("Tại Khoản 2 của Luật.", ["S6"]), ("Giao Giám Đốc chủ trì.", ["S4"]),
                ("Theo thông tư số 32/2018/TT-BGDĐT.", ["S5"]),
                ("Gửi Ủy ban Nhân dân tỉnh.", ["S2"]), ("Gửi Sở giáo dục và đào tạo.", ["S2"]),
                ("Của Đảng và nhà nước ta.", ["S3"]), ("Đã họp. các đơn vị nghe.", ["S1"])):
            with self.subTest(sentence):
                self.assertEqual(self.rows("Thông báo", [sentence], "S"), wrong)


class TestFormatCloseTexts(FormatCase):

    def signed(self, position, name, only, **known):
        """Rules that a block of signature breaks."""
        return self.broken("Thông báo", only, lambda draft: setattr(
            draft, "signers", [(position, name)]), **known)

    def test_capacity_and_its_full_stop(self):
        for capacity, position, wrong in (
                ("head", ["GIÁM ĐỐC"], []), ("kt", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], []),
                ("tm", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], []), ("q", ["Q. GIÁM ĐỐC"], []),
                ("tuq", ["TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"], []),
                ("kt", ["KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], ["C7a.dot"]),
                ("kt", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"], ["C7a.capacity"]),
                ("head", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], ["C7a.capacity"]),
                ("tm", ["CHỦ TỊCH"], ["C7a.capacity"])):
            with self.subTest(capacity, position=position):
                self.assertEqual(self.signed(
                    position, "Nguyễn Văn An", ("C7a.dot", "C7a.capacity"),
                    signing_capacity=capacity), wrong)

    def test_position_alone_is_expected_of_the_head(self):
        draft = good("Thông báo")
        context = context_of(draft, signing_capacity="head")
        finding, = check(draft.build(), self.rules, context)
        self.assertEqual(finding.expected.code, "plain_position")

    def test_names_with_and_without_degrees(self):
        for name, wrong in (
                ("Nguyễn Văn An", []), ("Nguyễn Thị Bảo Ngọc", []), ("Tô Ngọc Thạc", []),
                ("Cù Huy Cận", []), ("Ông Ích Khiêm", []),
                ("Ông Nguyễn Văn An", ["C7b.title"]), ("Bà Lê Thị Hoa", ["C7b.title"]),
                ("TS. Nguyễn Văn An", ["C7b.title"]), ("ThS Nguyễn Văn An", ["C7b.title"]),
                ("PGS.TS. Nguyễn Văn An", ["C7b.title"]),
                ("Tiến sĩ Nguyễn Văn An", ["C7b.title"]), ("NGƯT Nguyễn Văn An", ["C7b.title"]),
                ("NGUYỄN VĂN AN", ["C7b.case"])):
            with self.subTest(name):
                self.assertEqual(self.signed(
                    ["GIÁM ĐỐC"], name, ("C7b.title", "C7b.case")), wrong)

    def test_name_is_compared_without_its_degree(self):
        for written, chosen, wrong in (
                ("Nguyễn Văn An", "Nguyễn Văn An", []), ("Nguyễn Văn An", "", []),
                ("Nguyễn Hoà", "Nguyễn Hòa", []), ("TS. Nguyễn Văn An", "Nguyễn Văn An", []),
                ("Nguyễn Văn Ân", "Nguyễn Văn An", ["C7b.name"])):
            with self.subTest(written, chosen=chosen):
                self.assertEqual(self.signed(
                    ["GIÁM ĐỐC"], written, "C7b.name", signer_name=chosen), wrong)

    def test_receivers(self):
        for items, wrong in (
                (["- Như trên;", "- Lưu: VT, VP."], []), (["- Như trên;", "- Lưu: VT."], []),
                (["- Như trên;", "- UBND tỉnh", "(để báo cáo);", "- Lưu: VT, VP (03)."], []),
                (["- Như trên;", "- Lưu VT, VP."], ["C9r.archive"]),
                (["- Như trên;", "- Lưu: VP."], ["C9r.archive"]),
                (["- Như trên,", "- Lưu: VT."], ["C9r.list"]),
                (["- Như trên;", "- Lưu: VT"], ["C9r.list"]),
                (["- Các phòng;", "- Lưu: VT."], ["C9r.above"]),
                (["Như trên;", "- Lưu: VT."], ["C9r.list"])):
            with self.subTest(items):
                self.assertEqual(self.broken("Công văn", (
                    "C9r.list", "C9r.archive", "C9r.above"), text("recipients", items)), wrong)

    def test_annexes(self):
        body = ("body", LONG)
        reference = ("annex_reference", "(Kèm theo Kế hoạch số …/KH-SGDĐT ngày … của Sở)")
        for titles, wrong in (
                (["Phụ lục"], []), (["Phụ lục I", "Phụ lục II"], []),
                (["PHỤ LỤC"], ["A1.case"]), (["Phụ lục 1", "Phụ lục 2"], ["A1.number"]),
                (["Phụ lục I", "Phụ lục 2"], ["A1.number"])):
            with self.subTest(titles):
                self.assertEqual(self.broken("Kế hoạch", ("A1.case", "A1.number"), lambda draft,
                                 titles=titles: setattr(draft, "annexes", [
                                     (title, ("annex_title", "DANH SÁCH"), reference, body)
                                     for title in titles])), wrong)


class TestFormatOddFiles(FormatCase):
    """Files that are no letters: an answer, and never a crash."""

    def test_any_text_gets_an_answer(self):
        for rows in (
                ["Một dòng"], ["-", "…", "1."], ["Kính gửi:"], ["Nơi nhận:"], ["Phụ lục"] * 9,
                ["Điều 99999."] * 3, ["a)"] * 40, ["Số: /"], ["GIÁM ĐỐC"], ["KT."] * 3,
                ["V/v"], ["QUYẾT ĐỊNH:"], ["Căn cứ"] * 5, ["😀 " * 50], ["x" * 20_000],
                ["ngày tháng năm"], ["Số: 1/2/3/4/5-6-7-8"], ["Độc lập"] * 30,
                ["\u0301\u0300", "a\u0301"], ["، العربية", "中文"]):
            data = raw_docx("".join(
                f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in rows))
            for kind in ("", "Công văn", "Quyết định", "Biên bản"):
                context = Context(type_name=kind, type_codes=TYPE_CODES, organ_name="Sở",
                                  organ_abbreviation="S", signer_name="A", place="B",
                                  signing_capacity="kt", urgency="Khẩn", legal=kind == "")
                with self.subTest(rows[0][:20], kind=kind):
                    self.assertTrue(check(data, self.rules, context))
