"""Every result draws itself in a notebook, and hostile names stay text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from places import EXAMPLES

import suzerain as sz


@pytest.fixture(scope="module")
def results():
    documents = sz.read_documents([EXAMPLES])
    case = sz.build_case(documents, sz.extract(documents), name="example")
    worlds = sz.Worlds(count=100)
    solution = sz.solve(case, worlds)
    return {
        "case": case,
        "grid": sz.dependence(case, worlds),
        "solution": solution,
        "weighing": sz.weigh(case, solution, worlds)[0],
        "forecast": sz.forecast(case, solution, worlds)[0],
        "trace": sz.why(case, case.ties[0].id),
        "brief": sz.write_brief(case, worlds=100),
    }


@pytest.mark.parametrize(
    "name", ["case", "grid", "solution", "weighing", "forecast", "trace", "brief"]
)
def test_a_result_draws_itself(results, name) -> None:
    page = results[name]._repr_html_()
    assert page.startswith("<")
    assert page.count("<table") == page.count("</table>")


def test_a_hostile_name_stays_text(results) -> None:
    case = replace(results["case"], name="<script>alert(1)</script>")
    assert "<script>" not in case._repr_html_()
