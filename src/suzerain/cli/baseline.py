"""The verbs `baseline NAME`: published models of bargaining and voting, as they are."""

from __future__ import annotations

import click

from suzerain.cli import baseline_bdm, baseline_egame, baseline_ktab
from suzerain.cli.failure import Verbs


@click.group(cls=Verbs, epilog="\b\nExample: suzerain baseline bdm actors.csv --json")
def baseline() -> None:
    """Run a published model, to hold Suzerain's own answers against.

    Baselines are the classics of the field, built as published and checked against
    published numbers. They are not forecasts.
    """


baseline.add_command(baseline_bdm.bdm)
baseline.add_command(baseline_ktab.ktab)
for _model in (
    baseline_egame.egame12,
    baseline_egame.egame122,
    baseline_egame.egame123,
    baseline_egame.ultimatum,
):
    baseline.add_command(_model)
