from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .vanthu_file_handover import NOTICE_DAYS


class VanthuMorningDigest(models.AbstractModel):
    """The mail of the morning tells 30 days ahead which files the archive is to have.

    Phụ lục VI, III.5.b of NĐ 30/2020: once for each file, and for all files of a day together;
    to who keeps them and to the clerk of the unit. After that they stand in the list.
    """

    _inherit = "vanthu.morning.digest"

    def _get_activity_sections(self):
        return [
            *super()._get_activity_sections(), self._get_handover_section(),
            self._get_batch_section(),
        ]

    def _get_handover_section(self):
        """What is newly due for the archive, one line for each unit and day.

        :return dict: as of :meth:`_make_section`
        """
        groups = self.env["vanthu.file"]._read_group(
            self._get_fresh_domain(), ["unit_id", "handover_due:day"],
            ["__count", "handover_due_decree:min"], order="handover_due:day, unit_id",
        )
        lines = [
            {
                "url": f"{self.env.user.get_base_url()}/odoo/files-due",
                "name": self.env._(
                    "%(count)s files of %(unit)s, by decree from %(decree)s on",
                    count=count, unit=unit.name or self.env.user.company_id.name,
                    decree=format_date(self.env, decree),
                ),
                "parts": [{"who": False, "due": format_date(self.env, due)}],
            }
            for unit, due, count, decree in groups
        ]
        return self._make_section("waiting", self.env._("To be handed over to the archive"), lines)

    @api.model
    def _get_fresh_domain(self):
        """Files of the person that came within the days of the notice since the last mail.

        :return Domain:
        """
        user, files = self.env.user, self.env["vanthu.file"]
        today = user.company_id._get_work_day()
        mine = Domain("user_id", "=", user.id) | Domain("unit_id.clerk_id", "=", user.id)
        due = files._get_due_domain(today) & mine
        since = user.sudo().vanthu_digest_at
        if not since:
            return due
        told = user.company_id._get_work_day(since) + timedelta(days=NOTICE_DAYS)
        return due & (
            Domain("handover_due", ">", told) | Domain("kept_until", ">", told)
            | Domain("closed_at", ">", since)
        )

    def _get_batch_section(self):
        """Batches and lists of files that wait for the person.

        :return dict: as of :meth:`_make_section`
        """
        activities = self.env["mail.activity"].sudo().search([
            ("user_id", "=", self.env.uid),
            ("res_model", "in", ("vanthu.transfer", "vanthu.keep.back")),
        ], order="date_deadline, id")
        lines = []
        for model, group in activities.grouped("res_model").items():
            records = self.env[model].browse(group.mapped("res_id"))
            lines += [
                {"url": self._get_url(record), "name": record.display_name, "parts": []}
                for record in records.exists()._filtered_access("read")
            ]
        return self._make_section("waiting", self.env._("Hand-over of files"), lines)
