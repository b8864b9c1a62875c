from odoo import fields, models


class VanthuFonds(models.Model):
    """A fonds (phông lưu trữ): all records of one organisation.

    Fields follow TT 02/2019/TT-BNV.
    """

    _name = "vanthu.fonds"
    _description = "Fonds"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "company_id, sequence, name, id"
    _secrecy_fields = ("name", "history", "description")
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True)
    code = fields.Char(
        string="Fonds code", size=35, help="As the archive has numbered the fonds."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    archive_organ_code = fields.Char(
        string="Code of the archive", size=35, help="Of the archive that keeps the fonds."
    )
    is_source = fields.Boolean(
        string="Gives to a historical archive",
        help="The organisation is a source of a historical archive, so its permanent files are "
        "handed over there; other organisations keep them themselves.",
    )
    historical_archive = fields.Char(help="The archive that takes the permanent files over.")
    date_from = fields.Date(string="Documents from")
    date_to = fields.Date(string="Documents until")
    history = fields.Text(string="History of the fonds")
    key_groups = fields.Char(string="Main groups of records")
    lookup_tools = fields.Char(string="Finding aids")
    description = fields.Text()
    file_ids = fields.One2many("vanthu.file", "fonds_id", string="Files")

    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Another fonds has this code; choose a different one.",
    )
