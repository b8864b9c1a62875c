from odoo import api, models

from .states import FIXED_STATES

# Not JSON, so no caller from outside can claim to be a list.
_LIST = object()


class VanthuFile(models.Model):
    """Who opened which archived file: each such view is an event."""

    _inherit = "vanthu.file"

    @api.model
    @api.readonly
    def web_search_read(
        self, domain, specification, offset=0, limit=None, order=None, count_limit=None
    ):
        # Lists read through web_read as well; showing a row is not opening it.
        return super(VanthuFile, self.with_context(vanthu_list=_LIST)).web_search_read(
            domain, specification, offset=offset, limit=limit, order=order,
            count_limit=count_limit,
        )

    def web_read(self, specification: dict[str, dict]) -> list[dict]:
        values = super().web_read(specification)
        if (
            len(self) == 1 and self.id and self.env.context.get("vanthu_list") is not _LIST
            and self.sudo().state in FIXED_STATES
        ):
            self.env["vanthu.event"]._log_view(self, "opened")
        return values

    # Opening is written down, so it is no request for a read replica.
    web_read._readonly = False


class IrAttachment(models.Model):
    """Who opened the electronic files of archived files; those of documents log themselves."""

    _inherit = "ir.attachment"

    def _log_document_views(self):
        result = super()._log_document_views()
        contents = self.env["vanthu.file.content"].sudo().search_fetch([
            ("attachment_id", "in", self.ids), ("line_id.document_id", "=", False),
        ], ["file_id", "attachment_id"])
        for content in contents:
            self.env["vanthu.event"]._log_view(
                content.file_id.with_env(self.env), "file_opened",
                {"file": content.attachment_id.id},
            )
        return result
