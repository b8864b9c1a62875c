"""The lists of incoming and of outgoing documents, and the opening of one."""

import statistics

from .context import row, times

COLUMNS = {
    "arrival_number": {}, "arrival_date": {}, "reference": {}, "issued_date": {},
    "subject": {}, "organ_name": {}, "priority": {}, "due_date": {}, "state": {},
}
# As vanthu_document_view_list_outgoing shows them.
OUTGOING_COLUMNS = {
    "dispatch_is_late": {}, "reference": {}, "issued_date": {},
    "type_id": {"fields": {"display_name": {}}}, "subject": {}, "signer_name": {},
    "drafting_unit_id": {"fields": {"display_name": {}}}, "priority": {}, "state": {},
}
OUTGOING, RECEIVERS = 20_000, 49


def run(context):
    """First page of the lists for a clerk and a handler; queries to open a document.

    :param context: Context
    :return list: rows of the table
    """
    rows = []
    with context.registry().cursor() as cr:
        people = _make_people(context.env(cr))
        bare = _page(context.env(cr, people["clerk"]), "vanthu.bench.bare", [], cr)
        for role, login in people.items():
            env = context.env(cr, login)
            page = _page(env, "vanthu.document", [("direction", "=", "incoming")], cr)
            rows.append(row(f"list, first page and count, {role}", page * 1000, "ms", 100))
            # The bare model has no rights to check, so a handler's few documents among all
            # have nothing like it to be compared with.
            bar = 2 if role == "clerk" else None
            rows.append(row(f"list against a bare model, {role}", page / bare, "×", bar))
        clerk = context.env(cr, people["clerk"])
        cr.execute(_ISSUED, {
            "rows": OUTGOING, "receivers": RECEIVERS, "company": clerk.company.id,
        })
        cr.execute("ANALYZE vanthu_document, vanthu_recipient")
        page = _page(
            clerk, "vanthu.document", [("direction", "=", "outgoing")], cr, OUTGOING_COLUMNS,
            order="issued_date desc, issue_number desc, id desc",
        )
        rows.append(row("list of outgoing documents, clerk", page * 1000, "ms", 100))
        rows.append(row("queries to open a document", _open_queries(clerk, cr), "queries", 40))
        cr.rollback()
    return rows


def _make_people(env):
    people = {}
    for role, group in (("clerk", "group_clerk"), ("handler", "group_user")):
        user = env["res.users"].with_context(no_reset_password=True).create({
            "name": role, "login": f"bench_{role}",
            "group_ids": [(6, 0, [env.ref(f"vanthu_document.{group}").id])],
        })
        people[role] = user.login
        if role == "handler":
            env["vanthu.unit"].search([], limit=1, order="id").member_ids = [(4, user.id)]
    env.flush_all()
    return people


def _page(env, model, domain, cr, columns=None, **options):
    def open_page(_number):
        env.invalidate_all()
        env[model].web_search_read(
            domain, columns or COLUMNS, limit=80, count_limit=10001, **options
        )

    open_page(0)
    return statistics.median(times(open_page, 15))


def _open_queries(env, cr):
    document = env["vanthu.document"].search([], limit=1)
    view = env["vanthu.document"].get_view(
        env.ref("vanthu_document.vanthu_document_view_form_incoming").id, "form"
    )
    names = {
        name: {} for name in view["models"]["vanthu.document"]
        if name in env["vanthu.document"]._fields
    }
    found = []
    for _number in range(3):
        env.invalidate_all()
        before = cr.sql_log_count
        document.web_read(names)
        found.append(cr.sql_log_count - before)
    return min(found)


# The newest are circulars to all schools that wait to be dispatched.
_ISSUED = """
WITH made AS (
    INSERT INTO vanthu_document (company_id, direction, state, type_id, drafting_unit_id, subject,
        code_number, code_notation, reference, reference_key, issue_number, issued_date,
        signed_at, signer_name, priority, circulation_scope, channel, restricted, create_date,
        write_date, create_uid, write_uid)
    SELECT %(company)s, 'outgoing', CASE WHEN n > %(rows)s - 500 THEN 'issued'
           ELSE 'dispatched' END, t.id, u.id, 'Về việc hướng dẫn nhiệm vụ năm học ' || n, n::text,
           'SGDĐT-VP', n || '/SGDĐT-VP', n || '/SGDDT-VP', n, CURRENT_DATE - (%(rows)s - n) / 40,
           now() - (%(rows)s - n) / 40 * interval '1 day', 'Nguyễn Văn A', '0', 'normal', 'paper',
           n %% 500 = 0, now(), now(), 1, 1
      FROM generate_series(1, %(rows)s) n
      JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS k FROM vanthu_document_type LIMIT 12) t
        ON t.k = 1 + n %% 12
      JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS k FROM vanthu_unit LIMIT 20) u
        ON u.k = 1 + n %% 20
    RETURNING id, company_id, issue_number
)
INSERT INTO vanthu_recipient (document_id, company_id, sequence, kind, name, copies, channel)
SELECT m.id, m.company_id, 10, 'to', 'Trường THPT số ' || r, 1, 'office'
  FROM made m JOIN generate_series(1, %(receivers)s) r
    ON r <= 2 OR m.issue_number > %(rows)s - 500;
"""
