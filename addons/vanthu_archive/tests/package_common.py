import io
import zipfile
from datetime import date, datetime

from reportlab.pdfgen.canvas import Canvas

from odoo import Command

from ..tools.packages.spec import CaseFile, Content, Document
from .archive_common import ArchiveCommon

MOMENT = datetime(2026, 11, 23, 8, 30)


def draw_pdf(*pages, size=(595, 842)):
    """A PDF with one line of text on each page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for text in pages or ("page",):
        canvas.drawString(72, size[1] / 2, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def make_content(name="a.pdf", data=None, mimetype="application/pdf", sha256=""):
    """An electronic file that is in memory."""
    data = draw_pdf(name) if data is None else data
    return Content(name, mimetype, len(data), lambda: data, sha256)


def make_document(ordinal=1, contents=(), standard="nd30_in", **values):
    """A document with all that a package needs."""
    return Document({
        "ordinal": ordinal, "file_organ_code": "H14.12", "file_catalog": 2026,
        "file_notation": "01.TCCB", "file_code": "H14.12.2026.01.TCCB",
        "document_code": f"H14.12.{ordinal}",
        "arc_doc_code": f"H14.12.2026.01.TCCB.{ordinal:07d}",
        "reference": f"{ordinal}/BC-VP", "type_id": "Báo cáo", "type_code": "14",
        "code_number": str(ordinal), "code_notation": "BC-VP",
        "issued_date": date(2026, 5, ordinal), "organ_name": "Văn phòng",
        "subject": "Báo cáo tổng kết & đánh giá", "page_count": 2, "language_code": "01",
        "keyword_ids": ("tập huấn", "văn thư"), "retention_id": "06", "access_mode": "02",
        "physical_state": "02", "confidence_level": "01", "process_log_included": "0",
        "risk_recovery": "0", "risk_recovery_state": None, **values,
    }, standard, tuple(contents))


def make_case(documents=None, **values):
    """A case file with all that a package needs."""
    documents = (make_document(contents=[make_content()]),) if documents is None else documents
    return CaseFile(
        {
            "file_code": "H14.12.2026.01.TCCB", "arc_file_code": "H14.12.2026.01.TCCB",
            "organ_code": "H14.12", "catalog": 2026, "notation": "01.TCCB",
            "name": "Hồ sơ tập huấn <2026>", "retention_id": "06", "access_mode": "02",
            "creator_name": "Nguyễn Văn Ánh", "language_code": "01",
            "start_date": date(2026, 1, 2), "end_date": date(2026, 6, 30), "sheet_count": 12,
            "page_count": 2, "document_count": len(documents), "physical_state": "02",
            "confidence_level": "01", "keyword_ids": ("tập huấn",), "risk_recovery": "0",
            "description": "Đủ", **values,
        }, tuple(documents), "10 năm", "Sở Giáo dục và Đào tạo", "P01",
    )


class PackageCommon(ArchiveCommon):
    """Files with electronic contents, and packages of them."""

    @classmethod
    def _create_full(cls, user=None, contents=(("scan.pdf", None),), **values):
        """An open file with one loose item for each list of electronic files."""
        file = cls._create_file(user, **values)
        for name, data in contents:
            cls._add_upload(file, name, draw_pdf(name) if data is None else data)
        return file

    @classmethod
    def _add_upload(cls, file, upload, data, **values):
        mimetype = "application/pdf" if upload.endswith(".pdf") else "application/octet-stream"
        attachment = cls.env["ir.attachment"].with_env(file.env).create(
            {"name": upload, "raw": data, "mimetype": mimetype}
        )
        return cls._add_item(
            file, attachment_ids=[Command.link(attachment.id)], page_count=1, **values
        )

    @classmethod
    def _create_registered(cls, **values):
        """An incoming document with its arrival number."""
        document = cls._create_incoming(**values)
        document.action_register()
        return document

    def _create_closed(self, **values):
        file = self._create_full(
            start_date=date(2026, 1, 2), end_date=date(2026, 6, 30), sheet_count=2, **values
        )
        file.action_close()
        return file

    def _create_transfer(self, file):
        return self.env["vanthu.transfer"].with_user(self.handler).create({
            "company_id": self.organisation.id, "unit_id": self.unit.id, "year": 2026,
            "line_ids": [Command.create({"file_id": file.id})],
        })

    def _open_dialog(self, record, user=None, **values):
        return self.env["vanthu.package.make"].with_user(user or record.env.user).with_context(
            active_model=record._name, active_id=record.ids[0], active_ids=record.ids,
        ).create(values)

    def _make(self, record, kind, user=None, **values):
        """Make a small package through the dialog.

        :return: ``vanthu.package`` in superuser mode, its bytes
        """
        dialog = self._open_dialog(record, user, kind=kind, **values)
        action = dialog.action_make()
        self.assertEqual(action["type"], "ir.actions.act_url", action)
        self.assertTrue(action["close"])
        package = self.env["vanthu.package"].sudo().search([], limit=1)
        self.assertIn(f"/{package.attachment_id.id}?", action["url"])
        return package, package.attachment_id.raw

    def _unzip(self, data, folder):
        """Unpack into a folder; return the one folder in it."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.assertIsNone(archive.testzip())
            archive.extractall(folder)  # noqa: S202 - made by the test itself
        (root,) = {name.split("/")[0] for name in archive.namelist()}
        return f"{folder}/{root}"
