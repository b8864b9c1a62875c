"""What a destroyed file leaves behind: a stub with evidence, and not one byte of content."""

import os
from datetime import timedelta

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .disposal_common import OLD, DisposalCommon


@tagged("post_install", "-at_install")
class TestErasing(DisposalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_incoming()
        cls.scan = cls.env["ir.attachment"].create({
            "name": "ban-quet.txt", "raw": b"noi dung ban quet cua van ban",
            "res_model": "vanthu.document", "res_id": cls.document.id,
        })
        cls.upload = cls.env["ir.attachment"].with_user(cls.archivist).create({
            "name": "to-trinh.txt", "raw": b"noi dung to trinh tai len",
        })

    def _file_with_contents(self, document=None, **values):
        file = self._create_file(self.archivist, **{
            "name": "Hồ sơ hết hạn", "notation": f"9{self.env.cr.now():%f}.X",
            "term": "years", "term_years": 5, "medium": "electronic", "start_date": OLD,
            "end_date": OLD, "catalog": OLD.year, **values,
        })
        self._add_item(file, attachment_ids=[Command.set(self.upload.ids)])
        self.env["vanthu.file.document"].sudo().create({
            "file_id": file.id, "document_id": (document or self.document).id,
        })
        file.action_close()
        file.sudo()._archive()
        return file

    def _dispose_of(self, file):
        return self._bring_to(self._create_disposal(file), "done")

    def test_bytes_are_gone_and_the_stub_stays(self):
        paths = [
            self.env["ir.attachment"]._full_path(attachment.store_fname)
            for attachment in (self.scan, self.upload)
        ]
        self.assertTrue(all(map(os.path.exists, paths)))
        file = self._file_with_contents()
        disposal = self._bring_to(self._create_disposal(file), "done")
        self.assertFalse((self.scan | self.upload).exists())
        contents = self.env["vanthu.file.content"].sudo().search([("file_id", "=", file.id)])
        self.assertEqual(sorted(contents.mapped("name")), ["ban-quet.txt", "to-trinh.txt"])
        self.assertEqual(contents.attachment_id, self.env["ir.attachment"])
        self.assertTrue(all(contents.mapped("erased_at")))
        self.assertTrue(all(contents.mapped("store_fname")))
        self.assertEqual((file.name, file.document_count), ("Hồ sơ hết hạn", 2))
        self.assertEqual(file.disposal_id, disposal)
        self.assertEqual(self.document.sudo().disposal_id, disposal)
        self.assertEqual(self.document.subject, "Về việc tổng kết năm học")

    def test_words_of_the_destroyed_are_found_no_more(self):
        self.document.sudo()._index_body("bảng điểm thi lại")
        found = self.env["vanthu.document"].with_user(self.clerk).search(
            [("search_text", "ilike", "bang diem")]
        )
        self.assertEqual(found, self.document)
        self._dispose_of(self._file_with_contents())
        self.assertFalse(self.env["vanthu.document"].with_user(self.clerk).search(
            [("search_text", "ilike", "bang diem")]
        ))

    def test_document_that_another_file_keeps_stays_whole(self):
        kept = self._create_file(self.archivist, name="Còn giá trị", notation="1.GIU",
                                 term="permanent", term_years=0)
        self.env["vanthu.file.document"].sudo().create({
            "file_id": kept.id, "document_id": self.document.id,
        })
        self._dispose_of(self._file_with_contents())
        self.assertEqual(self.scan.raw, b"noi dung ban quet cua van ban")
        self.assertFalse(self.document.sudo().disposal_id)
        self.assertFalse(self.upload.exists())

    def test_frozen_file_of_an_issued_document_goes_too(self):
        document = self.env["vanthu.document"].sudo().create({
            "direction": "outgoing", "company_id": self.organisation.id, "subject": "Đã đi",
        })
        issued = self.scan.copy({"res_id": document.id, "raw": b"van ban da phat hanh"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_document SET issued_attachment_id = %s, state = 'dispatched' "
            "WHERE id = %s", [issued.id, document.id],
        )
        self.env.invalidate_all()
        self._dispose_of(self._file_with_contents(document))
        self.assertFalse(issued.exists())
        self.assertFalse(document.issued_attachment_id)
        self.assertTrue(self.scan.exists())

    def test_proof_looks_into_the_store(self):
        file = self._file_with_contents()
        disposal = self._create_disposal(file)
        with self.assertRaisesRegex(UserError, "Nothing was destroyed"):
            disposal.action_prove()
        self._bring_to(disposal, "done")
        content = self.env["vanthu.file.content"].sudo().search(
            [("file_id", "=", file.id)], limit=1
        )
        # The bytes leave the store when the transaction is committed, so here they are left.
        with self.assertRaisesRegex(UserError, "still in the file store"):
            disposal.action_prove()
        for path in content.search([("file_id", "=", file.id)]).mapped("store_fname"):
            os.unlink(self.env["ir.attachment"]._full_path(path))
        self.assertEqual(disposal.action_prove()["params"]["type"], "success")
        self.assertTrue(self._get_events(disposal, "disposal_proven"))

    def test_event_that_took_place_ends_the_retention(self):
        file = self._create_archived(end=OLD, term="event", term_event="Hết hiệu lực",
                                     term_years=0)
        with self.assertRaises(UserError):
            self._create_disposal(file)
        file.event_date = self.today - timedelta(days=30)
        self.assertTrue(file.is_expired)
        self._bring_to(self._create_disposal(file), "done")
        self.assertEqual(file.state, "disposed")
