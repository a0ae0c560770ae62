"""Whoever the manual, the code or the register cites stands in the bibliography.

A work is cited as "Author Year", "Author & Author Year" or "Author et al. Year".
"""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "suzerain"
BIBLIOGRAPHY = ROOT / "docs" / "reference" / "bibliography.md"
REGISTER = sorted((SOURCE / "core" / "tables" / "assumptions").glob("*.csv"))
PAGES = sorted(
    [
        *(ROOT / "docs" / "theory").rglob("*.md"),
        *(ROOT / "docs" / "decisions").glob("*.md"),
    ]
)
MODULES = sorted(SOURCE.rglob("*.py"))
READERS = sorted((SOURCE / "sources" / "readers").glob("*.toml"))
NAME = r"[^\W\d_a-z][\w’'-]+"  # noqa: RUF001 - names may carry a curly apostrophe
YEAR = r"(?:1[5-9]|20)\d\d"
CITED = re.compile(
    rf"\b({NAME}(?:(?:, {NAME})*,? (?:&|and) {NAME}| et al\.)?)\s\(?({YEAR})\b"
)
DATES = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|"
    "december|spring|summer|autumn|winter|in|on|by|since|from|until|before|after|"
    "around|about|during|between|and|to|of|the"
)

Key = tuple[tuple[str, ...], str]


def key(authors: str, year: str) -> Key:
    """Names in order and the year, however the names are joined."""
    names = re.sub(r"[,&]|\band\b", " ", authors).split()
    return tuple(names), year


def entries() -> frozenset[Key]:
    """Keys of the bibliography."""
    found = re.findall(
        rf"^- \*\*(.+) ({YEAR})\.\*\* \S", BIBLIOGRAPHY.read_text("utf-8"), re.MULTILINE
    )
    return frozenset(key(authors, year) for authors, year in found)


def stands(cited: Key, known: frozenset[Key]) -> bool:
    """Whether exactly one entry has this key; "et al." stands for two names or more."""
    names, year = cited
    if names[-2:] == ("et", "al."):
        fits = [one for one in known if one[0][0] == names[0] and one[1] == year]
        return sum(len(one[0]) > 2 for one in fits) == 1
    return cited in known


@cache
def places() -> frozenset[str]:
    """Single words that name an actor: "Somewhere 2022" is an event, not a book."""
    path = SOURCE / "evidence" / "tables" / "names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["text"].lower() for row in csv.DictReader(file))


def cited_in(text: str) -> Iterator[Key]:
    """Keys that a text cites."""
    for authors, year in CITED.findall(" ".join(text.split())):
        found = key(authors, year)
        name = found[0][0].lower()
        if len(found[0]) > 1 or not (name in places() or DATES.fullmatch(name)):
            yield found


def cited_by_row(citation: str) -> Iterator[Key]:
    """Keys that a row of the register cites; a part without a year is its own key."""
    for part in citation.split(";"):
        found = re.match(rf"\s*(.+?) ({YEAR})\b", part)
        if found:
            yield key(*found.groups())
        elif "judgement" not in part:
            yield (part.strip(),), ""


def docstrings(path: Path) -> str:
    """All docstrings of a module, without their examples."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    found = [ast.get_docstring(node) for node in nodes if isinstance(node, kinds)]
    text = "\n\n".join(text for text in found if text)
    return re.sub(r">>>.*?(?=\n\s*\n|\Z)", "", text, flags=re.DOTALL)


def missing(keys: Iterator[Key]) -> list[Key]:
    known = entries()
    return sorted(one for one in set(keys) if not stands(one, known))


@pytest.mark.parametrize("path", REGISTER, ids=lambda path: path.stem)
def test_every_citation_of_the_register_stands_in_the_bibliography(path):
    with path.open(encoding="utf-8", newline="") as file:
        cited = [row["citation"] for row in csv.DictReader(file)]
    assert missing(found for text in cited for found in cited_by_row(text)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_citation_of_the_manual_stands_in_the_bibliography(path):
    assert missing(cited_in(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_every_citation_of_a_dataset_stands_in_the_bibliography(path):
    cited = tomllib.loads(path.read_text(encoding="utf-8"))["citation"]
    assert missing(cited_by_row(cited)) == []


def test_every_citation_of_the_glossary_stands_in_the_bibliography():
    path = ROOT / "docs" / "reference" / "words.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8")).values()
    texts = [text for word in words for text in word.values()]
    assert missing(found for text in texts for found in cited_in(text)) == []


def test_every_citation_of_a_docstring_stands_in_the_bibliography():
    texts = [docstrings(path) for path in MODULES]
    assert missing(found for text in texts for found in cited_in(text)) == []


def test_entries_are_in_order_and_unlike():
    lines = BIBLIOGRAPHY.read_text("utf-8").splitlines()
    keys = [re.sub(r"\W", "", one.split(".**")[0]) for one in lines if one[:2] == "- "]
    assert len(keys) == len(entries())
    assert keys == sorted(set(keys), key=str.lower)


def test_every_entry_is_cited():
    texts = [path.read_text("utf-8") for path in PAGES]
    texts += [docstrings(path) for path in MODULES]
    texts.append((ROOT / "docs" / "reference" / "words.toml").read_text("utf-8"))
    cited = {found for text in texts for found in cited_in(text)}
    for path in REGISTER:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row["citation"] for row in csv.DictReader(file)]
        cited |= {found for text in rows for found in cited_by_row(text)}
    for path in READERS:
        row = tomllib.loads(path.read_text(encoding="utf-8"))["citation"]
        cited |= set(cited_by_row(row))
    idle = [
        one for one in entries() if not any(stands(c, frozenset({one})) for c in cited)
    ]
    assert idle == []


@pytest.mark.parametrize(
    "text",
    [
        "As Nobody 1901 shows.",
        "a claim (Nobody & Noone 1999).",
        "see Nobody, Noone & Nil 2001",
        "Nobody et al. 2014 find it",
        "as Nobody (1977) says",
        "Hirschman 1946",
        "Nye & Keohane 1977",
        "a citation cut (Nobody\n& Noone 1999) by the end of a line",
    ],
)
def test_an_unknown_work_is_found_in_a_text(text):
    assert missing(cited_in(text)) != []


@pytest.mark.parametrize(
    "citation",
    ["Nobody 1901", "a friend told me", "Nash 1950; Nobody 1901 (A title)"],
)
def test_an_unknown_work_is_found_in_a_row_of_the_register(citation):
    assert missing(cited_by_row(citation)) != []


@pytest.mark.parametrize(
    "text",
    [
        "Keohane & Nye 1977",
        "Keohane and Nye (1977)",
        "Satopää et al. 2014",
        "In 2022 and in March 2023",
        "Germany 2022",
    ],
)
def test_a_known_work_and_a_date_pass(text):
    assert missing(cited_in(text)) == []


@pytest.mark.parametrize(
    "citation",
    ["judgement", "Romer Rosenthal 1978 (A title)", "Nash 1950; range by judgement"],
)
def test_a_known_row_passes(citation):
    assert missing(cited_by_row(citation)) == []
