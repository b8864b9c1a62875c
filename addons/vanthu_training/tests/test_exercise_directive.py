from odoo.tests import tagged

from .exercise_common import ExerciseCommon

REPORT = "Đã rà soát, lập danh sách và gửi báo cáo về Sở."


@tagged("post_install", "-at_install")
class TestExerciseDirective(ExerciseCommon):
    """Topic 4: directing with a deadline, reporting and approving."""

    right = (
        ("T4.1", "direct_two_one_with_help"),
        ("T4.1", "register_and_direct_without_submission"),
        ("T4.1", "direct_a_person_and_then_the_unit"),
        ("T4.2", "direct_report_and_approve"),
        ("T4.2", "direct_a_person_report_twice_and_approve"),
        ("T4.2", "direct_without_deadline_report_and_approve"),
    )
    wrong = (
        ("T4.1", "do_nothing", 0, "0 of 2"),
        ("T4.1", "direct_one", 0, "1 of 2"),
        ("T4.1", "direct_a_person", 0, "not to a unit"),
        ("T4.1", "direct_nobody", 0, "gives nobody the lead"),
        ("T4.1", "direct_and_undo", 0, "0 of 2"),
        ("T4.1", "direct_two_without_help", 1, "names 0 of 1 units that cooperate"),
        ("T4.1", "direct_one_twice", 0, "2 directives are given, but on 1 of 2 documents"),
        ("T4.1", "direct_without_documents", 0, "“Hội nghị” is on no document"),
        ("T4.1", "direct_two_with_a_person_to_help", 1, "names 0 of 1 units that cooperate"),
        ("T4.2", "direct_one", 0, "does not ask for the report to be approved"),
        ("T4.2", "direct_and_report_in_one_word", 1, "says only “xong”"),
        ("T4.2", "direct_and_report", 2, "waits for the leader's decision"),
        ("T4.2", "direct_report_and_send_back", 2, "0 of 1"),
        ("T4.2", "direct_report_and_send_back", 1, "0 of 1"),
    )

    def test_right_ways_pass(self):
        self._check_right_ways()

    def test_wrong_ways_get_their_reason_and_hint(self):
        self._check_wrong_ways()

    def _lead(self, **values):
        return {"role": "lead", "unit_id": self.office.id, "due_date": self._due(), **values}

    def _help(self):
        return {"role": "cooperate", "unit_id": self.maths.id}

    # ---- T4.1 ----

    def direct_two_one_with_help(self):
        first, second = self._submit_two()
        self._direct(first)
        self._direct(second, [self._lead(), self._help()])

    def register_and_direct_without_submission(self):
        for letter in self._enter(2):
            self._direct(letter, [self._lead(), self._help()])

    def direct_one(self):
        return self._direct(self._submit_two()[0])

    def direct_a_person(self):
        self._direct(self._submit_two()[0], [
            {"role": "lead", "user_id": self.practice.id, "due_date": self._due()},
        ])

    def direct_nobody(self):
        self._direct(self._submit_two()[0], [self._help()])

    def direct_and_undo(self):
        self.direct_one().directive_id.action_undo()

    def direct_two_without_help(self):
        for document in self._submit_two():
            self._direct(document)

    def direct_one_twice(self):
        document = self._submit_two()[0]
        for _turn in range(2):
            self._direct(document, [self._lead(), self._help()])

    def direct_without_documents(self):
        for _turn in range(2):
            self._model("vanthu.directive").action_give(
                "Chuẩn bị hội nghị", [self._lead(), self._help()], "Hội nghị"
            )

    def direct_two_with_a_person_to_help(self):
        person = {"role": "cooperate", "user_id": self.practice.id}
        for document in self._submit_two():
            self._direct(document, [self._lead(), person])

    def direct_a_person_and_then_the_unit(self):
        """A mistake, and on the same document the directive that was meant."""
        first, second = self._submit_two()
        self._direct(first, [
            {"role": "lead", "user_id": self.practice.id, "due_date": self._due()},
        ])
        for document in first | second:
            self._direct(document, [self._lead(), self._help()])

    # ---- T4.2 ----

    def direct_and_report(self, report=REPORT, rows=None):
        work = self._direct(self._submit_two()[0], rows, needs_approval=True)
        work.action_report(report)
        return work

    def direct_report_and_approve(self):
        self.direct_and_report().action_approve()

    def direct_without_deadline_report_and_approve(self):
        self.direct_and_report(rows=[{"role": "lead", "unit_id": self.office.id}]).action_approve()

    def direct_a_person_report_twice_and_approve(self):
        work = self.direct_and_report(rows=[
            {"role": "lead", "user_id": self.practice.id, "due_date": self._due()},
        ])
        work.action_send_back("Thiếu số liệu.")
        work.action_report(f"{REPORT} Có 12 hồ sơ.")
        work.action_approve("Tốt")

    def direct_and_report_in_one_word(self):
        self.direct_and_report("xong")

    def direct_report_and_send_back(self):
        self.direct_and_report().action_send_back("Thiếu số liệu.")

    # ---- BESIDES ----

    def test_sending_a_report_back_can_be_an_exercise_too(self):
        attempt = self._begin("T4.2").sudo()
        step = attempt.line_ids[2].step_id
        step.write({"check_kind": "work_sent_back", "parameters": {"count": 1}})
        checks = attempt.env["vanthu.exercise.check"]
        self.assertFalse(checks._run(attempt, step)[0])
        self.direct_report_and_send_back()
        self.assertTrue(checks._run(attempt, step)[0])

    def test_directives_without_a_document_can_be_an_exercise_too(self):
        attempt = self._begin("T4.1")
        step = attempt.sudo().line_ids[1].step_id
        step.parameters = {**step.parameters, "of_document": False}
        self._model("vanthu.directive").action_give(
            "Chuẩn bị hội nghị", [self._lead(), self._help()], "Hội nghị"
        )
        step = attempt.check_steps()["steps"][1]
        self.assertTrue(step["is_right"], step["reason"])
