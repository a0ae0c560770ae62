"""Nash 1950, The bargaining problem: the split with the largest product of gains."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.strategy.bargain import Effort, bargain

EFFORT = Effort(limit=5000, cells=5000, rounds=4)


def split(outside, power, *, total=10, steps=2001):
    """Divide a total between two members with these outside options."""
    part = np.linspace(0, total, steps)
    gain = np.stack([part - outside[0], total - part - outside[1]])
    weight = np.array([[power], [1 - power]])
    deal = bargain(gain[:, None, None, :], weight=weight, effort=EFFORT)
    return float(part[deal.choice[0, 0]]), bool(deal.exists[0])


@pytest.mark.parametrize(
    ("outside", "power", "expected"),
    [
        ((2, 3), 0.5, 4.5),
        ((0, 0), 0.5, 5),
        ((2, 3), 0.6, 2 + 0.6 * 5),
        ((4, 1), 0.2, 4 + 0.2 * 5),
    ],
)
def test_each_gets_its_outside_option_and_its_part_of_the_surplus(
    outside, power, expected
):
    part, exists = split(outside, power)
    assert exists
    assert part == pytest.approx(expected, abs=0.005)


def test_outside_options_above_the_total_leave_nothing_to_split():
    assert split((6, 5), 0.5) == (0, False)


def test_bundles_that_are_not_chosen_do_not_matter():
    """Independence of irrelevant alternatives."""
    chance = np.random.default_rng(1)
    gain = chance.normal(0.3, 1, (2, 50, 1, 9))
    gain[..., 0] = 0
    weight = np.full((2, 50), 0.5)
    full = bargain(gain, weight=weight, effort=EFFORT)
    spoiled = gain.copy()
    for w in range(50):
        for level in range(1, 9, 2):
            if level != full.choice[w, 0]:
                spoiled[:, w, 0, level] = -1
    fewer = bargain(spoiled, weight=weight, effort=EFFORT)
    np.testing.assert_array_equal(full.choice, fewer.choice)
