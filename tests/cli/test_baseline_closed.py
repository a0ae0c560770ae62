"""The baselines with closed forms, from the command line."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema


def ran(*words):
    return CliRunner().invoke(main, ["baseline", *words])


def said(*words):
    done = ran(*words, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    jsonschema.validate(found, json.loads(read_schema("baseline_closed")))
    return found


def test_patience_splits_the_pie():
    found = said("rubinstein", "--patience", "0.9,0.8")
    assert found["method"] == "rubinstein"
    assert found["share"] == pytest.approx([5 / 7, 2 / 7])


def test_a_last_turn_is_counted():
    assert said("rubinstein", "--patience", "0.9,0.9", "--turns", "2")[
        "share"
    ] == pytest.approx([0.1, 0.9])


def test_a_demand_comes_with_its_risk_of_war():
    found = said("fearon", "--winning", "0.5", "--own-cost", "0.1", "--cost", "0,0.4")
    assert found["demand"] == pytest.approx(0.65)
    assert found["p_war"] == pytest.approx(0.375)


def test_a_contest_has_chances_and_efforts():
    found = said("tullock", "--capability", "3,1", "--value", "8,8")
    assert found["p_win"] == pytest.approx([0.75, 0.25])
    assert found["effort"] == pytest.approx([2, 2])
    assert "effort" not in said("tullock", "--capability", "3,1")


def test_a_promise_has_its_least_patience():
    found = said("folk", "--payoffs", "5,3,1,0", "--hazard", "0.1")
    assert found["least_patience"] == pytest.approx(0.5 / 0.9)
    assert found["tit_for_tat"] == pytest.approx(2 / 3 / 0.9)
    assert found["possible"]
    assert "tit_for_tat" not in said("folk", "--payoffs", "5,3,1")


def test_a_terminal_gets_lines():
    done = ran("folk", "--payoffs", "9,2,1", "--hazard", "0.5", "--table")
    assert "least_patience" in done.stdout
    assert "no" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("rubinstein", "--patience", "0.9"), 2, "2 numbers"),
        (("rubinstein", "--patience", "a,b"), 2, "2 numbers"),
        (("rubinstein", "--patience", "1,1"), 1, "patience of 1"),
        (("rubinstein", "--patience", "1.2,0.5"), 1, "1.2"),
        (("folk", "--payoffs", "1,2"), 2, "3 to 4 numbers"),
        (("folk", "--payoffs", "1,2,3"), 1, "order"),
        (("folk", "--payoffs", "3,2,1", "--hazard", "1"), 1, "hazard"),
        (("tullock", "--capability", "-1,2"), 1, "capability"),
        (
            ("fearon", "--winning", "0.5", "--own-cost", "0.1", "--cost", "0.4,0.4"),
            1,
            "not above",
        ),
        (("none",), 2, "none"),
    ],
)
def test_bad_input_is_refused_in_words(words, code, told):
    done = ran(*words, "--json")
    assert done.exit_code == code
    assert done.stdout == ""
    assert told in done.stderr
