from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from ..tools.normalize import normalize_reference
from .guard import install_guard
from .local_time import local_today
from .states import FIRST_STATES, TRANSITIONS, can_move

# What the register says of a document; locked with the volume.
REGISTERED_FIELDS = {
    "arrival_number", "arrival_date", "reference", "code_number", "code_notation",
    "issued_date", "organ_id", "organ_name", "subject", "type_id", "company_id",
    "register_entry_id", "description",
}


class VanthuDocument(models.Model):
    """A document that an organisation receives, issues or circulates.

    Field names follow the exchange and archive standards (Phụ lục VI of NĐ 30/2020,
    QCVN 102:2016, TT 05/2025/TT-BNV); ``tools.metadata`` maps them.
    """

    _name = "vanthu.document"
    _description = "Document"
    _inherit = ["mail.thread.main.attachment", "mail.activity.mixin"]
    _order = "arrival_date desc, arrival_number desc, id desc"
    _rec_names_search = ["reference", "subject"]
    _check_company_auto = True
    _mail_post_access = "read"

    # Identity
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    direction = fields.Selection(
        [("incoming", "Incoming"), ("outgoing", "Outgoing"), ("internal", "Internal")],
        required=True, default="incoming", index=True, readonly=True,
    )
    state = fields.Selection(
        [
            ("arrived", "Waiting for registration"),
            ("registered", "Registered"),
            ("submitted", "Submitted"),
            ("assigned", "Assigned"),
            ("in_progress", "In progress"),
            ("done", "Done"),
            ("returned", "Returned"),
            ("handed_over", "Handed over unopened"),
            ("recalled", "Recalled"),
            ("draft", "Draft"),
            ("content_check", "Content check"),
            ("format_check", "Presentation check"),
            ("to_sign", "To sign"),
            ("signed", "Signed"),
            ("issued", "Issued"),
            ("dispatched", "Dispatched"),
        ],
        required=True, default="arrived", readonly=True, copy=False, index=True,
    )

    # What stands on the document
    subject = fields.Char(help="Trích yếu, without V/v.")
    type_id = fields.Many2one("vanthu.document.type", index="btree_not_null")
    code_number = fields.Char(string="Number", size=30)
    code_notation = fields.Char(string="Notation", size=60)
    reference = fields.Char(
        string="Number and notation", compute="_compute_reference", store=True, precompute=True,
        readonly=False,
    )
    reference_key = fields.Char(
        string="Part of the number", compute="_compute_reference_key", store=True,
        precompute=True,
    )
    issued_date = fields.Date(string="Date of document")
    issued_place = fields.Char(string="Place of issue")
    organ_id = fields.Many2one(
        "res.partner", string="Issuing organisation", index="btree_not_null"
    )
    organ_name = fields.Char(
        string="Issuing body", compute="_compute_organ_name", store=True, readonly=False,
        precompute=True, help="As printed on the document.",
    )
    signer_name = fields.Char(string="Signer")
    signer_position = fields.Char(string="Position of the signer")
    signer_competence = fields.Char(
        string="Signing capacity", help="The line above the position: KT., TM., TL., TUQ., Q."
    )
    priority = fields.Selection(
        [
            ("0", "Normal"),
            ("1", "Urgent"),
            ("2", "Very urgent"),
            ("3", "Express"),
            ("4", "Express at a set time"),
        ],
        string="Urgency", default="0", required=True, index=True,
    )
    circulation_scope = fields.Selection(
        [
            ("normal", "No limit"),
            ("internal", "Internal circulation"),
            ("return", "Return after reading"),
        ],
        default="normal", required=True,
    )
    page_count = fields.Integer(string="Pages", aggregator=None)
    copy_count = fields.Integer(string="Copies", default=1, aggregator=None)
    language_code = fields.Selection(
        [
            ("01", "Vietnamese"), ("02", "English"), ("03", "French"), ("04", "Russian"),
            ("05", "Chinese"), ("06", "Vietnamese and English"),
            ("07", "Vietnamese and Russian"), ("08", "Vietnamese and French"),
            ("09", "Sino-Vietnamese"), ("10", "Vietnamese and Chinese"), ("11", "Other"),
        ],
        string="Language", default="01",
    )
    keyword_ids = fields.Many2many("vanthu.keyword", string="Keywords")
    description = fields.Text(string="Remarks", help="Ghi chú; printed in the register.")

    # How it came and where it stands
    channel = fields.Selection(
        [
            ("paper", "Paper"),
            ("email", "E-mail"),
            ("office", "E-office"),
            ("axis", "Exchange axis"),
            ("upload", "Upload"),
        ],
        default="paper", required=True,
    )
    register_id = fields.Many2one(
        "vanthu.register", readonly=True, copy=False, index="btree_not_null", ondelete="restrict",
    )
    register_entry_id = fields.Many2one(
        "vanthu.register.entry", string="Register number", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
    )
    response_to_ids = fields.Many2many(
        "vanthu.document", "vanthu_document_response_rel", "document_id", "answered_id",
        string="Answers to", check_company=True,
    )
    answer_reference = fields.Char(
        string="Answering document", copy=False,
        help="Số, ký hiệu văn bản trả lời; printed in the follow-up register.",
    )
    due_date = fields.Date(string="Deadline", copy=False, index=True, tracking=True)

    directive_ids = fields.One2many("vanthu.directive", "document_id", string="Directives")
    assignment_ids = fields.One2many("vanthu.assignment", "document_id", string="Assignments")
    file_ids = fields.One2many("vanthu.document.file", "document_id", string="Files")

    # Rights
    restricted = fields.Boolean(
        index=True, copy=False,
        help="Only the named persons see the document, whatever their role.",
    )
    allowed_user_ids = fields.Many2many(
        "res.users", "vanthu_document_allowed_rel", "document_id", "user_id",
        string="Named persons", copy=False,
    )

    # Finding
    search_text = fields.Char(
        string="Words", compute="_compute_search_text", search="_search_search_text",
        help="Words of the subject, the body and the files, with or without diacritics.",
    )

    # Folded already, so without the unaccent() that index="trigram" would add.
    _reference_key_idx = models.Index(
        lambda registry: "USING gin (reference_key gin_trgm_ops)" if registry.has_trigram
        else "(reference_key)"
    )
    _incoming_order_idx = models.Index(
        "(company_id, arrival_date DESC, arrival_number DESC, id DESC)"
    )
    _order_idx = models.Index("(arrival_date DESC, arrival_number DESC, id DESC)")
    _open_due_idx = models.Index(
        "(company_id, due_date) WHERE state IN ('registered', 'submitted', 'assigned', "
        "'in_progress')"
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_document")

    # ---- COMPUTES ----

    @api.depends("code_number", "code_notation")
    def _compute_reference(self):
        for document in self:
            parts = [document.code_number, document.code_notation]
            document.reference = "/".join(part.strip() for part in parts if part) or False

    @api.depends("reference")
    def _compute_reference_key(self):
        for document in self:
            document.reference_key = self._get_reference_key(document.reference)

    @api.model
    def _get_reference_key(self, reference):
        """What stands in the column in which numbers are searched.

        :param str reference: number and notation, or nothing
        :return str or False: folded, without blanks and signs
        """
        return normalize_reference(reference or "") or False

    @api.depends("organ_id")
    def _compute_organ_name(self):
        # Only where nothing stands yet: the name is kept as printed on the document.
        for document in self:
            document.organ_name = document.organ_name or document.organ_id.name

    @api.depends("reference", "subject", "arrival_number")
    def _compute_display_name(self):
        for document in self:
            document.display_name = document._get_own_name() or self.env._("New document")

    def _get_own_name(self):
        """What stands for this document in lists and links; empty while nothing is known."""
        return " – ".join(filter(None, (self.reference, self.subject)))

    # ---- CONSTRAINTS ----

    @api.constrains("issued_date", "arrival_date")
    def _check_issued_date(self):
        for document in self:
            last = document.arrival_date or local_today(document.env)
            if document.issued_date and document.issued_date > last:
                raise ValidationError(self.env._(
                    "The date of the document, %(issued)s, is later than its arrival; "
                    "check both dates.", issued=document.issued_date.strftime("%d/%m/%Y"),
                ))

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            first = FIRST_STATES[self._get_direction(vals)]
            if vals.setdefault("state", first) != first:
                raise UserError(self.env._(
                    "A document begins with its arrival or with its draft."
                ))
        # The arrival is an event; the chatter need not repeat it.
        quiet = self.with_context(mail_create_nolog=True)
        vals_list = [self._keep_author_named(vals) for vals in vals_list]
        documents = super(VanthuDocument, quiet).create(vals_list).with_env(self.env)
        documents._index_head()
        for direction, found in documents.grouped("direction").items():
            kind = "received" if direction == "incoming" else "drafted"
            self.env["vanthu.event"]._log(found, kind)
        return documents

    @api.model
    def _get_direction(self, vals):
        """The direction that a new document will have.

        :param dict vals: values to create
        :return str: incoming, outgoing or internal
        """
        return vals.get("direction") or self.default_get(["direction"])["direction"]

    def write(self, vals):
        self._check_volume_open(vals)
        vals = self._keep_author_named(vals)
        access_before = self._access_snapshot() if self._touches_access(vals) else None
        result = super().write(vals)
        if HEAD_FIELDS & vals.keys():
            self._index_head()
        if access_before is not None:
            self._log_access_change(access_before)
        return result

    def _check_volume_open(self, vals):
        if REGISTERED_FIELDS & vals.keys() and any(
            document.register_entry_id.sudo().volume_id.state == "closed" for document in self
        ):
            raise UserError(self.env._(
                "This document stands in a closed register volume, so what the register says of "
                "it stays; write a correction at its number instead."
            ))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_before_registration(self):
        for document in self:
            if document.register_entry_id or document.state not in FIRST_STATES.values():
                raise UserError(self.env._(
                    "Document %(name)s has been dealt with and is kept; only drafts, and what "
                    "still waits for registration, can be deleted.", name=document.display_name,
                ))
        self.env["vanthu.event"]._log(self, "deleted")

    # ---- RULES FOR ACTIONS ----

    def _require_group(self, *groups):
        """Refuse whoever has none of the roles.

        :param groups: names of groups of this add-on, without the module
        :raise AccessError: the user has none of them
        """
        if self.env.su or any(
            self.env.user.has_group(f"vanthu_document.{group}") for group in groups
        ):
            return
        raise AccessError(self.env._(
            "Your role does not allow this; ask the registry clerk or the administrator."
        ))

    def _require_move(self, target, *sources):
        """Refuse a step that the life of a document does not allow.

        :param str target: wanted state
        :param sources: the states from which this act alone leads there; all of the table's
            by default
        :raise UserError: one of the documents cannot go there from its state
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for document in self:
            if document.state == target:
                raise UserError(self.env._(
                    "Document %(name)s is “%(state)s” already, perhaps by a colleague just now; "
                    "reload the page.", name=document.display_name, state=labels[target],
                ))
            table = TRANSITIONS[document.direction]
            if not can_move(table, document.state, target) or (
                sources and document.state not in sources
            ):
                raise UserError(self.env._(
                    "Document %(name)s is “%(state)s” and cannot become “%(target)s”.",
                    name=document.display_name, state=labels[document.state],
                    target=labels[target],
                ))

    def _hold(self):
        """Let one person after the other decide about these documents and their work.

        Whoever comes second, with an outdated view of them, begins anew: Odoo repeats the
        request, which then sees what the first has done. A lock alone would not tell that.
        """
        self.env.cr.execute(SQL(
            "UPDATE vanthu_document SET write_date = write_date WHERE id = ANY(%s)",
            sorted(self.ids),
        ), log_exceptions=False)  # being second is no error

    def _get_exchange_status(self):
        """Status code of QĐ 28/2018/QĐ-TTg for each document.

        :return dict: id → code
        """
        return {}


HEAD_FIELDS = {
    "subject", "reference", "code_number", "code_notation", "organ_id", "organ_name",
    "signer_name", "issued_place", "description", "type_id",
}


class VanthuKeyword(models.Model):
    """A keyword that people give to documents to find them again."""

    _name = "vanthu.keyword"
    _description = "Keyword"
    _order = "name"

    name = fields.Char(required=True)
    color = fields.Integer()

    _name_uniq = models.UniqueIndex("(lower(name))", "This keyword exists already.")
