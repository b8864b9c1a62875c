from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .local_time import local_moment
from .row_hold import hold_rows


class VanthuDirective(models.Model):
    """Giving a directive: what those on a document and those without one share."""

    _inherit = "vanthu.directive"

    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", string="Files",
        domain=[("res_model", "=", "vanthu.directive")],
    )

    @api.model
    def action_give(
        self, content: str, assignments: list[dict], subject: str, source: str = "word",
        needs_approval: bool | None = None, leader_id: int | None = None,
        date: str | None = None, client_key: str | None = None,
        attachment_ids: list[int] | None = None,
    ) -> int:
        """Give a directive that springs from a meeting or from the leader's word alone.

        A leader directs in his or her own name; a clerk records what a leader said; a delegate
        whose scope is limited in neither types nor units directs in the leader's place.

        :param str content: what is to be done
        :param list assignments: as for ``vanthu.document.action_direct``; at least one
        :param str subject: what it is about, in a few words
        :param str source: meeting (a meeting's conclusion) or word (the leader's word)
        :param bool needs_approval: the leader approves the report before the work is closed;
            by default what the organisation has chosen
        :param int leader_id: the leader whose directive a clerk records
        :param str date: when it was given (ISO date and time, UTC); now by default
        :param str client_key: the same key sent twice by one leader directs once
        :param list attachment_ids: ids of files that the caller uploaded
        :return int: id of the ``vanthu.directive``
        :raise AccessError: neither a leader nor a clerk, or a file is somebody else's
        :raise UserError: words, subject or receivers are missing or do not fit
        """
        company = self.env.company
        leader = self._get_word_giver(company, leader_id)
        text, moment = self._check_words(content), self._parse_moment(date)
        title = (subject or "").strip()
        if not title:
            raise UserError(self.env._("Say in a few words what the directive is about."))
        if source not in ("meeting", "word"):
            raise UserError(self.env._("Say whether it springs from a meeting or a leader's word."))
        rows = company._check_routing(assignments or [])
        if not rows:
            raise UserError(self.env._("Name at least one unit or person who is to act."))
        if client_key:
            # The same request twice at one moment: the second begins anew and finds the first.
            hold_rows(leader)
        found = self._find_given(leader.id, client_key)
        if found:
            return found.id
        company._check_deadlines(rows, local_moment(self.env, moment).date())
        directive = self._record(company, leader, text, moment, {
            "source": source, "subject": title, "needs_approval": needs_approval,
            "client_key": client_key or False,
        })
        self.env["ir.attachment"]._keep_uploads(attachment_ids, directive)
        self.env["vanthu.assignment"]._give([
            {**row, **directive._get_assignment_values()} for row in rows
        ])
        directive._update_progress()
        return directive.id

    @api.model
    def _get_word_giver(self, company, leader_id):
        return self._check_giver(company, leader_id)

    # ---- SHARED WITH DIRECTIVES ON DOCUMENTS ----

    @api.model
    def _check_words(self, content):
        if not (content or "").strip():
            raise UserError(self.env._("Write what is to be done, or choose a phrase."))
        return content.strip()

    @api.model
    def _parse_moment(self, date):
        try:
            moment = fields.Datetime.to_datetime(date) or fields.Datetime.now()
        except (TypeError, ValueError) as error:
            raise UserError(self.env._(
                "“%(value)s” is no date; write it as year-month-day.", value=date
            )) from error
        if moment > fields.Datetime.now():
            raise UserError(self.env._("A directive cannot be dated in the future."))
        return moment

    @api.model
    def _check_giver(self, company, leader_id):
        """Who gives the directive: the caller, or the leader whose words a clerk records.

        :param company: ``res.company``
        :param int leader_id: the leader whom the caller names, if any
        :return: ``res.users``
        """
        document = self.env["vanthu.document"]
        if leader_id and leader_id != self.env.uid:
            document._require_group("group_clerk")
            return company._check_leader(leader_id)
        document._require_group("group_leader")
        return self.env.user

    @api.model
    def _find_given(self, leader_id, client_key):
        """The directive that a person gave under a key already, undone ones too.

        :param int leader_id: id of the leader, or of who directed in the leader's place
        :param str client_key: key of the request, may be empty
        :return: ``vanthu.directive`` in superuser mode, possibly empty
        """
        if not client_key:
            return self.sudo().browse()
        return self.sudo().with_context(active_test=False).search(
            Domain("client_key", "=", client_key)
            & (Domain("leader_id", "=", leader_id) | Domain("delegate_id", "=", leader_id)),
            limit=1,
        )

    @api.model
    def _record(self, company, leader, content, moment, values):
        """Write a directive down and log it.

        :param company: ``res.company``
        :param leader: ``res.users`` whose words they are
        :param str content: the words
        :param datetime moment: when it was given, naive UTC
        :param dict values: further values; ``needs_approval`` None stands for the
            organisation's choice
        :return: the new ``vanthu.directive``, in superuser mode
        """
        recorder = self.env.user if leader != self.env.user else self.env["res.users"]
        if values.get("needs_approval") is None:
            values = {**values, "needs_approval": company.sudo().approve_reports}
        directive = self.sudo().create({
            **values, "company_id": company.id, "leader_id": leader.id,
            "recorder_id": recorder.id, "content": content, "date": moment,
        })
        self.env["vanthu.event"]._log(
            directive.with_env(self.env), "directed", directive._get_giver_facts()
        )
        return directive

    def _get_assignment_values(self):
        """What every assignment of this directive takes from it."""
        return {
            "directive_id": self.id, "document_id": self.document_id.id,
            "company_id": self.company_id.id, "given_by_id": self.leader_id.id,
        }
