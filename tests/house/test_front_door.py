"""The front door is lazy, complete and documented."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib

import pytest
from places import ROOT

import suzerain

SOURCE = ROOT / "src" / "suzerain"
DOORS = {
    SOURCE / "sources" / "fetch.py",  # opened only for an address that was named
    SOURCE / "app" / "server.py",  # listens on this machine, asks nobody
    SOURCE / "app" / "workplace" / "listening.py",  # listens where it was told to
    SOURCE / "app" / "workplace" / "gate.py",  # knows the names of its own machine
    SOURCE / "evidence" / "model_client.py",  # opened only for a model that was named
}
NETWORK = {
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "requests",
    "httpx",
    "ftplib",
}


def _imports(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_importing_the_package_loads_the_standard_library_only() -> None:
    code = (
        "import sys; before = set(sys.modules); import suzerain;"
        "print(*{m.split('.')[0] for m in set(sys.modules) - before})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) <= sys.stdlib_module_names | {"suzerain"}


@pytest.mark.parametrize("name", suzerain.__all__)
def test_every_public_name_can_be_reached(name: str) -> None:
    assert getattr(suzerain, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="power_behind"):
        suzerain.power_behind  # noqa: B018


def test_every_public_class_has_a_word_in_the_glossary() -> None:
    words = tomllib.loads((ROOT / "docs/reference/words.toml").read_text())
    classes = {
        name
        for name in suzerain.__all__
        if isinstance(getattr(suzerain, name), type) and not name.endswith("Error")
    }
    assert classes <= set(words)


@pytest.mark.parametrize(
    "path", sorted(set(SOURCE.rglob("*.py")) - DOORS), ids=lambda path: path.stem
)
def test_no_module_opens_the_network(path) -> None:
    assert not _imports(ast.parse(path.read_text())) & NETWORK


def test_floor_packages_hold_a_docstring_and_nothing_else() -> None:
    for path in SOURCE.glob("*/__init__.py"):
        assert len(ast.parse(path.read_text()).body) == 1, path


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "misc", "base", "manager", "handler"}
    assert not {path.stem for path in SOURCE.rglob("*.py")} & empty
