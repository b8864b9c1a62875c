from io import BytesIO

from odoo import api, fields, models


class IrActionsReport(models.Model):
    """PDF reports that are drawn by a program instead of from a template.

    An AbstractModel ``report.<report_name>`` with a method ``_render_stream(records, data)``
    makes the report of that name a drawn one: it returns a ``BytesIO`` with the whole PDF, or
    a dict id → ``BytesIO`` with one for each record. Long tables and stickers need it; it
    works without wkhtmltopdf.
    """

    _inherit = "ir.actions.report"

    is_drawn = fields.Boolean(
        compute="_compute_is_drawn", help="Drawn by a program, without wkhtmltopdf."
    )

    @api.depends("report_name")
    def _compute_is_drawn(self):
        for report in self:
            report.is_drawn = report._get_drawing_model() is not None

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {"is_drawn"}

    def report_action(self, docids, data=None, config=True):
        if self.is_drawn:
            # The layout of the company's letters has no part in a drawn form.
            return super().report_action(docids, data=data, config=False) | {"is_drawn": True}
        return super().report_action(docids, data=data, config=config)

    def _get_drawing_model(self):
        """The model that draws this report, or None for a report from a template."""
        model = self._get_rendering_context_model(self) if self.report_name else None
        return model if hasattr(model, "_render_stream") else None

    def _pre_render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        # Tests get HTML from Odoo here; a drawn report has none.
        if self._get_report(report_ref)._get_drawing_model() is not None:
            res_ids = [res_ids] if isinstance(res_ids, int) else res_ids
            return self._render_qweb_pdf_prepare_streams(report_ref, data, res_ids), "pdf"
        return super()._pre_render_qweb_pdf(report_ref, res_ids=res_ids, data=data)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        drawing = report._get_drawing_model()
        if drawing is None:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        records = self.env[report.model].browse(res_ids or [])
        records.check_access("read")
        drawn = drawing.with_env(self.env)._render_stream(records, data or {})
        if isinstance(drawn, BytesIO):
            key = records.id if len(records) == 1 else False
            drawn = {key: drawn}
        return {
            res_id: {"stream": stream, "attachment": None} for res_id, stream in drawn.items()
        }
