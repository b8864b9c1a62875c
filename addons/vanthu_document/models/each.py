"""The same step for many records, each as if alone."""

from odoo.exceptions import UserError


def do_for_each(records, step):
    """Try a step on each record; what is refused for one leaves nothing behind of it.

    The caller has held the records, so that a change by somebody else at the same moment
    repeats the whole request instead of looking like a refusal.

    :param records: recordset
    :param step: function of one record
    :return dict: ``done`` (list of ids) and ``refused`` (list of dicts with ``id``, ``name``
        and ``reason``)
    """
    done, refused = [], []
    for record in records:
        reason = _try_alone(record, step)
        if reason is None:
            done.append(record.id)
            continue
        readable = record.exists() and record.has_access("read")
        refused.append({
            "id": record.id, "name": record.display_name if readable else "", "reason": reason,
        })
    return {"done": done, "refused": refused}


def _try_alone(record, step):
    """:return str: why the step was refused, or None"""
    try:
        with record.env.cr.savepoint():
            step(record)
    except UserError as error:
        return str(error)
    return None
