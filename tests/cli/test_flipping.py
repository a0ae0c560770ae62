"""The verbs flip and terms, and solve with an outsider gone or refusing."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from places import EXAMPLES

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

FEW = ("--worlds", "30")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def printed(*words: object) -> dict:
    result = run(*words, "--json", *FEW)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def fits(name: str, record: object) -> None:
    schema = json.loads(read_schema(name))
    jsonschema.Draft202012Validator(schema).validate(record)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("flipping") / "pact"
    result = run("init", path, "--from", EXAMPLES)
    assert result.exit_code == 0, result.output
    return path


@pytest.mark.parametrize("kind", ["without", "without-consent"])
def test_solve_keeps_what_it_printed_and_adds_one_key(folder, kind):
    plain = printed("solve", folder)
    more = printed("solve", folder, f"--{kind}", "CHN")
    fits("solution", more)
    beside = more.pop("counterfactual")
    fits("counterfactual", beside)
    assert more == plain
    assert beside["actor"] == "CHN"
    assert beside["kind"] == kind.replace("-", "_")
    table = run("solve", folder, f"--{kind}", "CHN", "--table", *FEW).stdout
    assert table.startswith(run("solve", folder, "--table", *FEW).stdout.rstrip())
    assert "worth to North Korea" in table


def test_flip_fits_its_schema_and_reads_aloud(folder):
    words = ("flip", folder, "--outcome", "p_pact", "--below", "0.5", "--by", "PRK")
    record = printed(*words)
    fits("flip", record)
    assert record["solves"] >= 1
    assert all("PRK" in one["levers"][0]["actors"] for one in record["levers"])
    assert "asked: below 50.0%" in run(*words, "--table", *FEW).stdout


def test_flip_upward_asks_for_a_rise(folder):
    words = ("--outcome", "CHN.p_can_block", "--above", "0.9", "--by", "RUS")
    record = printed("flip", folder, *words)
    assert record["side"] == "above"
    assert record["threshold"] == 0.9


def test_terms_fits_its_schema_and_keeps_to_one_outsider(folder):
    record = printed("terms", folder, "--offer-by", "USA")
    fits("terms", record)
    assert [offer["actor"] for offer in record["offers"]] == ["USA"]
    assert len(printed("terms", folder)["offers"]) > 1
    assert "best PRK" in run("terms", folder, "--table", *FEW).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("solve", "--without", "CHN", "--without-consent", "CHN"),
        ("flip", "--outcome", "p_pact"),
        ("flip", "--outcome", "p_pact", "--below", "0.1", "--above", "0.2"),
        ("flip", "--below", "0.1"),
    ],
)
def test_a_question_that_is_not_one_is_a_usage_error(folder, words):
    verb, *rest = words
    assert run(verb, folder, *rest, *FEW).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("solve", "--without", "QQQ"), "QQQ"),
        (("solve", "--without-consent", "PRK"), "PRK is a member"),
        (("flip", "--outcome", "mischief", "--below", "0.1"), "mischief"),
        (("flip", "--outcome", "USA.p_can_block", "--below", "0.1"), "USA"),
        (("flip", "--outcome", "p_pact", "--below", "7"), "threshold of 7"),
        (("flip", "--outcome", "p_pact", "--below", "nan"), "threshold of nan"),
        (("flip", "--outcome", "p_pact", "--below", ".1", "--by", "QQQ"), "QQQ"),
        (("terms", "--offer-by", "RUS"), "RUS is a member"),
        (("terms", "--offer-by", "QQQ"), "QQQ"),
        (("terms", "--pact", "nonesuch"), "nonesuch"),
    ],
)
def test_what_cannot_be_asked_is_a_clear_error(folder, words, said):
    verb, *rest = words
    result = run(verb, folder, *rest, *FEW)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Hint:" in result.stderr
    assert not result.stdout
