from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .guard import install_guard


class VanthuDisposalLine(models.Model):
    """A file that is proposed for destruction, and what the council says of it."""

    _name = "vanthu.disposal.line"
    _description = "File of a disposal"
    _order = "disposal_id, sequence, id"
    _inherit = ["vanthu.secrecy.mixin"]
    _secrecy_fields = ("reason", "note")

    disposal_id = fields.Many2one(
        "vanthu.disposal", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="disposal_id.company_id", store=True)
    disposal_state = fields.Selection(related="disposal_id.state", string="State of the disposal")
    sequence = fields.Integer(default=10)
    file_id = fields.Many2one(
        "vanthu.file", required=True, index=True, ondelete="restrict",
        domain="[('company_id', '=', company_id), ('state', '=', 'archived'), "
        "('is_expired', '=', True), ('is_held', '=', False)]",
    )
    term_label = fields.Char(related="file_id.term_label")
    expiry_date = fields.Date(related="file_id.expiry_date")
    reason = fields.Char(
        required=True, default=lambda self: self.env._("Retention ended")
    )
    verdict = fields.Selection(
        [("destroy", "Destroy"), ("keep", "Keep")], string="The council says",
        help="What is kept gets a longer retention.",
    )
    keep_years = fields.Integer(
        string="Keep for years", help="From the end of the work; 0 with “Keep” means for ever.",
        aggregator=None,
    )
    note = fields.Char(string="Remarks")

    _file_uniq = models.UniqueIndex("(disposal_id, file_id)", "This file is on the list already.")

    def init(self):
        install_guard(self.env.cr, "vanthu_disposal_line")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if any(line.disposal_id.state != "draft" for line in lines):
            raise UserError(self.env._("The list is closed; nothing is added to it."))
        lines.file_id.check_access("read")
        # Whoever puts the same file on another list at this moment goes first.
        lines.file_id.sudo()._hold_rows()
        lines._check_disposable()
        return lines

    def write(self, vals):
        fixed = {"disposal_id", "file_id", "reason"} & vals.keys()
        for line in self:
            if line.disposal_id.state not in ("draft", "listed") or (
                fixed and line.disposal_id.state != "draft"
            ):
                raise UserError(self.env._("The list is closed and stays as it is."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_from_drafts(self):
        if any(line.disposal_id.state != "draft" for line in self):
            raise UserError(self.env._("The list is closed; nothing is taken off it."))

    @api.constrains("keep_years", "verdict")
    def _check_keep_years(self):
        for line in self.filtered(lambda line: line.verdict == "keep" and line.keep_years):
            if not line.file_id.term_years < line.keep_years <= 150:
                raise ValidationError(self.env._(
                    "What is kept gets a longer retention than before, %s at most 150 years.",
                    line.file_id.term_label,
                ))

    def _check_disposable(self):
        """Refuse what may not be destroyed: permanent, unexpired, frozen, on another list.

        :raise UserError: names the first such file
        """
        for line in self.filtered(lambda line: line.verdict != "keep"):
            file = line.file_id.sudo()
            if file.is_held:
                raise UserError(self.env._(
                    "%s is on hold and may not be destroyed; take it off the list or let the "
                    "council keep it.", file.display_name,
                ))
            if file.state != "archived" or file.term == "permanent" or not file.is_expired:
                raise UserError(self.env._(
                    "%s may not be destroyed: it is permanent, its retention has not ended or "
                    "the archive has not taken it over.", file.display_name,
                ))
        rivals = self.sudo().search([
            ("file_id", "in", self.file_id.ids), ("disposal_id", "not in", self.disposal_id.ids),
            ("disposal_id.state", "not in", ("done", "cancelled")),
        ], limit=1)
        if rivals:
            raise UserError(self.env._(
                "%(file)s is on the list of %(disposal)s already.",
                file=rivals.file_id.display_name, disposal=rivals.disposal_id.name,
            ))

    def _keep_longer(self):
        """Give what the council keeps its longer retention."""
        for line in self.filtered(lambda line: line.verdict == "keep"):
            term = {"term": "years", "term_years": line.keep_years} if line.keep_years else {
                "term": "permanent", "term_years": 0,
            }
            line.file_id.sudo()._write_step(term)
            self.env["vanthu.event"]._log(line.file_id, "retention_prolonged", {
                "number": line.file_id.term_label,
            })


class VanthuDisposalMember(models.Model):
    """A member of the council that looks at the files (Hội đồng xét hủy)."""

    _name = "vanthu.disposal.member"
    _description = "Member of the council"
    _order = "disposal_id, sequence, id"

    disposal_id = fields.Many2one(
        "vanthu.disposal", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="disposal_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    role = fields.Selection(
        [
            ("chair", "Chair"),
            ("unit", "For the unit of the records"),
            ("archive", "For the archive"),
            ("secretary", "Secretary"),
            ("member", "Member"),
        ],
        required=True, default="member",
    )
    name = fields.Char(required=True)
    position = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._check_open()
        return members

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_open(self):
        self._check_open()

    def _check_open(self):
        if any(member.disposal_id._is_past("listed") for member in self):
            raise UserError(self.env._("The council has met, and its members stay."))
