"""How rivals answer a provocation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conftest import make_case
from hypothesis import given
from hypothesis import strategies as st

from suzerain.case.actor import Actor
from suzerain.case.event import Event
from suzerain.case.pact import ThirdPower
from suzerain.core.assumption import load_register
from suzerain.core.errors import StrategyError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.reaction import Reflexes, exchange, react
from suzerain.strategy.rivals import (
    WAYS,
    reaction_of,
    rivals_of,
    rivals_reaction,
    stated_bonds,
)


def overruled(**numbers):
    register = load_register()
    return register.overrule(
        replace(register[name], spread=Spread.point(value))
        for name, value in numbers.items()
    )


def three_rivals(**changes):
    powers = (
        ThirdPower(actor="CCC", role="third"),
        *(ThirdPower(actor=code, role="rival") for code in ("EEE", "FFF", "GGG")),
    )
    codes = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG")
    actors = tuple(Actor(code=code, name=code) for code in codes)
    return make_case(powers=powers, actors=actors, **changes)


def made(rivals: int, seed: int = 1, worlds: int = 5) -> Reflexes:
    rng = np.random.default_rng(seed)
    size = rng.random((worlds, rivals)) + 0.1
    bond = rng.random((worlds, rivals, rivals))
    bond = (bond + bond.transpose(0, 2, 1)) / 2
    bond[:, range(rivals), range(rivals)] = 1
    part = rng.random((worlds, len(WAYS))) + 0.1
    return Reflexes(
        rivals=tuple(f"R{k}" for k in range(rivals)),
        size=size / size.sum(axis=1, keepdims=True),
        answer=rng.random((worlds, rivals)),
        part=part / part.sum(axis=1, keepdims=True),
        joins=0.5 * rng.random((worlds, len(WAYS))),
        echo=0.4 * rng.random((worlds, len(WAYS))),
        bond=bond,
        limit=np.full(worlds, 3.0),
    )


@pytest.mark.parametrize("rivals", [1, 2, 5])
def test_the_reaction_is_what_answering_in_turn_comes_to(rivals):
    reflexes = made(rivals)
    found = react(reflexes)
    for w in range(5):
        r = np.zeros((rivals, len(WAYS)))
        for _ in range(500):
            members = float(reflexes.size[w] @ r @ reflexes.echo[w])
            bound = reflexes.bond[w] @ (reflexes.size[w] * r.sum(axis=1))
            r = (
                reflexes.answer[w][:, None]
                * reflexes.part[w]
                * (1 + members + reflexes.joins[w] * bound[:, None])
            )
        np.testing.assert_allclose(found.by_rival[w], r, atol=1e-10)
        assert found.members[w] == pytest.approx(members)


def test_the_small_system_has_the_eigenvalues_of_the_whole_one():
    reflexes = made(3)
    answers, _ = exchange(reflexes)
    for w in range(5):
        slope = np.kron(reflexes.answer[w], reflexes.part[w])
        tie = np.repeat(
            np.repeat(reflexes.bond[w] * reflexes.size[w], 3, axis=0), 3, axis=1
        )
        echo = np.kron(reflexes.size[w], reflexes.echo[w])
        joins = np.tile(reflexes.joins[w], 3)
        whole = slope[:, None] * (joins[:, None] * tie + echo)
        large = np.abs(np.linalg.eigvals(whole)).max()
        small = np.abs(np.linalg.eigvals(answers[w])).max()
        assert small == pytest.approx(large)


def test_two_halves_of_a_rival_move_as_one():
    one = made(3)
    halves = [0, 1, 2, 2]
    size = one.size[:, halves].copy()
    size[:, 2:] /= 2
    two = replace(
        one,
        rivals=("R0", "R1", "R2a", "R2b"),
        size=size,
        answer=one.answer[:, halves],
        bond=one.bond[:, halves][:, :, halves],
    )
    np.testing.assert_allclose(react(two).by_way, react(one).by_way)
    np.testing.assert_allclose(react(two).members, react(one).members)


def test_one_rival_that_joins_nobody_is_richardsons_side():
    numbers = {
        "power.reaction": 0.5,
        "power.echo": 0.4,
        "rival.own": 1,
        **{f"rival.{way}.joins": 0 for way in WAYS},
        **{f"rival.{way}.answered": 1 for way in WAYS},
        **{f"rival.{way}.cost": 1 for way in WAYS},
    }
    case = make_case(register=overruled(**numbers))
    found = rivals_reaction(case, Worlds(count=3))
    np.testing.assert_allclose(found, 0.5 / (1 - 0.5 * 0.4))


def test_rivals_that_are_bound_answer_more():
    apart = reaction_of(three_rivals(), Worlds(count=50))
    treaty = Event(time="", actor="EEE", relation="ALLY", target="FFF", claim="c-1")
    case = three_rivals(events=(treaty,))
    bound = reaction_of(case, Worlds(count=50))
    assert stated_bonds(case) == {("EEE", "FFF"): ("c-1",)}
    assert "c-1" in bound.basis
    assert (bound.cost >= apart.cost).all()
    assert (bound.cost > apart.cost).any()


def test_without_rivals_there_is_no_reaction():
    found = reaction_of(make_case(powers=()), Worlds(count=5))
    assert not found.cost.any()
    assert found.rivals == ()
    assert found.unstable_share == 0
    assert found.by_way.shape == (5, len(WAYS))


@given(st.permutations(["EEE", "FFF", "GGG"]))
def test_the_order_of_rivals_changes_nothing(order):
    case = three_rivals()
    turned = replace(
        case, powers=tuple(ThirdPower(actor=code, role="rival") for code in order)
    )
    worlds = Worlds(count=7)
    np.testing.assert_array_equal(
        rivals_reaction(case, worlds), rivals_reaction(turned, worlds)
    )


@given(st.permutations(range(4)))
def test_names_of_rivals_change_nothing(order):
    one = made(4)
    order = list(order)
    other = replace(
        one,
        rivals=tuple(f"X{k}" for k in order),
        size=one.size[:, order],
        answer=one.answer[:, order],
        bond=one.bond[:, order][:, :, order],
    )
    np.testing.assert_allclose(react(other).by_way, react(one).by_way)


@given(st.integers(0, 10_000), st.floats(1, 1.2))
def test_a_stronger_answer_never_lowers_the_reaction(seed, more):
    one = made(3, seed)
    stronger = replace(one, answer=one.answer * more)
    kept = react(one).settles & react(stronger).settles
    assert (react(stronger).by_way[kept] >= react(one).by_way[kept] - 1e-12).all()


def test_answers_that_grow_without_end_are_refused_and_the_pair_named():
    case = three_rivals(register=overruled(**{"power.reaction": 2, "power.echo": 3}))
    with pytest.raises(StrategyError, match="without end in 100% of worlds") as error:
        reaction_of(case, Worlds(count=20))
    assert "the members" in str(error.value)
    assert "rival.*.joins" in str(error.value)


def test_a_few_worlds_without_rest_are_counted_and_bounded():
    register = load_register()
    wild = replace(register["power.reaction"], spread=Spread(low=0.3, high=2.2))
    case = three_rivals(register=register.overrule([wild]))
    found = reaction_of(case, Worlds(count=2000))
    assert 0 < found.unstable_share < 0.5
    assert np.isfinite(found.cost).all()
    assert len(found.pair) == 2
    limit = register["rival.limit"].spread.high
    assert (found.by_rival[~found.settles].sum(axis=2) <= limit).all()
    assert "rival.limit" in found.basis


def test_rivals_are_listed_once_in_order():
    case = three_rivals()
    twice = replace(case, powers=(*case.powers, *case.powers))
    assert rivals_of(twice) == ("EEE", "FFF", "GGG")
