"""Scenarios kept in a case folder, one small TOML file each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomli_w

from suzerain.core.errors import CaseError, UnknownReference
from suzerain.core.spread import Spread
from suzerain.outlook.scenario import Scenario
from suzerain.outlook.whatif.what_if import BASE
from suzerain.sources.store import write_atomically

FOLDER = "scenarios"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def save_scenario(folder: str | Path, scenario: Scenario) -> Path:
    """Write a scenario into a case folder; one of the same name is replaced as a whole.

    Args:
        folder: A case folder.
        scenario: The scenario; its name becomes the file's.

    Returns:
        The file.

    Raises:
        CaseError: If the name is no file name, or `base`.
        SuzerainError: If the file cannot be written; an old one then stands.
    """
    name = scenario.name
    if not NAME.fullmatch(name) or name == BASE:
        raise CaseError(
            f"a scenario cannot be called {name!r}",
            f"letters, digits, - and _, and not {BASE!r}, which is the case as it is",
            "try --save squeeze",
        )
    target = Path(folder) / FOLDER
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise CaseError(
            f"{str(target)!r} cannot be made: {error.strerror}",
            "a case folder that you may write to",
            "check its rights",
        ) from error
    kept = {key: _plain(value) for key, value in sorted(scenario.changes.items())}
    path = target / f"{name}.toml"
    write_atomically(path, tomli_w.dumps({"name": name, "set": kept}))
    return path


def _plain(value: Spread | float | str) -> float | str:
    """Write a value so that it is read back as the same."""
    if isinstance(value, Spread):
        return (
            value.low if value.low == value.high else f"{value.low!r}..{value.high!r}"
        )
    return value


def scenario_names(folder: str | Path) -> tuple[str, ...]:
    """List the scenarios that a case folder keeps, by name.

    Args:
        folder: A case folder.
    """
    return tuple(sorted(path.stem for path in (Path(folder) / FOLDER).glob("*.toml")))


def read_scenario(folder: str | Path, name: str) -> Scenario:
    """Read a scenario that a case folder keeps; `base` changes nothing.

    Args:
        folder: A case folder.
        name: Its name.

    Raises:
        UnknownReference: If there is none of this name; the nearest is proposed.
        CaseError: If the file is none that `save_scenario` could have written.
    """
    if name == BASE:
        return Scenario(name=BASE, changes={})
    known = scenario_names(folder)
    if name not in known:
        where = f"the scenarios of {str(folder)!r}"
        raise UnknownReference(name, (BASE, *known), where)
    path = Path(folder) / FOLDER / f"{name}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refusal(path, str(error)) from error
    return Scenario(name=name, changes=read_set(path, table.get("set")))


def read_set(path: Path, table: object) -> dict[str, float | str]:
    """Check a table of values by key.

    Args:
        path: The file, for the message.
        table: What stands under `set`.

    Raises:
        CaseError: If it is no table of numbers and texts.

    Examples:
        >>> read_set(Path("x.toml"), {"power.keep": "*0.5"})
        {'power.keep': '*0.5'}
    """
    if not isinstance(table, Mapping):
        raise _refusal(path, "it has no table [set]")
    for key, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise _refusal(path, f"{key} is {value!r}")
    return dict(table)


def _refusal(path: Path, what: str) -> CaseError:
    return CaseError(
        f"{str(path)!r} is no scenario: {what}",
        'a table [set] of ids and values, such as "tie.oil.AAA.BBB" = "*0.5"',
        "save it again with `suzerain what-if CASE --set ... --save NAME`",
    )
