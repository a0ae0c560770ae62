"""Offices without a name, unnamed officials and experts, ministries."""

from __future__ import annotations

from suzerain.evidence.gazetteer import words_in
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.persons import Cast, people_in_office

MINISTRY = frozenset(("ministry", "department"))
SINGULAR = {
    "expert": "experts",
    "analyst": "experts",
    "observer": "experts",
    "commentator": "experts",
    "scholar": "experts",
    "official": "officials",
    "diplomat": "officials",
}


def find_unnamed(scene: Scene, cast: Cast, published: str) -> None:
    """Find offices and people without a name; a state before them joins in."""
    for draft in scene.drafts():
        stands = draft.code and not draft.person and "+" not in draft.code
        if stands and draft.sort not in {"person", "office"}:
            _office_behind(scene, cast, draft, published)
    telling = words_in("experts") | words_in("officials") | SINGULAR.keys()
    for index, word in enumerate(scene.words):
        if word.key in telling and scene.owner[index] is None:
            role = _role(scene, index, word.key)
            if role:
                _unnamed(scene, index, index + 1, f"{role} (unnamed)")


def _role(scene: Scene, index: int, key: str) -> str:
    """`experts`, `officials` or nothing."""
    if key in words_in("experts"):
        return "experts"
    if key in words_in("officials"):
        follows = scene.adjacent(index + 1) and scene.words[index + 1].key == "of"
        return "" if key == "sources" and follows else "officials"
    if index > 1 and scene.between(index - 1) == ", ":
        before = scene.owner[index - 2]
        if before is not None and before.person:
            return ""  # "NAME, an analyst": a description of NAME
    counted = index > 0 and scene.words[index - 1].key in words_in("counted")
    if key in SINGULAR and counted and scene.adjacent(index):
        return SINGULAR[key]
    return ""


def _unnamed(scene: Scene, first: int, last: int, code: str) -> None:
    start, end = scene.cover(first, last)
    scene.claim(Draft(first, last, start, end, [], code, "nominal", "resolve.unnamed"))


def _office_behind(scene: Scene, cast: Cast, draft: Draft, published: str) -> None:
    """`the American president`, `China's Foreign Ministry`, `US defence officials`."""
    first = draft.last
    if (
        first < len(scene.words)
        and scene.words[first].key == "s"
        and scene.between(first) in {"'", "\u2019"}
    ):
        first += 1
    last = _run(scene, first)
    if last == first:
        return
    keys = [word.key for word in scene.words[first:last]]
    final = keys[-1]
    if final in words_in("officials") or final in words_in("experts"):
        role = "experts" if final in words_in("experts") else "officials"
        _unnamed(scene, draft.first, last, f"{draft.actor}/{role} (unnamed)")
        return
    if MINISTRY & set(keys):
        printed = _ministry(scene, first, last)
        code = f"{draft.actor}/{printed}"
    elif final in words_in("head"):
        code = _holder(cast, draft, keys, published)
    else:
        return
    start, end = scene.cover(draft.first, last)
    office = Draft(draft.first, last, start, end, [], code, "office", "resolve.office")
    office.office = " ".join(keys)
    office.person = next(
        (p for p in cast.everyone() if "/" in code and p.code == code), None
    )
    scene.claim(office)


def _run(scene: Scene, first: int) -> int:
    """One past the last word of the office phrase that starts at a word."""
    mods, heads = words_in("modifier"), words_in("head")
    ends = heads | words_in("officials") | words_in("experts")
    place, last = first, first
    while scene.adjacent(place) and scene.owner[place] is None:
        key = scene.words[place].key
        if key in ends or key in MINISTRY:
            last = place + 1
        elif key not in mods and not (key in {"of", "for", "and"} and last == place):
            break
        place += 1
    tail = scene.words[last - 1].key if last > first else ""
    if tail in MINISTRY:
        last = _ministry_end(scene, last)
    return last


def _ministry_end(scene: Scene, last: int) -> int:
    """Let `Ministry of Foreign Affairs` run to its end."""
    place = last
    if not (scene.adjacent(place) and scene.words[place].key == "of"):
        return last
    place += 1
    while scene.adjacent(place) and scene.owner[place] is None:
        if scene.words[place].key not in words_in("modifier"):
            break
        place += 1
    return place if place > last + 1 else last


def _ministry(scene: Scene, first: int, last: int) -> str:
    """Print a ministry the same way however it is written.

    `Ministry of Defense`, `defence ministry` and `Defence Ministry` are one.
    """
    keys = [word.key for word in scene.words[first:last]]
    kind = next(key for key in keys if key in MINISTRY)
    place = keys.index(kind)
    if place + 1 < len(keys) and keys[place + 1] == "of":
        subject = keys[place + 2 :]
    else:
        subject = [key for key in keys[:place] if key not in {"former", "the"}]
    subject = [key for key in subject if key != "affairs"]
    subject = ["defence" if key == "defense" else key for key in subject]
    return " ".join(part.capitalize() for part in [*subject, kind])


def _holder(cast: Cast, draft: Draft, keys: list[str], published: str) -> str:
    """Who holds an office: somebody the text names, or the holder at the time."""
    found = people_in_office(cast, draft.actor, keys, published)
    return found.code if found else draft.actor
