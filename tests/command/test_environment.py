"""Where things are and how Odoo is started: folders, variables, configuration files."""

import configparser
import os
import shlex
import subprocess

import pytest

from command import arguments, env, environment, odoo_source, paths, postgres, venv


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    """Folders of our own, an Odoo source and a Python that are only names."""
    for name in ("BROUGHT", "VENV", "FILES", "CONFS", "ADDONS"):
        monkeypatch.setattr(paths, name, tmp_path / name.lower())
    source = tmp_path / "source"
    (source / "odoo").mkdir(parents=True)
    (source / "odoo/release.py").write_text("version_info = (19, 0, 0, 'final', 0, '')\n")
    monkeypatch.setenv("VANTHU_ODOO", str(source))
    monkeypatch.setattr(venv, "site_packages", lambda: tmp_path / "site")
    return tmp_path


class TestFolders:
    def test_downloads_go_where_the_user_keeps_caches(self, monkeypatch, tmp_path):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        assert paths.cache() == tmp_path / "cache/vanthu"
        assert paths.cache().is_dir()

    @pytest.mark.parametrize("base", ["", "relative/folder"])
    def test_relative_cache_folder_is_not_taken(self, monkeypatch, tmp_path, base):
        monkeypatch.setenv("XDG_CACHE_HOME", base)
        monkeypatch.setenv("HOME", str(tmp_path))
        assert paths.cache() == tmp_path / ".cache/vanthu"

    def test_home_that_cannot_be_written_falls_back_to_the_checkout(self, monkeypatch, tmp_path):
        blocked = tmp_path / "file"
        blocked.write_text("no folder")
        monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
        monkeypatch.setattr(paths, "BROUGHT", tmp_path / "brought")
        assert paths.cache() == tmp_path / "brought/cache"

    def test_checkouts_have_different_keys_of_fixed_length(self, monkeypatch, tmp_path):
        keys = set()
        for name in ("one", "two"):
            monkeypatch.setattr(paths, "BROUGHT", tmp_path / name)
            keys.add(paths.checkout_key())
            assert len(paths.checkout_key()) == 8
        assert len(keys) == 2

    def test_only_folders_with_a_manifest_are_add_ons(self, monkeypatch, tmp_path):
        monkeypatch.setattr(paths, "ADDONS", tmp_path)
        for name in ("vanthu_b", "vanthu_a", "notes"):
            (tmp_path / name).mkdir()
        (tmp_path / "vanthu_a/__manifest__.py").write_text("{}")
        (tmp_path / "vanthu_b/__manifest__.py").write_text("{}")
        assert paths.our_addons() == ["vanthu_a", "vanthu_b"]


class TestConfiguration:
    @pytest.mark.parametrize("kind", ["dev", "test"])
    def test_template_gets_our_folders_and_keeps_its_settings(self, checkout, kind):
        parser = configparser.RawConfigParser()
        parser.read(environment.conf(kind), encoding="utf-8")
        options = parser["options"]
        folders = options["addons_path"].split(",")
        assert folders == [str(checkout / "source/odoo/addons"), str(checkout / "addons")]
        assert options["data_dir"] == str(checkout / "files")
        template = configparser.RawConfigParser()
        template.read(paths.CONFIG / f"odoo.{kind}.conf", encoding="utf-8")
        kept = set(template["options"]) - {"addons_path", "data_dir"}
        assert kept
        assert all(options[name] == template["options"][name] for name in kept)

    def test_unchanged_file_is_not_written_again(self, checkout):
        target = environment.conf("dev")
        os.utime(target, (1, 1))
        assert environment.conf("dev").stat().st_mtime == 1

    def test_file_that_somebody_changed_is_put_right(self, checkout):
        target = environment.conf("dev")
        text = target.read_text(encoding="utf-8")
        target.write_text("[options]\nlist_db = True\n")
        assert environment.conf("dev").read_text(encoding="utf-8") == text

    def test_source_checkout_brings_its_second_folder_of_add_ons(self, checkout):
        (checkout / "source/addons/web").mkdir(parents=True)
        assert odoo_source.addons_path() == [
            checkout / "source/odoo/addons", checkout / "source/addons", checkout / "addons",
        ]


class TestVariables:
    def test_our_programs_come_first_and_the_database_is_not_named(self, checkout, monkeypatch):
        monkeypatch.setenv("PATH", "/usr/bin")
        monkeypatch.setenv("PGDATABASE", "production")
        found = environment.odoo_env()
        first, second, last = found["PATH"].split(os.pathsep)
        assert first == str(checkout / "venv/bin")
        assert second == str(postgres.programs())
        assert last == "/usr/bin"
        assert "PGDATABASE" not in found
        assert found["PYTHONPATH"] == str(checkout / "source")
        assert found["TZ"] == "UTC"

    def test_language_of_the_machine_is_kept_where_there_is_one(self, checkout, monkeypatch):
        monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
        assert environment.odoo_env()["LC_ALL"] == "vi_VN.UTF-8"
        monkeypatch.delenv("LC_ALL")
        assert environment.odoo_env()["LC_ALL"] == "C.UTF-8"

    def test_odoo_is_started_by_the_python_of_the_checkout(self, checkout):
        assert environment.odoo("server", checkout / "x.conf") == [
            str(checkout / "venv/bin/python"), "-m", "odoo", "server", str(checkout / "x.conf"),
        ]

    def test_printed_lines_set_the_variables_in_a_shell(self, checkout, monkeypatch, capsys):
        monkeypatch.setattr(environment, "ensure", lambda **options: None)
        odd = "a folder with 'quotes' and $HOME; rm -rf ."
        monkeypatch.setattr(environment, "odoo_env", lambda: {**os.environ, "VANTHU_X": odd})
        assert env.main([]) == 0
        printed = capsys.readouterr().out
        assert printed == f"export VANTHU_X={shlex.quote(odd)}\n"
        done = subprocess.run(
            ["sh", "-c", printed + 'printf %s "$VANTHU_X"'], capture_output=True, text=True,
            check=True,
        )
        assert done.stdout == odd

    def test_what_the_tests_need_is_only_brought_for_tests(self, monkeypatch):
        asked = []
        monkeypatch.setattr(odoo_source, "ensure", lambda: asked.append("odoo"))
        monkeypatch.setattr(venv, "ensure", lambda tests: asked.append(f"venv {tests}"))
        monkeypatch.setattr(
            environment.apt, "install", lambda programs: asked.append(sorted(programs))
        )
        monkeypatch.setattr(postgres, "ensure", lambda: asked.append("postgres"))
        environment.ensure(server=False)
        assert asked == ["odoo", "venv False", ["wkhtmltopdf"], ["soffice"]]
        asked.clear()
        environment.ensure(tests=True)
        assert asked == [
            "odoo", "venv True", ["chromium", "pdftotext", "wkhtmltopdf"], ["soffice"],
            "postgres",
        ]


class TestOptions:
    def test_help_is_the_text_of_the_module_as_written(self, capsys):
        doc = "Do something.\n\n  first   line\n  second  line\n"
        with pytest.raises(SystemExit) as ended:
            arguments.parser("command.something", doc).parse_args(["--help"])
        assert ended.value.code == 0
        printed = capsys.readouterr().out
        assert "usage: ./vanthu something" in printed
        assert "  first   line\n  second  line" in printed

    def test_option_is_not_guessed_from_its_beginning(self, capsys):
        options = arguments.parser("command.demo", "Text.")
        options.add_argument("--fresh", action="store_true")
        with pytest.raises(SystemExit):
            options.parse_args(["--fre"])
        assert "--fre" in capsys.readouterr().err
