"""Acts, statements and denials in lanes by actor, dated ones at their date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from suzerain.brief.charts.lanes import LanePlan, Placed, lay
from suzerain.brief.charts.legend import shape
from suzerain.brief.charts.lettering import folded
from suzerain.brief.chronicle import MOST, Told, chronicle, years
from suzerain.brief.finding import Finding, Name, Piece, Pieces, number, say
from suzerain.brief.markup import anchor
from suzerain.brief.results import Results
from suzerain.brief.section import Picture, Table, cell, table

WIDE, LABEL, TOP, AXIS = 560.0, 118.0, 22.0, 24.0
LINE, WORDS = 16.0, 3
LANES, DENIERS = 10, 3
LOOKS = {"act": ("square", "a"), "statement": ("circle", "c"), "denial": ("cross", "b")}
LEGEND = (
    ("square a", "act"),
    ("circle c", "statement"),
    ("cross b", "denial or disclaimer"),
)
OTHERS = "others"


def timeline(results: Results) -> Picture | None:
    """Draw who did, said and denied what, and when as far as sources say so.

    Args:
        results: The case.

    Returns:
        The picture, or None when sources tell of no act, statement or denial.
    """
    told = chronicle(results)
    if not told:
        return None
    is_dated = any(one.time for one in told)
    return Picture(
        id="timeline",
        title=cell(
            "Acts, statements and denials" + ("" if is_dated else ", as they are told")
        ),
        reading=_reading(results, told),
        svg=_drawn(results, told[:MOST]),
        legend=LEGEND,
        table=_table(results, told[:MOST]),
    )


def lanes(results: Results, told: Sequence[Told]) -> list[str]:
    """Name the lanes: members, the patron, then those who did or said most."""
    counts = Counter(one.actor for one in told)
    first = [code for code in (*results.members, results.patron) if code in counts]
    ranked = sorted(counts, key=lambda code: -counts[code])
    named = list(dict.fromkeys([*first, *ranked]))
    return named if len(named) <= LANES else [*named[: LANES - 1], OTHERS]


def _reading(results: Results, told: Sequence[Told]) -> Finding:
    counts = Counter(one.kind for one in told)
    pieces: list[Piece | Pieces] = ["The sources tell of "]
    known = [kind for kind in LOOKS if counts[kind]]
    for k, kind in enumerate(known):
        words = f"{counts[kind]} {kind}{'s' if counts[kind] > 1 else ''}"
        joint = "" if not k else (" and " if k == len(known) - 1 else ", ")
        pieces += [joint, number(f"count.{kind}s", words)]
    deniers = list(dict.fromkeys(one.actor for one in told if one.kind == "denial"))
    if deniers:
        verb = " denies" if len(deniers) == 1 else " deny"
        pieces += ["; ", results.pair(deniers[:DENIERS]), verb]
    pieces.append(_undated(told))
    if len(told) > MOST:
        pieces.append(" Only the first of them are drawn.")
    return say("timeline.reading", *pieces)


def _undated(told: Sequence[Told]) -> str:
    loose = sum(not one.time for one in told)
    if not loose:
        return ". Each stands at its date; a line shows how exact that is."
    if loose == len(told):
        return (
            ". None is dated: they stand in the order in which the sources tell them, "
            "which is no order in time."
        )
    return (
        ". Those with a date stand at it, with a line that shows how exact it is; the "
        "others follow on the right in the order in which the sources tell them."
    )


def _drawn(results: Results, told: Sequence[Told]) -> Markup:
    rows = lanes(results, told)
    places = {code: k for k, code in enumerate(rows)}
    laid = lay(
        [(places.get(one.actor, len(rows) - 1), years(one.time)) for one in told],
        len(rows),
        left=LABEL,
        right=WIDE - 4,
        top=TOP if any(one.time for one in told) else 2.0,
    )
    floor = laid.tops[-1]
    tall = floor + (AXIS if laid.ticks else 4) + LINE * WORDS + 8
    return Markup(
        '<div class="wide-picture" tabindex="0" role="region" '
        'aria-label="Acts, statements and denials">'
        '<svg class="timeline" role="group" viewBox="0 0 {:g} {:g}" aria-label="Marks '
        'by actor, told again in the table below">{}{}{}{}</svg></div>'
    ).format(
        WIDE,
        round(tall),
        _frame(results, rows, laid),
        Markup('<text class="soft hint" x="{:g}" y="{:g}">{}</text>').format(
            LABEL, tall - LINE * WORDS, "Point at a mark for its words."
        ),
        Markup("").join(
            _mark(results, told[placed.spot], placed, tall) for placed in laid.marks
        ),
        _scale(laid, floor),
    )


def _frame(results: Results, rows: Sequence[str], laid: LanePlan) -> Markup:
    parts = []
    for k, code in enumerate(rows):
        name = OTHERS if code == OTHERS else results.word_for(code)
        top, low = laid.tops[k : k + 2]
        names = folded(name, LABEL - 12, max(int((low - top) // LINE), 1))
        first = (top + low) / 2 - (LINE - 2) * (len(names) - 1) / 2 + 4.5
        parts.append(Markup('<path class="rule" d="M0 {:g}H{:g}"/>').format(top, WIDE))
        parts += [
            Markup('<text class="given" y="{:g}">{}</text>').format(
                first + (LINE - 2) * n, words
            )
            for n, words in enumerate(names)
        ]
    if laid.undated is not None and laid.ticks:
        look = Markup('<text class="soft" x="{:g}" y="{:g}">{}</text>')
        words = "no date given, in the order told"
        parts.append(look.format(laid.undated + 3, TOP - 8, words))
        parts.append(
            Markup('<path class="base" d="M{:g} {:g}V{:g}"/>').format(
                laid.undated, TOP, laid.tops[-1]
            )
        )
    return Markup("").join(parts)


def _scale(laid: LanePlan, floor: float) -> Markup:
    return Markup("").join(
        Markup(
            '<path class="rule" d="M{0:.1f} {1:g}v5"/><text class="given soft" '
            'x="{0:.1f}" y="{2:g}" text-anchor="middle">{3}</text>'
        ).format(x, floor, floor + 18, words)
        for x, words in laid.ticks
    )


def _mark(results: Results, one: Told, placed: Placed, tall: float) -> Markup:
    """A mark that leads to its sentence, with the words shown when it is pointed at."""
    kind, tone = LOOKS[one.kind]
    claim = results.claims[one.claims[0]]
    who = f"{results.word_for(one.actor)}, {one.kind}{', ' * bool(one.time)}{one.time}:"
    lines = (who, *folded(f"“{claim.quote}”", WIDE - LABEL - 8, WORDS - 1))
    words = Markup("").join(
        Markup('<tspan x="{:g}" y="{:g}">{}</tspan>').format(
            LABEL, tall - LINE * (WORDS - n), line
        )
        for n, line in enumerate(lines)
    )
    span = ""
    if placed.right - placed.left > 1:
        span = Markup('<path class="stroke {}" d="M{:.1f} {:g}H{:.1f}"/>').format(
            tone, placed.left, placed.y, placed.right
        )
    return Markup(
        '<a class="say" data-claim="{}" href="#why-{}">{}{}<text class="given words">{}'
        "</text></a>"
    ).format(
        claim.id,
        anchor(claim.id),
        span,
        shape(kind, tone, round(placed.x, 1), round(placed.y, 1)),
        words,
    )


def _table(results: Results, told: Sequence[Told]) -> Table:
    rows = []
    for one in told:
        quote = results.quote(one.claims[0])
        quote = replace(quote, speaker="") if quote else None
        rows.append(
            (
                cell(Name(text=one.time)) if one.time else cell("no date"),
                cell(results.listed(one.actor)),
                cell(one.kind),
                cell(quote) if quote else cell(""),
            )
        )
    return table(
        "timeline.table",
        "Who did, said or denied what, in the words of the source; dated ones first",
        ("When", "Who", "What it is", "In the words of the source"),
        rows,
        key="quotes",
    )
