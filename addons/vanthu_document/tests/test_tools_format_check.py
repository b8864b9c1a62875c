"""The presentation check: good letters pass, faults made in them are found and named."""

import dataclasses
import io
import zipfile

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.format_check import CHECKS, NOTES, Context, check, repair

from .format_defects import DEFECTS
from .format_drafts import DATA, KINDS, context_of, good, load_rules
from .format_files import LAYOUTS, MAKES

# Faults of these rules cannot be made in every type: they are made in a plain one.
_PLAIN = {"Biên bản": ("C4", "C7", "C9b.required"), "Công văn": ("C5a", "C5s")}


def spoilt(layouts=3):
    """Each fault in each of its layouts: ``(defect, draft, context, file)``; the type and the
    way of storing go round.

    :param int layouts: at most so many layouts for each fault
    """
    for number, defect in enumerate(DEFECTS):
        kinds = [defect.kind] if defect.kind else KINDS
        for turn, layout in enumerate(defect.layouts[:layouts]):
            kind = kinds[(number + turn) % len(kinds)]
            if not defect.kind and defect.rule.startswith(_PLAIN.get(kind, ("-",))):
                kind = "Thông báo"
            draft = good(kind)
            defect.spoil(draft)
            known = {"signing_capacity": defect.signing, "signer_name": "Nguyễn Văn An"}
            context = context_of(
                draft, legal=defect.legal, **(known if defect.signing else {}))
            yield defect, draft, context, draft.build(layout, MAKES[(number + turn) % 3])


class TestFormatCheck(BaseCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = load_rules()
        cls.results = [
            (defect, draft.kind, check(data, cls.rules, context))
            for defect, draft, context, data in spoilt()]

    def found(self, draft, layout="table", make="direct", **known):
        """Codes of the rules that a draft breaks."""
        return [finding.rule for finding in check(
            draft.build(layout, make), self.rules, context_of(draft, **known))]

    def test_good_letters_of_all_types_pass_in_every_layout(self):
        wrong, count = [], 0
        for kind in KINDS:
            for layout in LAYOUTS:
                for make in MAKES:
                    count += 1
                    rules = self.found(good(kind), layout, make)
                    if rules:
                        wrong.append((kind, layout, make, rules))
        self.assertEqual(count, 81)
        self.assertLess(len(wrong) / count, 0.02, wrong)

    def test_faults_are_found_and_named_by_their_rule(self):
        self.assertGreaterEqual(len(DEFECTS), 100)
        self.assertGreaterEqual(len(self.results), 500)
        missed = [(defect.name, kind) for defect, kind, found in self.results
                  if defect.rule not in {finding.rule for finding in found}]
        self.assertLess(len(missed) / len(self.results), 0.05, missed)
        self.assertEqual(missed, [])

    def test_a_fault_is_not_reported_at_other_components(self):
        # A head in small letters or without its type says less of what stands below it.
        follows = {"small letters in the notation", "no heading"}
        strange = [
            (defect.name, kind, sorted({finding.rule for finding in found}))
            for defect, kind, found in self.results if defect.name not in follows
            and {finding.rule for finding in found} - {defect.rule}]
        self.assertEqual(strange, [])

    def test_every_rule_has_a_check_and_almost_every_rule_a_fault(self):
        self.assertEqual({rule.check for rule in self.rules} - CHECKS.keys(), set())
        self.assertEqual(CHECKS.keys() - {rule.check for rule in self.rules}, set())
        codes = [rule.code for rule in self.rules]
        self.assertEqual(len(codes), len(set(codes)))
        self.assertEqual({defect.rule for defect in DEFECTS} - set(codes), set())
        checks = {rule.check for rule in self.rules
                  if rule.code in {defect.rule for defect in DEFECTS}}
        self.assertEqual(CHECKS.keys() - checks, set())

    def test_finding_says_place_what_stands_there_and_what_should(self):
        draft = good("Thông báo")
        draft.looks["nation"].size = 15
        finding, = check(draft.build(), self.rules, context_of(draft))
        self.assertEqual((finding.rule, finding.level), ("C1a.size", "error"))
        self.assertEqual(finding.place.component, "nation")
        self.assertEqual(finding.place.text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        self.assertEqual((finding.found.code, finding.found.values), ("size", {"size": 15}))
        self.assertEqual(finding.expected.values, {"minimum": 12, "maximum": 13})
        self.assertTrue(finding.repairable)

    def test_every_sentence_has_the_values_that_it_promises(self):
        for defect, _kind, found in self.results:
            for finding in found:
                for note in (finding.found, finding.expected):
                    self.assertEqual(set(NOTES[note.code]), set(note.values), defect.name)

    def test_equal_faults_are_one_finding_with_their_number(self):
        draft = good("Báo cáo")
        draft.looks["body"].size = 12
        finding, = check(draft.build(), self.rules, context_of(draft))
        self.assertEqual((finding.rule, finding.place.count), ("C6b.size", len(draft.body)))

    def test_bounds_and_levels_come_from_the_rules(self):
        draft = good("Báo cáo")
        draft.looks["body"].size = 12
        rules = [dataclasses.replace(rule, minimum=12) if rule.code == "C6b.size" else rule
                 for rule in self.rules]
        self.assertEqual(check(draft.build(), rules, context_of(draft)), [])
        rules = [dataclasses.replace(rule, level="hint") for rule in self.rules]
        finding, = check(draft.build(), rules, context_of(draft))
        self.assertEqual(finding.level, "hint")
        self.assertEqual(check(draft.build(), [], context_of(draft)), [])

    def test_tolerance_is_one_millimetre_of_a_margin(self):
        for twips, rules in ((1078, []), (1074, ["P2.top"]), (1474, []), (1480, ["P2.top"])):
            draft = good("Thông báo")
            draft.page["top"] = twips  # 20 and 25 mm are 1134 and 1417 twips
            self.assertEqual(self.found(draft), rules, twips)

    def test_both_indents_and_both_ends_of_sizes_are_right(self):
        for first in (567, 720):
            draft = good("Tờ trình")
            draft.looks["body"].first = first
            draft.looks["body"].size = 13
            self.assertEqual(self.found(draft), [], first)

    def test_one_quoted_paragraph_of_many_may_stand_otherwise(self):
        draft = good("Thông báo")
        draft.body = draft.body[:-1] * 2 + draft.body[-1:]
        draft.body.insert(3, ("quote", draft.body[0]))
        draft.looks["quote"] = dataclasses.replace(draft.looks["body"], first=0, align="left")
        self.assertEqual(self.found(draft), [])

    def test_number_may_be_empty_in_a_draft_and_so_may_the_day(self):
        for number, date in (
                ("Số:      /TB-SGDĐT", "Lào Cai, ngày    tháng    năm 2026"),
                ("Số: …/TB-SGDĐT", "Lào Cai, ngày … tháng … năm 2026"),
                ("Số: ....../TB-SGDĐT", "Lào Cai, ngày     tháng 12 năm 2026")):
            draft = good("Thông báo")
            draft.texts.update(number=number, date=date)
            self.assertEqual(self.found(draft), [], number)

    def test_both_spellings_of_hoa_and_one_page_without_number_pass(self):
        draft = good("Giấy mời")
        draft.texts["nation"] = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        draft.page.update(number="", title_page=False)
        self.assertEqual(self.found(draft), [])

    def test_names_in_two_lines_pass(self):
        draft = good("Thông báo")
        draft.texts.update(
            organ=["TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ", "TRUNG HỌC CƠ SỞ BẮC HÀ"],
            subject="Về việc tổ chức các hoạt động đầu năm học\nvà tuyển sinh bổ sung",
            number="Số: 05/TB-PTDTNT")
        draft.lines["organ"] = 0
        context = dataclasses.replace(
            context_of(draft), organ_abbreviation="PTDTNT",
            organ_name="Trường Phổ thông dân tộc nội trú Trung học cơ sở Bắc Hà")
        found = [finding.rule for finding in check(draft.build(), self.rules, context)]
        self.assertEqual(found, ["C2b.line"])

    def test_nothing_known_of_the_office_still_checks_the_file(self):
        draft = good("Thông báo")
        draft.looks["motto"].bold = False
        rules = {finding.rule for finding in check(draft.build(), self.rules, Context())}
        self.assertIn("C1b.bold", rules)

    def test_capacity_and_name_chosen_for_the_document_are_compared(self):
        draft = good("Thông báo")
        self.assertEqual(
            self.found(draft, signing_capacity="kt", signer_name="Nguyễn Văn An"), [])
        self.assertEqual(
            self.found(draft, signing_capacity="head", signer_name="Trần Văn Ba"),
            ["C7a.capacity", "C7b.name"])
        draft.signers = [(["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"], "Nguyễn Văn An")]
        self.assertEqual(self.found(draft, signing_capacity="tl"), [])

    def test_stamp_of_urgency_may_be_red(self):
        draft = good("Báo cáo")
        draft.looks["urgency"].colour = "FF0000"
        self.assertEqual(self.found(draft), [])

    def test_capitals_are_hints_and_right_words_are_left_alone(self):
        draft = good("Thông báo")
        draft.body.insert(0, (
            "Thực hiện Nghị định số 30/2020/NĐ-CP và khoản 2 Điều 5 của Luật, Ủy ban nhân dân "
            "tỉnh, Sở Giáo dục và Đào tạo, các ủy ban nhân dân xã. Giám đốc Sở và hiệu trưởng "
            "các trường, đồng chí Phó Giám đốc Sở, quản lý nhà nước, v.v. theo quy định."))
        self.assertEqual(self.found(draft), [])
        draft.body.insert(0, "Giao Phó Giám Đốc và các hiệu trưởng thực hiện Điểm a khoản 1.")
        levels = {finding.rule: finding.level for finding in check(
            draft.build(), self.rules, context_of(draft))}
        self.assertEqual(levels, {"S4": "hint", "S6": "hint"})


class TestFormatWrittenByLibreOffice(BaseCase):
    """Two good letters as LibreOffice Writer saved them, and one fault made in each."""

    FILES = (("letter_libreoffice.docx", "Công văn"), ("decision_libreoffice.docx", "Quyết định"))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = load_rules()
        cls.files = {kind: (DATA.parent / "tests" / "data" / name).read_bytes()
                     for name, kind in cls.FILES}

    def spoil(self, kind, old, new):
        """Rules that are broken once ``old`` stands as ``new`` in the document part."""
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.files[kind])) as source, \
                zipfile.ZipFile(stream, "w") as target:
            for name in source.namelist():
                raw = source.read(name)
                if name == "word/document.xml":
                    self.assertIn(old.encode(), raw)
                    raw = raw.replace(old.encode(), new.encode())
                target.writestr(name, raw)
        return [finding.rule for finding in check(
            stream.getvalue(), self.rules, context_of(good(kind)))]

    def test_good_letters_pass_and_a_repair_leaves_them_alone(self):
        for kind, data in self.files.items():
            context = context_of(good(kind))
            self.assertEqual(check(data, self.rules, context), [], kind)
            self.assertIs(repair(data, self.rules, context), data)

    def test_faults_in_them_are_found(self):
        self.assertEqual(self.spoil("Công văn", 'w:left="1701"', 'w:left="567"'), ["P3.left"])
        self.assertEqual(self.spoil("Công văn", "V/v", "Về việc"), ["C5b.prefix"])
        self.assertEqual(self.spoil("Công văn", "w:titlePg", "w:noEndnote"), ["P5.first"])
        self.assertEqual(self.spoil("Quyết định", "Hạnh phúc", "Hạnh Phúc"), ["C1b.text"])
