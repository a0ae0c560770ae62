"""A user's PETRARCH actor dictionary, as names of this reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from suzerain.core.codes import actors
from suzerain.core.errors import EvidenceError
from suzerain.evidence.added import added_rows, reading
from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.evidence.petrarch import read_dictionary
from suzerain.sources.document import Document

DATED = re.compile(r"\[\s*(?P<code>[^\s\]]+)\s*(?P<when>[^\]]*)\]")
SPAN = re.compile(r"(?:(?P<side>[<>]=?)\s*(?P<only>\d{6}|\d{8})|"
                  r"(?P<first>\d{6}|\d{8})\s*-\s*(?P<last>\d{6}|\d{8}))")  # fmt: skip
CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*|---")
NAME = re.compile(r"[^\W\d_][\w'’.&-]*(?:[_ ][\w'’.&-]+)*_?")  # noqa: RUF001
BODIES = {"IGOUNO": "UN", "IGOWSTNAT": "NATO", "IGOEUREEC": "EU", "IGOAFRAFU": "AU"}
OFFICES = frozenset(["GOV", "MIL", "LEG", "SPY", "JUD", "COP", "ELI"])
PIVOT = 50  # two-digit years from here on are of the twentieth century
SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "al"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCode:
    """A code that a name has between two days, as `YYYYMMDD`; empty when open."""

    code: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryActor:
    """An actor of a dictionary.

    Args:
        names: Its names as they are printed.
        codes: Its codes; one without dates is used where no other fits.
    """

    names: tuple[str, ...]
    codes: tuple[DatedCode, ...]


def read_petrarch_actors(path: str | Path) -> tuple[DictionaryActor, ...]:
    """Read an actor dictionary.

    Args:
        path: A text file of names with codes in brackets.

    Raises:
        EvidenceError: If the file cannot be read, or a line is malformed; the message
            names the line.
    """
    return parse_petrarch_actors(read_dictionary(path), Path(path).name)


def parse_petrarch_actors(
    text: str, name: str = "actors"
) -> tuple[DictionaryActor, ...]:
    r"""Turn the text of an actor dictionary into actors.

    `NAME_ [CODE]` starts an actor; `+OTHER_NAME` adds a name; further codes with
    dates stand in brackets on lines of their own: `[CODE >900101]`, `[CODE <910101]`,
    `[CODE 900101-910101]`.

    Args:
        text: The dictionary.
        name: Its name, for messages.

    Raises:
        EvidenceError: If a line is malformed.

    Examples:
        >>> parse_petrarch_actors("OSTERBURG_ [DEUGOV]\n+PALAIS_OSTER_")[0].names
        ('Osterburg', 'Palais Oster')
    """
    found: list[tuple[list[str], list[DatedCode]]] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.split("#")[0].split(";")[0].strip()
        if not line or line.startswith("<!--"):
            continue
        where = f"line {number} of {name}"
        codes = [_dated(match, where) for match in DATED.finditer(line)]
        rest = DATED.sub(" ", line).strip()
        if "[" in rest or "]" in rest:
            raise EvidenceError(
                f"{where}: a bracket is not closed or empty",
                "[CODE], [CODE >YYMMDD], [CODE <YYMMDD] or [CODE YYMMDD-YYMMDD]",
                "mend the bracket",
            )
        if not rest or rest.startswith("+"):
            if not found:
                raise EvidenceError(
                    f"{where}: {line[:40]!r} stands before any name",
                    "a name first",
                    "start with NAME_ [CODE]",
                )
            if rest:
                found[-1][0].append(_printed(rest[1:].strip(), where))
            found[-1][1].extend(codes)
            continue
        found.append(([_printed(rest, where)], codes))
    return tuple(
        DictionaryActor(names=tuple(names), codes=tuple(codes))
        for names, codes in found
        if codes
    )


def _printed(word: str, where: str) -> str:
    """A name as a paper prints it: capitals at the start of its words."""
    if not NAME.fullmatch(word):
        raise EvidenceError(
            f"{where}: {word[:40]!r} is no name",
            "words joined with _",
            "mend the name",
        )
    parts = word.replace("_", " ").split()
    return " ".join(
        part.lower() if part.lower() in SMALL and at else _capital(part)
        for at, part in enumerate(parts)
    )


def _capital(part: str) -> str:
    return "-".join(piece[:1].upper() + piece[1:].lower() for piece in part.split("-"))


def _dated(match: re.Match[str], where: str) -> DatedCode:
    code, when = match["code"], match["when"].strip()
    if not CODE.fullmatch(code):
        raise EvidenceError(
            f"{where}: {code[:20]!r} is no code",
            "three capitals, perhaps followed by more groups of three (USAGOV)",
            "correct the code",
        )
    if not when:
        return DatedCode(code=code)
    span = SPAN.fullmatch(when)
    if span is None:
        raise EvidenceError(
            f"{where}: {when[:30]!r} is no span of days",
            ">YYMMDD, <YYMMDD or YYMMDD-YYMMDD, with two or four digits of the year",
            "correct the dates",
        )
    if span["side"]:
        day = _day(span["only"])
        before = span["side"].startswith("<")
        return DatedCode(
            code=code, first="" if before else day, last=day if before else ""
        )
    return DatedCode(code=code, first=_day(span["first"]), last=_day(span["last"]))


def _day(digits: str) -> str:
    """`YYMMDD` with its century."""
    if len(digits) == len("YYYYMMDD"):
        return digits
    return ("19" if int(digits[:2]) >= PIVOT else "20") + digits


def names_on(
    found: Sequence[DictionaryActor], day: str = ""
) -> tuple[tuple[str, str], ...]:
    """Give the names of a dictionary with the codes that they have on a day.

    Args:
        found: Actors of the dictionary.
        day: `YYYY-MM-DD` or the start of it; empty for the latest code.

    Returns:
        Names and codes of this reader: a state or body, or the name itself for
        somebody who stands for none.

    Examples:
        >>> rows = parse_petrarch_actors(
        ...     "OLD_PALACE_ [SUNGOV <911226] [RUSGOV >911226]"
        ... )
        >>> names_on(rows, "1980-01-01"), names_on(rows, "2005")
        ((('Old Palace', 'SUN'),), (('Old Palace', 'RUS'),))
    """
    digits = day.replace("-", "")[:8]
    return tuple(
        (name, _own_code(_code_on(one.codes, digits), name))
        for one in found
        for name in one.names
    )


def _code_on(codes: Sequence[DatedCode], day: str) -> str:
    if day:
        for one in codes:
            dated = one.first or one.last
            first, last = one.first[: len(day)], one.last[: len(day)]
            if dated and (not first or first <= day) and (not last or day <= last):
                return one.code
    plain = [one for one in codes if not (one.first or one.last)]
    latest = max(codes, key=lambda one: (one.first, one.last or "9"))
    return (plain[0] if plain else latest).code


def _own_code(code: str, name: str) -> str:
    """A code of this reader: a state or body, with the name of who is no office."""
    if code in BODIES:
        return BODIES[code]
    state, roles = code[:3], {code[at : at + 3] for at in range(3, len(code), 3)}
    if state not in actors():
        return name
    return state if roles <= OFFICES else f"{state}/{name}"


def extract_with(
    documents: Iterable[Document],
    rows: Iterable[Mapping[str, str]] = (),
    cast: Sequence[DictionaryActor] = (),
) -> tuple[Claim, ...]:
    """Read documents with a user's frames and actors, as these were on each day.

    Args:
        documents: The documents.
        rows: Frames, as `read_lexicon` and `read_petrarch_verbs` give them.
        cast: Actors, as `read_petrarch_actors` gives them.

    Returns:
        Claims, as `extract` gives them.

    Examples:
        >>> cast = parse_petrarch_actors("BRAVIA_ [PRT]")
        >>> paper = Document(id="doc-1", name="a", text="Bravia sold tanks to Chad.")
        >>> [(c.subject, c.relation) for c in extract_with([paper], cast=cast)]
        [('PRT', 'SUPPLIES_ARMS')]
    """
    read = claims_of_each(documents, rows, cast)
    return tuple(claim for _document, claims in read for claim in claims)


def claims_of_each(
    documents: Iterable[Document],
    rows: Iterable[Mapping[str, str]] = (),
    cast: Sequence[DictionaryActor] = (),
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Read documents one by one, each before the next is asked for.

    Args:
        documents: The documents; a generator of any length.
        rows: Frames, as `read_lexicon` and `read_petrarch_verbs` give them.
        cast: Actors, as `read_petrarch_actors` gives them.

    Yields:
        Each document with its claims.

    Examples:
        >>> papers = (Document(id=f"doc-{n}", name="a", text="") for n in range(9))
        >>> next(claims_of_each(papers))[1]
        ()
    """
    rows = tuple(rows)
    known: tuple[tuple[str, str], ...] = ()
    more = added_rows(rows)
    for document in documents:
        names = names_on(cast, document.published)
        if names != known:
            known, more = names, added_rows(rows, names)
        with reading(more):
            claims = extract([document])
        yield document, claims
