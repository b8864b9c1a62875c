"""Settings say which optional programs the server has, in which version, and what is lost."""

import subprocess
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from ..models import vanthu_optional_tools
from ..tools import pdf_signature, programs
from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestSettings(VanthuCommon):
    def _shown(self, package, program):
        with (
            patch.object(vanthu_optional_tools, "find_package", lambda *names: package),
            patch.object(vanthu_optional_tools, "find_program", lambda name: program),
            patch.object(pdf_signature, "find_version", lambda: package),
        ):
            settings = self.env["res.config.settings"].create({})
            return settings.vanthu_tools_present, settings.vanthu_tools_missing

    def test_what_is_there_is_shown_with_version_and_purpose(self):
        present, missing = self._shown("0.20.2", "7.4.7.2")
        self.assertIn("docxtpl 0.20.2: drafts from templates", present.splitlines())
        self.assertIn("LibreOffice Writer 7.4.7.2: PDF of drafts", present.splitlines())
        self.assertFalse(missing)

    def test_what_is_missing_is_shown_with_what_does_not_work(self):
        present, missing = self._shown("", "")
        self.assertFalse(present)
        self.assertIn("LibreOffice Writer – without it: no PDF of drafts", missing.splitlines())
        self.assertIn("docxtpl – without it: no drafts from templates", missing.splitlines())

    def test_each_is_named_once(self):
        present, missing = self._shown("1.0", "")
        lines = [*present.splitlines(), *missing.splitlines()]
        self.assertEqual(len(lines), len({line.split(" –")[0].split(" 1.0")[0] for line in lines}))
        self.assertEqual(len(lines), len(self.env["res.config.settings"]._get_vanthu_tools()))


class TestPrograms(BaseCase):
    def setUp(self):
        super().setUp()
        self.addCleanup(programs._ask_version.cache_clear)
        programs._ask_version.cache_clear()

    def _answer(self, output="", error=""):
        done = subprocess.CompletedProcess([], 0, output.encode(), error.encode())
        return (
            patch.object(programs.shutil, "which", lambda name: f"/bin/{name}"),
            patch.object(programs.subprocess, "run", return_value=done),
        )

    def test_version_is_read_wherever_the_program_writes_it(self):
        for output, error, version in (
            ("LibreOffice 7.4.7.2 40(Build:2)\n", "", "7.4.7.2"),
            ("", "pdftoppm version 22.12.0\n", "22.12.0"), ("tesseract 5.3", "", "5.3"),
            ("no number", "", "?"),
        ):
            which, run = self._answer(output, error)
            with self.subTest(version), which, run:
                programs._ask_version.cache_clear()
                self.assertEqual(programs.find_program("x"), version)

    def test_program_is_asked_once(self):
        which, run = self._answer("1.2")
        with which, run as asked:
            self.assertEqual([programs.find_program("x") for _ in range(3)], ["1.2"] * 3)
        asked.assert_called_once()

    def test_program_that_hangs_or_fails_is_there_all_the_same(self):
        for error in (subprocess.TimeoutExpired("x", 1), PermissionError()):
            programs._ask_version.cache_clear()
            which, _ = self._answer()
            with which, patch.object(programs.subprocess, "run", side_effect=error):
                self.assertEqual(programs.find_program("x"), "?")

    def test_missing_program_is_not_asked(self):
        with (
            patch.object(programs.shutil, "which", lambda name: None),
            patch.object(programs.subprocess, "run", side_effect=AssertionError),
        ):
            self.assertEqual(programs.find_program("x"), "")

    def test_packages(self):
        self.assertRegex(programs.find_package("lxml", "lxml"), r"^\d+\.")
        self.assertEqual(programs.find_package("lxml", "no-such-distribution"), "?")
        self.assertEqual(programs.find_package("no_such_module", "lxml"), "")
