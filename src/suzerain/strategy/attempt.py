"""One trial value after the other, all in the same worlds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.change import change
from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.consent import consents_in
from suzerain.strategy.lever import Push
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.problem import whole
from suzerain.strategy.setting import Setting, set_up
from suzerain.strategy.target import Target, holds_in, value_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attempt:
    """Hold a pact as solved with something pushed.

    Args:
        value: The outcome, a share of worlds.
        holds: Worlds in which it holds. Shape `(world,)`.
        exists: Worlds with a pact. Shape `(world,)`.
        surplus: Members' gains in log welfare. Shape `(member, world)`.
    """

    value: float
    holds: NDArray[np.bool_]
    exists: NDArray[np.bool_]
    surplus: Array


@dataclass(slots=True, kw_only=True, eq=False)
class Probe:
    """Solve a pact again and again with something pushed, counting.

    A trial whose numbers are those of the pact as it is, is not solved again, and one
    that leaves all payoffs alone takes over what members would strike unwatched.

    Args:
        case: The case.
        pact: Its pact.
        worlds: The worlds, drawn once.
        target: The outcome.
        solves: Trials solved so far.
    """

    case: Case
    pact: Pact
    worlds: Worlds
    target: Target
    solves: int = 0
    _first: bytes = b""
    _base: bytes = b""
    _as_is: Attempt | None = None
    _free: Bargain | None = None

    def setting(self, push: Push, worlds: Worlds) -> Setting:
        """Draw the pact with something pushed."""
        case = change(self.case, push.changes) if push.changes else self.case
        known = {pact.id: pact for pact in case.pacts}
        return set_up(
            case,
            known[self.pact.id],
            worlds,
            steps=whole(case, "pact.levels"),
            reshape=reshaping(push) if push.caps or push.gifts else None,
        )

    def __call__(self, push: Push) -> Attempt:
        """Solve with something pushed, and read the outcome off."""
        setting = self.setting(push, self.worlds.apart())
        levels = capped(setting, push.caps)
        first, key = _digests(setting, levels)
        if self._as_is is not None and key == self._base:
            return self._as_is
        self.solves += 1
        deals = consents_in(
            setting, unwatched=self._free if first == self._first else None
        )
        present = self.case.register["pact.present_level"].spread.centre
        holds, asked = holds_in(
            self.target, setting, deals, levels=levels, present=present
        )
        found = Attempt(
            value=value_of(holds, asked),
            holds=holds,
            exists=deals.with_consent.exists,
            surplus=deals.with_consent.surplus,
        )
        if self._as_is is None:
            self._first, self._base = first, key
            self._as_is, self._free = found, deals.unwatched
        return found


def reshaping(push: Push) -> Callable[[Payoffs], Payoffs]:
    """Return what puts caps and gifts into payoffs.

    Beyond its cap a level of a term is worth what the cap is worth. A gift is the same
    whatever the bundle.

    Args:
        push: The caps and gifts.
    """

    def reshape(table: Payoffs) -> Payoffs:
        gain, provocation = table.gain.copy(), table.provocation.copy()
        eased = {actor: ease.copy() for actor, ease in table.eased.items()}
        for t, term in enumerate(table.terms):
            if term.id in push.caps:
                top = _top(table.levels, push.caps[term.id])
                for cells in (gain, provocation, *eased.values()):
                    cells[..., t, top + 1 :] = cells[..., t, top : top + 1]
        for member, gift in push.gifts.items():
            gain[table.members.index(member), :, 0] += gift
        return replace(table, gain=gain, provocation=provocation, eased=eased)

    return reshape


def capped(setting: Setting, caps: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the level that each step of each term stands for.

    Args:
        setting: The pact, drawn.
        caps: Most that is delivered of a term, by its id.

    Returns:
        Levels. Shape `(term, level)`.
    """
    levels = setting.table.levels
    return np.stack(
        [
            np.minimum(levels, levels[_top(levels, caps.get(term.id, 1))])
            for term in setting.table.terms
        ]
    )


def struck_levels(
    setting: Setting, deal: Bargain, levels: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Read the level of each term that a deal holds, in the order of the case's terms.

    Args:
        setting: The pact, drawn.
        deal: What members strike.
        levels: The level of each step of each term, as `capped` gives it.

    Returns:
        Levels. Shape `(world, term)`.
    """
    terms = np.arange(levels.shape[0])
    return np.asarray(levels[terms, deal.choice][:, setting.spots])


def _top(levels: Array, cap: float) -> int:
    slack = np.finfo(np.float64).eps * len(levels)
    return int(np.searchsorted(levels, cap + slack, side="right")) - 1


def _digests(setting: Setting, levels: Array) -> tuple[bytes, bytes]:
    """Sum up the numbers of the bargain alone, and all numbers."""
    found = hashlib.blake2b()
    for numbers in (setting.table.gain, setting.weight):
        found.update(numbers.tobytes())
    first = found.digest()
    found.update(repr((setting.patron, levels.tolist())).encode())
    for veto in setting.vetoes:
        found.update(veto.actor.encode())
        parts = (veto.provocation, veto.sting, veto.limit, veto.pull)
        shared = (veto.eased, veto.trust, veto.theta, veto.used, veto.fading)
        for maybe in (*parts, *shared):
            found.update(b"" if maybe is None else maybe.tobytes())
    return first, found.digest()
