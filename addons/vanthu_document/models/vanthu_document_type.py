from odoo import api, fields, models
from odoo.fields import Domain

from .local_time import local_today


class VanthuDocumentType(models.Model):
    """A type of document (tên loại, Điều 7 of NĐ 30/2020) with its abbreviation.

    Types are data with a period of validity and their source, since decrees change them.
    """

    _name = "vanthu.document.type"
    _description = "Document type"
    _order = "sequence, name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, help="As it stands on documents, in Vietnamese.")
    code = fields.Char(
        string="Abbreviation",
        help="As it stands in the notation; capitals matter. Công văn has none.",
    )
    standard_code = fields.Char(
        size=2, help="Code of the type in archival packages (TT 05/2025/TT-BNV)."
    )
    kind = fields.Selection(
        [
            ("administrative", "Administrative"),
            ("legal", "Legal normative"),
            ("copy", "Copy"),
            ("other", "Other"),
        ],
        default="administrative", required=True,
    )
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    response_days = fields.Integer(
        string="Default deadline (working days)",
        help="Working days to deal with an incoming document of this type; 0 sets no deadline.",
    )
    valid_from = fields.Date()
    valid_to = fields.Date()
    source = fields.Char(string="Legal basis", help="The act that names this type.")

    _name_uniq = models.UniqueIndex(
        "(name, kind, COALESCE(valid_from, '-infinity'))",
        "This type exists already; change the period of validity of one of them.",
    )
    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A type cannot end before it begins; correct one of the two dates.",
    )

    @api.depends("name", "code")
    @api.depends_context("formatted_display_name")
    def _compute_display_name(self):
        for doc_type in self:
            doc_type.display_name = doc_type.name

    @api.model
    def _find_by_name(self, name, date=None):
        """The type that carries ``name`` on ``date``, capitals disregarded.

        :param str name: name as printed, for example ``"QUYẾT ĐỊNH"``
        :param date: day on which the type must be valid; today by default
        :return: one record or none
        """
        day = date or local_today(self.env)
        valid = (
            Domain("valid_from", "=", False) | Domain("valid_from", "<=", day)
        ) & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        wanted = " ".join((name or "").split())
        if not wanted:
            return self.browse()
        return self.search(
            Domain("name", "=ilike", wanted) & Domain("kind", "!=", "copy") & valid, limit=1
        )
