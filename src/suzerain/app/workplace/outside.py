"""What another program has changed in a case folder, told as a part of its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suzerain.app.workplace.columns import assumptions_sheet, sheets
from suzerain.app.workplace.history import Entry, Sums
from suzerain.app.workplace.state import EVERY, State
from suzerain.case.review import FILE as REVIEW
from suzerain.core.errors import SuzerainError
from suzerain.outlook.whatif.kept import FOLDER as SCENARIOS

MOST_NAMED = 3


def last_changes(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    """Tell at which version each row was changed last, by table and id."""
    found: dict[tuple[str, str], int] = {}
    for one in entries:
        for name in ("key", "new_key"):
            if name in one:
                found[one["table"], one[name]] = one["version"]
    return found


def file_of(entry: Entry) -> str:
    """Name the file that an edit changed; empty for a scenario."""
    known = {**sheets(), "assumptions": assumptions_sheet()}
    table = entry.get("table", "")
    return known[table].file if table in known else ""


def differing(
    before: Mapping[str, bytes], now: Mapping[str, bytes], sums: Sums, version: int
) -> dict[tuple[str, str], int]:
    """Tell which rows another program has changed."""
    found: dict[tuple[str, str], int] = {}
    old, new = State(0, before, {}), State(0, now, {})
    tables = [*sheets().values(), assumptions_sheet()]
    names = [one.name for one in tables if one.file in sums]
    if any(path.startswith(f"{SCENARIOS}/") for path in sums):
        names.append("scenarios")
    for name in names:
        try:
            was = dict(zip(old.rows(name).keys, old.rows(name).rows, strict=True))
            has = dict(zip(new.rows(name).keys, new.rows(name).rows, strict=True))
        except SuzerainError:
            found[name, EVERY] = version
            continue
        for key in {*was, *has}:
            if was.get(key) != has.get(key):
                found[name, key] = version
    return found


def outside_words(sums: Sums) -> str:
    """Say which files another program has changed."""
    names = ", ".join(list(sums)[:MOST_NAMED])
    more = f" and {len(sums) - MOST_NAMED} more" if len(sums) > MOST_NAMED else ""
    if set(sums) == {REVIEW}:
        return "claims were reviewed"
    return f"{names}{more} changed outside this page"


def is_ours(path: str) -> bool:
    """Say whether this program writes a file, and so must keep what it replaces."""
    known = {one.file for one in (*sheets().values(), assumptions_sheet())}
    return path in known or path.startswith(f"{SCENARIOS}/")
