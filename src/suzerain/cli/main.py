"""The command `suzerain`: its verbs in the order of the work."""

from __future__ import annotations

import sys

import click

from suzerain import __version__
from suzerain.cli import (
    asking,
    atlas,
    backtesting,
    baseline,
    benching,
    comparing,
    data,
    dyads,
    exploring,
    exporting,
    flipping,
    forecasting,
    gaming,
    judge,
    making,
    measuring,
    permitting,
    reckoning,
    reviewing,
    scoring,
    serving,
    serving_mcp,
    signing,
    simulating,
    whatif,
)
from suzerain.cli.failure import Verbs


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="suzerain")
def main() -> None:
    """Find the power behind a pact.

    From news articles to sourced claims, a case, dependence and leverage, the pact
    solved under the eyes of third powers, and a brief in which every number leads to
    its sentence or to a declared assumption. Offline; no key is needed.

    \b
    Example:
      suzerain brief article1.txt article2.txt -o brief.html
    """  # noqa: D301 - click reads the backspace, not a backslash


for _verb in (
    making.brief,
    making.init,
    making.read,
    making.check,
    reviewing.review,
    serving.serve,
    measuring.measure,
    comparing.compare_measures,
    atlas.atlas,
    judge.judge,
    reckoning.solve,
    flipping.flip,
    flipping.terms,
    whatif.what_if,
    whatif.compare,
    exploring.sensitivity,
    exploring.discover,
    exploring.regret,
    signing.signers,
    permitting.permission,
    gaming.game,
    reckoning.weigh,
    forecasting.forecast,
    simulating.simulate,
    scoring.ask,
    scoring.resolve,
    scoring.score,
    backtesting.backtest,
    baseline.baseline,
    exporting.export,
    serving_mcp.mcp,
    data.data,
    asking.assumptions,
    asking.why,
    asking.schema,
    asking.completion,
    benching.bench,
):
    main.add_command(_verb)
data.data.add_command(dyads.dyads)


if __name__ == "__main__":
    sys.exit(main())
