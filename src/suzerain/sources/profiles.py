"""Rows from the sentences of the World Factbook's profiles, one JSON a country.

A profile says `China 97%, Togo 1% (2023)`, or `China 1,352 km; Russia 18 km`; here each
part of such a sentence is a row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from suzerain.core.errors import UnknownName, UnreadableSource
from suzerain.sources.states import translate

Row = tuple[object, ...]
Tables = dict[str, list[Row]]
TWIN = {"gz": "PSE"}  # profiles whose name is that of no state, though they have a code
TAG = re.compile(r"<[^>]*>")
NOTE = re.compile(r"\([^()]*\)")
YEAR = re.compile(r"\((\d{4})[^()]*\)\s*$")
SHARE = re.compile(r"([^%]+?)\s+([\d.]+)%(?:,\s*|\s|$)")
LENGTH = re.compile(r"(?:^|;|\band\b|(?<=km),)\s*([^;\d]+?)\s+([\d,.]+) km")
MONEY = re.compile(r"\$([\d,.]+) (million|billion|trillion)")
SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
DIRECTIONS = {"Exports": "export", "Imports": "import"}
THEN = 2026  # year of the profiles, in which their names are meant
BASES = ("US Naval Base at Guantanamo Bay",)  # neighbours that are no state


def read_profiles(paths: Iterable[Path]) -> Tables:
    """Take tables from profiles.

    Args:
        paths: One JSON a country, named by the code of its profile, such as `kn.json`.

    Returns:
        Rows by table: `borders` (profile, state, neighbour, km), `partners` (profile,
        state, direction, partner's name, partner, per cent, year), `commodities`
        (profile, state, direction, rank, good, year) and `totals` (profile, state,
        direction, year, dollars). The state is None for a profile of no state.

    Raises:
        UnreadableSource: If a profile is no JSON, or names a partner of no state.
    """
    tables: Tables = {"borders": [], "partners": [], "commodities": [], "totals": []}
    for path in paths:
        profile = _read(path)
        code = path.stem.lower()
        own = (code, TWIN.get(code) or _state_of(profile))
        try:
            for table, row in _rows(profile):
                tables[table].append((*own, *row))
        except UnknownName as error:
            raise UnreadableSource(
                f"{path.name!r} names {error.name!r}",
                "names of states",
                "check the release of the profiles",
            ) from error
    return tables


def _read(path: Path) -> Mapping[str, object]:
    try:
        profile = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableSource(
            f"{path.name!r} is no profile: {error}",
            "the JSON of a profile",
            "download the profiles again",
        ) from error
    return profile if isinstance(profile, dict) else {}


def _rows(profile: Mapping[str, object]) -> Iterator[tuple[str, Row]]:
    """Give the rows of one profile, each with its table."""
    text = _text(profile, "Geography", "Land boundaries", "border countries")
    for name, km in LENGTH.findall(text):
        if name not in BASES:
            yield "borders", (_state(name), float(km.replace(",", "")))
    for word, direction in DIRECTIONS.items():
        text = _text(profile, "Economy", f"{word} - partners")
        for name, share in SHARE.findall(YEAR.sub("", text)):
            row = (direction, name, _state(name), float(share), _year(text))
            yield "partners", row
        text = _text(profile, "Economy", f"{word} - commodities")
        for place, good in enumerate(filter(None, YEAR.sub("", text).split(", ")), 1):
            yield "commodities", (direction, place, good.strip(), _year(text))
        for said in _texts(profile, "Economy", word):
            if found := MONEY.search(said):
                value = float(found[1].replace(",", "")) * SCALES[found[2]]
                yield "totals", (direction, _year(said), value)


def _text(profile: Mapping[str, object], *path: str) -> str:
    """Return the sentence at a place of a profile, without markup."""
    place: object = profile
    for name in (*path, "text"):
        place = place.get(name, {}) if isinstance(place, dict) else {}
    return TAG.sub("", place).strip() if isinstance(place, str) else ""


def _texts(profile: Mapping[str, object], *path: str) -> Iterator[str]:
    """Return the sentences below a place of a profile."""
    place: object = profile
    for name in path:
        place = place.get(name, {}) if isinstance(place, dict) else {}
    for name in place if isinstance(place, dict) else ():
        yield _text(profile, *path, name)


def _year(text: str) -> int | None:
    found = YEAR.search(text)
    return int(found[1]) if found else None


def _state_of(profile: Mapping[str, object]) -> str | None:
    """Return the code of a profile's state by its short or long name."""
    for form in ("short", "long"):
        name = _text(profile, "Government", "Country name", f"conventional {form} form")
        try:
            return _state(name)
        except UnknownName:
            continue
    return None


def _state(name: str) -> str:
    """Return the code of a name; what stands in brackets tells only a part of it."""
    try:
        return translate(name, "name", THEN)
    except UnknownName:
        return translate(NOTE.sub("", name).strip(), "name", THEN)
