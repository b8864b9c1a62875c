from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.vanthu_archive.controllers.workbook import log_export, send_workbook
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx
from odoo.addons.vanthu_document.tools.printing.spec import RegisterCover

from ..tools.printing.class_report import CLASS_REPORT, make_coverage_form


class FiguresExport(http.Controller):
    """Figures of training as workbooks."""

    @http.route("/vanthu/class/<int:class_id>/report.xlsx", type="http", auth="user")
    def class_report_xlsx(self, class_id):
        """Send the report on a class as XLSX and log the export.

        :param int class_id: id of a class that the person holds or manages
        """
        training = request.env["event.event"].browse(class_id)

        def write(stream):
            if not request.env.user.has_group("vanthu_training.group_trainer"):
                raise AccessError(request.env._("Only trainers and managers export the report."))
            write_register_xlsx(
                stream, CLASS_REPORT, training._get_list_cover(),
                [tuple(str(cell) for cell in row) for row in training._get_report_rows()],
            )
            return log_export(training, CLASS_REPORT.title)

        return send_workbook(training, write)

    @http.route("/vanthu/training/coverage.xlsx", type="http", auth="user")
    def coverage_xlsx(self):
        """Send organisations × topics as XLSX."""
        company = request.env.company

        def write(stream):
            matrix = request.env["vanthu.training.coverage"].get_matrix()
            form = make_coverage_form([topic["name"] for topic in matrix["topics"]])
            cover = RegisterCover(
                name=company.name, parent_name=company.organ_superior_name or "",
            )
            write_register_xlsx(stream, form, cover, (
                (str(place), row["name"], *[str(count) for count in row["counts"]])
                for place, row in enumerate(matrix["rows"], start=1)
            ))
            request.env["vanthu.event"]._insert([(
                company.id, request.env.uid, "exported", "res.company", company.id,
                {"form": form.title},
            )])
            return form.title.capitalize()

        return send_workbook(company, write)
