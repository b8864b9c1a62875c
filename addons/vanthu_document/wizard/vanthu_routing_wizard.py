from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.local_time import local_today


class VanthuRoutingWizard(models.TransientModel):
    """Dialog in which a clerk submits, or a leader directs, one or several documents."""

    _name = "vanthu.routing.wizard"
    _description = "Submit or direct"

    step = fields.Selection(
        [("submit", "Submit"), ("direct", "Direct"), ("record", "Record a directive")],
        required=True, default="direct", readonly=True,
    )
    document_ids = fields.Many2many(
        "vanthu.document", "vanthu_routing_document_rel", "wizard_id", "document_id",
        string="Documents", readonly=True,
    )
    source = fields.Selection(
        [("word", "The leader's word"), ("meeting", "Conclusion of a meeting")],
        string="Springs from", help="Of a directive without a document.",
    )
    subject = fields.Char(string="About", help="What it is about, where there is no document.")
    needs_approval = fields.Boolean(
        string="I approve the report",
        help="The lead reports; the leader closes the work or sends the report back.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "vanthu_routing_file_rel", "wizard_id", "attachment_id", string="Files",
    )
    company_id = fields.Many2one("res.company", readonly=True)
    leader_candidate_ids = fields.Many2many(
        "res.users", compute="_compute_candidate_ids",
    )
    user_candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")
    leader_id = fields.Many2one("res.users")
    content = fields.Text(string="Text")
    proposal = fields.Text(readonly=True)
    phrase_id = fields.Many2one(
        "vanthu.phrase", string="Phrases", domain="[('kind', '=', 'directive')]"
    )
    known_directive_id = fields.Integer(
        help="The latest directive when the dialog was opened; a later one is shown first."
    )
    date = fields.Datetime(string="Written on", default=fields.Datetime.now)
    lead_unit_id = fields.Many2one("vanthu.unit")
    lead_user_id = fields.Many2one("res.users", string="Lead person")
    cooperate_unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_routing_cooperate_unit_rel", "wizard_id", "unit_id",
        string="Cooperating units",
    )
    cooperate_user_ids = fields.Many2many(
        "res.users", "vanthu_routing_cooperate_user_rel", "wizard_id", "user_id",
        string="Cooperating persons",
    )
    inform_unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_routing_inform_unit_rel", "wizard_id", "unit_id",
        string="Informed units",
    )
    inform_user_ids = fields.Many2many(
        "res.users", "vanthu_routing_inform_user_rel", "wizard_id", "user_id",
        string="Informed persons",
    )
    due_date = fields.Date(string="Deadline")
    line_ids = fields.One2many(
        "vanthu.routing.wizard.line", "wizard_id", string="Deadlines",
        compute="_compute_line_ids", store=True, readonly=False,
    )

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        documents = self.env["vanthu.document"]
        if not self.env.context.get("default_source"):
            documents = documents.browse(
                self.env.context.get("default_document_ids")
                or self.env.context.get("active_ids") or []
            )
        company = documents[:1].sudo().company_id or self.env.company
        values["needs_approval"] = company.approve_reports
        if not documents:
            values["company_id"] = company.id
            if values.get("step") == "record":
                values["leader_id"] = documents._get_default_leader().id
            return {key: value for key, value in values.items() if key in self._fields}
        documents.check_access("read")
        step = values.get("step") or "direct"
        values |= {
            "document_ids": [Command.set(documents.ids)],
            "company_id": documents[0].company_id.id,
            "known_directive_id": self._get_last_directive(documents).id,
        }
        if step != "direct":
            leader = documents[0].leader_id or documents[0]._get_default_leader()
            values["leader_id"] = leader.id
        if len(documents) == 1:
            values |= self._get_document_defaults(documents)
            if step == "submit":
                values["content"] = documents.proposal
        return {key: value for key, value in values.items() if key in self._fields}

    @api.model
    def _get_last_directive(self, documents):
        return self.env["vanthu.directive"].sudo().search(
            [("document_id", "in", documents.ids)], order="id desc", limit=1
        )

    def _check_nobody_was_quicker(self):
        """Two leaders who direct at the same moment: the second reads the first one's words.

        :raise UserError: somebody directed while this dialog was open
        """
        last = self._get_last_directive(self.document_ids)
        if last.id > self.known_directive_id:
            self.document_ids.check_access("read")
            raise UserError(self.env._(
                "%(leader)s has just directed %(document)s: “%(content)s” Close this dialog, "
                "look at the document, and direct again if something is missing.",
                leader=last.leader_id.name, document=last.document_id.display_name,
                content=last.content,
            ))

    @api.model
    def _get_document_defaults(self, document):
        """What the clerk proposed, for the leader to confirm with a tap."""
        today = local_today(self.env)
        proposed = document.sudo().proposal_ids
        lead = proposed.filtered(lambda row: row.role == "lead")
        cooperate = proposed.filtered(lambda row: row.role == "cooperate")
        inform = proposed.filtered(lambda row: row.role == "inform")
        return {
            "proposal": document.proposal,
            "due_date": lead.due_date or document._get_assignment_due_date(today),
            "lead_unit_id": lead.unit_id.id,
            "lead_user_id": lead.user_id.id,
            "cooperate_unit_ids": [Command.set(cooperate.unit_id.ids)],
            "cooperate_user_ids": [Command.set(cooperate.user_id.ids)],
            "inform_unit_ids": [Command.set(inform.unit_id.ids)],
            "inform_user_ids": [Command.set(inform.user_id.ids)],
        }

    @api.depends("company_id")
    def _compute_candidate_ids(self):
        for wizard in self:
            company = wizard.company_id or self.env.company
            document = self.env["vanthu.document"]
            wizard.leader_candidate_ids = document._get_leaders(company).ids
            wizard.user_candidate_ids = document._get_handlers(company).ids

    @api.depends(
        "lead_unit_id", "lead_user_id", "cooperate_unit_ids", "cooperate_user_ids",
        "inform_unit_ids", "inform_user_ids",
    )
    def _compute_line_ids(self):
        for wizard in self:
            wanted = wizard._get_wanted_targets()
            kept = {}
            commands = []
            for line in wizard.line_ids:
                key = (line.role, line.unit_id._origin.id, line.user_id._origin.id)
                if key in wanted and key not in kept:
                    kept[key] = line
                else:
                    commands.append(Command.delete(line.id))
            commands += [
                Command.create({
                    "role": role, "unit_id": unit, "user_id": user,
                    "due_date": role != "inform" and wizard.due_date,
                })
                for role, unit, user in wanted if (role, unit, user) not in kept
            ]
            wizard.line_ids = commands

    def _get_wanted_targets(self):
        pairs = [
            ("lead", self.lead_unit_id, self.lead_user_id),
            ("cooperate", self.cooperate_unit_ids, self.cooperate_user_ids),
            ("inform", self.inform_unit_ids, self.inform_user_ids),
        ]
        return [
            (role, unit, False) for role, units, _users in pairs for unit in units._origin.ids
        ] + [
            (role, False, user) for role, _units, users in pairs for user in users._origin.ids
        ]

    @api.onchange("due_date")
    def _onchange_due_date(self):
        self.line_ids.filtered(lambda line: line.role != "inform").due_date = self.due_date

    @api.onchange("lead_unit_id")
    def _onchange_lead_unit_id(self):
        if self.lead_unit_id:
            self.lead_user_id = False

    @api.onchange("lead_user_id")
    def _onchange_lead_user_id(self):
        if self.lead_user_id:
            self.lead_unit_id = False

    @api.onchange("phrase_id")
    def _onchange_phrase_id(self):
        """A tapped phrase is added to the text and may be followed by another."""
        if self.phrase_id:
            parts = [(self.content or "").strip(), self.phrase_id.text]
            self.content = " ".join(part for part in parts if part)
            self.phrase_id = False

    def _get_assignments(self):
        return [
            {
                "role": line.role, "unit_id": line.unit_id.id, "user_id": line.user_id.id,
                "due_date": line.due_date,
            }
            for line in self.line_ids
        ]

    def _get_giver_id(self):
        """In whose name the directive is given.

        :return: id of the leader, or False for the user's own name
        """
        return False

    def action_confirm(self):
        """Submit or direct, with what the dialog says.

        :return dict: closes the dialog, or opens the page of a directive without a document
        """
        self.ensure_one()
        documents = self.document_ids.with_context(vanthu_recording=self.step == "record")
        self._check_nobody_was_quicker()
        leader = {"leader_id": self._get_giver_id()}
        if self.step == "record":
            leader = {"leader_id": self.leader_id.id, "date": self.date}
        if self.step == "submit":
            documents.action_submit(self.leader_id.id, self.content or "", self._get_assignments())
        elif self.source:
            directive_id = documents.env["vanthu.directive"].action_give(
                self.content, self._get_assignments(), self.subject, self.source,
                self.needs_approval, attachment_ids=self.attachment_ids.ids, **leader,
            )
            return self.env["vanthu.directive"].browse(directive_id)._get_page_action()
        else:
            values = {
                "assignments": self._get_assignments(), "needs_approval": self.needs_approval,
                **leader,
            }
            if len(documents) > 1:
                result = documents.action_direct_each(self.content, values)
                return self.env["vanthu.summary"]._show(result)
            documents.action_direct(self.content, **values)
        return {"type": "ir.actions.act_window_close"}


class VanthuRoutingWizardLine(models.TransientModel):
    """One unit or person of the dialog, with its own deadline."""

    _name = "vanthu.routing.wizard.line"
    _description = "Unit or person to be named"

    wizard_id = fields.Many2one("vanthu.routing.wizard", required=True, ondelete="cascade")
    role = fields.Selection(
        [("lead", "Lead"), ("cooperate", "Cooperate"), ("inform", "For information")],
        required=True,
    )
    unit_id = fields.Many2one("vanthu.unit")
    user_id = fields.Many2one("res.users", string="Person")
    target_name = fields.Char(string="Unit or person", compute="_compute_target_name")
    due_date = fields.Date(string="Deadline")

    @api.depends("unit_id", "user_id")
    def _compute_target_name(self):
        for line in self:
            line.target_name = line.unit_id.name or line.user_id.name
