"""The verbs `baseline NAME`: published models of bargaining and voting, as they are."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from suzerain.cli.failure import Verbs

_PLACES = {
    "bdm": "baseline_bdm",
    "fearon": "baseline_closed",
    "rubinstein": "baseline_closed",
    "tullock": "baseline_closed",
    "folk": "baseline_closed",
    "ktab": "baseline_ktab",
    "egame12": "baseline_egame",
    "egame122": "baseline_egame",
    "egame123": "baseline_egame",
    "ultimatum": "baseline_egame",
}
"""The module of each model, read when the model is named: most runs need none."""


class Baselines(Verbs):
    """Load the verb of a model when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the models."""
        return list(_PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a model by name."""
        if cmd_name not in _PLACES:
            return super().get_command(ctx, cmd_name)
        module: Any = import_module(f"suzerain.cli.{_PLACES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(
    cls=Baselines, epilog="\b\nExample: suzerain baseline bdm actors.csv --json"
)
def baseline() -> None:
    """Run a published model, to hold Suzerain's own answers against.

    Baselines are the classics of the field, built as published and checked against
    published numbers. They are not forecasts.
    """
