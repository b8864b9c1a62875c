"""Where a look comes from: defaults, styles, lists, themes, what is set directly."""

from odoo.addons.vanthu_document.tools.format_check.reader import Document

from .format_common import FormatCase, paragraph, raw_docx, run, style, unpack

_DEFAULTS = ("<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
             "{}</w:pPr></w:pPrDefault></w:docDefaults>").format
_THEME = ('<a:themeElements><a:fontScheme name="x"><a:majorFont><a:latin typeface="{}"/>'
          '</a:majorFont><a:minorFont><a:latin typeface="{}"/></a:minorFont></a:fontScheme>'
          "</a:themeElements>").format
_FONTS = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'.format


def looks(body, **parts):
    """The looks of the first runs of all pieces."""
    return [piece.runs[0].look for piece in Document(raw_docx(body, **parts)).pieces]


def paragraph_looks(body, **parts):
    """The looks of all paragraphs."""
    return [item.look for item in Document(raw_docx(body, **parts)).paragraphs]


class TestFormatInheritance(FormatCase):

    def test_each_level_gives_way_to_the_next(self):
        size = '<w:rPr><w:sz w:val="{}"/></w:rPr>'.format
        full = (_DEFAULTS('<w:sz w:val="20"/>', "")
                + style("paragraph", "Normal", size(22), default=True)
                + style("paragraph", "A", size(24), "Normal")
                + style("paragraph", "B", size(26), "A")
                + style("paragraph", "C", "", "B") + style("character", "X", size(28)))
        for styles, named, character, direct, wanted in (
                ("", "", "", "", 10), (_DEFAULTS('<w:sz w:val="20"/>', ""), "", "", "", 10),
                (full, "", "", "", 11), (full, "A", "", "", 12), (full, "B", "", "", 13),
                (full, "C", "", "", 13), (full, "C", "X", "", 14), (full, "C", "X", "30", 15),
                (full, "", "X", "", 14), (full, "", "", "30", 15), (full, "gone", "", "", 10),
                (full, "A", "gone", "", 12), (full, "A", "", "no number", 12)):
            properties = (f'<w:rStyle w:val="{character}"/>' if character else "") + (
                f'<w:sz w:val="{direct}"/>' if direct else "")
            body = paragraph(run("a", properties),
                             f'<w:pStyle w:val="{named}"/>' if named else "")
            with self.subTest(named, character=character, direct=direct):
                parts = {"styles": styles} if styles else {}
                self.assertEqual(looks(body, **parts)[0].size, wanted)

    def test_values_that_switch_on_and_off(self):
        for value, on in (("", True), (' w:val="1"', True), (' w:val="true"', True),
                          (' w:val="on"', True), (' w:val="0"', False),
                          (' w:val="false"', False), (' w:val="off"', False)):
            found, = looks(paragraph(run("a", f"<w:b{value}/><w:i{value}/>")))
            self.assertEqual((found.bold, found.italic), (on, on), value)

    def test_italic_of_styles_switches_off_and_default_stays(self):
        italic = "<w:rPr><w:i/></w:rPr>"
        styles = style("paragraph", "P", italic) + style("character", "C", italic) + style(
            "paragraph", "Off", '<w:rPr><w:i w:val="0"/></w:rPr>', "P")
        for named, character, wanted in (("P", "", True), ("", "C", True), ("P", "C", False),
                                         ("Off", "", False), ("Off", "C", True)):
            body = paragraph(run("a", f'<w:rStyle w:val="{character}"/>'),
                             f'<w:pStyle w:val="{named}"/>')
            self.assertEqual(looks(body, styles=styles)[0].italic, wanted, (named, character))
            always = _DEFAULTS("<w:i/>", "") + styles
            self.assertTrue(looks(body, styles=always)[0].italic)

    def test_loops_and_long_chains_of_styles_end(self):
        loop = "".join(style("paragraph", name, "", other)
                       for name, other in (("A", "B"), ("B", "C"), ("C", "A")))
        self.assertEqual(looks(paragraph(run("a"), '<w:pStyle w:val="A"/>'), styles=loop)[0].size,
                         10)
        chain = style("paragraph", "S0", '<w:rPr><w:sz w:val="30"/></w:rPr>') + "".join(
            style("paragraph", f"S{number}", "", f"S{number - 1}") for number in range(1, 300))
        self.assertEqual(
            looks(paragraph(run("a"), '<w:pStyle w:val="S299"/>'), styles=chain)[0].size, 15)

    def test_fonts_by_name_and_by_theme(self):
        theme = _THEME("Cambria", "Calibri")
        named = 'w:{}="{}"'.format
        for attributes, wanted in (
                ([], ("Times New Roman", "Times New Roman")),
                ([("ascii", "Arial")], ("Arial", "Times New Roman")),
                ([("hAnsi", "Arial")], ("Times New Roman", "Arial")),
                ([("cs", "Arial"), ("eastAsia", "Arial")], ("Times New Roman",) * 2),
                ([("ascii", "A"), ("hAnsi", "B")], ("A", "B")),
                ([("asciiTheme", "minorHAnsi"), ("hAnsiTheme", "minorHAnsi")], ("Calibri",) * 2),
                ([("asciiTheme", "majorHAnsi"), ("hAnsi", "B")], ("Cambria", "B")),
                ([("ascii", "A"), ("asciiTheme", "majorAscii")], ("Cambria", "Times New Roman")),
                ([("asciiTheme", "unknown")], ("Times New Roman",) * 2)):
            fonts = "<w:rFonts " + " ".join(named(*pair) for pair in attributes) + "/>"
            self.assertEqual(looks(paragraph(run("a", fonts)), theme=theme)[0].fonts, wanted,
                             attributes)
        self.assertEqual(looks(paragraph(run("a", '<w:rFonts w:asciiTheme="minorHAnsi"/>')))[
            0].fonts[0], "Times New Roman", "a theme that is not there")

    def test_font_of_accented_letters_is_the_one_of_the_rest_of_unicode(self):
        for fonts, text, wrong in (
                ('w:ascii="Arial" w:hAnsi="Times New Roman"', "chữ", ["P4.font"]),
                ('w:ascii="Times New Roman" w:hAnsi="Arial"', "chữ", ["P4.font"]),
                ('w:ascii="Times New Roman" w:hAnsi="Arial"', "chu", []),
                ('w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Arial"', "chữ", []),
                ('w:ascii="Symbol" w:hAnsi="Symbol"', "a", []),
                ('w:ascii="times new roman" w:hAnsi="TIMES NEW ROMAN"', "chữ", [])):
            data = raw_docx(paragraph(run(text, f"<w:rFonts {fonts}/>")))
            self.assertEqual(self.codes_of(data, only="P4"), wrong, fonts)

    def test_fonts_before_unicode_are_named_and_never_changed(self):
        for font, legacy in ((".VnTime", True), (".VnTimeH", True), (".VnArial", True),
                             ("VNI-Times", True), ("VNI-Helve", True), ("VnTime", True),
                             (".vntime", True), ("Vni Times", True), ("Verdana", False),
                             ("Vivaldi", False)):
            data = raw_docx(paragraph(run("Céng hoµ x· héi", _FONTS(font))))
            with self.subTest(font):
                self.assertEqual(self.codes_of(data, only="P4"),
                                 ["P4.legacy"] if legacy else ["P4.font"])
                new = self.repaired(data, only="P4")
                self.assertEqual(new is data, legacy)

    def test_decomposed_letters_are_named_and_stay(self):
        for text, wrong in (("Sở", []), ("So\u031b\u0309", ["P4.composed"]),
                            ("Sơ\u0309", ["P4.composed"]), ("đ", []), ("e\u0323\u0302",
                                                                      ["P4.composed"])):
            data = raw_docx(paragraph(run(text, _FONTS("Times New Roman"))))
            self.assertEqual(self.codes_of(data, only="P4"), wrong, text)
            self.assertIs(self.repaired(data, only="P4"), data)

    def test_colours(self):
        for colour, wrong in (
                ('w:val="000000"', []), ('w:val="auto"', []), ('w:val="FF0000"', ["P4.colour"]),
                ('w:val="0D0D0D" w:themeColor="text1" w:themeTint="F2"', []),
                ('w:val="FFFFFF" w:themeColor="background1"', ["P4.colour"]),
                ('w:val="0563C1" w:themeColor="hyperlink"', ["P4.colour"])):
            data = raw_docx(paragraph(run("chữ", f"<w:color {colour}/>")))
            self.assertEqual(self.codes_of(data, only="P4.colour"), wrong, colour)
            new = self.repaired(data, only="P4.colour")
            self.assertEqual(self.codes_of(new, only="P4.colour"), [])
            if wrong:
                self.assertIn(b'<w:color w:val="000000"/>', unpack(new)["word/document.xml"])

    def test_paragraphs_take_gaps_from_defaults_styles_and_lists(self):
        spacing = '<w:spacing w:{}="{}"/>'.format
        styles = (_DEFAULTS("", spacing("after", 160))
                  + style("paragraph", "Normal", f"<w:pPr>{spacing('before', 40)}</w:pPr>",
                          default=True)
                  + style("paragraph", "A", f"<w:pPr>{spacing('after', 80)}</w:pPr>", "Normal"))
        for properties, wanted in (
                ("", (2, 8)), ('<w:pStyle w:val="A"/>', (2, 4)),
                ('<w:pStyle w:val="A"/>' + spacing("after", 0), (2, 0)),
                (spacing("before", 240), (12, 8)), (spacing("beforeLines", 100), (12, 8)),
                (spacing("beforeAutospacing", 1), (14, 8)),
                (spacing("beforeAutospacing", 0), (2, 8)),
                (spacing("before", "x"), (2, 8))):
            found, = paragraph_looks(paragraph(run("a"), properties), styles=styles)
            self.assertEqual((found.before, found.after), wanted, properties)

    def test_alignments_of_both_standards(self):
        for value, wanted in (("left", "left"), ("start", "left"), ("right", "right"),
                              ("end", "right"), ("center", "center"), ("both", "both"),
                              ("distribute", "both"), ("highKashida", "both"), ("odd", "left")):
            found, = paragraph_looks(paragraph(run("a"), f'<w:jc w:val="{value}"/>'))
            self.assertEqual(found.align, wanted, value)

    def test_indents_of_both_standards(self):
        for attributes, wanted in (
                ('w:left="720"', (720, 0)), ('w:start="720"', (720, 0)),
                ('w:firstLine="567"', (0, 567)), ('w:hanging="360"', (0, -360)),
                ('w:left="360" w:hanging="360" w:firstLine="200"', (360, -360)),
                ('w:left="-100"', (-100, 0)), ('w:left="12.6"', (13, 0)), ("", (0, 0))):
            found, = paragraph_looks(paragraph(run("a"), f"<w:ind {attributes}/>"))
            self.assertEqual((found.left, found.first), wanted, attributes)

    def test_list_of_a_style_and_list_chosen_by_hand(self):
        level = ('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                 '<w:lvlText w:val="%1."/><w:pPr><w:ind w:left="1000" w:hanging="300"/></w:pPr>'
                 "</w:lvl>")
        numbering = (f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
                     '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        styles = style("paragraph", "L", f'<w:pPr>{number}<w:ind w:left="500"/></w:pPr>')
        for properties, wanted in (
                (number, (1000, -300)), ('<w:pStyle w:val="L"/>', (500, -300)),
                (number + '<w:ind w:left="200"/>', (200, -300)),
                ('<w:pStyle w:val="L"/>' + number, (1000, -300)),
                ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>', (0, 0))):
            found, = paragraph_looks(
                paragraph(run("a"), properties), styles=styles, numbering=numbering)
            self.assertEqual((found.left, found.first), wanted, properties)

    def test_figures_of_lists(self):
        for form, label, wanted in (
                ("decimal", "%1.", ["1. x", "2. x"]), ("lowerLetter", "%1)", ["a) x", "b) x"]),
                ("upperLetter", "%1.", ["A. x", "B. x"]), ("lowerRoman", "%1.", ["i. x", "ii. x"]),
                ("upperRoman", "Chương %1", ["Chương I x", "Chương II x"]),
                ("bullet", "\uf0b7", ["- x", "- x"]), ("none", "", ["x", "x"]),
                ("decimal", "", ["x", "x"]), ("decimalZero", "%1", ["1 x", "2 x"])):
            numbering = (
                f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{label}"/></w:lvl></w:abstractNum>'
                '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
            body = paragraph(run("x"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
            document = Document(raw_docx(body * 2, numbering=numbering))
            self.assertEqual([piece.text for piece in document.pieces], wanted, form)

    def test_repair_writes_over_styles_and_leaves_them_alone(self):
        styles = style("paragraph", "Blue", '<w:rPr><w:color w:val="0000FF"/>'
                       + _FONTS("Arial") + "</w:rPr>")
        data = raw_docx(paragraph(run("chữ"), '<w:pStyle w:val="Blue"/>'), styles=styles)
        self.assertEqual(self.codes_of(data, only="P4"), ["P4.font", "P4.colour"])
        new = self.repaired(data, only="P4")
        self.assertEqual(self.codes_of(new, only="P4"), [])
        self.assertEqual(unpack(new)["word/styles.xml"], unpack(data)["word/styles.xml"])

    def test_repaired_properties_stand_in_the_order_of_the_schema(self):
        order = ("rStyle", "rFonts", "b", "i", "caps", "color", "sz", "szCs", "u", "lang")
        body = paragraph(run("chữ", '<w:rStyle w:val="X"/><w:i/><w:caps/><w:color w:val="FF0000"/>'
                             '<w:u w:val="single"/><w:lang w:val="vi-VN"/>'))
        new = self.repaired(raw_docx(body), only=("P4", "C6b.size"))
        text = unpack(new)["word/document.xml"].decode()
        properties = text[text.index("<w:rPr>"):text.index("</w:rPr>")]
        names = [part.split(" ")[0].split("/")[0] for part in properties.split("<w:")[2:]]
        self.assertEqual(names, sorted(names, key=order.index))
        self.assertIn("color", names)
