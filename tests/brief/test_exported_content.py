"""What an export holds is what the case holds, and every id is explained."""

from __future__ import annotations

import hostile_results as hostile
import pytest
import sample
from places import EXAMPLES

import suzerain as sz
from suzerain.brief.export.cleaning import Cleaner
from suzerain.brief.export.content import columns, content_of
from suzerain.brief.export.graph import graph_of
from suzerain.brief.export.write import reckoned as reckon_for
from suzerain.brief.why import Tracer


@pytest.fixture(scope="module")
def reckoned():
    documents = sz.read_documents([EXAMPLES])
    case = sz.build_case(documents, sz.extract(documents), name="example")
    return reckon_for(case, worlds=60, seed=1)


def test_every_table_has_the_columns_that_are_described(reckoned):
    content = content_of(reckoned)
    assert list(content.tables) == list(columns())
    for name, told in columns().items():
        for row in content.tables[name]:
            assert list(row) == [column.column for column in told]


def test_every_number_has_the_type_that_is_described(reckoned):
    kinds = {"string": str, "integer": int, "boolean": bool, "list": list}
    content = content_of(reckoned)
    for name, told in columns().items():
        for column in told:
            held = [row[column.column] for row in content.tables[name]]
            kind = kinds.get(column.type, float)
            for value in held:
                empty = value is None and column.type == "number"
                assert empty or isinstance(value, kind), (name, column, value)


TRACED = (
    *("claims", "needs", "ties", "dependence", "leverage", "pacts", "terms"),
    *("powers", "stances", "results", "assumptions"),
)


def test_every_exported_id_leads_to_its_passages(reckoned):
    tracer = Tracer(reckoned)
    content = content_of(reckoned)
    counted = 0
    for name in TRACED:
        for row in content.tables[name]:
            assert tracer.trace(row["id"]).is_grounded, row["id"]
            counted += 1
    assert counted > len(reckoned.case.claims)


def test_every_basis_leads_to_its_passages(reckoned):
    tracer = Tracer(reckoned)
    content = content_of(reckoned)
    steps = {
        step
        for rows in content.tables.values()
        for row in rows
        for step in row.get("basis", ())
    }
    assert steps
    for step in steps:
        assert tracer.trace(step).is_grounded, step


def test_results_carry_the_numbers_of_the_solution(reckoned):
    rows = {row["id"]: row for row in content_of(reckoned).tables["results"]}
    assert rows["solve.p_pact"]["median"] == reckoned.solution["p_pact"]
    weighing = reckoned.weighings[0]
    for row in weighing["hypotheses"]:
        told = rows[f"weigh.{weighing['contest']}.{row['name']}"]
        assert {key: told[key] for key in ("low", "median", "high")} == row["posterior"]


def test_measures_carry_the_numbers_of_their_grid(reckoned):
    rows = {row["id"]: row for row in content_of(reckoned).tables["dependence"]}
    for labels, cell in reckoned.dependence.cells():
        told = rows[".".join(("dependence", *labels))]
        assert {key: told[key] for key in ("low", "median", "high")} == cell.to_dict()


def test_edges_join_nodes_that_are_there(reckoned):
    graph = graph_of(content_of(reckoned))
    known = {node.id for node in graph.nodes}
    assert {edge.source for edge in graph.edges} <= known
    assert {edge.target for edge in graph.edges} <= known
    assert len({edge.id for edge in graph.edges}) == len(graph.edges)


def test_a_case_without_a_pact_exports_what_it_has():
    from dataclasses import replace

    bare = replace(
        sample.results(), case=replace(sample.case(), pacts=()), solution=None
    )
    content = content_of(replace(bare, weighings=(), forecasts=()))
    assert content.tables["terms"] == []
    assert content.tables["results"] == []
    assert len(content.tables["claims"]) == len(sample.case().claims)


def test_an_unfit_character_gives_way_to_one_mark():
    cleaner = Cleaner()
    cleaned = cleaner.text(hostile.NASTY)
    assert len(cleaned) == len(hostile.NASTY)
    assert cleaner.count == hostile.UNFIT
    assert "<script>" in cleaned


def test_what_was_replaced_is_told():
    assert "replaced" in content_of(hostile.results()).notes[0]
    assert content_of(sample.results()).notes == ()
