"""Who gives what to whom, as wide as it is worth to the taker: a Sankey diagram."""

from __future__ import annotations

from markupsafe import Markup

from suzerain.brief.charts.flows import Stream, StreamEnd, StreamPlan, plan
from suzerain.brief.charts.lettering import fitted, folded
from suzerain.brief.exchanged import exchange_ref, whole, worthy
from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, Piece, Pieces, number, say
from suzerain.brief.markup import anchor
from suzerain.brief.results import Record, Results, good
from suzerain.brief.section import Picture, Table, cell, table
from suzerain.core.codes import good_name

WIDE = 560.0
BAR, SIDE, MIDDLE, BOX = 12.0, 92.0, 168.0, 36.0
TOP, BOTTOM, LINE = 8.0, 8.0, 15.0
MOST, BOLD = 16, 1.15  # bold letters are wider
LEGEND = (
    ("flow a", "given even if consent is refused"),
    ("taken", "given with consent only"),
)
WIDTHS = (
    "Streams are as wide as what they bring their taker, in parts of its own welfare, "
    "on average over all worlds. "
)
HEADS = {
    "with_consent": "With consent",
    "without_consent": "If refused",
    "without_patron": "If nobody watched",
}


def exchange(results: Results) -> Picture | None:
    """Draw what each member gives the others, and what is left of it if refused.

    Args:
        results: With a solution and its exchange.

    Returns:
        The picture, or None when nothing changes hands.
    """
    found = results.exchange
    terms = worthy(found)
    if found is None or not terms:
        return None
    asked = bool(found["patron"])
    return Picture(
        id="exchange",
        title=cell("What changes hands, and what it is worth"),
        reading=_reading(results, terms, asked=asked),
        svg=_drawn(results, terms[:MOST], asked=asked),
        legend=LEGEND if asked else (("flow a", "given"),),
        table=_terms_table(results, terms),
        more=(_balance(results, found),),
    )


def _kept(term: Record) -> float:
    """What is given either way."""
    worth = term["worth"]
    either = min(worth["with_consent"], worth.get("without_consent", whole(term)))
    return float(max(0.0, either))


def _reading(results: Results, terms: list[Record], *, asked: bool) -> Finding:
    first = terms[0]
    ref, worth = exchange_ref(first), first["worth"]
    pieces: list[Piece | Pieces] = [
        WIDTHS,
        "The widest is ",
        good(first["good"]),
        " from ",
        results.name(first["giver"]),
        " to ",
        results.name(first["taker"]),
        ": ",
        number(ref, percent(worth["with_consent"])),
    ]
    if asked:
        refused = number(ref, percent(worth["without_consent"]))
        pieces += [" with consent, ", refused, " if it is refused"]
        pieces.append("; figures in the picture read likewise, from one to the other")
    return say("exchange.reading", *pieces, ".")


def _drawn(results: Results, terms: list[Record], *, asked: bool) -> Markup:
    # The pact's own order, so that ties are broken by it and not by names.
    order = [term.id for term in results.case.pact.terms] if results.case.pact else []
    terms = sorted(terms, key=lambda t: order.index(t["id"]) if t["id"] in order else 0)
    laid = plan(
        [(term["giver"], term["taker"], whole(term)) for term in terms], top=TOP
    )
    streams = [(stream, terms[stream.spot]) for stream in laid.streams]
    return Markup(
        '<div class="wide-picture" tabindex="0" role="region" '
        'aria-label="What changes hands">'
        '<svg class="exchange" role="group" viewBox="0 0 {:g} {:g}" '
        'aria-label="Streams of what is given, told again in the table below">'
        "{}{}{}</svg></div>"
    ).format(
        WIDE,
        round(laid.tall + BOTTOM),
        Markup("").join(_stream(stream, term) for stream, term in streams),
        _bars(results, laid),
        Markup("").join(_named(stream, term, asked=asked) for stream, term in streams),
    )


def _stream(stream: Stream, term: Record) -> Markup:
    """The part that is given either way, and the rest of it beneath."""
    part = _kept(term) / whole(term)
    kept, rest = stream.drawn * part, stream.drawn * (1 - part)
    top = stream.middle - stream.drawn / 2
    first = _path("flow a", (stream.left, top, stream.right), kept)
    if rest < 0.05:
        return first
    places = (stream.left + kept, top + kept, stream.right + kept)
    return first + _path("taken", places, rest)


def _path(look: str, tops: tuple[float, float, float], tall: float) -> Markup:
    x0, x3 = SIDE + BAR, WIDE - SIDE - BAR
    x1, x2 = (WIDE - MIDDLE) / 2, (WIDE + MIDDLE) / 2
    a, b, c = tops
    one, two = (x0 + x1) / 2, (x2 + x3) / 2
    d, e, f = a + tall, b + tall, c + tall
    return Markup('<path class="{}" d="{}"/>').format(
        look,
        f"M{x0:g} {a:.1f}C{one:g} {a:.1f} {one:g} {b:.1f} {x1:g} {b:.1f}H{x2:g}"
        f"C{two:g} {b:.1f} {two:g} {c:.1f} {x3:g} {c:.1f}V{f:.1f}"
        f"C{two:g} {f:.1f} {two:g} {e:.1f} {x2:g} {e:.1f}H{x1:g}"
        f"C{one:g} {e:.1f} {one:g} {d:.1f} {x0:g} {d:.1f}z",
    )


def _named(stream: Stream, term: Record, *, asked: bool) -> Markup:
    worth, left = term["worth"], (WIDE - MIDDLE) / 2
    figures = percent(worth["with_consent"])
    if asked:
        figures += f" → {percent(worth['without_consent'])}"
    ref = exchange_ref(term)
    return Markup(
        '<g><rect class="plate" x="{:g}" y="{:.1f}" width="{:g}" height="{:g}" rx="6"/>'
        '<text class="given" x="{:g}" y="{:.1f}" text-anchor="middle">{}</text>'
        '<a class="n edge" data-ref="{}" href="#why-{}"><text x="{:g}" y="{:.1f}" '
        'text-anchor="middle">{}</text></a></g>'
    ).format(
        left,
        stream.middle - BOX / 2,
        MIDDLE,
        BOX,
        WIDE / 2,
        stream.middle - 3.5,
        fitted(good_name(term["good"]), MIDDLE - 12),
        ref,
        anchor(ref),
        WIDE / 2,
        stream.middle + 12,
        figures,
    )


def _bars(results: Results, laid: StreamPlan) -> Markup:
    drawn = [_bar(results, bar, SIDE, SIDE - 8, "end") for bar in laid.givers]
    right = WIDE - SIDE - BAR
    drawn += [
        _bar(results, bar, right, right + BAR + 8, "start") for bar in laid.takers
    ]
    return Markup("").join(drawn)


def _bar(results: Results, bar: StreamEnd, x: float, text: float, side: str) -> Markup:
    lines = folded(results.word_for(bar.name), (SIDE - 10) / BOLD)
    first = bar.top + bar.tall / 2 - LINE * (len(lines) - 1) / 2 + 4.5
    words = Markup("").join(
        Markup(
            '<text class="given" x="{:g}" y="{:.1f}" text-anchor="{}">{}</text>'
        ).format(text, first + LINE * k, side, line)
        for k, line in enumerate(lines)
    )
    return Markup(
        '<g class="ends"><rect x="{:g}" y="{:.1f}" width="{:g}" height="{:.1f}"/>{}</g>'
    ).format(x, bar.top, BAR, max(bar.tall, 1), words)


def _terms_table(results: Results, terms: list[Record]) -> Table:
    names = [name for name in HEADS if name in terms[0]["worth"]]
    rows = []
    for term in terms:
        ref = exchange_ref(term)
        rows.append(
            (
                cell(results.listed(term["giver"])),
                cell(results.listed(term["taker"])),
                cell(good(term["good"])),
                *(cell(number(ref, percent(term["worth"][name]))) for name in names),
                cell(number(ref, percent(term["cost"]["with_consent"]))),
            )
        )
    heads = [HEADS[name] for name in names] if len(names) > 1 else ["Worth"]
    return table(
        "exchange.table",
        "What each term is worth to its taker, in parts of its welfare, and what it "
        "costs its giver, in parts of the giver's; means over all worlds",
        ("Giver", "Taker", "What", *heads, "Cost to the giver"),
        rows,
        key="wide",
    )


def _balance(results: Results, found: Record) -> Table:
    rows = []
    for member, sums in found["members"].items():
        ref = f"solve.exchange.{member}"
        for name, words in HEADS.items():
            if name not in sums["net"]:
                continue
            single = len(sums["net"]) == 1
            rows.append(
                (
                    cell(results.listed(member)),
                    cell("as solved" if single else words),
                    *(
                        cell(number(ref, percent(sums[side][name])))
                        for side in ("gets", "gives", "net")
                    ),
                )
            )
    return table(
        "exchange.balance",
        "What each member gets, what its own part costs it, and what is left",
        ("Member", "Situation", "Gets", "Costs it", "Left"),
        rows,
        key="wide",
    )
