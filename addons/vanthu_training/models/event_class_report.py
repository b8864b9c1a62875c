from odoo import models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.tools.printing.handling_report import ReportCover


class EventEvent(models.Model):
    """The report on the results of a class, for the body that ordered it."""

    _inherit = "event.event"

    def _get_report_cover(self):
        """Heading of the report.

        :return: ``ReportCover``
        """
        self.ensure_one()
        host = self.host_id.sudo()
        return ReportCover(
            name=host.name, parent_name=host.organ_superior_name or "", subtitle=self.name,
            place=host.organ_place or "", day=local_today(self.env),
            compiled_by=self.env.user.name,
        )

    def _get_report_rows(self):
        """What the report says; labels are those of the form and stay Vietnamese.

        :return list: tuples: position, content, result, note
        :raise UserError: nobody took part
        """
        self.ensure_one()
        rows = self.registration_ids.filtered(lambda row: row.state in ("open", "done"))
        if not rows:
            raise UserError(self.env._("Nobody has a place in this class yet."))
        invited = self.invitation_ids.partner_id
        came = rows.filtered(lambda row: row.state == "done")
        there = came.organisation_id & invited
        absent = (invited - there).sudo().mapped("name")
        before = rows.filtered("is_before_taken").mapped("score_before")
        after = rows.filtered("is_after_taken").mapped("score_after")
        numbers = sorted(rows.certificate_id.sudo().filtered(
            lambda certificate: certificate.state == "valid").mapped("number"))
        passed = rows.filtered(lambda row: row.result == "passed")
        lines = [
            ("Số đơn vị được mời", len(invited), ""),
            ("Số đơn vị có người tham dự", len(there), ""),
            ("Số đơn vị vắng", len(absent), _join(absent)),
            ("Số người đăng ký", len(rows), ""),
            ("Số người tham dự", len(came), _share(len(came), len(rows))),
            *(
                (f"Có mặt: {session.name}", session.present_count,
                 _share(session.present_count, len(rows)))
                for session in self.session_ids
            ),
            ("Điểm trung bình trước lớp (%)", _mean(before), f"{len(before)} bài"),
            ("Điểm trung bình sau lớp (%)", _mean(after), f"{len(after)} bài"),
            ("Số người đạt", len(passed), _share(len(passed), len(rows))),
            ("Số giấy chứng nhận đã cấp", len(numbers),
             f"Số vào sổ: {numbers[0]} - {numbers[-1]}" if numbers else ""),
        ]
        return [
            (str(place), content, value, note)
            for place, (content, value, note) in enumerate(lines, start=1)
        ]


def _mean(values):
    return f"{sum(values) / len(values):.1f}".replace(".", ",") if values else "…"


def _share(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else ""


def _join(names, limit=12):
    text = "; ".join(names[:limit])
    return text + (f"; và {len(names) - limit} đơn vị khác" if len(names) > limit else "")
