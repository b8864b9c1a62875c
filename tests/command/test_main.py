"""The one command: which module it calls, and what becomes of every error."""

import io
import re
import signal
import sys
from types import SimpleNamespace

import pytest

from command import main, say, setup
from command.say import CommandError


@pytest.fixture(autouse=True)
def keep_signals():
    """The command takes over SIGTERM; the test run keeps its own."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def command(monkeypatch):
    """A function that makes `./vanthu setup` do something else."""
    def replace(action):
        monkeypatch.setattr(setup, "main", action)
    return replace


def raising(error):
    def action(args):
        raise error
    return action


class TestMain:
    def test_arguments_reach_the_command_and_its_code_comes_back(self, command):
        seen = []
        command(lambda args: seen.append(args) or 4)
        assert main.main(["setup", "--tests", "x"]) == 4
        assert seen == [["--tests", "x"]]

    def test_command_without_a_code_is_success(self, command):
        command(lambda args: None)
        assert main.main(["setup"]) == 0

    def test_known_error_is_one_line_without_traceback(self, command, capsys):
        command(raising(CommandError("there is no database x: ./vanthu demo builds one")))
        assert main.main(["setup"]) == 1
        printed = capsys.readouterr()
        assert "stopped: there is no database x" in printed.err
        assert "Traceback" not in printed.err
        assert not printed.out

    def test_interruption_says_that_one_can_go_on(self, command, capsys):
        command(raising(KeyboardInterrupt()))
        assert main.main(["setup"]) == 130
        assert "the same command goes on from here" in capsys.readouterr().err

    def test_reader_that_has_seen_enough_is_no_error(self, command):
        command(raising(BrokenPipeError()))
        assert main.main(["setup"]) == 0

    def test_mistake_of_ours_is_not_hidden(self, command):
        command(raising(ZeroDivisionError()))
        with pytest.raises(ZeroDivisionError):
            main.main(["setup"])

    def test_end_asked_by_the_system_runs_the_clean_up(self, command):
        cleaned = []

        def action(args):
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                cleaned.append(True)

        command(action)
        with pytest.raises(SystemExit) as ended:
            main.main(["setup"])
        assert ended.value.code == 143
        assert cleaned == [True]

    @pytest.mark.parametrize("argv", [[], ["help"], ["-h"], ["--help"]])
    def test_overview_lists_every_command_once(self, argv, capsys):
        assert main.main(argv) == 0
        listed = re.findall(r"^  (\w+) ", capsys.readouterr().out, re.MULTILINE)
        assert listed == [*main.COMMANDS, "help"]

    @pytest.mark.parametrize("name", sorted(set(main.COMMANDS) - {"odoo", "read", "bench"}))
    def test_help_of_a_command_ends_before_anything_is_done(self, name, monkeypatch, capsys):
        from command import environment

        monkeypatch.setattr(
            environment, "ensure", lambda **options: pytest.fail("help must set up nothing")
        )
        with pytest.raises(SystemExit) as ended:
            main.main(["help", name])
        assert ended.value.code == 0
        assert f"./vanthu {name}" in capsys.readouterr().out


class TestSay:
    def line(self, monkeypatch, *, terminal, **variables):
        monkeypatch.delenv("NO_COLOR", raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        stream = io.StringIO()
        stream.isatty = lambda: terminal
        monkeypatch.setattr(sys, "stderr", stream)
        say.warn("no chromium")
        return stream.getvalue()

    def test_lines_go_to_standard_error_with_the_time(self, monkeypatch):
        line = self.line(monkeypatch, terminal=False)
        assert re.fullmatch(r"vanthu \[ *\d+\.\d s\] note: no chromium\n", line)

    def test_colour_is_for_terminals_that_want_it(self, monkeypatch):
        assert "\033[" in self.line(monkeypatch, terminal=True)
        assert "\033[" not in self.line(monkeypatch, terminal=True, NO_COLOR="")


def test_newest_odoo_is_fetched_again_only_when_asked(monkeypatch):
    done = []
    monkeypatch.setattr(setup, "odoo_source", SimpleNamespace(
        ensure=lambda again: done.append(("odoo", again))))
    monkeypatch.setattr(setup, "environment", SimpleNamespace(
        ensure=lambda tests: done.append(("all", tests))))
    assert setup.main([]) == 0
    assert done == [("all", False)]
    assert setup.main(["--newest", "--tests"]) == 0
    assert done[1:] == [("odoo", True), ("all", True)]
