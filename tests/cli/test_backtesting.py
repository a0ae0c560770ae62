"""`suzerain backtest`: a list, a record that fits its schema, and what it refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from unittest.mock import patch

import jsonschema
import pytest
from click.testing import CliRunner, Result

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema
from suzerain.core.assumption import load_register
from suzerain.outlook.backtest import run as running
from suzerain.outlook.backtest import tables
from suzerain.outlook.backtest.ground import Ground
from suzerain.outlook.backtest.studies import arms_links

sys.path.insert(0, str(Path(__file__).parents[1] / "outlook" / "backtest"))
import made_world

NEEDED = ("outcome", "origins", "n", "events", "models", "void")


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUZERAIN_DATA", str(tmp_path / "shelf"))
    monkeypatch.chdir(tmp_path)


def run(*words: object, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["backtest", *map(str, words)])
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch):
    """Make the verb read a made world of thirteen states."""

    def run_study(study, shelf, *, origins, seed, tell):
        rows = study.build(made_world.world(), load_register())
        return running.back_test(
            study, rows, origins=origins, seed=seed, tell=tell, data=("made 1",)
        )

    def ground(first, last):
        return Ground(first=first, last=last, states=made_world.CODES)

    monkeypatch.setattr(running, "run_study", run_study)
    monkeypatch.setattr(tables, "refuse_lacking", lambda *_: None)
    with patch.object(arms_links, "make_ground", ground):
        yield


def test_alone_it_lists_the_back_tests_and_what_they_lack():
    listed = [json.loads(line) for line in run("--json").stdout.splitlines()]
    arms = next(one for one in listed if one["name"] == "arms-links")
    assert arms["ready"] is False
    assert "sipri" in arms["lacking"]
    assert "arms-links" in run("--table").stdout


@pytest.mark.usefixtures("made")
def test_a_record_fits_its_schema_and_has_what_the_manual_promises():
    record = json.loads(run("arms-links", "--json").stdout)
    jsonschema.validate(record, json.loads(read_schema("backtest")))
    assert set(NEEDED) <= set(record)
    assert record["events"] > 30
    for model in record["models"]:
        assert {"name", "auc", "brier", "log_score", "interval"} <= set(model)


@pytest.mark.usefixtures("made")
def test_the_same_seed_gives_the_same_bytes():
    words = ("arms-links", "--json", "--origins", "1995-1998")
    assert run(*words).stdout == run(*words).stdout
    assert run(*words).stdout != run(*words, "--seed", 2).stdout


@pytest.mark.usefixtures("made")
def test_only_the_years_asked_for_are_scored_and_saved(tmp_path: Path):
    done = run("arms-links", "--origins", "1995-1998", "--save", "a.json", "--table")
    saved = json.loads((tmp_path / "a.json").read_text())
    assert saved["origins"] == [1995, 1996, 1997, 1998]
    assert "Forecasts from 1995 to 1998" in done.stdout
    assert "gravity and ours" in done.stdout


@pytest.mark.usefixtures("made")
def test_years_without_questions_are_an_error():
    done = run("arms-links", "--origins", "1800-1810", code=1)
    assert "no question was open" in done.stderr


def test_missing_datasets_are_named_with_what_to_do():
    done = run("arms-links", code=3)
    assert "sipri" in done.stderr
    assert "suzerain data add" in done.stderr


def test_a_folder_without_the_datasets_is_told(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert "no dataset" in run("arms-links", "--data", "empty", code=3).stderr


def test_a_name_that_is_none_proposes_the_nearest():
    assert "arms-links" in run("arms-link", code=1).stderr


@pytest.mark.parametrize("span", ["1990", "2010-1990", "soon"])
def test_years_that_are_no_span_are_refused(span: str):
    assert "no span of years" in run("arms-links", "--origins", span, code=2).stderr


def test_a_place_that_cannot_be_written_is_refused_before_the_work():
    done = run("arms-links", "--save", "no/such/file.json", code=1)
    assert "cannot be written" in done.stderr
