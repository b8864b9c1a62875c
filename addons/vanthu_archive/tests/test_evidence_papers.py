"""List, report and export of the evidence of a self-assessment."""

import hashlib
import zipfile
from io import BytesIO

import pypdf
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.vanthu_archive.tools.printing.evidence import EVIDENCE_LIST

from .accreditation_common import AccreditationCommon

COLUMNS = (
    "TT", "Mã minh chứng", "Tên minh chứng",
    "Định dạng, vị trí lưu trữ hoặc đường dẫn điện tử", "Ghi chú",
)


@tagged("post_install", "-at_install")
class TestEvidencePapers(AccreditationCommon):
    def test_list_has_the_columns_of_the_form(self):
        self.assertEqual(EVIDENCE_LIST.labels, COLUMNS)

    def test_items_stand_under_each_criterion_with_one_code(self):
        row = self._add(0, name="Sổ A", note="Bản chính")
        row.criterion_ids = [Command.link(self.criteria[2].id)]
        self._add(2, name="Sổ B")
        rows = self.assessment._get_list_rows()
        self.assertEqual(rows[0], ("", "", "TIÊU CHUẨN 1: Quản trị", "", ""))
        self.assertEqual(rows[1], ("", "", "Tiêu chí 1.1: Tiêu chí 1", "", ""))
        self.assertEqual(rows[2], (1, "MC.1.1.01", "Sổ A", "Tủ 2", "Bản chính"))
        self.assertEqual([row[:3] for row in rows if row[0]], [
            (1, "MC.1.1.01", "Sổ A"), (2, "MC.1.1.01", "Sổ A"), (3, "MC.1.3.01", "Sổ B"),
        ])

    def test_the_list_of_a_finished_one_is_that_of_its_day(self):
        row = self._add(0, name="Sổ A")
        for line in self.assessment.line_ids:
            line.level = "1"
        self.assessment.action_review()
        self.assessment.with_user(self.leader).action_finish()
        before = self.assessment._get_list_rows()
        self.criteria[0].name = "Tên mới của tiêu chí"
        self.env.cr.execute(
            "UPDATE vanthu_evidence SET name = 'Sổ khác' WHERE id = %s", [row.id]
        )
        self.env.invalidate_all()
        self.assertEqual(self.assessment._get_list_rows(), before)
        self.assertIn((1, "MC.1.1.01", "Sổ A", "Tủ 2", ""), before)

    def test_uploads_of_a_finished_one_stay(self):
        upload = self._upload()
        self._add(**self._attach(upload))
        upload.write({"raw": b"%PDF- b"})
        for line in self.assessment.line_ids:
            line.level = "1"
        self.assessment.action_review()
        self.assessment.with_user(self.leader).action_finish()
        for change in (lambda: upload.write({"raw": b"%PDF- c"}), upload.unlink):
            with self.assertRaisesRegex(UserError, "finished"), self.env.cr.savepoint():
                change()

    def test_papers_are_drawn(self):
        self._add(name="Sổ quản lý văn bản đến")
        line = self.assessment.line_ids[0]
        line.write({"description": "Nhà trường có kế hoạch.", "strengths": "Rõ ràng", "level": "1"})
        for report, words in (
            ("evidence_list", ("DANH MỤC MINH CHỨNG", "Năm 2026-2027", "MC.1.1.01",
                               "Sổ quản lý văn bản đến", "Tiêu chí 1.10")),
            ("self_assessment", ("BÁO CÁO TỰ ĐÁNH GIÁ", "Năm học 2026-2027", "Tiêu chuẩn 1",
                                 "1. Mô tả hiện trạng: Nhà trường có kế hoạch.",
                                 "5. Tự đánh giá: Đạt Mức 1", "Minh chứng: MC.1.1.01",
                                 "Tự đánh giá chung: Chưa đạt Mức 1")),
        ):
            content, _kind = self.env["ir.actions.report"].with_user(
                self.handler
            )._render_qweb_pdf(f"vanthu_archive.action_report_{report}", self.assessment.ids)
            text = " ".join(" ".join(
                page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages
            ).split())
            for word in words:
                self.assertIn(word, text)
        self.assertEqual(len(self._get_events(self.assessment, "printed")), 2)


@tagged("post_install", "-at_install")
class TestEvidenceExport(HttpCase, AccreditationCommon):
    def _get(self, login="vanthu_clerk"):
        self.authenticate(login, login)
        return self.url_open(self.assessment.action_export()["url"])

    def test_everything_comes_once_with_its_sum(self):
        document = self._create_registered()
        attachment = self.env["ir.attachment"].create({
            "name": "cv.pdf", "raw": b"%PDF- letter", "res_model": "vanthu.document",
            "res_id": document.id,
        })
        row = self._add(
            document_id=document.id, **self._attach(
                self._upload("a.pdf"), self._upload("A.pdf", b"%PDF- other"),
            )
        )
        row.criterion_ids = [Command.link(self.criteria[2].id)]
        self._add(2, name="Giấy")
        response = self._get()
        self.assertEqual(response.status_code, 200)
        archive = zipfile.ZipFile(BytesIO(response.content))
        self.assertIsNone(archive.testzip())
        root = {name.partition("/")[0] for name in archive.namelist()}
        self.assertEqual(len(root), 1)
        names = {name.partition("/")[2]: name for name in archive.namelist()}
        evidence = sorted(name for name in names if name.startswith("minh-chung/"))
        self.assertEqual(evidence, [
            "minh-chung/1.1/MC.1.1.01/2-A.pdf", "minh-chung/1.1/MC.1.1.01/a.pdf",
            "minh-chung/1.1/MC.1.1.01/cv.pdf",
        ])
        self.assertEqual(
            archive.read(names["minh-chung/1.1/MC.1.1.01/cv.pdf"]), attachment.raw
        )
        listed = dict(
            reversed(line.split("  ", 1))
            for line in archive.read(names["manifest-sha256.txt"]).decode().splitlines()
        )
        self.assertEqual(listed.keys(), names.keys() - {"manifest-sha256.txt"})
        for path, digest in listed.items():
            self.assertEqual(hashlib.sha256(archive.read(names[path])).hexdigest(), digest)
        book = load_workbook(BytesIO(archive.read(names["danh-muc-minh-chung.xlsx"])))
        rows = list(book.active.values)
        self.assertIn(COLUMNS, rows)
        self.assertTrue(self._get_events(self.assessment, "exported"))

    def test_what_may_not_be_read_is_refused_and_not_left_out(self):
        document = self._create_registered()
        file = self._create_file(self.archivist, name="Hồ sơ", notation="4.VP")
        file.sudo()._add_documents(document.sudo())
        self._add(file_id=file.id)
        self.assertEqual(self._get().status_code, 200)
        self._assert_refused_once_restricted(document)

    def test_a_restricted_item_itself_is_refused_too(self):
        document = self._create_registered()
        self._add(document_id=document.id)
        self._assert_refused_once_restricted(document)

    def _assert_refused_once_restricted(self, document):
        """The button says why; an address from before leads nowhere, either."""
        url = self.assessment.action_export()["url"]
        self._restrict(document)
        with self.assertRaisesRegex(AccessError, "may not read everything"):
            self.assessment.action_export()
        self.authenticate("vanthu_clerk", "vanthu_clerk")
        self.assertEqual(self.url_open(url).status_code, 403)

    def test_a_document_that_serves_twice_is_stored_once(self):
        document = self._create_registered()
        self.env["ir.attachment"].create({
            "name": "cv.pdf", "raw": b"%PDF- letter", "res_model": "vanthu.document",
            "res_id": document.id,
        })
        file = self._create_file(self.archivist, name="Hồ sơ", notation="4.VP")
        file.sudo()._add_documents(document.sudo())
        self._add(0, document_id=document.id)
        self._add(2, file_id=file.id)
        archive = zipfile.ZipFile(BytesIO(self._get().content))
        found = {
            name.partition("minh-chung/")[2]: archive.read(name)
            for name in archive.namelist() if "minh-chung/" in name
        }
        self.assertEqual(found, {
            "1.1/MC.1.1.01/cv.pdf": b"%PDF- letter",
            "1.3/MC.1.3.01/cv.pdf.txt": b"Xem: 1.1/MC.1.1.01/cv.pdf\n",
        })

    def test_the_list_alone_comes_as_a_workbook(self):
        self._add(name="Sổ A")
        self.authenticate("vanthu_handler", "vanthu_handler")
        action = self.assessment.with_user(self.handler).action_export_list()
        response = self.url_open(action["url"])
        self.assertEqual(response.status_code, 200)
        rows = [tuple(cell or "" for cell in row)
                for row in load_workbook(BytesIO(response.content)).active.values]
        head = rows.index(COLUMNS)
        printed = [tuple(str(cell) for cell in row) for row in self.assessment._get_list_rows()]
        self.assertEqual(rows[head + 2:head + 2 + len(printed)], printed)
        self.authenticate("vanthu_other_clerk", "vanthu_other_clerk")
        self.assertEqual(self.url_open(
            f"/vanthu/self-assessment/{self.assessment.id}/evidence.xlsx"
        ).status_code, 404)

    def test_another_school_gets_nothing(self):
        self.assertIn(self._get("vanthu_other_clerk").status_code, (403, 404))
