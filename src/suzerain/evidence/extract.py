"""Documents to claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from suzerain.core.codes import actors
from suzerain.evidence.attribution import Speech, find_speech, speaker_at
from suzerain.evidence.claim import Certainty, Claim, Kind, Polarity
from suzerain.evidence.draft import Draft, draft_claims, is_given, kind_of, normalised, relations
from suzerain.evidence.fill import states
from suzerain.evidence.goods_in_text import GoodWord, find_goods
from suzerain.evidence.mention import Mention
from suzerain.evidence.modality import Operator, find_operators, modality_at
from suzerain.evidence.parse import Parsed, parse
from suzerain.evidence.quantities import Quantity, find_quantities
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.roles import Context
from suzerain.evidence.sentences import split_sentences
from suzerain.evidence.shares import Measured, find_measured
from suzerain.sources.document import Document

EXTRACTOR = "suzerain-rules/1"
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b(?!\s?(?:km|kilomet|miles|soldiers|troops|men|tonnes))")
PLACE = re.compile(r"\b(?:in|at|near)\s+(?:the\s+)?((?:[A-Z][\w-]+\s)?[A-Z][\w-]+)\s+(?:region|province|peninsula|Sea|Strait|port|valley)\b")  # fmt: skip # noqa: E501
LONG_AGO = re.compile(
    r"\b(?:for many years|for decades|formerly|in the past|historically|once upon|"
    r"decades ago|years ago|at that time|during the (?:cold war|time when)|"
    r"previously|used to|back then|in the \d{4}s|during that time)\b",
    re.IGNORECASE,
)
TECHNOLOGY = re.compile(r"\b(military|weapons?|missile|nuclear|drone|satellite|space|defen[cs]e)\s+(?:technology|know-how)\b", re.IGNORECASE)  # fmt: skip # noqa: E501
MONEY = frozenset("usd eur rub cny gbp jpy inr irr franc try dinar".split())
LONGEST_SENTENCE = 2000


def extract(documents: Iterable[Document]) -> tuple[Claim, ...]:
    """Read what documents state, as claims with their passages.

    The rules are data: `frames.csv`, `relations.csv`, `goods_words.csv`,
    `hedges.csv`, `units.csv`. Nothing is downloaded; the same text always gives the
    same claims.

    Args:
        documents: Documents with their blocks marked.

    Returns:
        Claims in the order of the documents and of their text.

    Examples:
        >>> from suzerain.sources.document import Document
        >>> text = "Belarus buys at least 90% of its gas from Russia."
        >>> claim = extract([Document(id="doc-1", name="a", text=text)])[0]
        >>> claim.subject, claim.relation, claim.object, claim.low, claim.high
        ('RUS', 'GAS_SHARE', 'BLR', 0.9, None)
    """
    claims: list[Claim] = []
    for document in documents:
        claims.extend(_read(document))
    return tuple(claims)


class _Memory:
    """What a document has said so far."""

    def __init__(self) -> None:
        self.pact = ""
        self.last: dict[str, tuple[str, str]] = {}
        self.speaker = ""
        self.power = ""
        self.technology = ""
        self.seen: set[tuple[object, ...]] = set()


def _read(document: Document) -> list[Claim]:
    mentions = find_mentions(document)
    memory = _Memory()
    memory.technology = _technology(document.text)
    claims: list[Claim] = []
    position = 0
    for sentence in split_sentences(document):
        while position < len(mentions) and mentions[position].start < sentence.start:
            position += 1
        inside = []
        at = position
        while at < len(mentions) and mentions[at].end <= sentence.end:
            inside.append(mentions[at])
            at += 1
        end = min(sentence.end, sentence.start + LONGEST_SENTENCE)
        text = document.text[sentence.start : end]
        if inside or memory.pact:
            claims.extend(_sentence(document, text, sentence.start, inside, memory))
    return claims


def _technology(text: str) -> str:
    """The first military technology named, for a bare "technology" elsewhere."""
    found = TECHNOLOGY.search(text)
    if not found:
        return ""
    word = found.group(1).lower()
    kind = {"missile": "missile", "nuclear": "nuclear", "drone": "drone",
            "satellite": "satellite", "space": "satellite"}.get(word, "military")  # fmt: skip # noqa: E501
    return f"{kind}_technology"


def _sentence(
    document: Document,
    text: str,
    start: int,
    mentions: Sequence[Mention],
    memory: _Memory,
) -> list[Claim]:
    parsed = parse(text, start, mentions)
    quantities = find_quantities(text)
    goods = _goods(parsed, memory, quantities)
    context = Context(parsed, goods, memory.pact, memory.last)
    context.power = memory.power
    operators = find_operators(parsed)
    speeches = find_speech(context, memory.speaker)
    context.speeches = speeches
    found: list[Claim] = []
    for draft in draft_claims(context):
        ready = normalised(draft)
        if ready is not None and _known(ready):
            found.append(_claim(document, parsed, ready, operators, speeches, quantities))
    for measured in find_measured(context, quantities):
        found.append(_measured(document, parsed, measured, operators, speeches))
    if speeches:
        memory.speaker = speeches[-1].speaker
    kept = []
    for claim in sorted(found, key=lambda one: (one.start, one.end)):
        if _fresh(claim, found, memory):
            kept.append(replace(claim, id=f"{claim.id}-{len(kept)}"))
            _remember(claim, memory)
    return kept


def _goods(
    parsed: Parsed, memory: _Memory, quantities: tuple[Quantity, ...]
) -> tuple[GoodWord, ...]:
    """Goods of a sentence; a bare "technology" is the one spoken of before."""
    found = []
    counted = [
        (parsed.token_at(one.start), parsed.token_at(one.end))
        for one in quantities
        if one.unit in MONEY
    ]
    for one in find_goods(parsed.words):
        if any(first <= one.first < last for first, last in counted):
            continue
        good = one.good
        bare = parsed.words[one.first : one.last] == ["technology"]
        if bare and memory.technology:
            good = memory.technology
        found.append(GoodWord(one.first, one.last, good))
    for quantity in quantities:
        if quantity.unit not in MONEY:
            continue
        at = parsed.token_at(quantity.start)
        if not any(-1 <= one.first - at <= 8 or 0 <= at - one.last <= 4 for one in found):
            found.append(GoodWord(at, parsed.token_at(quantity.end), "money"))
    return tuple(sorted(found, key=lambda one: one.first))


def _known(draft: Draft) -> bool:
    """Whether ties and transfers name actors of the table."""
    if relations()[draft.relation].group == "stance":
        return True
    named = states(draft.subject) | states(draft.object)
    return all(code in actors() for code in named)


def _span(parsed: Parsed, first: int, last: int, document: Document) -> tuple[int, int]:
    """The clause around the words used, in offsets of the document."""
    left, _ = parsed.clause(first)
    _, right = parsed.clause(last)
    left, right = min(left, first), max(right, last + 1)
    while left < first and not parsed.words[left][:1].isalnum() and parsed.words[left] != "<actor>":  # fmt: skip # noqa: E501
        left += 1
    while right > last + 1 and not parsed.words[right - 1][-1:].isalnum() and parsed.words[right - 1] not in {"<actor>", "%"}:  # fmt: skip # noqa: E501
        right -= 1
    start = parsed.base + parsed.starts[left]
    end = parsed.base + parsed.ends[right - 1]
    return start, min(end, len(document.text))


def _time(parsed: Parsed, start: int, end: int) -> str:
    found = YEAR.search(parsed.text, start - parsed.base, end - parsed.base)
    return found.group(1) if found else ""


def _past(document: Document, parsed: Parsed, time: str, index: int) -> bool:
    if LONG_AGO.search(parsed.text):
        return True
    if not time:
        return False
    published = document.published[:4]
    verb = parsed.verb_at[index]
    before = published.isdigit() and int(time) < int(published)
    return before or (not published and verb is not None and verb.form == "past")


def _claim(
    document: Document,
    parsed: Parsed,
    draft: Draft,
    operators: tuple[Operator, ...],
    speeches: tuple[Speech, ...],
    quantities: tuple[Quantity, ...],
) -> Claim:
    index = draft.trigger.first
    modality = modality_at(
        parsed,
        operators,
        index,
        negative=draft.trigger.frame.negative,
        inside=draft.trigger.last,
        whole=parsed.words[index] == "without",
        given=is_given(draft, parsed),
    )
    start, end = _span(parsed, draft.first, draft.last, document)
    speaker = speaker_at(speeches, index)
    group = relations()[draft.relation].group
    own = group == "stance" and any(one.at == index for one in speeches)
    if own:
        speaker = draft.subject
    time = _time(parsed, start, end)
    kind = kind_of(
        draft, modality, past=_past(document, parsed, time, index), speaker=speaker
    )
    certainty = modality.certainty
    if certainty == "asserted" and speaker and not own:
        certainty = "reported"
    quantity = _amount(parsed, draft, quantities) if group == "transfer" else None
    place = PLACE.search(document.text, start, end)
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
        polarity=cast("Polarity", "negative" if modality.negative else "positive"),
        certainty=cast("Certainty", certainty),
        attributed_to=speaker,
        time=time,
        place=place.group(1) if place else "",
        good=draft.good,
        extractor=EXTRACTOR,
        notes=draft.notes,
    )


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


def _measured(
    document: Document,
    parsed: Parsed,
    measured: Measured,
    operators: tuple[Operator, ...],
    speeches: tuple[Speech, ...],
) -> Claim:
    start, end = _span(parsed, measured.first, measured.last, document)
    modality = modality_at(parsed, operators, measured.at)
    speaker = speaker_at(speeches, measured.at)
    certainty = modality.certainty
    if certainty == "asserted" and speaker:
        certainty = "reported"
    quantity = measured.quantity
    person = relations()[measured.relation].person
    notes = measured.notes + (("approximate",) if quantity.rounded else ())
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
        polarity=cast("Polarity", "negative" if modality.negative else "positive"),
        certainty=cast("Certainty", certainty),
        attributed_to=speaker,
        time=_time(parsed, start, end),
        good=measured.good,
        extractor=EXTRACTOR,
        notes=notes,
    )


def _state(code: str) -> str:
    return "+".join(sorted(states(code)))


def _fresh(claim: Claim, all_here: list[Claim], memory: _Memory) -> bool:
    """Whether the document has not made this claim before."""
    pair: tuple[str, ...] = (claim.subject, claim.object)
    if relations()[claim.relation].symmetric:
        pair = tuple(sorted(states(claim.subject) | states(claim.object)))
    key = (
        claim.relation, pair, claim.good, claim.polarity, claim.attributed_to,
        claim.value, claim.low, claim.high, claim.unit,
        claim.kind == "forecast" and not relations()[claim.relation].symmetric,
        "" if relations()[claim.relation].group == "tie" else claim.time,
    )  # fmt: skip
    if key in memory.seen:
        return False
    if not claim.object and any(
        one.relation == claim.relation and one.subject == claim.subject and one.object
        and one.good == claim.good
        for one in all_here
    ):  # fmt: skip
        return False
    memory.seen.add(key)
    return True


def _remember(claim: Claim, memory: _Memory) -> None:
    memory.last[claim.relation] = (claim.subject, claim.object)
    if relations()[claim.relation].group in {"transfer", "share"}:
        memory.last["recent"] = (claim.subject, claim.object)
    if relations()[claim.relation].group == "transfer":
        memory.last["transfer"] = (claim.subject, claim.object)
    if relations()[claim.relation].group in {"power", "knowledge"} and not states(
        claim.subject
    ) & states(memory.pact):
        memory.power = claim.subject.split("/")[0]
    both = states(claim.subject) | states(claim.object)
    if claim.relation in {"PACT", "ALLY", "PARTNER", "AGREE", "FRIENDSHIP"} and len(both) == 2:  # fmt: skip # noqa: E501
        joined = "+".join(sorted(both))
        if claim.relation == "PACT" or not memory.pact:
            memory.pact = joined
