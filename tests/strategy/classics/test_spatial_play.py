"""Whole runs of the spatial model: the plain twin, laws, ends and refusals."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_spatial import made
from plain_spatial_model import plain_run

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model import state
from suzerain.strategy.classics.spatial_model.chance import Draws
from suzerain.strategy.classics.spatial_model.play import play
from suzerain.strategy.classics.spatial_model.rules import CHOICES, SpatialRules
from suzerain.strategy.classics.spatial_model.scenario import SpatialScenario
from suzerain.strategy.classics.spatial_model.state import unique_positions
from suzerain.strategy.classics.spatial_model.twister import words

SMOOTH = ["Prop", "PropCbc", "Cubic"]
"""ASymProsp hangs on the order of actors; binary votes turn rounding into votes."""

SEEDS = st.integers(0, 10_000)
VARIANTS = [
    {field: choice}
    for field, choices in CHOICES.items()
    for choice in choices
    if choice != "Stochastic"
] + [
    {"proposal": "InitRcvrInterp", "interpolation": "S2PMax"},
    {"proposal": "PWCompInterp", "voting_rule": "ASymProsp"},
    {"proposal": "PWCompInterp", "election_model": "MarkovIncentive"},
    {"voting_rule": "Cubic", "victory_model": "Octic", "risk_range": "Max"},
]


def told(variant):
    return "-".join(variant.values())


@pytest.mark.parametrize("variant", VARIANTS, ids=told)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_run_is_that_of_the_plain_loops(variant, seed):
    scenario, rules = made(seed), SpatialRules(**variant)
    positions, odds = plain_run(scenario, asdict(rules), most=8)
    run = play(scenario, rules, turns=8)
    assert run.position == pytest.approx(np.array(positions), abs=1e-9)
    assert run.probability == pytest.approx(np.array(odds), abs=1e-9)


def test_a_run_with_ideals_that_lag_is_that_of_the_plain_loops():
    scenario = made(5)
    rates = np.random.default_rng(5).uniform(0, 1, (7, 7)) / 9 + np.eye(7) / 9
    scenario = replace(scenario, accommodation=rates)
    positions, odds = plain_run(scenario, asdict(SpatialRules()), most=8)
    run = play(scenario, turns=8)
    assert run.position == pytest.approx(np.array(positions), abs=1e-9)
    assert run.probability == pytest.approx(np.array(odds), abs=1e-9)
    assert np.abs(run.ideal - run.position).max() > 1


@given(seed=SEEDS, rule=st.sampled_from(SMOOTH))
def test_reordering_actors_changes_nothing(seed, rule):
    scenario, rules = made(seed), SpatialRules(voting_rule=rule)
    order = np.random.default_rng(seed).permutation(len(scenario.actors))
    moved = replace(
        scenario,
        actors=tuple(scenario.actors[place] for place in order),
        influence=scenario.influence[order],
        position=scenario.position[order],
        salience=scenario.salience[order],
    )
    first, second = (play(one, rules, turns=4) for one in (scenario, moved))
    assert second.position == pytest.approx(first.position[:, order], abs=1e-7)
    assert second.risk == pytest.approx(first.risk[:, order], abs=1e-6)
    odds, moved_odds = first.probability[0, order], second.probability[0]
    assert moved_odds == pytest.approx(odds, abs=1e-9)  # later, near ones are merged


@given(seed=SEEDS)
def test_reordering_dimensions_changes_nothing(seed):
    scenario = made(seed, dimensions=3)
    order = [2, 0, 1]
    moved = replace(
        scenario,
        position=scenario.position[:, order],
        salience=scenario.salience[:, order],
    )
    first, second = play(scenario, turns=4), play(moved, turns=4)
    assert second.position == pytest.approx(first.position[:, :, order], abs=1e-7)


@given(seed=SEEDS, factor=st.sampled_from([0.5, 2.0, 64.0]))
def test_rescaling_influence_changes_nothing_but_for_least_coalitions(seed, factor):
    scenario = made(seed)
    moved = replace(scenario, influence=scenario.influence * factor)
    first, second = play(scenario, turns=1), play(moved, turns=1)
    assert second.position == pytest.approx(first.position, abs=0.02)
    assert second.probability[0] == pytest.approx(first.probability[0], abs=1e-6)


@given(seed=SEEDS)
def test_the_mirror_image_of_a_scenario_plays_the_mirror_image(seed):
    scenario = made(seed)
    moved = replace(scenario, position=100 - scenario.position)
    first, second = play(scenario, turns=1), play(moved, turns=1)
    assert second.position == pytest.approx(100 - first.position, abs=0.02)


def test_actors_who_stand_at_one_point_stay():
    scenario = replace(made(), position=np.full((7, 2), 40.0))
    run = play(scenario)
    assert (run.position == 40).all()
    assert run.probability == pytest.approx(np.ones((3, 7)))
    assert run.is_even.all()
    assert run.converged


def test_twins_at_one_point_share_one_probability():
    scenario = made(3)
    for array in (scenario.influence, scenario.position, scenario.salience):
        array[1] = array[0]
    run = play(scenario, turns=0)
    assert run.probability[0, 0] == run.probability[0, 1]
    assert run.probability[0, 1:].sum() == pytest.approx(1)


def test_a_position_near_two_others_counts_with_the_later():
    places = np.array([[0.5], [0.5015], [0.5008]])
    unique, place = unique_positions(places)
    assert unique.tolist() == [0, 1]
    assert place.tolist() == [0, 1, 1]


def test_no_turn_is_played_when_none_is_asked_for():
    run = play(made(), turns=0)
    assert len(run.position) == 1
    assert not run.converged


def test_a_run_that_is_cut_off_has_not_converged():
    run = play(made(), turns=1)
    assert len(run.position) == 2
    assert not run.converged


def test_who_moved_whom_is_told():
    run = play(made(), turns=3)
    moved = (run.position[1:] != run.position[:-1]).any(axis=2)
    assert (run.partner[0] == -1).all()
    assert (run.partner[1:][moved] >= 0).all()
    assert moved.any()


def test_the_same_seed_draws_the_same_run():
    rules = SpatialRules(transition="Stochastic")
    first, second, other = (
        play(made(), rules, turns=5, seed=seed).position for seed in (7, 7, 8)
    )
    assert (first == second).all()
    assert first.shape != other.shape or (first != other).any()


def test_stochastic_transitions_draw_from_the_plain_loops_probabilities():
    """A seed's draws, taken by the plain loops as well, give the same run."""
    draws, rules = Draws(11), SpatialRules(transition="Stochastic")
    scenario = replace(made(2), seed=11)
    positions, _ = plain_run(
        scenario,
        asdict(rules),
        most=6,
        pick=lambda _, odds: draws.choose(np.array(odds)),
    )
    run = play(scenario, rules, turns=6)
    assert run.seed == 11
    assert run.position == pytest.approx(np.array(positions), abs=1e-9)


def test_words_are_those_of_the_published_twister():
    """The C++ standard, [rand.predef]: the 10,000th word of the usual seed."""
    assert next(islice(words(5489), 9999, None)) == 9981545732273789042


def test_a_draw_beyond_rounded_probabilities_is_the_last_option():
    assert Draws(1).choose(np.array([0.0, 1e-300])) == 1


def test_a_bargain_off_the_scale_is_refused(monkeypatch):
    """Targets' versions take a gain, which may be negative, for a chance."""

    def praised(made, *_):
        return np.arange(1.0 + len(made)) * np.ones((7, 1))

    monkeypatch.setattr(state, "interpolate", lambda position, *_: position + 2)
    monkeypatch.setattr(
        "suzerain.strategy.classics.spatial_model.play.worth_of_bargains", praised
    )
    with pytest.raises(StrategyError, match="off the scale"):
        play(made())


def test_a_bargain_at_no_finite_place_is_refused(monkeypatch):
    monkeypatch.setattr(state, "interpolate", lambda position, *_: position * np.nan)
    with pytest.raises(StrategyError, match="no finite position"):
        play(made())


def test_unknown_rules_are_refused_with_the_choices():
    with pytest.raises(StrategyError, match="Accepted: Linear, Square"):
        SpatialRules(victory_model="Cubed")


def test_rules_are_taken_in_any_case_and_under_their_other_names():
    rules = SpatialRules(voting_rule="PROPORTIONAL", commitment="fullycommit")
    assert (rules.voting_rule, rules.commitment) == ("Prop", "FullCommit")


def few(**changes):
    base = {
        "name": "few",
        "actors": ("A", "B", "C"),
        "dimensions": ("Q",),
        "influence": np.array([1.0, 2.0, 3.0]),
        "position": np.array([[0.0], [50.0], [100.0]]),
        "salience": np.array([[10.0], [20.0], [30.0]]),
    }
    return SpatialScenario(**(base | changes))


BAD = [
    ({"actors": ("A", "B", "A")}, "'A' is there 2 times"),
    ({"actors": ("A", "", "C")}, "actor 2 has no name"),
    ({"influence": np.array([1.0, 0.0, 3.0])}, "influence of 'B' is 0"),
    ({"influence": np.array([1.0, 2e8, 3.0])}, "influence of 'B' is 2e\\+08"),
    ({"position": np.array([[0.0], [50.0], [101.0]])}, "position of 'C' on 'Q' is 101"),
    ({"position": np.array([[-1.0], [5.0], [10.0]])}, "position of 'A' on 'Q' is -1"),
    ({"salience": np.array([[0.0], [20.0], [30.0]])}, "saliences of 'A' add up to 0"),
    ({"salience": np.array([[10.0], [20.0], [np.nan]])}, "salience of 'C'.*nan"),
    ({"position": np.zeros((3, 2))}, "position has the shape"),
    ({"dimensions": (), "position": np.zeros((3, 0))}, "no dimension"),
    ({"actors": ("A", "B")}, "2 actors; the model takes 3 to 250"),
    ({"accommodation": np.eye(3) * 1.5}, "ideal adjustments of 'A' add up to 1.5"),
]


@pytest.mark.parametrize(("changes", "said"), BAD, ids=[said for _, said in BAD])
def test_a_scenario_outside_the_model_is_refused(changes, said):
    with pytest.raises(StrategyError, match=said):
        few(**changes)


def test_saliences_above_a_whole_are_refused():
    with pytest.raises(StrategyError, match="saliences of 'A0' add up to"):
        replace(made(), salience=np.full((7, 2), 50.1))


def test_many_problems_are_counted():
    with pytest.raises(StrategyError, match="and 6 more"):
        replace(made(), position=np.full((7, 2), 200.0))
