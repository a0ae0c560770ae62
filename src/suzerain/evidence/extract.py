"""Documents to claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from suzerain.core.codes import actors
from suzerain.evidence.attribution import find_speech
from suzerain.evidence.casualties import find_casualties
from suzerain.evidence.claim import Claim
from suzerain.evidence.context import Context
from suzerain.evidence.draft import draft_claims
from suzerain.evidence.draft_goods import MADE, Draft
from suzerain.evidence.fill import states
from suzerain.evidence.focus import Focus
from suzerain.evidence.goods_in_text import (
    GoodWord,
    find_goods,
    find_pronoun_goods,
)
from suzerain.evidence.judge import normalised
from suzerain.evidence.mention import Mention
from suzerain.evidence.operators import find_operators
from suzerain.evidence.parse import parse
from suzerain.evidence.parsed import Parsed, join_codes
from suzerain.evidence.proposed import LEARNED, propose, with_counterpart
from suzerain.evidence.quantities import Quantity, find_quantities
from suzerain.evidence.quotes import Tag, attribute_quotes, tags_of
from suzerain.evidence.relations import relations
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.seen import read_seen
from suzerain.evidence.sentences import split_sentences
from suzerain.evidence.settle import settle
from suzerain.evidence.shares import find_measured
from suzerain.evidence.statements import attribute_statements
from suzerain.evidence.vocabulary import word_set
from suzerain.evidence.written import MONEY, write_claim, write_measured
from suzerain.sources.document import Document

TECHNOLOGY = re.compile(
    r"\b(military|weapons?|missile|nuclear|drone|satellite|space|defen[cs]e)\s+(?:technology|know-how)\b",
    re.IGNORECASE,
)


PACT_WORD = re.compile(
    r"\b(?:pact|treat(?:y|ies)|agreement|accord|deal|alliance|convention|partnership)\b",
    re.IGNORECASE,
)
NAMERS = word_set("namers")
LONGEST_SENTENCE = 2000
LARGEST_PACT = 4
SAME = 0.5  # part of the words that two tellings of one act share
OFTEN = 2
PLACES = frozenset(["territory", "transit", "basing"])


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
        >>> claims = extract([Document(id="doc-1", name="a", text=text)])
        >>> claim = next(one for one in claims if one.unit == "share")
        >>> claim.subject, claim.relation, claim.object, claim.low, claim.high
        ('RUS', 'GAS_SHARE', 'BLR', 0.9, None)
    """
    claims: list[Claim] = []
    for document in documents:
        claims.extend(read_seen(document, _read))
    return tuple(claims)


class _Memory:
    """What a document has said so far."""

    def __init__(self) -> None:
        self.focus = Focus(())
        self.pact = ""
        self.guess = ""  # the pact as guessed, until a claim names one
        self.last: dict[str, tuple[str, str]] = {}
        self.speaker = ""
        self.power = ""
        self.tags: list[Tag] = []  # who speaks, sentence by sentence
        self.technology = ""
        self.weak = False  # whether at most a headline suggests the pact
        self.given: set[tuple[str, str]] = set()
        self.good = ""  # the good that the sentence before named last
        self.seen: dict[tuple[object, ...], list[frozenset[str]]] = {}


def _read(document: Document) -> list[Claim]:
    mentions = find_mentions(document)
    memory = _Memory()
    memory.technology = _technology(document.text)
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
        between = document.text[left.end : right.start]
        single = left.actor != right.actor and "+" not in left.code + right.code
        if between in {" and ", " and the "} and single:
            joined[join_codes([left.actor, right.actor])] += 1
    for one in mentions:
        joined[one.code] += one.sort == "nominal" and one.code.count("+") == 1
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


def _technology(text: str) -> str:
    """The first military technology named, for a bare "technology" elsewhere."""
    found = TECHNOLOGY.search(text)
    if not found:
        return ""
    word = found.group(1).lower()
    kind = {
        "missile": "missile",
        "nuclear": "nuclear",
        "drone": "drone",
        "satellite": "satellite",
        "space": "satellite",
    }.get(word, "military")
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
    taken: list[tuple[int, int]] = []

    def write(draft: Draft) -> None:
        ready = normalised(with_counterpart(draft, context, memory.focus))
        if ready is not None and _known(ready):
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
    if speeches:
        memory.speaker = speeches[-1].speaker
        memory.tags.extend(tags_of(parsed, speeches))
    return _keep(found, memory)


def _keep(found: list[Claim], memory: _Memory) -> list[Claim]:
    """Claims of a sentence that are new, each once; all are remembered."""
    kept: list[Claim] = []
    if not found:
        return kept
    said = settle(found)
    staying = {id(one) for one in said}
    for claim in sorted(found, key=lambda one: (one.start, one.end)):
        if id(claim) not in staying:
            _remember(claim, memory)
        elif _fresh(claim, said, memory):
            # no one else holds it yet, so it gets its number in place
            object.__setattr__(claim, "id", f"{claim.id}-{len(kept)}")
            kept.append(claim)
            memory.focus.heard(claim.subject, claim.object)
            if LEARNED not in claim.notes:
                _remember(claim, memory)
    return kept


def _goods(
    parsed: Parsed, memory: _Memory, quantities: tuple[Quantity, ...]
) -> tuple[GoodWord, ...]:
    """Goods of a sentence; a bare "technology" is the one spoken of before."""
    found: list[GoodWord] = []
    counted = [
        (parsed.token_at(one.start), parsed.token_at(one.end))
        for one in quantities
        if one.unit in MONEY
    ]
    for one in find_goods(parsed.words):
        if any(first <= one.first < last for first, last in counted):
            continue
        if NAMERS & set(parsed.words[one.last : one.last + 2]):
            continue  # "the gas distribution company" is no gas
        if one.good in PLACES and _purpose(parsed, one.first):
            continue  # what is given "for its port" is not the port
        if one.good == "territory" and _goal(parsed.words, one.first):
            continue  # what is sent "to an island" is not the island
        good = one.good
        word = " ".join(parsed.words[one.first : one.last])
        if word in {"technology", "know-how", "expertise"}:
            named = [MADE[old.good] for old in found if old.good in MADE]
            good = named[-1] if named else memory.technology or good
        found.append(GoodWord(one.first, one.last, good))
    for quantity in quantities:
        if quantity.unit not in MONEY:
            continue
        at = parsed.token_at(quantity.start)
        if not any(
            (
                -1 <= one.first - at <= 8
                and not _verb_between(parsed, at, one.first)
                and "," not in parsed.words[at : one.first]
            )
            or 0 <= at - one.last <= 4
            for one in found
        ):
            found.append(GoodWord(at, parsed.token_at(quantity.end), "money"))
    meant = find_pronoun_goods(parsed.words, found, memory.good)
    sure = [one.good for one in meant if one.group not in {"money", "diplomatic"}]
    memory.good = sure[-1] if sure else ""
    return meant


def _verb_between(parsed: Parsed, first: int, last: int) -> bool:
    return any(parsed.verb_at[at] is not None for at in range(first, last))


def _purpose(parsed: Parsed, at: int) -> bool:
    """Whether a place only says what for: "gives B land for its port"."""
    words = parsed.words
    if at < 3 or words[at - 2 : at] != ["for", "<actor>"]:
        return False
    returned = words[at - 3] in {"exchange", "return", "payment"}
    return not returned and parsed.verb_at[at - 3] is None


def _goal(words: list[str], at: int) -> bool:
    """Whether a noun only says where to: "to an island"."""
    near = words[max(at - 2, 0) : at]
    return near[:1] == ["to"] and near[1:] in (["an"], ["a"], ["the"], ["<actor>"])


def _known(draft: Draft) -> bool:
    """Whether ties and transfers name actors of the table."""
    if relations()[draft.relation].group == "stance":
        return True
    named = states(draft.subject) | states(draft.object)
    return all(code in actors() for code in named)


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
        "counterfactual" in claim.notes,
    )  # fmt: skip
    if _said(claim, memory.seen.get(key, [])):
        return False
    if not claim.object and any(
        one.relation == claim.relation and one.subject == claim.subject and one.object
        and one.good == claim.good
        for one in all_here
    ):  # fmt: skip
        return False
    if claim.relation == "PERMITS" and "counterfactual" not in claim.notes and any(
        "counterfactual" in one.notes and one.subject == claim.subject
        for one in all_here
    ):  # fmt: skip
        return False
    memory.seen.setdefault(key, []).append(frozenset(claim.quote.lower().split()))
    return True


def _said(claim: Claim, before: list[frozenset[str]]) -> bool:
    """Whether a clause only says again what was said before.

    A tie is the same however it is put; an act is another one unless the clause has
    mostly the same words, as where the headline comes again in the text.
    """
    if not before:
        return False
    if relations()[claim.relation].group not in {"act", "stance", "effect"}:
        return True
    words = set(claim.quote.lower().split())
    return any(len(words & one) >= SAME * len(words | one) for one in before)


def _guess_from_exchange(claim: Claim, memory: _Memory) -> None:
    """Two that give one another something may be the pact, until one is named."""
    pair = (claim.subject, claim.object)
    if claim.kind == "history" or "+" in "".join(pair) or not all(pair):
        return
    memory.given.add(pair)
    if memory.weak and pair[::-1] in memory.given:
        memory.pact = memory.guess = "+".join(sorted(pair))
        memory.weak = False


def _remember(claim: Claim, memory: _Memory) -> None:
    memory.last[claim.relation] = (claim.subject, claim.object)
    if relations()[claim.relation].group in {"transfer", "share"}:
        memory.last["recent"] = (claim.subject, claim.object)
    if relations()[claim.relation].group == "transfer":
        memory.last["transfer"] = (claim.subject, claim.object)
        _guess_from_exchange(claim, memory)
        memory.last[f"good {claim.good}"] = (claim.subject, claim.object)
    if relations()[claim.relation].group in {"power", "knowledge"} and not states(
        claim.subject
    ) & states(memory.pact):
        memory.power = claim.subject.split("/")[0]
    both = states(claim.subject) | states(claim.object)
    largest = LARGEST_PACT if claim.relation in {"PACT", "AGREE"} else 2
    if (
        claim.relation in {"PACT", "ALLY", "PARTNER", "AGREE", "FRIENDSHIP"}
        and 2 <= len(both) <= largest
    ):
        joined = "+".join(sorted(both))
        named = claim.relation == "PACT" and len(both) == 2
        guessed = memory.pact == memory.guess
        if named or (guessed and (claim.relation != "AGREE" or not memory.pact)):
            memory.pact, memory.guess, memory.weak = joined, "", False
