"""The manual's figures come from results, and its headlines hold of them."""

import json

import pytest
from places import ROOT
from test_reading import PUBLISHED, WIDE, made, skill

from suzerain.core.errors import OutlookError
from suzerain.outlook.backtest.account import account, fill, from_record, retold
from suzerain.outlook.backtest.catalogue import study
from suzerain.outlook.backtest.reading import verdict
from suzerain.outlook.backtest.retrials import Retrial

PAGES = ROOT / "docs" / "theory" / "backtests"
FIGURES = json.loads((PAGES / "figures.json").read_text(encoding="utf-8"))
FOUND = {
    name: from_record(record)
    for name, record in FIGURES.items()
    if not isinstance(record, list)
}


def blocks():
    trials = {
        name: retold(Retrial(**one) for one in record)
        for name, record in FIGURES.items()
        if isinstance(record, list)
    }
    return {name: account(found) for name, found in FOUND.items()} | trials


def test_a_result_is_read_back_as_it_was_written():
    found = made(PUBLISHED, skill("ours", "ours", 0.58, lead=WIDE))
    assert from_record(json.loads(json.dumps(found.to_dict()))) == found


def test_an_account_holds_every_score_with_its_interval():
    text = account(made(PUBLISHED, skill("ours", "ours", 0.58, lead=WIDE)))
    assert "| `ours` | a made predictor | 0.580 (0.560 to 0.600) | 0.580 |" in text
    assert "-0.100 to +0.100" in text


def test_filling_a_page_twice_changes_nothing():
    page = "# A\n<!-- figures of a -->\nold\n<!-- end of figures -->\nend\n"
    once = fill(page, {"a": "new"})
    assert "old" not in once
    assert once.endswith("end\n")
    assert fill(once, {"a": "new"}) == once


def test_a_page_that_asks_for_what_is_not_there_is_refused():
    with pytest.raises(OutlookError, match="rain"):
        fill("<!-- figures of rain -->\n<!-- end of figures -->", {})


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda one: one.stem)
def test_the_pages_hold_the_figures_that_were_measured(page):
    text = page.read_text(encoding="utf-8")
    assert fill(text, blocks()) == text


@pytest.mark.parametrize("name", sorted(FOUND))
def test_the_figures_are_of_the_predictors_that_the_study_has_today(name):
    today = study(name)
    assert [one.name for one in FOUND[name].models] == [
        one.name for one in today.predictors
    ]
    assert FOUND[name].rule == today.rule
    assert FOUND[name].notes == today.notes


def test_the_headlines_hold_of_the_figures():
    for name, found in FOUND.items():
        if name.startswith(("arms", "pacts")):
            continue
        assert verdict(found.model("both"), "brier") != "ahead", name
        leads = verdict(found.model("both")) == "ahead"
        assert not (leads and name.startswith("sanctions")), name
    votes = [FOUND[name] for name in FOUND if name.startswith("unga")]
    assert all("must not turn leverage" in account(found) for found in votes)
    imports = FOUND["imports-halved"]
    assert imports.model("inertia").auc > imports.model("leverage").auc
    assert verdict(imports.model("both")) == "ahead"


def test_the_headlines_of_arms_and_pacts_hold_of_the_figures():
    arms, begun, ended = (
        FOUND[name] for name in ("arms-links", "pacts-begun", "pacts-ended")
    )
    assert verdict(arms.model("gravity and ours")) == "level"
    assert verdict(arms.model("all")) == "level"
    assert all(min(seen.rank.values()) > 1000 for seen in arms.watched)
    for found in (begun, ended):
        assert verdict(found.model("all")) == "ahead"
        assert verdict(found.model("all"), "brier") == "behind"
    assert verdict(begun.model("gravity and ours")) == "behind"
    assert verdict(ended.model("gravity and ours")) == "ahead"
    ours = [
        one
        for found in (begun, ended)
        for one in found.models
        if one.kind in ("ours", "both")
    ]
    assert not any(one.skill > 0 for one in ours)
