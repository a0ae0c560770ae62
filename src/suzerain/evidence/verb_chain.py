"""The chain of verbs that leads to a verb or noun: "does not intend to supply"."""

from __future__ import annotations

from suzerain.evidence.parsed import AUX, BE, Parsed, Verb

LINKS = frozenset(["to", "of", "from", "by", "into", "at", "against"])
STOPS = frozenset([",", ";", "and", "that"])
GERUND_LINKS = frozenset(["with", "about", "in", "on", "for", "over"])
FAR = 8
NEAR = 5
STEPS = 4
LETTING = frozenset(["let", "lets", "letting", "make", "makes", "made", "see", "watch"])


def chain_of(parsed: Parsed, index: int) -> tuple[int, int]:
    """Token range from the first verb that leads to a token up to the token.

    Args:
        parsed: The sentence.
        index: A verb, or a noun that hangs on one to its left.
    """
    verb = parsed.verb_at[index]
    if verb is None:
        for at in range(index - 1, max(index - FAR, -1), -1):
            if parsed.verb_at[at] is not None:
                verb = parsed.verb_at[at]
                break
            if parsed.words[at] in {",", ";", ":", "without"}:
                break
    if verb is None:
        return index, index + 1
    return lead_of(parsed, verb), index + 1


def lead_of(parsed: Parsed, verb: Verb) -> int:
    """First token of the verbs that lead to a verb.

    Args:
        parsed: The sentence.
        verb: The last verb of the chain.
    """
    first = verb.first
    for _step in range(STEPS):
        at = first - 1
        if at < 0:
            return first
        word = parsed.words[at]
        joined = parsed.verb_at[at]
        if joined is not None and parsed.words[first].endswith("ing"):
            first = joined.first
            continue
        sharing = _shares(parsed, verb, at) if first == verb.first else None
        if sharing is not None:
            verb, first = sharing, sharing.first
            continue
        gerund = word in GERUND_LINKS and parsed.words[first].endswith("ing")
        if word not in LINKS and not gerund:
            linked = _linked(parsed, verb)
            if linked is not None:
                return linked.first
            allowing = _verb_left(parsed, at) if verb.form == "base" else None
            if allowing is None or parsed.words[allowing.head] not in LETTING:
                return first
            verb, first = allowing, allowing.first
            continue
        leading = _verb_left(parsed, at - 1)
        if leading is None:
            return first - 1 if _stopped(parsed, at - 1) else max(first - 3, 0)
        first = leading.first
    return first


def _linked(parsed: Parsed, verb: Verb) -> Verb | None:
    """The "is" of "is not in the least worried"."""
    if verb.finite or verb.form not in {"past", "part"}:
        return None
    before = _verb_left(parsed, verb.first - 1)
    return before if before is not None and parsed.words[before.head] in BE else None


def _verb_left(parsed: Parsed, at: int) -> Verb | None:
    """The verb at most three words left of a token."""
    for place in range(at, max(at - NEAR, -1), -1):
        if parsed.verb_at[place] is not None:
            return parsed.verb_at[place]
        if parsed.words[place] in STOPS:
            return None
    return None


def _stopped(parsed: Parsed, at: int) -> bool:
    """Whether a comma or conjunction stands where a leading verb might be."""
    near = parsed.words[max(at - NEAR + 1, 0) : at + 1]
    return bool(STOPS & set(near))


def _shares(parsed: Parsed, verb: Verb, at: int) -> Verb | None:
    """The verb whose "did not" or "to" also holds for one after "or" or "and"."""
    if parsed.words[at] not in {"or", "and"} or at < 1:
        return None
    before = [one for one in parsed.verbs if one.head < at]
    if not before or verb.first != verb.head:
        return None
    last = before[-1]
    helped = last.infinitive or bool(AUX & set(parsed.words[last.first : last.head]))
    plain = verb.form == "base" and last.form == "base"
    same = parsed.words[at] == "or" and verb.form == last.form != "s"
    return last if helped and (plain or same) else None
