"""Explanations in rows, evidence in columns: what each item speaks for and against.

The grid of an analysis of competing hypotheses (Heuer 1999), turned so that one
explanation is read along its row; marks are factors on its odds, not ticks.
"""

from __future__ import annotations

from math import log2

from markupsafe import Markup

from suzerain.brief.charts.lettering import fitted, folded
from suzerain.brief.figures import percent, plain, plain_range
from suzerain.brief.finding import Finding, Piece, Pieces, number, say
from suzerain.brief.labels import row_words, sort_words
from suzerain.brief.markup import anchor
from suzerain.brief.results import Record, weighed_items
from suzerain.brief.section import Picture, Table, cell, table

LABEL, COLUMN, ROW, SHARE = 150.0, 30.0, 34.0, 96.0
HEAD, LINE, SLANT = 146.0, 15.0, 182.0
MOST = 16
SAYS, LEAST, LARGEST = 0.04, 3.2, 11.0  # halvings; half widths of a mark
LEGEND = (
    ("square a", "speaks for it"),
    ("rhomb b", "speaks against it"),
    ("open a", "hollow: its range holds both"),
    ("hollow c", "says next to nothing"),
)
GRID_SHAPES = {
    "for": '<path class="{look} a" d="M{x:g} {y:g}m-{s:g} -{s:g}h{w:g}v{w:g}'
    'h-{w:g}z"/>',
    "against": '<path class="{look} b" d="M{x:g} {y:g}m0 -{t:g} {t:g} {t:g} -{t:g} '
    '{t:g} -{t:g} -{t:g}z"/>',
    "neither": '<circle class="mark ring c" cx="{x:g}" cy="{y:g}" r="{s:g}"/>',
}


def grid(weighing: Record) -> Picture | None:
    """Draw which way each item of evidence speaks, and how strongly.

    Args:
        weighing: One contested question, weighed.

    Returns:
        The picture, or None without evidence that was weighed row by row.
    """
    items = telling(weighing)
    if not items:
        return None
    contest = weighing["contest"]
    return Picture(
        id=f"grid.{contest}",
        title=cell("Which way the evidence speaks"),
        reading=_reading(weighing, items),
        svg=_drawn(weighing, items[:MOST]),
        legend=LEGEND,
        table=_table(weighing, items),
    )


def telling(weighing: Record) -> list[tuple[int, Record]]:
    """Items with a factor for each explanation, numbered, the most telling first."""
    items = enumerate(weighed_items(weighing), start=1)
    known = [(k, item) for k, item in items if item.get("ratios")]
    return sorted(known, key=lambda one: -abs(one[1].get("bits", 0.0)))


def way(ratio: Record) -> str:
    """Tell whether a factor on the odds speaks for, against, or says next to nothing.

    Examples:
        >>> way({"low": 0.9, "median": 1.3, "high": 1.8})
        'for'
    """
    if abs(log2(ratio["median"])) < SAYS:
        return "neither"
    return "for" if ratio["median"] > 1 else "against"


def is_sure(ratio: Record) -> bool:
    """Say whether a factor lies on one side of one over its whole range."""
    return bool(ratio["low"] >= 1 or ratio["high"] <= 1)


def item_words(item: Record) -> str:
    """Name an item; the absence of a report by what was not reported."""
    words = sort_words(item["sort"])
    return f"no report of {words}" if item.get("absent") else words


def _reading(weighing: Record, items: list[tuple[int, Record]]) -> Finding:
    contest = weighing["contest"]
    rows = [row["name"] for row in weighing["hypotheses"]]
    k, item = items[0]
    most = max(rows, key=lambda row: abs(log2(item["ratios"][row]["median"])))
    factor = item["ratios"][most]["median"]
    pieces: list[Piece | Pieces] = [
        "The larger a mark, the more an item changes the odds of an explanation. ",
        "Most telling: ",
        number(f"weigh.{contest}.item{k}", item_words(item), quiet=True),
        ", which speaks most ",
        "for" if factor > 1 else "against",
        f" “{row_words(most)}” (factor ",
        number(f"weigh.{contest}.item{k}", plain(round(factor, 2))),
        ").",
    ]
    ratios = [one["ratios"][row]["median"] for _, one in items for row in rows]
    if all(1 / 2 < ratio < 2 for ratio in ratios):
        pieces.append(" No item doubles or halves the odds of any.")
    return say(f"grid.{contest}.reading", *pieces)


def _drawn(weighing: Record, items: list[tuple[int, Record]]) -> Markup:
    rows = weighing["hypotheses"]
    strong = max(
        (abs(log2(i["ratios"][r["name"]]["median"])) for _, i in items for r in rows),
        default=0.0,
    )
    wide = LABEL + COLUMN * len(items) + SHARE
    # Names of columns slant to the right, beyond the last of them.
    full = max(wide, LABEL + COLUMN * len(items) + SLANT * 0.72)
    tall = HEAD + ROW * len(rows) + 4
    lines = [_line(weighing, row, k, wide) for k, row in enumerate(rows)]
    columns = [_column(weighing, rows, one, k, strong) for k, one in enumerate(items)]
    heads = Markup(
        '<text class="soft" x="{:g}" y="{:g}" text-anchor="end">before → after</text>'
    ).format(wide, tall - 4 - ROW * len(rows) - 8)
    return Markup(
        '<div class="wide-picture" tabindex="0" role="region" '
        'aria-label="Which way the evidence speaks">'
        '<svg class="evidence-grid" role="group" viewBox="0 0 {:g} {:g}" '
        'aria-label="Grid of explanations and evidence, told again in the table '
        'below">{}{}{}</svg></div>'
    ).format(full, tall, Markup("").join(lines), Markup("").join(columns), heads)


def _line(weighing: Record, row: Record, k: int, wide: float) -> Markup:
    """A row: its rule, its name, and its belief before and after."""
    top, ref = HEAD + ROW * k, f"weigh.{weighing['contest']}.{row['name']}"
    names = folded(row_words(row["name"]), LABEL - 10)
    first = top + ROW / 2 - LINE * (len(names) - 1) / 2 + 4.5
    words = Markup("").join(
        Markup('<text class="given" y="{:g}">{}</text>').format(first + LINE * n, name)
        for n, name in enumerate(names)
    )
    before, after = (percent(row[one]["median"]) for one in ("prior", "posterior"))
    return Markup(
        '<path class="rule" d="M0 {:g}H{:g}"/>{}'
        '<a class="n" data-ref="{}" href="#why-{}"><text x="{:g}" y="{:g}" '
        'text-anchor="end">{} → {}</text></a>'
    ).format(
        top, wide, words, ref, anchor(ref), wide, top + ROW / 2 + 4.5, before, after
    )


def _column(
    weighing: Record,
    rows: list[Record],
    numbered: tuple[int, Record],
    k: int,
    strong: float,
) -> Markup:
    at, item = numbered
    x, ref = LABEL + COLUMN * (k + 1 / 2), f"weigh.{weighing['contest']}.item{at}"
    marks = Markup("").join(
        _mark(item["ratios"][row["name"]], x, HEAD + ROW * (n + 1 / 2), strong)
        for n, row in enumerate(rows)
    )
    return Markup(
        '<a class="n" data-ref="{}" href="#why-{}"><g transform="translate({:g} {:g}) '
        'rotate(-50)"><text>{}</text></g>{}</a>'
    ).format(ref, anchor(ref), x + 3, HEAD - 6, fitted(item_words(item), SLANT), marks)


def _mark(ratio: Record, x: float, y: float, strong: float) -> Markup:
    """A mark whose area grows with how far the factor is from one."""
    part = min(abs(log2(ratio["median"])) / strong, 1.0) if strong else 0.0
    kind = way(ratio)
    size = LEAST if kind == "neither" else LEAST + (LARGEST - LEAST) * part**0.5
    return Markup(GRID_SHAPES[kind]).format(  # noqa: S704 - our own shapes
        look="mark" if is_sure(ratio) else "mark ring",
        x=x,
        y=y,
        s=round(size, 1),
        w=round(2 * size, 1),
        t=round(size * 1.25, 1),
    )


def _table(weighing: Record, items: list[tuple[int, Record]]) -> Table:
    contest = weighing["contest"]
    rows = [row["name"] for row in weighing["hypotheses"]]
    lines = []
    for k, item in items:
        ref = f"weigh.{contest}.item{k}"
        spans = (item["ratios"][row] for row in rows)
        lines.append(
            (
                cell(number(ref, item_words(item))),
                *(
                    cell(number(ref, plain_range(s["low"], s["high"]), quiet=True))
                    for s in spans
                ),
            )
        )
    return table(
        f"grid.{contest}.table",
        "The factor by which each item changes the odds of each explanation; one would "
        "be no change",
        ("Evidence", *map(row_words, rows)),
        lines,
        key="wide",
    )
