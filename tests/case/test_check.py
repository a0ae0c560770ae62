"""Everything that may be wrong with a case, at once."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

sys.path.insert(0, str(Path(__file__).parent))

from stories import TWO_PATRONS, says, tell

from suzerain.case.build import build_case
from suzerain.case.check import check
from suzerain.case.pact import ThirdPower
from suzerain.case.tie import Tie
from suzerain.core.errors import NothingRead
from suzerain.core.spread import Spread
from suzerain.testing import cases, ledgers


@pytest.fixture
def case():
    document, claims = tell(TWO_PATRONS)
    return build_case([document], claims)


def found(case):
    return "\n".join(str(problem) for problem in check(case))


def tie(provider, recipient, low=0.1, good="oil", **more):
    share = Spread(low=low, high=max(low, 0.9))
    return Tie(provider=provider, recipient=recipient, good=good, share=share, **more)


def with_ties(case, *ties):
    return replace(case, ties=(*case.ties, *ties))


@given(cases())
def test_nothing_is_wrong_with_a_case_made_right(case):
    assert check(case) == ()


@given(ledgers())
def test_whatever_is_built_has_no_errors(ledger):
    try:
        case = build_case(*ledger)
    except NothingRead:
        return
    assert [str(p) for p in check(case) if p.severity == "error"] == []


def test_an_unknown_actor_is_named_with_the_nearest(case):
    assert "no actor 'OMM' in this case (hint: did you mean 'OMN'?)" in found(
        with_ties(case, tie("OMM", "YEM"))
    )


def test_an_unknown_good_is_named_with_the_nearest(case):
    assert "did you mean 'gas'" in found(with_ties(case, tie("OMN", "YEM", good="gaz")))


def test_a_share_above_one_is_found(case):
    assert "0.1 to 1.4 is outside 0 to 1" in found(
        replace(case, ties=(replace(case.ties[0], share=Spread(low=0.1, high=1.4)),))
    )


def test_shares_that_sum_over_one_are_found(case):
    wrong = with_ties(case, tie("IRN", "YEM", 0.6), tie("SAU", "YEM", 0.5))
    assert "the shares of oil for YEM sum to at least 1.1" in found(wrong)


def test_weights_that_sum_over_one_are_found(case):
    heavy = Spread(low=0.5, high=0.9)
    needs = tuple(replace(need, weight=heavy) for need in case.needs)
    assert "may sum to 1.8, above its whole welfare" in found(
        replace(case, needs=needs)
    )


def test_an_actor_that_provides_to_itself_is_found(case):
    assert "YEM is its own provider" in found(with_ties(case, tie("YEM", "YEM")))


def test_a_member_that_is_its_own_third_power_is_found(case):
    powers = (*case.powers, ThirdPower(actor="YEM", role="third"))
    assert "YEM is a member of the pact" in found(replace(case, powers=powers))


def test_a_basis_that_runs_in_a_circle_is_found(case):
    wrong = with_ties(
        case,
        tie("IRN", "YEM", basis=("tie.oil.SAU.YEM",)),
        tie("SAU", "YEM", basis=("tie.oil.IRN.YEM",)),
    )
    assert "runs in a circle" in found(wrong)


def test_a_basis_that_does_not_exist_is_found(case):
    wrong = with_ties(case, tie("IRN", "YEM", basis=("case.urgent_facter",)))
    assert "names no id 'case.urgent_facter' (hint: did you mean" in found(wrong)


def test_a_quote_that_is_not_in_its_document_is_found(case):
    claim = replace(case.claims[0], quote="Something else.")
    wrong = replace(case, claims=(claim, *case.claims[1:]))
    assert "its quote is not what stands at" in found(wrong)


def test_a_thing_that_stands_twice_is_found(case):
    assert "stands 2 times" in found(with_ties(case, case.ties[0]))


def test_a_date_that_is_none_is_found(case):
    assert "'2031-02-30' is no date" in found(replace(case, as_of="2031-02-30"))


def test_a_pact_of_one_is_found(case):
    pact = replace(case.pact, members=("OMN",))
    assert "fewer than two members" in found(replace(case, pacts=(pact,)))


def test_a_case_without_a_pact_says_so(case):
    empty = replace(case, pacts=(), contests=(), questions=(), stances=())
    assert "the case has no pact" in found(empty)


def test_two_groups_nearly_tied_are_a_warning():
    lines = [
        ("A and B made a pact.", [says("AAA+BBB", "PACT")]),
        ("C and D made a pact.", [says("CCC+DDD", "PACT")]),
    ]
    document, claims = tell(lines)
    case = build_case([document], claims)
    tied = [problem for problem in check(case) if "nearly as much" in problem.what]
    assert [problem.severity for problem in tied] == ["warning"]
    assert any("nearly as much" in gap for gap in case.gaps)


def test_a_pact_without_terms_is_a_warning():
    document, claims = tell([("A and B made a pact.", [says("AAA+BBB", "PACT")])])
    (problem,) = check(build_case([document], claims))
    assert (problem.severity, problem.what) == ("warning", "the pact has no term")


def test_all_problems_come_at_once(case):
    wrong = with_ties(replace(case, as_of="soon"), tie("XXX", "XXX", good="gold"))
    text = found(wrong)
    for part in ("'soon' is no date", "no actor 'XXX'", "no good 'gold'", "its own"):
        assert part in text


def test_after_the_analyst_has_chosen_a_weaker_pact_nothing_is_said():
    lines = [
        ("A and B made a pact.", [says("AAA+BBB", "PACT"), says("AAA", "AID", "BBB")]),
        ("C and D made a pact.", [says("CCC+DDD", "PACT"), says("CCC", "AID", "DDD")]),
        ("D gives C arms.", [says("DDD", "TROOPS_IN", "CCC", certainty="hedged")]),
    ]
    document, claims = tell(lines)
    case = build_case([document], claims)
    chosen = replace(case, pacts=case.pacts[::-1], powers=())
    assert not [one for one in check(chosen) if "nearly" in one.what]
