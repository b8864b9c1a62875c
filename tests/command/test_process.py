"""Running programs, holding locks, writing small files: what every command stands on."""

import fcntl
import os
import sys
import threading

import pytest

from command import paths, process
from command.say import CommandError

PYTHON = sys.executable


@pytest.fixture
def brought(monkeypatch, tmp_path):
    """A folder of brought things of our own."""
    monkeypatch.setattr(paths, "BROUGHT", tmp_path / "brought")
    return tmp_path / "brought"


class TestRun:
    def test_standard_output_comes_back_and_nothing_else(self):
        code = "import sys; print('ra'); print('lỗi', file=sys.stderr)"
        assert process.run([PYTHON, "-c", code]) == "ra\n"

    def test_program_never_waits_for_input_of_the_terminal(self):
        assert process.run([PYTHON, "-c", "import sys; print(len(sys.stdin.read()))"]) == "0\n"

    def test_failure_tells_what_failed_the_code_and_the_end_of_the_errors(self):
        code = "import sys; sys.stderr.write('a' * 9000 + 'the reason'); sys.exit(3)"
        with pytest.raises(CommandError) as caught:
            process.run([PYTHON, "-c", code], what="fetching lists")
        message = str(caught.value)
        assert message.startswith("fetching lists failed with exit code 3:\n")
        assert message.endswith("the reason")
        assert len(message) < 3100

    def test_program_that_complains_on_standard_output_is_quoted_too(self):
        with pytest.raises(CommandError, match="no space left"):
            process.run([PYTHON, "-c", "print('no space left'); raise SystemExit(1)"])

    def test_unnamed_failure_shows_the_command_as_a_shell_would_take_it(self):
        with pytest.raises(CommandError) as caught:
            process.run([PYTHON, "-c", "raise SystemExit(1)", "secret argument"])
        assert "'raise SystemExit(1)'" in str(caught.value)
        assert "secret" not in str(caught.value)

    def test_missing_program_is_named_with_the_reason(self, tmp_path):
        with pytest.raises(CommandError, match=r"cannot run .*nowhere \(No such file"):
            process.run([tmp_path / "nowhere"])

    def test_output_in_another_encoding_does_not_break_the_command(self):
        code = r"import sys; sys.stdout.buffer.write(b'caf\xe9')"
        assert process.run([PYTHON, "-c", code]) == "caf\ufffd"

    def test_environment_and_folder_are_those_that_were_given(self, tmp_path):
        code = "import os; print(os.getcwd(), os.environ['GIVEN'])"
        env = {**os.environ, "GIVEN": "yes"}
        assert process.run([PYTHON, "-c", code], env=env, cwd=tmp_path) == f"{tmp_path} yes\n"


class TestLock:
    def test_lock_is_held_inside_and_free_afterwards(self, brought):
        def take():
            with open(brought / ".lock-odoo-source", "a") as other:
                fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)

        with process.lock("Odoo source"), pytest.raises(BlockingIOError):
            take()
        take()

    def test_lock_is_free_after_an_error_too(self, brought):
        with pytest.raises(ValueError, match="broken"), process.lock("work"):
            raise ValueError("broken")
        with process.lock("work"):
            assert (brought / ".lock-work").exists()

    def test_the_second_waits_and_says_for_what(self, brought, capsys):
        first, order = threading.Event(), []

        def hold():
            with process.lock("demo database"):
                first.set()
                waiting.wait(5)
                order.append("first")

        waiting = threading.Event()
        holder = threading.Thread(target=hold)
        holder.start()
        first.wait(5)
        threading.Timer(0.2, waiting.set).start()
        with process.lock("demo database"):
            order.append("second")
        holder.join()
        assert order == ["first", "second"]
        assert "waiting for another ./vanthu that works on the demo database" in (
            capsys.readouterr().err
        )

    def test_locks_of_different_names_do_not_meet(self, brought):
        with process.lock("one"), process.lock("two"):
            assert sorted(path.name for path in brought.iterdir()) == [".lock-one", ".lock-two"]


class TestWriteAtomically:
    def test_file_is_whole_and_no_scratch_is_left(self, tmp_path):
        target = tmp_path / "new/folder/conf"
        process.write_atomically(target, "đầu")
        process.write_atomically(target, "đầu tiên")
        assert target.read_text(encoding="utf-8") == "đầu tiên"
        assert [path.name for path in target.parent.iterdir()] == ["conf"]

    def test_old_content_stays_when_writing_fails(self, tmp_path, monkeypatch):
        target = tmp_path / "conf"
        target.write_text("old")

        def full_disk(self, *args, **kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(type(target), "write_text", full_disk)
        with pytest.raises(OSError, match="No space"):
            process.write_atomically(target, "new")
        monkeypatch.undo()
        assert target.read_text() == "old"
