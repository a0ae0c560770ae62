import errno
import os
import signal
import subprocess
import sys

import pytest

from suzerain.core.errors import SuzerainError
from suzerain.sources.store import write_atomically

KILLED = """
import os, signal, sys
from suzerain.sources import store
at, path = sys.argv[1:]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(store.os, at, die)
store.write_atomically(path, "new" * 100_000)
"""


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "brief.md"
    write_atomically(path, "a\r\nö")
    write_atomically(str(path), b"\x00\xff")
    assert path.read_bytes() == b"\x00\xff"
    assert [one.name for one in tmp_path.iterdir()] == ["brief.md"]


def test_text_keeps_its_line_ends(tmp_path):
    write_atomically(tmp_path / "a", "a\r\nb\n")
    assert (tmp_path / "a").read_bytes() == b"a\r\nb\n"


def test_the_rights_of_the_old_file_are_kept(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("step", ["replace", "fsync"])
@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "Permission denied")],
)
def test_a_failing_write_leaves_the_old_file(
    tmp_path, monkeypatch, step, number, words
):
    path = tmp_path / "a"
    path.write_text("old")

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(SuzerainError, match=words) as caught:
        write_atomically(path, "new")
    assert caught.value.hint
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("step", ["replace", "fsync", "fdopen"])
def test_a_killed_process_leaves_the_old_file(tmp_path, step):
    path = tmp_path / "a"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, step, str(path)], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == "old"


def test_a_folder_and_a_missing_folder_are_refused(tmp_path):
    with pytest.raises(SuzerainError, match="is a folder"):
        write_atomically(tmp_path, "x")
    with pytest.raises(SuzerainError, match="does not exist"):
        write_atomically(tmp_path / "no" / "a", "x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(SuzerainError, match="does not exist"):
        write_atomically(tmp_path / "file" / "a", "x")
