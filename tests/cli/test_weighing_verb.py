"""`suzerain weigh`: what is printed, the matrix, and an analyst's own hypotheses."""

from __future__ import annotations

import csv
import json

import jsonschema
import pytest
from click.testing import CliRunner
from places import EXAMPLES, ROOT

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

FEW = ("--worlds", "60")
OTHER = ROOT / "tests" / "articles" / "shahed-and-sukhoi.txt"


def run(*words, code=0):
    result = CliRunner().invoke(main, list(map(str, words)))
    assert result.exit_code == code, result.stderr
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("weighed") / "pact"
    run("init", path, "--from", EXAMPLES)
    return path


def own(folder, **changes):
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        claim = next(csv.DictReader(file))["id"]
    given = {"claim": claim, "high": "0.6", "more": "", **changes}
    (folder / "hypotheses.toml").write_text(
        f"""
[[questions]]
id = "why"
question = "Why was it struck?"
hypotheses = [
  {{ name = "need", prior = [0.3, {given["high"]}] }},
  {{ name = "other", prior = [0.4, 0.7] }},
]
items = [
  {{ says = "it is said", claims = ["{given["claim"]}"], ratios = {{ need = 2 }} }},
]
{given["more"]}
""",
        encoding="utf-8",
    )


@pytest.mark.parametrize("where", [EXAMPLES, OTHER], ids=["folder", "article"])
def test_articles_are_weighed_in_the_promised_shape(where):
    told = json.loads(run("weigh", where, "--json", *FEW).stdout)
    jsonschema.Draft202012Validator(json.loads(read_schema("weighing"))).validate(told)
    claims = {
        json.loads(line)["id"]
        for line in run("read", where, "--json").stdout.splitlines()
    }
    assert told
    for one in told:
        assert {"question", "hypotheses", "evidence", "linchpins"} <= set(one)
        for row in one["hypotheses"]:
            for part in ("prior", "posterior"):
                assert row[part]["low"] <= row[part]["median"] <= row[part]["high"]
        for item in one["evidence"]:
            assert item["claim"] in claims
            assert item["cluster"]
            assert item["likelihood_ratio"]["low"] <= item["likelihood_ratio"]["high"]


def test_a_terminal_sees_priors_weights_and_what_would_change_the_answer():
    told = run("weigh", EXAMPLES, "--table", *FEW).stdout
    for words in ("before", "after", "What each item is worth", "A denial", "bits"):
        assert words in told
    assert "likelihood ratio" in told
    assert "doc-" not in told


def test_the_classic_matrix_is_written_and_said_to_be_a_view(tmp_path):
    target = tmp_path / "ach.csv"
    done = run("weigh", EXAMPLES, "--json", "--ach", target, *FEW)
    assert "a view" in done.stderr
    rows = list(csv.reader(target.read_text(encoding="utf-8").splitlines()))
    assert "never the verdict" in rows[0][1]
    assert rows[1][:4] == ["evidence", "claims", "credibility", "relevance"]
    assert any(row and row[0] == "weighted inconsistency" for row in rows)


def test_a_matrix_that_cannot_be_written_is_a_clear_error(tmp_path):
    done = run("weigh", EXAMPLES, "--ach", tmp_path / "no" / "a.csv", *FEW, code=1)
    assert "Hint:" in done.stderr
    assert not done.stdout


def test_hypotheses_of_ones_own_are_weighed_beside_the_rest(folder):
    own(folder)
    told = json.loads(run("weigh", folder, "--json", *FEW).stdout)
    assert told[-1]["question"] == "Why was it struck?"
    assert [row["name"] for row in told[-1]["hypotheses"]] == ["need", "other"]
    assert told[-1]["evidence"][0]["cluster"]
    run("check", folder, "--table")


def test_a_number_of_ones_own_can_be_asked_about(folder):
    own(folder)
    trace = json.loads(run("why", folder, "prior.own.why.need", "--json").stdout)
    assert "what the analyst believed" in trace["reason"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"claim": "c-nowhere"}, "has no passage"),
        ({"high": "1.4"}, "no such range"),
        ({"more": "colour = 3"}, "nothing is called"),
    ],
)
def test_what_is_wrong_with_them_stops_weigh_and_is_listed_by_check(
    folder, changes, words
):
    own(folder, **changes)
    done = run("weigh", folder, "--json", *FEW, code=1)
    assert words in done.stderr
    assert "hypotheses.toml" in done.stderr
    assert not done.stdout
    assert words in run("check", folder, "--table", code=1).stdout
    own(folder)
