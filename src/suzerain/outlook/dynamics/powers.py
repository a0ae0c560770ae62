"""What third powers bear as months pass: harm, patience, and the means to stop it.

    H(t)  = omega (r(t) + m p(t)) + theta * eased
    P'(t) = recovery (1 - P) - wear * max(0, p + r - today's)
    wants = H > P * (keep + kappa),     can = some member's hold < its pull

The harm, the pull and the hold are those of `strategy.veto`, with today's numbers moved
to those of the month; at the start they are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.belief import Belief
from suzerain.outlook.dynamics.keeping import between
from suzerain.outlook.dynamics.noise import YEAR, Single
from suzerain.outlook.dynamics.rates import Rates
from suzerain.outlook.dynamics.rivals import Rivals
from suzerain.strategy.rivals import rivals_reaction
from suzerain.strategy.setting import Setting
from suzerain.strategy.veto import pick


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Watcher:
    """Hold what one third power could do and minds, worlds last.

    Args:
        actor: Its code.
        omega: Cost to it of one unit of the rivals' answer. Shape `(world,)`.
        minded: How much it minds provocation itself beside that. Shape `(world,)`.
        apart: Other harm of each bundle: that members need it less. `(bundle, world)`.
        limit: Harm that it bears while it is patient. Shape `(world,)`.
        pull: What it moves each member by at the start. Shape `(member, world)`.
        faded: By how much each bundle weakens that. `(bundle, member, world)`.
        hold: Pair `(member, power)` of the start; -1 for none. Shape `(member,)`.
        thresholds: Thresholds that members think possible. Shape `(point,)`.
    """

    actor: str
    omega: Single
    minded: Single
    apart: Single
    limit: Single
    pull: Single
    faded: Single
    hold: NDArray[np.intp]
    thresholds: Single

    def part(self, block: slice) -> Watcher:
        """Return the same power in some worlds."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in ("omega", "minded", "apart", "limit", "pull", "faded"):
            found[name] = np.ascontiguousarray(found[name][..., block])
        return Watcher(**found)


def watchers_of(
    case: Case,
    worlds: Worlds,
    setting: Setting,
    choices: Sequence[NDArray[np.intp]],
    pairs: Sequence[tuple[str, str]],
) -> tuple[Watcher, ...]:
    """Read each third power's veto.

    What several can stop only together is left out.

    Args:
        case: The case.
        worlds: The worlds that the pact was solved in.
        setting: The pact, drawn.
        choices: Levels that are struck, and those without the patron.
        pairs: Pairs of the start.

    Returns:
        One for each power that may act alone.
    """
    reaction = rivals_reaction(case, worlds)
    points = round(case.register["dynamics.belief_points"].spread.centre)
    inside = np.linspace(0, 1, points + 2)[1:-1]
    members = setting.pact.members
    found = []
    for veto in setting.alone:
        omega = case.register.draw(worlds, "power.omega", veto.actor)
        provoked = [veto.sting * pick(veto.provocation, one) for one in choices]
        harm = [pick(veto.harm(), one) for one in choices]
        faded = [
            [
                pick(veto.hold(m), one) - pick(veto.gain[m], one)
                for m in range(len(members))
            ]
            for one in choices
        ]
        found.append(
            Watcher(
                actor=veto.actor,
                omega=omega.astype(np.float32),
                minded=(veto.sting / omega - reaction).astype(np.float32),
                apart=(np.stack(harm) - np.stack(provoked)).astype(np.float32),
                limit=veto.limit.astype(np.float32),
                pull=np.maximum(veto.pull, -1).astype(np.float32),
                faded=np.array(faded, dtype=np.float32),
                hold=np.array([_spot(pairs, m, veto.actor) for m in members]),
                thresholds=np.quantile(veto.limit, inside).astype(np.float32),
            )
        )
    return tuple(found)


class Power:
    """Move one power's patience and what members believe of it.

    Args:
        watcher: The power.
        pair_loss: Log losses of all pairs at the start. Shape `(pair, world)`.
    """

    def __init__(self, watcher: Watcher, pair_loss: Single) -> None:
        self.watcher = watcher
        self._loss = pair_loss[watcher.hold].copy() if len(pair_loss) else None
        worlds = watcher.limit.shape[-1]
        self.patience = np.ones(worlds, dtype=np.float32)
        self.belief = Belief(watcher.thresholds, worlds)
        self._prior: Single | None = None
        self._usual: Single | None = None
        self.harm = np.zeros(worlds, dtype=np.float32)
        self.can = np.zeros(worlds, dtype=bool)
        self.wants = np.zeros(worlds, dtype=bool)
        self.bears = np.ones(worlds, dtype=np.float32)

    @property
    def margin(self) -> Single:
        """Harm that it would still bear, in log welfare; below 0 it objects."""
        return np.asarray(self.watcher.limit * self.patience - self.harm)

    @property
    def tolerates(self) -> NDArray[np.bool_]:
        """Whether it cannot, or does not want to, stop the pact."""
        return np.asarray(~(self.can & self.wants))

    def look(
        self,
        rates: Rates,
        *,
        rivals: Rivals,
        fuller: Single,
        surplus: Single,
        pair_loss: Single,
        ambition: Single,
    ) -> None:
        """See what it minds and could do this month, and let members learn from it.

        Args:
            rates: Of these worlds.
            rivals: Provocation, and what the rivals do.
            fuller: Provocation under the fuller terms. Shape `(world,)`.
            surplus: Each member's. Shape `(member, world)`.
            pair_loss: Log losses of all pairs. Shape `(pair, world)`.
            ambition: How far members have gone to the fuller terms. `(world,)`.
        """
        one = self.watcher
        apart, faded = between(one.apart, ambition), between(one.faded, ambition)
        if self._usual is None:
            self._usual = rivals.tension
        fret = rates.of("patience_wear") * np.maximum(rivals.tension - self._usual, 0)
        change = rates.of("patience_recovery") * (1 - self.patience) - fret
        self.patience = np.clip(self.patience + change / YEAR, 0, 1)
        self.harm = self._harm(rivals.provocation, rivals.cost, apart)
        self.wants = np.asarray(self.margin < 0)
        self.can = self._can(surplus + faded, pair_loss)
        noise = rates.of("belief_noise")
        full = self._harm(fuller, rivals.cost, one.apart[1])
        if self._prior is None:
            self._prior = self.belief.bears(full, noise)
        self.belief.learn(
            self.harm,
            objects=self.can & self.wants,
            seen=self.can,
            noise=noise,
            review=rates.of("review_months"),
        )
        self.bears = self.belief.bears(full, noise)

    @property
    def bolder(self) -> Single:
        """How much surer than at the start members are that it bears fuller terms."""
        prior = np.zeros_like(self.bears) if self._prior is None else self._prior
        left = np.maximum(1 - prior, np.finfo(np.float32).eps)
        return np.clip((self.bears - prior) / left, 0, 1)

    def _harm(self, provocation: Single, rivals: Single, apart: Single) -> Single:
        one = self.watcher
        return np.asarray(one.omega * (rivals + one.minded * provocation) + apart)

    def _can(self, kept: Single, pair_loss: Single) -> NDArray[np.bool_]:
        """Its pull grows and shrinks with what members would lose by its cut-off."""
        pull, able = self.watcher.pull, np.zeros(kept.shape[-1], dtype=bool)
        for member, spot in enumerate(self.watcher.hold):
            moved = pull[member]
            if spot >= 0 and self._loss is not None:
                least = np.finfo(np.float32).eps
                ratio = pair_loss[spot] / np.maximum(self._loss[member], least)
                moved = np.where(self._loss[member] > least, moved * ratio, moved)
            able |= kept[member] < moved
        return able


def _spot(pairs: Sequence[tuple[str, str]], recipient: str, provider: str) -> int:
    return pairs.index((recipient, provider)) if (recipient, provider) in pairs else -1
