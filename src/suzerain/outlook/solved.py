"""What the outlook reads of a solved pact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds


class Solved(Protocol):
    """A pact solved in every world, as `suzerain.strategy.solution` returns it."""

    @property
    def exists(self) -> ArrayLike:
        """Whether the pact is struck under the powers' shadow. Shape `(world,)`."""

    @property
    def exists_without_consent(self) -> ArrayLike:
        """Whether it is struck though the patron refuses. Shape `(world,)`."""

    @property
    def level(self) -> ArrayLike:
        """Part of each whole term that is struck. Shape `(world, term)`."""

    @property
    def level_without_patron(self) -> ArrayLike:
        """The same, were there no patron. Shape `(world, term)`."""

    @property
    def can(self) -> ArrayLike:
        """Whether each third power can stop the pact. Shape `(world, power)`."""

    @property
    def wants(self) -> ArrayLike:
        """Whether each would rather stop it. Shape `(world, power)`."""

    def to_dict(self) -> Mapping[str, Any]:
        """Return pact, terms and third powers, in the order of the arrays."""


def worlds_of(solution: Solved | None, worlds: Worlds | None) -> Worlds:
    """Return the worlds to weigh in: those given, those solved in, or fresh ones.

    Raises:
        OutlookError: If the solution holds another number of worlds.
    """
    chosen = worlds or cast("Worlds | None", getattr(solution, "worlds", None))
    chosen = chosen or Worlds()
    if solution is not None:
        solved = np.asarray(solution.exists).shape[0]
        if solved != chosen.count:
            raise OutlookError(
                f"a pact solved in {solved} worlds, to be weighed in {chosen.count}",
                "the same worlds for both",
                "pass the worlds that went into solve",
            )
    return chosen


def power_of(
    solution: Solved | None, pact: str, actor: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return in which worlds a power can stop the pact, and would want to.

    Args:
        solution: The solved pact, if there is one.
        pact: Id of the pact that is contested.
        actor: Code of the third power.

    Returns:
        `can` and `wants`, each of shape `(world,)`; None when the solution does
        not speak of this pact or power.
    """
    if solution is None:
        return None
    solved = solution.to_dict()
    names = [power["actor"] for power in solved.get("third_powers", ())]
    if _name(solved.get("pact")) not in ("", pact) or actor not in names:
        return None
    spot = names.index(actor)
    can, wants = _array(solution.can), _array(solution.wants)
    return can[..., spot], wants[..., spot]


def levels_of(
    solution: Solved | None, term: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return a term's level in every world, with and without the patron.

    Args:
        solution: The solved pact, if there is one.
        term: Id of the term, `term.<good>.<giver>.<taker>`.

    Returns:
        Two arrays of shape `(world,)`; None when the term was not solved.
    """
    if solution is None:
        return None
    ids = [
        f"term.{row['good']}.{row['giver']}.{row['taker']}"
        for row in solution.to_dict().get("terms", ())
    ]
    if term not in ids:
        return None
    spot = ids.index(term)
    level = _array(solution.level)
    return level[..., spot], _array(solution.level_without_patron)[..., spot]


def _array(values: ArrayLike) -> NDArray[np.float64]:
    return np.nan_to_num(np.asarray(values, dtype=np.float64))


def _name(pact: object) -> str:
    if isinstance(pact, Mapping):
        return str(pact.get("id", ""))
    return str(pact or "")
