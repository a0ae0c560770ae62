"""Questions that an analyst sets, weighed as the contests of a case are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.inquiry import Inquiry, OwnItem
from suzerain.case.question import Contest, Item
from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.balance import Exhibit, LoadedScale, balance
from suzerain.outlook.board import Board
from suzerain.outlook.cheap_talk import told_part
from suzerain.outlook.likelihood import TINY
from suzerain.outlook.linchpin import Scale
from suzerain.outlook.shared_sources import SourceBoard
from suzerain.outlook.statement import firmest
from suzerain.outlook.testimony import origins_in
from suzerain.outlook.weighing import Weighing

Array = NDArray[np.float64]
NEW = "something new"
NOTE = "Rows, priors and ratios are the analyst's own (hypotheses.toml)."


def weigh_inquiries(
    case: Case, inquiries: Iterable[Inquiry], worlds: Worlds | None = None
) -> tuple[Weighing, ...]:
    """Weigh an analyst's own questions against the claims that he names.

    Args:
        case: Holds the claims; its register must hold the analyst's numbers
            (`with_inquiries`).
        inquiries: His questions.
        worlds: To draw in.

    Returns:
        One weighing a question. What is asked is its first row.

    Raises:
        UnknownAssumption: If the register lacks the analyst's numbers.
        OutlookError: If two items say the same from one origin.

    Examples:
        >>> from suzerain.case.inquiry import OwnRow, with_inquiries
        >>> from suzerain.core.assumption import load_register
        >>> from suzerain.core.spread import Spread
        >>> asked = Inquiry(
        ...     id="why",
        ...     question="Why?",
        ...     rows=(
        ...         OwnRow(name="money", prior=Spread.point(0.4)),
        ...         OwnRow(name="other", prior=Spread.point(0.6)),
        ...     ),
        ... )
        >>> case = Case(name="x", register=with_inquiries(load_register(), [asked]))
        >>> (answer,) = weigh_inquiries(case, [asked], Worlds(count=3))
        >>> answer["money"].posterior.median
        0.4
    """
    drawn = Worlds() if worlds is None else worlds
    origins = origins_in(case)
    return tuple(_weigh(case, one, drawn, origins) for one in inquiries)


def _weigh(
    case: Case, inquiry: Inquiry, worlds: Worlds, origins: Mapping[str, str]
) -> Weighing:
    rows = inquiry.names
    own = [_item(case, item, origins) for item in inquiry.items]
    _refuse_copies(inquiry, own)
    new = [Item(claims=(), sort=item.says, cluster=NEW) for item in inquiry.watch]
    written = (*inquiry.items, *inquiry.watch)
    shown = _shown(case.register, worlds, inquiry)
    certainties = [_certainty(case, item) for item in written]
    trust = [
        _trust(case.register, worlds, inquiry, spot, certainty)
        for spot, certainty in enumerate(certainties)
    ]
    board = _board(case.register, worlds, inquiry, ((*own, *new), shown, trust))
    contest = Contest(
        id=f"own.{inquiry.id}",
        question=inquiry.question,
        actor="",
        pact="",
        rows=rows,
        evidence=tuple(own),
    )
    return balance(
        LoadedScale(
            contest=contest,
            scale=Scale(
                rows=rows,
                prior=_prior(case.register, worlds, inquiry),
                board=board,
                real=np.arange(len(written)) < len(own),
                absent={},
                pact=None,
                name=rows[0],
                for_=(0,),
                against=tuple(range(1, len(rows))),
            ),
            stated=tuple(
                Exhibit(
                    item=item,
                    certainty=certainties[spot],
                    basis=_basis(inquiry, spot, certainties[spot]),
                )
                for spot, item in enumerate(own)
            ),
            sums=inquiry.sums,
            basis=(tuple(inquiry.prior_id(row) for row in rows), ()),
            notes=(NOTE,) if own else (NOTE, "No evidence is named."),
        )
    )


def _refuse_copies(inquiry: Inquiry, items: Sequence[Item]) -> None:
    said = [(item.sort, item.cluster) for item in items]
    for what, origin in dict.fromkeys(said):
        if said.count((what, origin)) > 1:
            raise OutlookError(
                f"two items of {inquiry.id!r} say {what!r}, both from {origin!r}",
                "one item for all that one origin says in one sense: copies count once",
                "put their claims into one item of hypotheses.toml",
            )


def _prior(register: Register, worlds: Worlds, inquiry: Inquiry) -> Array:
    drawn = np.stack(
        [register.draw(worlds, inquiry.prior_id(row)) for row in inquiry.names]
    )
    return np.asarray(drawn / np.maximum(drawn.sum(axis=0), TINY))


def _item(case: Case, item: OwnItem, origins: Mapping[str, str]) -> Item:
    """Name the origin of an item: as written, else one speaker in one text."""
    if item.cluster:
        return Item(claims=item.claims, sort=item.says, cluster=item.cluster)
    claims = {claim.id: claim for claim in case.claims}
    first = claims[item.claims[0]]
    origin = origins.get(first.doc, first.doc)
    cluster = f"{first.attributed_to or 'author'} in {origin}"
    return Item(claims=item.claims, sort=item.says, cluster=cluster)


def _certainty(case: Case, item: OwnItem) -> str:
    claims = {claim.id: claim for claim in case.claims}
    stated = {str(claims[key].certainty) for key in item.claims}
    return firmest(case.register, stated or {"asserted"})


def _shown(register: Register, worlds: Worlds, inquiry: Inquiry) -> list[Array]:
    """Draw each item's likelihood under each row, its largest one at most."""
    found = []
    for spot, item in enumerate((*inquiry.items, *inquiry.watch)):
        drawn = worlds if spot < len(inquiry.items) else worlds.apart()
        one = np.ones(worlds.count)
        chance = np.stack(
            [
                register.draw(drawn, inquiry.item_id(spot, row))
                if row in item.told
                else one
                for row in inquiry.names
            ]
        )
        found.append(chance if item.chances else chance / chance.max(axis=0))
    return found


def _trust(
    register: Register, worlds: Worlds, inquiry: Inquiry, spot: int, certainty: str
) -> Array:
    """Draw how far an item tells anything: its source, and its speaker's stake."""
    items = (*inquiry.items, *inquiry.watch)
    true = register.draw(worlds, f"likelihood.reliability.{certainty}")
    if items[spot].bias is None:
        return true
    return true * told_part(register.draw(worlds, inquiry.item_id(spot, "bias")))


def _board(
    register: Register,
    worlds: Worlds,
    inquiry: Inquiry,
    parts: tuple[tuple[Item, ...], list[Array], list[Array]],
) -> Board | SourceBoard:
    items, shown, trust = parts
    size = (len(items), len(inquiry.names), worlds.count)
    chance = np.stack(shown) if shown else np.zeros(size)
    true = np.stack(trust) if trust else np.zeros((0, worlds.count))
    plain = SourceBoard(items=items, shown=chance, trust=true)
    if inquiry.dependence == "sources":
        return plain
    return Board(
        items=items,
        logs=plain.logs,
        rho=register.draw(worlds, "prior.independence"),
        shared=register.draw(worlds, "prior.shared_origin"),
    )


def _basis(inquiry: Inquiry, spot: int, certainty: str) -> tuple[str, ...]:
    item = inquiry.items[spot]
    parts: Sequence[str] = [*item.told, *(["bias"] if item.bias else [])]
    own = tuple(inquiry.item_id(spot, part) for part in parts)
    common = ("prior.independence", "prior.shared_origin")
    hangs = common if inquiry.dependence == "tempered" else ()
    trust = f"likelihood.reliability.{certainty}"
    return (*item.claims, *own, trust, *hangs)
