"""The verbs what-if, compare, sensitivity, discover and regret as users type them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from places import EXAMPLES

from suzerain.brief.reckon import reckon
from suzerain.case.files import read_case
from suzerain.cli.explain import result_ids
from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

FEW = ("--worlds", "100")
POLICIES = """
outcome = "p_pact"
want = "low"

[policies.wait]

[policies.refuse.set]
"consent:CHN" = "refuse"

[policies.pay]
cost = 0.1
set = {"no:missile_technology" = ""}
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def printed(name: str, *words: object) -> dict:
    """What a command prints, checked against its schema."""
    result = run(*words, "--json", *FEW)
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    schema = json.loads(read_schema(name))
    jsonschema.Draft202012Validator(schema).validate(record)
    return record


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A case with one saved scenario, `refusal`."""
    path = tmp_path_factory.mktemp("whatif") / "pact"
    result = run("init", path, "--from", EXAMPLES)
    assert result.exit_code == 0, result.output
    saved = run(
        "what-if", path, "--set", "consent:CHN=refuse", "--save", "refusal", *FEW
    )
    assert saved.exit_code == 0, saved.output
    return path


@pytest.fixture(scope="module")
def tie(folder) -> str:
    """The id of some tie of the case."""
    record = json.loads(run("why", folder, "dependence.PRK.CHN", "--json").stdout)
    text = json.dumps(record)
    return next(word for word in text.split('"') if word.startswith("tie."))


def test_a_what_if_pairs_every_outcome_and_keeps_the_scenario(folder, tie):
    before = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    found = printed(
        "what_if", "what-if", folder, "--set", f"{tie}*=0.5", "--save", "s1"
    )
    assert found["changes"] == {tie: "*0.5"}
    assert found["scenario"] == "s1"
    assert any(one["rises"] or one["falls"] for one in found["differences"])
    assert (folder / "scenarios" / "s1.toml").is_file()
    assert before == {path.name: path.read_bytes() for path in folder.glob("*.*")}
    assert run("check", folder).exit_code == 0


def test_every_id_that_a_what_if_prints_is_one_that_why_explains(folder):
    found = printed("what_if", "what-if", folder, "--set", "no:missile_technology")
    ids = {one["id"] for one in found["differences"]}
    plain = {key for key in ids if not key.endswith(".level")}
    assert len(plain) > 15
    assert plain <= set(result_ids(reckon(read_case(folder), worlds=100)))


def test_saved_scenarios_are_listed_and_stand_side_by_side(folder):
    run("what-if", folder, "--set", "no:missile_technology", "--save", "none", *FEW)
    listed = [json.loads(line) for line in run("compare", folder).stdout.splitlines()]
    schema = json.loads(read_schema("scenario"))
    for one in listed:
        jsonschema.Draft202012Validator(schema).validate(one)
    assert {"refusal", "none"} <= {one["name"] for one in listed}
    found = printed("compare", "compare", folder, "base", "refusal", "none")
    assert [one["scenario"] for one in found["scenarios"]] == ["refusal", "none"]
    alone = printed("what_if", "what-if", folder, "--set", "consent:CHN=refuse")
    assert found["scenarios"][0]["differences"] == alone["differences"]
    assert printed("compare", "compare", folder, "none")["base"] == "base"
    table = run("compare", folder, "base", "refusal", "--table", *FEW).stdout
    assert "in the same worlds" in table


def test_ranks_and_a_tornado_are_printed(folder):
    words = ("sensitivity", folder, "--outcome", "missile_technology")
    found = printed("sensitivity", *words, "--inputs", "2")
    assert len(found["indices"]) == len(found["tornado"]) == 2
    table = run(*words, "--inputs", "1", "--table", *FEW).stdout
    assert "all others drawn" in table
    under = printed("sensitivity", *words, "--inputs", "1", "--scenario", "refusal")
    assert under["mean"] != found["mean"]


def test_sobol_indices_are_printed_with_what_is_left(folder):
    pytest.importorskip("scipy", reason="the extra 'sensitivity' is not installed")
    with_set = folder / "assumptions.csv"
    kept = with_set.read_text("utf-8")
    try:
        with_set.write_text(kept + "whatif.block,64,,64,point,,,\n", encoding="utf-8")
        words = ("sensitivity", folder, "--outcome", "missile_technology")
        words = (*words, "--method", "sobol")
        found = printed("sensitivity", *words, "--inputs", "2")
    finally:
        with_set.write_text(kept, encoding="utf-8")
    assert found["worlds"] == 64
    assert [one["id"] for one in found["indices"]][-1] == "all others"


def test_without_scipy_the_extra_is_named(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    words = ("sensitivity", folder, "--outcome", "missile_technology")
    words = (*words, "--method", "sobol")
    result = run(*words, *FEW)
    assert result.exit_code == 3
    assert "suzerain[sensitivity]" in result.stderr
    assert "--method rank" in result.stderr


def test_a_region_of_the_assumptions_is_found(folder):
    words = ("discover", folder, "--outcome", "missile_technology")
    found = printed("discovery", *words, "--above", "0.5")
    assert found["side"] == "above"
    assert found["path"][0]["coverage"] == found["path"][0]["mass"] == 1
    assert found["region"]["density"] >= found["share"]
    turned = printed("discovery", *words, "--below", "0.5")
    assert turned["share"] == pytest.approx(1 - found["share"])
    table = run(*words, "--above", "0.5", "--table", "--worlds", "400").stdout
    assert "fresh worlds" in table


def test_policies_are_compared_by_regret(folder, tmp_path):
    file = tmp_path / "policies.toml"
    file.write_text(POLICIES, encoding="utf-8")
    found = printed("regret", "regret", folder, "--policies", file)
    by_name = {one["name"]: one for one in found["policies"]}
    assert found["want"] == "low"
    assert by_name["refuse"]["value"] <= by_name["wait"]["value"]
    assert by_name["pay"]["set"] == {"no.missile_technology": ""}
    other = printed("regret", "regret", folder, "--policies", file, "--want", "high")
    assert other["want"] == "high"
    assert (
        "least to regret"
        in run("regret", folder, "--policies", file, "--table", *FEW).stdout
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("what-if", "--set", "tie.oil.XXX.YYY=0.5"), 1, "did you mean"),
        (("what-if", "--save", "base"), 1, "cannot be called 'base'"),
        (("what-if", "--save", "../up"), 1, "cannot be called"),
        (("compare", "nonesuch"), 1, "no id 'nonesuch'"),
        (("compare", "base"), 2, "two or more"),
        (("sensitivity", "--outcome", "p_pct"), 1, "did you mean 'p_pact'"),
        (("sensitivity", "--outcome", "p_pact", "--scenario", "none1"), 1, "no id"),
        (("discover", "--outcome", "p_pact"), 2, "name one of"),
        (("discover", "--outcome", "p_pact", "--above", "2"), 1, "no world"),
        (("regret", "--policies", "absent.toml"), 1, "cannot be read"),
    ],
)
def test_bad_input_is_refused_with_a_way_out(folder, words, code, told):
    verb, *rest = words
    result = run(verb, folder, *rest, *FEW)
    assert result.exit_code == code, result.output
    assert told in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "[policies]",
        "policies = 3",
        "[policies.one]",
        "[policies.one]\nsett = {}\n[policies.two]",
        '[policies.one.set]\n"p" = true\n[policies.two]',
        "[policies.one]\n[policies.two]\n",
    ],
)
def test_a_file_that_names_no_policies_is_refused(folder, tmp_path, text):
    file = tmp_path / "policies.toml"
    file.write_text(text, encoding="utf-8")
    result = run("regret", folder, "--policies", file, *FEW)
    assert result.exit_code in {1, 2}
    assert "InternalError" not in result.stderr


def test_articles_can_be_asked_but_keep_no_scenario():
    found = printed("what_if", "what-if", EXAMPLES, "--set", "no:missile_technology")
    assert found["scenario"] == "what-if"
    result = run("what-if", EXAMPLES, "--save", "x", *FEW)
    assert result.exit_code == 1
    assert "suzerain init" in result.stderr
    assert run("compare", EXAMPLES, "x").exit_code == 1


def test_a_broken_scenario_is_named_and_others_still_read(folder):
    file = folder / "scenarios" / "broken.toml"
    file.write_text("name = ", encoding="utf-8")
    try:
        result = run("compare", folder, "broken", *FEW)
        assert result.exit_code == 1
        assert "broken.toml" in result.stderr
    finally:
        file.unlink()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(folder):
    folder.chmod(0o500)
    try:
        result = run("what-if", folder, "--save", "new-one", *FEW)
        assert result.exit_code == 1
    finally:
        folder.chmod(0o700)
