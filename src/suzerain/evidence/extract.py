"""Documents to claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from suzerain.core.codes import actors
from suzerain.evidence.actor_codes import states
from suzerain.evidence.antecedents import with_antecedent
from suzerain.evidence.attribution import find_speech
from suzerain.evidence.casualties import find_casualties
from suzerain.evidence.charged import as_proposed, charged
from suzerain.evidence.claim import Claim, numbered
from suzerain.evidence.context import Context
from suzerain.evidence.draft import draft_claims
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.firsts import find_firsts
from suzerain.evidence.focus import Focus
from suzerain.evidence.judge import normalised
from suzerain.evidence.lasting import find_lasting
from suzerain.evidence.meant_goods import first_technology, goods_of
from suzerain.evidence.meetings import with_meetings
from suzerain.evidence.memory import LARGEST_PACT, Memory, is_fresh, remember
from suzerain.evidence.mention import Mention
from suzerain.evidence.operators import find_operators
from suzerain.evidence.parse import parse
from suzerain.evidence.parsed import join_codes
from suzerain.evidence.proposed import LEARNED, propose, with_counterpart
from suzerain.evidence.quantities import find_quantities
from suzerain.evidence.quotes import attribute_quotes, tags_of
from suzerain.evidence.relations import relations
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.seen import read_seen
from suzerain.evidence.sentences import split_sentences
from suzerain.evidence.settle import settle
from suzerain.evidence.shares import find_measured
from suzerain.evidence.statements import attribute_statements
from suzerain.evidence.written import write_claim, write_measured
from suzerain.sources.document import Document

PACT_WORD = re.compile(
    r"\b(?:pact|treat(?:y|ies)|agreement|accord|deal|alliance|convention|partnership)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 2000
OFTEN = 2
COPIED = frozenset({"DURATION", "FIRST_SINCE"})


def extract(documents: Iterable[Document]) -> tuple[Claim, ...]:
    """Read what documents state, as claims with their passages.

    The rules are data: `frames.csv`, `relations.csv`, `goods_words.csv`,
    `hedges.csv`, `units.csv`. Claims that the trained classifier proposes have the
    note `learned`. Nothing is downloaded; the same text always gives the same claims.

    Args:
        documents: Documents with their blocks marked.

    Returns:
        Claims in the order of the documents and of their text.

    Examples:
        >>> from suzerain.sources.document import Document
        >>> text = "Belarus buys at least 90% of its gas from Russia."
        >>> claims = extract([Document(id="doc-1", name="a", text=text)])
        >>> claim = next(one for one in claims if one.unit == "share")
        >>> claim.subject, claim.relation, claim.object, claim.low, claim.high
        ('RUS', 'GAS_SHARE', 'BLR', 0.9, None)
    """
    claims: list[Claim] = []
    for document in documents:
        claims.extend(read_seen(document, _read))
    return tuple(claims)


def _read(document: Document) -> list[Claim]:
    mentions = find_mentions(document)
    memory = Memory()
    memory.technology = first_technology(document.text)
    claims: list[Claim] = []
    stretches = tuple(_stretches(document, mentions))
    memory.focus = Focus(
        mentions, [start for start, _, _ in stretches], _headline(document)
    )
    first = _first_pact(stretches)
    memory.pact = first
    if first.count("+") != 1:
        usual = _usual_pair(document, mentions) or first
        memory.weak = not usual
        memory.pact = memory.guess = usual or _opening_pair(document, mentions)
    for start, text, inside in stretches:
        known = memory.pact or memory.focus.pair or "transfer" in memory.last
        if inside or known:
            claims.extend(_sentence(document, text, start, inside, memory))
    claims = attribute_quotes(document.text, claims, memory.tags)
    return attribute_statements(document.text, claims, mentions)


def _headline(document: Document) -> int:
    """One past the last code point of the headlines, 0 where there is none."""
    return max(
        (one.end for one in document.blocks if one.kind == "headline"), default=0
    )


Stretch = tuple[int, str, Sequence[Mention]]


def _stretches(document: Document, mentions: Sequence[Mention]) -> Iterator[Stretch]:
    """Sentences with their mentions; one too long to be a sentence comes in pieces."""
    position = 0
    for sentence in split_sentences(document):
        start = sentence.start
        while start < sentence.end:
            end = min(sentence.end, start + LONGEST_SENTENCE)
            if end < sentence.end:
                space = document.text.rfind(" ", start + 1, end)
                end = space if space > start else end
            while position < len(mentions) and mentions[position].start < start:
                position += 1
            at = position
            while at < len(mentions) and mentions[at].end <= end:
                at += 1
            yield start, document.text[start:end], mentions[position:at]
            start = end


def _first_pact(stretches: Sequence[Stretch]) -> str:
    """The first pact that the document names, of two sides where there is one."""
    larger = ""
    for start, text, inside in stretches:
        if (
            len(inside) < 2
            or len({one.actor for one in inside}) < 2
            or not PACT_WORD.search(text)
        ):
            continue
        context = Context(parse(text, start, inside))
        for draft in draft_claims(context):
            both = states(draft.subject) | states(draft.object)
            if draft.relation == "PACT" and len(both) == 2:
                return "+".join(sorted(both))
            if draft.relation == "PACT" and 2 < len(both) <= LARGEST_PACT:
                larger = larger or "+".join(sorted(both))
    return larger


def _usual_pair(document: Document, mentions: Sequence[Mention]) -> str:
    """The two states that a document names together most."""
    joined: Counter[str] = Counter()
    for left, right in pairwise(mentions):
        if document.text[left.end : right.start] not in {" and ", " and the "}:
            continue
        if left.actor != right.actor and "+" not in left.code + right.code:
            joined[join_codes([left.actor, right.actor])] += 1
    for one in mentions:
        if one.sort == "nominal" and one.code.count("+") == 1:
            joined[one.code] += 1
    best = [code for code, count in joined.most_common(1) if count >= OFTEN]
    if best and "" not in best[0].split("+"):
        return best[0]
    return ""


def _opening_pair(document: Document, mentions: Sequence[Mention]) -> str:
    """The two states of the headline, else of the first paragraph, or nothing."""
    for block in document.blocks:
        named = {
            one.actor
            for one in mentions
            if one.actor and block.start <= one.start and one.end <= block.end
        }
        if block.kind in {"headline", "body"} and len(named) == 2:
            return "+".join(sorted(named))
        if block.kind == "body":
            break
    return ""


def _sentence(
    document: Document,
    text: str,
    start: int,
    mentions: Sequence[Mention],
    memory: Memory,
) -> list[Claim]:
    parsed = parse(text, start, mentions)
    quantities = find_quantities(text)
    goods = goods_of(parsed, memory, quantities)
    context = Context(parsed, goods, memory.pact, memory.last)
    context.power = memory.power
    operators = find_operators(parsed)
    speeches = find_speech(context, memory.speaker)
    context.speeches = speeches
    found: list[Claim] = []
    taken: list[tuple[int, int]] = []

    def write(draft: Draft) -> None:
        named = with_antecedent(draft, context)
        ready = normalised(with_counterpart(named, context, memory.focus))
        if ready is not None and _known(ready):
            ready = as_proposed(ready)
            taken.append((ready.trigger.first, ready.trigger.last))
            found.append(
                write_claim(document, parsed, ready, operators, speeches, quantities)
            )

    for draft in draft_claims(context):
        write(draft)
    counted = find_casualties(context, quantities, next(iter(memory.focus.pair), ""))
    for measured in (*find_measured(context, quantities), *counted):
        claim = write_measured(document, parsed, measured, operators, speeches)
        first = parsed.token_at(claim.start - start)
        taken.append((first, first + 1))
        found.append(claim)
    for draft in propose(context, taken, memory.focus):
        write(draft)
    for draft in charged(context, taken):
        write(draft)
    found = with_meetings(parsed, quantities, found)
    found.extend(find_lasting(parsed, quantities, found))
    found.extend(find_firsts(document, parsed, found))
    if speeches:
        memory.speaker = speeches[-1].speaker
        memory.tags.extend(tags_of(parsed, speeches))
    return _keep(found, memory)


def _keep(found: list[Claim], memory: Memory) -> list[Claim]:
    """Claims of a sentence that are new, each once; all are remembered."""
    kept: list[Claim] = []
    if not found:
        return kept
    said = settle(found)
    staying = {id(one) for one in said}
    for claim in sorted(found, key=lambda one: (one.start, one.end)):
        if id(claim) not in staying:
            remember(claim, memory)
        elif is_fresh(claim, said, memory):
            kept.append(numbered(claim, len(kept)))
            if claim.relation in COPIED:
                continue
            memory.focus.heard(claim.subject, claim.object)
            if LEARNED not in claim.notes:
                remember(claim, memory)
    return kept


def _known(draft: Draft) -> bool:
    """Whether ties and transfers name actors of the table."""
    if relations()[draft.relation].group == "stance":
        return True
    named = states(draft.subject) | states(draft.object)
    return all(code in actors() for code in named)
