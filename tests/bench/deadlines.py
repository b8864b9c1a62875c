"""The jobs that judge the deadlines of open work and note who is to be reminded."""

import time
from unittest.mock import patch

from .context import row

COUNT = 100_000

# Deadlines around today, judged long ago: every row has to be judged anew.
_WORK = """
INSERT INTO vanthu_assignment (document_id, company_id, unit_id, role, state, due_date,
    deadline_state, deadline_check_at, paused, create_date)
SELECT (SELECT min(id) FROM vanthu_document), 1,
       (SELECT min(id) FROM vanthu_unit WHERE company_id = 1), 'lead', 'accepted',
       CURRENT_DATE - 60 + n % 120, 'later', now() AT TIME ZONE 'UTC' - interval '1 day', false,
       now()
  FROM generate_series(1, {count}) n
"""


def run(context):
    """Judge 100,000 pieces of open work, twice, and climb the ladder for them.

    :param context: Context
    :return list: rows of the table
    """
    with context.registry().cursor() as cr:
        env = context.env(cr)
        cr.execute(_WORK.format(count=COUNT))
        job = env["vanthu.deadline.mixin"]
        with patch.object(type(env["ir.cron"]), "_commit_progress", return_value=60.0):
            first = _timed(job._cron_refresh_deadlines)
            cr.execute("SELECT count(*) FROM vanthu_assignment WHERE deadline_check_at <= now()"
                       " AT TIME ZONE 'UTC'")
            left = cr.fetchone()[0]
            again = _timed(job._cron_refresh_deadlines)
            batches = 0
            start = time.perf_counter()
            company = env["res.company"].browse(1)
            while batches < 20 and env["vanthu.reminder"]._climb(company, 500):
                batches += 1
            ladder = (time.perf_counter() - start) / max(batches, 1) * 2
        cr.rollback()
    return [
        row("judge the deadlines of 100,000 pieces of open work", first, "s", 60),
        row("deadlines that were left unjudged", left, "", 0),
        row("the same job once more", again, "s", 1),
        row("note the reminders of 1,000 pieces of late work", ladder, "s", None),
    ]


def _timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
