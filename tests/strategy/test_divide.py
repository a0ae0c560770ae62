"""Terms are set one after another where more bundles could win than are followed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import EXAMPLES
from test_bargain import EFFORT, draw_game, plain, score_of
from test_bargain_laws import twin

import suzerain as sz
from suzerain.core.worlds import Worlds
from suzerain.strategy import divide, pursue
from suzerain.strategy.bargain import Effort, bargain
from suzerain.strategy.consent import consents_in
from suzerain.strategy.setting import set_up

SEEDS = st.integers(0, 10**6)
METHODS = st.sampled_from(["nash", "kalai-smorodinsky"])
laws = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def impatient(monkeypatch):
    """Follow one part of a bundle at most, so that terms must be set, few at once."""
    monkeypatch.setattr(pursue, "FEW", 1)
    monkeypatch.setattr(divide, "PARTS", 2)
    monkeypatch.setattr(divide, "PATIENCE", 0)


def followed(monkeypatch, *given_, **named):
    """Solve with everything followed and nothing divided."""
    with monkeypatch.context() as patch:
        patch.setattr(pursue, "FEW", EFFORT.limit)
        return bargain(*given_, **named)


def alone(game, member):
    """Weights with which one member has its way."""
    weight = np.full_like(game.weight, np.finfo(np.float64).eps)
    weight[member] = 1
    return weight


def gives_up(task, rows, price, best):
    """Stand in for division: it proves nothing."""
    return np.isin(np.arange(task.sums.rows), rows)


@pytest.fixture(scope="module")
def example():
    documents = sz.read_documents(sorted(EXAMPLES.glob("*.txt")))
    return sz.build_case(documents, sz.extract(documents), name="example")


@laws
@given(SEEDS, st.integers(2, 4), METHODS, st.integers(0, 2), st.booleans())
def test_what_is_divided_is_solved_as_by_trying_all(
    impatient, seed, members, method, powers, refuses
):
    gain, weight, vetoes = draw_game(
        seed, members=members, worlds=3, levels=3, powers=powers
    )
    if refuses and vetoes:
        vetoes[0] = vetoes[0].refusing()
    deal = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes, method=method)
    assert deal.unproved is None
    for world in range(3):
        expected = twin(gain, weight, vetoes, world, method)
        assert deal.exists[world] == (expected is not None)
        if expected is not None:
            np.testing.assert_allclose(deal.surplus[:, world], expected, rtol=1e-9)


@laws
@given(SEEDS, st.integers(2, 3), st.booleans(), st.sampled_from([1, 8]))
def test_of_bundles_as_good_division_strikes_the_one_that_following_strikes(
    impatient, monkeypatch, seed, members, coarse, few
):
    gain, weight, vetoes = draw_game(
        seed, members=members, worlds=16, terms=6, levels=3, powers=1
    )
    if coarse:  # whole numbers: many bundles are exactly as good
        gain[:] = np.round(2 * gain)
        gain[:, :, 2:] = gain[:, :, :-2]
        weight[:] = 1 / members
        monkeypatch.setattr(pursue, "_improve", lambda *_: None)
    whole = followed(monkeypatch, gain, weight=weight, effort=EFFORT, vetoes=vetoes)
    monkeypatch.setattr(pursue, "FEW", few)
    parts = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes)
    assert whole.unproved is None
    np.testing.assert_array_equal(parts.exists, whole.exists)
    np.testing.assert_array_equal(parts.choice, whole.choice)


def test_division_is_met_in_these_laws(impatient, monkeypatch):
    met = []
    inner = divide.divide
    monkeypatch.setattr(
        pursue, "divide", lambda *given_: met.append(1) or inner(*given_)
    )
    gain, weight, vetoes = draw_game(2, worlds=20, terms=4, levels=4)
    deal = bargain(gain, weight=weight, effort=EFFORT, vetoes=vetoes)
    assert met
    np.testing.assert_allclose(
        score_of(deal, weight), plain(gain, weight, vetoes), rtol=1e-9
    )


def test_a_world_with_one_coarse_term_is_proved_where_following_gives_up(monkeypatch):
    # all or nothing in every term, and the first is worth as much as the others
    chance = np.random.default_rng(4)
    gain = np.zeros((2, 10, 14, 2))
    for term in range(14):
        scale = 1 if term else 6
        gain[term % 2, :, term, 1] = scale * chance.uniform(0.5, 1.5, 10)
        gain[1 - term % 2, :, term, 1] = -scale * chance.uniform(0.3, 1.2, 10)
    effort = Effort(limit=300, cells=10**6, rounds=4)
    weight = np.full((2, 10), 0.5)
    with monkeypatch.context() as patch:
        patch.setattr(pursue, "FEW", effort.limit)
        patch.setattr(divide, "PATIENCE", 0)
        patch.setattr(pursue, "divide", gives_up)
        thinned = bargain(gain, weight=weight, effort=effort)
    divided = bargain(gain, weight=weight, effort=effort)
    bundles = np.array(list(np.ndindex(*(2,) * 14)))
    every = np.einsum("mwt,bt->mwb", gain[..., 1], bundles)
    best = np.where((every > 0).all(axis=0), every.prod(axis=0), 0).max(axis=1)
    assert thinned.unproved is not None
    assert divided.unproved is None
    np.testing.assert_allclose(divided.surplus.prod(axis=0), best)


def test_beyond_its_limit_division_is_marked_and_never_worse():
    gain, weight, _ = draw_game(11, worlds=40, terms=12, levels=3, members=4)
    full = bargain(gain, weight=weight, effort=Effort(limit=20000, cells=10**5))
    few = bargain(gain, weight=weight, effort=Effort(limit=3, cells=10**5))
    assert full.unproved is None
    assert few.unproved is not None
    proved = ~few.unproved
    assert proved.any()
    np.testing.assert_array_equal(few.choice[proved], full.choice[proved])
    assert (score_of(few, weight) <= score_of(full, weight) + 1e-12).all()
    assert few.exists.mean() > 0.5 * full.exists.mean()


@pytest.mark.parametrize("seed", [1, 2])
def test_no_world_of_the_example_case_is_unproved(example, seed):
    pact = example.pacts[0]
    game = set_up(example, pact, Worlds(count=400, seed=seed), steps=5)
    assert len(pact.terms) >= 10
    deals = consents_in(game)
    found = [
        bargain(game.table.gain, weight=alone(game, m), effort=game.effort)
        for m in range(2)
    ]
    for deal in (
        *found,
        deals.unwatched,
        deals.without_patron,
        deals.with_consent,
        deals.against,
    ):
        assert deal.unproved is None
