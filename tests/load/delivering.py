"""Issues and delivers documents in a process of its own; the tests start it.

    python -m tests.load.delivering DATABASE create DOCUMENTS RECEIVERS
    python -m tests.load.delivering DATABASE deliver
    python -m tests.load.delivering DATABASE sign DOCUMENTS
    python -m tests.load.delivering DATABASE issue ID...
"""

import json
import sys

from odoo import SUPERUSER_ID, api, fields
from odoo.service.model import retrying

from tests.bench import delivering
from tests.load.registering import _registry, _say


def main(name, action, *args):
    """Do one thing and print what came of it as JSON lines."""
    registry = _registry(name)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tz": "Asia/Ho_Chi_Minh"})
        {"create": _create, "deliver": _deliver, "sign": _sign, "issue": _issue}[action](
            env, *map(int, args)
        )


def _create(env, documents, receivers):
    partners = delivering.create_receivers(env, receivers)
    issued = delivering.create_issued(env, partners, documents)
    issued.action_dispatch()
    env.cr.commit()
    _say(issued.ids)


def _deliver(env):
    deliveries = env["vanthu.delivery"]
    work = type(deliveries)._work

    def told(delivery):
        work(delivery)
        print(json.dumps(delivery.id), flush=True)

    type(deliveries)._work = told
    _say("ready")
    with delivering.jobs_commit(env):
        deliveries._run_queue(limit=10_000)
    env.cr.commit()


def _sign(env, count):
    partner = env["res.partner"].create({"name": "Ban Đại diện"})
    letter = env["vanthu.document.type"]._find_by_name("Công văn")
    documents = env["vanthu.document"].create([{
        "direction": "outgoing", "subject": f"Văn bản {number}", "code_notation": "ISSUE",
        "signer_name": "Nguyễn Văn A", "type_id": letter.id,
        "recipient_ids": [(0, 0, {"partner_id": partner.id})],
    } for number in range(count)])
    documents.write({"state": "signed", "signed_at": fields.Datetime.now()})
    env.cr.commit()
    _say(documents.ids)


def _issue(env, *ids):
    _say("ready")
    for document_id in ids:
        retrying(lambda one=document_id: env["vanthu.document"].browse(one).action_issue(), env)
        env.cr.commit()
        _say(document_id)


if __name__ == "__main__":
    main(*sys.argv[1:])
