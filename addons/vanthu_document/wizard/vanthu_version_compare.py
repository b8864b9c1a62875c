from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.drafting.compare import compare, is_same, read_paragraphs
from ..tools.drafting.package import DraftFileError

_SIGNS = {"same": "", "removed": "−", "added": "+", "changed": "±"}
_TAGS = {"removed": "del", "added": "ins"}


class VersionCompare(models.TransientModel):
    """What the text of one version of a draft says differently from another."""

    _name = "vanthu.version.compare"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Compare two versions"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    old_id = fields.Many2one(
        "vanthu.document.version", string="Earlier version", required=True, ondelete="cascade",
        domain="[('document_id', '=', document_id)]",
    )
    new_id = fields.Many2one(
        "vanthu.document.version", string="Later version", required=True, ondelete="cascade",
        domain="[('document_id', '=', document_id)]",
    )
    result = fields.Html(compute="_compute_result", sanitize=False)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        document = self.env["vanthu.document"].browse(values.get("document_id"))
        versions = document.version_ids[:2] if document else document.version_ids
        if len(versions) == 2:
            values = {"new_id": versions[0].id, "old_id": versions[1].id, **values}
        return values

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_versions()
        return records

    def write(self, vals):
        result = super().write(vals)
        self._check_versions()
        return result

    def onchange(self, values, field_names, fields_spec):
        # The name of a version is told to whoever may choose it, so only to who may read it.
        ids = [values.get(name) for name in ("old_id", "new_id")]
        ids = [found.get("id") if isinstance(found, dict) else found for found in ids]
        ids += [self.env.context.get(f"default_{name}") for name in ("old_id", "new_id")]
        self.env["vanthu.document.version"].browse(
            [found for found in ids if isinstance(found, int) and found]
        ).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)

    def _check_versions(self):
        """Only versions of the same draft are compared, by who may read them.

        :raise UserError: a version belongs to another draft
        :raise AccessError: the person may not read one of them
        """
        for record in self:
            versions = record.old_id | record.new_id
            versions.check_access("read")
            if versions.document_id - record.document_id:
                raise UserError(self.env._("Choose two versions of the same draft."))

    @api.depends("old_id", "new_id")
    def _compute_result(self):
        for record in self:
            record._check_versions()
            record.result = record._compare()

    def _compare(self):
        """The comparison as HTML; every text in it is escaped.

        :return Markup or False: False while a version is not chosen
        """
        if not (self.old_id and self.new_id):
            return False
        try:
            old, new = (
                read_paragraphs(version.attachment_id.raw or b"", version.name)
                for version in (self.old_id, self.new_id)
            )
        except DraftFileError as error:
            return self._note(self._explain(error))
        rows = compare(old, new)
        if is_same(rows):
            return self._note(self.env._("The text of both versions is the same."))
        return Markup('<div class="o_vanthu_compare">%s</div>') % Markup("").join(
            self._draw(row) for row in rows
        )

    @api.model
    def _note(self, text):
        return Markup('<p class="text-muted o_vanthu_compare_note">%s</p>') % text

    @api.model
    def _explain(self, error):
        if error.code == "no_text":
            return self.env._(
                "One of the files holds no text, only pictures; open both and compare by eye."
            )
        return self.env._("One of the files cannot be read; open both and compare by eye.")

    @api.model
    def _draw(self, row):
        if row.kind == "gap":
            text = self.env._("%s paragraphs without a change", row.count)
            return Markup('<p class="o_vanthu_compare_gap">⋯ %s</p>') % text
        pieces = Markup("").join(
            Markup("<%(tag)s>%(text)s</%(tag)s>") % {"tag": _TAGS[kind], "text": text}
            if kind in _TAGS else Markup("%s") % text
            for kind, text in row.pieces
        )
        return Markup('<p class="o_vanthu_compare_%s"><span aria-hidden="true">%s</span>%s</p>') % (
            row.kind, _SIGNS[row.kind], pieces,
        )


class VanthuDocument(models.Model):
    """From a draft to the comparison of its versions."""

    _inherit = "vanthu.document"

    def action_open_compare(self):
        """Show what the newest version says differently from the one before.

        :return dict: window action of the dialog
        :raise UserError: there are fewer than two versions
        """
        self.ensure_one()
        self.check_access("read")
        if len(self.version_ids) < 2:
            raise UserError(self.env._("There is nothing to compare with one version only."))
        return {
            **self._open_wizard("vanthu.version.compare", self.env._("Compare versions")),
            "context": {
                "default_document_id": self.id, "default_new_id": self.version_ids[0].id,
                "default_old_id": self.version_ids[1].id, "dialog_size": "extra-large",
            },
        }
