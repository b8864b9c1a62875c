import base64
import re

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.vanthu_secrecy import get_secrecy_facts
from odoo.addons.vanthu_document.tools import spreadsheet
from odoo.addons.vanthu_document.tools.secrecy import find_secret_mark

from ..tools import file_plan_table
from ..tools.plan_titles import fill_years, raise_years

_TITLES = re.compile(r"^(ông|bà|đ/c|đồng chí|cô|thầy)\s*[:.]?\s+", re.IGNORECASE)


class VanthuFilePlanNew(models.TransientModel):
    """Where the lines of a new plan come from."""

    _inherit = "vanthu.file.plan.new"

    # ---- FORMER PLAN ----

    def _read_former(self):
        """Headings and files of the former plan, with years raised and persons who left gone.

        :return list: values of lines
        """
        former = self.former_id
        if not former:
            raise UserError(self.env._("Choose the plan whose files are carried over."))
        former.check_access("read")
        lines = former.line_ids.sorted(lambda line: (line.sequence, line.id))
        here = lines.user_id.sudo().filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        valid = self.env["vanthu.retention.rule"].search(
            self.env["vanthu.retention.rule"]._get_valid_domain(self.company_id)
        )
        return [self._carry_over(line, here, valid) for line in lines]

    def _carry_over(self, line, here, valid):
        name = raise_years(line.name, self.former_id.year, self.year)
        values = {
            "kind": line.kind, "name": name, "former_name": line.name, "new_name": name,
            "raises_year": name != line.name, "code": line.code, "note": line.note,
            "file_count": line.file_count, **self._get_term(line),
            "retention_id": (line.retention_id & valid).id,
            "unit_id": line.unit_id.active and line.unit_id.id, "user_id": False,
        }
        told = []
        user = line.user_id.sudo()
        if user in here:
            values["user_id"] = user.id
        elif user:
            told.append(self.env._("%s works here no longer; choose who keeps it.", user.name))
        if line.unit_id and not line.unit_id.active:
            told.append(self.env._("%s is no longer a unit; choose another.", line.unit_id.name))
        if line.retention_id - valid:
            told.append(self.env._(
                "%s is no longer in force; check the term.", line.retention_id.code
            ))
        return {**values, **self._get_result(told)}

    @api.model
    def _get_term(self, line):
        return self.env["vanthu.file.plan.line"]._get_term_values(line)

    @api.model
    def _get_result(self, told):
        return {"result": "look" if told else "new", "message": " ".join(told)}

    # ---- TEMPLATE ----

    def _read_template(self):
        """Headings and files of the template.

        :return list: values of lines
        """
        if not self.template_id:
            raise UserError(self.env._("Choose a template."))
        return [
            {
                "kind": line.kind, "name": fill_years(line.name, self.year), "code": line.code,
                "note": line.note, "retention_id": line.retention_id.id, **self._get_term(line),
            } for line in self.template_id.line_ids.sorted(lambda one: (one.sequence, one.id))
        ]

    # ---- WORKBOOK ----

    def _read_workbook(self):
        """Headings and files of the workbook, those with errors among them.

        :return list: values of lines
        """
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if not data:
            raise UserError(self.env._("Choose the workbook first."))
        try:
            rows = file_plan_table.read_plan(data)
        except spreadsheet.SpreadsheetError as error:
            messages = self.env["vanthu.people.import"]
            raise UserError(messages._get_file_message(error)) from error
        if not rows:
            raise UserError(self.env._("The workbook has no heading and no file."))
        if not self.plan_id:
            self.numbering = file_plan_table.guess_numbering(rows)
        people, units = self._index_people()
        return [self._make_line(row, people, units) for row in rows]

    def _index_people(self):
        """Persons and units of the organisation by the words of their names."""
        users = self.env["res.users"].sudo().search([
            ("share", "=", False), ("company_ids", "in", self.company_id.ids),
        ])
        units = self.env["vanthu.unit"].search([("company_id", "=", self.company_id.id)])
        key = spreadsheet.heading_key
        named = units.grouped(lambda unit: key(unit.name))
        return (
            users.grouped(lambda user: key(user.name)),
            {**units.filtered("code").grouped(lambda unit: key(unit.code)), **named},
        )

    def _make_line(self, row, people, units):
        values = {
            "row": row.row, "kind": row.kind, "name": row.name, "note": row.note,
            "code": row.code if row.kind == "heading" else False,
            "term": row.term.kind if row.term else "years",
            "term_years": row.term.years if row.term else 0,
            "term_event": row.term.event if row.term else False,
        }
        marks = [find_secret_mark(text) for text in (row.name, row.note) if text]
        if any(marks):
            # Not kept anywhere, not even here.
            self.env["vanthu.event"]._log_company(
                self.company_id, "secret_refused",
                get_secrecy_facts("entry", False, next(filter(None, marks))),
            )
            values.update(name="…", note=False)
            row.problems = [("secret", {})]
        if row.problems:
            message = self._get_message(*row.problems[0])
            return {**values, "result": "wrong", "message": message}
        told = [self._get_message(*note) for note in row.notes]
        if row.keeper and row.kind == "entry":
            user, unit, problem = self._find_keeper(row.keeper, people, units)
            values.update(user_id=user.id, unit_id=unit.id)
            told += problem
        return {**values, **self._get_result(told)}

    def _find_keeper(self, text, people, units):
        """The person and the unit that a cell names, in whatever order.

        :return tuple: ``res.users``, ``vanthu.unit``, list of what to know
        """
        none, key = self.env["res.users"], spreadsheet.heading_key
        parts = [text, *re.split(r"[,;()\n/]", text), *re.split(r"\s[-–]\s", text)]
        unit = next((units[key(part)][:1] for part in parts if key(part) in units),
                    self.env["vanthu.unit"])
        names = [key(_TITLES.sub("", part.strip())) for part in parts]
        found = next((people[name] for name in names if name in people), none)
        if len(found) > 1:
            found = found & unit.member_ids if unit else none
            if len(found) != 1:
                return none, unit, [self.env._(
                    "More than one person is called “%s”; choose who keeps it.", text
                )]
        if not found and not unit:
            return none, unit, [self.env._(
                "Nobody here and no unit is called “%s”; choose who keeps it.", text
            )]
        return found, unit, []

    def _get_message(self, code, params):
        """The sentence for a row.

        :param str code: of ``tools.file_plan_table``
        :param dict params: what the sentence names
        :return str: in the user's language
        """
        if "column" in params:
            column = next(one for one in file_plan_table.COLUMNS if one.key == params["column"])
            params = {"column": column.headings[0]}
        return {
            "formula": self.env._("“%(column)s” holds a formula; put its value there."),
            "error": self.env._("“%(column)s” holds an error of Excel; correct the cell."),
            "bad_term": self.env._(
                "“%(term)s” is no term; write “Vĩnh viễn”, a number of years such as “20 năm”, "
                "or the event, such as “Đến khi văn bản hết hiệu lực”."
            ),
            "no_name": self.env._("The row has no title; enter the title of the file."),
            "secret": self.env._(
                "The row bears the mark of a state secret and may not be kept here."
            ),
            "no_term": self.env._("The term is missing; decide it before the plan is approved."),
            "as_heading": self.env._("Read as a heading, because it has no term."),
            "proposed": self.env._("The abbreviation %(code)s is a proposal; check it."),
            "same_code": self.env._(
                "Another heading has the abbreviation %(code)s already; choose a different one."
            ),
            "no_heading": self.env._("It stands below no heading; a main heading is needed."),
            "renumbered": self.env._("Its number will be %(becomes)s instead of %(was)s."),
            "twice": self.env._("Row %(other)s below the same heading has this title already."),
        }[code] % params
