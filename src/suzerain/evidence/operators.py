"""Words of negation, doubt, denial, hedging and condition, and where they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from suzerain.evidence.memo import Memo
from suzerain.evidence.parsed import ADVERBS, AUX, Parsed
from suzerain.evidence.vocabulary import read_vocabulary, verb_forms, word_set

ASKING = frozenset(
    form
    for base in (
        "ask", "wonder", "know", "say", "doubt", "see", "decide", "question", "inquire",
        "enquire", "determine", "check", "clarify", "disclose", "specify",
    )
    for form in verb_forms(base)
) | {"unclear", "clear", "uncertain", "of", "to", "on", "over", "about"}  # fmt: skip
BARRIERS = frozenset({";", "but", "because", "while", "although", "though", "whereas"})
CLAUSE_ENDS = BARRIERS | {",", ":", "and", "or", "that", "which", "who"}
GAP = 6
OWNED = 6  # tokens between "the claim of the neighbour" and its "that"
COMMITTING = frozenset(
    form
    for base in (
        "pledge", "promise", "vow", "threaten", "offer", "agree", "undertake", "warn",
        "say", "swear", "commit", "guarantee", "refuse",
    )
    for form in verb_forms(base)
)  # fmt: skip
TOLD = frozenset(["said", "says", "added", "adds", "insisted", "insists", "told"])
TELLING = word_set("telling")
UNABLE = frozenset(
    "not n't cannot never nothing nobody no unable impossible hardly scarcely barely "  # noqa: SIM905
    "few rarely seldom".split()
)
MODAL = frozenset(["will", "would", "could", "can", "cannot", "might", "may"])
TURNS = frozenset(["since", "so", "as", "unless"])  # after a comma: a clause apart
WHO = frozenset(["<actor>", "the", "it", "they", "he", "she", "we", "its", "there"])

Slot = tuple[frozenset[str], bool]  # the words it takes, and whether it may be absent


@dataclass(frozen=True, slots=True)
class Operator:
    """A hedge, doubt, denial, negation or condition, and where it reaches.

    Args:
        at: Index of its first token.
        last: One past its last token.
        sort: Sort in `hedges.csv`.
        scope: `verb`, `right` or `sentence`.
        end: One past the last token that it covers.
    """

    at: int
    last: int
    sort: str
    scope: str
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of `hedges.csv`, compiled.

    Args:
        slots: What may stand after its first word, left to right.
        sort: What it does.
        scope: How far.
    """

    slots: tuple[Slot, ...]
    sort: str
    scope: str


def _slot(word: str) -> Slot:
    optional = word.endswith("?") and len(word) > 1
    choices: set[str] = set()
    for choice in word.removesuffix("?").split("|"):
        if choice.startswith("~"):
            choices.update(verb_forms(choice[1:]))
        else:
            choices.add(choice)
    return frozenset(choices), optional


@cache
def operators_by_word() -> dict[str, tuple[Phrase, ...]]:
    """Phrases of `hedges.csv` by first word, longest first.

    In a phrase, `~verb` is any form of a verb, `a|b` either word, `word?` a word that
    may be absent, `<actor>` an actor, and `*` up to six words of the same clause.
    """
    table: dict[str, list[Phrase]] = {}
    for row in read_vocabulary("hedges.csv"):
        slots = tuple(_slot(word) for word in row["phrase"].split())
        made = Phrase(slots[1:], row["sort"], row["scope"])
        for word in slots[0][0]:
            table.setdefault(word, []).append(made)
    return {
        word: tuple(sorted(rows, key=lambda one: -len(one.slots)))
        for word, rows in table.items()
    }


def _match(words: list[str], at: int, slots: tuple[Slot, ...]) -> int:
    """One past the last token of a phrase that goes on at a token, or -1."""
    for number, (choices, optional) in enumerate(slots):
        if "*" in choices:
            rest = slots[number + 1 :]
            for skip in range(GAP):
                end = _match(words, at + skip, rest)
                if end >= 0:
                    return end
                if at + skip >= len(words) or words[at + skip] in CLAUSE_ENDS:
                    return -1
            return -1
        if at < len(words) and words[at] in choices:
            at += 1
            continue
        if optional:
            continue
        adverb = at < len(words) and words[at] in ADVERBS
        if adverb and at + 1 < len(words) and words[at + 1] in choices:
            at += 2
            continue
        return -1
    return at


def find_operators(parsed: Parsed) -> tuple[Operator, ...]:
    """Find the operators of a sentence, left to right.

    Args:
        parsed: The sentence.
    """
    table = operators_by_word()
    words = parsed.words
    found: list[Operator] = []
    if _inverted(words):
        found.append(Operator(0, 1, "condition", "right", _reach(words, 1, ",")))
        rest = _reach(words, found[0].end + 1, "")
        if found[0].end < len(words):
            found.append(Operator(0, found[0].end + 1, "condition", "right", rest))
    done = 0
    for index, word in enumerate(words):
        if index < done or word not in table:
            continue
        after = words[index + 1] if index + 1 < len(words) else ""
        for phrase in FITTING[word, after]:
            last = _match(words, index + 1, phrase.slots)
            if last < 0 or (phrase.scope == "left" and _told(words, index) < 0):
                continue
            if _no_operator(words, index):
                break
            found.extend(_reaching(parsed, index, last, phrase))
            done = last
            break
    return tuple(found)


def _fitting(key: tuple[str, str]) -> tuple[Phrase, ...]:
    """Phrases that may match at a word, by what comes next."""
    word, after = key
    return tuple(
        phrase
        for phrase in operators_by_word().get(word, ())
        if not phrase.slots
        or phrase.slots[0][1]
        or not phrase.slots[0][0].isdisjoint({"*", after})
        or after in ADVERBS
    )


FITTING = Memo(_fitting)


def _told(words: list[str], index: int) -> int:
    """Where "whether X comes", or "the report that X came", begins; else -1."""
    for at in range(index - 1, -1, -1):
        if words[at] == "whether" or (words[at] == "that" and _tale(words, at)):
            return at + 1
    return -1


def _tale(words: list[str], at: int) -> bool:
    """Whether "the claim" or "the claim of X" stands before a "that"."""
    if words[at - 1] in TELLING:
        return True
    before = words[max(at - OWNED, 0) : at]
    return not {"of", "by", "from"}.isdisjoint(before) and not TELLING.isdisjoint(
        before
    )


def _no_operator(words: list[str], index: int) -> bool:
    """Whether "may" is the month, or "can" stands before its "not"."""
    if words[index] == "may" and words[index - 1 : index] == ["in"]:
        return True
    return words[index] == "can" and "not" in words[index + 1 : index + 2]


def _reaching(
    parsed: Parsed, index: int, last: int, phrase: Phrase
) -> Iterator[Operator]:
    """Make a phrase an operator, with the other parts of the sentence it reaches."""
    words = parsed.words
    sort, scope = phrase.sort, phrase.scope
    if scope == "left":  # "whether X comes is doubtful": over what stands before
        yield Operator(index, _told(words, index), sort, "right", index)
        return
    if scope == "front":  # "under no circumstances will X send"
        turned = words[last : last + 1] and words[last] in AUX
        end = _reach(words, last, "")
        yield Operator(index, last, sort, "right" if turned else "verb", end)
        return
    if scope == "phrase":  # "without consulting X": up to the next clause
        end = _phrase_end(parsed, last)
        if words[index] != "without":
            yield Operator(index, last, sort, "right", end)
            return
        needed = _refused_before(words, index)
        lacking = () if needed else tuple(_lacking(words, index, end))
        sort = "nothing" if needed else "condition" if lacking else sort
        yield Operator(index, last, sort, "right", end)
        yield from lacking
        return
    asked = sort == "condition" and index > 0 and words[index - 1] in ASKING
    if asked and words[index] == "if":
        yield Operator(index, last, "hedge", "right", _reach(words, last, ","))
        return
    if sort != "condition":
        end = _reach(words, last, "")
        yield Operator(index, _begin(words, last, sort), sort, scope, end)
        return
    end = _reach(words, last, ",")
    yield Operator(index, last, sort, scope, end)
    yield from _followed(words, index, end, sort)


def _refused_before(words: list[str], index: int) -> bool:
    """Whether "without" goes on from "X cannot act": then what follows is needed."""
    for at in range(index - 1, -1, -1):
        if words[at] in CLAUSE_ENDS - {"and", "or"}:
            return False
        if words[at] in UNABLE:
            return True
    return False


def _lacking(words: list[str], index: int, end: int) -> Iterator[Operator]:
    """What "Without X, Y would fall" says of Y: it holds on a condition."""
    opens = index == 0 or words[index - 1] in {";", ":", ",", "but", "and", "that"}
    rest = _reach(words, end + 1, "")
    if opens and words[end : end + 1] == [","] and MODAL & set(words[end:rest]):
        yield Operator(index, end + 1, "condition", "right", rest)


def _followed(words: list[str], index: int, end: int, sort: str) -> Iterator[Operator]:
    """What follows from a condition that reaches from `index` to `end`."""
    before = words[index - 1] if index else ""
    if before in {"even", "as"}:
        return
    opens = before in {"", ",", ";", ":", "that", '"', "\u201c", "only", "and"}
    if words[end : end + 1] == [","] and opens:
        rest = _reach(words, end + 1, "")
        for at in range(end + 1, rest - 1):
            if words[at] == "," and words[at + 1] in {"and", "or"}:
                rest = at
                break
        yield Operator(index, end + 1, sort, "right", rest)
    elif before not in ASKING:
        begin = index
        if begin and words[begin - 1] == ",":
            begin -= 1
        while begin and words[begin - 1] not in CLAUSE_ENDS | COMMITTING:
            begin -= 1
        yield Operator(index, begin, sort, "right", index)


def _inverted(words: list[str]) -> bool:
    """Whether the sentence opens "Had X done it, ..." and asks nothing."""
    opens = words[:1] in (["had"], ["were"], ["should"]) and "?" not in words
    return opens and bool(WHO & set(words[1:2]))


def _begin(words: list[str], last: int, sort: str) -> int:
    """Doubt about "X did A without B" is doubt about the "without"."""
    if sort == "doubt" and "without" in words[last:]:
        return words.index("without", last)
    return last


def _reach(words: list[str], last: int, stop: str) -> int:
    """Where the clause ends that goes on at a token."""
    for at in range(last, len(words)):
        if words[at] in BARRIERS or words[at] in {stop, ":"}:
            return at
        if words[at] == "and" and words[at + 1 : at + 2] and words[at + 1] in TOLD:
            return at  # "denied that A and said that B"
        if words[at] in TURNS and words[at - 1] == "," and at > last:
            return at
    return len(words)


def _phrase_end(parsed: Parsed, last: int) -> int:
    """Where a phrase without a finite verb of its own ends."""
    for at in range(last, len(parsed.words)):
        verb = parsed.verb_at[at]
        if parsed.words[at] in BARRIERS or parsed.words[at] == ",":
            return at
        if verb is not None and verb.finite and verb.form != "ing":
            return at
    return len(parsed.words)
