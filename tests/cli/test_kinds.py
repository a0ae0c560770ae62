"""One article in every kind of file gives the same claims."""

from __future__ import annotations

import importlib.util
import json
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from places import ROOT

from suzerain.cli.main import main
from suzerain.sources.read import read_documents

PARTS = (
    "Gas pact of two neighbours",
    "Belarus buys at least 90% of its gas from Russia, officials said on Tuesday.",
    "Russia attacked Georgia in August, and dozens of soldiers were killed.",
    "China warned Japan that it would not sign the treaty.",
)
FIELDS = (
    "kind", "subject", "relation", "object", "value", "low", "high", "unit", "polarity",
    "certainty", "attributed_to", "quote",
)  # fmt: skip


def maker(name):
    place = ROOT / "tests" / "sources" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kinds() -> dict[str, bytes]:
    made = maker("archives")
    paragraphs = [f"<p>{escape(part)}</p>" for part in PARTS[1:]]
    word = [made.paragraph(PARTS[0], "Title"), *map(made.paragraph, PARTS[1:])]
    plain = "\n\n".join(PARTS)
    return {
        "a.txt": plain.encode(),
        "wide.txt": plain.encode("utf-16"),
        "a.md": ("# " + plain).encode(),
        "a.html": f"<h1>{PARTS[0]}</h1>{''.join(paragraphs)}".encode(),
        "a.docx": made.docx(made.body(*word)),
        "a.eml": f"Subject: {PARTS[0]}\n\n{plain[len(PARTS[0]) + 2 :]}\n".encode(),
        "a.rss": made.rss(made.item(PARTS[0], "", "".join(paragraphs))),
    }


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    found = {}
    for name, data in kinds().items():
        (folder / name).write_bytes(data)
        done = CliRunner().invoke(main, ["read", "--json", str(folder / name)])
        assert done.exit_code == 0, done.stderr
        claims = [json.loads(line) for line in done.stdout.splitlines()]
        found[name] = (folder / name, claims)
    return found


@pytest.mark.parametrize("name", kinds())
def test_every_kind_gives_the_same_claims_with_exact_spans(read, name):
    path: Path = read[name][0]
    claims = read[name][1]
    (document,) = read_documents([path])
    assert claims
    for claim in claims:
        assert document.text[claim["start"] : claim["end"]] == claim["quote"]
    plain = [[one[field] for field in FIELDS] for one in read["a.txt"][1]]
    assert [[one[field] for field in FIELDS] for one in claims] == plain
