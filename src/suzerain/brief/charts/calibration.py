"""Forecasts against what followed them: one mark a group, the diagonal is perfect.

A reliability diagram (Murphy & Winkler 1977); marks grow with the number of forecasts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from suzerain.brief.figures import percent, plain
from suzerain.brief.finding import Name, say
from suzerain.brief.section import Picture, Table, cell, table
from suzerain.outlook.backtest.report import BackTest, Skill
from suzerain.outlook.scorecard import CalibrationBin

WIDE, TALL, LEFT, TOP, FOOT = 400.0, 340.0, 62.0, 14.0, 48.0
RIGHT, PARTS = 14.0, 4
ENDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 1.0)
LEAST, GROWTH = 2.2, 5.5
LOOKS = (("dot", "a"), ("diamond", "b"), ("ring", "c"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """One forecaster's groups of forecasts.

    Args:
        name: Who forecast.
        bins: The groups; empty ones are left out.
    """

    name: str
    bins: tuple[CalibrationBin, ...]

    @property
    def filled(self) -> tuple[tuple[float, float, int], ...]:
        """Mean forecast, share that came about, and count of each group."""
        return tuple(
            (one.forecast, one.happened, one.count)
            for one in self.bins
            if one.forecast is not None and one.happened is not None
        )

    @property
    def gap(self) -> float:
        """Mean distance between what was forecast and what came about."""
        total = sum(count for *_, count in self.filled)
        return sum(abs(p - o) * n for p, o, n in self.filled) / max(total, 1)


def calibration(
    forecasters: Sequence[Calibrated], title: str = "Calibration"
) -> Picture | None:
    """Draw how often what was forecast came about.

    Args:
        forecasters: At most three are drawn.
        title: What is shown.

    Returns:
        The picture, or None where no forecast was settled.

    Examples:
        >>> one = CalibrationBin(low=0, high=1, count=3, forecast=0.4, happened=1 / 3)
        >>> drawn = calibration([Calibrated(name="all", bins=(one,))])
        >>> drawn.svg.count("<circle")
        1
    """
    shown = [one for one in forecasters if one.filled][: len(LOOKS)]
    if not shown:
        return None
    best = min(shown, key=lambda one: one.gap)
    settled = sum(count for *_, count in best.filled)
    return Picture(
        id="calibration",
        title=cell(Name(text=title)),
        reading=say(
            "calibration.reading",
            "On the dashed line forecasts are as often right as they say; above it ",
            "more came about than was forecast. Over ",
            Name(text=f"{plain(settled)} forecasts"),
            " of ",
            Name(text=best.name),
            " the two are ",
            Name(text=f"{percent(best.gap).removesuffix(' %')} points"),
            " apart on average.",
        ),
        svg=_drawn(shown, title),
        legend=tuple(
            (" ".join(look), one.name) for look, one in zip(LOOKS, shown, strict=False)
        ),
        table=_table(shown),
    )


def calibration_plot(bins: Iterable[CalibrationBin]) -> Picture:
    """Draw how far all forecasts came true.

    Args:
        bins: The bins; empty ones are left out.

    Returns:
        The picture; an empty diagram where no forecast was settled.

    Examples:
        >>> one = CalibrationBin(low=0, high=1, count=3, forecast=0.4, happened=1 / 3)
        >>> calibration_plot([one]).svg.count("<circle")
        1
    """
    own = Calibrated(name="all forecasts", bins=tuple(bins))
    return calibration([own]) or _nothing()


def of_backtest(found: BackTest) -> tuple[Calibrated, ...]:
    """Choose whom to show of a back-test: the best of each kind of forecaster.

    Args:
        found: The back-test.
    """
    kinds = dict.fromkeys(model.kind for model in found.models)
    best = [
        min((m for m in found.models if m.kind == kind), key=lambda m: m.brier)
        for kind in kinds
    ]
    ranked = sorted(best, key=lambda model: model.brier)[: len(LOOKS)]
    return tuple(_of_skill(model) for model in ranked)


def _of_skill(model: Skill) -> Calibrated:
    return Calibrated(
        name=model.name,
        bins=tuple(
            CalibrationBin(
                low=one.low,
                high=one.high,
                count=one.n,
                forecast=one.forecast,
                happened=one.observed,
            )
            for one in model.bins
        ),
    )


def _nothing() -> Picture:
    return Picture(
        id="calibration",
        title=cell("Calibration"),
        reading=say("calibration.reading", "No forecast has been settled yet."),
        svg=_drawn((), "Calibration"),
        table=_table(()),
    )


def _drawn(shown: Sequence[Calibrated], title: str) -> Markup:
    values = [value for one in shown for p, o, _ in one.filled for value in (p, o)]
    end = next((e for e in ENDS if max(values, default=1.0) <= e), 1.0)
    most = max((n for one in shown for *_, n in one.filled), default=1)
    parts = [_tick(end, k / PARTS) for k in range(PARTS + 1)]
    parts.append(
        Markup('<path class="line c dashed" d="M{:g} {:g}L{:g} {:g}"/>').format(
            *_place(0, 0, end), *_place(end, end, end)
        )
    )
    # The first forecaster stands on top.
    for (kind, tone), one in reversed(list(zip(LOOKS, shown, strict=False))):
        points = [(_place(p, o, end), n) for p, o, n in one.filled]
        line = " ".join(f"{x:.1f},{y:.1f}" for (x, y), _ in points)
        parts.append(
            Markup('<polyline class="line {}" points="{}"/>').format(tone, line)
        )
        parts += [_mark(kind, tone, at, sqrt(n / most)) for at, n in points]
    words = Markup('<text x="{:g}" y="{:g}" text-anchor="middle">{}</text>')
    middle = LEFT + (WIDE - LEFT - RIGHT) / 2
    return Markup(
        '<svg class="curves calibration" role="img" viewBox="0 0 {:g} {:g}">'
        "<title>{}</title>{}{}{}</svg>"
    ).format(
        WIDE,
        TALL,
        title,
        Markup("").join(parts),
        words.format(middle, TALL - 8, "forecast, per cent"),
        Markup(
            '<g transform="translate(14 {:g}) rotate(-90)"><text>{}</text></g>'
        ).format(TOP + (TALL - TOP - FOOT) / 2 + 62, "came about, per cent"),
    )


def _place(forecast: float, happened: float, end: float) -> tuple[float, float]:
    across, down = WIDE - LEFT - RIGHT, TALL - TOP - FOOT
    x, y = LEFT + across * forecast / end, TOP + down * (1 - happened / end)
    return round(x, 1), round(y, 1)


def _tick(end: float, part: float) -> Markup:
    x, y = _place(end * part, end * part, end)
    low, right = TALL - FOOT, WIDE - RIGHT
    text = f"{100 * end * part:.3g}"
    return Markup(
        '<path class="grid" d="M{x:g} {t:g}V{b:g}M{l:g} {y:g}H{r:g}"/>'
        '<text class="given" x="{x:g}" y="{u:g}" text-anchor="middle">{p}</text>'
        '<text class="given" x="{w:g}" y="{v:g}" text-anchor="end">{p}</text>'
    ).format(
        x=x, y=y, t=TOP, b=low, l=LEFT, r=right, u=low + 17, w=LEFT - 7, v=y + 4, p=text
    )


def _mark(kind: str, tone: str, at: tuple[float, float], part: float) -> Markup:
    (x, y), size = at, round(LEAST + GROWTH * part, 1)
    if kind == "diamond":
        return Markup(
            '<path class="mark {}" d="M{:g} {:g}m0 -{s:g} {s:g} {s:g} -{s:g} {s:g} '
            '-{s:g} -{s:g}z"/>'
        ).format(tone, x, y, s=size)
    look = "mark ring" if kind == "ring" else "mark"
    return Markup('<circle class="{} {}" cx="{:g}" cy="{:g}" r="{:g}"/>').format(
        look, tone, x, y, size
    )


def _table(shown: Sequence[Calibrated]) -> Table:
    return table(
        "calibration.table",
        "Groups of forecasts, and how often what they spoke of came about",
        ("Forecaster", "Mean forecast", "Came about", "Forecasts"),
        [
            tuple(
                cell(Name(text=text))
                for text in (one.name, percent(p), percent(o), plain(n))
            )
            for one in shown
            for p, o, n in one.filled
        ],
    )
