from odoo import Command, api, fields, models
from odoo.exceptions import UserError

# Filled in from the file with the caller's own rights: nobody reads a title through the dialog.
_FROM_FILE = {
    "compute": "_compute_from_file", "compute_sudo": False, "store": True, "readonly": False,
}
# What the dialog asks once more, and writes into the file.
_ASKED = (
    "name", "start_date", "end_date", "medium", "sheet_count", "retention_id", "term",
    "term_years", "term_event", "closing_note",
)


class VanthuFileClose(models.TransientModel):
    """The checklist of a file whose work is done (Điều 29.1.c of NĐ 30/2020)."""

    _name = "vanthu.file.close"
    _description = "Close a file"
    _inherit = ["vanthu.term.mixin", "vanthu.secrecy.mixin"]
    _secrecy_fields = ("name", "closing_note", "term_event")

    file_id = fields.Many2one("vanthu.file", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="file_id.company_id")
    finding_ids = fields.One2many(
        "vanthu.file.close.finding", "wizard_id", string="To look at", readonly=True
    )
    missing = fields.Text(compute="_compute_missing")
    needs_sheet_numbers = fields.Boolean(compute="_compute_missing")
    two_sided = fields.Boolean(string="Printed on both sides")
    is_tidy = fields.Boolean(
        string="I have gone through the file: duplicates and drafts are out, and how long it "
        "is kept was decided again",
    )

    name = fields.Char(string="Title", **_FROM_FILE)
    start_date = fields.Date(string="Begins", **_FROM_FILE)
    end_date = fields.Date(string="Ends", **_FROM_FILE)
    medium = fields.Selection(
        selection=[("paper", "Paper"), ("electronic", "Electronic"),
                   ("hybrid", "Paper and electronic")],
        **_FROM_FILE,
    )
    sheet_count = fields.Integer(string="Sheets", **_FROM_FILE)
    retention_id = fields.Many2one(
        "vanthu.retention.rule", string="Retention rule", **_FROM_FILE, ondelete="cascade",
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
    )
    term = fields.Selection(default=None, **_FROM_FILE)  # a default would keep all from filling
    term_years = fields.Integer(**_FROM_FILE)
    term_event = fields.Char(**_FROM_FILE)
    closing_note = fields.Text(string="Condition at closing", **_FROM_FILE)

    @api.depends("file_id")
    def _compute_from_file(self):
        for wizard in self:
            for name in _ASKED:
                wizard[name] = wizard.file_id[name]

    @api.depends(*_ASKED)
    def _compute_missing(self):
        for wizard in self:
            file = wizard.file_id
            virtual = file.new({name: wizard[name] for name in _ASKED}, origin=file)
            wizard.missing = "\n".join(virtual._get_missing())
            wizard.needs_sheet_numbers = virtual.needs_sheet_numbers

    @api.onchange("retention_id")
    def _onchange_retention_id(self):
        if self.retention_id:
            self.update(self._get_term_values(self.retention_id))

    def _is_term_open(self):
        # The file itself is asked when it is closed.
        return True

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.file_id.check_access("write")
        return wizards

    # ---- DIALOG ----

    def _open(self):
        """Show the dialog with what is untidy now.

        :return dict: window action
        """
        self.ensure_one()
        self.finding_ids = [Command.clear(), *(
            Command.create({
                "kind": finding.kind, "line_id": finding.line.id,
                "document_id": finding.other.id if finding.kind == "left_out" else False,
                "twin_id": finding.other.id if finding.kind == "duplicate" else False,
            }) for finding in self.file_id._find_untidy()
        )]
        return {
            "type": "ir.actions.act_window", "name": self.env._("Close the file"),
            "res_model": self._name, "res_id": self.id, "views": [(False, "form")],
            "target": "new",
        }

    def _write_into_file(self):
        """Keep what was entered, as far as it differs."""
        file = self.file_id
        changed = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in _ASKED if self[name] != file[name]
        }
        if changed:
            file.write(changed)

    def action_number_sheets(self) -> dict:
        """Number the sheets of all documents in their order, and show the dialog again.

        :return dict: window action
        :raise AccessError: the caller does not keep the file
        :raise UserError: the file is not open
        """
        self.ensure_one()
        self._write_into_file()
        self.sheet_count = self.file_id.action_number_sheets(self.two_sided)
        return self._open()

    def action_close(self) -> dict:
        """Write what was entered into the file and close it.

        :return dict: closes the dialog
        :raise AccessError: the caller does not keep the file
        :raise UserError: something of Điều 29 is missing, or nobody has gone through the file
        """
        self.ensure_one()
        if not self.is_tidy:
            raise UserError(self.env._(
                "Go through the file and tick that you have done so, then close it."
            ))
        self._write_into_file()
        self.file_id.action_close()
        return {"type": "ir.actions.act_window_close"}

    def action_close_and_print(self) -> dict:
        """Close the file and print its papers: cover, list of documents, certificate.

        :return dict: report action
        :raise AccessError: the caller does not keep the file
        :raise UserError: as :meth:`action_close`
        """
        self.action_close()
        action = self.env.ref("vanthu_archive.action_report_file_papers").report_action(
            self.file_id
        )
        return {**action, "close_on_report_download": True}


class VanthuFileCloseFinding(models.TransientModel):
    """One thing that somebody should look at before the file is closed."""

    _name = "vanthu.file.close.finding"
    _description = "To look at before closing a file"
    _order = "id"

    wizard_id = fields.Many2one("vanthu.file.close", required=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("draft", "Draft"),
            ("duplicate", "In it twice"),
            ("undescribed", "Without date or author"),
            ("left_out", "Not in the file"),
        ],
        string="What", required=True, readonly=True,
    )
    line_id = fields.Many2one("vanthu.file.document", readonly=True, ondelete="cascade")
    twin_id = fields.Many2one("vanthu.file.document", readonly=True, ondelete="cascade")
    document_id = fields.Many2one(
        "vanthu.document", string="Letter", readonly=True, ondelete="cascade"
    )
    text = fields.Char(string="Document", compute="_compute_text")

    @api.depends("line_id", "twin_id", "document_id")
    def _compute_text(self):
        for finding in self:
            source = finding.document_id or finding.line_id
            name = source.subject if finding.document_id else source.name
            parts = " – ".join(filter(None, (source.reference, name)))
            ordinals = [line.ordinal for line in (finding.line_id, finding.twin_id) if line]
            finding.text = ". ".join(filter(None, (
                " = ".join(str(ordinal) for ordinal in reversed(ordinals)), parts,
            )))

    @api.model_create_multi
    def create(self, vals_list):
        findings = super().create(vals_list)
        for name in ("wizard_id", "line_id", "twin_id", "document_id"):
            findings.sudo()[name].with_env(self.env).check_access("read")
        return findings

    def action_solve(self) -> dict:
        """Take the item out of the file, or put the document into it.

        :return dict: the dialog again
        :raise AccessError: the caller does not keep the file
        :raise UserError: the file was closed meanwhile
        """
        self.ensure_one()
        wizard = self.wizard_id
        if self.document_id:
            wizard.file_id._add_documents(self.document_id)
        else:
            self.line_id.unlink()
        return wizard._open()
