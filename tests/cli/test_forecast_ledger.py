"""`forecast --record`, `ask`, `resolve` and `score`: a log of dated forecasts."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET

import jsonschema
import pytest
from click.testing import CliRunner
from places import EXAMPLES

from suzerain.case.files import read_case, save_case
from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

FEW = ("--worlds", "60")
AHEAD = ("--until", "2095-06")
RULE = ("--rule", "Yes, if two independent sources report it.")


def run(*words, code=0):
    result = CliRunner().invoke(main, list(map(str, words)))
    assert result.exit_code == code, result.stderr + result.stdout
    return result


def fits(name, record):
    jsonschema.Draft202012Validator(json.loads(read_schema(name))).validate(record)
    return record


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "pact"
    run("init", path, "--from", EXAMPLES)
    return path


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "pact")


def test_forecasts_are_logged_resolved_and_scored(folder, tmp_path):
    told = json.loads(
        run("forecast", folder, "--record", *AHEAD, *FEW, "--json").stdout
    )
    first = next(one["question"] for one in told if one["term"])
    run("forecast", folder, "--question", first, "--by", "Ann", "--p", 0.3)
    fits(
        "logged",
        json.loads(
            run("resolve", folder, first, "no", "--source", "X", "--json").stdout
        ),
    )
    plot = tmp_path / "plot.svg"
    card = json.loads(run("score", folder, "--json", "--svg", plot).stdout)
    fits("scorecard", card)
    names = {one["name"] for one in card["forecasters"]}
    assert names == {"suzerain", "Ann", "pool"}
    assert card["resolved"] == 1
    (ann,) = [one for one in card["forecasters"] if one["name"] == "Ann"]
    assert ann["brier"] == pytest.approx(0.09)
    assert len(ET.parse(plot).getroot().findall(".//{*}circle")) >= 1  # noqa: S314
    assert "0.09" in run("score", folder, "--table").stdout


def test_a_log_outlives_a_save_of_its_case(folder):
    run("forecast", folder, "--record", *AHEAD, *FEW)
    before = (folder / "forecasts.jsonl").read_bytes()
    save_case(read_case(folder), folder)
    assert (folder / "forecasts.jsonl").read_bytes() == before
    assert run("check", folder, "--table").exit_code == 0


def test_forecasting_again_supersedes_and_keeps_both(folder):
    for seed in (1, 2):
        run("forecast", folder, "--record", *AHEAD, *FEW, "--seed", seed)
    card = json.loads(run("score", folder, "--json").stdout)
    assert card["superseded"] == len(card["open"])


def test_a_question_of_ones_own_is_asked_forecast_and_scored(folder):
    text = "Will a satellite fly?"
    asked = run(
        "ask", folder, text, *AHEAD, *RULE, "--base-rate", "1/20", "--json"
    ).stdout
    assert fits("logged", json.loads(asked))["until"] == "2095-06-30"
    done = run(
        "forecast", folder, "--question", "satellite", "--record", *FEW, "--json"
    )
    (one,) = fits("forecast", json.loads(done.stdout))
    assert one["probability"]["median"] < 0.2
    run("resolve", folder, "satellite", "void", "--note", "nobody looked")
    assert json.loads(run("score", folder, "--json").stdout)["void"] == 1


def test_what_sources_leave_open_is_listed_with_its_sentence(folder):
    rows = [
        json.loads(line) for line in run("ask", folder, "--json").stdout.splitlines()
    ]
    claims = {claim.id: claim for claim in read_case(folder).claims}
    assert rows
    for row in rows:
        assert row["said"] in ("expected", "doubted")
        assert " ".join(claims[row["claim"]].quote.split()) == row["quote"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ask", "PACT", "Will it?", *AHEAD), "has no rule"),
        (("ask", "PACT", "Will it?", *RULE), "has no date"),
        (("ask", "PACT", "Will it?", "--until", "2001", *RULE), "in the past"),
        (("ask", "PACT", "Will it?", *AHEAD, *RULE, "--base-rate", "5"), "base rate"),
        (("ask", "PACT", "Will it?", *AHEAD, *RULE, "--term", "x"), "no id 'x'"),
        (("ask", "PACT", "Will it?", *AHEAD, *RULE, "--claim", "x"), "no id 'x'"),
        (("ask", EXAMPLES, "Will it?", *AHEAD, *RULE), "no case folder"),
        (("forecast", EXAMPLES, "--record"), "no case folder"),
        (("forecast", "PACT", "--record", "--until", "2001", *FEW), "in the past"),
        (("forecast", "PACT", "--record", "--until", "soon", *FEW), "is no date"),
        (("forecast", "PACT", "--question", "nothing", *FEW), "no id 'nothing'"),
        (
            ("forecast", "PACT", "--question", "nothing", "--by", "A", "--p", 0.2),
            "no id 'nothing'",
        ),
        (("resolve", "PACT", "nothing", "yes", "--note", "x"), "no id 'nothing'"),
        (("score", "PACT", "--extremise", "9x"), "cannot sharpen"),
    ],
)
def test_what_cannot_be_logged_is_a_clear_error_and_nothing_is_written(
    folder, words, told
):
    done = run(*(folder if word == "PACT" else word for word in words), code=1)
    assert told in done.stderr
    assert "Hint:" in done.stderr
    assert not (folder / "forecasts.jsonl").exists()


@pytest.mark.parametrize("p", ["0", "1", "1.5", "-0.1", "nan"])
def test_a_certain_or_impossible_probability_is_refused(folder, p):
    run("forecast", folder, "--record", *AHEAD, *FEW)
    before = (folder / "forecasts.jsonl").read_bytes()
    asked = json.loads(run("score", folder, "--json").stdout)["open"][0]["id"]
    done = run(
        "forecast", folder, "--question", asked, "--by", "Ann", f"--p={p}", code=1
    )
    assert "above 0 and below 1" in done.stderr
    assert (folder / "forecasts.jsonl").read_bytes() == before


def test_a_forecast_of_anothers_needs_a_name_a_question_and_a_number(folder):
    run("forecast", folder, "--p", 0.3, code=2)
    run("forecast", folder, "--by", "Ann", "--p", 0.3, code=2)


def test_a_changed_line_is_told_and_counted(folder):
    run("forecast", folder, "--record", *AHEAD, *FEW)
    path = folder / "forecasts.jsonl"
    path.write_text(path.read_text().replace('"by": "suzerain"', '"by": "me"', 1))
    done = run("score", folder, "--json")
    assert json.loads(done.stdout)["altered"] == 1
    assert "changed after it was written" in done.stderr


def test_the_same_question_is_not_asked_twice(folder):
    run("ask", folder, "Will it?", *AHEAD, *RULE)
    done = run("ask", folder, "Will it?", *AHEAD, *RULE, code=1)
    assert "asked already" in done.stderr
