import base64
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.vanthu_document.tools.format_check import NOTES, FormatError

from ..models import vanthu_format_check
from .format_drafts import good
from .format_files import Look
from .outgoing_common import PDF, OutgoingCommon


@tagged("post_install", "-at_install")
class TestFormatCheck(OutgoingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Check = cls.env["vanthu.format.check"]
        cls.organisation.organ_superior_name = "UBND tỉnh Lào Cai"
        cls.leader.name = "Nguyễn Văn An"
        cls.notice = cls.env["vanthu.document.type"]._find_by_name("Thông báo")

    @classmethod
    def _letter(cls, **looks):
        """A notice of the organisation; ``looks`` are sizes of components."""
        draft = good("Thông báo")
        draft.signers = [("GIÁM ĐỐC", "Nguyễn Văn An")]
        for name, size in looks.items():
            draft.looks[name].size = size
        return draft

    def _draft(self, raw=None, name="thong-bao.docx", **values):
        draft = self._create_draft(with_file=False, type_id=self.notice.id, **values)
        if raw is not None:
            draft._add_version(name, raw, "Bản đầu")
        return draft

    def _checked(self, draft, user=None):
        action = draft.with_user(user or self.handler).action_check_format()
        return self.Check.with_user(user or self.handler).browse(action["res_id"])

    # ---- THE CHECKLIST ----

    def test_good_letter_has_nothing_to_object_to(self):
        found = self._checked(self._draft(self._letter().build()))
        self.assertFalse(found.line_ids, found.line_ids.mapped("rule_code"))
        self.assertEqual(found.message, "Nothing to object to.")
        self.assertFalse(found.can_repair)

    def test_finding_names_place_what_stands_what_should_and_source(self):
        found = self._checked(self._draft(self._letter(nation=15).build()))
        line = found.line_ids
        self.assertEqual((line.level, line.component), ("error", "nation"))
        self.assertEqual(line.rule_name, "Quốc hiệu: size, points")
        self.assertEqual(line.place, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        self.assertEqual((line.found, line.expected), ("15 points", "12 to 13 points"))
        self.assertIn("NĐ 30/2020/NĐ-CP, Phụ lục I", line.source)
        self.assertEqual((found.error_count, found.warning_count), (1, 0))
        self.assertEqual(found.message, "1 errors and 0 warnings.")

    def test_number_and_signer_are_compared_with_what_the_office_knows(self):
        letter = self._letter()
        letter.texts["number"] = "Số: 125/BC-SNV"
        letter.signers = [("KT. GIÁM ĐỐC", "Trần Thị Bình")]
        found = self._checked(self._draft(letter.build()))
        self.assertEqual(
            set(found.line_ids.mapped("rule_code")),
            {"C3.type", "C3.organ", "C7a.capacity", "C7b.name"})

    def test_errors_stand_before_warnings_and_hints(self):
        letter = self._letter(signer=18)
        letter.texts["nation"] = "Cộng hòa xã hội chủ nghĩa Việt Nam"
        letter.lines["organ"] = 0
        letter.body.insert(0, "Giao đồng chí Giám Đốc Sở chỉ đạo thực hiện nhiệm vụ này.")
        found = self._checked(self._draft(letter.build()))
        self.assertEqual(found.line_ids.mapped("level"), ["error", "error", "warning", "hint"])
        self.assertEqual((found.error_count, found.warning_count, found.hint_count), (2, 1, 1))

    def test_rules_of_the_administrator_count(self):
        self.env.ref("vanthu_document.format_rule_c1a_size").maximum = 15
        found = self._checked(self._draft(self._letter(nation=15).build()))
        self.assertFalse(found.line_ids)

    def test_second_check_of_a_version_takes_the_place_of_the_first(self):
        draft = self._draft(self._letter(nation=15).build())
        first = self._checked(draft)
        second = self._checked(draft, self.clerk)
        self.assertFalse(first.exists())
        self.assertEqual(draft.format_check_id, second)
        self.assertEqual(second.user_id, self.clerk)

    def test_new_version_has_no_result_until_it_is_checked(self):
        draft = self._draft(self._letter(nation=15).build())
        self._checked(draft)
        self.assertEqual(draft.format_error_count, 1)
        draft._add_version("b.docx", self._letter().build(), "Bản hai")
        self.assertFalse(draft.format_check_id)
        self.assertEqual(self.Check.search_count([("document_id", "=", draft.id)]), 1)

    def test_check_is_told_in_the_history(self):
        draft = self._draft(self._letter(nation=15).build())
        self._checked(draft)
        event = self.env["vanthu.event"].search(
            [("res_id", "=", draft.id), ("kind", "=", "format_checked")])
        self.assertEqual(event.detail, {"version": 1, "errors": 1})
        self.assertIn("Errors of presentation: 1", event.detail_text)

    def test_every_sentence_of_the_checker_can_be_told(self):
        notes = self.env["vanthu.format.note"]
        self.assertEqual(notes._get_sentences().keys(), NOTES.keys())
        for code, names in NOTES.items():
            values = {name: "nation" if name == "component" else 1.5 for name in names}
            text = notes._describe_note({"code": code, "values": values})
            self.assertTrue(text)
            self.assertNotRegex(text, r"%\(|%%")
        self.assertEqual(notes._get_refusals().keys(), set(FormatError.CODES))

    def test_numbers_are_written_as_in_the_language_of_the_reader(self):
        notes = self.env["vanthu.format.note"]
        note = {"code": "size", "values": {"size": 13.5}}
        self.assertEqual(notes._describe_note(note), "13.5 points")
        self.env["res.lang"]._activate_lang("vi_VN")
        self.assertIn("13,5", notes.with_context(lang="vi_VN")._describe_note(note))

    # ---- FILES THAT CANNOT BE CHECKED ----

    def test_files_that_cannot_be_checked_get_a_sentence(self):
        whole = self._letter().build()
        for raw, name, word in (
            (PDF, "a.pdf", "Word"), (whole[:900], "b.docx", "damaged"), (b"chu", "c.txt", "Word"),
        ):
            found = self._checked(self._draft(raw, name))
            self.assertIn(word, found.message)
            self.assertFalse(found.line_ids)
            with self.assertRaises(UserError):
                found.action_repair()

    def test_failure_of_the_checker_stops_nothing(self):
        draft = self._draft(self._letter().build())
        with patch.object(vanthu_format_check, "check", side_effect=ZeroDivisionError), \
                self.assertLogs(vanthu_format_check.__name__, "ERROR"):
            found = self._checked(draft)
        self.assertEqual(found.refusal, "damaged")

    def test_draft_without_a_file_is_told_so(self):
        with self.assertRaises(UserError):
            self._draft().with_user(self.handler).action_check_format()

    # ---- REPAIR ----

    def test_repair_makes_a_new_version_that_passes(self):
        letter = self._letter(nation=15, body=12)
        letter.page["left"] = 1000
        raw = letter.build()
        draft = self._draft(raw)
        found = self._checked(draft)
        self.assertTrue(found.can_repair)
        action = found.action_repair()
        new = self.Check.browse(action["res_id"])
        self.assertFalse(new.line_ids, new.line_ids.mapped("rule_code"))
        self.assertEqual(draft.version_ids.sorted("number").mapped("number"), [1, 2])
        self.assertEqual(new.version_id, draft.current_version_id)
        self.assertIn("3 findings", draft.current_version_id.reason)
        self.assertEqual(found.version_id.sudo().attachment_id.raw, raw)
        self.assertEqual(found.exists(), found, "the former result stays with its version")

    def test_what_cannot_be_repaired_is_left_and_told(self):
        letter = self._letter(nation=15)
        letter.texts["motto"] = "Độc Lập - Tự Do - Hạnh Phúc"
        found = self._checked(self._draft(letter.build()))
        new = self.Check.browse(found.action_repair()["res_id"])
        self.assertEqual(new.line_ids.mapped("rule_code"), ["C1b.text"])
        with self.assertRaises(UserError):
            new.action_repair()

    def test_old_result_repairs_nothing(self):
        draft = self._draft(self._letter(nation=15).build())
        found = self._checked(draft)
        draft._add_version("b.docx", self._letter(nation=16).build(), "Bản hai")
        self.assertFalse(found.can_repair)
        with self.assertRaisesRegex(UserError, "newer version"):
            found.action_repair()

    def test_only_who_holds_the_pen_repairs(self):
        draft = self._draft(self._letter(nation=15).build())
        found = self._checked(draft)
        draft.with_user(self.handler).action_submit_draft()
        with self.assertRaises(UserError):
            found.with_user(self.handler).action_repair()
        found.with_user(self.head).action_repair()
        self.assertEqual(draft.current_version_id.author_id, self.head)

    def test_signed_document_is_checked_but_never_repaired(self):
        draft = self._bring_to("signed", self._draft(self._letter(nation=15).build()))
        found = self._checked(draft)
        self.assertEqual(found.error_count, 1)
        self.assertFalse(found.with_user(self.clerk).can_repair)
        for user in (self.handler, self.clerk, self.leader):
            with self.assertRaises(UserError):
                found.with_user(user).action_repair()

    # ---- THE CLERK'S CONFIRMATION ----

    def test_clerk_finds_the_draft_checked_and_what_is_left_is_counted(self):
        draft = self._bring_to("format_check", self._draft(
            self._letter(nation=15, motto=18).build()))
        self.assertEqual(draft.with_user(self.clerk).format_error_count, 2)
        draft.with_user(self.clerk).action_confirm_format()
        self.assertEqual((draft.state, draft.format_errors_left), ("to_sign", 2))
        event = self.env["vanthu.event"].search(
            [("res_id", "=", draft.id), ("kind", "=", "format_confirmed")])
        self.assertEqual(event.detail["errors"], 2)

    def test_repaired_by_the_clerk_nothing_is_left(self):
        draft = self._bring_to("format_check", self._draft(self._letter(nation=15).build()))
        draft.format_check_id.with_user(self.clerk).action_repair()
        draft.with_user(self.clerk).action_confirm_format()
        self.assertEqual((draft.state, draft.format_errors_left), ("to_sign", 0))

    def test_sent_back_draft_begins_anew(self):
        draft = self._bring_to("to_sign", self._draft(self._letter(nation=15).build()))
        self.assertEqual(draft.format_errors_left, 1)
        draft.with_user(self.leader).action_send_back("Sửa Quốc hiệu")
        self.assertEqual(draft.format_errors_left, 0)

    def test_draft_that_is_no_word_document_goes_its_way(self):
        draft = self._bring_to("to_sign", self._draft(PDF, "a.pdf"))
        self.assertFalse(draft.can_check_format)
        self.assertEqual((draft.state, draft.format_errors_left), ("to_sign", 0))

    def test_number_of_errors_left_is_nobodys_to_write(self):
        draft = self._draft(self._letter().build())
        with self.assertRaises(UserError):
            draft.with_user(self.handler).write({"format_errors_left": 3})

    def test_legal_acts_are_numbered_by_their_own_law(self):
        letter = self._letter()
        letter.texts["number"] = "Số: 12/2026/QĐ-SGDĐT"
        draft = self._draft(letter.build())
        self.assertIn("C3.form", self._checked(draft).line_ids.mapped("rule_code"))
        draft.type_id.sudo().kind = "legal"
        self.assertFalse(self._checked(draft).line_ids)

    # ---- WHO ----

    def test_strangers_neither_check_nor_read(self):
        draft = self._draft(self._letter(nation=15).build())
        found = self._checked(draft)
        for user in (self.outsider, self.manager, self.other_clerk):
            with self.assertRaises(AccessError):
                draft.with_user(user).action_check_format()
            with self.assertRaises(AccessError):
                found.with_user(user).read(["message"])
            with self.assertRaises(AccessError):
                found.line_ids.with_user(user).read(["place", "found"])
            with self.assertRaises(AccessError):
                found.with_user(user).action_repair()
            with self.assertRaises(AccessError):
                found.with_user(user).action_check_again()
            self.assertFalse(self.Check.with_user(user).search([("id", "=", found.id)]))

    def test_restricted_draft_hides_its_findings_from_leaders(self):
        draft = self._draft(self._letter(nation=15).build())
        found = self._checked(draft)
        draft.sudo().write({"restricted": True, "allowed_user_ids": [(6, 0, self.handler.ids)]})
        found.with_user(self.handler).read(["message"])
        with self.assertRaises(AccessError):
            found.with_user(self.deputy).read(["message"])
        with self.assertRaises(AccessError):
            found.line_ids.with_user(self.deputy).read(["place"])

    def test_nobody_writes_results_by_hand(self):
        draft = self._draft(self._letter(nation=15).build())
        found = self._checked(draft)
        for user in (self.handler, self.clerk, self.leader, self.manager):
            own, lines = found.with_user(user), found.line_ids.with_user(user)
            vals = {"document_id": draft.id, "version_id": draft.current_version_id.id,
                    "user_id": user.id}
            for method, args in (
                (own.write, [{"error_count": 0}]), (own.unlink, []), (lines.unlink, []),
                (own.create, [vals]),
            ):
                with self.assertRaises(AccessError):
                    method(*args)

    def test_form_tried_out_with_a_foreign_document_names_nothing(self):
        draft = self._draft(self._letter().build())
        with self.assertRaises(AccessError):
            self.Check.with_user(self.other_clerk).onchange(
                {"document_id": draft.id}, ["document_id"],
                {"document_id": {"fields": {"display_name": {}}}})

    def test_picture_in_the_file_and_many_findings_do_not_swell_the_result(self):
        letter = self._letter()
        letter.looks["odd"] = Look(9.5, font="Courier New")
        letter.body[:0] = [("odd", f"Đoạn {n} " + base64.b64encode(bytes(300)).decode())
                           for n in range(40)]
        found = self._checked(self._draft(letter.build()))
        self.assertLess(len(found.line_ids), 8)
        self.assertEqual(max(found.line_ids.mapped("place_count")), 40)
        self.assertLessEqual(max(map(len, found.line_ids.mapped("place"))), 80)
