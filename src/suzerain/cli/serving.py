"""The verb that opens the workplace: a case as a page one can question and edit."""

from __future__ import annotations

import sys

import click

from suzerain.cli.failure import complain
from suzerain.cli.load import case_folder
from suzerain.core.errors import SuzerainError


@click.command(
    epilog="\b\nExample: suzerain serve pact\n"
    "         suzerain serve\n"
    "         suzerain serve pact --port 8000 --no-browser"
)
@click.argument("folder", metavar="[CASE]", required=False)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port; any free one by default.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen at; beyond this machine the link holds a token.",
)
@click.option(
    "--token",
    is_flag=True,
    help="Put a token into the link on this machine too, against its other users.",
)
@click.option("--no-browser", is_flag=True, help="Print the link, open nothing.")
@click.option("--language", help="Of the pages: en, or fr for French.")
@click.option(
    "--workspace",
    default=".",
    type=click.Path(exists=True, file_okay=False, writable=True),
    help="Folder in which new cases are made; the current one by default.",
)
def serve(
    folder: str | None,
    port: int,
    host: str,
    workspace: str,
    language: str | None,
    *,
    token: bool,
    no_browser: bool,
) -> None:
    """Open a case as a page: read, review, edit, solve, ask what if.

    The page opens in the browser; only this machine can reach it. Every edit is kept
    at once in the case folder, with a history that undoes it. Any number of tabs may
    be open. Without a CASE, the page offers the example and takes your articles.

    CASE is a case folder, as `suzerain init` makes it.
    """
    from suzerain.app.workplace.house import House
    from suzerain.app.workplace.listening import Serving
    from suzerain.brief.language.catalogue import catalogue

    spoken = catalogue(language or "en")  # an unknown language is refused at once

    path = None
    if folder is not None:
        path = case_folder([folder])
        if path is None:
            raise SuzerainError(
                f"{folder!r} is no case folder",
                "a folder that `suzerain init` made",
                f"run `suzerain init DIR --from {folder}`, then `suzerain serve DIR`, "
                "or `suzerain serve` alone and drop it on the page",
            )
    command = (sys.executable, "-m", "suzerain.cli.working")
    served = Serving(
        lambda: House(workspace, command, path, spoken.code),
        port=port,
        host=host,
        guarded=token,
    )
    url = served.url
    if language:  # it counts more than what the browser keeps of an earlier choice
        url += f"{'&' if '?' in url else '?'}language={spoken.code}"
    click.echo(url)
    sys.stdout.flush()
    complain("stop with Ctrl-C; every edit is kept at once")
    if not no_browser:
        import webbrowser

        webbrowser.open(url)
    try:
        served.run()
    except KeyboardInterrupt:
        complain("stopped; nothing is lost")
