"""How firmly, and which way round, a clause is put."""

from __future__ import annotations

from dataclasses import dataclass

from suzerain.evidence.asides import aside_at, aside_end
from suzerain.evidence.learned_polarity import settle_negations
from suzerain.evidence.negation import NOT_ONE, OVER, negated_by_words
from suzerain.evidence.operators import Operator
from suzerain.evidence.parsed import BE, Parsed
from suzerain.evidence.verb_chain import chain_of
from suzerain.evidence.vocabulary import verb_forms

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
LEADING = frozenset(phrase[0] for phrase in FUTURE_PHRASES)
ALONE = frozenset(phrase[0] for phrase in FUTURE_PHRASES if len(phrase) == 1)
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

COMMENT = 6  # tokens of ", for its part," between a "not" and its verb
NOTS = frozenset(["not", "n't", "never", "no", "nor", "without"])
FLIPPING = frozenset(["negate", "doubt", "deny", "unproven"])
HEDGING = frozenset(["hedge", "doubt", "unproven"])


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


def modality_at(  # noqa: PLR0913
    parsed: Parsed,
    operators: tuple[Operator, ...],
    index: int,
    *,
    negative: bool = False,
    inside: int = 0,
    whole: bool = False,
    given: bool = False,
    good_at: int = -1,
    guessed: str = "",
    noun: bool = False,
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
        guessed: The relation, where it was guessed from the whole clause.
        noun: Whether the trigger is a noun.
    """
    if given:
        return Modality()
    first, last = chain_of(parsed, index)
    first = _before_comment(parsed, first)
    own = range(index, inside)
    aside = aside_at(parsed, index)
    quiet: frozenset[int] = frozenset()
    sorts: list[str] = []
    if operators:
        end = aside_end(parsed, aside) if aside >= 0 else len(parsed.words)
        operators = tuple(
            one
            for one in operators
            if one.last > aside and (one.at < end or one.scope in {"sentence", "left"})
        )
        reaching = [
            one
            for one in operators
            if one.at not in own
            and (
                (whole and one.sort == "negate")
                or reaches(one, first, index, last=last)
            )
        ]
        sorts = [one.sort for one in reaching]
        sorts += ["negate"] * sum(_names_it(parsed, one, index) for one in operators)
        quiet = frozenset(
            at
            for one in operators
            if one.sort == "nothing" or one in reaching
            for at in range(one.at, one.last)
        )
    sorts += ["negate"] * negated_by_words(
        parsed, first, index, good_at=good_at, after=inside, quiet=quiet, noun=noun
    )
    if guessed:
        sorts += ["negate"] * _is_not(parsed, index, quiet)
        sorts = settle_negations(sorts, guessed, parsed, operators, index)
    words = [*_turned(parsed, first), *parsed.words[max(first - 1, 0) : last]]
    perfect = _perfect(words)
    ahead = not MODAL_FUTURE.isdisjoint(words) or _future_phrase(words)
    supposed = _supposed(parsed, index)
    if supposed or _wished(parsed, index):
        sorts.append("hedge")
    question = asked_at(parsed, index)
    flips = sum(sort in FLIPPING for sort in sorts) + negative
    return Modality(
        negative=flips % 2 == 1,
        certainty=_certainty(sorts, question=question),
        future=supposed or (ahead and not perfect),
        perfect=perfect,
        doubted="doubt" in sorts,
        denied="deny" in sorts,
        question=question,
    )


def reaches(one: Operator, first: int, index: int, *, last: int) -> bool:
    """Whether an operator reaches a token.

    Args:
        one: The operator.
        first: First token of the verbs that lead to the token.
        index: The token.
        last: One past the last token of its chain.
    """
    if one.scope == "verb":
        return first - 1 <= one.at < last or one.last == first
    return one.scope == "sentence" or one.last <= index < one.end


def asked_at(parsed: Parsed, index: int) -> bool:
    """Whether a token stands in a question.

    Args:
        parsed: The sentence, perhaps of several quoted ones.
        index: The token.
    """
    words = parsed.words
    if "?" not in words:
        return False
    for at in range(index + 1, len(words)):
        if words[at] in {"?", "!"} or (words[at] == "." and at < len(words) - 1):
            return words[at] == "?"
    return False


def _names_it(parsed: Parsed, one: Operator, index: int) -> bool:
    """Whether "did not deny" itself is what the trigger states."""
    inside = one.sort == "nothing" and one.at < index < one.last
    return inside and parsed.words[one.at] in NOTS


def _is_not(parsed: Parsed, index: int, quiet: frozenset[int]) -> bool:
    """Whether a lone "is" goes on with "not", or with "over"."""
    after = parsed.words[index + 1 : index + 2]
    counted = parsed.words[index + 1 : index + 3] in NOT_ONE[:2]
    lone = parsed.words[index] in BE and index + 1 not in quiet and not counted
    return lone and bool(after) and (after[0] in NOTS or after[0] in OVER)


def _before_comment(parsed: Parsed, first: int) -> int:
    """Token behind the "not" of "has not, however, sent", else the first token."""
    words = parsed.words
    if words[first - 1 : first] != [","]:
        return first
    for at in range(first - 2, max(first - COMMENT, 0), -1):
        if words[at] == ",":
            short = words[at - 1] in {"not", "n't", "never"}
            return at if short else first
    return first


def _turned(parsed: Parsed, first: int) -> list[str]:
    """The "will" of "never will X send", which stands before the subject."""
    group = parsed.group_at[first - 1] if first else None
    before = parsed.words[group.first - 1] if group and group.first else ""
    return [before] if before in MODAL_FUTURE else []


def _perfect(words: list[str]) -> bool:
    """Whether a modal speaks of the past: "would have crossed"."""
    return "have" in words and any(
        word == "have"
        and words[at + 1 : at + 2] != ["to"]
        and bool(set(words[max(at - 3, 0) : at]) & MODAL_FUTURE)
        for at, word in enumerate(words)
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


def _future_phrase(words: list[str]) -> bool:
    return not LEADING.isdisjoint(words) and any(
        word in LEADING and (word in ALONE or words[at + 1 : at + 2] == ["to"])
        for at, word in enumerate(words)
    )


def _certainty(sorts: list[str], *, question: bool) -> str:
    if "deny" in sorts:
        return "denied"
    if "condition" in sorts:
        return "conditional"
    if question or HEDGING & set(sorts):
        return "hedged"
    if "reportive" in sorts:
        return "reported"
    return "asserted"
