"""What stands in a brief, whatever form it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from suzerain.brief.finding import Finding, Number, Piece, Quote
from suzerain.brief.language.catalogue import Catalogue, catalogue
from suzerain.brief.language.pen import say_steps
from suzerain.brief.results import Results
from suzerain.brief.section import Picture, Section, tables
from suzerain.brief.supposed import steps_under


@dataclass(frozen=True, kw_only=True, eq=False)
class Contents:
    """Hold a brief's sentences, tables and pictures in order.

    Args:
        results: What it is written from.
        title: Its title.
        bottom_line: Answers for the first screen.
        sections: The rest, in reading order.
        words: The language it is written in.
        paper: What documents are printed on, `a4` or `letter`.
    """

    results: Results
    title: str
    bottom_line: tuple[Finding, ...]
    sections: tuple[Section, ...]
    words: Catalogue = field(default_factory=catalogue)
    paper: str = "a4"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every sentence, most important first."""
        return (
            *self.bottom_line,
            *(f for section in self.sections for f in section.findings),
        )

    @cached_property
    def traces(self) -> dict[str, dict[str, Any]]:
        """The steps behind all numbers, each once, parents by id."""
        refs = refs_of(self.bottom_line, self.sections)
        return say_steps(steps_under(self.results, refs), self.words)

    @property
    def run(self) -> dict[str, Any]:
        """What is needed to make the same brief again."""
        return {
            "suzerain": _version("suzerain"),
            "numpy": _version("numpy"),
            "worlds": self.results.worlds,
            "worlds_by_month": (self.results.simulated or {}).get("worlds"),
            "seed": self.results.seed,
            "as_of": self.results.case.as_of,
            "documents": [
                {"name": doc.name, "id": doc.id, "sha256": doc.sha256}
                for doc in self.results.case.documents
            ],
            "extractors": sorted(
                {c.extractor for c in self.results.case.claims if c.extractor}
            ),
            "overruled": [a.id for a in self.results.case.register.overruled],
        }


def refs_of(bottom: tuple[Finding, ...], sections: Iterable[Section]) -> list[str]:
    """Ids of all numbers and quotations, in the order in which they are met."""
    pieces: list[Piece] = [piece for finding in bottom for piece in finding.pieces]
    for section in sections:
        pieces += [p for finding in section.findings for p in finding.pieces]
        for block in section.blocks:
            if isinstance(block, Picture):
                pieces += [*block.title, *block.reading.pieces]
            for listed in tables(block):
                pieces += [p for row in listed.rows for cell in row for p in cell]
    refs: list[str] = []
    for piece in pieces:
        if isinstance(piece, Number):
            refs.append(piece.ref)
        elif isinstance(piece, Quote):
            refs += [quote.claim for quote in piece.all]
    return list(dict.fromkeys(refs))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # pragma: no cover - run from a bare checkout
        return "unknown"
