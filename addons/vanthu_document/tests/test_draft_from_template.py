"""Drafting from a template: what is filled in, who may, a second time with a reason."""

import base64
from unittest.mock import patch

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ..tools.drafting import fill
from ..tools.drafting.package import DraftFileError
from ..tools.text_extract import extract_text
from .draft_files import make_template
from .outgoing_common import OutgoingCommon, make_docx


class FromTemplateCommon(OutgoingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.write({
            "organ_superior_name": "UBND tỉnh Hương Giang", "organ_place": "Hương Giang",
        })

    def _lines(self, draft):
        raw = draft.current_version_id.sudo().attachment_id.raw
        return [line for line in extract_text(raw, "draft.docx").text.split("\n") if line]


@tagged("post_install", "-at_install")
class TestFromTemplate(FromTemplateCommon):
    def _drafted(self, **values):
        draft = self._create_draft(with_file=False, **values)
        draft.action_draft_from_template()
        return draft

    def test_first_version_says_what_is_known_of_the_letter(self):
        draft = self._drafted()
        lines = self._lines(draft)
        for wanted in (
            "UBND TỈNH HƯƠNG GIANG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "V/v Tổ chức hội nghị tổng kết năm học", "Kính gửi: Trường THPT Số Một",
            "- Như trên;", "- Lưu: VT, VP.", "GIÁM ĐỐC", "Leader",
        ):
            self.assertIn(wanted, lines)
        number = next(line for line in lines if line.startswith("Số:"))
        self.assertEqual("".join(number.split()), "Số:/SGDĐT-VP")
        date = next(line for line in lines if line.startswith("Hương Giang, ngày"))
        self.assertTrue(date.endswith(f"năm {self.today.year}"))

    def test_version_has_author_number_checksum_and_a_name_that_says_what_it_is(self):
        version = self._drafted().current_version_id
        self.assertEqual((version.number, version.kind), (1, "docx"))
        self.assertEqual(version.author_id, self.handler)
        self.assertEqual(len(version.checksum), 64)
        self.assertEqual(version.name, "Công văn Tổ chức hội nghị tổng kết năm học.docx")

    def test_name_of_the_file_holds_nothing_a_file_system_takes_amiss(self):
        draft = self._create_draft(with_file=False, subject='a/b\\c:"d" ../../e\n' + "x" * 300)
        name = draft._get_draft_file_name()
        self.assertRegex(name, r"^[\w \-]+\.docx$")
        self.assertLess(len(name), 90)

    def test_decision_names_who_decides(self):
        draft = self._drafted(type_id=self.decision_type.id)
        lines = self._lines(draft)
        self.assertIn("QUYẾT ĐỊNH", lines)
        self.assertIn("GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO", lines)

    def test_deputy_signs_in_the_place_of_the_head(self):
        draft = self._drafted(
            type_id=self.decision_type.id, signing_user_id=self.deputy.id,
            signing_capacity="kt", signing_for_id=self.leader.id,
        )
        lines = self._lines(draft)
        self.assertEqual(
            lines[lines.index("KT. GIÁM ĐỐC") + 1:][:2], ["PHÓ GIÁM ĐỐC", "Deputy"])
        self.assertIn("GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO", lines)

    def test_capacities_stand_as_the_decree_has_them(self):
        for values, signing, authority in (
            ({"signing_capacity": "head"}, ["GIÁM ĐỐC"], "Giám đốc Sở Giáo dục và Đào tạo"),
            ({"signing_capacity": "q"}, ["Q. GIÁM ĐỐC"], "Giám đốc Sở Giáo dục và Đào tạo"),
            (
                {"signing_capacity": "tm", "signing_body": "Ủy ban nhân dân"},
                ["TM. ỦY BAN NHÂN DÂN", "GIÁM ĐỐC"], "Ủy ban nhân dân",
            ),
        ):
            draft = self._create_draft(with_file=False, **values)
            with self.subTest(values):
                self.assertEqual(draft._get_signing_lines(), signing)
                self.assertEqual(draft._get_authority(), authority)

    def test_recipients_of_each_kind_go_to_their_place(self):
        draft = self._drafted(recipient_ids=[
            (0, 0, {"name": name, "kind": kind}) for name, kind in (
                ("Sở Nội vụ", "to"), ("Sở Tài chính", "to"), ("Các phòng thuộc Sở", "cc"),
                ("Giám đốc", "report"), ("VT", "keep"), ("KHTC (05)", "keep"),
            )
        ])
        lines = self._lines(draft)
        at = lines.index("Kính gửi:")
        self.assertEqual(lines[at + 1:at + 3], ["- Sở Nội vụ;", "- Sở Tài chính."])
        at = lines.index("Nơi nhận:")
        self.assertEqual(lines[at + 1:at + 5], [
            "- Như trên;", "- Các phòng thuộc Sở;", "- Giám đốc (để báo cáo);",
            "- Lưu: VT, KHTC (05).",
        ])

    def test_what_people_typed_stays_text(self):
        evil = "</w:t> <script>alert(1)</script> {{ signer }} {% for a in to %}"
        draft = self._drafted(subject=evil)
        self.assertIn(f"V/v {evil}", self._lines(draft))

    def test_signer_chosen_after_the_template_gets_his_block(self):
        draft = self._drafted(signing_user_id=False)
        self.assertNotIn("GIÁM ĐỐC", self._lines(draft))
        draft.signing_user_id = self.leader
        self.assertEqual(draft.version_ids.mapped("number"), [2, 1])
        self.assertIn("signer", draft.current_version_id.reason)
        self.assertIn("GIÁM ĐỐC", self._lines(draft))
        self.assertIn("Leader", self._lines(draft))

    def test_recipients_chosen_after_the_template_are_addressed(self):
        draft = self._drafted(recipient_ids=[])
        draft.write({"recipient_ids": [
            (0, 0, {"name": name, "kind": "to"}) for name in ("Sở Nội vụ", "Sở Tài chính")
        ]})
        self.assertEqual(draft.version_count, 2)
        self.assertIn("- Sở Tài chính.", self._lines(draft))

    def test_only_what_changes_the_text_makes_a_version(self):
        draft = self._drafted()
        draft.write({"signing_user_id": self.leader.id, "subject": draft.subject})
        draft.write({"priority": "1"})
        draft.recipient_ids.write({"copies": 2})
        draft.write({"recipient_ids": [(1, draft.recipient_ids.id, {"copies": 3})]})
        self.assertEqual(draft.version_count, 1)

    def test_what_somebody_wrote_is_never_replaced(self):
        draft = self._drafted()
        draft._add_version("own.docx", make_docx("Lời của tôi"), "Viết thêm")
        draft.signing_user_id = self.deputy
        self.assertEqual(draft.version_count, 2)
        self.assertEqual(draft.current_version_id.name, "own.docx")
        own = self._create_draft()
        own.signing_user_id = self.deputy
        self.assertEqual(own.version_count, 1)
        own.action_draft_from_template(reason="Theo mẫu")
        own.signing_user_id = self.leader
        self.assertEqual(own.version_count, 2)

    def test_nothing_is_filled_in_again_once_it_is_submitted(self):
        draft = self._drafted()
        draft.action_submit_draft()
        draft.with_user(self.head).subject = "Tổ chức hội nghị sơ kết"
        self.assertEqual(draft.version_count, 1)

    def test_a_template_that_is_gone_or_broken_keeps_nobody_from_saving(self):
        draft = self._drafted()
        with patch.object(fill, "fill", side_effect=DraftFileError("damaged", "x")):
            draft.signing_user_id = self.deputy
        self.assertEqual((draft.signing_user_id, draft.version_count), (self.deputy, 1))
        draft.current_version_id.sudo().template_id.active = False
        draft.signing_user_id = self.leader
        self.assertEqual(draft.version_count, 1)

    def test_a_group_is_addressed_by_its_name(self):
        schools = self.env["res.partner"].create([{"name": f"Trường số {n}"} for n in range(5)])
        group = self.env["vanthu.recipient.group"].with_user(self.clerk).create({
            "name": "Các trường trung học phổ thông trực thuộc",
            "partner_ids": [(6, 0, schools.ids)],
        })
        draft = self._create_draft(with_file=False, recipient_ids=[
            (0, 0, {"name": "Sở Nội vụ", "kind": "to"}),
        ])
        with Form(draft, "vanthu_document.vanthu_document_view_form_outgoing") as form:
            form.recipient_group_id = group
        rows = draft.recipient_ids.filtered("partner_id")
        self.assertEqual(rows.mapped("group_name"), [group.name] * 5)
        self.assertEqual(draft.recipient_names, f"Sở Nội vụ; {group.name}")
        rows.kind = "to"
        draft.action_draft_from_template()
        text = "\n".join(self._lines(draft))
        self.assertIn(group.name, text)
        self.assertNotIn("Trường số", text)
        rows[0].write({"group_name": False})
        self.assertIn("Trường số 0", draft.recipient_names)
        self.assertNotIn("Trường số 1", draft.recipient_names)

    def test_second_time_needs_a_reason_and_keeps_the_first(self):
        draft = self._drafted()
        with self.assertRaisesRegex(UserError, "Say what is new"):
            draft.action_draft_from_template()
        with self.assertRaisesRegex(UserError, "Say what is new"):
            draft.action_draft_from_template(reason="  ")
        draft.action_draft_from_template(reason="Đổi người ký")
        self.assertEqual(draft.version_ids.mapped("number"), [2, 1])
        self.assertEqual(draft.current_version_id.reason, "Đổi người ký")

    def test_own_template_of_the_organisation_is_taken(self):
        self.env["vanthu.document.template"].create({
            "name": "Riêng", "type_id": self.letter_type.id,
            "company_id": self.organisation.id,
            "content": base64.b64encode(make_template("Mẫu riêng {{ subject }}")),
        })
        self.assertEqual(
            self._lines(self._drafted(subject="họp")), ["Mẫu riêng họp"])

    def test_template_of_another_type_is_refused(self):
        draft = self._create_draft(with_file=False)
        decision = self.env.ref("vanthu_document.template_decision")
        with self.assertRaisesRegex(UserError, "No template fits"):
            draft.action_draft_from_template(decision.id)

    def test_draft_without_a_type_takes_the_general_template(self):
        draft = self._create_draft(with_file=False, type_id=False)
        self.assertEqual(
            draft._find_templates(), self.env.ref("vanthu_document.template_named_type"))

    def test_type_and_subject_are_named_before_a_letter_is_drafted(self):
        for missing, named in (
            ({"type_id": False}, "Fill in Type of"),
            ({"subject": False}, "Fill in Subject of"),
            ({"type_id": False, "subject": False}, "Fill in Type, Subject of"),
        ):
            draft = self._create_draft(with_file=False, **missing)
            for draw in (draft.action_open_draft_template, draft.action_draft_from_template):
                with self.subTest(missing=[*missing], action=draw.__name__):
                    with self.assertRaisesRegex(UserError, named):
                        draw()
                    self.assertFalse(draft.version_ids)

    def test_unsaved_draft_offers_the_template(self):
        Document = self.env["vanthu.document"].with_user(self.handler).with_context(
            default_direction="outgoing")
        view = "vanthu_document.vanthu_document_view_form_outgoing"
        arch = etree.fromstring(Document.get_view(self.env.ref(view).id)["arch"])
        [button] = arch.xpath("//header/button[@name='action_open_draft_template']")
        form = Form(Document, view)
        shown = {name: form[name] for name in ("version_count", "can_edit_draft", "state")}
        self.assertFalse(safe_eval(button.get("invisible"), {"id": False, **shown}))

    def test_without_docxtpl_it_says_what_to_do(self):
        draft = self._create_draft(with_file=False)
        with (
            patch.object(fill, "is_available", lambda: False),
            self.assertRaisesRegex(UserError, "docxtpl"),
        ):
            draft.action_draft_from_template()
        self.assertFalse(draft.version_ids)

    def test_broken_template_is_told_and_leaves_no_version(self):
        draft = self._create_draft(with_file=False)
        with (
            patch.object(
                type(self.env["vanthu.document.template"]), "_get_content",
                lambda template: make_template("{% if subject %}"),
            ),
            self.assertRaisesRegex(UserError, "mistake between its braces"),
        ):
            draft.action_draft_from_template()
        self.assertFalse(draft.version_ids)


@tagged("post_install", "-at_install")
class TestWhoDrafts(FromTemplateCommon):
    def test_strangers_and_later_steps_draft_nothing(self):
        draft = self._create_draft(with_file=False)
        with self.assertRaises(AccessError):
            draft.with_user(self.outsider).action_draft_from_template()
        with self.assertRaises(AccessError):
            draft.with_user(self.other_clerk).action_draft_from_template()
        self._bring_to("format_check", self._create_draft())
        checked = self._bring_to("content_check")
        with self.assertRaisesRegex(UserError, "only who has to check"):
            checked.with_user(self.handler).action_draft_from_template(reason="Sửa")
        signed = self._bring_to("signed")
        with self.assertRaisesRegex(UserError, "is signed"):
            signed.with_user(self.clerk).action_draft_from_template(reason="Sửa")

    def test_button_drafts_at_once_when_one_template_fits(self):
        draft = self._create_draft(with_file=False)
        self.assertIs(draft.action_open_draft_template(), True)
        self.assertEqual(draft.version_count, 1)
        self.assertEqual(draft.action_open_draft_template()["res_model"], "vanthu.draft.wizard")

    def test_dialog_offers_what_fits_the_best_first(self):
        shared = self.env.ref("vanthu_document.template_official_letter")
        own = shared.with_company(self.organisation).copy()
        draft = self._create_draft(with_file=False)
        action = draft.action_open_draft_template()
        wizard = Form(
            self.env[action["res_model"]].with_user(self.handler).with_context(
                **action["context"]))
        self.assertEqual(wizard.template_id, own)
        wizard.template_id = shared
        wizard.save().action_apply()
        self.assertEqual(draft.version_count, 1)

    def test_dialog_asks_for_the_reason_from_the_second_version_on(self):
        draft = self._create_draft()
        Wizard = self.env["vanthu.draft.wizard"].with_user(self.handler)
        with Form(Wizard.with_context(default_document_id=draft.id)) as form:
            with self.assertRaises(AssertionError):
                form.save()
            form.reason = "Đổi mẫu"
        form.record.action_apply()
        self.assertEqual(draft.current_version_id.reason, "Đổi mẫu")

    def test_own_file_of_a_further_version_needs_a_reason_too(self):
        draft = self._create_draft()
        values = {
            "document_id": draft.id, "file_name": "sua.docx",
            "file": base64.b64encode(make_template("Nội dung mới")),
        }
        Wizard = self.env["vanthu.version.wizard"].with_user(self.handler)
        with self.assertRaisesRegex(UserError, "Say what is new"):
            Wizard.create(values).action_apply()
        Wizard.create({**values, "reason": "Bổ sung số liệu"}).action_apply()
        self.assertEqual(draft.current_version_id.reason, "Bổ sung số liệu")
        first = self._create_draft(with_file=False)
        Wizard.create({**values, "document_id": first.id}).action_apply()
        self.assertEqual(first.version_count, 1)

    def test_dialogs_of_others_and_of_drafts_out_of_sight_are_closed(self):
        draft = self._create_draft()
        Wizard = self.env["vanthu.draft.wizard"]
        with self.assertRaises(AccessError):
            Wizard.with_user(self.outsider).create({"document_id": draft.id, "reason": "x"})
        own = Wizard.with_user(self.handler).create({"document_id": draft.id, "reason": "x"})
        with self.assertRaises(AccessError):
            own.with_user(self.clerk).action_apply()
