"""The smallest change that moves an outcome across a threshold."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from conftest import TERMS, make_case, spread
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.case.case import Case
from suzerain.case.change import change
from suzerain.case.pact import Term
from suzerain.cli.schemas import read_schema
from suzerain.core.errors import (
    NoPact,
    StrategyError,
    UnknownActor,
    UnknownReference,
)
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.attempt import Probe
from suzerain.strategy.flip import Flip, flip
from suzerain.strategy.lever import Lever, Push, lifted, narrowed
from suzerain.strategy.outcome import Solution
from suzerain.strategy.solution import solve
from suzerain.strategy.target import Target

COUNT = 30
RANDOMS = st.randoms(use_true_random=False)


def short_case(terms: tuple[Term, ...] = TERMS[:4], **numbers: float) -> Case:
    """The small case with fewer terms, and few trials."""
    case = make_case()
    (pact,) = case.pacts
    case = replace(case, pacts=(replace(pact, terms=terms),))
    search = {"flip.inputs": 3, "flip.halvings": 3, "flip.pairs": 1}
    return change(case, {**search, "pact.levels": 3, **numbers})


def found(case: Case, outcome: str, threshold: float, **options) -> Flip:
    return flip(case, outcome, threshold, worlds=Worlds(count=COUNT), **options)


def solved(case: Case) -> Solution:
    return solve(case, Worlds(count=COUNT))


def value(outcome: str, solution: Solution) -> float:
    """The outcome, read off what `solve` prints."""
    record = solution.to_dict()
    if outcome in record:
        return record[outcome]
    (row,) = [term for term in record["terms"] if term["good"] == outcome]
    return row["with_consent"]["p_present"]


@pytest.fixture(scope="module")
def guarded() -> Flip:
    return found(short_case(**{"flip.pairs": 3}), "p_pact_without_consent", 0.2)


def test_nothing_has_to_change_where_the_outcome_is_across_already():
    answer = found(short_case(), "p_pact", 1.0)
    assert answer.value < 1
    assert (answer.crossings, answer.pairs, answer.solves) == ((), (), 1)
    assert answer.to_dict()["already"]
    assert "nothing has to change" in str(answer)


@settings(max_examples=6)
@given(
    st.sampled_from(["p_pact", "director_index", "oil", "CCC.p_can_block"]),
    st.floats(0, 1),
    st.booleans(),
)
def test_no_lever_is_moved_for_what_is_the_case(outcome, slack, below):
    probe = Probe(
        case=short_case(),
        pact=short_case().pacts[0],
        worlds=Worlds(count=COUNT),
        target=Target(outcome=outcome, threshold=0, below=True),
    )
    value = probe(Push()).value
    threshold = value + slack * (1 - value) if below else value * (1 - slack)
    answer = Target(outcome=outcome, threshold=threshold, below=below)
    if answer.is_met(value):
        found_ = found(short_case(), outcome, threshold, below=below)
        assert (found_.crossings, found_.solves) == ((), 1)


@pytest.mark.parametrize(
    ("outcome", "threshold", "below"),
    [
        ("p_pact_without_consent", 0.2, True),
        ("missile_technology", 0.3, True),
        ("director_index", 0.4, False),
    ],
)
def test_its_own_value_put_into_the_case_is_enough_and_just_less_is_not(
    outcome, threshold, below
):
    case = short_case(**{"flip.inputs": 4, "flip.pairs": 2})
    answer = found(case, outcome, threshold, below=below)
    assert answer.value == value(outcome, solved(case))
    tried = 0
    for crossing in (*answer.crossings, *answer.pairs):
        changes, less = crossing.push.changes, {}
        for lever in crossing.levers:
            less |= lever.push(crossing.short).changes
        if crossing.flips and changes and not crossing.push.gifts:
            if crossing.push.caps:
                continue
            tried += 1
            after = value(outcome, solved(change(case, changes)))
            assert answer.target.is_met(after)
            assert after == pytest.approx(crossing.value)
            before = value(outcome, solved(change(case, less)))
            assert not answer.target.is_met(before)
            assert 0 <= crossing.short < crossing.part <= 1
    assert tried


def test_halving_finds_what_a_dense_grid_finds(guarded):
    case = short_case()
    crossing = next(
        one
        for one in guarded.crossings
        if one.flips and one.levers[0].sort == "assumption"
    )
    (lever,) = crossing.levers
    parts = np.linspace(0, 1, 17)
    across = [
        guarded.target.is_met(
            value(guarded.target.outcome, solved(change(case, lever.push(p).changes)))
        )
        for p in parts
    ]
    first = int(np.argmax(across))
    assert all(across[first:])  # this lever works one way
    assert crossing.short < parts[first]
    assert parts[first - 1] < crossing.part


def test_levers_stand_in_order_of_the_move_they_need(guarded):
    flipping = [one.flips for one in guarded.crossings]
    assert flipping == sorted(flipping, reverse=True)
    parts = [one.part for one in guarded.crossings if one.flips]
    assert parts == sorted(parts)
    assert guarded.smallest is guarded.crossings[0]


def test_what_no_lever_can_reach_is_said_not_made_up():
    answer = found(short_case(), "p_pact", 0.0, by="AAA")
    assert answer.smallest is None
    assert not answer.pairs
    assert "does not get there" in str(answer)


def test_a_pair_needs_less_than_either_of_its_levers(guarded):
    alone = {one.levers[0]: one.part for one in guarded.crossings if one.flips}
    assert guarded.pairs
    for pair in guarded.pairs:
        assert all(pair.part < alone.get(lever, 1.1) for lever in pair.levers)


def test_a_stricter_threshold_never_needs_a_smaller_move():
    case = short_case(**{"flip.pairs": 0})
    thresholds = (0.25, 0.15)
    less, more = (
        {
            c.levers[0].key: c.part if c.flips else 2.0
            for c in found(case, "p_pact_without_consent", t, by="AAA").crossings
        }
        for t in thresholds
    )
    assert min(less.values()) <= 1
    assert all(less[key] <= part for key, part in more.items())


@settings(max_examples=1)
@given(RANDOMS)
def test_the_order_of_actors_terms_and_ties_changes_nothing(random):
    def shuffled(rows):
        rows = list(rows)
        random.shuffle(rows)
        return tuple(rows)

    case = short_case()
    (pact,) = case.pacts
    names = ("actors", "needs", "ties", "powers", "stances")
    other = replace(
        case,
        pacts=(replace(pact, terms=shuffled(pact.terms)),),
        **{name: shuffled(getattr(case, name)) for name in names},
    )
    one, two = (found(c, "p_pact", 0.5, by="CCC").to_dict() for c in (case, other))
    assert one == two
    assert one["levers"]


def test_a_worthless_term_changes_no_answer():
    term = Term(giver="AAA", taker="BBB", good="border_settlement")
    none = {"good.border_settlement.term_size": 0}
    case = change(short_case((*TERMS[:4], term)), none)
    one = found(short_case(), "p_pact", 0.5, by="CCC")
    two = found(case, "p_pact", 0.5, by="CCC")
    kept = [c for c in two.to_dict()["levers"] if "border" not in c["levers"][0]["id"]]
    assert one.to_dict()["levers"] == kept
    assert one.value == two.value


def test_holding_a_term_back_is_the_pact_without_it():
    case, term = short_case(), TERMS[2]
    probe = Probe(
        case=case,
        pact=case.pacts[0],
        worlds=Worlds(count=COUNT),
        target=Target(outcome=term.good, threshold=0.5, below=True),
    )
    held = probe(Push(caps={term.id: 0.0}))
    assert held.value == 0
    rest = tuple(one for one in TERMS[:4] if one is not term)
    plain = solved(short_case(rest))
    np.testing.assert_array_equal(held.exists, plain.exists)
    np.testing.assert_allclose(held.surplus, plain.surplus, atol=1e-15)


def test_an_offer_above_all_that_the_pact_brings_keeps_a_member_out():
    answer = found(short_case(), "p_pact", 0.01, by="EEE")
    sorts = {one.levers[0].sort for one in answer.crossings if one.flips}
    assert "offer" in sorts
    for one in answer.crossings:
        assert "EEE" in one.levers[0].actors
        if one.flips and one.levers[0].sort == "offer":
            member = one.levers[0].id.rpartition(".")[-1]
            after = one.members[member].values
            assert after.mean() > 0
            assert one.costs["EEE"].values.max() > 0


def test_what_a_power_wants_is_what_solve_says():
    case = short_case()
    (row,) = [p for p in solved(case).to_dict()["third_powers"] if p["actor"] == "CCC"]
    for name in ("p_can_block", "p_wants_block"):
        answer = found(case, f"CCC.{name}", 1.0, by="CCC")
        assert answer.value == row[name] or answer.to_dict()["already"]
        assert answer.value == pytest.approx(row[name])


def test_the_search_ends_at_its_limit_and_says_so():
    answer = found(short_case(**{"flip.solves": 3}), "p_pact", 0.01)
    assert answer.solves <= 3
    assert any("limit of 3 trials" in note for note in answer.notes)
    assert not all(one.whole for one in answer.crossings)


def test_it_fits_its_schema_and_is_finite(guarded):
    record = json.loads(json.dumps(guarded.to_dict(), allow_nan=False))
    schema = json.loads(read_schema("flip"))
    jsonschema.Draft202012Validator(schema).validate(record)
    assert guarded.solves < 240
    assert "of the way" in str(guarded)


def test_what_cannot_be_asked_is_refused():
    case = short_case()
    with pytest.raises(UnknownReference, match="oill"):
        found(case, "oill", 0.5)
    with pytest.raises(UnknownReference, match="EEE"):
        found(case, "EEE.p_can_block", 0.5)
    with pytest.raises(UnknownActor, match="QQQ"):
        found(case, "p_pact", 0.5, by="QQQ")
    with pytest.raises(StrategyError, match=r"threshold of 1\.5"):
        found(case, "p_pact", 1.5)
    with pytest.raises(NoPact):
        flip(Case(name="empty"), "p_pact", 0.5)


@given(
    st.sampled_from(["uniform", "loguniform", "triangular"]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.booleans(),
)
def test_narrowing_moves_every_world_one_way_and_stays_in_range(shape, one, two, up):
    mode = 0.3 if shape == "triangular" else None
    old = Spread(low=0.1, high=0.7, mode=mode, shape=shape)
    chance = np.linspace(0, 1, 11)
    small, large = sorted((one, two))
    start, less, more = (
        narrowed(old, part, up=up).quantile(chance) for part in (0, small, large)
    )
    sign = 1 if up else -1
    slack = 1e-12
    assert (sign * (less - start) >= -slack).all()
    assert (sign * (more - less) >= -slack).all()
    assert (more >= 0.1 - slack).all()
    assert (more <= 0.7 + slack).all()


@given(st.floats(0, 1))
def test_tightening_a_tie_stays_a_share(part):
    share = lifted(spread((0.2, 0.6)), part)
    assert 0.2 <= share.low <= share.high <= 1
    tie = Lever(id="tie.oil.A.B", sort="cut", up=False, now=spread((0.2, 0.6)))
    assert 0 <= tie.needed(part).low <= tie.needed(part).high <= 0.6
