"""Servers are killed while they register: no number and no document is lost or half done."""

import json
import random
import time
import unittest

import pytest

from command import database
from tests.scratch import copy_of_test_database, start_python

KILLS = 3
SERVERS = 2
DOCUMENTS = 400


@pytest.mark.fault
class TestKilledWhileRegistering(unittest.TestCase):
    def test_a_killed_server_loses_no_number_and_no_document(self):
        with copy_of_test_database("vanthu_test_killed") as name:
            self.name = name
            waiting = self._run("create", DOCUMENTS)
            acknowledged = set()
            for _kill in range(KILLS):
                acknowledged |= self._work_and_kill(waiting)
                waiting = self._check(acknowledged)
            # Whoever comes afterwards goes on where the last one stopped.
            survivors = waiting[:5]
            process = start_python("tests.load.registering", name, "work", *survivors)
            process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0)
            self._check(acknowledged | set(survivors))

    def _run(self, *args):
        process = start_python("tests.load.registering", self.name, *args)
        output, _nothing = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 0, output)
        return json.loads(output.splitlines()[-1])

    def _work_and_kill(self, waiting):
        """Two servers register; each is killed somewhere in the middle.

        :return set: ids of the documents whose registration was acknowledged
        """
        servers = [
            start_python("tests.load.registering", self.name, "work", *waiting[index::SERVERS])
            for index in range(SERVERS)
        ]
        lines = []
        for server in servers:
            while json.loads(server.stdout.readline()) != "ready":
                pass
        for server in servers:
            lines += [server.stdout.readline() for _ in range(random.randint(3, 12))]
            time.sleep(random.uniform(0, 0.02))
            server.kill()
        for server in servers:
            lines += server.stdout.readlines()
            server.stdout.close()
            self.assertNotEqual(server.wait(30), 0, "it was to be killed in the middle")
        # The last line may be cut off in the middle of a word.
        return {int(line) for line in lines if line.endswith("\n") and line.strip().isdigit()}

    def _check(self, acknowledged):
        """Numbers and documents against each other.

        :return list: ids of the documents that still wait
        """
        rows = database.sql(
            "SELECT e.number, e.document_id, d.state, d.register_entry_id = e.id"
            "       AND d.arrival_number = e.number AND d.register_id = e.register_id"
            "  FROM vanthu_register_entry e JOIN vanthu_document d ON d.id = e.document_id"
            " WHERE d.code_notation = 'BENCH' ORDER BY e.number", self.name,
        )
        self.assertEqual([int(row[0]) for row in rows], list(range(1, len(rows) + 1)))
        self.assertEqual({row[2] for row in rows}, {"registered"})
        self.assertEqual({row[3] for row in rows}, {"t"}, "number and document name each other")
        numbered = {int(row[1]) for row in rows}
        self.assertLessEqual(acknowledged, numbered, "what was acknowledged is there")
        events = database.sql(
            "SELECT count(*) FROM vanthu_event WHERE kind = 'registered' AND res_id IN"
            " (SELECT id FROM vanthu_document WHERE code_notation = 'BENCH')", self.name,
        )
        self.assertEqual(events, [[str(len(rows))]])
        left = database.sql(
            "SELECT id, state, register_id IS NULL FROM vanthu_document"
            " WHERE code_notation = 'BENCH' AND register_entry_id IS NULL ORDER BY id",
            self.name,
        )
        self.assertEqual(len(left) + len(rows), DOCUMENTS)
        self.assertLessEqual({(row[1], row[2]) for row in left}, {("arrived", "t")})
        return [int(row[0]) for row in left]
