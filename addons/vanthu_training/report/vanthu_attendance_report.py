from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_archive.tools.printing.labels import write_labels
from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf

from ..tools.printing.badge import BADGE_SHEET, Badge


class ReportSignList(models.AbstractModel):
    """Danh sách ký điểm danh: a class with a column to sign for each session."""

    _name = "report.vanthu_training.sign_list"
    _description = "List to sign"

    @api.model
    def _render_stream(self, classes, data):
        """Draw the list of each class and log the printing.

        :param classes: ``event.event`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        return {
            training.id: self._draw(training, training.session_ids) for training in classes
        }

    def _draw(self, training, sessions):
        form, rows = training._get_sign_form(sessions)
        stream = BytesIO()
        write_register_pdf(
            stream, form, training._get_list_cover(), rows, printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        self.env["vanthu.event"]._log(training, "printed", {"form": form.title})
        return stream


class ReportSessionSignList(models.AbstractModel):
    """The same for one session."""

    _name = "report.vanthu_training.session_sign_list"
    _description = "List to sign of one session"

    @api.model
    def _render_stream(self, sessions, data):
        """Draw the list of each session.

        :param sessions: ``vanthu.class.session`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        draw = self.env["report.vanthu_training.sign_list"]._draw
        return {session.id: draw(session.event_id, session) for session in sessions}


class ReportBadges(models.AbstractModel):
    """Badges with the personal code, eight on a sheet."""

    _name = "report.vanthu_training.badges"
    _description = "Badges"

    @api.model
    def _render_stream(self, people, data):
        """Draw the badges and log the printing.

        :param people: ``event.registration`` that the caller may read
        :param dict data: not used
        :return BytesIO: the whole PDF
        """
        stream = BytesIO()
        write_labels(stream, BADGE_SHEET, [
            Badge(
                code=person.barcode, name=person.name or "", position=person.position or "",
                organisation=person.sudo().organisation_id.name or "",
                class_name=person.event_id.name, host=person.sudo().host_id.name or "",
            ) for person in people
        ], frames=True, title=self.env._("Badges"))
        self.env["vanthu.event"]._log(people.event_id, "printed", {"form": "badges"})
        return stream
