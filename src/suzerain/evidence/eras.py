"""Capitals and peoples of states that are no more, in texts of their time."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from suzerain.evidence.mention import Scene
from suzerain.evidence.vocabulary import read_vocabulary

PLACES = frozenset(("capital", "metonym"))
BEGAN = 1922  # years before it tell nothing of states that came later
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@cache
def _eras() -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (row["code"], row["heir"], int(row["until"]))
        for row in read_vocabulary("eras.csv")
    )


def settle_eras(scene: Scene, seen: Counter[str], published: str = "") -> None:
    """Let "Moscow" mean the Soviet Union in a text of 1960.

    A text without a date must speak of the Soviet Union somewhere, or print only years
    of its time and never name Russia; then just capitals and organs are taken so.

    Args:
        scene: The document, its names settled.
        seen: How often each actor is named; kept up to date.
        published: ISO date of the document, or empty: then its latest year counts.
    """
    dated = published[:4].isdigit()
    eras = [era for era in _eras() if seen[era[1]]]
    if not eras:
        return
    years = [published[:4]] if dated else YEAR.findall(scene.text)
    now = max((int(year) for year in years), default=0)
    for code, heir, until in eras:
        if not 0 < now <= until:
            continue
        heirs = [one for one in scene.drafts() if one.actor == heir]
        sure = dated or seen[code]
        named = any(one.sort not in PLACES for one in heirs)
        if not sure and (now < BEGAN or named):
            continue
        for draft in heirs:
            if draft.person is None:
                draft.code = code + draft.code.removeprefix(heir)
                seen[code] += 1
                seen[heir] -= 1
