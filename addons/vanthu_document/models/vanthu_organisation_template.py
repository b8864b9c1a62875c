from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.normalize import strip_marks
from .local_time import local_today

ROLE_GROUPS = {
    "handler": "group_user",
    "clerk": "group_clerk",
    "leader": "group_leader",
    "manager": "group_manager",
}
# Post inside a unit → field of the unit; None means an ordinary member.
POST_FIELDS = {"head": "head_id", "deputy": "deputy_ids", "clerk": "clerk_id", "member": None}
_COMPANY_KEYS = {
    "code": "organ_code", "abbreviation": "organ_abbreviation", "place": "organ_place",
    "superior_name": "organ_superior_name", "parent_id": "parent_id",
    "valid_from": "organ_valid_from", "valid_to": "organ_valid_to",
    "successor_id": "organ_successor_id", "email": "email", "phone": "phone",
    "street": "street", "city": "city",
}
# Written afterwards: a new company with an e-mail makes Odoo ask a service on the network.
_PARTNER_KEYS = {"code", "email"}
_OTHER_KEYS = {"name", "people", "login_prefix"}


class VanthuOrganisationTemplate(models.Model):
    """A pattern for new organisations: units, posts and people that such a body usually has.

    Data that an administrator may change; existing organisations are not touched by it.
    """

    _name = "vanthu.organisation.template"
    _description = "Organisation template"
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    organ_kind = fields.Selection(
        selection=lambda self: (
            self.env["res.company"]._fields["organ_kind"]._description_selection(self.env)
        ),
        string="Kind of organisation", required=True, default="school",
    )
    unit_ids = fields.One2many(
        "vanthu.organisation.template.unit", "template_id", string="Units", copy=True
    )
    person_ids = fields.One2many(
        "vanthu.organisation.template.person", "template_id", string="People", copy=True
    )

    # ---- MAKING ORGANISATIONS ----

    def create_organisations(self, values: list[dict]) -> list[int]:
        """Make organisations after this template: company, units, registers of the year, people.

        :param list values: a dict for each organisation: ``name`` (required), ``code``,
            ``abbreviation``, ``place``, ``superior_name``, ``parent_id``, ``valid_from``,
            ``valid_to``, ``successor_id``, ``email``, ``phone``, ``street``, ``city``;
            ``people`` True for the sample people of the template, or a list of dicts with
            ``name``, ``login``, ``function``, ``role`` (handler, clerk, leader, manager),
            ``unit`` (name), ``post`` (head, deputy, clerk, member), ``email``, ``password``;
            ``login_prefix`` ends the logins of sample people
        :return list: ids of ``res.company``, in the order of ``values``
        :raise AccessError: the caller is not an administrator of the records office, or of one
            that stands below another, or names a superior that is not among the own
        :raise UserError: a name or login is taken, missing or unknown
        """
        template = self._prepare_creation()
        self._require_topmost()
        template._check_values(values)
        self._check_superiors(values)
        people = [template._get_people(vals) for vals in values]
        template._check_people(people)
        companies = template._create_companies(values)
        template._equip(companies, people)
        return companies.ids

    def _require_topmost(self):
        """Organisations are made at the top: a school makes none beside or above itself."""
        superior = self.env.user.company_id.sudo().parent_id
        if superior and not self.env.su:
            raise AccessError(self.env._(
                "New organisations are made by the administrator of %s; ask there.",
                superior.name,
            ))

    def _check_superiors(self, values):
        own = self.env.user.company_ids.ids
        wanted = {vals.get("parent_id") for vals in values} - {None, False}
        if not self.env.su and not wanted <= set(own):
            raise AccessError(self.env._(
                "Choose one of your own organisations as the superior."
            ))

    def equip_organisation(self, company_id: int, values: dict) -> bool:
        """Give an organisation that exists, such as the first one of a database, what is missing.

        :param int company_id: id of a ``res.company`` without units
        :param dict values: as for :meth:`create_organisations`; the name may stay away
        :raise AccessError: the caller is not an administrator, or does not work there
        :raise UserError: the organisation has units already, or a login is taken
        """
        company = self.env["res.company"].browse(company_id).exists()
        company.check_access("write")
        template = self._prepare_creation()
        company = company.with_env(template.env)
        if company.vanthu_unit_ids:
            raise UserError(self.env._(
                "%s has units already; add what is missing by hand.", company.name
            ))
        people = [template._get_people({"name": company.name, **values})]
        template._check_keys(values)
        template._check_people(people)
        company.write({
            **template._get_company_vals(values),
            **({"name": values["name"]} if values.get("name") else {}),
            "country_id": self.env.ref("base.vn").id,
        })
        if not company.parent_id:
            # A currency must be active before a company can have it.
            currency = template.env.ref("base.VND")
            currency.active = True
            company.currency_id = currency
        template._localize(company, [values])
        template._equip(company, people)
        return True

    def _prepare_creation(self):
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_manager")
        return self.sudo().with_context(
            no_reset_password=True, tracking_disable=True, mail_create_nolog=True,
            lang=self._get_language(),
        )

    def _equip(self, companies, people):
        self._create_units(companies, people, self._create_users(companies, people))
        year = local_today(self.env).year
        for company in companies.filtered(lambda c: not c.organ_is_historic):
            self.env["vanthu.register"]._prepare_year(company, year)

    @api.model
    def _get_language(self):
        codes = {code for code, _name in self.env["res.lang"].get_installed()}
        return "vi_VN" if "vi_VN" in codes else self.env.lang

    def _check_values(self, values):
        names = [" ".join((vals.get("name") or "").split()) for vals in values]
        if not all(names):
            raise UserError(self.env._("Enter the name of the new organisation."))
        for vals in values:
            self._check_keys(vals)
        taken = self.env["res.company"].with_context(active_test=False).search(
            [("name", "in", names)], limit=1
        ).name or next((name for name in names if names.count(name) > 1), None)
        if taken:
            raise UserError(self.env._(
                "There is an organisation called %s already; choose another name.", taken
            ))

    def _check_keys(self, vals):
        unknown = vals.keys() - _COMPANY_KEYS.keys() - _OTHER_KEYS
        if unknown:
            raise UserError(self.env._(
                "“%s” is not known of an organisation; leave it out.", min(unknown)
            ))

    def _get_company_vals(self, vals):
        return {
            "organ_kind": self.organ_kind,
            **{
                field: vals[key] for key, field in _COMPANY_KEYS.items()
                if key in vals and key not in _PARTNER_KEYS
            },
        }

    def _create_companies(self, values):
        country = self.env.ref("base.vn")
        vals_list = []
        for vals in values:
            company_vals = {
                "name": " ".join(vals["name"].split()),
                "country_id": country.id,
                **self._get_company_vals(vals),
            }
            # A branch takes the currency of the body above it.
            if not vals.get("parent_id"):
                company_vals["currency_id"] = self.env.ref("base.VND").id
            vals_list.append(company_vals)
        companies = self.env["res.company"].create(vals_list)
        self._localize(companies, values)
        return companies

    def _localize(self, companies, values):
        language = self.env.context.get("lang")
        companies.partner_id.write({"lang": language, "tz": "Asia/Ho_Chi_Minh"})
        for company, vals in zip(companies, values, strict=True):
            company.partner_id.write({
                "organ_code": vals.get("code") or False, "email": vals.get("email") or False,
            })
        companies.resource_calendar_id.write({"tz": "Asia/Ho_Chi_Minh"})
        # Who makes an organisation looks after it; so does the administrator of Odoo.
        (self.env.user | self.env.ref("base.user_admin")).write(
            {"company_ids": [Command.link(company.id) for company in companies]}
        )

    def _get_people(self, vals):
        people = vals.get("people") or []
        if people is not True:
            return list(people)
        prefix = vals.get("login_prefix") or vals.get("abbreviation") or vals["name"]
        prefix = "".join(
            char for char in strip_marks(prefix).lower() if char.isascii() and char.isalnum()
        )
        return [
            {
                "name": person.name,
                "login": f"{person.login}.{prefix}",
                "function": person.function,
                "role": person.role,
                "unit": person.unit_id.name,
                "post": person.post,
            }
            for person in self.person_ids
        ]

    def _check_people(self, people):
        units = set(self.unit_ids.mapped("name"))
        logins = []
        for person in (one for group in people for one in group):
            if not person.get("name") or not person.get("login"):
                raise UserError(self.env._("Each person needs a name and a login."))
            if person.get("role", "handler") not in ROLE_GROUPS:
                raise UserError(self.env._("The role of %s is not known.", person["name"]))
            if person.get("post", "member") not in POST_FIELDS:
                raise UserError(self.env._("The post of %s is not known.", person["name"]))
            if person.get("unit") and person["unit"] not in units:
                raise UserError(self.env._(
                    "The unit %(unit)s of %(person)s is not in the template; add it there first.",
                    unit=person["unit"], person=person["name"],
                ))
            logins.append(person["login"])
        taken = self.env["res.users"].with_context(active_test=False).search(
            [("login", "in", logins)], limit=1
        ).login or next((login for login in logins if logins.count(login) > 1), None)
        if taken:
            raise UserError(self.env._(
                "The login %s is taken already; choose another ending for the logins.", taken
            ))

    def _create_users(self, companies, people):
        vals_list = []
        groups = {
            role: self.env.ref(f"vanthu_document.{name}").id
            for role, name in ROLE_GROUPS.items()
        }
        for company, persons in zip(companies, people, strict=True):
            vals_list += [{
                "name": person["name"],
                "login": person["login"],
                "email": person.get("email"),
                "function": person.get("function"),
                "phone": person.get("phone"),
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set([groups[person.get("role", "handler")]])],
                "lang": self.env.context.get("lang"),
                "tz": "Asia/Ho_Chi_Minh",
                "action_id": self.env.ref("vanthu_document.start_action").id,
                **({"password": person["password"]} if person.get("password") else {}),
            } for person in persons]
        return self.env["res.users"].create(vals_list)

    def _create_units(self, companies, people, users):
        by_login = {user.login: user for user in users}
        levels = [self.unit_ids.filtered(lambda line: not line.parent_id)]
        while below := self.unit_ids.filtered(lambda line: line.parent_id in levels[-1]):
            levels.append(below)
        made = {}
        for level in levels:
            keys, vals_list = [], []
            for company, persons in zip(companies, people, strict=True):
                for line in level:
                    keys.append((company.id, line.id))
                    vals_list.append({
                        "name": line.name,
                        "code": line.code,
                        "sequence": line.sequence,
                        "company_id": company.id,
                        "parent_id": made.get((company.id, line.parent_id.id)),
                        **self._get_posts(line.name, persons, by_login),
                    })
            units = self.env["vanthu.unit"].create(vals_list)
            made.update(zip(keys, units.ids, strict=True))

    @api.model
    def _get_posts(self, unit_name, persons, by_login):
        vals = {"member_ids": [], "deputy_ids": []}
        for person in persons:
            if person.get("unit") != unit_name:
                continue
            user = by_login[person["login"]]
            vals["member_ids"].append(Command.link(user.id))
            field = POST_FIELDS[person.get("post", "member")]
            if field == "deputy_ids":
                vals["deputy_ids"].append(Command.link(user.id))
            elif field:
                vals[field] = user.id
        return vals


class VanthuOrganisationTemplateUnit(models.Model):
    """A unit that each organisation made after the template gets."""

    _name = "vanthu.organisation.template.unit"
    _description = "Unit of an organisation template"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "vanthu.organisation.template", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True)
    code = fields.Char(string="Abbreviation")
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "vanthu.organisation.template.unit", string="Parent unit", index="btree_not_null",
        ondelete="cascade", domain="[('template_id', '=', template_id)]",
    )

    _name_uniq = models.UniqueIndex(
        "(template_id, name)", "The template has a unit of this name already."
    )

    @api.constrains("parent_id", "template_id")
    def _check_parent_id(self):
        if self._has_cycle() or any(
            unit.parent_id and unit.parent_id.template_id != unit.template_id for unit in self
        ):
            raise UserError(self.env._(
                "A unit stands below another one of the same template, never below itself; "
                "choose another parent unit."
            ))


class VanthuOrganisationTemplatePerson(models.Model):
    """A post that is filled with a sample person on request, so that work can be tried."""

    _name = "vanthu.organisation.template.person"
    _description = "Person of an organisation template"
    _order = "id"

    template_id = fields.Many2one(
        "vanthu.organisation.template", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True)
    login = fields.Char(
        required=True, help="Beginning of the login; the organisation's ending follows a dot."
    )
    function = fields.Char(string="Position")
    role = fields.Selection(
        [
            ("handler", "Handler"),
            ("clerk", "Registry clerk"),
            ("leader", "Leader"),
            ("manager", "Administrator"),
        ],
        required=True, default="handler",
    )
    unit_id = fields.Many2one(
        "vanthu.organisation.template.unit", index="btree_not_null", ondelete="cascade",
        domain="[('template_id', '=', template_id)]",
    )
    post = fields.Selection(
        [("head", "Head"), ("deputy", "Deputy"), ("clerk", "Unit clerk"), ("member", "Member")],
        string="Post in the unit", required=True, default="member",
    )
