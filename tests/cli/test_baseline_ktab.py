"""The command `suzerain baseline ktab`, on files as users keep them."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

TRADE = """trade,"a made scenario, in two questions",4,2,
Actor,Description,Influence,Tariff,Tariff salience,Quota,Quota salience,
A,first,100,10,50,20,40,
B,second,20,60,50,70,20,
C,third,10,90,30,10,60,
D,fourth,40,35,20,90,70,
"""


def ran(*words, stdin=None):
    return CliRunner().invoke(main, ["baseline", "ktab", *map(str, words)], input=stdin)


@pytest.fixture
def actors(tmp_path):
    path = tmp_path / "trade.csv"
    path.write_text(TRADE, encoding="utf-8")
    return path


def test_the_trajectory_is_printed_as_json(actors):
    said = json.loads(ran(actors, "--json").stdout)
    jsonschema.validate(said, json.loads(read_schema("baseline_ktab")))
    assert said["method"] == "ktab"
    assert said["actors"] == ["A", "B", "C", "D"]
    assert said["dimensions"] == ["Tariff", "Quota"]
    assert said["options"]["VotingRule"] == "Prop"
    assert said["options"]["seed"] is None
    assert said["converged"]
    assert [turn["turn"] for turn in said["turns"]] == list(range(len(said["turns"])))
    first = said["turns"][0]
    assert first["positions"]["D"] == {"Tariff": 35.0, "Quota": 90.0}
    assert set(first["probability"]) == set("ABCD")
    assert first["moved_with"] == {}
    assert said["turns"][1]["moved_with"]


def test_it_says_that_it_is_no_forecast(actors):
    assert "not a forecast" in json.loads(ran(actors, "--json").stdout)["notes"][0]
    assert "not a forecast" in ran(actors, "--table").stdout


def test_turns_may_be_few(actors):
    said = json.loads(ran(actors, "--turns", 1, "--json").stdout)
    assert len(said["turns"]) == 2
    assert not said["converged"]
    assert "The run ended before it came to rest." in said["notes"]


RULES = [
    ("--voting-rule", "ASymProsp", "the order of the actors"),
    ("--third-party-commit", "NoCommit", "add nothing to either side"),
    ("--bargn-model", "InitRcvrInterp", "for a chance"),
    ("--bargn-model", "PWCompInterp", "by salience alone"),
    ("--big-r-adjust", "Full", "stops with an error"),
    ("--state-transitions", "Stochastic", "threads end"),
]


@pytest.mark.parametrize(("option", "value", "told"), RULES)
def test_what_a_rule_does_is_told(actors, option, value, told):
    notes = json.loads(ran(actors, option, value, "--turns", 2, "--json").stdout)
    jsonschema.validate(notes, json.loads(read_schema("baseline_ktab")))
    assert any(told in note for note in notes["notes"])
    assert value in notes["options"].values()


def test_rules_are_taken_in_any_case(actors):
    said = json.loads(ran(actors, "--voting-rule", "proportional", "--json").stdout)
    assert said["options"]["VotingRule"] == "Prop"


def test_the_seed_of_a_draw_is_told(actors):
    words = (actors, "--state-transitions", "stochastic", "--json", "--seed", 5)
    first, second = ran(*words).stdout, ran(*words).stdout
    assert first == second
    assert json.loads(first)["options"]["seed"] == 5


def test_positions_are_a_table_by_turn(actors):
    lines = ran(actors, "--table").stdout.splitlines()
    assert lines[0] == "Tariff"
    assert lines[1].split() == ["turn", "A", "B", "C", "D"]
    assert lines[2].split() == ["0", "10.0", "60.0", "90.0", "35.0"]
    assert "Quota" in lines


def test_a_long_table_is_cut_into_blocks(tmp_path):
    rows = "".join(f"X{n},of {n},{n + 1},{n},50\n" for n in range(12))
    path = tmp_path / "twelve.csv"
    path.write_text(f"twelve,,12,1\nActor,Text,Power,Q,care\n{rows}", encoding="utf-8")
    lines = ran(path, "--turns", 0, "--table").stdout.splitlines()
    assert [line.split()[1:] for line in lines if line.startswith("turn")] == [
        [f"X{n}" for n in range(10)],
        ["X10", "X11"],
    ]


def test_a_file_may_come_from_standard_input():
    assert json.loads(ran("-", "--json", stdin=TRADE).stdout)["scenario"] == "trade"


def test_actors_at_one_point_are_told_to_stay(tmp_path):
    path = tmp_path / "one.csv"
    path.write_text(
        "one,,3,1\nActor,Text,Power,Q,care\nA,,1,5,50\nB,,2,5,50\nC,,3,5,50\n",
        encoding="utf-8",
    )
    notes = json.loads(ran(path, "--json").stdout)["notes"]
    assert any("nobody moves" in note for note in notes)


def test_an_unknown_rule_is_a_mistake_of_usage(actors):
    done = ran(actors, "--pce-model", "Markov")
    assert done.exit_code == 2
    assert "MarkovIncentive" in done.stderr


BAD = [
    (TRADE.replace(",4,2,", ",5,2,", 1).encode(), "says 5 actors"),
    (TRADE.replace("B,second,20", "B,second,strong").encode(), "'strong'"),
    (b"\xff\xfe\x00", "cannot be read"),
    (b"a" * 10_000_001, "larger than 10000000 bytes"),
]


@pytest.mark.parametrize(("raw", "said"), BAD, ids=[said for _, said in BAD])
def test_a_bad_file_is_refused(tmp_path, raw, said):
    path = tmp_path / "bad.csv"
    path.write_bytes(raw)
    done = ran(path, "--json")
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stdout == ""


def test_a_missing_file_is_refused(tmp_path):
    done = ran(tmp_path / "none.csv")
    assert done.exit_code == 1
    assert "cannot be read" in done.stderr
