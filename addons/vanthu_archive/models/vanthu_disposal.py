from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today

from .guard import install_guard
from .states import DISPOSAL_TRANSITIONS, can_move

# Luật Lưu trữ 33/2024/QH15, TT 06/2025/TT-BNV: destroyed within so many days of the decision.
DAYS_AFTER_DECISION = 15


class VanthuDisposal(models.Model):
    """The disposal of expired files (hủy tài liệu hết thời hạn lưu trữ), with all its papers.

    TT 06/2025/TT-BNV: list and explanation, council, its minutes, opinion, decision, hand-over
    and destruction, each step only after the one before. What it decided and did stays.
    """

    _name = "vanthu.disposal"
    _description = "Disposal"
    _inherit = ["vanthu.secrecy.thread.mixin", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "id desc"
    _check_company_auto = True
    _mail_post_access = "read"
    _secrecy_fields = (
        "name", "explanation", "council_minutes", "opinion_content", "late_reason", "method",
    )

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    fonds_id = fields.Many2one(
        "vanthu.fonds", required=True, ondelete="restrict", check_company=True,
        default=lambda self: self.env["vanthu.fonds"].search(
            [("company_id", "=", self.env.company.id)], limit=1
        ),
    )
    state = fields.Selection(
        [
            ("draft", "List"),
            ("listed", "Before the council"),
            ("reviewed", "Waiting for the decision"),
            ("decided", "Decided"),
            ("handed_over", "Handed over for destruction"),
            ("done", "Destroyed"),
            ("cancelled", "Cancelled"),
        ],
        required=True, default="draft", readonly=True, copy=False, index=True, tracking=True,
    )
    line_ids = fields.One2many("vanthu.disposal.line", "disposal_id", string="Files")
    line_count = fields.Integer(string="Number of files", compute="_compute_counts")
    keep_count = fields.Integer(string="Files to keep", compute="_compute_counts")
    explanation = fields.Text(
        help="Bản thuyết minh: where the records come from, their condition, and why they are "
        "proposed.",
    )

    council_reference = fields.Char(string="Decision on the council")
    council_date = fields.Date(string="Date of that decision")
    member_ids = fields.One2many("vanthu.disposal.member", "disposal_id", string="Council")
    meeting_date = fields.Date(string="Meeting of the council")
    council_minutes = fields.Text(string="Minutes of the council")

    opinion_authority = fields.Char(
        string="Opinion asked of",
        help="The authority for archives at the same level, or the superior's archive.",
    )
    opinion_reference = fields.Char(string="Document with the opinion")
    opinion_date = fields.Date(string="Date of the opinion")
    opinion_content = fields.Text(string="Opinion")

    decision_reference = fields.Char(string="Decision", copy=False)
    decision_date = fields.Date(string="Date of the decision", copy=False)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False)
    destroy_until = fields.Date(
        string="To be destroyed until", compute="_compute_destroy_until", store=True,
        help="Within 15 days of the decision.",
    )

    giver_name = fields.Char(string="Handed over by")
    taker_name = fields.Char(string="Taken over by", help="Who destroys, and of which body.")
    handover_date = fields.Date(string="Handed over on")
    method = fields.Char(string="Way of destruction")
    destroyed_date = fields.Date(string="Destroyed on", readonly=True, copy=False)
    destroyed_by_id = fields.Many2one(
        "res.users", string="Destruction recorded by", readonly=True, copy=False
    )
    late_reason = fields.Char(string="Reason for the delay")

    def init(self):
        install_guard(self.env.cr, "vanthu_disposal")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "draft", "decided_by_id": False,
            "destroyed_date": False, "destroyed_by_id": False,
        }

    @api.depends("line_ids.verdict")
    def _compute_counts(self):
        counts = {}
        for disposal, verdict, count in self.env["vanthu.disposal.line"]._read_group(
            [("disposal_id", "in", self.ids)], ["disposal_id", "verdict"], ["__count"]
        ):
            counts.setdefault(disposal.id, {})[verdict] = count
        for disposal in self:
            found = counts.get(disposal.id, {})
            disposal.line_count = sum(found.values())
            disposal.keep_count = found.get("keep", 0)

    @api.depends("decision_date")
    def _compute_destroy_until(self):
        for disposal in self:
            day = disposal.decision_date
            disposal.destroy_until = day and day + timedelta(days=DAYS_AFTER_DECISION)

    # ---- CRUD ----

    def write(self, vals):
        if not self._is_step():
            self._check_writable(vals)
        return super().write(vals)

    def _check_writable(self, vals):
        """What was written at a step stays once the next one is done.

        :param dict vals: values that a person writes
        :raise UserError: one of them belongs to a step that is over
        """
        for disposal in self:
            fixed = set()
            for state, names in _FIELDS_OF_STEP.items():
                if disposal._is_past(state):
                    fixed |= names & vals.keys()
            if fixed:
                labels = [self._fields[name]._description_string(self.env) for name in fixed]
                raise UserError(self.env._(
                    "%(fields)s was recorded at an earlier step and stays.",
                    fields=", ".join(sorted(labels)),
                ))

    def _is_past(self, state):
        """Whether a step is over."""
        order = list(DISPOSAL_TRANSITIONS)
        return self.state == "cancelled" or order.index(self.state) > order.index(state)

    def _has_come_to(self, state):
        """Whether a step is reached, so that its paper says something.

        :param str state: one of the states
        :return bool:
        """
        if self.state == "cancelled":
            return state == "draft"
        return self.state == state or self._is_past(state)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(disposal.state != "draft" for disposal in self):
            raise UserError(self.env._(
                "A disposal that went before the council is kept; cancel it instead."
            ))

    def action_propose(self) -> bool:
        """Put every expired file of the fonds on the list that is on no list and no hold.

        :raise AccessError: the caller is no archivist
        :raise UserError: the list is closed, or there is nothing to put on it
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        if self.state != "draft":
            raise UserError(self.env._("The list is closed."))
        files = self.env["vanthu.file"].search([
            ("fonds_id", "=", self.fonds_id.id), ("state", "=", "archived"),
            ("is_expired", "=", True), ("is_held", "=", False),
            ("disposal_line_ids", "not any", [
                ("disposal_id.state", "not in", ("done", "cancelled")),
            ]),
        ])
        if not files:
            raise UserError(self.env._(
                "No file of this fonds has reached the end of its retention."
            ))
        self.env["vanthu.disposal.line"].create([
            {"disposal_id": self.id, "file_id": file.id} for file in files
        ])
        return True

    # ---- STEPS ----

    def _require_step(self, target, *groups):
        """Check person, state and the papers before a step.

        :param str target: wanted state
        :param groups: roles, one of which is needed
        :raise AccessError: the caller has none of them
        :raise UserError: the step is not next, or something is missing
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role(*groups)
        self.check_access("write")
        self.line_ids.file_id._hold_rows()
        labels = dict(self._fields["state"]._description_selection(self.env))
        if not can_move(DISPOSAL_TRANSITIONS, self.state, target):
            raise UserError(self.env._(
                "This disposal is “%(state)s” and cannot become “%(target)s”.",
                state=labels[self.state], target=labels[target],
            ))
        missing = [
            self._fields[name]._description_string(self.env)
            for name in _REQUIRED.get(target, ()) if not self[name]
        ]
        if missing:
            raise UserError(self.env._("Enter first: %s.", ", ".join(missing)))

    def _take_step(self, target, kind, vals=None, detail=None):
        # The guard sees the list as it is at this step, and each step by itself.
        self.line_ids.flush_recordset()
        self._write_step({"state": target, **(vals or {})})
        self.flush_recordset()
        self.env["vanthu.event"]._log(self, kind, detail)
        return True

    def action_submit(self) -> bool:
        """Close the list and bring it before the council.

        :raise AccessError: the caller is no archivist
        :raise UserError: no file, no explanation, or a file that may not be destroyed
        """
        self._require_step("listed", "group_archivist")
        self.line_ids._check_disposable()
        return self._take_step("listed", "disposal_listed")

    def action_back_to_list(self) -> bool:
        """Open the list again before the council has met.

        :raise AccessError: the caller is no archivist
        :raise UserError: the council has met already
        """
        self._require_step("draft", "group_archivist")
        return self._take_step("draft", "disposal_reopened")

    def action_record_review(self) -> bool:
        """Record what the council said on each file.

        :raise AccessError: the caller is no archivist
        :raise UserError: council, minutes or a verdict is missing
        """
        self._require_step("reviewed", "group_archivist")
        self._check_council()
        open_lines = self.line_ids.filtered(lambda line: not line.verdict)
        if open_lines:
            raise UserError(self.env._(
                "The council has to say of each file whether it is destroyed or kept; "
                "%s has no answer yet.", open_lines[0].file_id.display_name,
            ))
        self.line_ids._check_disposable()
        return self._take_step("reviewed", "disposal_reviewed", detail={
            "number": str(len(self.line_ids)),
        })

    def _check_council(self):
        """A council has a chair, somebody of the units and somebody of the archive.

        :raise UserError: one of them is missing, or the dates do not follow each other
        """
        roles = set(self.member_ids.mapped("role"))
        if not {"chair", "unit", "archive"} <= roles:
            raise UserError(self.env._(
                "The council needs a chair, a representative of the unit and one of the "
                "archive."
            ))
        if self.meeting_date < self.council_date or self.meeting_date > local_today(self.env):
            raise UserError(self.env._(
                "The council meets after it was appointed and not in the future; check the "
                "dates."
            ))

    def action_decide(self) -> bool:
        """The head decides; nothing is destroyed without it.

        :raise AccessError: the caller is no leader
        :raise UserError: opinion or decision is missing, or a file may not be destroyed
        """
        self._require_step("decided", "vanthu_document.group_leader")
        if not self.meeting_date <= self.opinion_date <= self.decision_date <= local_today(
            self.env
        ):
            raise UserError(self.env._(
                "Meeting, opinion and decision follow each other, and none lies in the "
                "future; check the dates."
            ))
        if not self.line_ids.filtered(lambda line: line.verdict == "destroy"):
            raise UserError(self.env._(
                "The council keeps every file, so there is nothing to decide; cancel the "
                "disposal."
            ))
        self.line_ids._check_disposable()
        self.line_ids._keep_longer()
        return self._take_step(
            "decided", "disposal_decided", {"decided_by_id": self.env.uid},
            {"number": self.decision_reference},
        )

    def action_hand_over(self) -> bool:
        """Record that the files were handed over to whoever destroys them.

        :raise AccessError: the caller is no archivist
        :raise UserError: names or date are missing
        """
        self._require_step("handed_over", "group_archivist")
        if not self.decision_date <= self.handover_date <= local_today(self.env):
            raise UserError(self.env._(
                "Files are handed over after the decision and not in the future; check the date."
            ))
        return self._take_step("handed_over", "disposal_handed_over")

    def action_destroy(self) -> bool:
        """Destroy: the content goes for good, a stub and the papers stay.

        :raise AccessError: the caller is no archivist
        :raise UserError: a file came under a hold meanwhile, or the time is over and nobody
            says why
        """
        self._require_step("done", "group_archivist")
        today = local_today(self.env)
        if today > self.destroy_until and not self.late_reason:
            raise UserError(self.env._(
                "The decision had to be carried out until %s; write why it is done later.",
                self.destroy_until.strftime("%d/%m/%Y"),
            ))
        lines = self.line_ids.filtered(lambda line: line.verdict == "destroy")
        lines._check_disposable()
        lines.file_id.sudo()._dispose(self)
        return self._take_step("done", "disposal_done", {
            "destroyed_date": today, "destroyed_by_id": self.env.uid,
        }, {"number": str(len(lines))})

    def action_cancel(self) -> bool:
        """Give a disposal up before it is decided.

        :raise AccessError: the caller is neither archivist nor leader
        :raise UserError: it is decided already
        """
        self._require_step("cancelled", "group_archivist", "vanthu_document.group_leader")
        return self._take_step("cancelled", "disposal_cancelled")


# What must be there before a step, and what stays from then on.
_REQUIRED = {
    "listed": ("line_ids", "explanation"),
    "reviewed": (
        "council_reference", "council_date", "member_ids", "meeting_date", "council_minutes",
    ),
    "decided": (
        "opinion_authority", "opinion_reference", "opinion_date", "decision_reference",
        "decision_date",
    ),
    "handed_over": ("giver_name", "taker_name", "handover_date"),
    "done": ("method",),
}
_FIELDS_OF_STEP = {
    "draft": {"company_id", "fonds_id", "explanation"},
    "listed": {
        "council_reference", "council_date", "member_ids", "meeting_date", "council_minutes",
        "line_ids",
    },
    "reviewed": {*_REQUIRED["decided"], "opinion_content"},
    "decided": set(_REQUIRED["handed_over"]),
    "handed_over": {"method", "late_reason"},
}
