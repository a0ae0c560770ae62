"""The smallest change that moves an outcome across a threshold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from suzerain.case.case import Case
from suzerain.core.errors import UnknownActor
from suzerain.core.estimate import Estimate
from suzerain.core.frame import Framed, Row, flat
from suzerain.core.worlds import Worlds
from suzerain.strategy.attempt import Attempt, Probe
from suzerain.strategy.crossing import Crossing, Prices
from suzerain.strategy.lever import Lever, Push
from suzerain.strategy.levers import levers_of
from suzerain.strategy.problem import chosen_pact, refuse_muddle, whole
from suzerain.strategy.target import Target, terms_of

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flip(Framed):
    """Hold what would move an outcome across a threshold.

    Args:
        target: The outcome and its threshold.
        value: The outcome as it is.
        crossings: One lever each, the smallest move first, then those that never get
            there, the nearest first.
        pairs: Two levers each, where both together get there sooner than either.
        solves: Number of trials solved.
        notes: How far the search went, in words.
    """

    target: Target
    value: float
    crossings: tuple[Crossing, ...]
    pairs: tuple[Crossing, ...]
    solves: int
    notes: tuple[str, ...]

    _units = dict.fromkeys(("outcome",), "share of worlds")

    def to_rows(self) -> list[Row]:
        """Return one row a lever or pair: whether it gets there, and what it costs."""
        return [
            {"lever": one.title, **flat(one.to_dict())}
            for one in (*self.crossings, *self.pairs)
        ]

    @property
    def smallest(self) -> Crossing | None:
        """The single lever that needs the smallest move; None when none gets there."""
        flipping = [one for one in self.crossings if one.flips]
        return flipping[0] if flipping else None

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain flip --json` prints."""
        return {
            "outcome": self.target.outcome,
            "side": "below" if self.target.below else "above",
            "threshold": self.target.threshold,
            "value": self.value,
            "already": self.target.is_met(self.value),
            "levers": [one.to_dict() for one in self.crossings],
            "pairs": [one.to_dict() for one in self.pairs],
            "solves": self.solves,
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        side = "below" if self.target.below else "above"
        asked = f"{side} {self.target.threshold:.1%}"
        lines = [f"{self.target.outcome} is {self.value:.1%}; asked: {asked}"]
        if self.target.is_met(self.value):
            lines.append("  it is there already: nothing has to change")
        rows = [*(one for one in self.crossings if one.flips), *self.pairs]
        lines += [f"  {one}" for one in rows]
        still = [one for one in self.crossings if not one.flips]
        moved = [one for one in still if one.value != self.value]
        if moved:
            lines.append("  does not get there, moved as far as it goes:")
            lines += [f"    {one.value:6.1%}  {one.title}" for one in moved]
        if len(still) > len(moved):
            idle = len(still) - len(moved)
            lines.append(f"  {idle} more do not get there and bring it no nearer")
        lines += [f"  {note}" for note in self.notes]
        return "\n".join(lines)


def flip(  # noqa: PLR0913 - one for each part of the question
    case: Case,
    outcome: str,
    threshold: float,
    *,
    below: bool = True,
    by: str | None = None,
    worlds: Worlds | None = None,
    pact: str | None = None,
    inputs: int | None = None,
    tell: Tell | None = None,
) -> Flip:
    """Find the smallest change that moves an outcome across a threshold.

    Each lever is moved on its own, from where it is to the end of its range: first at
    `flip.grid` equal steps, then by halving the first step on which the outcome
    crosses. The best few are then moved in pairs. All trials see the same worlds.

    Args:
        case: The case.
        outcome: `p_pact`, `p_pact_without_consent`, `director_index`, a good or
            `giver.good.taker`, `ACTOR.p_can_block` or `ACTOR.p_wants_block`.
        threshold: Share of worlds, 0 to 1.
        below: True to bring the outcome below it, False to bring it above.
        by: Only levers that this actor can move; all when left out.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        pact: Id of the pact; the case's first when left out.
        inputs: Move only so many uncertain inputs, one at a time: what would have to
            be so, not what somebody could do.
        tell: Told of progress, in words.

    Returns:
        What crosses, the smallest move first.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If there is no such pact, outcome or third power.
        UnknownActor: If `by` is not in the case.
        StrategyError: If the threshold is no share, or the pact is a muddle.

    Examples:
        >>> flip(Case(name="empty"), "p_pact", 0.5)
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    chosen = chosen_pact(case, pact)
    refuse_muddle(case, chosen, ())
    known = [actor.code for actor in case.actors]
    if by is not None and by not in known:
        raise UnknownActor(by, known, f"the case {case.name!r}")
    target = Target(outcome=outcome, threshold=threshold, below=below)
    terms_of(target, chosen)
    drawn = (Worlds() if worlds is None else worlds).apart()
    probe = Probe(case=case, pact=chosen, worlds=drawn, target=target)
    setting = probe.setting(Push(), drawn)
    base = probe(Push())
    if target.is_met(base.value):
        return _found(target, base, (), (), probe, ())
    levers = levers_of(
        case,
        chosen,
        setting,
        target=target,
        base=base,
        worlds=drawn,
        by=by,
        inputs=inputs,
    )
    search = _Search(
        probe=probe,
        base=base,
        prices=Prices(case=case, setting=setting, worlds=drawn, base=base),
        grid=whole(case, "flip.grid"),
        halvings=whole(case, "flip.halvings"),
        limit=whole(case, "flip.solves"),
        tell=tell or _silent,
    )
    singles = sorted((search.one((lever,), 1.0) for lever in levers), key=search.rank)
    best = [] if inputs is not None else singles[: whole(case, "flip.pairs")]
    pairs = search.pairs(best)
    notes = _notes(case, search, singles, by)
    return _found(target, base, tuple(singles), pairs, probe, notes)


def _found(
    target: Target,
    base: Attempt,
    singles: tuple[Crossing, ...],
    pairs: tuple[Crossing, ...],
    probe: Probe,
    notes: tuple[str, ...],
) -> Flip:
    return Flip(
        target=target,
        value=base.value,
        crossings=singles,
        pairs=pairs,
        solves=probe.solves,
        notes=notes,
    )


@dataclass(slots=True, kw_only=True, eq=False)
class _Search:
    """Move levers until the outcome is across."""

    probe: Probe
    base: Attempt
    prices: Prices
    grid: int
    halvings: int
    limit: int
    tell: Tell

    def one(self, levers: tuple[Lever, ...], most: float) -> Crossing:
        """Find the least part of the way, up to `most`, that gets there."""
        target = self.probe.target
        self.tell(f"{self.probe.solves} solved; now {_titles(levers)}")
        best, nearest = 0.0, self.base
        short, part, found = 0.0, 0.0, self.base
        for k in range(1, self.grid + 1):
            if self.probe.solves >= self.limit:
                break
            here = _stepped(levers, most * k / self.grid)
            if here == part:
                continue
            short, part = part, here
            found = self._at(levers, part)
            if target.is_met(found.value):
                break
            if target.gap(found.value) < target.gap(nearest.value):
                best, nearest = part, found
        if not target.is_met(found.value):
            return self._crossing(levers, best, 0.0, nearest)
        for _ in range(self.halvings):
            middle = _stepped(levers, (short + part) / 2)
            if middle == part or self.probe.solves >= self.limit:
                break
            trial = self._at(levers, middle)
            if target.is_met(trial.value):
                part, found = middle, trial
            else:
                short = middle
        return self._crossing(levers, part, short, found)

    def pairs(self, singles: list[Crossing]) -> tuple[Crossing, ...]:
        """Move the best levers two by two, less far than either needs alone."""
        found = []
        for one, other in combinations(singles, 2):
            levers = (*one.levers, *other.levers)
            if _clash(*levers):
                continue
            most = min(c.part if c.flips else 1.0 for c in (one, other))
            pair = self.one(levers, most)
            if pair.flips and pair.part < most:
                found.append(pair)
        return tuple(sorted(found, key=self.rank))

    def rank(self, one: Crossing) -> tuple[object, ...]:
        """Order: what gets there by the smallest move, then what comes nearest."""
        gap = one.part if one.flips else self.probe.target.gap(one.value)
        return not one.flips, gap, tuple(lever.key for lever in one.levers)

    def _at(self, levers: tuple[Lever, ...], part: float) -> Attempt:
        push = Push()
        for lever in levers:
            push = push | lever.push(part)
        return self.probe(push)

    def _crossing(
        self, levers: tuple[Lever, ...], part: float, short: float, found: Attempt
    ) -> Crossing:
        push = Push()
        costs: dict[str, Estimate] = {}
        for lever in levers:
            push = push | lever.push(part)
            for code, cost in self.prices.costs(lever, found, part).items():
                total = cost.values + (costs[code].values if code in costs else 0)
                costs[code] = Estimate(values=total, unit=cost.unit)
        return Crossing(
            levers=levers,
            part=part,
            short=short,
            value=found.value,
            flips=self.probe.target.is_met(found.value),
            whole=self.probe.solves < self.limit,
            members=self.prices.members(push, found),
            costs=costs,
        )


def _silent(_: str) -> None:
    return None


def _stepped(levers: tuple[Lever, ...], part: float) -> float:
    return max(lever.part(part) for lever in levers)


def _clash(one: Lever, other: Lever) -> bool:
    """Say whether two levers move the same thing, or pay twice."""
    return one.id == other.id or {one.sort, other.sort} <= {"offer", "aid"}


def _notes(
    case: Case, search: _Search, singles: list[Crossing], by: str | None
) -> tuple[str, ...]:
    notes = []
    if not singles:
        who = "nobody" if by is None else by
        notes.append(f"there is no lever that {who} could move")
    notes.append(
        f"{search.probe.solves} trials; of the uncertain inputs at most "
        f"{whole(case, 'flip.inputs')}, those that the outcome goes with most"
    )
    if search.probe.solves >= search.limit:
        notes.append(f"the search ended at its limit of {search.limit} trials")
    return tuple(notes)


def _titles(levers: tuple[Lever, ...]) -> str:
    return " with ".join(lever.id for lever in levers)
