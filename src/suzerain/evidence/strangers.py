"""People that no table knows, found by the office or the employer beside their name."""

from __future__ import annotations

import re
from collections import Counter

from suzerain.core.codes import actors
from suzerain.evidence.gazetteer import (
    Person,
    family_name,
    fold,
    words_in,
)
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.persons import (
    Cast,
    headline_case,
    office_start,
    owner_before,
    plain_name,
)

GOVERNING = ("prime minister", "premier", "president", "foreign minister")
PUBLIC = (
    *GOVERNING,
    "minister",
    "leader",
    "speaker",
    "governor",
    "ambassador",
    "secretary",
    "aide",
    "adviser",
    "advisor",
    "lawmaker",
    "senator",
    "legislator",
    "parliamentarian",
    "deputy",
    "chief",
    "general",
    "king",
    "chancellor",
    "commander",
    "mayor",
    "attorney general",
    "chief justice",
)
HOME_WITHIN = 2000  # words in which a text says where it is at home
AMERICAN = frozenset(("congressman", "congresswoman", "republican", "democrat"))
STANDING = frozenset(("name", "capital", "metonym", "demonym"))
DATED = re.compile(r",? (?:\([A-Z]|\d{1,2} [A-Z]|[A-Z][a-z]+\.? \d|[-\u2013\u2014] )")
SPOKES = ("spokesman", "spokeswoman", "spokesperson")


def meet_strangers(scene: Scene, cast: Cast) -> None:
    """Find unknown names by the office beside them, and wherever they recur."""
    heads, professions = words_in("head"), words_in("profession")
    owner = scene.owner
    for index, word in enumerate(scene.words):
        if owner[index] is not None:
            continue
        key = word.key
        if key in heads and not headline_case(scene, index):
            _after_office(scene, cast, index)
        elif key in professions:
            _after_employer(scene, cast, index)
        if key != word.text and owner[index] is None and word.text[0].isupper():
            _before_office(scene, cast, index)
    _meet_again(scene, cast)


def _name_run(scene: Scene, first: int, limit: int = 4) -> int:
    """One past the last word of the unknown name that starts at a word."""
    place = first
    while place < len(scene.words) and place - first < limit:
        word = scene.words[place]
        if place > first and not scene.adjacent(place):
            break
        if scene.owner[place] is not None:
            break
        if (
            place > first
            and scene.between(place) in {"'", "\u2019"}
            and word.key == "s"
        ):
            break
        hyphened = place > first and scene.between(place) == "-"
        particle = word.key in words_in("particle") and _next_capital(scene, place)
        if not (particle or hyphened or plain_name(word.text, word.key)):
            break
        place += 1
    return place


def _next_capital(scene: Scene, place: int) -> bool:
    return scene.adjacent(place + 1) and scene.words[place + 1].capital


def _after_office(scene: Scene, cast: Cast, index: int) -> None:
    """`South Korean Foreign Minister NAME`, `the head of BODY, NAME`."""
    first = index + 1
    if first >= len(scene.words):
        return
    if scene.between(first) == ", " and scene.owner[first] is None:
        last = _name_run(scene, first)
        start = office_start(scene, first - 1) if scene.adjacent(first - 1) else index
        if last - first > 1 and owner_before(scene, start):
            _enter_titled(scene, cast, (start, first, last))
        return
    if not scene.adjacent(first) or scene.words[first].key in {"of", "at"}:
        _after_employer(scene, cast, index)
        return
    last = _name_run(scene, first)
    if last == first or not scene.words[first].capital:
        return
    start = office_start(scene, first)
    _enter_titled(scene, cast, (start, first, last))


def _enter_titled(scene: Scene, cast: Cast, places: tuple[int, int, int]) -> None:
    """Enter an unknown person whose office begins before the name."""
    start, first, last = places
    owner = owner_before(scene, start)
    office = " ".join(word.key for word in scene.words[start:first])
    actor = owner.actor if owner else _state_after(scene, last)
    actor = actor or _state_around(scene, start, office)
    _enter(scene, cast, (first, last), actor, office)
    draft = scene.owner[first]
    if draft:
        draft.first = owner.first if owner else start
        draft.start = scene.words[draft.first].start
        scene.claim(draft)


def _state_after(scene: Scene, last: int) -> str:
    """The actor in `NAME of COUNTRY`, or nothing."""
    if (
        scene.adjacent(last)
        and scene.words[last].key == "of"
        and scene.adjacent(last + 1)
    ):
        owner = scene.owner[last + 1]
        return owner.actor if owner else ""
    return ""


def _state_around(scene: Scene, start: int, office: str) -> str:
    """Whose spokesman or minister it is, when nothing beside the name says so.

    A spokesman speaks for the city named before in his sentence; a head of government
    is that of the state which the text names first and most.
    """
    if any(part in office for part in (*SPOKES, "ministry")):
        begin = scene.words[start].start
        low = max(scene.text.rfind(mark, 0, begin) for mark in ".!?\n")
        for index in range(start - 1, -1, -1):
            if scene.words[index].start <= low:
                break
            owner = scene.owner[index]
            if owner is not None and owner.sort in {"capital", "metonym"}:
                return owner.actor
    if set(office.split()) & AMERICAN:
        return "USA"
    if not any(office.endswith(part) for part in PUBLIC):
        return ""
    return _paragraph_state(scene, start) or _home_state(scene)


def _paragraph_state(scene: Scene, start: int) -> str:
    """The state that leads the sentence before in the same paragraph, or nothing."""
    begin = scene.words[start].start
    low = scene.text.rfind("\n", 0, begin) + 1
    stop = max(scene.text.rfind(mark, low, begin) for mark in (". ", "? ", "! "))
    if stop <= low:
        return ""
    opened = max(scene.text.rfind(mark, low, stop) for mark in (". ", "? ", "! "))
    opened = max(opened, low)
    found = ""
    for index in range(start - 1, -1, -1):
        place = scene.words[index].start
        if place < opened:
            break
        owner = scene.owner[index]
        if place < stop and owner is not None and owner.sort in STANDING:
            found = owner.actor if owner.actor and "+" not in owner.code else found
    return found


def _home_state(scene: Scene) -> str:
    """The state of the dateline, else the one that a text names most, or nothing."""
    counted: Counter[str] = Counter()
    first = ""
    last: Draft | None = None
    for draft in scene.owner[:HOME_WITHIN]:
        if draft is None or draft is last:
            continue
        last = draft
        if draft.actor in actors() and actors()[draft.actor].kind == "state":
            counted[draft.actor] += 1
            placed = draft.sort in {"capital", "name"} and not first
            if placed and DATED.match(scene.text, draft.end):
                first = draft.actor
    if not counted:
        return ""
    most = {code for code, _ in counted.most_common(3)}
    return first if first in most else counted.most_common(1)[0][0]


def _after_employer(scene: Scene, cast: Cast, index: int) -> None:
    """`Foreign Minister of COUNTRY, NAME`; `the head of a company, NAME`."""
    if index + 2 >= len(scene.words) or scene.words[index + 1].key not in {"of", "at"}:
        return
    place = index + 2
    while place < min(index + 9, len(scene.words)) and scene.adjacent(place):
        place += 1
    if place >= len(scene.words) or scene.between(place) != ", ":
        return
    last = _name_run(scene, place)
    if last - place < 2:
        return
    owner = scene.owner[place - 1]
    actor = owner.actor if owner and owner.code and place - index <= 5 else ""
    if scene.words[index].key in words_in("profession") and _is_capital(owner):
        actor = ""
    start = office_start(scene, index + 1)
    office = " ".join(word.key for word in scene.words[start : index + 1])
    _enter(scene, cast, (place, last), actor, office)


def _is_capital(draft: Draft | None) -> bool:
    return draft is not None and draft.sort in {"capital", "demonym"}


def _before_office(scene: Scene, cast: Cast, index: int) -> None:
    """`NAME, the foreign minister of COUNTRY`, `NAME, an analyst at COMPANY`."""
    last = _name_run(scene, index)
    if last - index < 2 or last >= len(scene.words) or scene.between(last) != ", ":
        return
    professions, heads = words_in("profession"), words_in("head")
    actor, office, place = "", "", last
    while place < min(last + 9, len(scene.words)):
        if place > last and not scene.adjacent(place):
            break
        word, owner = scene.words[place], scene.owner[place]
        if (
            owner is None
            and (word.key in professions or word.key in heads)
            and not office
        ):
            office = word.key
        if owner is not None and owner.code and not owner.person and not actor:
            actor = owner.actor
        place += 1
    if not office or headline_case(scene, index):
        return
    if office in professions:
        actor = ""
    _enter(scene, cast, (index, last), actor, office)


def _enter(
    scene: Scene, cast: Cast, span: tuple[int, int], actor: str, office: str
) -> None:
    """Put an unknown person on the stage."""
    first, last = span
    name = scene.text[scene.words[first].start : scene.words[last - 1].end]
    plain = " ".join(name.split())
    surname = family_name(plain, actor) if " " in plain else plain
    full = not actor or (
        any(part in office for part in SPOKES) and surname != plain.split()[-1]
    )
    person = Person(
        name=plain,
        actor=actor,
        office=office,
        printed=plain if full else surname,
        surname=surname,
    )
    known = cast.local.get(fold(surname))
    if known and known.actor and not actor:
        person = known
    cast.local[fold(surname)] = person
    start, end = scene.cover(first, last)
    draft = Draft(
        first, last, start, end, [], person.code, "person", "resolve.stranger"
    )
    draft.person, draft.office = person, office
    scene.claim(draft)


def _meet_again(scene: Scene, cast: Cast) -> None:
    """Find the people met in this document where their surname stands alone."""
    if not cast.local:
        return
    for index, word in enumerate(scene.words):
        person = cast.local.get(word.key)
        if person is None or not word.capital:
            continue
        if scene.owner[index] is not None and scene.owner[index].sort:  # type: ignore[union-attr]
            continue
        first = index
        start = office_start(scene, first)
        begin = scene.words[start].start
        draft = Draft(start, index + 1, begin, word.end, [], person.code, "person")
        draft.confidence, draft.person = "resolve.stranger", person
        scene.claim(draft)
