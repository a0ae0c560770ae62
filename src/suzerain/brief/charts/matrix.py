"""Who depends on whom, as a matrix: for more actors than a network can show.

Rows depend on columns. Beyond some twenty nodes a matrix is read better than a network
of nodes and links (Ghoniem, Fekete & Castagliola 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

import numpy as np
from markupsafe import Markup

from suzerain.brief.charts.lettering import fitted
from suzerain.brief.figures import bracketed, percent
from suzerain.brief.finding import Finding, number, say
from suzerain.brief.markup import anchor
from suzerain.brief.results import Results
from suzerain.brief.section import Picture, Table, cell, table
from suzerain.measures.exposure import Array

FOR_NETWORK = 20
WIDE, LABEL, HEAD, SLANT, LINE = 560.0, 132.0, 112.0, 136.0, 5.0
WIDEST, LEAST, FIGURED = 40.0, 11.0, 34.0
TALLEST = 26.0
MOST, LISTED = 36, 40
SHADES, ORDERS = 5, 3
LEGEND = (
    ("shade h2", "loses little"),
    ("shade h4", "loses much"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependents:
    """Medians of dependence of those that depend, or are depended on.

    Args:
        rows: Codes of recipients, the most dependent first.
        columns: Codes of providers, the one most depended on first.
        values: Their dependence, 0 to 1; NaN where unknown. Shape `(row, column)`.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Array

    @property
    def involved(self) -> frozenset[str]:
        """Codes of all of them."""
        return frozenset({*self.rows, *self.columns})


def dependents(results: Results) -> Dependents | None:
    """Find who depends on anybody, and on whom.

    Args:
        results: With dependence.
    """
    grid = results.dependence
    if grid is None:
        return None
    values = _medians(grid.values)
    known = np.nan_to_num(values)
    rows = [k for k in np.argsort(-known.sum(axis=1), kind="stable") if known[k].any()]
    columns = [
        k for k in np.argsort(-known.sum(axis=0), kind="stable") if known[:, k].any()
    ]
    if not rows:
        return None
    return Dependents(
        rows=tuple(grid.labels[0][k] for k in rows),
        columns=tuple(grid.labels[1][k] for k in columns),
        values=values[np.ix_(rows, columns)],
    )


def matrix(results: Results, shown: Sequence[str] = ()) -> Picture | None:
    """Draw dependence of all on all, where a network would leave some out.

    Args:
        results: With dependence.
        shown: Codes of those whom a network shows already.

    Returns:
        The picture, or None when nobody depends on anybody else.
    """
    found = dependents(results)
    if found is None or found.involved <= set(shown):
        return None
    return Picture(
        id="matrix",
        title=cell("Who would lose how much by whom"),
        reading=_reading(results, found),
        svg=_drawn(results, found),
        legend=LEGEND,
        table=_table(results, found),
    )


def is_crowded(results: Results) -> bool:
    """Say whether there are more actors than a network shows well."""
    found = dependents(results)
    return found is not None and len(found.involved) > FOR_NETWORK


def _medians(values: Array) -> Array:
    """Medians over worlds; only cells that are above nought somewhere are sorted."""
    found = np.where(np.isnan(values[0]), np.nan, 0.0)
    rows, columns = np.nonzero((values > 0).any(axis=0))
    found[rows, columns] = np.nanmedian(values[:, rows, columns], axis=0)
    return found


def _ranked(found: Dependents) -> list[tuple[int, int]]:
    """Places of the largest cells, largest first."""
    known = np.nan_to_num(found.values)
    order = np.argsort(-known, axis=None, kind="stable")[:LISTED]
    spots = [divmod(int(k), known.shape[1]) for k in order]
    return [spot for spot in spots if known[spot] > 0]


def _ref(found: Dependents, spot: tuple[int, int]) -> str:
    return f"dependence.{found.rows[spot[0]]}.{found.columns[spot[1]]}"


def _reading(results: Results, found: Dependents) -> Finding:
    spot = _ranked(found)[0]
    cut = max(len(found.rows), len(found.columns)) > MOST
    return say(
        "matrix.reading",
        "The stronger a square, the more of its welfare the one in the row "
        "would lose if the one in the column cut it off. The largest loss is that of ",
        results.name(found.rows[spot[0]]),
        " by ",
        results.name(found.columns[spot[1]]),
        ", ",
        number(_ref(found, spot), percent(float(found.values[spot]))),
        ". Those with the largest losses and the largest hold are drawn." * cut or ".",
    )


def _drawn(results: Results, found: Dependents) -> Markup:
    rows, columns = found.rows[:MOST], found.columns[:MOST]
    across = min(max((WIDE - LABEL) / len(columns), LEAST), WIDEST)
    down = min(across, TALLEST)
    values = np.nan_to_num(found.values[: len(rows), : len(columns)])
    width = max(WIDE, LABEL + across * len(columns) + SLANT * 0.6)
    parts = [_names(results, rows, columns, across, down)]
    parts += _squares(values, across, down)
    linked = [(r, c) for r, c in _ranked(found) if r < len(rows) and c < len(columns)]
    parts += [_link(found, spot, across, down) for spot in linked]
    return Markup(
        '<div class="wide-picture" tabindex="0" role="region" '
        'aria-label="Who would lose how much by whom">'
        '<svg class="matrix{}" role="group" viewBox="0 0 {:g} {:g}" aria-label="Matrix '
        'of dependence, told again in the table below">{}</svg></div>'
    ).format(
        " figured" if across >= FIGURED else "",
        round(width),
        round(HEAD + down * len(rows) + 6),
        Markup("").join(parts),
    )


def _names(
    results: Results,
    rows: Sequence[str],
    columns: Sequence[str],
    across: float,
    down: float,
) -> Markup:
    text = Markup(
        '<text class="given{}" x="{:g}" y="{:.1f}" text-anchor="end">{}</text>'
    )
    small = " small" if down < WIDEST / 2 else ""
    parts = [
        text.format(
            small,
            LABEL - 8,
            HEAD + down * (k + 1 / 2) + 4.5,
            fitted(results.word_for(code), LABEL - 8),
        )
        for k, code in enumerate(rows)
    ]
    slanted = Markup(
        '<g transform="translate({:.1f} {:g}) rotate(-50)"><text class="given{}">{}'
        "</text></g>"
    )
    parts += [
        slanted.format(
            LABEL + across * (k + 1 / 2) + 3,
            HEAD - 6,
            small,
            fitted(results.word_for(code), SLANT),
        )
        for k, code in enumerate(columns)
    ]
    far = LABEL + across * len(columns)
    lines = "".join(
        f"M{LABEL:g} {HEAD + down * k:.1f}H{far:.1f}" for k in range(len(rows) + 1)
    )
    return Markup("").join(
        [Markup('<path class="rule" d="{}"/>').format(lines), *parts]
    )


def _squares(values: Array, across: float, down: float) -> list[Markup]:
    """One path for all squares of a shade.

    Shades, and sizes where no figure stands in the cell, go with the logarithm of the
    loss, since losses are of very different orders.
    """
    largest, is_figured = float(values.max()), across >= FIGURED
    paths: dict[int, list[str]] = {}
    for r, c in zip(*np.nonzero(values > 0), strict=True):
        part = max(1 + log10(float(values[r, c]) / largest) / ORDERS, 0.1)
        shade = min(int(part * SHADES) + 1, SHADES)
        grown = 1.0 if is_figured else part
        wide, tall = ((side - 2) * grown for side in (across, down))
        x = LABEL + across * (c + 1 / 2) - wide / 2
        y = HEAD + down * (r + 1 / 2) - tall / 2
        box = f"M{x:.1f} {y:.1f}h{wide:.1f}v{tall:.1f}h-{wide:.1f}z"
        paths.setdefault(shade, []).append(box)
    return [
        Markup('<path class="heat h{}" d="{}"/>').format(shade, "".join(boxes))
        for shade, boxes in sorted(paths.items())
    ]


def _link(
    found: Dependents, spot: tuple[int, int], across: float, down: float
) -> Markup:
    """What leads from a cell to its trace, with its figure where there is room."""
    ref, value = _ref(found, spot), percent(float(found.values[spot]))
    x, y = LABEL + across * spot[1], HEAD + down * spot[0]
    text = Markup("")
    if across >= FIGURED:
        text = Markup(
            '<text class="small" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>'
        ).format(x + across / 2, y + down / 2 + 4, value.removesuffix(" %"))
    return Markup(
        '<a class="n cell" data-ref="{}" href="#why-{}" aria-label="{}"><rect '
        'x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>{}</a>'
    ).format(ref, anchor(ref), value, x, y, across, down, text)


def _table(results: Results, found: Dependents) -> Table:
    grid = results.dependence
    rows = []
    for spot in _ranked(found):
        row, column = found.rows[spot[0]], found.columns[spot[1]]
        estimate = grid[row, column].to_dict() if grid else {}
        rows.append(
            (
                cell(results.listed(row)),
                cell(results.listed(column)),
                cell(number(_ref(found, spot), bracketed(estimate))),
            )
        )
    return table(
        "matrix.table",
        "Loss of welfare after a full cut, in the long run; the largest losses",
        ("Depends", "On", "Would lose (range)"),
        rows,
    )
