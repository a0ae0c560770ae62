"""A third power's veto: when it can, and wants to, stop a bundle of a pact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.arms import Arms

Block = NDArray[np.intp] | slice
EVERY = slice(None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Veto:
    """Hold when one third power, or several together, can and want to stop a bundle.

    Args:
        actor: The third power; several joined by `+`.
        provocation: What provokes rivals. Shape `(world, term, level)`.
        sting: What a unit of provocation costs the power. Shape `(world,)`.
        limit: Harm above which it wants to block. Shape `(world,)`.
        gain: Surplus of each member. Shape `(member, world, term, level)`.
        pull: What the power threatens each member with, as believed, and what it would
            give it for staying out. Shape `(member, world)`.
        sticks: The same without what it would give; None where that is nothing.
        eased: Fall of the loss that it threatens; None for no fall. Shape of `gain`.
        trust: How far the threat is believed. Shape `(world,)`; used with `eased`.
        theta: What a unit of that fall costs the power. Shape `(world,)`; likewise.
        used: Part of the cut of each term's good that it would use; None for all of
            it. Shape `(member, world, term)`.
        fading: Fall of what it threatens, as believed, where several act together;
            None for that of `eased`. Shape of `gain`.
        keep: What stopping would put at risk; part of `limit`. Shape `(world,)`.
        refuses: True when it blocks whatever it can, wanted or not.
        always: Worlds in which it is known that it can stop every bundle that pays all
            members; None when nothing is known. Shape `(world,)`.
        powers: Those who take part of their own will; the actor when empty.
        decides: Those of them whose will it hangs on; all when None.
        followers: Those whom they compel to join.
        beside: Further powers that must want it, too.
        arms: What it uses against each member; empty where several act together.
        basis: Ids of the cells and assumptions behind it.
    """

    actor: str
    provocation: Array
    sting: Array
    limit: Array
    gain: Array
    pull: Array
    sticks: Array | None = None
    eased: Array | None = None
    trust: Array | None = None
    theta: Array | None = None
    used: Array | None = None
    fading: Array | None = None
    keep: Array | None = None
    refuses: bool = False
    always: NDArray[np.bool_] | None = None
    powers: tuple[str, ...] = ()
    decides: tuple[str, ...] | None = None
    followers: tuple[str, ...] = ()
    beside: tuple[Veto, ...] = ()
    arms: tuple[Arms, ...] = ()
    basis: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """Those who take part of their own will."""
        return self.powers or (self.actor,)

    @property
    def willing(self) -> tuple[str, ...]:
        """Those whose will it hangs on."""
        return self.parties if self.decides is None else self.decides

    def refusing(self, actor: str | None = None) -> Veto:
        """Return this veto as it would be if a power refused whatever it can stop.

        To refuse is to cut, not to pay: what it would give for staying out does not
        count then (`refused_by` keeps what it pays for because it wants to).

        Args:
            actor: Code of the power; the veto's own when None. A veto that hangs on
                the will of others alone stays as it is.
        """
        who = self.parties[0] if actor is None else actor
        if who not in self.willing:
            return self
        voices = zip(self.willing, (self, *self.beside), strict=True)
        kept = [(name, voice) for name, voice in voices if name != who]
        if not kept:
            pull = self.pull if self.sticks is None else self.sticks
            return replace(self, pull=pull, sticks=None, refuses=True, decides=())
        first = kept[0][1]
        return replace(
            self,
            provocation=first.provocation,
            sting=first.sting,
            limit=first.limit,
            eased=first.eased,
            theta=first.theta,
            beside=tuple(voice for _, voice in kept[1:]),
            decides=tuple(name for name, _ in kept),
        )

    def at_levels(self, levels: NDArray[np.intp]) -> Veto:
        """Return this power facing only some of the levels."""
        eased = None if self.eased is None else self.eased[..., levels]
        fading = None if self.fading is None else self.fading[..., levels]
        return replace(
            self,
            provocation=self.provocation[..., levels],
            gain=self.gain[..., levels],
            eased=eased,
            fading=fading,
            beside=tuple(one.at_levels(levels) for one in self.beside),
        )

    def harm(self, block: Block = EVERY) -> Array:
        """Return what each term costs the power. Shape `(world, term, level)`."""
        cost: Array = self.sting[block][:, None, None] * self.provocation[block]
        if self.eased is not None and self.theta is not None:
            lost = self.eased[:, block].sum(axis=0)
            cost = cost + self.theta[block][:, None, None] * lost
        return cost

    def hold(self, member: int, block: Block = EVERY) -> Array:
        """Return what keeps a member in the pact. Shape `(world, term, level)`."""
        kept: Array = self.gain[member][block]
        faded = self.faded(member, block)
        return kept if faded is None else kept + faded

    def faded(self, member: int, block: Block = EVERY) -> Array | None:
        """Return by how much each term weakens the threat; None for not at all."""
        if self.fading is not None:
            return np.asarray(self.fading[member][block])
        if self.eased is None or self.trust is None:
            return None
        part: Array = self.trust[block][:, None]
        if self.used is not None:
            part = part * self.used[member][block]
        return np.asarray(part[:, :, None] * self.eased[member][block])

    def can(self, choice: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say in which worlds it can stop a bundle. Shape `(world,)`.

        Args:
            choice: Index of the level of each term. Shape `(world, term)`.
        """
        able = np.zeros(len(choice), dtype=bool)
        spots = _spots(self.gain[0], choice)
        for member, pull in enumerate(self.pull):
            kept = _taken(self.gain[member], spots)
            if self.fading is not None:
                kept += _taken(self.fading[member], spots)
            elif self.eased is not None and self.trust is not None:
                part = self.trust
                if self.used is not None:
                    part = part * self.used[member].T
                kept += part * _taken(self.eased[member], spots)
            able |= _added(kept) < pull
        return able

    def wants(self, choice: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say in which worlds it wants to stop a bundle. Shape `(world,)`.

        Args:
            choice: Index of the level of each term. Shape `(world, term)`.
        """
        spots = _spots(self.provocation, choice)
        cost = self.sting * _taken(self.provocation, spots)
        if self.eased is not None and self.theta is not None:
            lost = sum(_taken(table, spots) for table in self.eased)
            cost += self.theta * lost
        wants = np.asarray(_added(cost) > self.limit)
        for other in self.beside:
            wants &= other.wants(choice)
        return wants

    def blocks(self, choice: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say in which worlds it stops a bundle. Shape `(world,)`."""
        can = self.can(choice)
        return can if self.refuses else can & self.wants(choice)


def pick(table: Array, choice: NDArray[np.intp]) -> Array:
    """Add up the cells of a table that a bundle chooses.

    Args:
        table: Shape `(world, term, level)`.
        choice: Index of the level of each term. Shape `(world, term)`.

    Returns:
        Sums over terms. Shape `(world,)`.

    Examples:
        >>> pick(np.array([[[0.0, 1.0], [0.0, 3.0]]]), np.array([[1, 1]]))
        array([4.])
    """
    return _added(_taken(table, _spots(table, choice)))


def _spots(table: Array, choice: NDArray[np.intp]) -> NDArray[np.intp]:
    """Find where the chosen cells lie in a flat table. Shape `(term, world)`."""
    worlds, terms, levels = table.shape
    first = np.arange(worlds) * (terms * levels)
    return np.asarray(np.arange(terms)[:, None] * levels + first + choice.T)


def _taken(table: Array, spots: NDArray[np.intp]) -> Array:
    """Take cells of a table. Shape `(term, world)`."""
    return table.reshape(-1).take(spots)


def _added(cells: Array) -> Array:
    """Add cells up, term after term. Shape `(world,)`."""
    total = np.zeros(cells.shape[1])
    for one in cells:
        total += one
    return total


def refused_by(vetoes: Sequence[Veto], actor: str) -> list[Veto]:
    """Return vetoes as they would be if a power refused whatever it can stop.

    Args:
        vetoes: All vetoes.
        actor: Code of the power.

    Returns:
        The same vetoes in the same order, refusing, and after them those that also
        pay, as they were: what a power stops by paying it stops only if it wants to.
    """
    now = [veto.refusing(actor) for veto in vetoes]
    paying = [
        old
        for old, new in zip(vetoes, now, strict=True)
        if new.refuses and not old.refuses and old.sticks is not None
    ]
    return [*now, *paying]
