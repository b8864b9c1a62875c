"""The check of presentation knows place, urgency and kind of the document."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.vanthu_document_format import URGENCIES
from .format_drafts import good
from .outgoing_common import OutgoingCommon


@tagged("post_install", "-at_install")
class TestFormatKnown(OutgoingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.env["vanthu.document.type"]._find_by_name("Thông báo")

    def _found(self, spoil=None, **values):
        """Codes of the rules that a notice of the organisation breaks, known ``values``."""
        letter = good("Thông báo")
        letter.signers = [("GIÁM ĐỐC", "Nguyễn Văn An")]
        if spoil:
            spoil(letter)
        draft = self._create_draft(with_file=False, type_id=self.notice.id)
        draft._add_version("a.docx", letter.build(), "Bản đầu")
        draft.sudo().write(values)
        action = draft.with_user(self.handler).action_check_format()
        checks = self.env["vanthu.format.check"].browse(action["res_id"])
        return {line.rule_code: line for line in checks.sudo().line_ids.with_context(lang="en_US")}

    def test_every_urgency_has_its_mark(self):
        choices = dict(self.env["vanthu.document"]._fields["priority"].selection)
        self.assertEqual(URGENCIES.keys(), choices.keys())
        for priority, mark, code in (
                ("0", "", None), ("1", "KHẨN", None), ("2", "THƯỢNG KHẨN", None),
                ("3", "HỎA TỐC", None), ("4", "HỎA TỐC HẸN GIỜ", None),
                ("1", "HỎA TỐC", "A2.agrees"), ("0", "KHẨN", "A2.agrees"),
                ("3", "", "A2.required")):
            found = self._found(
                lambda letter, mark=mark: letter.texts.update(urgency=mark), priority=priority)
            marks = [rule for rule in found if rule.startswith("A2")]
            self.assertEqual(marks, [code] if code else [], (priority, mark))

    def test_finding_about_the_urgency_is_told_in_a_sentence(self):
        line = self._found(
            lambda letter: letter.texts.update(urgency="KHẨN"), priority="3")["A2.agrees"]
        self.assertEqual((line.found, line.expected), ("“KHẨN”", "“HỎA TỐC”"))
        self.assertEqual((line.level, line.component), ("warning", "urgency"))

    def test_place_of_the_document_is_compared(self):
        self.assertNotIn("C4.name", self._found(issued_place="Lào Cai"))
        self.assertNotIn("C4.name", self._found(issued_place=False))
        line = self._found(issued_place="Hương Giang")["C4.name"]
        self.assertEqual((line.found, line.expected), ("“Lào Cai”", "“Hương Giang”"))
        self.assertIn("khoản 4", line.source)

    def test_legal_acts_have_the_year_in_their_number(self):
        def number(text):
            return lambda letter: letter.texts.update(number=text)

        self.assertIn("C3.form", self._found(number("Số: 12/2026/TB-SGDĐT")))
        self.notice.sudo().kind = "legal"
        self.assertFalse([rule for rule in self._found(number("Số: 12/2026/TB-SGDĐT"))
                          if rule.startswith("C3")])
        line = self._found(number("Số: 12/TB-SGDĐT"))["C3.legal"]
        self.assertIn("number/year/TYPE", line.expected)
        self.assertIn("C3.blanks", self._found(number("Số: 12 /2026/TB-SGDĐT")))

    def test_switched_off_rule_says_nothing(self):
        self.env.ref("vanthu_document.format_rule_c4_name").active = False
        self.assertNotIn("C4.name", self._found(issued_place="Hà Nội"))

    def test_line_that_is_too_short_is_mended_in_a_new_version(self):
        letter = good("Thông báo")
        letter.signers = [("GIÁM ĐỐC", "Nguyễn Văn An")]
        letter.lines["motto"] = 0.4
        draft = self._create_draft(with_file=False, type_id=self.notice.id)
        draft._add_version("a.docx", letter.build(), "Bản đầu")
        checks = self.env["vanthu.format.check"].with_user(self.handler)
        found = checks.browse(draft.with_user(self.handler).action_check_format()["res_id"])
        self.assertIn("C1b.line", found.line_ids.filtered("repairable").mapped("rule_code"))
        new = checks.browse(found.action_repair()["res_id"])
        self.assertNotIn("C1b.line", new.line_ids.mapped("rule_code"))
        self.assertEqual(draft.version_ids.mapped("number"), [2, 1])
        with self.assertRaises(UserError):
            found.action_repair()
