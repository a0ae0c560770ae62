"""What will be settled about a pact, when, and by which rule."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from suzerain.case.pact import Pact, Term
from suzerain.case.question import Question
from suzerain.core.assumption import Register
from suzerain.core.codes import actor_name, good_name

DECEMBER = 12
OPEN = frozenset({"promised", "alleged", "doubted"})


def find_questions(
    pacts: Iterable[Pact], as_of: str, register: Register
) -> tuple[Question, ...]:
    """Ask of each unkept promise whether it will be kept.

    The promise that would provoke rivals most comes first: it is the one that readers
    wait for. A pact whose terms are all observed is asked whether the first goes on.

    Args:
        pacts: The pacts with their terms.
        as_of: ISO date (or month, or year) up to which sources speak, or empty.
        register: Where `case.question_horizon` (years) and how much each good
            provokes are declared.
    """
    years = round(register["case.question_horizon"].spread.centre)
    by = later(as_of, years)
    found: dict[str, Question] = {}
    for pact in pacts:
        open_terms = sorted(
            (term for term in pact.terms if term.status in OPEN),
            key=lambda term: -register[f"good.{term.good}.provocation"].spread.centre,
        )
        for term in open_terms or pact.terms[:1]:
            question = _question(term, by, years)
            found.setdefault(question.id, question)
    return tuple(found.values())


def later(as_of: str, years: int) -> str:
    """Add years to an ISO date; a month or year counts to its end.

    Args:
        as_of: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or empty.
        years: How many years.

    Returns:
        An ISO date, or an empty text when there is no date to start from.

    Examples:
        >>> later("2024-10-25", 2), later("2024", 2), later("", 2)
        ('2026-10-25', '2026-12-31', '')
        >>> later("2024-02-29", 1)
        '2025-02-28'
    """
    if not as_of:
        return ""
    parts = [int(part) for part in as_of.split("-")]
    year = parts[0] + years
    month = parts[1] if len(parts) > 1 else DECEMBER
    last = monthrange(year, month)[1]
    day = min(parts[-1], last) if len(parts) == len(("y", "m", "d")) else last
    return date(year, month, day).isoformat()


def _question(term: Term, by: str, years: int) -> Question:
    giver, taker = actor_name(term.giver), actor_name(term.taker)
    good = good_name(term.good)
    when = f"by {by}" if by else f"within {years} years of the latest source"
    again = " go on to" if term.status == "observed" else ""
    return Question(
        id=f"question.{term.good}.{term.giver}.{term.taker}",
        text=f"Will {giver}{again} transfer {good} to {taker} {when}?",
        term=term.id,
        by=by,
        rule=(
            f"Yes, if two independent sources or one of the two governments report "
            f"that {giver} delivered {good} to {taker} {when}; otherwise no."
        ),
        basis=term.basis,
    )
