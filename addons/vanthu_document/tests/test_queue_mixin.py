"""Work in the background, for every kind of it: what is queued, tried, interrupted, given up."""

from contextlib import contextmanager, suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import vanthu_queue_mixin
from .files import FileReading
from .outgoing_common import OutgoingCommon

_LOGGER = vanthu_queue_mixin.__name__


def each_queue(test):
    """Run a test for the rows of every kind of work."""
    def run(self):
        for name, rows in self.rows.items():
            with self.subTest(name):
                test(self, rows)

    run.__name__ = test.__name__
    return run


class Killed(BaseException):
    """The end of a worker: nothing in it can catch this, its transaction is lost."""


@tagged("post_install", "-at_install")
class TestQueue(FileReading, OutgoingCommon):
    # Model → the field that tells a person why nothing came of it.
    KINDS = {
        "vanthu.document.file": "message",
        "vanthu.draft.pdf": "message",
        "vanthu.final.file": "message",
        "vanthu.signature.check": "problem",
        "vanthu.delivery": "error",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in cls.KINDS:
            waiting = cls.env[name].sudo().search(cls.env[name]._domain_waiting())
            waiting.write({"next_try": fields.Datetime.now() + timedelta(days=9)})
        cls.documents = cls.env["vanthu.document"]
        for _number in range(3):
            cls.documents += cls._create_draft()
        # The drafts made these themselves.
        cls.env["vanthu.draft.pdf"].sudo().search(
            [("document_id", "in", cls.documents.ids)]
        ).unlink()
        cls.env["vanthu.document.file"].sudo().search(
            [("document_id", "in", cls.documents.ids)]
        ).unlink()
        cls.rows = {name: cls._create_rows(name) for name in cls.KINDS}

    @classmethod
    def _create_rows(cls, name):
        model = cls.env[name].sudo()
        wanted = {"document_id", "version_id", "attachment_id", "name", "channel"}
        if name.endswith((".pdf", ".final.file")):
            wanted.remove("attachment_id")  # what is made, not what it is made from
        stored = {key for key in wanted if key in model._fields and not model._fields[key].related}
        return model.create([
            {key: value for key, value in {
                "document_id": document.id,
                "version_id": document.sudo().current_version_id.id,
                "attachment_id": document.sudo().current_version_id.attachment_id.id,
                "name": "x", "channel": "office",
            }.items() if key in stored}
            for document in cls.documents
        ])

    @contextmanager
    def _work(self, rows, work):
        """Let the work of these rows be a function of the row."""
        with patch.object(type(rows), "_work", work), mute_logger(_LOGGER):
            yield

    def _run(self, rows, work, **options):
        """Run the queue as a worker with its own connection.

        :return list: the rows it worked at, in order
        """
        done = []

        def told(row):
            done.append(row.id)
            work(row)

        with (
            self._work(rows, told), self._scheduler(), suppress(Killed),
            self.registry.cursor() as cr,
        ):
            self.env(cr=cr, user=SUPERUSER_ID)[rows._name]._run_queue(**options)
        rows.invalidate_recordset()
        return done

    @staticmethod
    def _succeed(row):
        row.write({"state": "failed", "next_try": False})

    @staticmethod
    def _raise(row):
        row.write({"tries": 90})
        raise ValueError("boom")

    @staticmethod
    def _die(row):
        row.write({"tries": 90})
        raise Killed

    def _wait_over(self, rows):
        rows.next_try = fields.Datetime.now() - timedelta(minutes=1)

    # ---- KILLED, FAILED ----

    @each_queue
    def test_a_killed_worker_has_used_up_one_try(self, rows):
        self.assertEqual(self._run(rows, self._die), rows[0].ids)
        self.assertEqual(rows.mapped("tries"), [1, 0, 0])
        self.assertEqual(set(rows.mapped("state")), {rows._queue_waiting})
        # The others are not held up by it; it has to wait for its next turn.
        self.assertEqual(self._run(rows, self._succeed), rows[1:].ids)

    @each_queue
    def test_what_always_kills_its_worker_is_given_up_and_told(self, rows):
        killer = rows[0]
        for tries in range(1, rows._queue_tries + 1):
            self.assertEqual(self._run(rows, self._die)[0], killer.id)
            self.assertEqual((killer.state, killer.tries), (rows._queue_waiting, tries))
            self._run(rows, self._succeed)
            self._wait_over(killer)
        self.assertNotIn(killer.id, self._run(rows, self._die))
        self.assertEqual((killer.state, killer.next_try), ("failed", False))
        self.assertTrue(killer[self.KINDS[rows._name]])

    @each_queue
    def test_what_fails_is_undone_tried_later_and_then_told(self, rows):
        for tries in range(1, rows._queue_tries):
            self.assertEqual(self._run(rows, self._raise), rows.ids)
            self.assertEqual(set(rows.mapped("tries")), {tries})
            self.assertEqual(set(rows.mapped("state")), {rows._queue_waiting})
            pause = timedelta(minutes=rows._queue_minutes * tries)
            for row in rows:
                self.assertAlmostEqual(
                    row.next_try, fields.Datetime.now() + pause, delta=timedelta(minutes=1)
                )
            self.assertEqual(self._run(rows, self._raise), [], "not before its time")
            self._wait_over(rows)
        self._run(rows, self._raise)
        self.assertEqual(set(rows.mapped("state")), {"failed"})
        for row in rows:
            self.assertTrue(row[self.KINDS[rows._name]])
        self.assertEqual(self._run(rows, self._raise), [])

    @each_queue
    def test_what_is_meant_for_persons_is_told_and_all_else_goes_to_the_log(self, rows):
        sentence = "Turn the printer on."

        def refuse(row):
            if row == rows[0]:
                raise UserError(sentence)
            raise ValueError("boom")

        with patch.object(vanthu_queue_mixin, "_logger") as log:
            self._run(rows[:2], refuse, limit=2)
        [call] = log.warning.call_args_list
        self.assertEqual(call.args[1:], (rows._name, rows[1].id))
        self.assertEqual(str(call.kwargs["exc_info"]), "boom")
        field = self.KINDS[rows._name]
        if field != "problem":  # a code
            self.assertEqual(rows[0][field], sentence)
            self.assertTrue(rows[1][field])
            self.assertNotIn("boom", rows[1][field])

    @each_queue
    def test_the_scheduled_action_wakes_up_for_the_next_try(self, rows):
        self._run(rows, self._raise)
        triggers = self.env["ir.cron.trigger"].search([
            ("cron_id", "=", self.env.ref(rows._queue_cron).id),
        ])
        self.assertIn(min(rows.mapped("next_try")), triggers.mapped("call_at"))

    # ---- TWO WORKERS, ORDER, SHARE ----

    @each_queue
    def test_what_another_worker_holds_is_left_to_it(self, rows):
        lock = type(rows).try_lock_for_update
        held = rows[1]

        def others(records, **options):
            return lock(records.filtered(lambda r: r.id != held.id), **options)

        with patch.object(type(rows), "try_lock_for_update", others):
            done = self._run(rows, self._succeed)
        self.assertEqual(done, (rows - held).ids)
        self.assertEqual((held.state, held.tries), (rows._queue_waiting, 0))

    @each_queue
    def test_what_another_worker_has_just_begun_or_done_is_left_to_it(self, rows):
        later = fields.Datetime.now() + timedelta(minutes=3)
        lock = type(rows).try_lock_for_update
        faster = {rows[0].id: {"state": "failed"}, rows[1].id: {"next_try": later, "tries": 1}}

        def second(records, **options):
            records.write(faster.get(records.id, {}))
            return lock(records, **options)

        with patch.object(type(rows), "try_lock_for_update", second):
            self.assertEqual(self._run(rows, self._succeed), rows[2].ids)

    @each_queue
    def test_while_one_works_no_other_sees_the_row_waiting(self, rows):
        seen = {}

        def look(row):
            seen[row.id] = sorted(row.search(row._domain_waiting()).ids)
            self._succeed(row)

        self._run(rows, look)
        first, second, third = rows.ids
        self.assertEqual(seen, {first: [second, third], second: [third], third: []})

    @each_queue
    def test_fewest_tries_come_first(self, rows):
        rows[0].tries = 1
        self.assertEqual(self._run(rows, self._succeed), [*rows[1:].ids, rows[0].id])

    @each_queue
    def test_a_run_ends_with_its_share_or_its_time(self, rows):
        self.assertEqual(self._run(rows, self._succeed, limit=1), rows[0].ids)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=0):
            self.assertEqual(self._run(rows, self._succeed), rows[1].ids)

    # ---- SURROUNDINGS ----

    def test_every_queue_has_its_scheduled_action(self):
        queues = [
            name for name, model in self.env.registry.items()
            if not model._abstract and issubclass(model, self.registry["vanthu.queue.mixin"])
        ]
        self.assertLessEqual(set(self.KINDS), set(queues))
        for name in queues:
            with self.subTest(name):
                cron = self.env.ref(self.env[name]._queue_cron)
                self.assertEqual(cron.model_id.model, name)
                self.assertEqual(cron.code, "model._run_queue()")
                self.assertTrue(cron.active)

    @each_queue
    def test_the_work_speaks_the_language_of_the_organisation(self, rows):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.organisation.partner_id.lang = "vi_VN"
        found = []
        self._run(rows, lambda row: found.append(row.env.context.get("lang")))
        self.assertEqual(found, ["vi_VN"] * 3)
