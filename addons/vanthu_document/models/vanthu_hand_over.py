from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .local_time import local_today
from .states import GONE_ASSIGNMENT_STATES


class VanthuHandOver(models.Model):
    """The list of a day on which units sign for the paper that they receive (ký nhận).

    NĐ 30/2020 has no form for it any more (Điều 23 only wants the signature); the columns are
    those that offices kept. Confirming it fills columns 7 and 8 of the register.
    """

    _name = "vanthu.hand.over"
    _inherit = ["vanthu.step.mixin"]
    _description = "Paper hand-over"
    _order = "date desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True,
        default=lambda self: self.env.company,
    )
    date = fields.Date(required=True, default=lambda self: local_today(self.env))
    user_id = fields.Many2one(
        "res.users", string="Clerk", required=True, readonly=True, ondelete="restrict",
        default=lambda self: self.env.user,
    )
    state = fields.Selection(
        [("draft", "Being prepared"), ("done", "Handed over")],
        default="draft", required=True, readonly=True, copy=False,
    )
    line_ids = fields.One2many("vanthu.hand.over.line", "hand_over_id", string="Documents")

    @api.depends("date")
    def _compute_display_name(self):
        for hand_over in self:
            day = hand_over.date.strftime("%d/%m/%Y") if hand_over.date else ""
            hand_over.display_name = self.env._("Hand-over of %(day)s", day=day)

    @api.model
    def _get_step_fields(self):
        return {"state": "draft", "user_id": self.env.uid}

    def write(self, vals):
        if any(hand_over.state == "done" for hand_over in self):
            raise UserError(self.env._(
                "This hand-over was confirmed and stays as it was signed; make another list."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(hand_over.state == "done" for hand_over in self):
            raise UserError(self.env._("A confirmed hand-over is kept."))

    def action_fill(self) -> bool:
        """Propose what arrived on paper, was registered or directed that day and is still here.

        Each document goes to who leads; where nobody does yet, the clerk names the receiver.
        """
        self.check_access("write")
        for hand_over in self:
            known = hand_over.line_ids.document_id
            hand_over.line_ids = [
                Command.create(hand_over._prepare_line(document))
                for document in hand_over._find_documents() - known
            ]
        return True

    def _find_documents(self):
        day = self.date
        return self.env["vanthu.document"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("direction", "=", "incoming")
            & Domain("channel", "=", "paper")
            & Domain("state", "in", ("registered", "submitted", "assigned", "in_progress", "done"))
            & (
                Domain("arrival_date", "=", day) | Domain("transfer_date", "=", day)
            )
            & Domain("hand_over_line_ids", "=", False),
            order="arrival_number",
        )

    @api.model
    def _prepare_line(self, document):
        lead = document.sudo().assignment_ids.filtered(
            lambda work: not work.parent_id and work.role == "lead"
            and work.state not in GONE_ASSIGNMENT_STATES
        )[:1]
        return {
            "document_id": document.id, "unit_id": lead.unit_id.id, "user_id": lead.user_id.id,
        }

    def action_confirm(self) -> bool:
        """Write date and receiver into the register's columns 7 and 8.

        :raise UserError: nothing on the list, or a document without receiver
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("write")
        for hand_over in self:
            if hand_over.state == "done":
                raise UserError(self.env._("This hand-over is confirmed already."))
            if not hand_over.line_ids:
                raise UserError(self.env._("Put at least one document on the list."))
            hand_over._confirm_lines()
            hand_over._write_step({"state": "done"})
        return True

    def _confirm_lines(self):
        open_lines = self.line_ids.filtered(lambda line: not line.receiver_name)
        if open_lines:
            raise UserError(self.env._(
                "Name the unit or person who receives %(name)s.",
                name=open_lines[0].document_id.display_name,
            ))
        for document, lines in self.line_ids.grouped("document_id").items():
            document._write_step({
                "transfer_date": self.date,
                "receiver_name": ", ".join(lines.mapped("receiver_name")),
            })
            self.env["vanthu.event"]._log(document, "transferred", {
                "to": ", ".join(lines.mapped("receiver_name")),
                "date": fields.Date.to_string(self.date),
            })

    def _get_hand_over_rows(self):
        """The list as it is printed, grouped by who receives.

        :return dict: receiver (str) → list of tuples: date, arrival number, number and
            notation, subject, receiver, signature (empty), remark
        """
        self.ensure_one()
        groups = {}
        for line in self.line_ids.sorted(
            lambda line: (line.receiver_name or "", line.document_id.arrival_number, line.id)
        ):
            document = line.document_id
            groups.setdefault(line.receiver_name or "", []).append((
                self.date, document.arrival_number, document.reference or "",
                document.subject or "", line.receiver_name or "", "", line.note or "",
            ))
        return groups


class VanthuHandOverLine(models.Model):
    """One document on the list, for one unit or person."""

    _name = "vanthu.hand.over.line"
    _description = "Document handed over on paper"
    _order = "hand_over_id, id"
    _check_company_auto = True

    hand_over_id = fields.Many2one(
        "vanthu.hand.over", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="hand_over_id.company_id", store=True, index=True)
    done = fields.Boolean(compute="_compute_done")
    document_id = fields.Many2one(
        "vanthu.document", required=True, index=True, ondelete="restrict", check_company=True
    )
    unit_id = fields.Many2one(
        "vanthu.unit", index="btree_not_null", ondelete="restrict", check_company=True
    )
    user_id = fields.Many2one(
        "res.users", string="Person", index="btree_not_null", ondelete="restrict"
    )
    receiver_name = fields.Char(
        string="Unit or person", compute="_compute_receiver_name", store=True, readonly=False,
        help="Who signs; also somebody outside the units.",
    )
    note = fields.Char(string="Remark")
    arrival_number = fields.Integer(
        related="document_id.arrival_number", aggregator=None, related_sudo=False
    )
    reference = fields.Char(related="document_id.reference", related_sudo=False)
    subject = fields.Char(related="document_id.subject", related_sudo=False)

    @api.depends("hand_over_id.state")
    def _compute_done(self):
        for line in self:
            line.done = line.hand_over_id.state == "done"

    @api.depends("unit_id", "user_id")
    def _compute_receiver_name(self):
        for line in self:
            name = line.user_id.name or line.unit_id.name
            line.receiver_name = name or line.receiver_name

    @api.constrains("document_id")
    def _check_document_id(self):
        for line in self:
            if not line.document_id.arrival_number:
                raise ValidationError(self.env._(
                    "Register %(name)s before handing it over.",
                    name=line.document_id.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        self._check_open()

    def _check_open(self):
        if any(line.hand_over_id.state == "done" for line in self):
            raise UserError(self.env._(
                "This hand-over was confirmed and stays as it was signed; make another list."
            ))


class VanthuDocument(models.Model):
    """Paper that was handed over."""

    _inherit = "vanthu.document"

    hand_over_line_ids = fields.One2many(
        "vanthu.hand.over.line", "document_id", string="Handed over on paper", readonly=True
    )

    def action_prepare_hand_over(self):
        """Put the chosen documents on a new list for the signature of who receives them.

        :return dict: action that opens the list
        """
        self._require_group("group_clerk")
        hand_over = self.env["vanthu.hand.over"].create({
            "company_id": self.company_id[:1].id,
            "line_ids": [
                Command.create(self.env["vanthu.hand.over"]._prepare_line(document))
                for document in self
            ],
        })
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.hand.over",
            "res_id": hand_over.id, "view_mode": "form",
        }
