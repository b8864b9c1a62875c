from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from .local_time import local_today
from .states import BEFORE_SIGNATURE

# A seal across the sheets covers at most so many of them at once (Điều 33.1).
SHEETS_AT_ONCE = 5
_SIGNED = ("signed", "issued", "dispatched")


class VanthuSeal(models.Model):
    """A seal or the organisation's signing token: who keeps it, and until when it is valid.

    Điều 32 of NĐ 30/2020: the clerk keeps both at the office and hands them over only with
    written permission and minutes, so the keeper changes by a hand-over alone.
    """

    _name = "vanthu.seal"
    _description = "Seal or signing token"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "company_id, sequence, name, id"
    _secrecy_fields = ("name", "serial", "note")

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [
            ("seal", "Seal"),
            ("embossed", "Embossed seal"),
            ("small", "Small seal"),
            ("token", "Signing token"),
        ],
        required=True, default="seal",
    )
    serial = fields.Char(string="Number", help="Of the certificate of the seal, or of the token.")
    keeper_id = fields.Many2one(
        "res.users", string="Kept by", required=True, index=True, ondelete="restrict",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Afterwards changed by a hand-over only.",
    )
    valid_from = fields.Date()
    valid_to = fields.Date()
    is_valid = fields.Boolean(string="Valid", compute="_compute_is_valid")
    note = fields.Char()
    handover_ids = fields.One2many("vanthu.seal.handover", "seal_id", readonly=True)
    use_ids = fields.One2many("vanthu.seal.use", "seal_id", readonly=True)

    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A seal cannot end before it begins; correct one of the two dates.",
    )

    @api.depends("valid_from", "valid_to", "active")
    def _compute_is_valid(self):
        today = local_today(self.env)
        for seal in self:
            seal.is_valid = (
                seal.active and (not seal.valid_from or seal.valid_from <= today)
                and (not seal.valid_to or seal.valid_to >= today)
            )

    def write(self, vals):
        if {"keeper_id", "company_id", "kind"} & vals.keys() and not self.env.su:
            raise UserError(self.env._(
                "Kind and organisation stay, and the keeper changes by a hand-over; record one."
            ))
        return super().write(vals)

    @api.model
    def _get_own_domain(self):
        """Seals that the user keeps now."""
        return Domain("keeper_id", "=", self.env.uid)

    def _require_keeper_or_manager(self):
        """The keeper, or the administrator where the keeper is away for good.

        :raise AccessError: it is somebody else
        """
        self.ensure_one()
        if self.keeper_id != self.env.user:
            self.env["vanthu.document"]._require_group("group_manager")

    def action_open_handover(self):
        """Record a hand-over.

        :return dict: window action
        :raise AccessError: somebody else keeps it, and the person is no administrator
        """
        self.ensure_one()
        self._require_keeper_or_manager()
        return self._open_row("vanthu.seal.handover", self.env._("Hand the seal over"))

    def _open_row(self, model, name):
        return {
            "type": "ir.actions.act_window", "name": name, "res_model": model,
            "view_mode": "form", "target": "new", "context": {"default_seal_id": self.id},
        }


class VanthuSealKept(models.AbstractModel):
    """Rows of the books of seals: written once, kept for good."""

    _name = "vanthu.seal.kept.mixin"
    _description = "Kept for good"

    def write(self, vals):
        raise UserError(self.env._(
            "What stands in the book of seals stays; write a further line that corrects it."
        ))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._(
            "What stands in the book of seals stays; write a further line that corrects it."
        ))


class VanthuSealHandover(models.Model):
    """A seal or token passes from one keeper to another (Điều 32.2.c)."""

    _name = "vanthu.seal.handover"
    _description = "Hand-over of a seal or token"
    _inherit = ["vanthu.seal.kept.mixin", "vanthu.secrecy.mixin"]
    _order = "day desc, id desc"
    _rec_name = "seal_id"
    _secrecy_fields = ("reason", "permission")

    seal_id = fields.Many2one("vanthu.seal", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(
        related="seal_id.company_id", store=True, index=True, precompute=True
    )
    from_id = fields.Many2one(
        "res.users", string="Handed over by", readonly=True, required=True, ondelete="restrict"
    )
    to_id = fields.Many2one(
        "res.users", string="Taken over by", required=True, ondelete="restrict",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    day = fields.Date(required=True, default=lambda self: local_today(self.env))
    reason = fields.Char(required=True)
    permission_id = fields.Many2one(
        "vanthu.document", string="Permission (document)", index="btree_not_null",
        ondelete="restrict", help="The written permission, where it is registered here.",
    )
    permission = fields.Char(
        help="Who permitted it in writing, and when.",
    )
    minutes = fields.Binary(string="Minutes of the hand-over", required=True, attachment=True)
    minutes_name = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            seal = self.env["vanthu.seal"].browse(vals.get("seal_id")).exists()
            seal.check_access("read")
            seal._require_keeper_or_manager()
            vals["from_id"] = seal.keeper_id.id
        rows = super().create(vals_list)
        rows.permission_id.check_access("read")
        for row in rows:
            row._check_facts()
            row.seal_id.sudo().keeper_id = row.to_id
        return rows

    def _check_facts(self):
        today = local_today(self.env)
        last = self.search([("seal_id", "=", self.seal_id.id), ("id", "!=", self.id)], limit=1)
        if self.day > today or (last and self.day < last.day):
            raise ValidationError(self.env._(
                "The day of a hand-over is today at the latest and not before the last one."
            ))
        if not (self.permission_id or (self.permission or "").strip()):
            raise ValidationError(self.env._(
                "Say who permitted the hand-over in writing, or choose the document."
            ))
        if self.to_id == self.from_id:
            raise ValidationError(self.env._("This person keeps it already; choose another one."))
        if self.seal_id.company_id not in self.sudo().to_id.company_ids:
            raise ValidationError(self.env._("Choose a person of this organisation."))


class VanthuSealUse(models.Model):
    """One line of the book of the use of seals (Điều 33): what was stamped or signed."""

    _name = "vanthu.seal.use"
    _description = "Use of a seal or token"
    _inherit = [
        "vanthu.seal.kept.mixin", "vanthu.document.link.mixin", "vanthu.secrecy.mixin",
    ]
    _order = "day desc, id desc"
    _rec_name = "document_id"
    _secrecy_fields = ("note",)

    seal_id = fields.Many2one(
        "vanthu.seal", required=True, index=True, ondelete="restrict",
        domain="[('keeper_id', '=', uid), ('company_id', '=', company_id)]",
        default=lambda self: self._get_default_seal(),
    )
    document_id = fields.Many2one(
        "vanthu.document", required=True, index=True, ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    day = fields.Date(readonly=True, required=True, default=lambda self: local_today(self.env))
    user_id = fields.Many2one(
        "res.users", string="Used by", readonly=True, required=True, ondelete="restrict",
        default=lambda self: self.env.user,
    )
    kind = fields.Selection(
        [
            ("signature", "Over the signature"),
            ("across", "Across the sheets"),
            ("annex", "On an annex"),
            ("digital", "Digital signature"),
        ],
        required=True, default="signature",
    )
    count = fields.Integer(string="Impressions", required=True, default=1)
    sheet_count = fields.Integer(
        string="Sheets", help="Across the sheets: at most five for one impression.",
    )
    on_copy = fields.Boolean(
        string="On a copy made here", help="Sao y, sao lục, trích sao (Điều 25).",
    )
    note = fields.Char(string="Remarks")

    _counts = models.Constraint(
        "CHECK (count > 0 AND count <= 100000 AND COALESCE(sheet_count, 0) >= 0)",
        "The number of impressions is at least 1.",
    )

    @api.model
    def _get_default_seal(self):
        seals = self.env["vanthu.seal"].search(self.env["vanthu.seal"]._get_own_domain(), limit=2)
        return seals if len(seals) == 1 else False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(user_id=self.env.uid, day=local_today(self.env))
        rows = super().create(vals_list)
        for row in rows:
            row._check_facts()
            self.env["vanthu.event"]._log(row.document_id, "sealed", {
                "seal": row.seal_id.name, "count": row.count,
            })
        return rows

    def _check_facts(self):
        """What Điều 32 and 33 ask: in person, on what is signed or copied here, by a valid seal.

        :raise UserError: says what is wrong
        :raise AccessError: somebody else keeps the seal
        """
        seal, document = self.seal_id, self.document_id
        if seal.keeper_id != self.env.user:
            raise AccessError(self.env._(
                "%(seal)s is kept by %(keeper)s, who alone uses it.",
                seal=seal.name, keeper=seal.sudo().keeper_id.name,
            ))
        if not seal.is_valid or seal.company_id != document.company_id:
            raise UserError(self.env._(
                "%s is not valid for this document; choose another seal.", seal.name
            ))
        if (seal.kind == "token") != (self.kind == "digital"):
            raise UserError(self.env._(
                "A token signs digitally and a seal stamps; choose the other one."
            ))
        if self.on_copy:
            if document.state in (*BEFORE_SIGNATURE, "arrived", "recalled"):
                raise UserError(self.env._("Only a registered document is copied and sealed."))
        elif document.direction == "incoming" or document.state not in _SIGNED:
            raise UserError(self.env._(
                "Only what the person in charge has signed, and copies made here, are sealed."
            ))
        if self.kind == "across" and self.sheet_count > SHEETS_AT_ONCE * self.count:
            raise UserError(self.env._(
                "One impression covers at most %(most)s sheets: %(sheets)s sheets need "
                "%(needed)s.", most=SHEETS_AT_ONCE, sheets=self.sheet_count,
                needed=-(-self.sheet_count // SHEETS_AT_ONCE),
            ))


class VanthuDocument(models.Model):
    """The seals on a document."""

    _inherit = "vanthu.document"

    seal_use_ids = fields.One2many("vanthu.seal.use", "document_id", readonly=True)

    def action_open_seal_use(self):
        """Write a line into the book of seals.

        :return dict: window action
        """
        self.ensure_one()
        return self._open_wizard("vanthu.seal.use", self.env._("Use the seal"))


class VanthuEvent(models.Model):
    """Events of seals."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [*super()._selection_kind(), ("sealed", self.env._("Sealed"))]

    @api.model
    def _get_detail_labels(self):
        return {**super()._get_detail_labels(), "seal": self.env._("Seal")}
