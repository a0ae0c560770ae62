"""Filled frames and measured numbers, written as claims."""

from __future__ import annotations

import re
from typing import cast

from suzerain.evidence.actor_codes import states
from suzerain.evidence.attribution import speaker_at
from suzerain.evidence.bygone import is_past
from suzerain.evidence.claim import Certainty, Claim, Kind
from suzerain.evidence.claim_numbers import number_notes, number_of
from suzerain.evidence.claim_span import span_of
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
from suzerain.sources.document import Document

EXTRACTOR = "suzerain-rules/1"
LEARNER = "suzerain-learned/1"
PLACES = ("region", "province", "peninsula", "Sea", "Strait", "port", "valley")
PLACE = re.compile(
    r"\b(?:in|at|near)\s+(?:the\s+)?((?:[A-Z][\w-]+\s)?[A-Z][\w-]+)\s+"
    rf"(?:{'|'.join(PLACES)})\b"
)
MEASURES = frozenset({"measure", "share"})
PLAIN = frozenset({"BORDER_LENGTH", "CASUALTIES"})


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
        draft, modality, past=is_past(document, parsed, printed, index), speaker=speaker
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
    quantity = number_of(parsed, draft, quantities)
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


def _state(code: str) -> str:
    return "+".join(sorted(states(code)))
