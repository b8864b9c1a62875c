"""Where things are: the checkout, the folder of brought things, the cache."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
TESTS = ROOT / "tests"

# A test of the command itself may use other folders.
ADDONS = Path(os.environ.get("VANTHU_ADDONS") or ROOT / "addons")
BROUGHT = Path(os.environ.get("VANTHU_HOME") or ROOT / ".vanthu")
VENV = BROUGHT / "venv"
ODOO = BROUGHT / "odoo"
FILES = BROUGHT / "data"
CONFS = BROUGHT / "conf"
LOGS = BROUGHT / "log"
BACKUPS = BROUGHT / "backups"


def cache() -> Path:
    """The user's folder of downloads, shared by all checkouts; made if missing."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    folder = Path(base) if os.path.isabs(base) else Path.home() / ".cache"
    folder = folder / "vanthu"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass  # a read-only or missing home: keep the downloads in the checkout
    folder = BROUGHT / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def checkout_key() -> str:
    """Eight hexadecimal digits that stand for this checkout where a path is too long."""
    return hashlib.sha256(str(BROUGHT).encode()).hexdigest()[:8]


def our_addons() -> list[str]:
    """Names of the installable add-ons in addons/, in alphabetical order."""
    return sorted(path.parent.name for path in ADDONS.glob("*/__manifest__.py"))
