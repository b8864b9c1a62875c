"""What managers see: pivot and board at the size of years, and whether their figures are right."""

import statistics
from datetime import timedelta

from .context import row, times

MEASURES = [
    "__count", "open_count:sum", "late_count:sum", "finished_count:sum", "missed_count:sum",
    "on_time_rate:avg", "days:median",
]


def run(context):
    """Time of the pivots and of the board; the board's figures against SQL of its own.

    :param context: Context
    :return list: rows of the table
    """
    with context.registry().cursor() as cr:
        env = context.env(cr, _make_leader(context.env(cr)))
        cr.execute("SELECT count(*) FROM vanthu_assignment")
        rows = [row("assignments behind the figures", cr.fetchone()[0], "rows", 100_000
                    if context.size >= 100_000 else None, at_least=True)]
        work = env["vanthu.assignment.report"]
        rows.append(row("pivot of work, by unit", _pivot(env, work, ["unit_id"]), "s", 1))
        rows.append(row(
            "pivot of work, by person and deadline",
            _pivot(env, work, ["user_id", "deadline_state"]), "s", 1,
        ))
        # Its columns are months: of ten years, more than any screen shows.
        rows.append(row(
            "pivot of work, by type and month of ten years",
            _pivot(env, work, ["type_id", "finished_date:month"],
                   [("finished_date", ">=", "2016-01-01")]), "s", 1,
        ))
        rows += _board(env, cr)
        rows += _organisations(env, cr)
        cr.rollback()
    return rows


def _make_leader(env):
    user = env["res.users"].with_context(no_reset_password=True).create({
        "name": "leader", "login": "bench_figures", "tz": "Asia/Ho_Chi_Minh",
        "group_ids": [(6, 0, [env.ref("vanthu_document.group_leader").id])],
    })
    env.flush_all()
    return user.login


def _pivot(env, model, groupby, domain=()):
    """Seconds in which the server answers what the web client asks when a pivot opens.

    The best of several: what else the machine does only ever adds to it.
    """
    sets = [[], *([groupby[:1]] if len(groupby) == 1 else [groupby[:1], groupby[1:], groupby])]

    def open_pivot(_number):
        env.invalidate_all()
        model.formatted_read_grouping_sets(list(domain), sets, MEASURES)

    open_pivot(0)
    return min(times(open_pivot, 7))


def _board(env, cr):
    """The board of a week of the data and of the one before, against counting in SQL."""
    cr.execute("SELECT max(arrival_date) - 40 FROM vanthu_document")
    day = cr.fetchone()[0]
    found = []
    wrong = 0
    for kind in ("week", "month"):
        seconds = []
        for back in range(3):
            when = day - timedelta(days=back * 31)

            def open_board(_number, kind=kind, when=when):
                env.invalidate_all()
                found.append(env["vanthu.board"].get_board(kind, str(when)))

            seconds += times(open_board, 2)
            wrong += _count_differences(cr, found[-1])
        yield row(f"board of a {kind}", statistics.median(seconds), "s", 1)
    yield row("figures of the board that differ from SQL", wrong, "figures", 0)
    compared = sum(len(board["figures"]) for board in found)
    yield row("figures compared", compared, "figures", 1, at_least=True)


def _count_differences(cr, board):
    days = {key: board[key] for key in ("first", "last")} | {"company": board["company"]["id"]}
    cr.execute(_INDEPENDENT, days)
    expected = dict(zip(("received", "done", "met", "timed", "open", "late"), cr.fetchone(),
                        strict=True))
    shown = {figure["key"]: figure["value"] for figure in board["figures"]}
    share = expected["met"] * 100 / expected["timed"] if expected["timed"] else None
    wrong = sum(shown[key] != expected[key] for key in ("received", "done", "open", "late"))
    wrong += (shown["rate"] is None) != (share is None) or (
        share is not None and abs(shown["rate"] - share) > 0.05
    )
    cr.execute(_LATE_BY_UNIT, days)
    by_unit = dict(cr.fetchall())
    return wrong + ({bar["id"]: bar["late"] for bar in board["units"] if bar["late"]} != by_unit)


def _organisations(env, cr):
    model = env["vanthu.organisation.report"]

    def read(_number):
        env.invalidate_all()
        model.formatted_read_grouping_sets(
            [], [[], ["company_id"]], ["arrived:sum", "done:sum", "open_count:sum"]
        )

    read(0)
    yield row("pivot of organisations", statistics.median(times(read, 5)), "s", 1)
    ((arrived, done, still_open, late),) = model._read_group(
        [], [], ["arrived:sum", "done:sum", "open_count:sum", "late_count:sum"]
    )
    cr.execute(
        """SELECT count(*), count(*) FILTER (WHERE state = 'done'),
                  count(*) FILTER (WHERE state <> 'done'),
                  count(*) FILTER (WHERE deadline_state = 'late')
             FROM vanthu_document WHERE register_entry_id IS NOT NULL AND company_id = %s""",
        (env.company.id,),
    )
    wrong = sum(a != b for a, b in zip((arrived, done, still_open, late), cr.fetchone(),
                                       strict=True))
    yield row("sums of organisations that differ from SQL", wrong, "figures", 0)


# Written from the meaning of the figures, with nothing of the add-on's: the day of completion
# where the office is, one pass over all documents.
_INDEPENDENT = """
SELECT count(*) FILTER (WHERE arrival_date BETWEEN %(first)s AND %(last)s),
       count(*) FILTER (WHERE day BETWEEN %(first)s AND %(last)s),
       count(*) FILTER (WHERE day BETWEEN %(first)s AND %(last)s
                          AND day <= due_date),
       count(*) FILTER (WHERE day BETWEEN %(first)s AND %(last)s AND due_date IS NOT NULL),
       count(*) FILTER (WHERE arrival_date <= %(last)s AND COALESCE(day > %(last)s, TRUE)),
       count(*) FILTER (WHERE arrival_date <= %(last)s AND COALESCE(day > %(last)s, TRUE)
                          AND due_date <= %(last)s)
  FROM (SELECT arrival_date, due_date,
               CASE WHEN state = 'done' THEN
                    (COALESCE(done_date, write_date) + interval '7 hours')::date END AS day
          FROM vanthu_document
         WHERE direction = 'incoming' AND arrival_number IS NOT NULL
           AND company_id = %(company)s) d
"""
_LATE_BY_UNIT = """
SELECT a.unit_id, count(*)
  FROM vanthu_document d
  JOIN vanthu_assignment a ON a.document_id = d.id AND a.parent_id IS NULL
 WHERE d.company_id = %(company)s AND d.arrival_date <= %(last)s AND d.due_date <= %(last)s
   AND COALESCE((d.done_date + interval '7 hours')::date > %(last)s, TRUE)
 GROUP BY a.unit_id
"""
