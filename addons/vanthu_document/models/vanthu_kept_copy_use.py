from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .local_time import local_today

# What is filled in later; the rest stays as it was signed for.
_LATER = {"signed_for", "returned_day", "note"}


class VanthuKeptCopyUse(models.Model):
    """Somebody uses the kept copy of an issued document (Điều 19.3 of NĐ 30/2020).

    One row of the Sổ sử dụng bản lưu (Phụ lục IV): kept for good, completed on return.
    """

    _name = "vanthu.kept.copy.use"
    _description = "Use of a kept copy"
    _inherit = ["vanthu.document.link.mixin", "vanthu.secrecy.mixin"]
    _order = "day desc, id desc"
    _rec_name = "user_name"
    _check_company_auto = True
    _secrecy_fields = ("user_name", "file_number", "signed_for", "note")

    document_id = fields.Many2one(
        "vanthu.document", required=True, index=True, ondelete="restrict",
        domain="[('direction', '!=', 'incoming'), ('reference', '!=', False)]",
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    day = fields.Date(required=True, default=lambda self: local_today(self.env))
    user_name = fields.Char(
        string="Used by", required=True, help="Họ tên người sử dụng, with the unit."
    )
    file_number = fields.Char(
        string="File number", help="Số và ký hiệu hồ sơ in which the copy is kept."
    )
    signed_for = fields.Char(string="Signed for by")
    returned_day = fields.Date(string="Returned on")
    allowed_by_id = fields.Many2one(
        "res.users", string="Allowed by", required=True, ondelete="restrict", index=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    note = fields.Char(string="Remarks")

    _open_idx = models.Index("(company_id, day) WHERE returned_day IS NULL")

    @api.constrains("document_id", "day", "returned_day", "allowed_by_id")
    def _check_facts(self):
        today = local_today(self.env)
        for use in self:
            document = use.sudo().document_id
            if document.direction == "incoming" or not document.issued_at:
                raise ValidationError(self.env._(
                    "Choose an outgoing document that is issued; only of these the office keeps "
                    "the original."
                ))
            if use.day > today or use.day < document.issued_date:
                raise ValidationError(self.env._(
                    "The day lies between the date of the document, %(date)s, and today.",
                    date=f"{document.issued_date:%d/%m/%Y}",
                ))
            if use.returned_day and not use.day <= use.returned_day <= today:
                raise ValidationError(self.env._(
                    "The day of return lies between %(day)s and today.", day=f"{use.day:%d/%m/%Y}",
                ))
            if document.company_id not in use.sudo().allowed_by_id.company_ids:
                raise ValidationError(self.env._(
                    "Choose a person of this organisation who allowed the use."
                ))

    @api.model_create_multi
    def create(self, vals_list):
        uses = super().create(vals_list)
        for use in uses:
            self.env["vanthu.event"]._log(use, "kept_copy_used", {"to": use.user_name})
        return uses

    def write(self, vals):
        for use in self:
            if vals.keys() - _LATER or ("returned_day" in vals and use.returned_day):
                raise UserError(self.env._(
                    "What the book of kept copies says stays as it was signed for; write what is "
                    "wrong into the remarks."
                ))
        result = super().write(vals)
        if vals.get("returned_day"):
            for use in self:
                self.env["vanthu.event"]._log(use, "kept_copy_returned", {"from": use.user_name})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The book of kept copies is kept for good; add a remark."))

    def action_return(self) -> bool:
        """Write down that kept copies came back today.

        :raise UserError: it is back already
        :raise AccessError: the person is no registry clerk
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        self.write({"returned_day": local_today(self.env)})
        return True


class VanthuDocument(models.Model):
    """Who has the kept copy of a document."""

    _inherit = "vanthu.document"

    kept_copy_use_ids = fields.One2many(
        "vanthu.kept.copy.use", "document_id", string="Uses of the kept copy", readonly=True,
        groups="vanthu_document.group_clerk,vanthu_document.group_leader",
    )

    def action_open_kept_copy(self) -> dict:
        """Show who has used the kept copy, ready to write down another use.

        :return dict: window action
        :raise AccessError: the person is neither registry clerk nor leader
        """
        self.ensure_one()
        self._require_group("group_clerk", "group_leader")
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_document.kept_copy_use_action"
        )
        return {
            **action, "display_name": self.env._("Kept copy of %s", self.display_name),
            "domain": [("document_id", "=", self.id)],
            "context": {"default_document_id": self.id},
        }
