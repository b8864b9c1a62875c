from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from .row_hold import hold_rows

_MORE_ROLES = {"manager": "group_manager"}


class VanthuJoinRequest(models.Model):
    """Approving and refusing requests: what is made, and who may."""

    _inherit = "vanthu.join.request"

    def _require_decider(self, state):
        """Check person and state; whoever comes second finds the other one's decision.

        :param str state: in which the requests must be
        :raise AccessError: the caller is no administrator of the organisation that decides
        :raise UserError: the request is in another state
        """
        self.env["vanthu.document"]._require_group("group_manager")
        self.check_access("write")
        hold_rows(self)
        self.invalidate_recordset(["state"])
        for request in self:
            if request.state != state:
                raise UserError(self.env._(
                    "The request of %s was decided by somebody else meanwhile; open it again.",
                    request.person_name,
                ))

    # ---- APPROVING ----

    def action_approve(self) -> bool:
        """Make the organisation and its first accounts, or the account of the person.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation concerned
        :raise UserError: something is missing, the code or an e-mail is taken already
        """
        self._require_decider("waiting")
        for request in self:
            if request.kind == "organisation":
                users = request._make_organisation()
            else:
                users = request._make_person()
            request._write_step({
                "state": "approved", "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(), "user_ids": [Command.set(users.ids)],
            })
            self.env["vanthu.event"]._log_company(
                request.sudo().organisation_id, "join_approved", {
                    "person": ", ".join(users.mapped("name")),
                    "organisation": request.organ_name,
                },
            )
            users.sudo().vanthu_first_steps = True
            request._invite(users)
        return True

    def _make_organisation(self):
        if not self.template_id:
            raise UserError(self.env._("Choose the template that the organisation is made after."))
        self._require_own(self.parent_id)
        taken = self._get_organisation_codes([self.organ_code]).get(self.organ_code)
        if taken:
            raise UserError(self.env._(
                "The code %(code)s belongs to %(name)s: approve the person for that "
                "organisation, or correct the code.", code=self.organ_code, name=taken.name,
            ))
        people = self._get_first_people()
        self._require_new_logins(people)
        company_id = self.template_id.create_organisations([{
            "name": self.organ_name, "code": self.organ_code,
            "abbreviation": self.organ_abbreviation, "parent_id": self.parent_id.id,
            "superior_name": self.organ_superior_name or self.parent_id.name,
            "place": self.parent_id.organ_place, "street": self.organ_street,
            "phone": self.organ_phone, "email": self.organ_email, "people": people,
        }])[0]
        self._write_step({"organisation_id": company_id})
        users = self._get_users([person["login"] for person in people])
        if self.with_manager:
            users[:1].group_ids = [
                Command.link(self.env.ref("vanthu_document.group_manager").id)
            ]
        return users

    def _get_first_people(self):
        people = [{
            "name": self.person_name, "login": self.person_email, "email": self.person_email,
            "phone": self.person_phone, "function": self.person_function, "role": self.role,
            **self._get_place(self.role),
        }]
        if self.leader_name and self.leader_email:
            people.append({
                "name": self.leader_name, "login": self.leader_email,
                "email": self.leader_email, "function": self.leader_function,
                "role": "leader", **self._get_place("leader"),
            })
        return people

    def _get_place(self, role):
        """Unit and post that the template foresees for the first person of a role."""
        pattern = self.template_id.person_ids.filtered(lambda person: person.role == role)[:1]
        if not pattern.unit_id:
            return {}
        return {"unit": pattern.unit_id.name, "post": pattern.post}

    def _make_person(self):
        if not self.organisation_id:
            raise UserError(self.env._("Choose the organisation that the person belongs to."))
        self._require_own(self.organisation_id)
        if self.unit_id and self.unit_id.sudo().company_id != self.organisation_id:
            raise UserError(self.env._("Choose a unit of %s.", self.organisation_id.name))
        person = {
            "name": self.person_name, "login": self.person_email, "email": self.person_email,
            "phone": self.person_phone, "function": self.person_function, "role": self.role,
        }
        self._require_new_logins([person])
        template = self.env["vanthu.organisation.template"]
        user = template.sudo().with_context(
            no_reset_password=True, tracking_disable=True, lang=template._get_language(),
        )._create_users(self.organisation_id, [[person]])
        if self.unit_id:
            self.unit_id.sudo().member_ids = [Command.link(user.id)]
        self.env["vanthu.event"]._log_company(self.organisation_id, "access_changed", {
            "person": user.name, "before": "",
            "roles": dict(self._fields["role"]._description_selection(self.env))[self.role],
        })
        return user

    def _require_own(self, company):
        if company and company not in self.env.user.company_ids:
            raise AccessError(self.env._(
                "Only an administrator who works in %s can decide this; ask for the right to "
                "work there, or leave it to them.", company.sudo().name,
            ))

    def _require_new_logins(self, people):
        for person in people:
            if self.env["res.users"].sudo().with_context(active_test=False).search_count(
                [("login", "=", person["login"])], limit=1
            ):
                raise UserError(self.env._(
                    "An account with the e-mail %s exists already: refuse the request and tell "
                    "the person to use it, or correct the e-mail.", person["login"],
                ))

    @api.model
    def _get_users(self, logins):
        users = self.env["res.users"].sudo().search([("login", "in", logins)])
        return users.sorted(lambda user: logins.index(user.login))

    # ---- REFUSING ----

    def action_refuse(self, reason: str) -> bool:
        """Refuse requests; the person is told why.

        :param str reason: one sentence for the person
        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation that decides
        :raise UserError: no reason, or somebody else has decided
        """
        self._require_decider("waiting")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why, so that the person knows what to do."))
        self._write_step({
            "state": "refused", "decided_by_id": self.env.uid,
            "decided_at": fields.Datetime.now(), "refuse_reason": reason,
        })
        for request in self:
            self.env["vanthu.event"]._log_company(request.sudo().company_id, "join_refused", {
                "person": request.person_name, "organisation": request.organ_name,
                "reason": reason,
            })
            told = request.with_context(lang=request._get_lang())
            told._send_mail(
                "join_mail_refused", told.env._("Your request for an account"),
                request.person_email,
            )
        return True
