"""How fast 40 people at once get their numbers, against Odoo's own gap-free sequence.

Every thread does what the clerk's click does: ``action_register()`` of a real document in
an own transaction under Odoo's own retrying, after 20 ms of other work. Both ways do the
same work and write the same rows; only the way to the number differs.
"""

import logging
import threading
import time
from contextlib import contextmanager
from unittest.mock import patch

from odoo import SUPERUSER_ID, api, fields
from odoo.service.model import retrying

from .context import row

THREADS = 40
ROUNDS = 25
# What else a request does before it takes the number.
WORK_SECONDS = 0.02
BATCH = 500


def run(context):
    """Measure both ways and compare.

    :param context: Context
    :return list: rows of the table
    """
    registry = context.registry()
    ours = race(registry, THREADS, ROUNDS)
    with numbers_from_sequence():
        theirs = race(registry, THREADS, ROUNDS)
    label = f"{THREADS} × {ROUNDS} registrations"
    return [
        row(f"{label}: gaps", ours["gaps"], "", 0),
        row(f"{label}: duplicates", ours["duplicates"], "", 0),
        row(f"{label}: failures", ours["failures"], "", 0),
        row(f"{label}: rate, against ir.sequence no_gap", ours["rate"] / theirs["rate"], "×", 3,
            at_least=True),
        row(f"{label}: rate", ours["rate"], "/s", None),
        row(f"{label}: rate with no_gap", theirs["rate"], "/s", None),
        row(f"{label}: slowest of 95 %", ours["p95"], "s", None),
        row(f"{label}: slowest of 95 % with no_gap", theirs["p95"], "s", None),
        row(f"{label}: failures with no_gap", theirs["failures"], "", None),
    ]


def race(registry, threads, rounds, work=WORK_SECONDS):
    """Let ``threads`` people register ``rounds`` documents each, all in one register.

    :param registry: of a database whose rows may stay: numbers are never deleted
    :return dict: ``rate`` (documents/s), ``p95`` (s), ``failures``, ``gaps``, ``duplicates``
    """
    document_ids = create_documents(registry, threads * rounds)
    barrier = threading.Barrier(threads + 1)
    times, errors = [], []

    def work_through(ids):
        barrier.wait()
        for document_id in ids:
            started = time.monotonic()
            try:
                register_one(registry, document_id, work)
            except Exception as error:  # whatever a person would have seen
                errors.append(error)
            else:
                times.append(time.monotonic() - started)

    workers = [
        threading.Thread(target=work_through, args=(document_ids[index::threads],))
        for index in range(threads)
    ]
    with _quiet():
        for worker in workers:
            worker.start()
        barrier.wait()
        started = time.monotonic()
        for worker in workers:
            worker.join()
        elapsed = time.monotonic() - started
    gaps, duplicates = check_numbers(registry, document_ids)
    times.sort()
    return {
        "rate": len(times) / elapsed,
        "p95": times[int(len(times) * 0.95)] if times else 0.0,
        "failures": len(errors),
        "errors": errors,
        "gaps": gaps,
        "duplicates": duplicates,
    }


def register_one(registry, document_id, work=0.0):
    """Register one document as a request does: own cursor, Odoo's retrying, commit."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tz": "Asia/Ho_Chi_Minh"})

        def click():
            document = env["vanthu.document"].browse(document_id)
            # The first read fixes what the transaction sees; then other work passes.
            document.fetch(["subject"])
            time.sleep(work)
            document.action_register()

        retrying(click, env)


def check_numbers(registry, document_ids):
    """Compare the numbers of the register with the documents that have them.

    :return tuple: numbers skipped, numbers given twice
    """
    with registry.cursor() as cr:
        cr.execute(
            """SELECT e.number FROM vanthu_register_entry e
                WHERE e.register_id IN (SELECT register_id FROM vanthu_document
                                         WHERE id = ANY(%s) AND register_id IS NOT NULL)""",
            (document_ids,),
        )
        numbers = [row[0] for row in cr.fetchall()]
    distinct = set(numbers)
    return max(distinct, default=0) - len(distinct), len(numbers) - len(distinct)


@contextmanager
def numbers_from_sequence():
    """Take the numbers from ``ir.sequence`` no_gap instead, everything else unchanged."""
    # Only to be found once Odoo knows where its add-ons are.
    from odoo.addons.vanthu_document.models.vanthu_register_number import VanthuRegister

    def take(self, day, document=None, state="issued", reason=False):
        self.ensure_one()
        self._check_entry_day(day)
        self.env["vanthu.register.entry"].flush_model()
        self.env.cr.execute(
            "SELECT id FROM vanthu_register_volume WHERE register_id = %s AND state = 'open'",
            (self.id,),
        )
        volume_id = self.env.cr.fetchone()[0]
        number = int(self.env["ir.sequence"].sudo().next_by_code(f"vanthu.bench.{self.id}"))
        return self.env["vanthu.register.entry"].browse(
            self._insert_entry(number, "", day, volume_id, document, state, reason)
        )

    with patch.object(VanthuRegister, "_take_number", take):
        yield


def create_documents(registry, count):
    """An organisation of its own with its register and ``count`` arrived documents.

    :param registry: of the database
    :param int count: number of documents
    :return list: their ids
    """
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tz": "Asia/Ho_Chi_Minh"})
        today = fields.Date.context_today(env.user)
        name = f"Numbering {time.time_ns()}"
        company = env["res.company"].create({"name": name, "organ_abbreviation": "BENCH"})
        register = env["vanthu.register"]._prepare_year(company, today.year)
        env["ir.sequence"].create({
            "name": name, "code": f"vanthu.bench.{register.id}", "implementation": "no_gap",
            "company_id": False,
        })
        ids = []
        model = env["vanthu.document"].with_context(tracking_disable=True)
        for start in range(0, count, BATCH):
            ids += model.create([
                {
                    "subject": f"Document {number}", "organ_name": "Sender",
                    "code_number": str(number), "code_notation": "BENCH",
                    "company_id": company.id,
                }
                for number in range(start, min(start + BATCH, count))
            ]).ids
        return ids


@contextmanager
def _quiet():
    """Without the log lines of every retry and failed insert, which would be measured too."""
    loggers = [logging.getLogger(name) for name in ("odoo.sql_db", "odoo.service.model")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
