"""Two people press the same button at the same moment; the tests of load start it.

    python -m tests.load.pressing DATABASE
"""

import json
import os
import sys
import threading
import time
from datetime import datetime, timezone

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import UserError
from odoo.service.model import retrying

CONTEXT = {"tz": "Asia/Ho_Chi_Minh", "tracking_disable": True}


def together(registry, clicks):
    """Let two people do something, each having read the database before the other wrote.

    :param registry: of the database
    :param list clicks: pairs of a user's id and a function of an environment
    :return list: for each None, or the sentence or the failure that the person saw
    """
    barrier = threading.Barrier(len(clicks))
    seen = [None] * len(clicks)

    def press(index, user_id, function):
        with registry.cursor() as cr:
            env = api.Environment(cr, user_id, CONTEXT)
            tries = []

            def click():
                # The first read fixes what the transaction sees, before anybody has written.
                cr.execute("SELECT count(*) FROM vanthu_document")
                tries.append(1)
                if len(tries) == 1:
                    barrier.wait()
                function(env)

            try:
                retrying(click, env)
            except UserError as error:
                cr.rollback()  # as the request would
                seen[index] = str(error)
            except Exception as error:  # whatever a person must never see
                cr.rollback()
                seen[index] = f"FAILURE {error!r}"

    threads = [
        threading.Thread(target=press, args=(index, *click)) for index, click in enumerate(clicks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


class Office:
    """An organisation with a clerk, two leaders and two units with a head and a deputy."""

    def __init__(self, registry):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, CONTEXT)
            self.company = env["res.company"].create({
                "name": f"Pressing {time.time_ns()}", "organ_abbreviation": "PRESS",
            }).id
            env["vanthu.register"]._prepare_year(
                env["res.company"].browse(self.company), datetime.now(timezone.utc).year
            )
            self.clerks = self._people(env, "clerk", "group_clerk")
            self.leaders = self._people(env, "leader", "group_leader")
            self.heads = self._people(env, "head", "group_user")
            self.others = self._people(env, "other", "group_user")
            self.units = env["vanthu.unit"].create([
                {
                    "name": f"Unit {people[0]}", "code": f"U{people[0]}",
                    "company_id": self.company, "head_id": people[0],
                    "deputy_ids": [Command.set(people[1:])],
                }
                for people in (self.heads, self.others)
            ]).ids

    def _people(self, env, name, group):
        return env["res.users"].create([
            {
                "name": f"{name} {number}", "login": f"pressing_{name}_{self.company}_{number}",
                "company_id": self.company, "company_ids": [Command.set([self.company])],
                "group_ids": [Command.set(env.ref(f"vanthu_document.{group}").ids)],
            }
            for number in (1, 2)
        ]).ids

    def do(self, user_id, function):
        """Do something alone, in an own transaction, and return what comes of it."""
        with self.registry.cursor() as cr:
            return function(api.Environment(cr, user_id, CONTEXT))

    def document(self):
        """:return int: id of an arrived document"""
        return self.do(self.clerks[0], lambda env: env["vanthu.document"].create({
            "subject": "Pressed by two", "organ_name": "Sender", "company_id": self.company,
        }).id)

    def registered(self):
        """:return int: id of a registered document"""
        document_id = self.document()
        self.do(self.clerks[0], lambda env: env["vanthu.document"].browse(
            document_id
        ).action_register())
        return document_id

    def directed(self, needs_approval=False):
        """:return tuple: id of a document, ids of its leading and cooperating assignment"""
        document_id = self.registered()
        rows = [
            {"role": role, "unit_id": unit}
            for role, unit in zip(("lead", "cooperate"), self.units, strict=True)
        ]

        def direct(env):
            document = env["vanthu.document"].browse(document_id)
            document.action_direct("Do it.", rows, needs_approval=needs_approval)
            return document.sudo().assignment_ids.sorted("id").ids

        return document_id, self.do(self.leaders[0], direct)

    def state(self, document_id):
        """:return dict: what became of a document"""
        def read(env):
            document = env["vanthu.document"].browse(document_id)
            entries = env["vanthu.register.entry"].search([("document_id", "=", document_id)])
            return {
                "state": document.state, "entries": len(entries),
                "directives": len(document.directive_ids),
                "assignments": document.assignment_ids.sorted("id").mapped("state"),
            }
        return self.do(SUPERUSER_ID, read)


def both_register(office):
    """Two clerks register the same document."""
    document_id = office.document()
    seen = together(office.registry, [
        (clerk, lambda env: env["vanthu.document"].browse(document_id).action_register())
        for clerk in office.clerks
    ])
    return {"seen": seen, **office.state(document_id)}


def both_close(office):
    """Head and deputy close the same work."""
    document_id, (lead, _cooperate) = office.directed()
    seen = together(office.registry, [
        (head, lambda env: env["vanthu.assignment"].browse(lead).action_done("Done"))
        for head in office.heads
    ])
    return {"seen": seen, **office.state(document_id)}


def last_two_report(office):
    """The lead closes while the other unit reports: together they end the document."""
    document_id, (lead, cooperate) = office.directed()
    seen = together(office.registry, [
        (office.heads[0], lambda env: env["vanthu.assignment"].browse(lead).action_done("Done")),
        (office.others[0], lambda env: env["vanthu.assignment"].browse(
            cooperate
        ).action_report("Reported")),
    ])
    return {"seen": seen, **office.state(document_id)}


def both_direct(office):
    """Two leaders direct the same document out of dialogs that both have opened."""
    document_id = office.registered()

    def open_dialog(env):
        return env["vanthu.routing.wizard"].with_context(
            default_document_ids=[document_id], default_step="direct"
        ).create({"content": f"Words of {env.user.name}", "lead_unit_id": office.units[0]}).id

    dialogs = [office.do(leader, open_dialog) for leader in office.leaders]
    seen = together(office.registry, [
        (leader, lambda env, dialog=dialog: env["vanthu.routing.wizard"].browse(
            dialog
        ).action_confirm())
        for leader, dialog in zip(office.leaders, dialogs, strict=True)
    ])
    return {"seen": seen, **office.state(document_id)}


def main(name):
    """Try all of it and print what came of it as one JSON object."""
    import odoo
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-c", os.environ["ODOO_RC"], "-d", name], setup_logging=False
    )
    from tests.load import pressing_talk, pressing_tree

    office = Office(Registry(name))
    tried = (
        both_register, both_close, last_two_report, both_direct, *pressing_talk.TRIED,
        *pressing_tree.TRIED,
    )
    print(json.dumps({function.__name__: function(office) for function in tried}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
