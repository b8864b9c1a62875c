"""Looks resolved through styles, lists, themes; text in tables, boxes, controls, lists."""

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.format_check.letter import find_components
from odoo.addons.vanthu_document.tools.format_check.numbering import roman
from odoo.addons.vanthu_document.tools.format_check.reader import Document
from odoo.addons.vanthu_document.tools.format_check.words import text_width

from .format_drafts import context_of, good
from .format_package import NAMESPACES, package


def read(body, styles="", numbering="", theme=""):
    """The :class:`Document` of raw body markup with raw styles."""
    files = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body>"
                                  "</w:document>"}
    links = []
    for name, text in (("styles", styles), ("numbering", numbering)):
        if text:
            files[f"word/{name}.xml"] = f"<w:{name} {NAMESPACES}>{text}</w:{name}>"
            links.append((f"rId{len(links) + 1}", name, f"{name}.xml"))
    if theme:
        files["word/theme/theme1.xml"] = (
            f"<a:theme {NAMESPACES}><a:themeElements><a:fontScheme>{theme}</a:fontScheme>"
            "</a:themeElements></a:theme>")
        links.append(("rId9", "theme", "theme/theme1.xml"))
    return Document(package(files, links))


def style(kind, name, properties, based="", default=False):
    """A style of raw properties."""
    mark = ' w:default="1"' if default else ""
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{mark}>{based}{properties}</w:style>'


def run(text, properties=""):
    """A run with raw properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content, properties=""):
    """A paragraph with raw properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def look(document, number=0):
    """The look of the first run of a piece."""
    return document.pieces[number].runs[0].look


class TestFormatLooks(BaseCase):

    def test_size_comes_from_the_nearest_level(self):
        styles = (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
            "</w:docDefaults>" + style("paragraph", "Normal", "", default=True)
            + style("paragraph", "Base", '<w:rPr><w:sz w:val="24"/></w:rPr>', "Normal")
            + style("paragraph", "Child", "", "Base")
            + style("character", "Small", '<w:rPr><w:sz w:val="18"/></w:rPr>'))
        body = (
            paragraph(run("một")) + paragraph(run("hai"), '<w:pStyle w:val="Child"/>')
            + paragraph(run("ba", '<w:rStyle w:val="Small"/>'), '<w:pStyle w:val="Child"/>')
            + paragraph(run("bốn", '<w:rStyle w:val="Small"/><w:sz w:val="29"/>')))
        document = read(body, styles)
        self.assertEqual([look(document, n).size for n in range(4)], [11, 12, 9, 14.5])

    def test_without_any_style_word_takes_ten_points_times_new_roman(self):
        found = look(read(paragraph(run("chữ"))))
        self.assertEqual((found.size, found.fonts), (10, ("Times New Roman",) * 2))

    def test_bold_of_two_styles_switches_off_and_direct_bold_stays(self):
        styles = (style("paragraph", "Heading", "<w:rPr><w:b/></w:rPr>")
                  + style("character", "Strong", "<w:rPr><w:b/></w:rPr>"))
        heading = '<w:pStyle w:val="Heading"/>'
        body = (
            paragraph(run("đậm"), heading)
            + paragraph(run("không", '<w:rStyle w:val="Strong"/>'), heading)
            + paragraph(run("đậm", '<w:rStyle w:val="Strong"/><w:b/>'), heading)
            + paragraph(run("không", '<w:b w:val="0"/>'), heading)
            + paragraph(run("đậm", '<w:rStyle w:val="Strong"/>')))
        document = read(body, styles)
        self.assertEqual([look(document, n).bold for n in range(5)],
                         [True, False, True, False, True])

    def test_font_of_the_theme_and_its_replacement(self):
        theme = ('<a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
                 '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont>')
        styles = (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" '
            'w:hAnsiTheme="minorHAnsi"/></w:rPr></w:rPrDefault></w:docDefaults>')
        fonts = '<w:rFonts w:{}="{}" w:{}="{}"/>'.format
        body = (
            paragraph(run("a")) + paragraph(run("b", fonts(
                "asciiTheme", "majorAscii", "hAnsiTheme", "majorHAnsi")))
            + paragraph(run("c", fonts("ascii", "Arial", "hAnsi", "Arial")))
            + paragraph(run("d", '<w:rFonts w:ascii="Arial"/>')))
        document = read(body, styles, theme=theme)
        self.assertEqual([look(document, n).fonts for n in range(4)], [
            ("Calibri",) * 2, ("Cambria",) * 2, ("Arial",) * 2, ("Arial", "Calibri")])

    def test_colour_of_the_text_of_the_theme_is_black(self):
        document = read(paragraph(run("a", '<w:color w:val="1F1F1F" w:themeColor="text1"/>'))
                        + paragraph(run("b", '<w:color w:val="C00000"/>')))
        self.assertEqual([look(document, n).colour for n in (0, 1)], ["auto", "c00000"])

    def test_style_based_on_itself_ends(self):
        styles = style("paragraph", "A", '<w:rPr><w:sz w:val="30"/></w:rPr>', "B") + style(
            "paragraph", "B", "", "A")
        self.assertEqual(look(read(paragraph(run("a"), '<w:pStyle w:val="A"/>'), styles)).size, 15)

    def test_table_style_counts_below_the_style_of_the_paragraph(self):
        styles = (
            '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>"
            + style("table", "Grid", '<w:pPr><w:spacing w:after="0"/></w:pPr>')
            + style("paragraph", "Wide", '<w:pPr><w:spacing w:after="240"/></w:pPr>'))
        table = ('<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tr><w:tc>{}</w:tc>'
                 "</w:tr></w:tbl>").format
        document = read(
            paragraph(run("a")) + table(paragraph(run("b")))
            + table(paragraph(run("c"), '<w:pStyle w:val="Wide"/>')), styles)
        self.assertEqual([piece.paragraph.look.after for piece in document.pieces], [8, 0, 12])

    def test_gaps_and_indents_in_their_odd_units(self):
        odd = ('<w:spacing w:beforeLines="50" w:before="10" w:afterAutospacing="1" '
               'w:line="340" w:lineRule="exact"/><w:ind w:start="720" w:hanging="360"/>'
               '<w:jc w:val="end"/>')
        found = read(paragraph(run("a"), odd)).paragraphs[0].look
        self.assertEqual((found.before, found.after, found.line, found.line_rule),
                         (6, 14, 17, "exact"))
        self.assertEqual((found.left, found.first, found.align), (720, -360, "right"))

    def test_width_of_text_is_that_of_the_font(self):
        self.assertAlmostEqual(text_width("Độc lập", 10, True), text_width("Doc lap", 10, True))
        self.assertAlmostEqual(text_width("MA", 1000, False), 889 + 722)


class TestFormatText(BaseCase):

    def test_symbol_cut_over_runs_and_marks_of_spelling_is_one_text(self):
        body = paragraph("<w:proofErr/>".join(run(part) for part in (
            "Số: 1", "25/Q", "Đ", "-SGD", "ĐT")))
        self.assertEqual(read(body).pieces[0].text, "Số: 125/QĐ-SGDĐT")

    def test_tabs_and_breaks_make_lines_of_their_own(self):
        body = paragraph(
            "<w:r><w:t>UBND TỈNH</w:t><w:tab/><w:t>CỘNG HÒA</w:t><w:br/><w:t>SỞ</w:t></w:r>")
        document = read(body)
        self.assertEqual([piece.text for piece in document.pieces],
                         ["UBND TỈNH", "CỘNG HÒA", "SỞ"])
        self.assertEqual([piece.spot.kind for piece in document.pieces], ["body", "tab", "body"])
        elements = {id(piece.runs[0].element) for piece in document.pieces}
        self.assertEqual(len(elements), 3, "each line has runs of its own to repair")

    def test_box_is_read_once_and_after_its_paragraph(self):
        inner = f"<w:txbxContent>{paragraph(run('trong hộp'))}</w:txbxContent>"
        box = (f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inner}'
               f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>"
               "</mc:AlternateContent></w:r>")
        document = read(paragraph(run("ngoài") + box))
        self.assertEqual([(piece.text, piece.spot.kind) for piece in document.pieces],
                         [("ngoài", "body"), ("trong hộp", "box")])

    def test_older_box_without_alternatives_is_read(self):
        inner = f"<w:txbxContent>{paragraph(run('hộp cũ'))}</w:txbxContent>"
        body = paragraph(f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape>"
                         "</w:pict></w:r>")
        self.assertEqual([piece.text for piece in read(body).pieces], ["hộp cũ"])

    def test_cells_know_their_column_even_after_joined_ones(self):
        table = (
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
            f"{paragraph(run('rộng'))}</w:tc><w:tc>{paragraph(run('phải'))}</w:tc></w:tr>"
            f"<w:tr><w:tc>{paragraph(run('một'))}</w:tc><w:tc>{paragraph(run('hai'))}</w:tc>"
            f"<w:tc>{paragraph(run('ba'))}</w:tc></w:tr></w:tbl>")
        spots = {piece.text: (piece.spot.row, piece.spot.column, piece.spot.last)
                 for piece in read(table).pieces}
        self.assertEqual(spots, {
            "rộng": (0, 0, False), "phải": (0, 2, True), "một": (1, 0, False),
            "hai": (1, 1, False), "ba": (1, 2, True)})

    def test_table_in_a_table_belongs_to_the_inner_one(self):
        inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('trong'))}</w:tc></w:tr></w:tbl>"
        outer = f"<w:tbl><w:tr><w:tc>{paragraph(run('ngoài'))}{inner}</w:tc></w:tr></w:tbl>"
        document = read(outer)
        self.assertEqual([piece.text for piece in document.pieces], ["ngoài", "trong"])
        self.assertNotEqual(*(piece.spot.group for piece in document.pieces))

    def test_controls_links_and_insertions_are_text_deletions_are_not(self):
        body = (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('ô điền'))}</w:sdtContent></w:sdt>"
            + paragraph(f"<w:hyperlink>{run('liên kết')}</w:hyperlink>")
            + paragraph(f"<w:ins>{run('thêm')}</w:ins><w:del><w:r><w:delText>xóa</w:delText>"
                        "</w:r></w:del>")
            + paragraph(run("ẩn", "<w:vanish/>") + run("hiện")))
        self.assertEqual([piece.text for piece in read(body).pieces],
                         ["ô điền", "liên kết", "thêm", "hiện"])

    def test_capitals_made_by_the_look_are_seen(self):
        piece = read(paragraph(run("Giám đốc", "<w:caps/>"))).pieces[0]
        self.assertEqual((piece.text, piece.seen), ("Giám đốc", "GIÁM ĐỐC"))

    def test_labels_of_lists_are_counted_and_begin_again_below(self):
        level = ('<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
                 '<w:lvlText w:val="{}"/></w:lvl>').format
        numbering = (
            '<w:abstractNum w:abstractNumId="0">' + level(0, "decimal", "Điều %1.")
            + level(1, "lowerLetter", "%2)") + '</w:abstractNum><w:abstractNum '
            'w:abstractNumId="1">' + level(0, "bullet", "-") + "</w:abstractNum>"
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>')
        item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'.format
        body = "".join(paragraph(run("x"), item(*place)) for place in (
            (0, 1), (1, 1), (1, 1), (0, 1), (1, 1), (0, 2)))
        self.assertEqual([piece.text for piece in read(body, numbering=numbering).pieces], [
            "Điều 1. x", "a) x", "b) x", "Điều 2. x", "a) x", "- x"])

    def test_roman_figures(self):
        self.assertEqual([roman(number) for number in (1, 4, 9, 14, 40, 99, 2026)],
                         ["I", "IV", "IX", "XIV", "XL", "XCIX", "MMXXVI"])

    def test_lines_are_measured_in_both_drawing_languages(self):
        document = read(
            paragraph(run("a") + '<w:r><w:pict><v:line from="1cm,0" to="3cm,0"/></w:pict></w:r>')
            + paragraph(run("b") + '<w:r><w:pict><v:shape type="#_x0000_t32" '
                        'style="width:100pt;height:0"/></w:pict></w:r>')
            + paragraph(run("c") + '<w:r><w:drawing><wp:anchor><wp:extent cx="1270000" cy="0"/>'
                        '<a:prstGeom prst="line"/></wp:anchor></w:drawing></w:r>')
            + paragraph(run("d") + '<w:r><w:drawing><wp:inline><wp:extent cx="1270000" '
                        'cy="900000"/></wp:inline></w:drawing></w:r>'))
        lines = [[round(length) for length in item.lines] for item in document.paragraphs]
        self.assertEqual(lines, [[57], [100], [100], []])


class TestFormatComponents(BaseCase):

    def parts(self, draft, layout="table"):
        """The components of a draft."""
        return find_components(Document(draft.build(layout)), context_of(draft))

    def test_components_of_a_letter_in_each_layout(self):
        draft = good("Công văn")
        for layout in ("table", "boxes", "tabs"):
            letter = self.parts(draft, layout)
            for name in ("nation", "motto", "parent", "organ", "number", "date",
                         "letter_subject", "recipients_label"):
                self.assertEqual(letter.text(name), draft.texts[name], (layout, name))
            self.assertEqual(letter.text("addressee_label"), "Kính gửi:")
            self.assertEqual(len(letter.get("addressees")), 2)
            self.assertEqual(len(letter.get("recipients")), 3)
            self.assertEqual(letter.text("position"), "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC")
            self.assertEqual(letter.text("signer"), "Nguyễn Văn An")
            self.assertEqual(len(letter.get("body")), len(draft.body))

    def test_components_of_a_decision(self):
        letter = self.parts(good("Quyết định"))
        self.assertEqual(letter.text("authority"), "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO")
        self.assertEqual((len(letter.get("basis")), letter.text("enacting")), (3, "QUYẾT ĐỊNH:"))
        self.assertTrue(letter.get("body")[0].text.startswith("Điều 1."))

    def test_minutes_have_two_signers_and_the_day_of_the_text_is_no_date(self):
        letter = self.parts(good("Biên bản"))
        self.assertEqual([signer.name[0].text for signer in letter.signers],
                         ["Lê Thị Hoa", "Nguyễn Văn An"])
        self.assertEqual(letter.get("date"), [])

    def test_subject_ends_at_the_line_below_it(self):
        draft = good("Thông báo")
        draft.body.insert(0, ("heading", "Năm học 2026 - 2027"))
        self.assertEqual(self.parts(draft).text("subject"), draft.texts["subject"])

    def test_annex_is_apart_from_the_text(self):
        letter = self.parts(good("Kế hoạch"))
        self.assertEqual(letter.text("annex"), "Phụ lục")
        self.assertFalse(any("PHÂN CÔNG" in piece.text for piece in letter.main))

    def test_marks_of_urgency_and_typist(self):
        letter = self.parts(good("Báo cáo"))
        self.assertEqual((letter.text("urgency"), letter.text("typist")), ("KHẨN", "NVA.(20)"))
        self.assertNotIn("NVA.(20)", letter.text("recipients"))
