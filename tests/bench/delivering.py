"""One outgoing document to 49 organisations of the same database."""

import time
from contextlib import contextmanager
from unittest.mock import patch

from odoo import fields

from .context import row

RECEIVERS = 49
FILE = b"%PDF-1.4\n" + b"%x" * 150_000


def run(context):
    """Dispatch one document with a file of 300 kB and let the job deliver it.

    :param context: Context
    :return list: rows of the table
    """
    with context.registry().cursor() as cr:
        env = context.env(cr)
        partners = create_receivers(env, RECEIVERS)
        first, second = create_issued(env, partners, 2)
        cr.commit()
        with jobs_commit(env):
            _deliver(env, first)  # what is read once for all
            dispatched, delivered = _deliver(env, second)
        arrived = len(second.delivery_ids.received_document_id)
    return [
        row(f"one document to {RECEIVERS} organisations", dispatched + delivered, "s", 5),
        row("of this, the clerk waits", dispatched, "s", None),
        row("organisations that it did not reach", RECEIVERS - arrived, "", 0),
    ]


def create_receivers(env, count):
    """Organisations of the database, with the registers of the year.

    :param env: environment
    :param int count: how many
    :return: ``res.partner``
    """
    companies = env["res.company"].create([
        {"name": f"Trường THPT số {number} ({fields.Datetime.now():%H%M%S%f})"}
        for number in range(count)
    ])
    return companies.partner_id


def create_issued(env, partners, count):
    """Documents with number and frozen file, ready to be dispatched.

    :param env: environment of the superuser
    :param partners: ``res.partner`` to whom they go
    :param int count: how many
    :return: ``vanthu.document``
    """
    company = env.ref("base.main_company")
    company.organ_abbreviation = company.organ_abbreviation or "SGDĐT"
    documents = env["vanthu.document"].create([{
        "direction": "outgoing", "subject": f"Hướng dẫn nhiệm vụ năm học {number}",
        "company_id": company.id, "code_notation": "DELIVER", "signer_name": "Nguyễn Văn A",
        "type_id": env["vanthu.document.type"]._find_by_name("Công văn").id,
        "recipient_ids": [(0, 0, {"partner_id": partner.id}) for partner in partners],
    } for number in range(count)])
    documents.write({"state": "signed", "signed_at": fields.Datetime.now()})
    documents.action_issue()
    for document in documents:
        document._freeze_file(f"{document.code_number}.pdf", FILE + str(document.id).encode())
    return documents


@contextmanager
def jobs_commit(env):
    """Let a job outside of Odoo's scheduler commit as within it.

    :param env: environment in which the job runs
    """
    def commit(*_args, **_kwargs):
        env.cr.commit()
        return 60.0

    with patch.object(type(env["ir.cron"]), "_commit_progress", commit):
        yield


def _deliver(env, document):
    start = time.perf_counter()
    document.action_dispatch()
    env.cr.commit()
    middle = time.perf_counter()
    env["vanthu.delivery"]._run_queue()
    env.cr.commit()
    return middle - start, time.perf_counter() - middle
