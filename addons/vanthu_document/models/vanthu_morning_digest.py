from collections import Counter
from datetime import timedelta

from pytz import utc

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .states import OPEN_ASSIGNMENT_STATES

SHOWN = 15
SAID = 3
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
            self._send(self._get_subject(sections), sections)
        waiting.sent_at = fields.Datetime.now()

    def _get_work_sections(self, work, others):
        since = self.env.user.sudo().vanthu_digest_at
        by_state = work.grouped("deadline_state")
        none = work.browse()
        shown = [by_state.get(key, none) for key in ("late", "today", "soon")]
        fresh = work.filtered(
            lambda one: one.state == "new" and (not since or one.create_date > since)
        ) - none.union(*shown)
        kinds = [
            ("late", self.env._("Late"), shown[0]),
            ("today", self.env._("Due today"), shown[1]),
            ("soon", self.env._("Due soon"), shown[2]),
            ("new", self.env._("New"), fresh),
        ]
        return [
            self._make_section(key, title, self._get_lines(records))
            for key, title, records in kinds
        ] + [self._make_section(
            "others", self.env._("Others are late with"), self._get_lines(others, True)
        )]

    @api.model
    def _make_section(self, kind, title, lines):
        """A heading of the mail with the first of its lines.

        :param str kind: late, today, soon, new, others or waiting
        :param str title: its heading
        :param list lines: as of :meth:`_get_lines`
        :return dict: ``kind``, ``title``, ``count``, ``lines`` and ``more``, what is left out
        """
        return {
            "kind": kind, "title": title, "count": len(lines), "lines": lines[:SHOWN],
            "more": max(len(lines) - SHOWN, 0),
        }

    def _get_lines(self, work, by_subject=False):
        """What stands in the mail for pieces of work that the person may read.

        :param work: ``vanthu.assignment``
        :param bool by_subject: one line for each document or directive instead of one for each
            piece of work
        :return list: dicts with ``url``, ``name`` and ``parts``: dicts ``who`` and ``due``
        """
        readable = work.with_env(self.env)._filtered_access("read")
        groups = readable.grouped(
            lambda one: (by_subject and (one.document_id or one.directive_id)) or one
        )
        return [self._make_line(subject, group) for subject, group in groups.items()]

    def _make_line(self, subject, work):
        opened = subject if len(work) > 1 and subject.has_access("read") else work[0]
        return {
            "url": self._get_url(opened), "name": work[0]._get_subject_name(),
            "parts": [
                {
                    "who": one.user_id != self.env.user and one._get_target_name(),
                    "due": one.due_date and format_date(self.env, one.due_date),
                }
                for one in work
            ],
        }

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
            for activity in group:
                record = self.env[activity.res_model].browse(activity.res_id)
                if record.exists() and record.has_access("read"):
                    due = format_date(self.env, activity.date_deadline)
                    lines.append({
                        "url": self._get_url(record), "name": record.display_name,
                        "parts": [{"who": False, "due": due}],
                    })
            title = kind.with_env(self.env).sudo().name
            sections.append(self._make_section("waiting", title, lines))
        return sections

    def _get_subject(self, sections):
        """Subject of the mail: the most pressing three of what there is, and nothing else.

        :param list sections: as of :meth:`_make_section`, none of them empty
        :return str: the subject
        """
        counts = Counter()
        for section in sections:
            counts[section["kind"]] += section["count"]
        words = [
            ("late", self.env._("%s late", counts["late"])),
            ("today", self.env._("%s due today", counts["today"])),
            ("waiting", self.env._("%s waiting for you", counts["waiting"])),
            ("soon", self.env._("%s due soon", counts["soon"])),
            ("new", self.env._("%s new", counts["new"])),
            ("others", self.env._("others late with %s", counts["others"])),
        ]
        said = [text for kind, text in words if counts[kind]][:SAID]
        day = format_date(self.env, self.env.user.company_id._get_work_day())
        return self.env._("Your work on %(day)s: %(what)s", day=day, what=", ".join(said))

    @api.model
    def _get_url(self, record):
        return f"{record.get_base_url()}/mail/view?model={record._name}&res_id={record.id}"

    def _send(self, subject, sections):
        """Put a mail to the person into the queue.

        :param str subject: its subject
        :param list sections: as of :meth:`_make_section`
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
