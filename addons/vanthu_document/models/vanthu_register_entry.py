import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .guard import install_guard

_LABEL = re.compile(r"\s*0*(\d{1,9})([a-z]?)\s*", re.IGNORECASE)
_FIXED_FIELDS = {"register_id", "number", "suffix", "date", "volume_id", "company_id"}


class VanthuRegisterEntry(models.Model):
    """One number of a register: issued, reserved, inserted ("12a") or void.

    Numbers are taken only through :meth:`vanthu.register._take_number`; a number is never
    changed, deleted or used again (Điều 15 of NĐ 30/2020).
    """

    _name = "vanthu.register.entry"
    _description = "Register number"
    _order = "register_id, number desc, suffix desc"
    _rec_name = "label"
    _allow_sudo_commands = False

    register_id = fields.Many2one(
        "vanthu.register", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    volume_id = fields.Many2one(
        "vanthu.register.volume", required=True, readonly=True, index=True, ondelete="restrict"
    )
    volume_state = fields.Selection(related="volume_id.state", string="State of the volume")
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    suffix = fields.Char(required=True, readonly=True, default="", size=2)
    label = fields.Char(
        string="Register number", compute="_compute_label", search="_search_label"
    )
    date = fields.Date(required=True, readonly=True)
    state = fields.Selection(
        [("reserved", "Reserved"), ("issued", "Issued"), ("void", "Void")],
        required=True, readonly=True, default="issued", index=True,
    )
    document_id = fields.Many2one(
        "vanthu.document", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    reason = fields.Char(readonly=True, help="Why the number was reserved, inserted or voided.")
    remark_ids = fields.One2many("vanthu.register.remark", "entry_id", string="Corrections")

    _number_uniq = models.UniqueIndex(
        "(register_id, number, suffix)", "This number is taken already."
    )
    _number_positive = models.Constraint("CHECK (number > 0)", "A number starts from 1.")
    _reason_given = models.Constraint(
        "CHECK (state = 'issued' OR reason IS NOT NULL)",
        "Say why the number is reserved or void.",
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_register_entry")

    @api.depends("number", "suffix")
    def _compute_label(self):
        for entry in self:
            entry.label = f"{entry.number:02d}{entry.suffix or ''}"

    def _search_label(self, operator, value):
        """Find "12", "012" or "12a"; without a letter the inserted numbers are found too."""
        if operator not in ("=", "ilike", "like", "=ilike") or not isinstance(value, str):
            return NotImplemented
        match = _LABEL.fullmatch(value)
        if not match:
            return Domain.FALSE if value.strip() else Domain.TRUE
        number, suffix = int(match[1]), match[2].lower()
        domain = Domain("number", "=", number)
        if suffix or operator in ("=", "=ilike"):
            domain &= Domain("suffix", "=", suffix)
        return domain

    @api.model_create_multi
    def create(self, vals_list):
        raise UserError(self.env._(
            "Numbers are taken by registering a document or reserving a number, not by hand."
        ))

    def write(self, vals):
        if _FIXED_FIELDS & vals.keys():
            raise UserError(self.env._(
                "A number that was taken is never changed; void it and give the reason."
            ))
        if any(entry.volume_id.state == "closed" for entry in self):
            raise UserError(self.env._(
                "The volume of this number is closed; write a correction instead."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._(
            "A number that was taken is never deleted; void it and give the reason."
        ))

    def action_void(self, reason: str):
        """Declare a reserved or issued number void; it stays in the register with the reason.

        :param str reason: why, at least a few words
        :raise UserError: no reason, or the number belongs to a document still in work
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the number becomes void."))
        for entry in self:
            if entry.state == "void":
                raise UserError(self.env._("Number %s is void already.", entry.label))
            entry.check_access("read")
            document = entry.document_id
            if document and document.state not in ("recalled", "returned"):
                raise UserError(self.env._(
                    "Number %(number)s belongs to a document that is in work; recall or return "
                    "the document first.", number=entry.label,
                ))
            entry.sudo().write({"state": "void", "reason": reason.strip()})
            self.env["vanthu.event"]._log(entry, "number_void", {
                "register": entry.register_id.display_name, "number": entry.label,
                "reason": reason.strip(),
            })

    def action_correct(self, text: str) -> int:
        """Write a correction at a number of a closed volume; what stood there stays.

        :param str text: what is wrong and what is right
        :return int: id of the new ``vanthu.register.remark``
        :raise UserError: no text, or the volume is still open
        """
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("read")
        if not (text or "").strip():
            raise UserError(self.env._("Say what is wrong and what is right."))
        if self.volume_id.state != "closed":
            raise UserError(self.env._(
                "The volume of number %s is still open; correct the document itself.", self.label
            ))
        remark = self.env["vanthu.register.remark"].sudo().create(
            {"entry_id": self.id, "text": text.strip()}
        )
        self.env["vanthu.event"]._log(self, "correction", {
            "register": self.register_id.display_name, "number": self.label,
        })
        return remark.id

    def action_open_number_wizard(self):
        """Open the window in which the clerk uses, inserts after, voids or corrects a number.

        :return dict: window action; the mode comes with the context
        """
        self.ensure_one()
        mode = self.env.context.get("default_mode", "insert")
        title = {
            "use": self.env._("Use number %s for a document", self.label),
            "insert": self.env._("Insert a number after %s", self.label),
            "void": self.env._("Make number %s void", self.label),
            "correct": self.env._("Correction at number %s", self.label),
        }[mode]
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "vanthu.register.number",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_mode": mode,
                "default_register_id": self.register_id.id,
                "default_entry_id": self.id,
                "default_day": fields.Date.to_string(self.date),
            },
        }


class VanthuRegisterRemark(models.Model):
    """A correction to a number of a closed volume: a new row that points at the old."""

    _name = "vanthu.register.remark"
    _description = "Register correction"
    _order = "id"

    entry_id = fields.Many2one(
        "vanthu.register.entry", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="entry_id.company_id", store=True, precompute=True, index=True
    )
    text = fields.Char(required=True)

    def init(self):
        install_guard(self.env.cr, "vanthu_register_remark")

    def write(self, vals):
        raise UserError(self.env._("A correction stays as written; add another one."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A correction stays as written; add another one."))
