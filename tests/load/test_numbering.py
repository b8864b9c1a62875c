"""Many people register at the same moment: nobody fails, no number is missing or double."""

import json
import unittest

import pytest

from command import database
from tests.scratch import copy_of_test_database, start_python

THREADS, ROUNDS = 40, 5


@pytest.mark.load
class TestNumbering(unittest.TestCase):
    def test_forty_people_get_numbers_without_gap_or_failure(self):
        with copy_of_test_database("vanthu_test_numbering") as name:
            process = start_python("tests.load.registering", name, "race", THREADS, ROUNDS)
            output, _nothing = process.communicate(timeout=300)
            self.assertEqual(process.returncode, 0, output)
            result = json.loads(output.splitlines()[-1])
            rows = database.sql(
                "SELECT count(*), max(number) FROM vanthu_register_entry e"
                " JOIN vanthu_document d ON d.id = e.document_id"
                " WHERE d.code_notation = 'BENCH' AND d.register_entry_id = e.id"
                " AND d.arrival_number = e.number", name,
            )
        self.assertEqual(result["errors"], [])
        self.assertEqual((result["gaps"], result["duplicates"]), (0, 0))
        self.assertEqual(rows, [[str(THREADS * ROUNDS)] * 2])
