from odoo import api, fields, models
from odoo.fields import Domain

from .states import GONE_ASSIGNMENT_STATES, OPEN_ASSIGNMENT_STATES

# A delegate finds what waits and what goes on, not the archive.
_COVERED_STATES = ("submitted", "assigned", "in_progress")


class VanthuDelegation(models.Model):
    """Which documents and directives a delegation covers.

    A document belongs to the leader to whom it was submitted and to those who directed it. It
    is covered from the moment in which it is both in work and in scope; what is finished during
    the delegation stays covered to its end, what was finished before it began never is.

    The units of a document are those that lead: of the work that was given, else of the
    clerk's proposal; a person stands for the units of which he or she is member or chief. A
    document for which nobody leads yet is in no scope that is limited to units.
    A directive without document has neither type nor units nor urgency: it is covered where the
    scope is limited in neither types nor units.
    """

    _inherit = "vanthu.delegation"

    @api.model
    def _get_principals(self, user=None):
        """Delegations in force of which a person is the delegate.

        :param user: ``res.users``; the current user by default
        :return: ``vanthu.delegation`` in superuser mode; ``principal_id`` is whose work it is,
            ``kind`` the capacity, ``ends_at`` the end
        """
        user = (user or self.env.user).sudo()
        if not user.has_group("vanthu_document.group_delegate"):
            return self.sudo().browse()
        return user.vanthu_received_delegation_ids._is_in_force().filtered(
            lambda item: item._has_fit_persons()
        ).sorted(lambda item: (item.kind, item.id))

    def _covers(self, records):
        """What of these documents the delegations cover.

        A restricted document is only covered for a delegate who is named in it.

        :param records: ``vanthu.document`` or ``vanthu.directive``
        :return: those that at least one of the delegations covers
        """
        return records.filtered(lambda record: self._get_covering(record))

    def _get_covering(self, record):
        """Those of the delegations that cover one document or directive.

        :param record: ``vanthu.document`` or ``vanthu.directive``
        :return: ``vanthu.delegation``
        """
        facts = record.sudo()
        document = facts if record._name == "vanthu.document" else facts.document_id
        found = self & (document or facts).delegation_ids
        if document.restricted:
            named = document.allowed_user_ids
            found = found.filtered(lambda item: item.delegate_id in named)
        return found

    # ---- SCOPE ----

    def _includes_document(self, document):
        """Whether period, leader and scope fit a document, restricted or not.

        :param document: ``vanthu.document`` in superuser mode
        :return bool:
        """
        if self.principal_id not in (document.leader_id | document.directive_ids.leader_id):
            return False
        if document.state == "done":
            if self not in document.delegation_ids or self.starts_at > fields.Datetime.now():
                return False
        elif document.state not in _COVERED_STATES:
            return False
        if self.type_ids and document.type_id not in self.type_ids:
            return False
        if self.max_priority and document.priority > self.max_priority:
            return False
        return not self.unit_ids or self._includes_units(document._get_lead_units())

    def _includes_units(self, units):
        scope = {str(unit_id) for unit_id in self.unit_ids.ids}
        return any(scope & set((unit.parent_path or "").split("/")) for unit in units)

    @api.model
    def _find_units(self, rows):
        """Units behind rows that name units or persons.

        :param rows: ``vanthu.assignment`` or ``vanthu.document.proposal``
        :return: ``vanthu.unit`` in superuser mode
        """
        rows = rows.sudo()
        people = rows.user_id
        if not people:
            return rows.unit_id
        return rows.unit_id | self.env["vanthu.unit"].sudo().search(
            Domain("company_id", "in", rows.company_id.ids) & (
                Domain("member_ids", "in", people.ids) | Domain("head_id", "in", people.ids)
                | Domain("deputy_ids", "in", people.ids)
            )
        )

    @api.model
    def _get_open(self, companies):
        return self.sudo().search([
            ("company_id", "in", companies.ids), ("ends_at", ">", fields.Datetime.now()),
        ])

    def _refresh_cover(self):
        """Find out anew what the delegations cover, after they were made or changed."""
        Document = self.env["vanthu.document"].sudo()
        Directive = self.env["vanthu.directive"].sudo()
        for company, items in self.sudo().grouped("company_id").items():
            leaders = Domain("leader_id", "in", items.principal_id.ids)
            own = Domain("company_id", "=", company.id)
            linked = Domain("delegation_ids", "in", items.ids)
            directives = Directive.search(own & leaders & Domain("document_id", "!=", False))
            documents = Document.search(own & (
                linked
                | Domain("state", "in", _COVERED_STATES)
                & (leaders | Domain("id", "in", directives.document_id.ids))
            ))
            self.env.add_to_compute(Document._fields["delegation_ids"], documents)
            spoken = Directive.search(own & Domain("document_id", "=", False) & (
                linked | leaders & Domain(
                    "assignment_ids.state", "in", (*OPEN_ASSIGNMENT_STATES, "reported")
                )
            ))
            self.env.add_to_compute(Directive._fields["delegation_ids"], spoken)
        # Readers in other sessions ask the database.
        self.env.flush_all()


class VanthuDocument(models.Model):
    """Which delegations cover a document, and whether it waits for the person who asks."""

    _inherit = "vanthu.document"

    delegation_ids = fields.Many2many(
        "vanthu.delegation", "vanthu_document_delegation_rel", "document_id", "delegation_id",
        string="Delegations", compute="_compute_delegation_ids", store=True, copy=False,
        groups="vanthu_document.group_clerk,vanthu_document.group_leader",
        help="Delegations whose delegate may see and decide, while they are in force.",
    )
    waits_for_me = fields.Boolean(
        string="Waits for my directive", compute="_compute_waits_for_me",
        search="_search_waits_for_me",
        help="Submitted to the person, or to a leader for whom the person acts.",
    )
    acting_note = fields.Char(compute="_compute_waits_for_me")

    @api.depends(
        "company_id", "leader_id", "type_id", "priority", "state", "directive_ids.leader_id",
        "directive_ids.active", "proposal_ids.role", "proposal_ids.unit_id",
        "proposal_ids.user_id", "assignment_ids.role", "assignment_ids.unit_id",
        "assignment_ids.user_id", "assignment_ids.state", "assignment_ids.parent_id",
    )
    def _compute_delegation_ids(self):
        delegations = self.env["vanthu.delegation"]._get_open(self.company_id)
        for document in self:
            past = document.delegation_ids - delegations
            document.delegation_ids = past | delegations.filtered(
                lambda item, document=document: item.company_id == document.company_id
                and item._includes_document(document)
            )

    def _get_lead_units(self):
        """Units that lead the work on a document, or of whom the clerk proposes as lead.

        :return: ``vanthu.unit``
        """
        given = self.assignment_ids.filtered(
            lambda work: work.role == "lead" and not work.parent_id
            and work.state not in GONE_ASSIGNMENT_STATES
        )
        rows = given or self.proposal_ids.filtered(lambda row: row.role == "lead")
        return self.env["vanthu.delegation"]._find_units(rows)

    @api.depends("state", "leader_id", "delegation_ids")
    @api.depends_context("uid")
    def _compute_waits_for_me(self):
        mine = self.env["vanthu.delegation"]._get_principals()
        leader = self.env.user.has_group("vanthu_document.group_leader")
        for document in self:
            item = mine._get_covering(document)[:1] if mine else mine
            document.acting_note = item._get_note() if item else False
            facts = document.sudo()
            document.waits_for_me = facts.state == "submitted" and (
                (leader and facts.leader_id == self.env.user)
                or facts.leader_id in mine._get_covering(document).principal_id
            )

    @api.model
    def _search_waits_for_me(self, operator, value):
        """Submitted documents of the user, and of leaders for whom the user acts.

        :param str operator: ``in``
        :param value: set with True
        :return: Domain
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        whose = [
            Domain("leader_id", "=", item.principal_id.id)
            & Domain("id", "in", self.sudo()._search([("delegation_ids", "in", item.ids)]))
            for item in self.env["vanthu.delegation"]._get_principals()
        ]
        if self.env.user.has_group("vanthu_document.group_leader"):
            whose.append(Domain("leader_id", "=", self.env.uid))
        return Domain("state", "=", "submitted") & Domain.OR(whose)


class VanthuDirective(models.Model):
    """Which delegations cover a directive that stands without a document."""

    _inherit = "vanthu.directive"

    delegation_ids = fields.Many2many(
        "vanthu.delegation", "vanthu_directive_delegation_rel", "directive_id", "delegation_id",
        string="Delegations", compute="_compute_delegation_ids", store=True, copy=False,
        groups="vanthu_document.group_clerk,vanthu_document.group_leader",
    )

    @api.depends("company_id", "leader_id", "document_id", "active")
    def _compute_delegation_ids(self):
        alone = self.filtered(lambda item: not item.document_id)
        (self - alone).delegation_ids = False
        delegations = self.env["vanthu.delegation"]._get_open(alone.company_id)
        for directive in alone:
            past = directive.delegation_ids - delegations
            directive.delegation_ids = past | delegations.filtered(
                lambda item, directive=directive: directive.active and not item._is_limited()
                and item.principal_id == directive.leader_id
                and item.company_id == directive.company_id
            )
