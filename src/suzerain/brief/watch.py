"""What an answer hangs on, what to watch, and what would turn it over."""

from __future__ import annotations

from suzerain.brief.bottom import asked
from suzerain.brief.figures import percent, plain, points
from suzerain.brief.finding import Finding, Name, Piece, Pieces, number, say
from suzerain.brief.labels import row_words, sort_words
from suzerain.brief.markup import shortened
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Table, cell, table

MOST = 6


def turning(results: Results, weighing: Record) -> Finding | None:
    """Say what to watch, and what one more item of it would turn over."""
    watched = weighing.get("indicators", ())
    border = next((t for t in weighing.get("turning", ()) if t["kind"] == "half"), None)
    if not watched and not border:
        return None
    ref, pieces = _ref(weighing), list[Piece | Pieces]()
    if watched:
        first = watched[0]
        pieces += [
            "To learn whether ",
            _asks(results, weighing),
            ", look first for ",
            number(ref, sort_words(first["name"]), quiet=True),
            ": found, it brings the belief to ",
            number(ref, percent(first["if_shown"])),
            ", looked for in vain to ",
            number(ref, percent(first["if_not_shown"])),
            ". ",
        ]
    if border:
        pieces += [*_border(results, weighing, border)]
    return say(f"turning.{weighing['contest']}", *pieces)


def _border(results: Results, weighing: Record, border: Record) -> Pieces:
    """Say which single item would make the likelier answer the unlikelier one."""
    ref = _ref(weighing)
    over = [sort_words(sort) for sort in border["reached_by"]]
    under = [_named(results, name) for name in border["falls_without"]]
    pieces: list[Piece] = []
    if over:
        pieces += [
            "One more item would turn the answer over, if it were ",
            number(ref, " or ".join(over), quiet=True),
            ". ",
        ]
    else:
        pieces.append("No single further item would turn the answer over. ")
    if under:
        pieces += [
            "It would be turned already without ",
            Name(text=" or without ".join(under)),
            ".",
        ]
    return (*pieces[:-1], _ended(pieces[-1]))


def _ended(piece: Piece) -> Piece:
    return piece.rstrip() if isinstance(piece, str) else piece


def linchpins(results: Results, weighing: Record) -> Table | None:
    """What the answer hangs on: each item left out in turn."""
    shifts = weighing.get("linchpins", ())[:MOST]
    ref = _ref(weighing)
    rows = [
        (
            cell(Name(text=_named(results, shift["name"]))),
            cell(number(ref, percent(shift["median"]))),
            cell(number(ref, points(shift["change"]))),
        )
        for shift in shifts
    ]
    if not rows:
        return None
    return table(
        f"linchpins.{weighing['contest']}",
        "What the answer hangs on: the belief if one thing were left out",
        ("Without", cell("Belief that ", _asks(results, weighing)), "Change in points"),
        rows,
    )


def indicators(results: Results, weighing: Record) -> Table | None:
    """What to watch: what each kind of evidence would change, and teach."""
    ref = _ref(weighing)
    watched = weighing.get("indicators", ())[:MOST]
    rows: list[tuple[Pieces, ...]] = [
        (
            cell(number(ref, sort_words(one["name"]), quiet=True)),
            cell(number(ref, percent(one["chance"]["median"]))),
            cell(number(ref, percent(one["if_shown"]))),
            cell(number(ref, percent(one["if_not_shown"]))),
            cell(number(ref, percent(one["changes_leader"]))),
            cell(number(ref, plain(one["bits"]["median"]))),
        )
        for one in watched
    ]
    heads: tuple[str | Pieces, ...] = (
        "Watch for",
        "Chance that sources show it",
        cell("Belief that ", _asks(results, weighing), " if shown"),
        "If looked for in vain",
        "Chance that another explanation leads then",
        "What a look is worth (bits)",
    )
    if not watched:
        heads = ("If this came to light", "Belief then", "Change in points")
        rows = [_new(ref, shift) for shift in weighing.get("would_change", ())[:MOST]]
    if not rows:
        return None
    return table(
        f"watch.{weighing['contest']}",
        "What to watch, and what it would change: what teaches most comes first",
        heads,
        rows,
        key="wide",
    )


def _new(ref: str, shift: Record) -> tuple[Pieces, ...]:
    return (
        cell(number(ref, sort_words(shift["name"]), quiet=True)),
        cell(number(ref, percent(shift["median"]))),
        cell(number(ref, points(shift["change"]))),
    )


def _ref(weighing: Record) -> str:
    return f"weigh.{weighing['contest']}.{weighing.get('asks', 'knew')}"


def _asks(results: Results, weighing: Record) -> Name:
    """What is asked, as a clause: "China knew", or the words of its first row."""
    asks = weighing.get("asks", "knew")
    if asks == "knew":
        return Name(text=f"{results.phrase(asked(results, weighing))} knew")
    return Name(text=row_words(asks))


def _named(results: Results, name: str) -> str:
    """Name a kind of evidence, or an origin, for a reader."""
    origin, placed, document = name.rpartition(" in ")
    titles = {d.id: d.title or d.name for d in results.case.documents}
    if placed and document in titles:
        who = "the author" if origin == "author" else results.word_for(origin)
        return f"all that {who} says in “{shortened(titles[document])}”"
    absent = name.removeprefix("no ")
    return sort_words(name) if absent == name else f"no report of {sort_words(absent)}"
