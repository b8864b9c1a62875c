"""An archive by the hundred thousand documents, written with SQL, in a database of its own."""

import math

from command import database

from . import context as bench

NAME = "vanthu_bench_archive"
# A million lines lie in 50,000 files, and those in 2,000 boxes.
LINES_IN_FILE, FILES_IN_BOX, BOXES_IN_PLACE = 20, 25, 8
YEARS = 20


def build(size):
    """The database with ``size`` documents in files; made once and kept.

    :param int size: documents in files
    :return: ``Context``
    """
    name = f"{NAME}_{size}"
    addons = "vanthu_archive,vanthu_bench"
    if database.exists(name):
        bench._odoo(name, "-u", "bringing the add-ons up to date", addons)
        return bench.Context(name, size)
    fresh = f"{NAME}_new"
    database.new(fresh)
    bench._odoo(fresh, "-i", "installing the archive", addons)
    _fill(fresh, size)
    database.rename(fresh, name)
    return bench.Context(name, size)


def _fill(name, size):
    files = max(size // LINES_IN_FILE, FILES_IN_BOX)
    boxes = math.ceil(files / FILES_IN_BOX)
    made = bench.Context(name, size)
    with made.registry().cursor() as cr:
        # A third of the room is free.
        rows = math.ceil(boxes * 1.5 / (5 * 10 * BOXES_IN_PLACE))
        env = made.env(cr)
        env["vanthu.storage.generate"].create({
            "company_id": 1, "name": "Bench", "rows": rows, "shelves": 5, "compartments": 10,
            "boxes": BOXES_IN_PLACE,
        }).action_generate()
        cr.commit()
    _disconnect(fresh=name)
    values = {
        "files": files, "boxes": boxes, "years": YEARS, "in_box": FILES_IN_BOX,
        "in_file": LINES_IN_FILE, "places": math.ceil(boxes / BOXES_IN_PLACE),
        "in_place": BOXES_IN_PLACE, "documents": size // 10,
    }
    for statements in (_STORE, _FILES, _DOCUMENTS, _LINES, _USE):
        database.sql(statements.format(**values), name)
    database.sql("VACUUM ANALYZE", name)


def _disconnect(fresh):
    """Let go of a database that gets another name."""
    from odoo.modules.registry import Registry
    from odoo.sql_db import close_db

    Registry.delete(fresh)
    close_db(fresh)


_STORE = """
INSERT INTO vanthu_unit (name, company_id, active, sequence, create_date)
SELECT 'Unit ' || n, 1, true, n, now() FROM generate_series(1, 20) n;
UPDATE vanthu_unit SET parent_path = id || '/' WHERE parent_path IS NULL;
INSERT INTO vanthu_archive_box (company_id, fonds_id, number, profile_id, location_id, state,
    create_date, write_date)
SELECT 1, (SELECT min(id) FROM vanthu_fonds WHERE company_id = 1), n + 1,
       (SELECT min(id) FROM vanthu_box_profile), p.id, 'in_use', now(), now()
  FROM generate_series(0, {boxes} - 1) n
  JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY full_code) - 1 AS k
          FROM vanthu_storage_location WHERE kind = 'compartment') p ON p.k = n / {in_place};
"""

# The oldest files stand in the first boxes; those of this and the last year are not archived.
_FILES = """
ALTER TABLE vanthu_file DISABLE TRIGGER USER;
INSERT INTO vanthu_file (company_id, fonds_id, catalog, name, notation, file_code, state, medium,
    access_mode, term, term_years, unit_id, user_id, start_date, end_date, retention_start,
    expiry_date, handover_due, handover_due_decree, archived_date, box_id, box_sequence,
    document_count, sheet_count, restricted, physical_state, confidence_level, language_code,
    create_date, write_date, create_uid, write_uid)
SELECT 1, b.fonds_id, y, 'Hồ sơ về việc số ' || n || ' của năm ' || y, n || '.TCCB',
       'H1.' || y || '.' || n || '.TCCB',
       CASE WHEN y = this THEN 'open' WHEN y = this - 1 THEN 'closed' WHEN y = this - 2
            AND n % 5 = 0 THEN 'closed' ELSE 'archived' END,
       CASE n % 3 WHEN 0 THEN 'paper' WHEN 1 THEN 'hybrid' ELSE 'electronic' END, '02',
       CASE WHEN n % 10 = 0 THEN 'permanent' ELSE 'years' END, t.years,
       u.id, 2, make_date(y, 1, 2), CASE WHEN y < this THEN make_date(y, 12, 20) END,
       CASE WHEN y < this THEN make_date(y + 1, 1, 1) END,
       CASE WHEN y < this AND n % 10 <> 0 THEN make_date(y + t.years, 12, 31) END,
       CASE WHEN y < this THEN make_date(y + 1, 12, 31) END,
       CASE WHEN y < this THEN make_date(y + 1, 12, 20) END,
       CASE WHEN y < this - 2 OR (y = this - 2 AND n % 5 > 0) THEN make_date(y + 1, 6, 15) END,
       b.id, n % {in_box}, {in_file}, 50, n % 200 = 0,
       CASE WHEN n % 50 = 0 THEN '03' ELSE '02' END, '03', '01', now(), now(), 1, 1
  FROM (SELECT n, EXTRACT(YEAR FROM CURRENT_DATE)::int AS this,
               EXTRACT(YEAR FROM CURRENT_DATE)::int - {years} + 1
                   + (n::bigint * {years} / {files})::int AS y
          FROM generate_series(0, {files} - 1) n) base
 CROSS JOIN LATERAL (SELECT (ARRAY[5, 10, 15, 20, 50])[1 + n % 5] AS years) t
  JOIN vanthu_archive_box b ON b.number = 1 + n / {in_box}
  JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS k FROM vanthu_unit
         WHERE name LIKE 'Unit %') u ON u.k = n % 20;
ALTER TABLE vanthu_file ENABLE TRIGGER USER;
"""

# Half of this year, half of the last one; one in ten will lie in no file.
_DOCUMENTS = """
ALTER TABLE vanthu_document DISABLE TRIGGER USER;
WITH made AS (
    INSERT INTO vanthu_document (company_id, direction, state, subject, reference, issued_date,
        organ_name, priority, circulation_scope, channel, arrival_number, arrival_date,
        restricted, create_date, write_date, create_uid, write_uid)
    SELECT 1, 'incoming', 'done', 'Công văn về việc số ' || n, n || '/SGDĐT-VP', day, 'Sở Nội vụ',
           '0', 'normal', 'paper', n, day, n % 500 = 0, now(), now(), 1, 1
      FROM (SELECT n, make_date(EXTRACT(YEAR FROM CURRENT_DATE)::int - n % 2, 1, 1)
                   + (n % 300) AS day FROM generate_series(1, {documents}) n) base
    RETURNING id, arrival_number, company_id
)
INSERT INTO vanthu_assignment (document_id, company_id, unit_id, role, state, create_date)
SELECT m.id, 1, u.id, 'lead', 'done', now()
  FROM made m JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS k FROM vanthu_unit
                     WHERE name LIKE 'Unit %') u ON u.k = m.arrival_number % 20;
ALTER TABLE vanthu_document ENABLE TRIGGER USER;
"""

_LINES = """
ALTER TABLE vanthu_file_document DISABLE TRIGGER USER;
INSERT INTO vanthu_file_document (file_id, company_id, ordinal, document_id, name, type_name,
    reference, issued_date, organ_name, page_count, create_date, write_date, create_uid, write_uid)
SELECT f.id, 1, o, d.id, 'Văn bản số ' || f.k * {in_file} + o || ' về việc ' || f.k, 'Công văn',
       f.k * {in_file} + o || '/CV-VP', f.start_date + o, 'Văn phòng', 2, now(), now(), 1, 1
  FROM (SELECT id, start_date, ROW_NUMBER() OVER (ORDER BY id DESC) - 1 AS k
          FROM vanthu_file) f
 CROSS JOIN generate_series(1, {in_file}) o
  LEFT JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS k FROM vanthu_document
              WHERE id % 10 > 0) d ON d.k = f.k * {in_file} + o;
ALTER TABLE vanthu_file_document ENABLE TRIGGER USER;
"""

# Ten requests for each hundred files, one in twenty still out; a hold on one file in fifty.
_USE = """
ALTER TABLE vanthu_loan DISABLE TRIGGER USER;
ALTER TABLE vanthu_loan_line DISABLE TRIGGER USER;
WITH lent AS (
    SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM vanthu_file
     WHERE state = 'archived' AND id % 10 = 0
), made AS (
    INSERT INTO vanthu_loan (company_id, kind, purpose, topic, state, reader_id, reader_name,
        asked_date, answer_due, decided_date, handed_date, return_due, returned_date,
        is_conditional, create_date, write_date, create_uid, write_uid)
    SELECT 1, 'read', '02', 'Tra cứu ' || id,
           CASE WHEN n % 20 = 0 THEN 'handed_out' ELSE 'returned' END, 2, 'Administrator',
           CURRENT_DATE - 30 - (n % 700)::int, CURRENT_DATE - 28 - (n % 700)::int,
           CURRENT_DATE - 30 + (n % 4)::int - (n % 700)::int,
           CURRENT_DATE - 26 - (n % 700)::int, CURRENT_DATE - 10 + (n % 20)::int,
           CASE WHEN n % 20 > 0 THEN CURRENT_DATE - 20 - (n % 700)::int END, true, now(), now(),
           1, 1
      FROM lent RETURNING id, topic, state, create_date
)
INSERT INTO vanthu_loan_line (loan_id, company_id, file_id, state, sequence, copies, create_date)
SELECT m.id, 1, l.id, CASE m.state WHEN 'handed_out' THEN 'out' ELSE 'returned' END, 10, 1, now()
  FROM made m JOIN lent l ON m.topic = 'Tra cứu ' || l.id;
ALTER TABLE vanthu_loan ENABLE TRIGGER USER;
ALTER TABLE vanthu_loan_line ENABLE TRIGGER USER;
INSERT INTO vanthu_hold (company_id, name, reason, state, create_date)
VALUES (1, 'Bench', 'Bench', 'active', now());
INSERT INTO vanthu_hold_file_rel (hold_id, file_id)
SELECT (SELECT max(id) FROM vanthu_hold), id FROM vanthu_file WHERE id % 50 = 0;
INSERT INTO vanthu_bench_bare (company_id, state, subject, reference, arrival_number,
    arrival_date, due_date, create_date, write_date, create_uid, write_uid)
SELECT company_id, state, name, notation, id, start_date, expiry_date, now(), now(), 1, 1
  FROM vanthu_file;
"""
