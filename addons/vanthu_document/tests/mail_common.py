from email.message import EmailMessage

from odoo.tools import mute_logger

from .common import VanthuCommon
from .files import FileReading

ROUTER = "odoo.addons.vanthu_document.models.vanthu_document_mail"
THREAD = "odoo.addons.mail.models.mail_thread"


class MailCommon(FileReading, VanthuCommon):
    """Organisations with addresses, and e-mails that go through the gateway."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.domain = cls.env["mail.alias.domain"].create(
            {"name": "so.example.vn", "bounce_alias": "bounce", "catchall_alias": "catchall"}
        )
        (cls.organisation | cls.other_organisation).alias_domain_id = cls.domain
        cls.address = cls.organisation.intake_email
        cls.number = 0

    def _mail(self, subject="V/v báo cáo", files=(), to=None, headers=None, body="Kính gửi"):
        type(self).number += 1
        mail = EmailMessage()
        mail["From"] = "Phòng Giáo dục <pgd@huyen.example.vn>"
        mail["To"] = to or self.address
        mail["Subject"] = subject
        mail["Message-Id"] = f"<mail-{self.number}@huyen.example.vn>"
        for name, value in (headers or {}).items():
            mail[name] = value
        mail.set_content(body)
        for name, data in files:
            mail.add_attachment(data, "application", "octet-stream", filename=name)
        return mail

    def _process(self, mail):
        with mute_logger(THREAD, ROUTER):
            thread_id = self.env["mail.thread"].with_context(
                mail_channel_noautofollow=True
            ).message_process(False, mail.as_bytes())
        return self.env["vanthu.document"].browse(thread_id or [])

    def _get_receipts(self):
        return self.env["mail.mail"].sudo().search([("email_to", "=", "pgd@huyen.example.vn")])
