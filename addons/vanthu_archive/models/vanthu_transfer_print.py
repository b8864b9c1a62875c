from odoo import models

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.printing.hand_over import (
    ARCHIVE,
    COMPILER,
    ListCover,
    Side,
    build_minutes,
    close_list,
    write_sheets,
    write_term,
    write_time,
)


class VanthuTransfer(models.Model):
    """What the list and the minutes of a batch say."""

    _inherit = "vanthu.transfer"

    def _get_list_rows(self):
        """The list of the files, as printed and exported.

        :return list: tuples for ``HAND_OVER_LIST``
        """
        return [
            (
                position, file.notation or "", file.name,
                write_time(file.start_date, file.end_date),
                write_term(file.term, file.term_years, file.term_event),
                write_sheets(file.sheet_count, file.page_count), line.note or "",
            )
            for position, (line, file) in enumerate(
                ((line, line.file_id) for line in self._get_confirmed_lines()), 1
            )
        ]

    def _get_office(self):
        company = self.company_id.sudo()
        return {
            "name": company.name, "parent_name": company.organ_superior_name or "",
            "place": company.organ_place or "",
        }

    def _get_paper_day(self):
        moment = self.taken_at or self.given_at
        return self.received_date or (moment and local_moment(self.env, moment).date())

    def _get_list_cover(self):
        """Heading and foot of the list.

        :return ListCover:
        """
        self.ensure_one()
        return ListCover(
            **self._get_office(), year=self.year, day=self._get_paper_day(),
            subtitle=self.unit_id.name or "", notes=close_list(len(self._get_confirmed_lines())),
            signers=((COMPILER, self.giver_id.sudo().name or ""),),
        )

    def _get_minutes(self, today):
        """The minutes of the hand-over.

        :param datetime.date today: for what is not yet confirmed
        :return Minutes:
        """
        self.ensure_one()
        files = self._get_confirmed_lines().file_id
        giver, taker = self._get_sides()
        return build_minutes(self._get_office(), {
            "day": self._get_paper_day() or today, "giver": giver, "taker": taker,
            "basis": self.basis or f"Danh mục hồ sơ năm {self.year}", "records": self.name,
            "first": min(filter(None, files.mapped("start_date")), default=None),
            "last": max(filter(None, files.mapped("end_date")), default=None),
            "boxes": self.box_count, "metres": self.shelf_metres, "paper": self.paper_count,
            "electronic": self.electronic_count, "attachments": self.attachment_count,
            "condition": self.condition,
        })

    def _get_sides(self):
        """Who gives and who takes.

        :return tuple: two ``Side``
        """
        giver, taker = self.giver_id.sudo(), self.taker_id.sudo()
        given = (giver.name or "", giver.partner_id.function or "")
        if self.kind == "historical":
            receiver = Side(
                self.historical_archive or "", self.receiver_name or "",
                self.receiver_position or "",
            )
            return Side(self.company_id.sudo().name, *given), receiver
        return (
            Side(self.unit_id.name or self.company_id.sudo().name, *given),
            Side(ARCHIVE, taker.name or "", taker.partner_id.function or ""),
        )

    def action_export(self) -> dict:
        """Export the list as XLSX.

        :return dict: URL action of the download
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/transfer/{self.id}.xlsx",
        }
