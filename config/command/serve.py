"""Serve a database on 127.0.0.1, the demo if none is named; Ctrl+C ends it.

The port is the first free one from 8069.
"""

import argparse
import contextlib
import http.client
import signal
import socket
import subprocess
import time
from collections.abc import Callable

from . import database, environment, paths
from .arguments import parser
from .say import CommandError, say

FIRST_PORT = 8069
START_LIMIT = 180  # seconds until the first page must have come


def add_options(options: argparse.ArgumentParser) -> None:
    """The options that demo and serve share."""
    options.add_argument("--port", type=int, help="the port instead of the first free from 8069")
    options.add_argument("--verbose", action="store_true", help="show Odoo's log here")


def main(args: list[str]) -> int:
    """Run ./vanthu serve."""
    options = parser(__name__, __doc__)
    options.add_argument("database", nargs="?", default="vanthu_demo")
    add_options(options)
    given = options.parse_args(args)
    environment.ensure()
    if not database.exists(given.database):
        raise CommandError(
            f"there is no database {given.database}: ./vanthu demo builds the demo,"
            " ./vanthu restore brings one back"
        )
    return serve(given.database, port=given.port, verbose=given.verbose)


def free_port(first: int = FIRST_PORT) -> int:
    """The first port from `first` on which nothing listens."""
    for port in range(first, first + 200):
        with contextlib.closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CommandError(f"no free port from {first} to {first + 199}: name one with --port")


def serve(
    name: str, *, port: int | None, verbose: bool, after: Callable[[], None] | None = None
) -> int:
    """Run Odoo on a database until it ends; say the address as soon as it answers."""
    port = port or free_port()
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    log = paths.LOGS / f"serve-{name}.log"
    argv = environment.odoo(
        "server", "-c", environment.conf("dev"), "-d", name, f"--db-filter=^{name}$",
        f"--http-port={port}",
    )
    if not verbose:
        argv.append(f"--logfile={log}")
    say(f"starting Odoo on port {port}" + ("" if verbose else f" (log: {log})"))
    server = subprocess.Popen(  # noqa: S603 - Odoo itself
        argv, env=environment.odoo_env(), cwd=paths.ROOT, stdin=subprocess.DEVNULL,
    )
    try:
        _wait(server, port)
        print(f"\n  {name} is served at http://127.0.0.1:{port}/odoo\n", flush=True)
        if after:
            after()
            print(flush=True)
        say("press Ctrl+C to end the server")
        return server.wait()
    except KeyboardInterrupt:
        say("ending the server")
        return 0
    finally:
        _end(server)


def _wait(server: subprocess.Popen, port: int) -> None:
    """Wait until the login page comes."""
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise CommandError(
                f"Odoo ended with exit code {server.returncode}; its log tells why (--verbose)"
            )
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/web/login")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.5)
    raise CommandError("Odoo did not answer in time; its log tells why (--verbose)")


def _end(server: subprocess.Popen) -> None:
    """End the server gently, then firmly."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
