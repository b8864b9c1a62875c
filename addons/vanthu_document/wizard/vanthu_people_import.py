import base64

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.vanthu_organisation_template import POST_FIELDS, ROLE_GROUPS
from ..tools import people_import, spreadsheet

MAX_SHOWN_PROBLEMS = 500


class VanthuPeopleImport(models.TransientModel):
    """Take units and people over from an Excel workbook or from Employees.

    The check changes nothing and lists every wrong row. The import takes the whole table or,
    when a single row is wrong, nothing.
    """

    _name = "vanthu.people.import"
    _description = "Import of units and people"

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True,
        default=lambda self: self.env.company,
    )
    source = fields.Selection(
        [("file", "Excel workbook"), ("hr", "Employees")], required=True, default="file"
    )
    has_hr = fields.Boolean(compute="_compute_has_hr")
    file = fields.Binary(string="Workbook (.xlsx)", attachment=False)
    file_name = fields.Char()
    template_file = fields.Binary(string="Workbook to fill in", compute="_compute_template_file")
    state = fields.Selection(
        [("draft", "Choose"), ("checked", "Checked"), ("done", "Done")], default="draft"
    )
    line_ids = fields.One2many(
        "vanthu.people.import.line", "import_id", string="Wrong rows", readonly=True
    )
    problem_count = fields.Integer(readonly=True)
    unit_count = fields.Integer(string="New units", readonly=True)
    person_count = fields.Integer(string="New people", readonly=True)
    joining_count = fields.Integer(string="People who join a unit", readonly=True)

    def _compute_has_hr(self):
        self.has_hr = "hr.department" in self.env

    # ---- WHAT THE WORKBOOK LOOKS LIKE ----

    @api.model
    def _get_layout(self):
        """Sheets and columns: key → label and explanation, in the user's language."""
        # A table reads better with the short name.
        # pylint: disable=prefer-env-translation
        _ = self.env._
        return {
            "units": (_("Units"), {
                "name": (_("Unit"), _("Name of the unit as on documents."), 40),
                "code": (_("Abbreviation"), _("As in the notation of documents."), 16),
                "parent": (_("Parent unit"), _("Only for a unit inside another one."), 40),
            }),
            "people": (_("People"), {
                "name": (_("Full name"), "", 28),
                "function": (_("Position"), "", 28),
                "unit": (_("Unit"), _("As in the sheet of units, or a unit that exists."), 40),
                "post": (_("Post in the unit"), "", 20),
                "role": (_("Role"), _("What the person does in this software."), 20),
                "email": (_("E-mail"), "", 32),
                "login": (_("Login"), _("The e-mail is used when this is empty."), 28),
                "phone": (_("Phone"), "", 16),
            }),
        }

    @api.model
    def _get_role_labels(self):
        return dict(
            self.env["vanthu.organisation.template.person"]._fields["role"]
            ._description_selection(self.env)
        )

    @api.model
    def _get_post_labels(self):
        return dict(
            self.env["vanthu.organisation.template.person"]._fields["post"]
            ._description_selection(self.env)
        )

    @api.depends_context("lang")
    def _compute_template_file(self):
        content = base64.b64encode(self._make_template())
        for wizard in self:
            wizard.template_file = content

    @api.model
    def _make_template(self):
        layout = self._get_layout()
        choices = {
            "role": list(self._get_role_labels().values()),
            "post": list(self._get_post_labels().values()),
        }
        return spreadsheet.write_template([
            {
                "name": name,
                "columns": [
                    {
                        "heading": label, "help": text, "width": width,
                        "choices": choices.get(key) if sheet == "people" else None,
                    }
                    for key, (label, text, width) in columns.items()
                ],
            }
            for sheet, (name, columns) in layout.items()
        ])

    @api.model
    def _get_sheets(self):
        required = {"units": {"name"}, "people": {"name"}}
        english = self.with_context(lang="en_US")._get_layout()
        sheets = {}
        for sheet, (name, columns) in self._get_layout().items():
            plain_name, plain = english[sheet]
            sheets[sheet] = (
                (name, plain_name, sheet),
                [
                    spreadsheet.Column(
                        key, (label, plain[key][0], key), key in required[sheet]
                    )
                    for key, (label, _text, _width) in columns.items()
                ],
                False,
            )
        return sheets

    def action_download_template(self):
        """Hand out the workbook to fill in.

        :return dict: opens the file
        """
        self.ensure_one()
        name = self.env._("units-and-people.xlsx")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/template_file/{name}?download=true",
            "target": "download",
        }

    # ---- DRY RUN ----

    def action_check(self):
        """Check every row and list what is wrong; nothing is created.

        :return dict: action that shows the wizard again
        :raise UserError: the file as a whole cannot be read
        """
        plan, problems = self._make_plan()
        self.line_ids.unlink()
        self.write({
            "state": "checked",
            "problem_count": len(problems),
            "unit_count": len(plan.units),
            "person_count": sum(not person["exists"] for person in plan.people),
            "joining_count": sum(person["exists"] for person in plan.people),
            "line_ids": [
                Command.create({
                    "sheet": self._get_layout()[problem.sheet][0],
                    "row": problem.row,
                    "message": self._get_message(problem),
                })
                for problem in problems[:MAX_SHOWN_PROBLEMS]
            ],
        })
        return self._reopen()

    def _make_plan(self):
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_manager")
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Choose an organisation that you work in."))
        units, people = self._read_hr() if self.source == "hr" else self._read_file()
        if not units and not people:
            raise UserError(self.env._("There is no filled row; fill in the table first."))
        role_names = self._by_heading("_get_role_labels", ROLE_GROUPS)
        post_names = self._by_heading("_get_post_labels", POST_FIELDS)
        return people_import.check(units, people, self._get_existing(people),
                                   role_names, post_names)

    def _by_heading(self, getter, keys):
        """Labels of a choice in English and the user's language, as they may stand in a cell."""
        names = {}
        for wizard in (self, self.with_context(lang="en_US")):
            labels = getattr(wizard, getter)()
            names.update({spreadsheet.heading_key(labels[key]): key for key in keys})
        return names

    def _read_file(self):
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if not data:
            raise UserError(self.env._("Choose the workbook first."))
        try:
            tables = spreadsheet.read_tables(data, self._get_sheets())
        except spreadsheet.SpreadsheetError as error:
            raise UserError(self._get_file_message(error)) from error
        return tables["units"], tables["people"]

    def _read_hr(self):
        if "hr.department" not in self.env:
            raise UserError(self.env._("The Employees app is not installed here."))
        domain = [("company_id", "in", (self.company_id.id, False))]
        departments = self.env["hr.department"].sudo().search(domain)
        employees = self.env["hr.employee"].sudo().search(
            [("company_id", "=", self.company_id.id)]
        )
        return people_import.rows_from_departments(
            [{
                "id": department.id, "name": department.name,
                "parent_id": department.parent_id.id, "manager_id": department.manager_id.id,
            } for department in departments],
            [{
                "id": employee.id, "name": employee.name,
                "job": employee.job_title or employee.job_id.name,
                "department_id": employee.department_id.id, "email": employee.work_email,
                "phone": employee.work_phone,
                "login": employee.user_id.login or employee.work_email,
            } for employee in employees],
        )

    def _get_existing(self, people):
        units = self.env["vanthu.unit"].search([("company_id", "=", self.company_id.id)])
        logins = {
            (row.values.get("login") or row.values.get("email") or "").strip()
            for row in people
        } - {""}
        users = self.env["res.users"].sudo().with_context(active_test=False).search(
            [("login", "in", [*logins, *(login.lower() for login in logins)])]
        )
        return people_import.Existing(
            {people_import.unit_key(unit.name) for unit in units},
            {
                user.login.lower():
                "here" if user.active and self.company_id in user.company_ids else "elsewhere"
                for user in users
            },
        )

    # ---- IMPORT ----

    def action_import(self):
        """Create all units and people of the table, or nothing.

        :return dict: action that shows the result
        :raise UserError: the file cannot be read
        """
        plan, problems = self._make_plan()
        if problems:
            return self.action_check()
        users = self._create_users(plan.people)
        units = self._create_units(plan.units)
        self._fill_units(units, plan.people, users)
        self.env["vanthu.event"]._log_company(self.company_id, "imported", {
            "units": len(plan.units), "people": len(plan.people), "file": self.file_name or "",
        })
        self.line_ids.unlink()
        self.write({
            "state": "done",
            "problem_count": 0,
            "unit_count": len(plan.units),
            "person_count": sum(not person["exists"] for person in plan.people),
            "joining_count": sum(person["exists"] for person in plan.people),
        })
        return self._reopen()

    def _create_users(self, people):
        groups = {
            role: self.env.ref(f"vanthu_document.{name}").id
            for role, name in ROLE_GROUPS.items()
        }
        new = [person for person in people if not person["exists"]]
        made = self.env["res.users"].sudo().with_context(no_reset_password=True).create([
            {
                "name": person["name"], "login": person["login"], "email": person["email"],
                "function": person["function"], "phone": person["phone"],
                "company_id": self.company_id.id,
                "company_ids": [Command.set(self.company_id.ids)],
                "group_ids": [Command.set([groups[person["role"]]])],
                "lang": self.company_id.partner_id.lang or self.env.lang,
                "tz": self.env.user.tz,
                "action_id": self.env.ref("vanthu_document.start_action").id,
            }
            for person in new
        ])
        users = dict(zip((person["login"].lower() for person in new), made, strict=True))
        present = [person["login"] for person in people if person["exists"]]
        for user in self.env["res.users"].sudo().search(
            [("login", "in", [*present, *(login.lower() for login in present)])]
        ):
            users[user.login.lower()] = user
        return users

    def _create_units(self, planned):
        unit_model = self.env["vanthu.unit"]
        units = {
            people_import.unit_key(unit.name): unit
            for unit in unit_model.search([("company_id", "=", self.company_id.id)])
        }
        waiting = list(planned)
        while waiting:
            level = [unit for unit in waiting if not unit["parent"] or unit["parent"] in units]
            waiting = [unit for unit in waiting if unit not in level]
            made = unit_model.create([
                {
                    "name": unit["name"], "code": unit["code"],
                    "company_id": self.company_id.id,
                    "parent_id": units[unit["parent"]].id if unit["parent"] else False,
                }
                for unit in level
            ])
            units.update(zip((unit["key"] for unit in level), made, strict=True))
        return units

    def _fill_units(self, units, people, users):
        for key, unit in units.items():
            vals = {"member_ids": [], "deputy_ids": []}
            for person in people:
                if person["unit"] != key:
                    continue
                user = users[person["login"].lower()]
                vals["member_ids"].append(Command.link(user.id))
                field = POST_FIELDS[person["post"]]
                if field == "deputy_ids":
                    vals["deputy_ids"].append(Command.link(user.id))
                elif field:
                    vals[field] = user.id
            if vals["member_ids"]:
                unit.write(vals)

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import units and people"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
