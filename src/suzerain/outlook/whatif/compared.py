"""Scenarios side by side, paired within the same worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from suzerain.case.case import Case
from suzerain.core.frame import Framed, Row
from suzerain.core.worlds import Worlds
from suzerain.outlook.scenario import Difference, Scenario
from suzerain.outlook.whatif.headline import Headline
from suzerain.outlook.whatif.settings import apply
from suzerain.outlook.whatif.what_if import (
    LEVEL,
    NOT_ASKED,
    WhatIf,
    aligned,
    differences,
    outcomes_of,
    plain,
)
from suzerain.strategy.problem import chosen_pact, whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Abreast(Framed):
    """Hold several scenarios beside the first of them.

    Args:
        first: The scenario that the others are compared with.
        outcomes: Its outcomes, by id.
        others: Each other scenario's differences from it.
    """

    first: Scenario
    outcomes: Mapping[str, Headline]
    others: tuple[WhatIf, ...]

    def to_rows(self) -> list[Row]:
        """Return one row a scenario and outcome."""
        return [
            {"scenario": one.scenario.name, **row}
            for one in self.others
            for row in one.to_rows()
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain compare --json` prints."""
        return {
            "base": self.first.name,
            "scenarios": [one.to_dict() for one in self.others],
        }

    def __str__(self) -> str:
        names = [self.first.name, *(one.scenario.name for one in self.others)]
        rows = [
            self._row(key)
            for key in self.outcomes
            if not key.endswith(LEVEL)
            and any(key in one.differences and one[key].moves for one in self.others)
        ]
        lines = [f"{one.scenario.name}: {one.sentence}" for one in self.others]
        if rows:
            lines += aligned([(*names, ""), *rows])
        lines.append(
            f"  in brackets: mean change from {self.first.name!r} in the same worlds; "
            "what is left out is the same in all"
        )
        return "\n".join(lines)

    def _row(self, key: str) -> tuple[str, ...]:
        one = self.outcomes[key]
        show = "{:.0%}" if one.kind == "share" else "{:.3g}"
        cells = [_cell(other.differences.get(key), show) for other in self.others]
        unit = f" ({one.unit})" if one.unit == "log welfare" else ""
        return (plain(one.value, show), *cells, f"{one.title}{unit}")


def _cell(one: Difference | None, show: str) -> str:
    if one is None:
        return "-"
    far = "{:+.1%}" if one.share else "{:+.3g}"
    if not one.by_world.size:
        return NOT_ASKED
    return f"{show.format(one.after.value)} ({far.format(one.mean)})"


def compare(
    case: Case,
    scenarios: Sequence[Scenario],
    worlds: Worlds | None = None,
    *,
    pact: str | None = None,
) -> Abreast:
    """Reckon several scenarios in the same worlds, and compare them with the first.

    Args:
        case: The case.
        scenarios: Two or more; one without changes is the case as it is.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        pact: Id of the pact; the case's first when left out.

    Returns:
        Every outcome of every scenario.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If a change names something unknown.
        CaseError: If a value cannot be read, or leaves its bounds.
    """
    drawn = Worlds() if worlds is None else worlds
    chosen = chosen_pact(case, pact)
    applied = [apply(case, chosen, one.changes) for one in scenarios]
    first, *rest = outcomes_of(applied, drawn, pact=pact)
    resamples = whole(case, "whatif.resamples")
    return Abreast(
        first=scenarios[0],
        outcomes=first,
        others=tuple(
            WhatIf(
                scenario=scenario,
                moved=put.moved,
                differences=differences(first, found, resamples),
                missing=tuple(sorted(first.keys() ^ found.keys())),
                worlds=drawn.count,
                seed=drawn.seed,
            )
            for scenario, put, found in zip(
                scenarios[1:], applied[1:], rest, strict=True
            )
        ),
    )
