from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.vanthu_document.models import vanthu_document_file

from .common import VanthuCommon
from .files import (
    FileReading,
    make_docx,
    make_encrypted_pdf,
    make_image,
    make_pdf,
    make_zip_bomb,
    sample_text,
)


class TestDocumentFile(FileReading, VanthuCommon):
    """Every file of a document is read in the background, whatever door it came through."""

    def _attach(self, document, name, data, user=None):
        return self.env["ir.attachment"].with_user(user or self.clerk).create({
            "name": name, "raw": data, "res_model": document._name, "res_id": document.id,
        })

    def _read(self, name, data):
        document = self._create_incoming(subject=False)
        self._attach(document, name, data)
        self._read_files()
        return document.file_ids

    def test_attachment_gets_a_waiting_row_and_wakes_the_reader(self):
        document = self._create_incoming()
        cron = self.env.ref("vanthu_document.ir_cron_read_files")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        attachment = self._attach(document, "a.pdf", make_pdf())
        self.assertEqual(document.file_ids.attachment_id, attachment)
        self.assertEqual(document.file_ids.state, "todo")
        self.assertEqual(document.file_state, "reading")
        after = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.assertGreater(after, before)

    def test_attachments_of_other_models_and_field_values_get_no_row(self):
        before = self.env["vanthu.document.file"].search_count([])
        document = self._create_incoming()
        self.env["ir.attachment"].create([
            {"name": "p", "raw": b"x", "res_model": "res.partner", "res_id": 1},
            {"name": "f", "raw": b"x", "res_model": document._name, "res_id": document.id,
             "res_field": "some_field"},
            {"name": "loose", "raw": b"x"},
        ])
        self.assertEqual(self.env["vanthu.document.file"].search_count([]), before)

    def test_what_a_job_finds_is_told_in_the_language_of_the_organisation(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.organisation.partner_id.lang = "vi_VN"
        rows = self._read("broken.pdf", b"%PDF-1.4 cut off")
        self.assertEqual(rows.state, "damaged")
        self.assertIn("Tệp bị hỏng", rows.message)

    def test_attachment_linked_later_gets_its_row(self):
        document = self._create_incoming()
        attachment = self.env["ir.attachment"].with_user(self.clerk).create(
            {"name": "later.txt", "raw": b"xin chao"}
        )
        attachment.write({"res_model": document._name, "res_id": document.id})
        self.assertEqual(document.file_ids.attachment_id, attachment)

    def test_file_posted_in_the_chatter_gets_its_row(self):
        document = self._create_incoming()
        document.message_post(body="Kèm tệp", attachments=[("b.txt", b"noi dung")])
        self.assertEqual(document.file_ids.mapped("name"), ["b.txt"])

    def test_text_is_found_and_values_are_proposed_but_not_imposed(self):
        row = self._read("327.pdf", make_pdf())
        document = row.document_id
        self.assertEqual(row.state, "done")
        self.assertFalse(row.message)
        self.assertEqual(row.page_count, 1)
        self.assertEqual(len(row.sha256), 64)
        self.assertEqual(document.proposals["code_number"]["value"], "327")
        self.assertEqual(document.proposals["page_count"]["value"], 1)
        self.assertFalse(document.subject)
        self.assertFalse(document.page_count)
        found = document.search([("search_text", "ilike", "ve sinh bacu")])
        self.assertIn(document, found)

    def test_words_of_all_files_are_found(self):
        document = self._create_incoming()
        self._attach(document, "1.docx", make_docx("Kế hoạch bồi dưỡng"))
        self._attach(document, "2.txt", "Phụ lục thiết bị".encode())
        self._read_files()
        self.assertIn(document, document.search([("search_text", "ilike", "boi duong")]))
        self.assertIn(document, document.search([("search_text", "ilike", "thiet bi")]))

    def test_replaced_content_is_read_again(self):
        document = self._create_incoming()
        attachment = self._attach(document, "1.txt", b"truoc khi")
        self._read_files()
        attachment.raw = b"sau khi sua"
        self.assertEqual(document.file_ids.state, "todo")
        self._read_files()
        self.assertEqual(document.file_ids.text, "sau khi sua")

    def test_removed_attachment_takes_its_row_away(self):
        document = self._create_incoming()
        self._attach(document, "1.txt", b"x").unlink()
        self.assertFalse(document.file_ids)

    # ---- BAD INPUT ----

    def test_damaged_pdf_is_kept_and_explained(self):
        row = self._read("hong.pdf", b"%PDF-1.4\nnothing of a PDF follows")
        self.assertEqual(row.state, "damaged")
        self.assertIn("damaged", row.message)
        self.assertTrue(row.attachment_id.raw)
        self.assertEqual(row.document_id.file_state, "attention")

    def test_encrypted_pdf_is_kept_and_explained(self):
        row = self._read("khoa.pdf", make_encrypted_pdf())
        self.assertEqual(row.state, "encrypted")
        self.assertEqual(row.document_id.file_note, f"khoa.pdf: {row.message}")
        self.assertIn("password", row.message)
        self.assertTrue(row.attachment_id.raw)

    def test_empty_file_is_explained(self):
        row = self._read("rong.pdf", b"")
        self.assertEqual(row.state, "damaged")
        self.assertIn("empty", row.message)

    def test_wrong_extension_is_read_and_explained(self):
        row = self._read("that-ra-la-docx.pdf", make_docx("Nội dung"))
        self.assertEqual(row.state, "done")
        self.assertIn("does not match", row.message)

    def test_zip_bomb_is_not_unpacked_and_explained(self):
        row = self._read("bom.docx", make_zip_bomb())
        self.assertEqual(row.state, "too_large")
        self.assertIn("too large", row.message)
        self.assertFalse(row.text)

    def test_picture_waits_for_typing(self):
        row = self._read("anh.png", make_image())
        self.assertEqual(row.state, "no_text")
        self.assertIn("type the fields", row.message)
        self.assertEqual(row.document_id.file_state, "read")

    def test_picture_is_read_where_an_add_on_recognises_letters(self):
        class Recognizer:
            def recognize(self, data, kind, limits):
                return "Chữ trong ảnh"

        with patch.object(
            type(self.env["vanthu.document.file"]), "_get_recognizer", lambda _self: Recognizer()
        ):
            row = self._read("anh.png", make_image())
        self.assertEqual((row.state, row.text), ("done", "Chữ trong ảnh"))

    # ---- TRIES ----

    def test_one_bad_file_stops_no_other(self):
        document = self._create_incoming()
        self._attach(document, "1.txt", b"mot")
        self._attach(document, "2.txt", b"hai")
        original = vanthu_document_file.extract_text

        def fails_on_first(data, *args, **kwargs):
            if data == b"mot":
                raise RuntimeError("parser")
            return original(data, *args, **kwargs)

        with patch.object(vanthu_document_file, "extract_text", fails_on_first), mute_logger(
            "odoo.addons.vanthu_document.models.vanthu_queue_mixin"
        ):
            self._read_files()
        first, second = document.file_ids
        self.assertEqual((first.state, first.tries), ("todo", 1))
        self.assertTrue(first.next_try)
        self.assertEqual(second.state, "done")

    def test_file_is_given_up_after_three_tries_and_read_again_on_request(self):
        document = self._create_incoming()
        self._attach(document, "1.txt", b"mot")
        row = document.file_ids
        with patch.object(
            vanthu_document_file, "extract_text", side_effect=RuntimeError("parser")
        ), mute_logger("odoo.addons.vanthu_document.models.vanthu_queue_mixin"):
            for _try in range(4):
                row.sudo().next_try = False
                self._read_files()
        self.assertEqual((row.state, row.tries), ("failed", 3))
        self.assertIn("kept as it came", row.message)
        row.with_user(self.clerk).action_read_again()
        self._read_files()
        self.assertEqual((row.state, row.message), ("done", False))

    def test_file_missing_in_storage_is_tried_later(self):
        document = self._create_incoming()
        attachment = self._attach(document, "1.txt", b"mot hai ba")
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = 'zz/gone', db_datas = NULL WHERE id = %s",
            (attachment.id,),
        )
        attachment.invalidate_recordset()
        with mute_logger("odoo.addons.base.models.ir_attachment"):
            self._read_files()
        self.assertEqual(document.file_ids.state, "todo")
        self.assertIn("storage", document.file_ids.message)

    def test_only_clerks_ask_for_another_reading(self):
        document = self._create_incoming()
        self._attach(document, "1.txt", b"mot")
        for user in (self.leader, self.manager, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                document.file_ids.with_user(user).action_read_again()

    def test_other_organisation_sees_neither_row_nor_text(self):
        document = self._create_incoming()
        self._attach(document, "1.txt", sample_text().encode())
        self._read_files()
        rows = self.env["vanthu.document.file"].with_user(self.other_clerk)
        self.assertFalse(rows.search([("id", "in", document.file_ids.ids)]))
        with self.assertRaises(AccessError):
            rows.browse(document.file_ids.ids).read(["text"])
