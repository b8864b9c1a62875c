from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.models.row_hold import hold_rows


class VanthuArchiveStatistic(models.Model):
    """The statistics of an organisation's archive for a year, as they are reported.

    Figures are counted at a moment and stay as they were then; by hand is added what no
    software knows. Once submitted to the superior organisation nothing changes any more, and
    the superior adds it up.
    """

    _name = "vanthu.archive.statistic"
    _description = "Yearly statistics of the archive"
    _inherit = ["vanthu.secrecy.thread.mixin", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "year desc, company_id, id"
    _mail_post_access = "read"
    _secrecy_fields = ("note",)

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    year = fields.Integer(
        required=True, aggregator=None, default=lambda self: local_today(self.env).year - 1
    )
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted")],
        required=True, default="draft", readonly=True, copy=False, index=True, tracking=True,
    )
    line_ids = fields.One2many(
        "vanthu.archive.statistic.line", "statistic_id", string="Indicators"
    )
    note = fields.Text(string="Remarks")
    computed_at = fields.Datetime(string="Counted at", readonly=True, copy=False)
    computed_by_id = fields.Many2one("res.users", string="Counted by", readonly=True, copy=False)
    submitted_at = fields.Datetime(readonly=True, copy=False)
    submitted_by_id = fields.Many2one(
        "res.users", string="Submitted by", readonly=True, copy=False
    )
    missing_count = fields.Integer(string="Still to enter", compute="_compute_missing_count")
    below_count = fields.Integer(string="Organisations below", compute="_compute_below")
    sent_count = fields.Integer(string="Of them submitted", compute="_compute_below")

    _year_uniq = models.UniqueIndex(
        "(company_id, year)", "The organisation has statistics of this year already; open those."
    )
    _year_range = models.Constraint(
        "CHECK (year BETWEEN 1945 AND 2200)", "Enter the year with four digits, such as 2026."
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "draft", "computed_at": False,
            "computed_by_id": False, "submitted_at": False, "submitted_by_id": False,
        }

    # ---- COMPUTES ----

    @api.depends("year", "company_id.name")
    def _compute_display_name(self):
        for statistic in self:
            statistic.display_name = self.env._(
                "Archive %(year)s – %(organisation)s", year=statistic.year,
                organisation=statistic.company_id.sudo().name,
            )

    @api.depends("line_ids.is_entered")
    def _compute_missing_count(self):
        for statistic in self:
            statistic.missing_count = len(statistic._get_missing())

    def _get_missing(self):
        return self.line_ids.filtered(lambda line: line.source == "manual" and not line.is_entered)

    @api.depends("company_id", "year")
    def _compute_below(self):
        for statistic in self:
            below = statistic._get_below()
            statistic.below_count = len(below)
            statistic.sent_count = len(statistic._get_submitted_below(below))

    def _get_below(self):
        """Organisations below this one, at every level.

        :return: ``res.company`` in superuser mode
        """
        own = self.company_id.sudo()
        return own.search([("id", "child_of", own.ids), ("id", "not in", own.ids)])

    def _get_submitted_below(self, below):
        return self.sudo().search([
            ("company_id", "in", below.ids), ("year", "=", self.year), ("state", "=", "submitted"),
        ])

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        self.env["vanthu.file"]._require_role("group_archivist")
        statistics = super().create(vals_list)
        for statistic in statistics:
            statistic._recount()
        return statistics

    def write(self, vals):
        if not self._is_step():
            self._require_draft()
            if {"company_id", "year"} & vals.keys():
                raise UserError(self.env._(
                    "Organisation and year stay; make statistics of the other year instead."
                ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._require_draft()

    def action_enter_noughts(self) -> bool:
        """Say of every indicator that nobody has entered yet that there is nothing.

        :raise AccessError: the caller is no archivist
        :raise UserError: the statistics are submitted
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        self._require_draft()
        self._get_missing().write({"value": 0})
        return True

    def _require_draft(self):
        """Refuse changes of what was submitted.

        :raise UserError: one of them is submitted
        """
        if any(statistic.state != "draft" for statistic in self):
            raise UserError(self.env._(
                "Submitted statistics stay as they are; a leader takes them back first."
            ))

    # ---- STEPS ----

    def action_compute(self) -> bool:
        """Count anew what the software counts; what was entered by hand stays.

        :raise AccessError: the caller is no archivist
        :raise UserError: the statistics are submitted
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        hold_rows(self)
        self._require_draft()
        for statistic in self:
            statistic._recount()
        return True

    def _recount(self):
        """Take the present figures, last year's and those of the organisations below."""
        indicators = self.env["vanthu.archive.indicator"].sudo().search([
            ("company_id", "in", (False, self.company_id.id)),
        ])
        counted = indicators._count(
            self.company_id, date(self.year, 1, 1), date(self.year, 12, 31)
        )
        before, below = self._get_values_before(), self._get_values_below()
        lines = self.sudo().line_ids
        known = {line.indicator_id: line for line in lines}
        new = []
        for indicator in indicators:
            vals = {
                "value_before": before.get(indicator.id, 0),
                "value_below": below.get(indicator.id, 0),
            }
            if indicator.source == "computed":
                vals["value"] = counted[indicator.query]
            if indicator in known:
                known[indicator].write(vals)
            else:
                new.append({**indicator._get_snapshot(), **vals, "statistic_id": self.id})
        lines.create(new)
        # What somebody entered stays, though the indicator is retired meanwhile.
        lines.filtered(
            lambda line: line.indicator_id not in indicators and not line.is_entered
        ).unlink()
        self._write_step({
            "computed_at": fields.Datetime.now(), "computed_by_id": self.env.uid,
        })

    def _get_values_before(self):
        """What the organisation reported for the year before.

        :return dict: id of the indicator → number
        """
        return self._sum_lines([
            ("statistic_id.company_id", "=", self.company_id.id),
            ("statistic_id.year", "=", self.year - 1),
        ])

    def _get_values_below(self):
        """Sums of what the organisations below have submitted for the year.

        :return dict: id of the indicator → number
        """
        return self._sum_lines([
            ("statistic_id", "in", self._get_submitted_below(self._get_below()).ids),
        ])

    def _sum_lines(self, domain):
        return {
            indicator.id: total
            for indicator, total in self.env["vanthu.archive.statistic.line"].sudo()._read_group(
                domain, ["indicator_id"], ["value:sum"]
            )
        }

    def action_submit(self) -> bool:
        """Submit the statistics to the superior organisation; they stay from then on.

        :raise AccessError: the caller is neither archivist nor leader
        :raise UserError: submitted already, or something is still to be entered
        """
        self.env["vanthu.file"]._require_role("group_archivist", "vanthu_document.group_leader")
        self.check_access("read")
        hold_rows(self)
        self._require_draft()
        for statistic in self:
            missing = statistic._get_missing()
            if missing:
                raise UserError(self.env._(
                    "%(count)s indicators are still to be entered, the first is “%(name)s”; "
                    "enter 0 where there is nothing.",
                    count=len(missing), name=missing[0].name,
                ))
        self.sudo()._write_step({
            "state": "submitted", "submitted_at": fields.Datetime.now(),
            "submitted_by_id": self.env.uid,
        })
        self.env["vanthu.event"]._log(self, "statistic_submitted")
        return True

    def action_take_back(self) -> bool:
        """Open submitted statistics again, as long as the superior has not passed them on.

        :raise AccessError: the caller is no leader
        :raise UserError: not submitted, or a superior has submitted its own with these
        """
        self.env["vanthu.file"]._require_role("vanthu_document.group_leader")
        self.check_access("read")
        hold_rows(self)
        for statistic in self:
            if statistic.state != "submitted":
                raise UserError(self.env._("These statistics were not submitted yet."))
            above = statistic.company_id.sudo().parent_ids - statistic.company_id
            if self.sudo().search_count([
                ("company_id", "in", above.ids), ("year", "=", statistic.year),
                ("state", "=", "submitted"),
            ], limit=1):
                raise UserError(self.env._(
                    "The superior organisation has passed these figures on; ask it to take its "
                    "own back first."
                ))
        self.sudo()._write_step({
            "state": "draft", "submitted_at": False, "submitted_by_id": False,
        })
        self.env["vanthu.event"]._log(self, "statistic_taken_back")
        return True

    def action_open_below(self) -> dict:
        """Show which organisations below have submitted the year, and which have not.

        :return dict: window action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_archive.statistic_status_action"
        )
        action.pop("path", None)
        return {**action, "domain": [
            ("year", "=", self.year), ("company_id", "in", self._get_below().ids),
        ]}


class VanthuEvent(models.Model):
    """What happens to yearly statistics."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("statistic_submitted", self.env._("Yearly statistics submitted")),
            ("statistic_taken_back", self.env._("Yearly statistics taken back")),
        ]
