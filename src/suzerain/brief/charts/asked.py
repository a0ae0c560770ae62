"""Asking leave of a power, as a game tree with chances and payoffs."""

from __future__ import annotations

from collections.abc import Iterator

from suzerain.brief.charts.tree import DEEPEST, MOST_ENDS, Wording, tree
from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, Pieces, number, say
from suzerain.brief.leave import OFFERS
from suzerain.brief.results import Results
from suzerain.brief.section import Picture, Table, cell, table
from suzerain.strategy.game.averaged import Ply

REF = "permission.tree"
ACTIONS = OFFERS | {
    "bear": "bears it",
    "block": "blocks it",
    "yield": "yields",
    "defy": "defies",
}
LEGEND = (("path", "what is done most often; the thicker, the oftener it is reached"),)


def asked(results: Results) -> Picture | None:
    """Draw the game of permission: the offer, the answer, who yields.

    Args:
        results: With what was reckoned further.

    Returns:
        The picture, or None when there is nobody to ask.
    """
    found = results.permitted
    root = results.further.asked if results.further else None
    if found is None or root is None:
        return None
    players = (*found["members"], found["power"])
    ends = list(_ends(root, ()))
    if len(ends) > MOST_ENDS or max(len(path) for path, _ in ends) > DEEPEST:
        return None
    wording = Wording(
        player=results.word_for,
        action=lambda words: ACTIONS.get(words, words),
        gain=_gain,
        ref=REF,
    )
    return Picture(
        id="asked",
        title=cell("Asking leave of ", results.name(found["power"]), ", as a game"),
        reading=_reading(results, root),
        svg=tree(root, players, wording, "Asking leave as a game"),
        legend=LEGEND,
        table=_table(results, ends, players),
    )


def _gain(gain: float) -> str:
    return percent(gain) if gain else "0"


def _ends(ply: Ply, path: tuple[Ply, ...]) -> Iterator[tuple[tuple[Ply, ...], Ply]]:
    """Ends of a tree with what leads to them."""
    if not ply.plies:
        yield path, ply
    for one in ply.plies:
        yield from _ends(one, (*path, one))


def _reading(results: Results, root: Ply) -> Finding:
    found = results.permitted or {}
    first = max(root.plies, key=lambda ply: ply.chance or 0.0)
    blocked = sum(
        answer.reached or 0.0
        for offer in root.plies
        for answer in offer.plies
        if answer.action == "block"
    )
    return say(
        "asked.reading",
        results.name(root.who, first=True),
        " most often offers ",
        ACTIONS.get(first.action, first.action),
        " (",
        number(REF, percent(first.chance or 0.0)),
        "); ",
        results.name(found["power"]),
        " blocks an offer in ",
        number(REF, percent(blocked)),
        " of all plays, and ",
        number("permission.quantal", percent(found["plays"]["quantal"]["p_pact"])),
        " end in a pact. At the right: what each end brings, in parts of welfare. All "
        "may err, and the power alone knows how much it bears.",
    )


def _table(
    results: Results, ends: list[tuple[tuple[Ply, ...], Ply]], players: tuple[str, ...]
) -> Table:
    rows: list[tuple[Pieces, ...]] = []
    for path, end in ends:
        steps = " → ".join(ACTIONS.get(ply.action, ply.action) for ply in path)
        rows.append(
            (
                cell(steps),
                cell(number(REF, percent(end.reached or 0.0))),
                *(cell(number(REF, _gain(gain), quiet=True)) for gain in end.gains),
            )
        )
    return table(
        "asked.table",
        "Every way to play, how often it is played, and what it brings; means over the "
        "worlds, in parts of welfare",
        ("What is done", "How often", *(cell(results.listed(p)) for p in players)),
        rows,
        key="wide",
    )
