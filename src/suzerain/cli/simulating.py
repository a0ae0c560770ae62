"""The verb that moves a case month by month: simulate."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from suzerain.cli.load import load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk, to_json


@click.command(epilog="Example: suzerain simulate pact --months 60 --json")
@case_argument
@click.option(
    "--months",
    default=60,
    show_default=True,
    type=int,
    metavar="N",
    help="How long, in months.",
)
@click.option(
    "--scenario",
    metavar="FILE",
    help="Named changes over time, as TOML: one [[change]] with `month` and what "
    "changes in it.",
)
@click.option("--save", metavar="FILE", help="Also write the result there, as JSON.")
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
@record_options
@worlds_options
def simulate(
    paths: tuple[str, ...],
    months: int,
    scenario: str | None,
    save: str | None,
    pact: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Simulate a case month by month: does the pact outlive the war, who tires first.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    Needs, shares and leverage get bands by month, the pact a survival curve, and the
    loop of weapons tests is run with and without.
    """
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.dynamics.plan import Plan, read_plan
    from suzerain.outlook.dynamics.simulate import simulate as simulate_case

    plan = Plan() if scenario is None else read_plan(Path(scenario))
    case = load_case(paths)
    talk(f"simulating {months} months in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    with _progress(2 * (max(months, 0) + 1)) as tick:
        run = simulate_case(case, drawn, months=months, plan=plan, pact=pact, tick=tick)
    record = run.to_dict()
    if save is not None:
        from suzerain.sources.store import write_atomically

        write_atomically(Path(save), f"{to_json(record, indent=2)}\n".encode())
        talk(f"wrote {save}")
    show_record(record, form, str(run))


@contextmanager
def _progress(length: int) -> Iterator[Callable[[int], None]]:
    """Show how far it is, on a terminal's standard error only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, file=sys.stderr, label="months") as bar:
        yield lambda _: bar.update(1)
