from datetime import date

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError, ValidationError

from .local_time import local_today


class VanthuRegister(models.Model):
    """A register (sổ) of one organisation, year and direction, and its numbers.

    Điều 15 and 22 of NĐ 30/2020: from 01 on 1 January, in order of time, one series for
    paper and electronic documents. Numbers are rows of ``vanthu.register.entry``.
    """

    _name = "vanthu.register"
    _description = "Register"
    _order = "year desc, direction, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    year = fields.Integer(
        required=True, aggregator=None, default=lambda self: local_today(self.env).year
    )
    direction = fields.Selection(
        [
            ("incoming", "Incoming"), ("outgoing", "Outgoing"), ("internal", "Internal"),
            ("copy", "Copies made"),
        ],
        default="incoming", required=True,
    )
    series = fields.Selection(
        [("common", "All types in one series"), ("types", "Chosen types in an own series")],
        default="common", required=True,
    )
    type_ids = fields.Many2many("vanthu.document.type", string="Types of this series")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    volume_ids = fields.One2many("vanthu.register.volume", "register_id", string="Volumes")
    entry_ids = fields.One2many("vanthu.register.entry", "register_id", string="Numbers")
    last_number = fields.Integer(compute="_compute_last_number", string="Last number")
    entry_count = fields.Integer(compute="_compute_last_number")

    _common_uniq = models.UniqueIndex(
        "(company_id, year, direction) WHERE series = 'common'",
        "This organisation already has a common register of that year and direction.",
    )
    _year_range = models.Constraint(
        "CHECK (year BETWEEN 1945 AND 2200)", "Enter the year with four digits, such as 2026."
    )

    @api.depends("entry_ids")
    def _compute_last_number(self):
        numbers = {
            register.id: (last, count)
            for register, last, count in self.env["vanthu.register.entry"].sudo()._read_group(
                [("register_id", "in", self.ids)], ["register_id"], ["number:max", "__count"]
            )
        }
        for register in self:
            register.last_number, register.entry_count = numbers.get(register.id, (0, 0))

    @api.depends("name", "year")
    def _compute_display_name(self):
        for register in self:
            register.display_name = f"{register.name} {register.year}"

    @api.constrains("series", "type_ids", "company_id", "year", "direction")
    def _check_type_series(self):
        for register in self.filtered(lambda r: r.series == "types"):
            if not register.type_ids:
                raise ValidationError(self.env._(
                    "Choose at least one document type for the register %(name)s.",
                    name=register.name,
                ))
            rival = self.search([
                ("id", "!=", register.id),
                ("company_id", "=", register.company_id.id),
                ("year", "=", register.year),
                ("direction", "=", register.direction),
                ("series", "=", "types"),
                ("type_ids", "in", register.type_ids.ids),
            ], limit=1)
            if rival:
                raise ValidationError(self.env._(
                    "A type of this register is numbered in %(name)s already; "
                    "take it out of one of the two.", name=rival.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        registers = super().create(vals_list)
        self.env["vanthu.register.volume"].create(
            [{"register_id": register.id, "number": 1} for register in registers]
        )
        return registers

    def write(self, vals):
        numbered = self.filtered("entry_count")
        if {"company_id", "year", "direction", "series"} & vals.keys() and numbered:
            raise UserError(self.env._(
                "This register has numbers already, so its organisation, year, direction and "
                "series stay; make a new register instead."
            ))
        year = local_today(self.env).year
        if vals.get("active") is False and numbered.filtered(lambda r: r.year >= year):
            raise UserError(self.env._(
                "The register of the current year has numbers and stays in use; archive it "
                "next year."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_numbers(self):
        if any(register.entry_count for register in self):
            raise UserError(self.env._(
                "A register with numbers is kept for good; archive it if it is no longer used."
            ))

    @api.model
    def _get_for(self, company, year, direction, doc_type=None):
        """The register in which a document is numbered; the year's are made when missing.

        :param company: ``res.company`` of the document
        :param int year: calendar year of the number
        :param str direction: incoming, outgoing, internal or copy
        :param doc_type: ``vanthu.document.type`` or None
        :return: one register
        """
        found = self.with_context(active_test=False).search([
            ("company_id", "=", company.id), ("year", "=", year), ("direction", "=", direction),
        ])
        if doc_type:
            own = found.filtered(
                lambda r: r.active and r.series == "types" and doc_type in r.type_ids
            )
            if own:
                return own[0]
        common = found.filtered(lambda r: r.series == "common")
        if common and not common.active:
            raise UserError(self.env._(
                "The register %(name)s is archived; ask the administrator to bring it back.",
                name=common.display_name,
            ))
        return common or self.sudo()._prepare_year(company, year, direction)

    @api.model
    def _prepare_year(self, company, year, directions=("incoming", "outgoing")):
        """Make the registers of ``year`` after the pattern of the year before.

        :param company: ``res.company``
        :param int year: year to prepare
        :param directions: one direction or several
        :return: the common register of the first direction
        """
        wanted = [directions] if isinstance(directions, str) else list(directions)
        titles = {
            "incoming": self.env._("Register of incoming documents"),
            "outgoing": self.env._("Register of outgoing documents"),
            "internal": self.env._("Register of internal documents"),
            "copy": self.env._("Register of copies"),
        }
        present = self.with_context(active_test=False).search([
            ("company_id", "=", company.id), ("year", "in", (year - 1, year)),
            ("direction", "in", wanted),
        ])
        vals_list = []
        for direction in wanted:
            of_direction = present.filtered(lambda r, d=direction: r.direction == d)
            this_year = of_direction.filtered(lambda r: r.year == year)
            if not this_year:
                vals_list += [{
                    "name": register.name, "series": register.series,
                    "sequence": register.sequence, "type_ids": [(6, 0, register.type_ids.ids)],
                    "company_id": company.id, "year": year, "direction": direction,
                } for register in of_direction if register.active]
            # Whatever the pattern is, a document of any type must find its register.
            if not any(
                register["direction"] == direction and register["series"] == "common"
                for register in (*this_year, *vals_list)
            ):
                vals_list.append({
                    "name": titles[direction],
                    "series": "common", "company_id": company.id, "year": year,
                    "direction": direction,
                })
        created = self._create_prepared(vals_list)
        return (created | present).filtered(
            lambda r: r.year == year and r.direction == wanted[0] and r.series == "common"
        )[:1]

    @api.model
    def _create_prepared(self, vals_list):
        """Make registers, or begin anew when somebody else makes the same at this moment."""
        try:
            with self.env.cr.savepoint():
                return self.create(vals_list)
        except UniqueViolation as error:
            raise ConcurrencyError("the registers of the year were made meanwhile") from error

    def action_prepare_next_year(self):
        """Make the registers of the coming year now, as the scheduled action does in December.

        :return dict: message for the person
        :raise AccessError: neither clerk nor administrator
        """
        self.env["vanthu.document"]._require_group("group_clerk", "group_manager")
        year = local_today(self.env).year + 1
        for company in self.company_id or self.env.company:
            self.sudo()._prepare_year(company, year)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The registers of %s are ready.", year),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _cron_prepare_next_year(self):
        """In December, make the registers of the year to come (Điều 15.1: from 01 on 01/01)."""
        today = local_today(self.env)
        if today.month != 12:
            return
        companies = self.env["res.company"].search([
            "|", ("organ_valid_to", "=", False), ("organ_valid_to", ">", date(today.year, 12, 31)),
        ])
        for company in companies:
            company._in_own_language(self)._prepare_year(company, today.year + 1)

    def action_open_entries(self):
        """Show the numbers of this register.

        :return dict: window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "vanthu.register.entry",
            "view_mode": "list,form",
            "domain": [("register_id", "=", self.id)],
            "context": {"default_register_id": self.id},
        }
