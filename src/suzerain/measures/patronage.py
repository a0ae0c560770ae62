"""Which outsider holds the largest leverage over the members of a pact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.case.case import Case
from suzerain.core.errors import NoPact, UnknownActor
from suzerain.core.estimate import Estimate
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, Horizon
from suzerain.measures.leverage import leverage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claimant:
    """One outsider and its hold over the members.

    Args:
        actor: Its code.
        hold: Sum of its leverage over the members, in every world.
        over: Its leverage over each member.
        first: Share of worlds in which no other outsider holds as much.
    """

    actor: str
    hold: Estimate
    over: dict[str, Estimate]
    first: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """All outsiders, strongest hold first.

    Args:
        members: Codes of the members.
        claimants: All outsiders that hold leverage over some member in some world,
            by the mean of their hold.
        threshold: Share of worlds in which the patron must be first.
        patron: Code of the one that stands out, or empty.
    """

    members: tuple[str, ...]
    claimants: tuple[Claimant, ...]
    threshold: float
    patron: str

    def __str__(self) -> str:
        if self.patron:
            first = self.claimants[0].first
            return f"patron: {self.patron} (first in {first:.0%} of worlds)"
        return f"no patron stands out over {', '.join(self.members)}"


def patron(
    case: Case,
    worlds: Worlds | None = None,
    members: Sequence[str] | None = None,
    *,
    horizon: Horizon = "long",
) -> Ranking:
    """Rank outsiders by their leverage over the members and find the patron.

    An outsider's hold is the sum of its leverage over the members. A pact ends when
    one member leaves it, so a strong hold over one of them is enough; the smallest
    leverage over all would overlook a protector of one side. Unknown leverage counts
    as none. The patron is the outsider with the largest mean hold, if it is also
    first in at least `measure.patron_share` of the worlds; otherwise none stands out.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        members: Codes; those of the case's pact when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        The ranking; `patron` is empty when none stands out.

    Raises:
        NoPact: If no members are given and the case has no pact.
        UnknownActor: If a member is not in the case.

    Examples:
        >>> from suzerain.case.actor import Actor
        >>> two = tuple(Actor(code=code, name=code) for code in ("PRK", "RUS"))
        >>> print(patron(Case(name="two", actors=two), members=("PRK", "RUS")))
        no patron stands out over PRK, RUS
    """
    members = _members(case, members)
    grid = leverage(case, worlds, horizon=horizon)
    actors = grid.labels[0]
    columns = [actors.index(member) for member in members]
    rows = [k for k, code in enumerate(actors) if code not in members]
    held = np.nan_to_num(grid.values[:, rows][:, :, columns]).sum(axis=2)
    first = _first_share(held)
    claimants = [
        Claimant(
            actor=actors[row],
            hold=Estimate(
                values=held[:, k],
                unit=grid.unit,
                basis=_basis(grid[actors[row], member] for member in members),
            ),
            over={member: grid[actors[row], member] for member in members},
            first=float(first[k]),
        )
        for k, row in enumerate(rows)
        if (held[:, k] > 0).any()
    ]
    claimants.sort(key=lambda one: (-float(one.hold.values.mean()), one.actor))
    threshold = case.register["measure.patron_share"].spread.centre
    found = standing_out(held.T, [actors[row] for row in rows], threshold)
    return Ranking(
        members=members,
        claimants=tuple(claimants),
        threshold=threshold,
        patron=found,
    )


def standing_out(hold: Sequence[Array], names: Sequence[str], threshold: float) -> str:
    """Name the outsider with the largest mean hold, if it is first often enough.

    Args:
        hold: Each outsider's leverage over all members. Each of shape `(world,)`.
        names: The outsiders' codes, in that order.
        threshold: Share of worlds in which it must hold more than any other, and more
            than nothing.

    Returns:
        Its code, or empty when none stands out.

    Examples:
        >>> standing_out([np.array([0.2, 0.3]), np.array([0.1, 0.1])], ["A", "B"], 0.5)
        'A'
    """
    if not len(names):
        return ""
    held = np.stack(list(hold))
    best = min(range(len(names)), key=lambda k: (-held[k].mean(), names[k]))
    rest = np.delete(held, best, axis=0).max(axis=0, initial=0)
    first = float((held[best] > rest).mean())
    return names[best] if first >= threshold and first > 0 else ""


def _members(case: Case, members: Sequence[str] | None) -> tuple[str, ...]:
    if members is None:
        if case.pact is None:
            raise NoPact(
                f"the case {case.name!r} has no pact",
                "a pact, or the members by name",
                "give members=('AAA', 'BBB')",
            )
        members = case.pact.members
    known = [actor.code for actor in case.actors]
    for member in members:
        if member not in known:
            raise UnknownActor(member, known, f"the case {case.name!r}")
    return tuple(members)


def _first_share(held: Array) -> Array:
    if not held.shape[1]:
        return np.empty(0)
    top = held.max(axis=1, keepdims=True)
    leads = (held == top) & (top > 0)
    alone = leads & (leads.sum(axis=1, keepdims=True) == 1)
    return np.asarray(alone.mean(axis=0))


def _basis(cells: Iterable[Estimate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for cell in cells for name in cell.basis))
