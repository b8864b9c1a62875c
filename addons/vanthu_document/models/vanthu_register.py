from datetime import date, timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

# More numbers than this cannot have been taken by others since our transaction began.
MAX_NUMBER_ATTEMPTS = 5000


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
        required=True, aggregator=None, default=lambda self: fields.Date.context_today(self).year
    )
    direction = fields.Selection(
        [("incoming", "Incoming"), ("outgoing", "Outgoing"), ("internal", "Internal")],
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
    last_number = fields.Integer(compute="_compute_last_number")
    entry_count = fields.Integer(compute="_compute_last_number")

    _common_uniq = models.UniqueIndex(
        "(company_id, year, direction) WHERE series = 'common' AND active",
        "This organisation already has a common register of that year and direction.",
    )
    _year_range = models.Constraint(
        "CHECK (year BETWEEN 1945 AND 2200)", "Enter the year with four digits, such as 2026."
    )

    @api.depends("entry_ids")
    def _compute_last_number(self):
        numbers = {
            register.id: (last, count)
            for register, last, count in self.env["vanthu.register.entry"]._read_group(
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
        if {"company_id", "year", "direction"} & vals.keys() and any(
            register.entry_count for register in self
        ):
            raise UserError(self.env._(
                "This register has numbers already, so its organisation, year and direction stay; "
                "make a new register instead."
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
        :param str direction: incoming, outgoing or internal
        :param doc_type: ``vanthu.document.type`` or None
        :return: one register
        """
        found = self.search([
            ("company_id", "=", company.id), ("year", "=", year), ("direction", "=", direction),
        ])
        if doc_type:
            own = found.filtered(lambda r: r.series == "types" and doc_type in r.type_ids)
            if own:
                return own[0]
        common = found.filtered(lambda r: r.series == "common")
        return common[:1] or self.sudo()._prepare_year(company, year, direction)

    @api.model
    def _prepare_year(self, company, year, directions=("incoming", "outgoing")):
        """Make the registers of ``year`` after the pattern of the year before.

        :param company: ``res.company``
        :param int year: year to prepare
        :param directions: one direction or several
        :return: the common register of the first direction
        """
        wanted = [directions] if isinstance(directions, str) else list(directions)
        titles = dict(self._fields["direction"]._description_selection(self.env))
        present = self.search([
            ("company_id", "=", company.id), ("year", "in", (year - 1, year)),
            ("direction", "in", wanted),
        ])
        vals_list = []
        for direction in wanted:
            of_direction = present.filtered(lambda r, d=direction: r.direction == d)
            if of_direction.filtered(lambda r: r.year == year):
                continue
            pattern = of_direction.filtered(lambda r: r.year == year - 1)
            vals_list += [{
                "name": register.name, "series": register.series, "sequence": register.sequence,
                "type_ids": [(6, 0, register.type_ids.ids)],
                "company_id": company.id, "year": year, "direction": direction,
            } for register in pattern] or [{
                "name": self.env._("Register of documents: %s", titles[direction]),
                "company_id": company.id, "year": year, "direction": direction,
            }]
        created = self.create(vals_list)
        return (created or present).filtered(
            lambda r: r.year == year and r.direction == wanted[0] and r.series == "common"
        )[:1]

    @api.model
    def _cron_prepare_next_year(self):
        """In December, make the registers of the year to come (Điều 15.1: from 01 on 01/01)."""
        today = fields.Date.context_today(self)
        if today.month != 12:
            return
        companies = self.env["res.company"].search([
            "|", ("organ_valid_to", "=", False), ("organ_valid_to", ">", date(today.year, 12, 31)),
        ])
        for company in companies:
            self._prepare_year(company, today.year + 1)

    # ---- NUMBERS ----

    def _take_number(self, day, document=None, state="issued", reason=False):
        """Take the next number, as the last step of a short transaction.

        The unique index decides between people who take a number at the same moment: who
        loses tries the next one, so nobody fails and nothing is skipped; what is rolled back
        is taken again by the next. Numbers with today's date go in parallel. An earlier date
        locks the open volume for itself and looks at what is committed, since only then the
        order of time (Điều 15.1) can be checked.

        :param datetime.date day: date of the entry, in the register's year, not in the future
        :param document: ``vanthu.document`` that receives the number, or None
        :param str state: issued or reserved
        :param reason: text, for a reserved number
        :return: the new ``vanthu.register.entry``
        :raise UserError: the date is outside the year, in the future or out of order
        """
        self.ensure_one()
        self._check_entry_day(day)
        self.env["vanthu.register.entry"].flush_model()
        today = fields.Date.context_today(self)
        volume_id = self._lock_open_volume(exclusive=day < today)
        if day < today:
            self._check_order_of_time(day)
        cr = self.env.cr
        cr.execute(SQL(
            "SELECT COALESCE(MAX(number), 0) FROM vanthu_register_entry WHERE register_id = %s",
            self.id,
        ))
        number = cr.fetchone()[0]
        for _attempt in range(MAX_NUMBER_ATTEMPTS):
            number += 1
            try:
                with cr.savepoint(flush=False):
                    entry_id = self._insert_entry(
                        number, "", day, volume_id, document, state, reason
                    )
            except UniqueViolation:
                continue
            entry = self.env["vanthu.register.entry"].browse(entry_id)
            # What was just written needs no reading while others wait for this number.
            entry._update_cache({
                "register_id": self.id, "number": number, "suffix": "", "state": state,
            }, validate=False)
            return entry
        raise UserError(self.env._("The register is too busy at the moment; try again."))

    def _insert_entry(self, number, suffix, day, volume_id, document, state, reason):
        cr = self.env.cr
        cr.execute(SQL(
            """INSERT INTO vanthu_register_entry
                   (register_id, company_id, volume_id, number, suffix, date, state, document_id,
                    reason, create_uid, write_uid, create_date, write_date)
               VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
               RETURNING id""",
            self.id, self.company_id.id, volume_id, number, suffix, day, state,
            document.id if document else None, reason or None, self.env.uid, self.env.uid,
        ))
        return cr.fetchone()[0]

    def _check_entry_day(self, day):
        if day.year != self.year:
            raise UserError(self.env._(
                "The date %(day)s does not belong to the register of %(year)s; choose the "
                "register of that year.", day=day.strftime("%d/%m/%Y"), year=self.year,
            ))
        if day > fields.Date.context_today(self):
            raise UserError(self.env._(
                "The date %(day)s is in the future; enter the day on which the document is "
                "registered.", day=day.strftime("%d/%m/%Y"),
            ))

    def _lock_open_volume(self, exclusive=False):
        """Hold the open volume so that it cannot be closed under a number being taken.

        :param bool exclusive: wait for everybody else who is taking a number
        :return int: id of the open volume
        :raise UserError: all volumes are closed
        """
        cr = self.env.cr
        cr.execute(SQL(
            "SELECT id FROM vanthu_register_volume WHERE register_id = %s AND state = 'open' %s",
            self.id, SQL("FOR NO KEY UPDATE") if exclusive else SQL("FOR SHARE"),
        ))
        row = cr.fetchone()
        if not row:
            raise UserError(self.env._(
                "The register %(name)s is closed; open a new volume first.",
                name=self.display_name,
            ))
        return row[0]

    def _check_order_of_time(self, day, before=None):
        """Refuse a date that is earlier than that of the number before it.

        Asks our own transaction for what it has taken itself, and a new one for what others
        have committed by now, which our snapshot hides.
        """
        query = SQL(
            """SELECT number, suffix, date FROM vanthu_register_entry
                WHERE register_id = %s %s
             ORDER BY number DESC, suffix DESC LIMIT 1""",
            self.id, SQL("AND number <= %s", before) if before else SQL(),
        )
        self.env.cr.execute(query)
        found = [self.env.cr.fetchone()]
        with self.env.registry.cursor() as latest:
            latest.execute(query)
            found.append(latest.fetchone())
        number, suffix, last = max(filter(None, found), default=(0, "", None))
        if last and last > day:
            raise UserError(self.env._(
                "Number %(number)s of this register bears the date %(last)s, so %(day)s is too "
                "early; enter %(last)s or later.",
                number=f"{number}{suffix}", last=last.strftime("%d/%m/%Y"),
                day=day.strftime("%d/%m/%Y"),
            ))

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

    def _last_day_of_year(self):
        return date(self.year + 1, 1, 1) - timedelta(days=1)
