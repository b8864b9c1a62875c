import base64

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.tools import spreadsheet

from ..tools import retention_table

SHOWN_LINES = 3000


class VanthuRetentionImport(models.TransientModel):
    """Take a retention table over from the annex of an act, or an organisation's own.

    The check changes nothing and shows for every row whether it is new, changed, the same or
    wrong. The import takes the whole table or, when a single row is wrong, nothing.
    """

    _name = "vanthu.retention.import"
    _description = "Import of a retention table"

    source = fields.Char(
        string="Act", required=True,
        help="Number and notation of the act, or of the decision on the own table.",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation",
        default=lambda self: self.env.company if self.env.company.parent_id else False,
        help="Whose own table it is; empty for the table of an act, which stands for all.",
    )
    valid_from = fields.Date(string="In force from")
    confirmed = fields.Boolean(
        string="Compared with the text of the act",
        help="Otherwise the rows are marked to be checked.",
    )
    file = fields.Binary(string="Table (.xlsx or .csv)", attachment=False)
    file_name = fields.Char()
    template_file = fields.Binary(string="Table to fill in", compute="_compute_template_file")
    state = fields.Selection(
        [("draft", "Choose"), ("checked", "Checked"), ("done", "Done")], default="draft"
    )
    line_ids = fields.One2many(
        "vanthu.retention.import.line", "import_id", string="Rows", readonly=True
    )
    new_count = fields.Integer(string="New", readonly=True)
    changed_count = fields.Integer(string="Changed", readonly=True)
    same_count = fields.Integer(string="As before", readonly=True)
    wrong_count = fields.Integer(string="Wrong", readonly=True)

    @api.depends_context("lang")
    def _compute_template_file(self):
        content = base64.b64encode(spreadsheet.write_template([{
            "name": self.env._("Retention table"),
            "columns": [
                {"heading": heading, "width": 60 if key == "name" else 24}
                for key, heading in retention_table.TEMPLATE_HEADINGS.items()
            ],
        }]))
        for wizard in self:
            wizard.template_file = content

    def action_download_template(self) -> dict:
        """Hand out an empty table with the columns that are read.

        :return dict: opens the file
        """
        self.ensure_one()
        name = self.env._("retention-table.xlsx")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/template_file/{name}?download=true",
        }

    # ---- DRY RUN ----

    def action_check(self) -> dict:
        """Compare every row with the rules that are there; nothing is changed.

        :return dict: action that shows the wizard again
        :raise UserError: the file as a whole cannot be read
        """
        self._show("checked", self._compare())
        return self._reopen()

    def _compare(self):
        """What each row of the table would do.

        :return list: pairs of an ``Entry`` and the rule that it changes, perhaps none
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist", "vanthu_document.group_manager")
        if self.company_id and self.company_id not in self.env.companies:
            raise UserError(self.env._("Choose an organisation that you work in."))
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if not data:
            raise UserError(self.env._("Choose the table first."))
        try:
            entries = retention_table.make_entries(retention_table.read_rows(data))
        except spreadsheet.SpreadsheetError as error:
            messages = self.env["vanthu.people.import"]
            raise UserError(messages._get_file_message(error)) from error
        if not entries:
            raise UserError(self.env._("The table has no row with a term; choose another file."))
        rules = self.env["vanthu.retention.rule"].with_context(active_test=False).search([
            ("source", "=", self.source.strip()),
            ("company_id", "=", self.company_id.id),
        ]).grouped("code")
        bases = self._find_bases(entries)
        for entry in entries:
            self._check_base(entry, bases)
        none = self.env["vanthu.retention.rule"]
        return [(entry, rules.get(entry.code, none), bases.get(entry.base, none))
                for entry in entries]

    def _find_bases(self, entries):
        """Common rules by code, the latest where several acts have one."""
        return self.env["vanthu.retention.rule"].search(
            [("company_id", "=", False), ("code", "in", [entry.base for entry in entries])],
            order="valid_from NULLS FIRST, id",
        ).grouped("code")

    def _check_base(self, entry, bases):
        if not entry.base or entry.problems:
            return
        base = bases.get(entry.base)
        if not self.company_id:
            entry.problems.append(("base_of_common", {}))
        elif not base:
            entry.problems.append(("unknown_base", {"code": entry.base}))
        elif retention_table.is_shorter(entry.term, base[-1]._get_term()):
            entry.problems.append(("shorter", {
                "term": entry.term_text, "base": entry.base, "common": base[-1]._describe_term(),
            }))

    def _get_values(self, entry, base):
        return {
            "source": self.source.strip(), "company_id": self.company_id.id, "code": entry.code,
            "name": entry.name, "group_name": entry.group or False, "term": entry.term.kind,
            "term_years": entry.term.years, "term_event": entry.term.event or False,
            "base_id": base[-1:].id, "sequence": entry.row, "active": True,
            "reliability": "confirmed" if self.confirmed else "unconfirmed",
            **({"valid_from": self.valid_from} if self.valid_from else {}),
        }

    @api.model
    def _get_changes(self, rule, values):
        """Names of the fields in which a rule differs from the row.

        The place in the table is no change worth telling.
        """
        present = rule._convert_to_write({name: rule[name] for name in values})
        return [
            name for name, value in values.items()
            if name != "sequence" and (present[name] or False) != (value or False)
        ]

    def _show(self, state, compared):
        self.line_ids.unlink()
        lines = [self._make_line(*row) for row in compared]
        counts = {kind: 0 for kind in ("new", "changed", "same", "wrong")}
        for line in lines:
            counts[line["kind"]] += 1
        lines.sort(key=lambda line: (line["kind"] != "wrong", line["row"]))
        self.write({
            "state": state, **{f"{kind}_count": count for kind, count in counts.items()},
            "line_ids": [Command.create(line) for line in lines[:SHOWN_LINES]],
        })

    def _make_line(self, entry, rule, base):
        line = {
            "row": entry.row, "code": entry.code, "name": entry.name, "term": entry.term_text,
        }
        if entry.problems:
            return {**line, "kind": "wrong", "message": self._get_message(*entry.problems[0])}
        if not rule:
            return {**line, "kind": "new"}
        changes = self._get_changes(rule, self._get_values(entry, base))
        if not changes:
            return {**line, "kind": "same"}
        return {**line, "kind": "changed", "message": self.env._(
            "Until now: %(term)s, %(name)s", term=rule._describe_term(), name=rule.name
        )}

    def _get_message(self, code, params):
        """The sentence for a wrong row.

        :param str code: of ``tools.retention_table``
        :param dict params: what the sentence names
        :return str: in the user's language
        """
        if "column" in params:
            params = {"column": retention_table.TEMPLATE_HEADINGS[params["column"]]}
        return {
            "formula": self.env._("“%(column)s” holds a formula; put its value there."),
            "error": self.env._("“%(column)s” holds an error of Excel; correct the cell."),
            "bad_term": self.env._(
                "“%(term)s” is no term; write “Vĩnh viễn”, a number of years such as “20 năm”, "
                "or the event, such as “Đến khi văn bản hết hiệu lực”."
            ),
            "no_name": self.env._("The row has a term but no title; enter the title."),
            "no_code": self.env._("“%(name)s” has no number; enter one in the first column."),
            "twice": self.env._(
                "The number %(code)s stands in row %(other)s already; each row needs an own one."
            ),
            "unknown_base": self.env._("No act in use has a rule %(code)s; correct the number."),
            "base_of_common": self.env._(
                "Only an organisation's own table follows common rules; choose the organisation."
            ),
            "shorter": self.env._(
                "“%(term)s” is shorter than “%(common)s” of rule %(base)s; an organisation may "
                "keep longer, not shorter."
            ),
        }[code] % params

    # ---- IMPORT ----

    def action_import(self) -> dict:
        """Create and change the rules of the table, or nothing when a row is wrong.

        :return dict: action that shows the result
        :raise UserError: the file cannot be read
        """
        compared = self._compare()
        if any(entry.problems for entry, _rule, _base in compared):
            self._show("checked", compared)
            return self._reopen()
        self._show("done", compared)
        new = []
        for entry, rule, base in compared:
            values = self._get_values(entry, base)
            if not rule:
                new.append(values)
            elif self._get_changes(rule, values):
                rule.write(values)
        self.env["vanthu.retention.rule"].create(new)
        self.env["vanthu.event"]._log_company(
            self.company_id or self.env.company, "imported",
            {"rules": len(compared), "file": self.file_name or ""},
        )
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id,
            "name": self.env._("Import a retention table"), "view_mode": "form", "target": "new",
        }


class VanthuRetentionImportLine(models.TransientModel):
    """One row of a table: what it would do, or what is wrong with it."""

    _name = "vanthu.retention.import.line"
    _description = "Row of a retention table"
    _order = "id"

    import_id = fields.Many2one(
        "vanthu.retention.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(string="Row of the table", aggregator=None)
    code = fields.Char()
    name = fields.Char(string="Kind of file")
    term = fields.Char(string="Retention term")
    kind = fields.Selection([
        ("new", "New"), ("changed", "Changed"), ("same", "As before"), ("wrong", "Wrong"),
    ])
    message = fields.Char(string="What to know")
