from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .guard import install_guard

_ASKED = {"loan_id", "file_id", "item_ids", "sheet_from", "sheet_to", "copies", "note", "sequence"}
_OUT = {"sheets_out", "condition_out"}
_BACK = {"sheets_back", "condition_back"}


class VanthuLoanLine(models.Model):
    """One archived file of a request: what is asked of it, and how it went out and came back."""

    _name = "vanthu.loan.line"
    _description = "File of a request"
    _inherit = ["vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "loan_id desc, sequence, id"
    _check_company_auto = True
    _secrecy_fields = ("note", "condition_out", "condition_back")

    loan_id = fields.Many2one(
        "vanthu.loan", string="Request", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="loan_id.company_id", store=True, precompute=True)
    loan_state = fields.Selection(related="loan_id.state", string="State of the request")
    sequence = fields.Integer(default=10)
    file_id = fields.Many2one(
        "vanthu.file", required=True, index=True, ondelete="restrict",
        check_company=True,
        domain="[('state', '=', 'archived'), ('company_id', '=', company_id)]",
    )
    item_ids = fields.Many2many(
        "vanthu.file.document", "vanthu_loan_line_item_rel", "line_id", "item_id",
        string="Documents", domain="[('file_id', '=', file_id)]",
        help="Single documents of the file; empty for all of it.",
    )
    sheet_from = fields.Integer(string="From sheet")
    sheet_to = fields.Integer(string="To sheet")
    copies = fields.Integer(string="Number of copies", default=1)
    note = fields.Char(string="Remarks")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("out", "Handed out"),
            ("returned", "Given back"),
            ("copied", "Copy given"),
            ("withheld", "Not handed out"),
        ],
        required=True, default="waiting", readonly=True, copy=False, index=True,
    )
    store_place = fields.Char(related="file_id.store_place", string="Stands in")
    medium = fields.Selection(related="file_id.medium")

    sheets_out = fields.Integer(string="Sheets out", copy=False, aggregator=None)
    condition_out = fields.Char(string="Condition going out", copy=False)
    out_at = fields.Datetime(string="Given at", readonly=True, copy=False)
    out_by_id = fields.Many2one("res.users", string="Given by", readonly=True, copy=False)
    sheets_back = fields.Integer(string="Sheets back", copy=False, aggregator=None)
    condition_back = fields.Char(string="Condition coming back", copy=False)
    back_at = fields.Datetime(string="Taken back at", readonly=True, copy=False)
    back_by_id = fields.Many2one("res.users", string="Taken back by", readonly=True, copy=False)

    reader_name = fields.Char(related="loan_id.reader_name")
    kind = fields.Selection(related="loan_id.kind")
    return_due = fields.Date(related="loan_id.return_due")

    _out_uniq = models.UniqueIndex(
        "(file_id) WHERE state = 'out'", "The file is handed out to somebody already."
    )
    _once_uniq = models.UniqueIndex(
        "(loan_id, file_id)", "The file stands in this request already."
    )
    _numbers = models.Constraint(
        "CHECK (sheets_out >= 0 AND sheets_back >= 0 AND copies BETWEEN 1 AND 1000 "
        "AND sheet_from >= 0 AND (sheet_to = 0 OR sheet_to >= sheet_from))",
        "Check the numbers of sheets and copies.",
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_loan_line")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "waiting", "out_at": False,
            "out_by_id": False, "back_at": False, "back_by_id": False,
        }

    @api.depends("file_id.display_name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.file_id.display_name

    # ---- WHO WRITES WHAT ----

    @api.constrains("item_ids", "file_id")
    def _check_items(self):
        for line in self.sudo():
            if line.item_ids.file_id - line.file_id:
                raise ValidationError(self.env._(
                    "Choose documents of the file %s only.", line.file_id.display_name
                ))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_asked()
        return lines

    def _check_asked(self):
        if any(line.loan_id.state != "asked" for line in self):
            raise UserError(self.env._(
                "The request is decided and stays as it was asked; make a new one."
            ))
        self.file_id.check_access("read")
        self.item_ids.check_access("read")
        self._check_usable()

    def write(self, vals):
        if not self._is_step():
            self._check_writable(vals)
        result = super().write(vals)
        if not self._is_step() and _ASKED & vals.keys():
            self._check_asked()
        return result

    def _check_writable(self, vals):
        """What is asked stays once it is decided; what goes out and comes back is counted.

        :param dict vals: values that a person writes
        :raise UserError: it is too early or too late for one of them
        :raise AccessError: the caller is no archivist and counts sheets
        """
        if _ASKED & vals.keys() and any(line.loan_id.state != "asked" for line in self):
            raise UserError(self.env._(
                "The request is decided and stays as it was asked; make a new one."
            ))
        for names, state in ((_OUT, "waiting"), (_BACK, "out")):
            if names & vals.keys():
                self.env["vanthu.file"]._require_role("group_archivist")
                if any(line.state != state for line in self):
                    raise UserError(self.env._(
                        "Sheets and condition are written before the file is handed out or "
                        "taken back, and stay afterwards."
                    ))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_asked(self):
        if any(line.loan_id.state != "asked" for line in self):
            raise UserError(self.env._(
                "The request is decided and stays as it was asked; make a new one."
            ))

    # ---- CHECKS ----

    def _check_usable(self):
        """Refuse what is not in the archive, and restricted files for persons not named.

        :raise UserError: names the first such file
        """
        for line in self.sudo():
            if line.file_id.state != "archived":
                raise UserError(self.env._(
                    "%s is not in the archive; only archived files are asked for here.",
                    line.file_id.display_name,
                ))
        self._check_reader()

    def _check_reader(self):
        """Restricted files are for their named persons only.

        :raise UserError: the reader is none of them
        """
        for line in self.sudo():
            file = line.file_id
            if file.restricted and line.loan_id.reader_id not in file.allowed_user_ids:
                raise UserError(self.env._(
                    "%s is restricted and is given to its named persons only.",
                    file.display_name,
                ))

    # ---- STEPS; the request has checked its own ----

    def _hand_out(self):
        """Give the files, or the copies of them.

        :raise UserError: a file is out, not counted, not in the archive or not for this reader
        """
        self.file_id.sudo()._hold_rows()
        self._check_usable()
        copied = self.filtered(lambda line: line.kind == "copy")
        out = self - copied
        taken = self.sudo().search(
            [("file_id", "in", out.file_id.ids), ("state", "=", "out")], limit=1
        )
        if taken:
            raise UserError(self.env._(
                "%(file)s is with %(reader)s; wait until it is back, or do not hand it out "
                "with this request.",
                file=taken.file_id.display_name, reader=taken.reader_name,
            ))
        uncounted = out.filtered(
            lambda line: line.medium != "electronic" and not line.sheets_out
        )[:1]
        if uncounted:
            raise UserError(self.env._(
                "Count the sheets of %s before it is handed out.", uncounted.display_name
            ))
        facts = {"out_at": fields.Datetime.now(), "out_by_id": self.env.uid}
        copied.sudo()._write_step({"state": "copied", **facts})
        out.sudo()._write_step({"state": "out", **facts})
        self.flush_recordset()
        self.env["vanthu.event"]._log(out.file_id, "file_lent")
        self.env["vanthu.event"]._log(copied.file_id, "file_copied")

    def action_return(self) -> bool:
        """Take this file back.

        :raise AccessError: the caller is no archivist
        :raise UserError: it is not out, or sheets are missing and nobody says which
        """
        self._take_back()
        return True

    def _take_back(self):
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("read")
        self.loan_id._hold_row()
        if not self or any(line.state != "out" for line in self):
            raise UserError(self.env._("Nothing of this is handed out."))
        for line in self:
            if line.sheets_back != line.sheets_out and not line.condition_back:
                raise UserError(self.env._(
                    "%(out)s sheets of %(file)s went out and %(back)s came back; count again, "
                    "or write at the condition what is missing.",
                    out=line.sheets_out, back=line.sheets_back, file=line.display_name,
                ))
        self.sudo()._write_step({
            "state": "returned", "back_at": fields.Datetime.now(), "back_by_id": self.env.uid,
        })
        self.env["vanthu.event"]._log(self.file_id, "file_back")
        self.loan_id._finish_when_all_is_back()

    def action_withhold(self) -> bool:
        """Leave this file out of what is handed out: it is out, or cannot be found.

        :raise AccessError: the caller is no archivist
        :raise UserError: it does not wait to be handed out
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("read")
        self.loan_id._hold_row()
        if any(line.state != "waiting" or line.loan_id.state != "approved" for line in self):
            raise UserError(self.env._("This file does not wait to be handed out."))
        self.sudo()._write_step({"state": "withheld"})
        return True
