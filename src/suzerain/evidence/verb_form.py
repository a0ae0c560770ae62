"""Whether a word that may be a verb is one where it stands."""

from __future__ import annotations

from suzerain.evidence.parsed import (
    ADVERBS,
    ASPECT,
    AUX,
    BE,
    COORDINATORS,
    DETERMINERS,
    DO,
    GET,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SAYING,
    SPEAKERS,
    Group,
    Parsed,
)
from suzerain.evidence.vocabulary import is_own_participle, verb_lexicon, word_set

ASIDES = word_set("asides")
NEVER_NOUNS = frozenset(
    "suffers goes comes depends relies belongs becomes remains loses sells sends "  # noqa: SIM905
    "gives gets receives provides seeks wants refuses agrees brings keeps buys pays "
    "earns grows owes hinges consists emerges".split()
)
HELPING = BE | HAVE | GET
INNER = PREPOSITIONS | DETERMINERS
BEFORE_NOUNS = DETERMINERS - {"that", "all", "both", "many", "some", "few"}
GOVERNING = PREPOSITIONS - {"than"}
ASIDE_WITHIN = 8
ONLY_SAYING = frozenset(["say", "believe", "insist", "argue", "think", "contend"])
BARE_BUT = frozenset(["not", "n't", "cannot", "nothing", "help"])  # "cannot but send"
LETTING = frozenset(["let", "lets", "make", "makes", "made"])
PLACING = frozenset(["stands", "lies", "sits"])


def is_adverb(word: str) -> bool:
    """Tell whether a word stands between a verb and its auxiliary.

    Examples:
        >>> is_adverb("openly"), is_adverb("ally")
        (True, False)
    """
    return word in ADVERBS or (
        word.endswith("ly")
        and word not in {"ally", "supply", "rely", "apply", "reply", "italy"}
    )


def form_of(parsed: Parsed, index: int, features: frozenset[str]) -> str:  # noqa: C901, PLR0911, PLR0912, PLR0915
    """Decide whether a word that may be a verb is one here, and in which form.

    Args:
        parsed: The sentence, its verbs found up to the word.
        index: The word.
        features: Forms that the word can have.

    Returns:
        `base`, `s`, `ing`, `past` or `part`; empty when it is no verb here.
    """
    words = parsed.words
    word = words[index]
    at = index - 1
    while (
        at >= 0 and is_adverb(words[at]) and words[at] not in {"more", "most", "much"}
    ):
        at -= 1
    before = words[at] if at >= 0 else ""
    group = parsed.group_at[at] if at >= 0 else None
    helped = before in AUX or before in GET or before in {"to", "n't"}
    plain = before in MODALS or before in DO or before == "to"
    if plain and word in verb_lexicon().get(word, {}):
        return "base"
    if before == "but" and "base" in features and words[at - 1] in BARE_BUT:
        return "base"
    if features & {"past", "part"} and not features & {"base", "s", "ing"}:
        if before in DETERMINERS and before not in {"that", "both", "all"}:
            return ""
        after = words[index + 1] if index + 1 < len(words) else ""
        held = parsed.verb_at[at] if at >= 0 else None
        if (
            held is not None
            and held.head == at
            and before not in HELPING
            and after.isalpha()
            and after not in INNER
        ):
            return ""
        if before == "'s" or (group and group.possessive):
            return ""
        if before in PREPOSITIONS and before not in {"as", "to", "than", "since"}:
            return ""
        if group and group.sort == "demonym" and after.isalpha() and after not in INNER:
            return "past" if after == "<actor>" else ""
        return "part" if features == {"part"} else "past"
    busy = parsed.verb_at[at] if at >= 0 else None
    ready = busy is not None and busy.head == at and words[at] not in BE
    if ready and not helped and not features & {"past", "part", "ing"}:
        return ""
    if "ing" in features:
        after = words[index + 1] if index + 1 < len(words) else ""
        if (
            busy is not None
            and not helped
            and busy.form != "ing"
            and words[busy.head] not in BE
            and busy.head == at
            and after.isalpha()
            and after not in DETERMINERS
            and not set(verb_lexicon().get(words[at], {})) & ASPECT
        ):
            return ""
        if before in DETERMINERS or before == "'s" or (group and group.possessive):
            return ""
        wider = words[at - 1] if at > 0 else ""
        described = before.endswith(("ed", "al", "ic", "ive", "ous", "st"))
        return "" if described and wider in DETERMINERS else "ing"
    if helped and "base" in features:
        if before in BE or before in HAVE:
            return "past" if is_own_participle(word) else ""  # "was overrun"
        return "base"
    if helped and "past" in features:
        return "past"
    if word in {"said", "was", "were"}:
        return "past"
    if word in ONLY_SAYING and group is not None and not group.possessive:
        return "base"  # "officials in Cairo say"
    if group is not None:
        return _after_group(parsed, group, features, index)
    if before in BEFORE_NOUNS:
        return ""
    if before in GOVERNING or before == "'s":
        return ""
    if before in {"which", "who", "they", "that", "we", "i", "you"}:
        return "s" if "s" in features else "base"
    if before in SPEAKERS and "s" in features and word in SAYING:
        return "s"
    if before in {"it", "he", "she"}:
        return "s" if "s" in features or "past" in features else ""
    if before == "," and "s" in features and _after_aside(parsed, at):
        return "s"
    if before in COORDINATORS or before == ",":
        return _like_previous(parsed, index, features)
    placed = words[index + 1 : index + 2] in (["in"], ["at"], ["near"], ["on"])
    if word in PLACING and placed and _noun_before(parsed, at):
        return "s"
    if "s" in features and _noun_before(parsed, at):
        return "s" if _verb_follows_badly(parsed, index) else ""
    if "base" in features and before.endswith("s") and _noun_before(parsed, at):
        return "base" if _object_follows(parsed, index) else ""
    if "past" in features and before and before.isalpha():
        return "past" if _object_follows(parsed, index) else ""
    return (
        "base"
        if not before and "base" in features and _object_follows(parsed, index)
        else ""
    )


def _after_group(  # noqa: PLR0911
    parsed: Parsed, group: Group, features: frozenset[str], index: int
) -> str:
    """A word right after an actor: verb, or noun described by it."""
    if group.possessive:
        return ""
    holder = parsed.verb_at[group.first - 1] if group.first else None
    held = holder is not None and holder.finite and holder.head == group.first - 1
    if held and "base" in features and parsed.words[group.first - 1] in LETTING:
        return "base"
    if held and "past" not in features and parsed.words[group.first - 1] not in SAYING:
        return ""
    if group.sort == "demonym" and not parsed.text[
        parsed.starts[group.last - 1] : parsed.ends[group.last - 1]
    ].endswith("s"):
        plural_people = parsed.words[group.first - 1 : group.first] == ["the"]
        closes = parsed.words[index + 1 : index + 2] in ([], ["."], [","])
        follows = closes or _object_follows(parsed, index)
        lexicon = verb_lexicon()
        ahead = parsed.words[index + 2 : index + 4]
        if any("s" in lexicon.get(word, {}).values() for word in ahead):
            return ""  # "the Russian border service guards"
        return "base" if plural_people and "base" in features and follows else ""
    if "s" in features:
        return "s"
    if "past" in features:
        return "past"
    several = len(group.codes) > 1 or "+" in group.code
    plural_text = parsed.text[
        parsed.starts[group.last - 1] : parsed.ends[group.last - 1]
    ].endswith("s")
    if "base" in features and (several or plural_text or group.sort == "pronoun"):
        return "base"
    return ""


def _after_aside(parsed: Parsed, comma: int) -> bool:
    """Whether ", unlike Y," stands between an actor and a word."""
    for at in range(comma - 1, max(comma - ASIDE_WITHIN, 0), -1):
        if parsed.words[at] == ",":
            opens = parsed.words[at + 1] in ASIDES
            return opens and parsed.group_at[at - 1] is not None
    return False


def _like_previous(parsed: Parsed, index: int, features: frozenset[str]) -> str:
    """After "and" or a comma: a verb when the one before has the same form."""
    previous = parsed.verbs[-1] if parsed.verbs else None
    if previous is None or index - previous.head > 25:
        return ""
    same = previous.form if previous.form in features else ""
    if "base" in features and (previous.infinitive or previous.form == "past"):
        unchanged = "base" in features and parsed.words[
            previous.head
        ] in verb_lexicon().get(parsed.words[previous.head], {})
        same = "base" if previous.infinitive or unchanged else same
    if previous.form == "past" and "past" in features:
        return "past"
    return same if same and _object_follows(parsed, index) else ""


def _noun_before(parsed: Parsed, at: int) -> bool:
    word = parsed.words[at] if at >= 0 else ""
    return word.isalpha() and word not in PREPOSITIONS and word not in DETERMINERS


def _object_follows(parsed: Parsed, index: int) -> bool:
    after = parsed.words[index + 1] if index + 1 < len(parsed.words) else ""
    if after in {"of", "'s"}:
        return False
    return after in {"<actor>", "up"} or after in INNER or (
        after.isalpha() and len(after) > 2 and after not in AUX
    )  # fmt: skip


def _verb_follows_badly(parsed: Parsed, index: int) -> bool:
    """Whether an s-form after a noun reads as a verb ("the pact binds them")."""
    after = parsed.words[index + 1] if index + 1 < len(parsed.words) else ""
    if (
        after == "<actor>"
        or parsed.words[index] in NEVER_NOUNS
        or after in DETERMINERS
        or after in {"on", "upon", "that", "how"}
    ):
        return True
    following = parsed.words[index + 1 : index + 7]
    return not any(word in AUX for word in following) and after not in {
        "of", "and", ",", ".", "'s", "to", "from", "in", "by", "are", "between",
    }  # fmt: skip
