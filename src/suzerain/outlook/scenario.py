"""A what-if: named changes to a case, compared with the base world by world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.case.case import Case
from suzerain.core.estimate import Estimate
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.forecast import forecast
from suzerain.outlook.hypothesis import weigh
from suzerain.outlook.solved import Solved

Solver = Callable[[Case, Worlds], Solved]
Changer = Callable[[Case, Mapping[str, Any]], Case]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Named changes to a case.

    Args:
        name: Short name.
        changes: New values by id: a number, a `Spread`, or text such as `*0.5`.

    Examples:
        >>> Scenario(name="squeeze", changes={"tie.oil.AAA.BBB": "*0.5"}).name
        'squeeze'
    """

    name: str
    changes: Mapping[str, Spread | float | str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """One result before and after the changes, in the same worlds.

    Args:
        id: Id of the result.
        base: Before.
        changed: After.
    """

    id: str
    base: Estimate
    changed: Estimate

    @property
    def difference(self) -> Estimate:
        """What the changes do, world by world."""
        return Estimate(
            values=self.changed.values - self.base.values, unit=self.base.unit
        )

    @property
    def mean(self) -> float:
        """Mean difference; for a share of worlds, the difference of the shares."""
        return float(self.difference.values.mean())

    @property
    def rises(self) -> float:
        """Share of worlds in which the result is larger after the changes."""
        return float((self.difference.values > 0).mean())

    @property
    def falls(self) -> float:
        """Share of worlds in which it is smaller."""
        return float((self.difference.values < 0).mean())

    def to_dict(self) -> dict[str, Any]:
        """Return the id, both results, their difference and its sign over worlds."""
        return {
            "id": self.id,
            "base": self.base.to_dict(),
            "changed": self.changed.to_dict(),
            "difference": self.difference.to_dict(),
            "mean_difference": self.mean,
            "rises": self.rises,
            "falls": self.falls,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """A scenario beside its base.

    Args:
        scenario: The scenario.
        differences: Every result that both cases have, by id.
        missing: Ids that only one of them has.
    """

    scenario: Scenario
    differences: Mapping[str, Difference]
    missing: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Difference:
        return self.differences[key]

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain compare --json` prints."""
        return {
            "scenario": self.scenario.name,
            "changes": {key: str(new) for key, new in self.scenario.changes.items()},
            "differences": [one.to_dict() for one in self.differences.values()],
            "missing": list(self.missing),
        }


def compare(
    case: Case,
    scenario: Scenario,
    *,
    worlds: Worlds | None = None,
    solver: Solver | None = None,
    changer: Changer | None = None,
) -> Comparison:
    """Solve, weigh and forecast a case with and without a scenario's changes.

    Both are drawn in the same worlds: what the changes do not touch is the same
    number in both, so the difference is theirs alone.

    Args:
        case: The base.
        scenario: What is changed.
        worlds: How many worlds and which seed; 4,000 and 1 when left out.
        solver: Solves a case in worlds; `strategy.solution.solve` when left out.
        changer: Applies changes; `case.change.change` when left out.

    Returns:
        All results side by side.

    Raises:
        CaseError: If a change names something unknown.
    """
    chosen = worlds or Worlds()
    changed = (changer or _change)(case, scenario.changes)
    before = _results(case, solver or _solve, chosen)
    after = _results(changed, solver or _solve, chosen)
    return Comparison(
        scenario=scenario,
        differences={
            key: Difference(id=key, base=before[key], changed=after[key])
            for key in before
            if key in after
        },
        missing=tuple(sorted(before.keys() ^ after.keys())),
    )


def _solve(case: Case, worlds: Worlds) -> Solved:
    from suzerain.strategy.solution import solve

    return solve(case, worlds)


def _change(case: Case, changes: Mapping[str, Any]) -> Case:
    from suzerain.case.change import change

    return change(case, changes)


def _results(case: Case, solver: Solver, worlds: Worlds) -> dict[str, Estimate]:
    fresh = Worlds(count=worlds.count, seed=worlds.seed)
    solution = solver(case, fresh)
    found = {
        "solve.p_pact": _estimate(solution.exists, "truth"),
        "solve.p_pact_without_consent": _estimate(
            solution.exists_without_consent, "truth"
        ),
    }
    levels = np.asarray(solution.level, dtype=np.float64)
    for spot, term in enumerate(solution.pact.terms):
        found[f"solve.{term.id}"] = _estimate(levels[:, spot], "share")
    for weighing in weigh(case, solution, fresh):
        for row in (*weighing.rows, "knew", "consented"):
            found[weighing.id_of(row)] = weighing[row].posterior
    for answer in forecast(case, solution, fresh):
        found[answer.id] = answer.probability
    return found


def _estimate(values: ArrayLike, unit: str) -> Estimate:
    array: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    return Estimate(values=array, unit=unit)
