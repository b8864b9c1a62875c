from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from odoo.addons.vanthu_archive.controllers.workbook import log_export, send_workbook
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx

from ..tools.printing.participants import PARTICIPANTS


class ClassFiles(http.Controller):
    """What is downloaded from a class: the list of participants, the entries for a calendar."""

    @http.route("/vanthu/class/<int:class_id>/participants.xlsx", type="http", auth="user")
    def participants_xlsx(self, class_id):
        """Send the list of participants as XLSX and log the export.

        :param int class_id: id of a class that the person holds or manages
        """
        training = request.env["event.event"].browse(class_id)

        def write(stream):
            if not request.env.user.has_group("vanthu_training.group_trainer"):
                raise AccessError(request.env._("Only trainers and managers export the list."))
            write_register_xlsx(
                stream, PARTICIPANTS, training._get_list_cover(),
                training._get_participant_rows(),
            )
            return log_export(training, PARTICIPANTS.title)

        return send_workbook(training, write)

    @http.route("/vanthu/class/<int:class_id>.ics", type="http", auth="user")
    def class_calendar(self, class_id):
        """Send the sessions of a class as calendar entries.

        :param int class_id: id of a class that the person may see
        """
        training = request.env["event.event"].browse(class_id)
        try:
            training.check_access("read")
            content = training.sudo()._get_calendar_entry()
        except (AccessError, MissingError):
            return request.not_found()
        return send_calendar(content)


def send_calendar(content):
    """Send calendar entries as a file.

    :param bytes content: of the iCalendar file
    :return: response
    """
    return request.make_response(content, headers=[
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Length", len(content)),
        ("Content-Disposition", 'attachment; filename="lich-tap-huan.ics"'),
    ])
