from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .local_time import local_today
from .row_hold import hold_rows
from .states import OPEN_ASSIGNMENT_STATES

ACTIVITY = "vanthu_document.mail_activity_opinions"


class VanthuConsultation(models.Model):
    """A question to several units or persons at once (lấy ý kiến), their answers side by side.

    Each who is asked has an assignment with the role opinion. The round ends by itself with the
    last answer, and with the work for which it was asked; who asked may end it before.
    """

    _name = "vanthu.consultation"
    _description = "Round of opinions"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "id desc"
    _rec_name = "question"
    _check_company_auto = True

    _secrecy_fields = ("question",)

    question = fields.Text(required=True, readonly=True)
    due_date = fields.Date(string="Answer by", required=True, readonly=True)
    asked_by_id = fields.Many2one(
        "res.users", string="Asked by", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    document_id = fields.Many2one(
        "vanthu.document", readonly=True, index="btree_not_null", ondelete="restrict",
        check_company=True,
    )
    assignment_id = fields.Many2one(
        "vanthu.assignment", string="For the work", readonly=True, index="btree_not_null",
        ondelete="restrict", check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True
    )
    assignment_ids = fields.One2many(
        "vanthu.assignment", "consultation_id", string="Asked of", readonly=True
    )
    answer_ids = fields.One2many(
        "vanthu.assignment", "consultation_id", string="Answers", readonly=True,
        domain=[("state", "!=", "recalled")],
    )
    state = fields.Selection(
        [("open", "Open"), ("closed", "Ended")], required=True, readonly=True, default="open",
        index=True,
    )
    closed_at = fields.Datetime(string="Closed on", readonly=True)
    summary = fields.Char(string="Answers in short", compute="_compute_summary")
    asked_count = fields.Integer(
        string="Number asked", compute="_compute_summary", aggregator=None)
    answered_count = fields.Integer(
        string="Number answered", compute="_compute_summary", aggregator=None
    )
    can_close = fields.Boolean(compute="_compute_can_close")

    @api.depends("assignment_ids.state", "assignment_ids.stance")
    def _compute_summary(self):
        counts = {}
        for consultation, stance, count in self.env["vanthu.assignment"]._read_group(
            [("consultation_id", "in", self.ids), ("state", "!=", "recalled")],
            ["consultation_id", "stance"], ["__count"],
        ):
            counts.setdefault(consultation, {})[stance] = count
        labels = self.env["vanthu.assignment"]._fields["stance"]._description_selection(self.env)
        labels = [*labels, (False, self.env._("Not answered"))]
        for consultation in self:
            found = counts.get(consultation, {})
            consultation.asked_count = sum(found.values())
            consultation.answered_count = consultation.asked_count - found.get(False, 0)
            consultation.summary = " · ".join(
                f"{label}: {found[stance]}" for stance, label in labels if found.get(stance)
            )

    @api.depends("state", "asked_by_id", "assignment_id.holder_ids")
    @api.depends_context("uid")
    def _compute_can_close(self):
        for consultation in self:
            consultation.can_close = (
                consultation.state == "open" and consultation._may_close_round()
            )

    def _may_close_round(self):
        self.ensure_one()
        user, consultation = self.env.user, self.sudo()
        if self.env.su or user == consultation.asked_by_id:
            return True
        if consultation.assignment_id:
            return user in consultation.assignment_id.holder_ids
        return user.has_group("vanthu_document.group_leader")

    # ---- ASKING ----

    @api.model
    def _ask(self, question, targets, due_date, document, assignment=None):
        """Open a round and ask everybody in it.

        :param str question: what is asked
        :param list targets: dicts with ``unit_id`` or ``user_id``
        :param str due_date: ISO date by which answers are wanted
        :param document: ``vanthu.document``, possibly empty
        :param assignment: the work for which the caller asks, if any
        :return: the round, in superuser mode
        :raise UserError: question, date or targets are missing or do not fit
        """
        work = (assignment or self.env["vanthu.assignment"]).sudo()
        text = work._require_text(question, self.env._("Write the question."))
        day = self._check_answer_day(due_date, work)
        company = (work or document).company_id
        rows = company._check_routing([
            {**row, "role": "cooperate"} for row in company._require_rows(targets or [])
        ])
        self._check_asked(rows, work)
        consultation = self.sudo().create({
            "question": text, "due_date": day, "asked_by_id": self.env.uid,
            "document_id": document.id, "assignment_id": work.id,
            "company_id": company.id,
        })
        self.env["vanthu.event"]._log(document or work, "opinions_asked", {"count": len(rows)})
        self.env["vanthu.assignment"]._give([
            {
                "role": "opinion", "unit_id": row["unit_id"], "user_id": row["user_id"],
                "due_date": day, "instruction": text, "given_by_id": self.env.uid,
                "consultation_id": consultation.id, "document_id": document.id,
                "company_id": consultation.company_id.id, "parent_id": work.id,
                "directive_id": work.directive_id.id,
            }
            for row in rows
        ])
        return consultation

    @api.model
    def _check_answer_day(self, value, work):
        day = self.env["res.company"]._parse_date(value)
        today, limit = local_today(self.env), work.due_date
        if not day or day < today:
            raise UserError(self.env._("Say until when you need the answers: today or later."))
        if limit and limit >= today and day > limit:
            raise UserError(self.env._(
                "Your own deadline is %(limit)s; ask for the answers until then.",
                limit=limit.strftime("%d/%m/%Y"),
            ))
        return day

    @api.model
    def _check_asked(self, rows, work):
        if not rows:
            raise UserError(self.env._("Choose at least one unit or person to ask."))
        own = {(work.unit_id.id, work.user_id.id), (False, self.env.uid)}
        if own & {(row["unit_id"], row["user_id"]) for row in rows}:
            raise UserError(self.env._("Ask others; your own opinion is with you already."))

    # ---- END ----

    def action_close(self) -> bool:
        """End rounds early.

        Who has not begun is not asked any more; who has, is done without an answer.

        :raise AccessError: neither who asked nor in charge of the work for which it was asked
        :raise UserError: ended already
        """
        self.check_access("read")
        for consultation in self:
            if not consultation._may_close_round():
                raise AccessError(self.env._(
                    "Only %(who)s, who asked, can end this round of opinions.",
                    who=consultation.sudo().asked_by_id.name,
                ))
        hold_rows(self)
        if any(consultation.state == "closed" for consultation in self):
            raise UserError(self.env._(
                "This round of opinions has ended already, perhaps with the last answer just "
                "now; reload the page."
            ))
        self._end_round()
        return True

    def _end_round(self):
        """End open rounds; the caller has checked the person."""
        rounds = self.sudo().filtered(lambda consultation: consultation.state == "open")
        rounds.write({"state": "closed", "closed_at": fields.Datetime.now()})
        rounds.assignment_ids._drop_opinions()
        for consultation in rounds.with_env(self.env):
            self.env["vanthu.event"]._log(
                consultation.sudo().document_id or consultation.sudo().assignment_id,
                "opinions_closed", {"count": consultation.answered_count},
            )

    def _end_if_complete(self):
        """End rounds in which nobody is asked any more, and tell who asked."""
        hold_rows(self)  # of the last two who answer, the second finds that nobody is left
        for consultation in self.sudo():
            if consultation.state == "closed" or any(
                work.state in OPEN_ASSIGNMENT_STATES for work in consultation.assignment_ids
            ):
                continue
            consultation.write({"state": "closed", "closed_at": fields.Datetime.now()})
            if consultation.answered_count:
                consultation._tell_complete()

    def _get_askers(self):
        """Who waits for the answers: who asked, or who is in charge of the work by now."""
        work = self.assignment_id
        if not work or self.asked_by_id in work.holder_ids:
            return self.asked_by_id
        return work._get_responsible_users()

    def _tell_complete(self):
        record = self.assignment_id or self.document_id
        for user in self._get_askers() - self.env.user:
            env = self.with_context(lang=user.lang).env
            record.activity_schedule(
                ACTIVITY, user_id=user.id, date_deadline=local_today(self.env),
                summary=env._("All have answered: %s", self.with_env(env).summary),
            )
