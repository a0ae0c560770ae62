"""Whether keeping the pact pays each member, at every step and without a court."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term
from suzerain.core.codes import actor_name, good_name
from suzerain.core.estimate import Estimate
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.promise import ending, round_of, worth_over_time
from suzerain.strategy.temptation import Round, least_weight, tranches_needed

Truth = NDArray[np.bool_]
MONTHS = 12
ROWS = (
    "dynamics.discount",
    "dynamics.detection",
    "dynamics.upkeep",
    "enforcement.tranches",
    "enforcement.most_tranches",
    "forecast.pact_end",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """Say whether one promise, or all of them, are kept without a court.

    Shares are of the worlds in which it was made; the other numbers are their medians.

    Args:
        id: Id of the term, or of the pact.
        p_self_enforcing: Share in which keeping it pays; None if it was never made.
        critical_discount: Least weight of the next year at which it would; None where
            none below 1 is enough.
        critical_hazard: Largest chance that all ends within a year at which it still
            would; None where it would not even without one.
        tranches: Parts in which goods that stay with their taker must be given where
            giving them at once is not kept; 1 where that is kept throughout, None
            where no such good is given or no number is enough.
        p_with_tranches: Share in which some number of parts is enough.
        defector: Who is the likeliest to break it, of two alike the one who holds a
            good that stays; empty where nobody would.
    """

    id: str
    p_self_enforcing: float | None = None
    critical_discount: float | None = None
    critical_hazard: float | None = None
    tranches: int | None = None
    p_with_tranches: float | None = None
    defector: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON values, all finite."""
        return {
            "id": self.id,
            "p_self_enforcing": self.p_self_enforcing,
            "critical_discount": self.critical_discount,
            "critical_hazard": self.critical_hazard,
            "tranches": self.tranches,
            "p_with_tranches": self.p_with_tranches,
            "defector": self.defector or None,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Enforcement:
    """Hold whether a pact enforces itself, as a whole and term by term.

    Args:
        pact: The pact as a whole.
        terms: Its terms.
        keeps: Whether each member keeps all its promises; true without a pact. Shape
            `(member, world)`.
        exists: Worlds with a pact. Shape `(world,)`.
        worth: What the pact is worth to each member over time, in years of log
            welfare. Shape `(member, world)`.
        members: Codes of the members.
        basis: Ids of the assumptions behind it.
        named: The terms by id, for words.
    """

    pact: Fidelity
    terms: tuple[Fidelity, ...]
    keeps: Truth
    exists: Truth
    worth: Array
    members: tuple[str, ...]
    basis: tuple[str, ...]
    named: dict[str, Term] = field(default_factory=dict)

    @property
    def p_self_enforcing(self) -> float | None:
        """Share of the worlds with a pact in which it enforces itself."""
        return self.pact.p_self_enforcing

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON values, all finite."""
        whole = self.pact.to_dict()
        del whole["id"]
        here = self.exists
        return {
            **whole,
            "terms": [term.to_dict() for term in self.terms],
            "worth": {
                member: Estimate(values=self.worth[m][here], unit="").to_dict()
                for m, member in enumerate(self.members)
                if here.any()
            },
            "basis": list(self.basis),
        }

    def __str__(self) -> str:
        if self.p_self_enforcing is None:
            return "  no pact to keep"
        head = f"  it enforces itself in {self.p_self_enforcing:.0%}"
        if self.pact.defector:
            head += f"; likeliest to break it: {actor_name(self.pact.defector)}"
        return "\n".join([head, *filter(None, map(self._line, self.terms))])

    def _line(self, kept: Fidelity) -> str:
        if not kept.defector or kept.p_self_enforcing is None:
            return ""
        term = self.named[kept.id]
        text = (
            f"     {kept.p_self_enforcing:4.0%}  {good_name(term.good)} from "
            f"{actor_name(term.giver)} to {actor_name(term.taker)}"
        )
        if kept.defector != term.giver:
            text += f"; {actor_name(kept.defector)} would stop paying"
        if kept.tranches is not None and kept.tranches > 1:
            text += f"; in {kept.tranches}+ parts {kept.p_with_tranches:.0%}"
        return text


def enforcement(
    case: Case, pact: Pact, worlds: Worlds, table: Payoffs, deal: Bargain
) -> Enforcement:
    """Ask of every promise of a struck pact whether keeping it pays.

    1. Take what each term brings and costs in the deal that was struck.
    2. Weigh the next round by patience and by the chance that all ends before it.
    3. Compare each member's best breach with what it would lose.

    Args:
        case: The case.
        pact: The pact, its terms in the order of `table`.
        worlds: Where assumptions are drawn.
        table: What every level of every term is worth.
        deal: What the members struck.

    Returns:
        Shares of worlds, thresholds, and who would break it.
    """
    now = round_of(case, pact, worlds, table, deal)
    clock = _clock(case, pact, worlds)
    parts = np.maximum(case.register.draw(worlds, "enforcement.tranches"), 1)
    future, tempted = now.future(parts), now.temptation
    bar = least_weight(tempted, future)
    needed = _enough(clock, tranches_needed(tempted, now, clock.weight))
    keeps = bar <= clock.weight[:, None]
    whole = _keeping(
        pact.id,
        clock,
        bar.max(axis=1),
        deal.exists,
        needed=needed.max(axis=1) if now.kept.any() else None,
        blame=[(pact.members[m], ~keeps[:, m]) for m in range(now.count)],
    )
    terms = []
    for t, term in enumerate(pact.terms):
        giver, taker = int(now.giver[t]), int(now.taker[t])
        own = now.cost[:, t] / now.seen[:, t]
        alone = least_weight(own, future[:, giver])
        blame = [(term.giver, alone > clock.weight)]
        staged = None
        if now.kept[:, t].any():
            alone = np.maximum(alone, bar[:, taker])
            blame.insert(0, (term.taker, ~keeps[:, taker]))
            lone = _enough(clock, _parts(now, own, clock.weight, giver))
            staged = np.maximum(lone, needed[:, taker])
        made = deal.exists & (deal.choice[:, t] > 0)
        terms.append(_keeping(term.id, clock, alone, made, needed=staged, blame=blame))
    return Enforcement(
        pact=whole,
        terms=tuple(terms),
        keeps=(keeps | ~deal.exists[:, None]).T,
        exists=deal.exists,
        worth=worth_over_time(case, pact, worlds, now),
        members=pact.members,
        basis=_basis(pact),
        named={term.id: term for term in pact.terms},
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Clock:
    """How long a round is, and what it takes off the worth of the next."""

    years: Array
    patience: Array
    lasting: Array
    most: float

    @property
    def weight(self) -> Array:
        """Weight of the next round against this one."""
        return np.asarray((self.patience * self.lasting) ** self.years)


def _clock(case: Case, pact: Pact, worlds: Worlds) -> _Clock:
    draw = case.register.draw
    return _Clock(
        years=draw(worlds, "dynamics.detection") / MONTHS,
        patience=draw(worlds, "dynamics.discount"),
        lasting=np.exp(-ending(case, pact, worlds)),
        most=case.register["enforcement.most_tranches"].spread.centre,
    )


def _enough(clock: _Clock, parts: Array) -> Array:
    """Take numbers of parts that are too large to be of use as no remedy."""
    return np.where(parts <= clock.most, parts, np.inf)


def _keeping(
    name: str,
    clock: _Clock,
    bar: Array,
    made: Truth,
    *,
    needed: Array | None,
    blame: list[tuple[str, Truth]],
) -> Fidelity:
    if not made.any():
        return Fidelity(id=name)
    yearly = bar[made] ** (1 / clock.years[made])
    patience = float(np.median(yearly / clock.lasting[made]))
    hazard = float(np.median(1 - yearly / clock.patience[made]))
    often = {who: int(fails[made].sum()) for who, fails in blame}
    most = max(often, key=lambda who: often[who])
    parts = np.zeros(0) if needed is None else needed[made]
    enough = parts[np.isfinite(parts)]
    staged = enough[enough > 1] if (enough > 1).any() else enough
    return Fidelity(
        id=name,
        p_self_enforcing=float((bar <= clock.weight)[made].mean()),
        critical_discount=patience if patience < 1 else None,
        critical_hazard=hazard if hazard >= 0 else None,
        tranches=round(float(np.median(staged))) if staged.size else None,
        p_with_tranches=enough.size / parts.size if parts.size else None,
        defector=most if often[most] else "",
    )


def _parts(now: Round, tempted: Array, weight: Array, member: int) -> Array:
    """Parts at which one temptation is resisted. Shape `(world,)`."""
    alone = np.zeros((len(tempted), now.count))
    alone[:, member] = tempted
    return np.asarray(tranches_needed(alone, now, weight)[:, member])


def _basis(pact: Pact) -> tuple[str, ...]:
    war = ("forecast.war_end",) if pact.during_war else ()
    seen = [f"good.{term.good}.verified" for term in pact.terms]
    return tuple(dict.fromkeys((*ROWS, *war, *seen)))
