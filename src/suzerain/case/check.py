"""Everything that may be wrong with a case, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from suzerain.case.case import Case
from suzerain.case.ground import basis_circles, nearest, unknown_grounds
from suzerain.case.problem import Problem
from suzerain.case.shares import total_low
from suzerain.case.sound import unsound_contests
from suzerain.core.assumption import is_about_one, load_register
from suzerain.core.codes import goods
from suzerain.core.spread import Spread

ROUNDING = 1e-9
PARTS_OF_A_DATE = 3


def check(
    case: Case, *, places: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """List everything that may be wrong with a case.

    Args:
        case: The case.
        places: File and line of each record, by id; without it problems name ids.

    Returns:
        Problems, errors before warnings; empty when there is none.
    """
    spots = places or {}
    found = [
        Problem(spots.get(one.where, one.where), one.what, one.hint, one.severity)
        for part in CHECKS
        for one in part(case)
    ]
    return tuple(sorted(found, key=lambda problem: problem.severity))


def _names(case: Case) -> Iterator[Problem]:
    known = {actor.code for actor in case.actors}
    for where, code in _mentioned(case):
        if code not in known:
            yield Problem(
                where, f"no actor {code!r} in this case", nearest(code, known)
            )
    for where, good in _traded(case):
        if good not in goods():
            hint = nearest(good, goods())
            yield Problem(where, f"no good {good!r} in the table of goods", hint)


def _mentioned(case: Case) -> Iterator[tuple[str, str]]:
    yield from ((need.id, need.actor) for need in case.needs)
    yield from ((tie.id, tie.provider) for tie in case.ties)
    yield from ((tie.id, tie.recipient) for tie in case.ties)
    yield from _spoken(case)
    for pact in case.pacts:
        for member in pact.members:
            yield pact.id, member
        for term in pact.terms:
            yield term.id, term.giver
            yield term.id, term.taker


def _spoken(case: Case) -> Iterator[tuple[str, str]]:
    for power in case.powers:
        yield f"power {power.actor}", power.actor
    for stance in case.stances:
        yield stance.id, stance.actor
        if stance.target not in {pact.id for pact in case.pacts}:
            yield stance.id, stance.target
    for event in case.events:
        yield f"event.{event.claim}", event.actor
    for contest in case.contests:
        yield contest.id, contest.actor


def _traded(case: Case) -> Iterator[tuple[str, str]]:
    for need in case.needs:
        yield need.id, need.good
    for tie in case.ties:
        yield tie.id, tie.good
    for pact in case.pacts:
        for term in pact.terms:
            yield term.id, term.good


def _duplicates(case: Case) -> Iterator[Problem]:
    terms = [
        f"{pact.id}: {term.id}" if len(case.pacts) > 1 else term.id
        for pact in case.pacts
        for term in pact.terms
    ]
    groups: dict[str, list[str]] = {
        "claim": [claim.id for claim in case.claims],
        "document": [document.id for document in case.documents],
        "actor": [actor.code for actor in case.actors],
        "need": [need.id for need in case.needs],
        "tie": [tie.id for tie in case.ties],
        "pact": [pact.id for pact in case.pacts],
        "term": terms,
        "power": [power.actor for power in case.powers],
        "contest": [contest.id for contest in case.contests],
        "question": [question.id for question in case.questions],
    }
    for kind, ids in groups.items():
        for key, count in Counter(ids).items():
            if count > 1:
                yield Problem(key, f"this {kind} stands {count} times", "keep one")
            if not key:
                yield Problem(kind, f"a {kind} has no id", "give it one")


def _shares(case: Case) -> Iterator[Problem]:
    for tie in case.ties:
        yield from _within(tie.id, "share", tie.share)
    for (good, recipient), total in total_low(case.ties).items():
        if total > 1 + ROUNDING:
            shared = [
                tie.id
                for tie in case.ties
                if (tie.good, tie.recipient) == (good, recipient)
            ]
            yield Problem(
                shared[0],
                f"the shares of {good} for {recipient} sum to at least {total:g}, "
                f"above 1 ({', '.join(shared)})",
                "lower one of their low bounds",
            )


def _within(where: str, name: str, spread: Spread) -> Iterator[Problem]:
    if spread.low < 0 or spread.high > 1:
        yield Problem(
            where,
            f"{name} {spread} is outside 0 to 1",
            "write it as a part of one, such as 0.8",
        )


def _weights(case: Case) -> Iterator[Problem]:
    totals: Counter[str] = Counter()
    for need in case.needs:
        yield from _within(need.id, "weight", need.weight)
        yield from _within(need.id, "home", need.home)
        totals[need.actor] += need.weight.high  # type: ignore[assignment]
    for actor, total in totals.items():
        if total > 1 + ROUNDING:
            first = next(need.id for need in case.needs if need.actor == actor)
            yield Problem(
                first,
                f"the needs of {actor} may sum to {total:g}, above its whole welfare",
                "lower the high bounds of its weights so that they sum below 1",
            )


def _circles(case: Case) -> Iterator[Problem]:
    for tie in case.ties:
        if tie.provider == tie.recipient:
            what = f"{tie.provider} is its own provider"
            yield Problem(tie.id, what, "write own supply as `home` of the need")
    for pact in case.pacts:
        for term in pact.terms:
            if term.giver == term.taker:
                what = f"{term.giver} gives to itself"
                yield Problem(term.id, what, "name another taker")
            for actor in {term.giver, term.taker} - set(pact.members):
                what = f"{actor} is no member of {pact.id}"
                yield Problem(term.id, what, f"add it to the members of {pact.id}")
    members = case.pact.members if case.pact else ()
    for power in case.powers:
        if power.actor in members:
            what = f"{power.actor} is a member of the pact and its own {power.role}"
            hint = "take it out of powers, or out of the members"
            yield Problem(f"power {power.actor}", what, hint)


def _quotes(case: Case) -> Iterator[Problem]:
    texts = {document.id: document.text for document in case.documents}
    for claim in case.claims:
        if claim.doc not in texts:
            hint = nearest(claim.doc, texts)
            yield Problem(claim.id, f"no id {claim.doc!r} of a document", hint)
        elif texts[claim.doc][claim.start : claim.end] != claim.quote:
            yield Problem(
                claim.id,
                f"its quote is not what stands at {claim.start} to {claim.end} of "
                f"{claim.doc}",
                "put back the quote or the offsets that the reader gave",
            )


def _dates(case: Case) -> Iterator[Problem]:
    hint = "write YYYY, YYYY-MM or YYYY-MM-DD"
    dates = [("case.toml", "as_of", case.as_of)]
    dates += [(f"event.{e.claim}", "time", e.time) for e in case.events]
    dates += [(c.id, "time", c.time) for c in case.claims]
    dates += [(q.id, "by", q.by) for q in case.questions]
    for where, name, text in dates:
        if text and not is_date(text):
            yield Problem(where, f"{name} {text!r} is no date", hint)


def is_date(text: str) -> bool:
    """Say whether a text is an ISO year, month or date.

    Examples:
        >>> is_date("2024-02"), is_date("2024-02-30"), is_date("May 2024")
        (True, False, False)
    """
    parts = text.split("T", maxsplit=1)[0].split("-")
    full = "-".join([*parts, *["01"] * (PARTS_OF_A_DATE - len(parts))])
    try:
        date.fromisoformat(full)
    except ValueError:
        return False
    return len(parts[0]) == len("YYYY")


def _pacts(case: Case) -> Iterator[Problem]:
    if not case.pacts:
        hint = "add [[pacts]] with two members to case.toml"
        yield Problem("case.toml", "the case has no pact", hint)
    for pact in case.pacts:
        if len(set(pact.members)) < len(("one", "other")):
            yield Problem(pact.id, "the pact has fewer than two members", "add one")
        if not pact.terms and pact is case.pact:
            hint = "add a row to terms.csv"
            yield Problem(pact.id, "the pact has no term", hint, "warning")
    known = {pact.id for pact in case.pacts}
    for contest in case.contests:
        if contest.pact not in known:
            hint = nearest(contest.pact, known)
            yield Problem(contest.id, f"no pact {contest.pact!r}", hint)
    terms = {term.id for pact in case.pacts for term in pact.terms}
    for question in case.questions:
        if question.term not in terms:
            hint = nearest(question.term, terms)
            yield Problem(question.id, f"there is no term {question.term!r}", hint)


def _near_ties(case: Case) -> Iterator[Problem]:
    if len(case.pacts) < len(("first", "second")) or not case.pacts[0].support:
        return
    limit = case.register["case.support.near_tie"].spread.centre
    first = case.pacts[0]
    if first.support < max(pact.support for pact in case.pacts):
        return  # the analyst has chosen
    for pact in case.pacts[1:]:
        if pact.support >= limit * first.support:
            yield Problem(
                pact.id,
                f"sources bear it nearly as much as {first.id} "
                f"({pact.support:g} against {first.support:g})",
                "move the pact that you mean to the top of [[pacts]]",
                "warning",
            )


def _overruled(case: Case) -> Iterator[Problem]:
    """Assumptions set for somebody whom the case does not know are never read."""
    known = {actor.code for actor in case.actors}
    for entry in case.register.overruled:
        usual = load_register().get(entry.id)
        if usual is None or not is_about_one(usual.inherits):
            continue
        for code in entry.id[len(usual.inherits) + 1 :].split("."):
            if code not in known and code not in goods():
                what = f"it is set for {code!r}, who is no actor of this case"
                yield Problem(entry.id, what, nearest(code, known))


CHECKS = (
    _names,
    _overruled,
    _duplicates,
    _shares,
    _weights,
    _circles,
    basis_circles,
    unknown_grounds,
    _quotes,
    _dates,
    _pacts,
    unsound_contests,
    _near_ties,
)
