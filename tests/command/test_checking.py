"""./vanthu test and ./vanthu lint: what is run, what makes a run red, what is kept between runs."""

from types import SimpleNamespace

import pytest

from command import database, environment, i18n, lint, odoo_log, paths, skip_guard, venv
from command import test as suite
from command.say import CommandError


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    """Two add-ons of our own; Odoo and the database only note what they were asked."""
    addons = tmp_path / "addons"
    for name in ("vanthu_one", "vanthu_two"):
        (addons / name / "tests").mkdir(parents=True)
        (addons / name / "__manifest__.py").write_text("{}")
        (addons / name / "tests/test_x.py").write_text("")
    monkeypatch.setattr(paths, "ADDONS", addons)
    monkeypatch.setattr(paths, "BROUGHT", tmp_path / "brought")
    monkeypatch.setattr(paths, "LOGS", tmp_path / "log")
    done = SimpleNamespace(root=tmp_path, addons=addons, odoo=[], new=[], there=set())

    def new(name):
        done.new.append(name)
        done.there.add(name)

    monkeypatch.setattr(database, "new", new)
    monkeypatch.setattr(database, "exists", lambda name: name in done.there)
    monkeypatch.setattr(database, "drop", done.there.discard)
    monkeypatch.setattr(
        database, "sql", lambda statement, name: [[path.name] for path in addons.iterdir()]
    )
    monkeypatch.setattr(
        suite, "_odoo", lambda name, option, names, what: done.odoo.append((option, names))
    )
    monkeypatch.setattr(environment, "ensure", lambda **options: None)
    return done


BOTH = ["vanthu_one", "vanthu_two"]


class TestKeptDatabase:
    def test_first_run_installs_all_in_a_new_database(self, checkout):
        suite._refresh("t", BOTH)
        assert checkout.new == ["t"]
        assert checkout.odoo == [("-i", BOTH)]

    def test_second_run_with_the_same_source_does_nothing(self, checkout):
        suite._refresh("t", BOTH)
        checkout.odoo.clear()
        suite._refresh("t", BOTH)
        assert checkout.odoo == []

    def test_only_the_changed_add_on_is_upgraded(self, checkout):
        suite._refresh("t", BOTH)
        checkout.odoo.clear()
        (checkout.addons / "vanthu_two/models.py").write_text("x = 1\n")
        suite._refresh("t", BOTH)
        assert checkout.odoo == [("-u", ["vanthu_two"])]
        assert checkout.new == ["t"]

    def test_changed_test_needs_no_upgrade(self, checkout):
        suite._refresh("t", BOTH)
        checkout.odoo.clear()
        (checkout.addons / "vanthu_one/tests/test_x.py").write_text("# another test\n")
        (checkout.addons / "vanthu_one/models.pyc").write_bytes(b"\0")
        suite._refresh("t", BOTH)
        assert checkout.odoo == []

    def test_moved_file_is_a_change(self, checkout):
        path = checkout.addons / "vanthu_one/a.xml"
        path.write_text("<odoo/>")
        before = suite._digest("vanthu_one")
        path.rename(path.with_name("b.xml"))
        assert suite._digest("vanthu_one") != before

    def test_new_add_on_is_installed_beside_the_others(self, checkout):
        suite._refresh("t", ["vanthu_one"])
        checkout.odoo.clear()
        suite._refresh("t", BOTH)
        assert checkout.odoo == [("-i", ["vanthu_two"])]

    def test_removed_add_on_begins_anew(self, checkout):
        suite._refresh("t", BOTH)
        checkout.odoo.clear()
        suite._refresh("t", ["vanthu_one"])
        assert checkout.new == ["t", "t"]
        assert checkout.odoo == [("-i", ["vanthu_one"])]

    def test_lost_database_begins_anew(self, checkout):
        suite._refresh("t", BOTH)
        checkout.there.clear()
        suite._refresh("t", BOTH)
        assert checkout.new == ["t", "t"]

    def test_upgrade_that_broke_off_is_not_taken_for_done(self, checkout, monkeypatch):
        suite._refresh("t", BOTH)
        (checkout.addons / "vanthu_one/models.py").write_text("x = 1\n")

        def fail(*args):
            raise CommandError("a warning")

        good = suite._odoo
        monkeypatch.setattr(suite, "_odoo", fail)
        with pytest.raises(CommandError):
            suite._refresh("t", BOTH)
        monkeypatch.setattr(suite, "_odoo", good)
        suite._refresh("t", BOTH)
        assert checkout.new == ["t", "t"], "nobody knows what state the database is in"

    def test_add_on_that_odoo_left_out_fails_the_installation(self, checkout, monkeypatch):
        monkeypatch.setattr(database, "sql", lambda statement, name: [["vanthu_one"]])
        with pytest.raises(CommandError, match="did not install vanthu_two"):
            suite._refresh("t", BOTH)
        assert not suite._state_file("t").exists()


class TestWholeRun:
    @pytest.fixture
    def run(self, checkout, monkeypatch):
        """A whole run whose steps find nothing, and what pytest was asked."""
        checkout.pytest = []
        monkeypatch.setattr(lint, "run", list)
        monkeypatch.setattr(i18n, "run", lambda name, addons, action: [])
        monkeypatch.setattr(suite, "_pytest", lambda name, rest: checkout.pytest.append(rest) or 0)
        return checkout

    def test_green_run_installs_upgrades_and_tests(self, run, capsys):
        assert suite.main([]) == 0
        assert [option for option, _names in run.odoo] == ["-i", "-u"]
        assert run.pytest == [[]]
        assert "all is green" in capsys.readouterr().err

    def test_every_step_that_fails_is_named_and_the_others_go_on(self, run, monkeypatch, capsys):
        def upgrade(name, option, names, what):
            if option == "-u":
                raise CommandError("upgrading printed 1 warnings")

        monkeypatch.setattr(suite, "_odoo", upgrade)
        monkeypatch.setattr(lint, "run", lambda: ["ruff"])
        monkeypatch.setattr(i18n, "run", lambda name, addons, action: ["vanthu_two"])
        monkeypatch.setattr(suite, "_pytest", lambda name, rest: 1)
        assert suite.main([]) == 1
        assert "failed: lint (ruff), upgrade, translation of vanthu_two, tests" in (
            capsys.readouterr().err
        )

    def test_options_that_are_not_ours_go_to_pytest_without_lint(self, run, monkeypatch):
        monkeypatch.setattr(lint, "run", lambda: pytest.fail("only some tests were asked for"))
        assert suite.main(["tests/command", "-k", "name"]) == 0
        assert run.pytest == [["tests/command", "-k", "name"]]

    def test_database_name_that_needs_quoting_is_refused_first(self, run):
        with pytest.raises(CommandError, match="cannot name a database"):
            suite.main(["--db", "a;b"])
        assert run.odoo == []


class TestPytest:
    @pytest.fixture
    def asked(self, checkout, monkeypatch):
        """Command line and environment with which pytest would start."""
        found = SimpleNamespace()

        def start(argv, env, **options):
            found.argv, found.env = argv, env
            return SimpleNamespace(returncode=5)

        monkeypatch.setattr(suite, "subprocess", SimpleNamespace(run=start, DEVNULL=None))
        monkeypatch.setattr(environment, "conf", lambda kind: f"/conf/{kind}.conf")
        monkeypatch.setattr(environment, "odoo_env", lambda: {"PYTHONPATH": "/odoo"})
        monkeypatch.setattr(venv, "python", lambda: "python")
        return found

    def test_all_tests_are_meant_where_no_path_is_named(self, asked, checkout):
        assert suite._pytest("t", ["-k", "number"]) == 5
        folders = [str(checkout.addons / name / "tests") for name in BOTH]
        assert [arg for arg in asked.argv if arg in folders] == folders
        assert asked.argv[-2:] == ["-k", "number"]
        assert "--odoo-http" in asked.argv
        assert "--odoo-config=/conf/test.conf" in asked.argv

    def test_named_path_stands_alone(self, asked, checkout):
        named = f"{checkout.addons}/vanthu_one/tests/test_x.py::TestX"
        suite._pytest("t", [named])
        assert asked.argv[-1] == named
        assert not any("vanthu_two" in arg for arg in asked.argv)

    def test_tests_know_their_database_and_our_command(self, asked):
        suite._pytest("t", [])
        assert asked.env["VANTHU_TEST_DB"] == "t"
        assert asked.env["PYTHONPATH"].split(":") == ["/odoo", str(paths.CONFIG)]


class TestLint:
    @pytest.fixture
    def programs(self, checkout, monkeypatch):
        """The programs that lint starts; those in ``bad`` find something."""
        found = SimpleNamespace(argv={}, bad=set())

        def start(argv, **options):
            name = argv[0].rsplit("/", 1)[-1]
            found.argv[name] = argv
            code = 1 if name in found.bad else 0
            return SimpleNamespace(returncode=code, stdout=f"{name} says\n", stderr="")

        monkeypatch.setattr(lint, "subprocess", SimpleNamespace(run=start, DEVNULL=None))
        monkeypatch.setattr(environment, "odoo_env", dict)
        return found

    def test_all_checks_run_although_the_first_finds_something(self, programs, capsys):
        programs.bad = {"ruff", "pylint"}
        assert lint.run() == ["ruff", "pylint-odoo"]
        assert set(programs.argv) == {"ruff", "pylint", "oca-checks-odoo-module"}
        assert capsys.readouterr().out == "ruff says\npylint says\n"

    def test_translations_are_checked_where_there_are_some(self, programs, checkout):
        (checkout.addons / "vanthu_one/i18n").mkdir()
        (checkout.addons / "vanthu_one/i18n/vi.po").write_text("")
        lint.run()
        assert programs.argv["oca-checks-po"][-1].endswith("vanthu_one/i18n/vi.po")

    def test_nothing_is_mended_unasked(self, programs):
        assert lint.main([]) == 0
        assert not any("--fix" in argv for argv in programs.argv.values())
        lint.main(["--fix"])
        assert "--fix" in programs.argv["ruff"]
        assert "--fix" not in programs.argv["pylint"]

    def test_exit_code_tells_that_something_was_found(self, programs):
        programs.bad = {"oca-checks-odoo-module"}
        assert lint.main([]) == 1


class TestOdooRuns:
    @pytest.fixture
    def odoo(self, monkeypatch, tmp_path):
        """Instead of Odoo: a shell script that the test writes."""
        monkeypatch.setattr(paths, "LOGS", tmp_path / "log")
        monkeypatch.setattr(environment, "odoo_env", lambda: {"PATH": "/bin:/usr/bin"})
        monkeypatch.setattr(environment, "conf", lambda kind: tmp_path / f"{kind}.conf")

        def run(shell, **options):
            monkeypatch.setattr(environment, "odoo", lambda *args: ["sh", "-c", shell])
            return odoo_log.run_odoo([], log="x", what="installing", **options)

        return run

    LINE = "2026-11-22 12:00:00,000 12 {} db odoo.models: {}"

    def test_output_comes_back_and_the_log_is_kept(self, odoo, tmp_path):
        assert odoo("echo result; echo log >&2") == "result\n"
        assert (tmp_path / "log/x.log").read_text() == "log\n"

    def test_script_reaches_the_shell(self, odoo):
        assert odoo("cat", script="env['x']\n") == "env['x']\n"

    def test_configuration_is_named_in_the_environment(self, odoo, tmp_path):
        assert odoo("echo $ODOO_RC", conf="dev") == f"{tmp_path}/dev.conf\n"

    def test_error_code_is_told_with_the_warnings_and_the_place_of_the_log(self, odoo, tmp_path):
        line = self.LINE.format("ERROR", "the view is invalid")
        with pytest.raises(CommandError) as caught:
            odoo(f"echo '{line}' >&2; exit 3")
        message = str(caught.value)
        assert "installing failed with exit code 3" in message
        assert "the view is invalid" in message
        assert str(tmp_path / "log/x.log") in message

    def test_error_code_without_a_warning_shows_the_end_of_the_log(self, odoo):
        with pytest.raises(CommandError, match="usage: odoo"):
            odoo("echo usage: odoo >&2; exit 2")

    def test_warning_fails_strict_runs_only(self, odoo):
        script = f"echo '{self.LINE.format('WARNING', 'no constraint')}' >&2"
        assert odoo(script) == ""
        with pytest.raises(CommandError, match="printed 1 warnings"):
            odoo(script, strict=True)

    def test_critical_line_fails_every_run_whatever_the_code(self, odoo):
        with pytest.raises(CommandError, match="cannot be loaded"):
            odoo(f"echo '{self.LINE.format('CRITICAL', 'module cannot be loaded')}' >&2")


class TestSkips:
    @pytest.fixture
    def guard(self, monkeypatch):
        monkeypatch.setattr(skip_guard, "read_patterns", lambda: ["tests/a.py::*"])
        return skip_guard.SkipGuard()

    def report(self, node, skipped=True, reason=("a.py", 3, "Skipped: no chromium"), **more):
        return SimpleNamespace(nodeid=node, skipped=skipped, longrepr=reason, **more)

    def session(self, code=pytest.ExitCode.OK):
        return SimpleNamespace(exitstatus=code)

    def test_run_without_foreign_skips_stays_green(self, guard):
        guard.pytest_runtest_logreport(self.report("tests/a.py::test_x"))
        guard.pytest_runtest_logreport(self.report("tests/b.py::test_y", skipped=False))
        guard.pytest_runtest_logreport(self.report("tests/b.py::test_z", wasxfail="known"))
        session = self.session()
        guard.pytest_sessionfinish(session)
        assert session.exitstatus == pytest.ExitCode.OK
        assert guard.refused == []

    def test_skip_that_is_not_listed_turns_the_run_red_with_its_reason(self, guard):
        guard.pytest_runtest_logreport(self.report("tests/b.py::test_y"))
        guard.pytest_collectreport(self.report("tests/c.py", reason="no module"))
        session = self.session()
        guard.pytest_sessionfinish(session)
        assert session.exitstatus == pytest.ExitCode.TESTS_FAILED
        assert guard.refused == [
            "tests/b.py::test_y: Skipped: no chromium", "tests/c.py: no module",
        ]

    def test_worse_result_is_not_painted_over(self, guard):
        guard.pytest_runtest_logreport(self.report("tests/b.py::test_y"))
        session = self.session(pytest.ExitCode.INTERRUPTED)
        guard.pytest_sessionfinish(session)
        assert session.exitstatus == pytest.ExitCode.INTERRUPTED

    def test_refused_tests_are_named_at_the_end(self, guard):
        lines = []
        reporter = SimpleNamespace(section=lines.append, line=lines.append)
        guard.pytest_terminal_summary(reporter)
        assert lines == []
        guard.pytest_runtest_logreport(self.report("tests/b.py::test_y"))
        guard.pytest_terminal_summary(reporter)
        assert lines[1].startswith("tests/b.py::test_y")
