"""All words of a language, and the way from an English text to them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from suzerain.brief.language.grammar import FIGURE, Grammar
from suzerain.brief.language.template import Template, parts, template
from suzerain.core.errors import SuzerainError

ENGLISH = "en"
# Private letters that stand for the pieces of a sentence; quotations have their own.
FIRST, FIRST_QUOTE, LAST = "\ue000", "\uf000", "\uf8ff"
PIECE = re.compile(f"[{FIRST}-{LAST}]")
# A piece of a sentence by its place, and the case that it is put into.
Rich = tuple["str | tuple[int, str]", ...]


class Catalogue:
    """Words of one language.

    Args:
        grammar: Its rules.
        names: Actors and goods: English name to the name with its article; `|f`, `|p`
            or `|fp` after it tells gender and number where the article does not.
        words: English words and sentences, some with slots, to their translation.
        scripts: Words of the page's scripts: part of the page, key, words.

    Examples:
        >>> said = Catalogue(
        ...     grammar=Grammar(code="fr", cases={"de": (("le ", "du "),)}),
        ...     names={"Japan": "le Japon"},
        ...     words={"share of {1}": "part {1:de}"},
        ... )
        >>> said("share of {1}", "Japan"), said.say("share of Japan")
        ('part du Japon', 'part du Japon')
        >>> said.say("never heard of") is None
        True
    """

    def __init__(
        self,
        *,
        grammar: Grammar | None = None,
        names: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
        scripts: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.scripts = dict(scripts or {})
        self.grammar = grammar or Grammar()
        self.names = dict(names or {})
        self.exact = {k: v for k, v in (words or {}).items() if "{" not in k}
        longest = sorted(map(re.escape, self.names), key=len, reverse=True)
        name = f"(?:[Tt]he )?(?:{'|'.join(longest)})" if longest else ".+?"
        slotted = [template(k, v, name) for k, v in (words or {}).items() if "{" in k]
        self.by_english = {one.english: one for one in slotted}
        self.templates = sorted(
            slotted, key=lambda t: (-len(t.english) + 4 * len(t.kinds), t.english)
        )
        self._said: dict[tuple[str, str], Rich | None] = {}

    @property
    def code(self) -> str:
        """Code of the language, without its region."""
        return self.grammar.code.partition("-")[0]

    @property
    def is_english(self) -> bool:
        """True for the language that the product is written in."""
        return self.code == ENGLISH

    def __call__(self, english: str, *filling: object) -> str:
        """Say words of our own.

        Args:
            english: The words as the product is written, with slots `{1}`, `{2}`.
            filling: What stands in them, as English text.

        Returns:
            The words in this language, or in English where it has none.
        """
        text = english
        for place, one in enumerate(filling, start=1):
            text = text.replace(f"{{{place}}}", str(one))
        if self.is_english:
            return text
        known = self.by_english.get(english)
        if known is None:
            return self.say(text) or text
        held = {str(k): str(one) for k, one in enumerate(filling, start=1)}
        kinds = dict.fromkeys(held, "loose")
        made = self._filled(known, held, (), kinds)
        return text if made is None else self.grammar.joined(flat(made))

    def say(self, english: str, *, bare: bool = False) -> str | None:
        """Translate a text, or give None where the catalogue lacks its words.

        Args:
            english: Words, a name or a whole sentence.
            bare: True to leave out the article of a name, as a table does.
        """
        if self.is_english or not english.strip():
            return english
        made = self.rewrite(english, (), "bare" if bare else "")
        return None if made is None else self.grammar.joined(flat(made))

    def features(self, text: str, pieces: Sequence[str] = ()) -> tuple[bool, bool]:
        """Whether words are feminine, and whether they are plural."""
        if len(text) == 1 and PIECE.match(text):
            return self.features(pieces[place_of(text)])
        held = self.names.get(text) or self.names.get(text.removeprefix("the "))
        held = held or self.names.get(text.removeprefix("The ")) or self.exact.get(text)
        if held is None:
            if FIGURE.fullmatch(text):
                return False, self.grammar.is_plural(text)
            return False, " and " in text or ", " in text
        name, _, marks = held.partition("|")
        marks_of = self.grammar.marks
        plural = name.startswith(marks_of.get("plural", ()))
        feminine = name.startswith(marks_of.get("feminine", ()))
        return feminine or "f" in marks, plural or "p" in marks

    def rewrite(self, text: str, pieces: Sequence[str], case: str = "") -> Rich | None:
        """Translate a text in which private letters stand for pieces.

        Args:
            text: The text.
            pieces: English words of the pieces, in order.
            case: Case that the whole is put into.

        Returns:
            Words and pieces, or None where the catalogue lacks the words.
        """
        key = (text, case)
        if not pieces and key in self._said:
            return self._said[key]
        made = self._rewritten(text, pieces, case)
        if not pieces:
            self._said[key] = made
        return made

    def _rewritten(self, text: str, pieces: Sequence[str], case: str) -> Rich | None:
        if len(text) == 1 and PIECE.match(text):
            return ((place_of(text), case),)
        if not PIECE.search(text) and not any(map(str.isalpha, text)):
            return (self._figures(text),)
        for attempt in (self._atom, self._matched, self._listed, self._capital):
            made = attempt(text, pieces, case)
            if made is not None:
                return made
        return None

    def _figures(self, text: str) -> str:
        return FIGURE.sub(lambda found: self.grammar.figure(found[0]), text)

    def _atom(self, text: str, _pieces: Sequence[str], case: str) -> Rich | None:
        for name in (text, text.removeprefix("the "), text.removeprefix("The ")):
            if name in self.names:
                said = self.grammar.cased(self.names[name].partition("|")[0], case)
                begins = text.startswith("The ") and "bare" not in case
                return (self.grammar.cased(said, "capital") if begins else said,)
        if text in self.exact:
            said = self.exact[text].partition("|")[0]
            return (self.grammar.cased(said, _composed(case)),)
        return (self._figures(text),) if FIGURE.fullmatch(text) else None

    def _matched(self, text: str, pieces: Sequence[str], case: str) -> Rich | None:
        for known in self.templates:
            held = known.held(text, self.names)
            if held is None:
                continue
            made = self._filled(known, held, pieces, known.kinds)
            if made is not None:
                return self.in_case(made, _composed(case))
        return None

    def _filled(
        self,
        known: Template,
        held: Mapping[str, str],
        pieces: Sequence[str],
        kinds: Mapping[str, str],
    ) -> Rich | None:
        made: list[str | tuple[int, str]] = []
        for part in parts(known.said):
            if isinstance(part, str):
                made.append(part)
                continue
            key, case, choices = part
            if choices:
                made.append(self._chosen(held[key], choices, pieces))
                continue
            words = self._slot(held[key], kinds.get(key, ""), pieces, case)
            if words is None:
                return None
            made += words
        return tuple(made)

    def _slot(
        self, words: str, kind: str, pieces: Sequence[str], case: str
    ) -> Rich | None:
        if kind == "raw":
            return (words,)
        made = self.rewrite(words, pieces, case)
        return (words,) if made is None and kind == "loose" else made

    def _chosen(
        self, words: str, choices: tuple[str, ...], pieces: Sequence[str]
    ) -> str:
        feminine, plural = self.features(words, pieces)
        if len(choices) == 2:
            return choices[plural]
        return choices[feminine + 2 * plural]

    def _listed(self, text: str, pieces: Sequence[str], case: str) -> Rich | None:
        for sign, said in self.grammar.conjunctions.items():
            for found in reversed(list(re.finditer(re.escape(sign), text))):
                first, last = text[: found.start()], text[found.end() :]
                between = r"; (?:or )?" if sign.startswith(";") else ", "
                row = [*re.split(between, first), last]
                made = [self.rewrite(one, pieces, case) for one in row if one]
                if first and last and all(made):
                    return tuple(_row([m for m in made if m], said, sign))
        return None

    def _capital(self, text: str, pieces: Sequence[str], case: str) -> Rich | None:
        if not text[0].isupper():
            return None
        made = self.rewrite(text[0].lower() + text[1:], pieces, case)
        return None if made is None else self.in_case(made, "capital")

    def in_case(self, made: Rich, case: str) -> Rich:
        """Put the first of several words into a case."""
        first, *rest = made
        if not case:
            return made
        if isinstance(first, tuple):
            return ((first[0], f"{first[1]} {case}".strip()), *rest)
        return (self.grammar.cased(first, case), *rest)


def letter(place: int, *, quote: bool = False) -> str:
    """The private letter that stands for a piece."""
    return chr(ord(FIRST_QUOTE if quote else FIRST) + place)


def place_of(piece: str) -> int:
    """Place of the piece that a private letter stands for."""
    return (ord(piece) - ord(FIRST)) % (ord(FIRST_QUOTE) - ord(FIRST))


def _composed(case: str) -> str:
    """Cases of words that are no mere name: they keep their article."""
    return " ".join(one for one in case.split() if one != "bare")


def _row(
    made: Sequence[Rich], conjunction: str, sign: str
) -> Iterable[str | tuple[int, str]]:
    between = "; " if sign.startswith(";") else ", "
    for place, part in enumerate(made):
        if place:
            yield conjunction if place == len(made) - 1 else between
        yield from part


def flat(made: Rich) -> str:
    """Words alone, where no piece is among them."""
    return "".join(part for part in made if isinstance(part, str))


@cache
def catalogue(language: str = ENGLISH) -> Catalogue:
    """Read the catalogue of a language.

    Args:
        language: `en`, or a code for which a folder of words stands here.

    Raises:
        SuzerainError: If there is no such language.

    Examples:
        >>> catalogue("fr").code
        'fr'
    """
    if language == ENGLISH:
        return Catalogue()
    if language not in languages():
        raise SuzerainError(
            f"there are no words for the language {language!r}",
            ", ".join(languages()),
            "choose one of these, or add a folder of words",
        )
    folder = files("suzerain.brief.language") / language
    parts_of = ("grammar", "names", "words", "scripts")
    held: dict[str, dict[str, Any]] = {part: {} for part in parts_of}
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            for part, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
                held[part] |= rows
    rules = held["grammar"]
    rules |= {"quotes": tuple(rules["quotes"]), "articles": tuple(rules["articles"])}
    for key in ("joins", "spaces"):
        rules[key] = tuple((a, b) for a, b in rules[key])
    rules["marks"] = {k: tuple(v) for k, v in rules["marks"].items()}
    rules["cases"] = {k: tuple(map(tuple, v)) for k, v in rules["cases"].items()}
    return Catalogue(
        grammar=Grammar(**rules),
        names=held["names"],
        words=held["words"],
        scripts=held["scripts"],
    )


def languages() -> tuple[str, ...]:
    """Codes of all languages that a brief can be written in."""
    folder = files("suzerain.brief.language")
    found = (p.name for p in folder.iterdir() if p.is_dir() and "_" not in p.name)
    return (ENGLISH, *sorted(found))
