"""Each form of an export is read back by the tools it is for."""

from __future__ import annotations

import hashlib
import io
import json
import tomllib
from collections import defaultdict

import hostile_results as hostile
import pytest
import sample
from lxml import etree

from suzerain.brief.export.content import columns, content_of
from suzerain.brief.export.graph import graph_of
from suzerain.brief.export.placing import FORMS
from suzerain.brief.export.write import Terms, as_form
from suzerain.case.files import read_case
from suzerain.core.errors import SuzerainError

TOLD = Terms(date="2031-03-04", licence="CC-BY-4.0", authors=("Ada Vool",))
CASES = {"plain": sample.results, "hostile": hostile.results}
RECKONED = [form for form in FORMS if form != "ach"]


@pytest.fixture(params=CASES)
def results(request):
    return CASES[request.param]()


def written(results, form):
    return as_form(results, form, TOLD).files


@pytest.mark.parametrize("form", RECKONED)
def test_the_same_results_give_the_same_bytes(form):
    assert written(sample.results(), form) == written(sample.results(), form)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_graph_is_well_formed_xml_and_holds_no_markup_of_a_source(results, form):
    root = etree.fromstring(written(results, form)[""])
    assert not root.xpath("//*[local-name()='script']")


@pytest.mark.parametrize("form", ["graphml", "gexf", "node-link"])
def test_networkx_reads_nodes_and_edges_as_they_are(results, form):
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    data = written(results, form)[""]
    match form:
        case "graphml":
            read = networkx.read_graphml(io.BytesIO(data))
        case "gexf":
            read = networkx.read_gexf(io.BytesIO(data))
        case _:
            read = networkx.node_link_graph(json.loads(data), edges="edges")
    graph = graph_of(content_of(results))
    assert read.is_directed()
    assert {n: d["label"] for n, d in read.nodes(data=True)} == {
        node.id: node.label for node in graph.nodes
    }
    edges = {key: (a, b, data) for a, b, key, data in read.edges(keys=True, data=True)}
    assert len(edges) == len(graph.edges)
    for edge in graph.edges:
        source, target, data = edges[edge.id]
        assert (source, target, data["kind"]) == (edge.source, edge.target, edge.kind)
        for name in ("low", "median", "high", "basis"):
            assert data.get(name) == edge.data.get(name)


def test_parquet_gives_every_row_back(results, tmp_path):
    import duckdb

    content = content_of(results)
    for path, data in written(results, "parquet").items():
        (tmp_path / path).write_bytes(data)
    for name, told in columns().items():
        with duckdb.connect() as door:
            file = str(tmp_path / f"{name}.parquet")
            answer = door.execute("SELECT * FROM read_parquet(?)", [file])
            heads = [one[0] for one in answer.description]
            rows = [dict(zip(heads, row, strict=True)) for row in answer.fetchall()]
        assert heads == [column.column for column in told]
        assert rows == content.tables[name]


def test_the_data_package_describes_every_field(results):
    files = written(results, "parquet")
    described = json.loads(files["datapackage.json"])
    assert described["licenses"] == [{"name": "CC-BY-4.0"}]
    assert len(described["sources"]) == len(results.case.documents)
    for resource in described["resources"]:
        assert resource["path"] in files
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == [c.column for c in columns()[resource["name"]]]
        keys = resource["schema"].get("primaryKey", [])
        assert set(keys) <= set(fields)
        for field in fields.values():
            assert field["description"]
            assert field["type"] != "number" or field["unit"]


def test_frictionless_accepts_the_data_package(tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="it is not installed")
    for path, data in written(sample.results(), "parquet").items():
        (tmp_path / path).write_bytes(data)
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    assert len(package.resources) == len(columns())


def test_the_primary_keys_of_the_tables_are_unique(results):
    content = content_of(results)
    described = json.loads(written(results, "parquet")["datapackage.json"])
    for resource in described["resources"]:
        keys = resource["schema"].get("primaryKey")
        rows = [
            tuple(r[k] for k in keys or ()) for r in content.tables[resource["name"]]
        ]
        assert not keys or len(set(rows)) == len(rows)


def statements(results):
    return [json.loads(line) for line in written(results, "ftm")[""].splitlines()]


def test_every_statement_has_the_key_that_followthemoney_gives_it(results):
    for one in statements(results):
        key = f"{one['dataset']}.{one['entity_id']}.{one['prop']}.{one['value']}"
        assert (
            one["id"] == hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
        )


def test_every_claim_that_names_someone_stands_in_a_statement():
    told = {s["value"] for s in statements(sample.results()) if s["prop"] == "recordId"}
    assert {claim.id for claim in sample.case().claims} <= told


def test_followthemoney_reads_valid_entities(results):
    pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    from followthemoney import model
    from followthemoney.dataset import Dataset
    from followthemoney.statement import Statement
    from followthemoney.statement.entity import StatementEntity

    by_entity = defaultdict(list)
    for line in statements(results):
        one = Statement.from_dict(line)
        assert one.id == one.generate_key()
        by_entity[one.canonical_id].append(one)
    dataset = Dataset.make(
        {"name": next(iter(by_entity.values()))[0].dataset, "title": "t"}
    )
    entities = {
        key: StatementEntity.from_statements(dataset, told)
        for key, told in by_entity.items()
    }
    for entity in entities.values():
        entity.schema.validate(entity.to_dict())
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(model.get(prop.range.name))
            else:
                assert prop.type.validate(value), (prop, value)


def test_the_crate_lists_every_file_with_its_checksum(results):
    files = written(results, "ro-crate")
    described = json.loads(files["ro-crate-metadata.json"])
    entities = {one["@id"]: one for one in described["@graph"]}
    assert len(entities) == len(described["@graph"])
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    listed = {key for key, one in entities.items() if one["@type"] == "File"}
    assert listed == set(files) - {"ro-crate-metadata.json"}
    for key in listed:
        assert entities[key]["sha256"] == hashlib.sha256(files[key]).hexdigest()
    reached = {"./", "ro-crate-metadata.json"}
    for one in described["@graph"]:
        for value in one.values():
            for link in value if isinstance(value, list) else [value]:
                if isinstance(link, dict):
                    reached.add(link["@id"])
    assert set(entities) <= reached
    assert reached - set(entities) == {"https://w3id.org/ro/crate/1.1"}


def test_the_case_of_a_crate_is_the_case(tmp_path):
    for path, data in written(sample.results(), "ro-crate").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    tomllib.loads((tmp_path / "case/case.toml").read_text(encoding="utf-8"))
    read = read_case(tmp_path / "case")
    assert read.claims == sample.case().claims
    assert read.ties == sample.case().ties


def test_a_citation_keeps_every_text_within_quotes(results):
    lines = written(results, "citation")[""].decode().splitlines()
    for line in lines:
        name, _, value = line.lstrip(" -").partition(": ")
        assert name.rstrip(":").replace("-", "").isalpha(), line
        if value.startswith('"'):
            json.loads(value)
        else:
            assert value in ("", "1.2.0", "dataset") or value.isdigit(), line
    assert '  - name: "Ada Vool"' in lines


def test_yaml_reads_the_citation_as_it_is_meant(results):
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    read = yaml.safe_load(written(results, "citation")[""])
    assert read["cff-version"] == "1.2.0"
    assert read["title"] == " ".join(content_of(results).title.split())
    assert len(read["references"]) == 1 + len(results.case.documents)


@pytest.mark.parametrize(
    "given", [{"licence": "my own!"}, {"date": "2031-02-30"}, {"date": "soon"}]
)
def test_a_licence_or_date_that_is_none_is_refused(given):
    with pytest.raises(SuzerainError, match="is no"):
        Terms(**given)
