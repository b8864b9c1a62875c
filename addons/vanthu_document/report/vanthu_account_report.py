from io import BytesIO

from odoo import api, fields, models
from odoo.tools.pdf import merge_pdf

from ..models.local_time import local_moment, local_today
from ..tools.printing.handling_report import write_report_pdf
from ..tools.printing.post_report import ACCOUNT_REVIEW, DECISIONS, review_cover


class ReportAccountReview(models.AbstractModel):
    """The record of a review of accounts, one for each organisation of the chosen lines."""

    _name = "report.vanthu_document.account_review"
    _description = "Record of a review of accounts"

    @api.model
    def _render_stream(self, reviews, data):
        """Draw the records and log the printing.

        :param reviews: ``vanthu.account.review`` that the caller may read
        :param dict data: not used
        :return BytesIO: the whole PDF
        """
        parts = [
            self._draw(company.sudo(), rows)
            for company, rows in reviews.sorted(lambda row: (row.date, row.name)).grouped(
                "company_id").items()
        ]
        return BytesIO(parts[0] if len(parts) == 1 else merge_pdf(parts))

    def _draw(self, company, reviews):
        days = reviews.mapped("date")
        now = local_moment(self.env, fields.Datetime.now())
        cover = review_cover(
            (company.name, company.organ_superior_name or ""), (min(days), max(days)),
            local_today(self.env), ", ".join(reviews.reviewer_id.sudo().mapped("name")),
            company.organ_place or "",
        )
        rows = [
            (position, row.name, row.login or "", row.roles or "",
             local_moment(self.env, row.last_login).date() if row.last_login else "",
             row.date, DECISIONS[row.decision])
            for position, row in enumerate(reviews, 1)
        ]
        stream = BytesIO()
        write_report_pdf(
            stream, ACCOUNT_REVIEW, cover, rows, printed_by=self.env.user.name, printed_at=now
        )
        self.env["vanthu.event"]._log_company(company, "printed", {"form": ACCOUNT_REVIEW.title})
        return stream.getvalue()
