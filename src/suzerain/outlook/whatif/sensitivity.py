"""Which assumptions an outcome is sensitive to: ranks, or Sobol indices; a tornado."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from suzerain.case.case import Case
from suzerain.case.change import Value
from suzerain.core.driver import drivers
from suzerain.core.errors import OutlookError
from suzerain.core.estimate import Estimate
from suzerain.core.frame import Framed
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.outlook.scenario import Spanned
from suzerain.outlook.whatif.design import Sought, ask
from suzerain.outlook.whatif.ranks import (
    partial_rank_correlation,
    rank_correlation,
    standard_ranks,
)
from suzerain.outlook.whatif.sobol import Index, sobol
from suzerain.outlook.whatif.tornado import Bar, tornado
from suzerain.strategy.problem import whole
from suzerain.strategy.registered import registered

Method = Literal["rank", "sobol"]
METHODS = ("rank", "sobol")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """How an outcome goes with one input, by ranks.

    Args:
        id: Name of the input.
        spearman: Rank correlation, with what drawing these worlds leaves open.
        partial: The same with all other inputs held; NaN where worlds are too few.
    """

    id: str
    spearman: Spanned
    partial: float

    def to_dict(self) -> dict[str, Any]:
        """Return all fields; an unknown one as None."""
        return {
            "id": self.id,
            "spearman": self.spearman.to_dict(),
            "partial": None if np.isnan(self.partial) else self.partial,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deciders(Framed):
    """Hold what an outcome is sensitive to.

    Args:
        outcome: Id of the outcome.
        title: The outcome, in words.
        share: True when its mean is a share of worlds.
        unit: Its unit.
        mean: Its mean over worlds.
        method: `rank` or `sobol`.
        rows: Inputs, the most telling first.
        bars: The tornado, the widest bar first.
        assumptions: Id under which `suzerain why` explains each input.
        inputs: How many inputs were drawn.
        worlds: How many worlds were drawn; for Sobol indices, in each block.
        seed: Their seed.
        notes: Reservations, in words.
    """

    outcome: str
    title: str
    share: bool
    unit: str
    mean: float
    method: Method
    rows: tuple[Ranked, ...] | tuple[Index, ...]
    bars: tuple[Bar, ...]
    assumptions: Mapping[str, str]
    inputs: int
    worlds: int
    seed: int
    notes: tuple[str, ...]

    _rows_at = "indices"

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain sensitivity --json` prints."""
        return {
            "outcome": self.outcome,
            "title": self.title,
            "kind": "share" if self.share else "amount",
            "unit": self.unit,
            "mean": self.mean,
            "method": self.method,
            "indices": [self._explained(one.to_dict()) for one in self.rows],
            "tornado": [self._explained(bar.to_dict()) for bar in self.bars],
            "inputs": self.inputs,
            "worlds": self.worlds,
            "seed": self.seed,
            "notes": list(self.notes),
        }

    def _explained(self, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "assumption": self.assumptions.get(row["id"])}

    def __str__(self) -> str:
        show = "{:.0%}" if self.share else "{:.3g}"
        lines = [f"{self.title}: {show.format(self.mean)} on average"]
        lines.append(HEADS[self.method])
        lines += [f"  {_told(one)}" for one in self.rows]
        widest = max((abs(bar.swing) for bar in self.bars), default=0.0)
        if widest:
            lines.append("  as one input goes from low to high, all others drawn:")
        for bar in self.bars if widest else ():
            part = abs(bar.swing) / widest
            drawn = "#" * max(1, round(part * WIDTH))
            low, high = map(show.format, (bar.low, bar.high))
            lines.append(
                f"    {low:>6} to {high:>6}  {drawn:<{WIDTH}}  {bar.id} "
                f"({bar.input_low:.3g} to {bar.input_high:.3g})"
            )
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


HEADS = {
    "rank": "  rank correlation with it [10-90], and with all other inputs held:",
    "sobol": "  part of its variance that an input explains [10-90]:",
}
WIDTH = 20
"""Signs of the widest bar of a tornado in plain text."""


def _told(one: Ranked | Index) -> str:
    if isinstance(one, Ranked):
        rho = one.spearman
        held = "" if np.isnan(one.partial) else f", {one.partial:+.2f} others held"
        return f"{rho.value:+.2f} [{rho.low:+.2f}, {rho.high:+.2f}]{held}  {one.id}"
    first, total = one.first, one.total
    return (
        f"alone {first.value:5.2f} [{first.low:.2f}, {first.high:.2f}]  in all "
        f"{total.value:5.2f} [{total.low:.2f}, {total.high:.2f}]  {one.id}"
    )


def sensitivity(
    case: Case,
    outcome: str,
    worlds: Worlds | None = None,
    *,
    method: Method = "rank",
    inputs: int | None = None,
    changes: Mapping[str, Value] | None = None,
    pact: str | None = None,
) -> Deciders:
    """Ask which assumptions an outcome is sensitive to.

    Inputs are screened by rank correlation; the best are told apart by name. Ranks see
    one direction only; Sobol indices see every way, and their last row is what all
    inputs that are not named explain.

    Args:
        case: The case.
        outcome: Name of an outcome, as `flip` and `why` take it.
        worlds: Worlds to draw in; 4000 of seed 1 when left out. Sobol indices draw
            `whatif.block` worlds a block of this seed instead.
        method: `rank` or `sobol`; the latter needs the extra `sensitivity`.
        inputs: Inputs told apart; `whatif.inputs` when left out.
        changes: A scenario's changes, put in first.
        pact: Id of the pact; the case's first when left out.

    Returns:
        Indices and a tornado.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If there is no such outcome.
        OutlookError: If the outcome is the same in every world, the method is unknown,
            or no input is to be told apart.
        DataMissing: If SciPy is asked for and not here.
    """
    if method not in METHODS or (inputs is not None and inputs < 1):
        raise OutlookError(
            f"method {method!r} with {inputs} inputs",
            f"one of {', '.join(METHODS)}, and 1 input or more",
            "leave --inputs out",
        )
    drawn = (Worlds() if worlds is None else worlds).apart()
    asked = ask(case, outcome, changes=changes, pact=pact)
    head = asked.headline(drawn)
    values = np.nan_to_num(head.by_world)
    best = drivers(values, drawn.drawn, inputs or whole(case, "whatif.inputs"))
    if not best:
        raise OutlookError(
            f"{head.title}: it is the same in every world",
            "an outcome that varies",
            "ask for another outcome",
        )
    names = [one.id for one in best]
    number = case.register
    tail = number["whatif.tail"].spread.centre
    share = float(np.isnan(head.by_world).mean())
    return Deciders(
        outcome=head.id,
        title=head.title,
        share=head.kind == "share",
        unit=head.unit,
        mean=float(values.mean()),
        method=method,
        rows=_rows(asked, names, drawn, values, method),
        bars=tornado(asked, names, _fewer(drawn, case), tail=tail),
        assumptions={name: registered(name, number) for name in names},
        inputs=len(drawn.drawn),
        worlds=drawn.count if method == "rank" else whole(case, "whatif.block"),
        seed=drawn.seed,
        notes=_notes(share, len(names), len(drawn.drawn)),
    )


def _rows(
    asked: Sought, names: Sequence[str], worlds: Worlds, values: Array, method: Method
) -> tuple[Ranked, ...] | tuple[Index, ...]:
    register = asked.applied.case.register
    resamples = whole(asked.applied.case, "whatif.resamples")
    if method == "rank":
        return _ranked(worlds, values, names, resamples)
    return sobol(
        asked,
        names,
        count=whole(asked.applied.case, "whatif.block"),
        seed=worlds.seed,
        resamples=resamples,
        confidence=register["whatif.confidence"].spread.centre,
    )


def _fewer(worlds: Worlds, case: Case) -> Worlds:
    """The first worlds of the same draws, so that a tornado costs a few solutions."""
    count = min(worlds.count, whole(case, "whatif.block"))
    return replace(worlds, count=count, drawn={}, _kept={})


def _notes(unasked: float, named: int, drawn: int) -> tuple[str, ...]:
    notes = [f"{named} of {drawn} inputs, those whose ranks go with the outcome most"]
    if unasked:
        notes.append(
            f"in {unasked:.1%} of worlds the outcome is not asked and counts as 0"
        )
    return tuple(notes)


def _ranked(
    worlds: Worlds, values: Array, names: Sequence[str], resamples: int
) -> tuple[Ranked, ...]:
    everything = sorted(worlds.drawn)
    table = np.stack([worlds.drawn[name] for name in everything], axis=1)
    partial = partial_rank_correlation(table, values)
    spots = [everything.index(name) for name in names]
    own = table[:, spots]
    plain = rank_correlation(own, values)
    again = _again(own, values, resamples)
    return tuple(
        Ranked(
            id=name,
            spearman=Spanned(
                value=float(plain[spot]),
                low=Estimate(values=again[:, spot], unit="ratio").low,
                high=Estimate(values=again[:, spot], unit="ratio").high,
            ),
            partial=float(partial[spots[spot]]),
        )
        for spot, name in enumerate(names)
    )


def _again(inputs: Array, outcome: Array, times: int) -> Array:
    """Correlate ranks in worlds drawn again. Shape `(resample, input)`."""
    ranked = standard_ranks(np.column_stack([inputs, outcome]))
    chance = np.random.Generator(np.random.PCG64(len(outcome)))
    found = np.empty((times, inputs.shape[1]))
    for row in range(times):
        drawn = ranked[chance.integers(0, len(ranked), len(ranked))]
        centred = drawn - drawn.mean(axis=0)
        length = np.sqrt((centred**2).sum(axis=0))
        scaled = centred / np.where(length > 0, length, 1)
        found[row] = scaled[:, :-1].T @ scaled[:, -1]
    return found
