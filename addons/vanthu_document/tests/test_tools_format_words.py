"""The small parts of the checker: likeness of texts, packages, blocks of signature, heads."""

from odoo.addons.vanthu_document.tools.format_check import Rule, words
from odoo.addons.vanthu_document.tools.format_check.checks_head import item_texts, number_parts
from odoo.addons.vanthu_document.tools.format_check.checks_text import applies
from odoo.addons.vanthu_document.tools.format_check.numbering import roman
from odoo.addons.vanthu_document.tools.format_check.ooxml import Package, switch, value, whole
from odoo.addons.vanthu_document.tools.format_check.reader import Document
from odoo.addons.vanthu_document.tools.text_office import parse_xml

from .format_common import FormatCase, change, pack, paragraph, raw_docx, run, unpack
from .format_drafts import good
from .format_package import NAMESPACES


class TestFormatWords(FormatCase):

    def test_likeness_disregards_spelling_pairs_case_and_dashes(self):
        for text, pattern, least, most in (
                ("CỘNG HOÀ", "CỘNG HÒA", 1, 1), ("cộng hòa", "CỘNG HÒA", 1, 1),
                ("Tự do – Hạnh phúc", "Tự do - Hạnh phúc", 1, 1), ("", "abc", 0, 0),
                ("Kế hoach", "Kế hoạch", 0.8, 0.99), ("Thông báo", "Quyết định", 0, 0.5),
                ("x" * 500, "abc", 0, 0)):
            self.assertGreaterEqual(words.likeness(text, pattern), least, text)
            self.assertLessEqual(words.likeness(text, pattern), most, text)

    def test_capitals_and_letters(self):
        for text, letters, upper in (
                ("SỞ", True, True), ("Sở", True, False), ("UBND TỈNH 1", True, True),
                ("123", False, False), ("", False, False), ("Đ", True, True), ("đ", True, False),
                ("- …", False, False), ("HĐND-UBND", True, True)):
            self.assertEqual((words.has_letters(text), words.is_upper(text)), (letters, upper))

    def test_texts_are_cut_in_one_line(self):
        self.assertEqual(words.short("a\n b\tc"), "a b c")
        self.assertEqual(words.short("a" * 80), "a" * 80)
        self.assertEqual(words.short("a" * 81), "a" * 79 + "…")
        self.assertEqual(words.short("một hai ba", 8), "một hai…")

    def test_width_grows_with_text_size_and_weight(self):
        self.assertEqual(words.text_width("", 14, True), 0)
        self.assertLess(words.text_width("Sở", 13, True), words.text_width("Sở", 14, True))
        self.assertLess(words.text_width("Sở Giáo dục", 14, False),
                        words.text_width("Sở Giáo dục", 14, True))
        self.assertEqual(words.text_width("ở", 14, False), words.text_width("o", 14, False))
        self.assertEqual(words.text_width("漢", 10, False), 5)

    def test_words_that_sign(self):
        for text, signs in (
                ("giam doc", True), ("pho giam doc", True), ("kt. giam doc", True),
                ("tm. uy ban nhan dan", True), ("q. hieu truong", True), ("chu tich", True),
                ("thu ky", True), ("chanh van phong", True), ("nguyen van an", False),
                ("noi nhan", False), ("so giao duc", False), ("giam docx", False)):
            self.assertEqual(bool(words.SIGNING.match(text)), signs, text)

    def test_dates_and_annexes_are_known_by_their_form(self):
        for text, known in (("lao cai, ngay 05 thang 9 nam 2026", True),
                            ("lao cai, 5/9/2026", True), ("lao cai, ngay 5.9.2026", True),
                            ("thang 9 nam 2026", False), ("so 5/9", False)):
            self.assertEqual(bool(words.DATE.search(text)), known, text)
        for text, known in (("phu luc", True), ("phu luc i", True), ("phu luc so 2", True),
                            ("phu luc iv.", True), ("phu luc kem theo", False)):
            self.assertEqual(bool(words.ANNEX.fullmatch(text)), known, text)

    def test_types_that_a_rule_names_or_excepts(self):
        for text, kind, holds in (
                ("", "công văn", True), ("Công văn", "công văn", True),
                ("Công văn; Tờ trình", "tờ trình", True), ("Công văn", "báo cáo", False),
                ("!Biên bản", "biên bản", False), ("!Biên bản", "báo cáo", True),
                ("!Biên bản; !Báo cáo", "báo cáo", False)):
            rule = Rule("X", "required", "date", value=text)
            self.assertEqual(applies(rule, kind), holds, (text, kind))

    def test_roman_figures_of_every_hundred(self):
        self.assertEqual([roman(number) for number in (3, 8, 19, 45, 90, 400, 944, 3999)], [
            "III", "VIII", "XIX", "XLV", "XC", "CD", "CMXLIV", "MMMCMXCIX"])


class TestFormatPackage(FormatCase):

    def test_values_of_attributes(self):
        markup = f'<w:x {NAMESPACES}><w:sz w:val="26"/><w:b/><w:i w:val="0"/></w:x>'
        root = parse_xml(markup.encode())
        tag = f"{{{root.nsmap['w']}}}"
        self.assertEqual((value(root, tag + "sz"), value(root, tag + "no", "x")), ("26", "x"))
        self.assertEqual((switch(root, "b"), switch(root, "i"), switch(root, "u")),
                         (True, False, None))
        self.assertIsNone(value(None, "x"))
        for text, number in (("26", 26), ("12.6", 13), ("-4", -4), ("x", None), ("", None),
                             (None, None), ("inf", None), ("1e999", None), ("nan", None)):
            self.assertEqual(whole(text), number, text)

    def test_targets_are_found_from_the_root_and_from_the_folder(self):
        data = good("Báo cáo").build()
        name = "word/_rels/document.xml.rels"
        for old, new in (('Target="styles.xml"', 'Target="/word/styles.xml"'),
                         ('Target="styles.xml"', 'Target="./styles.xml"'),
                         ('Target="styles.xml"', 'Target="../word/styles.xml"')):
            package = Package(change(data, name, (old, new)))
            self.assertIn(("word/styles.xml", "styles"), package.relations().values())
        outside = Package(change(data, name, (
            'Target="styles.xml"', 'Target="http://x/styles.xml" TargetMode="External"')))
        self.assertNotIn("styles", [kind for _path, kind in outside.relations().values()])

    def test_new_parts_take_free_names_and_are_declared(self):
        data = good("Báo cáo").build()
        package = Package(data)
        for number in (2, 3):
            root = parse_xml(f"<w:hdr {NAMESPACES}/>".encode())
            identifier = package.add_part("header", "header", "text/x", root)
            self.assertEqual(package.relations()[identifier],
                             (f"word/header{number}.xml", "header"))
        files = unpack(package.save())
        self.assertIn("word/header3.xml", files)
        self.assertEqual(files["[Content_Types].xml"].count(b"text/x"), 2)
        self.assertEqual(set(unpack(data)) - set(files), set())

    def test_package_saved_unchanged_has_the_same_parts(self):
        data = good("Công văn").build("boxes", "word")
        package = Package(data)
        for name in package.names:
            if name.endswith(".xml"):
                package.tree(name)
        self.assertEqual(unpack(package.save()), unpack(data))

    def test_missing_parts_are_none(self):
        files = unpack(good("Báo cáo").build())
        document = Document(pack({name: raw for name, raw in files.items()
                                  if "styles" not in name and "theme" not in name}))
        self.assertTrue(document.pieces)
        self.assertIsNone(document.package.tree("word/none.xml"))
        self.assertFalse(document.has_even_pages)


class TestFormatParts(FormatCase):

    def test_number_is_read_in_pieces(self):
        for text, wanted in (
                ("Số: 125/TB-SGDĐT", ("125", "/TB-SGDĐT")), ("Số:    /TB-SGDĐT", ("", "/TB-SGDĐT")),
                ("Số: …/TB-SGDĐT", ("", "/TB-SGDĐT")), ("SỐ 05 /TB-SGDĐT", ("05", "/TB-SGDĐT")),
                ("Số: 12/2026/QĐ-UBND", ("12", "/2026/QĐ-UBND"))):
            draft = good("Thông báo")
            draft.texts["number"] = text
            _piece, number, notation = number_parts(self.letter(draft))
            self.assertEqual((number, notation), wanted, text)
        draft.texts["number"] = None
        self.assertIsNone(number_parts(self.letter(draft)))

    def test_lines_without_a_dash_belong_to_the_item_before(self):
        rows = ("- Một", "tiếp;", "- Hai;", "+ Ba", "– Bốn.")
        pieces = Document(raw_docx("".join(paragraph(run(row)) for row in rows))).pieces
        self.assertEqual([text for text, _piece in item_texts(pieces)],
                         ["- Một tiếp;", "- Hai;", "+ Ba", "– Bốn."])
        self.assertEqual(item_texts([]), [])

    def test_blocks_of_signature(self):
        for kind, signers in (
                ("Thông báo", [("GIÁM ĐỐC", "Nguyễn Văn An")]),
                ("Thông báo", [
                    (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Lê Thị Hoa")]),
                ("Biên bản", [("THƯ KÝ", "Lê Thị Hoa"), ("CHỦ TỌA", "Nguyễn Văn An")]),
                ("Thông báo", [("HIỆU TRƯỞNG", "Nguyễn Thị Ngọc Ánh Tuyết")])):
            draft = good(kind)
            draft.signers = signers
            for layout in ("table", "boxes"):
                letter = self.letter(draft, layout)
                self.assertEqual(
                    [signer.name[0].text for signer in letter.signers],
                    [name for _position, name in signers], (signers, layout))
                found = [[piece.text for piece in signer.position] for signer in letter.signers]
                self.assertEqual(found, [[position] if isinstance(position, str) else position
                                         for position, _name in signers])

    def test_remark_in_brackets_is_no_name(self):
        draft = good("Thông báo")
        draft.signers = [(["GIÁM ĐỐC", "(Đã ký)"], "Nguyễn Văn An")]
        letter = self.letter(draft)
        self.assertEqual(letter.text("position"), "GIÁM ĐỐC")
        self.assertEqual(letter.text("signer"), "Nguyễn Văn An")

    def test_superior_body_and_issuing_body_are_told_apart(self):
        for parent, organ, name in (
                ("UBND TỈNH LÀO CAI", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
                ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT SỐ 1", "Trường THPT Số 1"),
                (["ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"], "SỞ NỘI VỤ", "Sở Nội vụ"),
                (None, "ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Ủy ban nhân dân tỉnh Lào Cai")):
            draft = good("Thông báo")
            draft.texts.update(parent=parent, organ=organ)
            for known in ({}, {"place": ""}):
                letter = self.letter(draft, **known)
                self.assertEqual(letter.text("organ"), organ, name)
                self.assertEqual(letter.text("parent"), " ".join(
                    parent if isinstance(parent, list) else [parent or ""]).strip())

    def test_several_annexes_are_parted(self):
        draft = good("Kế hoạch")
        title, *rows = draft.annexes[0]
        draft.annexes = [(f"{title} {number}", *rows) for number in ("I", "II", "III")]
        letter = self.letter(draft)
        self.assertEqual([pieces[0].text for pieces in letter.annexes],
                         ["Phụ lục I", "Phụ lục II", "Phụ lục III"])
        self.assertEqual(letter.text("signer"), "Nguyễn Văn An")
