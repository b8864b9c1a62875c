"""The job that delivers is killed at any point and started again: nothing lost, nothing twice."""

import json
import random
import time
import unittest

import pytest

from command import database
from tests.scratch import copy_of_test_database, start_python

DOCUMENTS, RECEIVERS, KILLS = 12, 10, 4


@pytest.mark.fault
class TestKilledWhileDelivering(unittest.TestCase):
    def test_every_receiver_has_it_once_however_often_the_job_is_killed(self):
        with copy_of_test_database("vanthu_test_delivering") as name:
            self.name = name
            process = start_python("tests.load.delivering", name, "create", DOCUMENTS, RECEIVERS)
            output, _nothing = process.communicate(timeout=180)
            self.assertEqual(process.returncode, 0, output)
            for _kill in range(KILLS):
                self._start_and_kill()
                self._check()
            # Two at once bring the rest to its end.
            last = [start_python("tests.load.delivering", name, "deliver") for _ in range(2)]
            for worker in last:
                worker.communicate(timeout=180)
            self._wait_out_retries()
            arrived = self._check()
            self.assertEqual(arrived, DOCUMENTS * RECEIVERS)

    def _start_and_kill(self):
        worker = start_python("tests.load.delivering", self.name, "deliver")
        while json.loads(worker.stdout.readline()) != "ready":
            pass
        for _line in range(random.randint(1, 12)):
            worker.stdout.readline()
        time.sleep(random.uniform(0, 0.05))
        worker.kill()
        worker.stdout.close()
        self.assertNotEqual(worker.wait(30), 0, "it was to be killed in the middle")

    def _wait_out_retries(self):
        """What two workers wanted at once is tried again later; that moment has come."""
        database.sql("UPDATE vanthu_delivery SET next_try = NULL WHERE state = 'waiting'",
                     self.name)
        worker = start_python("tests.load.delivering", self.name, "deliver")
        worker.communicate(timeout=180)

    def _check(self):
        """Deliveries and the receivers' documents against each other.

        :return int: documents that arrived
        """
        twice = database.sql(
            "SELECT source_delivery_id FROM vanthu_document WHERE source_delivery_id IS NOT NULL"
            " GROUP BY source_delivery_id HAVING count(*) > 1", self.name,
        )
        self.assertEqual(twice, [])
        half_done = database.sql(
            "SELECT d.id FROM vanthu_delivery d LEFT JOIN vanthu_document r"
            "    ON r.source_delivery_id = d.id AND r.state = 'arrived'"
            " WHERE d.channel = 'office' AND d.document_id IN"
            "       (SELECT id FROM vanthu_document WHERE code_notation = 'DELIVER')"
            "   AND (d.state = 'received') <> (r.id IS NOT NULL"
            "        AND d.received_document_id = r.id"
            "        AND r.message_main_attachment_id IS NOT NULL)", self.name,
        )
        self.assertEqual(half_done, [], "a delivery is whole or has not happened")
        (((arrived,),)) = database.sql(
            "SELECT count(*) FROM vanthu_document r JOIN ir_attachment a"
            "    ON a.id = r.message_main_attachment_id AND a.res_id = r.id"
            " WHERE r.source_delivery_id IS NOT NULL", self.name,
        )
        return int(arrived)
