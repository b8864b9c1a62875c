from odoo import api, fields, models
from odoo.exceptions import UserError

MOST_LABELS = 2000
_MODELS = {
    "vanthu.archive.box": "box", "vanthu.storage.location": "place", "vanthu.file": "file",
}


class VanthuLabelPrint(models.TransientModel):
    """Print labels for boxes, shelves or files, on a sheet that may be begun already."""

    _name = "vanthu.label.print"
    _description = "Print labels"

    kind = fields.Selection(
        [("box", "Boxes"), ("place", "Shelves"), ("file", "Backs of files")], required=True,
        string="For", default=lambda self: _MODELS.get(self.env.context.get("active_model"), "box"),
    )
    box_ids = fields.Many2many(
        "vanthu.archive.box", "vanthu_label_print_box_rel", "print_id", "box_id",
        string="Boxes", default=lambda self: self._default_records("vanthu.archive.box"),
    )
    location_ids = fields.Many2many(
        "vanthu.storage.location", "vanthu_label_print_location_rel", "print_id", "location_id",
        string="Places", default=lambda self: self._default_records("vanthu.storage.location"),
    )
    with_parts = fields.Boolean(help="Labels for all parts of the chosen places, too.")
    file_ids = fields.Many2many(
        "vanthu.file", "vanthu_label_print_file_rel", "print_id", "file_id",
        string="Files", default=lambda self: self._default_records("vanthu.file"),
    )
    sheet_id = fields.Many2one(
        "vanthu.label.sheet", required=True, ondelete="cascade",
        compute="_compute_sheet_id", store=True, readonly=False, precompute=True,
        domain="[('kind', '=', kind)]",
    )
    start = fields.Integer(
        string="Begin with label", default=1,
        help="The first free label of the sheet, counted from the top left, row by row.",
    )
    frames = fields.Boolean(string="Draw edges to cut", default=True)

    @api.model
    def _default_records(self, model):
        context = self.env.context
        ids = context.get("active_ids") if context.get("active_model") == model else []
        return self.env[model].search([("id", "in", ids)]) if ids else self.env[model]

    @api.depends("kind")
    def _compute_sheet_id(self):
        for wizard in self:
            if wizard.sheet_id.kind != wizard.kind:
                wizard.sheet_id = self.env["vanthu.label.sheet"].search(
                    [("kind", "=", wizard.kind)], limit=1
                )

    def action_print(self) -> dict:
        """Print the labels as PDF.

        :return dict: report action
        :raise UserError: nothing chosen, too much, or the first label is not on the sheet
        :raise AccessError: the caller is neither archivist nor clerk
        """
        self.ensure_one()
        self._get_records()
        return self.env.ref("vanthu_archive.action_report_labels").report_action(self)

    def _get_records(self):
        """What gets a label, in order.

        :return: recordset of boxes, places or files
        """
        self.env["vanthu.file"]._require_role(
            "group_archivist", "vanthu_document.group_clerk"
        )
        records = {
            "box": self.box_ids, "place": self.location_ids, "file": self.file_ids,
        }[self.kind].with_env(self.env)
        if self.kind == "place" and self.with_parts:
            records = records.search([("id", "child_of", records.ids)])
        records.check_access("read")
        if not records:
            raise UserError(self.env._("Choose what the labels are for."))
        if len(records) > MOST_LABELS:
            raise UserError(self.env._(
                "These are %(count)s labels; print at most %(most)s at once.",
                count=len(records), most=MOST_LABELS,
            ))
        count = self.sheet_id.columns * self.sheet_id.rows
        if self.sheet_id.kind != self.kind or not 1 <= self.start <= count:
            raise UserError(self.env._(
                "Choose a sheet for these labels and begin with a label from 1 to %s.", count
            ))
        return records._in_order() if self.kind == "file" else records.sorted()
