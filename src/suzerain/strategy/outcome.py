"""What solving returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.pact import Pact
from suzerain.core.assumption import Register
from suzerain.core.driver import Driver
from suzerain.core.estimate import Estimate
from suzerain.core.frame import Arrays, Framed
from suzerain.core.notebook import html_table
from suzerain.measures.exposure import Array
from suzerain.strategy.answers import Reply
from suzerain.strategy.concert import Concert
from suzerain.strategy.consent import Price
from suzerain.strategy.figures import range_over, share_of
from suzerain.strategy.particulars import Particulars
from suzerain.strategy.registered import registered
from suzerain.strategy.said import (
    by_leave_in_words,
    drivers_in_words,
    in_words,
    term_in_words,
    together_in_words,
    veto_in_words,
    worth_in_words,
)
from suzerain.strategy.shadow import Shadow

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution(Framed):
    """Hold what members would strike, and what third powers would bear.

    Arrays run over worlds. A level is the part of a term that is delivered, 0 to 1; it
    is 0 in worlds without a pact. "Without consent" is the pact that is left when the
    patron stops whatever it can; "without patron" the one struck were it not there.

    Args:
        pact: The pact that was solved.
        powers: Third powers, in case order.
        patron: The one with the largest leverage over the members; empty when none
            stands out.
        exists: Worlds with a pact. Shape `(world,)`.
        exists_without_consent: Worlds with one against the patron's refusal.
        exists_without_patron: Worlds with one if the patron were not there.
        level: Levels of the terms. Shape `(world, term)`.
        level_unwatched: Levels if nobody watched. Same shape.
        level_without_consent: Levels against refusal. Same shape.
        level_without_patron: Levels without the patron. Same shape.
        surplus: Members' gains in log welfare. Shape `(member, world)`.
        can: Whether each power can stop the pact that members would strike if
            unwatched; false without one. Shape `(world, power)`.
        wants: Whether it wants to. Same shape.
        watched: Worlds in which members would strike a pact if unwatched.
        replies: What each power answers.
        shadows: The pact were each power not there.
        concerts: What powers could do together.
        leverage: Each power's over each member. Shape `(power, member, world)`.
        price: What it takes the patron to break the pact; None without a patron.
        exists_against_trade: Worlds with a pact although the patron refuses, if it can
            cut trade alone (goods of the groups `threat.TRADED`); None without a
            patron. Shape `(world,)`.
        director_index: Share of worlds with a pact that would not be there against
            the patron's refusal.
        present_level: Level from which a term counts as present.
        top_assumptions: What drives whether there is a pact.
        consent_assumptions: What drives whether there is one against refusal.
        register: The assumptions used.
        notes: Method and reservations, in words.
        basis: Ids of the claims, cells and assumptions behind all this.
        particulars: What rivals do, which promises hold and what terms do to
            outsiders, reckoned when asked for.
    """

    pact: Pact
    powers: tuple[str, ...]
    patron: str
    exists: Truth
    exists_without_consent: Truth
    exists_without_patron: Truth
    level: Array
    level_unwatched: Array
    level_without_consent: Array
    level_without_patron: Array
    surplus: Array
    can: Truth
    wants: Truth
    watched: Truth
    replies: tuple[Reply, ...]
    shadows: tuple[Shadow, ...]
    concerts: tuple[Concert, ...]
    leverage: Array
    price: Price | None
    exists_against_trade: Truth | None
    director_index: float
    present_level: float
    top_assumptions: tuple[Driver, ...]
    consent_assumptions: tuple[Driver, ...]
    register: Register
    notes: tuple[str, ...]
    basis: tuple[str, ...]
    particulars: Particulars

    _rows_at = "terms"
    _units = dict.fromkeys(("p_present",), "share of worlds") | dict.fromkeys(
        ("low", "median", "high"), "share of the whole delivery"
    )

    def _arrays(self) -> tuple[Arrays, dict[str, Any]]:
        axes = ("world", "term")
        arrays: dict[str, Any] = {
            name: (axes, getattr(self, name), "share of the whole delivery")
            for name in ("level", "level_without_consent", "level_without_patron")
        }
        arrays["exists"] = (("world",), self.exists, "")
        arrays["surplus"] = (("member", "world"), self.surplus, "share of welfare")
        return arrays, {
            "world": range(self.exists.size),
            "term": [term.id for term in self.pact.terms],
            "member": self.members,
        }

    @property
    def members(self) -> tuple[str, ...]:
        """The members, in the pact's order."""
        return self.pact.members

    @property
    def p_pact(self) -> float:
        """Share of worlds with a pact."""
        return float(self.exists.mean())

    @property
    def p_pact_without_consent(self) -> float:
        """Share of worlds with a pact against the patron's refusal."""
        return float(self.exists_without_consent.mean())

    def to_dict(self) -> dict[str, Any]:
        """Return the solution as plain JSON values, all finite."""
        return {
            "pact": self.pact.id,
            "members": list(self.members),
            "terms": [self._term(t) for t in range(len(self.pact.terms))],
            "third_powers": [self._power(p) for p in range(len(self.powers))],
            "coalitions": [one.to_dict() for one in self.concerts],
            "patron": self.patron or None,
            "members_surplus": {
                member: range_over(self.surplus[m][self.exists])
                for m, member in enumerate(self.members)
            },
            "p_pact": self.p_pact,
            "p_pact_without_consent": self.p_pact_without_consent,
            "p_pact_without_patron": float(self.exists_without_patron.mean()),
            "p_pact_against_trade_alone": None
            if self.exists_against_trade is None
            else float(self.exists_against_trade.mean()),
            "director_index": self.director_index,
            "price_of_veto": self._price(),
            "top_assumptions": [self._driver(one) for one in self.top_assumptions],
            "consent_assumptions": [
                self._driver(one) for one in self.consent_assumptions
            ],
            **self.particulars.to_dict(),
            "notes": list(self.notes),
            "basis": list(self.basis),
        }

    def _term(self, t: int) -> dict[str, Any]:
        term = self.pact.terms[t]
        return {
            "id": term.id,
            "giver": term.giver,
            "taker": term.taker,
            "good": term.good,
            "status": term.status,
            "with_consent": self._presence(self.level[:, t]),
            "without_consent": self._presence(self.level_without_consent[:, t]),
            "without_patron": self._presence(self.level_without_patron[:, t]),
        }

    def _presence(self, level: Array) -> dict[str, float]:
        present = level >= self.present_level
        return {"p_present": float(present.mean()), **range_over(level)}

    def _power(self, p: int) -> dict[str, Any]:
        can, wants = self.can[self.watched, p], self.wants[self.watched, p]
        reply = self.replies[p]
        return {
            "actor": self.powers[p],
            "p_can_block": share_of(can),
            "p_wants_block": share_of(wants),
            "p_tolerates": 1 - share_of(can & wants),
            "leverage": {
                member: range_over(self.leverage[p, m])
                for m, member in enumerate(self.members)
            },
            "answers": reply.shares(),
            "demands": reply.demands(self.pact.terms, self.level_unwatched, self.level),
            "shadow": self.shadows[p].to_dict(
                self.pact, self.level, self.surplus, self.present_level
            ),
            "instruments": reply.instruments(self.members),
            "attitudes": list(reply.attitudes),
            "contradictory": reply.contradictory,
        }

    def _price(self) -> dict[str, Any] | None:
        price = self.price
        if price is None or not price.exists.any():
            return None
        here = price.exists
        counts = np.bincount(price.member[here], minlength=len(self.members))
        return {
            "member": self.members[int(counts.argmax())],
            **range_over(price.pressure[here]),
            "cost_to_patron": range_over(price.cost[here]),
            "within_reach": share_of(price.within_reach[here]),
            "instruments": price.instruments(),
        }

    def _driver(self, one: Driver) -> dict[str, Any]:
        name = registered(one.id, self.register)
        return {
            "id": name,
            "about": one.id[len(name) + 1 :],
            "correlation": one.correlation,
            "low": one.low,
            "high": one.high,
        }

    def _rows(self) -> list[tuple[str, float, float, float]]:
        return [
            (
                term_in_words(self.pact.terms[t]),
                row["with_consent"]["p_present"],
                row["without_consent"]["p_present"],
                row["without_patron"]["p_present"],
            )
            for t, row in enumerate(map(self._term, range(len(self.pact.terms))))
        ]

    def __str__(self) -> str:
        lines = [f"{self.pact.name}: struck in {self.p_pact:.0%} of worlds"]
        lines += by_leave_in_words(
            self.patron,
            against=self.p_pact_without_consent,
            absent=float(self.exists_without_patron.mean()),
            leave=self.director_index,
        )
        lines += worth_in_words(
            {
                member: Estimate(values=self.surplus[m][self.exists], unit="")
                for m, member in enumerate(self.members)
                if self.exists.any()
            }
        )
        if self.patron:
            lines.append("  with consent, against refusal, without it: terms")
        for text, consent, against, absent in self._rows():
            columns = (consent, against, absent) if self.patron else (consent,)
            lines.append(f"  {' '.join(f'{one:4.0%}' for one in columns)}  {text}")
        for p in range(len(self.powers)):
            lines += in_words(self._power(p))
        lines += [together_in_words(one.to_dict()) for one in self.concerts]
        lines += veto_in_words(self.patron, self._price())
        lines += filter(None, [str(self.particulars)])
        lines += drivers_in_words(self.top_assumptions, shares=0 < self.p_pact < 1)
        return "\n".join([*lines, *(f"  ({note})" for note in self.notes)])

    def _repr_html_(self) -> str:
        return html_table(
            str(self).partition("\n")[0],
            ("term", "consent", "refusal", "no patron"),
            [
                (text, *(f"{value:.0%}" for value in values))
                for text, *values in self._rows()
            ],
        )
