from odoo import api, models
from odoo.fields import Domain

from .local_time import local_today

NEXT_YEAR_FROM = 10
ORGANISATIONS = "vanthu_document.res_company_action"


class VanthuHome(models.AbstractModel):
    """What an administrator still has to set up in the organisations of the switcher."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        blocks = super()._get_blocks()
        if self._has_role("manager"):
            blocks.append({
                "key": "setup", "title": self.env._("To set up"), "sequence": 50,
                "empty": self.env._("Everything is set up."),
                "figures": self._get_setup_figures(),
            })
        return blocks

    @api.model
    def _get_setup_figures(self):
        """What is missing; extended where there is more to set up.

        :return list: of :meth:`_make_figure`
        """
        companies = self.env.companies.filtered(lambda company: not company.organ_is_historic)
        year = local_today(self.env).year
        return [
            self._make_missing_figure(
                "registers", self.env._("Organisations without registers of this year"),
                companies, "vanthu.register", Domain("year", "=", year),
            ),
            self._make_missing_figure(
                "units", self.env._("Organisations without units"), companies, "vanthu.unit",
                Domain.TRUE,
            ),
            self._make_people_figure(companies),
            self._make_holiday_figure(),
        ]

    @api.model
    def _make_holiday_figure(self):
        # Deadlines given late in the year run into the next one.
        today = local_today(self.env)
        years = [today.year] + [today.year + 1] * (today.month >= NEXT_YEAR_FROM)
        known = {
            year for year, in self.env["vanthu.holiday"].sudo()._read_group(
                Domain("year", "in", years), ["year"]
            )
        }
        missing = [str(year) for year in years if year not in known]
        return self._make_figure(
            "holidays", self.env._("Years without public holidays"), len(missing),
            "vanthu_document.vanthu_holiday_action", note=", ".join(missing), tone="warning",
        )

    @api.model
    def _make_missing_figure(self, key, label, companies, model, domain):
        """Organisations that have no record of a model.

        :param str key: of the figure
        :param str label: of the figure
        :param companies: ``res.company``: which are asked for
        :param str model: with ``company_id``
        :param domain: of the records that they should have
        :return dict: :meth:`_make_figure`
        """
        having = self.env[model].sudo()._read_group(
            Domain("company_id", "in", companies.ids) & domain, ["company_id"]
        )
        missing = companies.filtered(lambda company: (company,) not in having)
        return self._make_figure(
            key, label, len(missing), ORGANISATIONS, domain=[("id", "in", missing.ids)],
            tone="warning",
        )

    @api.model
    def _make_people_figure(self, companies):
        group = self.env.ref("vanthu_document.group_user").sudo()
        people = self.env["res.users"].sudo().search(
            Domain("share", "=", False) & Domain("company_ids", "in", companies.ids)
            & Domain("id", "not in", group.all_user_ids.ids)
        )
        may_open = self.env["res.users"].has_access("write")
        return self._make_figure(
            "people", self.env._("People without a role"), len(people),
            "base.action_res_users" if may_open else "",
            {"search_default_no_share": 0}, domain=[("id", "in", people.ids)], tone="warning",
        )
