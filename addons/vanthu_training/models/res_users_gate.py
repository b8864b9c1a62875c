from odoo import api, fields, models
from odoo.exceptions import UserError


class VanthuSkillGate(models.Model):
    """Refusing the role to newcomers who lack a topic, whatever door it is given through."""

    _inherit = "vanthu.skill.gate"

    @api.model
    def _snapshot(self):
        """Who has which role that needs proof, before roles change.

        :return dict: gate → ``res.users``, closed accounts included
        """
        gates = self.sudo().search([("state", "=", "on")])
        return {gate: gate._get_holders(closed=True) for gate in gates}

    @api.model
    def _refuse_newcomers(self, before):
        """Refuse what was given since, where a topic is missing.

        :param dict before: of :meth:`_snapshot`
        :raise UserError: somebody got a role without the topics that it needs
        """
        for gate, holders in before.items():
            newcomers = gate._get_holders(closed=True) - holders
            missing = gate._get_missing(newcomers)
            # Where nobody else has the role, work would stop.
            if missing and gate._get_holders() - newcomers:
                user, topics = next(iter(missing.items()))
                raise UserError(self._get_refusal(gate, user, topics))

    @api.model
    def _get_refusal(self, gate, user, topics):
        facts = {
            "person": user.name, "role": gate.group_id.name,
            "topics": ", ".join(topics.mapped("name")),
        }
        lesson = gate._find_class(topics)
        if not lesson:
            return self.env._(
                "%(person)s cannot get the role “%(role)s” without a certificate in: %(topics)s. "
                "No class is planned; ask the training manager.", **facts,
            )
        day = fields.Datetime.context_timestamp(self, lesson.date_begin)
        return self.env._(
            "%(person)s cannot get the role “%(role)s” without a certificate in: %(topics)s. The "
            "next class is “%(class)s” on %(day)s.", **facts,
            **{"class": lesson.name, "day": day.strftime("%d/%m/%Y")},
        )

    def _find_class(self, topics):
        """The next class for an organisation that teaches one of these topics.

        :param topics: ``vanthu.topic``
        :return: ``event.event`` in superuser mode, perhaps empty
        """
        return self.env["event.event"].sudo().search([
            ("is_class", "=", True), ("course_id.topic_ids", "in", topics.ids),
            ("date_begin", ">", fields.Datetime.now()),
            "|", ("host_id", "=", self.company_id.id),
            ("invitation_ids.company_id", "=", self.company_id.id),
        ], order="date_begin, id", limit=1)


class ResUsers(models.Model):
    """A role is given on the form of a person, by an import, by a hand-over of the post."""

    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        gates = self.env["vanthu.skill.gate"]
        before = gates._snapshot()
        users = super().create(vals_list)
        gates._refuse_newcomers(before)
        return users

    def write(self, vals):
        if not {"group_ids", "company_ids"} & vals.keys():
            return super().write(vals)
        gates = self.env["vanthu.skill.gate"]
        before = gates._snapshot()
        result = super().write(vals)
        gates._refuse_newcomers(before)
        return result


class ResGroups(models.Model):
    """… and on the form of the role itself, or by another role that brings it."""

    _inherit = "res.groups"

    @api.model_create_multi
    def create(self, vals_list):
        gates = self.env["vanthu.skill.gate"]
        before = gates._snapshot()
        groups = super().create(vals_list)
        gates._refuse_newcomers(before)
        return groups

    def write(self, vals):
        if not {"user_ids", "implied_ids", "implied_by_ids"} & vals.keys():
            return super().write(vals)
        gates = self.env["vanthu.skill.gate"]
        before = gates._snapshot()
        result = super().write(vals)
        gates._refuse_newcomers(before)
        return result


class VanthuMorningDigest(models.AbstractModel):
    """Who has a role without proof stands in the administrator's mail of the morning."""

    _inherit = "vanthu.morning.digest"

    def _get_activity_sections(self):
        sections = super()._get_activity_sections()
        if not self.env.user.has_group("vanthu_document.group_manager"):
            return sections
        gates = self.env["vanthu.skill.gate"].search([
            ("state", "!=", "off"), ("company_id", "in", self.env.user.company_ids.ids),
        ])
        return [*sections, self._make_section("waiting", self.env._("Roles without proof"), [
            {
                "url": self._get_url(gate), "name": gate.display_name,
                "parts": [
                    {"who": user.name, "due": False}
                    for user in gate._get_missing(gate._get_holders())
                ],
            }
            for gate in gates if gate.lacking_count
        ])]
