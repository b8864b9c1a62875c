from odoo import api, models

# Not JSON, so no caller from outside can claim to be a list.
_LIST = object()


class VanthuDocument(models.Model):
    """Who opened which document (Phụ lục VI, III.5.a and III.6.l of NĐ 30/2020)."""

    _inherit = "vanthu.document"

    @api.model
    @api.readonly
    def web_search_read(
        self, domain, specification, offset=0, limit=None, order=None, count_limit=None
    ):
        # Lists read through web_read as well; showing a row is not opening it.
        return super(VanthuDocument, self.with_context(vanthu_list=_LIST)).web_search_read(
            domain, specification, offset=offset, limit=limit, order=order,
            count_limit=count_limit,
        )

    def web_read(self, specification: dict[str, dict]) -> list[dict]:
        values = super().web_read(specification)
        if len(self) == 1 and self.id and self.env.context.get("vanthu_list") is not _LIST:
            self.env["vanthu.event"]._log_view(self, "opened")
        return values

    # Opening is written down, so it is no request for a read replica.
    web_read._readonly = False
