"""Two managers issue certificates at the same moment; the tests of load start it.

    python -m tests.load.certifying DATABASE
"""

import json
import os
import sys
import time
from datetime import datetime, timedelta, timezone

from odoo import SUPERUSER_ID, Command, api

from tests.load.pressing import CONTEXT, together

EACH = 50


class Host:
    """An organisation with two training managers."""

    def __init__(self, registry):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, CONTEXT)
            self.company = env["res.company"].create({
                "name": f"Certifying {time.time_ns()}", "organ_abbreviation": "CERT",
            }).id
            self.managers = env["res.users"].create([
                {
                    "name": f"Manager {number}", "login": f"certifying_{self.company}_{number}",
                    "company_id": self.company, "company_ids": [Command.set([self.company])],
                    "group_ids": [Command.set(
                        env.ref("vanthu_training.group_training_manager").ids
                    )],
                }
                for number in (1, 2)
            ]).ids
            self.course = env["vanthu.course"].create({
                "name": "Records work", "company_id": self.company,
                "topic_ids": [Command.set(env["vanthu.topic"].search([], limit=2).ids)],
            }).id

    def hold_class(self):
        """:return int: id of a class with decided results"""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.managers[0], CONTEXT)
            begin = datetime.now(timezone.utc).replace(tzinfo=None)
            training = env["event.event"].create({
                "name": "Class", "course_id": self.course, "host_id": self.company,
                "date_begin": begin, "date_end": begin + timedelta(hours=3),
            })
            env["event.registration"].sudo().create([
                {
                    "event_id": training.id, "name": f"Person {number}", "state": "open",
                    "attendance_rate": 100,
                }
                for number in range(EACH)
            ])
            training.action_propose_results()
            training.action_decide_results()
            return training.id

    def issue(self, *classes):
        """Both managers press at once, each for the class given.

        :return list: what each saw
        """
        def press(class_id):
            def click(env):
                dialog = env["vanthu.certificate.issue"].create({
                    "event_id": class_id, "signer_name": "A", "signer_position": "B",
                })
                dialog.action_issue()
            return click

        return together(self.registry, [
            (manager, press(class_id))
            for manager, class_id in zip(self.managers, classes, strict=True)
        ])

    def numbers(self):
        """:return list: numbers of the book, in order"""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, CONTEXT)
            return env["vanthu.certificate"].search(
                [("company_id", "=", self.company)], order="number"
            ).mapped("number")


def main(name):
    """Two classes at once, then one class twice; print what came of it as JSON."""
    import odoo
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-c", os.environ["ODOO_RC"], "-d", name], setup_logging=False
    )
    host = Host(Registry(name))
    begin = time.monotonic()
    result = {"two_classes": host.issue(host.hold_class(), host.hold_class())}
    result["seconds"] = time.monotonic() - begin
    result["numbers"] = host.numbers()
    once = host.hold_class()
    result["one_class"] = host.issue(once, once)
    result["numbers_after"] = host.numbers()
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
