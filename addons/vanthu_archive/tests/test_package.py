"""Exporting whole files through the dialog: rights, events, the background, erasing."""

import hashlib
import os
import tempfile
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from unittest.mock import patch

import bagit
import pypdf
from freezegun import freeze_time
from lxml import etree

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models import vanthu_package
from ..tools.packages import case_pdf
from ..tools.packages.case_xml import read_case_xml
from .package_common import PackageCommon, draw_pdf


@tagged("post_install", "-at_install")
class TestPackage(PackageCommon):

    def _unpack(self, data):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return self._unzip(data, folder.name)

    # ---- WHAT IS IN IT ----

    def test_xml_says_what_the_record_says(self):
        file = self._create_full(description="Đủ giấy tờ", sheet_count=4)
        self._add_upload(file, "sớm.pdf", draw_pdf("x"), issued_date=date(2025, 1, 2),
                         reference="7/QĐ-SGDĐT", name="Quyết định", type_name="Quyết định")
        _package, data = self._make(file, "xml")
        values, documents = read_case_xml(data)
        self.assertEqual(values["name"], file.name)
        self.assertEqual(values["notation"], "01.TCCB")
        self.assertEqual(values["retention_id"], "10 năm")
        self.assertEqual(values["start_date"], file.start_date)
        self.assertEqual(values["page_count"], 2)
        self.assertEqual(values["document_count"], 2)
        self.assertEqual(values["description"], "Đủ giấy tờ")
        # In time order, whatever the order in the file.
        self.assertEqual(
            [(d["code_number"], d["code_notation"], d["ordinal"]) for d in documents],
            [("7", "QĐ-SGDĐT", 2), ("12", "BC-VP", 1)],
        )
        self.assertEqual(documents[0]["issued_date"], date(2025, 1, 2))

    def test_document_of_the_registers(self):
        document = self._create_registered(subject="Hướng dẫn công tác lưu trữ")
        self.env["ir.attachment"].create({
            "name": "đến.pdf", "raw": draw_pdf("đến"), "res_model": document._name,
            "res_id": document.id, "mimetype": "application/pdf",
        })
        file = self._create_file(self.clerk, user_id=self.clerk.id)
        file.line_ids = [Command.create({"document_id": document.id})]
        _package, data = self._make(file, "xml", self.clerk)
        (found,) = read_case_xml(data)[1]
        self.assertEqual(found["arrival_number"], document.arrival_number)
        self.assertEqual(found["arrival_date"], document.arrival_date)
        self.assertEqual(found["subject"], "Hướng dẫn công tác lưu trữ")
        self.assertEqual(found["organ_name"], document.organ_name)
        self.assertEqual(found["priority"], 0)
        self.assertIn("đến.pdf", [node.get("Name") for node in etree.fromstring(data).iter("File")])

    def test_bag_is_valid_and_holds_the_bytes(self):
        raw = draw_pdf("nội dung")
        file = self._create_full(contents=[("Tờ trình.pdf", raw), ("bảng.xlsx", b"PK\x03\x04")])
        _package, data = self._make(file, "bagit")
        bag = bagit.Bag(self._unpack(data))
        bag.validate()
        sums = {entry["sha256"] for entry in bag.payload_entries().values()}
        self.assertIn(hashlib.sha256(raw).hexdigest(), sums)
        self.assertEqual(len(bag.payload_entries()), 3)

    def test_archived_file_gives_what_was_taken_over(self):
        file = self._create_archived()
        self.assertEqual(len(file.line_ids), 1)
        raw = draw_pdf("bản lưu")
        other = self._create_full(
            self.archivist, contents=[("lưu.pdf", raw)], name="Hồ sơ khác", notation="77.VP",
            term="years", term_years=5, medium="electronic", end_date=date(2026, 11, 1),
            start_date=date(2026, 1, 1), plan_line_id=False,
        )
        other.action_close()
        other.sudo()._archive()
        contents = self.env["vanthu.file.content"].sudo().search([("file_id", "=", other.id)])
        contents._check_sums()
        package, data = self._make(other, "bagit", self.archivist)
        self.assertTrue(bagit.Bag(self._unpack(data)).is_valid())
        self.assertEqual(package.state, "done")
        # A flipped bit in the store is no export, but a sentence.
        path = self.env["ir.attachment"]._full_path(contents.attachment_id.store_fname)
        with open(path, "rb+") as stream:
            stream.seek(20)
            byte = stream.read(1)[0]
            stream.seek(20)
            stream.write(bytes([byte ^ 1]))
        with self.assertRaisesRegex(UserError, "“lưu.pdf” is not the file any more"):
            self._make(other, "bagit", self.archivist)
        os.unlink(path)
        with self.assertRaisesRegex(UserError, "“lưu.pdf” is not in the file store"):
            self._make(other, "bagit", self.archivist)

    def test_several_files(self):
        first, second = self._create_full(), self._create_full(name="Hồ sơ hai", notation="9.VP",
                                                               plan_line_id=False)
        _package, data = self._make(first | second, "xml")
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.assertEqual(len(archive.namelist()), 2)
            titles = {read_case_xml(archive.read(name))[0]["name"] for name in archive.namelist()}
        self.assertEqual(titles, {first.name, "Hồ sơ hai"})

    def test_hand_over(self):
        file = self._create_closed()
        transfer = self._create_transfer(file)
        package, data = self._make(transfer, "bagit")
        self.assertEqual(package.transfer_id, transfer)
        bag = bagit.Bag(self._unpack(data))
        self.assertTrue(bag.is_valid())
        self.assertIn(self.unit.name, bag.info["External-Description"])

    def test_one_pdf_of_a_file(self):
        file = self._create_full(contents=[("sau.pdf", draw_pdf("later"))])
        self._add_upload(file, "trước.pdf", draw_pdf("earlier"), issued_date=date(2020, 1, 2))
        self._add_upload(file, "bảng.xlsx", b"PK\x03\x04", issued_date=date(2026, 9, 9))
        dialog = self._open_dialog(file)
        self.assertEqual(dialog.kind, "pdf")
        self.assertFalse(dialog.is_refused)
        self.assertIn("document 3 (12/BC-VP): “bảng.xlsx” cannot be shown", dialog.finding)
        package, data = self._make(file, "pdf")
        self.assertTrue(package.package_name.endswith("2026.01.TCCB.pdf"))
        self.assertEqual(package.attachment_id.mimetype, "application/pdf")
        reader = pypdf.PdfReader(BytesIO(data), strict=True)
        texts = [page.extract_text() for page in reader.pages]
        self.assertEqual(len(texts), 5)
        self.assertTrue(texts[2].startswith("earlier"))
        self.assertTrue(texts[3].startswith("later"))
        self.assertIn(f"người in: {self.handler.name} – trang 4", texts[3])
        self.assertEqual(reader.attachments["bảng.xlsx"], [b"PK\x03\x04"])
        self.assertEqual(self._get_events(file, "exported").detail["sha256"],
                         hashlib.sha256(data).hexdigest())

    def test_word_documents_are_converted_in_the_background(self):
        file = self._create_full(contents=[("thư.docx", b"PK docx")])
        action = self._open_dialog(file, kind="pdf").action_make()
        self.assertEqual(action["tag"], "display_notification")
        package = self.env["vanthu.package"].sudo().search([], limit=1)
        with patch.object(case_pdf.office, "to_pdf", return_value=draw_pdf("letter")):
            package._try()
        self.assertEqual(package.state, "done", package.message)
        reader = pypdf.PdfReader(BytesIO(package.attachment_id.raw))
        self.assertTrue(reader.pages[2].extract_text().startswith("letter"))

    def test_pdf_of_several_files(self):
        files = self._create_full() | self._create_full(name="Hồ sơ hai", notation="9.VP",
                                                        plan_line_id=False)
        _package, data = self._make(files, "pdf")
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                self.assertEqual(len(pypdf.PdfReader(BytesIO(archive.read(name))).pages), 3)
            self.assertEqual(len(archive.namelist()), 2)

    # ---- LOGGED, QUEUED, ERASED ----

    def test_each_export_is_an_event(self):
        file = self._create_full()
        package, data = self._make(file, "bagit")
        (event,) = self._get_events(file, "exported")
        self.assertEqual(event.detail["sha256"], hashlib.sha256(data).hexdigest())
        self.assertEqual(event.detail["sha256"], package.sha256)
        self.assertEqual(event.detail["form"], "BagIt package")
        self.assertEqual(event.user_id, self.handler)
        self.assertIn(package.sha256, event.detail_text)

    def test_large_ones_are_made_in_the_background(self):
        file = self._create_full()
        dialog = self._open_dialog(file, kind="bagit")
        with patch.object(vanthu_package, "SMALL_BYTES", 10):
            action = dialog.action_make()
        self.assertEqual(action["tag"], "display_notification")
        package = self.env["vanthu.package"].sudo().search([], limit=1)
        self.assertEqual(package.state, "todo")
        with self.assertRaisesRegex(UserError, "being made"):
            package.with_user(self.handler).action_download()
        with self.enter_registry_test_mode():
            self.env.ref("vanthu_archive.ir_cron_package").method_direct_trigger()
        package.invalidate_recordset()
        self.assertEqual(package.state, "done")
        self.assertTrue(bagit.Bag(self._unpack(package.attachment_id.raw)).is_valid())
        self.assertEqual(self._get_events(file, "exported").user_id, self.handler)
        dialog.invalidate_recordset()
        self.assertEqual(dialog.package_ids.sudo(), package)

    def test_time_of_viet_nam(self):
        self.handler.tz = "America/New_York"
        moment = datetime(2026, 11, 23, 20, 0)
        with freeze_time(moment):
            _package, data = self._make(
                self._create_full().with_context(tz="Europe/Paris"), "bagit"
            )
        self.assertEqual(bagit.Bag(self._unpack(data)).info["Bagging-Date"], "2026-11-24")

    def test_only_who_does_not_wait_is_told(self):
        file = self._create_full()
        bus = type(self.env["res.users"])
        with patch.object(bus, "_bus_send") as sent:
            self._make(file, "xml")
            sent.assert_not_called()
            with patch.object(vanthu_package, "SMALL_BYTES", 10):
                self._open_dialog(file, kind="xml").action_make()
            with self.enter_registry_test_mode():
                self.env.ref("vanthu_archive.ir_cron_package").method_direct_trigger()
            self.assertEqual(sent.call_args.args[0], "simple_notification")

    def test_rights_count_when_it_is_made(self):
        file = self._create_full()
        with patch.object(vanthu_package, "SMALL_BYTES", 10):
            self._open_dialog(file, kind="xml").action_make()
        file.sudo().write({"restricted": True, "allowed_user_ids": [
            Command.set(self.archivist.ids)
        ]})
        package = self.env["vanthu.package"].sudo().search([], limit=1)
        package._try()
        self.assertEqual(package.state, "failed")
        self.assertTrue(package.message)
        self.assertFalse(package.attachment_id)
        self.assertFalse(self._get_events(file, "exported"))

    def test_error_in_the_software_is_told(self):
        file = self._create_full()
        with patch.object(vanthu_package, "SMALL_BYTES", 10):
            self._open_dialog(file, kind="xml").action_make()
        package = self.env["vanthu.package"].sudo().search([], limit=1)
        path = "odoo.addons.vanthu_archive.models.vanthu_package.write_case_xml"
        with patch(path, side_effect=ZeroDivisionError), self.assertLogs(
            "odoo.addons.vanthu_document.models.vanthu_queue_mixin", "WARNING"
        ):
            package.tries = 2
            package._try()
        self.assertEqual(package.state, "failed")
        self.assertIn("error in the software", package.message)

    def test_erased_after_some_days(self):
        old, _data = self._make(self._create_full(), "xml")
        attachment = old.attachment_id
        new, _data = self._make(self._create_full(name="B", notation="8", plan_line_id=False),
                                "xml")
        self.env.flush_all()
        moment = fields.Datetime.now() - timedelta(days=7, hours=1)
        self.env.cr.execute(
            "UPDATE vanthu_package SET create_date = %s WHERE id = %s", (moment, old.id)
        )
        self.env.invalidate_all()
        self.env["vanthu.package"]._erase_old()
        self.assertFalse(old.exists() or attachment.exists())
        self.assertTrue(new.exists() and new.attachment_id.exists())
        self.env["ir.config_parameter"].set_param("vanthu_archive.package_days", "30")
        self.env.cr.execute(
            "UPDATE vanthu_package SET create_date = %s WHERE id = %s", (moment, new.id)
        )
        self.env.invalidate_all()
        self.env["vanthu.package"]._erase_old()
        self.assertTrue(new.exists())

    def test_bytes_reach_the_store_without_memory(self):
        package, data = self._make(self._create_full(), "bagit")
        attachment = package.attachment_id
        self.assertEqual(attachment.file_size, len(data))
        self.assertEqual(attachment.checksum, hashlib.sha1(data).hexdigest())  # noqa: S324
        self.assertTrue(attachment.store_fname.endswith(attachment.checksum))
        self.env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        package, data = self._make(self._create_full(name="C", notation="5", plan_line_id=False),
                                   "bagit")
        self.assertTrue(bagit.Bag(self._unpack(data)).is_valid())
        self.assertFalse(package.attachment_id.store_fname)

    def test_several_files_are_named_in_the_language_of_who_asks(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.env["ir.module.module"].search(
            [("name", "=", "vanthu_archive")]
        )._update_translations(["vi_VN"])
        files = self._create_full() + self._create_file(self.archivist, name="Hai", notation="2.V")
        package = self._make(files, "xml", self.archivist)[0]
        self.assertEqual(package._get_stem(files), "2-files")
        package.user_id.lang = "vi_VN"
        self.assertEqual(package._get_stem(files), "2-ho-so")

    # ---- THE DIALOG ----

    def test_dialog_names_what_is_too_long(self):
        file = self._create_full(creator_name="Nguyễn Thị Phương Thảo Quỳnh Anh Như Ý")
        dialog = self._open_dialog(file, kind="xml")
        self.assertFalse(dialog.is_refused)
        self.assertIn("“Creator” has 38 letters", dialog.finding)
        dialog.kind = "bagit"
        self.assertFalse(dialog.finding)

    def test_nothing_to_export(self):
        with self.assertRaisesRegex(UserError, "no file to export"):
            self.env["vanthu.package"]._ask(self.env["vanthu.file"], {"kind": "xml"})

    def test_one_organisation_at_a_time(self):
        other = self.env["vanthu.file"].create({
            "name": "X", "company_id": self.other_organisation.id, "catalog": 2026,
        })
        with self.assertRaisesRegex(UserError, "one organisation"):
            self.env["vanthu.package"]._ask(self._create_full().sudo() | other, {"kind": "xml"})
