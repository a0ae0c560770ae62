"""Datasets stand on the shelf whole and checked, or not at all."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_dataset import NATIONAL, PAIRS, STATES, cow_folder, cow_zip

from suzerain.core.errors import (
    DataMissing,
    SourceError,
    SuzerainError,
    UnexpectedData,
    UnknownName,
    UnreadableSource,
)
from suzerain.sources import shelving
from suzerain.sources.lock import only_one
from suzerain.sources.recognise import recognise
from suzerain.sources.shelf import Shelf, default_root, load, read_dataset
from suzerain.sources.sql import open_sql, refusal


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "cache", threads=1, patience=30)


def rows(shelf: Shelf, table: str = "dyads") -> list[tuple[object, ...]]:
    with open_sql(threads=1) as sql:
        return shelf.table(sql, "cow-trade", table).fetchall()


def visible(shelf: Shelf) -> list[str]:
    return sorted(
        path.relative_to(shelf.root).as_posix()
        for path in shelf.root.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    )


def test_what_is_added_is_there_with_its_origin(shelf, tmp_path) -> None:
    (origin,) = shelf.add(cow_folder(tmp_path / "files"), part=True)
    assert shelf.has("cow-trade")
    assert shelf.names() == ("cow-trade",)
    assert origin.rows == {"dyads": 6, "national": 2}
    assert {drop.reason: drop.rows for drop in origin.dropped} == {
        "neither direction observed": 1,
        "nothing observed": 1,
        "a territory that is no state in that year": 1,
    }
    assert shelf.origin("cow-trade") == origin
    assert visible(shelf) == [
        "cow-trade/dyads.parquet",
        "cow-trade/national.parquet",
        "cow-trade/origin.json",
    ]


def test_the_origin_holds_the_checksums_of_the_files_read(shelf, tmp_path) -> None:
    import hashlib

    path = cow_zip(tmp_path / "COW_Trade_4.0.zip")
    (origin,) = shelf.add(path, part=True)
    (file,) = origin.files
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert file.bytes == path.stat().st_size
    kept = json.loads((shelf.root / "cow-trade" / "origin.json").read_text())
    assert kept["licence"]
    assert kept["part"] is True


def test_folder_and_zip_give_the_same_bytes(tmp_path) -> None:
    one, other = Shelf(tmp_path / "one", threads=1), Shelf(tmp_path / "two", threads=2)
    one.add(cow_folder(tmp_path / "files"), part=True)
    other.add(cow_zip(tmp_path / "COW_Trade_4.0.zip"), part=True)
    tables = [shelf.file("cow-trade", "dyads").read_bytes() for shelf in (one, other)]
    assert tables[0] == tables[1]


def test_a_dataset_that_is_not_here_says_how_to_get_it(shelf) -> None:
    with pytest.raises(DataMissing, match="not on this machine") as raised:
        shelf.file("cow-trade", "dyads")
    assert raised.value.exit_code == 3
    assert "suzerain data pull cow-trade" in raised.value.hint
    assert "suzerain data add PATH" in raised.value.hint


def test_unknown_datasets_and_tables_are_told(shelf, tmp_path) -> None:
    with pytest.raises(UnknownName, match="cow-tradee"):
        shelf.has("cow-tradee")
    with pytest.raises(UnknownName, match="dyad"):
        shelf.file("cow-trade", "dyad")


def test_a_part_is_refused_unless_it_is_said_to_be_one(shelf, tmp_path) -> None:
    with pytest.raises(UnexpectedData, match="a whole release has"):
        shelf.add(cow_folder(tmp_path / "files"))
    assert not shelf.has("cow-trade")
    assert visible(shelf) == []


def test_a_failed_replacement_leaves_the_old_tables(shelf, tmp_path) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    before = rows(shelf)
    double = cow_folder(tmp_path / "double", pairs=(PAIRS[0], PAIRS[0]))
    with pytest.raises(UnexpectedData, match="on more than one row") as raised:
        shelf.add(double, part=True)
    assert "importer CHN, exporter PRK" in str(raised.value)
    assert rows(shelf) == before
    assert len(visible(shelf)) == 3


def test_a_replacement_is_whole(shelf, tmp_path) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    shelf.add(cow_folder(tmp_path / "fewer", pairs=PAIRS[:1]), part=True)
    assert len(rows(shelf)) == 2
    assert len(visible(shelf)) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            {"head": "ccode1,ccode2,yr,a,b,flow1,flow2,s1,s2,t,x,y,z"},
            "lacks the column",
        ),
        ({"pairs": (PAIRS[0].replace("2800.5", "many", 1),)}, "many"),
        ({"pairs": (PAIRS[0].replace("2800.5", "-3", 1),)}, "1 below 0, such as -3"),
        ({"pairs": (PAIRS[0].replace("2800.5", "NaN", 1),)}, "NaN or infinite"),
        ({"pairs": (PAIRS[0].replace("710", "999", 1),)}, "ccode1 999"),
        ({"pairs": (PAIRS[0], "710,731,20")}, "cannot be read"),
        ({"states": (STATES[0], STATES[0])}, "state PRK, 2 times"),
    ],
)
def test_bad_files_are_refused_in_words(shelf, tmp_path, content, said) -> None:
    with pytest.raises(SourceError) as raised:
        shelf.add(cow_folder(tmp_path / "files", **content), part=True)
    assert said in str(raised.value)
    assert raised.value.hint
    assert visible(shelf) == []


def test_a_file_that_is_missing_is_named(shelf, tmp_path) -> None:
    folder = cow_folder(tmp_path / "files")
    (folder / "National_COW_4.0.csv").unlink()
    with pytest.raises(DataMissing, match=r"National_COW_4\.0\.csv"):
        shelf.add(folder, part=True)


def test_a_folder_without_a_dataset_is_told(shelf, tmp_path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "notes.csv").write_text("a,b\n")
    with pytest.raises(DataMissing, match="no dataset is recognised"):
        shelf.add(tmp_path / "files")


def test_a_renamed_file_is_added_when_it_is_named(shelf, tmp_path) -> None:
    folder = cow_folder(tmp_path / "files")
    assert shelf.add(folder, "cow-trade", part=True)[0].dataset == "cow-trade"


def test_a_folder_of_folders_is_told_apart(tmp_path) -> None:
    cow_folder(tmp_path / "all" / "trade")
    (tmp_path / "all" / "notes").mkdir()
    (tmp_path / "all" / "notes" / "my.csv").write_text("a\n")
    (tmp_path / "all" / "README.md").write_text("about")
    found = recognise(tmp_path / "all")
    assert found.datasets == {"cow-trade": tmp_path / "all" / "trade"}
    assert found.unknown == (tmp_path / "all" / "notes",)


def test_files_of_one_dataset_in_two_folders_are_one_dataset(tmp_path) -> None:
    cow_folder(tmp_path / "all" / "one")
    (tmp_path / "all" / "two").mkdir()
    (tmp_path / "all" / "one" / "National_COW_4.0.csv").rename(
        tmp_path / "all" / "two" / "National_COW_4.0.csv"
    )
    found = recognise(tmp_path / "all")
    assert found.datasets == {"cow-trade": tmp_path / "all"}
    assert found.unknown == ()


def test_a_dataset_can_be_removed(shelf, tmp_path) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    assert shelf.remove("cow-trade")
    assert not shelf.has("cow-trade")
    assert visible(shelf) == []
    assert not shelf.remove("cow-trade")


def test_the_place_follows_the_environment(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("SUZERAIN_DATA", str(tmp_path / "mine"))
    assert default_root() == tmp_path / "mine"
    monkeypatch.delenv("SUZERAIN_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert default_root() == tmp_path / "cache" / "suzerain" / "data"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_root() == Path("~/.cache/suzerain/data").expanduser()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_cache_that_cannot_be_written_is_told(shelf, tmp_path) -> None:
    shelf.root.mkdir()
    shelf.root.chmod(0o500)
    try:
        with pytest.raises(SourceError, match="cannot be written"):
            shelf.add(cow_folder(tmp_path / "files"), part=True)
    finally:
        shelf.root.chmod(0o700)


def test_a_disk_that_is_read_only_is_told(shelf, tmp_path, monkeypatch) -> None:
    def refused(**_: object) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    folder = cow_folder(tmp_path / "files")
    monkeypatch.setattr("tempfile.mkdtemp", refused)
    with pytest.raises(SourceError, match="Read-only file system") as raised:
        shelf.add(folder, part=True)
    assert "SUZERAIN_DATA" in raised.value.hint


def test_a_cache_in_the_place_of_a_file_is_told(tmp_path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(SourceError, match="cannot be written"):
        Shelf(tmp_path / "cache").add(cow_folder(tmp_path / "files"), part=True)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_leaves_the_old_tables(
    shelf, tmp_path, monkeypatch, number
) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    before = rows(shelf)

    def full(*_: object) -> None:
        raise OSError(number, "No space left on device")

    monkeypatch.setattr(shelving, "_written", full)
    with pytest.raises(SourceError, match="the disk is full"):
        shelf.add(cow_folder(tmp_path / "files"), part=True)
    assert rows(shelf) == before
    assert len(visible(shelf)) == 3


def test_a_full_disk_that_duckdb_meets_is_told(shelf, tmp_path, monkeypatch) -> None:
    import duckdb

    def full(*_: object) -> None:
        raise duckdb.IOException('Could not write file "x": No space left on device')

    monkeypatch.setattr(shelving, "_written", full)
    with pytest.raises(SourceError, match="the disk is full"):
        shelf.add(cow_folder(tmp_path / "files"), part=True)


def test_a_process_killed_between_two_renames_loses_nothing(shelf, tmp_path) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    before = rows(shelf)
    (shelf.root / "cow-trade").rename(shelf.root / ".cow-trade.old")
    assert shelf.has("cow-trade")
    assert rows(shelf) == before


def test_what_a_killed_process_was_writing_is_cleared(shelf, tmp_path) -> None:
    shelf.root.mkdir()
    left = shelf.root / ".cow-trade.writing-dead"
    left.mkdir()
    (left / "dyads.parquet").write_bytes(b"PAR1 half")
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    assert not left.exists()


HOLD = """
import sys, time
from pathlib import Path
from suzerain.sources.lock import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(path: Path, seconds: float) -> subprocess.Popen[str]:
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdout is not None
    assert held.stdout.readline() == "held\n"
    return held


def test_the_second_process_waits_and_says_so(shelf, tmp_path) -> None:
    shelf.root.mkdir()
    told: list[str] = []
    with holder(shelf.root / ".cow-trade.lock", 0.5) as held:
        shelf.add(cow_folder(tmp_path / "files"), part=True, waiting=told.append)
    assert told == [f"process {held.pid} works on cow-trade; waiting"]
    assert shelf.has("cow-trade")


def test_the_second_process_gives_up_in_words(tmp_path) -> None:
    with holder(tmp_path / ".x.lock", 30) as held:
        try:
            started = time.monotonic()
            with (
                pytest.raises(SourceError, match=f"process {held.pid} has worked on x"),
                only_one(tmp_path / ".x.lock", patience=0.3),
            ):
                pass
            assert time.monotonic() - started < 20
        finally:
            held.kill()


def test_the_lock_of_a_killed_process_is_free(tmp_path) -> None:
    with holder(tmp_path / ".x.lock", 60) as held:
        held.send_signal(signal.SIGKILL)
    with only_one(tmp_path / ".x.lock", patience=5):
        pass


def test_two_processes_that_add_at_once_both_succeed(shelf, tmp_path) -> None:
    cow_folder(tmp_path / "files")
    code = (
        "import sys; from suzerain.sources.shelf import Shelf;"
        "Shelf(sys.argv[1], threads=1).add(sys.argv[2], part=True)"
    )
    words = [sys.executable, "-c", code, str(shelf.root), str(tmp_path / "files")]
    both = [subprocess.Popen(words) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(rows(shelf)) == 6
    assert len(visible(shelf)) == 3


def test_a_dataset_is_read_without_being_kept(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SUZERAIN_DATA", str(tmp_path / "cache"))
    with read_dataset(cow_folder(tmp_path / "files"), part=True) as tables:
        assert tables["dyads"].columns[:3] == ["year", "importer", "exporter"]
        assert len(tables["dyads"].fetchall()) == 6
        assert tables.origin.dataset == "cow-trade"
    assert not (tmp_path / "cache").exists()


def test_reading_checks_as_keeping_does(tmp_path) -> None:
    folder = cow_folder(tmp_path / "files", pairs=(PAIRS[0], PAIRS[0]))
    with pytest.raises(UnexpectedData, match="on more than one row"):
        read_dataset(folder, part=True)


def test_tables_that_are_forgotten_leave_no_files(tmp_path, monkeypatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    tables = read_dataset(cow_folder(tmp_path / "files"), part=True)
    assert list((tmp_path / "temporary").iterdir())
    del tables
    assert list((tmp_path / "temporary").iterdir()) == []


def test_load_takes_a_name_or_a_path(shelf, tmp_path) -> None:
    folder = cow_folder(tmp_path / "files")
    with pytest.raises(DataMissing, match="not on this machine"):
        load("cow-trade", shelf=shelf)
    shelf.add(folder, part=True)
    with load("cow-trade", shelf=shelf) as kept, load(folder, part=True) as given:
        assert kept["dyads"].fetchall() == given["dyads"].fetchall()


def test_an_origin_that_was_damaged_is_told(shelf, tmp_path) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    (shelf.root / "cow-trade" / "origin.json").write_text('{"dataset":')
    with pytest.raises(UnreadableSource, match="suzerain data remove cow-trade"):
        shelf.origin("cow-trade")


def test_no_extension_is_loaded_and_no_address_opened() -> None:
    import duckdb

    with open_sql() as sql, pytest.raises(duckdb.Error):
        sql.sql("SELECT * FROM 'https://127.0.0.1:9/x.parquet'").fetchall()


def test_a_national_file_that_has_other_columns_is_told(shelf, tmp_path) -> None:
    folder = cow_folder(tmp_path / "files")
    text = "\n".join((NATIONAL.replace("imports", "m", 1), *STATES))
    (folder / "National_COW_4.0.csv").write_text(text, encoding="latin-1")
    with pytest.raises(UnreadableSource, match=r"lacks the column\(s\) imports"):
        shelf.add(folder, part=True)


def test_a_reader_that_gives_another_table_is_told(
    shelf, tmp_path, monkeypatch
) -> None:
    real = shelving.read_tables
    monkeypatch.setattr(
        shelving, "read_tables", lambda *a: {"dyads": real(*a)["dyads"]}
    )
    with pytest.raises(UnexpectedData, match="national: the reader does not give"):
        shelf.add(cow_folder(tmp_path / "files"), part=True)


def test_a_table_that_somebody_deleted_is_missing(shelf, tmp_path) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    shelf.file("cow-trade", "dyads").unlink()
    with pytest.raises(DataMissing, match="here without its table dyads"):
        shelf.file("cow-trade", "dyads")


def test_a_folder_of_several_datasets_is_not_read_as_one(tmp_path) -> None:
    cow_folder(tmp_path / "all")
    (tmp_path / "all" / "Gravity_V202211.csv").write_text("a\n")
    with pytest.raises(UnknownName, match="which holds several"):
        read_dataset(tmp_path / "all")


def test_a_folder_that_cannot_be_moved_stays(shelf, tmp_path, monkeypatch) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    before = rows(shelf)

    def refused(*_: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", refused)
        with pytest.raises(SourceError, match="Permission denied"):
            shelf.add(cow_folder(tmp_path / "fewer", PAIRS[:1]), part=True)
    assert rows(shelf) == before


def test_a_table_that_was_cut_on_the_shelf_is_told(shelf, tmp_path) -> None:
    shelf.add(cow_folder(tmp_path / "files"), part=True)
    path = shelf.file("cow-trade", "dyads")
    path.write_bytes(path.read_bytes()[:-9])
    with open_sql() as sql, pytest.raises(UnreadableSource) as raised:
        shelf.table(sql, "cow-trade", "dyads")
    assert raised.value.hint == "run `suzerain data remove cow-trade` and add it again"


def test_memory_and_threads_that_cannot_be_had_are_told() -> None:
    with pytest.raises(SuzerainError, match="memory 'much'"):
        open_sql(memory="much")


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("IOException", "Permission denied", "cannot be written: Permission denied"),
        ("OutOfMemoryException", "Out of Memory: 1 GB", "does not fit into the memory"),
        ("InvalidInputException", "odd", "x cannot be read: odd"),
        ("ConversionException", "odd\nLINE 7: CAST(a)\n   ^^^", "read: odd.\n"),
    ],
)
def test_what_duckdb_says_becomes_plain_words(kind, text, said) -> None:
    import duckdb

    assert said in str(refusal(getattr(duckdb, kind)(text), "x"))


def test_a_lock_that_cannot_be_written_is_told(tmp_path) -> None:
    (tmp_path / ".x.lock").mkdir()
    with (
        pytest.raises(SourceError, match="cannot be written"),
        only_one(tmp_path / ".x.lock"),
    ):
        pass
