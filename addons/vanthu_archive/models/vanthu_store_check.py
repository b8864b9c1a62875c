from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.models.row_hold import hold_rows


class VanthuStoreCheck(models.Model):
    """One check of a room or a piece of equipment: planned, then done by somebody.

    What was found stays as it was written; the next check is planned by the day of this one.
    """

    _name = "vanthu.store.check"
    _description = "Check of the store"
    _inherit = [
        "vanthu.secrecy.thread.mixin", "mail.activity.mixin", "vanthu.step.mixin",
        "vanthu.secrecy.mixin",
    ]
    _order = "state desc, due_date, id"
    _mail_post_access = "read"
    _secrecy_fields = ("note",)

    plan_id = fields.Many2one(
        "vanthu.store.check.plan", required=True, readonly=True, index=True, ondelete="restrict"
    )
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Room", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    kind_id = fields.Many2one(
        "vanthu.store.check.kind", string="Check", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    subject = fields.Char(string="Equipment", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Responsible", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    due_date = fields.Date(string="Due", required=True, readonly=True, index=True)
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done")], required=True, default="planned",
        readonly=True, index=True, tracking=True,
    )
    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    done_date = fields.Date(string="Checked on", readonly=True)
    done_by_id = fields.Many2one("res.users", string="Checked by", readonly=True)
    result = fields.Selection(
        [("good", "In order"), ("defect", "Defects")], compute="_compute_result", store=True,
    )
    line_ids = fields.One2many("vanthu.store.check.line", "check_id", string="What was looked at")
    note = fields.Text(string="Remarks")

    _planned_uniq = models.UniqueIndex("(plan_id) WHERE state = 'planned'")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "planned", "done_date": False,
            "done_by_id": False,
        }

    @api.depends("kind_id.name", "subject", "location_id.full_code")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for check in self:
            check.display_name = " · ".join(filter(None, (
                check.kind_id.sudo().name, check.subject, check.location_id.sudo().full_code,
            )))

    @api.depends("line_ids.result", "state")
    def _compute_result(self):
        for check in self:
            found = set(check.line_ids.mapped("result"))
            done = check.state == "done"
            check.result = done and ("defect" if "defect" in found else "good")

    @api.depends("state", "due_date")
    def _compute_is_overdue(self):
        late = self.filtered_domain(self._get_overdue_domain())
        for check in self:
            check.is_overdue = check in late

    def _search_is_overdue(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = self._get_overdue_domain()
        return domain if (True in value) == (operator == "in") else ~domain

    @api.model
    def _get_overdue_domain(self):
        """Checks whose day is over.

        :return Domain:
        """
        return Domain("state", "=", "planned") & Domain("due_date", "<", local_today(self.env))

    # ---- WHO WRITES WHAT ----

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Plan the check at its room; it comes by itself then."))
        checks = super().create(vals_list)
        for check in checks:
            # Items are read by all: they are in the organisation's language.
            items = check.company_id._in_own_language(check.kind_id.item_ids)
            check.line_ids = [Command.create({"name": item.name}) for item in items]
            env = check.with_context(lang=check.user_id.lang, mail_activity_quick_update=True)
            env.activity_schedule(
                "mail.mail_activity_data_todo", user_id=check.user_id.id,
                date_deadline=check.due_date, summary=env.display_name,
            )
        return checks

    def write(self, vals):
        if not self._is_step():
            if not vals.keys() <= {"note", "line_ids", "activity_ids", "message_ids"}:
                raise UserError(self.env._("Change the plan of the check instead."))
            self._require_planned()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_planned(self):
        if not self.env.su or any(check.state == "done" for check in self):
            raise UserError(self.env._("Checks are kept; archive the plan to end them."))

    def _require_planned(self):
        for check in self:
            if check.state != "planned":
                raise UserError(self.env._(
                    "“%s” is done and stays as it was written.", check.display_name
                ))

    # ---- STEPS ----

    def action_all_good(self) -> bool:
        """Write “in order” at every item that has no result yet.

        :raise AccessError: the caller is no archivist
        :raise UserError: the check is done already
        """
        self._require_checker()
        self.line_ids.filtered(lambda line: not line.result).write({"result": "good"})
        return True

    def action_done(self) -> bool:
        """Finish the check and plan the next one.

        :raise AccessError: the caller is no archivist
        :raise UserError: an item has no result, or a defect no words
        """
        self._require_checker()
        today = local_today(self.env)
        for check in self:
            for line in check.line_ids:
                if not line.result:
                    raise UserError(self.env._("Write what was found at “%s”.", line.name))
                if line.result == "defect" and not line.note:
                    raise UserError(self.env._("Describe the defect at “%s”.", line.name))
            check.sudo()._write_step({
                "state": "done", "done_date": today, "done_by_id": self.env.uid,
            })
            check.sudo().activity_ids.action_feedback()
            self.env["vanthu.event"]._log(check.location_id, "store_checked", {
                "text": check.kind_id.name, "result": check.result,
            })
            if check.plan_id.active:
                check.plan_id.sudo().next_date = check.kind_id._get_next(today)
        return True

    def _require_checker(self):
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        hold_rows(self)
        self._require_planned()


class VanthuStoreCheckLine(models.Model):
    """What was found at one item of a check."""

    _name = "vanthu.store.check.line"
    _description = "Item of a check"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "check_id, id"
    _secrecy_fields = ("note",)

    check_id = fields.Many2one(
        "vanthu.store.check", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="check_id.company_id", store=True, precompute=True)
    state = fields.Selection(related="check_id.state")
    name = fields.Char(string="Item", required=True, readonly=True)
    result = fields.Selection(
        [("good", "In order"), ("defect", "Defect"), ("none", "Not there")]
    )
    note = fields.Char(string="Remarks", size=300)
    photo = fields.Image(max_width=1600, max_height=1600)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Items are those of the kind of check."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if not vals.keys() <= {"result", "note", "photo"}:
                raise UserError(self.env._("Only what was found is written at an item."))
            self.check_id._require_planned()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("Items are kept; choose “Not there” instead."))
