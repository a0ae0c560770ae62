"""New tariffs that a user writes as a CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SourceError, UnreadableSource
from suzerain.sources.economy_names import find_region, find_sector

COLUMNS = ("importer", "exporter", "sector", "tariff")
EVERY = "*"
"""Stands for every sector."""
LARGEST = 10  # as in the datasets; more is a percentage by mistake


def read_tariff_changes(path: str | Path, economy: Economy) -> Array:
    """Read new tariffs; what is not named keeps its own.

    Args:
        path: A CSV with the columns importer, exporter, sector and tariff: names or
            codes, a sector or `*`, and a part (0.05 is five per cent).
        economy: Holds regions, sectors and tariffs.

    Returns:
        Tariffs. Shape `(importer, exporter, sector)`.

    Raises:
        UnreadableSource: If the file cannot be read, or lacks a column.
        UnknownName: If a region or sector is not in the economy.
        SourceError: If there is no tariff, or one is no number from 0 to 10, or stands
            twice.
    """
    tariff, seen = economy.tariff.copy(), set[tuple[int, int, int]]()
    for where, row in _rows(Path(path)):
        buyer, seller = (
            economy.regions.index(find_region(row[side] or "", economy))
            for side in COLUMNS[:2]
        )
        value = _part(row["tariff"], where)
        for sector in _sectors(economy, row["sector"] or ""):
            cell = (buyer, seller, sector)
            if cell in seen or buyer == seller:
                raise SourceError(
                    f"{where}: the tariff of {row['importer']} on {row['exporter']}, "
                    f"{row['sector']}, stands twice or is on itself",
                    "one tariff for each importer, other exporter and sector",
                    "take the line out",
                )
            seen.add(cell)
            tariff[cell] = value
    if not seen:
        raise SourceError(
            f"{str(path)!r} holds no tariff",
            "one line for each tariff that changes",
            "write importer, exporter, sector and tariff below the first line",
        )
    return tariff


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str | None]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(
            f"{str(path)!r} cannot be read: {error}",
            f"a CSV in UTF-8 with the columns {', '.join(COLUMNS)}",
            "check the path",
        ) from error
    rows = csv.DictReader(text.splitlines())
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise UnreadableSource(
            f"{str(path)!r} has no column {', '.join(missing)}",
            f"the columns {', '.join(COLUMNS)}",
            "name the columns in the first line",
        )
    for number, row in enumerate(rows, start=2):
        yield f"{path.name} line {number}", row


def _part(text: str | None, where: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = float("nan")
    if not 0 <= value <= LARGEST:
        raise SourceError(
            f"{where}: a tariff of {text!r}",
            f"a part, 0 to {LARGEST}; 0.05 is five per cent",
            "write 0 where there is none",
        )
    return value


def _sectors(economy: Economy, name: str) -> range | tuple[int, ...]:
    if name == EVERY:
        return range(len(economy.sectors))
    return (economy.sectors.index(find_sector(name, economy)),)
