from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.printing.file_plan import FILE_PLAN, write_plan_pdf


class ReportFilePlan(models.AbstractModel):
    """Danh mục hồ sơ."""

    _name = "report.vanthu_archive.file_plan"
    _description = "List of the file plan"

    @api.model
    def _render_stream(self, plans, data):
        """Draw the list of each plan and log the printing.

        :param plans: ``vanthu.file.plan`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for plan in plans:
            streams[plan.id] = stream = BytesIO()
            write_plan_pdf(
                stream, plan._get_form_cover(), plan._get_form_rows(), plan._get_form_closing(),
                printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            self.env["vanthu.event"]._log(plan, "printed", {"form": FILE_PLAN.title})
        return streams
