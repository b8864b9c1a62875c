from string import Formatter

from odoo import api, fields, models
from odoo.exceptions import ValidationError

RELIABILITY = [
    ("confirmed", "Confirmed"),
    ("unconfirmed", "To be checked"),
]


class VanthuAccreditationFramework(models.Model):
    """A set of standards by which schools are accredited, and how its evidence is numbered."""

    _name = "vanthu.accreditation.framework"
    _description = "Accreditation framework"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    source = fields.Char(string="Act", required=True)
    valid_from = fields.Date()
    valid_to = fields.Date()
    reliability = fields.Selection(RELIABILITY, default="confirmed", required=True)
    code_pattern = fields.Char(
        required=True, help="Of evidence; may hold {box}, {criterion} and {serial:02d}.",
    )
    level_count = fields.Integer(string="Levels", default=2, required=True)
    others_needed = fields.Integer(
        string="Other criteria needed",
        help="How many of the criteria that are not required must reach a level; 0 for all.",
    )
    monitoring_count = fields.Integer(
        string="Internal monitorings in a year", help="How often the school looks at itself.",
    )
    criterion_ids = fields.One2many("vanthu.accreditation.criterion", "framework_id")

    _levels = models.Constraint(
        "CHECK (level_count BETWEEN 1 AND 4 AND others_needed >= 0 AND monitoring_count >= 0)",
        "A framework has one to four levels.",
    )
    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A framework cannot end before it begins; correct one of the two dates.",
    )

    @api.depends("name", "source")
    def _compute_display_name(self):
        for framework in self:
            framework.display_name = " – ".join(filter(None, (framework.source, framework.name)))

    @api.constrains("code_pattern")
    def _check_code_pattern(self):
        if not all(framework._is_pattern() for framework in self):
            raise ValidationError(self.env._(
                "Write the codes with {criterion} and {serial:02d}, such as "
                "MC.{criterion}.{serial:02d}; {box} may stand there too."
            ))

    def _is_pattern(self):
        """Whether the pattern makes codes, and reaches for nothing but the three names."""
        try:
            names = {name for _text, name, _spec, _conversion
                     in Formatter().parse(self.code_pattern) if name is not None}
            return bool(
                {"criterion", "serial"} <= names <= {"box", "criterion", "serial"}
                and self._write_code("1.1", 1, 1)
            )
        except ValueError:
            return False

    def _write_code(self, criterion, serial, box):
        """The code of one piece of evidence.

        :param str criterion: number such as "1.3"
        :param int serial: within the criterion, from 1
        :param int box: number of the box, or 0
        :return str: such as ``MC.1.3.01`` or ``[H1-1.1-01]``
        """
        return self.code_pattern.format(criterion=criterion, serial=serial, box=box)

    def _needs_box(self):
        """Whether the box is part of the code.

        :return bool:
        """
        return "{box" in self.code_pattern


class VanthuAccreditationCriterion(models.Model):
    """A standard (1), or a criterion of it (1.3)."""

    _name = "vanthu.accreditation.criterion"
    _description = "Accreditation criterion"
    _order = "framework_id, order_key, id"
    _rec_names_search = ["number", "name"]

    framework_id = fields.Many2one(
        "vanthu.accreditation.framework", required=True, index=True, ondelete="cascade"
    )
    parent_id = fields.Many2one(
        "vanthu.accreditation.criterion", string="Standard", index="btree_not_null",
        ondelete="cascade", domain="[('framework_id', '=', framework_id)]",
    )
    number = fields.Char(required=True, size=10)
    order_key = fields.Char(compute="_compute_order_key", store=True)
    name = fields.Char(required=True)
    is_required = fields.Boolean(string="Required")
    need_ids = fields.One2many("vanthu.evidence.need", "criterion_id", string="Evidence needed")

    _number_uniq = models.UniqueIndex(
        "(framework_id, number)", "This framework has that number already.",
    )

    @api.depends("number")
    def _compute_order_key(self):
        for criterion in self:
            parts = (criterion.number or "").split(".")
            criterion.order_key = ".".join(part.zfill(3) for part in parts)

    @api.depends("number", "name")
    def _compute_display_name(self):
        for criterion in self:
            criterion.display_name = f"{criterion.number}. {criterion.name}"

    @api.constrains("number", "parent_id")
    def _check_number(self):
        for criterion in self:
            parts = (criterion.number or "").split(".")
            if not all(part.isdigit() for part in parts) or len(parts) > 2:
                raise ValidationError(self.env._(
                    "Number standards as 1 and criteria as 1.3."
                ))

    def action_open_needs(self) -> dict:
        """Show what is usually shown for the criterion.

        :return dict: window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_archive.evidence_need_action"
        )
        return {
            **action, "domain": [("criterion_id", "=", self.id)],
            "context": {"default_criterion_id": self.id},
        }


class VanthuEvidenceBox(models.Model):
    """A box of evidence (hộp minh chứng), such as H09 of the records office."""

    _name = "vanthu.evidence.box"
    _description = "Box of evidence"
    _order = "number"

    number = fields.Integer(required=True, aggregator=None)
    name = fields.Char(string="Whose", required=True)
    active = fields.Boolean(default=True)

    _number_uniq = models.UniqueIndex("(number)", "There is a box with this number already.")

    @api.depends("number", "name")
    def _compute_display_name(self):
        for box in self:
            box.display_name = f"H{box.number:02d} {box.name or ''}".strip()


class VanthuEvidenceNeed(models.Model):
    """What a school usually shows for a criterion; an administrator changes it."""

    _name = "vanthu.evidence.need"
    _description = "Evidence needed"
    _order = "criterion_id, sequence, id"

    criterion_id = fields.Many2one(
        "vanthu.accreditation.criterion", required=True, index=True, ondelete="cascade",
        domain="[('parent_id', '!=', False)]",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Evidence", required=True)
    tier = fields.Selection(
        [("a", "Required"), ("b", "Supporting"), ("c", "Internal")], default="b", required=True,
    )
    box_id = fields.Many2one("vanthu.evidence.box", ondelete="restrict")
    reliability = fields.Selection(RELIABILITY, default="unconfirmed", required=True)
    active = fields.Boolean(default=True)
