"""Two people in the archive at the same moment: one clear result, and nothing lost."""

import json
import unittest

import pytest

from tests.scratch import copy_of_test_database, start_python


@pytest.mark.load
class TestPressingArchive(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with copy_of_test_database("vanthu_test_archive") as name:
            process = start_python("tests.load.pressing_archive", name)
            output, _nothing = process.communicate(timeout=300)
            assert process.returncode == 0, output
        cls.results = json.loads(output.splitlines()[-1])

    def _check_one_sentence(self, result, sentence):
        told = [seen for seen in result["seen"] if seen is not None]
        self.assertEqual(len(told), 1, result)
        self.assertRegex(told[0], sentence)

    def _check_nobody_fails(self, result):
        self.assertFalse(
            [seen for seen in result["seen"] if seen and seen.startswith("FAILURE")], result
        )

    def test_boxes_are_numbered_without_gap(self):
        result = self.results["both_make_boxes"]
        self.assertEqual(result["seen"], [None, None])
        self.assertEqual(result["numbers"], [*range(1, 11)])

    def test_files_that_are_appended_to_the_plan_get_different_numbers(self):
        result = self.results["both_append_to_plan"]
        self.assertEqual(result["seen"], [None, None])
        self.assertEqual(result["numbers"], ["01.AA", "02.AA", "03.AA"])

    def test_number_of_an_entry_is_taken_once(self):
        result = self.results["both_open_from_plan"]
        self._check_nobody_fails(result)
        self.assertEqual(result["numbers"], ["01.AA"])

    def test_batch_is_taken_over_once(self):
        result = self.results["both_accept"]
        self._check_one_sentence(result, "cannot become")
        self.assertEqual(result["archived"], 1)
        self.assertEqual(result["states"], ["accepted", "archived"])

    def test_file_comes_into_one_batch(self):
        result = self.results["both_prepare"]
        self._check_one_sentence(result, "batch")
        self.assertEqual(result["lines"], 1)

    def test_box_is_filled_or_set_aside_never_both(self):
        result = self.results["one_fills_while_the_other_retires"]
        self._check_one_sentence(result, "no longer used|has files in it")
        self.assertIn(result["box"], [["in_use", 1], ["retired", 0]])

    def test_file_lies_in_one_box(self):
        result = self.results["both_put_one_file"]
        self._check_nobody_fails(result)
        self.assertEqual(sorted(result["counts"]), [0, 1])

    def test_last_place_is_taken_once(self):
        result = self.results["both_take_the_last_place"]
        self._check_one_sentence(result, "room")
        self.assertEqual(result["boxes"], 3)

    def test_file_goes_to_one_reader(self):
        result = self.results["both_lend"]
        self._check_one_sentence(result, "is with .*; wait until it is back")
        self.assertEqual(result["states"], ["approved", "handed_out"])

    def test_what_goes_out_is_not_destroyed(self):
        result = self.results["one_lends_while_the_other_destroys"]
        self._check_one_sentence(result, "with a reader|not in the archive|no file|No file")
        self.assertIn(result["file"], [["archived", True], ["disposed", False]])

    def test_what_is_frozen_is_not_destroyed(self):
        result = self.results["one_freezes_while_the_other_destroys"]
        self._check_one_sentence(result, "on hold|destroyed already")
        self.assertIn(result["file"], [["archived", True], ["disposed", False]])

    def test_file_stands_on_one_list(self):
        result = self.results["both_list_one_file"]
        self._check_one_sentence(result, "on the list of .* already")
        self.assertEqual(result["lines"], 1)

    def test_nothing_slips_into_a_file_that_is_being_closed(self):
        result = self.results["both_close"]
        self._check_nobody_fails(result)
        state, count = result["file"]
        self.assertEqual(result["ordinals"], [*range(1, count + 1)])
        if state == "closed" and count == 1:
            self._check_one_sentence(result, "is closed")
