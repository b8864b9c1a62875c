"""Bringing Odoo, Python packages and Debian programs: what is kept, mended, refused."""

import io
import json
import shutil
import tarfile

import pytest

from command import apt, odoo_source, paths, venv
from command.say import CommandError


@pytest.fixture
def brought(monkeypatch, tmp_path):
    """A checkout's folders and a cache of our own; no Odoo source is given."""
    monkeypatch.setattr(paths, "BROUGHT", tmp_path / "brought")
    monkeypatch.setattr(paths, "ODOO", tmp_path / "brought/odoo")
    monkeypatch.setattr(paths, "VENV", tmp_path / "brought/venv")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("VANTHU_ODOO", raising=False)
    return tmp_path


class FakeArchive:
    """An archive whose packages hold their own name."""

    asked = None

    def download(self, names, target):
        type(self).asked = list(names)
        files = []
        for name in names:
            path = target / f"{name.split('/')[0]}_19.0_all.deb"
            path.write_text(name)
            files.append(path)
        return files


@pytest.fixture
def mirror(monkeypatch, brought):
    """Instead of a mirror: the packages that were asked for."""
    FakeArchive.asked = None
    monkeypatch.setattr(apt, "_archives", lambda folder, suites: FakeArchive())
    return FakeArchive


class TestFetch:
    NAMES = ("odoo-19/sid", "fonts-ocr-b/bookworm")

    def test_packages_are_downloaded_once_in_the_order_asked(self, mirror):
        files = apt.fetch([*self.NAMES])
        assert [path.read_text() for path in files] == [*self.NAMES]
        mirror.asked = None
        assert apt.fetch([*reversed(self.NAMES)]) == files[::-1]
        assert mirror.asked is None

    def test_only_a_damaged_package_is_fetched_again(self, mirror):
        files = apt.fetch([*self.NAMES])
        files[1].write_text("half")
        assert apt.fetch([*self.NAMES]) == files
        assert mirror.asked == [self.NAMES[1]]
        assert files[1].read_text() == self.NAMES[1]

    def test_again_asks_the_mirror_for_all(self, mirror):
        apt.fetch([*self.NAMES])
        mirror.asked = None
        apt.fetch([*self.NAMES], again=True)
        assert mirror.asked == [*self.NAMES]

    def test_index_that_was_cut_off_is_no_obstacle(self, mirror):
        files = apt.fetch([*self.NAMES])
        index = files[0].parent / "index.json"
        index.write_text('{"odoo-19/sid": {"fi')
        assert apt.fetch([*self.NAMES]) == files
        assert json.loads(index.read_text())["odoo-19/sid"]["sha256"] == apt.sha256(files[0])

    def test_no_scratch_folder_is_left(self, mirror):
        folder = apt.fetch([*self.NAMES])[0].parent
        assert not [path for path in folder.iterdir() if path.is_dir()]


class TestMirrorIsMissing:
    @pytest.fixture(autouse=True)
    def tools(self, monkeypatch, tmp_path):
        keyring = tmp_path / "keyring.gpg"
        keyring.touch()
        monkeypatch.setattr(apt.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(apt, "mirrors", lambda: ["http://a.test/debian"])
        monkeypatch.setattr(apt, "KEYRINGS", (keyring,))

    def test_machine_without_apt_is_told_the_way_round(self, monkeypatch, tmp_path):
        monkeypatch.setattr(apt.shutil, "which", lambda name: None)
        with pytest.raises(CommandError, match="set VANTHU_ODOO"):
            apt._archives(tmp_path, ("sid",))

    def test_machine_without_mirror_is_told_where_to_add_one(self, monkeypatch, tmp_path):
        monkeypatch.setattr(apt, "mirrors", list)
        with pytest.raises(CommandError, match="/etc/apt: add one there"):
            apt._archives(tmp_path, ("sid",))

    def test_missing_keyring_is_told_with_its_package(self, monkeypatch, tmp_path):
        monkeypatch.setattr(apt, "KEYRINGS", (tmp_path / "none",))
        with pytest.raises(CommandError, match="install debian-archive-keyring"):
            apt._archives(tmp_path, ("sid",))

    def archive(self, monkeypatch, behaviour):
        """Archives whose update does what ``behaviour(mirror, keyring)`` says."""
        class Archive:
            def __init__(self, folder, mirror, keyring, suites):
                self.place = (mirror, keyring.name)

            def update(self):
                behaviour(*self.place)

        monkeypatch.setattr(apt, "Archive", Archive)

    def test_second_mirror_is_tried_when_the_first_fails(self, monkeypatch, tmp_path):
        monkeypatch.setattr(apt, "mirrors", lambda: ["http://down.test", "http://up.test"])

        def behaviour(mirror, keyring):
            if "down" in mirror:
                raise CommandError("no route to host")

        self.archive(monkeypatch, behaviour)
        assert apt._archives(tmp_path, ("sid",)).place[0] == "http://up.test"

    def test_error_of_the_last_mirror_is_told_when_all_fail(self, monkeypatch, tmp_path):
        monkeypatch.setattr(apt, "mirrors", lambda: ["http://one.test", "http://two.test"])

        def behaviour(mirror, keyring):
            raise CommandError(f"{mirror} is down")

        self.archive(monkeypatch, behaviour)
        with pytest.raises(CommandError, match="two.test is down"):
            apt._archives(tmp_path, ("sid",))

    def test_keyring_that_is_too_old_is_replaced_by_one_it_can_check(
        self, monkeypatch, tmp_path, capsys
    ):
        def behaviour(mirror, keyring):
            if keyring == "keyring.gpg":
                raise CommandError("NO_PUBKEY 6ED0E7B82643E131")

        self.archive(monkeypatch, behaviour)
        monkeypatch.setattr(apt, "_newer_keyring", lambda *args: tmp_path / "newer.gpg")
        assert apt._archives(tmp_path, ("sid",)).place[1] == "newer.gpg"
        assert "too old" in capsys.readouterr().err

    def test_unsigned_mirror_is_not_taken_when_no_keyring_helps(self, monkeypatch, tmp_path):
        def behaviour(mirror, keyring):
            raise CommandError("the repository is not signed")

        self.archive(monkeypatch, behaviour)
        monkeypatch.setattr(apt, "_newer_keyring", lambda *args: None)
        with pytest.raises(CommandError, match="not signed"):
            apt._archives(tmp_path, ("sid",))


class TestPrograms:
    def test_nothing_is_asked_of_debian_when_all_is_there(self, monkeypatch):
        monkeypatch.setattr(apt.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(
            apt, "install_packages", lambda packages: pytest.fail("nothing is missing")
        )
        assert apt.install({"chromium": "chromium"}) == []

    def test_without_rights_the_command_goes_on_and_says_what_root_can_do(
        self, monkeypatch, capsys
    ):
        monkeypatch.setattr(apt.shutil, "which", lambda name: None)
        monkeypatch.setattr(apt, "is_root", lambda: False)
        missing = apt.install({"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils"})
        assert missing == ["poppler-utils"]
        told = capsys.readouterr().err
        assert "apt-get install -y --no-install-recommends poppler-utils" in told

    def test_failed_installation_is_a_note_and_no_end(self, monkeypatch, capsys):
        def fail(packages):
            raise CommandError("no network")

        monkeypatch.setattr(
            apt.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
        )
        monkeypatch.setattr(apt, "is_root", lambda: True)
        monkeypatch.setattr(apt, "install_packages", fail)
        assert apt.install({"chromium": "chromium"}) == ["chromium"]
        assert "going on without chromium: no network" in capsys.readouterr().err

    def test_old_package_lists_are_refreshed_and_tried_once_more(self, monkeypatch):
        calls = []

        def run(argv, **options):
            calls.append(argv[1])
            assert options["env"]["DEBIAN_FRONTEND"] == "noninteractive"
            if calls == ["install"]:
                raise CommandError("404")
            return ""

        monkeypatch.setattr(apt, "run", run)
        apt.install_packages(["chromium"])
        assert calls == ["install", "update", "install"]


class TestOdooSource:
    def source(self, folder, version="(19, 0, 0, 'final', 0, '')"):
        (folder / "odoo").mkdir(parents=True, exist_ok=True)
        (folder / "odoo/release.py").write_text(f"version_info = {version}\n")
        return folder

    def test_series_is_read_without_running_the_source(self, tmp_path):
        self.source(tmp_path)
        with open(tmp_path / "odoo/release.py", "a") as handle:
            handle.write("raise SystemExit('it was run')\n")
        assert odoo_source.release(tmp_path) == "19.0"

    @pytest.mark.parametrize("text", ["", "version_info = (", "name = 'Odoo'\n"])
    def test_what_is_no_release_file_has_no_series(self, tmp_path, text):
        self.source(tmp_path)
        (tmp_path / "odoo/release.py").write_text(text)
        assert odoo_source.release(tmp_path) == ""
        assert odoo_source.release(tmp_path / "nowhere") == ""

    def test_given_source_is_taken_and_nothing_is_brought(self, monkeypatch, brought):
        monkeypatch.setenv("VANTHU_ODOO", str(self.source(brought / "mine")))
        monkeypatch.setattr(apt, "fetch", lambda *a, **k: pytest.fail("a source was given"))
        odoo_source.ensure()
        assert odoo_source.folder() == brought / "mine"

    def fake_package(self, monkeypatch, version="(19, 0, 0, 'final', 0, '')"):
        def unpack(package, target):
            base = target / "usr/lib/python3/dist-packages"
            self.source(base, version)
            manifest = base / "odoo/addons/mail/__manifest__.py"
            manifest.parent.mkdir(parents=True, exist_ok=True)
            manifest.write_text(
                f"{{\n    'assets': [\n        '{odoo_source.SELFIE}',\n        'mail/x.js',\n"
                "    ],\n}\n"
            )
            (base / "addons/web").mkdir(parents=True, exist_ok=True)

        monkeypatch.setattr(apt, "fetch", lambda names, again=False: ["odoo.deb"])
        monkeypatch.setattr(apt, "unpack", unpack)

    def test_package_is_unpacked_once(self, monkeypatch, brought):
        self.fake_package(monkeypatch)
        monkeypatch.setattr(odoo_source, "_npm_tarball", lambda: None)
        odoo_source.ensure()
        assert odoo_source.release(odoo_source.folder()) == "19.0"
        monkeypatch.setattr(apt, "fetch", lambda *a, **k: pytest.fail("it is there already"))
        odoo_source.ensure()

    def test_second_partial_copy_of_the_add_ons_goes(self, monkeypatch, brought):
        self.fake_package(monkeypatch)
        monkeypatch.setattr(odoo_source, "_npm_tarball", lambda: None)
        odoo_source.ensure()
        assert not (odoo_source.folder() / "addons").exists()

    def test_script_that_debian_leaves_out_is_supplied(self, monkeypatch, brought):
        self.fake_package(monkeypatch)
        tarball = brought / "selfie.tgz"
        with tarfile.open(tarball, "w:gz") as output:
            info = tarfile.TarInfo("package/selfie_segmentation.js")
            info.size = 4
            output.addfile(info, io.BytesIO(b"ok()"))
        monkeypatch.setattr(odoo_source, "_npm_tarball", lambda: tarball)
        odoo_source.ensure()
        script = odoo_source.folder() / "odoo/addons" / odoo_source.SELFIE
        assert script.read_bytes() == b"ok()"

    def test_without_npm_the_script_leaves_the_bundle(self, monkeypatch, brought):
        self.fake_package(monkeypatch)
        monkeypatch.setattr(odoo_source, "_npm_tarball", lambda: None)
        odoo_source.ensure()
        manifest = odoo_source.folder() / "odoo/addons/mail/__manifest__.py"
        assert "selfie" not in manifest.read_text()
        assert "mail/x.js" in manifest.read_text()

    def test_package_of_another_series_is_refused_and_the_old_one_stays(
        self, monkeypatch, brought
    ):
        self.fake_package(monkeypatch)
        monkeypatch.setattr(odoo_source, "_npm_tarball", lambda: None)
        odoo_source.ensure()
        self.fake_package(monkeypatch, "(20, 0, 0, 'final', 0, '')")
        with pytest.raises(CommandError, match=r"holds Odoo 20\.0, not 19\.0"):
            odoo_source.ensure(again=True)
        assert odoo_source.release(odoo_source.folder()) == "19.0"

    def test_links_that_lead_nowhere_are_told(self, monkeypatch, brought, capsys):
        base = self.source(brought / "base")
        monkeypatch.setattr(odoo_source, "_supply_selfie", lambda addons: None)
        (base / "odoo/addons/web").mkdir(parents=True)
        (base / "odoo/addons/web/jquery.js").symlink_to("/nowhere/jquery.js")
        (base / "odoo/addons/point_of_sale").mkdir()
        (base / "odoo/addons/point_of_sale/font.ttf").symlink_to("/nowhere/font.ttf")
        odoo_source._complete(base)
        told = capsys.readouterr().err
        assert "links to 1 missing files, such as odoo/addons/web/jquery.js" in told


class TestPythonPackages:
    @pytest.fixture
    def pip(self, monkeypatch, brought):
        """Requirements of our own and a pip that only notes what it was asked."""
        calls = []
        for name in ("RUN", "OPTIONAL", "TEST"):
            path = brought / f"{name.lower()}.txt"
            path.write_text("reportlab==4.2\n")
            monkeypatch.setattr(venv, name, path)
        monkeypatch.setattr(venv, "_usable", lambda: venv.python().exists())

        def create():
            shutil.rmtree(paths.VENV, ignore_errors=True)
            venv.python().parent.mkdir(parents=True)
            venv.python().touch()
            calls.append("create")

        monkeypatch.setattr(venv, "_create", create)
        monkeypatch.setattr(venv, "_pip", lambda *args: calls.append(args[-1].name))
        return calls

    def test_environment_is_made_once(self, pip):
        venv.ensure()
        venv.ensure()
        assert pip == ["create", "run.txt", "optional.txt"]

    def test_test_packages_come_on_top(self, pip):
        venv.ensure()
        venv.ensure(tests=True)
        assert pip == ["create", "run.txt", "optional.txt", "test.txt"]

    def test_changed_requirements_are_installed_into_the_same_environment(self, pip):
        venv.ensure()
        venv.RUN.write_text("reportlab==4.3\n")
        venv.ensure()
        assert pip == ["create", "run.txt", "optional.txt", "run.txt"]

    def test_failed_installation_is_repeated_next_time(self, pip, monkeypatch):
        def fail(*args):
            raise CommandError("no network")

        with monkeypatch.context() as broken, pytest.raises(CommandError):
            broken.setattr(venv, "_pip", fail)
            venv.ensure()
        venv.ensure()
        assert pip == ["create", "run.txt", "optional.txt"]

    def test_optional_packages_that_fail_are_a_note(self, pip, monkeypatch, capsys):
        def fail(*args):
            raise CommandError("no such version")

        venv.ensure()
        venv.OPTIONAL.write_text("docxtpl==1\n")
        with monkeypatch.context() as broken:
            broken.setattr(venv, "_pip", fail)
            venv.ensure()
        assert "going on without the packages of" in capsys.readouterr().err
        venv.ensure()
        assert pip == ["create", "run.txt", "optional.txt", "optional.txt"]

    def test_lost_python_is_noticed(self, pip):
        venv.ensure()
        shutil.rmtree(venv.python().parent)
        venv.ensure()
        assert pip == ["create", "run.txt", "optional.txt"] * 2

    def test_pip_tries_twice_and_knows_no_path_of_odoo(self, monkeypatch, brought, capsys):
        calls = []

        def run(argv, env, what):
            calls.append(env)
            if len(calls) == 1:
                raise CommandError("connection reset")

        monkeypatch.setenv("PYTHONPATH", "/odoo")
        monkeypatch.setattr(venv, "run", run)
        venv._pip("install", "x")
        assert len(calls) == 2
        assert all("PYTHONPATH" not in env for env in calls)
        assert "trying again" in capsys.readouterr().err

    def test_debian_without_venv_is_told_its_package(self, monkeypatch, brought):
        def run(argv, what=""):
            raise CommandError("The virtual environment was not created: ensurepip is missing")

        monkeypatch.setattr(venv, "run", run)
        monkeypatch.setattr(venv, "is_root", lambda: False)
        with pytest.raises(CommandError, match="apt-get install python3-venv"):
            venv._create()

    def test_other_failure_of_venv_is_told_as_it_is(self, monkeypatch, brought):
        def run(argv, what=""):
            raise CommandError("No space left on device")

        monkeypatch.setattr(venv, "run", run)
        with pytest.raises(CommandError, match="No space left"):
            venv._create()
