"""The verbs that solve and judge: solve, weigh, forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from suzerain.cli.failure import complain
from suzerain.cli.load import load_case, load_inquiries
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk

if TYPE_CHECKING:
    from suzerain.strategy.counterfactual import Kind


@click.command(epilog="Example: suzerain solve pact --json")
@case_argument
@record_options
@worlds_options
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
@click.option(
    "--without", metavar="ACTOR", help="Also solve it were this outsider not there."
)
@click.option(
    "--without-consent",
    metavar="ACTOR",
    help="Also solve it though this outsider stops whatever it can.",
)
def solve(
    paths: tuple[str, ...],
    form: str | None,
    worlds: int,
    seed: int,
    pact: str | None,
    without: str | None,
    without_consent: str | None,
) -> None:
    """Solve the pact: who gains, who could stop it, what his shadow takes out.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    if without is not None and without_consent is not None:
        raise click.UsageError("name one of --without and --without-consent")
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    solution = solve_pact(case, drawn, pact=pact)
    actor = without if without_consent is None else without_consent
    if actor is None:
        show_record(solution.to_dict(), form, str(solution))
        return
    from suzerain.strategy.counterfactual import counterfactual

    kind: Kind = "without" if without_consent is None else "without_consent"
    beside = counterfactual(case, actor, drawn, kind=kind, pact=pact, base=solution)
    record = {**solution.to_dict(), "counterfactual": beside.to_dict()}
    show_record(record, form, f"{solution}\n{beside}")


@click.command(epilog="Example: suzerain weigh pact --table")
@case_argument
@click.option(
    "--ach",
    metavar="FILE",
    help="Also write the classic matrix of competing hypotheses as CSV: a view only.",
)
@record_options
@worlds_options
def weigh(
    paths: tuple[str, ...], ach: str | None, form: str | None, worlds: int, seed: int
) -> None:
    """Weigh what is contested: posterior beside prior, and what each item adds.

    CASE is a case folder, or articles (files, a folder, - for standard input). In a
    case folder the questions of hypotheses.toml are weighed too.
    """
    from suzerain.cli.weighed import weighing_text
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.hypothesis import weigh as weigh_case
    from suzerain.outlook.own_question import weigh_inquiries
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    inquiries = load_inquiries(paths, case)
    talk(f"solving in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    weighings = (
        *weigh_case(case, solve_pact(case, drawn), drawn),
        *weigh_inquiries(case, inquiries, drawn),
    )
    if ach is not None:
        from suzerain.outlook.ach import ach_csv
        from suzerain.sources.store import write_atomically

        write_atomically(ach, ach_csv(weighings, case.register))
        complain(f"wrote {ach}, a view: its scores are no probabilities")
    text = "\n\n\n".join(weighing_text(one, case) for one in weighings)
    records = [weighing.to_dict() for weighing in weighings]
    show_record(records, form, text or "(nothing is contested)")
