"""Where the verbs of a sentence are, with form and voice."""

from __future__ import annotations

from suzerain.evidence.parsed import (
    AUX,
    BE,
    DETERMINERS,
    DO,
    GET,
    HAVE,
    MODALS,
    PREPOSITIONS,
    Parsed,
    Verb,
)
from suzerain.evidence.verb_form import form_of, is_adverb
from suzerain.evidence.vocabulary import (
    is_own_participle,
    verb_features,
    verb_lexicon,
    word_set,
)

FRONTED = word_set("fronted")
PLAIN = MODALS | DO  # what follows them stands in its base form
INNER = PREPOSITIONS | DETERMINERS
PASSIVE = BE | GET
LEADING = AUX | GET
HELPERS = LEADING | BE
PRONOUNS = frozenset(["it", "they", "he", "she", "we", "either", "anyone", "anybody"])
NOUNS_OF_STATE = frozenset(
    "'s ' army forces troops government military soldiers leaders officials side "  # noqa: SIM905
    "ministry president minister leadership".split()
)


def find_verbs(parsed: Parsed) -> None:
    """Find the verbs, auxiliaries included.

    Args:
        parsed: The sentence; its verbs are filled in.
    """
    words = parsed.words
    lexicon, features = verb_lexicon(), verb_features()
    parsed.verb_at = [None] * len(words)
    turned: dict[int, int] = {}  # main verbs whose auxiliary stands before the subject
    for index, word in enumerate(words):
        if turned and index in turned:
            helper = words[turned[index]]
            form = "base" if helper in PLAIN else "past"
            _add_verb(parsed, index, form, helper)
            parsed.verb_at[turned[index]] = parsed.verb_at[index]
            continue
        helps = word in AUX
        if helps:
            main = _turned_main(parsed, index, lexicon)
            if main >= 0:
                turned[main] = index
                continue
        forms = lexicon.get(word)
        if forms is None:
            if helps and _lone_auxiliary(words, index, lexicon):
                _add_verb(parsed, index, "s")
            elif word[-2:] == "ed" and _looks_like_verb(parsed, index):
                _add_verb(parsed, index, "past")
            continue
        if helps and _has_main_verb(words, index, lexicon):
            continue
        form = form_of(parsed, index, features[word])
        if form:
            _add_verb(parsed, index, form)


def _has_main_verb(
    words: list[str], index: int, lexicon: dict[str, dict[str, str]]
) -> bool:
    """Whether an auxiliary is followed by its main verb."""
    at = index + 1
    while at < len(words) and at < index + 5 and is_adverb(words[at]):
        at += 1
    if at >= len(words):
        return False
    word = words[at]
    if word in AUX:
        return True
    features = verb_features().get(word, frozenset())
    if words[index] in PLAIN:
        return "base" in features or word in lexicon.get(word, {})
    if is_own_participle(word):
        return True
    if words[index] in HAVE:
        return bool(features & {"past", "part"})
    return bool(features & {"past", "part", "ing"}) or word.endswith("ed")


def _turned_main(parsed: Parsed, index: int, lexicon: dict[str, dict[str, str]]) -> int:
    """Token of "attack" in "never did X attack", or -1."""
    words = parsed.words
    plain = words[index] in PLAIN
    opens = index == 0 or words[index - 1] in FRONTED
    if not (opens or plain) or (index and parsed.group_at[index - 1] is not None):
        return -1
    at = index + 1
    if words[at : at + 1] in (["the"], ["any"], ["a"], ["single"]):
        at += 1
    group = parsed.group_at[at] if at < len(words) else None
    if group is not None:
        at = group.last
    elif at < len(words) and words[at] in PRONOUNS:
        at += 1
    else:
        return -1
    while at < len(words) and (words[at] in NOUNS_OF_STATE or is_adverb(words[at])):
        at += 1
    if at >= len(words) or words[at] in AUX:
        return -1
    features = set(lexicon.get(words[at], {}).values())
    if plain:
        unchanged = words[at] in lexicon.get(words[at], {})
        return at if "base" in features or unchanged else -1
    wanted = {"past", "part"} if words[index] in HAVE else {"past", "part", "ing"}
    return at if opens and features & wanted else -1


def _lone_auxiliary(
    words: list[str], index: int, lexicon: dict[str, dict[str, str]]
) -> bool:
    return not _has_main_verb(words, index, lexicon)


def _looks_like_verb(parsed: Parsed, index: int) -> bool:
    word = parsed.words[index]
    if not (len(word) > 4 and word.isalpha()):
        return False
    before = parsed.words[index - 1] if index else ""
    held = parsed.verb_at[index - 1] if index else None
    after = parsed.words[index + 1] if index + 1 < len(parsed.words) else ""
    described = after.isalpha() and after not in INNER
    if held is not None and described and before not in HELPERS:
        return False  # "promises armoured vehicles"
    return before not in DETERMINERS and before not in PREPOSITIONS and before != "'s"


def _add_verb(parsed: Parsed, index: int, form: str, helper: str = "") -> None:
    words = parsed.words
    first = index
    while first > 0 and (
        words[first - 1] in AUX
        or words[first - 1] == "n't"
        or words[first - 1] in GET
        or (is_adverb(words[first - 1]) and words[first - 1] != "both")
    ) and parsed.verb_at[first - 1] is None:  # fmt: skip
        first -= 1
    helpers = [helper, *words[first:index]] if helper else words[first:index]
    after = words[index + 1] if index + 1 < len(words) else ""
    participle = form in {"past", "part"}
    passive = participle and not PASSIVE.isdisjoint(helpers) and not _perfect(helpers)
    infinitive = (
        first > 0
        and words[first - 1] == "to"
        and (form == "base" or words[first] in {"be", "have"})
    )
    reduced = participle and after == "by" and LEADING.isdisjoint(helpers)
    finite = (
        not infinitive and not reduced and (form != "ing" or not BE.isdisjoint(helpers))
    )
    if form == "part" and AUX.isdisjoint(helpers):
        finite = False
    verb = Verb(first, index, form, finite, passive or reduced, infinitive)
    parsed.verbs.append(verb)
    for token in range(first, index + 1):
        parsed.verb_at[token] = verb


def _perfect(helpers: list[str]) -> bool:
    """Whether the last auxiliary is a form of "have"."""
    last = [word for word in helpers if word in AUX or word in GET]
    return bool(last) and last[-1] in HAVE
