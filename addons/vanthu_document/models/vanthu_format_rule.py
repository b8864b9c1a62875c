from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.format_check import CHECKS, Rule
from .local_time import local_today

LEVELS = [("error", "Error"), ("warning", "Warning"), ("hint", "Hint")]
COMPONENTS = [
    ("page", "Page"),
    ("text", "All text"),
    ("page_number", "Page number"),
    ("footer", "Foot of page 1"),
    ("nation", "Quốc hiệu"),
    ("motto", "Tiêu ngữ"),
    ("parent", "Superior body"),
    ("organ", "Issuing body"),
    ("number", "Number and notation"),
    ("date", "Place and date"),
    ("type", "Type of document"),
    ("subject", "Subject"),
    ("letter_subject", "Subject of a công văn"),
    ("addressee_label", "Kính gửi"),
    ("addressees", "Addressees"),
    ("basis", "Legal grounds"),
    ("authority", "Line with the authority"),
    ("enacting", "Line that enacts"),
    ("body", "Text"),
    ("heading", "Phần, Chương, Mục"),
    ("article", "Articles"),
    ("clause", "Clauses"),
    ("point", "Points"),
    ("position", "Position of the signer"),
    ("signer", "Name of the signer"),
    ("recipients_label", "Nơi nhận"),
    ("recipients", "Receivers"),
    ("annex", "Annexes"),
    ("urgency", "Urgency"),
    ("circulation", "Circulation"),
    ("typist", "Mark of the typist"),
    ("capitals", "Capital letters"),
]
_FIXED = {"code", "check", "component"}


class VanthuFormatRule(models.Model):
    """One rule of presentation (Phụ lục I and II of NĐ 30/2020), with its bounds and period.

    What a rule looks at is part of the software; how strict it is and from when to when it
    holds is data. A new decree ends the rule and begins a copy of it with other bounds.
    """

    _name = "vanthu.format.rule"
    _description = "Rule of presentation"
    _order = "sequence, id"
    _rec_names_search = ["code", "name"]

    sequence = fields.Integer(default=1000)
    code = fields.Char(required=True)
    check = fields.Char(required=True, help="What the software does to check the rule.")
    component = fields.Selection(COMPONENTS, required=True)
    name = fields.Char(string="Rule", required=True, translate=True)
    level = fields.Selection(
        LEVELS, required=True, default="error",
        help="Errors are counted when the presentation is confirmed; hints only suggest.",
    )
    minimum = fields.Float(digits=(6, 2), help="In the unit that the rule names.")
    maximum = fields.Float(digits=(6, 2), help="In the unit that the rule names.")
    value = fields.Char(
        string="Wording or values", help="Several are parted by a semicolon; a type of document "
        "after ! is excepted.",
    )
    tolerance = fields.Float(digits=(6, 2), help="How far the bounds may be missed.")
    source = fields.Char(string="Legal basis", required=True)
    valid_from = fields.Date()
    valid_to = fields.Date()
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(valid_from, '-infinity'))",
        "This rule exists already; change the period of validity of one of them.",
    )
    _bounds = models.Constraint(
        "CHECK (minimum >= 0 AND tolerance >= 0 AND (maximum = 0 OR maximum >= minimum))",
        "The largest value of a rule cannot lie below the smallest.",
    )
    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A rule cannot end before it begins; correct one of the two dates.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = f"{rule.code} {rule.name or ''}".strip()

    @api.constrains("check", "value", "component")
    def _check_parameters(self):
        for rule in self:
            if rule.check not in CHECKS:
                raise ValidationError(self.env._(
                    "The software knows no check “%(check)s”; copy a rule that exists.",
                    check=rule.check,
                ))
            if rule.check in ("paper", "indent"):
                rule._check_numbers()

    def _check_numbers(self):
        parts = [part for part in (self.value or "").split(";") if part.strip()]
        try:
            numbers = [float(part) for part in parts]
        except ValueError:
            numbers = []
        if not numbers or (self.check == "paper" and len(numbers) != 2):
            raise ValidationError(self.env._(
                "%(rule)s needs numbers with a point, parted by a semicolon, such as “1; 1.27”.",
                rule=self.display_name,
            ))

    def write(self, vals):
        fixed = _FIXED & vals.keys()
        if fixed and not self.env.su and any(
            rule[name] != vals[name] for rule in self for name in fixed
        ):
            raise ValidationError(self.env._(
                "What a rule looks at stays; change its bounds, or archive it."
            ))
        return super().write(vals)

    def copy_data(self, default=None):
        """A copy is for the time after: its period is to be chosen."""
        return [
            {**vals, "valid_from": (default or {}).get("valid_from") or local_today(self.env),
             "valid_to": False}
            for vals in super().copy_data(default)
        ]

    @api.model
    def _get_rules(self, day=None):
        """The rules that hold on a day.

        :param datetime.date day: today by default
        :return: ``vanthu.format.rule`` in their order; of two periods the later one
        """
        day = day or local_today(self.env)
        valid = (
            Domain("valid_from", "=", False) | Domain("valid_from", "<=", day)
        ) & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        newest = {}
        for rule in self.sudo().search(valid):
            former = newest.get(rule.code)
            if former is None or (rule.valid_from or day.min) > (former.valid_from or day.min):
                newest[rule.code] = rule
        return self.sudo().concat(*newest.values()).sorted()

    def _to_tool(self):
        """The rules as the checker takes them.

        :return list: of :class:`~..tools.format_check.Rule`
        """
        return [
            Rule(rule.code, rule.check, rule.component, rule.level, rule.minimum, rule.maximum,
                 rule.value or "", rule.tolerance)
            for rule in self
        ]
