"""The frames that a user adds to those of `frames.csv`, for one reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """Rows that a reading has beside the shipped ones; told apart by identity.

    Args:
        rows: Rows with the columns of `frames.csv`.
        names: Names of actors, with their codes.
    """

    rows: tuple[Mapping[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


_NOTHING = Added()
_ADDED: ContextVar[Added] = ContextVar("added", default=_NOTHING)


def added() -> Added:
    """The rows that the reading at hand has beside the shipped ones."""
    return _ADDED.get()


def added_rows(
    rows: Iterable[Mapping[str, str]], names: Iterable[tuple[str, str]] = ()
) -> Added:
    """Rows and names to read with; make them once, since tables are kept for each.

    Args:
        rows: Rows as `read_lexicon` gives them.
        names: Names of actors and their codes, such as ("Bravia", "PRT").

    Examples:
        >>> added_rows([]) is added_rows([])
        True
    """
    made = Added(tuple(rows), tuple(names))
    return made if made.rows or made.names else _NOTHING


@contextmanager
def reading(more: Added) -> Iterator[None]:
    """Read with rows that were made before, as long as the block lasts.

    Args:
        more: What `added_rows` made.

    Examples:
        >>> with reading(added_rows([])):
        ...     added().rows
        ()
    """
    token = _ADDED.set(more)
    try:
        yield
    finally:
        _ADDED.reset(token)


@contextmanager
def with_frames(
    rows: Iterable[Mapping[str, str]], names: Iterable[tuple[str, str]] = ()
) -> Iterator[None]:
    """Read with more frames, as long as the block lasts, in this thread alone.

    Where a row of these and a shipped one match the same words, this one counts.

    Args:
        rows: Rows as `read_lexicon` gives them.
        names: Names of actors and their codes, such as ("Bravia", "PRT").

    Examples:
        >>> from suzerain.evidence.extract import extract
        >>> from suzerain.evidence.lexicon import parse_lexicon
        >>> from suzerain.sources.document import Document
        >>> line = "blimp,verb,SUPPLIES_ARMS,subj,to|rec,drones?,,,"
        >>> paper = Document(id="doc-1", name="a", text="Chad blimped drones to Mali.")
        >>> with with_frames(parse_lexicon(line)):
        ...     claim = extract([paper])[0]
        >>> claim.subject, claim.relation, claim.object
        ('TCD', 'SUPPLIES_ARMS', 'MLI')
    """
    with reading(added_rows(rows, names)):
        yield
