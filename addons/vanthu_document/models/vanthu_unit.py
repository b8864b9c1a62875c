from odoo import api, fields, models
from odoo.exceptions import ValidationError

# A change of these changes who may read a document: the cached rules must go.
_MEMBERSHIP_FIELDS = {
    "head_id", "deputy_ids", "clerk_id", "member_ids", "parent_id", "active", "company_id",
}


class VanthuUnit(models.Model):
    """A unit inside an organisation (phòng, ban, tổ) and the people in it."""

    _name = "vanthu.unit"
    _description = "Unit"
    _parent_store = True
    _order = "company_id, sequence, name, id"
    _rec_names_search = ["name", "code"]
    _check_company_auto = True

    name = fields.Char(required=True)
    code = fields.Char(
        string="Abbreviation", help="As it stands in the notation of documents, for example VP."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True,
        default=lambda self: self.env.company,
    )
    parent_id = fields.Many2one(
        "vanthu.unit", string="Parent unit", index="btree_not_null", ondelete="restrict",
        check_company=True,
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("vanthu.unit", "parent_id", string="Sub-units")
    head_id = fields.Many2one("res.users", index="btree_not_null")
    deputy_ids = fields.Many2many(
        "res.users", "vanthu_unit_deputy_rel", "unit_id", "user_id", string="Deputies"
    )
    clerk_id = fields.Many2one("res.users", string="Unit clerk", index="btree_not_null")
    member_ids = fields.Many2many(
        "res.users", "vanthu_unit_member_rel", "unit_id", "user_id", string="Members"
    )
    chief_ids = fields.Many2many(
        "res.users", "vanthu_unit_chief_rel", "unit_id", "user_id",
        compute="_compute_chief_ids", store=True, recursive=True,
        help="Head and deputies of this unit and of the units above it.",
    )
    reader_ids = fields.Many2many(
        "res.users", "vanthu_unit_reader_rel", "unit_id", "user_id",
        compute="_compute_reader_ids", store=True, string="Readers",
        help="Everybody who sees the documents of this unit.",
    )
    member_count = fields.Integer(compute="_compute_member_count")

    _name_uniq = models.UniqueIndex(
        "(company_id, COALESCE(parent_id, 0), name) WHERE active",
        "Another unit at this place has the same name; choose a different one.",
    )

    @api.depends("head_id", "deputy_ids", "parent_id.chief_ids")
    def _compute_chief_ids(self):
        for unit in self:
            unit.chief_ids = unit.head_id | unit.deputy_ids | unit.parent_id.chief_ids

    @api.depends("chief_ids", "clerk_id", "member_ids")
    def _compute_reader_ids(self):
        for unit in self:
            unit.reader_ids = unit.chief_ids | unit.clerk_id | unit.member_ids

    @api.depends("member_ids", "head_id", "deputy_ids", "clerk_id")
    def _compute_member_count(self):
        for unit in self:
            unit.member_count = len(
                unit.member_ids | unit.head_id | unit.deputy_ids | unit.clerk_id
            )

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A unit cannot stand below itself; choose another parent unit.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        units = super().create(vals_list)
        self._refresh_rights()
        return units

    def write(self, vals):
        result = super().write(vals)
        if _MEMBERSHIP_FIELDS & vals.keys():
            self._refresh_rights()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def _refresh_rights(self):
        # The readers of a unit are computed; whoever asks next must meet the new ones.
        self.flush_model(["chief_ids", "reader_ids"])
        self.env.registry.clear_cache()
