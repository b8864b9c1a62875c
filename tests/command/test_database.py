"""Names and small helpers of ./vanthu."""

import socket

import pytest

from command import database, demo, main, odoo_source, paths, postgres, serve
from command.say import CommandError


@pytest.mark.parametrize("name", ["", "-x", 'a"b', "a b", "a;b", "1a", "a" * 64, "đ"])
def test_names_that_need_quoting_are_refused(name):
    with pytest.raises(CommandError):
        database.check_name(name)


def test_usual_names_are_taken():
    assert database.check_name("vanthu_demo-2") == "vanthu_demo-2"


def test_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve.free_port(port) > port


def test_socket_path_fits_wherever_the_checkout_lies(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "BROUGHT", tmp_path / ("long" * 30))
    path = postgres._sockets() / f".s.PGSQL.{postgres.PORT}.lock"
    assert len(str(path)) <= postgres.SOCKET_LIMIT


def test_given_server_is_used_instead_of_ours(monkeypatch):
    monkeypatch.setenv("PGHOST", "db.test")
    monkeypatch.setenv("PGPASSWORD", "x")
    assert postgres.given()
    assert postgres.environment()["PGHOST"] == "db.test"
    assert postgres.environment()["PGPASSWORD"] == "x"


def test_folder_that_is_no_odoo_19_is_refused(monkeypatch, tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo/release.py").write_text("version_info = (18, 0, 0, 'final', 0, '')\n")
    monkeypatch.setenv("VANTHU_ODOO", str(tmp_path))
    with pytest.raises(CommandError, match=r"no Odoo 19\.0"):
        odoo_source.folder()


def test_logins_of_the_add_ons_are_listed(monkeypatch, tmp_path):
    (tmp_path / "x/demo").mkdir(parents=True)
    (tmp_path / "x/demo/logins.csv").write_text(
        "login,password,role,name\nvanthu,mk,Văn thư,Nguyễn Thị Lan\n", encoding="utf-8"
    )
    monkeypatch.setattr(paths, "ADDONS", tmp_path)
    assert demo.logins().splitlines()[-1].split() == [
        "Văn", "thư", "vanthu", "mk", "Nguyễn", "Thị", "Lan"
    ]


def test_unknown_command_names_those_that_are_there(capsys):
    assert main.main(["instal"]) == 2
    assert "setup" in capsys.readouterr().err


@pytest.mark.parametrize("command", sorted(main.COMMANDS))
def test_every_command_has_a_module_with_help(command):
    module = __import__(f"command.{main.COMMANDS[command][0]}", fromlist=["main"])
    assert callable(module.main)
    assert len(module.__doc__) > 40
