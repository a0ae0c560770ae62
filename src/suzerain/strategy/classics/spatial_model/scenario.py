"""Who takes part in the spatial model, how strong, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model.published import (
    DUST,
    FEWEST_ACTORS,
    LARGEST_INFLUENCE,
    MOST_ACTORS,
    SCALE,
)
from suzerain.strategy.classics.spatial_model.rules import SpatialRules

Array = NDArray[np.float64]
SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpatialScenario:
    """Hold the actors of a spatial model before its first turn.

    Args:
        name: Name of the scenario.
        description: A line about it.
        actors: Short names, each once.
        descriptions: A line about each actor.
        dimensions: Names of the questions at issue.
        influence: Strength of each actor, any unit, above 0. Shape `(actor,)`.
        position: Where each stands, 0 to 100. Shape `(actor, dimension)`.
        salience: Attention each pays, 0 to 100; a row adds up to 100 at most. Same
            shape.
        accommodation: Rates at which the ideal of the row's actor moves to the position
            of the column's, 0 to 1; a row adds up to 1 at most. The identity when
            ideals follow positions. Shape `(actor, actor)`.
        rules: Rules that a file asks for.
        seed: Seed that a file asks for; None without one.

    Raises:
        StrategyError: If something is outside its range; all such things are named.
    """

    name: str
    description: str = ""
    actors: tuple[str, ...]
    descriptions: tuple[str, ...] = ()
    dimensions: tuple[str, ...]
    influence: Array
    position: Array
    salience: Array
    accommodation: Array | None = None
    rules: SpatialRules = field(default_factory=SpatialRules)
    seed: int | None = None

    def __post_init__(self) -> None:
        problems = [*_shapes(self)] or [*_names(self), *_numbers(self)]
        if problems:
            more = len(problems) - SHOWN
            tail = [f"and {more} more"] if more > 0 else []
            listed = "\n".join(f"  - {one}" for one in [*problems[:SHOWN], *tail])
            raise StrategyError(
                f"the scenario {self.name!r} cannot be played:\n{listed}\n",
                "influence above 0, positions and saliences from 0 to 100, saliences "
                "of one actor that add up to 100 at most, every actor once",
                "mend the rows named above",
            )


def _shapes(scenario: SpatialScenario) -> Iterator[str]:
    """Tell what is missing or of the wrong shape."""
    count, width = len(scenario.actors), len(scenario.dimensions)
    if not FEWEST_ACTORS <= count <= MOST_ACTORS:
        yield f"{count} actors; the model takes {FEWEST_ACTORS} to {MOST_ACTORS}"
    if not width:
        yield "no dimension"
    wanted = {
        "influence": (count,),
        "position": (count, width),
        "salience": (count, width),
        "accommodation": (count, count),
    }
    for name, shape in wanted.items():
        array = getattr(scenario, name)
        if array is not None and array.shape != shape:
            yield f"{name} has the shape {array.shape} in place of {shape}"


def _names(scenario: SpatialScenario) -> Iterator[str]:
    """Tell which names are missing or given twice."""
    for kind, names in (
        ("actor", scenario.actors),
        ("dimension", scenario.dimensions),
    ):
        if "" in names:
            yield f"{kind} {names.index('') + 1} has no name"
        for name in sorted({one for one in names if one and names.count(one) > 1}):
            yield f"{kind} {name!r} is there {names.count(name)} times"


def _numbers(scenario: SpatialScenario) -> Iterator[str]:
    """Tell which numbers are outside their range."""
    for row, actor in enumerate(scenario.actors):
        strength = scenario.influence[row]
        if not 0 < strength <= LARGEST_INFLUENCE:
            yield f"influence of {actor!r} is {strength:g}"
        for column, dimension in enumerate(scenario.dimensions):
            for name in ("position", "salience"):
                value = getattr(scenario, name)[row, column]
                if not 0 <= value <= SCALE:
                    yield f"{name} of {actor!r} on {dimension!r} is {value:g}"
        whole = scenario.salience[row].sum()
        if not 0 < whole <= SCALE + DUST:
            yield f"saliences of {actor!r} add up to {whole:g}"
        if scenario.accommodation is not None:
            rates = scenario.accommodation[row]
            if not ((rates >= 0).all() and rates.sum() <= 1 + DUST):
                whole = rates.sum()
                yield f"ideal adjustments of {actor!r} add up to {whole:g}"
