"""What the yearly statistics count, one grouped query for each subject.

Each query gets ``%(company)s``, ``%(first)s``, ``%(last)s`` and ``%(zone)s`` and answers one row,
with one column for each of its keys. Restricted records count: nothing but sums is told.
"""

_DOCUMENTS = """
SELECT COUNT(*) FILTER (WHERE direction = 'incoming' AND channel = 'paper'
                          AND arrival_date BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE direction = 'incoming' AND channel <> 'paper'
                          AND arrival_date BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE direction = 'outgoing'
                          AND signing_method IS DISTINCT FROM 'upload'
                          AND issued_date BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE direction = 'outgoing' AND signing_method = 'upload'
                          AND issued_date BETWEEN %(first)s AND %(last)s)
  FROM vanthu_document
 WHERE company_id = %(company)s AND register_entry_id IS NOT NULL
   AND (arrival_date BETWEEN %(first)s AND %(last)s OR issued_date BETWEEN %(first)s AND %(last)s)
"""

# What was in the archive at the end of the year, whatever became of it later.
_FILES = """
SELECT COUNT(*) FILTER (WHERE catalog = EXTRACT(YEAR FROM %(last)s::date)),
       COUNT(*) FILTER (WHERE state <> 'open' AND end_date BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE archived_date BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE archived_date BETWEEN %(first)s AND %(last)s
                          AND medium = 'electronic'),
       COUNT(*) FILTER (WHERE kept),
       COUNT(*) FILTER (WHERE kept AND term = 'permanent'),
       COUNT(*) FILTER (WHERE kept AND medium <> 'paper'),
       COUNT(*) FILTER (WHERE kept AND confidence_level = '02'),
       COALESCE(SUM(document_count) FILTER (WHERE kept), 0),
       COUNT(*) FILTER (WHERE transferred_date BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE disposed_date BETWEEN %(first)s AND %(last)s)
  FROM (SELECT *, archived_date <= %(last)s AND COALESCE(transferred_date > %(last)s, TRUE)
                  AND COALESCE(disposed_date > %(last)s, TRUE) AS kept
          FROM vanthu_file WHERE company_id = %(company)s) f
"""

_HOLDINGS = """
SELECT (SELECT COUNT(*) FROM vanthu_fonds WHERE company_id = %(company)s AND active),
       COUNT(*), COALESCE(SUM(p.thickness_mm), 0) / 1000.0
  FROM vanthu_archive_box b JOIN vanthu_box_profile p ON p.id = b.profile_id
 WHERE b.company_id = %(company)s AND b.state = 'in_use'
   AND EXISTS (SELECT 1 FROM vanthu_file f WHERE f.box_id = b.id)
"""

_PREMISES = """
SELECT COUNT(*) FILTER (WHERE kind = 'room'),
       COALESCE(SUM(area_m2) FILTER (WHERE kind = 'room'), 0),
       COALESCE(SUM(box_capacity) FILTER (WHERE NOT EXISTS (
           SELECT 1 FROM vanthu_storage_location c WHERE c.parent_id = l.id AND c.active)), 0)
           / GREATEST(MIN(o.vanthu_boxes_per_metre), 1)::float8
  FROM vanthu_storage_location l JOIN res_company o ON o.id = l.company_id
 WHERE l.company_id = %(company)s AND l.active
"""

_USE = """
SELECT COUNT(DISTINCT l.id) FILTER (WHERE i.state IN ('out', 'returned', 'copied')),
       COUNT(*) FILTER (WHERE i.state IN ('out', 'returned', 'copied')),
       COUNT(*) FILTER (WHERE i.state = 'copied' AND l.certified)
  FROM vanthu_loan l JOIN vanthu_loan_line i ON i.loan_id = l.id
 WHERE l.company_id = %(company)s AND l.handed_date BETWEEN %(first)s AND %(last)s
"""

_DISPOSALS = """
SELECT COUNT(*) FROM vanthu_disposal
 WHERE company_id = %(company)s AND state = 'done'
   AND destroyed_date BETWEEN %(first)s AND %(last)s
"""

_SAFETY = """
SELECT COUNT(*) FILTER (WHERE found BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE repaired BETWEEN %(first)s AND %(last)s),
       COUNT(*) FILTER (WHERE found <= %(last)s AND COALESCE(repaired > %(last)s, TRUE))
  FROM (SELECT (found_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS found,
               (repaired_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS repaired
          FROM vanthu_fixity_incident WHERE company_id = %(company)s) i
"""

# Subject → query and the keys of its columns.
QUERIES = {
    "documents": (_DOCUMENTS, ("in_paper", "in_electronic", "out_paper", "out_electronic")),
    "files": (_FILES, (
        "files_of_year", "files_closed", "files_taken", "files_taken_electronic", "files_kept",
        "files_permanent", "files_electronic", "files_digitised", "documents_kept",
        "files_transferred", "files_destroyed",
    )),
    "holdings": (_HOLDINGS, ("fonds", "boxes", "metres_arranged")),
    "premises": (_PREMISES, ("rooms", "area", "metres_capacity")),
    "use": (_USE, ("readings", "files_used", "copies_certified")),
    "disposals": (_DISPOSALS, ("disposals",)),
    "safety": (_SAFETY, ("damages_found", "damages_repaired", "damages_open")),
}
KEYS = tuple(key for _query, keys in QUERIES.values() for key in keys)
