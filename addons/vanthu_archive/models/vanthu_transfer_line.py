from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .guard import install_guard


class VanthuTransferLine(models.Model):
    """One file of a batch: what the archivist has found."""

    _name = "vanthu.transfer.line"
    _description = "File of a hand-over"
    _inherit = ["vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "transfer_id, catalog, notation, id"
    _check_company_auto = True
    _secrecy_fields = ("reason", "note")

    transfer_id = fields.Many2one(
        "vanthu.transfer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="transfer_id.company_id", store=True, precompute=True)
    transfer_state = fields.Selection(related="transfer_id.state", string="State of the batch")
    file_id = fields.Many2one(
        "vanthu.file", required=True, index=True, ondelete="restrict", check_company=True,
    )
    # For the order of the list; a file is closed before it comes here.
    catalog = fields.Integer(
        string="Year", related="file_id.catalog", store=True, precompute=True, aggregator=None
    )
    notation = fields.Char(related="file_id.notation", store=True, precompute=True)
    state = fields.Selection(
        [
            ("waiting", "Not checked yet"),
            ("ok", "In order"),
            ("mend", "To mend"),
            ("accepted", "Taken over"),
            ("sent_back", "Sent back"),
        ],
        default="waiting", required=True, readonly=True, copy=False,
    )
    reason = fields.Char(string="What is to be mended", copy=False)
    note = fields.Char(string="Remarks")

    file_name = fields.Char(related="file_id.name", string="Title")
    term_label = fields.Char(related="file_id.term_label")
    document_count = fields.Integer(related="file_id.document_count", aggregator=None)
    sheet_count = fields.Integer(related="file_id.sheet_count", aggregator=None)

    _file_uniq = models.UniqueIndex(
        "(file_id) WHERE state IN ('waiting', 'ok', 'mend')",
        "This file is in another batch already; take it out there first.",
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_transfer_line")

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "state": "waiting"}

    @api.constrains("file_id", "transfer_id")
    def _check_file_id(self):
        wanted = {"archive": "closed", "historical": "archived"}
        for line in self:
            file, transfer = line.file_id, line.transfer_id
            if transfer.kind == "archive" and file.unit_id != transfer.unit_id:
                raise ValidationError(self.env._(
                    "The file %(file)s belongs to another unit; make a batch of its own for it.",
                    file=file.display_name,
                ))
            if file.state != wanted[transfer.kind]:
                raise ValidationError(self.env._(
                    "Close the file %s before it is handed over.", file.display_name
                ) if transfer.kind == "archive" else self.env._(
                    "The file %s is not in the archive.", file.display_name
                ))

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.transfer_id._require_open()
        lines.file_id.check_access("write")
        return lines

    def write(self, vals):
        if self._is_step():
            return super().write(vals)
        if {"transfer_id", "file_id"} & vals.keys():
            raise UserError(self.env._("Take the file out of the list and add the other one."))
        if "reason" not in vals:
            self.transfer_id._check_writable()
            return super().write(vals)
        self._require_checking()
        # Whoever says what is wrong has decided; who takes the words back has not yet.
        reason = (vals["reason"] or "").strip()
        self._write_step({
            **vals, "reason": reason, "state": "mend" if reason else "waiting",
        })
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        if any(line.transfer_id.state not in ("draft", "returned") for line in self):
            raise UserError(self.env._(
                "The batch was sent; a file leaves it when the archivist sends it back."
            ))

    # ---- CHECKING ----

    def _require_checking(self):
        """Refuse whoever is no archivist, and batches that are not being checked.

        :raise AccessError: the caller is no archivist
        :raise UserError: the batch is not being checked
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        if any(line.transfer_id.state != "checking" for line in self):
            raise UserError(self.env._("Begin to check the batch first."))

    def action_ok(self) -> bool:
        """Say that files are in order.

        :raise AccessError: the caller is no archivist
        :raise UserError: the batch is not being checked
        """
        self.check_access("write")
        self._require_checking()
        self._write_step({"state": "ok", "reason": False})
        return True

    def action_mend(self, reason: str) -> bool:
        """Say what is to be mended; the files go back when the batch is accepted.

        :param str reason: what is wrong with them
        :raise AccessError: the caller is no archivist
        :raise UserError: no reason, or the batch is not being checked
        """
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Write what is to be mended."))
        return self.write({"reason": reason})

    def action_open_file(self) -> dict:
        """Open the file of a line.

        :return dict: window action
        """
        self.ensure_one()
        self.file_id.check_access("read")
        return self.file_id.get_formview_action()
