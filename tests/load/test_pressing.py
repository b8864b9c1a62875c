"""Two people press the same button: one is served, the other reads a sentence."""

import json
import unittest

import pytest

from tests.scratch import copy_of_test_database, start_python


@pytest.mark.load
class TestPressing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with copy_of_test_database("vanthu_test_pressing") as name:
            process = start_python("tests.load.pressing", name)
            output, _nothing = process.communicate(timeout=300)
            assert process.returncode == 0, output
        cls.results = json.loads(output.splitlines()[-1])

    def _check_one_sentence(self, result, sentence):
        told = [seen for seen in result["seen"] if seen is not None]
        self.assertEqual(len(told), 1, result)
        self.assertRegex(told[0], sentence)

    def test_two_clerks_register_one_document_under_one_number(self):
        result = self.results["both_register"]
        self._check_one_sentence(result, "already.*reload the page")
        self.assertEqual((result["state"], result["entries"]), ("registered", 1))

    def test_head_and_deputy_close_the_same_work_once(self):
        result = self.results["both_close"]
        self._check_one_sentence(result, "already.*reload the page")
        self.assertEqual(result["assignments"], ["done", "new"])

    def test_the_last_two_who_report_end_the_document(self):
        result = self.results["last_two_report"]
        self.assertEqual(result["seen"], [None, None])
        self.assertEqual(result["state"], "done")

    def test_the_second_leader_reads_the_words_of_the_first(self):
        result = self.results["both_direct"]
        self._check_one_sentence(result, "^leader [12] has just directed.*Words of leader")
        self.assertEqual((result["directives"], result["state"]), (1, "assigned"))

    def test_head_and_deputy_ask_for_more_time_once(self):
        result = self.results["both_ask"]
        self._check_one_sentence(result, "asked for already")
        self.assertEqual(result["extensions"], [["asked", ""]])

    def test_one_decision_stands_where_two_leaders_decide(self):
        result = self.results["both_decide"]
        self._check_one_sentence(result, "already, perhaps by a colleague just now")
        granted = result["seen"][0] is None
        self.assertEqual(
            result["extensions"],
            [["granted", result["asked_for"]]] if granted else [["refused", ""]],
        )
        self.assertEqual(result["due"] == result["asked_for"], granted)

    def test_closed_work_is_granted_no_more_time_afterwards(self):
        result = self.results["one_closes_while_the_other_grants"]
        self.assertEqual(result["state"], "done")
        granted = result["seen"][1] is None
        if not granted:
            self._check_one_sentence(result, "already, perhaps by a colleague just now")
        self.assertEqual(
            result["extensions"][0][0], "granted" if granted else "withdrawn"
        )

    def test_head_and_deputy_stop_the_clock_once(self):
        result = self.results["both_pause"]
        self._check_one_sentence(result, "stands still already")
        self.assertEqual(result["pauses"], 1)

    def test_the_last_two_who_answer_end_the_round_once(self):
        result = self.results["last_two_answer"]
        self.assertEqual(result["seen"], [None, None])
        self.assertEqual((result["state"], result["activities"]), ("closed", 1))

    def test_work_is_accepted_or_taken_back_never_both(self):
        result = self.results["accept_and_recall"]
        self._check_one_sentence(result, "cannot become|was taken back by who gave it")
        self.assertIn(
            (result["assignments"][0], result["state"]),
            {("accepted", "in_progress"), ("recalled", "assigned")},
        )

    def test_a_report_is_approved_or_sent_back_never_both(self):
        result = self.results["approve_and_send_back"]
        self._check_one_sentence(result, "No report of .* waits for a decision")
        self.assertIn(result["assignments"][0], {"done", "in_progress"})

    def test_a_directive_is_undone_or_begun_never_both(self):
        result = self.results["undo_and_accept"]
        self._check_one_sentence(result, "begun already|was taken back by who gave it")
        self.assertIn((result["assignments"], result["state"], result["directives"]), [
            (["accepted", "new"], "in_progress", 1), (["recalled", "recalled"], "registered", 0),
        ])

    def test_a_request_that_comes_twice_directs_once(self):
        result = self.results["word_given_twice"]
        self.assertEqual((result["seen"], result["directives"]), ([None, None], 1))

    def test_a_selection_pressed_twice_is_accepted_once_and_told_so(self):
        result = self.results["accept_each_at_once"]
        self.assertEqual(result["seen"], [None, None])
        self.assertEqual(result["done"], [0, 3])
        self.assertEqual(result["states"], ["accepted"] * 3)
