"""What a sentence shows of the act between two of its actors, as named features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from suzerain.evidence.context import Context
from suzerain.evidence.parsed import PREPOSITIONS, Parsed, Verb
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import (
    plural,
    read_vocabulary,
    verb_forms,
    verb_lexicon,
)

Span = tuple[int, int]
SOURCE, TARGET, NAME, NUMBER = "<s>", "<t>", "<n>", "<num>"
STEM = 5
NEAR = 9
FEW = 5
REACH = 7
HEADLINE = 0.6
NEGATIONS = frozenset(["not", "n't", "never", "no", "without", "nor", "neither"])
AHEAD = frozenset(["will", "shall", "'ll", "wo", "would", "won"])
HELPERS = frozenset(
    "may might could can should must has have had is are was were be been being to do "  # noqa: SIM905
    "does did".split()
)


@cache
def bases() -> dict[str, tuple[str, ...]]:
    """Base forms of each known form: of known verbs, and of the words that are cues.

    Examples:
        >>> bases()["condemned"], bases()["hostages"]
        (('condemn',), ('hostage',))
    """
    table: dict[str, dict[str, None]] = {}
    for form, known in verb_lexicon().items():
        table.setdefault(form, {}).update(dict.fromkeys(known))
    for row in read_vocabulary("event_words.csv"):
        for word in row["words"].split():
            first = word.split("_")[0]
            for form in (*verb_forms(first), plural(first), first):
                table.setdefault(form, {})[first] = None
            if "_" in word:
                last = word.split("_")[-1]
                table.setdefault(plural(last), {})[last] = None
    return {form: tuple(found) for form, found in table.items()}


@cache
def cues() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Words of `event_words.csv` by their first part: the rest, and the group."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_vocabulary("event_words.csv"):
        for word in row["words"].split():
            parts = tuple(word.split("_"))
            table.setdefault(parts[0], []).append((parts[1:], row["group"]))
    return {word: tuple(rows) for word, rows in table.items()}


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """Forms under which a word is looked up, the likeliest base first.

    Examples:
        >>> lemmas("accuses")[0], lemmas("zorbs")
        ('accuse', ('zorb', 'zorbs'))
    """
    known = bases().get(word)
    if known:
        return (*known, word)
    for ending, least in (("ing", 5), ("ed", 4), ("s", 3)):
        if word.endswith(ending) and len(word) > least and not word.endswith("ss"):
            return word[: -len(ending)], word
    return (word,)


def groups_at(words: Sequence[str], at: int) -> tuple[str, ...]:
    """Groups of cues that start at a token.

    Args:
        words: Tokens in lower case.
        at: Index of the first.
    """
    found: dict[str, None] = {}
    for base in lemmas(words[at]):
        for rest, group in cues().get(base, ()):
            if not rest or _continues(words, at + 1, rest):
                found[group] = None
    return tuple(found)


def _continues(words: Sequence[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(
        part == words[at + step] or part in lemmas(words[at + step])
        for step, part in enumerate(rest)
    )


def masked(parsed: Parsed, source: Span, target: Span | None) -> list[str]:
    """Tokens without names: what is left says what is done, not by whom.

    Args:
        parsed: The sentence.
        source: Tokens of the doer.
        target: Tokens of whom it is done to, or None.
    """
    words = list(parsed.words)
    text = parsed.text
    initials = [text[start : start + 1].isupper() for start in parsed.starts]
    headline = sum(initials) > HEADLINE * len(words)
    for at, word in enumerate(words):
        if word == "<actor>" or (at and initials[at] and not headline):
            words[at] = NAME
        elif word[:1].isdigit():
            words[at] = NUMBER
    for span, mark in ((target, TARGET), (source, SOURCE)):
        if span is not None:
            words[span[0] : span[1]] = [mark] + [""] * (span[1] - span[0] - 1)
    return words


def features(
    parsed: Parsed,
    source: Span,
    target: Span | None,
    *,
    context: Context | None = None,
) -> list[str]:
    """Name what a sentence shows of the act of a source toward a target.

    Args:
        parsed: The sentence.
        source: Token range of the doer.
        target: Token range of whom it is done to, or None.
        context: Its subjects, when they are known already.

    Returns:
        Names of features; the part before the first `:` is their family.
    """
    words = masked(parsed, source, target)
    heads = {verb.head for verb in parsed.verbs}
    cue = {
        at: groups_at(words, at)
        for at, word in enumerate(words)
        if word and word[0] != "<"
    }
    first, second = source[0], target[0] if target else source[0]
    order = "n" if target is None else ("a" if first < second else "p")
    low, high = min(first, second), max(first, second)
    found: list[str] = ["bias:", f"order:{order}"]
    found += _spans(parsed, source, target)
    for at, word in enumerate(words):
        if not word or word[0] == "<" or not word[0].isalpha():
            continue
        zone = "b" if at < low else ("m" if at < high else "e")
        if not low - REACH <= at <= high + REACH:
            found += [f"far:{group}" for group in cue[at]]
            continue
        base = lemmas(word)[0]
        found.append(f"w:{base}")
        found.append(f"z{order}{zone}:{base}")
        if len(base) > STEM:
            found.append(f"stem:{base[:STEM]}")
        for group in cue[at]:
            found.append(f"g:{group}")
            found.append(f"gz:{order}{zone} {group}")
            if at in heads:
                found.append(f"gv:{zone} {group}")
    found += _grams(words[max(low - REACH, 0) : high + REACH])
    verb = head_of(parsed, source, target, context)
    found += _around_head(parsed, words, cue, verb, order)
    found += _sequence(words, cue, heads, low, high, order)
    if target is not None:
        found += _beside(words, cue, target[0], "t")
    found += _beside(words, cue, source[0], "s")
    return list(dict.fromkeys(found))


def _spans(parsed: Parsed, source: Span, target: Span | None) -> Iterator[str]:
    """What sort of actor stands on each side: "a court", "protesters"."""
    for name, span in (("S", source), ("T", target)):
        if span is None:
            continue
        text = parsed.text[parsed.starts[span[0]] : parsed.ends[span[1] - 1]]
        inside = text.lower().replace("'s", "").split()
        for at, word in enumerate(inside):
            if not text.split()[at : at + 1] or not word.isalpha():
                continue
            plain = text.split()[at][0].islower() or word in bases()
            if plain:
                yield f"{name}:{lemmas(word)[0]}"
            for group in groups_at(inside, at):
                yield f"{name}g:{group}"
        if len(inside) == 1:
            yield f"{name}:one"


def _grams(words: Sequence[str]) -> Iterator[str]:
    line = [lemmas(word)[0] if word[0] != "<" else word for word in words if word]
    slim = [line[0]] if line else []
    for word in line[1:]:
        if not (word == NAME and slim[-1] == NAME):
            slim.append(word)
    for at in range(len(slim) - 1):
        yield f"2:{slim[at]} {slim[at + 1]}"
        if at + 2 < len(slim):
            yield f"k:{slim[at]} {slim[at + 2]}"
            yield f"3:{slim[at]} {slim[at + 1]} {slim[at + 2]}"


def head_of(
    parsed: Parsed,
    source: Span,
    target: Span | None,
    context: Context | None = None,
) -> Verb | None:
    """Find the verb that says what the source does.

    Args:
        parsed: The sentence.
        source: Token range of the doer.
        target: Token range of whom it is done to.
        context: Its subjects, when they are known already.
    """
    own = parsed.group_at[source[0]]
    known = context or Context(parsed)
    after = parsed.words[source[0] - 1 : source[0]]
    if after == ["by"] or parsed.words[max(source[0] - 2, 0) : source[0]] == [
        "by",
        "the",
    ]:
        passive = [v for v in parsed.verbs if v.head < source[0] and v.passive]
        if passive:
            return passive[-1]
    right = [v for v in parsed.verbs if v.head >= source[1]]
    for verb in right:
        if verb.finite and not verb.passive and subject_of(known, verb) is own:
            return verb
    if right:
        return right[0]
    left = [v for v in parsed.verbs if v.head < source[0]]
    near = [v for v in left if target is None or v.head > target[0]]
    return (near or left or [None])[-1]  # type: ignore[list-item]


def _around_head(
    parsed: Parsed,
    words: Sequence[str],
    cue: dict[int, tuple[str, ...]],
    verb: Verb | None,
    order: str,
) -> Iterator[str]:
    if verb is None:
        yield "h:none"
        return
    base = lemmas(parsed.words[verb.head])[0]
    helpers = parsed.words[verb.first : verb.head]
    voice = "p" if verb.passive else "a"
    before = parsed.words[max(verb.first - 2, 0) : verb.head]
    negated = "-" if NEGATIONS & set(before) else ""
    ahead = "+" if AHEAD & set(helpers) else ""
    groups = cue.get(verb.head, ())
    yield f"h:{base}"
    yield f"hv:{voice}{order}{negated}{ahead}"
    yield f"hm:{' '.join(word for word in helpers if word in HELPERS | AHEAD)}"
    for group in groups or ("none",):
        yield f"hg:{group}"
        yield f"hgv:{group} {voice}{order}{negated}{ahead}"
    later: dict[str, None] = {}
    for at in range(verb.head + 1, min(verb.head + NEAR, len(words))):
        if words[at] in {";", ":"}:
            break
        later.update(dict.fromkeys(cue.get(at, ())))
    for group in groups or ("none",):
        for other in later:
            yield f"hp:{group} {other}"
            if negated or ahead:
                yield f"hp:{negated}{ahead}{group} {other}"
    for other in later:
        yield f"hw:{base} {other}"


def _sequence(
    words: Sequence[str],
    cue: dict[int, tuple[str, ...]],
    heads: set[int],
    low: int,
    high: int,
    order: str,
) -> Iterator[str]:
    """Cues in their order: "urged to release" is no release."""
    inside = [at for at in range(low, len(words)) if cue.get(at)]
    verbs = [at for at in inside if at in heads]
    for name, line in (("q", inside), ("qv", verbs)):
        for step, at in enumerate(line[:FEW]):
            place = "m" if at < high else "e"
            for group in cue[at]:
                if step == 0:
                    yield f"{name}1:{order}{place} {group}"
                for after in line[step + 1 : step + 2]:
                    for other in cue[after]:
                        yield f"{name}2:{group} {other}"
    if not any(at < high for at in verbs):
        yield f"q0:{order}"


def _beside(
    words: Sequence[str], cue: dict[int, tuple[str, ...]], at: int, side: str
) -> Iterator[str]:
    """The preposition of an actor and what it hangs on: "attack on <t>"."""
    step = at - 1
    while step >= 0 and words[step] in {"the", "a", "an", "its", "their", NAME, ""}:
        step -= 1
    if step >= 0 and words[step] in PREPOSITIONS | {"'s"}:
        yield f"{side}p:{words[step]}"
        for group in cue.get(step - 1, ()):
            yield f"{side}pg:{words[step]} {group}"
        if step >= 1:
            yield f"{side}pw:{lemmas(words[step - 1])[0]} {words[step]}"
    elif step >= 0:
        yield f"{side}d:{lemmas(words[step])[0]}"
        for group in cue.get(step, ()):
            yield f"{side}dg:{group}"
    yield from _behind(words, cue, at, side)


def _behind(
    words: Sequence[str], cue: dict[int, tuple[str, ...]], at: int, side: str
) -> Iterator[str]:
    """What follows an actor: what it owns, or the next word."""
    following = [word for word in words[at + 1 : at + 4] if word]
    if following[:1] == ["'s"]:
        yield f"{side}own:"
        for word in following[1:]:
            yield f"{side}o:{lemmas(word)[0]}"
        for near in range(at + 1, min(at + 4, len(words))):
            for group in cue.get(near, ()):
                yield f"{side}og:{group}"
    elif following:
        yield f"{side}a:{lemmas(following[0])[0]}"
