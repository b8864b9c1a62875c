from io import BytesIO

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf

from ..tools.printing.certificate import TITLE, Certificate, write_certificates
from ..tools.printing.certificate_book import CERTIFICATE_BOOK


class ReportCertificate(models.AbstractModel):
    """Giấy chứng nhận, all that were chosen in one file."""

    _name = "report.vanthu_training.certificate"
    _description = "Certificate"

    @api.model
    def _render_stream(self, certificates, data):
        """Draw the certificates in the order of the book and log the printing.

        :param certificates: ``vanthu.certificate``
        :param dict data: not used
        :return: ``BytesIO``
        :raise AccessError: the caller is no training manager of who issued them
        :raise UserError: one was replaced or revoked
        """
        certificates._require_issuer()
        ended = certificates.filtered(lambda one: one.state != "valid")
        if ended:
            raise UserError(self.env._(
                "%s was replaced or revoked and is not printed again.",
                ", ".join(ended.mapped("code")),
            ))
        stream = BytesIO()
        ordered = certificates.sorted(lambda one: (one.year, one.number))
        write_certificates(
            stream, [self._get_form(one) for one in ordered], ordered[:1].organ_name or ""
        )
        self.env["vanthu.event"]._log(ordered, "printed", {"form": TITLE})
        return stream

    @api.model
    def _get_form(self, one):
        return Certificate(
            superior=one.superior_name or "", organ=one.organ_name or "",
            holder=one.holder_name, birth_date=one.birth_date or None,
            organisation=one.organisation_name or "", course=one.course_name,
            hours=one.hours, date_from=one.date_from or None, date_to=one.date_to or None,
            grade=one.grade or "", place=one.issued_place or "", day=one.issued_date,
            position=one.signer_position or "", signer=one.signer_name or "", code=one.code,
            url=one._get_check_url(), expires_on=one.expires_on or None,
        )


class ReportCertificateBook(models.AbstractModel):
    """Sổ cấp giấy chứng nhận as PDF, with its cover."""

    _name = "report.vanthu_training.certificate_book"
    _description = "Book of certificates"

    @api.model
    def _render_stream(self, books, data):
        """Draw each book and log the printing.

        :param books: ``vanthu.certificate.book`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for book in books:
            streams[book.id] = stream = BytesIO()
            cover, rows = book._get_book()
            write_register_pdf(
                stream, CERTIFICATE_BOOK, cover, rows, printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            self.env["vanthu.event"]._log_company(
                book.company_id, "printed", {"form": CERTIFICATE_BOOK.title, "count": len(rows)}
            )
        return streams
