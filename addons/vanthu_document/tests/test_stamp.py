import io
from unittest.mock import patch

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..models import vanthu_document_stamp
from .common import VanthuCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf


def make_pdf(password=None):
    """One A4 page with a line of text (bytes)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password)
    canvas.drawString(90, 780, "So: 327/BGDDT-VP")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read_pdf(content):
    return pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


class StampCommon(VanthuCommon):
    """A document with a main file."""

    @classmethod
    def _attach(cls, document, content=None, name="CV 327.pdf", mimetype="application/pdf"):
        attachment = cls.env["ir.attachment"].create({
            "name": name, "raw": make_pdf() if content is None else content,
            "mimetype": mimetype, "res_model": "vanthu.document", "res_id": document.id,
        })
        document.sudo().message_main_attachment_id = attachment
        return attachment


@tagged("post_install", "-at_install")
class TestStamp(StampCommon):
    """The stamp goes onto a copy; the file as received stays as it was."""

    def setUp(self):
        super().setUp()
        self.document = self._create_incoming()
        self.source = self._attach(self.document)
        self.content = self.source.raw


    def _run_job(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("vanthu_document.ir_cron_stamp").method_direct_trigger()
        self.env.invalidate_all()

    def _stamped_events(self):
        return self.env["vanthu.event"].sudo().search_count([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", self.document.id),
            ("kind", "=", "stamped"),
        ])

    def test_registering_leaves_the_drawing_to_the_job(self):
        with patch.object(vanthu_document_stamp, "stamp_pdf") as drawn:
            self.document.action_register()
        drawn.assert_not_called()
        self.assertEqual(self.document.stamp_state, "todo")
        self.assertEqual(self.document.message_main_attachment_id, self.source)

    def test_job_draws_number_and_day_onto_a_copy_which_is_shown(self):
        self.document.action_register()
        self._run_job()
        copy = self.document.stamp_attachment_id
        self.assertEqual(self.document.stamp_state, "done")
        self.assertEqual(self.document.message_main_attachment_id, copy)
        self.assertEqual(self.document.stamp_source_id, self.source)
        self.assertEqual(copy.name, "CV 327 (arrival 01).pdf")
        text = read_pdf(copy.raw)
        self.assertIn("327/BGDDT-VP", text)
        self.assertIn("01", text)
        self.assertIn(self.today.strftime("%d/%m/%Y"), text)
        self.assertEqual(self.source.raw, self.content)
        self.assertEqual(self._stamped_events(), 1)

    def test_form_asks_for_a_small_file_to_be_drawn_at_once(self):
        self.document.action_register()
        self.assertTrue(self.document.action_draw_waiting_stamp())
        self.assertEqual(self.document.stamp_state, "done")
        self.assertFalse(self.document.action_draw_waiting_stamp())

    def test_large_file_is_never_drawn_while_somebody_waits(self):
        self.document.action_register()
        with patch.object(vanthu_document_stamp, "DIRECT_LIMIT", 10):
            self.assertFalse(self.document.action_draw_waiting_stamp())
            self.assertFalse(self.document.action_stamp(30, 40))
        self.assertEqual(self.document.stamp_state, "todo")
        self._run_job()
        self.assertEqual(self.document.stamp_state, "done")

    def test_moved_stamp_replaces_the_former_copy(self):
        self.document.action_register()
        self.document.action_stamp(20, 60)
        first = self.document.stamp_attachment_id
        first_content = first.raw
        self.document.action_stamp(100, 200)
        second = self.document.stamp_attachment_id
        self.assertFalse(first.exists())
        self.assertNotEqual(second.raw, first_content)
        self.assertEqual((self.document.stamp_x_mm, self.document.stamp_y_mm), (100, 200))
        self.assertEqual(self.document.stamp_source_id, self.source)
        # Drawn on the file as received: one stamp, not two.
        self.assertEqual(read_pdf(second.raw).count(self.today.strftime("%d/%m/%Y")), 1)
        self.assertEqual(self.source.raw, self.content)
        self.assertEqual(self._stamped_events(), 2)

    def test_organisation_may_fix_the_place_or_switch_it_off(self):
        self.organisation.write({"stamp_place": "fixed", "stamp_x_mm": 12, "stamp_y_mm": 34})
        self.document.action_register()
        self.assertEqual((self.document.stamp_x_mm, self.document.stamp_y_mm), (12, 34))
        self.organisation.stamp_on_registration = False
        other = self._create_incoming(code_number="8")
        self._attach(other)
        other.action_register()
        self.assertFalse(other.stamp_state)

    def test_picture_becomes_a_stamped_pdf(self):
        buffer = io.BytesIO()
        Image.new("RGB", (800, 1100), "white").save(buffer, "PNG")
        document = self._create_incoming(code_number="9")
        self._attach(document, buffer.getvalue(), "anh.png", "image/png")
        document.action_register()
        document.action_stamp(10, 10)
        self.assertEqual(document.stamp_attachment_id.mimetype, "application/pdf")
        self.assertIn("01", read_pdf(document.stamp_attachment_id.raw))

    def test_damaged_file_is_marked_with_a_sentence_and_kept(self):
        document = self._create_incoming(code_number="10")
        source = self._attach(document, b"%PDF-1.4 nothing else")
        document.action_register()
        self._run_job()
        self.assertEqual(document.stamp_state, "failed")
        self.assertIn("damaged", document.stamp_message)
        self.assertEqual(document.message_main_attachment_id, source)
        self.assertTrue(document.arrival_number)

    def test_locked_file_says_so(self):
        document = self._create_incoming(code_number="11")
        self._attach(document, make_pdf(password="x"))
        document.action_register()
        self._run_job()
        self.assertEqual(document.stamp_state, "failed")
        self.assertIn("password", document.stamp_message)

    def test_one_bad_file_does_not_stop_the_job(self):
        bad = self._create_incoming(code_number="12")
        self._attach(bad, b"%PDF-1.4 nothing else")
        (bad | self.document).action_register()
        self._run_job()
        self.assertEqual(bad.stamp_state, "failed")
        self.assertEqual(self.document.stamp_state, "done")

    def test_nothing_to_draw_on_and_no_number_are_said(self):
        with self.assertRaises(UserError):
            self.document.action_stamp(1, 1)
        paper = self._create_incoming(code_number="13")
        paper.action_register()
        self.assertFalse(paper.stamp_state)
        self.assertFalse(paper.stamp_is_possible)
        with self.assertRaises(UserError):
            paper.action_stamp(1, 1)
        with self.assertRaises(UserError):
            paper.action_open_stamp()

    def test_only_the_clerk_stamps(self):
        self.document.action_register()
        for user in (self.leader, self.handler, self.other_clerk):
            with self.assertRaises(AccessError):
                self.document.with_user(user).action_stamp(1, 1)
            with self.assertRaises(AccessError):
                self.document.with_user(user).action_draw_waiting_stamp()

    def test_dialog_shows_the_file_as_received_and_the_place_of_the_stamp(self):
        self.document.action_register()
        self.document.action_stamp(33, 44)
        page = self.document.action_open_stamp()["params"]["page"]
        self.assertEqual((page["x"], page["y"]), (33, 44))
        self.assertEqual(page["url"], f"/web/content/{self.source.id}")
        self.assertEqual(page["number"], "01")


@tagged("post_install", "-at_install")
class TestSticker(HttpCase, StampCommon):
    """The label for a paper document."""

    def _get(self, login, document):
        self.authenticate(login, login)
        return self.url_open(f"/vanthu/document/{document.id}/sticker")

    def test_clerk_prints_the_label_and_the_print_is_an_event(self):
        document = self._create_incoming()
        document.action_register()
        self.assertIn(str(document.id), document.action_print_sticker()["url"])
        answer = self._get("vanthu_clerk", document)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertIn("01", read_pdf(answer.content))
        self.assertTrue(self.env["vanthu.event"].sudo().search_count([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", document.id),
            ("kind", "=", "printed"),
        ]))

    def test_no_label_without_number_right_or_organisation(self):
        document = self._create_incoming()
        with self.assertRaises(UserError):
            document.action_print_sticker()
        self.assertEqual(self._get("vanthu_clerk", document).status_code, 404)
        document.action_register()
        for login in ("vanthu_other_clerk", "vanthu_handler", "vanthu_leader"):
            self.assertEqual(self._get(login, document).status_code, 404, login)
