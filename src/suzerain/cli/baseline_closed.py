"""The baselines with closed forms: `fearon`, `rubinstein`, `tullock`, `folk`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from suzerain.cli.options import record_options
from suzerain.cli.show import show_record

Numbers = tuple[float, ...]
Reads = Callable[[click.Context, click.Parameter, str | None], Numbers | None]


def _numbers(least: int, most: int = 0) -> Reads:
    """Read numbers between commas, as many as are asked for."""
    counts = range(least, max(least, most) + 1)
    many = f"{least} to {most}" if most else f"{least}"

    def read(
        ctx: click.Context, param: click.Parameter, value: str | None
    ) -> Numbers | None:
        if value is None:
            return None
        try:
            numbers = tuple(float(one) for one in value.split(","))
        except ValueError:
            numbers = ()
        if len(numbers) not in counts:
            message = f"{value!r} is not {many} numbers between commas"
            raise click.BadParameter(message, ctx, param)
        return numbers

    return read


@click.command(epilog="Example: suzerain baseline rubinstein --patience 0.9,0.8 --json")
@click.option(
    "--patience",
    required=True,
    callback=_numbers(2),
    metavar="A,B",
    help="What a turn's delay leaves of each side's share; who offers first is first.",
)
@click.option("--turns", type=click.IntRange(min=1), help="Offers that can be made.")
@record_options
def rubinstein(patience: Numbers, turns: int | None, form: str | None) -> None:
    """Split a pie by offers in turns: the more patient side gets more."""
    from suzerain.strategy.classics.rubinstein import first_share

    share = float(first_share(*patience, turns=turns))
    _show(
        "rubinstein",
        {"patience": list(patience), "turns": turns},
        {"share": [share, 1 - share]},
        form,
    )


@click.command(
    epilog="Example: suzerain baseline fearon --winning 0.5 --own-cost 0.1 "
    "--cost 0,0.4 --json"
)
@click.option(
    "--winning", required=True, type=float, help="Chance that who demands wins a war."
)
@click.option(
    "--own-cost", required=True, type=float, help="Its cost of war, in shares."
)
@click.option(
    "--cost",
    required=True,
    callback=_numbers(2),
    metavar="LOW,HIGH",
    help="Bounds of the other's cost, which only the other knows.",
)
@record_options
def fearon(winning: float, own_cost: float, cost: Numbers, form: str | None) -> None:
    """Demand a share under the risk of war, not knowing what war costs the other."""
    from suzerain.strategy.classics.fearon import crisis_offer

    offer = crisis_offer(
        winning, own_cost=own_cost, cost_low=cost[0], cost_high=cost[1]
    )
    _show(
        "fearon",
        {"winning": winning, "own_cost": own_cost, "cost": list(cost)},
        {
            "demand": float(offer.demand),
            "p_war": float(offer.war),
            "value": float(offer.value),
        },
        form,
    )


@click.command(epilog="Example: suzerain baseline tullock --capability 3,1 --json")
@click.option(
    "--capability",
    required=True,
    callback=_numbers(2),
    metavar="A,B",
    help="Capabilities of the two sides, in one unit.",
)
@click.option(
    "--decisiveness",
    default=1.0,
    show_default=True,
    help="Exponent: how much the stronger side's edge counts.",
)
@click.option(
    "--value",
    callback=_numbers(2),
    metavar="A,B",
    help="What a prize is worth to each; adds what each would spend on it.",
)
@record_options
def tullock(
    capability: Numbers, decisiveness: float, value: Numbers | None, form: str | None
) -> None:
    """Find who wins a contest, and what a contest for a prize costs."""
    from suzerain.strategy.classics.tullock import contest_chance, contest_efforts

    chance = float(contest_chance(*capability, decisiveness=decisiveness))
    found: dict[str, Any] = {"p_win": [chance, 1 - chance]}
    if value is not None:
        efforts = contest_efforts(*value, decisiveness=decisiveness)
        found["effort"] = [float(one) for one in efforts]
    options = {
        "capability": list(capability),
        "decisiveness": decisiveness,
        "value": None if value is None else list(value),
    }
    _show("tullock", options, found, form)


@click.command(epilog="Example: suzerain baseline folk --payoffs 5,3,1,0 --json")
@click.option(
    "--payoffs",
    required=True,
    callback=_numbers(3, 4),
    metavar="T,R,P[,S]",
    help="Temptation, reward, punishment and, for tit for tat, the sucker's payoff.",
)
@click.option(
    "--hazard",
    default=0.0,
    show_default=True,
    help="Chance that the game ends after a period.",
)
@record_options
def folk(payoffs: Numbers, hazard: float, form: str | None) -> None:
    """Find how patient a side must be to keep a promise."""
    from suzerain.strategy.classics.folk import least_patience, tit_for_tat_patience

    names = ("temptation", "reward", "punishment", "sucker")
    given = dict(zip(names, payoffs, strict=False))
    sucker = given.pop("sucker", None)
    needed = float(least_patience(**given, hazard=hazard))
    found: dict[str, Any] = {"least_patience": needed, "possible": needed <= 1}
    if sucker is not None:
        weight = float(tit_for_tat_patience(**given, sucker=sucker))
        found["tit_for_tat"] = weight / (1 - hazard)
    _show("folk", {"payoffs": list(payoffs), "hazard": hazard}, found, form)


def _show(
    method: str, options: Mapping[str, Any], found: Mapping[str, Any], form: str | None
) -> None:
    page = f"docs/theory/classics/{method}.md"
    lines = [f"{name:15} {_plain(value)}" for name, value in found.items()]
    record = {
        "method": method,
        "options": dict(options),
        **found,
        "notes": [f"The formula and its limits: {page}."],
    }
    show_record(record, form, "\n".join(lines))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "  ".join(f"{one:.6g}" for one in value)
    return f"{value:.6g}"
