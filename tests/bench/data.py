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
    database.sql(_LIVES, name)
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

# A hundred handlers, five in each unit.
_PEOPLE += """
WITH partners AS (
    INSERT INTO res_partner (name, active, company_id, create_date)
    SELECT 'Person ' || n, true, 1, now() FROM generate_series(1, 100) n
    RETURNING id, name
), people AS (
    INSERT INTO res_users (login, active, company_id, partner_id, notification_type, share)
    SELECT 'bench ' || name, true, 1, id, 'email', false FROM partners
    RETURNING id, login
), placed AS (
    INSERT INTO res_company_users_rel (cid, user_id) SELECT 1, id FROM people
)
INSERT INTO vanthu_unit_member_rel (unit_id, user_id)
SELECT u.id, p.id
  FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM people) p
  JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM vanthu_unit) u
    ON u.n = 1 + p.n % 20;
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

# What became of each document and of the work with it: deadlines of one to twenty days, one in
# six without; two thirds in time; every second one passed on to a person of the unit. Of those
# still open some are due only now.
_LIVES = """
ALTER TABLE vanthu_document DISABLE TRIGGER USER;
UPDATE vanthu_document d
   SET done_date = f.done, due_date = f.due, type_id = f.type,
       deadline_state = CASE WHEN d.state = 'done' THEN
            CASE WHEN f.due IS NULL THEN NULL WHEN f.day <= f.due THEN 'met' ELSE 'missed' END
       ELSE CASE WHEN f.due IS NULL THEN 'none' WHEN f.due < f.today THEN 'late'
                 WHEN f.due = f.today THEN 'today' WHEN f.due <= f.today + 7 THEN 'soon'
                 ELSE 'later' END END
  FROM (SELECT e.id, e.due, e.done, e.type, e.today,
               (e.done AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
          FROM (SELECT x.id, t.id AS type, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today,
                       CASE WHEN x.id % 6 = 0 THEN NULL
                            WHEN x.state = 'done' OR x.id % 100 < 50 THEN
                                x.arrival_date + (1 + x.id::bigint * 7919 % 20)::int
                            ELSE CURRENT_DATE + (x.id::bigint * 104729 % 21)::int - 10
                       END AS due,
                       CASE WHEN x.state = 'done' THEN x.arrival_date
                            + make_interval(days => (x.id::bigint * 6007 % 16)::int,
                                            mins => (x.id::bigint * 31 % 1440)::int)
                       END AS done
                  FROM vanthu_document x
                  JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n
                          FROM vanthu_document_type LIMIT 12) t ON t.n = 1 + x.id % 12
                 WHERE x.direction = 'incoming') e) f
 WHERE f.id = d.id;
ALTER TABLE vanthu_document ENABLE TRIGGER USER;
UPDATE vanthu_assignment a
   SET state = CASE WHEN d.state = 'done' THEN 'done'
                    ELSE (ARRAY['new', 'accepted', 'in_progress'])[1 + a.id % 3] END,
       create_date = d.arrival_date + interval '3 hours', done_date = d.done_date,
       report_date = d.done_date, due_date = d.due_date, deadline_state = d.deadline_state
  FROM vanthu_document d WHERE d.id = a.document_id;
WITH leader AS (
    SELECT user_id AS id FROM vanthu_unit_member_rel ORDER BY user_id LIMIT 1
), directives AS (
    INSERT INTO vanthu_directive (document_id, company_id, leader_id, content, date, source,
        active)
    SELECT a.document_id, a.company_id, leader.id, 'Chủ trì tham mưu', a.create_date, 'document',
           true
      FROM vanthu_assignment a CROSS JOIN leader
    RETURNING id, document_id
)
UPDATE vanthu_assignment a SET directive_id = v.id
  FROM directives v WHERE v.document_id = a.document_id;
INSERT INTO vanthu_assignment (document_id, directive_id, company_id, parent_id, user_id, role,
    state, due_date, deadline_state, done_date, report_date, create_date)
SELECT a.document_id, a.directive_id, a.company_id, a.id, m.user_id, 'lead', a.state,
       a.due_date, a.deadline_state, a.done_date, a.report_date, a.create_date + interval '1 day'
  FROM vanthu_assignment a
  JOIN (SELECT unit_id, user_id, ROW_NUMBER() OVER (PARTITION BY unit_id ORDER BY user_id) AS n
          FROM vanthu_unit_member_rel) m ON m.unit_id = a.unit_id AND m.n = 1 + a.id % 5
 WHERE a.id % 2 = 0;
"""
