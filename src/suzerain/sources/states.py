"""Codes and names of states become ISO3, each by the year it is used in.

`states.csv` holds the codes that a state bore, row by row, in disjoint spans: 365 is
RUS to 1921, SUN from 1922 to 1991, RUS since. A year belongs to the state at its end,
so 1990 is Germany's (255), not West Germany's (260). `state_systems.csv` holds who was
a member of which system when (Correlates of War, list of 2016; Gleditsch & Ward 1999
in the form that their authors keep up to date); `state_aliases.csv` and
`state_names.csv` hold other codes and spellings that datasets use.

A code outside the years of its row (260 in 1990, 369 for Soviet Ukraine in 1950) is
still a code: the SQL table `state_codes` and `translate` accept it when it never meant
anything else, while the table `states` keeps to the years.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from suzerain.core.codes import actors, read_table
from suzerain.core.errors import UnknownName

if TYPE_CHECKING:
    import duckdb

SCHEMES = ("iso3", "iso2", "cow", "cow_abbrev", "gw", "cepii")
ALWAYS = 9999  # the last year of what still stands
EVER = 0  # the first year of a code that never meant another state


class Span(NamedTuple):
    """Years in which a code means a state."""

    iso3: str
    first: int
    last: int


def translate(code: object, scheme: str, year: int) -> str:
    """Return the ISO3 or dated code of the state that a code or name means in a year.

    Args:
        code: A code, or a name in any spelling known.
        scheme: `iso3`, `iso2`, `cow`, `cow_abbrev`, `gw`, `cepii` (the numbers of
            Comtrade and BACI; those of ISO are accepted too), or `name`.
        year: Year of the row.

    Raises:
        UnknownName: If the scheme, or the code in it, is not known; the nearest is
            proposed.

    Examples:
        Number 365 of the Correlates of War is the Soviet Union until 1991.

        >>> translate(365, "cow", 1980), translate(365, "cow", 2014)
        ('SUN', 'RUS')
        >>> translate("Korea, North", "name", 2014)
        'PRK'
    """
    known = _spans(scheme)
    key = state_key(str(code)) if scheme == "name" else str(code).strip().upper()
    for span in known.get(key, ()):
        if span.first <= year <= span.last:
            return span.iso3
    where = f"the states of {year} by {scheme}"
    raise UnknownName(str(code), _shown(scheme, year), where)


def translate_all(
    codes: Sequence[object], scheme: str, years: Sequence[int] | int
) -> list[str]:
    """Translate many codes; each pair of code and year is looked up once.

    Args:
        codes: Codes or names. Shape `(row,)`.
        scheme: As for `translate`.
        years: Years of the rows, shape `(row,)`, or one year for all.

    Raises:
        UnknownName: If a code is not known in its year.
        ValueError: If there are not as many years as codes.

    Examples:
        >>> translate_all([731, 710], "cow", 2014)
        ['PRK', 'CHN']
    """
    each = [years] * len(codes) if isinstance(years, int) else list(years)
    seen: dict[tuple[object, int], str] = {}
    for pair in zip(codes, each, strict=True):
        if pair not in seen:
            seen[pair] = translate(pair[0], scheme, pair[1])
    return [seen[pair] for pair in zip(codes, each, strict=True)]


def state_key(name: str) -> str:
    """Fold a name to what all its spellings share: bare letters.

    Examples:
        >>> state_key("Côte d'Ivoire"), state_key("St. Kitts & Nevis")
        ('cotedivoire', 'saintkittsandnevis')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&amp;", "&")).lower()
    whole = re.sub(r"\bst\.? ", "saint ", plain.replace("&", " and "))
    return "".join(letter for letter in whole if "a" <= letter <= "z")


def register_states(sql: duckdb.DuckDBPyConnection) -> None:
    """Put the tables of states, and what folds a name, on a connection.

    - `states(iso3, iso2, cow, cow_abbrev, gw, cepii, name, first, last)`: as in
      `states.csv`, an open end as 9999; no state and no code twice in a year.
    - `state_codes(scheme, code, iso3, first, last)`: all codes as text, with those
      outside the years of their row; no code twice in a year.
    - `state_names(name, iso3, first, last, key)`: spellings; `key` is the folded name,
      unique in a year; `state_key(x)` folds a name in SQL.
    - `state_systems(system, code, iso3, first, last)`: members of `cow`, `gw` and
      `gw-micro`; a state may have several spells.

    Args:
        sql: Connection; tables of these names are replaced.
    """
    for name, columns, rows in (
        ("states", STATES, _states()),
        ("state_codes", CODES, _code_rows()),
        ("state_names", NAMES, _name_rows()),
        ("state_systems", SYSTEMS, _system_rows()),
    ):
        parts = ", ".join("unnest(?)" for _ in rows[0])
        sql.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        whole = [list(column) for column in zip(*rows, strict=True)]
        sql.execute(f"INSERT INTO {name} SELECT {parts}", whole)
    sql.execute(KEY)


STATES = (
    "iso3 VARCHAR, iso2 VARCHAR, cow INTEGER, cow_abbrev VARCHAR, gw INTEGER, "
    "cepii INTEGER, name VARCHAR, first INTEGER, last INTEGER"
)
CODES = "scheme VARCHAR, code VARCHAR, iso3 VARCHAR, first INTEGER, last INTEGER"
NAMES = "name VARCHAR, iso3 VARCHAR, first INTEGER, last INTEGER, key VARCHAR"
SYSTEMS = "system VARCHAR, code INTEGER, iso3 VARCHAR, first INTEGER, last INTEGER"
KEY = """
CREATE OR REPLACE TEMP MACRO state_key(x) AS regexp_replace(regexp_replace(
    replace(lower(strip_accents(replace(x, '&amp;', '&'))), '&', ' and '),
    '\\bst\\.? ', 'saint ', 'g'), '[^a-z]', '', 'g')
"""


def _states() -> list[tuple[object, ...]]:
    """Rows of `states.csv`, numbers as numbers."""
    return [
        (
            row["iso3"],
            row["iso2"] or None,
            _number(row["cow"]),
            row["cow_abbrev"] or None,
            _number(row["gw"]),
            _number(row["cepii"]),
            row["name"],
            int(row["first"]),
            int(row["last"] or ALWAYS),
        )
        for row in read_table("states.csv")
    ]


@cache
def _spans(scheme: str) -> dict[str, tuple[Span, ...]]:
    """Spans of each code of a scheme, by code."""
    if scheme == "name":
        return _names()
    if scheme not in SCHEMES:
        raise UnknownName(scheme, (*SCHEMES, "name"), "the schemes of state codes")
    if scheme == "iso3":
        found = {
            row["iso3"]: [Span(row["iso3"], EVER, ALWAYS)]
            for row in read_table("states.csv")
        }
    else:
        found = {}
        for row in read_table("states.csv"):
            if row[scheme]:
                found.setdefault(row[scheme], []).append(_span(row))
    for row in read_table("state_aliases.csv"):
        if row["scheme"] == scheme:
            found.setdefault(row["code"], []).append(_span(row))
    return {code: _opened(spans) for code, spans in found.items()}


@cache
def _names() -> dict[str, tuple[Span, ...]]:
    """Spans of each folded name: own spellings first, then names of the tables."""
    found: dict[str, list[Span]] = {}
    for row in read_table("state_names.csv"):
        found.setdefault(state_key(row["name"]), []).append(_span(row))
    plain = [(row["name"], row["iso3"]) for row in read_table("states.csv")]
    known = {iso3 for _, iso3 in plain}
    plain += [
        (name, row["code"])
        for row in read_table("actors.csv")
        if row["code"] in known
        for name in (row["name"], row["official"])
        if name
    ]
    for name, iso3 in plain:
        found.setdefault(state_key(name), [Span(iso3, EVER, ALWAYS)])
    return {key: _opened(spans) for key, spans in found.items()}


def _opened(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Merge the spans of one code, and open both ends if it means one state only."""
    ordered = sorted(set(spans), key=lambda span: (span.first, span.last))
    if len({span.iso3 for span in ordered}) == 1:
        return (Span(ordered[0].iso3, EVER, ALWAYS),)
    return tuple(ordered)


def _span(row: dict[str, str]) -> Span:
    return Span(row["iso3"], int(row["first"]), int(row["last"] or ALWAYS))


def _code_rows() -> list[tuple[object, ...]]:
    return [
        (scheme, code, *span)
        for scheme in SCHEMES
        for code, spans in _spans(scheme).items()
        for span in spans
    ]


def _name_rows() -> list[tuple[object, ...]]:
    """All spellings with their folded keys; one row of each key and span."""
    shown: dict[str, str] = {}
    for row in (*read_table("state_names.csv"), *read_table("states.csv")):
        shown.setdefault(state_key(row["name"]), row["name"])
    for actor in actors().values():
        shown.setdefault(state_key(actor.name), actor.name)
    return [
        (shown.get(key, key), *span, key)
        for key, spans in _names().items()
        for span in spans
    ]


def _system_rows() -> list[tuple[object, ...]]:
    """Members of the systems; a spell is split where its code changes state."""
    rows: list[tuple[object, ...]] = []
    for row in read_table("state_systems.csv"):
        spell = _span({**row, "iso3": ""})
        for span in _spans(row["system"].split("-")[0])[row["code"]]:
            first, last = max(spell.first, span.first), min(spell.last, span.last)
            if first <= last:
                rows.append((row["system"], int(row["code"]), span.iso3, first, last))
    return rows


def _shown(scheme: str, year: int) -> list[str]:
    """Codes or names that a scheme knows in a year, for a message."""
    if scheme == "name":
        return sorted(
            {
                row["name"]
                for row in (*read_table("state_names.csv"), *read_table("states.csv"))
                if int(row["first"]) <= year <= int(row["last"] or ALWAYS)
            }
        )
    return [
        code
        for code, spans in _spans(scheme).items()
        if any(span.first <= year <= span.last for span in spans)
    ]


def _number(text: str) -> int | None:
    return int(text) if text else None
