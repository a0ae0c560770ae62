"""The solved pact as a game of permission, in which the power alone knows its limit.

The members offer one of the bundles that were struck: what they would want if nobody
looked, what passes in the power's shadow, or what stands against its refusal. The power
bears or blocks it. Its limit is known to it alone; the members know its range, cut into
kinds of equal chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.errors import StrategyError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.consent import Consent, consents_in
from suzerain.strategy.game.permission import permission_game
from suzerain.strategy.game.quantal import Quantal, quantal
from suzerain.strategy.game.tree import Game
from suzerain.strategy.permitted import Leave, Permitted
from suzerain.strategy.problem import chosen_pact, refuse_muddle, whole
from suzerain.strategy.setting import Setting, set_up
from suzerain.strategy.tolerance import Veto, pick

BUNDLES = ("unwatched", "in its shadow", "against refusal")
NOTHING = "nothing"
Truth = NDArray[np.bool_]


def permission(
    case: Case,
    worlds: Worlds | None = None,
    *,
    pact: str | None = None,
    power: str | None = None,
    kinds: int | None = None,
) -> Permitted:
    """Play a solved pact as a game of permission.

    Three ways: all know all (backward induction); the power alone knows its limit, and
    the members offer what brings the first of them most on average over its kinds
    (perfect Bayesian equilibrium: no move of a member tells the power anything, and
    what it answers tells them nothing that they could still use); and likewise with
    errors that are rarer the more they cost (agent quantal response).

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        pact: Id of the pact; the case's first when left out.
        power: The power whose leave is asked; the patron when left out.
        kinds: Kinds of power, equally likely; `permission.kinds` when left out.

    Returns:
        Shares of worlds of each offer, answer and outcome, each way.

    Raises:
        NoPact: If the case holds no pact.
        StrategyError: If nobody is asked, or nobody gains from any bundle.
        UnknownActor: If the power is no third power of the pact.

    Examples:
        >>> permission(Case(name="empty"))
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    worlds = Worlds() if worlds is None else worlds
    chosen = chosen_pact(case, pact)
    refuse_muddle(case, chosen, ())
    setting = set_up(case, chosen, worlds, steps=whole(case, "pact.levels"))
    veto = _asked(setting, power)
    deals = consents_in(replace(setting, patron=veto.actor))
    number = whole(case, "permission.kinds") if kinds is None else kinds
    limits = _limits(veto, number)
    choices = _choices(deals)
    gain = {name: _gains(setting, choice) for name, choice in choices.items()}
    loss = {name: _losses(setting, veto, choice) for name, choice in choices.items()}
    harm = {name: pick(veto.harm(), choice) for name, choice in choices.items()}
    typical = _typical(gain[BUNDLES[0]], chosen.id)
    known = {name: one - veto.limit for name, one in harm.items()}
    hidden = {name: one[:, None] - limits for name, one in harm.items()}
    precision = case.register.draw(worlds, "permission.precision")
    game = permission_game(
        chosen.members,
        veto.actor,
        gain={name: _scaled(one, precision, typical) for name, one in gain.items()},
        harm={name: _scaled(one, precision, typical) for name, one in hidden.items()},
        loss={name: _scaled(one, precision, typical) for name, one in loss.items()},
        own_loss=_scaled(_own_losses(veto, setting), precision, typical),
        kinds={_kind(k): 1 / number for k in range(number)},
    )
    return Permitted(
        pact=chosen,
        power=veto.actor,
        limits=limits,
        level={
            name: setting.table.levels[choice[:, setting.spots]]
            for name, choice in choices.items()
        },
        gain=gain,
        perfect=_foreseen(gain, loss, {n: one[:, None] for n, one in known.items()}),
        private=_foreseen(gain, loss, hidden),
        erring=_erring(quantal(game, 1.0), game, chosen.members, veto.actor, number),
        typical=typical,
        game=game,
    )


def _asked(setting: Setting, power: str | None) -> Veto:
    name = setting.patron if power is None else power
    if name is None:
        raise StrategyError(
            "no outside power stands out as patron",
            "a power whose leave is asked",
            "name one with --power",
        )
    names = [one.actor for one in setting.threats]
    if name not in names:
        raise UnknownActor(name, names, f"the third powers of {setting.pact.id!r}")
    return setting.vetoes[names.index(name)]


def _limits(veto: Veto, number: int) -> Array:
    """Cut the range of the power's limit into kinds of equal chance, strict first."""
    if number < 1:
        raise StrategyError(f"{number} kinds of power", "1 or more", "leave kinds out")
    middles = np.linspace(0, 1, 2 * number + 1)[1::2]
    return np.asarray(np.quantile(veto.limit, middles))


def _choices(deals: Consent) -> dict[str, NDArray[np.intp]]:
    found = (deals.unwatched, deals.with_consent, deals.against)
    return {name: deal.choice for name, deal in zip(BUNDLES, found, strict=True)}


def _gains(setting: Setting, choice: NDArray[np.intp]) -> Array:
    """What a bundle brings each member. Shape `(world, member)`."""
    return np.stack([pick(table, choice) for table in setting.table.gain], axis=1)


def _losses(setting: Setting, veto: Veto, choice: NDArray[np.intp]) -> Array:
    """What the power can take from each member if they strike it; same shape.

    It detaches a member that this exceeds its gain for, as `Veto.can` has it.
    """
    kept = [
        pick(veto.hold(m) - setting.table.gain[m], choice)
        for m in range(len(veto.pull))
    ]
    return np.maximum(veto.pull - np.stack(kept), 0).T


def _own_losses(veto: Veto, setting: Setting) -> Array:
    """What carrying out the threat on each member costs the power; same shape."""
    if veto.arms:
        return np.stack([one.cut.cost for one in veto.arms], axis=1)
    return np.zeros((setting.table.gain.shape[1], len(veto.pull)))


def _typical(gain: Array, pact: str) -> float:
    joint = gain.sum(axis=1)
    here = joint[joint > 0]
    if not here.size:
        raise StrategyError(
            f"in no world do all members of {pact!r} gain: there is nothing to permit",
            "a pact that somebody would strike if nobody looked",
            "see suzerain solve for what each term is worth",
        )
    return float(np.median(here))


def _scaled(table: Array, precision: Array, typical: float) -> Array:
    lead = (slice(None),) + (None,) * (table.ndim - 1)
    return table * precision[lead] / typical


def _kind(number: int) -> str:
    return f"kind {number + 1}"


def _foreseen(
    gain: Mapping[str, Array], loss: Mapping[str, Array], harm: Mapping[str, Array]
) -> Leave:
    """Play it without errors, the members knowing only the kinds that harm lists.

    Members defy together if each gains more than it would lose, and all foresee it; so
    the power blocks what harms it and would fall, and nothing else.
    """
    names = list(gain)
    falls = [
        (loss[name] >= gain[name]).any(axis=1) * (harm[name] > 0).mean(axis=1)
        for name in names
    ]
    stands = 1 - np.stack(falls)
    first = np.stack([gain[name][:, 0] for name in names])
    expected = np.vstack((stands * first, np.zeros((1, first.shape[1]))))
    offer = np.where(expected.max(axis=0) > 0, expected.argmax(axis=0), len(names))
    made = np.stack([offer == at for at in range(len(names) + 1)])
    passes = (made[:-1] * stands).sum(axis=0)
    return Leave(
        offer={
            name: made[at].astype(np.float64)
            for at, name in enumerate((*names, NOTHING))
        },
        pact=passes,
        blocked=made[:-1].sum(axis=0) - passes,
        settled=np.ones(len(passes), dtype=bool),
    )


def _erring(
    found: Quantal, game: Game, members: Sequence[str], power: str, kinds: int
) -> Leave:
    offered = found.of(members[0], "offer")
    actions = game.moves[game.find(members[0], "offer")].actions
    passes = np.zeros(game.draws)
    for at, name in enumerate(actions[:-1]):
        defied = np.ones(game.draws)
        for member in members:
            defied = defied * found.of(member, f"{member} on {name}")[:, 1]
        for kind in range(kinds):
            answer = found.of(power, f"{_kind(kind)} {power} on {name}")
            stands = answer[:, 0] + answer[:, 1] * defied
            passes += offered[:, at] * stands / kinds
    return Leave(
        offer={name: offered[:, at] for at, name in enumerate(actions)},
        pact=passes,
        blocked=offered[:, :-1].sum(axis=1) - passes,
        settled=found.settled,
    )


def one_world(found: Permitted, world: int) -> Game:
    """Return the game of one world, with payoffs in parts of a typical gain."""
    return replace(found.game.at_draw(world), title=f"{found.pact.id}, world {world}")
