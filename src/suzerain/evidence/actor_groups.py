"""Which actors of a sentence stand together, and what governs them."""

from __future__ import annotations

from functools import lru_cache

from suzerain.evidence.parsed import (
    COORDINATORS,
    DATES,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TITLES,
    Group,
    MentionLike,
    Parsed,
)


def find_groups(parsed: Parsed, actors: list[tuple[int, MentionLike]]) -> None:
    """Join neighbouring mentions into groups.

    Args:
        parsed: The sentence; its groups are filled in.
        actors: Mentions with the index of their token.
    """
    words = parsed.words
    parsed.group_at = [None] * len(words)
    index = 0
    while index < len(actors):
        at, mention = actors[index]
        if _only_owns(actors, index):
            words[at] = "its"  # "its ally": the description says who is meant
            index += 1
            continue
        both = _both(parsed, mention)
        codes, last, sort, text = (
            [both or mention.code],
            at + 1,
            mention.sort,
            mention.text,
        )
        members = 1
        closed = aside = False
        while index + 1 < len(actors):
            next_at, following = actors[index + 1]
            if next_at - last > 6:
                break
            between = [word for word in words[last:next_at] if word not in BARE]
            same = following.code.split("/")[0] == codes[-1].split("/")[0]
            if same and (
                between in ([], ["of"], [",", "of"]) or _apposed(between, following)
            ):
                aside = aside or between == [",", "of"]
                if following.sort == "demonym" and between == []:
                    break
                codes[-1] = max(codes[-1], following.code, key=len)
            elif (aside and between == [",", "and"]) or (
                not (closed and "," in between)
                and _joined(between, words, actors, index, members)
            ):
                closed = closed or "and" in between
                codes.append(following.code)
                members += 1
            else:
                break
            last, sort, text = next_at + 1, following.sort, following.text
            index += 1
        possessive = words[last : last + 1] == ["'s"] or _owns(text, sort)
        if words[last : last + 1] == ["'"]:
            possessive = True
        group = Group(at, last, tuple(codes), sort, possessive)
        parsed.groups.append(group)
        for token in range(at, last):
            parsed.group_at[token] = group
        index += 1


def _only_owns(actors: list[tuple[int, MentionLike]], index: int) -> bool:
    """Whether a pronoun only begins the description behind it: "its neighbour"."""
    if index + 1 >= len(actors) or actors[index][1].sort != "pronoun":
        return False
    after = actors[index + 1][1]
    return after.sort == "nominal" and after.start - actors[index][1].end == 1


def _both(parsed: Parsed, mention: MentionLike) -> str:
    """Of "both countries", the two states that the sentence named before, or empty."""
    if mention.sort != "nominal" or not mention.text.lower().startswith(
        ("both", "the two")
    ):
        return ""
    named = {
        code.split("/")[0]
        for group in parsed.groups
        if group.sort not in {"nominal", "pronoun"} and not group.aside
        for code in group.codes
    }
    return "+".join(sorted(named)) if len(named) == 2 else ""


def _apposed(between: list[str], following: MentionLike) -> bool:
    return between == [","] and following.sort in {"person", "office"}


@lru_cache(maxsize=8192)
def _owns(text: str, sort: str) -> bool:
    lowered = text.lower()
    if sort == "pronoun":
        return lowered in {"its", "his", "their", "her", "our"}
    return lowered.endswith(("'s", "’s"))  # noqa: RUF001


def _joined(  # noqa: PLR0911
    between: list[str],
    words: list[str],
    actors: list[tuple[int, MentionLike]],
    index: int,
    members: int,
) -> bool:
    """Whether two neighbouring mentions form one group."""
    if between in (
        ["and"],
        ["&"],
        ["or"],
        ["nor"],
        ["as", "well", "as"],
        ["-"],
        ["\u2013"],
        ["+"],
    ):
        return True
    if between in (["and", "that", "of"], ["/"]):
        return True
    if between == [",", "and"]:
        return members > 1
    if between != [","]:
        return False
    last = actors[index + 1][0] + 1
    for at, _mention in actors[index + 2 : index + 8]:
        gap = [word for word in words[last:at] if word not in BARE]
        if gap in (["and"], [",", "and"], ["or"], [",", "or"]):
            return True
        if gap != [","]:
            return False
        last = at + 1
    return False


def govern(parsed: Parsed) -> None:
    """Find the preposition before each group, and whether a noun follows it."""
    words = parsed.words
    for group in parsed.groups:
        at = group.first - 1
        steps = 0
        while at >= 0 and steps < 8:
            word = words[at]
            if word in CONJOINING and _leads(parsed, group):
                break  # "as X charged the crowd": a conjunction
            if word in PREPOSITIONS:
                group.governor = at
                break
            if (
                not (word.isalnum() or word == "'s" or "-" in word)
                or word in COORDINATORS
                or parsed.verb_at[at] is not None
                or (parsed.group_at[at] is not None)
                or word in {"which", "who", "whom", "where", "that"}
                or word in DATES
                or word[:1].isdigit()
                or _new_phrase(words, at, group)
            ):
                break
            at -= 1
            steps += 1
        if group.governor > 1 and words[group.governor] == "in":
            _seated(parsed, group)
        if group.governor > 0 and words[group.governor - 1] == "according":
            group.aside = True
        after = words[group.last] if group.last < len(words) else ""
        group.adjective = group.possessive or (
            group.sort == "demonym"
            and after.replace("-", "").isalpha()
            and after not in PREPOSITIONS
            and after not in COORDINATORS
            and parsed.verb_at[group.last] is None
        )


def _seated(parsed: Parsed, group: Group) -> None:
    """Let "by the government in X" be governed by "by"."""
    words = parsed.words
    at = group.governor - 1
    if words[at] not in RULERS:
        return
    for back in range(at - 1, max(at - RULERS_WITHIN, -1), -1):
        if words[back] in PREPOSITIONS and words[back] != "of":
            group.governor = back
            return
        if words[back] in DETERMINERS or not words[back].isalpha():
            continue
        if parsed.verb_at[back] is not None or parsed.group_at[back] is not None:
            return


def _leads(parsed: Parsed, group: Group) -> bool:
    """Whether a finite verb follows a group at once."""
    if group.possessive or group.last >= len(parsed.words):
        return False
    verb = parsed.verb_at[group.last]
    return verb is not None and verb.finite and verb.form != "base"


def _new_phrase(words: list[str], at: int, group: Group) -> bool:
    """Whether a noun phrase ends here: "under the treaty | the X", "in return | X"."""
    if at + 1 < group.first and words[at + 1] in {"the", "a", "an"}:
        return words[at] not in INNER
    if at + 1 == group.first and words[at] in DOCUMENTS:
        return True
    return words[at] in SET_PHRASES and words[at - 1 : at] == ["in"]


BARE = TITLES | {"."}  # what may stand between two names as if it were not there
INNER = PREPOSITIONS | DETERMINERS  # words inside a noun phrase
CONJOINING = frozenset(["as", "after", "before", "since", "until", "than", "once"])
RULERS = frozenset(
    "government authorities ministry regime army parliament generals junta leadership "  # noqa: SIM905
    "rulers officials court police leaders administration cabinet".split()
)
RULERS_WITHIN = 4  # tokens from "government" back to the preposition before it
DOCUMENTS = frozenset(
    "treaty pact deal agreement accord contract arrangement plan scheme charter".split()  # noqa: SIM905
)
SET_PHRASES = frozenset(["return", "exchange", "turn", "addition", "response", "reply"])


def split_wrong_groups(parsed: Parsed) -> None:
    """Part "attacked A and B abstained" into A | B."""
    for group in list(parsed.groups):
        if len(group.codes) != 2 or group.last >= len(parsed.words):
            continue
        verb = parsed.verb_at[group.last]
        before = [one for one in parsed.verbs if one.head < group.first and one.finite]
        if not (verb and verb.finite and before) or group.possessive:
            continue
        gap = parsed.words[before[-1].head + 1 : group.first]
        if any(word in SUBORDINATORS or word in {",", ";", ":"} for word in gap):
            continue
        middle = next(
            (
                at
                for at in range(group.first, group.last)
                if parsed.words[at] in COORDINATORS
            ),
            -1,
        )
        if middle < 0:
            continue
        right = Group(middle + 1, group.last, group.codes[1:], group.sort)
        left = Group(
            group.first, middle, group.codes[:1], group.sort, False, group.governor
        )
        where = parsed.groups.index(group)
        parsed.groups[where : where + 1] = [left, right]
        for token in range(group.first, group.last):
            parsed.group_at[token] = left if token < middle else right
        parsed.group_at[middle] = None
