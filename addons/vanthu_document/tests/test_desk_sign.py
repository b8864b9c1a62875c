from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .files import make_pdf
from .outgoing_common import PDF, OutgoingCommon, make_docx
from .signature_files import CONTENT
from .test_signing_ways import PICTURE
from .test_trust_anchor import encode


@tagged("post_install", "-at_install")
class TestDeskSign(OutgoingCommon):
    """Drafts to sign, on the desk of whoever is named as signer."""

    def _desk(self, user=None):
        return self.env["vanthu.desk"].with_user(user or self.leader)

    def _decide(self, draft, key="k1", user=None, **decision):
        return self._desk(user).decide("sign", draft.id, decision, key)

    def _sign(self, draft, **values):
        return self._decide(
            draft, verdict="sign", version_id=draft.current_version_id.id, **values
        )

    def test_card_says_who_drafted_and_checked_what_and_who_receives_it(self):
        draft = self._bring_to("to_sign", signing_user_id=self.leader.id)
        card, = self._desk().get_cards("sign")
        self.assertEqual((card["id"], card["document_id"]), (draft.id, draft.id))
        self.assertEqual(card["subject"], "Tổ chức hội nghị tổng kết năm học")
        self.assertEqual(card["organ_name"], "Văn phòng")
        self.assertEqual(card["type_name"], "Công văn")
        self.assertEqual(card["drafter"], self.handler.name)
        self.assertEqual(card["content_checked_by"], self.head.name)
        self.assertEqual(card["format_checked_by"], self.clerk.name)
        self.assertEqual(card["content_checked_on"], str(self.today))
        self.assertEqual(card["format_checked_on"], str(self.today))
        self.assertEqual((card["recipients"], card["recipient_count"]), (self.school.name, 1))
        self.assertEqual((card["version"], card["version_id"]), (1, draft.current_version_id.id))
        self.assertEqual((card["capacity"], card["in_place_of"]), ("", ""))
        self.assertGreaterEqual(card["format_errors"], 0)

    def test_capacity_is_named_where_somebody_signs_for_the_head(self):
        self._bring_to(
            "to_sign", signing_user_id=self.deputy.id, signing_capacity="kt",
            signing_for_id=self.leader.id,
        )
        card, = self._desk(self.deputy).get_cards("sign")
        self.assertIn("KT.", card["capacity"])
        self.assertEqual(card["in_place_of"], self.leader.name)
        self.assertFalse(self._desk().get_cards("sign"), "the head is not asked")

    def test_drafts_lie_on_the_desk_of_the_signer_only_and_only_when_checked(self):
        draft = self._bring_to("format_check")
        self.assertFalse(self._desk().get_cards("sign"))
        self._bring_to("to_sign", draft)
        self.assertEqual([card["id"] for card in self._desk().get_cards("sign")], draft.ids)
        for user in (self.deputy, self.head, self.handler, self.clerk, self.manager,
                     self.outsider, self.other_clerk):
            self.assertFalse(self._desk(user).get_cards("sign"), user.name)

    def test_restricted_draft_shows_only_to_whom_it_is_shown(self):
        draft = self._bring_to("to_sign")
        draft.sudo().write({
            "restricted": True,
            "allowed_user_ids": [Command.set((self.handler | self.clerk).ids)],
        })
        self.assertFalse(self._desk().get_cards("sign"))
        with self.assertRaises(AccessError):
            self._sign(draft)

    def test_urgent_drafts_lie_on_top(self):
        first = self._bring_to("to_sign")
        urgent = self._bring_to("to_sign", self._create_draft(priority="2"))
        ids = [card["id"] for card in self._desk().get_cards("sign")]
        self.assertEqual(ids, [urgent.id, first.id])

    # ---- FILES ----

    def test_page_of_an_older_version_does_not_pass_for_the_newest(self):
        draft = self._create_draft()
        rows = draft.sudo().current_version_id.pdf_ids
        rows._show(PDF)
        older = draft.sudo().draft_preview_id
        self.assertTrue(older)
        version = draft._add_version("ban-hai.docx", make_docx("Bản hai"), "Sửa")
        self._bring_to("to_sign", draft)
        card, = self._desk().get_cards("sign")
        self.assertEqual(card["version_id"], version.id)
        self.assertEqual(card["files"][0]["id"], version.sudo().attachment_id.id)
        self.assertNotIn(older.id, [file["id"] for file in card["files"]])
        version.sudo().pdf_ids._show(PDF)
        card, = self._desk().get_cards("sign")
        self.assertEqual(card["files"][0]["id"], draft.sudo().draft_preview_id.id)
        self.assertEqual(card["files"][0]["mimetype"], "application/pdf")

    # ---- DECISIONS ----

    def test_signing_on_the_desk_is_signing(self):
        draft = self._bring_to("to_sign")
        self._sign(draft)
        self.assertEqual((draft.state, draft.signed_by_id), ("signed", self.leader))
        self.assertEqual(draft.signed_version_id, draft.current_version_id)
        self.assertFalse(self._desk().get_cards("sign"))

    def test_what_the_signer_did_not_see_is_not_signed(self):
        draft = self._bring_to("to_sign")
        seen = draft.current_version_id.id
        draft.with_user(self.leader).action_send_back("Sửa câu cuối")
        draft._add_version("ban-hai.docx", make_docx("Bản hai"), "Sửa")
        self._bring_to("to_sign", draft)
        for version_id in (seen, False, None):
            with self.assertRaisesRegex(UserError, "newer version"):
                self._decide(draft, f"k{version_id}", verdict="sign", version_id=version_id)
        self.assertEqual(draft.state, "to_sign")
        self._sign(draft)
        self.assertEqual(draft.state, "signed")

    def test_draft_is_sent_back_with_the_reason_and_both_checks_begin_anew(self):
        draft = self._bring_to("to_sign")
        with self.assertRaisesRegex(UserError, "what is to be changed"):
            self._decide(draft, verdict="send_back", text=" ")
        self._decide(draft, key="k2", verdict="send_back", text="Kiểm tra lại số liệu.")
        self.assertEqual(draft.state, "draft")
        self.assertEqual(draft.send_back_reason, "Kiểm tra lại số liệu.")
        self.assertFalse(draft.content_checked_by_id | draft.format_checked_by_id)

    def test_same_decision_twice_is_one_and_another_one_is_refused(self):
        draft = self._bring_to("to_sign")
        self.assertEqual(self._sign(draft), self._sign(draft))
        events = self.env["vanthu.event"].sudo().search_count(
            [("res_model", "=", "vanthu.document"), ("res_id", "=", draft.id),
             ("kind", "=", "signed")]
        )
        self.assertEqual(events, 1)
        with self.assertRaises(UserError):
            self._decide(draft, key="k2", verdict="send_back", text="Khoan")
        self.assertEqual(draft.state, "signed")

    def test_nobody_else_signs_through_the_desk(self):
        draft = self._bring_to("to_sign")
        for number, user in enumerate((self.deputy, self.clerk, self.handler, self.manager,
                                       self.outsider, self.other_clerk)):
            with self.assertRaises(UserError, msg=user.name):
                self._sign(draft, user=user, key=f"n{number}")
        with self.assertRaisesRegex(UserError, "Sign the draft or send it back"):
            self._decide(draft, verdict="perhaps")
        self.assertEqual(draft.state, "to_sign")

    # ---- WAYS OF SIGNING ----

    def _sign_with(self, draft, method, key="k1"):
        return self._decide(
            draft, key, verdict="sign", version_id=draft.current_version_id.id, method=method
        )

    def _offers_picture(self, user=None):
        return [card["may_use_picture"] for card in self._desk(user).get_cards("sign")]

    def test_picture_is_offered_to_who_has_one_where_a_pdf_lies_and_it_is_allowed(self):
        draft = self._bring_to("to_sign")
        self.assertEqual(self._offers_picture(), [False])
        draft.sudo().current_version_id.pdf_ids._show(PDF)
        self.assertEqual(self._offers_picture(), [False])
        Picture = self.env["vanthu.signature.picture"]
        Picture.with_user(self.deputy)._set_own(encode(PICTURE))
        self.assertEqual(self._offers_picture(), [False], "another person's")
        Picture.with_user(self.leader)._set_own(encode(PICTURE))
        self.assertEqual(self._offers_picture(), [True])
        self.organisation.allow_signature_picture = False
        self.assertEqual(self._offers_picture(), [False])
        self.organisation.allow_signature_picture = True
        draft.sudo().current_version_id.pdf_ids.write({"state": "failed"})
        self.assertEqual(self._offers_picture(), [False])

    def test_own_pdf_takes_a_picture_too(self):
        self.env["vanthu.signature.picture"].with_user(self.leader)._set_own(encode(PICTURE))
        draft = self._create_draft(with_file=False)
        draft._add_version("a.pdf", make_pdf(CONTENT), "")
        self._bring_to("to_sign", draft)
        self.assertEqual(self._offers_picture(), [True])
        self.leader.name = "Nguyễn Văn An"
        draft.sudo()._compute_signer()
        self._sign_with(draft, "picture")
        self.assertEqual((draft.state, draft.signing_method), ("signed", "picture"))
        self.assertEqual(draft.signed_version_id.number, 2)

    def test_picture_that_cannot_be_used_leaves_the_draft_to_be_signed(self):
        draft = self._bring_to("to_sign")
        for number, words in enumerate(("Put in the picture", "There is no PDF", "switched off")):
            with self.assertRaisesRegex(UserError, words):
                self._sign_with(draft, "picture", f"k{number}")
            self.env["vanthu.signature.picture"].with_user(self.leader)._set_own(encode(PICTURE))
            self.organisation.allow_signature_picture = number == 0
        self.assertEqual((draft.state, len(draft.version_ids)), ("to_sign", 1))

    def test_paper_is_the_way_unless_another_is_named(self):
        for number, method in enumerate((None, "", "paper")):
            draft = self._bring_to("to_sign")
            self._sign_with(draft, method, f"k{number}")
            self.assertEqual((draft.state, draft.signing_method), ("signed", "paper"))

    def test_desk_takes_no_other_way(self):
        draft = self._bring_to("to_sign")
        for number, method in enumerate(("upload", "thought", 7, ["paper"])):
            with self.assertRaisesRegex(UserError, "Choose how"):
                self._sign_with(draft, method, f"k{number}")
        self.assertEqual(draft.state, "to_sign")

    def test_phrases_of_drafts_and_of_directives_stay_apart(self):
        Phrase = self.env["vanthu.phrase"].with_user(self.leader)
        Phrase.create({"text": "Thiếu căn cứ", "kind": "send_back"})
        Phrase.create({"text": "Triển khai ngay"})
        desk = self._desk().get_desk()
        told = {key: [phrase["text"] for phrase in desk[key]]
                for key in ("phrases", "send_back_phrases")}
        self.assertIn("Thiếu căn cứ", told["send_back_phrases"])
        self.assertNotIn("Thiếu căn cứ", told["phrases"])
        self.assertIn("Triển khai ngay", told["phrases"])
        self.assertNotIn("Triển khai ngay", told["send_back_phrases"])
