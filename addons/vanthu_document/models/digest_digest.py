from datetime import timedelta

from odoo import api, fields, models

from .local_time import local_moment, local_today

WEEKLY = "vanthu_document.digest_weekly"


class DigestDigest(models.Model):
    """Figures of the records office in Odoo's periodic e-mail, for each organisation.

    Whoever may not see the figures does not get them in the mail either.
    """

    _inherit = "digest.digest"

    kpi_vanthu_received = fields.Boolean(string="Incoming documents")
    kpi_vanthu_received_value = fields.Integer(compute="_compute_kpi_vanthu")
    kpi_vanthu_done = fields.Boolean(string="Documents done")
    kpi_vanthu_done_value = fields.Integer(compute="_compute_kpi_vanthu")
    kpi_vanthu_rate = fields.Boolean(string="Documents done in time (%)")
    kpi_vanthu_rate_value = fields.Float(compute="_compute_kpi_vanthu")
    kpi_vanthu_late = fields.Boolean(string="Documents open and late")
    kpi_vanthu_late_value = fields.Integer(compute="_compute_kpi_vanthu")

    @api.depends_context("uid", "company", "start_datetime", "end_datetime")
    def _compute_kpi_vanthu(self):
        self.env["vanthu.document.report"].check_access("read")
        first, last = self._get_vanthu_days()
        for digest in self:
            company = digest.company_id or self.env.company
            own = self.with_context(allowed_company_ids=company.ids).env
            counts = own["vanthu.board"]._count(
                own["vanthu.document.report"]._get_period_domains(company, first, last)
            )
            digest.kpi_vanthu_received_value = counts["received"]
            digest.kpi_vanthu_done_value = counts["done"]
            digest.kpi_vanthu_rate_value = counts["rate"] or 0.0
            digest.kpi_vanthu_late_value = counts["late"]

    def _get_vanthu_days(self):
        """The whole days that the mail tells about: up to yesterday, when it is sent today.

        :return tuple: first and last ``datetime.date``
        """
        start, end = (
            self._get_vanthu_day(self.env.context.get(name))
            for name in ("start_datetime", "end_datetime")
        )
        return start, max(start, end - timedelta(days=1))

    def _get_vanthu_day(self, moment):
        # Odoo puts the organisation's zone on a moment that is UTC all the same.
        moment = (moment or fields.Datetime.now()).replace(tzinfo=None)
        return local_moment(self.env, moment).date()

    def _compute_kpis_actions(self, company, user):
        keys = ("kpi_vanthu_received", "kpi_vanthu_done", "kpi_vanthu_rate", "kpi_vanthu_late")
        return super()._compute_kpis_actions(company, user) | dict.fromkeys(
            keys, "vanthu_document.vanthu_board_action"
        )

    def _is_weekly_figures(self):
        return self == self.env.ref(WEEKLY, raise_if_not_found=False)

    def _compute_tips(self, company, user, tips_count=1, consumed=True):
        if self._is_weekly_figures():
            return []
        return super()._compute_tips(company, user, tips_count=tips_count, consumed=consumed)

    def _check_daily_logs(self):
        # Whoever asked for a mail each week gets it each week.
        return super()._check_daily_logs().filtered(lambda d: not d._is_weekly_figures())


class VanthuBoard(models.AbstractModel):
    """The board by e-mail, each Monday to whoever asks for it and to nobody else."""

    _inherit = "vanthu.board"

    @api.model
    @api.readonly
    def get_board(self, kind: str = "week", day: str | None = None) -> dict:
        """The figures, and as ``weekly`` whether the person gets them by e-mail.

        :param str kind: week or month
        :param str day: ISO date of any day of the period; by default the last whole period
        :return dict: as before, with ``weekly`` (bool)
        :raise AccessError: neither leader nor clerk
        """
        weekly = self._get_weekly_digest()
        return {
            **super().get_board(kind, day),
            "weekly": self.env.user in weekly.user_ids if weekly else None,
        }

    @api.model
    def set_weekly_mail(self, wanted: bool) -> bool:
        """Send the caller the figures by e-mail each Monday, or do so no more.

        :param bool wanted: True to get them
        :return bool: whether the caller gets them now
        :raise AccessError: neither leader nor clerk
        """
        self.env["vanthu.document"]._require_group("group_clerk", "group_leader")
        weekly = self._get_weekly_digest()
        if not weekly:
            return False
        if not wanted:
            weekly.user_ids -= self.env.user
        else:
            weekly.user_ids |= self.env.user
            if weekly.state != "activated":
                today = local_today(self.env)
                weekly.write({
                    "state": "activated", "periodicity": "weekly",
                    "next_run_date": today + timedelta(days=7 - today.weekday()),
                })
        if not weekly.user_ids:
            weekly.state = "deactivated"
        return bool(wanted)

    @api.model
    def _get_weekly_digest(self):
        empty = self.env["digest.digest"]
        return (self.env.ref(WEEKLY, raise_if_not_found=False) or empty).sudo()
