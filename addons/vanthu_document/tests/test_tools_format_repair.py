"""The repair of presentation: what it may, it puts right; it never touches a word."""

import io
import re
import zipfile

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.format_check import REPAIRS, check, repair
from odoo.addons.vanthu_document.tools.text_extract import extract_text

from .format_drafts import KINDS, context_of, good, load_rules
from .format_files import LAYOUTS, MAKES
from .format_package import package
from .test_tools_format_check import spoilt


def words_of(data):
    """The text of the document itself, places of drawings and the header left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        raw = archive.read("word/document.xml").decode()
        return re.sub(r"<wp:posOffset>.*?</wp:posOffset>|<[^>]+>", "", raw).strip()


class TestFormatRepair(BaseCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = load_rules()

    def test_each_repairable_fault_is_repaired_and_no_word_is_touched(self):
        left, count = [], 0
        for defect, draft, context, data in spoilt(layouts=1):
            found = check(data, self.rules, context)
            if not any(finding.repairable for finding in found):
                continue
            count += 1
            new = repair(data, self.rules, context)
            after = check(new, self.rules, context)
            still = {finding.rule for finding in after if finding.repairable}
            if still or len(after) >= len(found):
                left.append((defect.name, draft.kind, sorted(still)))
            self.assertEqual(words_of(new), words_of(data), defect.name)
        self.assertGreaterEqual(count, 90)
        self.assertEqual(left, [])

    def test_letter_with_many_faults_of_look_passes_after_one_repair(self):
        for kind in KINDS:
            draft = good(kind)
            draft.font = "Calibri"
            draft.page.update(w=12240, h=15840, top=720, left=1000, right=1700,
                              number="footer", title_page=False)
            for name, look in draft.looks.items():
                look.size += 3
                look.colour = "1F497D"
                if name not in ("addressee", "addressees", "recipients", "typist", "footer"):
                    look.bold = not look.bold
                if look.align == "both":
                    look.align, look.first, look.before, look.line = "left", 300, 0, 500
            for layout, make in zip(LAYOUTS, MAKES, strict=True):
                data = draft.build(layout, make)
                context = context_of(draft)
                self.assertGreater(len(check(data, self.rules, context)), 15)
                new = repair(data, self.rules, context)
                left = [finding for finding in check(new, self.rules, context)
                        if finding.repairable or finding.level == "error"]
                self.assertEqual(left, [], (kind, layout))
                self.assertEqual(words_of(new), words_of(data))

    def test_good_file_is_given_back_as_it_is(self):
        data = good("Quyết định").build()
        self.assertIs(repair(data, self.rules, context_of(good("Quyết định"))), data)

    def test_second_repair_changes_nothing(self):
        draft = good("Báo cáo")
        draft.looks["body"].size = 11
        once = repair(draft.build(), self.rules, context_of(draft))
        self.assertIs(repair(once, self.rules, context_of(draft)), once)

    def test_only_the_given_rules_are_repaired(self):
        draft = good("Báo cáo")
        draft.looks["body"].size = 11
        draft.looks["nation"].bold = False
        rules = [rule for rule in self.rules if rule.code == "C1a.bold"]
        new = repair(draft.build(), rules, context_of(draft))
        left = [finding.rule for finding in check(new, self.rules, context_of(draft))]
        self.assertEqual(left, ["C6b.size"])

    def test_wrong_words_stay_and_stay_reported(self):
        draft = good("Thông báo")
        draft.texts["motto"] = "Độc Lập - Tự Do - Hạnh Phúc"
        data = draft.build()
        self.assertIs(repair(data, self.rules, context_of(draft)), data)
        finding, = check(data, self.rules, context_of(draft))
        self.assertFalse(finding.repairable)

    def test_legacy_font_is_not_repaired_since_its_letters_would_be_lost(self):
        draft = good("Thông báo")
        draft.font = ".VnTime"
        data = draft.build()
        self.assertIs(repair(data, self.rules, context_of(draft)), data)

    def test_other_parts_of_the_package_stay_byte_for_byte(self):
        draft = good("Thông báo")
        draft.looks["signer"].bold = False
        with zipfile.ZipFile(io.BytesIO(draft.build())) as archive:
            files = {name: archive.read(name).decode() for name in archive.namelist()
                     if name.startswith("word/") and not name.endswith(".rels")}
        picture = "not really a picture, but nobody reads it"
        data = package({**files, "word/media/image1.png": picture},
                       [("rId1", "styles", "styles.xml"), ("rId10", "header", "header1.xml")])
        new = repair(data, self.rules, context_of(draft))
        with zipfile.ZipFile(io.BytesIO(new)) as archive:
            self.assertEqual(archive.read("word/media/image1.png").decode(), picture)
            self.assertIsNone(archive.testzip())
            self.assertEqual(len(archive.namelist()), len(set(archive.namelist())))

    def test_half_of_a_line_set_with_tabs_is_repaired_alone(self):
        draft = good("Thông báo")
        draft.looks["parent"].bold = True
        data = draft.build("tabs")
        new = repair(data, self.rules, context_of(draft))
        self.assertEqual(check(new, self.rules, context_of(draft)), [])
        self.assertEqual(extract_text(new).text, extract_text(data).text)

    def test_new_page_number_is_a_field_at_the_top_and_not_on_page_1(self):
        draft = good("Báo cáo")
        draft.page.update(number="", title_page=False)
        new = repair(draft.build(), self.rules, context_of(draft))
        with zipfile.ZipFile(io.BytesIO(new)) as archive:
            header = archive.read("word/header1.xml").decode()
            document = archive.read("word/document.xml").decode()
            types = archive.read("[Content_Types].xml").decode()
        self.assertIn(' PAGE "', header)
        self.assertIn("<w:titlePg/>", document)
        self.assertIn('PartName="/word/header1.xml"', types)

    def test_text_beside_the_number_at_the_foot_stays(self):
        draft = good("Báo cáo")
        draft.page["number"] = "footer"
        data = draft.build()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name).decode() for name in archive.namelist()
                     if name.startswith("word/") and not name.endswith(".rels")}
        files["word/footer1.xml"] = files["word/footer1.xml"].replace(
            "<w:fldSimple", "<w:r><w:t>Trang </w:t></w:r><w:fldSimple")
        data = package(files, [("rId1", "styles", "styles.xml"),
                               ("rId10", "footer", "footer1.xml")])
        new = repair(data, self.rules, context_of(draft))
        with zipfile.ZipFile(io.BytesIO(new)) as archive:
            footer = archive.read("word/footer1.xml").decode()
        self.assertIn("Trang", footer)
        self.assertNotIn("PAGE", footer)

    def test_every_repair_belongs_to_a_shipped_rule(self):
        self.assertEqual(REPAIRS.keys() - {rule.check for rule in self.rules}, set())
