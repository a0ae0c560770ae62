"""How rivals answer a provocation: they draw together, send forces, sanction.

Rival `k` answers in way `c`, for the provocation `p`, what the rivals it is bound to do
in all ways, `A_k`, and what members answer in turn, `M`:

    r_kc = b_k f_c (p + M + j_c A_k)
    A_k  = sum_l a_kl w_l T_l        T_k = sum_c r_kc
    M    = sum_c e_c R_c             R_c = sum_k w_k r_kc

with sizes `w` that add up to 1 over rivals and parts `f` that add up to 1 over ways.
A rival is bound to itself with `a_kk = 1`, so that its two halves move as one. The
whole is linear in `(T, M)`, and its fixed point is proportional to `p`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.codes import actor_name
from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.settling import settle, settle_bounded, strongest_pair

BLOCK = 4096


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reflexes:
    """Hold what rivals answer to what, in every world.

    Args:
        rivals: Codes of the rivals.
        size: Part of each among them, adding up to 1. Shape `(world, rival)`.
        answer: Answer to a unit of provocation in all ways. Shape `(world, rival)`.
        part: Part of each way in it, adding up to 1. Shape `(world, way)`.
        joins: Further answer, in each way, to a unit of what bound rivals do. Same.
        echo: Provocation that a unit of each way draws from members. Same.
        bond: How far two rivals move together, 0 to 1. Shape `(world, rival, rival)`.
        limit: Most that one rival answers. Shape `(world,)`.
    """

    rivals: tuple[str, ...]
    size: Array
    answer: Array
    part: Array
    joins: Array
    echo: Array
    bond: Array
    limit: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reaction:
    """Hold what rivals do in answer to one unit of provocation.

    Args:
        rivals: Codes of the rivals.
        by_rival: Answer of each rival in each way. Shape `(world, rival, way)`.
        size: Part of each among the rivals. Shape `(world, rival)`.
        members: What members answer in turn. Shape `(world,)`.
        price: What a unit of each way costs a power, beside `power.omega`. Shape
            `(world, way)`.
        settles: Worlds in which the exchange comes to rest of itself; in the others
            the answers stand at their bounded fixed point. Shape `(world,)`.
        pair: The two who drive one another most where it does not settle; empty.
        basis: Ids of the claims and assumptions behind it.
    """

    rivals: tuple[str, ...]
    by_rival: Array
    size: Array
    members: Array
    price: Array
    settles: NDArray[np.bool_]
    pair: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()

    @property
    def by_way(self) -> Array:
        """What rivals do in each way, weighed by size. Shape `(world, way)`."""
        return np.asarray((self.size[..., None] * self.by_rival).sum(axis=1))

    @property
    def cost(self) -> Array:
        """What the whole answer costs a power, beside `power.omega`. `(world,)`."""
        return np.asarray((self.by_way * self.price).sum(axis=1))

    @property
    def unstable_share(self) -> float:
        """Share of worlds in which the exchange would grow without end."""
        return float(1 - self.settles.mean()) if self.settles.size else 0.0


def exchange(reflexes: Reflexes) -> tuple[Array, Array]:
    """Write the answers of rivals and members to one another as a linear system.

    The sides are the rivals, each in all its ways, and last the members.

    Args:
        reflexes: What rivals answer to what.

    Returns:
        Answers of shape `(world, side, side)` and, for one unit of provocation, drives
        of shape `(world, side)`, as `settling.settle` takes them.
    """
    worlds, count = reflexes.size.shape
    drawn = (reflexes.part * reflexes.joins).sum(axis=1)
    echo = (reflexes.part * reflexes.echo).sum(axis=1)
    both = (reflexes.part * reflexes.echo * reflexes.joins).sum(axis=1)
    pull = reflexes.answer[..., None] * reflexes.bond * reflexes.size[:, None, :]
    total = (reflexes.size * reflexes.answer).sum(axis=1)
    answers = np.empty((worlds, count + 1, count + 1))
    answers[:, :count, :count] = drawn[:, None, None] * pull
    answers[:, :count, count] = reflexes.answer
    felt = (reflexes.size[..., None] * pull).sum(axis=1)
    answers[:, count, :count] = both[:, None] * felt
    answers[:, count, count] = echo * total
    drive = np.concatenate([reflexes.answer, (echo * total)[:, None]], axis=1)
    return answers, drive


def react(reflexes: Reflexes, *, bearable: float = 1) -> Reaction:
    """Find what rivals do in answer to one unit of provocation.

    Worlds in which the exchange does not settle are marked, and take the bounded fixed
    point instead.

    Args:
        reflexes: What rivals answer to what.
        bearable: Share of unsettled worlds above which the case is refused.

    Returns:
        The reaction, with every way of a power's cost weighed as 1.

    Raises:
        StrategyError: If more worlds than that do not settle.

    Examples:
        One rival that answers in one way only, and members that answer a fifth of it:
        Richardson's two sides, `b / (1 - b e)`.

        >>> one = np.ones((1, 1))
        >>> alone = Reflexes(
        ...     rivals=("AAA",),
        ...     size=one,
        ...     answer=0.5 * one,
        ...     part=np.array([[1.0, 0, 0]]),
        ...     joins=np.zeros((1, 3)),
        ...     echo=np.full((1, 3), 0.2),
        ...     bond=np.ones((1, 1, 1)),
        ...     limit=np.ones(1),
        ... )
        >>> react(alone).by_way.round(4)  # 0.5 / (1 - 0.1)
        array([[0.5556, 0.    , 0.    ]])
    """
    blocks = [slice(at, at + BLOCK) for at in range(0, len(reflexes.size), BLOCK)]
    parts = [settle(*exchange(_at(reflexes, block))) for block in blocks]
    level = np.concatenate([part.level for part in parts])
    settles = np.concatenate([part.settles for part in parts])
    pair: tuple[str, ...] = ()
    if not settles.all():
        radius = np.concatenate([part.radius for part in parts])
        lost = _at(reflexes, ~settles)
        answers, drive = exchange(lost)
        sides = (*reflexes.rivals, "the members")
        pair = tuple(sides[i] for i in strongest_pair(answers))
        _refuse(settles, radius, bearable, pair)
        level[~settles] = settle_bounded(answers, drive, lost.limit)
    by_rival = np.concatenate([_in_ways(_at(reflexes, b), level[b]) for b in blocks])
    return Reaction(
        rivals=reflexes.rivals,
        by_rival=by_rival,
        size=reflexes.size,
        members=level[:, -1],
        price=np.ones_like(reflexes.part),
        settles=settles,
        pair=pair,
    )


def _at(reflexes: Reflexes, worlds: slice | NDArray[np.bool_]) -> Reflexes:
    """Take the reflexes of some worlds."""
    return Reflexes(
        rivals=reflexes.rivals,
        size=reflexes.size[worlds],
        answer=reflexes.answer[worlds],
        part=reflexes.part[worlds],
        joins=reflexes.joins[worlds],
        echo=reflexes.echo[worlds],
        bond=reflexes.bond[worlds],
        limit=reflexes.limit[worlds],
    )


def _in_ways(reflexes: Reflexes, level: Array) -> Array:
    """Part what each rival does into its ways. Shape `(world, rival, way)`."""
    done, members = level[:, :-1], level[:, -1]
    bound = np.einsum("wkl,wl,wl->wk", reflexes.bond, reflexes.size, done)
    moved = 1 + members[:, None, None] + reflexes.joins[:, None, :] * bound[..., None]
    ways = reflexes.part[:, None, :] * moved
    return np.asarray(done[..., None] * ways / ways.sum(axis=2, keepdims=True))


def _refuse(
    settles: NDArray[np.bool_], radius: Array, bearable: float, pair: tuple[str, ...]
) -> None:
    share = float(1 - settles.mean())
    if share > bearable:
        first, second = (actor_name(code) for code in pair)
        who = f"{first} and {second}" if first != second else first
        raise StrategyError(
            f"rivals' answers grow without end in {share:.0%} of worlds: spectral "
            f"radius {float(np.median(radius)):.3g}, driven most by {who}",
            "answers to one another that settle in most worlds (radius below 1)",
            "lower the range of power.reaction, power.echo or rival.*.joins",
        )
