from odoo import api, fields, models
from odoo.exceptions import UserError


class VanthuBoxFill(models.TransientModel):
    """Put many files into boxes in order, and the boxes into the store."""

    _name = "vanthu.box.fill"
    _description = "Put files into boxes"

    file_ids = fields.Many2many(
        "vanthu.file", "vanthu_box_fill_file_rel", "fill_id", "file_id", string="Files",
        default=lambda self: self._default_files(),
    )
    fonds_id = fields.Many2one("vanthu.fonds", compute="_compute_fonds_id")
    box_id = fields.Many2one(
        "vanthu.archive.box", string="Go on with box", ondelete="cascade",
        domain="[('fonds_id', '=', fonds_id), ('state', '=', 'in_use')]",
        help="Empty: begin a new box.",
    )
    profile_id = fields.Many2one(
        "vanthu.box.profile", string="Kind of new boxes", required=True, ondelete="cascade",
        default=lambda self: self.env["vanthu.box.profile"].search([], limit=1),
    )
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Put them into", ondelete="cascade",
        help="A place or something larger, whose free places are filled in order; may be chosen "
        "later.",
    )
    plan = fields.Char(string="What this gives", compute="_compute_plan")

    @api.model
    def _default_files(self):
        if self.env.context.get("active_model") != "vanthu.file":
            return self.env["vanthu.file"]
        return self.env["vanthu.file"].search([
            ("id", "in", self.env.context.get("active_ids") or []), ("box_id", "=", False),
        ])

    @api.depends("file_ids")
    def _compute_fonds_id(self):
        for wizard in self:
            wizard.fonds_id = wizard.file_ids.fonds_id[:1]

    @api.depends("file_ids", "box_id", "profile_id")
    def _compute_plan(self):
        for wizard in self:
            groups = []
            if wizard.profile_id:
                groups = self.env["vanthu.archive.box"]._plan(
                    wizard.file_ids._in_order(), wizard.profile_id, wizard.box_id
                )
            wizard.plan = self.env._(
                "%(files)s files in %(boxes)s boxes", files=len(wizard.file_ids),
                boxes=sum(1 for group in groups if group),
            )

    def action_fill(self) -> dict:
        """Put the files into boxes.

        :return dict: window action with the boxes
        :raise AccessError: the caller is no archivist or may not see a file
        :raise UserError: files of several fonds, or a file does not belong into a box
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        files = self.file_ids.with_env(self.env)
        if len(files.fonds_id) > 1:
            raise UserError(self.env._("Choose files of one fonds; boxes are numbered in each."))
        boxes = self.env["vanthu.archive.box"]._fill(
            files._in_order(), self.profile_id, self.box_id
        )
        if self.location_id:
            boxes.filtered(lambda box: not box.location_id).action_move(self.location_id.id)
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.box_action")
        return {**action, "domain": [("id", "in", boxes.ids)], "context": {}}
