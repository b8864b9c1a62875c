"""The archive at the size of a province's office: lists, map, figures, hand-over, integrity."""

import os
import statistics
import time
from contextlib import contextmanager
from unittest.mock import patch

from . import archive_data
from .context import row, times
from .listing import _page

# Nothing but the size is taken from the database of documents.
SIZE_ONLY = True
FILE = "vanthu.file"
COLUMNS = {
    "notation": {}, "name": {}, "catalog": {}, "start_date": {}, "end_date": {}, "term": {},
    "document_count": {}, "state": {}, "expiry_date": {},
    "unit_id": {"fields": {"display_name": {}}}, "user_id": {"fields": {"display_name": {}}},
}
BARE = {
    "reference": {}, "subject": {}, "arrival_number": {}, "arrival_date": {}, "due_date": {},
    "state": {}, "priority": {}, "issued_date": {}, "organ_name": {},
    "company_id": {"fields": {"display_name": {}}},
}
HANDED_OVER, CONTENTS, CONTENT_BYTES = 1000, 64, 2 << 20


def run(context):
    """Measure the archive in a database of its own, of as many documents in files.

    :param context: Context of the documents; its size counts
    :return list: rows of the table
    """
    archive = archive_data.build(context.size)
    with archive.registry().cursor() as cr:
        login = _make_archivist(archive.env(cr))
        env = archive.env(cr, login)
        yield from _sizes(cr)
        yield from _lists(env, cr)
        yield from _store(env, cr)
        yield from _searches(env, cr)
        yield from _figures(env, cr)
        yield from _hand_over(env, cr)
        yield from _fixity(env)
        cr.rollback()


def _make_archivist(env):
    user = env["res.users"].with_context(no_reset_password=True).create({
        "name": "archivist", "login": "bench_archivist", "tz": "Asia/Ho_Chi_Minh",
        "group_ids": [(6, 0, [
            env.ref("vanthu_archive.group_archivist").id,
            env.ref("vanthu_document.group_leader").id,
            env.ref("vanthu_document.group_clerk").id,
        ])],
    })
    env.flush_all()
    return user.login


def _sizes(cr):
    for table, what in (("vanthu_file_document", "documents in files"),
                        ("vanthu_file", "case files"), ("vanthu_archive_box", "boxes")):
        cr.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of our own
        yield row(what, cr.fetchone()[0], "rows", None)


def _median(env, action, count=7):
    def cold(_number):
        env.invalidate_all()
        action()

    cold(0)
    return statistics.median(times(cold, count))


def _lists(env, cr):
    page = _page(env, FILE, [], cr, COLUMNS)
    bare = _page(env, "vanthu.bench.bare", [], cr, BARE)
    yield row("list of files, first page and count", page * 1000, "ms", 150)
    # The bar is the time: the bare model has neither restricted rows nor names to look up.
    yield row("list of files against a bare model", page / bare, "×", None)
    for name, domain, bar in (
        ("list of expired files", [("is_expired", "=", True)], 1000),
        ("list of files due for hand-over", [("is_handover_due", "=", True)], 1000),
        ("files that expire next year", [
            ("state", "=", "archived"), ("expiry_date", ">=", "today +1y =1m =1d"),
            ("expiry_date", "<", "today +2y =1m =1d"),
        ], 1000),
    ):
        found = _page(env, FILE, domain, cr, COLUMNS, order="expiry_date, id")
        yield row(name, found * 1000, "ms", bar)


def _store(env, cr):
    room = env["vanthu.storage.location"].search([("kind", "=", "room")], limit=1)
    drawn = _median(env, lambda: env["vanthu.store"].get_map(room.id))
    places = sum(
        place["used"] for block in env["vanthu.store"].get_map(room.id)["blocks"]
        for shelf in block["shelves"] for place in shelf["places"]
    )
    cr.execute("SELECT count(*) FROM vanthu_archive_box WHERE location_id IS NOT NULL")
    yield row("map of a room", drawn, "s", 1)
    yield row("boxes that the map leaves out", cr.fetchone()[0] - places, "boxes", 0)
    yield row("filling of the store, all places", _median(
        env, lambda: env["vanthu.storage.report"].search_read([])), "s", 1)


def _searches(env, cr):
    """In which file a document is: from the document, and by the words of the list."""
    cr.execute("SELECT document_id FROM vanthu_file_document WHERE document_id IS NOT NULL"
               " ORDER BY md5(id::text) LIMIT 30")
    documents = [found for (found,) in cr.fetchall()]

    def of_document(number):
        env.invalidate_all()
        env[FILE].web_search_read(
            [("line_ids.document_id", "=", documents[number])], COLUMNS, limit=80)

    cr.execute("SELECT name, reference FROM vanthu_file_document ORDER BY md5(id::text) LIMIT 30")
    words = cr.fetchall()

    def by_words(number):
        env.invalidate_all()
        name, reference = words[number]
        text = name.split(" về việc")[0] if number % 2 else reference
        env[FILE].web_search_read(
            ["|", ("line_ids.name", "ilike", text), ("line_ids.reference", "ilike", text)],
            COLUMNS, limit=80)

    for name, search in (("in which file a document is", of_document),
                         ("files by words of a document in them", by_words)):
        search(0)
        found = sorted(times(search, 30))
        yield row(f"{name}, p95", found[28] * 1000, "ms", 300)


def _figures(env, cr):
    board = env["vanthu.archive.board"]
    yield row("state of the archive, all figures", _median(env, board.get_board), "s", 1)
    shown = {
        figure["key"]: figure["value"]
        for part in board.get_board()["parts"].values() for figure in part
    }
    cr.execute(_INDEPENDENT, {"user": env.uid})
    expected = dict(zip(
        ("open", "closed", "archived", "expired", "permanent", "poor", "held", "lent"),
        cr.fetchone(), strict=True,
    ))
    wrong = sum(shown[key] != value for key, value in expected.items())
    yield row("figures of the archive that differ from SQL", wrong, "figures", 0)
    yield row("archives of organisations", _median(
        env, lambda: env["vanthu.archive.organisation"].search_read([])), "s", 1)
    today = env["vanthu.file"]._fields["end_date"].today()
    indicators = env["vanthu.archive.indicator"].sudo()
    yield row("yearly statistics, all that is counted", _median(
        env, lambda: indicators._count(env.company, today.replace(month=1, day=1), today)),
        "s", 2)


def _hand_over(env, cr):
    """A thousand files in one batch: put together, sent, checked, taken over."""
    cr.execute("SELECT id FROM vanthu_file WHERE state = 'closed' AND restricted IS NOT TRUE"
               " ORDER BY id LIMIT %s", [HANDED_OVER])
    files = env[FILE].browse([found for (found,) in cr.fetchall()])
    cr.execute("UPDATE vanthu_file SET unit_id = NULL, user_id = %s WHERE id = ANY(%s)",
               [env.uid, files.ids])
    env.invalidate_all()
    start = time.perf_counter()
    action = files.action_prepare_transfer()
    transfer = env["vanthu.transfer"].browse(action["res_id"])
    transfer.action_send()
    transfer.action_receive()
    transfer.action_all_ok()
    transfer.action_accept()
    env.flush_all()
    seconds = time.perf_counter() - start
    cr.execute("SELECT count(*) FROM vanthu_file WHERE id = ANY(%s) AND state <> 'archived'",
               [files.ids])
    yield row(f"hand-over of {len(files):,} files", seconds, "s", 60)
    yield row("files that it left behind", cr.fetchone()[0], "files", 0)


def _fixity(env):
    """How many bytes the job reads and compares, and what its budget is good for."""
    admin = env["ir.attachment"].sudo().with_context(vanthu_bench=True)
    line = env["vanthu.file.document"].sudo().search([("file_id.state", "=", "archived")], limit=1)
    attachments = admin.create([
        {"name": f"{number}.bin", "raw": os.urandom(CONTENT_BYTES)} for number in range(CONTENTS)
    ])
    contents = env["vanthu.file.content"].sudo().create([
        {"line_id": line.id, "attachment_id": found.id, "name": found.name,
         "size": CONTENT_BYTES} for found in attachments
    ])
    env.flush_all()
    with _without_commits(env):
        start = time.perf_counter()
        contents._check_sums()
        seconds = time.perf_counter() - start
        env.cr.execute("UPDATE vanthu_file_content SET checked_at = NULL WHERE id = ANY(%s)",
                       [contents.ids])
        env.invalidate_all()
        # Whole batches are read: the job may go over its budget by one of them.
        contents.browse()._cron_check(budget=1)
        env.cr.execute("SELECT count(*) FROM vanthu_file_content WHERE id = ANY(%s)"
                       " AND checked_at IS NOT NULL", [contents.ids])
        read = env.cr.fetchone()[0]
    speed = CONTENTS * CONTENT_BYTES / seconds / (1 << 20)
    yield row("integrity: read and compared", speed, "MB/s", 50, at_least=True)
    yield row("integrity: files read though the budget is used up", read, "files", 100)


@contextmanager
def _without_commits(env):
    with patch.object(type(env["ir.cron"]), "_commit_progress", return_value=60.0):
        yield


# Written from the meaning of the figures, with nothing of the add-on's.
_INDEPENDENT = """
SELECT count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'closed'),
       count(*) FILTER (WHERE state = 'archived'),
       count(*) FILTER (WHERE kept AND expiry_date < (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date),
       count(*) FILTER (WHERE kept AND term = 'permanent'),
       count(*) FILTER (WHERE kept AND physical_state = '03'),
       count(*) FILTER (WHERE kept AND id IN (
           SELECT r.file_id FROM vanthu_hold_file_rel r JOIN vanthu_hold h ON h.id = r.hold_id
            WHERE h.state = 'active')),
       count(*) FILTER (WHERE id IN (SELECT file_id FROM vanthu_loan_line WHERE state = 'out'))
  FROM (SELECT *, state IN ('closed', 'archived') AS kept FROM vanthu_file
         WHERE company_id = 1 AND (restricted IS NOT TRUE OR id IN (
               SELECT file_id FROM vanthu_file_allowed_rel WHERE user_id = %(user)s))) f
"""
