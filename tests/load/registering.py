"""Registers documents in a process of its own; the tests of load and of faults start it.

    python -m tests.load.registering DATABASE race THREADS ROUNDS
    python -m tests.load.registering DATABASE create COUNT
    python -m tests.load.registering DATABASE work ID...
"""

import json
import os
import sys

from tests.bench import numbering


def main(name, action, *args):
    """Do one thing and print what came of it as JSON lines."""
    registry = _registry(name)
    if action == "race":
        result = numbering.race(registry, int(args[0]), int(args[1]))
        result["errors"] = [repr(error) for error in result["errors"]]
        _say(result)
    elif action == "create":
        _say(numbering.create_documents(registry, int(args[0])))
    elif action == "work":
        _say("ready")
        for document_id in map(int, args):
            numbering.register_one(registry, document_id)
            _say(document_id)


def _registry(name):
    import odoo
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-c", os.environ["ODOO_RC"], "-d", name], setup_logging=False
    )
    return Registry(name)


def _say(value):
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
