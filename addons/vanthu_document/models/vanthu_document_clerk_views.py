from odoo import api, models

CLERK_VIEW = "o_vanthu_incoming"


class VanthuDocument(models.Model):
    """Views of incoming documents, in which only the registry types."""

    _inherit = "vanthu.document"

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        return (
            *super()._get_view_cache_key(view_id, view_type, **options),
            self.env.user.has_group("vanthu_document.group_clerk"),
        )

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Show incoming documents to others as text, without “New” and without inputs.

        Whoever drafts may write documents, so that Odoo would let everybody type here and
        refuse it only when it is saved.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        if CLERK_VIEW in (arch.get("class") or "").split() and not self.env.user.has_group(
            "vanthu_document.group_clerk"
        ):
            for verb in ("create", "edit", "delete"):
                arch.set(verb, "0")
        return arch, view
