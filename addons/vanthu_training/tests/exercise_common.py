import base64

from odoo import Command

from odoo.addons.vanthu_document.tests.outgoing_common import PDF

from .practice_common import PracticeCommon
from .practice_leaks import RealData


class _Undo(Exception):
    """Ends a run, so that the next one finds the practice organisation as it was."""


class ExerciseCommon(PracticeCommon):
    """Exercises done by the practice account through the suite's own acts.

    A test class names ways: methods that do an exercise. ``right`` are (code, way) that pass;
    ``wrong`` are (code, way, index of the step, part of the reason).
    """

    right = ()
    wrong = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["vanthu.unit"].search([
            ("company_id", "=", cls.school.id), ("code", "=", "VP"),
        ])
        cls.maths = cls.env["vanthu.unit"].search([
            ("company_id", "=", cls.school.id), ("code", "=", "TOAN"),
        ])

    # ---- RUNS ----

    def _begin(self, code):
        """An attempt of the trainee, in the environment of the practice account."""
        exercise = self.env["vanthu.exercise"].search([("code", "=", code)])
        attempt_id = self._model("vanthu.attempt").action_start(exercise.id)
        return self._model("vanthu.attempt").browse(attempt_id)

    def _model(self, name):
        return self._as_practice(self.env[name])

    def _run(self, code, way):
        """Do an exercise in one way and have it checked.

        :return tuple: attempt, result of the check
        """
        attempt = self._begin(code)
        getattr(self, way)()
        return attempt, attempt.check_steps()

    def _undone(self):
        return _UndoneRun(self.env)

    def _check_right_ways(self):
        for code, way in self.right:
            with self.subTest(code=code, way=way), self._undone():
                real = RealData(self.env, self.school)
                _attempt, found = self._run(code, way)
                self.assertFalse(real.get_changes())
                reasons = [step["reason"] for step in found["steps"]]
                self.assertEqual(found["state"], "passed", reasons)
                self.assertTrue(all(step["is_right"] for step in found["steps"]))
                self.assertTrue(all(reasons))

    def _check_wrong_ways(self):
        for code, way, place, reason in self.wrong:
            with self.subTest(code=code, way=way), self._undone():
                attempt, found = self._run(code, way)
                step = found["steps"][place]
                self.assertEqual(found["state"], "in_progress")
                self.assertFalse(step["is_right"])
                self.assertIn(reason, step["reason"])
                self.assertFalse(step["hint"])
                # The hint that the exercise foresees for this step, and only for it.
                hinted = attempt.show_hint(step["id"])["steps"]
                expected = attempt.sudo().line_ids[place].step_id.hint
                self.assertEqual(hinted[place]["hint"], expected)
                self.assertEqual(sum(bool(row["hint"]) for row in hinted), 1)

    def do_nothing(self):
        """A way that does nothing at all."""

    # ---- WHAT A TRAINEE DOES ----

    def _waiting(self):
        return self._model("vanthu.document").search([
            ("state", "=", "arrived"), ("company_id", "=", self.school.id),
        ], order="id")

    def _describe(self, letter, **values):
        """Take over what the software has read from the file, as the form proposes it."""
        read = letter.proposals
        letter.write({
            name: read[name]["value"] for name in (
                "subject", "organ_name", "code_number", "code_notation", "issued_date"
            ) if name in read
        })
        if values:
            letter.write(values)
        return letter

    def _enter(self, count, **values):
        letters = self._waiting()[:count]
        for letter in letters:
            self._describe(letter, **values)
        letters.action_register()
        return letters

    def _type_letter(self, number, **values):
        return self._model("vanthu.document").create({
            "subject": "Phối hợp tuyên truyền", "organ_name": "Trạm Y tế phường Trung Tâm",
            "code_number": number and str(number), "code_notation": "TYT",
            "issued_date": self.today, "company_id": self.school.id, "channel": "paper", **values,
        })

    def _submit_two(self):
        """Two letters that lie on the leader's desk."""
        letters = self._enter(2)
        for letter in letters:
            letter.action_submit(self.practice.id)
        return letters

    def _direct(self, document, rows=None, content="Chủ trì tham mưu, báo cáo.", **kwargs):
        rows = rows or [{"role": "lead", "unit_id": self.office.id, "due_date": self._due()}]
        ids = document.action_direct(content, rows, **kwargs)
        return self._model("vanthu.directive").browse(ids).assignment_ids

    def _due(self):
        return self.school._add_working_days(self.today, 5).isoformat()

    def _create_outgoing(self, **values):
        kind = self.env["vanthu.document.type"]._find_by_name(values.pop("kind", "Công văn"))
        return self._model("vanthu.document").create({
            "direction": "outgoing", "company_id": self.school.id, "type_id": kind.id,
            "subject": "Đăng ký dự thi", "drafting_unit_id": self.office.id,
            "signing_user_id": self.practice.id,
            "recipient_ids": [Command.create({
                "name": "Sở Giáo dục và Đào tạo", "channel": "post",
            })], **values,
        })

    def _issue(self, **values):
        document = self._create_outgoing(**values)
        document.action_record_signature()
        document.action_issue()
        return document

    def _add_issued_file(self, document):
        document.action_set_issued_file("van-ban.pdf", base64.b64encode(PDF).decode())

    def _send(self, document):
        self._add_issued_file(document)
        document.action_dispatch()

    def _print_register(self, register, **values):
        wizard = self._model("vanthu.register.print").create({
            "register_id": register.id, **values,
        })
        self.env["report.vanthu_document.register_print"].with_env(wizard.env)._render_stream(
            wizard, {}
        )
        return wizard

    def _get_register(self, year, direction="outgoing"):
        return self._model("vanthu.register").search([
            ("company_id", "=", self.school.id), ("year", "=", year),
            ("direction", "=", direction),
        ])


class _UndoneRun:
    """A run whose traces are taken away at its end, also where an assertion fails."""

    def __init__(self, env):
        self.env = env

    def __enter__(self):
        self.env.flush_all()
        self.savepoint = self.env.cr.savepoint()
        self.savepoint.__enter__()

    def __exit__(self, kind, error, trace):
        self.savepoint.__exit__(_Undo, _Undo(), None)
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        return False
