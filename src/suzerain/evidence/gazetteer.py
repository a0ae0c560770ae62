"""All names that stand for actors, in one tree of words.

The tree is read once. A node is a dict from a folded word to the next node; the key
`""` holds the entries that end there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from suzerain.core.codes import read_table
from suzerain.evidence.added import Added, added
from suzerain.evidence.vocabulary import read_vocabulary

WORD = re.compile(r"[^\W_]+")
# What may stand between the words of one name; a full stop only after a short word.
BETWEEN = re.compile(
    r"[ \t\u00a0\u202f]*\n?[ \t\u00a0\u202f]*|[-\u2010-\u2015'\u2019.]|\. "
)
Node = dict[str, Any]
ALIKE = 0.7  # how alike two spellings of one surname are at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person known from the table of people.

    Args:
        name: Full name.
        actor: Code of the state or body.
        office: Office for which the person is known.
        start: First year in it, or empty.
        end: Last year in it, or empty.
        printed: Name after the slash of the code.
        surname: Name used alone.
        gender: `m`, `f` or empty.
        alone: True when the surname alone is enough.
    """

    name: str
    actor: str
    office: str = ""
    start: str = ""
    end: str = ""
    printed: str
    surname: str
    gender: str = ""
    alone: bool = False

    @property
    def code(self) -> str:
        """`CODE/Name`, or the bare name of somebody without a state."""
        return f"{self.actor}/{self.printed}" if self.actor else self.printed


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name may stand for.

    Args:
        text: The name.
        code: What it stands for; empty for a phrase that stands for no actor.
        sort: Sort of name, also `surname` and `blocked`.
        words: Its words as written, to compare capitals.
        person: Who it is, for names of people.
    """

    text: str
    code: str
    sort: str
    words: tuple[str, ...]
    person: Person | None = None


@dataclass(slots=True)
class Word:
    """A word of a document, with its offsets and its folded form."""

    start: int
    end: int
    text: str
    key: str = field(default="")

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold case and accents.

    Examples:
        >>> fold("Élysée")
        'elysee'
    """
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return (
        bare.replace("ø", "o")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("\u0131", "i")
    )


@cache
def words_in(role: str) -> frozenset[str]:
    """Words of one role, such as `head` of an office phrase, from word_roles.csv."""
    rows = read_vocabulary("word_roles.csv")
    return frozenset(row["word"] for row in rows if row["role"] == role)


@cache
def actor_marks() -> dict[str, frozenset[str]]:
    """Marks of each actor, such as `kingdom` or `family-first`, by code."""
    return {
        row["code"]: frozenset(filter(None, row["marks"].split(";")))
        for row in read_table("actors.csv")
    }


@cache
def people() -> tuple[Person, ...]:
    """All known people, in the order of their table."""
    found = []
    for row in read_vocabulary("people.csv"):
        printed, name = row["printed"], row["name"]
        surname = printed if printed and printed != name else ""
        surname = surname or family_name(name, row["actor"])
        found.append(
            Person(
                name=name,
                actor=row["actor"],
                office=row["office"],
                start=row["start"],
                end=row["end"],
                printed=printed or surname,
                surname=surname,
                gender=row["gender"],
                alone=row["alone"] == "yes",
            )
        )
    return tuple(found)


def family_name(name: str, actor: str) -> str:
    """Take the family name out of a full name, by the custom of the actor.

    Examples:
        >>> family_name("Cho Tae-yul", "KOR"), family_name("Kaja Kallas", "EU")
        ('Cho', 'Kallas')
    """
    parts = [part for part in name.split() if part not in {"Jr", "Jr.", "II", "III"}]
    first = "family-first" in actor_marks().get(actor, frozenset())
    return parts[0] if first else parts[-1]


def tree() -> Node:
    """All names as a tree of folded words."""
    return _tree(added())


@lru_cache(maxsize=4)
def _tree(more: Added) -> Node:
    root: Node = {}
    for text, code in more.names:
        _add(root, text, code, "name", None)
    for row in read_vocabulary("names.csv"):
        _add(root, row["text"], row["code"], row["sort"], None)
    for row, person in zip(read_vocabulary("people.csv"), people(), strict=True):
        aliases = [*filter(None, row["aliases"].split(";"))]
        for name in [person.name, *aliases]:
            _add(root, name, person.code, "person", person)
        _add(root, person.surname, person.code, "surname", person)
        if person.alone:
            for other in _other_surnames(person, aliases):
                _add(root, other, person.code, "surname", person)
    return root


def _other_surnames(person: Person, aliases: list[str]) -> list[str]:
    """Other spellings of a surname: "Tu\u0111man" beside "Tudjman"."""
    from difflib import SequenceMatcher

    first = fold(person.name.split()[0])
    spelt = {
        family_name(alias, person.actor)
        for alias in aliases
        if len(alias.split()) == len(person.name.split())
        and fold(alias.split()[0]) == first
    }
    own = fold(person.surname)
    return sorted(
        one
        for one in spelt
        if fold(one) != own and SequenceMatcher(None, fold(one), own).ratio() >= ALIKE
    )


def known_words() -> frozenset[str]:
    """Folded words that start a capitalised part of any name."""
    return _known_words(added())


@lru_cache(maxsize=4)
def _known_words(more: Added) -> frozenset[str]:
    found: set[str] = set()
    nodes = [_tree(more)]
    while nodes:
        for key, child in nodes.pop().items():
            if key:
                found.add(key)
                nodes.append(child)
    return frozenset(found)


def _add(root: Node, text: str, code: str, sort: str, person: Person | None) -> None:
    words = tuple(WORD.findall(text))
    node = root
    for word in words:
        node = node.setdefault(fold(word), {})
    node.setdefault("", []).append(Entry(text, code, sort, words, person))


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Split a stretch of text into words; glued words are parted.

    Examples:
        >>> [word.text for word in split_words("Joe Bidenwhich says")]
        ['Joe', 'Biden', 'which', 'says']
    """
    words: list[Word] = []
    known = known_words()
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        piece = match[0]
        key = piece.lower() if piece.isascii() else fold(piece)
        low, high = match.span()
        cut = 0
        if key != piece and high - low > 4 and key not in known:
            cut = 0 if piece.islower() else _seam(piece, known)
        if cut:
            middle = low + cut
            for left, right in ((low, middle), (middle, high)):
                part = text[left:right]
                words.append(Word(left, right, part, fold(part)))
        else:
            words.append(Word(low, high, piece, key))
    return words


@lru_cache(maxsize=16384)
def _seam(piece: str, known: frozenset[str]) -> int:
    """Where a name and a common word are glued, or 0."""
    if piece[0].isupper():
        for cut in range(len(piece) - 2, 3, -1):
            tail = piece[cut:]
            if tail in words_in("glue") and fold(piece[:cut]) in known:
                return cut
        return 0
    for cut in range(2, len(piece) - 2):
        if piece[cut].isupper():
            good = piece[:cut] in words_in("glue") and fold(piece[cut:]) in known
            return cut if good else 0
    return 0


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbouring words may belong to one name."""
    between = text[left.end : right.start]
    if between == " ":
        return True
    if not BETWEEN.fullmatch(between) or not between:
        return False
    return "." not in between or len(left.text) <= 2


def names_at(
    text: str, words: list[Word], at: int
) -> Iterator[tuple[int, list[Entry]]]:
    """Yield the names that start at a word, as (number of words, entries)."""
    node = tree().get(words[at].key)
    place = at
    while node is not None:
        if "" in node:
            found = words[at : place + 1]
            fitting = [entry for entry in node[""] if _cased(entry, found)]
            if fitting:
                yield place + 1 - at, fitting
        place += 1
        if place >= len(words) or not joined(text, words[place - 1], words[place]):
            return
        node = node.get(words[place].key)


def _cased(entry: Entry, words: list[Word]) -> bool:
    """Whether the capitals of a text agree with those of a name."""
    for wanted, word in zip(entry.words, words, strict=True):
        found = word.text
        if wanted.isupper() and len(wanted) > 1:
            if found != wanted:
                return False
        elif wanted[0].isupper():
            if not found[0].isupper():
                return False
            if found.isupper() and len(found) < 4 and len(wanted) > 1:
                return False
    return True
