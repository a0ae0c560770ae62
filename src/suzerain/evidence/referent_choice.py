"""Which one a pronoun or description means: a trained choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from suzerain.evidence.description_signs import Describing
from suzerain.evidence.discourse import Discourse
from suzerain.evidence.mention import Draft
from suzerain.evidence.referent_relations import Place
from suzerain.evidence.referent_signs import Weighing
from suzerain.evidence.referents import FAMILIES, Option, options_for
from suzerain.evidence.vocabulary import read_vocabulary

ONE, TWO = "the", "two"


@cache
def referent_weights() -> dict[str, dict[str, float]]:
    """Weights of the signs by kind of word, as trained."""
    found: dict[str, dict[str, float]] = {}
    for row in read_vocabulary("referent_weights.csv"):
        found.setdefault(row["word"], {})[row["sign"]] = float(row["weight"])
    return found


def pick(
    place: Place,
    family: str,
    options: Sequence[Option],
    signs: Sequence[Sequence[str]],
) -> Option:
    """The option with the greatest weight, the first of equals.

    Args:
        place: Where the word stands.
        family: The kind of word.
        options: At least one.
        signs: What speaks for and against each.
    """
    del place
    weights = referent_weights().get(family, {})
    scores = [
        sum([weights[name] for name in names if name in weights]) for names in signs
    ]
    return options[scores.index(max(scores))]


def choose_pronoun(memory: Discourse, draft: Draft) -> None:
    """Settle a pronoun, or leave it empty."""
    _choose(Place(memory, draft), FAMILIES[draft.office])


def choose_one(memory: Discourse, draft: Draft, *, but: str = "") -> None:
    """Settle a description of one state: "the country", "its ally".

    Args:
        memory: What has been met.
        draft: The description.
        but: A code that it cannot mean: an ally is another than whose it is.
    """
    _choose(Place(memory, draft), ONE, but)


def choose_two(memory: Discourse, draft: Draft) -> None:
    """Settle a description of two actors: "both countries"."""
    _choose(Place(memory, draft), TWO)


def _choose(place: Place, family: str, but: str = "") -> None:
    nobody, *found = options_for(place.memory, place.draft, family, place.before)
    pronoun = place.draft.sort == "pronoun"
    real = [one for one in found if one.code != but and not place.bars(one)]
    options = [nobody, *real]
    weighing = Weighing if pronoun else Describing
    signs = weighing(place, family, options).signs()
    _settle(place.draft, pick(place, family, options, signs))
    last = (place.draft.actor, place.number, place.draft.office)
    place.memory.latest[family] = last


def _settle(draft: Draft, chosen: Option) -> None:
    """Let a word mean an option."""
    if not chosen.code:
        return
    draft.code = chosen.code
    near = chosen.near
    if near is not None and near.code == chosen.code:
        draft.person = near.person
    if draft.sort == "pronoun" and chosen.back > 0:
        draft.confidence = "resolve.pronoun_far"
    elif draft.sort != "pronoun" and not chosen.said:
        draft.confidence = "resolve.relative"
