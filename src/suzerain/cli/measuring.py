"""The verb `measure`: dependence, leverage, and what coalitions make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.beside import refuse_years, show_beside
from suzerain.cli.dyads import Years
from suzerain.cli.load import load_case
from suzerain.cli.options import output_options, worlds_options
from suzerain.cli.show import show_record, show_rows
from suzerain.core.errors import SuzerainError, UnknownActor

if TYPE_CHECKING:
    from suzerain.case.case import Case
    from suzerain.core.worlds import Worlds

HORIZONS = ("long", "middle", "short")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One measure that the command line offers.

    Args:
        columns: Names of its rows' columns; empty when it prints one record.
        needs: Options that it cannot do without.
        takes: Options that it takes beside those.
    """

    columns: str = ""
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


MEASURES = {
    "dependence": Choice(
        columns="recipient, provider, good, low, median, high, unit",
    ),
    "leverage": Choice(columns="leverer, target, low, median, high, unit"),
    "credibility": Choice(columns="cutter, target, low, median, high, unit"),
    "joint_loss": Choice(columns="recipient, low, median, high, unit", needs=("by",)),
    "loss_by_good": Choice(
        columns="recipient, good, low, median, high, unit", needs=("by",)
    ),
    "excess": Choice(columns="recipient, low, median, high, unit", needs=("by",)),
    "shapley": Choice(
        columns="provider, low, median, high, unit",
        needs=("recipient",),
        takes=("by",),
    ),
    "compelled": Choice(needs=("by", "recipient"), takes=("spare",)),
    "compelling": Choice(
        columns="founder, low, median, high, unit", needs=("by", "recipient")
    ),
    "exits": Choice(needs=("by", "recipient", "below")),
}
"""Measures that the command line offers."""

EXAMPLES = {
    "by": "--by CHN,RUS",
    "recipient": "--recipient PRK",
    "below": "--below 0.02",
    "spare": "--spare JPN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a user asked of a measure.

    Args:
        by: Codes of those who cut.
        recipient: Code of the one who is cut off, or empty.
        below: Dependence to come down to, or None.
        spare: Codes of those who are neither asked nor threatened.
        horizon: `long`, `middle` or `short`.
    """

    by: tuple[str, ...]
    recipient: str
    below: float | None
    spare: tuple[str, ...]
    horizon: str


@click.command(
    epilog="\b\nExample: suzerain measure dependence pact --json\n"
    "         suzerain measure pact --with cow-trade,factbook\n"
    "         suzerain measure joint_loss pact --by CHN,RUS\n"
    "         suzerain measure shapley pact --recipient PRK\n"
    "         suzerain measure compelled pact --by CHN --recipient PRK\n"
    "         suzerain measure exits pact --recipient PRK --by CHN --below 0.02"
)
@click.argument("words", nargs=-1, metavar="[MEASURE] CASE")
@click.option("--by", default="", help="Codes of those who cut together: CHN,RUS.")
@click.option("--recipient", default="", help="Code of the one who is cut off.")
@click.option(
    "--below", type=float, help="Part of welfare that a cut-off may cost, for exits."
)
@click.option(
    "--spare",
    default="",
    help="Codes of those who are not drawn in, for compelled.",
)
@click.option(
    "--horizon",
    type=click.Choice(HORIZONS),
    default="long",
    show_default=True,
    help="How much time there is to find other suppliers.",
)
@click.option(
    "--with",
    "names",
    metavar="NAME[,NAME]",
    help="Datasets that are here: shows what they measure beside the articles.",
)
@click.option("--years", type=Years(), help="With --with: 2014, or 2000:2024.")
@output_options
@worlds_options
def measure(  # noqa: PLR0913 - one parameter an option
    *,
    words: tuple[str, ...],
    by: str,
    recipient: str,
    below: float | None,
    spare: str,
    horizon: str,
    names: str | None,
    years: range | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Measure who depends on whom in a case.

    \b
    MEASURE is one of
      dependence   what each actor would lose if another cut it off (the default)
      leverage     how much less an actor depends on another than that one on it
      credibility  which part of the loss from a break falls on the one threatened
      joint_loss   what each would lose if those named with --by cut together
      loss_by_good the parts of that loss, one a good, which add up to it
      excess       what these take beyond the sum of what each takes alone
      shapley      that loss of --recipient, shared fairly among its suppliers
      compelled    who joins --by against --recipient, for fear of being cut off too
      compelling   what --recipient loses so, shared fairly among those who began
      exits        the cheapest way of --recipient to depend less on those in --by

    With --with, datasets of the shelf stand beside what the articles say: shares of
    trade and arms by year, lengths of borders, and dependence reckoned twice.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """  # noqa: D301 - click reads the backspace, not a backslash
    from suzerain.core.worlds import Worlds

    name, paths = _named(words)
    asked = Asked(
        by=_codes(by),
        recipient=recipient,
        below=below,
        spare=_codes(spare),
        horizon=horizon,
    )
    _refuse_unfitting(name, asked)
    refuse_years(name, names, years)
    case, drawn = load_case(paths), Worlds(count=worlds, seed=seed)
    _refuse_unknown(case, (*asked.by, *asked.spare))
    if names is not None:
        show_beside(case, names, drawn, years=years, horizon=horizon, form=form)
        return
    columns = MEASURES[name].columns
    if columns:
        show_rows(_ROWS[name](case, drawn, asked), form, columns.split(", "))
    else:
        result = _RECORDS[name](case, drawn, asked)
        if form == "csv":
            raise click.UsageError(f"{name} has no --csv; it is one nested record")
        show_record(result.to_dict(), form, str(result))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _named(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Part the name of the measure from the paths; dependence when none is named."""
    if not words:
        return "dependence", ()
    first, *paths = words
    if first in MEASURES:
        return first, tuple(paths)
    if first != "-" and not Path(first).exists():
        from difflib import get_close_matches

        near = get_close_matches(first, MEASURES, n=1)
        raise SuzerainError(
            f"there is no measure and no path {first!r}",
            f"a measure ({', '.join(MEASURES)}) and a case",
            f"did you mean {near[0]!r}?"
            if near
            else "try `suzerain measure dependence CASE`",
        )
    return "dependence", tuple(words)


def _refuse_unfitting(name: str, asked: Asked) -> None:
    """Refuse options that the measure does not take, or that it lacks."""
    chosen = MEASURES[name]
    for option, example in EXAMPLES.items():
        value = getattr(asked, option)
        given = value is not None and value not in {"", ()}
        if option in chosen.needs and not given:
            raise click.UsageError(f"{name} needs --{option}, such as {example}")
        if given and option not in (*chosen.needs, *chosen.takes):
            have = [
                other
                for other, one in MEASURES.items()
                if option in (*one.needs, *one.takes)
            ]
            raise click.UsageError(f"{name} has no --{option}; {_have(have)}")


def _have(names: Sequence[str]) -> str:
    return f"{', '.join(names)} {'has' if len(names) == 1 else 'have'}"


def _refuse_unknown(case: Case, codes: Sequence[str]) -> None:
    known = [actor.code for actor in case.actors]
    for code in codes:
        if code not in known:
            raise UnknownActor(code, known, f"the case {case.name!r}")


def _dependence(case: Case, worlds: Worlds, asked: Asked) -> Iterator[dict[str, Any]]:
    from suzerain.measures.dependence import dependence

    horizon: Any = asked.horizon
    order = MEASURES["dependence"].columns.split(", ")
    for by_good in (False, True):
        grid = dependence(case, worlds, horizon=horizon, by_good=by_good)
        for row in grid.to_rows():
            if not by_good or row["high"] > 0:
                whole = {"good": None, **row}
                yield {key: whole[key] for key in order}


def _grid(name: str) -> Callable[[Case, Worlds, Asked], list[dict[str, Any]]]:
    """Return what makes the rows of a measure of the catalogue."""

    def rows(case: Case, worlds: Worlds, asked: Asked) -> list[dict[str, Any]]:
        from suzerain.measures.catalogue import MEASURES as FUNCTIONS

        given: dict[str, list[Any]] = {
            "leverage": [],
            "credibility": [],
            "joint_loss": [asked.by],
            "loss_by_good": [asked.by],
            "excess": [asked.by],
            "shapley": [asked.recipient, asked.by or None],
            "compelling": [asked.recipient, asked.by],
        }
        grid = FUNCTIONS[name](case, *given[name], worlds, horizon=asked.horizon)
        return grid.to_rows()

    return rows


def _compelled(case: Case, worlds: Worlds, asked: Asked) -> Any:
    from suzerain.measures.compelled import compel

    horizon: Any = asked.horizon
    return compel(
        case, asked.by, asked.recipient, worlds, spared=asked.spare, horizon=horizon
    )


def _exits(case: Case, worlds: Worlds, asked: Asked) -> Any:
    from suzerain.measures.exits import cheapest_exit

    horizon: Any = asked.horizon
    below: Any = asked.below
    return cheapest_exit(
        case, asked.recipient, asked.by, below, worlds, horizon=horizon
    )


_ROWS: dict[str, Callable[[Case, Worlds, Asked], Any]] = {
    "dependence": _dependence,
    **{
        name: _grid(name)
        for name, one in MEASURES.items()
        if one.columns and name != "dependence"
    },
}
_RECORDS: dict[str, Callable[[Case, Worlds, Asked], Any]] = {
    "compelled": _compelled,
    "exits": _exits,
}
