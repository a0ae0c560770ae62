"""Ledger to case."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from stories import GRAIN_FOR_GUNS, STORIES, THREE_MEMBERS, TWO_PATRONS, says, tell

from suzerain.case.build import build_case
from suzerain.core.errors import NothingRead


def build(lines, **options):
    document, claims = tell(lines)
    return build_case([document], claims, **options)


def statuses(case):
    return {term.id: term.status for term in case.pact.terms}


def roles(case):
    return {power.actor: power.role for power in case.powers}


@pytest.mark.parametrize(
    ("story", "members"),
    [
        ("grain-for-guns", ("BOL", "PER")),
        ("three-members", ("KEN", "RWA", "UGA")),
        ("no-patron", ("FJI", "TON")),
        ("two-patrons", ("OMN", "YEM")),
    ],
)
def test_the_members_are_found_on_any_continent(story, members):
    assert build(STORIES[story]).pact.members == members


def test_terms_run_both_ways_with_their_status():
    assert statuses(build(GRAIN_FOR_GUNS)) == {
        "term.grain.PER.BOL": "promised",
        "term.military_training.BOL.PER": "observed",
    }


def test_a_stated_range_is_the_support_of_a_share():
    case = build(GRAIN_FOR_GUNS)
    share = {tie.id: tie.share for tie in case.ties}["tie.exports.BRA.BOL"]
    assert (share.low, share.high) == (0.6, 0.75)


def test_an_open_bound_reaches_to_one():
    (tie,) = build(THREE_MEMBERS).ties
    assert (tie.share.low, tie.share.high) == (0.5, 1.0)


def test_a_critic_without_ties_is_a_rival_and_a_supplier_is_a_third_power():
    assert roles(build(GRAIN_FOR_GUNS)) == {"BRA": "third", "CHL": "rival"}


def test_an_enemy_at_war_is_a_rival_and_the_pact_runs_during_war():
    case = build(TWO_PATRONS)
    assert case.pact.during_war
    assert roles(case)["ERI"] == "rival"


def test_the_power_behind_is_no_member_however_often_it_is_named_beside_one():
    often = [
        (f"Brazil is Bolivia's great partner, again {n}.", [says("BRA", word, "BOL")])
        for n, word in enumerate(["PARTNER", "FRIENDSHIP", "TRADE_PARTNER"] * 6)
    ]
    assert build([*often, *GRAIN_FOR_GUNS]).pact.members == ("BOL", "PER")


def test_an_opinion_of_the_author_is_no_evidence():
    case = build(GRAIN_FOR_GUNS)
    (contest,) = case.contests
    opinion = next(claim.id for claim in case.claims if claim.kind == "hypothesis")
    assert contest.asserted == (opinion,)
    assert all(opinion not in item.claims for item in contest.evidence)


def test_a_text_without_a_pact_says_what_was_found():
    lines = [("Chad borders Niger.", [says("TCD", "BORDERS", "NER")])]
    with pytest.raises(NothingRead, match="NER, TCD"):
        build(lines)
