"""Our PostgreSQL server: whose process it is, how it is set up, when it is left alone."""

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from command import paths, postgres, stop, venv
from command.say import CommandError


@pytest.fixture
def cluster(monkeypatch, tmp_path):
    """The folder of a cluster of our own that no server runs in."""
    monkeypatch.setattr(paths, "BROUGHT", tmp_path)
    monkeypatch.setattr(postgres, "_base", lambda: tmp_path / "postgres")
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE", "CI"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "postgres/data").mkdir(parents=True)
    return tmp_path / "postgres"


@pytest.fixture
def sleeper(cluster):
    """A process that works in the data folder, as a server would."""
    process = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"], cwd=cluster / "data"
    )
    yield process
    process.kill()
    process.wait()


class TestWhoseServer:
    @pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
    def test_each_way_of_naming_a_server_counts(self, cluster, monkeypatch, name):
        assert not postgres.given()
        monkeypatch.setenv(name, "db.test")
        assert postgres.given()
        assert postgres.environment()[name] == "db.test"

    def test_ours_is_reached_by_its_socket_as_its_role(self, cluster):
        assert postgres.environment() == {
            "PGHOST": str(cluster / "run"), "PGPORT": "5432", "PGUSER": "vanthu",
        }

    def test_given_server_that_is_silent_is_told_and_none_is_made(self, cluster, monkeypatch):
        monkeypatch.setenv("PGHOST", "db.test")
        monkeypatch.setattr(postgres, "_answers", lambda: False)
        monkeypatch.setattr(postgres, "_create", lambda: pytest.fail("a server was named"))
        with pytest.raises(CommandError, match="that PGHOST names does not answer"):
            postgres.ensure()

    def test_given_server_is_never_stopped(self, cluster, monkeypatch):
        (cluster / "data/postmaster.pid").write_text(str(os.getpid()))
        monkeypatch.setenv("PGHOST", "db.test")
        assert postgres.stop() is False

    def test_cluster_is_made_only_when_there_is_none(self, cluster, monkeypatch):
        done = []
        monkeypatch.setattr(postgres, "_answers", lambda: False)
        monkeypatch.setattr(postgres, "_create", lambda: done.append("create"))
        monkeypatch.setattr(postgres, "_start", lambda: done.append("start"))
        postgres.ensure()
        (cluster / "data/PG_VERSION").write_text("18")
        postgres.ensure()
        assert done == ["create", "start", "start"]

    def test_running_server_is_not_started_again(self, cluster, monkeypatch):
        monkeypatch.setattr(postgres, "_answers", lambda: True)
        monkeypatch.setattr(postgres, "_start", lambda: pytest.fail("it answers"))
        postgres.ensure()


class TestProcesses:
    @pytest.mark.parametrize("note", ["", "\n", "no number\n", "4194305\n"])
    def test_stale_note_is_no_server(self, cluster, note):
        assert postgres._server_pid() == 0
        (cluster / "data/postmaster.pid").write_text(note)
        assert postgres._server_pid() == 0

    def test_other_process_that_got_the_number_is_no_server(self, cluster, sleeper):
        (cluster / "data/postmaster.pid").write_text(f"{sleeper.pid}\n/data\n")
        assert postgres._server_pid() == 0

    def test_server_of_another_folder_is_not_ours(self, cluster, tmp_path):
        program = tmp_path / "postgres-program"
        program.symlink_to("/bin/sleep")
        # Same name of the program, other data folder among its arguments.
        process = subprocess.Popen(["postgres", "60"], executable=str(program))
        try:
            (cluster / "data/postmaster.pid").write_text(f"{process.pid}\n")
            assert postgres._server_pid() == 0
        finally:
            process.kill()
            process.wait()

    def test_stop_without_a_server_stops_nothing(self, cluster, sleeper, monkeypatch):
        monkeypatch.setattr(
            postgres, "_as_server_user", lambda *args: pytest.fail("nothing runs")
        )
        assert postgres.stop() is False
        (cluster / "data/postmaster.pid").write_text(f"{sleeper.pid}\n")
        assert postgres.stop() is False
        assert sleeper.poll() is None

    def test_stop_command_says_that_nothing_ran(self, monkeypatch, tmp_path, capsys):
        monkeypatch.setattr(venv, "python", lambda: tmp_path / "python")
        monkeypatch.setattr(postgres, "stop", lambda: pytest.fail("nothing was set up"))
        assert stop.main([]) == 0
        assert "PostgreSQL was not running" in capsys.readouterr().err

    def test_process_of_a_killed_server_is_ended_before_a_start(
        self, cluster, sleeper, monkeypatch
    ):
        assert postgres._leftovers() == [sleeper.pid]
        clock = iter(range(100))
        monkeypatch.setattr(postgres, "time", SimpleNamespace(
            monotonic=lambda: next(clock), sleep=lambda seconds: sleeper.poll() or time.sleep(0.01)
        ))
        postgres._end_leftovers()
        assert sleeper.wait(5) == -signal.SIGQUIT
        assert postgres._leftovers() == []

    def test_data_is_not_touched_while_a_process_does_not_end(self, cluster, monkeypatch):
        clock, sent = iter(range(100)), []
        monkeypatch.setattr(postgres, "_leftovers", lambda: [4_194_305])
        monkeypatch.setattr(postgres.os, "kill", lambda pid, number: sent.append(number))
        monkeypatch.setattr(postgres, "time", SimpleNamespace(
            monotonic=lambda: next(clock), sleep=lambda seconds: None
        ))
        with pytest.raises(CommandError, match="do not end"):
            postgres._end_leftovers()
        assert sent == [signal.SIGQUIT, signal.SIGKILL]


class TestSettings:
    def configured(self, cluster):
        postgres._configure()
        return (cluster / "data/postgresql.auto.conf").read_text(encoding="utf-8")

    @pytest.fixture(autouse=True)
    def not_root(self, monkeypatch):
        monkeypatch.setattr(postgres, "is_root", lambda: False)

    def test_ours_follows_the_sample_and_listens_on_its_socket_only(self, cluster):
        text = self.configured(cluster)
        assert text.startswith(postgres.SAMPLE.read_text(encoding="utf-8"))
        assert f"unix_socket_directories = '{cluster / 'run'}'" in text
        assert "listen_addresses = ''" in text

    @pytest.mark.parametrize(
        ("value", "durable"), [("", "on"), ("0", "on"), ("true", "off"), ("1", "off")]
    )
    def test_only_a_machine_of_ci_gives_up_durability(
        self, cluster, monkeypatch, value, durable
    ):
        monkeypatch.setenv("CI", value)
        text = self.configured(cluster)
        assert f"\nfsync = {durable}\n" in text
        assert f"\nfull_page_writes = {durable}\n" in text

    def test_settings_are_not_readable_by_others(self, cluster):
        self.configured(cluster)
        assert (cluster / "data/postgresql.auto.conf").stat().st_mode & 0o077 == 0

    def test_failed_program_is_told_with_its_output_and_the_servers_log(
        self, cluster, monkeypatch, tmp_path
    ):
        program = tmp_path / "pg_ctl"
        program.write_text("#!/bin/sh\necho could not start; exit 1\n")
        program.chmod(0o755)
        (cluster / "log").mkdir()
        (cluster / "log/server.log").write_text("FATAL: data directory has wrong ownership\n")
        monkeypatch.setattr(postgres, "_server_programs", lambda: tmp_path)
        with pytest.raises(CommandError) as caught:
            postgres._as_server_user("pg_ctl", "start")
        assert "pg_ctl failed" in str(caught.value)
        assert "could not start" in str(caught.value)
        assert "wrong ownership" in str(caught.value)

    def test_folder_that_others_cannot_enter_is_noticed(self, tmp_path):
        closed = tmp_path / "closed"
        (closed / "inside").mkdir(parents=True)
        for parent in [closed, *closed.parents]:
            if parent.stat().st_uid == os.getuid() and str(parent).startswith(str(tmp_path)):
                parent.chmod(0o755)
        closed.chmod(0o700)
        assert not postgres._reachable(closed / "inside/data")
