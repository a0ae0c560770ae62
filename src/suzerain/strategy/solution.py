"""The verb `solve`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.core.driver import drivers_of_each
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.answers import Reply, replies
from suzerain.strategy.attempt import capped, reshaping, struck_levels
from suzerain.strategy.bargain import Bargain, Method, bargain
from suzerain.strategy.concert import concerts
from suzerain.strategy.consent import Consent, Price, consents_in, price_of_veto
from suzerain.strategy.lever import Push
from suzerain.strategy.outcome import Solution
from suzerain.strategy.particulars import Particulars
from suzerain.strategy.problem import chosen_pact, refuse_muddle, whole
from suzerain.strategy.remarks import contradictions, notes_on
from suzerain.strategy.setting import Setting, set_up
from suzerain.strategy.shadow import Shadow
from suzerain.strategy.threat import TRADED, threats
from suzerain.strategy.tolerance import attitudes, vetoes

__all__ = ["Solution", "against", "solve", "without"]

Truth = NDArray[np.bool_]


def solve(
    case: Case,
    worlds: Worlds | None = None,
    *,
    pact: str | None = None,
    levels: int | None = None,
    refusing: Sequence[str] = (),
    absent: Sequence[str] = (),
    method: Method = "nash",
    push: Push | None = None,
) -> Solution:
    """Solve a pact: what members strike under the tolerance of the powers around it.

    1. Reckon what each level of each term is worth (equation 6).
    2. Measure each third power's threat, and find the patron among them.
    3. Strike the pact four times: unwatched, without the patron, in its shadow, and
       against its refusal (equations 7 to 9).
    4. Ask which assumptions decide whether there is a pact.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        pact: Id of the pact; the case's first when left out.
        levels: Levels of each term, from nothing to all of it; `pact.levels` when
            left out.
        refusing: Outsiders that stop whatever they can, throughout.
        absent: Outsiders that stop nothing, throughout.
        method: `nash` or `kalai-smorodinsky`.
        push: Caps on terms and payments to members; none when left out. Numbers that it
            would change are those of the case.

    Returns:
        The solution.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If it holds none of this id.
        UnknownActor: If a named actor, member, giver or taker is not in the case.
        StrategyError: If a member is named as a third power, or a term joins others
            than two members.

    Examples:
        >>> solve(Case(name="empty"))
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    worlds = Worlds() if worlds is None else worlds
    own = worlds.apart()
    chosen = chosen_pact(case, pact)
    refuse_muddle(case, chosen, (*refusing, *absent))
    steps = whole(case, "pact.levels") if levels is None else levels
    pushed = Push() if push is None else push
    game = set_up(
        case,
        chosen,
        own,
        steps=steps,
        refusing=refusing,
        absent=absent,
        reshape=reshaping(pushed) if pushed.caps or pushed.gifts else None,
    )
    deals = consents_in(game, method=method)
    by_trade = _against_trade(case, own, game, deals, method)
    absences = _absences(game, deals, method)
    answered = _replies(case, own, game, deals)
    worlds.drawn.update(own.drawn)
    found = [deals.with_consent, deals.against]
    top, consent = drivers_of_each([_outcome(deal) for deal in found], own.drawn)
    free, grid = deals.unwatched, capped(game, pushed.caps)
    names = (name for veto in game.vetoes for name in veto.basis)
    basis = (*chosen.basis, *game.table.basis, *names, *_SETTINGS)
    return Solution(
        pact=chosen,
        powers=tuple(one.actor for one in game.threats),
        patron=game.patron or "",
        exists=deals.with_consent.exists,
        exists_without_consent=deals.against.exists,
        exists_without_patron=deals.without_patron.exists,
        level=struck_levels(game, deals.with_consent, grid),
        level_unwatched=struck_levels(game, free, grid),
        level_without_consent=struck_levels(game, deals.against, grid),
        level_without_patron=struck_levels(game, deals.without_patron, grid),
        surplus=deals.with_consent.surplus,
        can=_side_by_side([v.can(free.choice) & free.exists for v in game.alone], own),
        wants=_side_by_side(
            [v.wants(free.choice) & free.exists for v in game.alone], own
        ),
        watched=free.exists,
        replies=answered,
        shadows=tuple(
            Shadow(
                actor=veto.actor,
                level=struck_levels(game, deal, grid),
                surplus=deal.surplus,
            )
            for veto, deal in zip(game.alone, absences, strict=True)
        ),
        concerts=concerts(game.together, game.expected, free),
        leverage=np.array([one.leverage for one in game.threats]).reshape(
            len(game.threats), len(chosen.members), worlds.count
        ),
        price=_veto_price(deals, game),
        exists_against_trade=None if by_trade is None else by_trade.exists,
        director_index=deals.director_index,
        present_level=case.register["pact.present_level"].spread.centre,
        top_assumptions=top,
        consent_assumptions=consent,
        register=case.register,
        notes=(
            *notes_on(deals, (by_trade, *absences), game.patron, steps, method),
            *game.tried,
            *contradictions(answered),
            *game.table.notes,
        ),
        basis=tuple(dict.fromkeys(basis)),
        particulars=Particulars(
            case=case,
            pact=game.pact,
            worlds=own,
            table=game.table,
            vetoes=game.alone,
            free=free,
            deal=deals.with_consent,
        ),
    )


def without(case: Case, actor: str, worlds: Worlds | None = None) -> Solution:
    """Solve as if this outsider could stop nothing.

    Args:
        case: The case.
        actor: Any actor that is not a member.
        worlds: Worlds to draw in.

    Raises:
        UnknownActor: If there is no such actor.
        StrategyError: If it is a member.
    """
    return solve(case, worlds, absent=(actor,))


def against(case: Case, actor: str, worlds: Worlds | None = None) -> Solution:
    """Solve as if this outsider stopped whatever it can.

    Args:
        case: The case.
        actor: Any actor that is not a member.
        worlds: Worlds to draw in.

    Raises:
        UnknownActor: If there is no such actor.
        StrategyError: If it is a member.
    """
    return solve(case, worlds, refusing=(actor,))


def _against_trade(
    case: Case, worlds: Worlds, game: Setting, deals: Consent, method: Method
) -> Bargain | None:
    """Strike the pact although the patron refuses, if it can cut trade alone."""
    if game.patron is None:
        return None
    alone = (game.patron,)
    by_trade = threats(
        case, game.pact, worlds, alone, groups=TRADED, known=game.threats
    )
    (lever,) = vetoes(
        case,
        game.pact,
        game.table,
        by_trade,
        worlds,
        refusing=alone,
        offering=False,
    )
    return bargain(
        game.table.gain,
        weight=game.weight,
        effort=game.effort,
        vetoes=[lever, *(v for v in game.vetoes if game.patron not in v.parties)],
        method=method,
        wider=deals.without_patron,
    )


def _replies(
    case: Case, worlds: Worlds, game: Setting, deals: Consent
) -> tuple[Reply, ...]:
    codes = [veto.actor for veto in game.alone]
    return replies(
        game.alone,
        game.together,
        unwatched=deals.unwatched,
        struck=deals.with_consent,
        margin=[case.register.draw(worlds, "power.margin", code) for code in codes],
        attitudes=[attitudes(case, game.pact, code) for code in codes],
    )


def _absences(game: Setting, deals: Consent, method: Method) -> list[Bargain]:
    """Strike the pact without each power, the others watching."""
    found = []
    for veto in game.alone:
        deal = deals.without_patron
        if veto.actor != game.patron:
            deal = bargain(
                game.table.gain,
                weight=game.weight,
                effort=game.effort,
                vetoes=[v for v in game.vetoes if veto.actor not in v.parties],
                method=method,
                wider=deals.unwatched,
            )
        found.append(deal)
    return found


def _side_by_side(columns: Sequence[Truth], worlds: Worlds) -> Truth:
    none = np.zeros((worlds.count, 0), dtype=bool)
    return np.stack(columns, axis=1) if columns else none


_SETTINGS = (
    "pact.bargaining_power",
    "pact.levels",
    "pact.present_level",
    "measure.patron_share",
    "power.margin",
    "power.pairs",
    "power.watched",
    "power.followers",
)


def _veto_price(deals: Consent, game: Setting) -> Price | None:
    for one in game.threats:
        if one.actor == game.patron:
            menus = [one.menu(m) for m in range(len(one.loss))]
            return price_of_veto(deals.without_patron, menus)
    return None


def _outcome(deal: Bargain) -> Array:
    """Whether there is a pact; where that never varies, the members' joint gain."""
    if deal.exists.all() or not deal.exists.any():
        return np.asarray(deal.surplus.sum(axis=0))
    return deal.exists.astype(np.float64)
