from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.outgoing_common import PDF, make_docx
from odoo.addons.vanthu_document.tools.format_check import repair

from ..models.practice_materials import MISTAKEN, spoil
from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestExercisePresentation(ExerciseCommon):
    """Topic 5: putting the presentation of a draft right, drafting from a template."""

    right = (
        ("T5.1", "repair_and_submit"),
        ("T5.1", "upload_a_corrected_file_and_submit"),
        ("T5.2", "draft_a_decision"),
        ("T5.2", "draft_anew_after_an_own_file"),
    )
    wrong = (
        ("T5.1", "do_nothing", 0, "0 of 1"),
        ("T5.1", "only_check", 0, "still has 4 errors of presentation, the first at:"),
        ("T5.1", "upload_without_check", 0, "was not checked yet"),
        ("T5.1", "upload_a_pdf", 0, "cannot be read"),
        ("T5.1", "repair_another_draft", 0, "0 of 1"),
        ("T5.1", "check_a_draft_without_mistakes", 0, "0 of 1"),
        ("T5.1", "repair_and_submit_back", 1, "was sent back: Thiếu căn cứ"),
        ("T5.1", "repair_one_and_submit_another", 1, "“Đăng ký dự thi” is submitted, but this"),
        ("T5.2", "do_nothing", 0, "0 of 1"),
        ("T5.2", "draft_a_letter", 0, "0 of 1 documents of the type “Quyết định”"),
        ("T5.2", "draft_with_own_file", 0, "is not drafted from a template"),
        ("T5.2", "draft_and_spoil", 1, "errors of presentation"),
        ("T5.2", "draft_without_check", 1, "was not checked yet"),
    )

    def test_right_ways_pass(self):
        self._check_right_ways()

    def test_wrong_ways_get_their_reason_and_hint(self):
        self._check_wrong_ways()

    # ---- T5.1 ----

    def _get_draft(self):
        return self._model("vanthu.document").search([
            ("company_id", "=", self.school.id), ("subject", "=", MISTAKEN),
        ])

    def repair_and_submit(self, draft=None):
        draft = draft or self._get_draft()
        draft.action_check_format()
        draft.format_check_id.action_repair()
        draft.action_submit_draft()

    def upload_a_corrected_file_and_submit(self):
        # As somebody does with a word processor: the same words, right margins and letters.
        draft = self._get_draft()
        raw = repair(
            draft.current_version_id.sudo().attachment_id.raw,
            self.env["vanthu.format.rule"]._get_rules()._to_tool(), draft._get_format_context(),
        )
        draft._add_version("sua-tay.docx", raw, "Sửa lề và phông chữ")
        draft.action_check_format()
        draft.action_submit_draft()

    def only_check(self):
        self._get_draft().action_check_format()

    def upload_without_check(self):
        draft = self._get_draft()
        draft.action_check_format()
        draft._add_version("moi.docx", make_docx(), "Bản mới")

    def upload_a_pdf(self):
        draft = self._get_draft()
        draft._add_version("moi.pdf", PDF, "Bản mới")
        draft._check_version_format(draft.current_version_id)

    def repair_another_draft(self):
        draft = self._create_outgoing()
        draft._add_version("khac.docx", spoil(make_docx()), "Bản đầu")
        draft.action_check_format()

    def check_a_draft_without_mistakes(self):
        draft = self._create_outgoing(kind="Quyết định", subject=MISTAKEN)
        draft.action_draft_from_template()
        draft.action_check_format()

    def repair_and_submit_back(self):
        self.repair_and_submit()
        self._get_draft().action_send_back("Thiếu căn cứ")

    def repair_one_and_submit_another(self):
        draft = self._get_draft()
        draft.action_check_format()
        draft.format_check_id.action_repair()
        other = self._create_outgoing()
        other.action_draft_from_template()
        self._mend(other)
        other.action_submit_draft()

    # ---- T5.2 ----

    def _draft(self, kind="Quyết định", **values):
        draft = self._create_outgoing(
            kind=kind, subject="Thành lập tổ rà soát hồ sơ", **values
        )
        draft.action_draft_from_template()
        return draft

    def draft_a_decision(self):
        self._mend(self._draft())

    def _mend(self, draft):
        draft.action_check_format()
        if draft.format_error_count:
            draft.format_check_id.action_repair()

    def draft_anew_after_an_own_file(self):
        draft = self._create_outgoing(kind="Quyết định", subject="Thành lập tổ rà soát")
        draft._add_version("rieng.docx", make_docx(), "Bản riêng")
        draft.action_draft_from_template(reason="Dùng mẫu")
        self._mend(draft)

    def draft_a_letter(self):
        self._draft("Công văn").action_check_format()

    def draft_with_own_file(self):
        draft = self._create_outgoing(kind="Quyết định", subject="Thành lập tổ rà soát")
        draft._add_version("rieng.docx", make_docx(), "Bản riêng")

    def draft_and_spoil(self):
        draft = self._draft()
        raw = draft.current_version_id.sudo().attachment_id.raw
        draft._add_version("hong.docx", spoil(raw), "Sửa")
        draft.action_check_format()

    def draft_without_check(self):
        self._draft()

    # ---- BESIDES ----

    def test_warnings_can_be_asked_for_too(self):
        attempt = self._begin("T5.1").sudo()
        step = attempt.line_ids[0].step_id
        self.repair_and_submit()
        checks = attempt.env["vanthu.exercise.check"]
        self.assertTrue(checks._run(attempt, step)[0])
        step.parameters = {"words": "hội trường", "warnings": True}
        right, reason = checks._run(attempt, step)
        self.assertFalse(right)
        self.assertIn("still has 2 warnings of presentation", reason)

    def test_the_draft_with_mistakes_comes_back_with_the_practice_organisation(self):
        self.assertEqual(self._get_draft().format_error_count, 4)
        self._get_draft().format_check_id.action_repair()
        self.school._reset_practice()
        self.env.invalidate_all()
        self.assertEqual(self._get_draft().format_error_count, 4)
