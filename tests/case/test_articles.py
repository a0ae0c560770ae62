"""Real articles and articles on other pacts make cases without any code for them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from suzerain.case.build import build_case
from suzerain.case.check import check
from suzerain.case.files import read_case, save_case
from suzerain.case.trace import trace_cell, traceable
from suzerain.evidence.extract import extract
from suzerain.sources.read import read_documents

ARTICLES = Path(__file__).resolve().parents[1] / "articles"
EXPECTED = {
    name: wanted
    for name, wanted in tomllib.loads(
        (ARTICLES / "expected.toml").read_text(encoding="utf-8")
    ).items()
    if "split" not in wanted  # the others are scored, not demanded
}


def build(paths):
    documents = read_documents(paths)
    return build_case(documents, extract(documents))


@pytest.fixture(scope="module")
def founding(seeds):
    return build(seeds)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_members_of_other_pacts_are_found_and_the_patron_is_outside(name):
    case = build([ARTICLES / f"{name}.txt"])
    assert list(case.pact.members) == EXPECTED[name]["members"]
    roles = {power.actor: power.role for power in case.powers}
    assert roles[EXPECTED[name]["patron"]] == "third"


@pytest.mark.parametrize("name", EXPECTED)
def test_every_cell_of_them_is_grounded_and_nothing_is_wrong(name):
    case = build([ARTICLES / f"{name}.txt"])
    assert [
        key for key in traceable(case) if not trace_cell(case, key).is_grounded
    ] == []
    assert [str(one) for one in check(case) if one.severity == "error"] == []


def test_the_founding_articles_give_their_members_and_terms_both_ways(founding):
    assert founding.pact.members == ("PRK", "RUS")
    assert {term.giver for term in founding.pact.terms} == {"PRK", "RUS"}
    assert founding.pact.during_war


def test_the_founding_articles_keep_stated_bounds(founding):
    ties = {tie.id: tie.share for tie in founding.ties if not tie.inferred}
    assert (ties["tie.oil.RUS.PRK"].low, ties["tie.oil.RUS.PRK"].high) == (0.25, 0.5)
    assert ties["tie.trade.CHN.PRK"].high == 1.0


def test_the_founding_articles_make_beijing_a_third_power_that_is_asked_about(founding):
    assert {p.actor for p in founding.powers if p.role == "third"} == {"CHN"}
    assert [contest.actor for contest in founding.contests] == ["CHN"]


def test_the_founding_case_survives_the_disk_and_is_grounded(founding, tmp_path):
    save_case(founding, tmp_path)
    assert read_case(tmp_path) == founding
    keys = traceable(founding)
    assert [key for key in keys if not trace_cell(founding, key).is_grounded] == []
