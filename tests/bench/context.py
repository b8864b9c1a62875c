"""The database that the bench measures in, and a way to time things."""

import logging
import os
import random
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from command import database, odoo_log

from . import data

NAME = "vanthu_bench"
ADDON_FOLDER = Path(__file__).resolve().parent / "addons"


@dataclass
class Context:
    """What a measurement needs.

    :param database: name of the database with the data
    :param size: number of documents in it
    """

    database: str
    size: int
    _registry: object = field(default=None, repr=False)

    def registry(self):
        """The registry of Odoo on the database; loaded once."""
        if self._registry is None:
            import odoo
            from odoo.modules.registry import Registry

            odoo.tools.config.parse_config(
                ["-c", os.environ["ODOO_RC"], "-d", self.database,
                 "--addons-path", _addons_path()],
                setup_logging=False,
            )
            logging.getLogger("odoo").setLevel(logging.ERROR)
            self._registry = Registry(self.database)
        return self._registry

    def env(self, cr, login=None):
        """An environment of a person, Odoo's superuser when none is named.

        :param cr: cursor
        :param str login: login of the person
        """
        from odoo import SUPERUSER_ID, api

        env = api.Environment(cr, SUPERUSER_ID, {"tz": "Asia/Ho_Chi_Minh"})
        if login:
            user = env["res.users"].search([("login", "=", login)])
            env = api.Environment(cr, user.id, {"tz": "Asia/Ho_Chi_Minh"})
        return env


def build(size: int) -> Context:
    """Make the database with ``size`` documents, or take the one that is there.

    :param int size: number of documents
    :return: Context
    """
    name = f"{NAME}_{size}"
    if database.exists(name):
        _odoo(name, "-u", "bringing the add-ons up to date")
        return Context(name, size)
    fresh = f"{NAME}_new"
    database.new(fresh)
    _odoo(fresh, "-i", "installing the add-ons")
    data.fill(fresh, size)
    database.rename(fresh, name)
    return Context(name, size)


def _odoo(name, option, what, addons="vanthu_document,vanthu_bench"):
    odoo_log.run_odoo(
        ["server", "-d", name, option, addons, "--stop-after-init",
         "--no-http", "--addons-path", _addons_path()], log="bench", what=what,
    )


def times(action, count: int) -> list[float]:
    """Seconds that each of ``count`` calls takes.

    :param action: callable that takes the number of the call
    :param int count: number of calls
    """
    found = []
    for number in range(count):
        start = time.perf_counter()
        action(number)
        found.append(time.perf_counter() - start)
    return found


def median_ratio(action, other, count: int) -> tuple[float, float, float]:
    """Two actions timed in turn, so that a noisy machine meets both alike.

    :return: median seconds of each, and the ratio of the medians
    """
    ours, theirs = [], []
    for number in range(count):
        pair = [(action, ours), (other, theirs)]
        random.shuffle(pair)
        for call, found in pair:
            found += times(lambda _n, c=call, i=number: c(i), 1)
    a, b = statistics.median(ours), statistics.median(theirs)
    return a, b, a / b


def row(name: str, value: float, unit: str, bar: float | None, at_least=False) -> dict:
    """One line of the table.

    :param bar: the limit of the design, or None for a figure without one
    :param at_least: True where more is better
    """
    holds = bar is None or (value >= bar if at_least else value <= bar)
    return {"name": name, "value": round(value, 4), "unit": unit, "bar": bar, "holds": holds}


def _addons_path() -> str:
    for line in Path(os.environ["ODOO_RC"]).read_text(encoding="utf-8").splitlines():
        if line.startswith("addons_path"):
            return f"{line.split('=', 1)[1].strip()},{ADDON_FOLDER}"
    raise LookupError("the configuration of Odoo names no addons_path")
