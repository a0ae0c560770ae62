"""The typesetter of the extra `documents`, imported only when a document is made."""

from __future__ import annotations

from typing import Any

from suzerain.brief.documents.drawing import Drawing
from suzerain.core.errors import SuzerainError

POINTS = 0.75
PIXELS = 220.0


def typesetter() -> Any:
    """Import Typst.

    Raises:
        SuzerainError: If it is not installed; the message names the extra.
    """
    try:
        import typst
    except ImportError as error:
        raise SuzerainError(
            "documents need Typst, which is not installed",
            "the extra `documents`",
            "pip install 'suzerain[documents]', or write --html or --md",
        ) from error
    return typst


def to_png(drawing: Drawing) -> bytes:
    """Draw a picture as pixels, at 220 to the inch.

    Args:
        drawing: A picture that stands alone.

    Returns:
        A PNG file.

    Raises:
        SuzerainError: If the extra `documents` is not installed.
    """
    typst = typesetter()
    page = (
        "#set page(width: auto, height: auto, margin: 2pt)\n"
        f'#image("drawing.svg", width: {drawing.wide * POINTS:g}pt)'
    )
    parts = {"main.typ": page.encode(), "drawing.svg": drawing.svg.encode()}
    return bytes(typst.compile(parts, format="png", ppi=PIXELS))
