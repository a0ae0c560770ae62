"""What must not change a pact's solution, and what may change it one way only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conftest import make_case, need, tie
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.case.actor import Actor
from suzerain.case.case import Case
from suzerain.case.pact import Term
from suzerain.core.assumption import load_register
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.bargain import Effort
from suzerain.strategy.consent import consents
from suzerain.strategy.solution import Solution, solve
from suzerain.strategy.tolerance import Veto

MORE_TERMS = (
    Term(giver="AAA", taker="BBB", good="workers", status="alleged"),
    Term(giver="BBB", taker="AAA", good="money", status="alleged"),
    Term(giver="BBB", taker="AAA", good="satellite_technology", status="promised"),
)
RANDOMS = st.randoms(use_true_random=False)
NAMES = dict(zip(("AAA", "BBB", "CCC", "DDD", "EEE"), "ZYXWV", strict=True))


def solved(case: Case, count: int = 60, levels: int | None = None) -> Solution:
    return solve(case, Worlds(count=count), levels=levels)


def shuffled(random, rows):
    rows = list(rows)
    random.shuffle(rows)
    return tuple(rows)


def same(one: Solution, other: Solution, names=None) -> None:
    """Compare two solutions term by term and power by power."""
    names = names or {code: code for code in NAMES}
    new = [term.id for term in other.pact.terms]
    terms = [
        new.index(f"term.{t.good}.{names[t.giver]}.{names[t.taker]}")
        for t in one.pact.terms
    ]
    powers = [other.powers.index(names[power]) for power in one.powers]
    members = [other.members.index(names[member]) for member in one.members]
    assert other.patron == names.get(one.patron, "")
    for name in ("exists", "exists_without_consent", "exists_without_patron"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_array_equal(one.exists_against_trade, other.exists_against_trade)
    for name in ("level", "level_without_consent", "level_without_patron"):
        np.testing.assert_array_equal(
            getattr(one, name), getattr(other, name)[:, terms]
        )
    np.testing.assert_array_equal(one.can, other.can[:, powers])
    np.testing.assert_array_equal(one.wants, other.wants[:, powers])
    np.testing.assert_allclose(one.surplus, other.surplus[members], atol=1e-12)
    np.testing.assert_allclose(
        one.leverage, other.leverage[powers][:, members], atol=1e-12
    )


@settings(max_examples=10)
@given(RANDOMS, st.booleans())
def test_the_order_of_actors_terms_and_ties_changes_nothing(random, many):
    case = make_case()
    (pact,) = case.pacts
    pact = replace(pact, terms=pact.terms + (MORE_TERMS if many else ()))
    other = replace(
        case,
        **{
            name: shuffled(random, getattr(case, name))
            for name in ("actors", "needs", "ties", "powers", "stances")
        },
        pacts=(
            replace(
                pact,
                members=shuffled(random, pact.members),
                terms=shuffled(random, pact.terms),
            ),
        ),
    )
    same(solved(replace(case, pacts=(pact,))), solved(other))


def certain(case: Case, position: float) -> Case:
    """The case in one world: every range at the same position between its bounds."""

    def fix(spread: Spread) -> Spread:
        return Spread.point(float(spread.quantile(np.array([position]))[0]))

    register = load_register()
    drawn = [e for e in register.values() if e.spread.low != e.spread.high]
    return replace(
        case,
        needs=tuple(
            replace(n, weight=fix(n.weight), home=fix(n.home)) for n in case.needs
        ),
        ties=tuple(replace(t, share=fix(t.share)) for t in case.ties),
        register=register.overrule(replace(e, spread=fix(e.spread)) for e in drawn),
    )


def renamed(case: Case) -> Case:
    (pact,) = case.pacts
    return replace(
        case,
        actors=tuple(replace(a, code=NAMES[a.code]) for a in case.actors),
        needs=tuple(replace(n, actor=NAMES[n.actor]) for n in case.needs),
        ties=tuple(
            replace(t, provider=NAMES[t.provider], recipient=NAMES[t.recipient])
            for t in case.ties
        ),
        powers=tuple(replace(p, actor=NAMES[p.actor]) for p in case.powers),
        stances=tuple(
            replace(s, actor=NAMES[s.actor], speaker=NAMES[s.actor])
            for s in case.stances
        ),
        pacts=(
            replace(
                pact,
                members=tuple(NAMES[member] for member in pact.members),
                terms=tuple(
                    replace(t, giver=NAMES[t.giver], taker=NAMES[t.taker])
                    for t in pact.terms
                ),
            ),
        ),
    )


@settings(max_examples=20)
@given(st.floats(0.1, 0.9))
def test_the_names_of_actors_change_nothing(position):
    case = certain(make_case(), position)
    same(solved(case, 1), solved(renamed(case), 1), NAMES)


@settings(max_examples=8)
@given(st.integers(0, 99), st.sampled_from(["oil", "trade", "artillery", "money"]))
def test_an_unrelated_pair_of_actors_changes_nothing(seed, good):
    case = make_case()
    other = replace(
        case,
        actors=(Actor(code="UUU", name="u"), *case.actors, Actor(code="VVV", name="v")),
        needs=(need("UUU", good, (0.1, 0.3), (0.1, 0.5)), *case.needs),
        ties=(tie("VVV", "UUU", good, (0.2, 0.9)), *case.ties),
    )
    one, two = (solve(c, Worlds(count=60, seed=seed)) for c in (case, other))
    same(one, two)
    ours = {driver.id: driver for driver in one.top_assumptions}
    assert [driver.id for driver in two.top_assumptions] == list(ours)


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.floats(0.2, 5))
def test_a_common_unit_of_welfare_changes_no_choice(seed, factor):
    rng, shape = np.random.default_rng(seed), (2, 30, 5, 3)
    gain = np.cumsum(rng.normal(0.02, 0.05, shape), axis=3)
    gain[..., 0] = 0
    rise = np.sort(rng.random(shape[1:]), axis=2)
    rise[..., 0] = 0

    def veto(unit: float) -> Veto:
        chance = np.random.default_rng(seed)
        return Veto(
            actor="CCC",
            provocation=rise,
            sting=unit * chance.random(30) * 0.1,
            limit=unit * chance.random(30) * 0.1,
            gain=unit * gain,
            pull=unit * chance.random((2, 30)) * 0.2,
        )

    one, two = (
        consents(
            unit * gain,
            weight=np.full((2, 30), 0.5),
            vetoes=[veto(unit)],
            patron="CCC",
            effort=Effort(limit=10**6, cells=10**5),
        )
        for unit in (1.0, factor)
    )
    for name in ("unwatched", "without_patron", "with_consent", "against"):
        np.testing.assert_array_equal(
            getattr(one, name).choice, getattr(two, name).choice
        )


@settings(max_examples=10)
@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["oil", "trade"]))
def test_a_stronger_patron_never_widens_what_is_tolerated(first, second, good):
    less, more = sorted((first, second))

    def with_share(share: float) -> Case:
        case = make_case()
        ties = [t for t in case.ties if (t.provider, t.good) != ("CCC", good)]
        return replace(case, ties=(*ties, tie("CCC", "AAA", good, share)))

    # the threatened good is in no term, so that only the threat itself grows
    def without_term(case: Case) -> Case:
        (pact,) = case.pacts
        kept = tuple(term for term in pact.terms if term.good != good)
        return replace(case, pacts=(replace(pact, terms=kept),))

    weak, strong = (
        solve(
            without_term(with_share(share)),
            Worlds(count=60),
            refusing=("CCC",),
            levels=3,
        )
        for share in (less, more)
    )
    assert (strong.exists <= weak.exists).all()


@pytest.mark.parametrize("seed", [1, 7])
def test_the_same_seed_gives_the_same_numbers(seed):
    one, two = (solve(make_case(), Worlds(count=80, seed=seed)) for _ in range(2))
    same(one, two)
    assert one.to_dict() == two.to_dict()
