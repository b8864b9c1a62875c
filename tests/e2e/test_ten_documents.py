"""Ten real documents, as PDFs, .docx and e-mails, from arrival to the printed register."""

import io
import json
from email.message import EmailMessage

import pypdf

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.vanthu_document.tests.common import VanthuCommon
from odoo.addons.vanthu_document.tests.files import (
    DATA,
    FileReading,
    make_docx,
    make_pdf,
    sample_text,
)
from odoo.addons.vanthu_document.tools.printing.spec import INCOMING_REGISTER

NAMES = ["d01", "d02", "d03", "d04", "d05", "d06", "d07", "d08", "d09", "d10"]
# What the form takes over with Enter; the type goes to type_id.
FIELDS = ["code_number", "code_notation", "issued_date", "organ_name", "subject", "signer_name"]
WITHOUT = {"organ_name": "Cơ quan gửi", "subject": "Văn bản không có trích yếu"}


@tagged("standard", "post_install", "-at_install")
class TestTenDocuments(FileReading, VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.organ_superior_name = "Ủy ban nhân dân tỉnh Đắk Lắk"
        cls.expected = {
            name: json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))["fields"]
            for name in NAMES
        }
        domain = cls.env["mail.alias.domain"].create({"name": "so.example.vn"})
        cls.organisation.alias_domain_id = domain

    def _arrive(self, number, name):
        text = sample_text(name)
        if number % 3 == 2:
            return self._arrive_by_mail(name, text)
        documents = self.env["vanthu.document"].with_user(self.clerk)
        if number % 3 == 1:
            return documents._intake_one(f"{name}.docx", make_docx(*text.splitlines()))
        return documents._intake_one(f"{name}.pdf", make_pdf(text))

    def _arrive_by_mail(self, name, text):
        mail = EmailMessage()
        mail["From"] = "Phòng Giáo dục <pgd@huyen.example.vn>"
        mail["To"] = self.organisation.intake_email
        mail["Subject"] = f"Văn bản {name}"
        mail["Message-Id"] = f"<{name}@huyen.example.vn>"
        mail.set_content("Kính gửi")
        mail.add_attachment(
            make_pdf(text), "application", "pdf", filename=f"{name}.pdf"
        )
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            document_id = self.env["mail.thread"].message_process(False, mail.as_bytes())
        return self.env["vanthu.document"].with_user(self.clerk).browse(document_id)

    def test_they_arrive_are_proposed_registered_and_printed(self):
        documents = {
            name: self._arrive(number, name) for number, name in enumerate(NAMES)
        }
        self._read_files()
        right = total = 0
        for name, document in documents.items():
            self.assertEqual(document.state, "arrived", name)
            self.assertFalse(document.code_number, "nothing is filled in without the clerk")
            for field in FIELDS:
                wanted = self.expected[name].get(field)
                got = (document.proposals or {}).get(field, {}).get("value")
                if wanted is None:
                    self.assertIsNone(got, (name, field))
                    continue
                total += 1
                right += _fold(got) == _fold(wanted)
        self.assertGreaterEqual(right / total, 0.9)

        for document in documents.values():
            accepted = {
                field: document.proposals[field]["value"]
                for field in [*FIELDS, "type_id"] if field in (document.proposals or {})
            }
            document.write({**WITHOUT, **accepted})
        for document in documents.values():
            document.action_register()
        self.assertEqual(
            [document.arrival_number for document in documents.values()], list(range(1, 11))
        )
        self._assert_printed(documents)

    def _assert_printed(self, documents):
        register = documents["d01"].register_id
        wizard = self.env["vanthu.register.print"].with_user(self.clerk).create(
            {"register_id": register.id, "form": INCOMING_REGISTER.code}
        )
        action = wizard.action_print()
        report = self.env["ir.actions.report"].with_user(self.clerk)
        content, kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            action["report_name"], wizard.ids, data=action.get("data")
        )
        self.assertEqual(kind, "pdf")
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        text = _fold(" ".join(page.extract_text() for page in pages))
        day = fields.Date.context_today(self.organisation).strftime("%d/%m/%Y")
        self.assertIn(_fold("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"), text)
        self.assertIn(day, text)
        for name, document in documents.items():
            with self.subTest(name=name):
                self.assertIn(_fold(document.reference), text)
                self.assertIn(_fold(document.subject), text)
                self.assertIn(_fold(document.organ_name), text)


def _fold(value):
    return "".join(str(value or "").split()).casefold()
