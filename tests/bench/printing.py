"""The register of a year, 10,000 rows, as PDF and as XLSX, through the real models.

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


def run(context):
    """Print and export the register; memory is that of the whole process.

    :param context: Context
    :return list: rows of the table
    """
    with context.registry().cursor() as cr:
        _make_register(context.env(cr), ROWS)
    found = {kind: _measure(context, kind) for kind in ("idle", "pdf", "xlsx")}
    label = f"register of {ROWS} rows"
    return [
        row(f"{label}: PDF", found["pdf"]["seconds"], "s", 5),
        row(f"{label}: PDF, processor time", found["pdf"]["processor"], "s", None),
        row(f"{label}: XLSX", found["xlsx"]["seconds"], "s", 2),
        row(f"{label}: memory for the PDF", found["pdf"]["added"], "MB", 200),
        row(f"{label}: memory for the XLSX", found["xlsx"]["added"], "MB", 200),
        row("memory of a process of Odoo that prints nothing", found["idle"]["peak"], "MB", None),
        row(f"{label}: highest memory of the process", found["pdf"]["peak"], "MB", None),
        row(f"{label}: pages", found["pdf"]["pages"], "", None),
    ]


def _measure(context, kind):
    done = subprocess.run(
        [sys.executable, "-m", __name__, context.database, str(context.size), kind],
        env=os.environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def print_once(context, kind):
    """Print or export the register once, as a clerk's click does.

    :param context: Context
    :param str kind: pdf, xlsx or idle
    :return dict: ``seconds``, ``processor`` seconds, ``added`` and ``peak`` memory (MB), ``pages``
    """
    from odoo.addons.vanthu_document.controllers.register_export import write_workbook

    with context.registry().cursor() as cr:
        env = context.env(cr)
        register = env["vanthu.register"].search([("year", "=", YEAR)])
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


def _make_register(env, rows):
    """The register of a year with ``rows`` documents, unless it is there already."""
    if env["vanthu.register"].search_count([("year", "=", YEAR)]):
        return
    register = env["vanthu.register"]._prepare_year(env.company, YEAR, "incoming")
    doc_type = env["vanthu.document.type"].search([], limit=1)
    env.flush_all()
    env.cr.execute(_DOCUMENTS, {
        "rows": rows, "year": YEAR, "company": env.company.id, "type": doc_type.id,
        "register": register.id, "volume": register.volume_ids.id,
    })
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


if __name__ == "__main__":
    _context = Context(sys.argv[1], int(sys.argv[2]))
    _context.registry()
    print(json.dumps(print_once(_context, sys.argv[3])))
