"""Several clerks issue at the same moment: numbers follow each other in order of time."""

import json
import unittest

import pytest

from command import database
from tests.scratch import copy_of_test_database, start_python

CLERKS, EACH = 2, 40


@pytest.mark.load
class TestIssuing(unittest.TestCase):
    def test_two_who_issue_at_once_leave_numbers_in_order_without_gap(self):
        with copy_of_test_database("vanthu_test_issuing") as name:
            process = start_python("tests.load.delivering", name, "sign", CLERKS * EACH)
            output, _nothing = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0, output)
            waiting = json.loads(output.splitlines()[-1])
            clerks = [
                start_python("tests.load.delivering", name, "issue", *waiting[index::CLERKS])
                for index in range(CLERKS)
            ]
            for clerk in clerks:
                clerk.communicate(timeout=180)
                self.assertEqual(clerk.returncode, 0)
            rows = database.sql(
                "SELECT e.number, d.issue_number, d.reference, d.issued_date = e.date"
                "  FROM vanthu_register_entry e JOIN vanthu_document d ON d.id = e.document_id"
                " WHERE d.code_notation = 'ISSUE' AND d.register_entry_id = e.id"
                "   AND d.state = 'issued' ORDER BY e.number", name,
            )
            dates = database.sql(
                "SELECT count(*) FROM (SELECT date < lag(date) OVER (ORDER BY number) AS late"
                "  FROM vanthu_register_entry e JOIN vanthu_register r ON r.id = e.register_id"
                "  WHERE r.direction = 'outgoing') x WHERE late", name,
            )
        numbers = [int(row[0]) for row in rows]
        self.assertEqual(len(rows), CLERKS * EACH)
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(rows))))
        for number, own, reference, same_day in rows:
            self.assertEqual((own, same_day), (number, "t"))
            self.assertEqual(reference, f"{int(number):02d}/ISSUE")
        self.assertEqual(dates, [["0"]])
