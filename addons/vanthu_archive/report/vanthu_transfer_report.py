from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment, local_today
from odoo.addons.vanthu_document.tools.printing.handling_report import write_report_pdf

from ..tools.printing.hand_over import HAND_OVER_LIST, KEEP_BACK_LIST
from ..tools.printing.minutes import write_minutes_pdf


class ReportTransferList(models.AbstractModel):
    """Mục lục hồ sơ, tài liệu nộp lưu."""

    _name = "report.vanthu_archive.transfer_list"
    _description = "List of the files handed over"

    _form = HAND_OVER_LIST

    @api.model
    def _render_stream(self, records, data):
        """Draw the list of each batch and log the printing.

        :param records: ``vanthu.transfer`` or ``vanthu.keep.back`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        return {record.id: self._draw(record) for record in records}

    def _draw(self, record):
        stream = BytesIO()
        write_report_pdf(
            stream, self._form, record._get_list_cover(), record._get_list_rows(),
            printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        self.env["vanthu.event"]._log(record, "printed", {"form": self._form.title})
        return stream


class ReportKeepBackList(models.AbstractModel):
    """Danh mục hồ sơ, tài liệu giữ lại."""

    _name = "report.vanthu_archive.keep_back_list"
    _inherit = "report.vanthu_archive.transfer_list"
    _description = "List of the files kept back"

    _form = KEEP_BACK_LIST


class ReportTransferMinutes(models.AbstractModel):
    """Biên bản giao nhận hồ sơ, tài liệu."""

    _name = "report.vanthu_archive.transfer_minutes"
    _description = "Minutes of a hand-over"

    @api.model
    def _render_stream(self, transfers, data):
        """Draw the minutes of each batch and log the printing.

        :param transfers: ``vanthu.transfer`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for transfer in transfers:
            streams[transfer.id] = stream = BytesIO()
            minutes = transfer._get_minutes(local_today(self.env))
            write_minutes_pdf(stream, minutes, printed_by=self.env.user.name)
            self.env["vanthu.event"]._log(transfer, "printed", {"form": minutes.subtitle})
        return streams
