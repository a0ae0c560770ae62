"""The patterns of `frames.csv`, compiled, and where they match a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from suzerain.evidence.added import Added, added
from suzerain.evidence.memo import Memo
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.vocabulary import plural, read_vocabulary, verb_forms

GAP = 5
WIDE_GAP = 16
ACTOR = (("<actor>",),)
Word = tuple[str, ...]
Slots = tuple[tuple[tuple[Word, ...], bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One row of `frames.csv`, ready to match.

    Args:
        row: Line among the frames, for traces.
        pos: `verb`, `noun`, `adj` or `phrase`.
        relation: What it states.
        subject: Roles of the subject, in order of preference.
        object: Roles of the object.
        good: What the frame says of the good.
        negative: Whether its words state the contrary.
        kind: Kind of claim, when other than the relation's own.
        note: Note for the claim.
        slots: The pattern after its first word.
        weight: Number of slots; a longer frame wins.
        own: Whether a user added it; it wins over a shipped one at the same words.
        needs: Words of which one must stand in the sentence; empty for any.
        opens: Words of which one must come next after the first; empty for any.
    """

    row: int
    pos: str
    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    good: str
    negative: bool
    kind: str
    note: str
    slots: tuple[tuple[tuple[Word, ...], bool], ...]
    weight: int
    own: bool = False
    needs: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Where a frame matches.

    Args:
        frame: The frame.
        first: Index of its first token.
        last: Index one past its last token.
    """

    frame: Frame
    first: int
    last: int


def _slots(pattern: str) -> list[tuple[tuple[Word, ...], bool]]:
    slots = []
    for word in pattern.split():
        optional = word.endswith("?") and len(word) > 1
        choices = word.removesuffix("?").split("|")
        slots.append((tuple(tuple(c.split("_")) for c in choices), optional))
    return slots


def _needed(slots: list[tuple[tuple[Word, ...], bool]]) -> frozenset[str]:
    """First words of the last slot that must match and is no blank."""
    for choices, optional in reversed(slots):
        words = frozenset(choice[0] for choice in choices)
        if not optional and not words & {"*", "**"}:
            return words
    return frozenset()


def _opening(slots: list[tuple[tuple[Word, ...], bool]]) -> frozenset[str]:
    """Words with which the slots can begin; empty when any word can follow."""
    found: set[str] = set()
    for choices, optional in slots:
        found |= {choice[0] for choice in choices}
        if choices == ACTOR:
            found.add("the")
        if found & {"*", "**"}:
            return frozenset()
        if not optional:
            return frozenset(found)
    return frozenset()


def _first_forms(choice: Word, *, pos: str, alone: bool) -> Iterator[Word]:
    if pos == "verb":
        for form in verb_forms(choice[0]):
            yield (form, *choice[1:])
    elif pos == "noun" and alone:
        yield choice
        yield (*choice[:-1], plural(choice[-1]))
    else:
        yield choice


def frames() -> dict[str, tuple[tuple[Word, Frame], ...]]:
    """All frames by the first word of each form; longest first."""
    return _frames(added())


@lru_cache(maxsize=4)
def _frames(extra: Added) -> dict[str, tuple[tuple[Word, Frame], ...]]:
    table: dict[str, list[tuple[Word, Frame]]] = {}
    shipped = read_vocabulary("frames.csv")
    for number, row in enumerate([*shipped, *extra.rows]):
        slots = _slots(row["pattern"])
        pos = row["pos"]
        if pos == "noun" and len(slots) > 1:
            choices, optional = slots[-1]
            more = tuple((*c[:-1], plural(c[-1])) for c in choices if c[-1].isalpha())
            slots[-1] = (choices + more, optional)
        if pos == "noun":
            slots[0] = (
                slots[0][0] + tuple((*c[:-1], plural(c[-1])) for c in slots[0][0]),
                slots[0][1],
            )
        frame = Frame(
            row=number,
            pos=pos,
            relation=row["relation"],
            subject=tuple(row["subject"].split("|")),
            object=tuple(row["object"].split("|")),
            good=row["good"],
            negative=row["polarity"] == "-",
            kind=row["kind"],
            note=row["note"],
            slots=tuple(slots[1:]),
            weight=len(slots),
            own=number >= len(shipped),
            needs=_needed(slots[1:]),
            opens=_opening(slots[1:]),
        )
        for choice in slots[0][0]:
            for form in _first_forms(choice, pos=pos, alone=len(slots) == 1):
                table.setdefault(form[0], []).append((form[1:], frame))
    return {
        word: tuple(
            dict.fromkeys(sorted(rows, key=lambda one: (-one[1].weight, one[1].row)))
        )
        for word, rows in table.items()
    }


def _match(words: list[str], at: int, slots: Slots) -> int:
    """Index after the slots when they match from a token on, else -1."""
    if not slots:
        return at
    (choices, optional), rest = slots[0], slots[1:]
    if choices in ((("*",),), (("**",),)):
        wide = choices == (("**",),)
        for skip in range(WIDE_GAP if wide else GAP):
            if at + skip > len(words) or (
                skip
                and words[at + skip - 1]
                in ({";", ":"} if wide else {",", ".", ";", ":"})
            ):
                break
            end = _match(words, at + skip, rest)
            if end >= 0:
                return end
        return -1
    if choices == ACTOR and at < len(words) and words[at] == "the":
        at += 1
    word = words[at] if at < len(words) else ""
    for choice in choices:
        size = len(choice)
        if choice[0] == word and (size == 1 or tuple(words[at : at + size]) == choice):
            end = _match(words, at + size, rest)
            if end >= 0:
                return end
    return _match(words, at, rest) if optional else -1


def _fitting(key: tuple[Added, str, str, str]) -> tuple[tuple[Word, Frame], ...]:
    """Frames that may match at a word, by what comes next and what it cannot be."""
    extra, word, after, barred = key
    return tuple(
        (rest, frame)
        for rest, frame in _frames(extra).get(word, ())
        if frame.pos != barred
        and (not rest or rest[0] == after)
        and (rest or not frame.opens or after in frame.opens)
    )


FITTING = Memo(_fitting)


def find_triggers(parsed: Parsed) -> list[Trigger]:
    """Find every frame that matches, by place; of frames with one relation the longest.

    Args:
        parsed: The sentence.
    """
    extra = added()
    table = _frames(extra)
    words = parsed.words
    present = frozenset(words)
    size = len(words)
    verb_at = parsed.verb_at
    found: list[Trigger] = []
    for index, word in enumerate(words):
        if word not in table:
            continue
        verb = verb_at[index]
        barred = "noun" if verb is not None and verb.head == index else "verb"
        at = index + 1
        after = words[at] if at < size else ""
        for rest, frame in FITTING[extra, word, after, barred]:
            at = index + 1
            if rest:
                if len(rest) > 1 and tuple(words[at : at + len(rest)]) != rest:
                    continue
                at += len(rest)
                if frame.opens and (at >= size or words[at] not in frame.opens):
                    continue
            if frame.needs and frame.needs.isdisjoint(present):
                continue
            end = _match(words, at, frame.slots)
            if end >= 0:
                found.append(Trigger(frame, index, end))
    own = [one for one in found if one.frame.own]
    if not own:
        return found
    return [
        one
        for one in found
        if one.frame.own or not any(o.first <= one.first < o.last for o in own)
    ]
