from datetime import date

from odoo.tests import tagged

from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestExerciseRegister(ExerciseCommon):
    """Topic 3: issuing documents, printing the register, closing a volume."""

    right = (
        ("T3.1", "issue_two_and_print"),
        ("T3.1", "issue_two_and_print_by_numbers"),
        ("T3.2", "print_quarter_by_days_and_close"),
        ("T3.2", "print_quarter_by_numbers_and_close"),
    )
    wrong = (
        ("T3.1", "do_nothing", 0, "0 of 2"),
        ("T3.1", "issue_one", 0, "1 of 2"),
        ("T3.1", "issue_two_without_file", 1, "the issued file was not added yet"),
        ("T3.1", "issue_two_and_send_one", 1, "was not sent yet"),
        ("T3.1", "issue_two_and_send_one", 2, "was not printed since the exercise began"),
        ("T3.1", "print_before_issuing", 2, "Numbers 01 to 01 were printed, 1 in all"),
        ("T3.1", "print_the_post_book", 2, "choose the register itself"),
        ("T3.2", "do_nothing", 0, "was not printed"),
        ("T3.2", "print_whole_year", 0, "01 to 10 were printed, 10 in all"),
        ("T3.2", "print_second_quarter", 0, "06 to 08 were printed, 3 in all"),
        ("T3.2", "print_incoming", 0, "another book"),
        ("T3.2", "close_without_printing", 1, "was not printed whole yet"),
        ("T3.2", "close_this_year", 1, "was closed, but this was to be closed"),
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.last_year = cls.today.year - 1

    def test_right_ways_pass(self):
        self._check_right_ways()

    def test_wrong_ways_get_their_reason_and_hint(self):
        self._check_wrong_ways()

    # ---- T3.1 ----

    def _print_year(self, **values):
        return self._print_register(self._get_register(self.today.year), **values)

    def issue_two_and_print(self):
        for kind in ("Công văn", "Báo cáo"):
            self._send(self._issue(kind=kind))
        self._print_year()

    def issue_two_and_print_by_numbers(self):
        documents = [self._issue(), self._issue(kind="Quyết định")]
        for document in documents:
            self._send(document)
        self._print_year(volume_id=False, range_kind="numbers", number_from=1, number_to=2)

    def issue_one(self):
        self._issue()

    def issue_two_without_file(self):
        self._issue()
        self._issue()

    def issue_two_and_send_one(self):
        self._add_issued_file(self._issue())
        self._send(self._issue())

    def print_before_issuing(self):
        self._issue()
        self._print_year()
        self._issue()

    def print_the_post_book(self):
        self._send(self._issue())
        self._print_year(outgoing_form="post_book")

    # ---- T3.2 ----

    def _print_last(self, **values):
        return self._print_register(self._get_register(self.last_year), **values)

    def _print_days(self, first, last):
        return self._print_last(
            range_kind="dates", date_from=date(self.last_year, *first),
            date_to=date(self.last_year, *last),
        )

    def _close(self, year, printed=True):
        volume = self._get_register(year).volume_ids
        volume.action_close()
        if printed:
            self.env["report.vanthu_document.register_volume"].with_env(
                volume.env
            )._render_stream(volume, {})

    def print_quarter_by_days_and_close(self):
        self._print_days((1, 1), (3, 31))
        self._close(self.last_year)

    def print_quarter_by_numbers_and_close(self):
        # A wrong print before the right one does no harm.
        self._print_days((1, 1), (2, 28))
        wizard = self._print_last()
        wizard.action_close_and_print()
        self.env["report.vanthu_document.register_print"].with_env(wizard.env)._render_stream(
            wizard, {}
        )
        self._print_last(volume_id=False, range_kind="numbers", number_from=1, number_to=5)

    def print_whole_year(self):
        self._print_last()

    def print_second_quarter(self):
        self._print_days((4, 1), (6, 30))

    def print_incoming(self):
        self._enter(1)
        self._print_register(self._get_register(self.today.year, "incoming"))

    def close_without_printing(self):
        self._print_days((1, 1), (3, 31))
        self._close(self.last_year, printed=False)

    def close_this_year(self):
        self._issue()
        self._close(self.today.year)

    # ---- BESIDES ----

    def test_an_exported_register_counts_as_a_printed_one(self):
        attempt = self._begin("T3.2")
        register = self._get_register(self.last_year)
        form = register._get_own_form()
        days = (date(self.last_year, 1, 1), date(self.last_year, 3, 31))
        rows = register._get_print_rows(form, None, None, days)
        register._log_print("exported", form, rows)
        self.assertTrue(attempt.check_steps()["steps"][0]["is_right"])

    def test_a_print_with_gaps_is_not_the_whole_register(self):
        attempt = self._begin("T3.2")
        register = self._get_register(self.last_year)
        form = register._get_own_form()
        rows = register._get_print_rows(
            form, None, None, (date(self.last_year, 1, 1), date(self.last_year, 3, 31))
        )
        register._log_print("printed", form, [rows[0], rows[-1]])
        step = attempt.check_steps()["steps"][0]
        self.assertFalse(step["is_right"])
        self.assertIn("Numbers 01 to 05 were printed, 2 in all", step["reason"])

    def test_a_month_and_an_empty_period_are_told_apart(self):
        attempt = self._begin("T3.2").sudo()
        step = attempt.line_ids[0].step_id
        step.parameters = {"direction": "outgoing", "year": "last", "month": 1}
        self._print_days((1, 1), (1, 31))
        self.assertTrue(attempt.env["vanthu.exercise.check"]._run(attempt, step)[0])
        step.parameters = {"direction": "outgoing", "year": "last", "month": 8}
        right, reason = attempt.env["vanthu.exercise.check"]._run(attempt, step)
        self.assertFalse(right)
        self.assertIn(f"month 8 of {self.last_year}, has no number yet".replace(", has", " has"),
                      reason)
