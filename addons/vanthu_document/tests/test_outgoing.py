"""From the draft to the number: who may do what in which step, and what stays afterwards."""

import hashlib
from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..models.states import INCOMING_TRANSITIONS, OUTGOING_TRANSITIONS
from .outgoing_common import OutgoingCommon, make_docx

# Act → state from which it is possible → who may do it there, written down apart from the code.
PERSONS = {
    "submit": {"draft": {"handler", "head", "clerk"}},
    "content": {"content_check": {"head"}},
    "format": {"format_check": {"clerk"}},
    "back": {"content_check": {"head"}, "format_check": {"clerk"}, "to_sign": {"leader"}},
    "sign": {"to_sign": {"leader"}},
    "record": {"draft": {"clerk"}, "to_sign": {"clerk"}},
    "issue": {"signed": {"clerk"}},
}


@tagged("post_install", "-at_install")
class TestOutgoing(OutgoingCommon):
    def _act(self, name, draft):
        return {
            "submit": draft.action_submit_draft,
            "content": draft.action_confirm_content,
            "format": draft.action_confirm_format,
            "back": lambda: draft.action_send_back("Sửa căn cứ"),
            "sign": draft.action_sign,
            "record": draft.action_record_signature,
            "issue": draft.action_issue,
        }[name]()

    def test_a_new_form_is_a_draft_with_what_is_known(self):
        self.deputy.active = False
        self.organisation.organ_place = "Quảng Trị"
        documents = self.env["vanthu.document"].with_user(self.handler).with_context(
            default_direction="outgoing", allowed_company_ids=self.organisation.ids,
        )
        form = Form(documents, view="vanthu_document.vanthu_document_view_form_outgoing")
        self.assertEqual((form.state, form.can_edit_draft), ("draft", True))
        form.type_id = self.letter_type
        self.assertEqual(form.code_notation, "SGDĐT-VP")
        form.subject = "Tổng kết năm học"
        expected = {
            "drafter_id": self.handler, "drafting_unit_id": self.unit,
            "signing_user_id": self.leader, "issued_place": "Quảng Trị",
        }
        for name, value in expected.items():
            self.assertEqual(form[name], value, name)
        draft = form.save()
        for name, value in {**expected, "organ_id": self.organisation.partner_id}.items():
            self.assertEqual(draft[name], value, name)
        self.assertFalse(draft.arrival_date)

    def test_nobody_is_proposed_where_several_may_sign(self):
        documents = self.env["vanthu.document"].with_company(self.organisation)
        asked = ["drafting_unit_id", "signing_user_id", "state"]
        self.assertEqual(
            documents.with_user(self.outsider).with_context(
                default_direction="outgoing", default_state="signed",
            ).default_get(asked),
            {"drafting_unit_id": self.second_unit.id, "state": "draft"},
        )
        self.assertEqual(documents.with_user(self.clerk).default_get(asked), {"state": "arrived"})

    def test_every_act_is_possible_in_its_state_for_its_person_alone(self):
        people = {
            "handler": self.handler, "head": self.head, "clerk": self.clerk,
            "leader": self.leader, "deputy": self.deputy, "outsider": self.outsider,
            "manager": self.manager, "other_clerk": self.other_clerk,
        }
        draft = self._create_draft()
        for state in OUTGOING_TRANSITIONS:
            for name, possible in PERSONS.items():
                for role, user in people.items():
                    with self.subTest(act=name, state=state, role=role), \
                            self.cr.savepoint() as savepoint:
                        draft.sudo().write({"state": state, "signed_at": fields.Datetime.now()})
                        if role in possible.get(state, ()):
                            self._act(name, draft.with_user(user))
                            self.assertNotEqual(draft.state, state)
                        else:
                            with self.assertRaises(UserError):
                                self._act(name, draft.with_user(user))
                            self.assertEqual(draft.state, state)
                        savepoint.rollback()
                        self.env.invalidate_all()

    def test_every_pair_of_states_is_allowed_or_refused_as_the_table_says(self):
        draft = self._create_draft()
        for source, targets in OUTGOING_TRANSITIONS.items():
            draft.sudo().write({"state": source})
            for target in {*OUTGOING_TRANSITIONS, *INCOMING_TRANSITIONS}:
                with self.subTest(source=source, target=target):
                    if target in targets:
                        draft._require_move(target)
                    else:
                        with self.assertRaises(UserError):
                            draft._require_move(target)

    def test_acts_of_incoming_documents_refuse_what_is_issued_here(self):
        draft = self._create_draft()
        for state in OUTGOING_TRANSITIONS:
            draft.sudo().write({"state": state})
            for act in (
                lambda: draft.with_user(self.clerk).action_register(),
                lambda: draft.with_user(self.clerk).action_submit(self.leader.id),
                lambda: draft.with_user(self.clerk).action_return("Gửi nhầm"),
                lambda: draft.with_user(self.leader).action_direct(
                    "Xử lý", [{"role": "lead", "unit_id": self.unit.id}]
                ),
            ):
                with self.assertRaises(UserError):
                    act()
            self.assertEqual(draft.state, state)

    # ---- DRAFT ----

    def test_a_draft_begins_with_what_the_person_need_not_say(self):
        draft = self._create_draft(with_file=False)
        self.assertEqual(draft.state, "draft")
        self.assertEqual(draft.drafter_id, self.handler)
        self.assertEqual(draft.drafting_unit_id, self.unit)
        self.assertEqual(draft.organ_id, self.organisation.partner_id)
        self.assertEqual(draft.code_notation, "SGDĐT-VP")
        self.assertFalse(draft.reference)
        self.assertFalse(draft.arrival_date)
        self.assertFalse(draft.deadline_state)

    def test_the_notation_follows_type_and_unit_until_it_is_written_by_hand(self):
        draft = self._create_draft(type_id=self.decision_type.id)
        self.assertEqual(draft.code_notation, "QĐ-SGDĐT")
        draft.type_id = self.letter_type
        self.assertEqual(draft.code_notation, "SGDĐT-VP")
        draft.code_notation = "SGDĐT-GDTrH"
        self.assertEqual(draft.code_notation, "SGDĐT-GDTrH")

    def test_the_signature_block_names_capacity_and_position(self):
        draft = self._create_draft()
        self.assertEqual(
            (draft.signer_competence, draft.signer_position, draft.signer_name),
            (False, "GIÁM ĐỐC", self.leader.name),
        )
        draft.write({
            "signing_user_id": self.deputy.id, "signing_capacity": "kt",
            "signing_for_id": self.leader.id,
        })
        self.assertEqual(draft.signer_competence, "KT. GIÁM ĐỐC")
        self.assertEqual(draft.signer_position, "PHÓ GIÁM ĐỐC")
        draft.write({"signing_capacity": "tm", "signing_body": "Hội đồng thi"})
        self.assertEqual(draft.signer_competence, "TM. HỘI ĐỒNG THI")

    def test_nobody_signs_in_the_own_place(self):
        draft = self._create_draft()
        with self.assertRaises(ValidationError):
            draft.write({"signing_capacity": "kt", "signing_for_id": self.leader.id})

    def test_number_and_date_are_nobodys_to_write(self):
        draft = self._create_draft()
        for values in ({"code_number": "12"}, {"reference": "12/SGDĐT"},
                       {"issued_date": self.today}, {"issue_number": 5},
                       {"signed_by_id": self.leader.id}, {"state": "signed"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                draft.with_user(self.clerk).write(values)
            with self.subTest(created=values), self.assertRaises(UserError):
                self._create_draft(with_file=False, **values)

    def test_a_draft_without_file_type_or_signer_is_not_submitted(self):
        for values in ({"type_id": False}, {"signing_user_id": False}, {"subject": False}):
            draft = self._create_draft(**values)
            with self.subTest(values=values), self.assertRaises(UserError):
                draft.action_submit_draft()
        with self.assertRaisesRegex(UserError, "no file yet"):
            self._create_draft(with_file=False).action_submit_draft()

    def test_only_a_draft_is_deleted(self):
        draft = self._create_draft()
        attachment = draft.current_version_id.attachment_id
        draft.unlink()
        self.assertFalse(draft.exists())
        self.assertTrue(attachment)
        checked = self._bring_to("content_check")
        with self.assertRaises(UserError):
            checked.with_user(self.clerk).unlink()

    # ---- VERSIONS ----

    def test_versions_keep_author_reason_and_checksum(self):
        draft = self._create_draft()
        raw = make_docx("Nội dung mới")
        version = draft.with_user(self.head)._add_version("lan-2.docx", raw, "Thêm số liệu")
        self.assertEqual(version.number, 2)
        self.assertEqual(draft.current_version_id, version)
        self.assertEqual(version.author_id, self.head)
        self.assertEqual(version.kind, "docx")
        self.assertEqual(version.checksum, hashlib.sha256(raw).hexdigest())
        self.assertEqual(version.sudo().attachment_id.raw, raw)
        with self.assertRaises(UserError):
            version.sudo().write({"reason": "Khác"})
        with self.assertRaises(UserError):
            version.sudo().unlink()

    def test_only_who_holds_the_draft_adds_a_version(self):
        draft = self._bring_to("format_check")
        with self.assertRaisesRegex(UserError, "send it back"):
            draft.with_user(self.handler)._add_version("x.docx", make_docx(), "Sửa")
        draft.with_user(self.clerk)._add_version("x.docx", make_docx(), "Sửa thể thức")
        self.assertEqual(draft.state, "format_check")
        signed = self._bring_to("signed")
        for user in (self.handler, self.clerk, self.leader):
            with self.assertRaisesRegex(UserError, "stays as it is"):
                signed.with_user(user)._add_version("x.docx", make_docx(), "Sửa")

    def test_state_secrets_do_not_become_versions(self):
        # Refusals are logged through an own cursor.
        self.registry_enter_test_mode()
        draft = self._create_draft()
        with self.assertRaises(UserError):
            draft._add_version("TỐI MẬT.docx", make_docx("TỐI MẬT"), "Bản mật")
        self.assertEqual(draft.version_count, 1)

    # ---- CHECKS ----

    def test_both_checks_keep_name_and_time_and_begin_anew_after_sending_back(self):
        draft = self._bring_to("to_sign")
        self.assertEqual(draft.content_checked_by_id, self.head)
        self.assertEqual(draft.format_checked_by_id, self.clerk)
        self.assertTrue(draft.content_checked_at and draft.format_checked_at)
        draft.with_user(self.leader).action_send_back("Bổ sung căn cứ")
        self.assertEqual(draft.state, "draft")
        self.assertFalse(draft.content_checked_by_id | draft.format_checked_by_id)
        self.assertEqual(draft.send_back_reason, "Bổ sung căn cứ")
        self.assertEqual(draft.sent_back_by_id, self.leader)
        draft.action_submit_draft()
        self.assertFalse(draft.send_back_reason)

    def test_whoever_comes_next_is_asked_and_nobody_else(self):
        draft = self._create_draft()
        for state, person in (
            ("content_check", self.head), ("format_check", self.clerk), ("to_sign", self.leader),
        ):
            self._bring_to(state, draft)
            self.assertEqual(draft.sudo().activity_ids.user_id, person, state)
        draft.with_user(self.leader).action_send_back("Sửa")
        self.assertEqual(draft.sudo().activity_ids.user_id, self.handler)

    def test_a_unit_without_head_is_checked_by_a_leader(self):
        draft = self._create_draft(drafting_unit_id=self.second_unit.id)
        draft.with_user(self.handler).action_submit_draft()
        with self.assertRaises(UserError):
            draft.with_user(self.head).action_confirm_content()
        draft.with_user(self.leader).action_confirm_content()
        self.assertEqual(draft.state, "format_check")

    def test_sending_back_needs_a_reason(self):
        draft = self._bring_to("content_check")
        with self.assertRaises(UserError):
            draft.with_user(self.head).action_send_back("  ")

    # ---- SIGNATURE ----

    def test_a_deputy_signs_for_the_head_and_a_handler_only_by_delegation(self):
        draft = self._create_draft(
            signing_user_id=self.deputy.id, signing_capacity="kt", signing_for_id=self.leader.id
        )
        self._bring_to("to_sign", draft)
        draft.with_user(self.deputy).action_sign()
        self.assertEqual(draft.signed_by_id, self.deputy)
        by_order = self._create_draft(
            signing_user_id=self.head.id, signing_capacity="tl", signing_for_id=self.leader.id
        )
        with self.assertRaisesRegex(UserError, "may not sign"):
            by_order.action_submit_draft()
        self.env["vanthu.delegation"].with_user(self.leader).create({
            "company_id": self.organisation.id, "principal_id": self.leader.id,
            "delegate_id": self.head.id, "kind": "tl", "basis": "15/QĐ-SGDĐT",
            "date_from": self.today, "date_to": self.today + timedelta(days=30),
        })
        self._bring_to("to_sign", by_order)
        by_order.with_user(self.head).action_sign()
        self.assertEqual(by_order.signed_by_id, self.head)
        self.assertEqual(by_order.signer_competence, "TL. GIÁM ĐỐC")

    def test_a_delegation_for_other_types_gives_no_right_to_sign(self):
        self.env["vanthu.delegation"].with_user(self.leader).create({
            "company_id": self.organisation.id, "principal_id": self.leader.id,
            "delegate_id": self.head.id, "kind": "tl", "basis": "15/QĐ-SGDĐT",
            "date_from": self.today, "date_to": self.today + timedelta(days=30),
            "type_ids": [Command.set(self.decision_type.ids)],
        })
        values = {
            "signing_user_id": self.head.id, "signing_capacity": "tl",
            "signing_for_id": self.leader.id,
        }
        with self.assertRaisesRegex(UserError, "may not sign"):
            self._create_draft(**values).action_submit_draft()
        named = self._create_draft(**values, type_id=self.decision_type.id)
        self.assertEqual(self._bring_to("to_sign", named).state, "to_sign")

    def test_the_clerk_records_a_signed_paper_and_is_named(self):
        draft = self._create_draft(with_file=False)
        draft.with_user(self.clerk).action_record_signature()
        self.assertEqual(draft.state, "signed")
        self.assertEqual(draft.signed_by_id, self.leader)
        self.assertEqual(draft.signing_method, "paper")
        self.assertEqual(draft.signing_recorded_by_id, self.clerk)
