"""A weighing as a page of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suzerain.case.case import Case
    from suzerain.core.estimate import Estimate
    from suzerain.outlook.turning import Turning
    from suzerain.outlook.weighing import Weighing, Weight

MOST = 6
WIDTH = 78


def weighing_text(weighing: Weighing, case: Case) -> str:
    """Write a weighing for a reader: beliefs, weights, linchpins, what would change it.

    Args:
        weighing: The weighed contest.
        case: Holds the claims, for their quotes.
    """
    from suzerain.brief.markup import shortened

    parts = (
        _beliefs(weighing),
        _weights(weighing, case),
        _denials(weighing),
        _linchpins(weighing),
        _indicators(weighing),
        _turning(weighing),
        weighing.notes,
    )
    blocks = ["\n".join(part) for part in (tuple(lines) for lines in parts) if part]
    text = "\n\n".join([weighing.question or weighing.contest.id, *blocks])
    for document in case.documents:
        title = shortened(document.title or document.name)
        text = text.replace(f" in {document.id}", f" in “{title}”")
    return text


def _beliefs(weighing: Weighing) -> Iterator[str]:
    shown = [*weighing.rows, *weighing.sums]
    width = max(len("explanation"), *map(len, shown))
    yield f"{'explanation':{width}}  {'before':18}  after"
    for name in shown:
        row = weighing[name]
        yield f"{name:{width}}  {f'{row.prior:.0%}':18}  {row.posterior:.0%}"
    for name, rows in weighing.sums.items():
        yield f"({name}: {' or '.join(rows)})"


def _weights(weighing: Weighing, case: Case) -> Iterator[str]:
    quotes = {claim.id: " ".join(claim.quote.split()) for claim in case.claims}
    if weighing.evidence:
        yield (
            f"What each item is worth: factor on the odds of {weighing.asks!r} "
            f"against {_against(weighing)}"
        )
    for weight in (*weighing.stated, *weighing.absences):
        name = f"no {weight.item.sort}" if weight.absent else weight.item.sort
        yield f"  {_factor(weight.ratio)}  {name}{_origin(weight)}"
        for key in weight.item.claims[:1]:
            quote = quotes.get(key, "")
            cut = quote if len(quote) < WIDTH else f"{quote[: WIDTH - 1]}…"
            yield f"      “{cut}”"


def _against(weighing: Weighing) -> str:
    from suzerain.outlook.linchpin import focus

    _, chosen, against = focus(weighing.rows)
    rest = {k for k in range(len(weighing.rows)) if k not in chosen}
    if set(against) == rest:
        return "all others"
    return " or ".join(repr(weighing.rows[k]) for k in against)


def _origin(weight: Weight) -> str:
    return f"; {weight.item.cluster}" if weight.item.cluster else ""


def _denials(weighing: Weighing) -> Iterator[str]:
    for weight in weighing.stated:
        if weight.item.sort == "denial":
            from suzerain.outlook.hypothesis import update

            prior = weighing[weighing.asks].prior.median
            after = update(prior, weight.ratio.median)
            yield (
                f"A denial ({weight.item.cluster}) is worth "
                f"{abs(weight.bits):.2f} bit: by itself it would move "
                f"{weighing.asks!r} from {prior:.1%} to {after:.1%}."
            )


def _linchpins(weighing: Weighing) -> Iterator[str]:
    if weighing.linchpins:
        yield f"What the answer hangs on: {weighing.asks!r} without it"
    for shift in weighing.linchpins[:MOST]:
        kind = {"cluster": "all from ", "absence": ""}.get(shift.kind, "")
        points = 100 * shift.change
        yield f"  {shift.median:4.0%} ({points:+.0f} points)  {kind}{shift.name}"


def _indicators(weighing: Weighing) -> Iterator[str]:
    if weighing.indicators:
        yield "What to watch: bits that a look would teach on average"
    for one in weighing.indicators[:MOST]:
        yield (
            f"  {one.bits.median:.3f}  {one.name}: {one.chance.median:.0%} likely to "
            f"show; {weighing.asks!r} {one.if_shown:.0%} if it does, "
            f"{one.if_not_shown:.0%} if not; another row leads in "
            f"{one.changes_leader:.0%}"
        )


def _turning(weighing: Weighing) -> Iterator[str]:
    if weighing.turning:
        yield "What would turn it over: evidence with this likelihood ratio"
    for one in weighing.turning:
        yield f"  {_factor(one.ratio)}  {_border(one)}"
        if one.reached_by:
            yield f"      one more would do: {', '.join(one.reached_by[:MOST])}"
        if one.falls_without:
            yield f"      so already without: {', '.join(one.falls_without[:MOST])}"


def _border(one: Turning) -> str:
    if one.kind == "half":
        return f"brings {one.name!r} to even odds"
    return f"for {one.name!r} over {one.against!r} makes it the leading explanation"


def _factor(ratio: Estimate) -> str:
    return f"{ratio.median:.2f} [{ratio.low:.2f}, {ratio.high:.2f}]"
