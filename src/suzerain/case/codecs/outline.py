"""The outline of a case, `case.toml`: what is not a table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from suzerain.case.actor import Actor
from suzerain.case.case import Case
from suzerain.case.pact import Pact, ThirdPower
from suzerain.case.problem import Problem
from suzerain.case.question import Contest, Question

R = TypeVar("R")
FILE = "case.toml"
FORMAT = 1
HEADER = f"""\
# A case of Suzerain: who is bound by which pact, who may permit it, what is asked.
# Edit it freely, then run `suzerain check` on this folder.
# The first pact is the one that is solved; move another one up to study that.
# Beside this file: claims.csv, ties.csv, needs.csv, terms.csv, stances.csv,
# events.csv, assumptions.csv (what you overrule), sources/ (the documents).
# Described by case.schema.json, format {FORMAT}.

"""
TEXTS = ("name", "title", "as_of")
RECORDS: dict[str, type[Any]] = {
    "actors": Actor,
    "pacts": Pact,
    "powers": ThirdPower,
    "contests": Contest,
    "questions": Question,
}


@dataclass(frozen=True, slots=True)
class Outline:
    """What `case.toml` holds; pacts come without their terms."""

    texts: Mapping[str, str]
    gaps: tuple[str, ...]
    records: Mapping[str, tuple[Any, ...]]
    places: Mapping[str, str]


def write_outline(case: Case) -> bytes:
    """Write `case.toml`, with a header that says what it is."""
    import tomli_w

    outline: dict[str, Any] = {
        "format": FORMAT,
        **{name: getattr(case, name) for name in TEXTS},
        "gaps": list(case.gaps),
    }
    for name in RECORDS:
        outline[name] = [_plain(record) for record in getattr(case, name)]
    return (HEADER + tomli_w.dumps(outline)).encode("utf-8", "surrogatepass")


def _plain(record: Any) -> dict[str, Any]:
    plain = asdict(record)
    plain.pop("terms", None)
    return plain


def read_outline(data: bytes) -> tuple[Outline | None, list[Problem]]:
    """Read `case.toml` and list everything that is wrong with it."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig", "surrogatepass"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Problem(FILE, f"it is no TOML file ({error})", "mend that line")]
    problems = _unknown(table)
    form = table.get("format", FORMAT)
    if form != FORMAT:
        hint = "update suzerain"
        problems.append(Problem(FILE, f"format {form!r} is not known here", hint))
    texts: dict[str, str] = {}
    for name in TEXTS:
        text = table.get(name, "")
        if not isinstance(text, str):
            problems.append(Problem(FILE, f"{name} {text!r} is no text", "quote it"))
        texts[name] = str(text)
    gaps = _texts(table.get("gaps", []), problems)
    records: dict[str, tuple[Any, ...]] = {}
    places: dict[str, str] = {}
    for name, kind in RECORDS.items():
        records[name] = _records(table.get(name, []), name, kind, problems, places)
    return Outline(texts, gaps, records, places), problems


def _unknown(table: Mapping[str, Any]) -> list[Problem]:
    known = {"format", *TEXTS, "gaps", *RECORDS}
    return [
        Problem(FILE, f"nothing is called {name!r}", f"use {', '.join(sorted(known))}")
        for name in table
        if name not in known
    ]


def _texts(value: Any, problems: list[Problem]) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    problems.append(Problem(FILE, "gaps is no list of texts", "write gaps = []"))
    return ()


def _records(
    rows: Any,
    name: str,
    kind: type[R],
    problems: list[Problem],
    places: dict[str, str],
) -> tuple[R, ...]:
    import msgspec

    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        hint = f"write [[{name}]] above each"
        problems.append(Problem(FILE, f"{name} is no list of tables", hint))
        return ()
    found: list[R] = []
    for number, row in enumerate(rows, start=1):
        where = f"{FILE} [[{name}]] {number}"
        strange = set(row) - {field.name for field in fields(kind)}  # type: ignore[arg-type]
        problems += [
            Problem(where, f"nothing is called {key!r}", "check the spelling")
            for key in sorted(strange)
        ]
        full = {**row, "terms": []} if kind is Pact else row
        try:
            record = msgspec.convert(full, kind)
        except msgspec.ValidationError as error:
            problems.append(Problem(where, str(error), "compare it with another entry"))
            continue
        found.append(record)
        key = getattr(record, "id", "") or getattr(record, "code", "")
        if key:
            places.setdefault(key, where)
    return tuple(found)
