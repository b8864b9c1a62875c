from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.normalize import fold
from ..tools.organisation_name import name_key


class VanthuJoinRequest(models.Model):
    """What is here already: the administrator sees it before deciding."""

    _inherit = "vanthu.join.request"

    findings = fields.Text(
        string="To look at", compute="_compute_findings",
        help="What the software found in its check for duplicates.",
    )

    @api.depends(
        "organ_name", "organ_code", "person_email", "leader_email", "kind", "state",
        "organisation_id",
    )
    @api.depends_context("lang")
    def _compute_findings(self):
        waiting = self.filtered(lambda request: request.state in ("unconfirmed", "waiting"))
        (self - waiting).findings = False
        if not waiting:
            return
        names = self._get_organisation_names()
        codes = self._get_organisation_codes(waiting.mapped("organ_code"))
        accounts = self._get_accounts(waiting)
        for request in waiting:
            request.findings = "\n".join([
                *request._find_same_organisation(names, codes),
                *request._find_same_accounts(accounts),
                *request._find_same_requests(),
            ]) or False

    @api.model
    def _get_organisation_names(self):
        """Every organisation by the key of its name.

        :return dict: :func:`name_key` → ``res.company`` in superuser mode
        """
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        return {
            name_key(company.name): company for company in companies.search_fetch([], ["name"])
        }

    @api.model
    def _get_organisation_codes(self, codes):
        codes = [code for code in codes if code]
        companies = self.env["res.company"].sudo().search(
            [("partner_id.organ_code", "in", codes)]
        ) if codes else self.env["res.company"].sudo()
        return {company.organ_code: company for company in companies}

    @api.model
    def _get_accounts(self, requests):
        emails = {*requests.mapped("person_email"), *requests.mapped("leader_email")} - {False, ""}
        users = self.env["res.users"].sudo().with_context(active_test=False).search(
            Domain("login", "in", list(emails)) | Domain("email_normalized", "in", list(emails))
        )
        return {
            email: user for user in users for email in (user.login, user.email_normalized)
            if email in emails
        }

    def _find_same_organisation(self, names, codes):
        same_code = codes.get(self.organ_code)
        same_name = names.get(name_key(self.organ_name))
        if self.kind == "person":
            if self.organisation_id or same_code or same_name:
                return
            yield self.env._("No organisation of this name or code is here.")
            return
        if same_code:
            yield self.env._(
                "The code %(code)s belongs to %(name)s.", code=self.organ_code,
                name=same_code.name,
            )
        if same_name:
            yield self.env._("An organisation of this name is here: %s.", same_name.name)
        if self.organ_code and not self.env["res.company"]._is_usual_organ_code(self.organ_code):
            yield self.env._(
                "The code %s has an unusual form; check it with the published list.",
                self.organ_code,
            )

    def _find_same_accounts(self, accounts):
        for email in filter(None, (self.person_email, self.leader_email)):
            user = accounts.get(email)
            if not user:
                continue
            yield self.env._(
                "An account with the e-mail %(email)s is here: %(person)s, %(organisation)s.",
                email=email, person=user.name, organisation=user.company_id.name,
            ) if user.active else self.env._(
                "An account with the e-mail %(email)s was closed: %(person)s.",
                email=email, person=user.name,
            )

    def _find_same_requests(self):
        others = self.sudo().search([
            ("id", "!=", self._origin.id), ("state", "in", ("unconfirmed", "waiting")),
        ], limit=1000)
        key = name_key(self.organ_name)
        for other in others:
            if (
                other.person_email == self.person_email
                or (self.organ_code and other.organ_code == self.organ_code)
                or (name_key(other.organ_name) == key
                    and fold(other.person_name) == fold(self.person_name))
            ):
                yield self.env._(
                    "Another request waits: %(organisation)s, %(person)s, %(day)s.",
                    organisation=other.organ_name, person=other.person_name,
                    day=fields.Date.context_today(self, other.create_date).strftime("%d/%m/%Y"),
                )

    @api.model
    def _propose_decision(self, values, host):
        """What an administrator would most probably choose; every value can be changed.

        :param dict values: of the request
        :param host: ``res.company`` that decides
        :return dict: values of the request
        """
        if values["kind"] == "person":
            code = values["organ_code"]
            company = (
                self._get_organisation_codes([code]).get(code)
                or self._get_organisation_names().get(name_key(values["organ_name"]))
            )
            return {"organisation_id": company.id if company else False}
        templates = self.env["vanthu.organisation.template"].sudo().search([("active", "=", True)])
        key = f" {fold(values['organ_name'])} "
        kinds = (
            ("template_upper_secondary", ("thpt", "trung hoc pho thong", "gdtx")),
            ("template_commune_office", ("phong ",)),
            ("template_department", (" so ",)),
        )
        for name, words in kinds:
            template = self.env.ref(f"vanthu_document.{name}", raise_if_not_found=False)
            if template and template in templates and any(word in key for word in words):
                break
        else:
            template = templates.filtered(lambda one: one.organ_kind == "school")[-1:]
        return {
            "template_id": template.id, "parent_id": host.id, "with_manager": True,
        }
