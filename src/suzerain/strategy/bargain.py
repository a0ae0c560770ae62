"""How a surplus is split.

Among the bundles of levels that every member gains from and no third power stops, the
members strike the one with the largest product of gains, each gain raised to its
member's bargaining weight (Nash 1950). With few bundles all are tried; with more, those
of few levels; with very many, a seeded sample. The last two are then improved one term
at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bound import Search, score_of, spread_out
from suzerain.strategy.tolerance import Veto, pick

Method = Literal["nash", "kalai-smorodinsky"]
Way = Literal["all bundles", "coarse bundles and ascent", "sample and ascent"]
Choice = NDArray[np.intp]
Worth = Callable[[Array], Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Say how much may be tried.

    Args:
        limit: Number of bundles up to which all are tried.
        sample: Number of bundles drawn where even those of two levels are too many.
        cells: World-bundle cells held at once.
        rounds: Bounds tried before bundles are.
        seed: Seed of the sample.
    """

    limit: int
    sample: int
    cells: int
    rounds: int = 1
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bargain:
    """Hold what the members strike in every world.

    Args:
        exists: Whether any bundle pays every member and is let pass. Shape `(world,)`.
        choice: Index of each term's level; 0 without a bargain. Shape `(world, term)`.
        surplus: Gain of each member; 0 without a bargain. Shape `(member, world)`.
        search: How bundles were searched.
    """

    exists: NDArray[np.bool_]
    choice: Choice
    surplus: Array
    search: Way


def bargain(
    gain: Array,
    *,
    weight: Array,
    effort: Effort,
    vetoes: Sequence[Veto] = (),
    method: Method = "nash",
    wider: Bargain | None = None,
) -> Bargain:
    """Find the bundle that the members strike, in every world.

    1. List bundles: all of them, the extremes, or a sample.
    2. Leave out those that do not pay every member, or that a third power stops.
    3. Take the one with the largest weighted product of gains.
    4. Unless all were listed, improve it one term at a time.

    Where the bargain of a wider set of bundles lies within the narrower one it is the
    narrower one's bargain too, so only the other worlds are searched again.

    Args:
        gain: Surplus of each level of each term. Shape `(member, world, term, level)`.
        weight: Bargaining weight of each member, above 0. Shape `(member, world)`.
        effort: How much may be tried.
        vetoes: Third powers that may stop a bundle.
        method: `nash`, or `kalai-smorodinsky` (equal parts of each member's ideal).
        wider: The bargain with fewer vetoes, if known.

    Returns:
        The bargain; in worlds without any gain for all it does not exist.

    Examples:
        Two members share ten parts with outside options two and three.

        >>> first = np.linspace(0, 10, 21)
        >>> gain = np.stack([first - 2, 10 - first - 3])[:, None, None, :]
        >>> effort = Effort(limit=100, sample=10, cells=1000)
        >>> deal = bargain(gain, weight=np.ones((2, 1)), effort=effort)
        >>> float(first[deal.choice[0, 0]])
        4.5
    """
    _, worlds, terms, levels = gain.shape
    way = _way(terms, levels, effort)
    exists = np.zeros(worlds, dtype=bool)
    choice = np.zeros((worlds, terms), dtype=np.intp)
    rows = np.arange(worlds)
    if wider is not None and method == "nash":
        kept = wider.exists & ~_blocked(vetoes, wider.choice)
        exists[kept], choice[kept] = True, wider.choice[kept]
        rows = np.flatnonzero(wider.exists & ~kept)
    rows = rows[~_hopeless(gain, vetoes, rows)]
    if way == "coarse bundles and ascent":
        few = _coarse(terms, levels, effort)
        coarser = [veto.at_levels(few) for veto in vetoes]
        begun = bargain(
            gain[..., few],
            weight=weight,
            effort=effort,
            vetoes=coarser,
            method=method,
        )
        exists[rows], choice[rows] = begun.exists[rows], few[begun.choice[rows]]
    else:
        bundles = _sample(terms, levels, effort) if way == "sample and ascent" else None
        few = np.arange(levels)
        if bundles is None and method == "nash":
            few = np.unique([0, levels // 2, levels - 1])
        size = len(few) ** terms if bundles is None else len(bundles)
        for block in _blocks(rows, max(effort.cells // max(size, 1), 1)):
            view = _View(gain, weight, vetoes, block, method, few)
            exists[block], found = view.best_of(bundles)
            choice[block] = few[found]
    if method == "nash" and (len(few) < levels or way == "sample and ascent"):
        search = Search(gain, weight, vetoes, rows)
        cells = effort.cells if way == "all bundles" else 0
        search.run(choice[rows], rounds=effort.rounds, cells=cells)
        exists[rows] = search.best > -np.inf
        choice[rows] = np.where(exists[rows, None], search.choice, 0)
    surplus = np.stack([np.where(exists, pick(table, choice), 0) for table in gain])
    return Bargain(exists=exists, choice=choice, surplus=surplus, search=way)


class _View:
    """Some worlds of the problem, and what bundles are worth in them."""

    def __init__(
        self,
        gain: Array,
        weight: Array,
        vetoes: Sequence[Veto],
        block: NDArray[np.intp],
        method: Method,
        coarse: Choice,
    ) -> None:
        self.gain = gain[:, block][..., coarse]
        self.coarse = coarse
        self.weight = weight[:, block]
        self.method = method
        self.vetoes = [
            (veto, veto.pull[:, block]) for veto in vetoes if (veto.pull > 0).any()
        ]
        self.block = block

    def best_of(self, bundles: Choice | None) -> tuple[NDArray[np.bool_], Choice]:
        """Find the best of some bundles, all of them when None, in each world."""
        worth = spread_out if bundles is None else _chooser(bundles)
        gains = [worth(table) for table in self.gain]
        score = self._score(gains, self._let_pass(worth))
        spot = score.argmax(axis=1)
        exists = np.take_along_axis(score, spot[:, None], axis=1)[:, 0] > -np.inf
        terms, levels = self.gain.shape[2:]
        if bundles is None:
            choice = np.stack(np.unravel_index(spot, (levels,) * terms), axis=1)
        else:
            choice = bundles[spot]
        return exists, np.where(exists[:, None], choice, 0)

    def _let_pass(self, worth: Worth) -> NDArray[np.bool_] | None:
        """Say which bundles no third power stops; None when none could."""
        stopped: NDArray[np.bool_] | None = None
        for veto, pull in self.vetoes:
            can: NDArray[np.bool_] | None = None
            for member, threat in enumerate(pull):
                if (threat > 0).any():
                    able = (
                        worth(veto.hold(member, self.block)[..., self.coarse])
                        < threat[:, None]
                    )
                    can = able if can is None else can | able
            if can is not None:
                if not veto.refuses:
                    for one in (veto, *veto.beside):
                        harm = worth(one.harm(self.block)[..., self.coarse])
                        can &= harm > one.limit[self.block, None]
                stopped = can if stopped is None else stopped | can
        return None if stopped is None else ~stopped

    def _score(self, gains: Sequence[Array], passed: NDArray[np.bool_] | None) -> Array:
        """Score bundles, minus infinity for those that are not acceptable."""
        score = score_of(gains, list(self.weight[:, :, None]))
        if passed is not None:
            score[~passed] = -np.inf
        if self.method == "nash":
            return score
        fair = score > -np.inf
        ideal = [np.where(fair, part, 0).max(axis=1, keepdims=True) for part in gains]
        parts = [
            part / np.where(most > 0, most, 1)
            for part, most in zip(gains, ideal, strict=True)
        ]
        return np.where(fair, np.minimum.reduce(parts), -np.inf)


def _way(terms: int, levels: int, effort: Effort) -> Way:
    if levels**terms <= effort.limit:
        return "all bundles"
    if 2**terms <= effort.limit:
        return "coarse bundles and ascent"
    return "sample and ascent"


def _coarse(terms: int, levels: int, effort: Effort) -> Choice:
    """Choose as many levels as leave few enough bundles to try all."""
    count = levels
    while count**terms > effort.limit:
        count -= 1
    return np.linspace(0, levels - 1, count).round().astype(np.intp)


def _sample(terms: int, levels: int, effort: Effort) -> Choice:
    """Draw bundles, some dense and some sparse, beside nothing and everything."""
    chance = np.random.Generator(np.random.PCG64(effort.seed))
    drawn = chance.integers(0, levels, size=(effort.sample, terms))
    kept = chance.random((effort.sample, 1)) > chance.random((effort.sample, terms))
    ends = np.array([[0] * terms, [levels - 1] * terms])
    return np.concatenate([ends, drawn * kept]).astype(np.intp)


def _blocks(rows: NDArray[np.intp], size: int) -> Iterator[NDArray[np.intp]]:
    for first in range(0, len(rows), size):
        yield rows[first : first + size]


def _blocked(vetoes: Sequence[Veto], choice: Choice) -> NDArray[np.bool_]:
    stopped = np.zeros(len(choice), dtype=bool)
    for veto in vetoes:
        stopped |= veto.blocks(choice)
    return stopped


def _hopeless(
    gain: Array, vetoes: Sequence[Veto], rows: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Say in which worlds some member cannot gain, or be held, by any bundle."""
    lost = (gain[:, rows].max(axis=3).sum(axis=2) <= 0).any(axis=0)
    for veto in vetoes:
        if veto.refuses:
            for member, pull in enumerate(veto.pull[:, rows]):
                most = veto.hold(member, rows).max(axis=2).sum(axis=1)
                lost |= most < pull
    return np.asarray(lost)


def _chooser(bundles: Choice) -> Worth:
    """Add a table up over listed bundles. Shape `(world, bundle)`."""

    def worth(table: Array) -> Array:
        total = table[:, 0, bundles[:, 0]]
        for t in range(1, bundles.shape[1]):
            total = total + table[:, t, bundles[:, t]]
        return np.asarray(total)

    return worth
