from datetime import date

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.tools.printing.spec import RegisterCover

# Company and year in one number, so that a line of the view has a name of its own.
YEARS = 10_000


class VanthuCertificateBook(models.Model):
    """The book of certificates of one organisation and year (Sổ cấp giấy chứng nhận)."""

    _name = "vanthu.certificate.book"
    _description = "Book of certificates"
    _auto = False
    _order = "year desc, company_id"
    _depends = {"vanthu.certificate": ["company_id", "year", "number", "state", "issued_date"]}

    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    count = fields.Integer(string="Certificates", readonly=True)
    valid_count = fields.Integer(string="Valid", readonly=True)
    replaced_count = fields.Integer(string="Replaced", readonly=True)
    revoked_count = fields.Integer(string="Revoked", readonly=True)
    date_from = fields.Date(string="First", readonly=True)
    date_to = fields.Date(string="Last", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT company_id::bigint * %s + year AS id, company_id, year, count(*) AS count,
                      count(*) FILTER (WHERE state = 'valid') AS valid_count,
                      count(*) FILTER (WHERE state = 'replaced') AS replaced_count,
                      count(*) FILTER (WHERE state = 'revoked') AS revoked_count,
                      min(issued_date) AS date_from, max(issued_date) AS date_to
                 FROM vanthu_certificate GROUP BY company_id, year""", YEARS,
        )

    @api.depends("company_id", "year")
    def _compute_display_name(self):
        for book in self:
            book.display_name = self.env._("Book of certificates %s", book.year)

    def _get_book(self):
        """Cover and rows of the printed book.

        :return tuple: ``RegisterCover`` and a list of tuples in the order of the columns
        """
        self.ensure_one()
        company = self.company_id.sudo()
        certificates = self.env["vanthu.certificate"].search(
            [("company_id", "=", company.id), ("year", "=", self.year)], order="number"
        )
        cover = RegisterCover(
            name=company.name, parent_name=company.organ_superior_name or "", year=self.year,
            date_from=certificates[:1].issued_date or date(self.year, 1, 1),
            date_to=certificates[-1:].issued_date or None,
            number_from=certificates[:1].number or "", number_to=certificates[-1:].number or "",
        )
        return cover, [certificate._get_book_row() for certificate in certificates]

    def action_open_certificates(self) -> dict:
        """Open the certificates of this book.

        :return dict: action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_training.certificate_action"
        )
        return {
            **action, "context": {},
            "domain": [("company_id", "=", self.company_id.id), ("year", "=", self.year)],
        }

    def action_export(self) -> dict:
        """Download the book as XLSX.

        :return dict: action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/certificate-book/{self.id}.xlsx",
        }


class VanthuCertificate(models.Model):
    """The line of a certificate in the book."""

    _inherit = "vanthu.certificate"

    def _get_book_row(self):
        """Values in the order of the book's columns; how it ended stands among the remarks.

        :return tuple: texts and dates
        """
        self.ensure_one()
        note = ""
        if self.state == "replaced":
            note = f"Cấp lại: {self.replaced_by_id.sudo().code}"
        elif self.state == "revoked":
            note = f"Thu hồi: {self.ended_reason}"
        elif self.replaces_id:
            note = f"Thay giấy số {self.replaces_id.sudo().code}"
        return (
            self.code, self.holder_name, self.birth_date or "", self.organisation_name or "",
            self.course_name, self.issued_date, "", note,
        )
