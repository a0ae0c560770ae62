"""From a cell of a case back to passages and assumptions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given

sys.path.insert(0, str(Path(__file__).parent))

from stories import STORIES, TWO_PATRONS, tell

from suzerain.case.build import build_case
from suzerain.case.trace import trace_cell, traceable
from suzerain.core.codes import goods
from suzerain.core.errors import NothingRead, UnknownReference
from suzerain.testing import cases, ledgers


def build(lines):
    document, claims = tell(lines)
    return build_case([document], claims)


def assert_all_grounded(case):
    loose = [key for key in traceable(case) if not trace_cell(case, key).is_grounded]
    assert loose == []


@pytest.mark.parametrize("story", STORIES)
def test_every_cell_of_a_built_case_leads_to_claims_or_assumptions(story):
    assert_all_grounded(build(STORIES[story]))


@given(ledgers())
def test_whatever_is_built_is_grounded(ledger):
    try:
        case = build_case(*ledger)
    except NothingRead:
        return
    assert_all_grounded(case)


@given(cases())
def test_a_case_written_by_hand_is_grounded(case):
    assert_all_grounded(case)


def test_a_claim_shows_its_exact_words_and_place():
    case = build(TWO_PATRONS)
    claim = case.claims[0]
    trace = trace_cell(case, claim.id)
    assert (trace.kind, trace.quote) == ("claim", claim.quote)
    text = case.documents[0].text
    assert text[trace.start : trace.end] == trace.quote


def test_an_inferred_share_names_the_claim_and_the_assumption():
    trace = trace_cell(build(TWO_PATRONS), "tie.arms.IRN.YEM")
    assert {step.kind for step in trace.parents} == {"claim", "assumption"}
    assert "wording suggests 'main'" in trace.value


def test_each_number_of_a_need_has_a_trace_of_its_own():
    case = build(TWO_PATRONS)
    for part, assumption in (("weight", "need_weight"), ("home", "home")):
        trace = trace_cell(case, f"need.arms.YEM.{part}")
        ids = {step.id for step in trace.parents}
        assert f"good.arms.{assumption}" in ids
        assert len([key for key in ids if key.startswith("good.")]) == 1


def test_a_good_says_that_it_inherits_from_its_group():
    case = build(TWO_PATRONS)
    for good in goods():
        trace = trace_cell(case, f"good.{good}.home")
        assert f"group.{goods()[good].group}.home" in trace.label
        assert trace.citation


def test_a_stance_can_be_traced():
    case = build(TWO_PATRONS)
    trace = trace_cell(case, case.stances[0].id)
    assert trace.value == "concerned"
    assert trace.is_grounded


def test_an_unknown_id_proposes_the_nearest():
    with pytest.raises(UnknownReference, match=r"did you mean 'tie\.arms\.IRN\.YEM'"):
        trace_cell(build(TWO_PATRONS), "tie.arms.IRN.YEMEN")
