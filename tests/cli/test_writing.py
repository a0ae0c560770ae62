"""What is written is there whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command import suzerain, told
from places import EXAMPLES

from suzerain.cli.main import main

KILLED_AT = """
import os, signal, sys
import suzerain.sources.store
from suzerain.cli.main import main
left, replace = int(sys.argv.pop(1)), os.replace
def killing(*paths):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(*paths)
os.replace = killing
main()
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def articles() -> list[Path]:
    return sorted(EXAMPLES.glob("*.txt"))


@pytest.fixture(scope="module")
def old(tmp_path_factory, articles) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("old") / "pact"
    assert run("init", folder, "--from", articles[0]).exit_code == 0
    return contents(folder)


@pytest.fixture(scope="module")
def new(tmp_path_factory, articles) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("new") / "pact"
    assert run("init", folder, "--from", *articles).exit_code == 0
    return contents(folder)


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("moves", [0, 3, 10, 12, 16])
def test_a_killed_init_leaves_the_old_case_or_the_new_one(
    moves, old, new, articles, tmp_path
):
    folder = lay(tmp_path / "pact", old)
    words = ["init", str(folder), "--from", *map(str, articles), "--force"]
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(moves), *words], check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert run("check", folder).exit_code == 0
    settled = {k: v for k, v in contents(folder).items() if not k.startswith(".")}
    assert settled in (old, new)


@pytest.mark.parametrize("moves", [0, 5, 11, 15])
def test_a_killed_first_init_leaves_nothing_that_looks_whole(
    moves, new, articles, tmp_path
):
    folder = tmp_path / "pact"
    words = ["init", str(folder), "--from", *map(str, articles)]
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(moves), *words], check=False
    )
    assert done.returncode == -signal.SIGKILL
    if run("check", folder).exit_code == 0:
        assert contents(folder) == new
    again = run("init", folder, "--from", *articles, "--force")
    assert again.exit_code == 0, again.stderr
    assert contents(folder) == new


def test_a_killed_brief_leaves_the_old_file(new, tmp_path):
    lay(tmp_path / "pact", new)
    target = tmp_path / "out" / "b.md"
    target.parent.mkdir()
    target.write_text("old")
    words = ["brief", str(tmp_path / "pact"), "-o", str(target), "--worlds", "20"]
    done = subprocess.run([sys.executable, "-c", KILLED_AT, "0", *words], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_text() == "old"


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)


def test_a_full_disk_leaves_the_old_case(old, articles, tmp_path, full_disk):
    folder = lay(tmp_path / "pact", old)
    result = run("init", folder, "--from", *articles, "--force")
    assert result.exit_code == 1
    assert "disk is full" in result.stderr
    assert "Hint:" in result.stderr
    assert contents(folder) == old


def test_a_full_disk_leaves_no_half_case(articles, tmp_path, full_disk):
    result = run("init", tmp_path / "pact", "--from", *articles)
    assert result.exit_code == 1
    assert "disk is full" in result.stderr
    assert not (tmp_path / "pact").exists()


def test_a_full_disk_leaves_the_old_brief(new, tmp_path, full_disk):
    lay(tmp_path / "pact", new)
    (tmp_path / "b.md").write_text("old")
    result = run("brief", tmp_path / "pact", "-o", tmp_path / "b.md", "--worlds", 20)
    assert result.exit_code == 1
    assert "disk is full" in result.stderr
    assert (tmp_path / "b.md").read_text() == "old"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("gone/b.html", "does not exist"),
        ("b.docx", ".docx"),
        ("b", ".html"),
        (".", "is a folder"),
        ("", "no file name"),
        ("/dev/null/b.html", "does not exist"),
        ("gone/", ".html"),
    ],
)
def test_a_place_that_cannot_be_written_is_named_before_the_work(place, word, tmp_path):
    done = suzerain("brief", tmp_path / "gone.txt", "-o", place, where=tmp_path)
    told(done, word)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_may_not_be_written_is_named(new, tmp_path):
    lay(tmp_path / "pact", new)
    target = Path("/proc/b.html")
    if os.geteuid() != 0:
        (tmp_path / "locked").mkdir(mode=0o500)
        target = tmp_path / "locked" / "b.html"
    elif not target.parent.is_dir():
        pytest.skip("no folder here that the superuser may not write to")
    told(suzerain("brief", tmp_path / "pact", "-o", target, "--worlds", 20), "b.html")


def test_init_reads_files_folders_and_standard_input(articles, tmp_path):
    words = ("init", "pact", "--from", articles[0], articles[1].parent, "-")
    text = b"Norway and Sweden signed a pact. Norway supplies Sweden with gas.\n"
    done = suzerain(*words, stdin=text, where=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    assert len(list((tmp_path / "pact" / "sources").glob("*.txt"))) == 3


def test_init_takes_from_before_each_file(articles, tmp_path):
    words = ("init", "pact", "--from", articles[0], "--from", articles[1])
    assert suzerain(*words, where=tmp_path).returncode == 0
    assert len(list((tmp_path / "pact" / "sources").glob("*.txt"))) == 2


def test_init_does_not_touch_a_folder_with_other_files(articles, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    told(suzerain("init", tmp_path, "--from", *articles, "--force"), "no case")
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_init_does_not_replace_a_broken_case_unasked(old, articles, tmp_path):
    folder = lay(tmp_path / "pact", old)
    (folder / "case.toml").unlink()
    before = contents(folder)
    told(suzerain("init", folder, "--from", *articles), "already holds a case")
    assert contents(folder) == before


def test_force_replaces_the_case_and_keeps_other_files(old, new, articles, tmp_path):
    folder = lay(tmp_path / "pact", {**old, "notes.md": b"mine"})
    done = suzerain("init", folder, "--from", *articles, "--force")
    assert done.returncode == 0, done.stderr
    assert contents(folder) == {**new, "notes.md": b"mine"}
