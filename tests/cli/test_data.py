"""`suzerain data`: what is printed, where it goes, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from command import suzerain
from made_dataset import PAIRS, cow_folder, cow_zip
from places import SHARED

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema
from suzerain.sources.dataset import datasets


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "cache"
    monkeypatch.setenv("SUZERAIN_DATA", str(path))
    return path


def run(*words: object, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["data", *map(str, words)])
    assert done.exit_code == code, done.output
    return done


def lines(done: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def fits(name: str, value: object) -> None:
    jsonschema.Draft202012Validator(json.loads(read_schema(name))).validate(value)


def test_what_is_printed_fits_its_schema(tmp_path) -> None:
    for line in lines(run("list", "--json")):
        fits("dataset", line)
    for line in lines(run("add", cow_folder(tmp_path / "files"), "--part", "--json")):
        fits("stored", line)
    for name in datasets():
        fits("description", json.loads(run("show", name, "--json").stdout))


def test_the_list_names_every_dataset_and_its_state(tmp_path) -> None:
    listed = lines(run("list", "--json"))
    assert [one["name"] for one in listed] == list(datasets())
    assert {one["state"] for one in listed} == {"not here"}
    run("add", cow_folder(tmp_path / "files"), "--part")
    states = {one["name"]: one["state"] for one in lines(run("list", "--json"))}
    assert states["cow-trade"] == "here in part"


def test_a_list_for_readers_says_what_a_reader_was_tested_on() -> None:
    said = run("list", "--table").stdout
    assert "cow-trade" in said
    assert "tested on: real" in said


def test_a_dataset_that_another_reader_made_is_told(tmp_path, cache) -> None:
    run("add", cow_folder(tmp_path / "files"), "--part")
    origin = cache / "cow-trade" / "origin.json"
    text = origin.read_text()
    old = json.loads(text)["reader"]
    origin.write_text(text.replace(old, "0" * 64))
    states = {one["name"]: one["state"] for one in lines(run("list", "--json"))}
    assert states["cow-trade"] == "here, by another reader"


def test_adding_prints_rows_kept_and_dropped_with_reasons(tmp_path, cache) -> None:
    done = run("add", cow_zip(tmp_path / "COW_Trade_4.0.zip"), "--part", "--json")
    dyads, national = lines(done)
    assert dyads == {
        "dataset": "cow-trade",
        "version": "4.0",
        "table": "dyads",
        "rows": 6,
        "dropped": 1,
        "reasons": ["1: neither direction observed"],
        "file": str(cache / "cow-trade" / "dyads.parquet"),
    }
    assert national["dropped"] == 2
    assert Path(str(dyads["file"])).is_file()


def test_adding_for_readers_tells_the_reasons(tmp_path) -> None:
    said = run("add", cow_folder(tmp_path / "files"), "--part", "--table").stdout
    assert "left out 1: neither direction observed" in said


def test_a_folder_of_folders_adds_all_and_lists_the_rest(tmp_path) -> None:
    cow_folder(tmp_path / "all" / "trade")
    (tmp_path / "all" / "mine").mkdir()
    (tmp_path / "all" / "mine" / "x.csv").write_text("a\n")
    done = run("add", tmp_path / "all", "--part", "--json")
    assert {one["dataset"] for one in lines(done)} == {"cow-trade"}
    assert done.stderr == "not recognised: mine\n"


def test_one_bad_dataset_among_several_does_not_stop_the_others(
    tmp_path, monkeypatch
) -> None:
    cow_folder(tmp_path / "all" / "trade")
    gravity = tmp_path / "all" / "gravity"
    gravity.mkdir()
    (gravity / "Gravity_V202211.csv").write_text("a,b\n1,2\n")
    done = run("add", tmp_path / "all", "--part", "--json", code=1)
    assert {one["dataset"] for one in lines(done)} == {"cow-trade"}
    assert "cepii-gravity: UnreadableSource" in done.stderr


def test_bad_data_print_nothing_on_stdout(tmp_path) -> None:
    bad = (PAIRS[0].replace("2800.5", "-3", 1),)
    done = run("add", cow_folder(tmp_path / "files", bad), "--part", code=1)
    assert done.stdout == ""
    assert "dyads.flow: 1 below 0, such as -3.0 (year 2014" in done.stderr
    assert "Hint:" in done.stderr


def test_a_path_that_holds_nothing_known_is_told(tmp_path) -> None:
    assert "no dataset is recognised" in run("add", tmp_path, code=3).stderr
    assert "nothing is at" in run("add", tmp_path / "none", code=3).stderr


def test_an_unknown_name_proposes_the_nearest(tmp_path) -> None:
    for words in (("show", "cow-trad"), ("path", "cow-trad"), ("pull", "cow-trad")):
        assert "did you mean 'cow-trade'?" in run(*words, code=1).stderr


def test_the_path_of_a_dataset_and_of_a_table(tmp_path, cache) -> None:
    assert run("path", "cow-trade", code=3).stdout == ""
    run("add", cow_folder(tmp_path / "files"), "--part")
    assert run("path", "cow-trade").stdout == f"{cache / 'cow-trade'}\n"
    file = run("path", "cow-trade", "national").stdout.strip()
    assert Path(file).read_bytes()[:4] == b"PAR1"
    assert "no name 'flows'" in run("path", "cow-trade", "flows", code=1).stderr


def test_show_tells_columns_faults_terms_and_origin(tmp_path) -> None:
    said = run("show", "cow-trade", "--table").stdout
    for words in ("million current USD", "known faults", "Barbieri", "here       no"):
        assert words in said
    run("add", cow_folder(tmp_path / "files"), "--part")
    shown = json.loads(run("show", "cow-trade", "--json").stdout)
    assert shown["origin"]["rows"] == {"dyads": 6, "national": 2}
    assert shown["state"] == "here in part"


@pytest.mark.parametrize("name", datasets())
def test_every_dataset_can_be_shown(name) -> None:
    assert name in run("show", name, "--table").stdout
    assert json.loads(run("show", name, "--json").stdout)["name"] == name


def test_a_dataset_by_hand_prints_its_steps_and_exits_3() -> None:
    names = [known.name for known in datasets().values() if known.pull == "by hand"]
    done = run("pull", names[0], code=3)
    assert done.stdout == ""
    assert "  1. " in done.stderr
    assert "suzerain data add" in done.stderr


def test_terms_are_shown_before_the_network_is_asked(monkeypatch) -> None:
    from suzerain.core.errors import DataMissing
    from suzerain.sources import download

    def away(*_: object, **__: object) -> None:
        raise DataMissing("the network cannot be reached")

    monkeypatch.setattr(download, "answer_of", away)
    said = run("pull", "cow-trade", code=3).stderr
    assert said.index("terms:") < said.index("cite:") < said.index("cannot be reached")


def test_a_pull_tells_how_each_checksum_was_settled(tmp_path, monkeypatch) -> None:
    from suzerain.sources import pulling
    from suzerain.sources.origin import Pulled

    file = Pulled(name="a.zip", url="https://x.org/a", sha256="0" * 64, trust="trusted")

    def brought(known, shelf, **_: object) -> object:
        folder = cow_folder(tmp_path / "files")
        return shelf.add_one(folder, known.name, part=True, pulled=(file,))

    monkeypatch.setattr(pulling, "pull", brought)
    done = run("pull", "cow-trade", "--json")
    assert "  a.zip: trusted\n  sha256 " + "0" * 64 in done.stderr
    assert [one["table"] for one in lines(done)] == ["dyads", "national"]
    shown = json.loads(run("show", "cow-trade", "--json").stdout)
    assert shown["origin"]["path"] == "https://x.org/a"


def test_what_is_here_is_not_pulled_again(tmp_path) -> None:
    run("add", cow_folder(tmp_path / "files"), "--part")
    done = run("pull", "cow-trade", "--json")
    assert "--again" in done.stderr
    assert lines(done)[0]["rows"] == 6


def test_a_download_shows_how_far_it_is(capsys) -> None:
    from suzerain.cli import data

    data.show_progress("a.zip", 5_000_000, 10_000_000)
    data.show_progress("b.zip", 5_000_000, 0)
    said = capsys.readouterr().err
    assert "a.zip: 5.0 of 10.0 MB,  50%" in said
    assert "b.zip: 5.0 MB" in said


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_goes_to_a_terminal_only(tmp_path, monkeypatch, terminal) -> None:
    from suzerain.cli import data
    from suzerain.sources import pulling

    shown: list[str] = []

    def brought(known, shelf, *, progress, **_: object) -> object:
        monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
        progress("a.zip", 1, 2)
        return shelf.add_one(cow_folder(tmp_path / "files"), known.name, part=True)

    monkeypatch.setattr(pulling, "pull", brought)
    monkeypatch.setattr(data, "show_progress", lambda name, *_: shown.append(name))
    run("pull", "cow-trade")
    assert shown == ["a.zip"] * terminal


def test_a_dataset_is_removed(tmp_path) -> None:
    run("add", cow_folder(tmp_path / "files"), "--part")
    assert "removed cow-trade" in run("remove", "cow-trade").stderr
    run("path", "cow-trade", code=3)
    assert "is not here" in run("remove", "cow-trade").stderr


def test_a_query_that_the_user_stops_leaves_nothing(
    tmp_path, cache, monkeypatch
) -> None:
    from suzerain.sources import shelving

    def stopped(*_: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(shelving, "_written", stopped)
    done = run("add", cow_folder(tmp_path / "files"), "--part", code=130)
    assert "interrupted; nothing was left half-written" in done.stderr
    assert [path.suffix for path in cache.iterdir()] == [".lock"]


def test_the_command_as_typed_adds_the_real_files(tmp_path, cache) -> None:
    folder = SHARED / "data" / "cow_trade_4.0"
    if not folder.is_dir():
        pytest.skip("the real files (../shared/data/cow_trade_4.0) are not here")
    done = suzerain("data", "add", folder, SUZERAIN_DATA=str(cache))
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["rows"] for row in rows] == [1_347_308, 13_108]
