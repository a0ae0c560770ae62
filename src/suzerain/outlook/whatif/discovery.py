"""Which region of the assumptions produces an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from suzerain.case.case import Case
from suzerain.case.change import Value
from suzerain.core.driver import drivers
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.outlook.whatif.by_chance import pruned
from suzerain.outlook.whatif.design import Sought, ask
from suzerain.outlook.whatif.prim import (
    Box,
    Truth,
    box_of,
    chosen,
    paste,
    peel,
    refuse_certain,
)
from suzerain.strategy.problem import whole
from suzerain.strategy.registered import registered

SHOWN = 12
"""Steps of a peeling that are shown in plain text, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One restricted input of a region.

    Args:
        id: Name of the input.
        assumption: Id under which `suzerain why` explains it.
        low: Lower limit; None where there is none.
        high: Upper limit; None where there is none.
        least: Smallest value that was drawn.
        most: Largest value that was drawn.
        quasi_p: Chance that a limit does as much by accident.
        freed: Density of the region with this input set free.
    """

    id: str
    assumption: str
    low: float | None
    high: float | None
    least: float
    most: float
    quasi_p: float
    freed: float

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "id": self.id,
            "assumption": self.assumption,
            "low": self.low,
            "high": self.high,
            "least": self.least,
            "most": self.most,
            "quasi_p": self.quasi_p,
            "density_without": self.freed,
        }

    def __str__(self) -> str:
        bounds = []
        if self.low is not None:
            bounds.append(f"above {self.low:.3g}")
        if self.high is not None:
            bounds.append(f"below {self.high:.3g}")
        return (
            f"{self.id} {' and '.join(bounds)} (of {self.least:.3g} to {self.most:.3g};"
            f" quasi-p {self.quasi_p:.2g}; without it {self.freed:.0%})"
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Discovery:
    """Hold the region of the assumptions in which an outcome holds.

    Args:
        outcome: Id of the outcome.
        title: The outcome, in words.
        threshold: What it is to pass.
        below: True when it is to lie below.
        share: Share of worlds in which it does.
        limits: The restricted inputs, the most telling first.
        box: What the region holds.
        fresh: What it holds in worlds that it was not fitted to.
        path: The boxes of the peeling, from all worlds on.
        worlds: How many worlds were drawn.
        seed: Their seed.
    """

    outcome: str
    title: str
    threshold: float
    below: bool
    share: float
    limits: tuple[Limit, ...]
    box: Box
    fresh: Box
    path: tuple[Box, ...]
    worlds: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain discover --json` prints."""
        return {
            "outcome": self.outcome,
            "title": self.title,
            "side": "below" if self.below else "above",
            "threshold": self.threshold,
            "share": self.share,
            "limits": [one.to_dict() for one in self.limits],
            "region": self.box.to_dict(),
            "fresh_worlds": self.fresh.to_dict(),
            "path": [one.to_dict() for one in self.path],
            "worlds": self.worlds,
            "seed": self.seed,
        }

    def __str__(self) -> str:
        side = "below" if self.below else "above"
        box, again = self.box, self.fresh
        many = f"in {self.share:.0%} of {self.worlds} worlds"
        lines = [f"{self.title}: {side} {self.threshold:g} {many}"]
        if not self.limits:
            return f"{lines[0]}\n  no region of the assumptions stands out"
        lines.append(f"  in {box.density:.0%} of the worlds in which")
        lines += [f"    {one}" for one in self.limits]
        lines.append(
            f"  these are {box.mass:.0%} of all worlds and hold {box.coverage:.0%} of "
            "those of interest"
        )
        lines.append(
            f"  in fresh worlds: in {again.density:.0%} of the region's, which hold "
            f"{again.coverage:.0%} of those of interest"
        )
        lines.append("  on the way: part held, part inside in which, inputs limited")
        lines += [
            f"    {one.coverage:4.0%}  {one.density:4.0%}  {len(one.restricted)}"
            for one in self.path[:: -(-len(self.path) // SHOWN)]
        ]
        return "\n".join(lines)


def discover(
    case: Case,
    outcome: str,
    threshold: float,
    worlds: Worlds | None = None,
    *,
    below: bool = False,
    density: float | None = None,
    changes: Mapping[str, Value] | None = None,
    pact: str | None = None,
) -> Discovery:
    """Find the region of the assumptions in which an outcome holds.

    1. Take the `whatif.inputs` inputs whose ranks go with the outcome most.
    2. Peel slices off all worlds (`whatif.peel`, down to `whatif.least_mass`).
    3. Choose the largest box that is dense enough, and widen it where that helps.
    4. Set inputs free whose limits may well be chance (`whatif.quasi_p`).
    5. Count the region again in worlds that it was not fitted to.

    Args:
        case: The case.
        outcome: Name of an outcome, as `flip` and `why` take it.
        threshold: What the outcome is to pass in a world; a term or pact is 1 where it
            is there and 0 where not, so any threshold between asks for its presence.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        below: True when the outcome is to lie below the threshold.
        density: Part of the region's worlds in which it is to hold; when left out, a
            part `whatif.miss` of the worlds without it is let in.
        changes: A scenario's changes, put in first.
        pact: Id of the pact; the case's first when left out.

    Returns:
        The region, with all steps of the peeling.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If there is no such outcome.
        OutlookError: If it holds in no world or in all, or `density` is no share.
    """
    if density is not None and not 0 <= density <= 1:
        raise OutlookError(f"a density of {density}", "0 to 1", "try 0.8")
    drawn = (Worlds() if worlds is None else worlds).apart()
    asked = ask(case, outcome, changes=changes, pact=pact)
    head = asked.headline(drawn)
    known = ~np.isnan(head.by_world)
    interest = _passes(head.by_world[known], threshold, below=below)
    refuse_certain(interest)
    names = strongest_inputs(drawn, interest, known, whole(case, "whatif.inputs"))
    inputs = _table(drawn, names)[known]
    number = {
        key: case.register[f"whatif.{key}"].spread.centre
        for key in ("peel", "least_mass", "miss", "quasi_p")
    }
    path = peel(inputs, interest, alpha=number["peel"], least=number["least_mass"])
    share = float(interest.mean())
    enough = 1 - number["miss"] * (1 - share) if density is None else density
    box = paste(chosen(path, enough), inputs, interest, alpha=number["peel"])
    box, telling = pruned(box, inputs, interest, level=number["quasi_p"])
    limits = [
        _limit(spot, names, box, inputs, interest, chance, case)
        for spot, chance in telling.items()
    ]
    return Discovery(
        outcome=head.id,
        title=head.title,
        threshold=threshold,
        below=below,
        share=share,
        limits=tuple(sorted(limits, key=lambda one: (one.freed, one.id))),
        box=box,
        fresh=_again(asked, box, names, drawn, threshold, below=below),
        path=path,
        worlds=drawn.count,
        seed=drawn.seed,
    )


def strongest_inputs(
    worlds: Worlds, outcome: Array | Truth, known: Truth, count: int
) -> list[str]:
    """Name the inputs whose ranks go with an outcome most, in the order of names.

    Args:
        worlds: Worlds with what was drawn.
        outcome: The outcome where it is known. Shape `(known,)`.
        known: Worlds in which it is. Shape `(world,)`.
        count: How many to name.
    """
    own = {name: values[known] for name, values in worlds.drawn.items()}
    return sorted(one.id for one in drivers(outcome, own, count))


def _table(worlds: Worlds, names: list[str]) -> Array:
    """All inputs side by side. Shape `(world, input)`."""
    return np.stack([worlds.drawn[name] for name in names], axis=1)


def _passes(values: Array, threshold: float, *, below: bool) -> Truth:
    return np.asarray(values < threshold if below else values > threshold)


def _again(
    asked: Sought,
    box: Box,
    names: list[str],
    worlds: Worlds,
    threshold: float,
    *,
    below: bool,
) -> Box:
    """Count a box in worlds of the next seed."""
    fresh = Worlds(count=worlds.count, seed=worlds.seed + 1)
    values = asked.headline(fresh).by_world
    known = ~np.isnan(values)
    interest = _passes(values[known], threshold, below=below)
    return box_of(box.low, box.high, _table(fresh, names)[known], interest)


def _limit(
    spot: int,
    names: list[str],
    box: Box,
    inputs: Array,
    interest: Truth,
    chance: float,
    case: Case,
) -> Limit:
    low, high = float(box.low[spot]), float(box.high[spot])
    column = inputs[:, spot]
    return Limit(
        id=names[spot],
        assumption=registered(names[spot], case.register),
        low=low if np.isfinite(low) else None,
        high=high if np.isfinite(high) else None,
        least=float(column.min()),
        most=float(column.max()),
        quasi_p=chance,
        freed=box_of(*box.free_of(spot), inputs, interest).density,
    )
