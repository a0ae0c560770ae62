"""Where a published CSV names its columns: some open with lines of prose."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from suzerain.core.errors import UnreadableSource

DEEPEST = 60  # lines of prose that a publisher may put above the names


def heading(
    path: Path, first: Iterable[str], *, encoding: str = "utf-8"
) -> tuple[int, tuple[str, ...]]:
    r"""Find the line that names the columns by its first cell.

    Args:
        path: A CSV, compressed with gzip or not.
        first: What the first cell of that line may be, in any case.
        encoding: Of the file; a mark of byte order is passed over.

    Returns:
        Lines above it, and its cells as published.

    Raises:
        UnreadableSource: If no line among the first begins so.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "gdp.csv"
        ...     _ = path.write_text("Data Source,WDI\n\nCountry Name,1960\n")
        ...     heading(path, ["Country Name"])
        (2, ('Country Name', '1960'))
    """
    wanted = {cell.lower() for cell in first}
    seen: list[str] = []
    try:
        for skip, line in enumerate(_lines(path, encoding)):
            names = next(csv.reader([line]), [])
            if names and names[0].strip().lower() in wanted:
                return skip, tuple(names)
            seen.append(line.strip())
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableSource(
            f"{path.name!r} is no text in {encoding}: {error}",
            "the publisher's CSV, whole and as published",
            "download it again; do not save it from a spreadsheet",
        ) from error
    start = next((line for line in seen if line), "")
    raise UnreadableSource(
        f"{path.name!r} names no columns; it begins {start[:60]!r}",
        "a CSV with a line that begins " + " or ".join(sorted(set(first))),
        "check that it is the file that `suzerain data show` describes",
    )


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """Give the first lines of a file."""
    packed = path.name.lower().endswith(".gz")
    with gzip.open(path) if packed else path.open("rb") as file:
        for line in islice(file, DEEPEST):
            yield line.decode(encoding).removeprefix("\ufeff")
