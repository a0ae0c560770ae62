"""Files of a dataset are found by name in files, folders and zips."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from suzerain.core.errors import DataMissing, SourceTooLarge, UnreadableSource
from suzerain.sources import found as finder
from suzerain.sources.found import Found


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_the_first_name_that_is_there_is_taken(tmp_path: Path) -> None:
    (tmp_path / "second.csv").write_text("2")
    (tmp_path / "third.csv").write_text("3")
    found = Found(tmp_path)
    assert found.file("first.csv", "second.csv", "third.csv").read_text() == "2"


def test_names_match_as_patterns_without_regard_to_case(tmp_path: Path) -> None:
    (tmp_path / "WIOT_1995.CSV").write_text("")
    assert Found(tmp_path).file("wiot_*.csv").name == "WIOT_1995.CSV"


def test_a_file_in_a_folder_below_is_found(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "trade.csv").write_text("x")
    assert Found(tmp_path).file("trade.csv").read_text() == "x"


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "trade.csv").write_text("x")
    (tmp_path / ".trade.csv").write_text("x")
    assert Found(tmp_path).maybe("*trade.csv") is None


def test_a_member_of_a_zip_is_unpacked_and_goes_with_its_finder(
    tmp_path: Path,
) -> None:
    path = zipped(tmp_path / "all.zip", **{"deep/in/trade.csv": "inside"})
    with Found(path) as found:
        file = found.file("trade.csv")
        assert file.read_text() == "inside"
    assert not file.exists()


def test_a_zip_in_a_folder_is_looked_into(tmp_path: Path) -> None:
    zipped(tmp_path / "all.zip", **{"trade.csv": "inside"})
    with Found(tmp_path) as found:
        assert found.file("trade.csv").read_text() == "inside"
        assert found.used == [tmp_path / "all.zip"]


def test_a_member_with_a_path_out_of_the_zip_stays_inside(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", **{"../../evil.csv": "x"})
    with Found(path) as found:
        file = found.file("evil.csv")
        assert file.name == "evil.csv"
        assert not (tmp_path.parent / "evil.csv").exists()


def test_all_files_of_a_pattern_come_in_order(tmp_path: Path) -> None:
    for year in (1997, 1995, 1996):
        (tmp_path / f"wiot_{year}.npz").write_text("")
    names = [path.stem for path in Found(tmp_path).files("wiot_*.npz")]
    assert names == ["wiot_1995", "wiot_1996", "wiot_1997"]


def test_what_is_missing_is_named_with_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("")
    with pytest.raises(DataMissing) as raised:
        Found(tmp_path).file("trade.csv", "trade.parquet")
    said = str(raised.value)
    assert "trade.csv or trade.parquet" in said
    assert "other.csv" in said


def test_nothing_at_the_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="nothing is at"):
        Found(tmp_path / "nowhere")


def test_a_truncated_zip_is_said_to_be_broken(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", **{"trade.csv": "year,flow\n" * 99})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UnreadableSource, match="cannot be read as a zip"):
        Found(path)


def test_a_member_that_is_damaged_leaves_no_file(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", **{"trade.csv": "year,flow\n" * 99})
    content = path.read_bytes().replace(b"year,flow\n", b"year,flaw\n", 1)
    path.write_bytes(content)
    with Found(path, inside=tmp_path) as found:
        with pytest.raises(UnreadableSource, match="cannot be read as a zip"):
            found.file("trade.csv")
        assert not [p for p in tmp_path.rglob("trade.csv*") if p.is_file()]


def test_a_finder_that_is_forgotten_leaves_nothing(tmp_path: Path) -> None:
    found = Found(tmp_path, inside=tmp_path)
    assert list(tmp_path.iterdir())
    del found
    assert list(tmp_path.iterdir()) == []


def test_the_first_pattern_that_any_file_has_gives_the_files(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("")
    assert [one.name for one in Found(tmp_path).files("a*.csv", "b*.csv")] == ["b.csv"]
    with pytest.raises(DataMissing, match=r"a\*\.csv"):
        Found(tmp_path).files("a*.csv")


def test_a_member_is_unpacked_once(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", **{"trade.csv": "x", ".hidden.csv": "y"})
    with Found(path) as found:
        assert found.file("trade.csv") == found.file("trade.csv")
        assert found.names == ("all.zip", "trade.csv")


def test_a_member_that_does_not_fit_is_not_unpacked(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(finder, "LARGEST_MEMBER", 10)
    path = zipped(tmp_path / "all.zip", **{"trade.csv": "x" * 11})
    with Found(path) as found, pytest.raises(SourceTooLarge, match="are free"):
        found.file("trade.csv")
