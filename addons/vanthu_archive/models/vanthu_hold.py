from odoo import api, fields, models
from odoo.exceptions import UserError

from .guard import install_guard


class VanthuHold(models.Model):
    """A hold (đóng băng): files that nobody may destroy as long as it stands.

    Phụ lục VI, IV.g of NĐ 30/2020: any set can be frozen, for an inspection, a complaint, a
    lawsuit. Nothing overrides it; below the rights a trigger asks for it, too.
    """

    _name = "vanthu.hold"
    _description = "Hold"
    _inherit = ["mail.thread", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "state, id desc"
    _check_company_auto = True
    _secrecy_fields = ("name", "reason", "release_reason")

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    reason = fields.Text(required=True, help="Why, and who asked for it.")
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In force"), ("released", "Released")],
        default="draft", required=True, readonly=True, copy=False, tracking=True,
    )
    file_ids = fields.Many2many(
        "vanthu.file", "vanthu_hold_file_rel", "hold_id", "file_id", string="Files",
        check_company=True,
    )
    file_count = fields.Integer(compute="_compute_file_count")
    placed_by_id = fields.Many2one("res.users", string="Placed by", readonly=True, copy=False)
    placed_at = fields.Datetime(readonly=True, copy=False)
    released_by_id = fields.Many2one("res.users", string="Released by", readonly=True, copy=False)
    released_at = fields.Datetime(readonly=True, copy=False)
    release_reason = fields.Char(string="Reason of the release", copy=False)

    def init(self):
        install_guard(self.env.cr, "vanthu_hold")
        install_guard(self.env.cr, "vanthu_hold_file_rel")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "draft", "placed_by_id": False,
            "placed_at": False, "released_by_id": False, "released_at": False,
        }

    @api.depends("file_ids")
    def _compute_file_count(self):
        for hold in self:
            hold.file_count = len(hold.file_ids)

    def write(self, vals):
        if "file_ids" in vals and not self._is_step():
            before = {hold: hold.file_ids for hold in self}
            self._check_no_file_leaves(vals["file_ids"])
            result = super().write(vals)
            for hold in self.filtered(lambda hold: hold.state == "active"):
                added = hold.file_ids - before[hold]
                added._check_freezable()
                self._log_on(added, "hold_placed", hold)
            return result
        return super().write(vals)

    def _check_no_file_leaves(self, commands):
        """Refuse to take files off a hold in force.

        :param list commands: what is to be written
        :raise UserError: a file would leave
        """
        for hold in self.filtered(lambda hold: hold.state == "active"):
            after = hold.new({"file_ids": commands}, origin=hold).file_ids._origin
            if hold.file_ids - after:
                raise UserError(self.env._(
                    "Files leave a hold only when it is released; release it and place a new "
                    "one."
                ))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(hold.state != "draft" for hold in self):
            raise UserError(self.env._("A hold that was in force is kept; release it instead."))

    def action_place(self) -> bool:
        """Put the hold in force.

        :raise AccessError: the caller is neither archivist nor leader
        :raise UserError: it is in force already, or has no file
        """
        self.env["vanthu.file"]._require_role("group_archivist", "vanthu_document.group_leader")
        for hold in self:
            if hold.state != "draft":
                raise UserError(self.env._("The hold %s is in force already.", hold.name))
            if not hold.file_ids:
                raise UserError(self.env._("Choose the files that the hold is for."))
            hold.file_ids._check_freezable()
            hold._write_step({
                "state": "active", "placed_by_id": self.env.uid,
                "placed_at": fields.Datetime.now(),
            })
            self._log_on(hold.file_ids, "hold_placed", hold)
        return True

    def action_release(self) -> bool:
        """End the hold; a leader decides it.

        :raise AccessError: the caller is no leader
        :raise UserError: it is not in force, or nobody wrote why
        """
        self.env["vanthu.file"]._require_role("vanthu_document.group_leader")
        for hold in self:
            if hold.state != "active":
                raise UserError(self.env._("The hold %s is not in force.", hold.name))
            if not hold.release_reason:
                raise UserError(self.env._("Write why the hold is released."))
            hold._write_step({
                "state": "released", "released_by_id": self.env.uid,
                "released_at": fields.Datetime.now(),
            })
            self._log_on(hold.file_ids, "hold_released", hold)
        return True

    @api.model
    def _log_on(self, files, kind, hold):
        self.env["vanthu.event"]._log(files, kind, {"hold": hold.name})


class VanthuFile(models.Model):
    """The holds on a file."""

    _inherit = "vanthu.file"

    hold_ids = fields.Many2many(
        "vanthu.hold", "vanthu_hold_file_rel", "file_id", "hold_id", string="Holds",
        readonly=True, copy=False,
    )
    is_held = fields.Boolean(
        string="On hold", compute="_compute_is_held", search="_search_is_held",
        help="May not be destroyed, whatever its term.",
    )

    @api.depends("hold_ids.state")
    def _compute_is_held(self):
        held = {
            file.id for file, _count in self.env["vanthu.file"].sudo()._read_group(
                [("id", "in", self.ids), ("hold_ids.state", "=", "active")], ["id"], ["__count"]
            )
        }
        for file in self:
            file.is_held = file._origin.id in held

    def _check_freezable(self):
        """Refuse files of which nothing is left, and let nobody destroy them at this moment.

        :raise UserError: one of them was destroyed
        """
        self.sudo()._hold_rows()
        gone = self.sudo().filtered(lambda file: file.state == "disposed")[:1]
        if gone:
            raise UserError(self.env._(
                "%s is destroyed already; take it off the hold.", gone.display_name
            ))

    def _search_is_held(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        active = self.env["vanthu.hold"].sudo()._search([("state", "=", "active")])
        inside = "any!" if (True in value) == (operator == "in") else "not any!"
        return [("hold_ids", inside, [("id", "in", active)])]
