"""All that a simulation starts from, as arrays with the worlds last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.codes import goods as known_goods
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Exposure, expose
from suzerain.measures.substitution import exponents
from suzerain.outlook.dynamics.noise import Single

Spots = NDArray[np.intp]


class Sums:
    """Add rows up by group, one row of each group at a time.

    Args:
        group: Group of each row. Shape `(row,)`.
        count: Number of groups.

    Examples:
        >>> Sums(np.array([0, 1, 0]), 2)(np.array([[1.0], [2.0], [3.0]]))
        array([[4.],
               [2.]])
    """

    __slots__ = ("_count", "_steps")

    def __init__(self, group: Spots, count: int) -> None:
        self._count = count
        self._steps: list[tuple[Spots, Spots]] = []
        left = np.arange(len(group))
        while left.size:
            groups, first = np.unique(group[left], return_index=True)
            self._steps.append((groups, left[first]))
            left = np.delete(left, first)

    def __call__(self, rows: Single) -> Single:
        """Add up rows. Shape `(group, ...)`."""
        total = np.zeros((self._count, *rows.shape[1:]), dtype=rows.dtype)
        for groups, sources in self._steps:
            if len(groups) == self._count:
                total += rows[sources]
            else:
                total[groups] += rows[sources]
        return total


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Start:
    """Hold ties, needs and pairs of a case, in single precision, worlds last.

    A cell is one good of one recipient. Cells that somebody supplies come first; ties
    lie together by cell, so that sums over suppliers are sums over neighbours.

    Args:
        ties: `(good, provider, recipient)` of each tie.
        cells: `(good, recipient)` of each cell.
        pairs: `(recipient, provider)` that some tie joins.
        supplied: How many cells have a named supplier.
        tie_cell: Cell of each tie.
        cell_sums: How ties add up to cells.
        pair_sums: How ties add up to pairs.
        share: Part of the foreign supply at the start. Shape `(tie, world)`.
        rest: What unnamed suppliers provide. Shape `(cell, world)`.
        weight: Weight of the need in welfare, 0 where unknown. Shape `(cell, world)`.
        home: Own part of the supply. Shape `(cell, world)`.
        sigma: Elasticity between foreign suppliers. Shape `(cell, world)`.
        varsigma: Elasticity of home against foreign supply. Shape `(cell, world)`.
        evasion: Part of a cut flow that arrives anyway. Shape `(cell, world)`.
        adjustment: Rate per year at which a loss turns long-run. Same shape.
        peace: Factor on the need once a war is over. Same shape.
        trend: Log growth per year. Shape `(tie, world)`.
        noise: Size of unforeseen changes in a year. Shape `(tie, world)`.
        need_trend: Log growth per year. Shape `(cell, world)`.
        need_noise: Size of unforeseen changes in a year. Shape `(cell, world)`.
        exit: Rate per year at which the supplier stops. Shape `(tie, world)`.
        entry: Rate per year at which an unnamed supplier enters. `(cell, world)`.
        entrant: What it then provides. Shape `(cell, world)`.
        rho: Elasticity between needs. Shape `(world,)`.
        entering: Whether a plan lets the tie's supplier enter. Shape `(tie, 1)`.
    """

    ties: tuple[tuple[str, str, str], ...]
    cells: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    supplied: int
    tie_cell: Spots
    cell_sums: Sums
    pair_sums: Sums
    share: Single
    rest: Single
    weight: Single
    home: Single
    sigma: Single
    varsigma: Single
    evasion: Single
    adjustment: Single
    peace: Single
    trend: Single
    noise: Single
    need_trend: Single
    need_noise: Single
    exit: Single
    entry: Single
    entrant: Single
    rho: Single
    entering: NDArray[np.bool_]

    def part(self, block: slice) -> Start:
        """Return the same start for some worlds, copied to lie side by side."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        for name, value in found.items():
            if isinstance(value, np.ndarray) and value.dtype == np.float32:
                found[name] = np.ascontiguousarray(value[..., block])
        return Start(**found)

    def forms(self) -> tuple[Single, Single]:
        """Return the long-run exponents of every cell, each `(cell, world)`."""
        inner, outer = exponents(
            self.sigma.astype(np.float64), self.varsigma.astype(np.float64), 0.0
        )
        return inner.astype(np.float32), outer.astype(np.float32)


def start_from(
    case: Case,
    worlds: Worlds,
    *,
    entrants: Mapping[tuple[str, str, str], float] | None = None,
    fighting: Sequence[str] = (),
    wanted: Sequence[tuple[str, str]] = (),
) -> Start:
    """Draw a case's ties and needs, and how fast they move.

    Args:
        case: The case.
        worlds: Where everything is drawn; the numbers of the case are those that
            measures and the solved pact use.
        entrants: Share of each `(good, provider, recipient)` that a plan lets enter.
        wanted: Further `(good, recipient)` to follow, such as the pact's terms.
        fighting: Codes of those whose needs change when a war ends.

    Returns:
        The start.
    """
    exposure = expose(case, worlds)
    named = {(good, provider, who) for good, who, provider in exposure.ties}
    new = dict(entrants or {})
    ties = sorted(named | set(new), key=lambda tie: (tie[0], tie[2], tie[1]))
    supplied = sorted({(good, who) for good, _, who in ties})
    needs = {(need.good, need.actor) for need in case.needs} | set(wanted)
    cells = (*supplied, *sorted(needs - set(supplied)))
    pairs = sorted({(who, provider) for _, provider, who in ties})
    pair_of = [pairs.index((who, provider)) for _, provider, who in ties]
    entering = np.array([tie in new for tie in ties], dtype=bool)[:, None]
    share = _stack([_share(exposure, tie) for tie in ties], worlds)
    tie_cell = np.array([cells.index((g, who)) for g, _, who in ties], dtype=np.intp)
    rest = np.ones((len(cells), worlds.count), dtype=np.float32)
    np.subtract.at(rest, tie_cell, share)
    least = float(np.finfo(np.float32).eps)
    for tie, part in new.items():
        most = min(part, 1 - least)
        share[ties.index(tie)] = most / (1 - most)
    return Start(
        ties=tuple(ties),
        cells=cells,
        pairs=tuple(pairs),
        supplied=len(supplied),
        tie_cell=tie_cell,
        cell_sums=Sums(tie_cell, len(supplied)),
        pair_sums=Sums(np.array(pair_of, dtype=np.intp), len(pairs)),
        share=share,
        rest=np.maximum(rest, 0),
        rho=exposure.rho.astype(np.float32),
        entering=entering,
        **_of_cells(case, worlds, exposure, cells, fighting),
        **_of_ties(case, worlds, ties),
    )


def _of_cells(
    case: Case,
    worlds: Worlds,
    exposure: Exposure,
    cells: Sequence[tuple[str, str]],
    fighting: Sequence[str],
) -> dict[str, Single]:
    draw = case.register.draw
    found: dict[str, list[NDArray[np.float64]]] = {}
    for good, who in cells:
        about = f"{good}.{who}"
        held = good in exposure.goods and who in exposure.actors
        spot = (
            (slice(None), exposure.goods.index(good), exposure.actors.index(who))
            if held
            else None
        )
        nothing = np.zeros(worlds.count)
        row = {
            "weight": nothing if spot is None else np.nan_to_num(exposure.weight[spot]),
            "home": nothing if spot is None else exposure.home[spot],
            "peace": draw(worlds, f"good.{good}.peace_need")
            if who in fighting
            else nothing + 1,
            "need_trend": draw(worlds, "dynamics.need_trend", about),
            "need_noise": draw(worlds, "dynamics.need_noise", about),
            "entry": draw(worlds, "dynamics.entry", about),
            "entrant": draw(worlds, "dynamics.entrant_share", about),
        }
        row |= {
            name: draw(worlds, f"good.{good}.{name}")
            for name in ("sigma", "varsigma", "evasion", "adjustment")
        }
        for name, values in row.items():
            found.setdefault(name, []).append(values)
    names = ("weight", "home", "sigma", "varsigma", "evasion", "adjustment", "peace")
    more = ("need_trend", "need_noise", "entry", "entrant")
    return {name: _stack(found.get(name, []), worlds) for name in (*names, *more)}


def _of_ties(
    case: Case, worlds: Worlds, ties: Sequence[tuple[str, str, str]]
) -> dict[str, Single]:
    keys = {"trend": "share_trend", "noise": "share_noise", "exit": "exit"}
    return {
        name: _stack(
            [
                case.register.draw(worlds, f"dynamics.{key}", ".".join(tie))
                for tie in ties
            ],
            worlds,
        )
        for name, key in keys.items()
    }


def _share(exposure: Exposure, tie: tuple[str, str, str]) -> NDArray[np.float64]:
    good, provider, who = tie
    if (good, who, provider) not in exposure.ties:
        return np.zeros(len(exposure.rho))
    actors = exposure.actors
    spot = exposure.goods.index(good), actors.index(who), actors.index(provider)
    return np.asarray(exposure.share[(slice(None), *spot)])


def _stack(rows: Sequence[NDArray[np.float64]], worlds: Worlds) -> Single:
    if not rows:
        return np.zeros((0, worlds.count), dtype=np.float32)
    return np.stack([row.astype(np.float32) for row in rows])


def is_once(good: str) -> bool:
    """Say whether a good comes once, such as know-how, and not month by month.

    Examples:
        >>> is_once("missile_technology"), is_once("oil")
        (True, False)
    """
    return good in known_goods() and known_goods()[good].delivery == "once"
