"""Documents by the hundred thousand, written with SQL: words, numbers, organisations, work."""

import random

from command import database

_INITIALS = " b c ch d g gh gi h k kh l m n ng nh p ph q r s t th tr v x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich iem ien ieng iep iet
ieu im in inh ip it iu o oa oac oai oan oang oat oc oe oi om on ong op ot u ua uan uat uc ue
ui uoc uoi uom uon uong uop uot up ut uu uy uyen uyet y yen yeu
"""
# About as many as Vietnamese has without its tone marks.
SYLLABLES = [initial + rhyme for rhyme in _RHYMES.split() for initial in _INITIALS.split(" ")]
ORGANS = ["Bộ Giáo dục và Đào tạo", "Ủy ban nhân dân tỉnh", "Sở Tài chính", "Sở Nội vụ"]
BODIES = 4000


def fill(name: str, size: int) -> None:
    """Write ``size`` registered documents of one organisation, with text and assignments.

    :param str name: database, in which the add-ons are installed
    :param int size: number of documents
    """
    chance = random.Random(30)  # noqa: S311 - test data
    weights = [1 / (rank + 1) for rank in range(len(SYLLABLES))]
    order = SYLLABLES[:]
    chance.shuffle(order)

    def words(count):
        return " ".join(chance.choices(order, weights, k=count))

    database.sql(_PEOPLE, name)
    database.sql(
        "CREATE TABLE bench_pool (id int PRIMARY KEY, head text, body text);"
        "CREATE TABLE bench_organ (id int PRIMARY KEY, name text)", name,
    )
    for first in range(0, BODIES, 100):
        values = ", ".join(
            f"({number}, '{words(12)}', '{words(100)}')" for number in range(first, first + 100)
        )
        database.sql("INSERT INTO bench_pool VALUES " + values, name)  # noqa: S608 - our own
    organs = ", ".join(f"({number}, '{organ}')" for number, organ in enumerate(ORGANS))
    database.sql("INSERT INTO bench_organ VALUES " + organs, name)  # noqa: S608 - our own
    for first in range(0, size, 50_000):
        last = min(first + 50_000, size)
        database.sql(_DOCUMENTS.format(first=first, last=last - 1, pool=BODIES), name)
    database.sql(_AFTER, name)
    database.sql("VACUUM ANALYZE", name)


_PEOPLE = """
INSERT INTO vanthu_unit (name, company_id, active, sequence, create_date)
SELECT 'Unit ' || n, 1, true, n, now() FROM generate_series(1, 20) n;
UPDATE vanthu_unit SET parent_path = id || '/';
INSERT INTO vanthu_register (name, company_id, year, direction, series, active, sequence)
SELECT 'Bench', 1, y, 'incoming', 'common', true, 10 FROM generate_series(1995, 2025) y;
INSERT INTO vanthu_register_volume (register_id, company_id, number, state)
SELECT id, 1, 1, 'open' FROM vanthu_register r
 WHERE NOT EXISTS (SELECT 1 FROM vanthu_register_volume v WHERE v.register_id = r.id);
"""

_DOCUMENTS = """
WITH base AS (
    SELECT n, 1995 + n % 31 AS year, n / 31 + 1 AS number,
           make_date(1995 + n % 31, 1, 1) + ((n / 31) * 364 / GREATEST({last} / 31, 1)) % 365
               AS day,
           p.head, o.name AS organ, q.body
      FROM generate_series({first}, {last}) n
      JOIN bench_pool p ON p.id = (n::bigint * 7919) % {pool}
      JOIN bench_pool q ON q.id = (n::bigint * 104729) % {pool}
      JOIN bench_organ o ON o.id = n % 4
), made AS (
    INSERT INTO vanthu_document (company_id, direction, state, subject, code_number,
        code_notation, reference, reference_key, issued_date, organ_name, priority,
        circulation_scope, channel, arrival_number, arrival_date, received_at, restricted,
        copy_count, language_code, due_date, description, create_date, write_date, create_uid,
        write_uid)
    SELECT 1, 'incoming', CASE WHEN n % 50 = 0 THEN 'assigned' ELSE 'done' END,
           head || ' ' || n, number::text, 'SGDDT-VP', number || '/SGDĐT-VP',
           number || '/SGDDT-VP', day - 1, organ, CASE WHEN n % 20 = 0 THEN '1' ELSE '0' END,
           'normal', 'paper', number, day, day, n % 1000 = 0, 1, '01', day + 7, n::text,
           now(), now(), 1, 1
      FROM base
    RETURNING id, description::int AS n, arrival_date, arrival_number
), texts AS (
    INSERT INTO vanthu_document_text (document_id, head_words, body_words)
    SELECT m.id, base.head || ' ' || base.n, base.body FROM made m JOIN base ON base.n = m.n
), work AS (
    INSERT INTO vanthu_assignment (document_id, company_id, unit_id, role, state, due_date,
        create_date)
    SELECT id, 1, 1 + n % 20, 'lead', 'done', arrival_date + 7, now() FROM made
)
INSERT INTO vanthu_register_entry (register_id, company_id, volume_id, number, suffix, date,
    state, document_id)
SELECT r.id, 1, v.id, m.arrival_number, '', m.arrival_date, 'issued', m.id
  FROM made m
  JOIN vanthu_register r ON r.year = EXTRACT(year FROM m.arrival_date)
   AND r.direction = 'incoming' AND r.company_id = 1
  JOIN vanthu_register_volume v ON v.register_id = r.id;
"""

_AFTER = """
ALTER TABLE vanthu_document DISABLE TRIGGER USER;
UPDATE vanthu_document d SET register_entry_id = e.id, register_id = e.register_id,
       description = NULL
  FROM vanthu_register_entry e WHERE e.document_id = d.id;
ALTER TABLE vanthu_document ENABLE TRIGGER USER;
INSERT INTO vanthu_bench_bare (company_id, direction, state, subject, code_number,
    code_notation, reference, reference_key, issued_date, organ_name, priority,
    arrival_number, arrival_date, due_date, create_date, write_date, create_uid, write_uid)
SELECT company_id, direction, state, subject, code_number, code_notation, reference,
       reference_key, issued_date, organ_name, priority, arrival_number, arrival_date, due_date,
       create_date, write_date, create_uid, write_uid
  FROM vanthu_document;
DROP TABLE bench_pool, bench_organ;
"""
