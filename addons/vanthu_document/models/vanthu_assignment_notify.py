from markupsafe import Markup

from odoo import fields, models

from .local_time import local_today
from .states import GONE_ASSIGNMENT_STATES, OPEN_ASSIGNMENT_STATES

ACTIVITIES = (
    "vanthu_document.mail_activity_work", "vanthu_document.mail_activity_review",
)


class VanthuAssignment(models.Model):
    """Whom an assignment reaches: activities with the deadline, the inbox, e-mail."""

    _inherit = "vanthu.assignment"

    def _tell_given(self):
        """Tell everybody concerned of new work: in Odoo, and of urgent work by e-mail, too.

        Who is responsible gets an activity with the deadline. Where there is none, and for
        who is only informed, it is a message in the inbox.
        """
        for assignment in self.sudo():
            people = assignment._get_concerned_users()
            if assignment.role == "inform":
                assignment._put_into_inbox(people, lambda env, about=assignment: env._(
                    "For information: %(document)s", document=about._get_subject_name(),
                ))
            elif assignment.due_date:
                assignment._plan_work()
            else:
                users = assignment._get_responsible_users()
                assignment._put_into_inbox(users, lambda env, about=assignment: env._(
                    "New work without a deadline: %(document)s",
                    document=about._get_subject_name(),
                ))
            if assignment._is_urgent():
                assignment._send_mail(people - self.env.user)

    def _plan_work(self):
        """Give who is responsible the deadline as an activity, once.

        An activity needs a day, after which Odoo calls it late everywhere. Work without a
        deadline is never late, so it is none.
        """
        work = self.sudo()
        if not work.due_date:
            return
        planned = work._get_planned_users(ACTIVITIES[0])
        for user in work._keep_named(work._get_responsible_users()) - planned:
            asked = {}
            if work.role == "opinion":
                env = work.with_context(lang=user.lang).env
                asked["summary"] = env._("Give your opinion")
            work.with_context(mail_activity_quick_update=True).activity_schedule(
                ACTIVITIES[0], user_id=user.id, date_deadline=work.due_date, **asked,
            )

    def _get_planned_users(self, xml_id):
        """Who has an activity of a kind already.

        :param str xml_id: of the ``mail.activity.type``
        :return: ``res.users``
        """
        kind = self.env.ref(xml_id)
        return self.activity_ids.filtered(lambda one: one.activity_type_id == kind).user_id

    def _follow_deadline(self):
        """Bring the activities into line with a deadline that was set, moved or taken away."""
        for work in self.sudo():
            if not work.due_date:
                work.activity_unlink([ACTIVITIES[0]])
                continue
            work.activity_reschedule([ACTIVITIES[0]], date_deadline=work.due_date)
            if work.state in OPEN_ASSIGNMENT_STATES and not work.paused:
                work._plan_work()

    def _put_into_inbox(self, users, write):
        """Leave a message with the words of the directive, never by e-mail.

        :param users: ``res.users``; who acts is not told
        :param write: function of an environment that returns the subject
        """
        for lang, group in (users - self.env.user).grouped("lang").items():
            speaking = self.with_context(lang=lang, vanthu_inbox=True)
            speaking.message_notify(
                partner_ids=group.partner_id.ids, subject=write(speaking.env),
                body=self.instruction or self.directive_id.content or "",
            )

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        work = self[:1]
        if work:
            people = self.env["res.users"].sudo().browse(
                [recipient["uid"] for recipient in recipients if recipient.get("uid")]
            )
            gone = set((people - work._filter_readers(people)).ids)
            recipients = [data for data in recipients if data.get("uid") not in gone]
        # Everybody gets one mail in the morning; what cannot wait for it is mailed.
        if self.env.context.get("vanthu_inbox") or (work and not work._is_urgent()):
            for recipient in recipients:
                if recipient.get("uid"):
                    recipient["notif"] = "inbox"
        return recipients

    def _keep_named(self, users):
        """Those to whom a restricted document is still open.

        :param users: ``res.users``
        :return: ``res.users``
        """
        document = self.sudo().document_id
        return users & document.allowed_user_ids if document.restricted else users

    def _send_mail(self, users):
        template = self.env.ref(
            "vanthu_document.mail_template_assignment", raise_if_not_found=False
        )
        if not template:
            return
        for user in users.filtered("email"):
            template.sudo().with_context(recipient_lang=user.lang).send_mail(
                self.id, email_layout_xmlid="mail.mail_notification_light",
                email_values={"recipient_ids": [fields.Command.link(user.partner_id.id)]},
            )

    def _end_given(self):
        """The deadline is no activity any more for who was responsible."""
        self.sudo().filtered(
            lambda assignment: assignment.state in ("reported", "done", *GONE_ASSIGNMENT_STATES)
        ).activity_unlink([ACTIVITIES[0]])
        self.sudo().filtered(
            lambda assignment: assignment.state in ("done", *GONE_ASSIGNMENT_STATES)
        ).activity_unlink([ACTIVITIES[1]])

    def _get_givers(self):
        """Who gave the work and hears of it: who passed it on, or the leader.

        :return: ``res.users``
        """
        assignment = self.sudo()
        parent = assignment.parent_id
        if parent:
            return assignment.given_by_id & parent.holder_ids or parent._get_responsible_users()
        return assignment.directive_id.leader_id or assignment.given_by_id

    def _tell_reported(self):
        for assignment in self.sudo():
            deciders = assignment._keep_named(assignment._get_deciders())
            today = local_today(self.env)
            for user in deciders:
                assignment.activity_schedule(
                    ACTIVITIES[1], user_id=user.id,
                    # Late work is not late with who has just got its report.
                    date_deadline=max(assignment.due_date or today, today),
                )
            if not deciders:
                leads = assignment.directive_id.assignment_ids.filtered(
                    lambda other: other.role == "lead" and not other.parent_id
                )
                users = leads._get_all_responsible() | assignment._get_givers()
                assignment._write_to(users, self.env._(
                    "%(who)s has reported.", who=assignment._get_target_name()
                ))

    def _get_all_responsible(self):
        users = self.env["res.users"].sudo()
        for assignment in self:
            users |= assignment._get_responsible_users()
        return users

    def _tell_returned(self):
        """Who gave the work gets an activity: give it to somebody else."""
        today = local_today(self.env)
        for assignment in self.sudo():
            record = assignment.parent_id or assignment.document_id or assignment
            note = Markup("<p>%s</p>") % assignment.return_reason
            for user in assignment._keep_named(assignment._get_givers()):
                record.activity_schedule(
                    "vanthu_document.mail_activity_redirect", user_id=user.id,
                    date_deadline=today, note=note,
                    summary=self.env._("Sent back by %(who)s", who=self.env.user.name),
                )

    def _tell_reopened(self, reason):
        for assignment in self.sudo():
            assignment.activity_unlink(list(ACTIVITIES))
            assignment._plan_work()
            assignment._write_to(
                assignment._get_concerned_users() | assignment.reported_by_id,
                self.env._("Opened again: %(reason)s", reason=reason),
            )

    def _write_to(self, users, text):
        users -= self.env.user
        if users:
            self.message_notify(
                partner_ids=users.partner_id.ids,
                subject=self._get_subject_name() or self.display_name, body=text,
            )
