"""From an error to words on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import Any

import click

from suzerain.core.errors import SuzerainError

INTERRUPTED = 130
DEBUG = "SUZERAIN_DEBUG"
STOPPED = "Query interrupted"  # what DuckDB raises when the user stops a query
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Verbs(click.Group):
    """List verbs in the order of the work, and turn errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the verbs in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb that was named."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (SuzerainError, KeyboardInterrupt, MemoryError, OSError) as error:
            ctx.exit(_told(error))
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if str(error) == STOPPED:
                ctx.exit(_told(KeyboardInterrupt()))
            if os.environ.get(DEBUG):
                raise
            name = type(error).__name__
            complain(
                f"InternalError: {name}: {error}.\nThis is a mistake in suzerain, "
                f"not in your input.\nHint: set {DEBUG}=1, run it again and report "
                "what is printed."
            )
            ctx.exit(1)
        return result


def _told(error: BaseException) -> int:
    """Say what went wrong, and return the exit code."""
    if isinstance(error, KeyboardInterrupt):
        complain("interrupted; nothing was left half-written")
        return INTERRUPTED
    if os.environ.get(DEBUG):
        raise error
    if isinstance(error, SuzerainError):
        complain(f"{type(error).__name__}: {error}")
        return error.exit_code
    if isinstance(error, MemoryError):
        complain("The memory is not enough.\nHint: try fewer worlds, --worlds 1000.")
        return 1
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        raise error  # click ends quietly when the reader of a pipe has gone
    _silence_output()
    complain(
        f"The output cannot be written: {getattr(error, 'strerror', '') or error}.\n"
        "Hint: check the place it goes to and the free space."
    )
    return 1


def _silence_output() -> None:
    """Keep what is still buffered from failing once more at the end."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def complain(message: str) -> None:
    """Print to standard error, without signs that could steer a terminal."""
    click.echo(harmless(message), err=True)


def harmless(text: str) -> str:
    r"""Spell out control characters, save tabs and line ends.

    Examples:
        >>> harmless("\x1b[31mred.txt")
        '\\x1b[31mred.txt'
    """
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)
