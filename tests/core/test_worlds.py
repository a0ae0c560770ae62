"""Many joint draws of everything uncertain."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import SuzerainError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds

UNIT = Spread(low=0, high=1)


@given(st.text(max_size=20), st.integers(0, 2**40))
def test_the_same_seed_and_name_give_the_same_bytes(name, seed):
    first = Worlds(count=50, seed=seed).draw(name, UNIT)
    assert first.tobytes() == Worlds(count=50, seed=seed).draw(name, UNIT).tobytes()


@given(st.lists(st.text(max_size=8), unique=True, min_size=1, max_size=6))
def test_adding_a_name_changes_no_other_draw(names):
    alone = Worlds(count=50)
    only = alone.draw(names[-1], UNIT)
    crowd = Worlds(count=50)
    for name in names:
        crowd.draw(name, UNIT)
    assert np.array_equal(crowd.drawn[names[-1]], only)


def test_names_and_seeds_draw_independently():
    worlds = Worlds(count=20_000, seed=1)
    one, two = worlds.chance("a"), worlds.chance("b")
    three = Worlds(count=20_000, seed=2).chance("a")
    for other in (two, three):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.03
    assert one.mean() == pytest.approx(0.5, abs=0.02)


def test_two_spreads_under_one_name_move_together():
    worlds = Worlds(count=100)
    narrow = worlds.draw("x", Spread(low=0, high=0.5))
    assert np.allclose(worlds.draw("x", UNIT), 2 * narrow)


def test_only_what_varies_can_be_a_driver():
    worlds = Worlds(count=10)
    worlds.draw("fixed", Spread.point(0.3))
    worlds.draw("open", UNIT)
    worlds.chance("unrecorded")
    assert set(worlds.drawn) == {"open"}


@pytest.mark.parametrize(("count", "seed"), [(0, 1), (10, -1)])
def test_impossible_worlds_are_refused(count, seed):
    with pytest.raises(SuzerainError, match=r"worlds with seed"):
        Worlds(count=count, seed=seed)


def test_what_is_drawn_once_is_kept_and_cannot_be_changed():
    worlds = Worlds(count=4)
    first = worlds.draw("share", UNIT)
    assert worlds.draw("share", UNIT) is first
    with pytest.raises(ValueError, match="read-only"):
        first += 1


def test_a_name_drawn_from_another_range_is_drawn_anew():
    worlds = Worlds(count=4)
    unit, double = worlds.draw("x", UNIT), worlds.draw("x", Spread(low=0, high=2))
    np.testing.assert_allclose(double, 2 * unit)
    assert worlds.drawn["x"] is double


def test_worlds_set_apart_draw_the_same_and_record_for_themselves():
    worlds = Worlds(count=4, seed=3)
    apart = worlds.apart()
    share = apart.draw("share", UNIT)
    assert (worlds.drawn, list(apart.drawn)) == ({}, ["share"])
    assert worlds.draw("share", UNIT) is share
