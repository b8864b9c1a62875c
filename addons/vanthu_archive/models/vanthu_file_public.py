from odoo import api, fields, models
from odoo.fields import Domain

PAGE = 20
LAST_PAGE = 500
MAX_FILES = 10


class ResCompany(models.Model):
    """Each organisation decides whether strangers may look into its catalogue."""

    _inherit = "res.company"

    vanthu_archive_open = fields.Boolean(
        string="Public catalogue",
        help="Strangers find the titles of archived files that are open to all, and ask for them.",
    )
    vanthu_archive_url = fields.Char(
        string="Address of the catalogue", compute="_compute_vanthu_archive_url"
    )

    @api.depends("vanthu_archive_open")
    def _compute_vanthu_archive_url(self):
        for company in self:
            company.vanthu_archive_url = f"{company.get_base_url()}/vanthu/archive"


class VanthuFile(models.Model):
    """What strangers may know of archived files: title, number and years of the open ones."""

    _inherit = "vanthu.file"

    @api.model
    def _get_public_domain(self):
        """Files in the public catalogue: archived, open to all, of organisations that opened it.

        :return Domain:
        """
        return (
            Domain("state", "=", "archived") & Domain("access_mode", "=", "01")
            & Domain("restricted", "=", False) & Domain("company_id.active", "=", True)
            & Domain("company_id.vanthu_archive_open", "=", True)
        )

    @api.model
    def _search_public(self, words, page):
        """One page of the public catalogue.

        :param str words: part of title or number; empty for all
        :param int page: from 0
        :return tuple: ``vanthu.file`` in superuser mode, and whether more follow
        """
        domain = self._get_public_domain()
        for word in words.split()[:8]:
            domain &= Domain("name", "ilike", word) | Domain("notation", "ilike", word)
        found = self.sudo().search_fetch(
            domain, ["name", "notation", "label_code", "start_date", "end_date", "company_id"],
            offset=min(max(page, 0), LAST_PAGE) * PAGE, limit=PAGE + 1,
        )
        return found[:PAGE], len(found) > PAGE

    @api.model
    def _find_public(self, codes):
        """Files of the public catalogue by the code of their label.

        :param list codes: strings
        :return: ``vanthu.file`` in superuser mode, without those that are not public
        """
        return self.sudo().search(
            self._get_public_domain() & Domain("label_code", "in", codes[:MAX_FILES + 1])
        )
