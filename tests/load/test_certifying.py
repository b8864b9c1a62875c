"""Two managers issue certificates at the same moment: one book, every number once."""

import json
import unittest

import pytest

from tests.load.certifying import EACH
from tests.scratch import copy_of_test_database, start_python


@pytest.mark.load
class TestCertifying(unittest.TestCase):
    def test_two_managers_at_once_leave_a_book_without_gap(self):
        with copy_of_test_database("vanthu_test_certifying") as name:
            process = start_python("tests.load.certifying", name)
            output, _nothing = process.communicate(timeout=240)
            self.assertEqual(process.returncode, 0, output)
        result = json.loads(output.splitlines()[-1])
        self.assertEqual(result["two_classes"], [None, None])
        self.assertEqual(result["numbers"], list(range(1, 2 * EACH + 1)))
        # One class, pressed by both: one issues, the other reads why there is nothing to do.
        sentences = [seen for seen in result["one_class"] if seen]
        self.assertEqual(len(sentences), 1)
        self.assertIn("holds a certificate already", sentences[0])
        self.assertEqual(result["numbers_after"], list(range(1, 3 * EACH + 1)))
