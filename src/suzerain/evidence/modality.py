"""How firmly, and which way round, a clause is put."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from suzerain.evidence.parsed import Parsed, Verb
from suzerain.evidence.vocabulary import read_vocabulary, verb_forms, word_set

FUTURE = frozenset(["will", "shall", "won"])
MODAL_FUTURE = frozenset(
    ["will", "shall", "should", "may", "might", "could", "would", "can"]
)
FUTURE_PHRASES = (
    ("expected", "to"), ("set", "to"), ("going", "to"), ("plans", "to"), ("plan", "to"),
    ("planned", "to"), ("planning", "to"), ("likely", "to"), ("intends", "to"),
    ("intend", "to"), ("unlikely", "to"), ("poised", "to"), ("hopes", "to"),
    ("hope", "to"), ("wants", "to"), ("want", "to"), ("due", "to"), ("about", "to"),
    ("promised", "to"), ("promises", "to"), ("pledged", "to"), ("vowed", "to"),
    ("agreed", "to"), ("ready", "to"), ("prepared", "to"), ("threatens", "to"),
    ("threatened", "to"), ("reluctant", "to"), ("offered", "to"), ("offers", "to"),
    ("is", "to"), ("are", "to"), ("committed", "to"), ("commits", "to"),
    ("undertook", "to"), ("undertakes", "to"), ("undertaken", "to"),
    ("promise", "to"), ("pledge", "to"), ("pledges", "to"), ("agrees", "to"),
    ("agree", "to"), ("considering",), ("reevaluate",), ("re-evaluate",),
    ("reconsider",),
)  # fmt: skip
WISHES = frozenset(
    form
    for base in [
        "ask",
        "urge",
        "want",
        "convince",
        "persuade",
        "press",
        "call",
        "hope",
        "wish",
        "seek",
        "try",
        "attempt",
        "demand",
        "request",
        "beg",
        "order",
        "tell",
        "invite",
        "plan",
        "intend",
        "expect",
    ]
    for form in verb_forms(base)
)
ASKING = frozenset(
    form
    for base in ("ask", "wonder", "know", "say", "doubt", "see", "decide", "question")
    for form in verb_forms(base)
)
NOT_COUNTING = word_set("uncounting")
ABOUT_IT = frozenset("with in at by of from on for to without".split())  # noqa: SIM905
BARRIERS = frozenset({";", "but", "because", "while", "although", "though", "whereas"})
CLAUSE_ENDS = BARRIERS | {",", ":", "and", "or", "that", "which", "who"}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """What the operators around a trigger add up to.

    Args:
        negative: Whether the proposition is put as not so.
        certainty: As in a claim.
        future: Whether it lies ahead.
        perfect: Whether a modal speaks of the past ("would have crossed").
        doubted: Whether the speaker doubts it.
        denied: Whether somebody denies it.
        question: Whether it is asked.
    """

    negative: bool = False
    certainty: str = "asserted"
    future: bool = False
    perfect: bool = False
    doubted: bool = False
    denied: bool = False
    question: bool = False


@cache
def operators_by_word() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Phrases of `hedges.csv` by first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in read_vocabulary("hedges.csv"):
        words = tuple(row["phrase"].split())
        table.setdefault(words[0], []).append((words, row["sort"], row["scope"]))
    return {
        word: tuple(sorted(rows, key=lambda one: -len(one[0])))
        for word, rows in table.items()
    }


def find_operators(parsed: Parsed) -> tuple[Operator, ...]:
    """Find the operators of a sentence, left to right.

    Args:
        parsed: The sentence.
    """
    table = operators_by_word()
    words = parsed.words
    found: list[Operator] = []
    if _inverted(words):
        found.append(
            Operator(0, 1, "condition", "right", _reach(words, 1, "condition"))
        )
    index = 0
    while index < len(words):
        for phrase, sort, scope in table.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                if words[index] == "may" and words[index - 1 : index] == ["in"]:
                    break
                if words[index] == "can" and "not" in words[index + 1 : index + 2]:
                    break
                last = index + len(phrase)
                if scope == "left" and "whether" not in words[:index]:
                    continue
                found.extend(_reaching(words, index, last, sort, scope))
                index = last - 1
                break
        index += 1
    return tuple(found)


def _reaching(
    words: list[str], index: int, last: int, sort: str, scope: str
) -> Iterator[Operator]:
    """Make a phrase an operator, with the other parts of the sentence it reaches."""
    if scope == "left":  # "whether X comes is doubtful": over what stands before
        begin = index - words[index - 1 :: -1].index("whether")
        yield Operator(index, begin, sort, "right", index)
        return
    end = _reach(words, last, sort)
    yield Operator(index, _begin(words, last, sort), sort, scope, end)
    before = words[index - 1] if index else ""
    if sort != "condition" or before in {"even", "as"}:
        return
    if words[end : end + 1] == [","] and before in {"", ",", ";", ":", "that", '"'}:
        rest = _reach(words, end + 1, "")
        for at in range(end + 1, rest - 1):
            if words[at] == "," and words[at + 1] in {"and", "or"}:
                rest = at
                break
        yield Operator(index, end + 1, sort, "right", rest)  # what follows from it
    elif before not in ASKING:
        begin = index
        while begin and words[begin - 1] not in CLAUSE_ENDS:
            begin -= 1
        yield Operator(index, begin, sort, "right", index)


def _inverted(words: list[str]) -> bool:
    """Whether the sentence opens "Had X done it, ..." and asks nothing."""
    opens = words[:1] in (["had"], ["were"], ["should"]) and "?" not in words
    return opens and words[1:2] in (["<actor>"], ["the"], ["it"], ["they"])


def _begin(words: list[str], last: int, sort: str) -> int:
    """Doubt about "X did A without B" is doubt about the "without"."""
    if sort == "doubt" and "without" in words[last:]:
        return words.index("without", last)
    return last


def _reach(words: list[str], last: int, sort: str) -> int:
    for at in range(last, len(words)):
        if words[at] in BARRIERS or (sort == "condition" and words[at] == ","):
            return at
    return len(words)


def _chain(parsed: Parsed, index: int) -> tuple[int, int]:
    """Token range of the verb group at or left of a token, with what leads to it."""
    verb = parsed.verb_at[index]
    if verb is None:
        for at in range(index - 1, max(index - 8, -1), -1):
            if parsed.verb_at[at] is not None:
                verb = parsed.verb_at[at]
                break
            if parsed.words[at] in {",", ";", ":"}:
                break
    if verb is None:
        return index, index + 1
    return _lead(parsed, verb), index + 1


def _lead(parsed: Parsed, verb: Verb) -> int:
    """Start of the chain "does not intend to supply" for its last verb."""
    first = verb.first
    for _step in range(4):
        at = first - 1
        if at < 0:
            return first
        word = parsed.words[at]
        joined = parsed.verb_at[at]
        if joined is not None and parsed.words[first].endswith("ing"):
            first = joined.first
            continue
        if word == "to" or word in {"of", "from", "without", "by"}:
            steps = 0
            at -= 1
            while at >= 0 and steps < 4 and parsed.verb_at[at] is None:
                if parsed.words[at] in {",", ";", "and", "that"}:
                    return first - 1
                at -= 1
                steps += 1
            leading = parsed.verb_at[at] if at >= 0 else None
            if leading is None or steps >= 4:
                return max(first - 3, 0)
            first = leading.first
            continue
        return first
    return first


def modality_at(  # noqa: C901
    parsed: Parsed,
    operators: tuple[Operator, ...],
    index: int,
    *,
    negative: bool = False,
    inside: int = 0,
    whole: bool = False,
    given: bool = False,
    good_at: int = -1,
) -> Modality:
    """Add up the operators that reach a token.

    Args:
        parsed: The sentence.
        operators: Its operators.
        index: Token of the trigger.
        negative: Whether the frame itself states the contrary.
        inside: One past the last token of the frame, whose own words do not count.
        whole: Whether negation anywhere in the sentence counts.
        given: Whether the words only mention what is taken as known ("the pact").
        good_at: Token of the good that is given, or -1.
    """
    first, last = _chain(parsed, index)
    first_token = last_token = -1
    if inside:
        first_token, last_token = index, inside
    sorts: list[str] = []
    if given:
        operators = ()
    for one in operators:
        if first_token <= one.at < last_token:
            continue
        if whole and one.sort == "negate":
            sorts.append("negate")
        elif one.scope == "verb":
            if first - 1 <= one.at < last or _no_before(parsed, one, first):
                sorts.append(one.sort)
        elif one.scope == "sentence" or (one.last <= index < one.end):
            sorts.append(one.sort)
    left = max(first - 3, 0)
    if not given:
        sorts += ["negate"] * _nothing_after(parsed, index)
        right = good_at >= index + 1 and not_one(parsed, good_at)
        sorts += ["negate"] * (right or _no_noun(parsed, left, first, index))
    words = parsed.words[max(first - 1, 0) : last]
    perfect = any(
        word == "have"
        and words[at + 1 : at + 2] != ["to"]
        and bool(set(words[max(at - 3, 0) : at]) & MODAL_FUTURE)
        for at, word in enumerate(words)
    )
    future = (
        not perfect
        and not given
        and (any(word in MODAL_FUTURE for word in words) or _future_phrase(words))
    )
    if given:
        return Modality()
    if _wished(parsed, index):
        sorts.append("hedge")
    if _supposed(parsed, index):
        sorts.append("hedge")
        future = True
    question = parsed.text.rstrip("\"'”’ )").endswith("?")  # noqa: RUF001
    flips = sum(sort in {"negate", "doubt"} for sort in sorts) + negative
    return Modality(
        negative=flips % 2 == 1,
        certainty=_certainty(sorts, question=question),
        future=future,
        perfect=perfect,
        doubted="doubt" in sorts,
        denied="deny" in sorts,
        question=question,
    )


def _supposed(parsed: Parsed, index: int) -> bool:
    """Whether a gerund is only thought of: "buying X would cost much"."""
    verb = parsed.verb_at[index]
    if verb is None or verb.form != "ing" or verb.finite:
        return False
    before = parsed.words[verb.first - 1] if verb.first else ""
    if before not in {"", ",", "although", "though", "while", "but", "and"}:
        return False
    following = next((v for v in parsed.verbs if v.finite and v.head > index), None)
    if following is None or "," in parsed.words[index : following.first]:
        return False
    return bool(MODAL_FUTURE & set(parsed.words[following.first : following.head]))


def _wished(parsed: Parsed, index: int) -> bool:
    """Whether the verb only says what one is asked or wants to do."""
    verb = parsed.verb_at[index]
    if verb is None or not verb.infinitive:
        return False
    for at in range(verb.first - 2, max(verb.first - 10, -1), -1):
        leading = parsed.verb_at[at]
        if leading is not None:
            return parsed.words[leading.head] in WISHES
    return False


def _no_before(parsed: Parsed, one: Operator, first: int) -> bool:
    return one.last == first and parsed.words[one.at] in {
        "without",
        "neither",
        "unable",
        "unwilling",
    }


def _no_noun(parsed: Parsed, left: int, first: int, index: int) -> bool:
    """Whether "no" stands before the trigger's noun or its subject."""
    words = parsed.words
    low = max(index - 3, 0)
    near = words[low:index]
    plain = "no" in near and words[low + near.index("no") + 1] != "longer"
    if plain and "," not in near:
        return True
    if _neither(parsed, first):
        return True
    return words[left:first][:2] == ["not", "even"] or _no_subject(parsed, first, index)


def _no_subject(parsed: Parsed, first: int, index: int) -> bool:
    """Whether the subject of the verb is "no soldier of X"."""
    words = parsed.words
    if parsed.verb_at[index] is None:
        return False
    for at in range(first - 1, max(first - 8, -1), -1):
        if parsed.verb_at[at] is not None or words[at] in CLAUSE_ENDS:
            return False
        if words[at] in {"no", "none"}:
            return (
                words[at + 1] not in NOT_COUNTING
                and words[at - 1 : at] != ["there"]
                and (at == 0 or words[at - 1] not in ABOUT_IT)
            )
    return False


def not_one(parsed: Parsed, good_at: int) -> bool:
    """Whether a good is named as one that is not given: "sends no drones".

    Args:
        parsed: The sentence.
        good_at: Token of the good, or -1.
    """
    words = parsed.words
    for at in range(good_at - 1, max(good_at - 6, -1), -1):
        if parsed.verb_at[at] is not None or words[at] in BARRIERS | {",", "and"}:
            return False
        if words[at] in {"neither", "nor"}:
            return True
        if words[at] == "no" or words[at : at + 3] in NOT_A_SINGLE:
            return words[at + 1] not in NOT_COUNTING
    return False


NOT_A_SINGLE = (["not", "a", "single"], ["not", "one", "single"])


def _neither(parsed: Parsed, first: int) -> bool:
    """Whether the subject of the verb is "neither X nor Y"."""
    for at in range(first - 1, max(first - 10, -1), -1):
        if parsed.verb_at[at] is not None or parsed.words[at] in BARRIERS:
            return False
        if parsed.words[at] == "neither":
            return at < first - 1
    return False


def _nothing_after(parsed: Parsed, index: int) -> bool:
    """Whether the clause goes on "... in nothing", "... for nobody"."""
    _left, right = parsed.clause(index)
    for at in range(index + 1, right):
        if parsed.verb_at[at] is not None and at > index + 1:
            return False
        if parsed.words[at] in NOTHING and parsed.words[at - 1] in {"in", "on", "for"}:
            return True
    return False


NOTHING = frozenset(["nothing", "nobody", "none"])


def _future_phrase(words: list[str]) -> bool:
    for phrase in FUTURE_PHRASES:
        size = len(phrase)
        for at in range(len(words) - size + 1):
            if tuple(words[at : at + size]) == phrase:
                return True
    return False


def _certainty(sorts: list[str], *, question: bool) -> str:
    if "deny" in sorts:
        return "denied"
    if "condition" in sorts:
        return "conditional"
    if question or "hedge" in sorts or "doubt" in sorts:
        return "hedged"
    if "reportive" in sorts:
        return "reported"
    return "asserted"
