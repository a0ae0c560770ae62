"""The words of the app's page are those of the brief, and no key is left over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from suzerain.brief import vocabulary

PAGE = Path(__file__).resolve().parents[2] / "page" / "src" / "app"
WORDS = json.loads((PAGE / "words.json").read_text(encoding="utf-8"))
SHARED = {
    "parameter": {
        key: words.replace("{}", "{good}")
        for key, words in vocabulary.PARAMETERS.items()
    },
    "hypothesis": vocabulary.ROWS,
    "sort": vocabulary.SORTS,
    "status": vocabulary.STATUSES,
}
# Keys that are put together from a name of the data and one of these heads.
MADE = (
    *("parameter", "hypothesis", "sort", "status", "answer", "cause", "certainty"),
    *("decision", "kind", "model", "shape", "table", "trace.kind", "step", "saving"),
    *("held", "place", "change", "brief", "word", "only", "show", "tab", "lever"),
    *("upload",),
)


@pytest.mark.parametrize("part", SHARED)
def test_the_app_calls_things_as_the_brief_does(part):
    own = {
        key.removeprefix(f"{part}."): words
        for key, words in WORDS.items()
        if key.startswith(f"{part}.")
    }
    assert own == SHARED[part]


def test_every_word_is_said_somewhere():
    script = "\n".join(
        one.read_text(encoding="utf-8")
        for one in (*PAGE.rglob("*.ts"), *PAGE.rglob("*.tsx"))
    )
    said = set(re.findall(r'["`]([a-z_A-Z0-9.]+)["`]', script))
    left = [
        key
        for key in WORDS
        if key not in said
        and re.sub(r"\.(one|other)$", "", key) not in said
        and not key.startswith(tuple(f"{head}." for head in MADE))
    ]
    assert left == []
