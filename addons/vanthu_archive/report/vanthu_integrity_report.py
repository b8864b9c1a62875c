from io import BytesIO

from odoo import api, models

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.printing.integrity import ROWS, build_integrity_report
from ..tools.printing.minutes import write_minutes_pdf

# More than an inspector reads; the rest is in the list of incidents.
MOST_INCIDENTS = 50


class ReportIntegrity(models.AbstractModel):
    """The report of an integrity check."""

    _name = "report.vanthu_archive.integrity"
    _description = "Report of an integrity check"

    @api.model
    def _render_stream(self, checks, data):
        """Draw the reports and log the printing.

        :param checks: ``vanthu.fixity.check`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for check in checks:
            company = check.company_id.sudo()
            moment = local_moment(self.env, check.date)
            incidents = self.env["vanthu.fixity.incident"].search([
                ("company_id", "=", company.id), ("state", "=", "open"),
            ], limit=MOST_INCIDENTS)
            minutes = build_integrity_report(
                {
                    "name": company.name, "parent_name": company.organ_superior_name or "",
                    "place": company.organ_place or "",
                },
                {
                    **{key: check[key] for key, _label in ROWS},
                    "day": moment.date(), "at": f"{moment:%H:%M ngày %d/%m/%Y}",
                    "person": check.user_id.sudo().name, "chain_break": check.chain_break,
                    "is_sound": check.is_sound,
                    "incidents": [
                        f"{incident.name} ({incident.file_id.display_name})"
                        for incident in incidents
                    ],
                },
            )
            streams[check.id] = stream = BytesIO()
            write_minutes_pdf(stream, minutes, printed_by=self.env.user.name)
            self.env["vanthu.event"]._log_company(company, "printed", {"form": minutes.title})
        return streams
