"""Serving, the demo, backup and restore: what is refused before anything is touched."""

import http.server
import socket
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest

from command import (
    backup,
    database,
    demo,
    environment,
    odoo,
    odoo_log,
    paths,
    read,
    restore,
    serve,
    shell,
)
from command.say import CommandError


@pytest.fixture
def files(monkeypatch, tmp_path):
    """Folders of our own and databases that are only names."""
    there = {"vanthu_demo"}
    monkeypatch.setattr(paths, "FILES", tmp_path / "data")
    monkeypatch.setattr(paths, "LOGS", tmp_path / "log")
    monkeypatch.setattr(paths, "BROUGHT", tmp_path)
    monkeypatch.setattr(paths, "BACKUPS", tmp_path / "backups")
    monkeypatch.setattr(environment, "ensure", lambda **options: None)
    monkeypatch.setattr(database, "exists", lambda name: name in there)
    return SimpleNamespace(root=tmp_path, there=there)


class TestServe:
    @pytest.fixture
    def page(self):
        """A server whose login page answers 503 twice before it comes."""
        answers = [503, 503]

        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(answers.pop() if answers else 200)
                self.end_headers()

            def log_message(self, *args):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], answers
        server.shutdown()
        server.server_close()

    def test_address_is_told_only_when_the_page_comes(self, page, monkeypatch):
        monkeypatch.setattr(serve.time, "sleep", lambda seconds: None)
        serve._wait(SimpleNamespace(poll=lambda: None), page[0])
        assert page[1] == []

    def test_server_that_ended_is_not_waited_for(self):
        with pytest.raises(CommandError, match="ended with exit code 7"):
            serve._wait(SimpleNamespace(poll=lambda: 7, returncode=7), 1)

    def test_silent_server_is_given_up_after_the_limit(self, monkeypatch):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        clock = iter(range(0, 1000, 60))
        monkeypatch.setattr(serve, "time", SimpleNamespace(
            monotonic=lambda: next(clock), sleep=lambda seconds: None))
        with pytest.raises(CommandError, match="did not answer in time"):
            serve._wait(SimpleNamespace(poll=lambda: None), port)

    def test_server_is_ended_gently(self):
        code = ("import signal, sys, time\n"
                "signal.signal(signal.SIGTERM, lambda *a: sys.exit(0))\n"
                "print('ready', flush=True)\ntime.sleep(60)\n")
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        process.stdout.readline()
        serve._end(process)
        assert process.returncode == 0
        serve._end(process)
        process.stdout.close()

    def test_server_that_does_not_end_is_killed(self):
        sent = []

        def wait(seconds=None):
            sent.append("wait")
            if "kill" not in sent:
                raise subprocess.TimeoutExpired("odoo", seconds)

        serve._end(SimpleNamespace(
            poll=lambda: None, send_signal=sent.append, wait=wait,
            kill=lambda: sent.append("kill"),
        ))
        assert sent[1:] == ["wait", "kill", "wait"]

    def test_only_the_asked_database_is_served_on_the_asked_port(self, files, monkeypatch, capsys):
        started = SimpleNamespace()
        server = SimpleNamespace(wait=lambda *a: 0, poll=lambda: 0)

        def start(argv, **options):
            started.argv = argv
            return server

        monkeypatch.setattr(serve.subprocess, "Popen", start)
        monkeypatch.setattr(serve, "_wait", lambda server, port: None)
        monkeypatch.setattr(environment, "conf", lambda kind: f"{kind}.conf")
        monkeypatch.setattr(environment, "odoo_env", dict)
        assert serve.main(["vanthu_demo", "--port", "8123"]) == 0
        assert "--db-filter=^vanthu_demo$" in started.argv
        assert "--http-port=8123" in started.argv
        assert f"--logfile={files.root}/log/serve-vanthu_demo.log" in started.argv
        assert "http://127.0.0.1:8123/odoo" in capsys.readouterr().out
        serve.main(["vanthu_demo", "--port", "8123", "--verbose"])
        assert not any(arg.startswith("--logfile") for arg in started.argv)

    def test_all_ports_taken_asks_for_one(self, monkeypatch):
        class Taken:
            def setsockopt(self, *args):
                pass

            def bind(self, address):
                raise OSError(98, "Address already in use")

            def close(self):
                pass

        monkeypatch.setattr(serve.socket, "socket", Taken)
        with pytest.raises(CommandError, match="from 8069 to 8268: name one with --port"):
            serve.free_port()

    @pytest.mark.parametrize("command", [serve, shell])
    def test_database_that_is_not_there_is_told_with_the_remedy(self, files, command):
        args = ["nowhere"] if command is serve else ["-d", "nowhere"]
        with pytest.raises(CommandError, match="no database nowhere: ./vanthu demo builds"):
            command.main(args)


class TestReplacedProcess:
    """Odoo, its shell and the reader take the place of the command."""

    @pytest.fixture
    def replaced(self, files, monkeypatch):
        found = SimpleNamespace()

        def execve(program, argv, env):
            found.program, found.argv, found.env = program, argv, env

        for module in (odoo, shell, read):
            monkeypatch.setattr(module.os, "execve", execve)
        monkeypatch.setattr(environment, "odoo_env", lambda: {"ODOO_RC": "x"})
        monkeypatch.setattr(environment, "conf", lambda kind: f"{kind}.conf")
        return found

    def test_odoo_gets_all_arguments_untouched(self, replaced):
        odoo.main(["server", "--help", "-d", "a b"])
        assert replaced.argv[1:] == ["-m", "odoo", "server", "--help", "-d", "a b"]
        assert replaced.program == replaced.argv[0]
        assert replaced.env == {"ODOO_RC": "x"}

    def test_shell_opens_no_port(self, replaced):
        shell.main([])
        assert replaced.argv[2:6] == ["odoo", "shell", "-c", "dev.conf"]
        assert "--no-http" in replaced.argv
        assert replaced.argv[replaced.argv.index("-d") + 1] == "vanthu_demo"

    def test_reader_finds_the_file_whatever_folder_it_works_in(
        self, replaced, monkeypatch, tmp_path
    ):
        monkeypatch.setattr(read.venv, "ensure", lambda: None)
        monkeypatch.chdir(tmp_path)
        (tmp_path / "công văn.pdf").touch()
        read.main(["công văn.pdf", "--pretty", "missing.pdf"])
        assert replaced.argv[-3:] == [
            str(tmp_path / "công văn.pdf"), "--pretty", "missing.pdf",
        ]

    def test_reader_without_its_add_on_is_told(self, monkeypatch, tmp_path):
        monkeypatch.setattr(paths, "ADDONS", tmp_path)
        with pytest.raises(CommandError, match="vanthu_document is not in addons/"):
            read.main(["x.pdf"])


class TestDemo:
    @pytest.fixture
    def build(self, files, monkeypatch):
        """A build whose Odoo runs do nothing; ``files.states`` is what it finds afterwards."""
        files.states = [["vanthu_document", "installed", "t"], ["web", "installed", "f"]]
        files.steps = []

        def rename(old, new):
            files.steps.append(("rename", old, new))
            files.there.add(new)

        monkeypatch.setattr(paths, "our_addons", lambda: ["vanthu_document"])
        monkeypatch.setattr(database, "new", lambda name: files.steps.append(("new", name)))
        monkeypatch.setattr(database, "drop", files.there.discard)
        monkeypatch.setattr(database, "rename", rename)
        monkeypatch.setattr(database, "sql", lambda statement, name: files.states)
        monkeypatch.setattr(odoo_log, "run_odoo", lambda args, **options: "")
        return files

    def test_demo_that_is_there_is_kept(self, build):
        demo.build()
        assert build.steps == []

    def test_demo_gets_its_name_only_when_it_is_complete(self, build):
        build.there.clear()
        demo.build()
        assert build.steps == [
            ("new", "vanthu_demo_new"), ("rename", "vanthu_demo_new", "vanthu_demo"),
        ]

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (["vanthu_document", "to install", "f"], "vanthu_document is to install"),
            (["vanthu_document", "installed", "f"], "demo data of vanthu_document failed"),
            (["other", "installed", "t"], "vanthu_document is missing"),
        ],
    )
    def test_failed_fresh_build_leaves_the_old_demo(self, build, row, words):
        build.states = [row]
        with pytest.raises(CommandError, match=words):
            demo.build(fresh=True)
        assert "vanthu_demo" in build.there

    def test_nothing_to_show_is_told(self, files, monkeypatch):
        monkeypatch.setattr(paths, "our_addons", list)
        with pytest.raises(CommandError, match="no add-on"):
            demo.build()

    def test_logins_stand_below_each_other_whatever_their_length(self, monkeypatch, tmp_path):
        (tmp_path / "x/demo").mkdir(parents=True)
        (tmp_path / "x/demo/logins.csv").write_text(
            "\ufefflogin,password,role\ngiamdoc,giamdoc,Lãnh đạo cơ quan\n", encoding="utf-8"
        )
        monkeypatch.setattr(paths, "ADDONS", tmp_path)
        head, admin, leader = demo.logins().splitlines()
        assert leader.index("giamdoc") == admin.index("admin") == head.index("Login")
        assert leader.split()[0] == "Lãnh"

    @pytest.mark.parametrize("with_tours", [False, True])
    def test_a_newcomer_is_told_where_to_begin_if_there_are_tours(
        self, with_tours, monkeypatch, tmp_path, capsys
    ):
        (tmp_path / ("vanthu_training" if with_tours else "vanthu_document")).mkdir()
        monkeypatch.setattr(paths, "ADDONS", tmp_path)
        demo.welcome()
        shown = capsys.readouterr().out
        assert "Administrator" in shown
        assert ("Log in as vanthu" in shown) is with_tours


class TestBackupAndRestore:
    def test_backup_never_replaces_a_file(self, files, monkeypatch):
        target = files.root / "b.tar"
        target.write_text("the only one")
        monkeypatch.setattr(backup, "write", lambda *args: pytest.fail("the file is there"))
        with pytest.raises(CommandError, match="is there already"):
            backup.main(["vanthu_demo", str(target)])
        assert target.read_text() == "the only one"

    def test_backup_of_nothing_is_refused(self, files):
        with pytest.raises(CommandError, match="no database nowhere"):
            backup.main(["nowhere"])

    def test_archive_is_named_after_database_and_time(self, files, monkeypatch, capsys):
        def write(name, target):
            target.write_bytes(b"x" * 10)
            return {"tables": {"a": 2, "b": 3}, "members": {"database.dump": {}, "f": {}}}

        monkeypatch.setattr(backup, "write", write)
        assert backup.main([]) == 0
        (path,) = (files.root / "backups").iterdir()
        printed = capsys.readouterr()
        assert printed.out.strip() == str(path)
        assert path.name.startswith("vanthu_demo-")
        assert "2 tables, 5 rows, 1 files" in printed.err

    def test_rows_are_counted_for_every_table_in_one_query(self):
        asked = []

        def ask(statement):
            asked.append(statement)
            if statement.startswith(backup.TABLES):
                return ["public.res_users", 'public."Tên lạ"', "public.o''x"]
            return ["12 public.res_users", '0 public."Tên lạ"', "3 public.o''x"]

        assert backup.row_counts(ask) == {
            "public.res_users": 12, 'public."Tên lạ"': 0, "public.o''x": 3,
        }
        assert len(asked) == 2
        assert "|| ' public.o''''x' FROM public.o''x" in asked[1]

    def test_empty_database_has_no_rows_to_count(self):
        assert backup.row_counts(lambda statement: []) == {}

    def test_missing_archive_and_bad_names_are_refused_first(self, files, monkeypatch):
        monkeypatch.setattr(restore, "restore", lambda *a, **k: pytest.fail("refuse first"))
        with pytest.raises(CommandError, match="there is no file"):
            restore.main([str(files.root / "no.tar"), "copy"])
        (files.root / "b.tar").touch()
        with pytest.raises(CommandError, match="cannot name a database"):
            restore.main([str(files.root / "b.tar"), "a b"])

    @pytest.mark.parametrize("kind", ["database", "files"])
    def test_name_that_is_taken_is_never_touched(self, files, monkeypatch, kind):
        monkeypatch.setattr(database, "drop", lambda name: pytest.fail("nothing may be dropped"))
        if kind == "files":
            files.there.clear()
            database.filestore("vanthu_demo").mkdir(parents=True)
        with pytest.raises(CommandError, match="restore into a new name"):
            restore.restore(files.root / "b.tar", "vanthu_demo")

    def proof(self, files, monkeypatch, *, stored, present, missing=()):
        """Compare a restored database that has one table of two rows with its manifest."""
        monkeypatch.setattr(backup, "row_counts", lambda ask: {"t": 2})
        monkeypatch.setattr(database, "sql", lambda statement, name: [[item] for item in stored])
        folder = database.filestore("copy")
        (folder / "checklist").mkdir(parents=True)
        for item in present:
            (folder / item).parent.mkdir(exist_ok=True)
            (folder / item).touch()
        restore._prove("copy", {"tables": {"t": 2}, "missing_files": [*missing]})

    def test_file_that_the_archive_lacks_fails_the_proof(self, files, monkeypatch):
        with pytest.raises(CommandError, match="file ab/ab: named by the database"):
            self.proof(files, monkeypatch, stored=["ab/ab"], present=[])

    def test_file_that_was_missing_before_is_only_told(self, files, monkeypatch, capsys):
        self.proof(
            files, monkeypatch, stored=["ab/ab", "cd/cd"], present=["cd/cd"], missing=["ab/ab"]
        )
        printed = capsys.readouterr().out
        assert "files: 1 of 1" in printed
        assert "1 files were missing at the time of the backup" in printed
        # Odoo's notes of files to clean up belong to the other database.
        assert not (database.filestore("copy") / "checklist").exists()


class TestDatabases:
    def test_answers_of_several_rows_and_columns_are_taken_apart(self, monkeypatch):
        monkeypatch.setattr(database, "run", lambda *a, **k: "a\x1fdòng\nhai\x1e\x1fb\n")
        monkeypatch.setattr(database.postgres, "programs", lambda: paths.ROOT)
        assert database.sql("SELECT") == [["a", "dòng\nhai"], ["", "b"]]
        monkeypatch.setattr(database, "run", lambda *a, **k: "")
        assert database.sql("SELECT") == []

    def test_dependencies_are_those_of_the_manifests_without_ourselves(
        self, monkeypatch, tmp_path
    ):
        monkeypatch.setattr(paths, "ADDONS", tmp_path)
        for name, depends in (("vanthu_a", ["mail", "hr"]), ("vanthu_b", ["vanthu_a"])):
            (tmp_path / name).mkdir()
            (tmp_path / name / "__manifest__.py").write_text(repr({"depends": depends}))
        assert database.depends() == ["hr", "mail", "portal", "web"]

    def test_renamed_database_takes_its_files_along(self, files, monkeypatch):
        monkeypatch.setattr(database, "sql", lambda *args: [])
        (database.filestore("old") / "ab").mkdir(parents=True)
        (database.filestore("old") / "ab/x").write_text("letter")
        (database.filestore("new") / "stale").mkdir(parents=True)
        database.rename("old", "new")
        assert (database.filestore("new") / "ab/x").read_text() == "letter"
        assert not (database.filestore("new") / "stale").exists()
        assert not database.filestore("old").exists()

    def test_copy_has_its_own_files_and_its_own_identity(self, files, monkeypatch):
        asked = []
        monkeypatch.setattr(
            database, "sql", lambda statement, name="postgres": asked.append((statement, name))
        )
        (database.filestore("one") / "ab").mkdir(parents=True)
        (database.filestore("one") / "ab/x").write_text("letter")
        database.copy("one", "two")
        (database.filestore("two") / "ab/x").write_text("changed")
        assert (database.filestore("one") / "ab/x").read_text() == "letter"
        statement, name = asked[-1]
        assert name == "two"
        assert "database.uuid" in statement
        assert "database.secret" in statement
