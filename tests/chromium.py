"""What tests of a page need of the machine, and what axe-core says of the page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

WIDE, NARROW = 1440, 360
LOOKS: dict[str, dict[str, Any]] = {
    "all": {},
    "colours": {"runOnly": ["color-contrast"]},
    "form": {"rules": {"color-contrast": {"enabled": False}}},
}
"""What axe looks at. Contrasts take it longest, and a theme changes nothing else."""
VIEWS = [(WIDE, "light", "all"), (WIDE, "dark", "colours"), (NARROW, "light", "form")]
"""Widths and themes in which a page is looked at, and what for."""
SCHEMES = [("light", "all"), ("dark", "colours")]
"""Themes in which a page is looked at, and what for."""


def missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is not on this machine")


def axe(page: Any, look: str = "all") -> list[str]:
    try:
        import axe_playwright_python as package
    except ImportError:
        missing("axe-core (axe-playwright-python)")
    script = next(Path(package.__file__).parent.rglob("axe*.js"))
    page.evaluate(script.read_text(encoding="utf-8"))
    chosen = {"resultTypes": ["violations"], **LOOKS[look]}
    found = page.evaluate("chosen => axe.run(document, chosen)", chosen)
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
