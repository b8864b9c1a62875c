from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.row_hold import hold_rows


class VanthuAttempt(models.Model):
    """Beginning an exercise, having it checked, asking for hints, leaving it.

    An attempt belongs to the real person. In practice the session is that of the practice
    account: :meth:`_get_trainee` says whose it is, and only code with all rights that has asked
    it writes here.
    """

    _inherit = "vanthu.attempt"

    event_mark = fields.Integer(
        readonly=True, aggregator=None, help="The last event before the attempt."
    )
    reading_mark = fields.Integer(
        readonly=True, aggregator=None, help="The last climate reading before the attempt."
    )
    resumed_at = fields.Datetime(
        readonly=True, default=fields.Datetime.now, help="When the trainee last chose it."
    )
    seconds = fields.Integer(
        string="Time (s)", readonly=True, aggregator="min", help="From the beginning to the end."
    )
    instruction = fields.Html(related="exercise_id.instruction")
    minutes = fields.Integer(related="exercise_id.minutes")
    step_count = fields.Integer(string="Number of steps", compute="_compute_progress")
    right_count = fields.Integer(string="Right", compute="_compute_progress")
    duration = fields.Char(string="Time", compute="_compute_duration")
    is_mine = fields.Boolean(compute="_compute_is_mine")
    is_inside = fields.Boolean(
        compute="_compute_is_mine", help="The session is that of the practice account."
    )

    @api.depends("line_ids.is_right")
    def _compute_progress(self):
        counts = {}
        for attempt, right, count in self.env["vanthu.attempt.line"]._read_group(
            [("attempt_id", "in", self.ids)], ["attempt_id", "is_right"], ["__count"]
        ):
            counts.setdefault(attempt.id, {})[right] = count
        for attempt in self:
            found = counts.get(attempt.id, {})
            attempt.right_count = found.get(True, 0)
            attempt.step_count = sum(found.values())

    @api.depends("seconds", "state")
    def _compute_duration(self):
        for attempt in self:
            attempt.duration = self._write_duration(attempt.seconds) if (
                attempt.state == "passed"
            ) else False

    @api.depends_context("uid")
    def _compute_is_mine(self):
        trainee = self._get_trainee()
        for attempt in self:
            attempt.is_mine = attempt.sudo().user_id == trainee
            attempt.is_inside = attempt.sudo().practice_user_id == self.env.user

    @api.model
    def _write_duration(self, seconds):
        """A time as people read it: minutes and seconds.

        :param int seconds: time
        :return str: for example 7:05
        """
        return f"{seconds // 60}:{seconds % 60:02d}"

    # ---- WHOSE ----

    @api.model
    def _get_trainee(self):
        """The real person behind the session.

        :return: ``res.users`` in superuser mode
        """
        user = self.env.user.sudo()
        return user.practice_of_id if user.company_id.is_practice else user

    def _require_own(self):
        """Refuse attempts of others, and those of another practice account.

        :return: the attempts in superuser mode
        :raise AccessError: one of them is not the caller's
        """
        trainee, attempts = self._get_trainee(), self.sudo().exists()
        inside = self.env.user if trainee != self.env.user else None
        for attempt in attempts:
            if not trainee or attempt.user_id != trainee or (
                inside and attempt.practice_user_id != inside
            ):
                raise AccessError(self.env._("This is the attempt of somebody else."))
        if not attempts:
            raise UserError(self.env._(
                "This attempt is no longer there; begin the exercise again."
            ))
        return attempts

    def _require_open(self):
        """One check after the other, and only while the attempt lasts.

        :return: the attempt in superuser mode
        :raise UserError: it has ended
        """
        self.ensure_one()
        attempt = self._require_own()
        hold_rows(attempt)
        attempt.invalidate_recordset()
        if attempt.state != "in_progress":
            raise UserError(self.env._(
                "The exercise “%s” is not going on; begin it again to practise once more.",
                attempt.exercise_id.name,
            ))
        return attempt

    # ---- STEPS ----

    @api.model
    def action_start(self, exercise_id: int) -> int:
        """Begin an exercise, or go on with it; what is done from this moment counts.

        :param int exercise_id: id of the ``vanthu.exercise``
        :return int: id of the ``vanthu.attempt``
        :raise UserError: there is no such exercise, or the account is not for practice
        """
        trainee = self._get_trainee()
        exercise = self.env["vanthu.exercise"].browse(exercise_id).exists()
        if not exercise or not exercise.active or not trainee:
            raise UserError(self.env._("Choose an exercise from the list."))
        hold_rows(trainee)
        found = self.sudo().search([
            ("exercise_id", "=", exercise.id), ("user_id", "=", trainee.id),
            ("state", "=", "in_progress"),
        ])
        # Of several that are going on, the panel shows this one from now on.
        found.resumed_at = fields.Datetime.now()
        return (found or self._begin(exercise, trainee)).id

    @api.model
    def _begin(self, exercise, trainee):
        practice = trainee._get_practice_user()
        steps = exercise.sudo().step_ids
        if not steps:
            raise UserError(self.env._(
                "The exercise “%s” has no steps yet; choose another one.", exercise.name
            ))
        return self.sudo().create({
            "exercise_id": exercise.id, "user_id": trainee.id,
            "practice_user_id": practice.id, "company_id": practice.company_id.id,
            **self._get_marks(),
            "line_ids": [fields.Command.create({"step_id": step.id}) for step in steps],
        })

    @api.model
    def _get_marks(self):
        """Where the records of what was done stand; what comes behind them counts."""
        return {
            "event_mark": self._get_last_id("vanthu.event"),
            "reading_mark": self._get_last_id("vanthu.climate.reading"),
        }

    @api.model
    def _move_marks(self, company):
        """After a practice organisation was made anew: what made it is nobody's exercise.

        :param company: ``res.company`` with ``is_practice``
        """
        self.sudo().search([
            ("company_id", "=", company.id), ("state", "=", "in_progress"),
        ]).write(self._get_marks())

    @api.model
    def _get_last_id(self, model):
        return self.env[model].sudo().search([], order="id desc", limit=1).id or 0

    def action_check(self) -> bool:
        """Have the steps checked; for the button of the form.

        :raise AccessError: the attempt is somebody else's
        :raise UserError: it has ended
        """
        self.check_steps()
        return True

    def check_steps(self) -> dict:
        """Have the steps checked as the practice organisation is now.

        :return dict: see :meth:`_describe`
        :raise AccessError: the attempt is somebody else's
        :raise UserError: it has ended
        """
        attempt = self._require_open()
        now, checks = fields.Datetime.now(), self.env["vanthu.exercise.check"]
        self.env.flush_all()
        for line in attempt._get_lines():
            is_right, reason = checks._run(attempt, line.step_id)
            line.write({"is_right": is_right, "reason": reason, "checked_at": now})
        values = {"try_count": attempt.try_count + 1}
        if all(attempt.line_ids.mapped("is_right")):
            values |= {
                "state": "passed", "ended_at": now,
                "seconds": max(0, int((now - attempt.started_at).total_seconds())),
            }
        attempt.write(values)
        return attempt.with_env(self.env)._describe()

    def _get_lines(self):
        """A line for each step that the exercise has now; steps that were added since get one."""
        missing = self.exercise_id.step_ids - self.line_ids.step_id
        if missing:
            self.line_ids = [fields.Command.create({"step_id": step.id}) for step in missing]
        return self.line_ids

    def action_hint(self) -> bool:
        """Show the next hint; for the button of the form.

        :raise AccessError: the attempt is somebody else's
        :raise UserError: it has ended, or there is no hint
        """
        self.show_hint()
        return True

    def show_hint(self, line_id: int | None = None) -> dict:
        """Show the hint of a step; it is counted once.

        :param int line_id: id of the ``vanthu.attempt.line``; the first step that is not right
            and whose hint is not shown yet by default
        :return dict: see :meth:`_describe`
        :raise AccessError: the attempt is somebody else's
        :raise UserError: it has ended, or there is no hint
        """
        attempt = self._require_open()
        if line_id:
            line = attempt.line_ids.filtered(lambda one: one.id == line_id)
        else:
            line = attempt.line_ids.filtered(
                lambda one: not one.is_right and not one.is_hinted and one.step_id.hint
            )[:1]
        if not line.step_id.hint:
            raise UserError(self.env._("There is no further hint; read the reason of each step."))
        if not line.is_hinted:
            line.is_hinted = True
            attempt.hint_count += 1
        return attempt.with_env(self.env)._describe()

    def action_abandon(self) -> bool:
        """Leave the exercise; it can be begun again.

        :raise AccessError: the attempt is somebody else's
        :raise UserError: it has ended already
        """
        self._require_open().write({"state": "abandoned", "ended_at": fields.Datetime.now()})
        return True

    def action_start_again(self) -> dict:
        """Begin the exercise of an attempt that has ended once more.

        :return dict: window action of the new attempt
        """
        self.ensure_one()
        attempt = self._require_own()
        return self.env["vanthu.attempt"].browse(
            self.action_start(attempt.exercise_id.id)
        )._open()

    def action_enter_practice(self) -> dict:
        """Go into the practice organisation of this attempt.

        :return dict: client action
        """
        self._require_open()
        return {
            "type": "ir.actions.client", "tag": "vanthu_enter_practice",
            "params": {"path": "/odoo/records-home"},
        }

    def _open(self):
        """Window action of this attempt."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("vanthu_training.attempt_action_own"),
            "res_id": self.id, "views": [(False, "form")], "view_mode": "form",
        }

    # ---- FOR THE PANEL ----

    @api.model
    @api.readonly
    def get_current(self) -> dict | bool:
        """The exercise that the person in practice is at: the one chosen last.

        :return dict: see :meth:`_describe`; False outside practice or without an exercise
        """
        trainee = self._get_trainee()
        if not trainee or trainee == self.env.user:
            return False
        attempt = self.sudo().search([
            ("user_id", "=", trainee.id), ("practice_user_id", "=", self.env.uid),
            ("state", "=", "in_progress"),
        ], order="resumed_at desc, id desc", limit=1)
        return attempt.with_env(self.env)._describe() if attempt else False

    def _describe(self):
        """What screens show of an attempt; the caller has checked whose it is.

        :return dict: ``id``, ``name``, ``instruction`` (HTML), ``topic``, ``state``, ``tries``,
            ``hints``, ``minutes``, ``started_at`` (UTC), ``duration``, ``steps``: dicts ``id``,
            ``name``, ``is_right``, ``checked``, ``reason``, ``hint`` ("" while it is not shown),
            ``has_hint``
        """
        self.ensure_one()
        attempt = self.sudo()
        return {
            "id": attempt.id, "name": attempt.exercise_id.name, "state": attempt.state,
            "instruction": str(attempt.exercise_id.instruction or ""),
            "topic": attempt.topic_id.code, "tries": attempt.try_count,
            "hints": attempt.hint_count, "minutes": attempt.minutes,
            "started_at": fields.Datetime.to_string(attempt.started_at),
            "duration": attempt.duration or "",
            "steps": [line._describe() for line in attempt.line_ids],
        }


class VanthuAttemptLine(models.Model):
    """What a trainee sees of a step; its check and the hint stay hidden until they are due."""

    _inherit = "vanthu.attempt.line"

    name = fields.Char(related="step_id.name", string="What to do")
    is_hinted = fields.Boolean(string="Hint shown", readonly=True)
    hint = fields.Text(compute="_compute_hint", compute_sudo=True)
    has_hint = fields.Boolean(compute="_compute_hint", compute_sudo=True)
    attempt_state = fields.Selection(related="attempt_id.state", string="State of the attempt")
    is_mine = fields.Boolean(related="attempt_id.is_mine")
    state = fields.Selection(
        [("open", "Not checked"), ("right", "Right"), ("wrong", "Not yet right")],
        compute="_compute_state",
    )

    @api.depends("is_hinted", "step_id.hint")
    def _compute_hint(self):
        for line in self:
            line.hint = line.is_hinted and line.step_id.hint
            line.has_hint = bool(line.step_id.hint) and not line.is_hinted

    @api.depends("is_right", "checked_at")
    def _compute_state(self):
        for line in self:
            line.state = "right" if line.is_right else "wrong" if line.checked_at else "open"

    def action_hint(self) -> bool:
        """Show the hint of this step.

        :raise AccessError: the attempt is somebody else's
        """
        self.ensure_one()
        self.sudo().attempt_id.with_env(self.env).show_hint(self.id)
        return True

    def _describe(self):
        return {
            "id": self.id, "name": self.name, "is_right": self.is_right,
            "checked": bool(self.checked_at), "reason": self.reason or "",
            "hint": self.hint or "", "has_hint": self.has_hint,
        }
