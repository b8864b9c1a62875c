"""A pytest plugin: a skipped test that is not on the written list fails the run.

Odoo skips tests silently (no browser, no HTTP server, no wkhtmltopdf), and a
skipped test proves nothing. The list is config/allowed_skips.txt.
"""

import fnmatch
from pathlib import Path

import pytest

ALLOWED = Path(__file__).resolve().parents[1] / "allowed_skips.txt"


def read_patterns(path: Path = ALLOWED) -> list[str]:
    """The patterns of the list, without reasons and comments."""
    lines = (line.split(" #")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def is_allowed(node_id: str, patterns: list[str]) -> bool:
    """Whether a test's node id matches a pattern of the list."""
    # Brackets of parametrised tests are meant literally.
    return any(fnmatch.fnmatchcase(node_id, item.replace("[", "[[]")) for item in patterns)


class SkipGuard:
    """Collects the skipped tests of one run."""

    def __init__(self) -> None:
        self.patterns = read_patterns()
        self.refused: list[str] = []

    def _note(self, report) -> None:
        if not report.skipped or hasattr(report, "wasxfail"):
            return
        if is_allowed(report.nodeid, self.patterns):
            return
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        self.refused.append(f"{report.nodeid}: {reason}")

    def pytest_runtest_logreport(self, report) -> None:
        """Note a skipped test."""
        self._note(report)

    def pytest_collectreport(self, report) -> None:
        """Note a file that was skipped as a whole."""
        self._note(report)

    def pytest_sessionfinish(self, session) -> None:
        """Fail the run if a test was skipped that is not on the list."""
        if self.refused and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter) -> None:
        """Name the tests that were skipped without leave."""
        if self.refused:
            terminalreporter.section("skipped, but not on the list config/allowed_skips.txt")
            for line in self.refused:
                terminalreporter.line(line)


def pytest_configure(config: pytest.Config) -> None:
    """Register the guard."""
    config.pluginmanager.register(SkipGuard(), "vanthu-skip-guard")
