from odoo import Command, api, fields, models
from odoo.fields import Domain

from .local_time import local_moment, local_today

_PROPOSED = ("role", "unit_id", "user_id", "due_date")


class VanthuDocumentProposal(models.Model):
    """One unit or person whom the clerk proposes to the leader, with role and deadline."""

    _name = "vanthu.document.proposal"
    _description = "Proposed assignment"
    _order = "document_id, id"
    _check_company_auto = True

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    role = fields.Selection(
        [("lead", "Lead"), ("cooperate", "Cooperate"), ("inform", "For information")],
        required=True, readonly=True,
    )
    unit_id = fields.Many2one(
        "vanthu.unit", readonly=True, index="btree_not_null", ondelete="cascade",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Person", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    due_date = fields.Date(string="Deadline", readonly=True)


class VanthuDocument(models.Model):
    """Submission of an incoming document to a leader, with the clerk's proposal (Điều 23)."""

    _inherit = "vanthu.document"

    proposal = fields.Text(readonly=True, copy=False, help="What the clerk proposes.")
    proposal_ids = fields.One2many(
        "vanthu.document.proposal", "document_id", string="Proposed assignments", readonly=True,
    )
    submission_due_date = fields.Date(
        string="Submit by", compute="_compute_submission_due_date", store=True,
        help="The working day after registration; an urgent document at once (Điều 23).",
    )
    submission_late = fields.Boolean(
        string="Submitted late", compute="_compute_submission_late",
        search="_search_submission_late",
        help="Not submitted in time, or still waiting for it after the time.",
    )

    @api.depends("registered_at", "priority", "company_id")
    def _compute_submission_due_date(self):
        for document in self:
            if not document.registered_at:
                document.submission_due_date = False
                continue
            day = local_moment(document.env, document.registered_at).date()
            if document.priority == "0":
                day = document.company_id._add_working_days(day, 1)
            document.submission_due_date = day

    @api.depends("submission_due_date", "submitted_at", "state")
    @api.depends_context("tz")
    def _compute_submission_late(self):
        today = local_today(self.env)
        for document in self:
            limit = document.submission_due_date
            if document.submitted_at:
                day = local_moment(document.env, document.submitted_at).date()
            else:
                day = today if document.state == "registered" else limit
            document.submission_late = bool(limit and day > limit)

    @api.model
    def _search_submission_late(self, operator, value):
        """Documents that wait for submission longer than Điều 23 allows.

        :param str operator: ``in``
        :param value: set with True
        :return: Domain
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        today = local_today(self.env)
        return Domain("state", "=", "registered") & Domain("submission_due_date", "<", today)

    # ---- SUBMISSION ----

    @api.model
    def _get_leaders(self, company):
        """Persons of an organisation who may give directives.

        :param company: ``res.company``
        :return: ``res.users``, in superuser mode
        """
        return self._get_handlers(company, "group_leader")

    @api.model
    def _get_handlers(self, company, group="group_user"):
        """Persons of an organisation who have a role in its documents.

        :param company: ``res.company``
        :param str group: name of the role, without the module
        :return: ``res.users``, in superuser mode
        """
        return self.env["res.users"].sudo().search(
            Domain("all_group_ids", "in", self.env.ref(f"vanthu_document.{group}").ids)
            & Domain("company_ids", "in", company.ids), order="name, id",
        )

    def _get_default_leader(self):
        """The leader to whom documents of the organisation were last submitted, or the only one.

        :return: ``res.users``, possibly empty
        """
        company = self.company_id[:1] or self.env.company
        leaders = self._get_leaders(company)
        if len(leaders) == 1:
            return leaders
        last = self.sudo().search(
            [("company_id", "=", company.id), ("leader_id", "in", leaders.ids)],
            order="submitted_at desc, id desc", limit=1,
        )
        return last.leader_id

    def action_submit(
        self, leader_id: int, proposal: str = "", assignments: list[dict] | None = None,
    ) -> bool:
        """Submit registered documents to a leader, with the clerk's proposal.

        Điều 23 of NĐ 30/2020. Submitting a document again replaces leader and proposal.

        :param int leader_id: id of the leader (``res.users``)
        :param str proposal: what the clerk proposes
        :param list assignments: proposed units and persons, as for :meth:`action_direct`
        :raise UserError: not a leader of the organisation, or not registered yet
        """
        self._require_group("group_clerk")
        self.check_access("write")
        waiting = self.filtered(lambda document: document.state != "submitted")
        waiting._require_move("submitted", "registered")
        for document in self:
            leader = document._check_leader(leader_id)
            rows = document._check_routing(assignments or [])
            document._write_step({
                "state": "submitted", "leader_id": leader.id,
                "submitted_at": fields.Datetime.now(), "proposal": (proposal or "").strip(),
            })
            document.sudo().proposal_ids = [Command.clear()] + [
                Command.create({key: row[key] for key in _PROPOSED}) for row in rows
            ]
            document._add_named_persons(leader)
            self.env["vanthu.event"]._log(document, "submitted", {"leader": leader.name})
            document._ask_for_directive(leader)
        return True

    def action_take_back_submission(self) -> bool:
        """Take submitted documents back, for example when the wrong leader was chosen.

        :raise UserError: the leader has directed already
        """
        self._require_group("group_clerk")
        self.check_access("write")
        self._require_move("registered", "submitted")
        self._write_step({"state": "registered", "leader_id": False, "submitted_at": False})
        self._end_activities("mail_activity_direct")
        self.env["vanthu.event"]._log(self, "changed", {"submission": "taken back"})
        return True

    def _ask_for_directive(self, leader):
        self._end_activities("mail_activity_direct")
        self.sudo().activity_schedule(
            "vanthu_document.mail_activity_direct", user_id=leader.id,
            date_deadline=self._get_directive_due_date(),
        )

    def _get_directive_due_date(self):
        today = local_today(self.env)
        if self.priority != "0":
            return today
        return self.company_id._add_working_days(today, 1)

    def _end_activities(self, xml_name):
        self.sudo().activity_unlink([f"vanthu_document.{xml_name}"])

    # ---- CHECKS OF WHAT CALLERS GIVE ----

    def _check_leader(self, leader_id):
        return self.company_id._check_leader(leader_id)

    def _check_routing(self, rows, lead_limit=1):
        return self.company_id._check_routing(rows, lead_limit)

    @api.model
    def _parse_date(self, value):
        return self.env["res.company"]._parse_date(value)
