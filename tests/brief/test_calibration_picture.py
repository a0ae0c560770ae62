"""Forecasts against what followed, drawn: places, sizes, shapes, nothing."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html

from suzerain.brief.alone import alone
from suzerain.brief.charts.calibration import (
    Calibrated,
    calibration,
    calibration_plot,
    of_backtest,
)
from suzerain.outlook.backtest.report import BackTest, Skill
from suzerain.outlook.backtest.scores import Bin
from suzerain.outlook.scorecard import CalibrationBin


def bins(*points: tuple[float, float, int]) -> tuple[CalibrationBin, ...]:
    return tuple(
        CalibrationBin(low=0, high=1, count=n, forecast=p, happened=o)
        for p, o, n in points
    )


def skill(name: str, kind: str, brier: float) -> Skill:
    return Skill(
        name=name,
        meaning="",
        kind=kind,  # type: ignore[arg-type]
        auc=0.5,
        auc_within=None,
        brier=brier,
        log_score=0.1,
        skill=0.0,
        reliability=0.0,
        resolution=0.0,
        top=0.0,
        interval={},
        against={},
        bins=(Bin(low=0, high=1, forecast=0.1, observed=0.2, n=40),),
    )


def test_what_came_about_more_often_stands_above_the_line() -> None:
    drawn = calibration([Calibrated(name="one", bins=bins((0.5, 0.8, 9)))])
    assert drawn is not None
    dot = html.fragment_fromstring(drawn.svg).xpath(".//circle")[0]
    (line,) = re.findall(r'line c dashed" d="M(\S+) (\S+)L(\S+) (\S+)"', drawn.svg)
    x0, y0, x1, y1 = map(float, line)
    on_line = y0 + (float(dot.get("cx")) - x0) * (y1 - y0) / (x1 - x0)
    assert float(dot.get("cy")) < on_line


def test_marks_grow_with_the_number_of_forecasts() -> None:
    drawn = calibration(
        [Calibrated(name="one", bins=bins((0.2, 0.2, 4), (0.6, 0.6, 64)))]
    )
    assert drawn is not None
    few, many = html.fragment_fromstring(drawn.svg).xpath(".//circle")
    assert float(many.get("r")) > 2 * float(few.get("r"))


def test_forecasters_differ_by_shape_and_the_closest_is_named() -> None:
    drawn = calibration(
        [
            Calibrated(name="far", bins=bins((0.2, 0.6, 10))),
            Calibrated(name="near", bins=bins((0.3, 0.32, 50))),
            Calibrated(name="third", bins=bins((0.1, 0.3, 5))),
            Calibrated(name="fourth", bins=bins((0.1, 0.3, 5))),
        ]
    )
    assert drawn is not None
    assert [words for _, words in drawn.legend] == ["far", "near", "third"]
    assert "50 forecasts of near the two are 2.0 points" in str(drawn.reading)
    looks = [
        m.get("class")
        for m in html.fragment_fromstring(drawn.svg).xpath(
            ".//*[starts-with(@class, 'mark')]"
        )
    ]
    assert looks == ["mark ring c", "mark b", "mark a"]


def test_rare_events_have_a_scale_of_their_own() -> None:
    drawn = calibration([Calibrated(name="one", bins=bins((0.01, 0.03, 9)))])
    assert drawn is not None
    ticks = html.fragment_fromstring(drawn.svg).xpath(".//text[@class='given']")
    assert {t.text for t in ticks} == {"0", "1.25", "2.5", "3.75", "5"}


def test_without_settled_forecasts_there_is_no_picture_and_a_file_says_so() -> None:
    empty = CalibrationBin(low=0, high=1, count=0, forecast=None, happened=None)
    assert calibration([Calibrated(name="one", bins=(empty,))]) is None
    root = etree.fromstring(alone(calibration_plot([empty])).svg.encode())
    assert "No forecast has been settled" in root[1].text


def test_a_file_holds_every_filled_group() -> None:
    text = alone(calibration_plot(bins((0.2, 0.2, 4), (0.6, 0.7, 6)))).svg
    root = etree.fromstring(text.encode())
    assert root.get("role") == "img"
    assert text.count("<circle") == 1 + 2


@pytest.mark.parametrize("count", [1, 4])
def test_of_a_back_test_the_best_of_each_kind_is_shown(count: int) -> None:
    models = (
        skill("weak", "ours", 0.3),
        skill("strong", "ours", 0.1),
        skill("base", "base", 0.2),
        skill("both", "both", 0.15),
        skill("paper", "published", 0.4),
    )[: count + 1]
    found = BackTest(
        study="s",
        outcome="o",
        question="Did it?",
        rule="",
        origins=(2000,),
        n=40,
        units=4,
        events=8,
        against="base",
        models=models,
        void={},
        unfitted=(),
        watched=(),
        data=(),
        notes=(),
    )
    names = [one.name for one in of_backtest(found)]
    assert names == (["strong"] if count == 1 else ["strong", "both", "base"])
