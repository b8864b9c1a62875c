"""Good letters laid out in the many ways of offices: none of them is a fault."""

import dataclasses

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.format_check import check

from .format_drafts import LONG, context_of, good, load_rules
from .format_files import Look, _Writer, centred
from .format_package import NAMESPACES, package

_LEVEL = ('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>'
          '<w:pPr><w:ind w:left="{}" w:hanging="{}"/></w:pPr></w:lvl>')
_NUMBERING = (
    f"<w:numbering {NAMESPACES}>"
    f'<w:abstractNum w:abstractNumId="0">{_LEVEL.format("bullet", "-", 360, 360)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_LEVEL.format("decimal", "%1.", 1080, 360)}'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>')


class _Office(_Writer):
    """A writer whose parts a test puts together in its own way."""

    def __init__(self, draft):
        super().__init__(draft, "table", "direct")

    def listed(self, text, look, number):
        """A paragraph whose mark or figure the word processor draws."""
        plain = self.paragraph(text, dataclasses.replace(look, left=0, first=0))
        plain = plain.replace('<w:ind w:left="0" w:firstLine="0"/>', "")
        return plain.replace("<w:pPr>", (
            f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'), 1)

    def letter(self, head=None, body=None, closing=None):
        """The file, each part by default as usual."""
        rest = self.parts(("type", "subject", "addressee", "addressees"))
        text = body or "".join(
            self.paragraph(row, self.draft.looks["body"]) for row in self.draft.body)
        usual = self.head() if head is None else head + rest
        content = usual + text + (closing or self.closing()) + self.section()
        files = {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{content}</w:body>"
                                 "</w:document>",
            "word/styles.xml": self.styles_part(), "word/numbering.xml": _NUMBERING,
            "word/header1.xml": self.number_part(),
        }
        return package(files, [
            ("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"),
            ("rId10", "header", "header1.xml")])


class TestFormatLayouts(BaseCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = load_rules()

    def office(self, kind="Thông báo"):
        """A writer of a good letter."""
        return _Office(good(kind))

    def found(self, office, **parts):
        """Codes of the rules that the file breaks."""
        return [finding.rule for finding in check(
            office.letter(**parts), self.rules, context_of(office.draft))]

    def test_head_in_one_row_of_two_cells(self):
        for kind in ("Thông báo", "Công văn"):
            office = self.office(kind)
            head = office.table((
                office.parts(("parent", "organ", "number", "letter_subject")),
                office.parts(("nation", "motto")) + "<w:p/>" + office.parts(("date",))))
            self.assertEqual(self.found(office, head=head), [], kind)

    def test_head_in_two_tables(self):
        office = self.office("Công văn")
        head = (
            office.table((office.parts(("parent", "organ")), office.parts(("nation", "motto"))))
            + "<w:p/>"
            + office.table((office.parts(("number", "letter_subject")), office.parts(("date",)))))
        self.assertEqual(self.found(office, head=head), [])

    def test_head_in_four_rows(self):
        office = self.office("Công văn")
        rows = (("parent", "nation"), ("organ", "motto"), ("number", "date"))
        head = office.table(
            *[(office.parts((left,)), office.parts((right,))) for left, right in rows],
            (office.parts(("letter_subject",)), ""))
        self.assertEqual(self.found(office, head=head), [])

    def test_names_over_two_paragraphs_and_by_breaks(self):
        office = self.office()
        texts = office.draft.texts
        texts["organ"] = "SỞ GIÁO DỤC\nVÀ ĐÀO TẠO"
        self.assertEqual(self.found(office), [])
        office.draft.lines["organ"] = 0
        look = office.draft.looks["organ"]
        line = centred(4)
        drawn = office.paragraph("", line, office.line("subject", "SỞ GIÁO DỤC", look))
        head = office.table(
            (office.paragraph(texts["parent"], office.draft.looks["parent"])
             + office.paragraph("SỞ GIÁO DỤC", look) + office.paragraph("VÀ ĐÀO TẠO", look)
             + drawn, office.parts(("nation", "motto"))),
            (office.parts(("number",)), office.parts(("date",))))
        self.assertEqual(self.found(office, head=head), [])

    def test_line_made_by_a_border(self):
        office = self.office()
        office.draft.lines["motto"] = 0
        border = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1"/></w:pBdr>'
        motto = office.parts(("motto",)).replace("<w:pPr>", f"<w:pPr>{border}", 1)
        head = office.table(
            (office.parts(("parent", "organ")), office.parts(("nation",)) + motto),
            (office.parts(("number",)), office.parts(("date",))))
        self.assertEqual(self.found(office, head=head), [])

    def test_end_without_a_table(self):
        office = self.office()
        office.draft.signers = [("GIÁM ĐỐC", "Nguyễn Văn An")]
        looks = office.draft.looks
        for name in ("position", "signer"):
            looks[name].left = 4500
        closing = (
            office.paragraph("GIÁM ĐỐC", looks["position"]) + "<w:p/>" * 4
            + office.paragraph("Nguyễn Văn An", looks["signer"])
            + office.parts(("recipients_label", "recipients")))
        self.assertEqual(self.found(office, closing=closing), [])

    def test_end_with_tabs(self):
        office = self.office()
        looks = office.draft.looks
        rows = [
            office.runs("Nơi nhận:", looks["recipients_label"])
            + office.runs("\tGIÁM ĐỐC", looks["position"]),
            *[office.runs(text, looks["recipients"]) for text in
              office.draft.texts["recipients"]],
            office.runs("\tNguyễn Văn An", looks["signer"]),
        ]
        closing = "".join(f"<w:p><w:pPr/>{row}</w:p>" for row in rows)
        self.assertEqual(self.found(office, closing=closing), [])

    def test_marks_of_lists_drawn_by_the_word_processor(self):
        office = self.office("Công văn")
        looks = office.draft.looks
        left = office.parts(("recipients_label",)) + "".join(
            office.listed(text.lstrip("- "), looks["recipients"], 1)
            for text in office.draft.texts["recipients"])
        position, name = office.draft.signers[0]
        right = "".join(office.paragraph(row, looks["position"]) for row in position)
        right += "<w:p/>" * 4 + office.paragraph(name, looks["signer"])
        body = "".join(office.listed(LONG, looks["body"], 2) for _number in range(5))
        body += office.paragraph(office.draft.body[-1], looks["body"])
        self.assertEqual(
            self.found(office, body=body, closing=office.table((left, right))), [])

    def test_addressees_beside_the_label_in_a_table(self):
        office = self.office("Công văn")
        looks, texts = office.draft.looks, office.draft.texts
        addressees = texts.pop("addressees")
        label = office.paragraph(texts.pop("addressee"), looks["addressee"])
        body = office.table((label, "".join(
            office.paragraph(row, Look(14)) for row in addressees)))
        body += "".join(office.paragraph(row, looks["body"]) for row in office.draft.body)
        self.assertEqual(self.found(office, body=body), [])

    def test_table_of_figures_within_the_text(self):
        office = self.office("Kế hoạch")
        cell = Look(12, align="center")
        rows = [("TT", "NỘI DUNG", "GIÁM ĐỐC"), ("1", "Khai giảng năm học", "x")]
        table = office.table(*[
            [office.paragraph(text, cell) for text in row] for row in rows])
        office.draft.annexes = []
        body = [row if isinstance(row, str) else row[1] for row in good("Thông báo").body]
        text = [office.paragraph(row, office.draft.looks["body"]) for row in body]
        text.insert(4, table)
        self.assertEqual(self.found(office, body="".join(text)), [])

    def test_blanks_that_do_not_break_and_odd_blanks_are_blanks(self):
        office = self.office()
        office.draft.texts.update(
            date="Lào Cai, ngày\u00a005 tháng\u00a09 năm\u00a02026", number="Số:\u00a0125/TB-SGDĐT")
        self.assertEqual(self.found(office), [])

    def test_empty_paragraphs_everywhere(self):
        office = self.office("Công văn")
        empty = "<w:p/>"
        head = empty + office.table(
            (office.parts(("parent", "organ")) + empty, office.parts(("nation", "motto")) + empty),
            (office.parts(("number",)) + office.parts(("letter_subject",)),
             office.parts(("date",)))) + empty * 2
        body = empty.join(office.paragraph(row, office.draft.looks["body"])
                          for row in office.draft.body)
        self.assertEqual(
            self.found(office, head=head, body=body, closing=empty + office.closing()), [])

    def test_faults_are_still_found_in_such_layouts(self):
        office = self.office("Công văn")
        office.draft.looks["motto"].size = 11
        office.draft.texts["number"] = "Số: 5/SGDĐT-VP"
        head = office.table((
            office.parts(("parent", "organ", "number", "letter_subject")),
            office.parts(("nation", "motto", "date"))))
        self.assertEqual(self.found(office, head=head), ["C1b.size", "C3.zero"])
