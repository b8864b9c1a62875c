from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.models.row_hold import hold_rows

# A school year begins in August.
FIRST_MONTH = 8
TRANSITIONS = {"preparing": {"reviewing"}, "reviewing": {"preparing", "finished"}}


def get_school_year(day):
    """The school year of a day.

    :param datetime.date day: any day
    :return str: such as "2026-2027"
    """
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


class VanthuSelfAssessment(models.Model):
    """A school's self-assessment (tự đánh giá) by one framework in one school year."""

    _name = "vanthu.self.assessment"
    _description = "Self-assessment"
    _inherit = ["vanthu.secrecy.thread.mixin", "vanthu.step.mixin"]
    _order = "school_year desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company, readonly=True,
    )
    framework_id = fields.Many2one(
        "vanthu.accreditation.framework", required=True, ondelete="restrict",
        default=lambda self: self.env["vanthu.accreditation.framework"].search([], limit=1),
    )
    school_year = fields.Char(
        required=True, size=9, default=lambda self: get_school_year(local_today(self.env)),
    )
    state = fields.Selection(
        [("preparing", "In preparation"), ("reviewing", "Under review"), ("finished", "Finished")],
        required=True, default="preparing", readonly=True, copy=False, tracking=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Secretary", default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    member_ids = fields.Many2many(
        "res.users", "vanthu_self_assessment_member_rel", string="Self-assessment council",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    line_ids = fields.One2many("vanthu.self.assessment.line", "assessment_id", string="Criteria")
    monitoring_ids = fields.One2many(
        "vanthu.self.monitoring", "assessment_id", string="Internal monitoring"
    )
    evidence_ids = fields.One2many("vanthu.evidence", "assessment_id")
    finished_date = fields.Date(readonly=True, copy=False)
    # The list of evidence as it was when the assessment was finished.
    list_rows = fields.Json(readonly=True, copy=False)
    monitoring_needed = fields.Integer(related="framework_id.monitoring_count")

    _year_uniq = models.UniqueIndex(
        "(company_id, framework_id, school_year)",
        "There is a self-assessment of this school year already; open that one.",
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "preparing", "finished_date": False,
            "list_rows": False,
        }

    @api.depends("framework_id", "school_year")
    def _compute_display_name(self):
        for assessment in self:
            assessment.display_name = " – ".join(filter(None, (
                assessment.school_year, assessment.framework_id.source
            )))

    @api.constrains("school_year")
    def _check_school_year(self):
        for assessment in self:
            first, _dash, second = (assessment.school_year or "").partition("-")
            if not (first.isdigit() and second.isdigit() and int(second) == int(first) + 1):
                raise ValidationError(self.env._("Write the school year as 2026-2027."))

    @api.model_create_multi
    def create(self, vals_list):
        assessments = super().create(vals_list)
        for assessment in assessments:
            assessment.line_ids = [
                Command.create({"criterion_id": criterion.id})
                for criterion in assessment.framework_id.criterion_ids.filtered("parent_id")
            ]
        return assessments

    def write(self, vals):
        if not self._is_step():
            if "framework_id" in vals:
                raise UserError(self.env._(
                    "Make a self-assessment of its own for another framework."
                ))
            self.check_access("write")
            self._check_open()
        return super().write(vals)

    def _check_open(self):
        """Refuse changes of what is finished.

        :raise UserError: one of the assessments is finished
        """
        fixed = self.sudo().filtered(lambda assessment: assessment.state == "finished")
        if fixed:
            raise UserError(self.env._(
                "The self-assessment %s is finished and stays as it is.", fixed[0].display_name
            ))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_without_evidence(self):
        if any(one.state != "preparing" or one.evidence_ids for one in self):
            raise UserError(self.env._(
                "A self-assessment with evidence is kept; go on with it."
            ))

    # ---- STEPS ----

    def _move(self, target):
        self.check_access("write")
        hold_rows(self)
        for assessment in self:
            if target not in TRANSITIONS.get(assessment.state, ()):
                raise UserError(self.env._(
                    "Somebody has moved %s on already.", assessment.display_name
                ))
            assessment._write_step({
                "state": target,
                **({
                    "finished_date": local_today(self.env),
                    "list_rows": assessment._make_list_rows(),
                } if target == "finished" else {}),
            })
        self.env["vanthu.event"]._log(self, f"assessment_{target}")

    def action_review(self) -> bool:
        """Give the self-assessment to the council.

        :raise AccessError: the caller may not change it
        :raise UserError: it is not in preparation
        """
        self._move("reviewing")
        return True

    def action_prepare(self) -> bool:
        """Take it back into preparation.

        :raise AccessError: the caller may not change it
        :raise UserError: it is not under review
        """
        self._move("preparing")
        return True

    def action_finish(self) -> bool:
        """Finish it; criteria and evidence stay as they are from now on.

        :raise AccessError: the caller is no leader
        :raise UserError: it is not under review, a criterion was not assessed, or there were
            too few internal monitorings
        """
        self.env["vanthu.file"]._require_role("vanthu_document.group_leader")
        for assessment in self:
            rest = assessment.line_ids.filtered(lambda line: not line.level)
            if rest:
                raise UserError(self.env._(
                    "Say first which level these criteria reach: %s.",
                    ", ".join(rest.criterion_id.mapped("number")),
                ))
            if len(assessment.monitoring_ids) < assessment.monitoring_needed:
                raise UserError(self.env._(
                    "This framework asks for %(needed)s internal monitorings in a school year; "
                    "enter the others first.", needed=assessment.monitoring_needed,
                ))
        self._move("finished")
        return True

    def action_open_evidence(self) -> dict:
        """Show the evidence.

        :return dict: window action
        :raise AccessError: the self-assessment may not be read
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.evidence_action")
        action.pop("path", None)
        return {
            **action, "domain": [("assessment_id", "=", self.id)],
            "context": {"default_assessment_id": self.id},
        }

    def action_open_gaps(self) -> dict:
        """Show what is needed and what is still missing, by criterion.

        :return dict: window action
        :raise AccessError: the self-assessment may not be read
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.evidence_gap_action")
        return {**action, "domain": [("assessment_id", "=", self.id)]}


class VanthuAssessmentPartMixin(models.AbstractModel):
    """What belongs to a self-assessment and stays as it is once that is finished."""

    _name = "vanthu.assessment.part.mixin"
    _description = "Part of a self-assessment"
    _inherit = ["vanthu.secrecy.mixin"]

    assessment_id = fields.Many2one(
        "vanthu.self.assessment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.assessment_id._check_open()
        return parts

    def write(self, vals):
        self.assessment_id._check_open()
        if "assessment_id" in vals and not self.env.su:
            raise UserError(self.env._(
                "It belongs to its self-assessment; enter it anew in the other one."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_while_open(self):
        self.assessment_id._check_open()


class VanthuSelfAssessmentLine(models.Model):
    """What a school says of itself under one criterion."""

    _name = "vanthu.self.assessment.line"
    _description = "Assessment of a criterion"
    _inherit = ["vanthu.assessment.part.mixin"]
    _order = "assessment_id, order_key, id"
    _secrecy_fields = ("description", "strengths", "weaknesses", "improvement")
    _rec_name = "criterion_id"

    criterion_id = fields.Many2one(
        "vanthu.accreditation.criterion", required=True, readonly=True, ondelete="restrict"
    )
    state = fields.Selection(related="assessment_id.state")
    number = fields.Char(related="criterion_id.number")
    order_key = fields.Char(related="criterion_id.order_key", store=True)
    is_required = fields.Boolean(related="criterion_id.is_required")
    user_id = fields.Many2one(
        "res.users", string="Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    deadline = fields.Date()
    description = fields.Text(string="Present state")
    strengths = fields.Text()
    weaknesses = fields.Text()
    improvement = fields.Text(string="Plan of improvement")
    level = fields.Selection(
        [("0", "Not reached"), ("1", "Level 1"), ("2", "Level 2"), ("3", "Level 3"),
         ("4", "Level 4")], string="Level reached",
    )
    evidence_count = fields.Integer(string="Evidence", compute="_compute_figures")
    need_count = fields.Integer(string="Needed", compute="_compute_figures")
    found_count = fields.Integer(string="Found", compute="_compute_figures")
    missing_required = fields.Integer(string="Required and missing", compute="_compute_figures")

    _criterion_uniq = models.UniqueIndex(
        "(assessment_id, criterion_id)", "This criterion is assessed already.",
    )

    @api.depends("assessment_id.evidence_ids.criterion_ids", "assessment_id.evidence_ids.need_ids")
    def _compute_figures(self):
        gaps = {
            (assessment.id, criterion.id): figures
            for assessment, criterion, *figures in self.env["vanthu.evidence.gap"].sudo()
            ._read_group(
                [("assessment_id", "in", self.assessment_id.ids)],
                ["assessment_id", "criterion_id"],
                ["__count", "found:sum", "missing_required:sum"],
            )
        }
        evidence = dict.fromkeys((line._get_key() for line in self), 0)
        for assessment, criterion, count in self.env["vanthu.evidence"].sudo()._read_group(
            [("assessment_id", "in", self.assessment_id.ids)],
            ["assessment_id", "criterion_ids"], ["__count"],
        ):
            evidence[assessment.id, criterion.id] = count
        for line in self:
            needed, found, missing = gaps.get(line._get_key(), (0, 0, 0))
            line.need_count, line.found_count, line.missing_required = needed, found, missing
            line.evidence_count = evidence[line._get_key()]

    def _get_key(self):
        return self.assessment_id._origin.id, self.criterion_id.id

    @api.constrains("criterion_id")
    def _check_criterion(self):
        for line in self:
            if line.criterion_id.framework_id != line.assessment_id.framework_id:
                raise ValidationError(self.env._(
                    "Choose criteria of the framework of this self-assessment."
                ))

    @api.constrains("level")
    def _check_level(self):
        for line in self:
            if int(line.level or 0) > line.criterion_id.framework_id.level_count:
                raise ValidationError(self.env._(
                    "This framework has no such level; choose a lower one."
                ))


class VanthuSelfMonitoring(models.Model):
    """One internal monitoring of a school year."""

    _name = "vanthu.self.monitoring"
    _description = "Internal monitoring"
    _inherit = ["vanthu.assessment.part.mixin"]
    _order = "day, id"
    _secrecy_fields = ("note",)

    day = fields.Date(required=True, default=lambda self: local_today(self.env))
    note = fields.Char(string="Findings", required=True)
