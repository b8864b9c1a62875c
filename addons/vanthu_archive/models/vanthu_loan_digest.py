from odoo import models
from odoo.tools import format_date


class VanthuMorningDigest(models.AbstractModel):
    """Overdue archived files stand in the one mail of the morning, of reader and archivist."""

    _inherit = "vanthu.morning.digest"

    def _get_activity_sections(self):
        return [*super()._get_activity_sections(), self._get_loan_section()]

    def _get_loan_section(self):
        """Overdue requests that concern the person.

        :return dict: as of ``_make_section``
        """
        loans = self.env["vanthu.loan"]
        domain = loans._get_overdue_domain()
        if not self.env.user.has_group("vanthu_archive.group_archivist"):
            domain &= loans._get_own_domain()
        found = loans.search(domain, order="return_due, id")
        return self._make_section("late", self.env._("Archived files to be given back"), [
            {
                "url": self._get_url(loan), "name": loan.display_name,
                "parts": [{
                    "who": loan.reader_id != self.env.user and loan.reader_name,
                    "due": format_date(self.env, loan.return_due),
                }],
            }
            for loan in found
        ])
