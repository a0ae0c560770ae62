"""Every record of the floors has a word in the glossary."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "suzerain"
MODULES = sorted(
    path for path in SOURCE.glob("*/*.py") if path.parent.name not in {"app", "cli"}
)
WORDS = tomllib.loads((ROOT / "docs/reference/words.toml").read_text("utf-8"))
LONGEST = 160  # signs; an entry is one thing said once


def records(code: str) -> set[str]:
    """Public dataclasses of a module."""
    return {
        node.name
        for node in ast.parse(code).body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and any("dataclass" in ast.unparse(one) for one in node.decorator_list)
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_public_record_has_a_word(path):
    assert sorted(records(path.read_text(encoding="utf-8")) - set(WORDS)) == []


def test_a_record_without_a_word_is_found():
    code = "@dataclass(frozen=True)\nclass Nonesuch: ...\n@dataclass\nclass _Own: ...\n"
    assert records(code) - set(WORDS) == {"Nonesuch"}


def test_words_are_in_order():
    assert list(WORDS) == sorted(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_says_what_it_means_in_short(word):
    entry = WORDS[word]
    assert set(entry) <= {"means", "standard"}
    assert 0 < len(entry["means"]) <= LONGEST
    assert not entry["means"].endswith(".")
