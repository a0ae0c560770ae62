"""A what-if: what changes, paired within the same worlds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from suzerain.case.case import Case
from suzerain.case.change import Value
from suzerain.core.frame import Framed
from suzerain.core.worlds import Worlds
from suzerain.outlook.scenario import Difference, Scenario
from suzerain.outlook.whatif.headline import Headline, headlines
from suzerain.outlook.whatif.settings import Applied, Moved, apply
from suzerain.strategy.problem import chosen_pact, whole

BASE = "base"
STRUCK = "solve.p_pact"
LEVEL = ".level"
NOT_ASKED = "not asked"
CHOSEN = ("solve.term.", "solve.power.")
Outcomes = Mapping[str, Headline]
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WhatIf(Framed):
    """Hold what a scenario changes, outcome by outcome.

    Args:
        scenario: The scenario.
        moved: What it sets, with what was there before.
        differences: Every outcome that both cases have, by id.
        missing: Ids that only one of them has.
        worlds: How many worlds were drawn.
        seed: Their seed.
    """

    scenario: Scenario
    moved: tuple[Moved, ...]
    differences: Mapping[str, Difference]
    missing: tuple[str, ...]
    worlds: int
    seed: int

    _rows_at = "differences"
    _units = dict.fromkeys(("rises", "falls"), "share of worlds")

    def __getitem__(self, key: str) -> Difference:
        return self.differences[key]

    @property
    def sentence(self) -> str:
        """What happens, in one sentence."""
        moving = [one for one in self.differences.values() if one.moves]
        if not moving:
            return "Nothing changes: no outcome differs in any world."
        struck = self.differences[STRUCK]
        before, after = struck.before.value, struck.after.value
        if struck.moves:
            said = (
                f"The pact is struck in {after:.0%} of worlds instead of {before:.0%}: "
                f"it is lost in {struck.falls:.1%} and gained in {struck.rises:.1%}"
            )
        else:
            said = f"The pact is struck in {before:.0%} of worlds, as before"
        shares = [one for one in moving if one.share and one.id.startswith(CHOSEN)]
        if not shares:
            return f"{said}; no term and no power's choice moves."
        most = max(shares, key=lambda one: (abs(one.mean), one.id))
        return (
            f"{said}; what moves most is that {most.title}: "
            f"{most.after.value:.0%} instead of {most.before.value:.0%}."
        )

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain what-if --json` prints."""
        changes = self.scenario.changes
        return {
            "scenario": self.scenario.name,
            "changes": {key: str(new) for key, new in changes.items()},
            "set": [one.to_dict() for one in self.moved],
            "worlds": self.worlds,
            "seed": self.seed,
            "sentence": self.sentence,
            "differences": [one.to_dict() for one in self.differences.values()],
            "missing": list(self.missing),
        }

    def __str__(self) -> str:
        lines = [self.sentence, *(f"  {one}" for one in self.moved)]
        moving = [one for one in self.differences.values() if one.moves]
        shown = [one for one in moving if not one.id.endswith(LEVEL)]
        if shown:
            head = ("before", "after", "mean change [10-90]", "up", "down", "")
            lines += aligned([head, *map(_row, shown)])
            lines.append("  before and after: % of worlds, or the median of an amount")
        same = len(self.differences) - len(moving)
        lines.append(
            f"  {same} of {len(self.differences)} outcomes are the same in every one "
            f"of {self.worlds} worlds"
        )
        lines += [f"  only in one of the two: {key}" for key in self.missing]
        return "\n".join(lines)


def what_if(
    case: Case,
    changes: Mapping[str, Value],
    worlds: Worlds | None = None,
    *,
    name: str = "what-if",
    pact: str | None = None,
) -> WhatIf:
    """Solve, weigh, forecast and measure a case with and without some changes.

    Both are drawn in the same worlds: what the changes do not touch is the same number
    in both, so the difference is theirs alone.

    Args:
        case: The base.
        changes: New values by id, as `outlook.whatif.settings` lists them.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        name: Name of the scenario.
        pact: Id of the pact; the case's first when left out.

    Returns:
        Every outcome before and after.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If a change names something unknown; the nearest is proposed.
        CaseError: If a value cannot be read, or leaves its bounds.
        StrategyError: If the pact is a muddle.

    Examples:
        >>> what_if(Case(name="empty"), {})
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    drawn = Worlds() if worlds is None else worlds
    chosen = chosen_pact(case, pact)
    applied = [apply(case, chosen, one) for one in ({}, changes)]
    before, after = outcomes_of(applied, drawn, pact=pact)
    return WhatIf(
        scenario=Scenario(name=name, changes=dict(changes)),
        moved=applied[-1].moved,
        differences=differences(before, after, whole(case, "whatif.resamples")),
        missing=tuple(sorted(before.keys() ^ after.keys())),
        worlds=drawn.count,
        seed=drawn.seed,
    )


def outcomes_of(
    applied: Sequence[Applied], worlds: Worlds, *, pact: str | None = None
) -> list[dict[str, Headline]]:
    """Reckon the outcomes of several cases in the same worlds, side by side.

    Args:
        applied: Cases with their changes.
        worlds: Worlds to draw in; nothing is recorded there.
        pact: Id of the pact.

    Returns:
        Outcomes by id, one mapping a case, in their order.
    """

    def one(case: Applied) -> dict[str, Headline]:
        return headlines(case, worlds.apart(), pact=pact)

    return side_by_side(one, applied)


def side_by_side(
    make: Callable[[_Given], _Made], given: Sequence[_Given]
) -> list[_Made]:
    """Make several results in two threads: NumPy lets both run at once."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(make, given))


def differences(
    before: Outcomes, after: Outcomes, resamples: int
) -> dict[str, Difference]:
    """Pair the outcomes that both cases have.

    Args:
        before: Outcomes of the base.
        after: Outcomes of the changed case, in the same worlds.
        resamples: How often worlds are drawn again for the interval of a share.

    Returns:
        Differences by id, in the order of the base.
    """
    return {
        key: Difference(
            id=key,
            title=one.title,
            share=one.kind == "share",
            unit=one.unit,
            base=one.values,
            changed=after[key].values,
            resamples=resamples,
        )
        for key, one in before.items()
        if key in after
    }


def _row(one: Difference) -> tuple[str, ...]:
    unit = "" if one.share or one.unit in {"share", "probability"} else f" ({one.unit})"
    moved = one.difference
    show, far = ("{:.0%}", "{:+.1%}") if one.share else ("{:.3g}", "{:+.3g}")
    low, middle, high = map(far.format, (moved.low, one.mean, moved.high))
    paired = one.by_world.size > 0
    return (
        plain(one.before.value, show),
        plain(one.after.value, show),
        f"{middle} [{low}, {high}]" if paired else NOT_ASKED,
        f"{one.rises:.0%}" if paired else "",
        f"{one.falls:.0%}" if paired else "",
        f"{one.title}{unit}",
    )


def plain(value: float, form: str) -> str:
    """Write a number, and one that is asked in no world as such.

    Examples:
        >>> plain(0.5, "{:.0%}"), plain(float("nan"), "{:.0%}")
        ('50%', 'not asked')
    """
    return NOT_ASKED if np.isnan(value) else form.format(value)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Set rows of text in columns, the last one to the left.

    Examples:
        >>> aligned([("a", "words"), ("100", "more")])
        ['    a  words', '  100  more']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  "
        + "  ".join(
            [
                *(cell.rjust(w) for cell, w in zip(row[:-1], widths[:-1], strict=True)),
                row[-1],
            ]
        ).rstrip()
        for row in rows
    ]
