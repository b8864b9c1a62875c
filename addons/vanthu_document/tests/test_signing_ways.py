"""Ways of signing: on paper, with a signed file, with a picture; by whom and with what."""

import base64
import io
from unittest.mock import patch

import pypdf
from PIL import Image, ImageDraw

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, Form, tagged

from ..tools import pdf_signature
from ..tools.printing import signature_picture
from ..tools.printing.signature_picture import check_picture, place_signature
from ..tools.printing.spec import StampError
from .files import make_encrypted_pdf, make_image, make_pdf
from .signature_files import CONTENT, change_byte, sign, write_onto
from .test_signature import SignatureCommon
from .test_trust_anchor import encode


def make_signature_picture(size=(300, 120), mode="RGBA"):
    """A blue stroke on a transparent ground."""
    picture = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else "white")
    ImageDraw.Draw(picture).line((10, size[1] - 10, size[0] - 10, 10), fill="blue", width=8)
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


PICTURE = make_signature_picture()


class TestPictureTool(BaseCase):
    def _refuse(self, call, *args):
        with self.assertRaises(StampError) as caught:
            call(*args)
        return caught.exception.code

    def test_transparent_png_is_taken_and_nothing_else(self):
        check_picture(PICTURE)
        for data, code in (
            (make_signature_picture(mode="RGB"), "not_transparent"),
            (make_image(), "not_transparent"), (b"GIF89a", "not_an_image"), (b"", "not_an_image"),
            (PICTURE[:40], "not_an_image"), (PICTURE + b"\0" * 1024 * 1024, "too_large"),
            (make_signature_picture((3000, 2000)), "too_large"),
        ):
            with self.subTest(code=code):
                self.assertEqual(self._refuse(check_picture, data), code)

    def test_empty_picture_is_refused(self):
        output = io.BytesIO()
        Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(output, "PNG")
        self.assertEqual(self._refuse(check_picture, output.getvalue()), "not_transparent")

    def _find_pictures(self, data):
        """Page, left, bottom, width and height of each picture drawn, in points."""
        found = []
        for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages):
            def visit(operator, _operands, matrix, _text, number=number):
                if operator == b"Do":
                    found.append((number, matrix[4], matrix[5], matrix[0], matrix[3]))

            page.extract_text(visitor_operand_before=visit)
        return found

    def test_picture_stands_between_position_and_name(self):
        data = make_pdf(CONTENT)
        signed = place_signature(data, PICTURE, "Nguyễn Văn An")
        places = self._find_pictures(signed)
        self.assertEqual(len(places), 1)
        number, _left, bottom, _width, height = places[0]
        # The name is line 7, 14 points a line; the position line 3.
        name, position = 800 - 14 * 6, 800 - 14 * 2
        self.assertEqual(number, 0)
        self.assertTrue(name < bottom < position, bottom)
        self.assertGreater(height, 20)
        self.assertEqual(self._find_pictures(data), [])

    def test_last_place_of_the_name_counts(self):
        data = make_pdf("Nguyễn Văn An\n" + "x\n" * 9 + "Nguyễn Văn An", "Phụ lục")
        number, _left, bottom, *_size = self._find_pictures(
            place_signature(data, PICTURE, "NGUYỄN VĂN AN"))[0]
        self.assertEqual(number, 0)
        self.assertLess(bottom, 800 - 14 * 5)

    def test_text_of_the_page_stays(self):
        data = make_pdf(CONTENT)
        texts = [
            pypdf.PdfReader(io.BytesIO(found)).pages[0].extract_text()
            for found in (data, place_signature(data, PICTURE, "Nguyễn Văn An"))
        ]
        self.assertEqual(texts[0].split(), texts[1].split())

    def test_files_without_a_place_are_refused(self):
        for data, name, code in (
            (make_pdf(CONTENT), "Trần Thị Bình", "no_place"), (make_pdf(CONTENT), "", "no_place"),
            (make_encrypted_pdf(), "A", "encrypted"), (b"%PDF-1.4 x", "A", "damaged"),
        ):
            self.assertEqual(self._refuse(place_signature, data, PICTURE, name), code)

    def test_signed_file_is_never_drawn_on(self):
        data = make_pdf(CONTENT) + b"/ByteRange"
        with patch.object(signature_picture, "open_pdf", side_effect=AssertionError):
            self.assertEqual(
                self._refuse(place_signature, data, PICTURE, "Nguyễn Văn An"), "signed")


class WaysCommon(SignatureCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader.name = "Nguyễn Văn An"
        cls.Wizard = cls.env["vanthu.sign.wizard"]

    def _open(self, draft, user):
        return Form(self.Wizard.with_user(user).with_context(default_document_id=draft.id))

    def _draft_with_pdf(self, text=CONTENT):
        draft = self._create_draft(with_file=False)
        draft._add_version("du-thao.pdf", make_pdf(text), "Bản đầu")
        return self._bring_to("to_sign", draft)


@tagged("post_install", "-at_install")
class TestSignedFile(WaysCommon):
    def test_signer_brings_the_signed_file(self):
        draft = self._bring_to("to_sign")
        form = self._open(draft, self.leader)
        self.assertTrue(form.is_signer)
        form.method = "upload"
        form.file = encode(self.signed)
        wizard = form.save()
        wizard.file_name = "da-ky.pdf"
        wizard.action_apply()
        self.assertEqual((draft.state, draft.signing_method), ("signed", "upload"))
        self.assertEqual(draft.signed_by_id, self.leader)
        self.assertFalse(draft.signing_recorded_by_id)
        version = draft.signed_version_id
        self.assertEqual((version.name, version.kind), ("da-ky.pdf", "pdf"))
        self.assertEqual(version.sudo().attachment_id.raw, self.signed)
        self.assertEqual(version.author_id, self.leader)

    def test_signature_of_the_signed_version_is_verified(self):
        self._trust_authority()
        draft = self._bring_to("to_sign")
        draft.with_user(self.leader).action_sign_file("da-ky.pdf", encode(self.signed))
        self.assertEqual(draft.signature_state, "waiting")
        self._read_files()
        self._verify()
        draft.invalidate_recordset()
        self.assertEqual(draft.signature_state, "valid")
        self.assertEqual(draft.signature_report.count("da-ky.pdf"), 1)

    def test_clerk_records_the_file_for_the_signer(self):
        draft = self._bring_to("to_sign")
        form = self._open(draft, self.clerk)
        self.assertFalse(form.is_signer)
        form.method = "upload"
        form.file = encode(self.signed)
        wizard = form.save()
        wizard.file_name = "da-ky.pdf"
        wizard.action_apply()
        self.assertEqual(draft.state, "signed")
        self.assertEqual(draft.signed_by_id, self.leader)
        self.assertEqual(draft.signing_recorded_by_id, self.clerk)
        self.assertEqual(draft.signed_version_id.author_id, self.clerk)
        event = self._get_events(draft, "signed")
        self.assertEqual(event.user_id, self.clerk)

    def test_others_do_not_sign_nor_record(self):
        draft = self._bring_to("to_sign")
        content = encode(self.signed)
        for user in (self.handler, self.head, self.deputy, self.manager):
            for act in ("action_sign_file", "action_record_signed_file"):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    getattr(draft.with_user(user), act)("x.pdf", content)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            draft.with_user(self.clerk).action_sign_file("x.pdf", content)
        self.assertEqual((draft.state, len(draft.version_ids)), ("to_sign", 1))

    def test_files_that_are_not_well_signed_are_refused(self):
        draft = self._bring_to("to_sign").with_user(self.leader)
        for data, words in (
            (make_pdf("x"), "no digital signature"), (b"", "is empty"),
            (make_image(), "no digital signature"),
            (change_byte(self.signed), "is broken"), (write_onto(self.signed), "is broken"),
        ):
            with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                draft.action_sign_file("x.pdf", encode(data))
        with self.assertRaisesRegex(UserError, "no digital signature"):
            draft.action_sign("upload")
        self.assertEqual((draft.state, len(draft.version_ids)), ("to_sign", 1))

    def test_only_a_document_that_waits_is_signed_with_a_file(self):
        for state in ("draft", "content_check", "format_check", "signed"):
            draft = self._bring_to(state)
            with self.assertRaises(UserError), self.env.cr.savepoint():
                draft.with_user(self.leader).action_sign_file("x.pdf", encode(self.signed))

    def test_revoked_signature_gets_no_number(self):
        person = self.authority.issue()
        anchor = self._trust_authority()
        draft = self._bring_to("to_sign")
        draft.with_user(self.leader).action_sign_file(
            "x.pdf", encode(sign(self.authority, person=person)))
        anchor.revocation_file = encode(self.authority.revoke(person[1]))
        with self.assertRaisesRegex(UserError, "does not hold"):
            draft.with_user(self.clerk).action_issue()
        self.assertFalse(draft.code_number)

    def test_untrusted_and_unverified_signatures_hinder_no_number(self):
        draft = self._bring_to("to_sign")
        draft.with_user(self.leader).action_sign_file("x.pdf", encode(self.signed))
        draft.with_user(self.clerk).action_issue()
        self.assertEqual((draft.state, draft.signature_state), ("issued", "untrusted"))
        other = self._bring_to("to_sign")
        with patch.object(pdf_signature, "find_version", lambda: ""):
            other.with_user(self.leader).action_sign_file("x.pdf", encode(self.signed))
            other.with_user(self.clerk).action_issue()
        self.assertEqual((other.state, other.signature_state), ("issued", "unverified"))

    def test_dialog_asks_for_the_file(self):
        draft = self._bring_to("to_sign")
        wizard = self.Wizard.with_user(self.leader).create({
            "document_id": draft.id, "method": "upload"})
        with self.assertRaisesRegex(UserError, "Choose the PDF"):
            wizard.action_apply()


@tagged("post_install", "-at_install")
class TestPaper(WaysCommon):
    def test_signer_and_clerk_say_that_the_paper_is_signed(self):
        for user, recorder in ((self.leader, False), (self.clerk, self.clerk)):
            draft = self._bring_to("to_sign")
            self._open(draft, user).save().action_apply()
            self.assertEqual((draft.state, draft.signing_method), ("signed", "paper"))
            self.assertEqual(draft.signed_by_id, self.leader)
            self.assertEqual(draft.signing_recorded_by_id.id, recorder and recorder.id)
            self.assertFalse(draft.signing_is_trial)

    def test_button_opens_the_dialog(self):
        draft = self._bring_to("to_sign")
        action = draft.with_user(self.leader).action_open_sign()
        self.assertEqual(action["res_model"], "vanthu.sign.wizard")
        self.assertEqual(action["context"]["default_document_id"], draft.id)

    def test_dialog_shows_no_document_to_who_may_not_read_it(self):
        draft = self._bring_to("to_sign")
        with self.assertRaises(AccessError):
            self.Wizard.with_user(self.outsider).create({"document_id": draft.id})


@tagged("post_install", "-at_install")
class TestPicture(WaysCommon):
    def test_signer_lays_the_own_picture_over_the_draft(self):
        draft = self._draft_with_pdf()
        form = self._open(draft, self.leader)
        form.method = "picture"
        form.new_picture = encode(PICTURE)
        wizard = form.save()
        wizard.action_apply()
        self.assertFalse(wizard.new_picture)
        self.assertEqual((draft.state, draft.signing_method), ("signed", "picture"))
        self.assertTrue(draft.signing_is_trial)
        signed = draft.signed_version_id
        self.assertEqual(signed.number, 2)
        page = pypdf.PdfReader(io.BytesIO(signed.sudo().attachment_id.raw)).pages[0]
        self.assertEqual(len(page.images), 1)
        self.assertTrue(draft.version_ids[-1].sudo().attachment_id.raw.startswith(b"%PDF"))

    def test_second_time_the_picture_is_there(self):
        self.env["vanthu.signature.picture"].with_user(self.leader)._set_own(encode(PICTURE))
        form = self._open(self._draft_with_pdf(), self.leader)
        self.assertTrue(form.has_picture)
        form.method = "picture"
        form.save().action_apply()

    def test_without_picture_pdf_or_name_it_is_said_why_not(self):
        leader = self.leader
        draft = self._draft_with_pdf().with_user(leader)
        with self.assertRaisesRegex(UserError, "Put in the picture"):
            draft.action_sign_with_picture()
        self.env["vanthu.signature.picture"].with_user(leader)._set_own(encode(PICTURE))
        with self.assertRaisesRegex(UserError, "There is no PDF"), self.env.cr.savepoint():
            self._bring_to("to_sign").with_user(leader).action_sign_with_picture()
        nameless = self._draft_with_pdf("Không có tên").with_user(leader)
        with self.assertRaisesRegex(UserError, "does not stand in the PDF"):
            nameless.action_sign_with_picture()
        with self.assertRaisesRegex(UserError, "no PDF with the picture"):
            self._bring_to("to_sign").with_user(leader).action_sign("picture")

    def test_where_pictures_are_switched_off_none_is_used(self):
        self.env["vanthu.signature.picture"].with_user(self.leader)._set_own(encode(PICTURE))
        draft = self._draft_with_pdf().with_user(self.leader)
        self.organisation.allow_signature_picture = False
        with self.assertRaisesRegex(UserError, "switched off in"), self.env.cr.savepoint():
            draft.action_sign_with_picture()
        with self.assertRaisesRegex(UserError, "switched off in"), self.env.cr.savepoint():
            draft.action_sign("picture")
        self.assertEqual((draft.state, len(draft.version_ids)), ("to_sign", 1))

    def _get_offered(self, draft, user):
        action = draft.with_user(user).action_open_sign()
        Wizard = self.Wizard.with_user(user).with_context(**action["context"])
        return [key for key, _label in Wizard.fields_get(["method"])["method"]["selection"]]

    def test_dialog_offers_what_is_open_to_the_person(self):
        draft = self._draft_with_pdf()
        self.assertEqual(
            self._get_offered(draft, self.leader), ["paper", "upload", "picture"])
        self.assertEqual(self._get_offered(draft, self.clerk), ["paper", "upload"])
        self.organisation.allow_signature_picture = False
        self.assertEqual(self._get_offered(draft, self.leader), ["paper", "upload"])
        every = self.Wizard.fields_get(["method"])["method"]["selection"]
        self.assertEqual(len(every), 3)
        self.assertNotIn("selection", self.Wizard.with_context(
            vanthu_signing_ways=["paper"]).fields_get(["method"], ["string"])["method"])

    def test_digitally_signed_draft_is_never_drawn_on(self):
        draft = self._create_draft(with_file=False)
        draft._add_version("ky.pdf", self.signed, "")
        self._bring_to("to_sign", draft)
        self.env["vanthu.signature.picture"].with_user(self.leader)._set_own(encode(PICTURE))
        with self.assertRaisesRegex(UserError, "would break"):
            draft.with_user(self.leader).action_sign_with_picture()
        self.assertEqual(draft.current_version_id.sudo().attachment_id.raw, self.signed)

    def test_nobody_signs_with_a_picture_for_another(self):
        self.env["vanthu.signature.picture"].with_user(self.leader)._set_own(encode(PICTURE))
        draft = self._draft_with_pdf()
        for user in (self.clerk, self.deputy):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                draft.with_user(user).action_sign_with_picture()
            self.env["vanthu.signature.picture"].with_user(user)._set_own(encode(PICTURE))
            with self.assertRaises(UserError), self.env.cr.savepoint():
                draft.with_user(user).action_sign_with_picture()
        self.assertEqual(draft.state, "to_sign")


@tagged("post_install", "-at_install")
class TestOwnPicture(WaysCommon):
    def setUp(self):
        super().setUp()
        self.Picture = self.env["vanthu.signature.picture"]
        self.Picture.with_user(self.leader)._set_own(encode(PICTURE))
        self.own = self.Picture.with_user(self.leader)._get_own()

    def test_nobody_else_sees_changes_or_removes_it(self):
        for user in (self.clerk, self.manager, self.deputy, self.env.ref("base.user_admin")):
            self.assertFalse(self.Picture.with_user(user).search([]))
            other = self.own.with_user(user)
            other.invalidate_recordset()
            with self.assertRaises(AccessError):
                other.read(["image"])
            with self.assertRaises(AccessError):
                other.image = encode(PICTURE)
            with self.assertRaises(AccessError):
                other.unlink()
            file = self.env["ir.attachment"].search([
                ("res_model", "=", self.Picture._name), ("res_field", "=", "image"),
                ("res_id", "=", self.own.id),
            ])
            self.assertTrue(file)
            if not user._is_system():
                with self.assertRaises(AccessError):
                    file.with_user(user).read(["datas"])

    def test_nobody_sets_it_for_another(self):
        made = self.Picture.with_user(self.clerk).create({
            "user_id": self.head.id, "image": encode(PICTURE)})
        self.assertEqual(made.user_id, self.clerk)
        with self.assertRaises(UserError):
            made.user_id = self.head

    def test_own_picture_is_changed_in_its_place(self):
        other = make_signature_picture((200, 100))
        self.Picture.with_user(self.leader)._set_own(encode(other))
        self.assertEqual(len(self.Picture.with_user(self.leader).search([])), 1)
        self.assertEqual(self.own._get_raw(), other)

    def test_what_is_no_picture_of_a_signature_is_refused(self):
        for data, words in (
            (make_image(), "not transparent"), (b"x", "no PNG"), (PICTURE * 3000, "too large"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self.own.image = base64.b64encode(data)
        with self.assertRaisesRegex(UserError, "no PNG"):
            self.Picture.with_user(self.head).create({})
