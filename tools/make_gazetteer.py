"""Write actors.csv and names.csv from the facts in `tools/gazetteer`.

`python tools/make_gazetteer.py` writes both tables; `--check` only says whether they
are up to date. `--compare` lists what open tables know and these facts do not; it
needs two packages that Suzerain itself does not use: pycountry (LGPL-2.1, only its
list of ISO 3166 codes is compared) and Babel (BSD; its territory names come from the
Unicode CLDR, Unicode licence v3). Nothing is copied from either.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "src" / "suzerain"
ACTORS = PACKAGE / "core" / "tables" / "actors.csv"
NAMES = PACKAGE / "evidence" / "tables" / "names.csv"
PLURAL_ENDINGS = ("n", "i", "k")
FORMS = ("Kingdom", "Emirate", "Sultanate", "Principality", "Grand Duchy")
Row = tuple[str, ...]


def read_facts(name: str, width: int) -> list[list[str]]:
    """Read a table of facts: fields parted by `|`, lists in them by `;`."""
    rows = []
    for line in (HERE / "gazetteer" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            fields = [field.strip() for field in line.split("|")]
            if len(fields) != width:
                raise SystemExit(f"{name}: {len(fields)} fields, not {width}: {line}")
            rows.append(fields)
    return rows


def listed(field: str) -> list[str]:
    """Split a list field."""
    return [part.strip() for part in field.split(";") if part.strip()]


def marks_of(code: str, official: list[str], marks: str) -> str:
    """Join the marks of a state: its own, those of its form, those of lists."""
    found = listed(marks)
    for form in FORMS:
        if any(name.startswith((form, f"Islamic {form}")) for name in official[:3]):
            found.append(form.lower())
    if any("Republic" in name and "Korea" not in name for name in official[:2]):
        found.append("republic")
    if any(name.startswith("Federa") or "Federation" in name for name in official):
        found.append("federation")
    found += [
        mark for mark, codes in read_facts("marks.psv", 2) if code in codes.split()
    ]
    return ";".join(dict.fromkeys(found))


def actor_rows() -> Iterator[Row]:
    """Make the rows of actors.csv."""
    for code, name, adjective, _, names, capitals, _, marks in read_facts(
        "states.psv", 8
    ):
        capital = listed(capitals)[0] if capitals else ""
        official = listed(names)[0] if names else ""
        yield (
            code, name, "state", adjective, capital, official,
            marks_of(code, [name, *listed(names)], marks),
        )  # fmt: skip
    for code, name, kind, adjective, *_ in read_facts("bodies.psv", 6):
        yield code, name, kind, adjective, "", "", ""


def organ_rows(code: str, organs: str) -> Iterator[Row]:
    """Make rows for organs, written `text` or `text=printed`."""
    for organ in listed(organs):
        text, _, printed = organ.partition("=")
        yield text, f"{code}/{printed or text}", "metonym"


def name_rows() -> Iterator[Row]:
    """Make the rows of names.csv."""
    for code, name, adjective, demonyms, names, capitals, organs, _ in read_facts(
        "states.psv", 8
    ):
        yield from ((text, code, "name") for text in [name, *listed(names)])
        nationals = [adjective] if adjective else []
        if adjective.endswith(PLURAL_ENDINGS):
            nationals.append(adjective + "s")
        nationals += listed(demonyms)
        yield from ((text, code, "demonym") for text in nationals)
        yield from ((text, code, "capital") for text in listed(capitals))
        yield from organ_rows(code, organs)
    for code, name, kind, adjective, names, organs in read_facts("bodies.psv", 6):
        sort = "bloc" if kind == "bloc" else "body"
        texts = [name, *listed(names)]
        yield from ((text, code, sort) for text in texts)
        if adjective and adjective not in texts:
            yield adjective, code, "demonym"
            if adjective.endswith(PLURAL_ENDINGS):
                yield adjective + "s", code, "demonym"
        yield from organ_rows(code, organs)
    yield from (tuple(row) for row in read_facts("joined.psv", 3))
    yield from ((row[0], "", "blocked") for row in read_facts("blocked.txt", 1))


def table(header: str, rows: Iterator[Row]) -> str:
    """Write rows as CSV, each once."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    seen: set[Row] = set()
    for row in rows:
        if row not in seen:
            writer.writerow(row)
            seen.add(row)
    return out.getvalue()


def compare() -> None:
    """List the states and names of open tables that the facts lack."""
    import pycountry
    from babel import Locale

    codes = {row[0] for row in actor_rows()}
    names = {row[0].casefold() for row in name_rows()}
    territories = Locale("en").territories
    for country in pycountry.countries:
        if country.alpha_3 not in codes:
            print(f"no code {country.alpha_3}: {country.name}")
        elif territories[country.alpha_2].casefold() not in names:
            print(f"no name {country.alpha_3}: {territories[country.alpha_2]}")


def main() -> int:
    """Write, check or compare."""
    if "--compare" in sys.argv:
        compare()
        return 0
    wanted = {
        ACTORS: table("code,name,kind,adjective,capital,official,marks", actor_rows()),
        NAMES: table("text,code,sort", name_rows()),
    }
    stale = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        print(f"{path.name} is out of date" if "--check" in sys.argv else path.name)
        if "--check" not in sys.argv:
            path.write_text(wanted[path], encoding="utf-8")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
