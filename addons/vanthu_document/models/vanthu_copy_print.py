from odoo import models
from odoo.tools import SQL

from ..tools.printing.copy_pdf import TITLES
from ..tools.printing.spec import COPY_REGISTER
from .vanthu_register_print import (
    RESTRICTED_TEXT,
    describe_reason,
    format_day,
    join_type_and_subject,
)


class VanthuRegister(models.Model):
    """The register of copies as it is printed."""

    _inherit = "vanthu.register"

    def _sql_print_rows(self, form, volume, numbers, days):
        if form.code != COPY_REGISTER.code:
            return super()._sql_print_rows(form, volume, numbers, days)
        return SQL(
            """SELECT e.number, e.suffix, e.date, e.state, e.reason, e.volume_id,
                      c.document_id, d.id IN (%(visible)s) AS visible, c.reference, c.form,
                      c.recipients, c.copies, c.note AS description, a.name AS signer_name,
                      d.reference AS copied, t.name AS type_name, d.subject, r.remarks
                 FROM vanthu_register_entry e
            LEFT JOIN vanthu_copy c ON c.register_entry_id = e.id
            LEFT JOIN vanthu_document d ON d.id = c.document_id
            LEFT JOIN vanthu_document_type t ON t.id = d.type_id
            LEFT JOIN res_users l ON l.id = c.signing_user_id
            LEFT JOIN res_partner a ON a.id = l.partner_id
            LEFT JOIN (%(remarks)s) r ON r.entry_id = e.id
                WHERE e.register_id = %(register)s AND %(limits)s
             ORDER BY e.number, e.suffix""",
            visible=self._sql_readable([("company_id", "=", self.company_id.id)]),
            remarks=self._sql_remarks(), register=self.id,
            limits=self._sql_print_limits(volume, numbers, days, False),
        )

    def _get_row_readers(self):
        return {**super()._get_row_readers(), COPY_REGISTER.code: self._get_copy_values}

    def _get_copy_values(self, row, _today):
        values = {
            "reference": self._get_label(row), "issued_date": format_day(row["date"]),
            "note": self._get_note(row),
        }
        if not row["document_id"]:
            return values | {"subject": describe_reason(row)}
        values["reference"] = row["reference"]
        values["form"] = TITLES[row["form"]].capitalize()
        if not row["visible"]:
            return values | {"subject": RESTRICTED_TEXT}
        about = join_type_and_subject(row["type_name"], row["subject"])
        return values | {
            "subject": " - ".join(filter(None, (row["copied"], about))),
            "signer": row["signer_name"],
            "recipients": "; ".join(filter(None, (row["recipients"] or "").splitlines())),
            "copies": row["copies"],
        }
