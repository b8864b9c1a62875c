from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .states import BEFORE_ISSUE, BEFORE_SIGNATURE, TRANSITIONS

# KT., TL. and TUQ. sign in somebody else's place (Điều 13 of NĐ 30/2020).
IN_PLACE_OF = ("kt", "tl", "tuq")
CAPACITY_LABELS = {
    "head": "", "q": "Q.", "tm": "TM.", "kt": "KT.", "tl": "TL.", "tuq": "TUQ.",
}
# Come with the number, from nobody's hand.
NUMBER_FIELDS = {"code_number", "reference", "issued_date"}
# What stands on the document: fixed by the signature.
CONTENT_FIELDS = {
    "subject", "type_id", "code_notation", "issued_place", "organ_id", "organ_name",
    "signer_name", "signer_position",
    "signer_competence", "priority", "circulation_scope", "language_code", "signing_user_id",
    "signing_capacity", "signing_for_id", "signing_body", "drafter_id", "drafting_unit_id",
    "due_date", "response_to_ids", "page_count", "amends_id", "amendment_kind", "company_id",
}


class VanthuDocument(models.Model):
    """An outgoing document: who drafts, who signs and what follows from it (Điều 10–13)."""

    _inherit = "vanthu.document"

    drafter_id = fields.Many2one(
        "res.users", string="Drafted by", copy=False, index="btree_not_null",
        ondelete="restrict", domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    drafting_unit_id = fields.Many2one(
        "vanthu.unit", string="Drafting unit", index="btree_not_null", ondelete="restrict",
        check_company=True, help="Its head checks the content; its abbreviation may stand in "
        "the notation.",
    )
    code_notation = fields.Char(
        compute="_compute_code_notation", store=True, readonly=False, precompute=True,
    )
    signing_user_id = fields.Many2one(
        "res.users", string="To be signed by", copy=False, index="btree_not_null",
        ondelete="restrict", domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    signing_capacity = fields.Selection(
        [
            ("head", "As head"),
            ("q", "Q. – acting head"),
            ("tm", "TM. – on behalf of a collective body"),
            ("kt", "KT. – deputy in place of the head"),
            ("tl", "TL. – by order of the head"),
            ("tuq", "TUQ. – by written authorisation of the head"),
        ],
        string="Signs as", default="head", copy=False,
    )
    signing_for_id = fields.Many2one(
        "res.users", string="In whose place", copy=False, ondelete="restrict",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    signing_body = fields.Char(
        string="Collective body", copy=False, help="As printed after TM., for example ỦY BAN "
        "NHÂN DÂN.",
    )
    signer_name = fields.Char(
        compute="_compute_signer", store=True, readonly=False, precompute=True
    )
    signer_position = fields.Char(
        compute="_compute_signer", store=True, readonly=False, precompute=True
    )
    signer_competence = fields.Char(
        compute="_compute_signer", store=True, readonly=False, precompute=True
    )
    issue_number = fields.Integer(
        string="Outgoing number", readonly=True, copy=False, aggregator=None,
        help="Số đi, without the letter of an inserted number.",
    )
    can_edit_draft = fields.Boolean(compute="_compute_can_edit_draft")
    can_confirm_content = fields.Boolean(compute="_compute_can_edit_draft")
    can_sign = fields.Boolean(compute="_compute_can_edit_draft")

    _outgoing_order_idx = models.Index(
        "(company_id, issued_date DESC, issue_number DESC, id DESC) "
        "WHERE direction <> 'incoming'"
    )

    # ---- COMPUTES ----

    @api.depends("type_id", "drafting_unit_id", "company_id", "direction")
    def _compute_code_notation(self):
        for document in self:
            if document.direction == "incoming" or document.state not in BEFORE_SIGNATURE:
                document.code_notation = document.code_notation
            else:
                document.code_notation = document._get_notation()

    def _get_notation(self):
        """Notation by the rules of Điều 15 and Phụ lục I.

        Named types: type and organisation (QĐ-SGDĐT); công văn: organisation and drafting unit
        (SGDĐT-VP); legal documents carry the year before them.

        :return str or False: without the organisation's abbreviation there is none
        """
        organ = self.company_id.organ_abbreviation
        if not organ or not self.type_id:
            return False
        if not self.type_id.code:
            return "-".join(filter(None, (organ, self.drafting_unit_id.code)))
        notation = f"{self.type_id.code}-{organ}"
        if self.type_id.kind == "legal":
            return f"{self._get_today().year}/{notation}"
        return notation

    @api.depends("signing_user_id", "signing_capacity", "signing_for_id", "signing_body")
    def _compute_signer(self):
        for document in self:
            if document.direction == "incoming" or document.state not in BEFORE_SIGNATURE:
                document.signer_name = document.signer_name
                document.signer_position = document.signer_position
                document.signer_competence = document.signer_competence
                continue
            signer = document.signing_user_id.sudo()
            document.signer_name = signer.name
            document.signer_position = (signer.partner_id.function or "").upper() or False
            document.signer_competence = document._get_competence() or False

    def _get_competence(self):
        """The line above the signer's position: capacity and in whose place (Phụ lục I.II.7).

        :return str: for example ``KT. GIÁM ĐỐC``; empty for a head
        """
        capacity = self.signing_capacity or "head"
        label = CAPACITY_LABELS[capacity]
        giver = self.signing_for_id.sudo().partner_id
        after = {
            "tm": self.signing_body or "",
            **dict.fromkeys(IN_PLACE_OF, giver.function or giver.name or ""),
        }.get(capacity, "")
        return f"{label} {after}".strip().upper()

    @api.depends("code_number", "code_notation", "direction")
    def _compute_reference(self):
        # The notation of a draft is no number yet: nothing to search for, nothing to compare.
        drafts = self.filtered(lambda d: d.direction != "incoming" and not d.code_number)
        drafts.reference = False
        return super(VanthuDocument, self - drafts)._compute_reference()

    @api.depends("state", "drafter_id", "drafting_unit_id", "signing_user_id")
    @api.depends_context("uid")
    def _compute_can_edit_draft(self):
        for document in self:
            document.can_edit_draft = document._holds_the_pen()
            document.can_confirm_content = (
                document.state == "content_check" and document._may_confirm_content()
            )
            document.can_sign = document.state == "to_sign" and document._may_sign()

    # ---- WHO ----

    def _holds_the_pen(self):
        """Whether the user may change the draft in its present step.

        The drafter and the drafting unit while it is a draft, the head in the content check,
        the clerk in the presentation check, the signer at the end (Phụ lục VI, III.1.n).

        :return bool:
        """
        self.ensure_one()
        user, draft = self.env.user, self.sudo()
        if draft.state == "draft":
            return (
                not draft.id or user in draft.drafter_id | draft.drafting_unit_id.reader_ids
                or user.has_group("vanthu_document.group_clerk")
            )
        return {
            "content_check": self._may_confirm_content,
            "format_check": lambda: user.has_group("vanthu_document.group_clerk"),
            "to_sign": self._may_sign,
        }.get(draft.state, lambda: False)()

    def _may_confirm_content(self):
        """Head and deputies of the drafting unit; a leader where the unit has none (Điều 12)."""
        chiefs = self.sudo().drafting_unit_id.chief_ids
        if chiefs:
            return self.env.user in chiefs
        return self.env.user.has_group("vanthu_document.group_leader")

    def _may_sign(self):
        """The person named as signer, with the right to sign in the chosen capacity."""
        draft = self.sudo()
        return draft.signing_user_id == self.env.user and draft._has_right_to_sign()

    def _has_right_to_sign(self):
        """Whether the named signer may sign in the chosen capacity (Điều 13).

        Leaders sign as heads, for collective bodies and, as deputies, KT.; everybody else, and
        whoever signs TL. or TUQ., by a delegation in force that allows this document.

        :return bool:
        """
        signer = self.signing_user_id
        if self.signing_capacity not in IN_PLACE_OF:
            return signer.has_group("vanthu_document.group_leader")
        if self.signing_capacity == "kt" and signer.has_group("vanthu_document.group_leader"):
            return True
        return bool(self._find_signing_delegation())

    def _find_signing_delegation(self):
        """The delegation by which the named signer signs.

        :return: ``vanthu.delegation`` in superuser mode, at most one
        """
        return self.env["vanthu.delegation"]._get_principals(self.signing_user_id).filtered(
            lambda item: item.principal_id == self.signing_for_id
            and item.company_id == self.company_id
            and item.kind == self.signing_capacity
            and (not item.type_ids or self.type_id in item.type_ids)
            and (not item.max_priority or self.priority <= item.max_priority)
            and (not item.unit_ids or item._includes_units(self.drafting_unit_id))
        )[:1]

    # ---- RECORDS ----

    def write(self, vals):
        if "direction" in vals and any(d.direction != vals["direction"] for d in self):
            raise UserError(self.env._(
                "A document does not change between incoming and outgoing; enter a new one."
            ))
        if (CONTENT_FIELDS | NUMBER_FIELDS) & vals.keys() and not self._is_step():
            drafts = self.filtered(lambda d: d.direction != "incoming")
            if drafts:
                self._refuse_step_fields(NUMBER_FIELDS & vals.keys())
            for document in drafts:
                document._require_pen()
        return super().write(vals)

    def _require_pen(self):
        """Refuse a change by whoever does not hold the draft now, and any after the signature.

        :raise UserError: says who can change it
        """
        self.ensure_one()
        if self.state not in BEFORE_ISSUE or self.state == "signed":
            raise UserError(self.env._(
                "%(name)s is signed and stays as it is; replace or correct it by another "
                "document.", name=self.display_name,
            ))
        if not self.env.su and not self._holds_the_pen():
            raise UserError(self.env._(
                "%(name)s is “%(state)s” now, so only who has to check or sign it may change it; "
                "ask them to send it back with the reason.", name=self.display_name,
                state=self._describe_value("state"),
            ))

    @api.constrains("signing_capacity", "signing_for_id", "signing_user_id", "signing_body")
    def _check_signing_for(self):
        for document in self.filtered("signing_user_id"):
            capacity = document.signing_capacity
            if capacity in IN_PLACE_OF and document.signing_for_id == document.signing_user_id:
                raise ValidationError(self.env._(
                    "Nobody signs in the own place; choose whose place the signer takes."
                ))

    def _get_own_name(self):
        if self.direction == "incoming" or self.reference:
            return super()._get_own_name()
        return self.subject or ""

    # ---- EXPLAINING ----

    def _explain_readers(self):
        readers = dict(super()._explain_readers())
        if self.direction == "incoming":
            return sorted(readers.items(), key=lambda pair: pair[0].name)
        handlers = self.env.ref("vanthu_document.group_user").sudo().all_user_ids
        for user, text in self._get_draft_readers():
            named = user in self.sudo().allowed_user_ids
            if (
                not user.active or user not in handlers
                or self.company_id not in user.company_ids or (self.restricted and not named)
            ):
                continue
            texts = readers.setdefault(
                user, [self.env._("named for this restricted document")] if named else []
            )
            texts.append(text)
        return sorted(readers.items(), key=lambda pair: pair[0].name)

    def _get_draft_readers(self):
        """Who reads because of drafting, signing or receiving, with the reason.

        :return list: pairs (``res.users``, str)
        """
        document = self.sudo()
        unit = document.drafting_unit_id
        pairs = [
            *((user, self.env._("drafts it")) for user in document.drafter_id),
            *((user, self.env._("is named as signer")) for user in document.signing_user_id),
            *((user, self.env._("of the drafting unit %s", unit.name))
              for user in unit.reader_ids),
        ]
        if document.state in ("issued", "dispatched"):
            for row in document.recipient_ids:
                pairs += [
                    (user, self.env._("receives it here"))
                    for user in row.user_id | row.unit_id.reader_ids
                ]
        return pairs

    # ---- SCREENS ----

    @api.model
    def _search_panel_selection_range(self, field_name, **kwargs):
        """A list of one direction offers the states of that direction."""
        values = super()._search_panel_selection_range(field_name, **kwargs)
        states = TRANSITIONS.get(self.env.context.get("default_direction"))
        if field_name != "state" or not states:
            return values
        return [value for value in values if value["id"] in states]


    def get_formview_id(self, access_uid=None):
        """The form that belongs to the direction of the document.

        :param access_uid: as in Odoo
        :return int: id of the view
        """
        if len(self) == 1 and self.sudo().direction != "incoming":
            return self.env.ref("vanthu_document.vanthu_document_view_form_outgoing").id
        return super().get_formview_id(access_uid=access_uid)

    def action_open_own_form(self):
        """Open the document in the form of its direction.

        :return dict: window action
        """
        self.ensure_one()
        return self.get_formview_action()
