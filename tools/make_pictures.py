"""Pictures of the example brief and of the atlas for the front page and the manual.

Run from the repository root with Chromium installed:

    python tools/make_pictures.py

The atlas needs trade, products and arms on the shelf (`suzerain data add`); without
them its picture stays as it is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from shutil import which
from typing import Any

from screens import take_screens

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDE, TALL = 1440, 900
LARGEST = 300_000  # bytes
ATLAS_DATA = ("cow-trade", "gdp", "surplus", "sipri")
ATLAS_STATE = "PRK"
BACKTEST = "imports-halved"
# Pictures of the brief that stand by themselves in the manual, by their ids.
SHORT = {"dots": "forecast", "grid": "grid", "beliefs": "beliefs"}
TURNED = "three-of-the-sahel"
SHOWN = dict.fromkeys(
    (
        *("exchange", "deal", "network", "asked", "timeline", "beliefs", "grid"),
        *("forecast", "survival", "tolerance", "tornado"),
    ),
    0,
)


def example() -> Any:
    """Write the brief of the example articles."""
    import suzerain as sz

    documents = sz.read_documents([ROOT / "examples" / "articles"])
    return sz.write_brief(
        sz.build_case(documents, sz.extract(documents), name="example")
    )


def write_example(folder: Path) -> str:
    """Write the brief of the example articles and return its address."""
    return str(example().save(folder / "brief.html").as_uri())


def draw_alone() -> None:
    """Draw each picture of the brief by itself, for the page that explains them."""
    import suzerain as sz
    from suzerain.brief.picture import names

    brief = example()
    for name in names(brief):
        short = SHORT.get(name.partition(".")[0], name)
        path = PICTURES / f"picture-{short}.svg"
        if short in SHOWN:
            SHOWN[short] += 1
            if SHOWN[short] == 1:
                sz.picture(brief, name).save(path)
    draw_others()
    draw_calibration()


def draw_others() -> None:
    """Draw what two articles do not show: many actors, and an answer that turns."""
    import suzerain as sz

    articles = ROOT / "tests" / "articles"
    for name, files, drawn in (
        ("matrix", sorted(articles.glob("*.txt")), ""),
        ("flips", [articles / f"{TURNED}.txt"], "flips.p_pact_without_consent"),
    ):
        documents = sz.read_documents(files)
        case = sz.build_case(documents, sz.extract(documents), name=name)
        made = sz.write_brief(case) if drawn else sz.dependence(case)
        sz.picture(made, drawn).save(PICTURES / f"picture-{name}.svg")


def draw_calibration() -> None:
    """Draw how far forecasts of one back-test came true, from its kept figures."""
    import json

    from suzerain.brief.alone import alone
    from suzerain.brief.charts.calibration import Calibrated, calibration
    from suzerain.outlook.scorecard import CalibrationBin

    kept = ROOT / "docs" / "theory" / "backtests" / "figures.json"
    found = json.loads(kept.read_text(encoding="utf-8"))[BACKTEST]
    best = {
        kind: min(
            (one for one in found["models"] if one["kind"] == kind),
            key=lambda one: float(one["brier"]),
        )
        for kind in ("both", "published", "base")
    }
    drawn = calibration(
        [
            Calibrated(
                name=one["name"],
                bins=tuple(
                    CalibrationBin(
                        low=b["low"],
                        high=b["high"],
                        count=b["n"],
                        forecast=b["forecast"],
                        happened=b["observed"],
                    )
                    for b in one["bins"]
                ),
            )
            for one in best.values()
        ],
        found["question"],
    )
    if drawn is not None:
        alone(drawn).save(PICTURES / "picture-calibration.svg")


def write_atlas(folder: Path) -> str:
    """Write the atlas of all years and return its address, empty without data."""
    from suzerain.cli.atlas import atlas
    from suzerain.sources.shelf import Shelf

    if not all(Shelf().has(name) for name in ATLAS_DATA):
        print(f"docs/pictures/atlas.png: unchanged, for lack of {ATLAS_DATA}")
        return ""
    path = folder / "atlas.html"
    atlas(["-o", str(path)], standalone_mode=False)
    return path.as_uri()


def take_atlas(browser: Any, address: str) -> None:
    """Take the profile of one state, down to its patrons by decade."""
    page = open_page(browser, f"{address}#{ATLAS_STATE}", WIDE, TALL)
    page.wait_for_selector("html[data-ready]")
    table = page.locator("#profile table").first
    page.set_viewport_size({"width": WIDE, "height": 3 * TALL})
    page.evaluate("document.getElementById('look').scrollIntoView()")
    page.wait_for_timeout(1500)
    top, end = page.locator("#controls").bounding_box(), table.bounding_box()
    clip = {"x": 0, "y": top["y"], "width": WIDE, "height": end["y"] - top["y"]}
    clip["height"] += end["height"] + 24
    page.screenshot(path=PICTURES / "atlas.png", clip=clip)


def open_page(browser: Any, address: str, width: int, height: int) -> Any:
    """Open the brief in the light, as on a screen of this size."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="light"
    )
    page = context.new_page()
    page.goto(address)
    return page


def take(browser: Any, address: str) -> None:
    """Take the first screen and the network."""
    page = open_page(browser, address, WIDE, TALL)
    page.screenshot(path=PICTURES / "brief.png")
    figure = page.locator("#picture-network")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    page.set_viewport_size({"width": WIDE, "height": int(box["height"]) + 200})
    figure.screenshot(path=PICTURES / "brief-network.png")


def main() -> None:
    """Take the pictures and refuse those that are too large."""
    from playwright.sync_api import sync_playwright

    chromium = which("chromium") or which("chromium-browser")
    PICTURES.mkdir(parents=True, exist_ok=True)
    draw_alone()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = write_example(Path(folder))
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        take(browser, address)
        take_screens(browser, address, Path(folder))
        if atlas := write_atlas(Path(folder)):
            take_atlas(browser, atlas)
        browser.close()
    for path in sorted((*PICTURES.glob("*.png"), *PICTURES.rglob("*.jpg"))):
        size = path.stat().st_size
        print(f"{path.relative_to(ROOT)}: {size:,} bytes")
        if size > LARGEST:
            raise SystemExit(f"{path.name} is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
