"""config/nginx/odoo.conf: what nginx must do before one or several Odoo servers."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"


def blocks(text):
    """Parse nginx's syntax: a list of (words, None or the block's own list)."""
    tokens = re.findall(r"#[^\n]*|'[^']*'|\"[^\"]*\"|[{};]|[^\s{};'\"]+", text)
    stack, words = [[]], []
    for token in tokens:
        if token.startswith("#"):
            continue
        if token == ";":
            stack[-1].append((words, None))
            words = []
        elif token == "{":
            inside = []
            stack[-1].append((words, inside))
            stack.append(inside)
            words = []
        elif token == "}":
            assert not words, f"missing ; after {' '.join(words)}"
            stack.pop()
            assert stack, "a } too many"
        else:
            words.append(token)
    assert len(stack) == 1 and not words, "a block or line is not closed"
    return stack[0]


@pytest.fixture(scope="module", name="nginx")
def fixture_nginx():
    return blocks((CONFIG / "nginx/odoo.conf").read_text(encoding="utf-8"))


def directives(block, name):
    """The arguments of each directive of a name in a block."""
    return [words[1:] for words, _ in block if words[0] == name]


def server_block(nginx):
    """The one server of the file."""
    found = [inside for words, inside in nginx if words == ["server"]]
    assert len(found) == 1
    return found[0]


def locations(nginx):
    """Location → its block."""
    return {words[-1]: inside for words, inside in server_block(nginx) if words[0] == "location"}


def test_nginx_passes_live_updates_on(nginx):
    names = {words[1]: inside for words, inside in nginx if words[0] == "upstream"}
    websocket = locations(nginx)["/websocket"]
    group = directives(websocket, "proxy_pass")[0][0].removeprefix("http://")
    assert directives(names[group], "server")[0][0] == "odoo:8072"
    headers = dict(directives(server_block(nginx), "proxy_set_header"))
    assert headers["Upgrade"] == "$http_upgrade"
    assert headers["Connection"] == "$connection_upgrade"
    assert not directives(websocket, "proxy_set_header"), "it would drop those of the server"
    assert directives(server_block(nginx), "proxy_http_version") == [["1.1"]]


def test_nginx_sends_everything_else_to_the_odoo_servers(nginx):
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    names = {words[1]: inside for words, inside in nginx if words[0] == "upstream"}
    group = directives(locations(nginx)["/"], "proxy_pass")[0][0].removeprefix("http://")
    host, port = directives(names[group], "server")[0][0].split(":")
    assert host in compose["services"] and port == "8069"


def test_nginx_tells_odoo_who_asks_and_how(nginx):
    headers = dict(directives(server_block(nginx), "proxy_set_header"))
    assert headers["X-Forwarded-For"] == "$proxy_add_x_forwarded_for"
    assert headers["X-Forwarded-Proto"] == "$forwarded_proto"
    assert headers["X-Forwarded-Host"] == headers["Host"] == "$http_host"


def test_nginx_takes_large_scans_and_waits_longer_than_odoo(nginx):
    server = server_block(nginx)
    limit = directives(server, "client_max_body_size")[0][0]
    assert int(limit.removesuffix("m")) >= 200 * 4 / 3, "200 MB are a third larger in JSON"
    parser = configparser.RawConfigParser()
    parser.read(CONFIG / "odoo.conf", encoding="utf-8")
    odoo_limit = int(parser["options"]["limit_time_real"])
    assert int(directives(server, "proxy_read_timeout")[0][0].removesuffix("s")) > odoo_limit


def test_nginx_compresses_text_and_hides_the_database_manager(nginx):
    server = server_block(nginx)
    assert directives(server, "gzip") == [["on"]]
    assert {"text/css", "application/json", "text/javascript"} <= set(
        directives(server, "gzip_types")[0]
    )
    pattern, block = next(
        (name, inside) for name, inside in locations(nginx).items() if name.startswith("^/(web/d")
    )
    assert directives(block, "return") == [["404"]]
    for address in ("/web/database/manager", "/xmlrpc/db", "/xmlrpc/2/db"):
        assert re.match(pattern, address), address
    assert not re.match(pattern, "/web/dataset/call_kw")


def test_nginx_itself_accepts_the_file(tmp_path):
    """Where nginx is installed it has the last word."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    text = (CONFIG / "nginx/odoo.conf").read_text(encoding="utf-8")
    blocks(text)
    if not program:
        return
    text = text.replace("server odoo:", "server 127.0.0.1:").replace("listen 80", "listen 8080")
    (tmp_path / "odoo.conf").write_text(text, encoding="utf-8")
    places = "".join(
        f"{kind}_temp_path {tmp_path / kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = tmp_path / "nginx.conf"
    main.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; {places} include {tmp_path}/odoo.conf; }}\n", encoding="utf-8",
    )
    done = subprocess.run(
        [program, "-t", "-q", "-c", str(main)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
