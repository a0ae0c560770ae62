"""The worked question of the manual prints on the real files what the manual says."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from places import ROOT
from read_back import real

from suzerain.sources.shelf import Shelf

PAGE = ROOT / "docs" / "how-to" / "use-datasets.md"
FILES = {"cow-trade": "cow_trade_4.0", "atop": "atop_5.1", "unga": "unga_votes"}


def test_the_worked_question_prints_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    script = re.search(r"```py\n(.+?)```", text, re.DOTALL)
    printed = re.search(r"it prints\n\n```text\n(.+?)```", text, re.DOTALL)
    assert script is not None
    assert printed is not None
    places = {name: real(folder) for name, folder in FILES.items()}
    monkeypatch.setenv("SUZERAIN_DATA", str(tmp_path))
    for name, place in places.items():
        Shelf().add(place, name)
    with redirect_stdout(StringIO()) as said:
        exec(compile(script[1], PAGE.name, "exec"), {})  # noqa: S102 - our own page
    assert said.getvalue() == printed[1]
