"""Debian packages: some installed on the machine, some only downloaded and unpacked.

The downloads use apt with a configuration of our own (own lists, own cache),
so the machine's package lists stay as they are, and with apt's signature
checks against Debian's archive keyring. The mirror is the machine's own.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from . import paths
from .process import is_root, run, write_atomically
from .say import CommandError, say, warn

SOURCES = Path("/etc/apt")
KEYRINGS = (
    Path("/usr/share/keyrings/debian-archive-keyring.gpg"),
    Path("/usr/share/keyrings/debian-archive-keyring.pgp"),
)
# Only the main archive has these suites in this exact spelling.
SUITES = {
    "oldoldstable", "oldstable", "stable", "testing", "unstable", "sid",
    "bullseye", "bookworm", "trixie", "forky", "duke",
}
# Suites that older keyrings can check, newest first, to fetch a newer keyring from.
KEYRING_SUITES = ("trixie", "bookworm")

KEPT_SETTINGS = r"Acquire::(https?|ftp|Check-Valid-Until|Check-Date|Max-ValidTime|Queue-Mode)\b"


def _deb822_fields(text: str) -> list[dict[str, str]]:
    """The paragraphs of a deb822 file as dictionaries with lower-case keys."""
    paragraphs, fields, key = [], {}, ""
    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if fields:
                paragraphs.append(fields)
            fields, key = {}, ""
        elif line[0].isspace() and key:
            fields[key] += "\n" + line.strip()
        elif ":" in line:
            key, value = line.split(":", 1)
            key = key.strip().lower()
            fields[key] = value.strip()
    return paragraphs


def _one_line_fields(text: str) -> list[dict[str, str]]:
    """The lines of a sources.list in the same shape as deb822 paragraphs."""
    found = []
    for line in text.splitlines():
        match = re.match(r"\s*deb\s+(\[[^]]*\]\s+)?(\S+)\s+(\S+)\s+([^#]+)", line)
        if match:
            found.append({
                "types": "deb", "uris": match[2], "suites": match[3], "components": match[4],
            })
    return found


def mirrors(folder: Path = SOURCES) -> list[str]:
    """Addresses of Debian's main archive in the machine's apt sources, best first."""
    entries = []
    for path in [folder / "sources.list", *sorted(folder.glob("sources.list.d/*"))]:
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".sources":
            entries += _deb822_fields(text)
        elif path.suffix == ".list":
            entries += _one_line_fields(text)
    found = []
    for entry in entries:
        if entry.get("enabled", "yes").lower() in ("no", "false"):
            continue
        if "deb" not in entry.get("types", "").split():
            continue
        if "main" not in entry.get("components", "").split():
            continue
        if SUITES.isdisjoint(entry.get("suites", "").split()):
            continue
        found += [uri for uri in entry.get("uris", "").split() if uri not in found]
    # Debian's mirrors end in /debian by convention; others come after them.
    return sorted(found, key=lambda uri: not uri.rstrip("/").endswith("/debian"))


class Archive:
    """One apt configuration of our own for one mirror, keyring and list of suites."""

    def __init__(self, folder: Path, mirror: str, keyring: Path, suites: tuple[str, ...]):
        self.folder = folder
        for name in ("lists/partial", "archives/partial", "parts", "empty"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "status").touch()
        write_atomically(
            folder / "parts/archive.sources",
            f"Types: deb\nURIs: {mirror}\nSuites: {' '.join(suites)}\nComponents: main\n"
            f"Signed-By: {keyring}\n",
        )
        options = {
            "Dir::Etc::sourcelist": "/dev/null",
            "Dir::Etc::sourceparts": folder / "parts",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": folder / "empty",
            "Dir::Etc::trusted": "/dev/null",
            "Dir::Etc::trustedparts": folder / "empty",
            "Dir::State": folder,
            "Dir::State::status": folder / "status",
            "Dir::State::lists": folder / "lists",
            "Dir::Cache": folder,
            "Dir::Cache::archives": folder / "archives",
            "APT::Sandbox::User": "root" if is_root() else "",
            "APT::Update::Error-Mode": "any",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
        }
        self.options = [arg for key, value in options.items() for arg in ("-o", f"{key}={value}")]
        # The machine's hooks after an update concern its own lists, not ours: keep
        # its settings of network and freshness only, and none that weakens the checks.
        dump = run(["apt-config", "dump"], what="reading apt's settings")
        kept = [line for line in dump.splitlines() if re.match(KEPT_SETTINGS, line)]
        kept.append(f'Dir::Etc::parts "{folder / "empty"}";')
        kept.append('Dir::Etc::main "/dev/null";')
        write_atomically(folder / "apt.conf", "\n".join(kept) + "\n")

    def _apt(self, *argv: str, cwd: Path | None = None, what: str) -> str:
        env = {**os.environ, "APT_CONFIG": str(self.folder / "apt.conf"), "LC_ALL": "C"}
        return run([argv[0], *self.options, *argv[1:]], env=env, cwd=cwd, what=what)

    def update(self) -> None:
        """Fetch the package lists and check their signature.

        A mirror that was frozen some time ago is accepted with a note: what it
        holds is still signed by Debian, only not the newest.
        """
        what = "fetching Debian's package lists"
        try:
            self._apt("apt-get", "update", what=what)
        except CommandError as error:
            if "is expired" not in str(error):
                raise
            warn("the Debian mirror is not up to date; its signature is good")
            self.options += ["-o", "Acquire::Check-Valid-Until=false"]
            self._apt("apt-get", "update", what=what)

    def download(self, names: list[str], target: Path) -> list[Path]:
        """Download packages, each "name" or "name/suite", checked, into a folder."""
        with tempfile.TemporaryDirectory(dir=target) as folder:
            self._apt("apt-get", "download", *names, cwd=Path(folder), what="downloading packages")
            files = sorted(Path(folder).glob("*.deb"))
            return [path.replace(target / path.name) for path in files]


def _newer_keyring(folder: Path, mirror: str, keyring: Path) -> Path | None:
    """Debian's present keyring, from a suite that the machine's older keyring can check."""
    for suite in KEYRING_SUITES:
        try:
            archive = Archive(folder / f"keyring-{suite}", mirror, keyring, (suite,))
            archive.update()
            package = archive.download([f"debian-archive-keyring/{suite}"], folder)[0]
        except CommandError:
            continue
        unpack(package, folder / "keyring")
        for name in KEYRINGS:
            path = folder / "keyring" / name.relative_to("/")
            if path.exists():
                return path
    return None


def _archives(folder: Path, suites: tuple[str, ...]) -> Archive:
    """An archive with its lists fetched, from the first mirror and keyring that work."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise CommandError(
            "this machine has no apt: set VANTHU_ODOO to the folder of an Odoo 19.0 source"
        )
    found = mirrors()
    if not found:
        raise CommandError(
            "no Debian mirror is named in /etc/apt: add one there,"
            " or set VANTHU_ODOO to the folder of an Odoo 19.0 source"
        )
    keyring = next((path for path in KEYRINGS if path.exists()), None)
    if keyring is None:
        raise CommandError("Debian's keyring is missing: apt-get install debian-archive-keyring")
    problem: CommandError | None = None
    for number, mirror in enumerate(found):
        place = folder / f"mirror-{number}"
        archive = Archive(place, mirror, keyring, suites)
        try:
            archive.update()
            return archive
        except CommandError as error:
            problem = error
        if "NO_PUBKEY" in str(problem) or "not signed" in str(problem):
            say("the machine's Debian keyring is too old: fetching the present one, checked by it")
            newer = _newer_keyring(place, mirror, keyring)
            if newer:
                archive = Archive(place, mirror, newer, suites)
                archive.update()
                return archive
    raise problem or CommandError("no Debian mirror answered")


def fetch(names: list[str], *, again: bool = False) -> list[Path]:
    """The package files for names like "odoo-19/sid", from the cache or the mirror.

    A cached file is taken only if its SHA-256 is the one noted when apt had
    checked it. `again` asks the mirror even so.
    """
    folder = paths.cache() / "debian"
    folder.mkdir(parents=True, exist_ok=True)
    index_file = folder / "index.json"
    try:
        index = json.loads(index_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        index = {}
    missing = [name for name in names if again or not _intact(folder, index.get(name))]
    if missing:
        say(f"downloading {len(missing)} Debian packages, Odoo 19 among them (130 MB)")
        suites = tuple(dict.fromkeys(name.split("/")[1] for name in names))
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            archive = _archives(Path(scratch), suites)
            for path in archive.download(missing, folder):
                package = path.name.split("_")[0]
                name = next(name for name in missing if name.split("/")[0] == package)
                index[name] = {"file": path.name, "sha256": sha256(path)}
        write_atomically(index_file, json.dumps(index, indent=1, sort_keys=True))
    return [folder / index[name]["file"] for name in names]


def _intact(folder: Path, entry: dict | None) -> bool:
    path = folder / entry["file"] if entry else None
    return bool(path and path.is_file() and sha256(path) == entry["sha256"])


def sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal digits."""
    digest = hashlib.sha256()
    with open(path, "rb") as handle:
        while block := handle.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def unpack(package: Path, target: Path) -> None:
    """Unpack the files of a Debian package into a folder, running none of its scripts."""
    target.mkdir(parents=True, exist_ok=True)
    run(["dpkg-deb", "-x", package, target], what=f"unpacking {package.name}")


def install(programs: dict[str, str]) -> list[str]:
    """Install the Debian packages of programs that are missing; root only.

    :param programs: program name → Debian package.
    :returns: the packages that are still missing (named in a note).
    """
    missing = {program: pkg for program, pkg in programs.items() if not shutil.which(program)}
    packages = sorted(set(missing.values()))
    if not packages:
        return []
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not is_root() or not shutil.which("apt-get"):
        warn(f"going on without {', '.join(packages)}; root can bring them: {command}")
        return packages
    say("installing from Debian: " + ", ".join(packages))
    try:
        install_packages(packages)
    except CommandError as error:
        warn(f"going on without {', '.join(packages)}: {error}")
        return packages
    return []


def install_packages(packages: list[str]) -> None:
    """Install Debian packages on the machine, with fresh lists if the present ones fail."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    argv = ["apt-get", "install", "-y", "-q", "--no-install-recommends",
            "-o", "DPkg::Lock::Timeout=120", *packages]
    try:
        run(argv, env=env, what="apt-get install")
    except CommandError:
        run(["apt-get", "update", "-q"], env=env, what="apt-get update")
        run(argv, env=env, what="apt-get install")
