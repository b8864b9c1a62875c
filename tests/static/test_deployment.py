"""docker-compose.yml, PostgreSQL and Odoo settings, as far as a parser can tell.

No container is started here: what is checked is that the parts name each other
rightly, that nothing secret is in the repository, and that nothing is open to
the network that should not be.
"""

import configparser
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
COMPOSE = ROOT / "docker-compose.yml"
PROFILES = {"cluster", "mail", "tools"}
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?P<rule>:?[-?])?(?P<value>[^}]*)\}")
SECRET = re.compile(r"PASSW(OR)?D|SECRET|TOKEN|ADMIN_PASSWD", re.IGNORECASE)


@pytest.fixture(scope="module", name="compose")
def fixture_compose():
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", name="services")
def fixture_services(compose):
    return compose["services"]


@pytest.fixture(scope="module", name="example")
def fixture_example():
    """Every variable of env.example, also those behind a #, with its value there."""
    text = (CONFIG / "env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text, re.MULTILINE))


def environment(service):
    """The environment of a service as a dictionary."""
    return service.get("environment") or {}


def mounts(service):
    """Pairs of source and target of a service's volumes (defaults filled in), and the mode."""
    for volume in service.get("volumes", []):
        filled = VARIABLE.sub(lambda match: match["value"], volume)
        source, target, *mode = filled.split(":")
        yield source, target, mode


def interpolated(text, **given):
    """The text with its variables filled in from `given`, else from their defaults."""
    filled = VARIABLE.sub(lambda match: given.get(match["name"], match["value"]), text)
    return filled.replace("$$", "$")


# ---- Secrets ----


def test_no_password_is_written_into_the_compose_file(services):
    for name, service in services.items():
        for key, value in environment(service).items():
            if SECRET.search(key) or key == "PASSWORD":
                assert value is None or re.fullmatch(r"\$\{\w+:\?[^}]+\}", str(value)), (
                    f"{name}: {key} must come from .env and be required"
                )


def test_example_of_settings_holds_no_password(example):
    assert {key for key in example if SECRET.search(key)}
    for key, value in example.items():
        if SECRET.search(key):
            assert value == "", f"{key} has a value that people would keep"


def test_settings_with_passwords_are_never_committed():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert "/.env" in ignored
    assert "/backups/" in ignored


def test_every_variable_of_compose_is_explained_in_the_example(example, services):
    text = COMPOSE.read_text(encoding="utf-8")
    used = {match["name"] for match in VARIABLE.finditer(text)}
    passed_on = {
        key for service in services.values()
        for key, value in environment(service).items() if value is None
    }
    read = used | passed_on
    assert read <= set(example), f"not explained: {sorted(read - set(example))}"
    assert set(example) <= read, f"nobody reads: {sorted(set(example) - read)}"


# ---- Files and images ----


def test_mounted_files_exist_and_are_read_only(services):
    for name, service in services.items():
        for source, target, mode in mounts(service):
            if source.startswith("./") and target != "/backups":
                assert (ROOT / source).exists(), f"{name}: {source} is not in the repository"
                assert mode == ["ro"], f"{name}: {source} could be changed by the container"


def test_named_volumes_are_declared_and_used(compose, services):
    used = {
        source for service in services.values()
        for source, _, _ in mounts(service) if not source.startswith(("./", "/"))
    }
    assert used == set(compose["volumes"])


def test_programs_in_containers_are_mounted_there(services):
    for name, service in services.items():
        targets = {target for _, target, _ in mounts(service)}
        words = [*(service.get("entrypoint") or []), *(service.get("command") or [])]
        named = {word for word in words if str(word).startswith("/opt/")}
        named |= {word.split("=")[1] for word in words if str(word).startswith("config_file=")}
        assert named <= targets, f"{name} starts {sorted(named - targets)}, which is not there"


def test_images_are_pinned(services):
    for name, service in services.items():
        repository, _, tag = service["image"].partition(":")
        assert re.match(r"v?\d", tag), f"{name}: {repository} without a version"
    assert services["odoo"]["image"] == services["odoo-more"]["image"] == "vanthu-odoo:19"
    servers = {service["image"] for service in services.values() if "postgres" in service["image"]}
    assert len(servers) == 1, "dump and restore need the server's own version"


def test_image_of_odoo_is_the_official_one_with_the_optional_programs(services):
    for name in ("setup", "odoo", "odoo-more"):
        build = services[name]["build"]
        folder = ROOT / build["context"]
        recipe = (folder / build["dockerfile"]).read_text(encoding="utf-8")
        assert re.findall(r"^FROM (\S+)$", recipe, re.MULTILINE) == ["odoo:19"]
        assert re.findall(r"^USER (\w+)$", recipe, re.MULTILINE)[-1] == "odoo", "not as root"
        assert "libreoffice-writer-nogui" in recipe
        for source in re.findall(r"^COPY (\S+) ", recipe, re.MULTILINE):
            assert (folder / source).is_file(), f"{source} is not in the build context"
            assert f"!{source}\n" in (folder / ".dockerignore").read_text(encoding="utf-8")


def test_optional_packages_are_pinned_and_not_needed_twice():
    lists = {
        name: re.findall(
            r"^([a-z0-9-]+)==[\w.]+$",
            (CONFIG / f"requirements{name}.txt").read_text(encoding="utf-8"), re.MULTILINE,
        )
        for name in ("", "-optional", "-test")
    }
    lines = (CONFIG / "requirements-optional.txt").read_text(encoding="utf-8").splitlines()
    assert len(lists["-optional"]) == len([line for line in lines if not line.startswith("#")])
    assert {"docxtpl", "python-docx"} <= set(lists["-optional"])
    assert not set(lists["-optional"]) & {*lists[""], *lists["-test"]}


def test_data_of_postgres_is_where_its_image_keeps_it(services):
    """From 18 on the image keeps its data below /var/lib/postgresql/MAJOR/docker."""
    for name in ("db", "replica"):
        major = int(services[name]["image"].partition(":")[2].partition(".")[0])
        folder = "/var/lib/postgresql" + ("/data" if major < 18 else "")
        assert folder in {target for _, target, _ in mounts(services[name])}


# ---- The network ----


def test_ports_are_bound_to_this_machine_unless_told_otherwise(services):
    published = {
        name: [interpolated(str(port)) for port in service["ports"]]
        for name, service in services.items() if service.get("ports")
    }
    assert set(published) == {"web", "mail"}, "only these may be reached from outside"
    for name, ports in published.items():
        for port in ports:
            assert port.startswith("127.0.0.1:"), f"{name}: {port}"


def test_services_wait_for_healthy_ones(services):
    for name, service in services.items():
        for other, rule in (service.get("depends_on") or {}).items():
            assert other in services, f"{name} waits for {other}, which does not exist"
            if rule["condition"] == "service_healthy":
                healthcheck = services[other].get("healthcheck") or {}
                assert healthcheck.get("test"), f"{name} waits for {other} without a check"
    waits = services["odoo"]["depends_on"]["setup"]["condition"]
    assert waits == "service_completed_successfully"
    assert services["setup"]["restart"] == "no"


def test_only_named_profiles_and_a_base_that_needs_none_of_them(services):
    found = {profile for service in services.values() for profile in service.get("profiles", [])}
    assert found == PROFILES
    base = {name for name, service in services.items() if not service.get("profiles")}
    assert base == {"db", "setup", "odoo", "web"}
    for name in base:
        for other, rule in (services[name].get("depends_on") or {}).items():
            assert other in base or rule.get("required") is False, (
                f"{name} cannot start without the profile of {other}"
            )


def test_health_of_database_is_asked_by_network(services):
    """While the image prepares a new cluster, the server answers on its socket only."""
    assert "--host=127.0.0.1" in services["db"]["healthcheck"]["test"]


# ---- Odoo ----


def test_odoo_gets_the_account_of_its_own_database(services):
    for name in ("setup", "odoo", "odoo-more"):
        env = environment(services[name])
        assert env["PGHOST"] == env["HOST"] == "db"
        assert env["PGUSER"] == env["USER"] == "odoo"
        assert env["PGPASSWORD"] == env["PASSWORD"]
        assert "POSTGRES_PASSWORD" not in env, "Odoo must not be the server's administrator"


def test_filter_of_databases_matches_exactly_the_named_one(services):
    env = environment(services["odoo"])
    pattern = interpolated(env["ODOO_DBFILTER"], ODOO_DATABASE="office")
    assert interpolated(env["PGDATABASE"], ODOO_DATABASE="office") == "office"
    assert re.match(pattern, "office")
    assert not re.match(pattern, "office2")


def test_production_settings_of_odoo():
    parser = configparser.RawConfigParser()
    parser.read(CONFIG / "odoo.conf", encoding="utf-8")
    options = parser["options"]
    for name, value in {
        "list_db": "False", "proxy_mode": "True", "unaccent": "True",
        "server_wide_modules": "base,rpc,web", "addons_path": "/mnt/extra-addons",
        "data_dir": "/var/lib/odoo",
    }.items():
        assert options.get(name) == value, name
    assert int(options["workers"]) > 0, "without workers live updates have no port of their own"
    assert int(options["limit_memory_soft"]) < int(options["limit_memory_hard"])
    assert int(options["limit_time_cpu"]) < int(options["limit_time_real"])
    assert re.match(options["dbfilter"], options["db_name"])
    assert not [name for name in options if SECRET.search(name)], "no password in the repository"


def test_setup_script_uses_what_compose_gives_it(services):
    script = (CONFIG / "docker/setup.sh").read_text(encoding="utf-8")
    targets = {target for _, target, _ in mounts(services["setup"])}
    for name in ("admin_password.py", "localize.py"):
        assert f"$here/{name}" in script
        assert f"/opt/vanthu/{name}" in targets
    assert "ADMIN_PASSWORD" in environment(services["setup"])


# ---- Cluster ----


def test_more_servers_share_name_files_and_database(services):
    more, first = services["odoo-more"], services["odoo"]
    assert "odoo" in more["networks"]["default"]["aliases"]
    assert set(mounts_of(more)) == set(mounts_of(first))
    same = {key: value for key, value in environment(more).items() if "REPLICA" not in key}
    assert same == environment(first)
    assert "--max-cron-threads=0" in more["command"]


def mounts_of(service):
    """The mounts of a service in a form that can be compared."""
    return [(source, target, tuple(mode)) for source, target, mode in mounts(service)]


def test_reads_go_to_the_replica(services):
    env = environment(services["odoo-more"])
    assert env["PGHOST_REPLICA"] == "replica"
    assert services["odoo-more"]["depends_on"]["replica"]["condition"] == "service_healthy"
    # Odoo takes an empty replica host for a request to simulate one.
    assert "PGHOST_REPLICA" not in environment(services["odoo"])


def test_replica_follows_the_primary(services):
    replica, init = (
        (CONFIG / f"postgres/{name}.sh").read_text(encoding="utf-8") for name in ("replica", "init")
    )
    assert environment(services["replica"])["PRIMARY_HOST"] == "db"
    assert services["replica"]["command"] == services["db"]["command"], (
        "a replica needs at least the primary's max_connections and locks"
    )
    role = re.search(r"CREATE ROLE (\w+) LOGIN REPLICATION", init)[1]
    assert f"--username {role}" in replica
    assert re.search(rf"host replication {role} samenet scram-sha-256", init)
    assert "--write-recovery-conf" in replica
    settings = postgres_settings("postgresql.conf")
    assert settings["wal_level"] in ("replica", "logical")
    assert int(settings["max_wal_senders"]) >= 2
    assert settings["hot_standby"] == "on"
    assert settings["wal_keep_size"]


def postgres_settings(name):
    """The settings of a PostgreSQL configuration file."""
    text = (CONFIG / "postgres" / name).read_text(encoding="utf-8")
    pairs = re.findall(r"^(\w+) *= *'?([^'\n#]*)'?", text, re.MULTILINE)
    assert len(pairs) == len(dict(pairs)), f"{name} sets something twice"
    return {key: value.strip() for key, value in pairs}


# ---- PostgreSQL ----


def test_database_loses_nothing_in_a_power_cut():
    settings = postgres_settings("postgresql.conf")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        assert settings[name] == "on", name


def test_new_database_can_search_without_diacritics(services):
    statements = (CONFIG / "postgres/init-unaccent.sql").read_text(encoding="utf-8")
    for wanted in (
        "CREATE EXTENSION IF NOT EXISTS unaccent", "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "ALTER FUNCTION unaccent(text) IMMUTABLE",
    ):
        assert wanted in statements
    init = (CONFIG / "postgres/init.sh").read_text(encoding="utf-8")
    assert "/etc/postgresql/init-unaccent.sql" in init
    targets = {target for _, target, _ in mounts(services["db"])}
    assert "/etc/postgresql/init-unaccent.sql" in targets
    assert any(target.startswith("/docker-entrypoint-initdb.d/") for target in targets)
    for name in re.findall(r"\\getenv \w+ (\w+)", init):
        assert name in environment(services["db"]), f"init.sh reads {name}"


def test_odoo_account_is_no_administrator_of_the_server():
    init = (CONFIG / "postgres/init.sh").read_text(encoding="utf-8")
    role = re.search(r"CREATE ROLE odoo ([^;]*);", init)[1]
    assert not re.search(r"SUPERUSER|CREATEROLE|CREATEDB|BYPASSRLS", role)
    assert re.search(r'CREATE DATABASE :"database" OWNER odoo', init)


# ---- Scripts ----


SCRIPTS = sorted(CONFIG.rglob("*.sh"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(CONFIG)))
def test_scripts_are_executable_strict_and_parse(script):
    assert os.access(script, os.X_OK), "git would not keep it executable"
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in text
    done = subprocess.run(
        ["bash", "-n", str(script)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_backup_and_restore_share_places(services):
    backup, restore = services["backup"], services["restore"]
    for service in (backup, restore):
        assert "odoo-data" in {source for source, _, _ in mounts(service)}
        assert environment(service)["FILESTORE"] == "/var/lib/odoo/filestore"
        assert "/backups" in {target for _, target, _ in mounts(service)}
    readonly = [mode for source, _, mode in mounts(backup) if source == "odoo-data"]
    assert readonly == [["ro"]], "a backup changes nothing"
