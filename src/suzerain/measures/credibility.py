"""What carrying out a threat costs the one who makes it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suzerain.case.case import Case
from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import cut_off_loss, pair_loss
from suzerain.measures.exposure import Horizon, expose


def credibility(
    case: Case, worlds: Worlds | None = None, *, horizon: Horizon = "long"
) -> Grid:
    """Measure which part of the loss from a break would fall on the one threatened.

    A break ends all trade between the two, so the cutter loses what it buys from the
    target and the target as a buyer. With `l[i, j]` the log loss of `i` when it is
    without `j`, the cell of cutter `j` and target `i` is `l[i, j] / (l[i, j] +
    l[j, i])`: 1 is a threat that costs nothing to carry out, 0.5 one that hurts both
    alike, 0 one that only hurts who makes it.

    Unknown is not zero: where the needs of either are unknown, and where neither
    would lose anything, the cell is NaN.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        Part of the joint log loss, 0 to 1. Axes `(cutter, target)`.

    Examples:
        >>> print(credibility(Case(name="empty")))
        credibility (cutter, target), part of the joint loss
    """
    exposure = expose(case, worlds, horizon=horizon)
    bite = pair_loss(exposure, horizon).transpose(0, 2, 1)
    cost = bite.transpose(0, 2, 1)
    with np.errstate(invalid="ignore"):
        part = bite / (bite + cost)

    def basis(cutter: str, target: str) -> tuple[str, ...]:
        ids = (
            *exposure.basis(target, [cutter]),
            *exposure.basis(cutter, [target]),
        )
        return tuple(dict.fromkeys(ids))

    return Grid(
        name="credibility",
        axes=("cutter", "target"),
        labels=(exposure.actors, exposure.actors),
        values=part,
        unit="part of the joint loss",
        basis=basis,
    )


def threat_cost(
    case: Case,
    coalition: Sequence[str],
    target: str,
    worlds: Worlds | None = None,
    *,
    horizon: Horizon = "long",
) -> Grid:
    """Measure what each member of a coalition loses by breaking with a target.

    Args:
        case: The case.
        coalition: Codes of those who break with the target.
        target: Code of the one they break with.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        Log loss of welfare; NaN for members whose needs are unknown.
        Axis `(cutter,)`.

    Raises:
        UnknownActor: If a member or the target is not in the case.
        SuzerainError: If the target is a member, or a member is named twice.

    Examples:
        >>> from suzerain.case.actor import Actor
        >>> two = Case(
        ...     name="two",
        ...     actors=(Actor(code="PRK", name="a"), Actor(code="CHN", name="b")),
        ... )
        >>> print(threat_cost(two, ["CHN"], "PRK"))
        threat cost (cutter), log welfare
    """
    exposure = expose(case, worlds, horizon=horizon)
    members = check_coalition(coalition, target, exposure.actors)
    loss = cut_off_loss(exposure, [target], horizon=horizon)

    def basis(cutter: str) -> tuple[str, ...]:
        return exposure.basis(cutter, [target])

    return Grid(
        name="threat cost",
        axes=("cutter",),
        labels=(members,),
        values=loss[:, [exposure.actors.index(code) for code in members]],
        unit="log welfare",
        basis=basis,
    )


def check_coalition(
    coalition: Sequence[str], target: str, actors: Sequence[str]
) -> tuple[str, ...]:
    """Return the members of a coalition against a target, if they can be one.

    Raises:
        UnknownActor: If a member or the target is not among the actors.
        SuzerainError: If the target is a member, a member is named twice, or there
            is none.

    Examples:
        >>> check_coalition(["CHN"], "PRK", ("CHN", "PRK"))
        ('CHN',)
    """
    members = tuple(coalition)
    for code in (*members, target):
        if code not in actors:
            raise UnknownActor(code, actors, "the case")
    if target in members:
        raise SuzerainError(
            f"{target} is in the coalition against itself",
            "a target that is not a member",
            "leave it out of the coalition",
        )
    if not members or len(set(members)) < len(members):
        raise SuzerainError(
            f"a coalition of {members}",
            "one member or more, each named once",
            "drop the double" if members else "name who cuts",
        )
    return members
