import base64
import io
import zipfile
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.vanthu_document.tests.draft_files import (
    change_parts,
    make_context_for,
    make_template,
)
from odoo.addons.vanthu_document.tools.drafting.fill import fill
from odoo.addons.vanthu_document.tools.format_check import Context, check
from odoo.addons.vanthu_document.tools.letter_templates.__main__ import main
from odoo.addons.vanthu_document.tools.text_extract import extract_text

from ..tools.class_letters import SAMPLE_FIELDS, SHIPPED, build_class_letter
from .training_common import TrainingCommon

SHIPPED_FOLDER = Path(__file__).resolve().parents[1] / "data/templates"
TYPES = {
    "lop_ke_hoach.docx": ("Kế hoạch", "KH"), "lop_cong_van_trieu_tap.docx": ("Công văn", ""),
    "lop_quyet_dinh_mo_lop.docx": ("Quyết định", "QĐ"),
    "lop_quyet_dinh_cong_nhan.docx": ("Quyết định", "QĐ"), "lop_bao_cao.docx": ("Báo cáo", "BC"),
}


class TestShippedClassLetters(BaseCase):

    def test_files_are_what_the_tool_makes(self):
        """Whoever changes the tool writes the files anew: python -m tools.class_letters."""
        self.assertEqual({path.name for path in SHIPPED_FOLDER.iterdir()}, set(SHIPPED))
        for name in SHIPPED:
            with zipfile.ZipFile(SHIPPED_FOLDER / name) as shipped:
                parts = {part: shipped.read(part) for part in shipped.namelist()}
            with zipfile.ZipFile(io.BytesIO(build_class_letter(name))) as made:
                self.assertEqual(
                    {part: made.read(part) for part in made.namelist()}, parts, name)

    def test_the_tool_writes_each_file(self):
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            main(folder, SHIPPED)
            self.assertEqual({path.name for path in Path(folder).iterdir()}, set(SHIPPED))

    def test_every_field_is_named_by_some_letter_and_no_letter_names_another(self):
        texts = [
            zipfile.ZipFile(io.BytesIO(build_class_letter(name))).read("word/document.xml")
            .decode() for name in SHIPPED
        ]
        for field in SAMPLE_FIELDS:
            self.assertTrue(any(field in text for text in texts), field)
        for name in SHIPPED:
            fill(build_class_letter(name), {**make_context_for(), **SAMPLE_FIELDS})


class LetterCase(TrainingCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.write({
            "name": "Sở Giáo dục và Đào tạo", "organ_superior_name": "UBND tỉnh Hương Giang",
            "organ_place": "Hương Giang",
        })
        cls.training_manager.tz = "Asia/Ho_Chi_Minh"
        cls.training.name = "công tác văn thư, lớp số 1"
        begin = datetime(2026, 12, 5, 0, 30)
        for number, session in enumerate(cls.training.session_ids):
            session.write({
                "date_begin": begin.replace(day=5 + number),
                "date_end": begin.replace(day=5 + number, hour=4), "place": "Hội trường A",
            })
        cls.trainer.function = "Chánh Văn phòng"

    def _draft(self, kind, by=None):
        action = self.training.with_user(by or self.training_manager).with_context(
            paper_kind=kind).action_draft_paper()
        return self.env["vanthu.document"].with_user(by or self.training_manager).browse(
            action["res_id"])

    def _read(self, draft):
        raw = draft.sudo().current_version_id.attachment_id.raw
        return extract_text(raw, "letter.docx").text


@tagged("post_install", "-at_install")
class TestClassLetter(LetterCase):

    def test_the_letter_of_invitation_tells_what_the_class_knows(self):
        draft = self._draft("summons")
        text = self._read(draft)
        self.assertEqual(draft.current_version_id.name[-5:], ".docx")
        for words in (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "V/v triệu tập học viên lớp tập huấn công tác văn thư",
            f"Kính gửi: {self.other_organisation.name}",
            "2. Thời gian: từ ngày 05/12/2026 đến ngày 07/12/2026.",
            "Session 2: từ 7 giờ 30 ngày 06/12/2026 đến 11 giờ 30, tại Hội trường A;",
            f"- {self.other_organisation.name}: 02 người.", "1. Nội dung: incoming; archive.",
            "3. Địa điểm: Hội trường A.",
        ):
            with self.subTest(words):
                self.assertIn(words, text)

    def test_the_plan_and_the_decision_name_course_trainers_and_places(self):
        plan = self._read(self._draft("plan"))
        self.assertIn("khóa Records work, 12 tiết", plan)
        self.assertIn("- Trainer, Chánh Văn phòng.", plan)
        self.assertIn("6. Thành phần: 01 đơn vị, 02 người:", plan)
        decision = self._read(self._draft("decision"))
        self.assertIn("Mở lớp tập huấn công tác văn thư, lớp số 1", decision)
        self.assertIn("- Trainer, Chánh Văn phòng.", decision)
        self.assertIn("Kế hoạch …", decision, "a plan without a number stays dots")

    def test_equal_places_are_told_once(self):
        third = self._create_organisation("Trường THPT Số Hai", "THPTSH")
        self._invite(self.training, third.partner_id)
        self.assertEqual(
            self.training._get_letter_fields()["class_invited"], ["Mỗi đơn vị 02 người"])
        self.training.invitation_ids[:1].quota = 3
        self.assertEqual(
            self.training._get_letter_fields()["class_invited"],
            [f"{self.other_organisation.name}: 03 người", "Trường THPT Số Hai: 02 người"],
        )

    def test_a_class_that_says_what_it_is_is_not_named_twice(self):
        for name, told in (
            ("Lớp tập huấn văn thư", "lớp tập huấn văn thư"),
            ("Hội nghị tập huấn lưu trữ", "hội nghị tập huấn lưu trữ"),
            ("Văn thư, đợt 1", "lớp tập huấn Văn thư, đợt 1"),
        ):
            self.training.name = name
            self.assertEqual(self.training._get_letter_fields()["class_name"], told)
        self.training.name = "Lớp tập huấn văn thư"
        self.assertEqual(self._draft("plan").subject, "tổ chức lớp tập huấn văn thư")

    def test_a_paper_opens_in_the_form_of_outgoing_documents(self):
        self._draft("plan")
        form = self.env.ref("vanthu_document.vanthu_document_view_form_outgoing")
        self.assertEqual(self.training.paper_ids.action_open()["views"], [(form.id, "form")])

    def test_results_are_counted_in_the_last_papers(self):
        row = self._register(self.trainee, state="done")
        self._register(self.other_trainee)
        row.sudo().result = "passed"
        self.assertIn("Công nhận 01 học viên", self._read(self._draft("recognition")))
        report = self._read(self._draft("report"))
        self.assertIn("- Số người đăng ký: 2;", report)
        self.assertIn("- Số người đạt: 1 (50 %);", report)

    def test_a_class_of_which_nothing_is_known_gets_dots(self):
        empty = self.env["event.event"].with_user(self.training_manager).create({
            "name": "Empty", "course_id": self.course.id, "host_id": self.organisation.id,
            "date_begin": "2026-12-05 01:00:00", "date_end": "2026-12-05 03:00:00",
        })
        fields = empty._get_letter_fields()
        self.assertEqual(fields["class_period"], "ngày 05/12/2026")
        for name in ("class_sessions", "class_trainers", "class_invited", "class_results"):
            self.assertEqual(len(fields[name]), 1, name)
            self.assertIn("…", fields[name][0])
        self.assertEqual(set(fields), set(SAMPLE_FIELDS))

    def test_other_papers_name_the_plan_once_it_has_its_number(self):
        plan = self._draft("plan")
        self.env.cr.execute(
            "UPDATE vanthu_document SET reference = '12/KH-SGDĐT', issued_date = '2026-11-02' "
            "WHERE id = %s", [plan.id])
        self.env.invalidate_all()
        self.assertEqual(
            self.training._get_letter_fields()["class_plan"],
            "Kế hoạch số 12/KH-SGDĐT ngày 02 tháng 11 năm 2026 của Sở Giáo dục và Đào tạo",
        )

    def test_opening_the_paper_again_makes_no_further_version(self):
        draft = self._draft("plan")
        self.assertEqual(self._draft("plan"), draft)
        self.assertEqual(draft.version_count, 1)

    def test_a_draft_nobody_worked_on_follows_the_class_when_it_is_saved(self):
        draft = self._draft("plan")
        self.training.name = "công tác lưu trữ"
        draft.subject = "tổ chức lớp tập huấn công tác lưu trữ"
        self.assertEqual(draft.version_count, 2)
        self.assertIn("lớp tập huấn công tác lưu trữ", self._read(draft))

    def test_without_the_program_that_fills_in_the_draft_has_no_body_yet(self):
        target = "odoo.addons.vanthu_document.tools.drafting.fill.is_available"
        with patch(target, lambda: False):
            self.assertFalse(self._draft("plan").version_count)

    def test_filled_letters_pass_the_check_of_presentation(self):
        # The dots wait for the words of the drafter.
        rules = [rule for rule in self.env["vanthu.format.rule"]._get_rules()._to_tool()
                 if rule.code != "X1.filled"]
        types = self.env["vanthu.document.type"].search([("kind", "=", "administrative")])
        codes = {item.name: item.code or "" for item in types}
        known = {**self.training._get_letter_fields(), "class_results": ["Số người đạt: 02"]}
        for name, (label, code) in TYPES.items():
            data = fill(build_class_letter(name), {**make_context_for(
                type_name=label, notation=f"{code}-SGDĐT" if code else "SGDĐT-VP",
            ), **known})
            findings = check(data, rules, Context(
                type_name=label, type_code=code, type_codes=codes,
                organ_name="Sở Giáo dục và Đào tạo", organ_abbreviation="SGDĐT",
                unit_codes=("VP",), signer_name="Nguyễn Văn An",
            ))
            with self.subTest(name):
                self.assertEqual([
                    f"{one.rule} {one.place.text}: {one.found} / {one.expected}"
                    for one in findings if one.level in ("error", "warning")
                ], [])
            spoilt = change_parts(data, document=lambda xml: xml.replace("Nơi nhận:", "Nơi gửi:"))
            self.assertTrue(check(spoilt, rules, Context(type_name=label, type_code=code)))


@tagged("post_install", "-at_install")
class TestClassTemplate(LetterCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.templates = cls.env["vanthu.document.template"]
        cls.of_plan = cls.env.ref("vanthu_training.template_class_plan")

    def test_each_paper_has_one_and_ordinary_drafts_get_none_of_them(self):
        shipped = self.templates.search([("paper_kind", "!=", False)])
        self.assertEqual(
            sorted(shipped.mapped("paper_kind")),
            ["decision", "plan", "recognition", "report", "summons"])
        self.assertEqual(set(shipped.mapped("shipped_file")), set(SHIPPED))
        for template in shipped:
            self.assertEqual(
                template._get_content(), build_class_letter(template.shipped_file))
            ordinary = self.templates._find_for(template.type_id, self.organisation)
            self.assertTrue(ordinary)
            self.assertFalse(ordinary & shipped)

    def test_a_paper_is_offered_its_own_template_before_the_ordinary_one(self):
        found = self._draft("decision")._find_templates()
        self.assertEqual(found[0], self.env.ref("vanthu_training.template_class_decision"))
        self.assertNotIn(self.env.ref("vanthu_training.template_class_recognition"), found)
        self.assertIn(self.env.ref("vanthu_document.template_decision"), found)

    def test_an_administrator_puts_the_file_of_the_office_there(self):
        own = make_template("Kế hoạch của {{ class_name }}, {{ class_period }}")
        self.of_plan.with_user(self.manager).content = base64.b64encode(own).decode()
        self.assertIn(
            "Kế hoạch của lớp tập huấn công tác văn thư, lớp số 1, từ ngày 05/12/2026",
            self._read(self._draft("plan")))
        self.of_plan.with_user(self.manager).action_restore()
        self.assertEqual(self.of_plan._get_content(), build_class_letter("lop_ke_hoach.docx"))

    def test_fields_of_a_class_are_for_papers_of_classes(self):
        content = base64.b64encode(make_template("{{ class_name }}")).decode()
        with self.assertRaisesRegex(ValidationError, "“class_name”"):
            self.templates.with_user(self.manager).create({"name": "x", "content": content})
        own = self.templates.with_user(self.manager).create({
            "name": "x", "content": content, "paper_kind": "plan",
            "company_id": self.organisation.id,
        })
        self.assertTrue(own)
        with self.assertRaisesRegex(ValidationError, "“class_secret”"):
            own.content = base64.b64encode(make_template("{{ class_secret }}")).decode()

    def test_neither_trainers_nor_training_managers_change_templates(self):
        for user in (self.trainer, self.training_manager, self.trainee, self.handler):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.of_plan.with_user(user).write({"name": "x"})

    def test_without_an_own_template_the_ordinary_one_is_filled(self):
        self.of_plan.active = False
        draft = self._draft("plan")
        self.assertEqual(
            draft.current_version_id.template_id,
            self.env.ref("vanthu_document.template_plan"))

    def test_the_form_tells_every_field_of_a_class(self):
        arch = self.templates.get_view(
            self.env.ref("vanthu_document.vanthu_document_template_view_form").id)["arch"]
        for name in SAMPLE_FIELDS:
            self.assertIn(f"{{{{ {name} }}}}", arch)

    def test_trainees_draft_no_body(self):
        self.training.trainer_ids = [Command.link(self.trainee.id)]
        with self.assertRaises(AccessError):
            self._draft("plan", by=self.trainee)
        self.assertFalse(self.training.sudo().paper_ids)
