"""Which datasets lie in a folder, told by the names of their files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from suzerain.core.errors import DataMissing
from suzerain.sources.dataset import Dataset, datasets
from suzerain.sources.found import DEEPEST, Found

ASIDE = ("source.md", "readme*", "licen[cs]e*", "manifest*", "*.sha256", "*.pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a path holds.

    Args:
        datasets: Where each dataset lies, by name.
        unknown: Folders, or the file, in which no dataset was recognised.
    """

    datasets: Mapping[str, Path]
    unknown: tuple[Path, ...]


def recognise(
    path: str | Path, among: Mapping[str, Dataset] | None = None
) -> Recognised:
    """Tell the datasets that lie at a path.

    A folder is looked through with those below it, and zips are looked into. When the
    files of one dataset lie in several folders, the folder above them is meant.

    Args:
        path: A file, a zip, a folder, or a folder of folders.
        among: Datasets to look for; all that have a reader when None.

    Raises:
        DataMissing: If there is nothing at the path.
    """
    start = Path(path)
    known = datasets() if among is None else among
    if not start.exists():
        raise DataMissing(
            f"nothing is at {str(path)!r}",
            "a file, a zip or a folder that exists",
            "check the path",
        )
    places: dict[str, list[Path]] = {}
    unknown: list[Path] = []
    for place, names in _places(start):
        told = [name for name in known if _tells(known[name], names)]
        for name in told:
            places.setdefault(name, []).append(place)
        if not told and any(not _aside(name) for name in names):
            unknown.append(place)
    found = {name: _above(lie) for name, lie in sorted(places.items())}
    inside = [place for place in found.values() if place != start]
    return Recognised(
        datasets=found,
        unknown=tuple(
            place
            for place in unknown
            if not any(place.is_relative_to(one) for one in inside)
            and not (found and place == start)
        ),
    )


def found_at(path: str | Path) -> dict[str, Path]:
    """Tell which datasets lie at a path, and where.

    Raises:
        DataMissing: If there is none.
    """
    found = recognise(path).datasets
    if not found:
        raise DataMissing(
            f"no dataset is recognised in {str(path)!r}",
            "files under the names that their publisher gives them",
            "see `suzerain data list`, and say which it is with --name",
        )
    return dict(found)


def _places(start: Path) -> list[tuple[Path, list[str]]]:
    """List folders with the names of the files in them, members of zips too."""
    if start.is_file():
        return [(start, _names(start))]
    places = []
    for folder, below, names in os.walk(start):
        place = Path(folder)
        deep = len(place.relative_to(start).parts)
        below[:] = sorted(n for n in below if n[0] != ".") if deep < DEEPEST else []
        files = [place / name for name in sorted(names) if name[0] != "."]
        if files:
            places.append((place, [name for file in files for name in _names(file)]))
    return places


def _names(file: Path) -> list[str]:
    if file.suffix.lower() != ".zip":
        return [file.name]
    with Found(file) as found:
        return list(found.names)


def _tells(known: Dataset, names: list[str]) -> bool:
    return any(
        fnmatch(name.lower(), pattern.lower())
        for pattern in known.recognise
        for name in names
    )


def _aside(name: str) -> bool:
    return any(fnmatch(name.lower(), pattern) for pattern in ASIDE)


def _above(places: list[Path]) -> Path:
    """Return the one place, or the folder that holds them all."""
    if len(places) == 1:
        return places[0]
    return Path(os.path.commonpath(places))
