from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .local_time import DEFAULT_TIME_ZONE, local_moment
from .vanthu_delegation import KINDS

# Set by the dialog in which a clerk records what a leader wrote on paper.
RECORDING = "vanthu_recording"


class VanthuDelegation(models.Model):
    """How an act in another's place is signed and told."""

    _inherit = "vanthu.delegation"

    def _get_capacity(self):
        return dict(KINDS)[self.kind]

    def _get_signature_lines(self):
        """What stands above the delegate's name (Điều 13, Phụ lục I), in capitals.

        A delegation that was passed on names each person between: TL. GIÁM ĐỐC, KT. TRƯỞNG
        PHÒNG, PHÓ TRƯỞNG PHÒNG.

        :return list: strings
        """
        self.ensure_one()
        item = self.sudo()
        above = item.parent_id._get_signature_lines()[:-1] if item.parent_id else []
        giver = item.parent_id.delegate_id or item.principal_id
        own = item.delegate_id.partner_id.function or ""
        return [
            *above, f"{item._get_capacity()} {giver.partner_id.function or giver.name}".upper(),
            own.upper(),
        ]

    def _get_signature(self):
        """One line: capacity, position and name of the delegate.

        :return str:
        """
        lines = " — ".join(filter(None, self._get_signature_lines()))
        return f"{lines} {self.sudo().delegate_id.name}"

    def _get_place_facts(self):
        """Both persons and the capacity, for the log.

        :return dict: empty without a delegation
        """
        if not self:
            return {}
        item = self[0].sudo()
        return {
            "leader": item.principal_id.name, "delegate": item.delegate_id.name,
            "capacity": item._get_capacity(),
        }

    def _get_note(self):
        """One sentence for whoever acts: for whom, and until when.

        :return str:
        """
        item = self.sudo()
        return self.env._(
            "You act for %(leader)s (%(capacity)s) until %(day)s.",
            leader=item.principal_id.name, capacity=item._get_capacity(),
            day=f"{item._get_last_day():%d/%m/%Y}",
        )

    def _get_last_day(self):
        """The last day on which the delegate may act, of several delegations the latest.

        The end is the midnight after it, or the moment of a revocation.

        :return datetime.date:
        """
        last = max(self.sudo().mapped("ends_at")) - timedelta(seconds=1)
        return local_moment(self.with_context(tz=DEFAULT_TIME_ZONE).env, last).date()


class VanthuDocument(models.Model):
    """Directing, and opening again, in a leader's place."""

    _inherit = "vanthu.document"

    def _find_place(self, leader_id=None):
        """The delegation with which the user acts on a document.

        :param int leader_id: id of the leader in whose place; by default the one to whom the
            document was submitted, for a delegate without the role of a leader anyone covered
        :return: ``vanthu.delegation``, at most one; none when a leader acts in the own name
            or a clerk records what a leader wrote
        """
        self.ensure_one()
        found = self.env["vanthu.delegation"]._get_principals()._get_covering(self)
        if not found or self.env.context.get(RECORDING) or leader_id == self.env.uid:
            return found.browse()
        if leader_id:
            return found.filtered(lambda item: item.principal_id.id == leader_id)[:1]
        submitted = found.filtered(lambda item: item.principal_id == self.sudo().leader_id)
        if submitted or self.env.user.has_group("vanthu_document.group_leader"):
            return submitted[:1]
        return found[:1]

    def _may_act_for_leader(self):
        return bool(self) and all(document._find_place() for document in self)

    def _require_directing(self):
        return self._may_act_for_leader() or super()._require_directing()

    def _require_leader(self):
        return self._may_act_for_leader() or super()._require_leader()

    def _get_directing_leader(self, leader_id):
        place = self._find_place(leader_id)
        return place.principal_id or super()._get_directing_leader(leader_id)

    def _get_place_facts(self):
        """Both persons and the capacity, for the log.

        :return dict: empty for whoever acts in the own name
        """
        return self._find_place()._get_place_facts()

    def _ask_for_directive(self, leader):
        document = self.sudo()
        own = document.leader_id
        waiting = document.delegation_ids._is_in_force()._get_covering(document)
        if leader != own and leader in waiting.filtered(
            lambda item: item.principal_id == own
        ).delegate_id:
            return None  # is asked together with the leader
        result = super()._ask_for_directive(leader)
        for person in waiting.filtered(lambda item: item.principal_id == leader).delegate_id:
            document.activity_schedule(
                "vanthu_document.mail_activity_direct", user_id=person.id,
                date_deadline=document._get_directive_due_date(),
            )
        return result

    def _explain_readers(self):
        readers = dict(super()._explain_readers())
        document = self.sudo()
        for item in document.delegation_ids._is_in_force():
            person = item.delegate_id
            named = person in document.allowed_user_ids
            if (document.restricted and not named) or not item._has_fit_persons():
                continue
            if document.restricted and person not in readers:
                readers[person] = [self.env._("named for this restricted document")]
            readers.setdefault(person, []).append(self.env._(
                "acts for %(leader)s (%(capacity)s) until %(day)s",
                leader=item.principal_id.name, capacity=item._get_capacity(),
                day=f"{item._get_last_day():%d/%m/%Y}",
            ))
        return sorted(readers.items(), key=lambda pair: pair[0].name)


class VanthuDirective(models.Model):
    """A directive that a delegate gives names both persons and the capacity, for good."""

    _inherit = "vanthu.directive"

    delegation_id = fields.Many2one(
        "vanthu.delegation", string="By delegation", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    signature_lines = fields.Text(
        readonly=True, help="Capacity and positions above the name, as they were on that day."
    )
    signed_as = fields.Char(string="Signed by", compute="_compute_signed_as")

    @api.depends("leader_id", "delegate_id", "signature_lines")
    def _compute_signed_as(self):
        for directive in self:
            facts = directive.sudo()
            if not facts.delegate_id:
                directive.signed_as = facts.leader_id.name
                continue
            lines = filter(None, (facts.signature_lines or "").split("\n"))
            directive.signed_as = f"{' — '.join(lines)} {facts.delegate_id.name}"

    @api.depends("signed_as")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        for directive in self.filtered("delegate_id"):
            day = local_moment(directive.env, directive.date)
            directive.display_name = f"{directive.signed_as}, {day:%d/%m/%Y}"
        return result

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            place = self._find_place_of(vals)
            if place:
                vals |= {
                    "delegate_id": self.env.uid, "delegation_id": place.id,
                    "capacity": place.kind, "recorder_id": False,
                    "signature_lines": "\n".join(filter(None, place._get_signature_lines())),
                }
        return super().create(vals_list)

    @api.model
    def _get_word_giver(self, company, leader_id):
        place = self._find_word_place(company.id, leader_id)
        return place.principal_id or super()._get_word_giver(company, leader_id)

    @api.model
    def _find_word_place(self, company_id, leader_id=None):
        """The delegation with which the user directs without a document.

        :param int company_id: id of the organisation
        :param int leader_id: id of the leader in whose place; by default, for a delegate who
            is neither leader nor clerk, any
        :return: ``vanthu.delegation``, at most one
        """
        found = self.env["vanthu.delegation"]._get_principals().filtered(
            lambda item: not item._is_limited() and item.company_id.id == company_id
        )
        roles = self.env["vanthu.delegation"]
        if not leader_id and roles._has_role("group_leader", "group_clerk"):
            return found.browse()
        if leader_id == self.env.uid or self.env.context.get(RECORDING):
            return found.browse()
        return found.filtered(lambda item: leader_id in (False, None, item.principal_id.id))[:1]

    def _find_place_of(self, vals):
        leader_id = vals.get("leader_id")
        none = self.env["vanthu.delegation"]
        if not leader_id or leader_id == self.env.uid or self.env.context.get(RECORDING):
            return none
        document = self.env["vanthu.document"].browse(vals.get("document_id") or [])
        if document:
            return document._find_place(leader_id)
        return self._find_word_place(vals.get("company_id"), leader_id)

    def _get_giver_facts(self):
        facts = super()._get_giver_facts()
        return facts | self.sudo().delegation_id._get_place_facts()

    def _find_place(self):
        """The delegation with which the user decides about a directive of another leader.

        :return: ``vanthu.delegation``, at most one
        """
        self.ensure_one()
        leader = self.sudo().leader_id
        if leader == self.env.user:
            return self.env["vanthu.delegation"]
        return self.env["vanthu.delegation"]._get_principals().filtered(
            lambda item: item.principal_id == leader
        )._get_covering(self)[:1]

    def _get_place_facts(self):
        """Both persons and the capacity, for the log.

        :return dict: empty for whoever acts in the own name
        """
        return self._find_place()._get_place_facts()

    def _may_undo(self):
        given = self.sudo()
        if given.delegate_id == self.env.user and not given.delegation_id._is_in_force():
            return False
        return super()._may_undo() or bool(self._find_place())


class VanthuAssignment(models.Model):
    """What a leader decides about given work, decided in the leader's place.

    Nobody decides so about work of which he or she is in charge.
    """

    _inherit = "vanthu.assignment"

    directive_capacity = fields.Selection(related="directive_id.capacity")
    directive_signed_as = fields.Char(related="directive_id.signed_as", string="Signed by")

    def _find_place(self):
        """The delegation with which the user decides about this work.

        :return: ``vanthu.delegation``, at most one
        """
        self.ensure_one()
        work = self.sudo()
        if not work.directive_id or self.env.user in work.holder_ids:
            return self.env["vanthu.delegation"]
        return work.directive_id.with_env(self.env)._find_place()

    def _is_leader(self):
        return super()._is_leader() or (
            bool(self) and all(work._find_place() for work in self)
        )

    def _log_event(self, kind, detail=None):
        rows = [
            (work, {**work._get_place_facts(), **(detail or {})}) for work in self
        ]
        return [super(VanthuAssignment, work)._log_event(kind, facts) for work, facts in rows]

    def _get_place_facts(self):
        """Both persons and the capacity, unless the user acts in charge of part of the work.

        :return dict: for the log, or empty
        """
        work = self.sudo()
        leads = work.directive_id.assignment_ids.filtered(
            lambda other: other.role == "lead" and not other.parent_id
        )
        if self.env.user in (work.parent_id | leads).holder_ids:
            return {}
        return self._find_place()._get_place_facts()

    @api.model
    def _give(self, vals_list):
        created = super()._give(vals_list)
        for work in created.filtered(lambda item: item.role == "lead" and not item.parent_id):
            place = work.directive_id.delegation_id
            units = place.unit_ids
            if units and not place._includes_units(place._find_units(work)):
                raise UserError(self.env._(
                    "You act for %(leader)s only for work led by %(units)s; choose the lead "
                    "there, or leave this document to %(leader)s.",
                    leader=place.principal_id.name, units=", ".join(units.mapped("name")),
                ))
        return created
