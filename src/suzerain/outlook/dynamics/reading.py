"""A run in sentences and in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import numpy as np

from suzerain.core.codes import actor_name
from suzerain.outlook.dynamics.answered import Loop, Outlived
from suzerain.outlook.dynamics.fan import Fan, Survival
from suzerain.outlook.dynamics.plan import Plan


class Readable(Protocol):
    """What a sentence may speak of; `run.Run` is one."""

    @property
    def case(self) -> str:
        """Name of the case."""

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the members."""

    @property
    def months(self) -> int:
        """How many months passed."""

    @property
    def worlds(self) -> int:
        """How many worlds there are."""

    @property
    def struck(self) -> int:
        """In how many a pact is struck."""

    @property
    def plan(self) -> Plan:
        """The named changes."""

    @property
    def fans(self) -> tuple[Fan, ...]:
        """Bands of every number."""

    @property
    def survival(self) -> tuple[Survival, ...]:
        """Survival of the pact."""

    @property
    def outlived(self) -> tuple[Outlived, ...]:
        """Whether it outlives the war."""

    @property
    def causes(self) -> Mapping[str, float]:
        """How the pact stands at the end."""

    @property
    def alliance(self) -> float | None:
        """Share of worlds in which peace would pay every member."""

    @property
    def loops(self) -> tuple[Loop, ...]:
        """What the loop of tests does."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Reservations."""


def readings(run: Readable) -> tuple[str, ...]:
    """Say in one sentence each what a run found.

    Args:
        run: The run.

    Returns:
        Sentences, the pact first.
    """
    return tuple(_sentences(run))


def told(run: Readable) -> str:
    """Write a run as a heading, sentences and a table.

    Args:
        run: The run.
    """
    lines = [f"{run.case}: {run.months} months in {run.worlds} worlds, {run.plan.name}"]
    lines += [f"  {turn.text}" for turn in run.plan.turns]
    lines += ["", *readings(run), ""]
    cells = [("", "now", "at the end", "10-90 %"), *rows(run)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(cells[0]))]
    lines += [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([*lines, "", *(f"({note})" for note in run.notes)])


def rows(run: Readable) -> list[tuple[str, str, str, str]]:
    """List every number: its median now and at the end, and its band at the end.

    Args:
        run: The run.
    """
    found = []
    for fan in run.fans:
        first, last = fan.bands[0], fan.bands[-1]
        middle = len(last) // 2
        found.append(
            (
                fan.id,
                _plain(first[middle]),
                _plain(last[middle]),
                f"{_plain(last[0])} to {_plain(last[-1])}",
            )
        )
    return found


def _plain(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.3g}"


def _sentences(run: Readable) -> Iterator[str]:
    if run.survival and run.struck:
        full, alone = run.survival[0].share, run.survival[1].share
        names = " and ".join(actor_name(code) for code in run.members)
        yield (
            f"The pact of {names} is in force after {run.months} months in "
            f"{full[-1]:.0%} of worlds ({alone[-1]:.0%} by the rates alone)."
        )
        half = np.flatnonzero(2 * full <= 1)
        if half.size:
            yield f"Half of the worlds have lost it by month {half[0]}."
    for one in run.outlived:
        if one.name == "full":
            yield _outlives(one, run)
    if run.alliance is not None and run.outlived:
        yield (
            f"It would pay every member in peace too in {run.alliance:.0%} of worlds "
            "(an alliance); in the others it is a deal for the war."
        )
    if run.causes:
        ends = {k: v for k, v in run.causes.items() if k != "in force" and v > 0}
        said = ", ".join(f"{CAUSE[name]} {part:.0%}" for name, part in ends.items())
        if said:
            yield f"How it ended: {said}."
    for loop in run.loops:
        yield _loop(loop, run.struck)


CAUSE = {
    "rates": "for reasons outside the model",
    "blocked": "stopped by an outside power",
    "quit": "left by a member that it no longer paid",
    "decreed": "as the scenario says",
}


def _outlives(one: Outlived, run: Readable) -> str:
    return (
        f"It outlives the war in {one.yes:.0%} of worlds and does not in {one.no:.0%}; "
        f"within {run.months} months {one.open:.0%} stay open."
    )


def _loop(loop: Loop, worlds: int) -> str:
    """Say what the loop does, where so many worlds can tell it from chance."""
    name = actor_name(loop.power)
    change = loop.with_loop[-1] - loop.without[-1]
    middle = (loop.with_loop[-1] + loop.without[-1]) / 2
    error = np.sqrt(2 * middle * (1 - middle) / max(worlds, 1))
    effect = f"the loop of weapons tests {'lowers' if change < 0 else 'raises'} that by"
    if abs(change) <= error:
        effect = "what the loop of weapons tests does to that is within"
        amount = f"{error:.1%}, the error of so many worlds"
    else:
        amount = f"{abs(change):.1%} of worlds"
    return (
        f"{name} bears the pact in {loop.with_loop[0]:.0%} of worlds now and in "
        f"{loop.with_loop[-1]:.0%} at the end; {effect} {amount}, and its median "
        f"patience ends at {loop.patience[-1]:.3f} "
        f"({loop.patience_without[-1]:.3f} with tests as usual)."
    )
