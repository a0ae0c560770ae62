"""Claims on one quantity give one estimate; who differs is shown, never averaged."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.claim import Claim
from suzerain.evidence.estimates import Stated, branches_of, reconcile

NUMBER = iter(range(10**6))


def share(low: float | None, high: float | None, doc: str = "doc-1", **more: object):
    n = next(NUMBER)
    values = {
        "id": f"c-{n:06}", "doc": doc, "start": 0, "end": 1, "quote": "x",
        "kind": "quantity", "subject": "RUS", "relation": "GAS_SHARE",
        "object": "SRB", "low": low, "high": high, "unit": "share", "good": "gas",
    }  # fmt: skip
    return Claim(**{**values, **more})


def test_bounds_that_fit_narrow_one_another() -> None:
    (found,) = reconcile([share(0.8, None), share(0.5, 0.9, "doc-2")])
    assert (found.low, found.high, found.dissent) == (0.8, 0.9, "")
    assert len(found.branches) == 1


def test_bounds_that_exclude_one_another_stay_apart() -> None:
    (found,) = reconcile([share(0.8, 0.9), share(0.2, 0.3, "doc-2")])
    assert [(one.low, one.high) for one in found.branches] == [(0.2, 0.3), (0.8, 0.9)]
    assert (found.low, found.high) == (0.2, 0.9)
    assert "0.2 to 0.3 (1 source)" in found.dissent


def test_copies_count_once_and_the_best_borne_branch_comes_first() -> None:
    claims = [
        share(0.2, 0.3, "doc-1"),
        share(0.2, 0.3, "doc-2"),
        share(0.8, 0.9, "doc-3"),
        share(0.8, 0.9, "doc-4"),
    ]
    (found,) = reconcile(claims, {"doc-1": "wire", "doc-2": "wire"})
    assert [len(one.origins) for one in found.branches] == [2, 1]
    assert (found.branches[0].low, found.branches[0].high) == (0.8, 0.9)


def test_an_open_bound_supports_every_branch_that_it_allows() -> None:
    claims = [share(0.2, 0.3), share(0.8, 0.9, "doc-2"), share(0.1, None, "doc-3")]
    (found,) = reconcile(claims)
    assert [len(one.origins) for one in found.branches] == [2, 2]


def test_other_years_goods_pairs_and_rates_are_other_quantities() -> None:
    claims = [
        share(0.2, 0.2, time="2010"),
        share(0.8, 0.8, time="2020-05"),
        share(0.4, 0.4, time="2020", good="oil"),
        share(0.5, 0.5, time="2020", object="HUN"),
        share(0.5, 0.5, time="2020", object="HUN", notes=("per year",)),
    ]
    assert len(reconcile(claims)) == 5


def test_a_claim_without_a_year_counts_with_the_latest() -> None:
    claims = [share(0.2, 0.3, time="2010"), share(0.7, 0.9, time="2020")]
    found = reconcile([*claims, share(0.8, None)])
    assert [(one.time, one.low, one.high) for one in found] == [
        ("2010", 0.2, 0.3),
        ("2020", 0.8, 0.9),
    ]


def test_what_is_denied_negated_or_foreseen_is_no_estimate() -> None:
    claims = [
        share(0.2, 0.3, certainty="denied"),
        share(0.2, 0.3, polarity="negative"),
        share(0.2, 0.3, kind="forecast"),
    ]
    assert reconcile(claims) == ()


def test_about_gives_the_room_that_its_rounding_declares() -> None:
    about = share(None, None, value=0.5, notes=("approximate",))
    (exact,) = reconcile([about])
    (wide,) = reconcile([about], rounding=0.1)
    assert (exact.low, exact.high) == (0.5, 0.5)
    assert (wide.low, wide.high) == (0.45, 0.55)


BOUND = st.integers(min_value=0, max_value=20)
INTERVALS = st.lists(
    st.tuples(BOUND, BOUND, st.sampled_from("xyz")).map(
        lambda one: (min(one[:2]), max(one[:2]), one[2])
    ),
    min_size=1,
    max_size=8,
)


def stated(intervals) -> list[Stated]:
    return [
        Stated(low=low, high=high, claim=f"c{n}", origin=origin)
        for n, (low, high, origin) in enumerate(intervals)
    ]


@given(INTERVALS)
def test_every_claim_is_in_a_branch_and_every_branch_is_what_its_claims_allow(
    intervals,
) -> None:
    given_bounds = {one.claim: one for one in stated(intervals)}
    branches = branches_of(given_bounds.values())
    assert {claim for one in branches for claim in one.claims} == set(given_bounds)
    for one in branches:
        assert one.low <= one.high
        for claim in one.claims:
            assert given_bounds[claim].low <= one.low
            assert one.high <= given_bounds[claim].high


@given(INTERVALS)
def test_there_are_no_fewer_branches_that_would_do(intervals) -> None:
    found = stated(intervals)
    points = range(21)
    fewest = next(
        size
        for size in range(1, len(found) + 1)
        if any(
            all(any(one.low <= at <= one.high for at in chosen) for one in found)
            for chosen in combinations(points, size)
        )
    )
    assert len(branches_of(found)) == fewest


@given(INTERVALS, st.randoms())
def test_the_order_of_claims_does_not_matter(intervals, random) -> None:
    found = stated(intervals)
    mixed = list(found)
    random.shuffle(mixed)
    assert branches_of(found) == branches_of(mixed)


@given(INTERVALS)
def test_a_copy_adds_no_independent_source(intervals) -> None:
    found = stated(intervals)
    again = [
        Stated(low=one.low, high=one.high, claim=f"{one.claim}x", origin=one.origin)
        for one in found
    ]
    assert [one.origins for one in branches_of(found)] == [
        one.origins for one in branches_of([*found, *again])
    ]


def test_an_open_bound_stays_open() -> None:
    (branch,) = branches_of([Stated(low=0.8, high=math.inf, claim="a", origin="x")])
    assert (branch.low, branch.high) == (0.8, None)
