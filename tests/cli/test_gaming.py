"""The verb `game` reads, solves and shows a file of Gambit's."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

VETO = """EFG 2 R "veto" { "client" "patron" }
p "" 1 1 "first" { "offer" "wait" } 0
p "" 2 1 "answer" { "bear" "block" } 0
t "" 1 "pact" { 3, 1 }
t "" 2 "none" { 0, 0 }
t "" 3 "quiet" { 1, 2 }
"""


@pytest.fixture
def veto(tmp_path):
    place = tmp_path / "veto.efg"
    place.write_text(VETO, encoding="utf-8")
    return str(place)


def run(*words: str):
    return CliRunner().invoke(main, ["game", *words])


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ((), None),
        (("--solve", "spe"), [3, 1]),
        (("--solve", "qre"), [1.91553, 1.02633]),
    ],
)
def test_what_is_printed_fits_the_schema_and_the_game(veto, words, values):
    done = run(veto, *words, "--json")
    assert done.exit_code == 0, done.output
    record = json.loads(done.output)
    jsonschema.validate(record, json.loads(read_schema("game")))
    assert record["values"] == (None if values is None else pytest.approx(values, 1e-5))


def test_the_table_is_a_transcript(veto):
    done = run(veto, "--solve", "spe", "--table")
    assert "  offer 1.0000: patron decides (answer): client 3, patron 1" in done.output


def test_a_tie_is_said(tmp_path):
    place = tmp_path / "tie.efg"
    place.write_text(VETO.replace("{ 0, 0 }", "{ 0, 1 }"), encoding="utf-8")
    record = json.loads(run(str(place), "--solve", "spe", "--json").output)
    (note,) = record["notes"]
    assert note.startswith(
        "several plays are subgame-perfect; this one takes the first"
    )


def test_lambda_without_quantal_response_is_a_usage_error(veto):
    assert run(veto, "--lambda", "2").exit_code == 2
    assert run(veto, "--solve", "spe", "--lambda", "2").exit_code == 2


def test_a_broken_file_is_a_failure_with_its_line(tmp_path):
    place = tmp_path / "broken.efg"
    place.write_text(VETO.replace("{ 3, 1 }", "{ 3 }"), encoding="utf-8")
    done = run(str(place))
    assert done.exit_code == 1
    assert "broken.efg, line 4: 1 payoffs for 2 players" in done.output


@pytest.mark.parametrize("lam", ["nan", "inf", "-1"])
def test_a_senseless_lambda_is_a_failure(veto, lam):
    done = run(veto, "--solve", "qre", "--lambda", lam)
    assert done.exit_code == 1
    assert "lambda" in done.output
