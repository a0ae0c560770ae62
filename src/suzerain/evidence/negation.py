"""Whether a clause is put as not so by its subject, its object or its noun."""

from __future__ import annotations

from functools import cache

from suzerain.evidence.frames import Trigger
from suzerain.evidence.learned_polarity import contrary_stems
from suzerain.evidence.operators import BARRIERS, CLAUSE_ENDS
from suzerain.evidence.parsed import AUX, BE, PREPOSITIONS, Parsed
from suzerain.evidence.vocabulary import verb_forms, word_set

NOT_COUNTING = word_set("uncounting")
ABOUT_IT = frozenset("with in at by of from on for to without".split())  # noqa: SIM905
NOTHING = frozenset(["nothing", "nobody", "none"])
NOT_ONE = (
    ["not", "a"], ["not", "one"], ["not", "any"], ["not", "an"], ["hardly", "any"],
    ["barely", "any"], ["scarcely", "any"],
)  # fmt: skip
INSIDE = frozenset(["not", "n't", "never", "hardly", "barely", "scarcely", "neither"])
WHENCE = frozenset(
    ["when", "after", "before", "since", "as", "until", "where", "while"]
)
NOTHING_LED = frozenset(["in", "on", "for", "almost", "virtually", "practically"])
LIFTING = frozenset(form for base in word_set("lifting") for form in verb_forms(base))
CALLED_OFF = LIFTING | frozenset(
    form for base in word_set("undoing") for form in verb_forms(base)
)
OBJECT_WITHIN = 6  # tokens between a verb and its object
OWNING = frozenset(["its", "their", "his", "her", "all", "the", "these", "those"])
TAKEN = CALLED_OFF | frozenset(
    form for base in word_set("taking_away") for form in verb_forms(base)
)
FAILING = frozenset(form for base in word_set("failing") for form in verb_forms(base))
OVER = word_set("lasting_over")
TO_NOBODY = frozenset(["to", "with", "for", "from", "against", "on"])
HAPPENING = frozenset(
    form for base in word_set("happening") for form in verb_forms(base)
)
GOOD_ENDS = BARRIERS | {",", "and"}
NOUN_ENDS = CLAUSE_ENDS - {"and", ","}
NOBODY = frozenset(["no", "none", "nobody", "nothing"])
# Words of which each negation has one, but those that a verb tells ("was called off").
NEGATING = NOBODY | frozenset(
    "not n't never neither nor few hardly barely scarcely".split()  # noqa: SIM905
)


def negated_by_words(
    parsed: Parsed,
    first: int,
    index: int,
    *,
    good_at: int = -1,
    after: int = 0,
    quiet: frozenset[int] = frozenset(),
    noun: bool = False,
) -> int:
    """Count the negations that stand in a subject, an object or before a noun.

    Args:
        parsed: The sentence.
        first: First token of the verbs that lead to the trigger.
        index: Token of the trigger.
        good_at: Token of the good that is given, or -1.
        after: One past the last token of the frame.
        quiet: Tokens of phrases that negate nothing ("no time in").
        noun: Whether the trigger is a noun, whatever else its word may be.
    """
    noun = noun or _as_noun(parsed, index)
    gone = noun and (
        never_came(parsed, index, after) or taken_away(parsed, index, quiet)
    )
    if NEGATING.isdisjoint(parsed.words):
        return int(gone)
    right = good_at >= index + 1 and not_one(parsed, good_at)
    nothing = right or _nothing_after(parsed, index, max(after, index + 1))
    count = int(nothing and not _refused(parsed, first, index))
    count += int(gone or _taken_back(parsed, index))
    return count + int(not nothing and _no_noun(parsed, first, index, quiet))


def _refused(parsed: Parsed, first: int, index: int) -> bool:
    """Whether the verb has a "not" already: "will not sell neither A nor B"."""
    return bool({"not", "n't", "never"} & set(parsed.words[first:index]))


def _no_noun(parsed: Parsed, first: int, index: int, quiet: frozenset[int]) -> bool:
    """Whether "no" stands before the trigger's noun or its subject."""
    words = parsed.words
    low, left = max(index - 3, 0), max(first - 3, 0)
    near = ["" if at in quiet else words[at] for at in range(low, index)]
    plain = "no" in near and words[low + near.index("no") + 1] not in NOT_COUNTING
    inside = near[near.index("no") :] if plain else []
    if plain and "," not in near and WHENCE.isdisjoint(inside):
        return True
    if _neither(parsed, first):
        return True
    even = words[left:first][:2] == ["not", "even"]
    return even or _no_subject(parsed, first, index, quiet)


def _no_subject(parsed: Parsed, first: int, index: int, quiet: frozenset[int]) -> bool:
    """Whether the subject of the verb is "no soldier of X"."""
    words = parsed.words
    if parsed.verb_at[index] is None:
        return False
    for at in range(first - 1, max(first - 8, -1), -1):
        if parsed.verb_at[at] is not None or words[at] in CLAUSE_ENDS | WHENCE:
            return False
        if at in quiet:
            continue
        few = words[at : at + 2] == ["few", "of"] and words[at - 1 : at] != ["a"]
        if few or words[at] in NOBODY or words[at : at + 2] in NOT_ONE:
            return (
                words[at + 1] not in NOT_COUNTING
                and words[at - 1 : at] != ["there"]
                and not {"but", "except", "than"} & set(words[at + 1 : at + 4])
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
        if parsed.verb_at[at] is not None or words[at] in GOOD_ENDS:
            return False
        if words[at] in {"neither", "nor"}:
            return True
        if words[at] == "no" or words[at : at + 2] in NOT_ONE:
            return words[at + 1] not in NOT_COUNTING
    return False


def _neither(parsed: Parsed, first: int) -> bool:
    """Whether the subject of the verb is "neither X nor Y"."""
    for at in range(first - 1, max(first - 10, -1), -1):
        if parsed.verb_at[at] is not None or parsed.words[at] in BARRIERS:
            return False
        if parsed.words[at] == "neither":
            return at < first - 1
    return False


def _nothing_after(parsed: Parsed, index: int, after: int) -> bool:
    """Whether the clause goes on "... nothing", "... in nothing", "... for nobody"."""
    _left, right = parsed.clause(index)
    for at in range(after, right):
        if parsed.verb_at[at] is not None and at > after:
            return False
        led = parsed.words[at - 1] in NOTHING_LED or at == after
        if parsed.words[at] in NOTHING and led:
            return parsed.words[at + 1 : at + 2] != ["but"]
        if at == after and parsed.words[at : at + 2] in NOT_ONE[:2]:
            return True
        given = at == after + 1 and parsed.words[after] in TO_NOBODY
        if at == after and parsed.words[at] == "neither":
            return True
        bare = (at == after or given) and parsed.words[at] == "no"
        if bare and parsed.verb_at[index] is not None:
            return parsed.words[at + 1] not in NOT_COUNTING
    return False


@cache
def _phrasal(name: str) -> frozenset[tuple[str, str]]:
    """Forms of the verbs of a set that have a second word: "called off"."""
    return frozenset(
        (form, base.split("_")[1])
        for base in word_set(name)
        for form in verb_forms(base.split("_")[0])
    )


def never_came(parsed: Parsed, index: int, after: int) -> bool:
    """Whether what a noun names "did not take place", "was never signed".

    Args:
        parsed: The sentence.
        index: Token of the noun.
        after: One past the last token of its frame.
    """
    words = parsed.words
    for at in range(max(after, index + 1), len(words)):
        verb = parsed.verb_at[at]
        if verb is not None:
            helpers = set(words[verb.first : verb.head])
            negated = bool(helpers & {"not", "n't", "never"})
            pair = (words[verb.head], *words[verb.head + 1 : verb.head + 2])
            off = pair[0] in CALLED_OFF or pair in _phrasal("taking_back")
            if verb.finite and (pair[0] in FAILING or pair in _phrasal("giving_out")):
                return not negated
            if verb.finite and verb.passive and off:
                return not negated
            if verb.finite and OVER & set(words[verb.head + 1 : verb.head + 2]):
                return words[verb.head] in BE and not negated
            return verb.finite and negated and words[verb.head] in HAPPENING
        if words[at] in NOUN_ENDS:
            return False
    return False


def _as_noun(parsed: Parsed, index: int) -> bool:
    """Whether a word that may be a verb is a noun there: "its potash sanctions"."""
    verb = parsed.verb_at[index]
    if verb is None:
        return True
    before = parsed.words[max(index - 3, 0) : index]
    return verb.form == "s" and verb.first == index and bool(OWNING & set(before))


def taken_away(parsed: Parsed, index: int, quiet: frozenset[int] = frozenset()) -> bool:
    """Whether what a noun names is taken away: "lifted its sanctions".

    Args:
        parsed: The sentence.
        index: Token of the noun.
        quiet: Tokens that count as negations already.
    """
    words = parsed.words
    for at in range(index - 1, max(index - OBJECT_WITHIN, -1), -1):
        verb = parsed.verb_at[at]
        if verb is not None:
            pair = (words[verb.head], *words[verb.head + 1 : verb.head + 2])
            gone = pair[0] in TAKEN or pair in _phrasal("taking_back")
            return gone and not verb.passive and verb.head not in quiet
        after = words[at - 1 : at + 1]
        particle = tuple(after) in _phrasal("taking_back") or words[at] == "of"
        if words[at] in NOUN_ENDS or (words[at] in PREPOSITIONS and not particle):
            return False
    return False


def _taken_back(parsed: Parsed, index: int) -> bool:
    """Whether the sentence goes on "... but did not"."""
    words = parsed.words
    if parsed.verb_at[index] is None:
        return False
    if "but" not in words[index + 1 : -2]:
        return False
    at = words.index("but", index + 1) + 1
    group = parsed.group_at[at] if at < len(words) else None
    if group is not None and group.sort == "pronoun":
        at += 1
    at += words[at : at + 1] in (["it"], ["they"], ["he"], ["she"], ["then"])
    short = words[at : at + 1] and words[at] in AUX | {"never"}
    end = at + 1 + (words[at + 1 : at + 2] in (["not"], ["n't"], ["yet"]))
    denied = {"not", "n't", "never"} & set(words[at:end])
    did = words[end : end + 1] in ([], ["."], [","], [";"], ["do"], ["did"])
    return bool(short and denied and did)


def negated_inside(parsed: Parsed, trigger: Trigger) -> bool:
    """Whether "no" stands among the words of a frame: "signed no agreement".

    Args:
        parsed: The sentence.
        trigger: Where the frame matches; a "no" of its own does not count.
    """
    words = parsed.words
    for at in range(trigger.first + 1, trigger.last):
        plain = words[at] == "no" and words[at + 1] not in NOT_COUNTING
        so = trigger.frame.relation not in contrary_stems()
        if plain or (so and words[at] in INSIDE):
            own = (choice for slot in trigger.frame.slots for choice in slot[0])
            return not any(words[at] in choice for choice in own)
    return False
