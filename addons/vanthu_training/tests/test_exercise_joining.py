from odoo.tests import tagged

from .exercise_common import ExerciseCommon

PHONE, EMAIL = "0912 345 678", "vanthu.thuchanh@truong.edu.vn"


@tagged("post_install", "-at_install")
class TestExerciseJoining(ExerciseCommon):
    """Topic 1: the first steps with a new account."""

    right = (
        ("T1.1", "enter_own_data"),
        ("T1.1", "enter_own_data_otherwise_written"),
        ("T1.2", "register_and_direct"),
        ("T1.2", "submit_and_direct_a_person"),
    )
    wrong = (
        ("T1.1", "do_nothing", 0, "is empty; enter 0912 345 678 in your preferences"),
        ("T1.1", "enter_wrong_phone", 0, "is “0912 345 687”, but the exercise says"),
        ("T1.1", "enter_data_and_open_one", 2, "1 of 2"),
        ("T1.1", "open_outgoing_documents", 2, "0 of 2"),
        ("T1.2", "do_nothing", 0, "0 of 1"),
        ("T1.2", "only_register", 1, "0 of 1"),
        ("T1.2", "register_without_number", 0, "has no number and notation yet"),
    )

    def test_right_ways_pass(self):
        self._check_right_ways()

    def test_wrong_ways_get_their_reason_and_hint(self):
        self._check_wrong_ways()

    # ---- T1.1 ----

    def _enter_data(self, phone=PHONE, email=EMAIL):
        # As the form of one's own preferences writes it.
        self.practice.with_user(self.practice).write({"phone": phone, "email": email})

    def _open(self, count):
        for letter in self._waiting()[:count]:
            self.env["vanthu.event"].with_user(self.practice)._log_view(letter, "opened")

    def open_outgoing_documents(self):
        for document in self._model("vanthu.document").search([
            ("company_id", "=", self.school.id), ("direction", "=", "outgoing"),
        ], limit=2):
            self.env["vanthu.event"].with_user(self.practice)._log_view(document, "opened")

    def enter_own_data(self):
        self._enter_data()
        self._open(2)

    def enter_own_data_otherwise_written(self):
        self._enter_data("+84 912.345.678", EMAIL.upper())
        self._open(3)

    def enter_wrong_phone(self):
        self._enter_data("0912 345 687")

    def enter_data_and_open_one(self):
        self._enter_data()
        self._open(1)
        self._open(1)

    def test_what_was_opened_just_before_the_beginning_counts(self):
        self._open(2)
        attempt = self._begin("T1.1")
        self._open(2)  # the same looks once more are no new events
        self.assertTrue(attempt.check_steps()["steps"][2]["is_right"])

    def test_what_was_opened_long_before_the_beginning_does_not_count(self):
        self._open(2)
        attempt = self._begin("T1.1")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_attempt SET started_at = started_at + interval '11 minutes' "
            "WHERE id = %s", [attempt.id],
        )
        self.env.invalidate_all()
        self.assertFalse(attempt.check_steps()["steps"][2]["is_right"])

    # ---- T1.2 ----

    def register_and_direct(self):
        letter = self._enter(1)
        self._direct(letter)

    def submit_and_direct_a_person(self):
        self._direct(self._submit_two()[0], [
            {"role": "lead", "user_id": self.practice.id},
        ])

    def only_register(self):
        self._enter(1)

    def register_without_number(self):
        self._type_letter(False, code_notation=False).action_register()
