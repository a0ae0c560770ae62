"""Pictures of the example brief for the front page and the manual.

Run from the repository root with Chromium installed:

    python tools/make_pictures.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDE, TALL = 1440, 900
PHONE, PHONE_TALL = 390, 844
LARGEST = 300_000  # bytes


def write_example(folder: Path) -> str:
    """Write the brief of the example articles and return its address."""
    import suzerain as sz

    documents = sz.read_documents([ROOT / "examples" / "articles"])
    case = sz.build_case(documents, sz.extract(documents), name="example")
    return sz.write_brief(case).save(folder / "brief.html").as_uri()


def open_page(browser: Any, address: str, width: int, height: int) -> Any:
    """Open the brief in the light, as on a screen of this size."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="light"
    )
    page = context.new_page()
    page.goto(address)
    return page


def take(browser: Any, address: str) -> None:
    """Take the first screen, the network and the first screen of a phone."""
    page = open_page(browser, address, WIDE, TALL)
    page.screenshot(path=PICTURES / "brief.png")
    figure = page.locator("#picture-network")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    page.set_viewport_size({"width": WIDE, "height": int(box["height"]) + 200})
    figure.screenshot(path=PICTURES / "brief-network.png")
    phone = open_page(browser, address, PHONE, PHONE_TALL)
    phone.screenshot(path=PICTURES / "brief-phone.png")


def main() -> None:
    """Take the pictures and refuse those that are too large."""
    from playwright.sync_api import sync_playwright

    chromium = which("chromium") or which("chromium-browser")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = write_example(Path(folder))
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        take(browser, address)
        browser.close()
    for path in sorted(PICTURES.glob("brief*.png")):
        size = path.stat().st_size
        print(f"{path.relative_to(ROOT)}: {size:,} bytes")
        if size > LARGEST:
            raise SystemExit(f"{path.name} is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
