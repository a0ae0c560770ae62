"""What is to be said beside a solution: how it was found, and what to mind."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.strategy.answers import Reply
from suzerain.strategy.bargain import Bargain, Method
from suzerain.strategy.consent import Consent


def notes_on(
    deals: Consent,
    further: Sequence[Bargain | None],
    patron: str | None,
    steps: int,
    method: Method,
) -> tuple[str, ...]:
    """Say how a pact was solved, the least sure search of all, and what is special.

    Args:
        deals: The four bargains.
        further: Other bargains that were struck.
        patron: The patron's code; None when nobody stands out.
        steps: Levels of each term.
        method: How the surplus is split.
    """
    struck = (deals.unwatched, deals.without_patron, deals.with_consent, deals.against)
    least = max((one for one in (*struck, *further) if one), key=_unproved)
    notes = [f"{method} bargaining over {steps} levels of each term"]
    notes.append(f"search: {least.search}")
    if patron is None:
        notes.append("no outside power stands out as patron")
    if not deals.unwatched.exists.any():
        notes.append("in no world do all members gain: no pact forms")
    elif deals.with_consent.exists.all() or not deals.with_consent.exists.any():
        always = "every" if deals.with_consent.exists.any() else "no"
        notes.append(
            f"there is a pact in {always} world: top assumptions are those that the "
            "members' joint gain goes with"
        )
    return tuple(notes)


def _unproved(deal: Bargain) -> int:
    return 0 if deal.unproved is None else int(deal.unproved.sum())


def contradictions(answered: Sequence[Reply]) -> list[str]:
    """Name the powers that have let be known both favour and displeasure.

    Args:
        answered: What each power answers.
    """
    return [
        f"{one.actor} has let be known both favour and displeasure "
        f"({', '.join(one.attitudes)}): both count, one raises what it would keep, "
        "the other what it minds"
        for one in answered
        if one.contradictory
    ]
