from datetime import timedelta

from pytz import utc

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .states import OPEN_ASSIGNMENT_STATES

SHOWN = 15
MODELS = ("vanthu.document", "vanthu.assignment", "vanthu.directive", "vanthu.extension",
          "vanthu.consultation")


class VanthuMorningDigest(models.AbstractModel):
    """One mail a morning for each person, with all that is due, instead of one for each event.

    The records are those that the person may read, in the person's language. Whoever has
    nothing to do gets nothing.
    """

    _name = "vanthu.morning.digest"
    _description = "Morning digest"

    @api.model
    def _cron_send(self):
        """Write to everybody whose morning has come and who has not been written to today."""
        cron = self.env["ir.cron"]
        for user in self._find_readers():
            digest = self._for(user)
            digest._write_digest()
            user.sudo().vanthu_digest_at = fields.Datetime.now()
            if not cron._commit_progress(1):
                return

    @api.model
    def _find_readers(self):
        """Persons who are to be written to now.

        :return: ``res.users``
        """
        companies = self.env["res.company"].search([("active", "=", True)])
        companies = companies.filtered(self._is_morning_over)
        people = self.env.ref("vanthu_document.group_user").sudo().all_user_ids
        wanted = people.filtered(
            lambda user: user.active and user.email and user.vanthu_digest
            and user.company_id in companies
        )
        return wanted.filtered(
            lambda user: not user.vanthu_digest_at
            or user.company_id._get_work_day(user.vanthu_digest_at)
            < user.company_id._get_work_day()
        )

    @api.model
    def _is_morning_over(self, company):
        """Whether the hour of the digest has come on a working day of the organisation."""
        now = fields.Datetime.now()
        day = company._get_work_day(now)
        hour = utc.localize(now).astimezone(company._get_work_zone()).hour
        works = company._count_working_days(day - timedelta(days=1), day) > 0
        return works and hour >= company.vanthu_digest_hour

    @api.model
    def _for(self, user):
        """This model as the person sees it.

        :param user: ``res.users``
        :return: ``vanthu.morning.digest``
        """
        zone = user.tz or str(user.company_id._get_work_zone())
        return self.with_user(user).with_context(
            lang=user.lang, tz=zone, allowed_company_ids=user.company_ids.ids
        ).sudo(False)

    # ---- WHAT IT SAYS ----

    def _write_digest(self):
        user = self.env.user
        waiting = self.env["vanthu.reminder"].sudo().search([
            ("user_id", "=", user.id), ("sent_at", "=", False),
        ])
        work = self.env["vanthu.assignment"].search(
            Domain("is_mine", "=", True) & Domain("state", "in", OPEN_ASSIGNMENT_STATES)
            & Domain("role", "!=", "inform"), order="due_date, id",
        )
        others = waiting._get_still_due().assignment_id.with_env(self.env) - work
        others = others.sorted(lambda one: (one.sudo().due_date, one.id))
        sections = self._get_work_sections(work, others) + self._get_activity_sections()
        sections = [section for section in sections if section["lines"]]
        if sections:
            self._send(self._get_subject(work), sections)
        waiting.sent_at = fields.Datetime.now()

    def _get_work_sections(self, work, others):
        since = self.env.user.sudo().vanthu_digest_at
        by_state = work.grouped("deadline_state")
        none = work.browse()
        shown = [by_state.get(key, none) for key in ("late", "today", "soon")]
        fresh = work.filtered(
            lambda one: one.state == "new" and (not since or one.create_date > since)
        ) - none.union(*shown)
        titles = [
            self.env._("Late"), self.env._("Due today"), self.env._("Due soon"),
            self.env._("New"), self.env._("Others are late with"),
        ]
        return [
            {
                "title": title, "lines": self._get_lines(records[:SHOWN]),
                "more": max(len(records) - SHOWN, 0),
            }
            for title, records in zip(titles, [*shown, fresh, others], strict=True)
        ]

    def _get_lines(self, work):
        """What stands in the mail for pieces of work that the person may read.

        :param work: ``vanthu.assignment``
        :return list: dicts with ``url``, ``name``, ``who`` and ``due``
        """
        readable = work.with_env(self.env)._filtered_access("read")
        return [
            {
                "url": self._get_url(one), "name": one.display_name,
                "who": one._get_target_name(),
                "due": one.due_date and format_date(self.env, one.due_date) or "",
            }
            for one in readable
        ]

    def _get_activity_sections(self):
        """What else waits for the person: to direct, to approve, to decide, sent back."""
        work_type = self.env.ref("vanthu_document.mail_activity_work", raise_if_not_found=False)
        activities = self.env["mail.activity"].sudo().search_fetch(
            Domain("user_id", "=", self.env.uid) & Domain("res_model", "in", MODELS)
            & Domain("activity_type_id", "!=", work_type.id if work_type else False),
            ["res_model", "res_id", "activity_type_id", "date_deadline"],
            order="date_deadline, id",
        )
        sections = []
        for kind, group in activities.grouped("activity_type_id").items():
            lines = []
            for activity in group[:SHOWN]:
                record = self.env[activity.res_model].browse(activity.res_id)
                if record.exists() and record.has_access("read"):
                    lines.append({
                        "url": self._get_url(record), "name": record.display_name, "who": "",
                        "due": format_date(self.env, activity.date_deadline),
                    })
            sections.append({
                "title": kind.with_env(self.env).sudo().name, "lines": lines,
                "more": max(len(group) - SHOWN, 0),
            })
        return sections

    def _get_subject(self, work):
        late = len(work.filtered(lambda one: one.deadline_state == "late"))
        today = len(work.filtered(lambda one: one.deadline_state == "today"))
        day = format_date(self.env, self.env.user.company_id._get_work_day())
        if late or today:
            return self.env._(
                "Your work on %(day)s: %(late)s late, %(today)s due today",
                day=day, late=late, today=today,
            )
        return self.env._("Your work on %(day)s", day=day)

    @api.model
    def _get_url(self, record):
        return f"{record.get_base_url()}/mail/view?model={record._name}&res_id={record.id}"

    def _send(self, subject, sections):
        """Put a mail to the person into the queue.

        :param str subject: its subject
        :param list sections: dicts with ``title``, ``lines`` and ``more``
        """
        user = self.env.user
        body = self.env["ir.qweb"]._render(
            "vanthu_document.morning_digest",
            {"sections": sections, "name": user.name, "subject": subject,
             "url": f"{user.get_base_url()}/odoo/my-work"},
        )
        self.env["mail.mail"].sudo().create({
            "subject": subject, "body_html": body, "auto_delete": True,
            "email_from": user.company_id.sudo().email_formatted or False,
            "recipient_ids": [fields.Command.link(user.partner_id.id)],
        })


class ResCompany(models.Model):
    """When the morning begins."""

    _inherit = "res.company"

    vanthu_digest_hour = fields.Integer(
        string="Hour of the morning digest", default=7,
        help="Everybody with work that is due gets one e-mail on each working day.",
    )

    _vanthu_digest_hour_range = models.Constraint(
        "CHECK (vanthu_digest_hour BETWEEN 0 AND 23)", "Choose an hour from 0 to 23.",
    )


class ResConfigSettings(models.TransientModel):
    """The hour of the digest."""

    _inherit = "res.config.settings"

    vanthu_digest_hour = fields.Integer(related="company_id.vanthu_digest_hour", readonly=False)


class ResUsers(models.Model):
    """Whether a person wants the digest."""

    _inherit = "res.users"

    vanthu_digest = fields.Boolean(
        string="Morning digest of my work", default=True,
        help="One e-mail on each working day on which something is due.",
    )
    vanthu_digest_at = fields.Datetime(readonly=True, copy=False, groups="base.group_system")

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "vanthu_digest"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "vanthu_digest"]
