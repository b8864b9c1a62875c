"""Structures that Microsoft Word writes: read as they are seen, left alone where they are right."""

from odoo.addons.vanthu_document.tools.format_check.reader import Document
from odoo.addons.vanthu_document.tools.format_check.runs import join_runs, split_run
from odoo.addons.vanthu_document.tools.format_check.shapes import line_length, set_line_length
from odoo.addons.vanthu_document.tools.text_office import parse_xml

from .format_common import FormatCase, change, pack, paragraph, raw_docx, run, unpack
from .format_drafts import context_of, good
from .format_files import LAYOUTS
from .format_package import NAMESPACES

BOX = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
       '<wp:extent cx="2000000" cy="900000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
       "<w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
       "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
       "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
       "</mc:AlternateContent></w:r>").format


def element(markup):
    """An element of raw markup."""
    return parse_xml(f"<w:x {NAMESPACES}>{markup}</w:x>".encode())[0]


def texts(body, **parts):
    """The pieces of raw body markup."""
    return [piece.text for piece in Document(raw_docx(body, **parts)).pieces]


def as_word_saves(data):
    """The same file with the declaration and ends of lines that Word writes, and with parts
    that only Word has."""
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    files = {name: declaration + raw for name, raw in unpack(data).items()}
    files["word/media/image1.png"] = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    files["word/settings.xml"] = declaration + f"<w:settings {NAMESPACES}/>".encode()
    files["docProps/app.xml"] = declaration + (
        b"<Properties><Application>Microsoft Office Word</Application></Properties>")
    files["customXml/item1.xml"] = b"<a>\r\n</a>"
    return pack(files)


class TestFormatUntouched(FormatCase):
    """A repair writes what it changed and nothing else."""

    def test_only_the_part_with_the_fault_is_written(self):
        for spoil, changed in (
                (lambda draft: setattr(draft.looks["nation"], "size", 15),
                 {"word/document.xml"}),
                (lambda draft: setattr(draft.looks["page_number"], "size", 11),
                 {"word/header1.xml"}),
                (lambda draft: draft.page.update(left=800), {"word/document.xml"}),
                (lambda draft: setattr(draft, "font", "Arial"),
                 {"word/document.xml", "word/styles.xml", "word/header1.xml"})):
            for layout in LAYOUTS:
                draft = good("Báo cáo")
                spoil(draft)
                data = as_word_saves(draft.build(layout))
                new = self.repaired(data, draft)
                before, after = unpack(data), unpack(new)
                with self.subTest(layout, changed=changed):
                    self.assertEqual(list(before), list(after), "names and their order")
                    self.assertLessEqual(
                        {name for name in before if before[name] != after[name]}, changed)
                    self.assertNotEqual(before, after)
                    self.assertEqual(self.codes_of(new, draft), [])
                    self.assertIs(self.repaired(new, draft), new)

    def test_paragraphs_without_fault_stay_to_the_letter(self):
        draft = good("Thông báo")
        draft.looks["signer"].size = 18
        data = draft.build("tabs")
        old = unpack(data)["word/document.xml"].decode()
        new = unpack(self.repaired(data, draft))["word/document.xml"].decode()
        rows = [row for row in old.split("<w:p>")[1:] if "Nguyễn Văn An" not in row]
        self.assertGreater(len(rows), 15)
        for row in rows:
            self.assertIn(row.partition("</w:p>")[0], new)

    def test_run_with_tabs_is_one_run_again_after_a_repair(self):
        whole = "<w:r><w:t>Nơi nhận</w:t><w:tab/><w:t>GIÁM ĐỐC</w:t><w:br/><w:t>x</w:t></w:r>"
        data = raw_docx(paragraph(run("chữ", '<w:color w:val="FF0000"/>')) + paragraph(whole))
        new = self.repaired(data, only="P4.colour")
        self.assertIsNot(new, data)
        self.assertIn(whole, unpack(new)["word/document.xml"].decode())

    def test_words_are_the_same_in_every_layout_and_kind_of_storing(self):
        for layout in LAYOUTS:
            for make in ("direct", "word", "styles"):
                draft = good("Công văn")
                draft.font = "Tahoma"
                draft.page.update(left=400, number="footer", title_page=False)
                for look in draft.looks.values():
                    look.size += 2
                data = draft.build(layout, make)
                new = self.repaired(data, draft)
                before = [piece.text for piece in Document(data).pieces]
                self.assertEqual([piece.text for piece in Document(new).pieces], before)

    def test_the_file_given_in_is_never_changed(self):
        draft = good("Báo cáo")
        draft.looks["body"].size = 10
        data = bytearray(draft.build())
        copy = bytes(data)
        self.assertNotEqual(self.repaired(bytes(data), draft), copy)
        self.assertEqual(bytes(data), copy)

    def test_secret_and_limits_hold_for_a_repair(self):
        draft = good("Báo cáo")
        draft.texts["urgency"] = "TỐI MẬT"
        with self.assertRaisesRegex(Exception, "secret"):
            self.repaired(draft.build(), draft)


class TestFormatRuns(FormatCase):

    def test_run_is_parted_at_tabs_and_breaks_and_joined_again(self):
        for content in ("<w:t>a</w:t>", "<w:tab/>", "<w:t>a</w:t><w:tab/><w:t>b</w:t>",
                        "<w:tab/><w:tab/><w:t>b</w:t>", "<w:t>a</w:t><w:br/>",
                        "<w:br/><w:t>a</w:t><w:ptab/><w:t>b</w:t><w:cr/><w:t>c</w:t>"):
            for properties in ("", "<w:rPr><w:b/></w:rPr>"):
                markup = f'<w:p><w:r w:rsidR="00AB">{properties}{content}</w:r></w:p>'
                holder = element(markup)
                before = self._dump(holder)
                parts = split_run(holder[0])
                self.assertEqual(parts, list(holder))
                for part in parts:
                    self.assertEqual(part.get(f"{{{holder.nsmap['w']}}}rsidR"), "00AB")
                join_runs(parts)
                self.assertEqual(self._dump(holder), before, content)

    def _dump(self, holder):
        return [(child.tag, child.text, len(child)) for child in holder.iter()]

    def test_parts_that_differ_by_now_stay_apart(self):
        holder = element("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>")
        parts = split_run(holder[0])
        bold = element("<w:rPr><w:b/></w:rPr>")
        parts[2].insert(0, bold)
        join_runs(parts)
        self.assertEqual([len(part) for part in holder], [2, 2])
        holder = element("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>")
        parts = split_run(holder[0])
        holder.remove(parts[1])
        join_runs(parts)
        self.assertEqual(["".join(part.itertext()) for part in holder], ["a", "b"],
                         "what a repair took away stays away")


class TestFormatReadAsSeen(FormatCase):

    def test_marks_of_word_are_no_text(self):
        for content, wanted in (
                (f"<w:bookmarkStart w:id='0' w:name='a'/>{run('chữ')}<w:bookmarkEnd w:id='0'/>",
                 ["chữ"]),
                (f"<w:smartTag w:element='place'>{run('Lào')}{run(' Cai')}</w:smartTag>",
                 ["Lào Cai"]),
                (f"<w:ins w:id='1'>{run('thêm')}</w:ins>", ["thêm"]),
                (f"{run('a')}<w:del w:id='1'><w:r><w:delText>xóa</w:delText></w:r></w:del>",
                 ["a"]),
                (f"<w:moveFrom w:id='1'>{run('từ')}</w:moveFrom>"
                 f"<w:moveTo w:id='2'>{run('đến')}</w:moveTo>", ["đến"]),
                (f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('ô')}"
                 "</w:sdtContent></w:sdt>", ["ô"]),
                (f"<w:hyperlink r:id='x'>{run('liên kết')}</w:hyperlink>", ["liên kết"]),
                (f"<w:commentRangeStart w:id='0'/>{run('a')}<w:commentRangeEnd w:id='0'/>"
                 "<w:r><w:commentReference w:id='0'/></w:r>", ["a"]),
                (f"{run('a')}<w:r><w:softHyphen/><w:noBreakHyphen/><w:t>b</w:t></w:r>", ["a-b"]),
                (f"{run('ẩn', '<w:vanish/>')}{run('hiện')}", ["hiện"]),
                ("<w:fldSimple w:instr=' DATE '>" + run("22/11/2026") + "</w:fldSimple>",
                 ["22/11/2026"]),
                ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> AUTHOR "
                 "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
                 + run("Lan") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>", ["Lan"]),
                (f"<!-- lời bình -->{run('a')}<?pi b?>", ["a"])):
            self.assertEqual(texts(paragraph(content)), wanted, content)

    def test_box_is_read_once_wherever_it_stands(self):
        box = BOX(paragraph(run("trong hộp")))
        table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>".format
        for body in (
                paragraph(box), paragraph(run("a") + box), table(paragraph(box)),
                f"<w:sdt><w:sdtContent>{paragraph(box)}</w:sdtContent></w:sdt>",
                paragraph(f"<w:ins w:id='1'>{box}</w:ins>"),
                paragraph(BOX(paragraph(BOX(paragraph(run("trong hộp")))))),
                paragraph(box.replace("mc:Choice Requires=\"wps\"", "mc:Choice Requires=\"x\""))):
            self.assertEqual(texts(body + paragraph(run("b"))).count("trong hộp"), 1)

    def test_box_with_a_fallback_alone_is_read(self):
        inner = f"<w:txbxContent>{paragraph(run('cũ'))}</w:txbxContent>"
        old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
        self.assertEqual(texts(paragraph(
            f"<w:r><mc:AlternateContent><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
            "</w:r>")), ["cũ"])
        self.assertEqual(texts(paragraph(
            "<w:r><mc:AlternateContent/></w:r>" + run("a"))), ["a"])

    def test_repair_in_a_box_reaches_what_is_shown(self):
        for make in ("direct", "word"):
            draft = good("Báo cáo")
            draft.looks["nation"].size = 16
            data = draft.build("boxes", make)
            new = self.repaired(data, draft, "C1a")
            self.assertEqual(self.codes_of(new, draft, only="C1a"), [])

    def test_tracked_changes_stay_tracked(self):
        draft = good("Báo cáo")
        draft.looks["motto"].size = 10
        data = change(draft.build(), "word/document.xml", (
            "<w:body>", "<w:body><w:p><w:ins w:id='1' w:author='Lan'><w:r><w:t>thêm</w:t></w:r>"
            "</w:ins><w:del w:id='2' w:author='Lan'><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
            "</w:p>"))
        new = unpack(self.repaired(data, draft))["word/document.xml"].decode()
        self.assertIn('<w:ins w:id="1" w:author="Lan">', new)
        self.assertIn("<w:delText>bỏ</w:delText>", new)

    def test_cells_that_are_joined_or_left_out(self):
        cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format
        table = "<w:tbl><w:tr><w:trPr>{}</w:trPr>{}</w:tr></w:tbl>".format
        for markup, wanted in (
                (table("", cell("", paragraph(run("a"))) + cell("", paragraph(run("b")))),
                 [(0, False), (1, True)]),
                (table('<w:gridBefore w:val="1"/>', cell("", paragraph(run("a")))), [(1, True)]),
                (table("", cell('<w:gridSpan w:val="3"/>', paragraph(run("a")))
                       + cell("", paragraph(run("b")))), [(0, False), (3, True)]),
                (table("", cell('<w:gridSpan w:val="x"/>', paragraph(run("a")))
                       + cell('<w:vMerge/>', paragraph(run("b")))), [(0, False), (1, True)])):
            pieces = Document(raw_docx(markup)).pieces
            self.assertEqual([(piece.spot.column, piece.spot.last) for piece in pieces], wanted)


class TestFormatDrawnLines(FormatCase):

    def test_what_is_a_line_and_how_long(self):
        anchor = '<wp:anchor><wp:extent cx="{}" cy="{}"/>{}</wp:anchor>'.format
        line = '<a:prstGeom prst="line"/>'
        for markup, wanted in (
                (anchor(1270000, 0, line), 100), (anchor(1270000, 900000, line), 100),
                (anchor(1270000, 12700, '<a:prstGeom prst="rect"/>'), 100),
                (anchor(1270000, 900000, '<a:prstGeom prst="rect"/>'), None),
                (anchor(1270000, 0, '<a:prstGeom prst="straightConnector1"/>'), 100),
                (anchor("x", 0, line), 0), (f"<wp:anchor>{line}</wp:anchor>", None),
                (anchor(1270000, 0, line + "<wps:txbx/>"), None),
                ('<v:line from="0,0" to="100pt,0"/>', 100),
                ('<v:line from="1in,0" to="2in,0"/>', 72),
                ('<v:line from="10mm,0" to="35.4mm,0"/>', 72),
                ('<v:line from="5pt" to="1pt"/>', 4), ('<v:line from="a" to="b"/>', 0),
                ('<v:shape type="#_x0000_t32" style="width:80pt;height:0"/>', 80),
                ('<v:shape style="width:80pt;height:40pt"/>', None),
                ('<v:rect style="width:80pt;height:1pt"/>', 80), ('<v:rect style=""/>', None),
                ("<v:shape/>", None), ("<w:r/>", None)):
            found = line_length(element(markup))
            with self.subTest(markup):
                if wanted is None:
                    self.assertIsNone(found)
                else:
                    self.assertAlmostEqual(found, wanted, places=1)

    def test_another_length_keeps_the_middle_in_each_language(self):
        drawn = element('<wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>254000'
                        '</wp:posOffset></wp:positionH><wp:extent cx="1270000" cy="0"/>'
                        '<a:ext cx="1270000" cy="0"/><a:prstGeom prst="line"/></wp:anchor>')
        set_line_length(drawn, 60)
        self.assertEqual(line_length(drawn), 60)
        values = [node.get("cx") for node in drawn.iter() if node.get("cx")]
        self.assertEqual(values, ["762000", "762000"])
        self.assertIn("508000", [node.text for node in drawn.iter()])
        old = element('<v:line from="10pt,3pt" to="110pt,3pt"/>')
        set_line_length(old, 60)
        self.assertEqual((old.get("from"), old.get("to")), ("30.00pt,3pt", "90.00pt,3pt"))
        shape = element('<v:shape type="#_x0000_t32" style="position:absolute;margin-left:10pt;'
                        'width:100pt;height:0;z-index:1"/>')
        set_line_length(shape, 60)
        self.assertEqual(shape.get("style"), "position:absolute;margin-left:30.00pt;"
                                             "width:60.00pt;height:0;z-index:1")

    def test_length_of_a_line_that_hangs_in_the_middle_needs_no_offset(self):
        drawn = element('<wp:anchor><wp:positionH relativeFrom="column"><wp:align>center</wp:align>'
                        '</wp:positionH><wp:extent cx="1270000" cy="0"/>'
                        '<a:prstGeom prst="line"/></wp:anchor>')
        set_line_length(drawn, 30)
        self.assertEqual(line_length(drawn), 30)

    def test_office_knows_more_and_nothing_is_compared_that_it_does_not_know(self):
        draft = good("Báo cáo")
        self.assertEqual(self.codes(draft), [])
        self.assertEqual(self.codes(draft, place="", urgency="", signer_name=""), [])
        self.assertEqual(context_of(draft).place, "Lào Cai")
