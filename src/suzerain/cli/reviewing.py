"""The verb that lets a person judge the claims, on a page or in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suzerain.cli.failure import complain
from suzerain.cli.load import case_folder
from suzerain.cli.show import to_json
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.app.review import Review


@click.command(
    epilog="\b\nExample: suzerain review pact\n"
    "         suzerain review pact --terminal\n"
    "         suzerain review pact --export-lexicon own.csv"
)
@click.argument("folder", metavar="CASE")
@click.option("--terminal", is_flag=True, help="Review here, without a browser.")
@click.option("--no-browser", is_flag=True, help="Print the link, open nothing.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port of the page on this machine; any free one by default.",
)
@click.option("--language", default="en", help="Of the page: en, or fr for French.")
@click.option(
    "--reviewer", default="", metavar="NAME", help="Who judges; kept with it."
)
@click.option("--json", "as_json", is_flag=True, help="Print the state of the review.")
@click.option(
    "--export-lexicon",
    "lexicon",
    metavar="FILE",
    help="Write edits as lines for `suzerain read --lexicon`.",
)
def review(
    folder: str,
    reviewer: str,
    port: int,
    lexicon: str | None,
    language: str,
    *,
    terminal: bool,
    no_browser: bool,
    as_json: bool,
) -> None:
    """Judge the claims of a case: accept, edit, reject, add.

    A page opens in the browser, text on the left, claims on the right; only this
    machine can reach it. Every decision is kept at once in review.jsonl in the case
    folder. The claims stay as they were extracted; whatever reads the case applies
    the decisions.

    CASE is a case folder, as `suzerain init` makes it.
    """
    from suzerain.app.cards import told_of
    from suzerain.app.review import Review
    from suzerain.brief.language.catalogue import catalogue

    catalogue(language)  # an unknown language is refused at once
    path = case_folder([folder])
    if path is None:
        raise SuzerainError(
            f"{folder!r} is no case folder",
            "a folder that `suzerain init` made",
            f"run `suzerain init DIR --from {folder}`, then `suzerain review DIR`",
        )
    reviewing = Review(path, " ".join(reviewer.split()))
    for notice in reviewing.notices:
        complain(str(notice))
    if lexicon is not None:
        _export(reviewing, lexicon)
    elif as_json:
        click.echo(to_json(told_of(reviewing), indent=2))
    elif terminal:
        from suzerain.cli.terminal import review_in_terminal

        review_in_terminal(reviewing, sys.stdin, sys.stdout)
    else:
        _serve(reviewing, port, language, no_browser=no_browser)


def _serve(reviewing: Review, port: int, language: str, *, no_browser: bool) -> None:
    """Serve the page until the reviewer stops it; nothing is lost by stopping."""
    from suzerain.app.server import Served

    served = Served(reviewing, port, language)
    click.echo(served.url)
    sys.stdout.flush()
    complain(f"{reviewing.progress}; stop with Ctrl-C, every decision is kept at once")
    if not no_browser:
        import webbrowser

        webbrowser.open(served.url)
    try:
        served.run()
    except KeyboardInterrupt:
        reviewing.refresh()
    finally:
        served.close()
    complain(f"{reviewing.progress}; next: suzerain brief {reviewing.folder}")


def _export(reviewing: Review, target: str) -> None:
    """Write what edits teach as lines of a lexicon."""
    from suzerain.case.review_lexicon import lexicon_lines, write_lexicon
    from suzerain.sources.store import write_atomically

    lines, passed = lexicon_lines(reviewing.case, reviewing.verdicts)
    write_atomically(Path(target), write_lexicon(lines))
    for claim, why in passed:
        complain(f"{claim}: {why}")
    complain(f"wrote {len(lines)} line(s) to {target}")
