"""Known people, by full name or surname; titles join the name they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from suzerain.evidence.gazetteer import Person, people, words_in
from suzerain.evidence.mention import Draft, Scene

LONGEST_LINE = 1000  # code points on either side; a longer line is no headline
WORDS_ALIKE = {"defense": "defence", "secretary-general": "secretary general"}
TOP_OFFICES = frozenset(
    (
        "leader",
        "supreme leader",
        "president",
        "prime minister",
        "chancellor",
        "king",
        "crown prince",
        "emir",
        "sultan",
        "secretary general",
        "party chief",
        "junta leader",
    )
)


@dataclass(slots=True)
class Cast:
    """The people of a document.

    Args:
        full: Known people named in full, by name.
        local: People known only from this document, by folded surname.
        shown: Known people named by their surname alone, by name.
    """

    full: dict[str, Person] = field(default_factory=dict)
    local: dict[str, Person] = field(default_factory=dict)
    shown: dict[str, Person] = field(default_factory=dict)

    def everyone(self) -> Iterator[Person]:
        """All people of the document, once each."""
        found = (*self.full.values(), *self.shown.values(), *self.local.values())
        yield from dict.fromkeys(found)


def people_in_office(
    cast: Cast, actor: str, office: list[str], published: str
) -> Person | None:
    """Find who holds an office: somebody of the document, or the holder of that year.

    Args:
        cast: The people of the document.
        actor: Code of the state or body.
        office: Words of the office, in lower case.
        published: ISO date of the document, or empty.
    """
    wanted = " ".join(WORDS_ALIKE.get(word, word) for word in office)
    top = wanted.split()[-1]

    def fits(person: Person) -> bool:
        if person.actor != actor or "former" in office:
            return False
        held = " ".join(WORDS_ALIKE.get(word, word) for word in person.office.split())
        if top in {"leader", "ruler", "dictator", "strongman"}:
            return held in TOP_OFFICES
        if top in {"president", "king", "chancellor", "premier"}:
            return held in {top, "prime minister" if top == "premier" else top}
        return bool(held) and held.endswith(wanted)

    here = [person for person in cast.everyone() if fits(person)]
    if here:
        return here[0]
    year = published[:4]
    if not year:
        return None
    then = [
        person
        for person in _people_of(actor)
        if person.start <= year <= (person.end or "9999") and fits(person)
    ]
    return then[0] if len(then) == 1 else None


@cache
def _people_of(actor: str) -> tuple[Person, ...]:
    """Known people of one state or body."""
    return tuple(person for person in people() if person.actor == actor)


def settle_people(scene: Scene, seen: Counter[str]) -> Cast:
    """Settle surnames; let titles join the names they belong to."""
    cast = Cast()
    for draft in scene.drafts():
        if draft.sort == "person" and draft.person:
            cast.full.setdefault(draft.person.name, draft.person)
    for draft in scene.drafts():
        if draft.sort == "surname":
            _settle_surname(scene, draft, cast, seen)
            if draft.sort != "person":
                scene.owner[draft.first : draft.last] = [None] * (
                    draft.last - draft.first
                )
    for draft in scene.drafts():
        if draft.sort == "person":
            _absorb_title(scene, draft)
    return cast


def _settle_surname(scene: Scene, draft: Draft, cast: Cast, seen: Counter[str]) -> None:
    """Choose who a surname means, or let it go."""
    known = [entry.person for entry in draft.entries if entry.person]
    titled, office = _title_before(scene, draft.first)
    named = [person for person in known if person.name in cast.full]
    if not named and _foreign_name(scene, draft, titled=titled):
        draft.sort = ""
        return
    if named and _foreign_name(scene, draft, titled=titled):
        draft.sort = "blocked"
        return
    if scene.words[draft.first].key in words_in("common") and not titled:
        draft.sort = "blocked"
        return
    choices = named or [person for person in known if person.alone]
    if not choices and titled:
        choices = [person for person in known if seen[person.actor]]
    beside = _actor_before(scene, draft.first)
    if beside:
        choices = [person for person in known if person.actor == beside] or choices
    if not choices:
        draft.sort = ""
        return
    best = max(choices, key=lambda person: _standing(person, office, seen))
    draft.person, draft.code, draft.sort = best, best.code, "person"
    draft.confidence = "resolve.surname"
    cast.shown.setdefault(best.name, best)


def _standing(person: Person, office: str, seen: Counter[str]) -> tuple[bool, int]:
    """How well a known person fits an office phrase and the actors of a text."""
    fits = bool(office) and person.office.split()[-1] in office
    return fits, seen[person.actor]


def _foreign_name(scene: Scene, draft: Draft, *, titled: bool) -> bool:
    """Whether a neighbouring word makes the surname part of another name."""
    if draft.last - draft.first > 1 or headline_case(scene, draft.first):
        return False
    after = draft.last
    if scene.between(after) == "-" and scene.owner[after] is None:
        return True
    if scene.adjacent(after) and scene.owner[after] is None:
        word = scene.words[after]
        if plain_name(word.text, word.key) and scene.between(after) != "'":
            return True
    if titled or not scene.adjacent(draft.first):
        return False
    before = scene.words[draft.first - 1]
    if scene.owner[draft.first - 1] is not None:
        return False
    return plain_name(before.text, before.key)


def plain_name(text: str, key: str) -> bool:
    """Whether a word looks like a part of a name: capitalised, no office, no opener."""
    if not text[0].isupper() or len(text) < 2 or key in words_in("opener"):
        return False
    return not (_is_office(key) or key in words_in("title"))


def _is_office(key: str) -> bool:
    return key in words_in("head") or key in words_in("modifier")


def office_start(scene: Scene, first: int) -> int:
    """Index at which the office phrase before a name begins; `first` if none."""
    heads, mods = words_in("head"), words_in("modifier")
    links, titles = words_in("link"), words_in("title")
    place = first
    while place > 0:
        index = place - 1
        key = scene.words[index].key
        if scene.owner[index] is not None or not scene.adjacent(place):
            break
        if key not in heads and key not in mods and key not in titles:
            if key not in links or place == first:
                break
            if index == 0 or not _is_office(scene.words[index - 1].key):
                break
        place = index
    while place < first and scene.words[place].key in links:
        place += 1
    return place


def _title_before(scene: Scene, first: int) -> tuple[bool, str]:
    """Whether a title or office stands before a name, and its words."""
    start = office_start(scene, first)
    words = [word.key for word in scene.words[start:first]]
    return bool(words), " ".join(words)


def owner_before(scene: Scene, place: int) -> Draft | None:
    """The name that ends just before a word, also as a possessive."""
    if place <= 0 or not scene.adjacent(place):
        return None
    index = place - 1
    if scene.words[index].key == "s" and scene.between(index) in {"'", "\u2019"}:
        index -= 1
    owner = scene.owner[index] if index >= 0 else None
    fits = owner and owner.code and owner.sort not in {"person", "surname", "blocked"}
    return owner if fits else None


def _actor_before(scene: Scene, first: int) -> str:
    """The actor named before the office phrase of a name, or nothing."""
    start = office_start(scene, first)
    owner = owner_before(scene, start) if start < first else None
    return owner.actor if owner else ""


def _absorb_title(scene: Scene, draft: Draft) -> None:
    """Let a person's mention begin with the office before it and the office's state."""
    start = office_start(scene, draft.first)
    first = draft.first
    if start == first:
        start = _apposition_start(scene, first)
    if start == first:
        return
    words = [word.key for word in scene.words[start:first]]
    draft.office = " ".join(words)
    owner = owner_before(scene, start)
    if owner and not set(words) <= words_in("title"):
        start = owner.first
    draft.first = start
    draft.start = scene.words[start].start
    scene.claim(draft)


def _apposition_start(scene: Scene, first: int) -> int:
    """Start of `Secretary General of BODY,` or `the president,` before a name."""
    if first == 0 or scene.between(first) != ", " or first in scene.edges:
        return first
    owner = scene.owner[first - 1]
    place = owner.first if owner and owner.code and not owner.person else first
    if place < first:
        linked = place - 1
        if linked >= 0 and scene.words[linked].key == "the":
            linked -= 1
        if linked < 1 or scene.words[linked].key not in {"of", "at"}:
            return first
        start = office_start(scene, linked)
        return start if start < linked else first
    key = scene.words[first - 1].key
    if key not in words_in("head") or scene.owner[first - 1] is not None:
        return first
    return office_start(scene, first - 1)


def headline_case(scene: Scene, index: int) -> bool:
    """Whether the line around a word capitalises nearly every word."""
    text, at = scene.text, scene.words[index].start
    low = text.rfind("\n", max(at - LONGEST_LINE, 0), at) + 1
    high = text.find("\n", at, at + LONGEST_LINE)
    if (low == 0 and at > LONGEST_LINE) or (high < 0 and len(text) > at + LONGEST_LINE):
        return False
    line = text[low : high if high > 0 else None].rstrip()
    if line.endswith((".", "?", "!", '."', ".\u201d")):
        return False
    long = [part for part in line.split() if len(part) > 3]
    return len(long) > 3 and sum(part[0].isupper() for part in long) > 0.7 * len(long)
