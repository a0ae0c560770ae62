"""The verb `mcp`: a case for an assistant to ask."""

from __future__ import annotations

from pathlib import Path

import click

from suzerain.cli.failure import complain
from suzerain.cli.load import is_case
from suzerain.cli.options import worlds_options
from suzerain.core.errors import SuzerainError


@click.command("mcp", epilog="Example: suzerain mcp pact")
@click.argument("folder", metavar="[CASE]", default=".")
@worlds_options
def mcp(folder: str, worlds: int, seed: int) -> None:
    """Serve a case to an assistant over the Model Context Protocol (extra `mcp`).

    Eight tools (read, claims, measure, solve, weigh, forecast, what_if, why) answer
    with values, ranges, passages and assumptions. They read the case folder alone,
    change nothing and ask no network. The assistant's program starts this command and
    talks over its standard input and output.

    CASE is a case folder; the current one when left out.
    """
    if not is_case(folder):
        raise SuzerainError(
            f"there is no case in {folder!r}",
            "a case folder",
            "make one with `suzerain init DIR --from FILES`",
        )
    from suzerain.app.assistant.desk import Desk
    from suzerain.app.assistant.server import mcp_server

    server = mcp_server(Desk(folder=Path(folder), worlds=worlds, seed=seed))
    complain(f"serving {folder} to an assistant on standard input; Ctrl-C ends it")
    server.run("stdio")
