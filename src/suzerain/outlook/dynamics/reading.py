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
    if not run.plan.turns and run.plan != Plan():
        lines.append("  the scenario changes nothing")
    lines += ["", *readings(run), ""]
    shown = rows(run)
    cells = [HEADS, *shown]
    widths = [max(len(row[k]) for row in cells) for k in range(len(cells[0]))]
    lines += [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    notes = list(run.notes)
    if still := len(run.fans) - len(shown):
        notes.insert(0, f"{still} numbers that stay 0 all the time are left out.")
    return "\n".join([*lines, "", *(f"({note})" for note in notes)])


HEADS = ("", "median now", "at the end", "10-90 % then", "unit")


def rows(run: Readable) -> list[tuple[str, ...]]:
    """List every number that moves: its median now and then, its band then, its unit.

    Args:
        run: The run.
    """
    found: list[tuple[str, ...]] = []
    for fan in run.fans:
        if not fan.bands.any():
            continue
        first, last = fan.bands[0], fan.bands[-1]
        middle = len(last) // 2
        found.append(
            (
                fan.id,
                _plain(first[middle]),
                _plain(last[middle]),
                f"{_plain(last[0])} to {_plain(last[-1])}",
                fan.unit,
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
            f"The pact of {names} is struck in {run.struck / run.worlds:.0%} of worlds;"
            f" after {run.months} months it is in force in {full[-1]:.0%} of these "
            f"({alone[-1]:.0%} if it ended at its rates alone)."
        )
        half = np.flatnonzero(2 * full <= 1)
        if half.size:
            yield f"Half of them have lost it by month {half[0]}."
    yield from _outlives(run)
    if run.alliance is not None and run.outlived:
        yield (
            f"It would pay every member in peace too in {run.alliance:.0%} of worlds "
            "(an alliance); in the others it is a deal for the war."
        )
    if run.causes:
        ends = {k: v for k, v in run.causes.items() if k != "in force" and v > 0}
        said = ", ".join(f"{CAUSE[name]} {part:.0%}" for name, part in ends.items())
        said += f"; {run.causes.get('in force', 0):.0%} still hold"
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


def _outlives(run: Readable) -> Iterator[str]:
    """Say whether it outlives the war, and why `forecast` may answer otherwise."""
    by_name = {one.name: one for one in run.outlived}
    if not by_name:
        return
    full, alone = by_name["full"], by_name["rates alone"]
    years = f"{full.years:g} year{'' if full.years == 1 else 's'}"
    yield (
        f"It outlives the war (is in force {years} after its end) in {full.yes:.0%} of "
        f"them and does not in {full.no:.0%}; {full.open:.0%} are not decided by month "
        f"{run.months}."
    )
    if alone.chance is not None:
        yield (
            f"At its rates alone it would in the end outlive it in {alone.chance:.0%} "
            "on average, which is what `suzerain forecast` tells; here powers stop it "
            "and members leave it too, and where peace pays everyone the war's end "
            "does not hasten its own."
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
        f"{name} bears the terms struck, or cannot stop them, in "
        f"{loop.with_loop[0]:.0%} of them now and in {loop.with_loop[-1]:.0%} at the "
        f"end; {effect} {amount}, and its median patience (1 is whole) ends at "
        f"{loop.patience[-1]:.3f} ({loop.patience_without[-1]:.3f} with tests as "
        "usual)."
    )
