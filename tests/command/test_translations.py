"""./vanthu i18n: terms are compared and merged, add-on by add-on."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest

from command import database, environment, i18n, odoo_log, paths, po_terms, venv
from command.say import CommandError


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    """Two add-ons of our own and databases that are only names."""
    for name in ("vanthu_one", "vanthu_two"):
        (tmp_path / "addons" / name).mkdir(parents=True)
        (tmp_path / "addons" / name / "__manifest__.py").write_text("{}")
    made = SimpleNamespace(new=[], there=set())

    def new(name):
        made.new.append(name)
        made.there.add(name)

    monkeypatch.setattr(paths, "ADDONS", tmp_path / "addons")
    monkeypatch.setattr(paths, "BROUGHT", tmp_path / "brought")
    monkeypatch.setattr(database, "new", new)
    monkeypatch.setattr(database, "drop", made.there.discard)
    monkeypatch.setattr(environment, "ensure", lambda **options: None)
    return made


class TestTranslations:
    def files(self, tmp_path, template, translation):
        """An export and the add-on's own translation, as ./vanthu i18n finds them."""
        folder = tmp_path / "vanthu_x/i18n"
        folder.parent.mkdir()
        pot = polib.POFile()
        pot.metadata = {"Project-Id-Version": "19.0"}
        pot.extend(polib.POEntry(msgid=term, occurrences=[("x.py", "1")]) for term in template)
        pot.save(str(tmp_path / "new.pot"))
        if translation is not None:
            folder.mkdir()
            po = polib.POFile()
            po.extend(polib.POEntry(msgid=term, msgstr=text) for term, text in translation.items())
            po.save(str(folder / "vi.po"))
        return str(tmp_path / "new.pot"), str(folder / "vi.po")

    def test_check_changes_nothing_and_names_each_gap(self, tmp_path, capsys):
        pot, po = self.files(tmp_path, ["Clerk", "Leader"], {"Clerk": "Văn thư"})
        before = Path(po).read_bytes()
        assert po_terms.main("check", pot, po) == 1
        assert capsys.readouterr().out.splitlines() == [
            "missing: 'Leader' (x.py)", "1 of 2 terms are translated",
        ]
        assert Path(po).read_bytes() == before

    def test_complete_translation_passes(self, tmp_path, capsys):
        pot, po = self.files(tmp_path, ["Clerk"], {"Clerk": "Văn thư"})
        assert po_terms.main("check", pot, po) == 0

    def test_first_merge_makes_both_files(self, tmp_path):
        pot, po = self.files(tmp_path, ["Clerk"], None)
        assert po_terms.main("merge", pot, po) == 1
        merged = polib.pofile(po)
        assert [(entry.msgid, entry.msgstr) for entry in merged] == [("Clerk", "")]
        assert merged.metadata["Language"] == "vi"
        assert (tmp_path / "vanthu_x/i18n/vanthu_x.pot").exists()

    def test_merging_twice_changes_no_byte(self, tmp_path):
        pot, po = self.files(tmp_path, ["Leader", "Clerk"], {"Clerk": "Văn thư"})
        folder = tmp_path / "vanthu_x/i18n"
        po_terms.main("merge", pot, po)
        first = {path.name: path.read_bytes() for path in folder.iterdir()}
        po_terms.main("merge", pot, po)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == first

    def test_unknown_add_on_is_refused_before_a_database_is_made(self, checkout):
        with pytest.raises(CommandError, match="there is no add-on vanthu_three"):
            i18n.main(["vanthu_one", "vanthu_three"])
        assert checkout.new == []

    def test_incomplete_add_ons_are_named_and_fail_the_check_only(
        self, checkout, monkeypatch, capsys
    ):
        monkeypatch.setattr(odoo_log, "run_odoo", lambda *args, **options: "")
        monkeypatch.setattr(environment, "odoo_env", dict)
        monkeypatch.setattr(i18n, "_odoo_translations", list)

        def compare(argv, **options):
            gap = "missing: 'A' (x)\n" if "vanthu_two" in argv[-1] else ""
            return SimpleNamespace(returncode=bool(gap), stdout=gap + "summary\n", stderr="")

        monkeypatch.setattr(i18n, "subprocess", SimpleNamespace(run=compare))
        assert i18n.main(["--check"]) == 1
        assert capsys.readouterr().out == "vanthu_two: missing: 'A' (x)\n"
        assert i18n.main([]) == 0
        assert checkout.there == set(), "the database is dropped again"

    def test_translation_that_cannot_be_read_is_an_error_with_its_reason(
        self, checkout, monkeypatch
    ):
        monkeypatch.setattr(odoo_log, "run_odoo", lambda *args, **options: "")
        monkeypatch.setattr(environment, "odoo_env", dict)
        broken = SimpleNamespace(returncode=1, stdout="", stderr="Syntax error in line 7")
        monkeypatch.setattr(
            i18n, "subprocess", SimpleNamespace(run=lambda argv, **options: broken)
        )
        with pytest.raises(CommandError, match="line 7"):
            i18n.run("t", ["vanthu_one"], action="check")


def test_reader_of_translations_runs_as_a_program(tmp_path):
    """As ./vanthu i18n starts it: with the environment's Python, config/ on its path."""
    pot = polib.POFile()
    pot.append(polib.POEntry(msgid="Clerk"))
    pot.save(str(tmp_path / "x.pot"))
    done = subprocess.run(
        [str(venv.python()), "-m", "command.po_terms", "check", str(tmp_path / "x.pot"),
         str(tmp_path / "vi.po")],
        env={"PYTHONPATH": str(paths.CONFIG)}, capture_output=True, text=True, check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "0 of 1 terms are translated")
