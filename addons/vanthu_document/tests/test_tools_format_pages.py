"""Sections, headers, page numbers: as word processors write them in many ways."""

from odoo.addons.vanthu_document.tools.format_check import checks_page

from .format_common import FormatCase, change, pack, paragraph, parts_of, raw_docx, run, unpack
from .format_drafts import LONG, good
from .format_package import package

_FIELD = ('<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}<w:instrText>{code}'
          '</w:instrText></w:r><w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
          '<w:r>{look}<w:t>2</w:t></w:r><w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>')
_LOOK = ("<w:rPr>" + '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
         '<w:sz w:val="28"/></w:rPr>')
FIELD = _FIELD.format(look=_LOOK, code=" PAGE ")
CENTRE = '<w:jc w:val="center"/>'
TEXT = "".join(paragraph(run(f"{number}. {LONG}", '<w:sz w:val="28"/>')) for number in range(40))
A4 = ('<w:pgSz w:w="{w}" w:h="{h}"/><w:pgMar w:top="1134" w:right="{right}" w:bottom="1134" '
      'w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>')


def section(references=(), width=11906, height=16838, right=1134, title=True, extra=""):
    """A section with references ``(place, type, part)``."""
    rows = "".join(f'<w:{place}Reference w:type="{kind}" r:id="{part}"/>'
                   for place, kind, part in references)
    return (f"<w:sectPr>{rows}{A4.format(w=width, h=height, right=right)}{extra}"
            f"{'<w:titlePg/>' if title else ''}</w:sectPr>")


def document(references, title=True, settings="", text=TEXT, **parts):
    """A long text with headers and footers."""
    if settings:
        parts["settings"] = settings
    return raw_docx(text + section(references, title=title), **parts)


class TestFormatPages(FormatCase):

    def page(self, data, only="P5"):
        """Rules on page numbers that a file breaks."""
        return self.codes_of(data, only=only)

    def test_ways_of_centring_a_page_number(self):
        tabs = '<w:tabs><w:tab w:val="{}" w:pos="4680"/></w:tabs>'.format
        for properties, content, wrong in (
                (CENTRE, FIELD, []),
                ('<w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="center" w:y="1"/>',
                 FIELD, []),
                (tabs("center"), "<w:r><w:tab/></w:r>" + FIELD, []),
                ("", '<w:r><w:ptab w:relativeTo="margin" w:alignment="center"/></w:r>' + FIELD,
                 []),
                ("", FIELD, ["P5.centre"]),
                ('<w:jc w:val="right"/>', FIELD, ["P5.centre"]),
                ('<w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
                 + CENTRE, FIELD, ["P5.centre"]),
                (tabs("right"), "<w:r><w:tab/></w:r>" + FIELD, ["P5.centre"]),
                (tabs("center"), "<w:r><w:tab/></w:r><w:r><w:tab/></w:r>" + FIELD,
                 ["P5.centre"])):
            data = document([("header", "default", "header1")],
                            header1=paragraph(content, properties))
            with self.subTest(properties, content=content[:40]):
                self.assertEqual(self.page(data), wrong)
                new = self.repaired(data, only="P5")
                self.assertEqual(self.page(new), [])
                self.assertIn(b" PAGE ", unpack(new)["word/header1.xml"])

    def test_codes_that_are_a_page_number_and_codes_that_are_not(self):
        for code, wrong in ((" PAGE ", []), ("page", []), ("PAGE   \\* MERGEFORMAT", []),
                            (" NUMPAGES ", ["P5.number"]), (" DATE ", ["P5.number"]),
                            ("PAGEREF x", ["P5.number"])):
            data = document([("header", "default", "header1")], header1=paragraph(
                _FIELD.format(look=_LOOK, code=code), CENTRE))
            self.assertEqual(self.page(data), wrong, code)

    def test_code_cut_into_pieces_is_one_code(self):
        cut = FIELD.replace(
            "<w:instrText> PAGE </w:instrText>",
            "<w:instrText> PA</w:instrText></w:r><w:r><w:instrText>GE </w:instrText>")
        self.assertIn("PA<", cut)
        self.assertEqual(self.page(document(
            [("header", "default", "header1")], header1=paragraph(cut, CENTRE))), [])

    def test_first_page_hides_its_number(self):
        number = paragraph(FIELD, CENTRE)
        for references, title, parts, wrong in (
                ([("header", "default", "header1")], True, {"header1": number}, []),
                ([("header", "default", "header1")], False, {"header1": number}, ["P5.first"]),
                ([("header", "default", "header1"), ("header", "first", "header2")], True,
                 {"header1": number, "header2": "<w:p/>"}, []),
                ([("header", "default", "header1"), ("header", "first", "header2")], True,
                 {"header1": number, "header2": number}, ["P5.first"])):
            data = document(references, title, **parts)
            with self.subTest(references, title=title):
                self.assertEqual(self.page(data), wrong)
                self.assertEqual(self.page(self.repaired(data, only="P5")), [])

    def test_left_pages_with_their_own_header_have_a_number_too(self):
        number, even = paragraph(FIELD, CENTRE), "<w:evenAndOddHeaders/>"
        both = [("header", "default", "header1"), ("header", "even", "header2")]
        for references, parts, wrong in (
                (both, {"header1": number, "header2": number}, []),
                (both, {"header1": number, "header2": "<w:p/>"}, ["P5.number"]),
                (both[:1], {"header1": number}, ["P5.number"])):
            data = document(references, settings=even, **parts)
            with self.subTest(references):
                self.assertEqual(self.page(data), wrong)
                new = self.repaired(data, only="P5")
                self.assertEqual(self.page(new), [])
                self.assertIs(self.repaired(new, only="P5"), new)
        off = document(both[:1], settings='<w:evenAndOddHeaders w:val="0"/>', header1=number)
        self.assertEqual(self.page(off), [])

    def test_number_at_the_foot_is_moved_up_on_left_and_right_pages(self):
        number = paragraph(FIELD, CENTRE)
        data = document(
            [("footer", "default", "footer1"), ("footer", "even", "footer2")],
            settings="<w:evenAndOddHeaders/>", footer1=number, footer2=number)
        self.assertEqual(self.page(data), ["P5.top"])
        new = self.repaired(data, only="P5")
        self.assertEqual(self.page(new), [])
        files = unpack(new)
        self.assertNotIn(b"PAGE", files["word/footer1.xml"] + files["word/footer2.xml"])
        self.assertIn(b"PAGE", files["word/header1.xml"])
        self.assertIn(b"PAGE", files["word/header2.xml"])

    def test_short_document_needs_no_number_and_a_broken_page_makes_two(self):
        short = paragraph(run("Một trang", '<w:sz w:val="28"/>'))
        self.assertEqual(self.page(document([], text=short)), [])
        for mark in ('<w:r><w:br w:type="page"/></w:r>',
                     "<w:r><w:lastRenderedPageBreak/></w:r>"):
            self.assertEqual(self.page(document([], text=paragraph(mark) + short)),
                             ["P5.number"], mark)
        line = paragraph('<w:r><w:br/></w:r>') + short
        self.assertEqual(self.page(document([], text=line)), [])

    def test_number_is_added_beside_what_the_header_holds(self):
        data = document([("header", "default", "header1")],
                        header1=paragraph(run("Tài liệu hội nghị")))
        new = self.repaired(data, only="P5")
        header = unpack(new)["word/header1.xml"].decode()
        self.assertIn("Tài liệu hội nghị", header)
        self.assertIn(" PAGE ", header)
        self.assertEqual(self.page(new), [])

    def test_every_section_has_its_margins(self):
        first = paragraph(run("a"), section(right=1134))
        for right, wrong in ((1134, []), (1701, ["P3.right"]), (283, ["P3.right"])):
            data = raw_docx(first + TEXT + section(right=right))
            self.assertEqual(self.codes_of(data, only="P3"), wrong, right)
            new = self.repaired(data, only="P3")
            self.assertEqual(self.codes_of(new, only="P3"), [])
            self.assertEqual(unpack(new)["word/document.xml"].count(b'w:right="1134"'),
                             2 if right >= 1134 else 1)

    def test_only_annexes_may_lie(self):
        draft = good("Kế hoạch")
        lying = section(width=16838, height=11906)
        upright = draft.build()
        for place, wrong in (("annex", []), ("text", ["P1.upright"])):
            breaking = paragraph("", section())
            mark = "Phụ lục</w:t>" if place == "annex" else "Phần II</w:t>"
            text = unpack(upright)["word/document.xml"].decode()
            start = text.rindex("<w:p>", 0, text.index(mark))
            last = text.rindex("<w:sectPr>")
            new = text[:start] + breaking + text[start:last] + lying + text[
                text.index("</w:sectPr>", last) + len("</w:sectPr>"):]
            data = pack({**unpack(upright), "word/document.xml": new.encode()})
            with self.subTest(place):
                self.assertEqual(self.codes_of(data, draft, only="P1"), wrong)

    def test_headers_of_a_former_section_go_on(self):
        first = paragraph(run("a"), section([("header", "default", "header1")]))
        data = raw_docx(first + TEXT + section(), header1=paragraph(FIELD, CENTRE))
        self.assertEqual(self.page(data), [])

    def test_file_without_any_section_is_read_as_letter_paper(self):
        data = raw_docx(TEXT)
        self.assertEqual(self.codes_of(data, only=("P1", "P2", "P3")),
                         ["P1.paper", "P3.left", "P3.right"])
        new = self.repaired(data, only=("P1", "P2", "P3"))
        self.assertEqual(self.codes_of(new, only=("P1", "P2", "P3")), [])

    def test_relation_that_leads_nowhere_is_no_header(self):
        data = document([("header", "default", "header9"), ("footer", "default", "")])
        self.assertEqual(self.page(data), ["P5.number"])
        self.assertEqual(self.page(self.repaired(data, only="P5")), [])

    def test_roman_figures_before_the_annexes(self):
        number = paragraph(FIELD, CENTRE)
        for form, wrong in (("decimal", []), ("lowerRoman", ["P5.arabic"]),
                            ("upperLetter", ["P5.arabic"])):
            data = raw_docx(TEXT + section(
                [("header", "default", "header1")],
                extra=f'<w:pgNumType w:fmt="{form}" w:start="1"/>'), header1=number)
            self.assertEqual(self.page(data), wrong, form)
            new = self.repaired(data, only="P5")
            self.assertIn(b'w:start="1"', unpack(new)["word/document.xml"])
            self.assertEqual(self.page(new), [])

    def test_pages_are_counted_by_the_height_of_the_text(self):
        for count, pages in ((1, 1), (4, 1), (30, 4), (80, 9)):
            draft = good("Báo cáo")
            draft.body = [LONG] * count + draft.body[-1:]
            self.assertAlmostEqual(checks_page.page_count(self.letter(draft)), pages,
                                   delta=0 if count < 10 else 1, msg=str(count))

    def test_text_at_the_foot_of_page_1(self):
        for size, wrong in ((20, ["A5.size"]), (22, []), (24, []), (26, ["A5.size"])):
            foot = paragraph(run("Địa chỉ: Lào Cai", f'<w:sz w:val="{size}"/>'))
            data = document([("footer", "first", "footer1")], footer1=foot)
            self.assertEqual(self.codes_of(data, only="A5"), wrong, size)
            new = self.repaired(data, only="A5")
            self.assertEqual(self.codes_of(new, only="A5"), [])
            self.assertIn("Địa chỉ: Lào Cai", unpack(new)["word/footer1.xml"].decode())

    def test_header_part_without_content_types_is_told_as_damaged_on_repair(self):
        files, links = parts_of(TEXT)
        data = package(files, links)
        broken = pack({name: raw for name, raw in unpack(data).items()
                       if name != "[Content_Types].xml"})
        with self.assertRaisesRegex(Exception, "damaged|unsupported"):
            self.repaired(broken, only="P5")

    def test_other_reference_ids_are_not_taken_twice(self):
        data = document([])
        files = unpack(data)
        name = "word/_rels/document.xml.rels"
        data = change(pack(files), name, ("</Relationships>", (
            '<Relationship Id="rId1" Type="x/image" Target="media/a.png"/>'
            '<Relationship Id="rId3" Type="x/link" Target="http://x" TargetMode="External"/>'
            "</Relationships>")))
        new = unpack(self.repaired(data, only="P5"))[name].decode()
        identifiers = [part.split('"')[1] for part in new.split(" Id=")[1:]]
        self.assertEqual(len(identifiers), len(set(identifiers)))
        self.assertIn("rId2", identifiers)
