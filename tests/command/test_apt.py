"""The mirror is found in the machine's apt sources, whichever way they are written."""

import pytest

from command import apt


@pytest.fixture
def etc(tmp_path):
    (tmp_path / "sources.list.d").mkdir()
    return tmp_path


def test_deb822(etc):
    (etc / "sources.list.d/debian.sources").write_text(
        "Types: deb deb-src\nURIs: http://one.test/debian\n http://two.test/debian\n"
        "Suites: bookworm bookworm-updates\nComponents: main\n\n"
        "# a comment\nTypes: deb\nURIs: http://security.test/debian-security\n"
        "Suites: bookworm-security\nComponents: main\n"
    )
    assert apt.mirrors(etc) == ["http://one.test/debian", "http://two.test/debian"]


def test_one_line_with_options(etc):
    (etc / "sources.list").write_text(
        "# deb http://off.test/debian trixie main\n"
        "deb [arch=amd64 signed-by=/x.gpg] http://here.test/debian trixie main contrib\n"
        "deb-src http://source.test/debian trixie main\n"
    )
    assert apt.mirrors(etc) == ["http://here.test/debian"]


def test_other_archives_are_not_taken(etc):
    (etc / "sources.list").write_text(
        "deb http://vendor.test/apt vendor-bookworm main\n"
        "deb http://docker.test/linux/debian bookworm stable\n"
    )
    (etc / "sources.list.d/off.sources").write_text(
        "Enabled: no\nTypes: deb\nURIs: http://off.test/debian\nSuites: sid\nComponents: main\n"
    )
    assert apt.mirrors(etc) == []


def test_debian_mirrors_come_first(etc):
    (etc / "sources.list").write_text(
        "deb http://vendor.test/apt bookworm main\ndeb http://here.test/debian/ bookworm main\n"
    )
    assert apt.mirrors(etc)[0] == "http://here.test/debian/"


def test_damaged_download_is_noticed(tmp_path):
    package = tmp_path / "a.deb"
    package.write_bytes(b"whole")
    entry = {"file": "a.deb", "sha256": apt.sha256(package)}
    assert apt._intact(tmp_path, entry)
    package.write_bytes(b"half")
    assert not apt._intact(tmp_path, entry)
    assert not apt._intact(tmp_path, None)
