"""What tests of a page need of the machine, and what axe-core says of the page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest


def missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is not on this machine")


def axe(page: Any) -> list[str]:
    try:
        import axe_playwright_python as package
    except ImportError:
        missing("axe-core (axe-playwright-python)")
    script = next(Path(package.__file__).parent.rglob("axe*.js"))
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
