from io import BytesIO

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.pdf import merge_pdf

from ..models.local_time import local_moment
from ..models.states import BEFORE_ISSUE
from ..models.vanthu_register_print import join_type_and_subject
from ..tools.printing.register_pdf import write_register_pdf
from ..tools.printing.spec import TRANSFER_SLIP, RegisterCover


class ReportTransferSlip(models.AbstractModel):
    """Phiếu gửi: what a unit or person here gets on paper, to sign; a sheet for each of them."""

    _name = "report.vanthu_document.transfer_slip"
    _description = "Slips for paper"

    @api.model
    def _render_stream(self, documents, data):
        """Draw the slips of several documents as one file and log the printing.

        :param documents: issued ``vanthu.document`` that the caller may read
        :param dict data: not used
        :return: ``BytesIO``
        :raise UserError: not issued, of several organisations, or nobody gets paper by hand
        :raise AccessError: the person is no registry clerk
        """
        documents._require_group("group_clerk")
        for document in documents:
            if document.direction == "incoming" or document.state in (*BEFORE_ISSUE, "recalled"):
                raise UserError(self.env._(
                    "%s is no issued document; slips go with those.", document.display_name
                ))
        if len(documents.company_id) > 1:
            raise UserError(self.env._("Choose documents of one organisation."))
        groups = self._get_groups(documents)
        parts = [self._draw(documents.company_id.sudo(), *group) for group in groups.items()]
        self.env["vanthu.event"]._log(documents, "printed", {"form": TRANSFER_SLIP.title})
        return BytesIO(parts[0] if len(parts) == 1 else merge_pdf(parts))

    @api.model
    def _get_groups(self, documents):
        """Who gets paper by hand, with the rows of the slip.

        :return dict: name → list of tuples in the order of the form
        """
        rows = documents._get_paper_recipients("hand").sorted(
            lambda row: (row.name, row.document_id.issued_date, row.document_id.issue_number)
        )
        if not rows:
            raise UserError(self.env._(
                "Nobody gets these documents on paper by hand; there is no slip to print."
            ))
        groups = {}
        for row in rows:
            document, lines = row.document_id, groups.setdefault(row.name, [])
            lines.append((
                len(lines) + 1, document.reference, document.issued_date,
                join_type_and_subject(document.type_id.name, document.subject), row.copies, "", "",
            ))
        return groups

    def _draw(self, company, receiver, rows):
        stream = BytesIO()
        write_register_pdf(
            stream, TRANSFER_SLIP, RegisterCover(
                name=company.name, parent_name=company.organ_superior_name or "",
                subtitle=f"Kính gửi: {receiver}",
            ), rows, printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        return stream.getvalue()
