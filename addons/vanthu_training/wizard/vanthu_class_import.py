import base64
from collections import Counter

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.tools import spreadsheet
from odoo.addons.vanthu_document.tools.normalize import fold_spelling

from ..tools import participants_table
from ..tools.participants_table import TEMPLATE_HEADINGS, Organisations, is_same_person

SHOWN_LINES = 2000
_WIDTHS = {"position": 6, "name": 30, "organisation": 44, "function": 26, "email": 32}


class VanthuClassImport(models.TransientModel):
    """Name the people of a list: all of a class, or those whom one organisation sends.

    The check writes nothing and shows for every row whether the person gets a place, waits or
    cannot be named. The import takes the whole list; with a wrong row in it, it takes the good
    ones only when it is told to.
    """

    _name = "vanthu.class.import"
    _description = "Import of participants"

    event_id = fields.Many2one(
        "event.event", string="Class", required=True, readonly=True, ondelete="cascade"
    )
    invitation_id = fields.Many2one(
        "vanthu.class.invitation", string="Sent by", readonly=True, ondelete="cascade",
        help="Empty: of all organisations that are invited.",
    )
    file = fields.Binary(string="List (.xlsx or .csv)", attachment=False)
    file_name = fields.Char()
    template_file = fields.Binary(string="List to fill in", compute="_compute_template_file")
    state = fields.Selection(
        [("draft", "Choose"), ("checked", "Checked"), ("done", "Done")], default="draft",
        readonly=True,
    )
    line_ids = fields.One2many(
        "vanthu.class.import.line", "import_id", string="Rows", readonly=True
    )
    placed_count = fields.Integer(string="With a place", readonly=True)
    waiting_count = fields.Integer(string="On the waiting list", readonly=True)
    wrong_count = fields.Integer(string="Wrong", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        for dialog in dialogs:
            dialog._require_may_import()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        for dialog in self:
            dialog._require_may_import()
        return result

    def _require_may_import(self):
        """Refuse whoever may not name these people.

        :raise AccessError: neither names people for the organisation, nor manages or teaches the
            class
        """
        self.ensure_one()
        if self.invitation_id:
            allowed = (
                self.sudo().invitation_id.event_id == self.event_id
                and self.invitation_id._may_name()
            )
        else:
            allowed = self.event_id._may_import_people()
        if not allowed:
            raise AccessError(self.env._("You do not name people for this class."))

    # ---- WHAT THE LIST LOOKS LIKE ----

    def _compute_template_file(self):
        content = base64.b64encode(spreadsheet.write_template([{
            "name": "Danh sách học viên",
            "columns": [
                {"heading": heading, "width": _WIDTHS.get(key, 14), "help": self._get_help(key)}
                for key, heading in TEMPLATE_HEADINGS.items()
            ],
        }]))
        for wizard in self:
            wizard.template_file = content

    def _get_help(self, key):
        return {
            "birth_date": self.env._("Day, month and year, such as 05/09/1985."),
            "organisation": self.env._("As it is called in the invitations of the class."),
            "email": self.env._(
                "The person is told of the class there. For somebody with an account, that of "
                "the account."
            ),
        }.get(key)

    def action_download_template(self) -> dict:
        """Hand out an empty list with the columns of the printed form.

        :return dict: opens the file
        """
        self.ensure_one()
        name = self.env._("participants.xlsx")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/template_file/{name}?download=true",
        }

    # ---- TRIAL RUN ----

    def action_check(self) -> dict:
        """Tell what each row would do; nothing is written.

        :return dict: action that shows the dialog again
        :raise AccessError: the person may not name these people
        :raise UserError: the file as a whole cannot be read, or the class is over
        """
        self._show("checked", self._judge())
        return self._reopen()

    def _judge(self):
        """What each row of the list would do.

        :return list: triples of an ``Entry``, the invitation (perhaps none) and the values that
            the person would be named with
        """
        self._require_may_import()
        event = self.sudo().event_id
        if event.date_end <= fields.Datetime.now():
            raise UserError(self.env._("The class %s is over.", event.name))
        entries = self._read()
        invitations = self.sudo().invitation_id or event.invitation_ids
        accounts = self._find_accounts(entries, invitations)
        found = Organisations([(one.partner_id.name, one) for one in invitations])
        judged = []
        for entry in entries:
            invitation = self._find_invitation(entry, found)
            user = accounts.get((
                invitation.company_id, entry.email.lower(), fold_spelling(entry.name)
            ), self.env["res.users"])
            judged.append((entry, invitation, self._make_person(entry, invitation, user)))
        self._check_named(judged, event)
        self._check_prerequisites(judged, event)
        return judged

    def _read(self):
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if not data:
            raise UserError(self.env._("Choose the list first."))
        try:
            entries = participants_table.read_participants(data, local_today(self.env))
        except spreadsheet.SpreadsheetError as error:
            messages = self.env["vanthu.people.import"]
            raise UserError(messages._get_file_message(error)) from error
        if not entries:
            raise UserError(self.env._("The list names nobody; choose another file."))
        return entries

    def _find_invitation(self, entry, organisations):
        """The invitation that a row falls under; a problem of the row where there is none."""
        none = self.env["vanthu.class.invitation"].sudo()
        only, name = self.sudo().invitation_id, entry.organisation
        if entry.problems or (only and not name):
            return only
        matches = organisations.find(name)
        if len(matches) == 1:
            return matches[0]
        params = {"organisation": name, "own": only.partner_id.name}
        code = "no_organisation" if not name else "ambiguous" if matches else (
            "other_organisation" if only else "not_invited"
        )
        entry.problems.append((code, params))
        return none

    def _find_accounts(self, entries, invitations):
        """Accounts of those invited, by organisation, address and name.

        A school's common address alone says nothing about who is meant.
        """
        emails = list({entry.email.lower() for entry in entries} - {""})
        users = self.env["res.users"].sudo().search([
            ("company_ids", "in", invitations.company_id.ids), ("share", "=", False),
            ("practice_of_id", "=", False),
            "|", ("login", "in", emails), ("partner_id.email_normalized", "in", emails),
        ])
        return {
            (company, email, fold_spelling(user.name)): user
            for user in users for company in user.company_ids
            for email in (user.login.lower(), user.partner_id.email_normalized)
        }

    def _make_person(self, entry, invitation, user):
        written = {
            "birth_date": entry.birth_date or False, "position": entry.function or False,
        }
        if user:
            known = invitation._describe_user(user)
            return {**known, **{key: value for key, value in written.items() if value}}
        return {**written, "name": entry.name, "email": entry.email or False}

    def _check_named(self, judged, event):
        """Mark those who are named for the class already, and accounts that stand there twice."""
        named = event.registration_ids.filtered(lambda row: row.state != "cancel")
        by_sender = named.grouped(lambda row: row.organisation_id)
        there, seen = named.trainee_id, {}
        for entry, invitation, person in judged:
            if entry.problems:
                continue
            user = person.get("trainee_id")
            others = by_sender.get(invitation.partner_id, named.browse())
            if user in there.ids or any(is_same_person(
                entry.name, entry.birth_date, row.name or "", row.birth_date
            ) for row in others):
                entry.problems.append(("named", {"name": entry.name}))
            elif user in seen:
                entry.problems.append(("twice", {"name": entry.name, "other": seen[user]}))
            elif user:
                seen[user] = entry.row

    def _check_prerequisites(self, judged, event):
        users = self.env["res.users"].sudo().browse(
            [person["trainee_id"] for _e, _i, person in judged if person.get("trainee_id")]
        )
        missing = event.invitation_ids[:1]._get_missing_topics(users)
        for entry, _invitation, person in judged:
            topics = missing.get(person.get("trainee_id"))
            if topics and not entry.problems:
                entry.problems.append(("misses_topics", {
                    "name": entry.name, "topics": ", ".join(topics.mapped("name")),
                }))

    # ---- IMPORT ----

    def action_import(self) -> dict:
        """Name the people of the list, or nobody when a row is wrong.

        :return dict: action that shows the result
        :raise AccessError: the person may not name these people
        :raise UserError: the file as a whole cannot be read, or the class is over
        """
        return self._import(False)

    def action_import_good(self) -> dict:
        """Name the people of the rows that are in order and leave the others out.

        :return dict: action that shows the result
        :raise AccessError: the person may not name these people
        :raise UserError: the file as a whole cannot be read, or the class is over
        """
        return self._import(True)

    def _import(self, with_wrong):
        self._require_may_import()
        self.sudo().event_id._lock_places()
        judged = self._judge()
        wrong = sum(bool(entry.problems) for entry, _invitation, _person in judged)
        if wrong == len(judged) or (wrong and not with_wrong):
            self._show("checked", judged)
            return self._reopen()
        self._show("done", judged)
        count = 0
        for invitation, people in self._by_invitation(judged).items():
            named = invitation.with_env(self.env)._name_people(
                [person for _entry, person in people]
            )
            count += len(named)
        self.env["vanthu.event"]._log(
            self.sudo().event_id, "people_named",
            {"count": count, "file": self.file_name or ""},
        )
        return self._reopen()

    def _by_invitation(self, judged):
        people = {}
        for entry, invitation, person in judged:
            if not entry.problems:
                people.setdefault(invitation, []).append((entry, person))
        return people

    # ---- WHAT IS SHOWN ----

    def _show(self, state, judged):
        waiting = self._find_waiting(judged)
        lines = [{
            "row": entry.row, "name": entry.name,
            "birth_date": fields.Date.to_string(entry.birth_date) if entry.birth_date else False,
            "organisation": invitation.partner_id.name or entry.organisation,
            "has_account": bool(not entry.problems and person.get("trainee_id")),
            "kind": "wrong" if entry.problems else "waiting" if entry.row in waiting else "placed",
            "message": self._get_message(*entry.problems[0]) if entry.problems else False,
        } for entry, invitation, person in judged]
        counts = Counter(line["kind"] for line in lines)
        lines.sort(key=lambda line: (line["kind"] != "wrong", line["row"]))
        self.line_ids.unlink()
        self.write({
            "state": state,
            **{f"{kind}_count": counts[kind] for kind in ("placed", "waiting", "wrong")},
            "line_ids": [Command.create(line) for line in lines[:SHOWN_LINES]],
        })

    def _find_waiting(self, judged):
        """Numbers of the rows that find no place, as places are given away by ``_name_people``."""
        groups = self._by_invitation(judged)
        invitations = self.env["vanthu.class.invitation"].sudo().union(*groups)
        free, room = self.sudo().event_id._count_free(), invitations._count_room()
        waiting = set()
        for invitation, people in groups.items():
            places = max(0, min(free, room[invitation.id]))
            waiting |= {entry.row for place, (entry, _p) in enumerate(people) if place >= places}
            free -= min(places, len(people))
        return waiting

    def _get_message(self, code, params):
        """The sentence for a wrong row.

        :param str code: of ``tools.participants_table``, or of this dialog
        :param dict params: what the sentence names
        :return str: in the user's language
        """
        if "column" in params:
            params = {"column": TEMPLATE_HEADINGS[params["column"]]}
        return {
            "formula": self.env._("“%(column)s” holds a formula; put its value there."),
            "error": self.env._("“%(column)s” holds an error of Excel; correct the cell."),
            "no_name": self.env._("The row names nobody; enter the full name or delete the row."),
            "bad_date": self.env._(
                "“%(text)s” is no date of birth; write it like 05/09/1985 or leave it empty."
            ),
            "odd_date": self.env._(
                "Somebody born on %(text)s would not come to a class; correct the date."
            ),
            "bad_email": self.env._("The e-mail %(email)s is not one; correct it."),
            "twice": self.env._(
                "%(name)s stands in row %(other)s already; delete one row, or enter the dates of "
                "birth of both if they are two people."
            ),
            "named": self.env._(
                "%(name)s is named for the class already; delete the row. Somebody else of the "
                "same name is named by hand."
            ),
            "misses_topics": self.env._(
                "%(name)s first needs a certificate in: %(topics)s."
            ),
            "no_organisation": self.env._("Enter the organisation that sends the person."),
            "ambiguous": self.env._(
                "Several invited organisations are called “%(organisation)s”; import the list "
                "from the row of the right one under Invitations."
            ),
            "not_invited": self.env._(
                "“%(organisation)s” is not invited to the class; correct its name or invite it "
                "first."
            ),
            "other_organisation": self.env._(
                "“%(organisation)s” is not %(own)s, which you name people for; correct it or "
                "leave it empty."
            ),
        }[code] % params

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id,
            "name": self.env._("Import participants"), "view_mode": "form", "target": "new",
        }


class VanthuClassImportLine(models.TransientModel):
    """One row of a list: what it would do, or what is wrong with it."""

    _name = "vanthu.class.import.line"
    _description = "Row of a list of participants"
    _order = "id"

    import_id = fields.Many2one(
        "vanthu.class.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(aggregator=None)
    name = fields.Char(string="Full name")
    birth_date = fields.Date(string="Date of birth")
    organisation = fields.Char()
    has_account = fields.Boolean(string="Account")
    kind = fields.Selection([
        ("placed", "Gets a place"), ("waiting", "Waits for a place"), ("wrong", "Wrong"),
    ], string="What happens")
    message = fields.Char(string="What to do")
