"""Options and arguments that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])
_HELP = {
    "table": "Print a table (the default on a terminal).",
    "csv": "Print CSV.",
    "json": "Print JSON (the default in a pipe).",
}


def case_argument(command: _Command) -> _Command:
    """Give a verb the argument CASE."""
    return click.argument("paths", nargs=-1, metavar="CASE")(command)


def record_options(command: _Command) -> _Command:
    """Give a verb with a nested result `--json` and `--table`."""
    return _forms(command, ("table", "json"))


def output_options(command: _Command) -> _Command:
    """Give a verb with rows `--json`, `--csv` and `--table`."""
    return _forms(command, ("table", "csv", "json"))


def _forms(command: _Command, forms: tuple[str, ...]) -> _Command:
    for form in forms:
        command = click.option(f"--{form}", "form", flag_value=form, help=_HELP[form])(
            command
        )
    return command


def lexicon_option(command: _Command) -> _Command:
    """Give a verb that reads articles `--lexicon`."""
    return click.option(
        "--lexicon",
        metavar="FILE",
        help="Frames of your own, as `suzerain review --export-lexicon` writes them.",
    )(command)


def petrarch_options(command: _Command) -> _Command:
    """Give a verb that reads articles a user's PETRARCH dictionaries."""
    command = click.option(
        "--petrarch-actors",
        "cast",
        metavar="FILE",
        help="Actor dictionary in the PETRARCH format.",
    )(command)
    return click.option(
        "--petrarch-verbs",
        "verbs",
        metavar="FILE",
        help="Verb dictionary in the PETRARCH format, with CAMEO codes.",
    )(command)


def worlds_options(command: _Command) -> _Command:
    """Give a verb `--worlds` and `--seed`."""
    command = click.option(
        "--seed",
        default=1,
        show_default=True,
        type=click.IntRange(min=0),
        help="Seed of the draws; same seed, same bytes.",
    )(command)
    return click.option(
        "--worlds",
        default=4000,
        show_default=True,
        type=click.IntRange(1, 1_000_000),
        help="Number of joint draws of everything uncertain.",
    )(command)
