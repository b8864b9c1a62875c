"""Measure the suite against the bars of its design and print a table.

Builds its own database of ``--size`` documents once and keeps it for the next run.
"""

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

from . import context as bench

HELPERS = {"__main__", "archive_data", "context", "data", "addons"}


def main() -> int:
    """Run the measurements that were asked for.

    :return int: 0 when every bar holds, else 1
    """
    parser = argparse.ArgumentParser(prog="./vanthu bench", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="number of documents")
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--only", nargs="*", help="names of measurements")
    options = parser.parse_args()
    here = Path(__file__).parent
    names = sorted(
        module.name for module in pkgutil.iter_modules([str(here)])
        if module.name not in HELPERS and not module.ispkg
    )
    context, rows = None, []
    for name in names:
        if options.only and name not in options.only:
            continue
        module = importlib.import_module(f"{__package__}.{name}")
        # The documents are not built for what measures in a database of its own.
        context = context or (
            None if hasattr(module, "SIZE_ONLY") else bench.build(options.size)
        )
        for line in module.run(context or bench.Context("", options.size)):
            rows.append(line)
            _show(line)
    if options.json:
        options.json.write_text(json.dumps(
            {line.pop("name"): line for line in [dict(r) for r in rows]},
            ensure_ascii=False, indent=1,
        ) + "\n", encoding="utf-8")
    failed = [line["name"] for line in rows if not line["holds"]]
    print(f"{len(rows)} figures, {len(failed)} outside their bar")
    return 1 if failed else 0


def _show(line):
    bar = "" if line["bar"] is None else f"bar {line['bar']:g}"
    verdict = "" if line["bar"] is None else ("holds" if line["holds"] else "MISSED")
    print(f"{line['name']:<58} {line['value']:>10.2f} {line['unit']:<8} {bar:<10} {verdict}",
          flush=True)


if __name__ == "__main__":
    sys.exit(main())
