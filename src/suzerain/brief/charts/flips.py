"""How far a number must move within its range before an answer turns."""

from __future__ import annotations

from markupsafe import Markup

from suzerain.brief.assertions import contradiction
from suzerain.brief.charts.strip import Span, rows, strip
from suzerain.brief.figures import capital, percent, spread_text
from suzerain.brief.finding import Finding, Number, Pieces, number, say
from suzerain.brief.labels import definite, label
from suzerain.brief.markup import anchor, html_pieces
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Picture, cell, table
from suzerain.core.spread import Spread

LEGEND = (
    ("ring c", "as it is taken"),
    ("diamond b", "from here on the answer is another"),
)
HANGS = "that the pact hangs on the patron's consent"
# What would turn, and into what where the share of worlds falls or rises.
ANSWERS = {
    ("p_pact", "below"): "the pact is no longer likelier than not",
    ("p_pact", "above"): "the pact is likelier than not",
    ("p_pact_without_consent", "above"): f"it no longer follows {HANGS}",
    ("p_pact_without_consent", "below"): f"it follows {HANGS}",
}
TITLES = {
    "p_pact": "What would turn the answer on the pact",
    "p_pact_without_consent": "What would turn the answer on consent",
}
OUTCOMES = {
    "p_pact": " of worlds with a pact.",
    "p_pact_without_consent": " of worlds with a pact although it is refused.",
}
SHAPE = ("low", "mode", "high", "shape")


def flips(results: Results) -> tuple[Picture, ...]:
    """Draw what would turn the answers: whether there is a pact, and by whose leave.

    Args:
        results: With what was reckoned further.

    Returns:
        A picture for each answer that was searched.
    """
    told = contradiction(results) is not None
    found = (results.turns, results.hinge if told else None)
    return tuple(_picture(results, one) for one in found if one and _levers(one))


def flip_ref(outcome: str, lever: str) -> str:
    """Id of what an outcome becomes when a number is moved."""
    return f"flip.{outcome}.{lever}"


def flip_numbers(results: Results) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Name what outcomes become when numbers are moved: id to words, value, basis.

    Args:
        results: The case and its results.
    """
    made: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for found in (results.turns, results.hinge):
        for one in _levers(found):
            key, outcome = one["levers"][0]["id"], (found or {})["outcome"]
            made[flip_ref(outcome, key)] = (
                (
                    f"the same share of worlds, were {definite(label(results, key))} "
                    "moved as far as told"
                ),
                percent(one["outcome"]),
                (f"solve.{outcome}", key),
            )
    return made


def _levers(found: Record | None) -> list[Record]:
    """Single levers that were moved, those that turn the answer first."""
    if found is None or found["already"]:
        return []
    moved = [one for one in found["levers"] if one["part"] > 0]
    return sorted(moved, key=lambda one: not one["flips"])


def _picture(results: Results, found: Record) -> Picture:
    levers = _levers(found)
    return Picture(
        id=f"flips.{found['outcome']}",
        title=cell(TITLES[found["outcome"]]),
        reading=_reading(results, found, levers),
        svg=rows([_row(results, found, one) for one in levers]),
        legend=LEGEND if any(one["flips"] for one in levers) else LEGEND[:1],
        table=table(
            f"flips.{found['outcome']}.table",
            "One number moved at a time within its range, the others left to chance",
            ("Number", "Its range", "Range at which it turns", "Worlds then"),
            [_table_row(results, found, one) for one in levers],
        ),
    )


def _reading(results: Results, found: Record, levers: list[Record]) -> Finding:
    outcome, first = found["outcome"], levers[0]
    name, answer = f"flips.{outcome}.reading", ANSWERS[outcome, found["side"]]
    key = first["levers"][0]["id"]
    lever = number(key, definite(label(results, key)), quiet=True)
    if first["flips"]:
        return say(
            name,
            f"{capital(answer)} if ",
            lever,
            " lies within ",
            _needed(results, first),
            " instead of ",
            _now(results, first),
            ".",
        )
    return say(
        name,
        "No number, moved alone within its range, gets so far that ",
        f"{answer}. The nearest is ",
        lever,
        ": moved to its end it leaves ",
        _then(found, first),
        OUTCOMES[outcome],
    )


def _then(found: Record, one: Record) -> Number:
    ref = flip_ref(found["outcome"], one["levers"][0]["id"])
    return number(ref, percent(one["outcome"]))


def _now(results: Results, one: Record) -> Number:
    return _range(results, one["levers"][0], "now")


def _needed(results: Results, one: Record) -> Number:
    return _range(results, one["levers"][0], "needed")


def _range(results: Results, lever: Record, which: str) -> Number:
    register, key = results.case.register, lever["id"]
    unit = register[key].unit if key in register else "share"
    spread = Spread(**{name: lever[which][name] for name in SHAPE})
    return number(key, spread_text(spread, unit))


def _row(results: Results, found: Record, one: Record) -> tuple[Markup, Markup, Markup]:
    lever = one["levers"][0]
    words = label(results, lever["id"])
    spans = [Span(low=0.0, high=1.0, at=1 / 2, mark="ring", tone="c")]
    if one["flips"]:
        place, up = lever["place"], lever["direction"] == "up"
        spans.append(
            Span(
                low=place,
                high=1.0 if up else 0.0,
                at=place,
                mark="diamond",
                tone="b",
            )
        )
    drawn = Markup('<a class="n" data-ref="{}" href="#why-{}">{}</a>').format(
        lever["id"],
        anchor(lever["id"]),
        strip(spans, f"Where {words} would turn it", lever["id"], one=True),
    )
    figures = (
        cell("turns at ", _needed(results, one))
        if one["flips"]
        else cell("does not turn it: ", _then(found, one))
    )
    what = cell(number(lever["id"], words, quiet=True))
    return html_pieces(what), drawn, html_pieces(figures)


def _table_row(results: Results, found: Record, one: Record) -> tuple[Pieces, ...]:
    key = one["levers"][0]["id"]
    return (
        cell(number(key, label(results, key), quiet=True)),
        cell(_now(results, one)),
        cell(_needed(results, one)) if one["flips"] else cell("nowhere in it"),
        cell(_then(found, one)),
    )
