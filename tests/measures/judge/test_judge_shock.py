"""Shocks name regions and sectors, and refuse what they cannot mean."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_worlds import made_world

from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.measures.judge.equilibrium import equilibrium
from suzerain.measures.judge.shock import (
    autarky,
    change,
    cut,
    every_cut,
    no_shock,
    stack,
)

WORLD = made_world(1, regions=4)


def test_a_coalition_cuts_all_its_pairs_with_the_target():
    shock = cut(WORLD, "A", ["B", "C"])
    assert list(zip(shock.importer, shock.exporter, strict=True)) == [(0, 1), (0, 2)]
    assert (shock.weight == 0).all()


def test_both_ways_cuts_each_pair_once_in_each_direction():
    shock = cut(WORLD, ["A", "B"], ["A", "B"], both_ways=True)
    pairs = set(zip(shock.importer.tolist(), shock.exporter.tolist(), strict=True))
    assert len(shock.importer) == 2
    assert pairs == {(0, 1), (1, 0)}


def test_a_cut_of_some_sectors_leaves_the_others():
    shock = cut(WORLD, "A", "B", sectors=["v"], part=0.25)
    assert shock.weight.tolist() == [[1, 0.75]]


def test_a_cut_leaves_tariffs_as_they_are():
    shock = cut(WORLD, "A", "B")
    assert np.array_equal(shock.tariff[0], WORLD.tariff[0, 1])


def test_every_pair_is_cut_once_both_ways_and_twice_one_way():
    assert len(every_cut(WORLD)) == 12
    two = every_cut(WORLD, both_ways=True)
    assert len(two) == 6
    assert two.names[0] == "A <-> B"
    assert np.bincount(two.shock).tolist() == [2] * 6


def test_autarky_cuts_all_pairs_of_a_region():
    assert len(autarky(WORLD, "A").shock) == 6


def test_stacking_keeps_each_shock_by_itself():
    shocks = stack([cut(WORLD, "A", "B"), no_shock(WORLD), cut(WORLD, "B", "C")])
    assert shocks.names == ("A <- B", "nothing changes", "B <- C")
    assert shocks.shock.tolist() == [0, 2]
    assert str(shocks) == "3 shocks that change 2 pairs"


def test_a_change_lists_only_the_pairs_that_change():
    tariff = WORLD.tariff.copy()
    tariff[2, 3, 0] += 0.1
    shock = change(WORLD, tariff=tariff)
    assert (shock.importer.tolist(), shock.exporter.tolist()) == ([2], [3])
    assert (shock.weight == 1).all()


def test_a_higher_cost_weighs_as_its_elasticity_says():
    cost = np.ones(WORLD.tariff.shape)
    cost[0, 1] = 1.1
    assert np.allclose(change(WORLD, cost=cost).weight[0], 1.1**-WORLD.elasticity)


@pytest.mark.parametrize("part", [-0.1, 1.5, float("nan")])
def test_a_part_outside_nothing_and_all_is_refused(part):
    with pytest.raises(SuzerainError, match="part"):
        cut(WORLD, "A", "B", part=part)


def test_a_region_cannot_be_cut_off_from_itself():
    with pytest.raises(SuzerainError, match="'A' from 'A'"):
        cut(WORLD, "A", "A")


def test_names_that_are_not_there_are_refused():
    with pytest.raises(UnknownName, match="Atlantis"):
        cut(WORLD, "A", "Atlantis")
    with pytest.raises(UnknownName, match="Tea"):
        cut(WORLD, "A", "B", sectors=["Tea"])


@pytest.mark.parametrize(
    ("what", "value"),
    [("tariff", -1.0), ("tariff", np.nan), ("cost", 0.0), ("cost", np.nan)],
)
def test_numbers_that_mean_nothing_are_refused(what, value):
    values = np.full(WORLD.tariff.shape, value)
    with pytest.raises(SuzerainError, match="no number"):
        change(WORLD, **{what: values})


def test_an_array_of_another_shape_is_refused():
    with pytest.raises(SuzerainError, match="shape"):
        change(WORLD, tariff=np.zeros((2, 2)))


def test_nothing_to_stack_is_refused():
    with pytest.raises(SuzerainError, match="no shocks"):
        stack([])


def test_a_pair_that_changes_twice_in_a_shock_is_refused():
    one = cut(WORLD, "A", "B", part=0.5)
    with pytest.raises(SuzerainError, match="a pair twice"):
        replace(
            one,
            shock=np.repeat(one.shock, 2),
            importer=np.repeat(one.importer, 2),
            exporter=np.repeat(one.exporter, 2),
            weight=np.repeat(one.weight, 2, axis=0),
            tariff=np.repeat(one.tariff, 2, axis=0),
        )


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(SuzerainError, match="columns"):
        replace(cut(WORLD, "A", "B"), importer=np.array([0, 1]))


def test_a_weight_below_0_is_refused():
    one = cut(WORLD, "A", "B")
    with pytest.raises(SuzerainError, match="weight below 0"):
        replace(one, weight=one.weight - 1)


def test_shocks_of_another_world_are_refused():
    shock = cut(WORLD, "C", "D")
    for other in (made_world(1, regions=3), made_world(1, regions=4, sectors=3)):
        with pytest.raises(SuzerainError, match="made for this economy"):
            equilibrium(other, shock)
