"""The verb simulate, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from command import suzerain, told
from places import EXAMPLES, ROOT

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

FEW = ("--worlds", "60", "--months", "12")
ARTICLES = ROOT / "tests" / "articles"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def printed(*words: object) -> dict:
    result = run("simulate", *words, "--json", *FEW)
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    schema = json.loads(read_schema("simulation"))
    jsonschema.Draft202012Validator(schema).validate(record)
    return record


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("simulating") / "pact"
    result = run("init", path, "--from", EXAMPLES)
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def record(folder) -> dict:
    return printed(folder)


def test_it_says_whether_the_pact_outlives_the_war(record):
    assert record["pact"] == "prk-rus"
    assert {row["name"] for row in record["outlives_war"]} == {"full", "rates alone"}
    assert any("outlives the war" in line for line in record["readings"])
    assert len(record["survival"][0]["share"]) == 13


def test_it_says_what_tests_do_to_the_powers_tolerance(record):
    (loop,) = record["loops"]
    assert loop["power"] == "CHN"
    assert loop["tolerates"][0] == 1
    assert len(loop["patience"]) == 13
    assert any(line.startswith("China bears") for line in record["readings"])


def test_every_need_share_and_leverage_has_a_fan(record, folder):
    ids = {fan["id"] for fan in record["fans"]}
    ties = (folder / "ties.csv").read_text(encoding="utf-8").splitlines()[1:]
    for row in ties:
        provider, recipient, good = row.split(",")[:3]
        assert f"share.{good}.{provider}.{recipient}" in ids
    assert "leverage.CHN.PRK" in ids
    assert "need.oil.PRK" in ids


def test_the_table_reads_aloud(folder):
    result = run("simulate", folder, "--table", *FEW)
    assert result.exit_code == 0
    assert "12 months in 60 worlds" in result.stdout
    assert "share.oil.CHN.PRK" in result.stdout
    assert "Rates are assumptions" in result.stdout


def test_a_scenario_changes_what_it_says(folder, tmp_path, record):
    plan = tmp_path / "squeeze.toml"
    plan.write_text(
        'name = "squeeze"\n[[change]]\nmonth = 2\ntie = "tie.oil.CHN.PRK"\n'
        'share = 0.1\n[[change]]\nmonth = 5\nwar = "ends"\n',
        encoding="utf-8",
    )
    other = printed(folder, "--scenario", plan)
    assert other["scenario"]["name"] == "squeeze"
    one, two = (
        next(fan for fan in r["fans"] if fan["id"] == "share.oil.CHN.PRK")["median"]
        for r in (record, other)
    )
    assert one[:2] == two[:2]
    assert two[2] < one[2]
    assert other["chances"]["war"][5] == 0


def test_the_result_is_saved_whole(folder, tmp_path, record):
    target = tmp_path / "run.json"
    saved = printed(folder, "--save", target)
    assert json.loads(target.read_text(encoding="utf-8")) == saved == record


def test_the_founding_articles_answer_both_questions(seeds):
    found = printed(*seeds)
    full = next(row for row in found["outlives_war"] if row["name"] == "full")
    assert full["yes"] + full["no"] + full["open"] == pytest.approx(1)
    assert 0 < found["alliance"] < 1
    (loop,) = found["loops"]
    assert (loop["power"], loop["tolerates"][0]) == ("CHN", 1)
    assert {curve["name"] for curve in found["after_war"]} == {
        "the pact",
        "by the rates alone",
    }
    alarm = {fan["id"]: fan["median"] for fan in found["fans"]}
    assert alarm["alarm.PRK"][0] > alarm["alarm.RUS"][0]


@pytest.mark.parametrize("name", ["drones-for-jets", "fuel-for-gold"])
def test_other_articles_are_simulated_likewise(name):
    found = printed(ARTICLES / f"{name}.txt")
    assert found["pact"]
    assert found["readings"]
    assert found["survival"][0]["share"][0] == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[change]]\nmonth = 99\nwar = 'ends'\n", "1 to 12"),
        ("[[change]]\nmonth = 1\ntests = 'ZZZ'\ncount = 1\n", "ZZZ"),
        ("[[change]]\nmonth = 1\nrate = 'forecast.war_end'\nvalue = -1\n", "-1"),
        (
            "[[change]]\nmonth = 1\nrate = 'power.reaction'\nvalue = '*20'\n",
            "unstable",
        ),
        ("month = 1\n", "[[change]]"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused_with_a_hint(
    folder, tmp_path, text, words
):
    plan = tmp_path / "plan.toml"
    plan.write_text(text, encoding="utf-8")
    told(suzerain("simulate", folder, *FEW, "--scenario", plan), words)


def test_months_beyond_the_limit_are_refused(folder, tmp_path):
    target = tmp_path / "run.json"
    words = ("simulate", folder, "--worlds", 5, "--months", 9999, "--save", target)
    told(suzerain(*words), "1 to 600")
    assert not target.exists()
