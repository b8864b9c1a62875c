"""The list of incoming documents and the opening of one."""

import statistics

from .context import row, times

COLUMNS = {
    "arrival_number": {}, "arrival_date": {}, "reference": {}, "issued_date": {},
    "subject": {}, "organ_name": {}, "priority": {}, "due_date": {}, "state": {},
}


def run(context):
    """First page of the list for a clerk and a handler; queries to open a document.

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


def _page(env, model, domain, cr):
    def open_page(_number):
        env.invalidate_all()
        env[model].web_search_read(domain, COLUMNS, limit=80, count_limit=10001)

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
