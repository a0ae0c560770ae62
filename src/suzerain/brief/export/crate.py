"""A case with its results and its run record as an RO-Crate 1.1 folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from suzerain.brief.export.cleaning import Cleaner
from suzerain.brief.export.content import Content
from suzerain.brief.export.graph_files import graphml

DESCRIPTOR = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
CONFORMS = "https://w3id.org/ro/crate/1.1"
_MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".graphml": "application/graphml+xml",
    ".toml": "application/toml",
    ".txt": "text/plain",
    ".jsonl": "application/jsonl",
}
Entity = dict[str, Any]


def ro_crate(
    content: Content, date: str, licence: str = "", more: Mapping[str, bytes] = {}
) -> dict[str, bytes]:
    """Write a case, its results and its run record as an RO-Crate.

    Args:
        content: The tables of an export.
        date: ISO date of publication, which RO-Crate demands.
        licence: SPDX name of the licence of the crate; without one the metadata say
            that none is declared.
        more: Further files of the case folder, such as its scenarios.

    Returns:
        Contents by path inside the crate; the case lies in `case/`, byte for byte as
        `suzerain check` reads it.
    """
    from suzerain.case.files import case_files

    case = {**case_files(content.case), **more}
    files = {
        **{f"case/{path}": data for path, data in sorted(case.items())},
        "run.json": _json(content.run),
        "results.json": _json({n: content.tables[n] for n in _RESULTS}),
        "network.graphml": graphml(content),
    }
    described = {
        "@context": CONTEXT,
        "@graph": [
            {
                "@id": DESCRIPTOR,
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": CONFORMS},
            },
            _root(content, files, date, licence),
            _licence(licence),
            *_software(content),
            _action(files),
            {"@id": "case/", "@type": "Dataset", **_parts(files, "case/")},
            *(_file(path, data) for path, data in files.items()),
        ],
    }
    return {DESCRIPTOR: _json(described), **files}


_RESULTS = ("results", "dependence", "leverage", "terms", "powers")
_TOLD = {
    "run.json": "Run record: versions, seed, worlds, checksums of the documents",
    "results.json": "Numbers with low, median, high, unit and the ids behind each",
    "network.graphml": "The network of the case and the evidence behind it",
    "case/case.toml": "Outline of the case: actors, pacts, powers, questions",
}


def _root(
    content: Content, files: Mapping[str, bytes], date: str, licence: str
) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": content.title,
        "description": f"{Cleaner().text(str(content.case))}. Every id is explained by "
        "`suzerain why case ID`, run inside this folder.",
        "datePublished": date,
        "license": {"@id": _licence(licence)["@id"]},
        "hasPart": [
            {"@id": "case/"},
            *({"@id": path} for path in files if not path.startswith("case/")),
        ],
        "mentions": {"@id": "#run"},
    }


def _licence(licence: str) -> Entity:
    if not licence:
        return {
            "@id": "#no-licence",
            "@type": "CreativeWork",
            "name": "No licence declared",
            "description": "No licence is declared for this crate. The articles in "
            "case/sources remain their publishers'.",
        }
    return {
        "@id": f"https://spdx.org/licenses/{licence}",
        "@type": "CreativeWork",
        "name": licence,
        "description": "Licence of the analyst's work; the articles in case/sources "
        "remain their publishers'.",
    }


def _software(content: Content) -> list[Entity]:
    return [
        {
            "@id": f"#{name}",
            "@type": "SoftwareApplication",
            "name": name,
            "softwareVersion": str(content.run[name]),
        }
        for name in ("suzerain", "numpy")
    ]


def _action(files: Mapping[str, bytes]) -> Entity:
    made = [path for path in files if not path.startswith("case/")]
    return {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "Measured, solved, weighed and forecast",
        "instrument": [{"@id": "#suzerain"}, {"@id": "#numpy"}],
        "object": {"@id": "case/"},
        "result": [{"@id": path} for path in made],
    }


def _parts(files: Mapping[str, bytes], folder: str) -> Entity:
    inside = [path for path in files if path.startswith(folder)]
    return {"name": "The case", "hasPart": [{"@id": path} for path in inside]}


def _file(path: str, data: bytes) -> Entity:
    known = PurePosixPath(path)
    return {
        "@id": path,
        "@type": "File",
        "name": _TOLD.get(path, known.name),
        "contentSize": str(len(data)),
        "encodingFormat": _MEDIA.get(known.suffix, "application/octet-stream"),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()
