"""Screens of the brief and of the app, as people with three widths of window see them.

`tools/make_pictures.py` takes them for the manual.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "docs" / "pictures" / "screens"
SIZES = {1440: 900, 1024: 768, 390: 844}
QUALITY = 60
PLACES = ("overview", "case", "solve", "weigh", "scenarios", "assumptions")


def take_screens(browser: Any, brief: str, folder: Path) -> None:
    """Take every screen in every width; the middle one in the dark.

    Args:
        browser: Chromium.
        brief: Address of the example brief.
        folder: Where a case may be made.
    """
    SCREENS.mkdir(parents=True, exist_ok=True)
    for name, act in (("brief", None), ("trace", ask), ("what-if", move)):
        _in_each_width(browser, brief, name, act)
    with served(folder) as address:
        for place in PLACES:
            _in_each_width(browser, f"{address}#/{place}", f"app-{place}", solved)
        _in_each_width(browser, f"{address}review/", "app-review", None)


def ask(page: Any) -> None:
    """Click the first figure."""
    page.locator("#bottom-line a.n").first.click()
    page.locator("#panel .panel-value").first.wait_for()


def move(page: Any) -> None:
    """Move the first slider."""
    section = page.locator("#what-if")
    section.scroll_into_view_if_needed()
    slider = section.locator("input[type=range]").first
    slider.wait_for()
    slider.focus()
    for _ in range(8):
        slider.press("ArrowLeft")
    page.wait_for_timeout(600)
    page.evaluate("document.getElementById('what-if').scrollIntoView()")


def solved(page: Any) -> None:
    """Solve or weigh, where the place offers it and it is not yet done."""
    page.wait_for_timeout(800)
    run = page.get_by_role("button", name=re.compile(r"^(Solve|Weigh)"))
    if run.count() and run.first.is_enabled():
        run.first.click()
        page.wait_for_timeout(6000)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a case of the example articles, and give its address."""
    program = shutil.which("suzerain", path=str(Path(sys.executable).parent))
    if program is None:
        raise SystemExit("suzerain is not installed beside this Python")
    case = folder / "example"
    articles = str(ROOT / "examples" / "articles")
    subprocess.run(
        [program, "init", str(case), "--from", articles], check=True, cwd=folder
    )
    server = subprocess.Popen(
        [program, "serve", str(case), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
    )
    try:
        yield (server.stdout.readline() if server.stdout else "").strip()
    finally:
        server.terminate()
        server.wait()


def _in_each_width(
    browser: Any, address: str, name: str, act: Callable[[Any], None] | None
) -> None:
    for width, height in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if width == sorted(SIZES)[1] else "light",
        )
        page = context.new_page()
        page.goto(address)
        page.wait_for_timeout(800)
        if act is not None:
            act(page)
        page.screenshot(
            path=SCREENS / f"{name}-{width}.jpg", type="jpeg", quality=QUALITY
        )
        context.close()
