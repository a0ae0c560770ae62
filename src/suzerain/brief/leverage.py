"""Who could cost the members of a pact most."""

from __future__ import annotations

import math

from suzerain.brief.figures import bracketed
from suzerain.brief.finding import Finding, Number, Piece, Pieces, number, say
from suzerain.brief.results import Results


def leverage(results: Results) -> Finding:
    """Say who could cost the members most."""
    head, patron = "Who holds the leverage?", results.patron
    if not patron:
        return say("leverage", *_nobody(results), head=head)
    bound = [m for m in results.members if known_loss(results, m, patron)]
    loose = [m for m in results.members if m not in bound]
    name = results.name(patron)
    pieces: list[Piece | Pieces] = [results.name(patron, first=True)]
    if bound:
        pieces += [
            " holds the largest leverage over ",
            results.pair(bound),
            ". A full break would cost ",
            *_losses(results, [(m, patron) for m in bound]),
            " of its welfare" if len(bound) == 1 else " of their welfare",
        ]
        back = [(patron, m) for m in bound if known_loss(results, patron, m)]
        if back:
            pieces += ["; ", name, " itself would lose "]
            for k, pair in enumerate(back):
                pieces += [_joint(k, len(back)), loss(results, *pair)]
        pieces.append(".")
    else:
        pieces.append(" is the power that the sources put over the members.")
    if loose:
        pieces += [
            " No tie was found by which ",
            results.pair(loose),
            " would depend on it.",
        ]
    return say("leverage", *pieces, head=head)


def _nobody(results: Results) -> list[Piece | Pieces]:
    """Say that there is no patron, and who leads among the members."""
    nobody = (
        "No outside power: as far as the sources say, none could cost the members "
        "enough to be their patron."
    )
    pieces: list[Piece | Pieces] = [nobody]
    pairs = [
        (one, other)
        for one in results.members
        for other in results.members
        if one != other and known_loss(results, one, other)
    ]
    if pairs:
        weak, strong = max(pairs, key=lambda pair: known_loss(results, *pair))
        pieces += [
            " Within the pact, a break with ",
            results.name(strong),
            " would cost ",
            *_losses(results, [(weak, strong)]),
            " of its welfare.",
        ]
    return pieces


def _losses(results: Results, pairs: list[tuple[str, str]]) -> Pieces:
    pieces: list[Piece] = []
    for k, (recipient, provider) in enumerate(pairs):
        pieces += [
            _joint(k, len(pairs)),
            results.name(recipient),
            " ",
            loss(results, recipient, provider),
        ]
    return tuple(pieces)


def _joint(k: int, count: int) -> str:
    if not k:
        return ""
    return " and " if k == count - 1 else ", "


def known_loss(results: Results, recipient: str, provider: str) -> float:
    """Median loss of one that another cuts off; nought where nothing is known."""
    grid = results.dependence
    if grid is None:
        return 0.0
    if recipient not in grid.labels[0] or provider not in grid.labels[1]:
        return 0.0
    middle = grid[recipient, provider].median
    return 0.0 if math.isnan(middle) else float(middle)


def loss(results: Results, recipient: str, provider: str) -> Number:
    """Give what one actor would lose if another cut it off."""
    grid = results.dependence
    if grid is None:  # pragma: no cover - callers ask for known losses only
        return number("", "an unknown part")
    e = grid[recipient, provider]
    return number(f"dependence.{recipient}.{provider}", bracketed(e.to_dict()))
