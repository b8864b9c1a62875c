from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .row_hold import hold_rows
from .states import GONE_ASSIGNMENT_STATES, OPEN_ASSIGNMENT_STATES, SIDE_ROLES
from .vanthu_consultation import ACTIVITY

STANCES = [
    ("agree", "Agree"),
    ("changes", "Agree with changes"),
    ("disagree", "Disagree"),
    ("none", "No opinion"),
]
WORDLESS = ("agree", "none")


class VanthuAssignment(models.Model):
    """Work that is an opinion, and asking for opinions about work.

    Who is asked answers, with stance and words; the opinion is then done. It is neither
    reported nor closed by anybody else, and opened again by who asked. Within the unit it is
    passed on as an opinion, too, which the head then gives for the unit. Opinions never count
    when it is asked how far the whole is.
    """

    _inherit = "vanthu.assignment"

    consultation_id = fields.Many2one(
        "vanthu.consultation", string="Round of opinions", readonly=True,
        index="btree_not_null", ondelete="restrict",
    )
    consultation_ids = fields.One2many(
        "vanthu.consultation", "assignment_id", string="Rounds of opinions", readonly=True
    )
    part_ids = fields.One2many(
        "vanthu.assignment", "parent_id", string="Parts", readonly=True,
        domain=[("consultation_id", "=", False)],
        help="What was passed on; whom one asked for an opinion has an own page.",
    )
    stance = fields.Selection(STANCES, readonly=True, copy=False)
    opinion_count = fields.Char(string="Opinions", compute="_compute_opinion_count")
    can_answer = fields.Boolean(compute="_compute_can_answer")
    can_ask_opinions = fields.Boolean(compute="_compute_can_answer")

    @api.depends("consultation_ids.answered_count", "consultation_id.answered_count")
    def _compute_opinion_count(self):
        for assignment in self:
            assignment.opinion_count = assignment._get_consultations()._count_answers()

    @api.depends("can_work", "role")
    def _compute_can_answer(self):
        for assignment in self:
            opinion = assignment.role == "opinion"
            assignment.can_answer = assignment.can_work and opinion
            assignment.can_ask_opinions = (
                assignment.can_work and assignment.role not in SIDE_ROLES
            )

    def _get_consultations(self):
        return self.consultation_ids | self.consultation_id

    # ---- ASKING ----

    def action_ask_opinions(self, question: str, targets: list[dict], due_date: str) -> int:
        """Ask several units or persons at once what they think.

        :param str question: what is asked
        :param list targets: dicts with ``unit_id`` or ``user_id``
        :param str due_date: ISO date by which answers are wanted, at the latest the own deadline
        :return int: id of the round (``vanthu.consultation``)
        :raise AccessError: not in charge
        :raise UserError: not open any more, not asked to do the work, or question, date or
            targets do not fit
        """
        self.ensure_one()
        self._require_holder()
        self._hold()
        self._require_open()
        work = self.sudo()
        if work.role in SIDE_ROLES:
            raise UserError(self.env._(
                "Only who leads or cooperates asks others; pass this on within the unit instead."
            ))
        consultation = self.env["vanthu.consultation"]._ask(
            question, targets, due_date, work.document_id.with_env(self.env), self
        )
        if work.state == "new":
            work.state = "accepted"
            self._after_step()
        return consultation.id

    def action_open_opinions(self):
        """Show the rounds of opinions about this work, or to which it belongs.

        :return dict: window action
        """
        self.ensure_one()
        return self._get_consultations()._get_page_action()

    # ---- ANSWERING ----

    def action_answer(
        self, stance: str, text: str = "", attachment_ids: list[int] | None = None,
    ) -> bool:
        """Give the opinion that was asked for; it is done with that.

        :param str stance: agree, changes (agree with changes), disagree or none (no opinion)
        :param str text: the words; needed for changes and disagreement
        :param list attachment_ids: ids of files that the caller uploaded
        :raise AccessError: not the one who was asked, or a file is somebody else's
        :raise UserError: no opinion was asked for, answered already, or words are missing
        """
        self._require_holder()
        words = (text or "").strip()
        if any(assignment.role != "opinion" for assignment in self.sudo()):
            raise UserError(self.env._("No opinion was asked for; report what was done instead."))
        if stance not in list(dict(STANCES)):
            raise UserError(self.env._("Choose what your opinion is."))
        if not words and stance not in WORDLESS:
            raise UserError(self.env._("Write what should be different."))
        self._require_step("done")
        self._require_open()
        work = self.sudo()
        hold_rows(work.consultation_id)
        work.child_ids._drop_opinions()
        now = fields.Datetime.now()
        work.write({
            "state": "done", "stance": stance, "report": words, "report_date": now,
            "reported_by_id": self.env.uid, "done_date": now,
        })
        self._keep_files(attachment_ids)
        self._log_event("opinion_given", {"stance": stance})
        self._end_given()
        for assignment in work:
            assignment._tell_answered()
        self._after_step()
        return True

    def _tell_answered(self):
        consultation = self.consultation_id
        if consultation.state == "closed":
            return  # the last answer gives an activity
        who = self._get_target_name()
        askers = consultation._get_askers() if consultation else self._get_givers()

        def write(env):
            labels = self._fields["stance"]._description_selection(env)
            return env._(
                "%(who)s has answered: %(stance)s. %(text)s",
                who=who, stance=dict(labels)[self.stance], text=self.report,
            ).strip()

        self._tell_each(askers, write)

    def _drop_opinions(self):
        """End opinions that nobody needs any more, in superuser mode.

        Who has not begun is not asked any more; who has, is done without an answer.
        """
        needless = self.filtered(
            lambda work: work.role == "opinion" and work.state in OPEN_ASSIGNMENT_STATES
        )
        if not needless:
            return
        untouched = needless.filtered(lambda work: work.state == "new")
        begun = needless - untouched
        untouched.write({"state": "recalled"})
        begun.write({"state": "done", "done_date": fields.Datetime.now()})
        needless._end_given()
        for work in begun:
            work._tell_each(work._get_concerned_users(), lambda env: env._(
                "Your opinion is not needed any more; thank you."
            ))
        needless.child_ids._drop_opinions()

    # ---- WHAT IS DIFFERENT FOR OPINIONS ----

    def _refuse_opinions(self):
        if any(assignment.role == "opinion" for assignment in self.sudo()):
            self._require_holder()
            raise UserError(self.env._("Your opinion was asked for; answer instead."))

    def action_report(
        self, report: str, attachment_ids: list[int] | None = None, answer_reference: str = "",
        answer_document_id: int | None = None,
    ) -> bool:
        self._refuse_opinions()
        return super().action_report(
            report, attachment_ids, answer_reference, answer_document_id
        )

    def action_done(
        self, report: str = "", attachment_ids: list[int] | None = None,
        answer_reference: str = "", answer_document_id: int | None = None,
    ) -> bool:
        self._refuse_opinions()
        return super().action_done(report, attachment_ids, answer_reference, answer_document_id)

    def _may_close(self):
        return self.role != "opinion" and super()._may_close()

    def _may_reopen(self):
        work = self.sudo()
        if work.role == "opinion" and not work.parent_id and work.given_by_id == self.env.user:
            return True
        return super()._may_reopen()

    def _prepare_part(self, row):
        vals = super()._prepare_part(row)
        if self.role == "opinion" and vals["role"] != "inform":
            vals["role"] = "opinion"
        return vals

    @api.model
    def _give(self, vals_list):
        created = super()._give(vals_list)
        created.parent_id.filtered(
            lambda work: work.role == "opinion" and work.state == "new"
        ).state = "accepted"
        return created

    def _after_state_change(self):
        result = super()._after_state_change()
        opinions = self.filtered(lambda work: work.role == "opinion")
        again = opinions.filtered(lambda work: work.state in OPEN_ASSIGNMENT_STATES and work.stance)
        again.write({"stance": False})
        again.consultation_id.write({"state": "open", "closed_at": False})
        (opinions - again).consultation_id._end_if_complete()
        ended = self.filtered(lambda work: work.state in ("done", *GONE_ASSIGNMENT_STATES))
        ended.consultation_ids._end_round()
        self.filtered(
            lambda work: work.state not in OPEN_ASSIGNMENT_STATES
        ).activity_unlink([ACTIVITY])
        return result

    @api.depends("unit_id", "parent_id.unit_id")
    @api.depends_context("uid")
    def _compute_is_of_my_unit(self):
        result = super()._compute_is_of_my_unit()
        units = self._get_units_led()
        for assignment in self.filtered("consultation_id"):
            assignment.is_of_my_unit = assignment.unit_id & units
        return result

    @api.model
    def _search_is_of_my_unit(self, operator, value):
        domain = super()._search_is_of_my_unit(operator, value)
        if domain is NotImplemented:
            return domain
        # Whom the unit asks is not of the unit.
        return domain & (
            Domain("consultation_id", "=", False)
            | Domain("unit_id", "in", self._get_units_led().ids)
        )


class VanthuConsultation(models.Model):
    """Where rounds are shown."""

    _inherit = "vanthu.consultation"

    def _count_answers(self):
        """Answers of all asked, for a button; empty where nobody was asked.

        :return str: for example "2/3"
        """
        if not self:
            return False
        return f"{sum(self.mapped('answered_count'))}/{sum(self.mapped('asked_count'))}"

    def _get_page_action(self):
        """Open the only round, or the list of several.

        :return dict: window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_document.consultation_action"
        )
        if len(self) == 1:
            return {**action, "views": [(False, "form")], "res_id": self.id}
        return {**action, "domain": [("id", "in", self.ids)], "context": {}}
