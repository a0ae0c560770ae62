"""What a contest must be before it is weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from suzerain.case.case import Case
from suzerain.case.problem import Problem
from suzerain.case.question import Contest

OTHER = "other"


def unsound(case: Case, contest: Contest) -> Iterator[Problem]:
    """List what keeps a contest from being weighed.

    Rows must exclude one another (no name twice) and leave room for a story that nobody
    has written down (a row `other`); evidence must rest on claims with a passage.

    Args:
        case: Holds the claims.
        contest: The contested question.

    Examples:
        >>> twice = Contest(
        ...     id="contest.AAA.p", question="", actor="AAA", pact="p", rows=("a", "a")
        ... )
        >>> [problem.what for problem in unsound(Case(name="x"), twice)]
        ["the row 'a' stands 2 times", "there is no row 'other'"]
    """
    rows = contest.rows
    if not rows:
        hint = "write the rows in case.toml"
        yield Problem(contest.id, "the contest has no rows", hint)
    for row in dict.fromkeys(rows):
        if rows.count(row) > 1:
            hint = "hypotheses exclude one another: write each once"
            yield Problem(
                contest.id, f"the row {row!r} stands {rows.count(row)} times", hint
            )
    if rows and OTHER not in rows:
        hint = "add it: the rows must hold every story, also those nobody wrote down"
        yield Problem(contest.id, f"there is no row {OTHER!r}", hint)
    quoted = {claim.id for claim in case.claims if claim.quote.strip()}
    for item in contest.evidence:
        lacking = [key for key in item.claims if key not in quoted]
        if lacking or not item.claims:
            who = ", ".join(lacking) or "it names no claim"
            hint = "name claims that quote a sentence of a source"
            what = f"evidence of sort {item.sort!r} has no passage ({who})"
            yield Problem(contest.id, what, hint)


def unsound_contests(case: Case) -> Iterator[Problem]:
    """List what keeps the contests of a case from being weighed.

    Claims that the case does not hold at all are told of elsewhere.

    Args:
        case: The case.
    """
    known = {claim.id for claim in case.claims}
    for contest in case.contests:
        held = tuple(item for item in contest.evidence if known.issuperset(item.claims))
        yield from unsound(case, replace(contest, evidence=held))
