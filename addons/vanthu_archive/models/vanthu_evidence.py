from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.vanthu_document.models.row_hold import hold_rows


class VanthuEvidence(models.Model):
    """One piece of evidence (minh chứng) of a self-assessment.

    Its first criterion fixes the code; under every further criterion it keeps that code
    (TT 57/2026/TT-BGDĐT; CV 5932/BGDĐT-QLCL for the former framework). The whole school reads
    code and name, which somebody writes for that; the document or file behind it opens for its
    own readers only, and evidence of a restricted one is seen by the named persons alone.
    """

    _name = "vanthu.evidence"
    _description = "Evidence"
    _inherit = ["vanthu.secrecy.mixin", "vanthu.document.link.mixin"]
    _order = "assessment_id, order_key, serial, id"
    _rec_names_search = ["code", "name"]
    _secrecy_fields = ("name", "place", "note")
    _check_company_auto = True

    assessment_id = fields.Many2one(
        "vanthu.self.assessment", string="Self-assessment", required=True, index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)
    framework_id = fields.Many2one(related="assessment_id.framework_id")
    state = fields.Selection(related="assessment_id.state")
    criterion_id = fields.Many2one(
        "vanthu.accreditation.criterion", string="First used under", required=True, index=True,
        ondelete="restrict",
        domain="[('framework_id', '=', framework_id), ('parent_id', '!=', False)]",
        help="Fixes the code.",
    )
    criterion_ids = fields.Many2many(
        "vanthu.accreditation.criterion", "vanthu_evidence_criterion_rel", "evidence_id",
        "criterion_id", string="Criteria",
        domain="[('framework_id', '=', framework_id), ('parent_id', '!=', False)]",
    )
    order_key = fields.Char(related="criterion_id.order_key", store=True)
    serial = fields.Integer(readonly=True, copy=False, aggregator=None)
    code = fields.Char(readonly=True, copy=False, index=True)
    name = fields.Char(required=True)
    tier = fields.Selection(
        [("a", "Required"), ("b", "Supporting"), ("c", "Internal")], default="b", required=True,
    )
    need_ids = fields.Many2many(
        "vanthu.evidence.need", "vanthu_evidence_need_rel", "evidence_id", "need_id",
        string="Serves as", domain="[('criterion_id', 'in', criterion_ids)]",
    )

    # Where it is
    document_id = fields.Many2one(
        "vanthu.document", index="btree_not_null", ondelete="restrict", check_company=True,
    )
    file_id = fields.Many2one(
        "vanthu.file", string="Case file", index="btree_not_null", ondelete="restrict",
        check_company=True,
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "vanthu_evidence_attachment_rel", "evidence_id", "attachment_id",
        string="Uploads",
    )
    url = fields.Char(string="Link")
    box_id = fields.Many2one("vanthu.evidence.box", ondelete="restrict")
    place = fields.Char(help="Where the paper lies, where there is no box.")
    location = fields.Char(string="Format and place", compute="_compute_location")
    note = fields.Char(string="Remarks")

    _code_uniq = models.UniqueIndex(
        "(assessment_id, code)", "This self-assessment has that code already.",
    )
    _serial_uniq = models.UniqueIndex(
        "(assessment_id, criterion_id, serial) WHERE serial > 0",
        "This number is taken; save again.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for evidence in self:
            evidence.display_name = " – ".join(filter(None, (evidence.code, evidence.name)))

    @api.depends("document_id", "file_id", "attachment_ids", "url", "box_id", "place")
    @api.depends_context("lang", "uid")
    def _compute_location(self):
        for evidence in self:
            evidence.location = "; ".join(evidence._describe_location())

    def _describe_location(self):
        """Format and place, as the list of evidence wants them; only what may be read.

        :return list: texts
        """
        parts = []
        if self.document_id.has_access("read") and self.document_id:
            parts.append(self.env._("Document %s", self.document_id.reference or ""))
        if self.file_id.has_access("read") and self.file_id:
            parts.append(self.env._("File %s", self.file_id.notation or ""))
        kinds = sorted({
            (attachment.name or "").rpartition(".")[2].upper()
            for attachment in self.sudo().attachment_ids
        })
        if kinds:
            parts.append(self.env._("Electronic file (%s)", ", ".join(kinds)))
        if self.url:
            parts.append(self.url)
        if self.box_id:
            parts.append(self.env._("Paper, box %s", self.box_id.display_name))
        if self.place:
            parts.append(self.place)
        return parts

    @api.constrains("document_id", "file_id", "attachment_ids", "url", "box_id", "place")
    def _check_is_somewhere(self):
        for evidence in self:
            if not any(evidence[name] for name in (
                "document_id", "file_id", "attachment_ids", "url", "box_id", "place",
            )):
                raise ValidationError(self.env._(
                    "Say where the evidence is: a document, a file, an upload, a link, a box or "
                    "a place."
                ))

    @api.constrains("criterion_id", "criterion_ids", "need_ids", "url")
    def _check_criteria(self):
        for evidence in self:
            criteria = evidence.criterion_ids | evidence.criterion_id
            if criteria.framework_id != evidence.framework_id or not all(
                criterion.parent_id for criterion in criteria
            ):
                raise ValidationError(self.env._(
                    "Choose criteria of the framework of this self-assessment."
                ))
            if evidence.url and not evidence.url.lower().startswith(("http://", "https://")):
                raise ValidationError(self.env._("A link begins with https://."))

    @api.onchange("document_id", "file_id")
    def _onchange_source(self):
        source = self.document_id or self.file_id
        if source and not self.name:
            self.name = source._get_evidence_name()

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        assessments = self.env["vanthu.self.assessment"].browse(
            {vals["assessment_id"] for vals in vals_list if vals.get("assessment_id")}
        )
        assessments.check_access("read")
        assessments._check_open()
        hold_rows(assessments)
        rows = super().create([
            {**vals, "serial": 0, "code": False} for vals in vals_list
        ])
        for row in rows:
            row.criterion_ids = [Command.link(row.criterion_id.id)]
        rows._give_codes()
        rows._check_sources()
        rows._keep_uploads()
        return rows

    def write(self, vals):
        self.assessment_id._check_open()
        if not self.env.su and {"assessment_id", "criterion_id", "serial", "code"} & vals.keys():
            raise UserError(self.env._(
                "The first criterion has fixed the code; add further criteria instead."
            ))
        if "box_id" in vals and any(
            row.framework_id._needs_box() and row.box_id.id != vals["box_id"] for row in self
        ):
            raise UserError(self.env._("The box is part of the code and stays."))
        result = super().write(vals)
        if "criterion_ids" in vals:
            for row in self.filtered(lambda row: row.criterion_id not in row.criterion_ids):
                row.criterion_ids = [Command.link(row.criterion_id.id)]
        if {"document_id", "file_id"} & vals.keys():
            self._check_sources()
        if "attachment_ids" in vals:
            self._keep_uploads()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_the_last(self):
        self.assessment_id._check_open()
        for row in self:
            later = self.sudo().search([
                ("assessment_id", "=", row.assessment_id.id), ("id", "not in", self.ids),
                ("criterion_id", "=", row.criterion_id.id), ("serial", ">", row.serial),
            ], limit=1)
            if later:
                raise UserError(self.env._(
                    "%s has a number in the middle; let it stand for other evidence instead, so "
                    "that no number is missing.", row.code,
                ))

    def _give_codes(self):
        """Number new evidence within its criterion, without gaps."""
        last = {
            (assessment, criterion): serial
            for assessment, criterion, serial in self.sudo()._read_group(
                [("assessment_id", "in", self.assessment_id.ids)],
                ["assessment_id", "criterion_id"], ["serial:max"],
            )
        }
        for row in self.sudo():
            key = row.assessment_id, row.criterion_id
            framework = row.framework_id
            if framework._needs_box() and not row.box_id:
                raise UserError(self.env._(
                    "Choose the box: it is part of the code in this framework."
                ))
            last[key] = last.get(key, 0) + 1
            row.write({
                "serial": last[key],
                "code": framework._write_code(
                    row.criterion_id.number, last[key], row.box_id.number
                ),
            })

    def _check_sources(self):
        for name in ("document_id", "file_id"):
            self.sudo()[name].with_env(self.env).check_access("read")

    def _keep_uploads(self):
        """Let uploads belong to the evidence, so that its readers read them.

        :raise AccessError: an upload is somebody else's or belongs to another record
        """
        for row in self:
            uploads = row.sudo().attachment_ids
            loose = uploads.filtered(lambda a: a.create_uid == self.env.user and not a.res_id)
            loose.write({"res_model": self._name, "res_id": row.id})
            if any((a.res_model, a.res_id) != (self._name, row.id) for a in uploads):
                raise AccessError(self.env._("Add only files that you have uploaded yourself."))


class EvidenceSourceMixin(models.AbstractModel):
    """A document or a case file that serves as evidence."""

    _name = "vanthu.evidence.source.mixin"
    _description = "What may serve as evidence"
    # Field of ``vanthu.evidence`` that leads here.
    _evidence_field = ""

    def action_use_as_evidence(self) -> dict:
        """Open a new piece of evidence with this as its source.

        :return dict: window action
        :raise AccessError: it may not be read
        :raise UserError: no self-assessment is in work
        """
        self.ensure_one()
        self.check_access("read")
        assessment = self.env["vanthu.self.assessment"].search([
            ("company_id", "=", self.company_id.id), ("state", "!=", "finished"),
        ], limit=1)
        if not assessment:
            raise UserError(self.env._("Begin a self-assessment first, under Accreditation."))
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.evidence",
            "views": [(False, "form")], "target": "new", "name": self.env._("New evidence"),
            "context": {
                "default_assessment_id": assessment.id, "default_name": self._get_evidence_name(),
                f"default_{self._evidence_field}": self.id,
            },
        }

    def _get_evidence_name(self):
        """What the evidence is called to begin with.

        :return str:
        """
        return self.display_name


class VanthuDocument(models.Model):
    """Documents serve as evidence."""

    _name = "vanthu.document"
    _inherit = ["vanthu.document", "vanthu.evidence.source.mixin"]
    _evidence_field = "document_id"

    def _get_evidence_name(self):
        # The whole school reads the name of evidence, not so the document's subject.
        return " ".join(filter(None, (self.type_id.name, self.reference)))


class VanthuFile(models.Model):
    """Case files serve as evidence."""

    _name = "vanthu.file"
    _inherit = ["vanthu.file", "vanthu.evidence.source.mixin"]
    _evidence_field = "file_id"

    def _get_evidence_name(self):
        # The whole school reads the name of evidence, not so the file's title.
        return self.notation or ""


class IrAttachment(models.Model):
    """Uploads of a finished self-assessment stay as they are."""

    _inherit = "ir.attachment"

    def _refuse_frozen_files(self):
        uploads = self.sudo().filtered(lambda upload: upload.res_model == "vanthu.evidence")
        self.env["vanthu.evidence"].sudo().browse(
            uploads.mapped("res_id")
        ).exists().assessment_id._check_open()
        return super()._refuse_frozen_files()
