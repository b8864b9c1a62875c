from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.vanthu_document.models.local_time import local_today

# On the first mornings from these days on, who keeps the archive is told that the plan of the
# next year is missing (Điều 28.1 of NĐ 30/2020: issued at the beginning of the year).
_REMINDED = ((12, 1), (12, 15))


class VanthuFilePlan(models.Model):
    """From the plan of one year to that of the next."""

    _inherit = "vanthu.file.plan"

    has_next = fields.Boolean(compute="_compute_has_next")

    @api.depends("year", "company_id")
    def _compute_has_next(self):
        there = {
            (company.id, year) for company, year in self._read_group(
                [("company_id", "in", self.company_id.ids)], ["company_id", "year"]
            )
        }
        for plan in self:
            plan.has_next = (plan.company_id.id, plan.year + 1) in there

    def action_make_next(self) -> dict:
        """Begin the plan of the next year from this one.

        :return dict: the dialog in which it is made
        :raise AccessError: the caller keeps no file plans
        """
        self.ensure_one()
        self.check_access("create")
        return self._open_new({
            "default_company_id": self.company_id.id, "default_year": self.year + 1,
            "default_way": "former", "default_former_id": self.id,
        })

    def action_take_over(self) -> dict:
        """Take headings and files over into this draft.

        :return dict: the dialog in which they are chosen
        :raise AccessError: the caller keeps no file plans
        :raise UserError: the plan is no draft
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("Lines are taken over into a draft only."))
        return self._open_new({
            "default_plan_id": self.id, "default_company_id": self.company_id.id,
            "default_year": self.year,
        })

    def _open_new(self, context):
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.file_plan_new_action"),
            "context": {"dialog_size": "extra-large", **context},
        }

    def _check_complete(self):
        super()._check_complete()
        if self.numbering != "heading":
            return
        seen = set()
        for heading in self.line_ids.filtered(lambda line: line.kind == "heading" and line.code):
            if heading.code in seen:
                raise UserError(self.env._(
                    "Two main headings have the abbreviation %s, so numbers would stand twice; "
                    "choose a different one, or number through the whole list.", heading.code,
                ))
            seen.add(heading.code)


class VanthuMorningDigest(models.AbstractModel):
    """In December the mail of the morning offers to make the file plan of the next year."""

    _inherit = "vanthu.morning.digest"

    def _get_activity_sections(self):
        return [*super()._get_activity_sections(), self._get_plan_section()]

    def _get_plan_section(self):
        """The file plan of the next year, where it is missing and due.

        :return dict: as of ``_make_section``
        """
        user = self.env.user
        lines = []
        if user.has_group("vanthu_archive.group_archivist") and self._is_plan_told(user):
            year = local_today(self.env).year
            plans = self.env["vanthu.file.plan"].search(
                [("year", "in", (year, year + 1))], order="year"
            ).grouped("company_id")
            lines = [
                {
                    "url": self._get_url(made[0]),
                    "name": self.env._(
                        "File plan %(year)s of %(organisation)s is still to be made",
                        year=year + 1, organisation=company.name,
                    ),
                    "parts": [{
                        "who": False,
                        "due": format_date(self.env, f"{year + 1}-01-01"),
                    }],
                }
                for company, made in plans.items() if year + 1 not in made.mapped("year")
            ]
        return self._make_section("waiting", self.env._("File plan of the next year"), lines)

    def _is_plan_told(self, user):
        """Whether one of the days has come since the last mail."""
        today = user.company_id._get_work_day()
        since = user.sudo().vanthu_digest_at
        told = since and user.company_id._get_work_day(since)
        days = [today.replace(month=month, day=day) for month, day in _REMINDED]
        return any(day <= today and (not told or told < day) for day in days)
