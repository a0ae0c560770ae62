"""A back-test as text for the manual: every figure and sentence from its results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from suzerain.core.errors import OutlookError
from suzerain.outlook.backtest.reading import read_out
from suzerain.outlook.backtest.report import BackTest, Seen, Skill
from suzerain.outlook.backtest.retrials import Retrial
from suzerain.outlook.backtest.scores import Bin

BEGIN: Final = "<!-- figures of {} -->"
DIGITS: Final = 3
"""Decimals of a score."""
SMALL: Final = 20
"""A score below one over this has two decimals more."""
END: Final = "<!-- end of figures -->"
_BLOCK: Final = re.compile(
    r"<!-- figures of ([\w-]+) -->\n.*?<!-- end of figures -->", re.DOTALL
)


def from_record(record: Mapping[str, Any]) -> BackTest:
    """Read a back-test back from what `suzerain backtest NAME --save` writes.

    Args:
        record: One result, as `BackTest.to_dict` gives it, JSON or not.
    """
    whole = dict(record)
    models = tuple(_skill(one) for one in whole.pop("models"))
    watched = tuple(
        Seen(**{**one, "unit": tuple(one["unit"])}) for one in whole.pop("watched")
    )
    listed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in whole.items()
    }
    return BackTest(**listed, models=models, watched=watched)


def _skill(record: Mapping[str, Any]) -> Skill:
    whole = dict(record)
    for name in ("interval", "against"):
        whole[name] = {
            key: None if span is None else (span[0], span[1])
            for key, span in whole[name].items()
        }
    whole["bins"] = tuple(Bin(**one) for one in whole["bins"])
    return Skill(**whole)


def account(found: BackTest) -> str:
    """Write one back-test as Markdown.

    Args:
        found: The back-test.

    Returns:
        Rule, table of scores with intervals, what it means, what was left out, and
        what a reader must know. No heading, so that it fits under any.
    """
    return "\n".join(
        [
            f"**{found.question}**",
            found.rule,
            "",
            *_table(found),
            "",
            *read_out(found),
            "",
            *_watched(found),
            *_left_out(found),
            *(f"- {note}" for note in found.notes),
            f"- Data: {', '.join(found.data)}.",
        ]
    )


def _table(found: BackTest) -> list[str]:
    scores = "AUC | within years | Brier | log"
    lines = [
        f"| forecast | goes by | {scores} | lead in AUC over `{found.against}` |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in found.models:
        lead = one.against.get("auc")
        cells = (
            f"`{one.name}`",
            one.meaning,
            _with_span(one.auc, one.interval.get("auc")),
            _plain(one.auc_within),
            _with_span(one.brier, one.interval.get("brier"), _digits(one.brier)),
            _plain(one.log_score, _digits(one.log_score)),
            "" if lead is None else f"{lead[0]:+.3f} to {lead[1]:+.3f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _watched(found: BackTest) -> list[str]:
    """Say where units shown by themselves stood, in each forecast."""
    lines: list[str] = []
    for seen in found.watched:
        who = " and ".join(seen.unit)
        lines += [f"**{who}, asked at the end of {seen.origin}.** {seen.why}.", ""]
        if not seen.candidates:
            lines += ["It was not among the pairs asked.", ""]
            continue
        lines += [
            "| forecast | chance | rank | of all asked that year |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| `{name}` | {seen.chance[name]:.2%} | {rank:,.0f} of "
            f"{seen.candidates:,} | higher than {1 - rank / seen.candidates:.0%} |"
            for name, rank in seen.rank.items()
        ]
        lines.append("")
    return lines


def _left_out(found: BackTest) -> list[str]:
    if not found.void:
        return []
    parts = (f"{count:,} ({why})" for why, count in found.void.items())
    return [f"- Left out: {'; '.join(parts)}."]


def retold(found: Iterable[Retrial]) -> str:
    """Write figures of earlier trials beside what is found now, as Markdown."""
    lines = [
        "| figure | by this definition | n | trial | found |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.what} | {one.how} | {one.n:,} | {one.said:g} | {one.found:.3f} |"
        for one in found
    ]
    return "\n".join(lines)


def fill(page: str, blocks: Mapping[str, str]) -> str:
    r"""Put texts between the marks of a page.

    Args:
        page: Markdown in which `<!-- figures of NAME -->` and `<!-- end of figures
            -->` stand around each place to fill.
        blocks: Text by name.

    Returns:
        The page, filled; filling it again changes nothing.

    Raises:
        OutlookError: If the page asks for a text that is not there.

    Examples:
        >>> page = "<!-- figures of rain -->\n<!-- end of figures -->"
        >>> print(fill(page, {"rain": "It rained."}))
        <!-- figures of rain -->
        <BLANKLINE>
        It rained.
        <BLANKLINE>
        <!-- end of figures -->
    """

    def put(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in blocks:
            raise OutlookError(
                f"the page asks for figures of {name!r}", ", ".join(blocks)
            )
        return f"{BEGIN.format(name)}\n\n{blocks[name]}\n\n{END}"

    return _BLOCK.sub(put, page)


def _digits(value: float) -> int:
    """Decimals that tell small scores, those of rare events, apart."""
    return DIGITS if value > 1 / SMALL else DIGITS + 2


def _plain(value: float | None, digits: int = DIGITS) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _with_span(
    value: float | None, span: tuple[float, float] | None, digits: int = DIGITS
) -> str:
    said = _plain(value, digits)
    if span is None:
        return said
    return f"{said} ({span[0]:.{digits}f} to {span[1]:.{digits}f})"
