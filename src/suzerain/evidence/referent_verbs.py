"""Whether a verb is mostly said of states and people, or of things."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from suzerain.evidence.discourse import Discourse
from suzerain.evidence.light_reader import ADVERBS, BE, MODALS
from suzerain.evidence.mention import Draft
from suzerain.evidence.standing import OBJECT, SUBJECT, Standing
from suzerain.evidence.vocabulary import read_vocabulary, verb_lexicon

SKIPPED = MODALS | ADVERBS | {"has", "have", "had", "not", "also", "never", "still"}
AHEAD = 6
UNKNOWN = "?"


@cache
def verb_sides() -> dict[str, dict[str, str]]:
    """Per verb, how often an actor leads it, is led by its passive, undergoes it.

    From `--` (mostly things) to `++` (mostly actors), as trained.
    """
    return {row["verb"]: row for row in read_vocabulary("verb_sides.csv")}


def base_of(key: str) -> str:
    """The base form of a verb form, or nothing.

    Examples:
        >>> base_of("sells"), base_of("rice")
        ('sell', '')
    """
    return next(iter(verb_lexicon().get(key, ())), "")


def governing_verb(
    memory: Discourse, draft: Draft, mine: Standing
) -> tuple[str, str, str]:
    """The verb of a word, how the word stands to it, and who such a verb is said of.

    Args:
        memory: What has been met.
        draft: The word.
        mine: Its standing.

    Returns:
        The verb; `leads`, `suffers` or `undergone`; a sign of `verb_sides`.
    """
    if mine.role == SUBJECT:
        verb, passive = _verb_behind(memory, draft.end)
        side = "suffers" if passive else "leads"
    else:
        verb = base_of(mine.verb) if mine.verb else ""
        side = "undergone" if mine.role == OBJECT else ""
    known = verb_sides().get(verb) if side else None
    return verb, side, known[side] if known else UNKNOWN


def _verb_behind(memory: Discourse, offset: int) -> tuple[str, bool]:
    """The verb that a subject leads, and whether it is passive."""
    words = memory.scene.words
    first = bisect_left(memory.stands.begins, offset)
    being = False
    for word in words[first : first + AHEAD]:
        key = word.key
        if key in BE:
            being = True
        elif key not in SKIPPED and not key.endswith("ly"):
            verb = base_of(key)
            if not verb:
                return "be" * being, False
            return verb, being and not key.endswith("ing")
    return "", False
