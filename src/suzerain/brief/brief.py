"""Findings in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from suzerain.brief import assertions, basis, judgments, outlooks, sourcing
from suzerain.brief.bottom import bottom_line
from suzerain.brief.contents import Contents, refs_of
from suzerain.brief.graph import trace_graph
from suzerain.brief.hinge import hinge
from suzerain.brief.keeping import keeps
from suzerain.brief.language.catalogue import Catalogue, catalogue
from suzerain.brief.language.drawn import drawing_in
from suzerain.brief.months import lasts, months
from suzerain.brief.outside import outside
from suzerain.brief.powers import rather
from suzerain.brief.reckon import reckon
from suzerain.brief.results import Results
from suzerain.brief.rewritten import translated
from suzerain.brief.rivalry import judged_reaction
from suzerain.brief.section import Section
from suzerain.brief.stands import stances
from suzerain.brief.supposed import answered_under
from suzerain.brief.supposed_changes import changes
from suzerain.brief.surprise import unexpected
from suzerain.brief.why import Tracer
from suzerain.case.case import Case
from suzerain.core.errors import SuzerainError
from suzerain.outlook.scenario import Scenario

__all__ = ["Brief", "compose", "reckon", "write_brief"]
FORMS = (".html", ".md", ".json", ".docx", ".pdf")


@dataclass(frozen=True, kw_only=True, eq=False)
class Brief(Contents):
    """The sourced account of a case: findings in order, in every form."""

    def html(self) -> str:
        """Write one self-contained page that makes no request to anywhere."""
        from suzerain.brief.render import to_html

        return to_html(self)

    def markdown(self) -> str:
        """Write it as Markdown, each number with a footnote."""
        from suzerain.brief.markdown import to_markdown

        return to_markdown(self)

    def docx(self) -> bytes:
        """Write it as a Word document with footnotes (extra `documents`)."""
        from suzerain.brief.documents.docx import to_docx

        return to_docx(self)

    def pdf(self) -> bytes:
        """Write it as a tagged PDF with footnotes (extra `documents`)."""
        from suzerain.brief.documents.pdf import to_pdf

        return to_pdf(self)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data: findings, tables, traces, run record."""
        from suzerain.brief.data import to_data

        return to_data(self)

    def save(self, path: str | Path, *, form: str | None = None) -> Path:
        """Write it to a file; its suffix says how.

        Args:
            path: Where to.
            form: `html`, `md`, `json`, `docx` or `pdf`, whatever the suffix says.

        Returns:
            The path.

        Raises:
            SuzerainError: If the suffix is none of these.
        """
        from suzerain.sources.store import write_atomically

        target = Path(path)
        suffix = f".{form}" if form else target.suffix.lower()
        if suffix not in FORMS:
            raise SuzerainError(
                f"a brief cannot be written as {suffix or 'a file without suffix'!r}",
                ", ".join(FORMS),
                "name the file brief.html",
            )
        write_atomically(target, self._written(suffix))
        return target

    def _written(self, suffix: str) -> bytes:
        import json

        match suffix:
            case ".docx":
                return self.docx()
            case ".pdf":
                return self.pdf()
            case ".html":
                text = self.html()
            case ".md":
                text = self.markdown()
            case _:
                text = json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"
        return text.encode("utf-8", "replace")

    def __str__(self) -> str:
        return "\n".join([self.title, *map(str, self.bottom_line)])

    def _repr_html_(self) -> str:
        from suzerain.brief.markup import html_pieces

        items = "".join(f"<li>{html_pieces(f)}</li>" for f in self.bottom_line)
        return f"<ul>{items}</ul>"


def write_brief(
    case: Case,
    *,
    worlds: int = 4000,
    seed: int = 1,
    language: str = "en",
    paper: str = "a4",
    scenario: Scenario | None = None,
) -> Brief:
    """Measure, solve, weigh and forecast a case, and write it up.

    Args:
        case: The case.
        worlds: How many worlds to draw.
        seed: Seed of the draws; the same seed gives the same bytes.
        language: `en`, or another that `suzerain.brief.language` has words for.
        paper: What documents are printed on, `a4` or `letter`.
        scenario: What to change first; the brief then tells the base beside it.

    Returns:
        The brief.

    Raises:
        SuzerainError: If there are no words for the language, or the scenario does not
            fit the case.
    """
    words = catalogue(language)
    results = reckon(case, worlds=worlds, seed=seed, scenario=scenario)
    return replace(compose_in(results, words), paper=paper)


def compose_in(results: Results, words: Catalogue) -> Brief:
    """Put findings, tables and pictures in order, in a language.

    Args:
        results: What the brief is written from.
        words: The language.
    """
    with drawing_in(words) as drawn:
        brief = compose(results)
    return translated(brief, words, drawn)


def compose(results: Results) -> Brief:
    """Put findings, tables and pictures in order."""
    sections = [
        _judgments(results),
        basis.pact(results),
        basis.dependence(results),
        outside(results),
        stances(results),
        outlooks.alternatives(results),
        outlooks.forecasts(results),
        months(results),
        outlooks.drivers(results),
        sourcing.gaps(results),
    ]
    bottom = bottom_line(results)
    tracer = Tracer(results)
    used = set(trace_graph(tracer, refs_of(bottom, sections)))
    sections.append(sourcing.assumptions(results, used))
    if results.scene:
        sections.insert(0, changes(results, results.scene))
        bottom = answered_under(
            results, results.scene, bottom, bottom_line(results.scene.before)
        )
    return Brief(
        results=results,
        title=_title(results),
        bottom_line=bottom,
        sections=tuple(s for s in sections if s.findings or s.blocks),
    )


def _title(results: Results) -> str:
    if results.case.title:
        return results.spoken(results.case.title)
    if results.members:
        return f"The pact between {results.pair(results.members).text}"
    return results.case.name


def _judgments(results: Results) -> Section:
    contradiction = assertions.contradiction(results)
    held = (
        contradiction,
        hinge(results) if contradiction else None,
        assertions.trade_alone(results),
        rather(results),
        judged_reaction(results),
        keeps(results),
        unexpected(results),
    )
    found = [finding for finding in held if finding]
    for weighing in results.weighings:
        found.append(judgments.belief(results, weighing))
        found += judgments.denials(results, weighing)
    found += judgments.telling_forecasts(results)
    lasting = lasts(results)
    found += [lasting] if lasting else []
    listed = assertions.asserted(results)
    return Section(
        id="judgments",
        title="Key judgments",
        short="Judgments",
        findings=tuple(found),
        blocks=(listed,) if listed else (),
    )
