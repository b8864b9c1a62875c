from odoo import api, fields, models
from odoo.fields import Domain

from .local_time import local_today

DOCUMENTS = "vanthu_document.document_action_waiting"


class ResUsers(models.Model):
    """Who is new sees the first steps on the home page until putting them away."""

    _inherit = "res.users"

    vanthu_first_steps = fields.Boolean(
        string="Shows the first steps", help="A check list on the home page of a new person."
    )


class VanthuHome(models.AbstractModel):
    """The check list of a new person: every tick follows from what is there, none is made."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        blocks = super()._get_blocks()
        if self.env.user.sudo().vanthu_first_steps:
            steps = self._get_first_steps()
            blocks.append({
                "key": "first_steps", "title": self.env._("First steps"), "sequence": 1,
                "figures": [], "steps": steps,
                "empty": self.env._("Everything is set up; you can put this list away."),
            })
        return blocks

    @api.model
    def put_away_first_steps(self) -> bool:
        """Show the first steps to the caller no longer.

        :return bool: True
        """
        self.env.user.sudo().vanthu_first_steps = False
        return True

    @api.model
    def _get_first_steps(self):
        """What the person's roles have to do first.

        :return list: dicts with ``key``, ``label``, ``help``, ``done``, ``action`` (an external
            id or an action) and ``view_type`` ("form" for an empty form); in the order in which
            one does them
        """
        user, company = self.env.user.sudo(), self.env.company.sudo()
        steps = [self._make_step(
            "own_data", self.env._("Check your own data"),
            self.env._("Name, phone and e-mail, as colleagues see them."),
            user.phone and user.email, self._get_preferences(),
        )]
        if self._has_role("manager"):
            steps += self._get_organisation_steps(company)
        if self._has_role("clerk"):
            steps.append(self._make_step(
                "first_document", self.env._("Register a first document"),
                self.env._("Fill in what stands on the paper, press Register: it has a number."),
                self._exists("vanthu.document", Domain("company_id", "=", company.id)
                             & Domain("direction", "=", "incoming")
                             & Domain("register_entry_id", "!=", False)),
                DOCUMENTS, "form",
            ))
        if self._has_role("leader"):
            steps.append(self._make_step(
                "first_directive", self.env._("Give a first directive"),
                self.env._("Documents that the clerk submits lie on your desk."),
                self._exists("vanthu.directive", Domain("leader_id", "=", user.id)),
                "vanthu_document.desk_action",
            ))
        if "totp_enabled" in user._fields:
            steps.append(self._make_step(
                "two_factor", self.env._("Switch on two-factor authentication"),
                self.env._("In your preferences under Security; a password alone then opens "
                           "nothing."),
                user.totp_enabled, self._get_preferences(),
            ))
        return steps

    @api.model
    def _get_organisation_steps(self, company):
        partner = company.partner_id
        return [
            self._make_step(
                "organisation", self.env._("Complete the organisation's data"),
                self.env._("Code, abbreviation and place of issue stand on every document."),
                all((partner.organ_code, company.organ_abbreviation, company.organ_place,
                     partner.street, partner.phone)),
                {
                    "type": "ir.actions.act_window", "res_model": "res.company",
                    "res_id": company.id, "name": company.name, "target": "new", "views": [
                        [self.env.ref("vanthu_document.organisation_data_view_form").id, "form"],
                    ],
                },
            ),
            self._make_step(
                "registers", self.env._("Look at the registers of this year"),
                self.env._("They are made by themselves; add a series of your own if you keep "
                           "one."),
                self._exists("vanthu.register", Domain("company_id", "=", company.id)
                             & Domain("year", "=", local_today(self.env).year)),
                "vanthu_document.vanthu_register_action",
            ),
            self._make_step(
                "people", self.env._("Enter units and people"),
                self.env._("By hand, or all at once from a table; each unit has a head."),
                self._has_people(company), "vanthu_document.vanthu_people_import_action",
            ),
        ]

    @api.model
    def _has_people(self, company):
        others = Domain("company_ids", "in", company.ids) & Domain("share", "=", False)
        group = self.env.ref("vanthu_document.group_user")
        return self._exists("vanthu.unit", Domain("company_id", "=", company.id)
                            & Domain("head_id", "!=", False)) and self._exists(
            "res.users",
            others & Domain("id", "!=", self.env.uid) & Domain("all_group_ids", "in", group.ids),
        )

    @api.model
    def _make_step(self, key, label, explanation, done, action, view_type=""):
        return {
            "key": key, "label": label, "help": explanation, "done": bool(done),
            "action": action, "view_type": view_type,
        }

    @api.model
    def _exists(self, model, domain):
        # A fact of the organisation, whoever may read the record itself.
        return bool(self.env[model].sudo().search_count(domain, limit=1))

    @api.model
    def _get_preferences(self):
        return {
            "type": "ir.actions.act_window", "res_model": "res.users", "res_id": self.env.uid,
            "views": [[self.env.ref("base.view_users_form_simple_modif").id, "form"]],
            "name": self.env._("My preferences"), "target": "current",
        }
