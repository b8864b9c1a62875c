"""What README.md promises exists: commands, files, pictures, services."""

import re
from urllib.parse import urlparse

import yaml

from tests.static.files import ROOT, text

README = text(ROOT / "README.md")
CODE = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)
INLINE = re.findall(r"(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(?!`)", re.sub(r"```.*?```", "", README,
                                                                     flags=re.DOTALL))


def test_every_command_named_exists():
    from command.main import COMMANDS

    named = set(re.findall(r"\./vanthu\s+([a-z0-9]+)", "\n".join([*CODE, *INLINE])))
    assert {"demo", "test", "backup", "restore", "read", "bench"} <= named
    assert named <= {*COMMANDS, "help"}, sorted(named - {*COMMANDS, "help"})


def test_every_file_named_exists():
    first = {path.name for path in ROOT.iterdir()}
    named = {name.rstrip("/") for name in INLINE if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", name)}
    paths = {name for name in named if name.split("/")[0] in first and name not in (".env",)}
    assert {"config/odoo.conf", "docker-compose.yml", "LICENSE"} <= paths
    missing = sorted(name for name in paths if not (ROOT / name).exists())
    assert not missing
    for name in re.findall(r"`(models|tools|i18n)/([\w.]+)`", README):
        assert (ROOT / "addons/vanthu_document" / "/".join(name)).exists(), "/".join(name)


def test_every_picture_shown_exists():
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert len(shown) >= 2
    for title, target in shown:
        assert title
        if not urlparse(target).scheme:
            assert (ROOT / target).is_file(), target


def test_every_service_and_profile_named_exists():
    services = yaml.safe_load(text(ROOT / "docker-compose.yml"))["services"]
    profiles = {name for service in services.values() for name in service.get("profiles", [])}
    assert set(re.findall(r"--profile (\w+)", README)) == profiles
    for name in re.findall(r"docker compose run --rm (?:-T )?([\w-]+)", README):
        assert name in services, name


def test_daily_use_is_told_for_every_role():
    daily = README.split("## Sử dụng hằng ngày")[1].split("\n## ")[0]
    for role in ("Văn thư", "Lãnh đạo", "Trưởng đơn vị", "Chuyên viên", "Quản trị"):
        part = daily.split(f"### {role}\n")
        assert len(part) == 2, role
        assert re.match(r"\s*1\. ", part[1]), f"{role}: no first step"
