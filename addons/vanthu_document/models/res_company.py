import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .local_time import local_today

# QĐ 20/2020/QĐ-TTg, Điều 4, and the form of QCVN 102:2016 that is still in use.
_ORGAN_CODE = re.compile(r"[A-K]\d{2}(\.\d{1,3})*")
_LEGACY_ORGAN_CODE = re.compile(r"\d{2,3}\.\d{2}\.\d{2}\.[A-K]\d{2}")


class ResCompany(models.Model):
    """An organisation that receives and issues documents under its own name."""

    _inherit = "res.company"

    organ_kind = fields.Selection(
        [
            ("department", "Department"),
            ("office", "Office"),
            ("school", "School"),
            ("commune", "Commune administration"),
            ("other", "Other organisation"),
        ],
        string="Kind of organisation", default="other", required=True,
    )
    organ_code = fields.Char(related="partner_id.organ_code", readonly=False)
    organ_abbreviation = fields.Char(
        string="Abbreviation",
        help="As it stands in the notation of the organisation's documents, for example SGDĐT.",
    )
    organ_superior_name = fields.Char(
        string="Superior body", help="Cơ quan chủ quản, as printed above the organisation's name."
    )
    organ_place = fields.Char(string="Place of issue", help="As printed before the date.")
    organ_valid_from = fields.Date(string="Established on")
    organ_valid_to = fields.Date(string="Dissolved on")
    organ_successor_id = fields.Many2one(
        "res.company", string="Successor", index="btree_not_null",
        help="The organisation that took over the documents and duties.",
    )
    organ_is_historic = fields.Boolean(
        string="Dissolved", compute="_compute_organ_is_historic",
        search="_search_organ_is_historic",
    )
    organ_code_is_unusual = fields.Boolean(compute="_compute_organ_code_is_unusual")
    # That of the topmost organisation, whose record its schools' administrators may not read.
    color = fields.Integer(compute_sudo=True)
    vanthu_unit_ids = fields.One2many("vanthu.unit", "company_id", string="Units")
    vanthu_unit_count = fields.Integer(string="Number of units", compute="_compute_unit_count")

    @api.depends("organ_valid_to")
    @api.depends_context("tz")
    def _compute_organ_is_historic(self):
        today = local_today(self.env)
        for company in self:
            company.organ_is_historic = bool(
                company.organ_valid_to and company.organ_valid_to < today
            )

    def _search_organ_is_historic(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = local_today(self.env)
        past = Domain("organ_valid_to", "<", today)
        return Domain.OR(past if wanted else ~past for wanted in value)

    @api.depends("organ_code")
    def _compute_organ_code_is_unusual(self):
        for company in self:
            company.organ_code_is_unusual = not self._is_usual_organ_code(company.organ_code)

    @api.depends("vanthu_unit_ids")
    def _compute_unit_count(self):
        counts = dict(self.env["vanthu.unit"]._read_group(
            [("company_id", "in", self.ids)], ["company_id"], ["__count"]
        ))
        for company in self:
            company.vanthu_unit_count = counts.get(company._origin, 0)

    @api.model
    def _is_usual_organ_code(self, code):
        """Whether a code has a form that the exchange knows; others are warned of, not refused.

        :param str code: mã định danh, or nothing
        :return bool: True when empty or of the form of QĐ 20/2020/QĐ-TTg or QCVN 102:2016
        """
        code = (code or "").strip()
        if not code or _LEGACY_ORGAN_CODE.fullmatch(code):
            return True
        return len(code) <= 35 and bool(_ORGAN_CODE.fullmatch(code))

    def _check_organ_open(self, day):
        """Refuse new documents of an organisation after its end.

        :param datetime.date day: day of arrival or registration
        :raise ValidationError: the organisation was dissolved before that day
        """
        for company in self.sudo():
            end = company.organ_valid_to
            if not end or day <= end:
                continue
            successor = company.organ_successor_id
            if successor:
                message = self.env._(
                    "%(name)s was dissolved on %(end)s and takes no new documents; enter this "
                    "one at its successor, %(successor)s.", name=company.name,
                    end=end.strftime("%d/%m/%Y"), successor=successor.name,
                )
            else:
                message = self.env._(
                    "%(name)s was dissolved on %(end)s and takes no new documents; enter this "
                    "one at the organisation that took over its duties.", name=company.name,
                    end=end.strftime("%d/%m/%Y"),
                )
            raise ValidationError(message)

    def _in_own_language(self, records):
        """Records in the language of the organisation, for jobs and e-mails that nobody started.

        :param records: recordset of any model
        :return: the same records; unchanged where the organisation has no language
        """
        language = self.sudo().partner_id.lang
        return records.with_context(lang=language) if language else records

    def action_open_units(self):
        """Show the units of this organisation.

        :return dict: window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_document.vanthu_unit_action"
        )
        return {
            **action,
            "display_name": self.env._("Units of %s", self.name),
            "domain": [("company_id", "=", self.id)],
            "context": {"default_company_id": self.id},
        }

    @api.constrains("organ_valid_from", "organ_valid_to", "organ_successor_id")
    def _check_organ_validity(self):
        for company in self:
            start, end = company.organ_valid_from, company.organ_valid_to
            if start and end and end < start:
                raise ValidationError(self.env._(
                    "The organisation %(name)s cannot be dissolved before it was established; "
                    "correct one of the two dates.", name=company.name,
                ))
            if company.organ_successor_id == company:
                raise ValidationError(self.env._(
                    "The organisation %(name)s cannot succeed itself; choose another successor.",
                    name=company.name,
                ))
