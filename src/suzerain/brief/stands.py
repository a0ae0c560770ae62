"""Who calls the pact what: one row per speaker and attitude."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from suzerain.brief.charts.timeline import timeline
from suzerain.brief.finding import Name, Piece, Pieces, Quote
from suzerain.brief.results import Results
from suzerain.brief.section import Section, cell, table
from suzerain.brief.vocabulary import ATTITUDES
from suzerain.case.pact import Stance
from suzerain.evidence.claim import Claim

FOR = frozenset({"endorses", "supports"})
AGAINST = frozenset({"opposes", "concerned"})
# Words between quotation marks; an opening mark may stand right after a letter.
SPOKEN = re.compile(r"[“\"«„](?P<words>[^“”\"«»„\n]{3,300})(?:[”\"»]|$)")
REST = re.compile(r"[^“”\"«»„\n]{0,200}[”\"»]")
NEXT = re.compile(r" ?[“\"«„][^“”\"«»„\n]{0,200}[”\"»]")
OPEN, CLOSED = "“«„", "”»"
Key = tuple[str, str]


def stances(results: Results) -> Section:
    """Say who takes which stand, outsiders first, in their own words if quoted."""
    grouped: dict[Key, list[Stance]] = defaultdict(list)
    for stance in results.case.stances:
        if stance.claim in results.claims:
            grouped[_speaker(results, stance), stance.attitude].append(stance)
    _merge_replies(results, grouped)
    ranked = sorted(
        grouped.items(),
        key=lambda entry: (
            entry[1][0].actor in results.members,
            not any(_own_words(results, s) for s in entry[1]),
            entry[1][0].speaker == entry[1][0].actor,
        ),
    )
    rows = [_row(results, key, found) for key, found in ranked]
    listed = table(
        "stances",
        "Who takes which stand; outsiders first, members last",
        ("Speaker", "Stand", "Toward", "In their own words, or those of the source"),
        rows,
        key="quotes",
    )
    drawn = timeline(results)
    return Section(
        id="stances",
        title="Who calls it what",
        short="Stances",
        blocks=tuple(one for one in (drawn, listed if rows else None) if one),
    )


def _merge_replies(results: Results, grouped: dict[Key, list[Stance]]) -> None:
    """Count a member's word against its critics as word for its pact."""
    for speaker, attitude in list(grouped):
        own = grouped[speaker, attitude]
        if attitude not in AGAINST or own[0].actor not in results.members:
            continue
        sides = [key for key in grouped if key[0] == speaker and key[1] in FOR]
        if sides:
            grouped[sides[0]] += grouped.pop((speaker, attitude))


def _speaker(results: Results, stance: Stance) -> str:
    claim = results.claims[stance.claim]
    return claim.attributed_to or stance.speaker or stance.actor


def _row(results: Results, key: Key, found: list[Stance]) -> tuple[Pieces, ...]:
    speaker, attitude = key
    targets = dict.fromkeys(_toward(results, stance.target) for stance in found)
    return (
        cell(results.listed(speaker)),
        cell(ATTITUDES.get(attitude, attitude)),
        cell(Name(text="; ".join(targets))),
        cell(*_words(results, found, attitude)),
    )


def _toward(results: Results, target: str) -> str:
    for pact in results.case.pacts:
        if pact.id == target:
            is_main = pact is results.case.pact
            return "the pact" if is_main else results.pair(pact.members).text
    return results.phrase(target)


def _words(results: Results, found: list[Stance], attitude: str) -> Pieces:
    """The words spoken, or the clearest clause; the others folded under them."""
    spoken: dict[str, Quote] = {}
    clauses: dict[str, Quote] = {}
    for stance in found:
        clause = results.quote(stance.claim)
        if clause is None:  # pragma: no cover - stances without claims are left out
            continue
        text = _text(results, results.claims[stance.claim])
        whole = _whole(text, results.claims[stance.claim])
        plain = replace(clause, speaker="", text=whole)
        for words in _own_words(results, stance):
            spoken.setdefault(words, replace(plain, text=words))
        clauses.setdefault(plain.text, plain)
    plainly = [stance.claim for stance in found if stance.attitude == attitude]
    clearest = results.clearest(tuple(plainly))
    ranked = sorted(
        clauses.values(), key=lambda q: clearest is None or q.claim != clearest.claim
    )
    others = [quote for quote in ranked if quote.text not in spoken]
    own = list(spoken.values()) or [others.pop(0)]
    shown: list[Piece] = []
    for quote in own[:-1]:
        shown += [replace(quote, source=""), ", "]
    return (*shown, replace(own[-1], more=tuple(others)))


def _own_words(results: Results, stance: Stance) -> list[str]:
    """What stands between quotation marks in the clause of a named speaker."""
    claim = results.claims[stance.claim]
    if not claim.attributed_to and stance.actor not in claim.subject:
        return []
    text = _text(results, claim)
    if _is_within_marks(text, claim):
        return [claim.quote]
    clause = _whole(text, claim) if claim.attributed_to else claim.quote
    found = SPOKEN.finditer(clause)
    return [match["words"].strip(" ,.") for match in found]


def _text(results: Results, claim: Claim) -> str:
    documents = results.case.documents
    return next((d.text for d in documents if d.id == claim.doc), claim.quote)


def _whole(text: str, claim: Claim) -> str:
    """A clause with the rest of a quotation that begins in it or right after it."""
    quote = claim.quote
    is_open = quote.count('"') % 2 or any(
        quote.rfind(mark) > max(quote.rfind(closed) for closed in CLOSED)
        for mark in OPEN
    )
    rest = (REST if is_open else NEXT).match(text, claim.end)
    return quote + rest[0] if rest else quote


def _is_within_marks(text: str, claim: Claim) -> bool:
    before, after = text[: claim.start].rstrip(), text[claim.end :].lstrip(" ,.")
    return before[-1:] in (*OPEN, '"') and after[:1] in (*CLOSED, '"')
