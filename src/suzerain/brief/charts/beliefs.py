"""Hypotheses before and after the evidence."""

from __future__ import annotations

from markupsafe import Markup

from suzerain.brief.charts.strip import Span, rows, strip
from suzerain.brief.figures import bracketed, plain_range, spread_text
from suzerain.brief.finding import Pieces, number, say
from suzerain.brief.labels import row_words, sort_words
from suzerain.brief.markup import html_pieces
from suzerain.brief.results import Record, Results, weighed_items
from suzerain.brief.section import Picture, Table, cell, table

LEGEND = (("ring c", "before the evidence"), ("dot a", "after the evidence"))


def beliefs(results: Results, weighing: Record) -> Picture:
    """Draw prior and posterior of each hypothesis.

    Args:
        results: The case and its results.
        weighing: One contested question, weighed.
    """
    contest = weighing["contest"]
    first = weighing["hypotheses"][0]["name"]
    return Picture(
        id=f"beliefs.{contest}",
        title=cell(
            number(
                f"weigh.{contest}.{first}",
                results.spoken(weighing["question"]),
                quiet=True,
            )
        ),
        reading=say(
            f"beliefs.{contest}.reading",
            "How credible each explanation is, from not at all (left) to certain "
            "(right); lines hold the middle four fifths of the worlds.",
        ),
        svg=rows([_row(contest, h) for h in all_rows(weighing)]),
        legend=LEGEND,
        table=table(
            f"beliefs.{contest}.table",
            "Prior beside posterior",
            ("Explanation", "Before (range)", "After (range)"),
            [_table_row(contest, h) for h in all_rows(weighing)],
        ),
    )


def all_rows(weighing: Record) -> list[Record]:
    """The hypotheses, then their sums, such as that it knew at all."""
    return [*weighing["hypotheses"], *weighing.get("sums", ())]


def _row(contest: str, hypothesis: Record) -> tuple[Markup, Markup, Markup]:
    ref = f"weigh.{contest}.{hypothesis['name']}"
    spans = [
        Span(low=h["low"], high=h["high"], at=h["median"], mark=mark, tone=tone)
        for h, mark, tone in (
            (hypothesis["prior"], "ring", "c"),
            (hypothesis["posterior"], "dot", "a"),
        )
    ]
    words = row_words(hypothesis["name"])
    drawn = strip(spans, f"Belief that {words}", ref)
    figures = cell(number(ref, bracketed(hypothesis["posterior"])))
    return html_pieces(cell(words)), drawn, html_pieces(figures)


def _table_row(contest: str, hypothesis: Record) -> tuple[Pieces, ...]:
    ref = f"weigh.{contest}.{hypothesis['name']}"
    return (
        cell(row_words(hypothesis["name"])),
        cell(number(ref, bracketed(hypothesis["prior"]))),
        cell(number(ref, bracketed(hypothesis["posterior"]))),
    )


def matrix(results: Results, weighing: Record) -> Table:
    """Set explanations in rows against kinds of evidence in columns.

    Each cell is how likely such evidence would be if the explanation were true.

    Args:
        results: The case and its results.
        weighing: One contested question, weighed.
    """
    contest, register = weighing["contest"], results.case.register
    sorts = list(dict.fromkeys(item["sort"] for item in weighed_items(weighing)))
    lines: list[tuple[Pieces, ...]] = []
    for hypothesis in weighing["hypotheses"]:
        ref = f"weigh.{contest}.{hypothesis['name']}"
        cells = [cell(row_words(hypothesis["name"]))]
        cells.append(cell(number(ref, bracketed(hypothesis["prior"]))))
        for sort in sorts:
            key = f"likelihood.{sort}.{hypothesis['name']}"
            spread = register[key].spread if key in register else None
            cells.append(
                cell(number(key, spread_text(spread))) if spread else cell("none")
            )
        cells.append(cell(number(ref, bracketed(hypothesis["posterior"]))))
        lines.append(tuple(cells))
    return table(
        f"matrix.{contest}",
        "How likely each kind of evidence would be under each explanation (assumed)",
        ("Explanation", "Before", *map(sort_words, sorts), "After"),
        lines,
        key="matrix",
        folded=True,
    )


def evidence_table(results: Results, weighing: Record) -> Table:
    """List what speaks for and against, with the weight of each item.

    Args:
        results: The case and its results.
        weighing: One contested question, weighed.
    """
    contest = weighing["contest"]
    lines: list[tuple[Pieces, ...]] = []
    ranked = sorted(
        enumerate(weighed_items(weighing), start=1),
        key=lambda pair: -abs(pair[1].get("bits", 0)),
    )
    for k, item in ranked:
        ratio = item["likelihood_ratio"]
        words = results.quotes(tuple(item["claims"]))
        lines.append(
            (
                cell(sort_words(item["sort"])),
                cell(
                    number(
                        f"weigh.{contest}.item{k}",
                        plain_range(ratio["low"], ratio["high"]),
                    )
                ),
                cell(words) if words else cell("no source reports any"),
            )
        )
    return table(
        f"evidence.{contest}",
        "The evidence, the most telling first: the factor by which it changes the odds "
        "that it knew; one would be no change",
        ("Evidence", "Factor", "In the words of the source"),
        lines,
        key="quotes",
    )
