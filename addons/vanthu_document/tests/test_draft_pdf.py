"""PDF of drafts in the background: made, tried again, explained, shown beside the form."""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import vanthu_queue_mixin
from ..tools.drafting import office
from ..tools.drafting.package import DraftFileError
from .draft_files import make_template
from .files import FileReading, make_image, make_pdf
from .outgoing_common import OutgoingCommon

PDF = make_pdf("Trang một")


class DraftPdfCommon(FileReading, OutgoingCommon):
    @contextmanager
    def _office(self, result=PDF):
        """LibreOffice that answers with a file or fails with a code."""
        self.converted = []

        def to_pdf(data):
            self.converted.append(data)
            if isinstance(result, bytes):
                return result
            raise result if isinstance(result, Exception) else DraftFileError(result)

        with patch.object(office, "to_pdf", to_pdf):
            yield

    def _make(self, result=PDF):
        with self._office(result), self._scheduler():
            self.env.ref("vanthu_document.ir_cron_draft_pdf").method_direct_trigger()
        return self.converted

    def _row(self, draft):
        draft.invalidate_recordset()
        return draft.current_version_id.sudo().pdf_ids


@tagged("post_install", "-at_install")
class TestDraftPdf(DraftPdfCommon):
    def test_new_version_waits_and_its_pdf_is_made_by_the_job(self):
        draft = self._create_draft()
        self.assertEqual(draft.draft_pdf_state, "todo")
        converted = self._make()
        self.assertEqual(converted, [draft.current_version_id.sudo().attachment_id.raw])
        row = self._row(draft)
        self.assertEqual((row.state, row.message), ("done", False))
        self.assertEqual(row.attachment_id.raw, PDF)
        self.assertEqual(draft.draft_pdf_state, "done")

    def test_pdf_stands_beside_the_form_and_gives_way_to_the_next(self):
        draft = self._create_draft()
        self._make()
        draft.invalidate_recordset()
        first = draft.sudo().draft_preview_id
        self.assertEqual(draft.message_main_attachment_id, first)
        self.assertEqual((first.res_model, first.res_id), ("vanthu.document", draft.id))
        draft._add_version("hai.docx", make_template("Hai"), "Sửa")
        draft.invalidate_recordset()
        self.assertFalse(draft.message_main_attachment_id, "the former is not taken for the new")
        second = make_pdf("Trang hai")
        self._make(second)
        draft.invalidate_recordset()
        self.assertFalse(first.exists())
        self.assertEqual(draft.message_main_attachment_id.raw, second)
        self.assertEqual(self._row(draft).version_id.number, 2)

    def test_only_the_newest_of_several_quick_versions_is_made(self):
        draft = self._create_draft()
        for number in (2, 3):
            draft._add_version(f"{number}.docx", make_template(str(number)), "Sửa")
        self.assertEqual(len(self._make()), 1)
        self.assertEqual(draft.version_ids.mapped("pdf_state"), ["done", False, False])

    def test_pdf_of_a_former_version_is_made_when_asked_for_and_not_shown_beside(self):
        draft = self._create_draft()
        draft._add_version("hai.docx", make_template("Hai"), "Sửa")
        self._make()
        draft.invalidate_recordset()
        shown, old = draft.message_main_attachment_id, draft.version_ids[-1]
        self.assertIs(old.action_open_pdf(), True)
        self._make(make_pdf("Bản cũ"))
        draft.invalidate_recordset()
        self.assertEqual(draft.message_main_attachment_id, shown)
        action = old.action_open_pdf()
        self.assertEqual(action["url"], f"/web/content/{old.sudo().pdf_ids.attachment_id.id}")

    def test_own_pdf_is_shown_as_it_is(self):
        draft = self._create_draft(with_file=False)
        draft._add_version("ban.pdf", PDF, "")
        self.assertEqual(draft.draft_pdf_state, "done")
        self.assertEqual(draft.message_main_attachment_id.raw, PDF)
        self.assertEqual(self._make(), [])

    def test_other_files_are_told_to_be_downloaded(self):
        draft = self._create_draft(with_file=False)
        draft._add_version("anh.png", make_image(), "")
        self.assertEqual(draft.draft_pdf_state, "failed")
        self.assertIn("download the file", draft.draft_pdf_message)
        draft.current_version_id.pdf_ids.action_try_again()
        self.assertEqual(self._make(), [])

    def test_signed_draft_keeps_what_is_shown(self):
        draft = self._bring_to("signed")
        self._make()
        draft.invalidate_recordset()
        self.assertEqual(self._row(draft).state, "done")
        self.assertFalse(draft.sudo().draft_preview_id)


@tagged("post_install", "-at_install")
class TestFailures(DraftPdfCommon):
    def _wait_over(self, row):
        self.assertGreater(row.next_try, fields.Datetime.now())
        row.next_try = fields.Datetime.now() - timedelta(minutes=1)

    def test_passing_failure_is_tried_three_times_and_then_told(self):
        draft = self._create_draft()
        for tries in (1, 2):
            self._make("timeout")
            row = self._row(draft)
            self.assertEqual((row.state, row.tries), ("todo", tries))
            self.assertEqual(self._make(), [], "not before its time")
            self._wait_over(row)
        self._make("timeout")
        self.assertEqual(self._row(draft).state, "failed")
        self.assertIn("took too long", draft.draft_pdf_message)

    def test_second_try_that_succeeds_forgets_the_first(self):
        draft = self._create_draft()
        self._make("failed")
        self._wait_over(self._row(draft))
        self._make()
        row = self._row(draft)
        self.assertEqual((row.state, row.message, row.next_try), ("done", False, False))

    def test_missing_libreoffice_is_told_at_once_and_again_after_it_came(self):
        draft = self._create_draft()
        self._make("missing_program")
        row = self._row(draft)
        self.assertEqual((row.state, row.tries), ("failed", 1))
        self.assertIn("LibreOffice is not installed", draft.draft_pdf_message)
        draft.action_make_draft_pdf()
        self.assertEqual(
            draft.action_get_draft_pdf_state(), {"state": "todo", "message": False})
        self._make()
        self.assertEqual(draft.action_get_draft_pdf_state()["state"], "done")

    def test_damaged_file_is_not_tried_again_by_itself(self):
        draft = self._create_draft()
        self._make("damaged")
        self.assertEqual(self._row(draft).state, "failed")
        self.assertIn("damaged", draft.draft_pdf_message)

    def test_error_of_the_software_is_a_sentence_and_no_end_of_the_job(self):
        drafts = [self._create_draft(), self._create_draft()]
        with mute_logger(vanthu_queue_mixin.__name__):
            self._make(ValueError("boom"))
        for draft in drafts:
            row = self._row(draft)
            self.assertEqual((row.state, row.tries), ("todo", 1))
            self.assertNotIn("boom", row.message)

    def test_sentence_is_in_the_language_of_the_organisation(self):
        self.organisation.partner_id.lang = self.language
        draft = self._create_draft()
        self._make("missing_program")
        self.assertIn("ask the administrator", self._row(draft).message)


@tagged("post_install", "-at_install")
class TestPdfRights(DraftPdfCommon):
    def test_pdf_is_read_by_those_who_read_the_draft(self):
        draft = self._create_draft()
        self._make()
        row = self._row(draft)
        for user in (self.handler, self.head, self.leader, self.clerk):
            self.assertEqual(row.with_user(user).attachment_id.raw, PDF)
        for user in (self.outsider, self.other_clerk, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.with_user(user).read(["state"])
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.attachment_id.with_user(user).read(["raw"])
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.with_user(user).action_try_again()
            with self.subTest(user.login), self.assertRaises(AccessError):
                draft.with_user(user).action_get_draft_pdf_state()
            with self.subTest(user.login), self.assertRaises(AccessError):
                draft.current_version_id.with_user(user).action_open_pdf()

    def test_restricted_draft_hides_its_pdf_from_clerks_and_leaders(self):
        draft = self._create_draft()
        self._make()
        draft.sudo().write({"restricted": True, "allowed_user_ids": [(6, 0, self.handler.ids)]})
        for user in (self.clerk, self.leader):
            with self.assertRaises(AccessError):
                self._row(draft).with_user(user).read(["state"])

    def test_nobody_puts_another_file_in_its_place(self):
        draft = self._create_draft()
        self._make()
        row = self._row(draft)
        for user in (self.handler, self.clerk, self.leader, self.manager):
            for values in ({"state": "todo"}, {"attachment_id": False}, {"tries": 0}):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    row.with_user(user).write(values)
        with self.assertRaises(UserError):
            draft.write({"draft_preview_id": row.attachment_id.id})
