from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.normalize import fold, normalize_reference

_GONE_STATES = ("returned", "recalled")


class VanthuDocument(models.Model):
    """Warn at typing when the same document is here already (Phụ lục VI, III.2 of NĐ 30)."""

    _inherit = "vanthu.document"

    duplicate_ids = fields.Many2many(
        "vanthu.document", string="Possible duplicates", compute="_compute_duplicate_ids",
        help="Same number, notation, issuing body and year, or the same file.",
    )
    duplicate_note = fields.Char(compute="_compute_duplicate_ids")

    @api.depends(
        "code_number", "code_notation", "reference", "organ_name", "organ_id", "issued_date",
        "company_id", "state", "file_ids.sha256",
    )
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_duplicate_ids(self):
        """Searched with the rights of the person who types, so nothing hidden is betrayed."""
        self.duplicate_ids = False
        self.duplicate_note = False
        waiting = self.filtered(lambda document: document.state == "arrived")
        by_reference = waiting._find_same_reference()
        by_file = waiting._find_same_file()
        for document in waiting:
            same_file = by_file.get(document.id, self.browse())
            found = (by_reference.get(document.id, self.browse()) | same_file) - document._origin
            document.duplicate_ids = found
            if found:
                document.duplicate_note = (
                    self.env._("The same file is here already.") if same_file - document._origin
                    else self.env._("The same number, notation and issuing body is here already.")
                )

    def _find_same_reference(self):
        """Documents of the same organisation with the same number, notation and author.

        A number begins anew each year, so dates of two different years part them.

        :return dict: id of each of these documents → other documents
        """
        # From what is being typed: the stored key of a saved document is not known to its form.
        keys = {
            document: normalize_reference(f"{document.code_number}/{document.code_notation}")
            for document in self
            if document.code_number and document.code_notation and document.organ_name
        }
        keys = {document: key for document, key in keys.items() if key}
        if not keys:
            return {}
        wanted = self.browse().concat(*keys)
        others = self.search(
            Domain("company_id", "in", wanted.company_id.ids)
            & Domain("reference_key", "in", list(set(keys.values())))
            & Domain("direction", "=", "incoming")
            & Domain("state", "not in", _GONE_STATES),
            limit=200,
        )
        result = {}
        for document, key in keys.items():
            author = fold(document.organ_name)
            result[document.id] = others.filtered(
                lambda other, d=document, author=author, key=key: (
                    other.company_id == d.company_id
                    and other.reference_key == key
                    and fold(other.organ_name or "") in (author, "")
                    and not (
                        d.issued_date and other.issued_date
                        and d.issued_date.year != other.issued_date.year
                    )
                )
            )
        return result

    def _find_same_file(self):
        """Documents of the same organisation that hold the same file.

        :return dict: id of each of these documents → other documents
        """
        sums = set(self.file_ids.mapped("sha256")) - {False}
        if not sums:
            return {}
        files = self.env["vanthu.document.file"].search([
            ("sha256", "in", list(sums)), ("company_id", "in", self.company_id.ids),
            ("document_id.state", "not in", _GONE_STATES),
        ], limit=200)
        result = {}
        for document in self:
            own = set(document.file_ids.mapped("sha256"))
            result[document.id] = files.filtered(
                lambda file, d=document, own=own: (
                    file.sha256 in own and file.company_id == d.company_id
                )
            ).document_id._filtered_access("read")
        return result
