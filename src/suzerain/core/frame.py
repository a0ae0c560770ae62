"""A result as a data frame, as labelled arrays and as a picture, where those are there.

The libraries are extras: each is imported by the method that needs it, and its absence
is an error that names the extra.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from suzerain.core.errors import SuzerainError
from suzerain.core.notebook import html_table

Row = dict[str, Any]
Arrays = Mapping[str, tuple[tuple[str, ...], Any, str]]
EXTRAS = {
    "polars": "frames",
    "pandas": "frames",
    "xarray": "arrays",
    "matplotlib.pyplot": "plot",
}
MIDDLES = ("median", "value")
FAINT, CLEARER = 0.2, 0.4  # how much of a band covers what is under it
DRAWN = 20  # rows that a notebook or a picture shows


def library(name: str) -> Any:
    """Import an optional library.

    Args:
        name: Its module.

    Raises:
        SuzerainError: If it is not installed; the extra that brings it is named.

    Examples:
        >>> library("json").__name__
        'json'
    """
    try:
        return import_module(name)
    except ImportError as error:
        extra = EXTRAS.get(name, name)
        raise SuzerainError(
            f"{name.partition('.')[0]} is not installed",
            f"the extra {extra!r}",
            f"run `pip install 'suzerain[{extra}]'`",
        ) from error


def flat(record: Mapping[str, Any], lead: str = "") -> Row:
    """Lay a nested record out in one row: names joined by dots, lists as text.

    Args:
        record: What `to_dict` gives; lists of records are left out.
        lead: What stands before every name.

    Examples:
        >>> flat({"id": "a", "p": {"low": 0.1}, "basis": ["x", "y"], "rows": [{}]})
        {'id': 'a', 'p.low': 0.1, 'basis': 'x; y'}
    """
    row: Row = {}
    for name, value in record.items():
        key = f"{lead}{name}"
        if isinstance(value, Mapping):
            row |= flat(value, f"{key}.")
        elif isinstance(value, list | tuple):
            if not any(isinstance(item, Mapping | list | tuple) for item in value):
                row[key] = "; ".join(map(str, value))
        else:
            row[key] = value
    return row


class Framed:
    """Let a result that has `to_dict` draw itself and go into frames and arrays."""

    __slots__ = ()
    _rows_at = ""
    """Where the rows stand in `to_dict`, names joined by dots."""
    _units: Mapping[str, str] = {}
    """Unit of a column, or of all whose last part is so named."""

    def to_rows(self) -> list[Row]:
        """Return one row a thing: plain values, nested names joined by dots."""
        found: Any = self.to_dict()  # type: ignore[attr-defined]
        for name in filter(None, self._rows_at.split(".")):
            found = found[name]
        several = found if isinstance(found, list | tuple) else [found]
        return [flat(row) for row in several]

    @property
    def column_units(self) -> dict[str, str]:
        """The units of the columns that have one."""
        own = self._units
        found = {}
        for head in heads_of(self.to_rows()):
            unit = own.get(head) or own.get(head.rpartition(".")[2])
            if unit:
                found[head] = unit
        return found

    def _title(self) -> str:
        return str(self).partition("\n")[0]

    def _arrays(self) -> tuple[Arrays, Mapping[str, Sequence[Any]]]:
        """Return arrays by name (axes, values, unit), and the labels of the axes."""
        import numpy as np

        rows, units = self.to_rows(), self.column_units
        found = {}
        for head in heads_of(rows):
            column = [row.get(head) for row in rows]
            numeric = all(one is None or is_number(one) for one in column)
            kind = np.float64 if numeric else object
            values = np.array([_known(one, numeric=numeric) for one in column], kind)
            found[head] = (("row",), values, units.get(head, ""))
        return found, {"row": range(len(rows))}

    def to_polars(self) -> Any:
        """Return the rows as a polars DataFrame; `column_units` has their units.

        Raises:
            SuzerainError: If polars is not installed (extra `frames`).
        """
        polars = library("polars")
        rows = self.to_rows()
        columns = {head: [row.get(head) for row in rows] for head in heads_of(rows)}
        return polars.DataFrame(columns, strict=False)

    def to_pandas(self) -> Any:
        """Return the rows as a pandas DataFrame; title and units are in `attrs`.

        Raises:
            SuzerainError: If pandas is not installed (extra `frames`).
        """
        rows = self.to_rows()
        frame = library("pandas").DataFrame(rows, columns=heads_of(rows))
        frame.attrs = {"title": self._title(), "units": self.column_units}
        return frame

    def to_xarray(self) -> Any:
        """Return labelled arrays as an xarray Dataset; units are in their `attrs`.

        Raises:
            SuzerainError: If xarray is not installed (extra `arrays`).
        """
        arrays, labels = self._arrays()
        made = {
            name: (axes, values, {"units": unit} if unit else {})
            for name, (axes, values, unit) in arrays.items()
        }
        coords = {axis: list(known) for axis, known in labels.items()}
        title = {"title": self._title()}
        return library("xarray").Dataset(made, coords=coords, attrs=title)

    def plot(self, axes: Any = None) -> Any:
        """Draw the first rows: medians with their ranges, else one number a row.

        Args:
            axes: Matplotlib axes to draw on; new ones when left out.

        Returns:
            The axes.

        Raises:
            SuzerainError: If matplotlib is not installed (extra `plot`), or the rows
                hold no number.
        """
        axes = library("matplotlib.pyplot").subplots()[1] if axes is None else axes
        rows = self.to_rows()[:DRAWN]
        series = drawn_columns(rows)
        if not series:
            raise SuzerainError(
                f"{type(self).__name__} holds no number to draw",
                "a result with rows of numbers",
                "see `to_rows()`",
            )
        for spot, (name, ends) in enumerate(series):
            shift = (spot + 1) / (len(series) + 1)
            _draw(axes, rows, name, ends, shift)
        axes.set_yticks([k + 1 / 2 for k in range(len(rows))], labels_of(rows))
        axes.invert_yaxis()
        axes.set_title(_plain(self._title()))
        units = {self.column_units.get(ends[len(ends) // 2], "") for _, ends in series}
        axes.set_xlabel(" / ".join(sorted(filter(None, units))))
        if len(series) > 1:
            axes.legend()
        return axes

    def _repr_html_(self) -> str:
        rows = self.to_rows()
        heads = heads_of(rows)
        cells = [[_cell(row.get(head)) for head in heads] for row in rows[:DRAWN]]
        more = len(rows) - DRAWN
        title = self._title() + (f" (and {more} more)" if more > 0 else "")
        return html_table(title, heads, cells)


def draw_bands(axes: Any, bands: Any) -> None:
    """Draw quantiles over time as two bands and a line.

    Args:
        axes: Matplotlib axes.
        bands: The 10th, 25th, 50th, 75th and 90th percentile. Shape `(time, 5)`.
    """
    low, lower, middle, upper, high = bands.T
    times = range(len(bands))
    axes.fill_between(times, low, high, alpha=FAINT, label="10-90 %")
    axes.fill_between(times, lower, upper, alpha=CLEARER, label="25-75 %")
    axes.plot(times, middle, label="median")
    axes.legend()


def heads_of(rows: Sequence[Row]) -> list[str]:
    """Name every column that some row has, in order."""
    return list(dict.fromkeys(head for row in rows for head in row))


def is_number(value: object) -> bool:
    """Say whether a value is a number and no truth."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def drawn_columns(rows: Sequence[Row]) -> list[tuple[str, tuple[str, ...]]]:
    """Find what a picture shows: every low, median and high, else the first number.

    Args:
        rows: Rows of a result.

    Returns:
        Name of each series, and its columns: three for a range, one for a number.

    Examples:
        >>> drawn_columns([{"id": "a", "p.low": 0.1, "p.median": 0.2, "p.high": 0.3}])
        [('p', ('p.low', 'p.median', 'p.high'))]
    """
    heads = heads_of(rows)
    found = []
    for head in heads:
        lead, _, last = head.rpartition(".")
        ends = tuple(f"{lead}.{end}" if lead else end for end in ("low", last, "high"))
        if last in MIDDLES and set(ends) <= set(heads):
            found.append((lead, ends))
    if found:
        return found
    numbers = [h for h in heads if any(is_number(row.get(h)) for row in rows)]
    return [(numbers[0], (numbers[0],))] if numbers else []


def labels_of(rows: Sequence[Row]) -> list[str]:
    """Name each row by its texts, as far as they tell rows apart."""
    heads = heads_of(rows)
    texts = [h for h in heads if all(isinstance(r.get(h), str) for r in rows)]
    for count in range(1, len(texts) + 1):
        names = [" ".join(row[head] for head in texts[:count]) for row in rows]
        if len(set(names)) == len(rows):
            return list(map(_plain, names))
    return [str(number) for number in range(1, len(rows) + 1)]


def _draw(
    axes: Any, rows: Sequence[Row], name: str, ends: tuple[str, ...], shift: float
) -> None:
    spots, middles, lows, highs = [], [], [], []
    for spot, row in enumerate(rows):
        numbers = [float(row[end]) for end in ends if row.get(end) is not None]
        if len(numbers) < len(ends):
            continue
        spots.append(spot + shift)
        middles.append(numbers[len(numbers) // 2])
        lows.append(middles[-1] - numbers[0])
        highs.append(numbers[-1] - middles[-1])
    label = _plain(name)
    axes.errorbar(middles, spots, xerr=[lows, highs], fmt="o", label=label, capsize=3)


def _plain(text: str) -> str:
    """Keep words of a source from being read as formulas."""
    return text.replace("$", r"\$")


def _known(value: Any, *, numeric: bool) -> Any:
    return float("nan") if numeric and value is None else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
