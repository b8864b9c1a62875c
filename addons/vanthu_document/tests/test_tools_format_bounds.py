"""The bounds of each rule that has a number: just inside is right, just outside is named."""

from odoo.addons.vanthu_document.tools.format_check import Rule, check

from .format_common import FormatCase, change, unpack
from .format_defects import line, look, page
from .format_drafts import context_of, good
from .format_files import LAYOUTS

# Component → code, smallest and largest size in points, a type that has it.
SIZES = {
    "nation": ("C1a", 12, 13, "Thông báo"), "motto": ("C1b", 13, 14, "Báo cáo"),
    "parent": ("C2a", 12, 13, "Kế hoạch"), "organ": ("C2b", 12, 13, "Tờ trình"),
    "number": ("C3", 13, 13, "Thông báo"), "date": ("C4", 13, 14, "Báo cáo"),
    "type": ("C5a", 13, 14, "Kế hoạch"), "subject": ("C5s", 13, 14, "Tờ trình"),
    "letter_subject": ("C5b", 12, 13, "Công văn"), "addressee": ("C9a", 13, 14, "Công văn"),
    "basis": ("C6a", 13, 14, "Quyết định"), "recipients_label": ("C9b", 12, 12, "Báo cáo"),
    "recipients": ("C9r", 11, 11, "Công văn"), "position": ("C7a", 13, 14, "Thông báo"),
    "signer": ("C7b", 13, 14, "Báo cáo"), "body": ("C6b", 13, 14, "Công văn"),
    "annex": ("A1", 14, 14, "Kế hoạch"), "urgency": ("A2", 13, 14, "Báo cáo"),
    "typist": ("A4", 11, 11, "Báo cáo"), "page_number": ("P5", 13, 14, "Thông báo"),
}
# Side → code, narrowest and widest margin in millimetres.
MARGINS = {"top": ("P2.top", 20, 25), "bottom": ("P2.bottom", 20, 25),
           "left": ("P3.left", 30, 35), "right": ("P3.right", 15, 20)}
MM = 56.6929


class TestFormatBounds(FormatCase):

    def test_sizes_at_and_beside_their_bounds(self):
        rules = {rule.code: rule for rule in self.rules}
        for component, (code, least, most, kind) in SIZES.items():
            rule = rules[f"{code}.size"]
            self.assertEqual((rule.minimum, rule.maximum), (least, most), component)
            for size, wrong in ((least - 0.5, True), (least, False), (most, False),
                                (most + 0.5, True)):
                with self.subTest(component, size=size):
                    found = self.broken(kind, rule.code, look(component, size=size))
                    self.assertEqual(found, [rule.code] if wrong else [])

    def test_size_is_said_as_one_number_where_only_one_is_right(self):
        for component, (code, least, most, kind) in SIZES.items():
            draft = good(kind)
            draft.looks[component].size = most + 2
            rules = [rule for rule in self.rules if rule.code == f"{code}.size"]
            finding, = check(draft.build(), rules, context_of(draft))
            self.assertEqual(finding.found.values, {"size": most + 2}, component)
            if component in ("body", "page_number"):
                continue
            self.assertEqual(finding.expected.code, "size" if least == most else "size_range")

    def test_repair_of_a_size_goes_to_the_nearest_bound(self):
        for component, (code, least, most, kind) in SIZES.items():
            for size, wanted in ((least - 3, least), (most + 5, most)):
                draft = good(kind)
                draft.looks[component].size = size
                new = self.repaired(draft.build(), draft, f"{code}.size")
                text = b"".join(raw for name, raw in unpack(new).items() if "word/" in name)
                self.assertIn(f'w:szCs w:val="{wanted * 2}"'.encode(), text, component)
                self.assertEqual(self.codes_of(new, draft, only=f"{code}.size"), [])

    def test_margins_at_and_beside_their_bounds(self):
        for side, (code, least, most) in MARGINS.items():
            for millimetres, wrong in (
                    (least - 1.1, True), (least - 0.9, False), (least, False), (most, False),
                    (most + 0.9, False), (most + 1.1, True), (0, True), (100, True)):
                with self.subTest(side, millimetres=millimetres):
                    found = self.broken(
                        "Thông báo", ("P2", "P3"), page(**{side: round(millimetres * MM)}))
                    self.assertEqual(found, [code] if wrong else [])

    def test_repaired_margin_is_the_nearest_allowed(self):
        for side, (code, least, most) in MARGINS.items():
            for millimetres, wanted in ((5, least), (60, most)):
                draft = good("Báo cáo")
                draft.page[side] = round(millimetres * MM)
                new = self.repaired(draft.build(), draft, code)
                document = unpack(new)["word/document.xml"].decode()
                self.assertIn(f'w:{side}="{round(wanted * MM)}"', document, side)

    def test_gutter_belongs_to_the_left_margin(self):
        for left, gutter, wrong in ((1134, 567, []), (1701, 283, []), (1701, 567, ["P3.left"]),
                                    (1134, 0, ["P3.left"])):
            draft = good("Thông báo")
            draft.page["left"] = left
            data = change(draft.build(), "word/document.xml",
                          ('w:gutter="0"', f'w:gutter="{gutter}"'))
            self.assertEqual(self.codes_of(data, draft, only="P3"), wrong, (left, gutter))
            new = self.repaired(data, draft, "P3")
            self.assertEqual(self.codes_of(new, draft, only="P3"), [])

    def test_paper_at_and_beside_its_bounds(self):
        for width, height, wrong in (
                (11906, 16838, []), (11906 + 55, 16838, []), (11906, 16838 - 55, []),
                (11906 + 60, 16838, ["P1.paper"]), (11906, 16838 - 60, ["P1.paper"]),
                (12240, 15840, ["P1.paper"]), (16838, 11906, ["P1.upright"]),
                (15840, 12240, ["P1.paper", "P1.upright"])):
            found = self.broken("Thông báo", "P1", page(w=width, h=height))
            self.assertEqual(found, wrong, (width, height))

    def test_paper_is_repaired_lying_or_upright_as_it_was(self):
        for size, wanted in (((12240, 15840), (11906, 16838)), ((15840, 12240), (16838, 11906))):
            draft = good("Thông báo")
            draft.page.update(w=size[0], h=size[1])
            new = self.repaired(draft.build(), draft, "P1.paper")
            document = unpack(new)["word/document.xml"].decode()
            self.assertIn(f'<w:pgSz w:w="{wanted[0]}" w:h="{wanted[1]}"/>', document)

    def test_indent_at_and_beside_its_bounds(self):
        # 1 and 1.27 cm are 567 and 720 twips, the tolerance is 23.
        for first, wrong in ((0, True), (530, True), (545, False), (567, False), (585, False),
                             (600, True), (685, True), (700, False), (720, False), (740, False),
                             (755, True), (1134, True)):
            found = self.broken("Giấy mời", "C6b.indent", look("body", first=first))
            self.assertEqual(found, ["C6b.indent"] if wrong else [], first)

    def test_repaired_indent_is_the_nearer_of_both(self):
        for first, wanted in ((0, 567), (600, 567), (650, 720), (1134, 720)):
            draft = good("Giấy mời")
            draft.looks["body"].first = first
            new = self.repaired(draft.build(), draft, "C6b.indent")
            document = unpack(new)["word/document.xml"].decode()
            self.assertIn(f'w:firstLine="{wanted}"', document, first)
            self.assertNotIn(f'w:firstLine="{first}"/><w:jc w:val="both"', document)

    def test_gap_counts_above_and_below_together(self):
        for before, after, wrong in ((6, 0, False), (0, 6, False), (3, 3, False), (12, 0, False),
                                     (5.95, 0, True), (3, 2.5, True), (0, 0, True)):
            found = self.broken("Công văn", "C6b.gap", look("body", before=before, after=after))
            self.assertEqual(found, ["C6b.gap"] if wrong else [], (before, after))

    def test_lines_at_and_beside_their_bounds(self):
        for height, rule, wrong in (
                (240, "auto", False), (360, "auto", False), (276, "auto", False),
                (220, "auto", True), (380, "auto", True), (480, "auto", True),
                (340, "exact", False), (360, "exact", False), (240, "exact", True),
                (560, "exact", True), (240, "atLeast", False), (480, "atLeast", False),
                (600, "atLeast", True)):
            found = self.broken("Báo cáo", "C6b.spacing", look("body", line=height, rule=rule))
            self.assertEqual(found, ["C6b.spacing"] if wrong else [], (height, rule))

    def test_gap_above_the_subject_of_a_letter(self):
        for before, wrong in ((0, True), (5.5, True), (6, False), (12, False)):
            found = self.broken("Công văn", "C5b.gap", look("letter_subject", before=before))
            self.assertEqual(found, ["C5b.gap"] if wrong else [], before)
        after = self.broken("Công văn", "C5b.gap", lambda draft: (
            setattr(draft.looks["letter_subject"], "before", 0),
            setattr(draft.looks["number"], "after", 6)))
        self.assertEqual(after, [], "the gap may also be below the number")

    def test_share_of_wrong_paragraphs_is_one_in_ten(self):
        for wrong, count, rules in ((1, 10, []), (1, 11, []), (2, 19, ["C6b.justified"]),
                                    (2, 20, []), (3, 20, ["C6b.justified"])):
            draft = good("Thông báo")
            row, last = draft.body[0][3:], draft.body[-1]
            draft.looks["odd"] = type(draft.looks["body"])(**{
                **vars(draft.looks["body"]), "align": "left"})
            draft.body = [("odd", row)] * wrong + [row] * (count - wrong - 1) + [last]
            self.assertEqual(self.codes_of(draft.build(), draft, only="C6b.justified"), rules,
                             (wrong, count))


class TestFormatLineLengths(FormatCase):
    """The lines below Tiêu ngữ, the issuing body and the subject: told and mended."""

    LINES = {"motto": ("C1b.line", "Thông báo"), "organ": ("C2b.line", "Báo cáo"),
             "subject": ("C5s.line", "Tờ trình")}

    def test_lengths_at_and_beside_their_bounds(self):
        rules = {rule.code: rule for rule in self.rules}
        for name, (code, kind) in self.LINES.items():
            rule = rules[code]
            least, most = rule.minimum - rule.tolerance, rule.maximum + rule.tolerance
            for share, wrong in ((least - 2, True), (least + 1, False), (most - 1, False),
                                 (most + 2, True)):
                with self.subTest(name, share=share):
                    found = self.broken(kind, code, line(name, share / 100))
                    self.assertEqual(found, [code] if wrong else [])

    def test_one_line_is_mended_in_each_way_of_drawing(self):
        for name, (code, kind) in self.LINES.items():
            for make in ("direct", "word", "styles"):
                for share in (0.1, 0.75, 2.0):
                    draft = good(kind)
                    draft.lines[name] = share
                    data = draft.build("table", make)
                    self.assertEqual(self.codes_of(data, draft, only=code), [code])
                    new = self.repaired(data, draft, code)
                    with self.subTest(name, make=make, share=share):
                        self.assertEqual(self.codes_of(new, draft, only=code), [])
                        changed = [part for part, raw in unpack(data).items()
                                   if unpack(new)[part] != raw]
                        self.assertEqual(changed, ["word/document.xml"])
                        self.assertIs(self.repaired(new, draft, code), new)

    def test_both_ways_of_drawing_one_line_stay_alike(self):
        draft = good("Thông báo")
        draft.lines["motto"] = 0.5
        new = self.repaired(draft.build("table", "word"), draft, "C1b.line")
        drawn = unpack(new)["word/document.xml"].decode()
        self.assertEqual(drawn.count("<mc:Choice"), drawn.count("<mc:Fallback"))
        motto = drawn[drawn.index("<wp:extent", drawn.index("phúc")):]
        before, _mark, rest = motto.partition("<v:line")
        start, end = (float(rest.split(f'{side}="')[1].split("pt")[0]) for side in ("from", "to"))
        cx = int(before.rpartition('<a:ext cx="')[2].split('"')[0])
        self.assertAlmostEqual(end - start, cx / 12700, delta=0.1)
        self.assertGreater(end - start, 150)
        self.assertEqual(before.count(f'cx="{cx}"'), 2, "the frame and the shape in it")

    def test_line_keeps_its_middle(self):
        draft = good("Thông báo")
        draft.lines["motto"] = 0.5
        data = draft.build("table", "word")

        def middle(raw):
            text = unpack(raw)["word/document.xml"].decode()
            after = text[text.index("phúc"):]
            offset = int(after.split("<wp:posOffset>")[1].split("<")[0])
            return offset + int(after.split('<wp:extent cx="')[1].split('"')[0]) / 2

        new = self.repaired(data, draft, "C1b.line")
        self.assertNotEqual(new, data)
        self.assertAlmostEqual(middle(new), middle(data), delta=2)

    def test_two_lines_in_one_row_are_told_but_left_alone(self):
        draft = good("Thông báo")
        draft.lines.update(motto=0.2, organ=0.02)
        data = draft.build("tabs")
        found = self.codes_of(data, draft, only=("C1b.line", "C2b.line"))
        self.assertTrue(found)
        self.assertIs(self.repaired(data, draft, ("C1b.line", "C2b.line")), data)

    def test_missing_line_and_underlined_letters_are_not_mended(self):
        for spoil in (
                lambda draft: draft.lines.update(motto=0),
                lambda draft: (draft.lines.update(motto=0),
                               setattr(draft.looks["motto"], "underline", True))):
            draft = good("Thông báo")
            spoil(draft)
            data = draft.build()
            rules = [rule for rule in self.rules if rule.code == "C1b.line"]
            finding, = check(data, rules, context_of(draft))
            self.assertFalse(finding.repairable)
            self.assertIs(self.repaired(data, draft, "C1b.line"), data)

    def test_each_layout_accepts_good_lines(self):
        for layout in LAYOUTS:
            for name, (code, kind) in self.LINES.items():
                draft = good(kind)
                self.assertEqual(self.codes_of(draft.build(layout), draft, only=code), [],
                                 (layout, name))


class TestFormatRuleNumbers(FormatCase):

    def test_bounds_of_a_rule_with_its_tolerance(self):
        rule = Rule("X", "size", "body", minimum=13, maximum=14, tolerance=0.5)
        self.assertEqual([rule.allows(size) for size in (12.4, 12.5, 13, 14, 14.5, 14.6)],
                         [False, True, True, True, True, False])
        self.assertEqual([rule.nearest(size) for size in (1, 12.5, 13.2, 20)],
                         [13, 13, 13.2, 14])
        self.assertTrue(Rule("X", "size", "body", minimum=0.1 + 0.2, maximum=1).allows(0.3))

    def test_values_are_parted_and_stripped(self):
        for text, values in (("", []), (" ; ", []), ("a", ["a"]), (" a ; b;c ", ["a", "b", "c"])):
            self.assertEqual(Rule("X", "font", "text", value=text).values, values)
