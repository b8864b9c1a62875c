from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.vanthu_document.models.local_time import local_today

from .vanthu_accreditation import RELIABILITY
from .vanthu_self_assessment import get_school_year


class VanthuSchoolRecordKind(models.Model):
    """A record that a school must keep (Điều 21 of the charter of schools)."""

    _name = "vanthu.school.record.kind"
    _description = "Record that a school keeps"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    keeper = fields.Selection(
        [("school", "School"), ("group", "Subject group"), ("teacher", "Teacher")],
        string="Kept by", default="school", required=True,
    )
    source = fields.Char(string="Act", required=True)
    reliability = fields.Selection(RELIABILITY, default="unconfirmed", required=True)
    active = fields.Boolean(default=True)


class VanthuSchoolRecord(models.Model):
    """Where a school keeps one of these records in a school year, or that it is missing."""

    _name = "vanthu.school.record"
    _description = "Record of a school year"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "school_year desc, sequence, id"
    _rec_name = "kind_id"
    _secrecy_fields = ("place", "note")
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="cascade",
        default=lambda self: self.env.company, readonly=True,
    )
    school_year = fields.Char(
        required=True, size=9, default=lambda self: get_school_year(local_today(self.env)),
    )
    kind_id = fields.Many2one(
        "vanthu.school.record.kind", string="Record", required=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="kind_id.sequence", store=True)
    keeper = fields.Selection(related="kind_id.keeper", store=True)
    state = fields.Selection(
        [("missing", "Missing"), ("here", "Kept"), ("elsewhere", "In another system"),
         ("none", "Does not apply")],
        required=True, default="missing", index=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    file_id = fields.Many2one(
        "vanthu.file", string="Case file", ondelete="set null", check_company=True,
        index="btree_not_null",
    )
    place = fields.Char(help="Room and shelf, or the other system, such as the e-record book.")
    note = fields.Char(string="Remarks")

    _kind_uniq = models.UniqueIndex(
        "(company_id, school_year, kind_id)", "This record stands in the list already.",
    )

    @api.constrains("state", "file_id", "place")
    def _check_place(self):
        for record in self:
            if record.state in ("here", "elsewhere") and not (record.file_id or record.place):
                raise ValidationError(self.env._(
                    "Say where “%s” is kept: choose its file or write the place.",
                    record.kind_id.name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_files()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "file_id" in vals:
            self._check_files()
        return result

    def _check_files(self):
        self.sudo().file_id.with_env(self.env).check_access("read")

    def action_prepare_year(self) -> dict:
        """Add what is not yet in the list of the present school year.

        Responsible persons and places come from the year before.

        :return dict: window action of the list
        :raise AccessError: the caller may not write the list
        """
        company, year = self.env.company, get_school_year(local_today(self.env))
        known = self.search([("company_id", "=", company.id)])
        present = known.filtered(lambda record: record.school_year == year).kind_id
        before = {record.kind_id: record for record in known.sorted("school_year")}
        self.create([
            {
                "company_id": company.id, "school_year": year, "kind_id": kind.id,
                "user_id": before[kind].user_id.id if kind in before else False,
                "place": before[kind].place if kind in before else False,
            } for kind in self.env["vanthu.school.record.kind"].search([]) - present
        ])
        return self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_archive.school_record_action"
        )
