"""Turn after turn of bargains, until little moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model.bargaining import (
    PositionBargain,
    worth_of_bargains,
)
from suzerain.strategy.classics.spatial_model.chance import Draws
from suzerain.strategy.classics.spatial_model.election import elect
from suzerain.strategy.classics.spatial_model.published import (
    DUST,
    LEAST_MOVE,
    LEAST_TURNS,
    MOST_TURNS,
    QUIET_RATIO,
    SCALE,
    SEED,
)
from suzerain.strategy.classics.spatial_model.rules import SpatialRules
from suzerain.strategy.classics.spatial_model.scenario import SpatialScenario
from suzerain.strategy.classics.spatial_model.state import (
    Contestants,
    SpatialState,
    assess,
    bargains,
)
from suzerain.strategy.classics.spatial_model.voting import coalitions, victory

Array = NDArray[np.float64]
STAYS = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpatialRun:
    """Hold positions and probabilities of all turns; turn 0 is the input.

    Args:
        scenario: What was played.
        rules: The rules.
        seed: Seed of the draws, used when transitions are stochastic.
        position: 0 to 100. Shape `(turn, actor, dimension)`.
        ideal: 0 to 100. Same shape.
        probability: Of each actor's position. Shape `(turn, actor)`.
        risk: Risk attitudes. Same shape.
        partner: Place of the actor whose bargain moved this one in the turn before;
            -1 where it stayed. Same shape.
        converged: Whether the last turn moved less than a fiftieth of the first.
        is_even: Turns in which probabilities told no risk attitudes. Shape `(turn,)`.
    """

    scenario: SpatialScenario
    rules: SpatialRules
    seed: int
    position: Array
    ideal: Array
    probability: Array
    risk: Array
    partner: NDArray[np.intp]
    converged: bool
    is_even: NDArray[np.bool_]


def play(
    scenario: SpatialScenario,
    rules: SpatialRules | None = None,
    *,
    turns: int = MOST_TURNS,
    seed: int | None = None,
) -> SpatialRun:
    """Play the spatial model of politics until it comes to rest.

    Each turn: (1) read risk attitudes off the probabilities of positions; (2) let every
    actor find the target with the largest expected gain; (3) propose bargains; (4) let
    everyone vote on each actor's bargains and on its staying, and move the actor to the
    winner. The run stops after two turns or more when a turn moves less than a fiftieth
    of what the first moved.

    Args:
        scenario: Actors, influence, positions, saliences.
        rules: The rules; the scenario's own by default.
        turns: Most turns.
        seed: Seed of stochastic transitions; the scenario's, or the toolkit's, by
            default.

    Returns:
        All turns.

    Raises:
        StrategyError: If a bargain leaves the scale or an election does not settle.

    Examples:
        A strong actor draws two weak ones that care as much as it does.

        >>> scenario = SpatialScenario(
        ...     name="three",
        ...     actors=("A", "B", "C"),
        ...     dimensions=("tariff",),
        ...     influence=np.array([100.0, 20.0, 10.0]),
        ...     position=np.array([[10.0], [60.0], [90.0]]),
        ...     salience=np.array([[50.0], [50.0], [50.0]]),
        ... )
        >>> play(scenario).position[[0, 1, -1], :, 0].round(1).tolist()
        [[10.0, 60.0, 90.0], [10.8, 60.2, 10.8], [11.4, 10.9, 10.9]]
    """
    rules = rules or scenario.rules
    who = Contestants(
        influence=scenario.influence, salience=scenario.salience / SCALE, rules=rules
    )
    given = (seed, scenario.seed, SEED)
    seed = next(one for one in given if one is not None)
    draws = Draws(seed)
    start = scenario.position / SCALE
    states = [assess(start, start, who)]
    partners = [np.full(len(start), STAYS)]
    converged = False
    while len(states) <= turns and not converged:
        position, partner = _step(states[-1], who, draws)
        ideal = new_ideals(states[-1].ideal, position, scenario.accommodation)
        states.append(assess(position, ideal, who))
        partners.append(partner)
        converged = len(states) > LEAST_TURNS and _quiet(states)
    return SpatialRun(
        scenario=scenario,
        rules=rules,
        seed=seed,
        position=np.array([one.position for one in states]) * SCALE,
        ideal=np.array([one.ideal for one in states]) * SCALE,
        probability=np.array([one.probability for one in states]),
        risk=np.array([one.risk for one in states]),
        partner=np.array(partners, dtype=np.intp),
        converged=converged,
        is_even=np.array([one.is_even for one in states]),
    )


def _step(
    state: SpatialState, who: Contestants, draws: Draws
) -> tuple[Array, NDArray[np.intp]]:
    """Vote on every actor's bargains and move each to the winner."""
    made = bargains(state, who)
    worth = worth_of_bargains(made, (state.ideal, who.salience, state.risk), state.own)
    strength = coalitions(who.influence, worth, who.rules.voting_rule)
    chance = victory(strength, who.rules.victory_model)
    position = state.position.copy()
    partner = np.full(len(position), STAYS)
    for actor, options in enumerate(_options(made, len(position))):
        among = np.ix_(options, options)
        odds = elect(strength[among], chance[among], who.rules.election_model)
        is_sure = who.rules.transition == "Deterministic"
        chosen = options[int(odds.argmax()) if is_sure else draws.choose(odds)]
        if chosen:
            taken = made[chosen - 1]
            is_challenger = taken.challenger == actor
            partner[actor] = taken.target if is_challenger else taken.challenger
            position[actor] = taken.first if is_challenger else taken.second
    _refuse_outside(position)
    return position, partner


def _options(made: list[PositionBargain], actors: int) -> list[list[int]]:
    """For each actor: 0 for staying, then the places from 1 of its bargains."""
    options = [[0] for _ in range(actors)]
    for place, one in enumerate(made, start=1):
        options[one.challenger].append(place)
        options[one.target].append(place)
    return options


def new_ideals(ideal: Array, position: Array, rates: Array | None) -> Array:
    """Move ideals towards positions, as far as each actor's rates say.

    Args:
        ideal: Ideals of the turn before. Shape `(actor, dimension)`.
        position: New positions. Same shape.
        rates: Rate at which the row's ideal moves to the column's position; None where
            ideals follow positions. Shape `(actor, actor)`.

    Returns:
        New ideals. Same shape as `ideal`.

    Examples:
        >>> rates = np.array([[0.5, 0.25], [0.0, 1.0]])
        >>> new_ideals(np.array([[8.0], [0.0]]), np.array([[4.0], [0.0]]), rates)
        array([[4.],
               [0.]])
    """
    if rates is None:
        return position
    kept = 1 - np.minimum(rates.sum(axis=1), 1)
    return np.asarray(rates @ position + kept[:, None] * ideal)


def _quiet(states: list[SpatialState]) -> bool:
    """Whether the last turn moved little beside the first."""
    before, after = states[-2:]
    first = _moved(states[0], states[1]) + LEAST_MOVE
    return _moved(before, after) / first < QUIET_RATIO


def _moved(before: SpatialState, after: SpatialState) -> float:
    step = after.position - before.position
    return float(np.sqrt((step * step).sum(axis=1)).sum())


def _refuse_outside(position: Array) -> None:
    if position.min() < -DUST or position.max() > 1 + DUST:
        raise StrategyError(
            f"a bargain lies off the scale, at {SCALE * position.min():g} to "
            f"{SCALE * position.max():g}",
            "positions from 0 to 100",
            "propose with InitOnlyInterp, which takes no gain for a chance",
        )
