from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .states import BEFORE_ISSUE
from .vanthu_document_outgoing import CAPACITY_LABELS, IN_PLACE_OF

# Phụ lục III: what stands in the notation of a copy.
NOTATIONS = {"sy": "SY", "sl": "SL", "trs": "TrS"}


class VanthuCopy(models.Model):
    """A copy that the office makes and vouches for: sao y, sao lục, trích sao (Điều 25–27).

    Of a received or an issued document, under a number of the one series that all copies of a
    year share. What is issued stays; a number that was not used is made void in its register.
    """

    _name = "vanthu.copy"
    _description = "Copy of a document"
    _inherit = ["vanthu.step.mixin", "vanthu.document.link.mixin", "vanthu.secrecy.mixin"]
    _order = "day desc, number desc, id desc"
    _rec_name = "reference"
    _check_company_auto = True
    _secrecy_fields = ("recipients", "note")

    document_id = fields.Many2one(
        "vanthu.document", string="Copy of", required=True, index=True, ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    form = fields.Selection(
        [
            ("sy", "Sao y – true copy of the original"),
            ("sl", "Sao lục – copy of a true copy"),
            ("trs", "Trích sao – extract"),
        ],
        string="Form of the copy", required=True, default="sy",
    )
    source_medium = fields.Selection(
        [("paper", "Paper"), ("electronic", "Electronic")], string="Source is",
        compute="_compute_source_medium", store=True, readonly=False, required=True,
        precompute=True,
    )
    medium = fields.Selection(
        [("paper", "Paper"), ("electronic", "Electronic")], string="Copy is", required=True,
        default="paper",
    )
    source_copy_id = fields.Many2one(
        "vanthu.copy", string="True copy that is copied", ondelete="restrict",
        index="btree_not_null",
        domain="[('document_id', '=', document_id), ('form', '=', 'sy'), ('state', '=', 'issued')]",
    )
    source_is_copy = fields.Boolean(
        string="What was received is a true copy", help="A sao y of another organisation.",
    )
    extract_file = fields.Binary(attachment=True, string="Extract (PDF)")
    extract_name = fields.Char()
    state = fields.Selection(
        [("draft", "Being prepared"), ("issued", "Issued")], default="draft", required=True,
        readonly=True, copy=False,
    )
    register_entry_id = fields.Many2one(
        "vanthu.register.entry", string="Number", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
    )
    is_void = fields.Boolean(compute="_compute_is_void", compute_sudo=True)
    number = fields.Integer(
        string="Copy number", readonly=True, copy=False, aggregator=None
    )
    reference = fields.Char(string="Number and notation", readonly=True, copy=False)
    day = fields.Date(string="Date of the copy", readonly=True, copy=False)
    issued_at = fields.Datetime(readonly=True, copy=False)
    issued_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    place = fields.Char(
        string="Place of issue", compute="_compute_place", store=True, readonly=False,
        precompute=True,
    )
    signing_user_id = fields.Many2one(
        "res.users", string="Signer", ondelete="restrict", index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    signing_capacity = fields.Selection(
        lambda self: self.env["vanthu.document"]._fields["signing_capacity"]
        ._description_selection(self.env), string="Signs as", default="head", required=True,
    )
    signing_for_id = fields.Many2one(
        "res.users", string="In whose place", ondelete="restrict", index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    recipients = fields.Text(help="Nơi nhận: one in each line; the registry is added.")
    copies = fields.Integer(string="Number of copies", default=1, required=True)
    note = fields.Char(string="Remarks")
    source_attachment_id = fields.Many2one(
        "ir.attachment", string="Copied file", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )
    file_attachment_id = fields.Many2one(
        "ir.attachment", string="File of the copy", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    checksum = fields.Char(string="SHA-256 of the copy", size=64, readonly=True, copy=False)

    _copies_positive = models.Constraint(
        "CHECK (copies > 0)", "At least one copy is made.",
    )

    @api.model
    def _get_step_fields(self):
        return dict.fromkeys((
            "register_entry_id", "number", "reference", "day", "issued_at", "issued_by_id",
            "source_attachment_id", "file_attachment_id", "checksum",
        ), False) | {"state": "draft"}

    # ---- COMPUTES ----

    @api.depends("document_id", "source_copy_id")
    def _compute_source_medium(self):
        for copy in self:
            document = copy.document_id.sudo()
            if copy.source_copy_id:
                copy.source_medium = copy.source_copy_id.medium
            elif document.direction == "incoming":
                copy.source_medium = "paper" if document.channel == "paper" else "electronic"
            else:
                signed_file = document.signing_method == "upload"
                copy.source_medium = "electronic" if signed_file else "paper"

    @api.depends("company_id")
    def _compute_place(self):
        for copy in self:
            copy.place = copy.sudo().company_id.organ_place

    @api.depends("register_entry_id.state")
    def _compute_is_void(self):
        for copy in self:
            copy.is_void = copy.register_entry_id.state == "void"

    @api.depends("reference", "form")
    def _compute_display_name(self):
        for copy in self:
            copy.display_name = copy.reference or self.env._(
                "New copy (%s)", NOTATIONS.get(copy.form, "")
            )

    # ---- RULES ----

    @api.constrains("document_id", "form", "source_copy_id", "source_is_copy")
    def _check_source(self):
        for copy in self:
            document = copy.sudo().document_id
            if document.direction == "incoming":
                known = document.register_entry_id and document.state != "recalled"
            else:
                known = document.state not in (*BEFORE_ISSUE, "recalled")
            if not known:
                raise ValidationError(self.env._(
                    "%s is not in a register, or was recalled: no copies are made of it.",
                    document.display_name,
                ))
            source = copy.source_copy_id
            if source and (
                source.document_id != copy.document_id or source.form != "sy"
                or source.state != "issued" or source.is_void
            ):
                raise ValidationError(self.env._(
                    "A sao lục is made of an issued sao y of the same document."
                ))

    @api.constrains("form", "medium", "source_medium")
    def _check_media(self):
        for copy in self:
            if copy.form != "trs" and copy.source_medium == copy.medium == "electronic":
                raise ValidationError(self.env._(
                    "An electronic document is sent on as it is; only an extract of it is made "
                    "electronically (Điều 25)."
                ))

    @api.model_create_multi
    def create(self, vals_list):
        copies = super().create(vals_list)
        copies._refuse_secret_extracts()
        return copies

    def write(self, vals):
        if not self._is_step() and any(copy.state == "issued" for copy in self):
            raise UserError(self.env._(
                "An issued copy stays as it is; make its number void and issue another one."
            ))
        result = super().write(vals)
        if vals.get("extract_file"):
            self._refuse_secret_extracts()
        return result

    def _refuse_secret_extracts(self):
        """Refuse an uploaded extract that bears the mark of a state secret."""
        self._get_extracts()._refuse_secret_files()

    def _get_extracts(self):
        """The uploaded extracts of these copies.

        :return: ``ir.attachment`` in superuser mode
        """
        return self.env["ir.attachment"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids),
            ("res_field", "=", "extract_file"),
        ])

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(copy.state == "issued" for copy in self):
            raise UserError(self.env._(
                "An issued copy is kept for good; make its number void if it was not used."
            ))

    # ---- ISSUE ----

    def action_issue(self) -> dict:
        """Give a copy its number and day; the file is drawn when it is first printed.

        :return dict: report action that draws and downloads the copy
        :raise UserError: something is missing, the signer may not sign so, or no file to copy
        :raise AccessError: the person is no registry clerk, or may not read the source
        """
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("write")
        self.document_id.check_access("read")
        self.env.cr.execute(SQL(
            "SELECT state FROM vanthu_copy WHERE id = %s FOR NO KEY UPDATE", self.id
        ))
        self.invalidate_recordset(["state"])
        if self.state != "draft":
            raise UserError(self.env._("%s is issued already.", self.display_name))
        self._check_ready()
        self._check_source()
        self._check_media()
        source = self._get_source_file()
        # Before the number, which a file that cannot be copied would waste.
        self._check_readable(source)
        company, today = self.sudo().company_id, self.env["vanthu.document"]._get_today()
        company._check_organ_open(today)
        register = self.env["vanthu.register"].sudo()._get_for(company, today.year, "copy")
        notation = f"{NOTATIONS[self.form]}-{company.organ_abbreviation}"
        self._write_step({
            "state": "issued", "day": today, "issued_at": fields.Datetime.now(),
            "issued_by_id": self.env.uid, "source_attachment_id": source.id,
        })
        self.flush_recordset()
        entry = register._take_number(today)
        self._write_step({
            "register_entry_id": entry.id, "number": entry.number,
            "reference": f"{entry.label}/{notation}",
        })
        self.env["vanthu.event"]._log(self, "copied", {
            "number": self.reference, "form": self.form, "count": self.copies,
        })
        return self.action_print()

    def _check_ready(self):
        if not self.sudo().company_id.organ_abbreviation:
            raise UserError(self.env._(
                "The organisation has no abbreviation for the notation; ask the administrator."
            ))
        if self.form == "sl" and not (self.source_copy_id or self.source_is_copy):
            raise UserError(self.env._(
                "A sao lục is made of a sao y only: choose it, or tick that what was received "
                "is a true copy."
            ))
        if self.form == "trs" and not self.extract_file:
            raise UserError(self.env._("Add the extract as PDF."))
        if not self.signing_user_id or not self._has_right_to_sign():
            raise UserError(self.env._(
                "Choose who signs the copy: a leader, or who has a delegation for it."
            ))

    def _has_right_to_sign(self):
        """Whether the named signer may sign copies in the chosen capacity (Điều 13 and 27).

        :return bool:
        """
        copy = self.sudo()
        signer, capacity = copy.signing_user_id, copy.signing_capacity
        if copy.company_id not in signer.company_ids:
            return False
        is_leader = signer.has_group("vanthu_document.group_leader")
        if capacity not in IN_PLACE_OF:
            return is_leader
        if not copy.signing_for_id or copy.signing_for_id == signer:
            return False
        return (capacity == "kt" and is_leader) or bool(
            self.env["vanthu.delegation"]._get_principals(signer).filtered(
                lambda item: item.principal_id == copy.signing_for_id
                and item.company_id == copy.company_id and item.kind == capacity
            )
        )

    def _get_capacity_lines(self):
        """Quyền hạn, chức vụ of the signer, one tuple of lines in capitals."""
        copy = self.sudo()
        giver = copy.signing_for_id.partner_id
        label = CAPACITY_LABELS[copy.signing_capacity]
        after = (giver.function or giver.name or "") if copy.signing_for_id else ""
        position = copy.signing_user_id.partner_id.function or ""
        if copy.signing_capacity in IN_PLACE_OF:
            lines = (f"{label} {after}", position)
        else:
            lines = (f"{label} {position}",)
        return tuple(line.strip().upper() for line in lines if line.strip())

    def action_void(self) -> dict:
        """Open the window in which the number of a copy that was not used becomes void.

        :return dict: window action
        :raise UserError: it has no number, or that is void already
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk")
        if not self.register_entry_id:
            raise UserError(self.env._("A copy without number can be deleted."))
        if self.is_void:
            raise UserError(self.env._("Number %s is void already.", self.reference))
        return self.register_entry_id.with_context(
            default_mode="void"
        ).action_open_number_wizard()


class VanthuDocument(models.Model):
    """The copies that were made of a document."""

    _inherit = "vanthu.document"

    def action_open_copies(self) -> dict:
        """Show the copies of a document, ready to make another one.

        :return dict: window action
        :raise AccessError: the person is neither registry clerk nor leader
        """
        self.ensure_one()
        self._require_group("group_clerk", "group_leader")
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_document.copy_action")
        return {
            **action, "display_name": self.env._("Copies of %s", self.display_name),
            "domain": [("document_id", "=", self.id)],
            "context": {"default_document_id": self.id},
        }
