"""Odoo 19.0 itself: the Debian package, unpacked and made complete, or a given source."""

import ast
import os
import shutil
import tarfile
from pathlib import Path

from . import apt, paths
from .process import lock, run, write_atomically
from .say import CommandError, say, warn

# The package links to files of these packages; without them every page answers 500.
# fonts-font-awesome is taken from bookworm: later suites lack the files of 4.7.
PACKAGES = [
    "odoo-19/sid",
    "libjs-jquery/sid",
    "libjs-jquery-form/sid",
    "libjs-underscore/sid",
    "fonts-font-awesome/bookworm",
    "fonts-inconsolata/sid",
    "fonts-montserrat/sid",
    "fonts-ocr-b/sid",
    "fonts-roboto-unhinted/sid",
]
SELFIE = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
SELFIE_PACKAGE = "@mediapipe/selfie_segmentation@0.1.1675465747"
_LAYOUT = "2"  # raise it when what is done to the unpacked package changes


def folder() -> Path:
    """The folder that holds the Python package `odoo` (for PYTHONPATH).

    :raises CommandError: VANTHU_ODOO names a folder that is no Odoo 19.0.
    """
    given = os.environ.get("VANTHU_ODOO")
    if not given:
        return paths.ODOO / "usr/lib/python3/dist-packages"
    path = Path(given).expanduser().resolve()
    if release(path) != "19.0":
        raise CommandError(f"VANTHU_ODOO={given} holds no Odoo 19.0 source")
    return path


def release(path: Path) -> str:
    """The series of the Odoo source in a folder, as "19.0", or "" if there is none."""
    try:
        tree = ast.parse((path / "odoo/release.py").read_text(encoding="utf-8"))
    except (OSError, SyntaxError):
        return ""
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "version_info":
            return ".".join(str(getattr(part, "value", "")) for part in node.value.elts[:2])
    return ""


def addons_path() -> list[Path]:
    """The folders with Odoo's own add-ons and ours, in the order Odoo searches them."""
    base = folder()
    found = [base / "odoo/addons"]
    if os.environ.get("VANTHU_ODOO") and (base / "addons/web").is_dir():
        found.append(base / "addons")  # a source checkout keeps most of them here
    return [*found, paths.ADDONS]


def ensure(*, again: bool = False) -> None:
    """Bring Odoo 19.0 into the checkout, unless it is there or VANTHU_ODOO names one."""
    if os.environ.get("VANTHU_ODOO"):
        folder()
        return
    mark = paths.ODOO / ".complete"
    if mark.exists() and mark.read_text() == _LAYOUT and not again:
        return
    with lock("Odoo source"):
        if mark.exists() and mark.read_text() == _LAYOUT and not again:
            return
        packages = apt.fetch(PACKAGES, again=again)
        say("unpacking Odoo 19.0 into " + os.path.relpath(paths.ODOO, paths.ROOT))
        fresh = paths.BROUGHT / "odoo.new"
        shutil.rmtree(fresh, ignore_errors=True)
        for package in packages:
            apt.unpack(package, fresh)
        _complete(fresh / "usr/lib/python3/dist-packages")
        (fresh / ".complete").write_text(_LAYOUT)
        shutil.rmtree(paths.ODOO, ignore_errors=True)
        fresh.rename(paths.ODOO)


def _complete(base: Path) -> None:
    """Mend what is known to be missing in the unpacked package, then check it."""
    if release(base) != "19.0":
        raise CommandError(f"the package odoo-19 holds Odoo {release(base) or '?'}, not 19.0")
    # A second, partial copy of the add-ons that Odoo would also search.
    if (base / "addons").is_dir() and not (base / "addons").is_symlink():
        shutil.rmtree(base / "addons")
    _supply_selfie(base / "odoo/addons")
    dangling = [
        str(path.relative_to(base))
        for path in base.rglob("*")
        if path.is_symlink() and not path.exists()
    ]
    # Debian's font has another name by now; only the point of sale would use it.
    dangling = [path for path in dangling if "point_of_sale/" not in path]
    if dangling:
        warn(f"Odoo's package links to {len(dangling)} missing files, such as {dangling[0]}")


def _supply_selfie(addons: Path) -> None:
    """Supply the one script that the package lacks, or take it out of the bundle.

    Listed in the web client's bundle but left out by Debian, it makes every
    page print an error in the browser's console.
    """
    target = addons / SELFIE
    if target.exists():
        return
    tarball = _npm_tarball()
    if tarball:
        with tarfile.open(tarball) as archive:
            member = archive.extractfile("package/selfie_segmentation.js")
            content = member.read() if member else b""
        if content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            return
    manifest = addons / "mail/__manifest__.py"
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    write_atomically(manifest, "".join(line for line in lines if SELFIE not in line))


def _npm_tarball() -> Path | None:
    """The npm package with the script, from the cache or npm; None where npm is missing."""
    place = paths.cache() / "npm"
    place.mkdir(parents=True, exist_ok=True)
    name = SELFIE_PACKAGE[1:].replace("/", "-").replace("@", "-") + ".tgz"
    if not (place / name).exists():
        if not shutil.which("npm"):
            return None
        say("downloading one script that Debian's Odoo package lacks")
        scratch = place / f"tmp-{os.getpid()}"
        scratch.mkdir(exist_ok=True)
        try:
            run(["npm", "pack", "--silent", SELFIE_PACKAGE], cwd=scratch, what="npm pack")
            next(scratch.glob("*.tgz")).replace(place / name)
        except (CommandError, StopIteration):
            return None
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return place / name
