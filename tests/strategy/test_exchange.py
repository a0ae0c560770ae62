"""What a pact moves, and that it adds up to what it brings."""

from __future__ import annotations

import numpy as np
import pytest
from made_pact import made_pact

from suzerain.core.worlds import Worlds
from suzerain.strategy.exchange import Exchange, exchange
from suzerain.strategy.solution import Solution, solve

WORLDS = Worlds(count=60, seed=3)


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(made_pact(), WORLDS)


@pytest.fixture(scope="module")
def found(solution: Solution) -> Exchange:
    return exchange(solution)


def test_what_is_got_less_what_is_given_is_what_the_pact_brings(
    solution: Solution, found: Exchange
) -> None:
    for m, member in enumerate(solution.members):
        net = found.balance(member)["net"]["with_consent"]
        assert net == pytest.approx(float(solution.surplus[m].mean()), abs=1e-12)


def test_nothing_is_worth_anything_where_it_is_not_given(
    solution: Solution, found: Exchange
) -> None:
    idle = solution.level == 0
    assert idle.any()
    assert not found.worth["with_consent"][idle].any()
    assert not found.cost["with_consent"][idle].any()


def test_worth_is_read_off_the_table_of_the_game_as_a_plain_loop_would(
    solution: Solution, found: Exchange
) -> None:
    held = solution.particulars
    grid = held.table.levels.tolist()
    for t, term in enumerate(solution.pact.terms):
        taker = solution.members.index(term.taker)
        spot = held.pact.terms.index(term)
        for world in range(WORLDS.count):
            at = grid.index(solution.level_without_consent[world, t])
            assert (
                found.worth["without_consent"][world, t]
                == (held.table.gain[taker, world, spot, at])
            )


def test_other_names_change_nothing_but_names() -> None:
    own = exchange(solve(made_pact(), WORLDS)).to_dict()
    names = {"AAA": "ZZZ", "BBB": "YYY", "CCC": "XXX"}
    other = exchange(solve(made_pact(names), WORLDS)).to_dict()
    assert [t["giver"] for t in other["terms"]] == [
        names[t["giver"]] for t in own["terms"]
    ]
    worths = [[list(t["worth"].values()) for t in one["terms"]] for one in (own, other)]
    assert np.allclose(*worths, rtol=0, atol=0.02)


def test_an_exchange_tells_one_row_a_term_and_says_so(found: Exchange) -> None:
    rows = found.to_rows()
    assert [row["id"] for row in rows] == [term.id for term in found.pact.terms]
    assert all(row["worth.with_consent"] >= 0 for row in rows)
    assert str(found).count("\n") == len(rows)
