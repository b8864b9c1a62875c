import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.text_extract import detect_kind


class VanthuDocumentVersion(models.Model):
    """One version of a draft: file, author, time, reason and checksum; never changed.

    Phụ lục VI, III.5.a of NĐ 30/2020: drafts and what was said of them are kept.
    """

    _name = "vanthu.document.version"
    _inherit = ["vanthu.document.link.mixin", "vanthu.secrecy.mixin"]
    _description = "Version of a draft"
    _order = "document_id, number desc"
    _secrecy_fields = ("reason",)

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    name = fields.Char(string="File", required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    kind = fields.Selection(
        [("docx", "Word document"), ("pdf", "PDF"), ("other", "Other")],
        required=True, readonly=True,
    )
    author_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict"
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    state = fields.Selection(
        selection=lambda self: self.env["vanthu.document"]._fields["state"].selection,
        string="Made in the step", readonly=True,
    )
    reason = fields.Char(readonly=True)
    checksum = fields.Char(string="SHA-256", size=64, required=True, readonly=True)

    _number_uniq = models.UniqueIndex(
        "(document_id, number)", "Somebody else has just saved a version; reload the page."
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "Version %(number)s – %(name)s", number=version.number, name=version.name
            )

    def write(self, vals):
        # Its file is joined to a new version, once; nothing else is ever written.
        if not self.env.su or vals.keys() != {"attachment_id"} or self.attachment_id:
            raise UserError(self.env._("A version stays as it was saved; add a new one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_with_draft(self):
        if any(version.document_id.exists() for version in self):
            raise UserError(self.env._("A version stays as it was saved; add a new one."))

    def action_download(self):
        """Open the file of this version.

        :return dict: action that downloads the file
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "self",
        }


class VanthuDocument(models.Model):
    """The versions of a draft."""

    _inherit = "vanthu.document"

    version_ids = fields.One2many(
        "vanthu.document.version", "document_id", string="Versions", readonly=True,
    )
    version_count = fields.Integer(compute="_compute_current_version_id")
    current_version_id = fields.Many2one(
        "vanthu.document.version", compute="_compute_current_version_id",
    )

    @api.depends("version_ids")
    def _compute_current_version_id(self):
        newest = {
            document.id: (count, version_id)
            for document, count, version_id in self.env["vanthu.document.version"]._read_group(
                [("document_id", "in", self.ids)], ["document_id"], ["__count", "id:max"]
            )
        }
        for document in self:
            document.version_count, document.current_version_id = newest.get(
                document.id, (0, False)
            )

    def action_open_version(self):
        """Ask for one's own file, or for the file that was issued.

        :return dict: window action of the dialog
        """
        self.ensure_one()
        return self._open_wizard("vanthu.version.wizard", self.env._("Add a file"))

    def _add_version(self, name, raw, reason, origin=None):
        """Save a new version of the draft.

        :param str name: name of the file
        :param bytes raw: its content
        :param str reason: why, for whoever reads the list of versions
        :param dict origin: further values: where the file comes from
        :return: the new ``vanthu.document.version``
        :raise UserError: the document is signed, the draft is with somebody else now, the file
            is empty or bears a mark of secrecy
        """
        self.ensure_one()
        self._hold()
        self._require_pen()
        if not raw:
            raise UserError(self.env._("The file %s is empty; choose another one.", name))
        kind = detect_kind(raw)
        number = max(self.sudo().version_ids.mapped("number"), default=0) + 1
        Version = self.env["vanthu.document.version"].sudo()
        version = Version.create({
            "document_id": self.id, "number": number, "name": name, "state": self.state,
            "kind": kind if kind in ("docx", "pdf") else "other",
            "author_id": self.env.uid, "reason": (reason or "").strip() or False,
            "checksum": hashlib.sha256(raw).hexdigest(), **(origin or {}),
        })
        attachment = self.env["ir.attachment"].sudo().create({
            "name": name, "raw": raw, "res_model": version._name, "res_id": version.id,
        })
        version.attachment_id = attachment
        self.env["vanthu.event"]._log(self, "version_added", {
            "version": number, "file": name, "sha256": version.checksum,
        })
        self.invalidate_recordset(["current_version_id", "version_count"])
        return version.with_env(self.env)
