from odoo import api, fields, models
from odoo.exceptions import UserError

from .states import BEFORE_ISSUE

CHANNELS = [
    ("office", "E-office"),
    ("email", "E-mail"),
    ("post", "Post"),
    ("hand", "By hand"),
    ("none", "Nothing is sent"),
]


class VanthuRecipient(models.Model):
    """Who receives an outgoing document, as what, how many copies and by which way.

    Kính gửi and Nơi nhận of Phụ lục I; field 13 of Phụ lục VI of NĐ 30/2020.
    """

    _name = "vanthu.recipient"
    _inherit = ["vanthu.document.link.mixin", "vanthu.secrecy.mixin"]
    _description = "Recipient"
    _order = "document_id, sequence, id"
    _check_company_auto = True
    _secrecy_fields = ("name", "group_name")

    document_id = fields.Many2one(
        "vanthu.document", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("to", "Addressed to"),
            ("cc", "Copy to"),
            ("report", "For report"),
            ("keep", "To keep"),
        ],
        required=True, default="to", help="Kính gửi; Nơi nhận; để báo cáo; lưu.",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Organisation or person", index="btree_not_null",
        ondelete="restrict",
    )
    unit_id = fields.Many2one(
        "vanthu.unit", index="btree_not_null", ondelete="restrict", check_company=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Person here", index="btree_not_null", ondelete="restrict",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, precompute=True, required=True,
        help="As printed on the document.",
    )
    group_name = fields.Char(
        string="Printed as", copy=True,
        help="Those with the same text here stand on the document and in the register as one "
        "line; each still gets its own copy.",
    )
    copies = fields.Integer(default=1, aggregator="sum")
    channel = fields.Selection(
        CHANNELS, compute="_compute_channel", store=True, readonly=False, precompute=True,
        required=True, string="Sent by",
    )

    _copies_positive = models.Constraint(
        "CHECK (copies > 0)", "A recipient gets at least one copy.",
    )

    @api.depends("partner_id", "unit_id", "user_id")
    def _compute_name(self):
        for row in self:
            target = row.partner_id or row.unit_id or row.user_id
            row.name = target.sudo().name or row.name

    @api.depends("partner_id", "kind", "unit_id", "user_id")
    def _compute_channel(self):
        companies = self._find_companies()
        for row in self:
            if row.kind == "keep":
                row.channel = "none"
            elif row.partner_id.id in companies and row.partner_id != row.company_id.partner_id:
                row.channel = "office"
            elif row.partner_id.email:
                row.channel = "email"
            else:
                row.channel = "post" if row.partner_id else "hand"

    def _find_companies(self):
        """Organisations of this database among the recipients.

        :return dict: id of the partner → ``res.company`` in superuser mode
        """
        return {
            company.partner_id.id: company
            for company in self.env["res.company"].sudo().search(
                [("partner_id", "in", self.partner_id.ids)]
            )
        }

    def _get_printed_names(self):
        """Who receives, as the document says it: a group by its name, in the place of its first.

        :return list: str
        """
        names = {}
        for row in self:
            names.setdefault(row.group_name or row.id, row.group_name or row.name)
        return list(names.values())

    # ---- WHO MAY CHANGE ----

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._require_open()
        return rows

    def write(self, vals):
        self._require_open()
        result = super().write(vals)
        self._require_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_before_issue(self):
        self._require_open()

    def _require_open(self):
        """Recipients are fixed with the number; until then by who holds the draft, or a clerk.

        :raise UserError: the document is issued, or the draft is with somebody else
        """
        for document in self.document_id:
            if document.direction == "incoming" or document.state not in BEFORE_ISSUE:
                raise UserError(self.env._(
                    "%s is issued; its recipients stay as they are. Send a copy instead.",
                    document.display_name,
                ))
            if self.env.su or self.env.user.has_group("vanthu_document.group_clerk"):
                document.check_access("read")
                continue
            document._require_pen()


class VanthuRecipientGroup(models.Model):
    """Organisations that often receive the same documents, for example all schools."""

    _name = "vanthu.recipient.group"
    _description = "Group of recipients"
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="cascade",
        default=lambda self: self.env.company,
    )
    partner_ids = fields.Many2many(
        "res.partner", "vanthu_recipient_group_rel", "group_id", "partner_id",
        string="Organisations and persons",
    )
    partner_count = fields.Integer(compute="_compute_partner_count", string="Recipients")

    _name_uniq = models.UniqueIndex(
        "(company_id, lower(name)) WHERE active",
        "Another group has this name; choose a different one.",
    )

    @api.depends("partner_ids")
    def _compute_partner_count(self):
        for group in self:
            group.partner_count = len(group.partner_ids)


class VanthuDocument(models.Model):
    """Recipients of an outgoing document."""

    _inherit = "vanthu.document"

    recipient_ids = fields.One2many(
        "vanthu.recipient", "document_id", string="Recipients", copy=True
    )
    recipient_group_id = fields.Many2one(
        "vanthu.recipient.group", string="Add a group", store=False,
        domain="[('company_id', '=', company_id)]",
    )
    recipient_names = fields.Char(
        string="Sent to", compute="_compute_recipient_names",
        help="Nơi nhận văn bản, as in the register.",
    )
    can_edit_recipients = fields.Boolean(compute="_compute_can_edit_recipients")
    issued_copies = fields.Integer(
        string="Number of copies", compute="_compute_recipient_names",
        help="Số lượng bản: all copies that are issued and kept.",
    )

    @api.depends("recipient_ids.name", "recipient_ids.group_name", "recipient_ids.copies")
    def _compute_recipient_names(self):
        for document in self:
            rows = document.sudo().recipient_ids
            document.recipient_names = "; ".join(
                rows.filtered(lambda row: row.kind != "keep")._get_printed_names()
            )
            document.issued_copies = sum(rows.mapped("copies"))

    @api.depends("state", "drafter_id", "drafting_unit_id", "signing_user_id")
    @api.depends_context("uid")
    def _compute_can_edit_recipients(self):
        is_clerk = self.env.user.has_group("vanthu_document.group_clerk")
        for document in self:
            document.can_edit_recipients = (
                document.direction != "incoming" and document.state in BEFORE_ISSUE
                and (is_clerk or document._holds_the_pen())
            )

    @api.onchange("recipient_group_id")
    def _onchange_recipient_group_id(self):
        known = self.recipient_ids.partner_id.ids
        group, kind = self.recipient_group_id, "cc" if self._has_addressee() else "to"
        self.recipient_ids = [
            (0, 0, {"partner_id": partner.id, "kind": kind, "group_name": group.name})
            for partner in group.partner_ids if partner.id not in known
        ]
        self.recipient_group_id = False

    def _has_addressee(self):
        return "to" in self.recipient_ids.mapped("kind")
