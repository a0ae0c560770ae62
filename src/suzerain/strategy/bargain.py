"""How a surplus is split.

Among the bundles of levels that every member gains from and no third power stops, the
members strike the one with the largest product of gains, each gain raised to its
member's bargaining weight (Nash 1950). With few bundles all are tried; with more, the
extremes; with very many, a seeded sample. The last two are then improved one term at a
time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.tolerance import Veto, pick

Method = Literal["nash", "kalai-smorodinsky"]
Search = Literal["all bundles", "extremes and ascent", "sample and ascent"]
Choice = NDArray[np.intp]
Worth = Callable[[Array], Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Say how much may be tried.

    Args:
        limit: Number of bundles up to which all are tried.
        sample: Number of bundles tried when even the extremes are too many.
        cells: World-bundle cells held at once.
        seed: Seed of the sample.
    """

    limit: int
    sample: int
    cells: int
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bargain:
    """Hold what the members strike in every world.

    Args:
        exists: Whether any bundle pays every member and is let pass. Shape `(world,)`.
        choice: Index of each term's level; 0 without a bargain. Shape `(world, term)`.
        surplus: Gain of each member; 0 without a bargain. Shape `(member, world)`.
        ideal: Most that each member could gain from any such bundle. Shape
            `(member, world)`, 0 without one.
        search: How bundles were searched.
    """

    exists: NDArray[np.bool_]
    choice: Choice
    surplus: Array
    ideal: Array
    search: Search


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
    members, worlds, terms, levels = gain.shape
    search = _search(terms, levels, effort)
    exists = np.zeros(worlds, dtype=bool)
    choice = np.zeros((worlds, terms), dtype=np.intp)
    ideal = np.zeros((members, worlds))
    rows = np.arange(worlds)
    if wider is not None and method == "nash":
        kept = wider.exists & ~_blocked(vetoes, wider.choice)
        exists[kept], choice[kept] = True, wider.choice[kept]
        ideal[:, kept] = wider.ideal[:, kept]
        rows = np.flatnonzero(wider.exists & ~kept)
    bundles = _bundles(search, terms, levels, effort)
    size = levels**terms if bundles is None else len(bundles)
    for block in _blocks(rows, max(effort.cells // max(size, 1), 1)):
        view = _View(gain, weight, vetoes, block, method)
        found = view.best_of(bundles)
        if bundles is not None:
            found = view.ascend(*found)
        exists[block], choice[block], ideal[:, block] = found
    surplus = np.stack([np.where(exists, pick(table, choice), 0) for table in gain])
    return Bargain(
        exists=exists, choice=choice, surplus=surplus, ideal=ideal, search=search
    )


def spread_out(table: Array) -> Array:
    """Add a table up over every bundle of levels.

    Args:
        table: Shape `(world, term, level)`.

    Returns:
        Sums. Shape `(world, level ** term)`, the last term's level changing fastest.

    Examples:
        >>> spread_out(np.array([[[0.0, 1.0], [0.0, 10.0]]]))
        array([[ 0., 10.,  1., 11.]])
    """
    total = table[:, 0]
    for t in range(1, table.shape[1]):
        total = (total[:, :, None] + table[:, t, None, :]).reshape(len(table), -1)
    return total


class _View:
    """Some worlds of the problem, and what bundles are worth in them."""

    def __init__(
        self,
        gain: Array,
        weight: Array,
        vetoes: Sequence[Veto],
        block: NDArray[np.intp],
        method: Method,
    ) -> None:
        self.gain = gain[:, block]
        self.weight = weight[:, block]
        self.method = method
        self.vetoes = [
            (veto, veto.pull[:, block]) for veto in vetoes if (veto.pull > 0).any()
        ]
        self.block = block

    def best_of(
        self, bundles: Choice | None
    ) -> tuple[NDArray[np.bool_], Choice, Array]:
        """Find the best of some bundles, all of them when None, in each world."""
        worth = spread_out if bundles is None else _chooser(bundles)
        gains = [worth(table) for table in self.gain]
        passed = self._let_pass(worth)
        score, ideal = self._score(gains, passed, None)
        spot = score.argmax(axis=1)
        exists = np.take_along_axis(score, spot[:, None], axis=1)[:, 0] > -np.inf
        terms, levels = self.gain.shape[2:]
        if bundles is None:
            choice = np.stack(np.unravel_index(spot, (levels,) * terms), axis=1)
        else:
            choice = bundles[spot]
            if not exists.all():
                worst = np.minimum.reduce(gains).argmax(axis=1)
                choice = np.where(exists[:, None], choice, bundles[worst])
        return exists, np.where(exists[:, None] | (bundles is not None), choice, 0), (
            ideal
        )

    def ascend(
        self, exists: NDArray[np.bool_], choice: Choice, ideal: Array
    ) -> tuple[NDArray[np.bool_], Choice, Array]:
        """Improve bundles one term at a time until no change helps.

        Where no bundle is acceptable yet, raise the smallest gain first.
        """
        terms = self.gain.shape[2]
        for _ in range(max(terms, 2)):
            before = choice.copy()
            for t in range(terms):
                worth = _changer(choice, t)
                gains = [worth(table) for table in self.gain]
                passed = self._let_pass(worth)
                score, most = self._score(gains, passed, ideal)
                ideal = np.maximum(ideal, most)
                fair = score.max(axis=1) > -np.inf
                worst = np.minimum.reduce(gains)
                choice[:, t] = np.where(
                    fair, score.argmax(axis=1), worst.argmax(axis=1)
                )
                exists = exists | fair
            if (choice == before).all():
                break
        return exists, np.where(exists[:, None], choice, 0), ideal

    def _let_pass(self, worth: Worth) -> NDArray[np.bool_] | None:
        """Say which bundles no third power stops; None when none could."""
        stopped: NDArray[np.bool_] | None = None
        for veto, pull in self.vetoes:
            can: NDArray[np.bool_] | None = None
            for member, threat in enumerate(pull):
                if (threat > 0).any():
                    able = worth(veto.hold(member, self.block)) < threat[:, None]
                    can = able if can is None else can | able
            if can is not None:
                if not veto.refuses:
                    harm = worth(veto.harm(self.block))
                    can &= harm > veto.limit[self.block, None]
                stopped = can if stopped is None else stopped | can
        return None if stopped is None else ~stopped

    def _score(
        self,
        gains: Sequence[Array],
        passed: NDArray[np.bool_] | None,
        known: Array | None,
    ) -> tuple[Array, Array]:
        """Score bundles, minus infinity for those that are not acceptable."""
        score = np.zeros_like(gains[0])
        with np.errstate(divide="ignore"):
            for part, weight in zip(gains, self.weight, strict=True):
                logs = np.log(np.maximum(part, 0))
                logs *= weight[:, None]
                score += logs
        if passed is not None:
            score[~passed] = -np.inf
        fair = score > -np.inf
        ideal = np.stack([np.where(fair, part, 0).max(axis=1) for part in gains])
        if self.method == "kalai-smorodinsky":
            most = ideal if known is None else np.maximum(ideal, known)
            safe = np.where(most > 0, most, 1)
            parts = [part / top[:, None] for part, top in zip(gains, safe, strict=True)]
            score = np.where(fair, np.minimum.reduce(parts), -np.inf)
        return score, ideal


def _search(terms: int, levels: int, effort: Effort) -> Search:
    if levels**terms <= effort.limit:
        return "all bundles"
    return "extremes and ascent" if 2**terms <= effort.limit else "sample and ascent"


def _bundles(
    search: Search, terms: int, levels: int, effort: Effort
) -> Choice | None:
    """List bundles to try; None stands for all of them."""
    if search == "all bundles":
        return None
    if search == "extremes and ascent":
        axes = np.indices((2,) * terms).reshape(terms, -1).T
        return np.asarray(axes * (levels - 1), dtype=np.intp)
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


def _chooser(bundles: Choice) -> Worth:
    """Add a table up over listed bundles. Shape `(world, bundle)`."""

    def worth(table: Array) -> Array:
        total = table[:, 0, bundles[:, 0]]
        for t in range(1, bundles.shape[1]):
            total = total + table[:, t, bundles[:, t]]
        return np.asarray(total)

    return worth


def _changer(choice: Choice, term: int) -> Worth:
    """Add a table up with one term changed to each level. Shape `(world, level)`."""

    def worth(table: Array) -> Array:
        rest = pick(table, choice) - table[np.arange(len(choice)), term, choice[:, term]]
        return np.asarray(rest[:, None] + table[:, term])

    return worth
