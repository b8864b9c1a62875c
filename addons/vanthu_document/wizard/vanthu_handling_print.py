from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.local_time import local_today
from ..tools.periods import KINDS, bounds, name_period, previous
from ..tools.printing.board_pdf import TITLE as BOARD_TITLE
from ..tools.printing.handling_report import FORMS, TITLE


class VanthuHandlingPrint(models.TransientModel):
    """Choose period and form of the report on incoming documents; print or export it."""

    _name = "vanthu.handling.print"
    _description = "Report on incoming documents"

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, ondelete="cascade",
        default=lambda self: self.env.company,
        domain=lambda self: [("id", "in", self.env.user.company_ids.ids)],
    )
    form = fields.Selection(
        [
            ("handling_by_unit", "Summary by unit"),
            ("handling_by_type", "Summary by document type"),
            ("handling_list", "List of documents"),
            ("board", "Board on one page"),
        ],
        string="Report", required=True, default="handling_by_unit",
    )
    period = fields.Selection(
        [
            ("week", "Week"),
            ("month", "Month"),
            ("quarter", "Quarter"),
            ("half", "Half-year"),
            ("year", "Year"),
            ("dates", "Other dates"),
        ],
        required=True, default="month",
    )
    day = fields.Date(
        string="With the day", default=lambda self: self._default_day(),
        help="Any day of the period.",
    )
    date_from = fields.Date(
        string="From date", compute="_compute_dates", store=True, readonly=False
    )
    date_to = fields.Date(string="To date", compute="_compute_dates", store=True, readonly=False)

    def _default_day(self):
        return previous("month", local_today(self.env))[0]

    @api.depends("period", "day")
    def _compute_dates(self):
        for wizard in self:
            if wizard.period in KINDS and wizard.day:
                wizard.date_from, wizard.date_to = bounds(wizard.period, wizard.day)

    def _get_selection(self):
        """What is to be printed.

        :return tuple: rows' model for the organisation, ``RegisterForm`` (None for the board),
            organisation, kind of period, first and last day
        :raise AccessError: somebody else's organisation
        :raise UserError: no dates, or a range that ends before it begins
        """
        self.ensure_one()
        if self.company_id not in self.env.user.company_ids:
            raise AccessError(self.env._(
                "Choose an organisation that you work for; of those below it you see the sums."
            ))
        if not (self.date_from and self.date_to):
            raise UserError(self.env._("Enter the first and the last day of the period."))
        if self.date_from > self.date_to:
            raise UserError(self.env._(
                "The range ends before it begins; enter the earlier date first."
            ))
        if self.form == "board" and self.period not in ("week", "month"):
            raise UserError(self.env._("The board is for a week or a month; choose one of them."))
        figures = self.env["vanthu.document.report"].with_context(
            allowed_company_ids=self.company_id.ids
        )
        figures.check_access("read")
        return (
            figures, FORMS.get(self.form), self.company_id, self.period, self.date_from,
            self.date_to,
        )

    def _get_rows_and_cover(self):
        """Rows and heading of the report, for PDF and XLSX alike.

        :return tuple: ``RegisterForm``, ``ReportCover``, list of rows
        """
        figures, form, company, kind, first, last = self._get_selection()
        if form is None:
            raise UserError(self.env._("The board is printed only; choose another form."))
        return (
            form, figures._get_handling_cover(form, company, kind, first, last),
            figures._get_handling_rows(form, company, first, last),
        )

    def _log(self, kind, count):
        self.env["vanthu.event"]._log_company(self.company_id, kind, {
            "form": self.form, "count": count,
            "date": f"{self.date_from:%d/%m/%Y} – {self.date_to:%d/%m/%Y}",
        })

    def _get_file_name(self):
        name = name_period(self.period, self.date_from) or (
            f"{self.date_from:%d-%m-%Y} {self.date_to:%d-%m-%Y}"
        )
        return f"{self._get_title().capitalize()} - {name}"

    def _get_title(self):
        """Title of the chosen report, in capitals as the form prints it."""
        return BOARD_TITLE if self.form == "board" else TITLE

    def action_print(self) -> dict:
        """Print as PDF.

        :return dict: report action
        """
        self._get_selection()
        name = "board" if self.form == "board" else "handling"
        return self.env.ref(f"vanthu_document.action_report_{name}").report_action(self)

    def action_export(self) -> dict:
        """Export as XLSX.

        :return dict: URL action of the download
        """
        self._get_selection()
        return {
            "type": "ir.actions.act_url",
            "url": f"/vanthu/handling/{self.id}.xlsx",
            "target": "download",
        }

    def _print_last(self, kind):
        self.ensure_one()
        self.write({"period": kind, "day": previous(kind, local_today(self.env))[0]})
        return self.action_print()

    def action_last_week(self) -> dict:
        """Print the chosen form for the week before this one.

        :return dict: report action
        """
        return self._print_last("week")

    def action_last_month(self) -> dict:
        """Print the chosen form for the month before this one.

        :return dict: report action
        """
        return self._print_last("month")

    def action_last_quarter(self) -> dict:
        """Print the chosen form for the quarter before this one.

        :return dict: report action
        """
        return self._print_last("quarter")
