"""The registers of a year, in and out, of 10,000 rows each, through the real models.

Measured in a process of its own, since memory that was used once stays with a process.
"""

import json
import os
import subprocess
import sys
import time

from .context import Context, row

ROWS = 10_000
YEAR = 1990
LABELS = {
    "incoming": f"register of {ROWS} rows", "outgoing": f"register of {ROWS} outgoing documents",
}


def run(context):
    """Print and export the register; memory is that of the whole process.

    :param context: Context
    :return list: rows of the table
    """
    with context.registry().cursor() as cr:
        for direction in LABELS:
            _make_register(context.env(cr), direction, ROWS)
    idle = _measure(context, "incoming", "idle")
    rows = []
    for direction, label in LABELS.items():
        found = {kind: _measure(context, direction, kind) for kind in ("pdf", "xlsx")}
        rows += [
            row(f"{label}: PDF", found["pdf"]["seconds"], "s", 5),
            row(f"{label}: PDF, processor time", found["pdf"]["processor"], "s", None),
            row(f"{label}: XLSX", found["xlsx"]["seconds"], "s", 2),
            row(f"{label}: memory for the PDF", found["pdf"]["added"], "MB", 200),
            row(f"{label}: memory for the XLSX", found["xlsx"]["added"], "MB", 200),
            row(f"{label}: highest memory of the process", found["pdf"]["peak"], "MB", None),
            row(f"{label}: pages", found["pdf"]["pages"], "", None),
        ]
    return [
        *rows, row("memory of a process of Odoo that prints nothing", idle["peak"], "MB", None),
    ]


def _measure(context, direction, kind):
    done = subprocess.run(
        [sys.executable, "-m", __name__, context.database, str(context.size), direction,
         kind],
        env=os.environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def print_once(context, direction, kind):
    """Print or export the register once, as a clerk's click does.

    :param context: Context
    :param str direction: incoming or outgoing
    :param str kind: pdf, xlsx or idle
    :return dict: ``seconds``, ``processor`` seconds, ``added`` and ``peak`` memory (MB), ``pages``
    """
    from odoo.addons.vanthu_document.controllers.register_export import write_workbook

    with context.registry().cursor() as cr:
        env = context.env(cr)
        register = env["vanthu.register"].search([
            ("year", "=", YEAR), ("direction", "=", direction),
        ])
        wizard = env["vanthu.register.print"].create({"register_id": register.id})
        env.flush_all()
        env.invalidate_all()
        pages, before = 0, _peak()
        start, processor = time.perf_counter(), time.process_time()
        if kind == "pdf":
            content, _type = env["ir.actions.report"]._render_qweb_pdf(
                "vanthu_document.register_print", wizard.ids
            )
            pages = content.count(b"/Type /Page\n")
        elif kind == "xlsx":
            write_workbook(wizard)
        seconds, processor = time.perf_counter() - start, time.process_time() - processor
        after = _peak()
        cr.rollback()
    return {
        "seconds": seconds, "processor": processor, "added": after - before, "peak": after,
        "pages": pages,
    }


def _peak():
    """Highest memory of this process so far, in MB."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    raise LookupError("this system does not tell the memory of a process")


def _make_register(env, direction, rows):
    """The register of a year with ``rows`` documents, unless it is there already."""
    known = [("year", "=", YEAR), ("direction", "=", direction)]
    if env["vanthu.register"].search_count(known):
        return
    register = env["vanthu.register"]._prepare_year(env.company, YEAR, direction)
    doc_type = env["vanthu.document.type"].search([], limit=1)
    env.flush_all()
    env.cr.execute(_DOCUMENTS if direction == "incoming" else _ISSUED, {
        "rows": rows, "year": YEAR, "company": env.company.id, "type": doc_type.id,
        "register": register.id, "volume": register.volume_ids.id,
    })
    # As the database does by itself, only not at once.
    env.cr.execute(
        "ANALYZE vanthu_document, vanthu_register_entry, vanthu_recipient, vanthu_delivery"
    )
    env.cr.commit()


_DOCUMENTS = """
WITH made AS (
    INSERT INTO vanthu_document (company_id, direction, state, type_id, subject, code_number,
        code_notation, reference, issued_date, organ_name, priority, circulation_scope, channel,
        arrival_number, arrival_date, received_at, restricted, copy_count, language_code,
        due_date, receiver_name, transfer_date, description, register_id, create_date,
        write_date, create_uid, write_uid)
    SELECT %(company)s, 'incoming', 'done', %(type)s,
           'Về việc hướng dẫn thực hiện nhiệm vụ giáo dục trung học năm học ' || n ||
           ', phòng chống đuối nước và kiểm tra việc quản lý hồ sơ ở các trường phổ thông',
           n::text, 'BGDĐT-GDTrH', n || '/BGDĐT-GDTrH', day - 2, 'Bộ Giáo dục và Đào tạo', '0',
           'normal', 'paper', n, day, day, n %% 500 = 0, 1, '01', day + 7,
           'Phòng Giáo dục Trung học', day + 1, CASE WHEN n %% 10 = 0 THEN 'Kèm phụ lục' END,
           %(register)s, now(), now(), 1, 1
      FROM (SELECT n, make_date(%(year)s, 1, 1) + n * 364 / %(rows)s AS day
              FROM generate_series(1, %(rows)s) n) days
    RETURNING id, arrival_number, arrival_date
), numbered AS (
    INSERT INTO vanthu_register_entry (register_id, company_id, volume_id, number, suffix, date,
        state, document_id)
    SELECT %(register)s, %(company)s, %(volume)s, arrival_number, '', arrival_date, 'issued', id
      FROM made
    RETURNING id
)
SELECT count(*) FROM numbered
"""

# Each goes to three recipients and to the files, and was sent the next day.
_ISSUED = """
WITH made AS (
    INSERT INTO vanthu_document (company_id, direction, state, type_id, subject, code_number,
        code_notation, reference, issue_number, issued_date, signer_name, priority,
        circulation_scope, channel, restricted, copy_count, language_code, description,
        dispatched_at, signed_at, issued_at, register_id, create_date, write_date, create_uid,
        write_uid)
    SELECT %(company)s, 'outgoing', 'dispatched', %(type)s,
           'Về việc hướng dẫn thực hiện nhiệm vụ giáo dục trung học năm học ' || n ||
           ', phòng chống đuối nước và kiểm tra việc quản lý hồ sơ ở các trường phổ thông',
           n::text, 'SGDĐT-GDTrH', n || '/SGDĐT-GDTrH', n, day, 'Nguyễn Thị Minh Nguyệt', '0',
           'normal', 'paper', n %% 500 = 0, 1, '01',
           CASE WHEN n %% 10 = 0 THEN 'Kèm phụ lục' END, day + 1, day, day, %(register)s, now(),
           now(), 1, 1
      FROM (SELECT n, make_date(%(year)s, 1, 1) + n * 364 / %(rows)s AS day
              FROM generate_series(1, %(rows)s) n) days
    RETURNING id, issue_number, issued_date
), named AS (
    INSERT INTO vanthu_recipient (document_id, company_id, sequence, kind, name, copies, channel)
    SELECT made.id, %(company)s, place, kind, name, 1, channel
      FROM made CROSS JOIN (VALUES
               (1, 'to', 'Các trường trung học phổ thông', 'post'),
               (2, 'cc', 'Phòng Giáo dục Trung học', 'hand'),
               (3, 'report', 'Ủy ban nhân dân tỉnh', 'post'),
               (4, 'keep', 'VT', 'none')
           ) target (place, kind, name, channel)
    RETURNING id, document_id, sequence, name, channel
), sent AS (
    INSERT INTO vanthu_delivery (document_id, recipient_id, company_id, sequence, name, channel,
        copies, state, sent_date, envelope_count, receiver_name)
    SELECT n.document_id, n.id, %(company)s, n.sequence, n.name, n.channel, 1, 'sent',
           made.issued_date + 1, 1, 'Trần Thị Lan'
      FROM named n JOIN made ON made.id = n.document_id WHERE n.channel <> 'none'
    RETURNING id
), numbered AS (
    INSERT INTO vanthu_register_entry (register_id, company_id, volume_id, number, suffix, date,
        state, document_id)
    SELECT %(register)s, %(company)s, %(volume)s, issue_number, '', issued_date, 'issued', id
      FROM made
    RETURNING id
)
SELECT (SELECT count(*) FROM numbered), (SELECT count(*) FROM sent)
"""


if __name__ == "__main__":
    _context = Context(sys.argv[1], int(sys.argv[2]))
    _context.registry()
    print(json.dumps(print_once(_context, *sys.argv[3:])))
