"""Made scenarios for tests of the spatial model."""

from __future__ import annotations

import numpy as np

from suzerain.strategy.classics.spatial_model.scenario import SpatialScenario


def made(seed: int = 1, actors: int = 7, dimensions: int = 2) -> SpatialScenario:
    """A scenario drawn at random, without ties."""
    rng = np.random.default_rng(seed)
    raw = rng.uniform(0.1, 1, (actors, dimensions))
    whole = rng.uniform(40, 99, (actors, 1))
    return SpatialScenario(
        name="made",
        actors=tuple(f"A{place}" for place in range(actors)),
        dimensions=tuple(f"Q{place}" for place in range(dimensions)),
        influence=rng.uniform(10, 200, actors),
        position=rng.uniform(0, 100, (actors, dimensions)),
        salience=whole * raw / raw.sum(axis=1, keepdims=True),
    )


def written(scenario: SpatialScenario, end: str = "\n", tail: str = ",") -> str:
    """The scenario as the toolkit's CSV."""
    heads = [f"{name}{kind}" for name in scenario.dimensions for kind in ("", " care")]
    lines = [
        f"{scenario.name},about,{len(scenario.actors)},{len(scenario.dimensions)}",
        ",".join(["Actor", "Description", "Power", *heads]),
    ]
    for row, actor in enumerate(scenario.actors):
        cells = np.stack((scenario.position[row], scenario.salience[row]), axis=1)
        numbers = [scenario.influence[row], *cells.ravel()]
        lines.append(",".join([actor, "of " + actor, *map(repr, map(float, numbers))]))
    return "".join(line + tail + end for line in lines)
