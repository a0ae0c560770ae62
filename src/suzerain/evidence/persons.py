"""People: known ones by name, unknown ones by the office beside their name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from suzerain.evidence.gazetteer import Person, family_name, fold, known_words, people
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.naming import OPENERS
from suzerain.evidence.vocabulary import read_vocabulary

PARTICLES = frozenset(
    "al el bin ibn ben von van de der den da dos di du la le ul".split()
)
# Family names that are also common words: they need a title before them.
COMMON = frozenset(
    "may major straw store rice cook price hunt brown king ban fox".split()
)
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
SPOKES = ("spokesman", "spokeswoman", "spokesperson")


@cache
def office_words(role: str) -> frozenset[str]:
    """Words of one role in office phrases, from offices.csv."""
    rows = read_vocabulary("offices.csv")
    return frozenset(row["word"] for row in rows if row["role"] == role)


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
    then = [
        person
        for person in people()
        if year and fits(person) and person.start <= year <= (person.end or "9999")
    ]
    return then[0] if len(then) == 1 else None


def settle_people(scene: Scene, seen: Counter[str]) -> Cast:
    """Settle surnames and find unknown people; titles join the name they belong to."""
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
    _meet_strangers(scene, cast)
    _meet_again(scene, cast)
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
    if scene.words[draft.first].key in COMMON and not titled:
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
    if scene.adjacent(after) and scene.owner[after] is None:
        word = scene.words[after]
        if _plain_name(word.text, word.key) and scene.between(after) != "'":
            return True
    if titled or not scene.adjacent(draft.first):
        return False
    before = scene.words[draft.first - 1]
    if scene.owner[draft.first - 1] is not None:
        return False
    return _plain_name(before.text, before.key)


def _plain_name(text: str, key: str) -> bool:
    """Whether a word looks like a part of a name: capitalised, no office, no opener."""
    if not text[0].isupper() or len(text) < 2 or key in OPENERS:
        return False
    return not (_is_office(key) or key in office_words("title"))


def _is_office(key: str) -> bool:
    return key in office_words("head") or key in office_words("modifier")


def _office_start(scene: Scene, first: int) -> int:
    """Index at which the office phrase before a name begins; `first` if none."""
    heads, mods = office_words("head"), office_words("modifier")
    links, titles = office_words("link"), office_words("title")
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
    start = _office_start(scene, first)
    words = [word.key for word in scene.words[start:first]]
    return bool(words), " ".join(words)


def _owner_before(scene: Scene, place: int) -> Draft | None:
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
    start = _office_start(scene, first)
    owner = _owner_before(scene, start) if start < first else None
    return owner.actor if owner else ""


def _absorb_title(scene: Scene, draft: Draft) -> None:
    """Let a person's mention begin with the office before it and the office's state."""
    start = _office_start(scene, draft.first)
    first = draft.first
    if start == first:
        start = _apposition_start(scene, first)
    if start == first:
        return
    words = [word.key for word in scene.words[start:first]]
    draft.office = " ".join(words)
    owner = _owner_before(scene, start)
    if owner and not set(words) <= office_words("title"):
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
        start = _office_start(scene, linked)
        return start if start < linked else first
    key = scene.words[first - 1].key
    if key not in office_words("head") or scene.owner[first - 1] is not None:
        return first
    start = _office_start(scene, first - 1)
    return start


def headline_case(scene: Scene, index: int) -> bool:
    """Whether the line around a word capitalises nearly every word."""
    text, at = scene.text, scene.words[index].start
    low = text.rfind("\n", 0, at) + 1
    high = text.find("\n", at)
    line = text[low : high if high > 0 else None].rstrip()
    if line.endswith((".", "?", "!", '."', ".\u201d")):
        return False
    long = [part for part in line.split() if len(part) > 3]
    return len(long) > 3 and sum(part[0].isupper() for part in long) > 0.7 * len(long)


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
        particle = word.key in PARTICLES and _next_capital(scene, place)
        if not (particle or hyphened or _plain_name(word.text, word.key)):
            break
        place += 1
    return place


def _next_capital(scene: Scene, place: int) -> bool:
    return scene.adjacent(place + 1) and scene.words[place + 1].capital


def _meet_strangers(scene: Scene, cast: Cast) -> None:
    """Find unknown names by the office before or behind them."""
    heads, professions = office_words("head"), office_words("profession")
    for index, word in enumerate(scene.words):
        if scene.owner[index] is not None:
            continue
        if word.key in heads and not headline_case(scene, index):
            _after_office(scene, cast, index)
        elif word.key in professions:
            _after_employer(scene, cast, index)
        if word.capital and scene.owner[index] is None:
            _before_office(scene, cast, index)


def _after_office(scene: Scene, cast: Cast, index: int) -> None:
    """`South Korean Foreign Minister NAME`, `the head of BODY, NAME`."""
    first = index + 1
    if first >= len(scene.words):
        return
    if scene.between(first) == ", " and scene.owner[first] is None:
        last = _name_run(scene, first)
        start = _office_start(scene, first - 1) if scene.adjacent(first - 1) else index
        if last - first > 1 and _owner_before(scene, start):
            _enter_titled(scene, cast, (start, first, last))
        return
    if not scene.adjacent(first) or scene.words[first].key in {"of", "at"}:
        _after_employer(scene, cast, index)
        return
    last = _name_run(scene, first)
    if last == first or not scene.words[first].capital:
        return
    start = _office_start(scene, first)
    _enter_titled(scene, cast, (start, first, last))


def _enter_titled(scene: Scene, cast: Cast, places: tuple[int, int, int]) -> None:
    """Enter an unknown person whose office begins before the name."""
    start, first, last = places
    owner = _owner_before(scene, start)
    office = " ".join(word.key for word in scene.words[start:first])
    actor = owner.actor if owner else _state_after(scene, last)
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
    if scene.words[index].key in office_words("profession") and _is_capital(owner):
        actor = ""
    start = _office_start(scene, index + 1)
    office = " ".join(word.key for word in scene.words[start : index + 1])
    _enter(scene, cast, (place, last), actor, office)


def _is_capital(draft: Draft | None) -> bool:
    return draft is not None and draft.sort in {"capital", "demonym"}


def _before_office(scene: Scene, cast: Cast, index: int) -> None:
    """`NAME, the foreign minister of COUNTRY`, `NAME, an analyst at COMPANY`."""
    last = _name_run(scene, index)
    if last - index < 2 or last >= len(scene.words) or scene.between(last) != ", ":
        return
    professions, heads = office_words("profession"), office_words("head")
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
    full = (
        not actor
        or any(part in office for part in SPOKES)
        and surname != plain.split()[-1]
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
    for index, word in enumerate(scene.words):
        if scene.owner[index] is not None and scene.owner[index].sort:  # type: ignore[union-attr]
            continue
        person = cast.local.get(word.key)
        if person is None or not word.capital or word.key in known_words() - {word.key}:
            continue
        first = index
        start = _office_start(scene, first)
        begin = scene.words[start].start
        draft = Draft(start, index + 1, begin, word.end, [], person.code, "person")
        draft.confidence, draft.person = "resolve.stranger", person
        scene.claim(draft)
