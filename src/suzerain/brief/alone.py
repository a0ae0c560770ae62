"""A picture that stands alone: in a notebook, in a file, beside a text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from suzerain.brief.documents.drawing import SVG, draw
from suzerain.brief.section import Picture

MARGIN = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture that needs no style sheet, with its sentence.

    A notebook draws it; `save` writes it as SVG.

    Args:
        svg: The drawing, with its legend.
        title: What it is called.
        reading: What one should see, in one sentence or two.
        wide: Its width in CSS pixels.
        tall: Its height in CSS pixels.
    """

    svg: str
    title: str
    reading: str
    wide: float
    tall: float

    def save(self, path: str | Path) -> Path:
        """Write the drawing to a file.

        Args:
            path: Where to.
        """
        from suzerain.sources.store import write_atomically

        target = Path(path)
        write_atomically(target, self.svg.encode("utf-8"))
        return target

    def _repr_svg_(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return f"{self.title}: {self.reading}"


def alone(picture: Picture) -> Figure:
    """Let a picture of the brief stand alone.

    Args:
        picture: The picture.

    Returns:
        Its drawing with title and description inside, for those who do not see it.
    """
    drawn = draw(picture)
    title, reading = "".join(map(str, picture.title)), str(picture.reading)
    wide, tall = drawn.wide + 2 * MARGIN, drawn.tall + 2 * MARGIN
    inner = drawn.svg.partition(">")[2]
    return Figure(
        svg=f'<svg xmlns="{SVG}" width="{wide:g}" height="{tall:g}" '
        f'viewBox="{-MARGIN:g} {-MARGIN:g} {wide:g} {tall:g}" role="img" '
        f'aria-labelledby="title desc"><title id="title">{_safe(title)}</title>'
        f'<desc id="desc">{_safe(reading)}</desc><rect x="{-MARGIN:g}" '
        f'y="{-MARGIN:g}" width="{wide:g}" height="{tall:g}" fill="#ffffff"/>{inner}',
        title=title,
        reading=reading,
        wide=wide,
        tall=tall,
    )


def _safe(text: str) -> str:
    from markupsafe import escape

    from suzerain.brief.export.cleaning import Cleaner

    return str(escape(Cleaner().text(text)))
