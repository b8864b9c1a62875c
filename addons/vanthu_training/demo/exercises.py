"""People of the demo who practise: exercises passed and begun, for the lists and the matrix."""

from datetime import timedelta

from odoo import Command, fields

# login → minutes that each passed exercise took, and what is begun and not finished
PEOPLE = {
    "chuyenvien": ({"T1.1": 4, "T2.2": 9}, "T2.1"),
    "vanthu.truong": ({"T1.1": 6}, "T2.2"),
}
_PHONE, _EMAIL = "0912 345 678", "vanthu.thuchanh@truong.edu.vn"
_MISDIRECTED = "1222"


def load_exercises(env):
    """Let some people practise as the suite has it, each in the own practice organisation.

    :param env: environment of the superuser
    """
    users = env["res.users"].search([("login", "in", list(PEOPLE))])
    if env["vanthu.attempt"].search_count(
        [("user_id", "in", users.ids), ("practice_user_id", "!=", False)], limit=1
    ):
        return
    for user in users:
        passed, begun = PEOPLE[user.login]
        trainee = _Trainee(env, user)
        for code, minutes in passed.items():
            trainee.do(code, minutes)
        trainee.begin(begun)


def note_passed(registrations, exercises):
    """Note that participants passed exercises in the practice hours of their class.

    The rows alone: a practice organisation for each of a hundred people would take minutes.

    :param registrations: ``event.registration``; who has no account does no exercises
    :param exercises: ``vanthu.exercise``
    """
    ended = registrations.env.cr.now()
    registrations.env["vanthu.attempt"].sudo().create([
        {
            "exercise_id": exercise.id, "user_id": user.id, "state": "passed",
            "started_at": ended - timedelta(minutes=minutes), "ended_at": ended,
            "seconds": minutes * 60, "try_count": 1 + minutes % 3, "hint_count": minutes % 2,
            "line_ids": [
                Command.create({"step_id": step.id, "is_right": True, "checked_at": ended})
                for step in exercise.step_ids
            ],
        }
        for place, user in enumerate(registrations.trainee_id) for exercise in exercises
        for minutes in [exercise.minutes + (place * 7 + exercise.id * 5) % 9 - 4]
    ])


class _Trainee:
    """One person in practice.

    :param env: environment of the superuser
    :param user: ``res.users``
    """

    def __init__(self, env, user):
        self.practice = user._get_practice_user()
        self.env = env(user=self.practice.id, context={
            **env.context, "allowed_company_ids": self.practice.company_id.ids,
        })

    def begin(self, code):
        """Begin an exercise.

        :return: ``vanthu.attempt``
        """
        attempts = self.env["vanthu.attempt"]
        exercise = self.env.ref(f"vanthu_training.exercise_{code.lower().replace('.', '_')}")
        return attempts.browse(attempts.action_start(exercise.id))

    def do(self, code, minutes):
        """Do an exercise and have it checked."""
        attempt = self.begin(code)
        {"T1.1": self._enter_own_data, "T2.2": self._return_and_submit}[code]()
        begun = fields.Datetime.now() - timedelta(minutes=minutes)
        attempt.sudo().started_at = begun
        attempt.check_steps()

    def _get_letters(self):
        return self.env["vanthu.document"].search([
            ("company_id", "=", self.practice.company_id.id), ("state", "=", "arrived"),
        ], order="id")

    def _enter_own_data(self):
        self.practice.with_env(self.env).write({"phone": _PHONE, "email": _EMAIL})
        for letter in self._get_letters()[:2]:
            self.env["vanthu.event"]._log_view(letter, "opened")

    def _return_and_submit(self):
        letters = self._get_letters()
        misdirected = letters.filtered(
            lambda letter: letter.proposals["code_number"]["value"] == _MISDIRECTED
        )
        misdirected.action_return("Văn bản gửi một trường mầm non")
        for letter in (letters - misdirected)[:2]:
            read = letter.proposals
            letter.write({
                name: read[name]["value"]
                for name in ("subject", "organ_name", "code_number", "code_notation",
                             "issued_date") if name in read
            })
            letter.action_register()
            letter.action_submit(self.practice.id, "Giao Tổ Văn phòng chủ trì, báo cáo")
