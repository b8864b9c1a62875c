"""How Odoo and its helpers are started: environment, configuration files, setup."""

import configparser
import io
import os
from pathlib import Path

from . import apt, odoo_source, paths, postgres, venv
from .process import write_atomically

# Program → Debian package: printing (QWeb PDF), drafts as PDF, what tests read PDFs with.
PRINTING = {"wkhtmltopdf": "wkhtmltopdf"}
OFFICE = {"soffice": "libreoffice-writer-nogui"}
TESTING = {"chromium": "chromium", "pdftotext": "poppler-utils"}


def ensure(*, tests: bool = False, server: bool = True) -> None:
    """Set up all that Odoo needs, quietly where it is there already.

    :param tests: also the packages and programs of the tests.
    :param server: also PostgreSQL, running.
    """
    odoo_source.ensure()
    venv.ensure(tests=tests)
    apt.install({**PRINTING, **TESTING} if tests else PRINTING)
    # By itself: where this large one fails, the others are there.
    apt.install(OFFICE)
    if server:
        postgres.ensure()


def odoo_env() -> dict[str, str]:
    """The environment in which Odoo, its tests and our own Python programs run."""
    env = {**os.environ, **postgres.environment()}
    env["PATH"] = os.pathsep.join(
        [str(paths.VENV / "bin"), str(postgres.programs()), os.environ.get("PATH", "")]
    )
    env["VIRTUAL_ENV"] = str(paths.VENV)
    env["PYTHONPATH"] = str(odoo_source.folder())
    env["ODOO_RC"] = str(conf("dev"))
    # Odoo keeps its time in UTC; reports of tests must not depend on the machine.
    env["TZ"] = "UTC"
    env.setdefault("LC_ALL", "C.UTF-8")
    env.pop("PGDATABASE", None)
    return env


def conf(kind: str) -> Path:
    """Odoo's configuration file for "dev" or "test": the template with our folders in it."""
    parser = configparser.RawConfigParser()
    parser.read(paths.CONFIG / f"odoo.{kind}.conf", encoding="utf-8")
    options = parser["options"]
    options["addons_path"] = ",".join(map(str, odoo_source.addons_path()))
    options["data_dir"] = str(paths.FILES)
    paths.FILES.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    parser.write(text)
    target = paths.CONFS / f"{kind}.conf"
    if not target.exists() or target.read_text(encoding="utf-8") != text.getvalue():
        write_atomically(target, text.getvalue())
    return target


def odoo(*args: str | Path) -> list[str]:
    """The command line that starts Odoo with some arguments."""
    return [str(venv.python()), "-m", "odoo", *map(str, args)]
