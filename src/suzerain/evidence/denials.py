"""What "X denies this" denies, and denials by those of whom a thing is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.proposed import LEARNED
from suzerain.evidence.relations import relations

SPEAKING = frozenset({"DENIES", "REJECT", "DISAGREES_WITH", "CRITICISE"})
CONTENTLESS = frozenset(
    {"DENIES", "REJECT", "DISAGREES_WITH", "CRITICISE", "ACCUSE", "AGREES_WITH",
     "WARN", "CONCERNED", "RESERVED", "COUNT", "CASUALTIES", "DURATION", "REQUEST",
     "PROTEST", "AGREE", "COOPERATE"}
)  # fmt: skip
BACK = 450  # code points before a denial in which stands what it denies
FAR = 2  # ends of sentences between a charge and its denial
UNMEANT = frozenset({"measure", "share", "tie", "state"})
UNTOLD = frozenset({"knowledge", "share", "measure", "state"})
CHARGE = (
    r"(?:accusations?|allegations?|charges?|claims?|reports?|rumou?rs?|stor(?:y|ies)|"
    r"suggestions?|assertions?|insinuations?|fears|talk)"
)
DENY = r"(?:den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed)|contest(?:s|ed)?)"
SCORN = (
    r"(?:reject(?:s|ed)?|dismiss(?:es|ed)?|ridicul(?:es?|ed)|derid(?:es?|ed)|"
    r"scoff(?:s|ed)? at|brush(?:es|ed)? (?:aside|off)|rebut(?:s|ted)?)"
)
THE = r"(?:the|this|that|these|those|such|both|all|any|its?|his|her|their)"
END = r"(?!\s+(?:that|of|about|from|by|to|for)\b)"
ELLIPTIC = re.compile(
    r"\b(?:den(?:y|ies|ied))\s+(?:this|it|that|these|those|everything|both|responsibility|"
    rf"(?:any|all)\s+(?:involvement|responsibility|role|part|wrongdoing)|"
    rf"involvement|wrongdoing)\b(?=\s*(?:[.,;:!?)]|and\b|but\b|as\b|$))"
    rf"|\b(?:{DENY}|{SCORN})\s+(?:{THE}\s+)?{CHARGE}\b{END}"
    rf"|\bbrush(?:es|ed)?\s+(?:{THE}\s+)?{CHARGE}\s+(?:aside|off)\b"
    rf"|\b(?:calls?|called|labell?ed|branded)\s+(?:this|it|that|{THE}\s+{CHARGE})\s+"
    r"(?:an?\s+)?(?:\w+\s+)?(?:slanders?|lies?|fabricat\w+|nonsense|inventions?|"
    r"baseless|groundless|unfounded|untrue|fake|absurd|ridiculous|laughable|fictions?|"
    r"fantas(?:y|ies)|propaganda|false|myths?|hogwash|rubbish|inaccurate|incorrect)\b"
    rf"|\b{SCORN}\s+(?:this|it|that|these|those)\s+as\b"
    rf"|\b{THE}\s+{CHARGE}\s+(?:is|are|was|were)\s+(?:\w+\s+)?(?:untrue|false|"
    r"baseless|groundless|unfounded|absurd|ridiculous|nonsense|inventions?|lies|"
    r"fabricated|fabrications?|slander)\b"
    rf"|\b{DENY}$",
    re.IGNORECASE,
)
STOP = re.compile(r"[.?!][\"\u201d]?\s")
NOT_SO = re.compile(r"\b(?:not|never|cannot|nor|nobody)\b|n['\u2019]t\b", re.IGNORECASE)


def settle_denials(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Write denials as what they deny.

    "X denies this" becomes the claim before it that concerns X, put as not so and
    denied; what X itself says not to be so of its own acts is denied too.

    Args:
        text: The document.
        claims: Its claims, in order.
    """
    return [_own(_resolved(text, one, claims)) for one in claims]


def _resolved(text: str, denial: Claim, claims: Sequence[Claim]) -> Claim:
    """The denied claim in the place of "X denies this"."""
    guessed = LEARNED in denial.notes and denial.polarity == "positive"
    if (denial.relation not in SPEAKING and not guessed) or not denial.subject:
        return denial
    if not ELLIPTIC.search(denial.quote) or NOT_SO.search(denial.quote):
        return denial
    meant = _meant(text, denial, claims) or _about(text, denial, claims)
    if meant is None:
        return denial
    return replace(
        denial,
        kind="denial",
        relation=meant.relation,
        subject=meant.subject,
        object=meant.object,
        good=meant.good,
        polarity="negative",
        certainty="denied",
        attributed_to=denial.subject,
        notes=meant.notes,
    )


def _meant(text: str, denial: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The nearest claim before a denial of which its speaker is a part."""
    own = states(denial.subject)
    best: tuple[tuple[int, int, int], Claim] | None = None
    for one in claims:
        if one.end > denial.start or one.end < denial.start - BACK:
            continue
        if one.relation in CONTENTLESS or one.polarity == "negative":
            continue
        told = one.certainty != "asserted" or bool(one.attributed_to)
        does = bool(own & states(one.subject))
        if not does and not (told and own & states(one.object)):
            continue  # nobody denies what the paper says that others did to it
        if relations()[one.relation].group in UNMEANT:
            continue
        between = text[one.end : denial.start]
        sentences = len(STOP.findall(between))
        if sentences > (FAR if told else FAR - 1) or states(one.attributed_to) & own:
            continue
        if sentences and not does:
            continue
        rank = (int(told) - sentences, int(does), one.start)
        if best is None or rank > best[0]:
            best = rank, one
    return best[1] if best is not None else None


def _about(text: str, denial: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The nearest claim that somebody makes before a denial, whoever does it there."""
    own = states(denial.subject)
    best: tuple[tuple[int, int, int], Claim] | None = None
    for one in claims:
        if one.end > denial.start or one.end < denial.start - BACK:
            continue
        if one.relation in CONTENTLESS or one.polarity == "negative":
            continue
        sentences = len(STOP.findall(text[one.end : denial.start]))
        told = one.certainty != "asserted" or bool(one.attributed_to)
        sides = one.object if LEARNED in one.notes else ""  # who of them is a guess
        does = bool(own & (states(one.subject) | states(sides)))
        relation = relations()[one.relation]
        unmeant = relation.symmetric and relation.group in UNMEANT and not told
        if sentences > FAR or unmeant or states(one.attributed_to) & own:
            continue
        rank = (told + does - sentences, does, one.start)
        if (told or does) and (best is None or rank > best[0]):
            best = rank, one
    return best[1] if best is not None else None


def _own(claim: Claim) -> Claim:
    """A claim as a denial, where the doer says that it did not do it."""
    told = claim.certainty == "reported" and claim.polarity == "negative"
    if not told or claim.kind in {"forecast", "denial", "quantity"}:
        return claim
    if relations()[claim.relation].group in UNTOLD:
        return claim
    speaker = states(claim.attributed_to)
    if not speaker or not speaker & states(claim.subject):
        return claim
    return replace(claim, certainty="denied", kind="denial")
