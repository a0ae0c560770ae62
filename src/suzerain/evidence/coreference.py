"""Descriptions and pronouns, followed back to who they mean.

A sieve in the order of the text: each description or pronoun looks back, first in its
own sentence, then in those before, for the name that leads there and fits in number and
kind. What "we" means is settled last, when the speakers are known.
"""

from __future__ import annotations

from suzerain.evidence.descriptions import (
    find_nominals,
    find_pronouns,
    sentence_starts,
    taken_places,
)
from suzerain.evidence.discourse import Discourse
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.persons import Cast
from suzerain.evidence.pronouns import resolve_pronoun
from suzerain.evidence.references import resolve_nominal
from suzerain.evidence.standing import Stands
from suzerain.evidence.unnamed import find_unnamed
from suzerain.evidence.voices import (
    author_of,
    find_first_person,
    find_voices,
    only_placed,
    quoted_they,
    resolve_first_person,
)


def follow(scene: Scene, cast: Cast, published: str = "") -> list[Draft]:
    """Add offices, unnamed people, descriptions and pronouns; all in text order.

    Args:
        scene: The words and the names settled so far.
        cast: The people of the document.
        published: ISO date of the document, or empty.
    """
    find_unnamed(scene, cast, published)
    names = [draft for draft in scene.drafts() if draft.code]
    taken = taken_places(scene, names)
    author = author_of(scene, names)
    lines = only_placed(scene.text)
    if lines:
        names = [
            one
            for one in names
            if not any(first <= one.start < last for first, last in lines)
        ]
    nominals = find_nominals(scene, bytearray(taken))
    pronouns = find_pronouns(scene, taken)
    waiting = [*find_first_person(scene, taken), *quoted_they(scene, pronouns)]
    first = {id(one) for one in waiting}
    pronouns = [one for one in pronouns if id(one) not in first]
    waiting.sort(key=lambda one: one.start)
    everyone = sorted(
        [*names, *nominals, *pronouns, *waiting], key=lambda one: (one.start, -one.end)
    )
    starts = sentence_starts(scene.text)
    memory = Discourse(
        scene=scene,
        starts=starts,
        ahead=names,
        stands=Stands(scene=scene, starts=starts, drafts=everyone),
    )
    memory.voice = find_voices(scene, names)
    memory.author = author
    end = 0
    for draft in everyone:
        if draft.start < end or id(draft) in first:
            continue
        if not draft.code:
            _resolve(memory, draft)
        if draft.code:
            memory.add(draft)
            end = draft.end
    return _with(memory.met, resolve_first_person(memory, waiting))


def _resolve(memory: Discourse, draft: Draft) -> None:
    """Settle one description or pronoun, or leave it empty."""
    if draft.sort == "pronoun":
        resolve_pronoun(memory, draft)
    else:
        resolve_nominal(memory, draft)


def _with(met: list[Draft], more: list[Draft]) -> list[Draft]:
    """Mentions in the order of the text; those that overlap an earlier one give way."""
    if not more:
        return met
    kept: list[Draft] = []
    for draft in sorted([*met, *more], key=lambda one: one.start):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept
