from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment, local_today

from ..tools.printing import reading_book as forms


class VanthuReadingBook(models.TransientModel):
    """Which book of the reading room is to be printed, of which days.

    Both books are the requests and what was handed out for them; nothing is entered twice.
    """

    _name = "vanthu.reading.book"
    _description = "Book of the reading room"
    _inherit = ["vanthu.book.mixin"]
    _book_url = "/vanthu/reading-book"

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True,
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [("readers", "Register of readers"), ("handing", "Files handed to readers")],
        required=True, default="readers",
    )
    date_from = fields.Date(
        default=lambda self: local_today(self.env).replace(month=1, day=1)
    )
    date_to = fields.Date(
        default=lambda self: local_today(self.env) + relativedelta(month=12, day=31)
    )

    def _require_reader(self):
        self.env["vanthu.file"]._require_role("group_archivist", "vanthu_document.group_leader")
        self.company_id.check_access("read")

    def _log_book(self, kind, form, rows):
        self.env["vanthu.event"]._log_company(
            self.company_id, kind, {"form": form.title, "count": len(rows)}
        )

    def _get_file_name(self):
        kind = "dang-ky-doc-gia" if self.kind == "readers" else "giao-nhan-voi-doc-gia"
        return f"so-{kind}-{self.date_from:%Y-%m-%d}"

    def _get_form(self):
        self.ensure_one()
        self._require_reader()
        company = self.company_id.sudo()
        cover = forms.build_cover(
            {"name": company.name, "parent_name": company.organ_superior_name or ""},
            self.date_from, self.date_to,
        )
        if self.kind == "readers":
            return forms.READER_BOOK, cover, self._get_readers()
        return forms.HANDING_BOOK, cover, self._get_handings()

    def _split(self, records):
        """Records for the rows, and those of them that the caller may read.

        The running number is the same for everybody, so a hidden row keeps its place.
        """
        return records, records.with_env(self.env)._filtered_access("read")

    def _get_readers(self):
        loans, readable = self._split(self.env["vanthu.loan"].sudo().search([
            ("company_id", "=", self.company_id.id), ("asked_date", ">=", self.date_from),
            ("asked_date", "<=", self.date_to),
        ], order="asked_date, id"))
        return [
            forms.build_reader(position, {
                "day": loan.asked_date,
                **(self._describe_reader(loan) if loan.id in readable._ids else {}),
            }) for position, loan in enumerate(loans, 1)
        ]

    def _describe_reader(self, loan):
        return {
            "reader": loan.reader_name, "number": loan.reader_number,
            "organ": loan.reader_organ or (loan.reader_id and loan.company_id.name),
            "purpose": loan.purpose, "topic": loan.topic, "kind": loan.kind,
            "state": loan.state,
        }

    def _get_handings(self):
        page = self.env["vanthu.climate"]
        lines, readable = self._split(self.env["vanthu.loan.line"].sudo().search([
            ("company_id", "=", self.company_id.id), ("state", "in", ("out", "returned")),
            ("out_at", ">=", page._bound(self.date_from)),
            ("out_at", "<", page._bound(self.date_to + timedelta(days=1))),
        ], order="out_at, id"))
        return [
            forms.build_handing(position, {
                "out_day": local_moment(self.env, line.out_at),
                "back_day": line.back_at and local_moment(self.env, line.back_at),
                "sheets": line.sheets_out,
                **(self._describe_handing(line) if line.id in readable._ids else {}),
            }) for position, line in enumerate(lines, 1)
        ]

    def _describe_handing(self, line):
        file = line.file_id
        return {
            "file": ", ".join(filter(None, (file.notation, file.name))),
            "reader": line.reader_name, "sheets_back": line.sheets_back, "due": line.return_due,
            "condition": line.condition_back or line.condition_out,
        }
