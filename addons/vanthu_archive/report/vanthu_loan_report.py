from io import BytesIO

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.printing import loan as forms
from ..tools.printing.minutes import write_minutes_pdf


class LoanSlip(models.AbstractModel):
    """Phiếu yêu cầu đọc, sao hoặc mượn tài liệu."""

    _name = "report.vanthu_archive.loan_slip"
    _description = "Slip of a request for archived files"

    @api.model
    def _render_stream(self, loans, data):
        """Draw the paper of each request and log the printing.

        :param loans: ``vanthu.loan`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        :raise UserError: there is no such paper of a request
        """
        streams = {}
        for loan in loans:
            minutes = self._build(loan)
            streams[loan.id] = stream = BytesIO()
            write_minutes_pdf(stream, minutes, printed_by=self.env.user.name)
            self.env["vanthu.event"]._log(loan, "printed", {"form": minutes.title})
        return streams

    @api.model
    def _get_office(self, loan):
        company = loan.company_id.sudo()
        return {
            "name": company.name, "parent_name": company.organ_superior_name or "",
            "place": company.organ_place or "",
        }

    @api.model
    def _get_reader(self, loan):
        return {
            "reader": loan.reader_name, "number": loan.reader_number,
            # Who belongs to the organisation need not enter it.
            "organ": loan.reader_organ or (loan.reader_id and loan.company_id.sudo().name),
        }

    @api.model
    def _build(self, loan):
        """The paper of one request.

        :param loan: ``vanthu.loan``
        :return Minutes:
        """
        return forms.build_slip(self._get_office(loan), {
            **self._get_reader(loan), "phone": loan.reader_phone, "kind": loan.kind,
            "day": loan.asked_date, "purpose": loan.purpose, "topic": loan.topic,
            "certified": loan.kind == "copy" and loan.certified, "state": loan.state,
            "decided_by": loan.decided_by_id.sudo().name or "",
            "decision_note": loan.decision_note or "",
            "rows": [
                self._get_row(position, line) for position, line in enumerate(loan.line_ids, 1)
            ],
        })

    @api.model
    def _get_row(self, position, line):
        # The line is readable, so the request named the file to its reader.
        file = line.file_id.sudo()
        title = "; ".join([file.name, *line.item_ids.sudo().mapped("name")])
        row = (
            str(position), f"{file.fonds_id.name}, {file.catalog}", file.notation or "", title,
        )
        if line.kind != "copy":
            return (*row, line.note or "")
        first, last = line.sheet_from, line.sheet_to
        sheets = f"{first} – {last}" if first and last else str(first or "")
        pages = str(last - first + 1) if first and last else ""
        return (
            *row, sheets, pages, str(line.copies),
            forms.COPY_FORMS.get(line.loan_id.copy_form, ""), line.note or "",
        )


class LoanHandOver(models.AbstractModel):
    """Biên bản giao nhận of files that are borrowed out of the office."""

    _name = "report.vanthu_archive.loan_hand_over"
    _inherit = "report.vanthu_archive.loan_slip"
    _description = "Minutes of files that leave the office"

    @api.model
    def _build(self, loan):
        lines = loan.line_ids.filtered("out_at")
        if loan.kind != "borrow" or not lines:
            raise UserError(self.env._(
                "Minutes are drawn of files that were handed out to be borrowed out of the "
                "office."
            ))
        return forms.build_hand_over(self._get_office(loan), {
            **self._get_reader(loan), "day": loan.handed_date, "due": loan.return_due,
            "consent": loan.consent_reference, "consent_day": loan.consent_date,
            "giver": lines[0].out_by_id.sudo().name or "",
            "rows": [
                (
                    str(position), line.file_id.sudo().notation or "", line.file_id.sudo().name,
                    str(line.sheets_out or ""), line.condition_out or "",
                )
                for position, line in enumerate(lines, 1)
            ],
        })
