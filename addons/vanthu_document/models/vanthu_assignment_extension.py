from odoo import api, fields, models
from odoo.exceptions import UserError

from .local_time import local_today
from .states import OPEN_ASSIGNMENT_STATES


class VanthuAssignment(models.Model):
    """Asking for more time (gia hạn)."""

    _inherit = "vanthu.assignment"

    extension_ids = fields.One2many(
        "vanthu.extension", "assignment_id", string="Requests for more time", readonly=True
    )
    open_extension_id = fields.Many2one(
        "vanthu.extension", string="Open request", compute="_compute_open_extension_id"
    )
    extension_note = fields.Text(
        string="Time asked for", compute="_compute_open_extension_id",
        help="Until when more time is asked for, and why.",
    )
    can_ask_extension = fields.Boolean(compute="_compute_open_extension_id")
    can_decide_extension = fields.Boolean(compute="_compute_open_extension_id")
    can_withdraw_extension = fields.Boolean(compute="_compute_open_extension_id")

    @api.depends("extension_ids.state", "state", "role", "due_date", "holder_ids")
    @api.depends_context("uid")
    def _compute_open_extension_id(self):
        found = self.env["vanthu.extension"].search([
            ("assignment_id", "in", self.ids), ("state", "=", "asked"),
        ]).grouped("assignment_id")
        for assignment in self:
            extension = found.get(assignment, self.env["vanthu.extension"])
            assignment.open_extension_id = extension
            assignment.extension_note = extension and (
                f"{extension.asked_date:%d/%m/%Y}: {extension.reason}"
            )
            assignment.can_decide_extension = extension.can_decide
            assignment.can_withdraw_extension = extension.can_withdraw
            assignment.can_ask_extension = (
                not extension and assignment.due_date and assignment.role != "inform"
                and assignment.can_work
            )

    def action_ask_extension(self, date: str, reason: str) -> int:
        """Ask who set the deadline for more time, also when it has passed already.

        One request is open at a time; the present deadline holds until the decision.

        :param str date: ISO date, after the present deadline and not before today
        :param str reason: why
        :return int: id of the request (``vanthu.extension``)
        :raise AccessError: not in charge
        :raise UserError: no reason, no later day, not open any more, or asked already
        """
        self.ensure_one()
        self._require_holder()
        text = self._require_text(reason, self.env._("Say why more time is needed."))
        day = self.env["res.company"]._parse_date(date)
        self._hold()
        self._require_open()
        assignment = self.sudo()
        if assignment.role == "inform":
            raise UserError(self.env._("What you only take note of has no deadline."))
        self._check_new_deadline(day)
        if assignment.extension_ids.filtered(lambda one: one.state == "asked"):
            raise UserError(self.env._(
                "More time was asked for already, perhaps by a colleague just now; wait for "
                "the decision or withdraw the request."
            ))
        extension = self.env["vanthu.extension"].sudo().create({
            "assignment_id": self.id, "old_date": assignment.due_date, "asked_date": day,
            "reason": text, "requested_by_id": self.env.uid,
        })
        self._log_event("extension_asked", {"asked_date": day.strftime("%d/%m/%Y")})
        extension._ask()
        return extension.id

    def action_withdraw_extension(self) -> bool:
        """Withdraw the open request for more time.

        :raise AccessError: somebody else asked
        :raise UserError: nothing is asked any more
        """
        self.check_access("read")
        extension = self.open_extension_id
        if not extension:
            raise UserError(self.env._(
                "No request for more time is open; perhaps it was decided just now. Reload the "
                "page."
            ))
        return extension.action_withdraw()

    def _require_open(self):
        """Refuse what only open work allows.

        :raise UserError: reported, done, sent back or taken back
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for assignment in self.sudo():
            if assignment.state not in OPEN_ASSIGNMENT_STATES:
                raise UserError(self.env._(
                    "The assignment of %(who)s is “%(state)s”; this is only possible while the "
                    "work is open.",
                    who=assignment._get_target_name(), state=labels[assignment.state],
                ))

    def _check_new_deadline(self, day):
        """Refuse a day that gives no more time.

        :param day: ``datetime.date`` or False
        :raise UserError: no day, no deadline yet, or the day is not after it or is past
        """
        due = self.sudo().due_date
        if not due:
            raise UserError(self.env._("This work has no deadline; more time is not needed."))
        if not day or day <= due:
            raise UserError(self.env._(
                "The deadline is %(due)s; choose a later day.", due=due.strftime("%d/%m/%Y")
            ))
        if day < local_today(self.env):
            raise UserError(self.env._("That day has passed; choose today or a later one."))

    def _after_state_change(self):
        result = super()._after_state_change()
        ended = self.filtered(lambda work: work.state not in OPEN_ASSIGNMENT_STATES)
        self.env["vanthu.extension"].search([
            ("assignment_id", "in", ended.ids), ("state", "=", "asked"),
        ])._decide("withdrawn")
        return result
