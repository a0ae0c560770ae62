"""Filled frames and measured numbers, written as claims."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from suzerain.evidence.actor_codes import states
from suzerain.evidence.attribution import speaker_at
from suzerain.evidence.claim import Certainty, Claim, Kind
from suzerain.evidence.claim_span import clause_of, span_of
from suzerain.evidence.dates import ahead
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.judge import is_given, kind_of
from suzerain.evidence.measured import Measured
from suzerain.evidence.modality import modality_at
from suzerain.evidence.negation import negated_inside
from suzerain.evidence.operators import Operator
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.proposed import LEARNED
from suzerain.evidence.quantities import Quantity
from suzerain.evidence.relations import relations
from suzerain.evidence.speech import Speech
from suzerain.evidence.timing import date_of
from suzerain.evidence.vocabulary import word_set
from suzerain.sources.document import Document

EXTRACTOR = "suzerain-rules/1"
LEARNER = "suzerain-learned/1"


YEAR = re.compile(
    r"\b(1[5-9]\d\d|20\d\d)\b(?!\s?(?:km|kilomet|miles|soldiers|troops|men|tonnes))"
)


PLACES = ("region", "province", "peninsula", "Sea", "Strait", "port", "valley")
PLACE = re.compile(
    r"\b(?:in|at|near)\s+(?:the\s+)?((?:[A-Z][\w-]+\s)?[A-Z][\w-]+)\s+"
    rf"(?:{'|'.join(PLACES)})\b"
)


LONG_AGO = re.compile(
    r"\b(?:for many years|for decades|formerly|in the past|historically|once upon|"
    r"decades ago|years ago|century ago|centuries ago|generations? ago|decade ago|"
    r"at that time|during the (?:cold war|time when)|"
    r"previously|used to|back then|in the \d{3}0s|during that time)\b",
    re.IGNORECASE,
)


# Of each wording above, a part that no text without it can have: a cheap first look.
LONG_AGO_PARTS = (
    "many years", "decades", "former", "past", "histor", "once", "ago", "time",
    "during", "previous", "used", "back", "0s",
)  # fmt: skip


UNTIL = re.compile(
    r"\b(?:until|till|up to)\s(?:[A-Z][a-z]+\s)?(?:1[5-9]|20)\d\d\b", re.IGNORECASE
)


MEASURES = frozenset({"measure", "share"})
MONEY = word_set("money")
LARGEST_PRICE = 1e6  # a smaller sum is the price of one thing
PLACING = frozenset(
    ["to", "in", "from", "by", "between", "among", "at", "after", "before", "since",
     "until", "during", "within", "under", "until", "near"]
)  # fmt: skip
COUNTED_GROUPS = frozenset({"transfer", "act", "stance", "effect", "knowledge"})
PART_GROUPS = frozenset({"power", "dependence", "effect", "state", "act"})
COUNTED_TIES = frozenset({"COUNT", "TRADE_PARTNER"})
BARE_COUNTS = frozenset({"act", "transfer", "power"})
UNCOUNTED = frozenset(
    {"", "year", "years", "decades", "centuries", "months", "weeks", "days", "hours",
     "states", "miles", "kilometres", "share", "index"}
)  # fmt: skip
PRICED = frozenset({"for", "at", "worth"})
LATEST_YEAR = 2100
EARLIEST_YEAR = 1500
PART_WITHIN = 8  # tokens between a verb and the part that it concerns
PLAIN = frozenset({"BORDER_LENGTH", "CASUALTIES"})
FEW_TIMES = 2  # "twice" counts no meetings
THINGS_WITHIN = 3  # tokens between a number and the plural that it counts


def _present_year(document: Document) -> int:
    """Year of publication, or the latest year that the text names."""
    published = document.published[:4]
    return int(published) if published.isdigit() else _latest_year(document.text)


@lru_cache(maxsize=16)
def _latest_year(text: str) -> int:
    return max((int(found) for found in YEAR.findall(text)), default=0)


@lru_cache(maxsize=16)
def _long_ago(text: str) -> bool:
    lowered = text.lower()
    for part in LONG_AGO_PARTS:
        if part in lowered:
            return LONG_AGO.search(text) is not None
    return False


@lru_cache(maxsize=16)
def _until(text: str) -> bool:
    return UNTIL.search(text) is not None


def _past(document: Document, parsed: Parsed, time: str, index: int) -> bool:
    if _long_ago(parsed.text):
        return True
    verb = parsed.verb_at[index]
    if verb is not None and verb.form in {"past", "part"}:
        if "once" in parsed.words[max(verb.first - 1, 0) : verb.head]:
            return True
        if _until(parsed.text):
            return True
    if not time:
        return False
    if verb is not None and verb.form in {"base", "s", "ing"}:
        return False
    return int(time) < _present_year(document)


def write_claim(
    document: Document,
    parsed: Parsed,
    draft: Draft,
    operators: tuple[Operator, ...],
    speeches: tuple[Speech, ...],
    quantities: tuple[Quantity, ...],
) -> Claim:
    """Write a filled frame as a claim; its id still lacks the number.

    Args:
        document: Where it stands.
        parsed: Its sentence.
        draft: The filled frame.
        operators: Hedges, doubts and negations of the sentence.
        speeches: Who says what in it.
        quantities: Numbers in it.
    """
    index = draft.trigger.first
    group = relations()[draft.relation].group
    modality = modality_at(
        parsed,
        operators,
        index,
        negative=draft.trigger.frame.negative ^ negated_inside(parsed, draft.trigger),
        inside=draft.trigger.last,
        whole=parsed.words[index] == "without",
        given=is_given(draft, parsed),
        good_at=draft.good_at,
        guessed=draft.relation if draft.trigger.frame.row < 0 else "",
        noun=draft.trigger.frame.pos == "noun" and group not in MEASURES,
    )
    start, end = span_of(parsed, draft.first, draft.last, index)
    speaker = speaker_at(speeches, index, parsed)
    own = group == "stance" and any(one.at == index for one in speeches)
    if own:
        speaker = draft.subject
    when = date_of(
        parsed, index, (start, end), document.published, relation=draft.relation
    )
    time = when.iso if when is not None else ""
    printed = time[:4] if when is not None and not when.told else ""
    kind = kind_of(
        draft, modality, past=_past(document, parsed, printed, index), speaker=speaker
    )
    if kind == "forecast" and when is not None:
        time = ahead(when, document.published)
    certainty = modality.certainty
    firm = certainty == "asserted" and not modality.negative
    promised = "promised" in draft.notes and firm
    if certainty == "asserted" and ((speaker and not own) or promised):
        certainty = "reported"
    if promised and not speaker:
        speaker = draft.subject  # a promise is the word of who makes it
    quantity = _amount(parsed, draft, quantities) if group == "transfer" else None
    if quantity is None:
        quantity = _counted(parsed, draft, quantities)
    place = _place_in(document.text[start:end])
    return Claim(
        id=f"c-{document.id.removeprefix('doc-')}-{start}-{end}",
        doc=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        kind=cast("Kind", kind),
        subject=draft.subject,
        relation=draft.relation,
        object=draft.object,
        value=quantity.value if quantity else None,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else "",
        polarity="negative" if modality.negative else "positive",
        certainty=cast("Certainty", certainty),
        attributed_to=speaker,
        time=time,
        place=place,
        good=draft.good,
        extractor=LEARNER if LEARNED in draft.notes else EXTRACTOR,
        notes=draft.notes + (number_notes(quantity) if quantity else ()),
    )


def _place_in(quote: str) -> str:
    """The sea, port or province in which something happens, or empty."""
    if any(map(quote.__contains__, PLACES)):
        place = PLACE.search(quote)
        return place.group(1) if place else ""
    return ""


def _amount(
    parsed: Parsed, draft: Draft, quantities: tuple[Quantity, ...]
) -> Quantity | None:
    """The number that counts the good of a transfer."""
    from suzerain.core.codes import goods

    if not draft.good or not quantities:
        return None
    group = goods()[draft.good].group
    for one in quantities:
        at = parsed.token_at(one.start)
        if not draft.first - 8 <= at <= draft.last + 3 or one.unit in {"share", "year"}:
            continue
        if group == "money" and one.unit in MONEY:
            return one
        if one.unit == goods()[draft.good].unit and one.unit != "index":
            return one
        near = draft.good_at >= 0 and 0 <= draft.good_at - at <= 4
        if near and one.unit not in MONEY | {"years", "months", "days", "times"}:
            return one
    return None


def _counted(
    parsed: Parsed, draft: Draft, quantities: tuple[Quantity, ...]
) -> Quantity | None:
    """The number that tells how many or how much an act concerns."""
    group = relations()[draft.relation].group
    if not quantities or not (
        group in COUNTED_GROUPS | PART_GROUPS or draft.relation in COUNTED_TIES
    ):
        return None
    at = draft.trigger.first
    left, right = clause_of(parsed, at)
    for one in quantities:
        here = parsed.token_at(one.start)
        if not left <= here < right or not _can_count(parsed, draft, one, here):
            continue
        if _elsewhere(parsed, here, at) or _is_price(draft, one):
            continue
        return one
    return None


def _can_count(parsed: Parsed, draft: Draft, one: Quantity, here: int) -> bool:
    """Whether a number is of the sort that such a claim is counted with."""
    group = relations()[draft.relation].group
    before = parsed.words[max(here - 1, 0)]
    if one.unit == "times" and (one.value or one.low or 0.0) <= FEW_TIMES:
        return group == "act"
    if one.unit == "share":
        near = 0 < here - draft.trigger.first <= PART_WITHIN
        return group in PART_GROUPS and near and before not in {"it", "them"}
    if one.unit in MONEY:
        return (
            group in COUNTED_GROUPS or draft.relation in COUNTED_TIES
        ) and before not in PRICED
    told = draft.relation == "COUNT" and one.unit in {"", "people"}
    if told or one.unit == "":
        later = group in BARE_COUNTS and here > draft.trigger.first
        return told or (later and _of_things(parsed, one, here))
    if before == "the" and draft.relation != "COUNT":
        return False  # "the two peoples" are not counted, they are known
    return one.unit not in UNCOUNTED and (
        group in COUNTED_GROUPS or draft.relation == "COUNT"
    )


def _of_things(parsed: Parsed, one: Quantity, here: int) -> bool:
    """Whether a number without a unit counts what follows: "28 programmes"."""
    stated = one.value or one.low or one.high or 0.0
    whole = stated == int(stated) and not EARLIEST_YEAR <= stated <= LATEST_YEAR
    last = parsed.token_at(one.end)
    after = parsed.words[last : last + THINGS_WITHIN]
    return whole and any(
        len(word) > THINGS_WITHIN and word[-1] == "s" and word[-2] != "s"
        for word in after
    ) and here > 0  # fmt: skip


def _owned(before: list[str]) -> bool:
    """Whether a number counts known things: "before their three meetings"."""
    return before[0] in PLACING and before[-1] in {"their", "its", "his", "her", "the"}


def _elsewhere(parsed: Parsed, here: int, at: int) -> bool:
    """Whether a number says where, when or who tells: "to three provinces"."""
    before = parsed.words[max(here - 2, 0) : here]
    if before and (before[-1] in PLACING or _owned(before)):
        return True
    low, high = sorted((here, at))
    return any(
        verb.finite and low < verb.first and verb.head < high for verb in parsed.verbs
    )


def _is_price(draft: Draft, one: Quantity) -> bool:
    """Whether a small sum is what one of the goods costs."""
    if one.unit not in MONEY or not draft.good:
        return False
    from suzerain.core.codes import goods

    stated = one.value or one.low or one.high or 0.0
    return goods()[draft.good].group != "money" and stated < LARGEST_PRICE


def write_measured(
    document: Document,
    parsed: Parsed,
    measured: Measured,
    operators: tuple[Operator, ...],
    speeches: tuple[Speech, ...],
) -> Claim:
    """Write a measured number as a claim; its id still lacks the number.

    Args:
        document: Where it stands.
        parsed: Its sentence.
        measured: The number and the actors it joins.
        operators: Hedges, doubts and negations of the sentence.
        speeches: Who says what in it.
    """
    start, end = span_of(
        parsed, measured.first, measured.last, _verb_of(parsed, measured.at)
    )
    modality = modality_at(parsed, operators, measured.at)
    lies = measured.relation in PLAIN  # a closed border is as long, lost men are dead
    negative = modality.negative and not lies
    speaker = speaker_at(speeches, measured.at, parsed)
    certainty = modality.certainty
    if certainty == "asserted" and speaker:
        certainty = "reported"
    when = date_of(
        parsed,
        measured.at,
        (start, end),
        document.published,
        relation=measured.relation,
    )
    quantity = measured.quantity
    person = relations()[measured.relation].person
    notes = measured.notes + number_notes(quantity)
    return Claim(
        id=f"c-{document.id.removeprefix('doc-')}-{start}-{end}",
        doc=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        kind="quantity",
        subject=measured.subject if person else _state(measured.subject),
        relation=measured.relation,
        object=measured.object if person else _state(measured.object),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        polarity="negative" if negative else "positive",
        certainty=cast("Certainty", certainty),
        attributed_to=speaker,
        time=when.iso if when is not None else "",
        good=measured.good,
        extractor=EXTRACTOR,
        notes=notes,
    )


def _verb_of(parsed: Parsed, at: int) -> int:
    """Token of the verb that a number stands with: the nearest one before it."""
    left, _ = parsed.clause(at)
    before = [verb.head for verb in parsed.verbs if left <= verb.head <= at]
    return before[-1] if before else -1


def number_notes(quantity: Quantity) -> tuple[str, ...]:
    """What to know of a number: that it is rounded, that it counts for a year.

    Args:
        quantity: The number.

    Examples:
        >>> number_notes(Quantity(start=0, end=4, value=2e9, unit="usd", per="year"))
        ('per year',)
    """
    about = ("approximate",) if quantity.rounded else ()
    return (*about, f"per {quantity.per}") if quantity.per else about


def _state(code: str) -> str:
    return "+".join(sorted(states(code)))
