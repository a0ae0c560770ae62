"""What the outlook reads of a solved pact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.case.pact import Pact
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds

Array = NDArray[np.float64]


class Solved(Protocol):
    """A pact solved in every world, as `suzerain.strategy.solution` returns it."""

    @property
    def pact(self) -> Pact:
        """The pact that was solved."""

    @property
    def powers(self) -> tuple[str, ...]:
        """Third powers, in the order of the arrays."""

    @property
    def exists(self) -> ArrayLike:
        """Whether the pact is struck under the powers' shadow. Shape `(world,)`."""

    @property
    def exists_without_consent(self) -> ArrayLike:
        """Whether it is struck though the patron refuses. Shape `(world,)`."""

    @property
    def watched(self) -> ArrayLike:
        """Whether members would strike one if unwatched. Shape `(world,)`."""

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Power:
    """What the solved pact says of one third power, in every world.

    Args:
        can: 1 where it can stop the pact. Shape `(world,)`.
        wants: 1 where it would rather stop it. Shape `(world,)`.
        speaks: True where members would strike a pact at all: elsewhere the solved
            pact says nothing of the power. Shape `(world,)`.
    """

    can: Array
    wants: Array
    speaks: NDArray[np.bool_]


def worlds_of(solution: Solved | None, worlds: Worlds | None) -> Worlds:
    """Return the worlds to weigh in: those given, or fresh ones.

    Raises:
        OutlookError: If the solution holds another number of worlds.
    """
    chosen = Worlds() if worlds is None else worlds
    if solution is not None:
        solved = np.asarray(solution.exists).shape[0]
        if solved != chosen.count:
            raise OutlookError(
                f"a pact solved in {solved} worlds, to be weighed in {chosen.count}",
                "the same worlds for both",
                "pass the worlds that went into solve",
            )
    return chosen


def power_of(solution: Solved | None, pact: str, actor: str) -> Power | None:
    """Return in which worlds a power can stop the pact, and would want to.

    Args:
        solution: The solved pact, if there is one.
        pact: Id of the pact that is contested.
        actor: Code of the third power.

    Returns:
        Its means and wishes; None when the solution does not speak of this pact or
        power.
    """
    if solution is None or solution.pact.id != pact or actor not in solution.powers:
        return None
    spot = solution.powers.index(actor)
    return Power(
        can=np.asarray(solution.can, dtype=np.float64)[:, spot],
        wants=np.asarray(solution.wants, dtype=np.float64)[:, spot],
        speaks=np.asarray(solution.watched, dtype=np.bool_),
    )


def levels_of(solution: Solved | None, term: str) -> tuple[Array, Array] | None:
    """Return a term's level in every world, with and without the patron.

    Args:
        solution: The solved pact, if there is one.
        term: Id of the term, `term.<good>.<giver>.<taker>`.

    Returns:
        Two arrays of shape `(world,)`; None when the term was not solved.
    """
    if solution is None:
        return None
    ids = [one.id for one in solution.pact.terms]
    if term not in ids:
        return None
    spot = ids.index(term)
    level = np.asarray(solution.level, dtype=np.float64)
    alone = np.asarray(solution.level_without_patron, dtype=np.float64)
    return level[:, spot], alone[:, spot]
