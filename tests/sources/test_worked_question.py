"""The worked question of the manual prints on the real files what the manual says."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO

import pytest
from places import ROOT
from real_tables import real_shelf

PAGE = ROOT / "docs" / "how-to" / "use-datasets.md"
FILES = {"cow_trade": "cow_trade_4.0", "atop": "atop_5.1", "unga": "unga_votes"}


def test_the_worked_question_prints_what_the_page_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    script = re.search(r"```py\n(.+?)```", text, re.DOTALL)
    printed = re.search(r"it prints\n\n```text\n(.+?)```", text, re.DOTALL)
    assert script is not None
    assert printed is not None
    monkeypatch.setenv("SUZERAIN_DATA", str(real_shelf(**FILES).root))
    with redirect_stdout(StringIO()) as said:
        exec(compile(script[1], PAGE.name, "exec"), {})  # noqa: S102 - our own page
    assert said.getvalue() == printed[1]
