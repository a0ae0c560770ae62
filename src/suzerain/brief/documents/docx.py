"""A brief as a Word document with real footnotes, headings, tables and pictures."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.documents import word_parts as parts
from suzerain.brief.documents.drawing import Drawing
from suzerain.brief.documents.ooxml import SPACES, element, starts_right, written
from suzerain.brief.documents.outline import Lettering, Manuscript, Portion, Words
from suzerain.brief.documents.pdf import size
from suzerain.brief.documents.plan import outline
from suzerain.brief.documents.typesetter import to_png
from suzerain.brief.documents.word_runs import raised, runs_of

MARGIN = 1418  # twentieths of a point beside the text
EMU = 9525  # English metric units in a CSS pixel
TWIPS = 15  # twentieths of a point in a CSS pixel
WORDS = f"{{{SPACES['w']}}}t"
EARLIEST = (1980, 1, 1, 0, 0, 0)
STYLES = {
    "title": "Title",
    "kicker": "Kicker",
    "byline": "Byline",
    "answer": "Answer",
    "finding": "Finding",
    "small": "Small",
    "text": "Lead",
}
Raster = Callable[[Drawing], bytes]


def to_docx(brief: Contents, *, raster: Raster = to_png) -> bytes:
    """Write a brief as a Word document.

    Args:
        brief: The brief.
        raster: What turns a drawing into a PNG.

    Returns:
        The file; the same brief gives the same bytes.

    Raises:
        SuzerainError: If the extra `documents`, which draws the pictures, is not
            installed.
    """
    return assemble(outline(brief), raster=raster)


def assemble(planned: Manuscript, *, raster: Raster = to_png) -> bytes:
    """Put the parts of a Word file together.

    Args:
        planned: What stands in the document.
        raster: What turns a drawing into a PNG.

    Returns:
        The file.
    """
    body = _Body(planned)
    document = body.document()
    language = planned.language
    targets = {part: (f"{parts.OFFICE}/{part}", f"{part}.xml") for part in parts.PARTS}
    files = {
        "[Content_Types].xml": parts.content_types(),
        "_rels/.rels": parts.links(
            {
                "document": (f"{parts.OFFICE}/officeDocument", "word/document.xml"),
                "core": (f"{parts.PACKAGE}/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": parts.properties(
            planned.title, planned.author, planned.about, language
        ),
        "word/document.xml": document,
        "word/styles.xml": parts.styles(language, body.wide),
        "word/settings.xml": parts.settings(language),
        "word/numbering.xml": parts.numbering(),
        "word/footnotes.xml": _footnotes(planned.notes),
        "word/header.xml": _header(planned),
        "word/footer.xml": _footer(planned),
    }
    for name, drawing in body.pictures.items():
        targets[name] = (f"{parts.OFFICE}/image", f"media/{name}.png")
        files[f"word/media/{name}.png"] = raster(drawing)
    files["word/_rels/document.xml.rels"] = parts.links(targets)
    return _packed(files)


def _packed(files: dict[str, bytes]) -> bytes:
    """Zip parts with one date for all, so that bytes stay the same."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, content)
    return held.getvalue()


class _Body:
    """Turns blocks into the body of a document, and collects its pictures."""

    def __init__(self, planned: Manuscript) -> None:
        self.planned = planned
        self.pictures: dict[str, Drawing] = {}
        self.fresh = False
        self.wide = planned.paper.wide - 2 * MARGIN

    def document(self) -> bytes:
        blocks = [part for b in self.planned.blocks for part in self._block(b)]
        paper = self.planned.paper
        page = element(
            "w_sectPr",
            element("w_headerReference", w_type="default", r_id="header"),
            element("w_footerReference", w_type="default", r_id="footer"),
            element("w_footerReference", w_type="first", r_id="footer"),
            element("w_pgSz", w_w=paper.wide, w_h=paper.tall),
            element(
                "w_pgMar",
                w_top=1361, w_right=MARGIN, w_bottom=1304, w_left=MARGIN,
                w_header=680, w_footer=624, w_gutter=0,
            ),
            element("w_titlePg"),
            element("w_bidi") if self.planned.direction == "rtl" else None,
        )  # fmt: skip
        return written(element("w_document", element("w_body", *blocks, page)))

    def _block(self, block: Portion) -> list[Any]:
        if block.kind == "break":
            self.fresh = True
            return []
        fresh, self.fresh = self.fresh, False
        if block.kind == "table":
            caption = _paragraph("Caption", runs_of(block.runs), fresh=fresh)
            return [caption, _table(block, self.wide), _paragraph("Gap", [])]
        if block.kind == "picture" and block.drawing is not None:
            name = f"picture{len(self.pictures) + 1}"
            self.pictures[name] = block.drawing
            title = "".join(run.text for run in block.runs)
            told = {"id": len(self.pictures), "name": name, "title": title}
            drawn = _drawing(block.drawing, told, self.wide / TWIPS)
            return [_paragraph("Picture", [element("w_r", drawn)], fresh=fresh)]
        style = STYLES.get(block.kind, "")
        if block.kind == "heading":
            style = f"Heading {block.level}"
        listed = block.kind == "finding"
        return [_paragraph(style, runs_of(block.runs), listed=listed, fresh=fresh)]


def _paragraph(
    style: str,
    runs: list[Any],
    *,
    listed: bool = False,
    fresh: bool = False,
    held: bool = False,
) -> Any:
    dashes = (element("w_ilvl", w_val=0), element("w_numId", w_val=1))
    said = "".join(part for run in runs for part in run.itertext(WORDS))
    return element(
        "w_p",
        element(
            "w_pPr",
            element("w_pStyle", w_val=parts.style_id(style)) if style else None,
            element("w_keepNext") if held else None,
            element("w_pageBreakBefore") if fresh else None,
            element("w_numPr", *dashes) if listed else None,
            element("w_bidi") if starts_right(said) else None,
        ),
        *runs,
    )


def _footnotes(notes: tuple[str, ...]) -> bytes:
    lines = [
        element("w_footnote", element("w_p", element("w_r", element(f"w_{kind}"))),
                w_type=kind, w_id=k)
        for k, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]  # fmt: skip
    for k, text in enumerate(notes, start=1):
        mark = raised(element("w_footnoteRef"))
        words = runs_of((Lettering(text=f" {text}"),))
        told = _paragraph("footnote text", [mark, *words])
        lines.append(element("w_footnote", told, w_id=k))
    return written(element("w_footnotes", *lines))


def _header(planned: Manuscript) -> bytes:
    """Title and kicker over every page but the first."""
    ends = _ends(planned.title, runs_of((Lettering(text=planned.kicker),)))
    return written(element("w_hdr", _paragraph("header", ends)))


def _footer(planned: Manuscript) -> bytes:
    """What wrote it, and the page among all pages."""
    counted: list[Any] = []
    for part in re.split(r"(\{[12]\})", planned.page_of):
        field = {"{1}": "PAGE", "{2}": "NUMPAGES"}.get(part)
        if field:
            shown = element("w_r", element("w_t", "1"))
            counted.append(element("w_fldSimple", shown, w_instr=field))
        elif part:
            counted += runs_of((Lettering(text=part),))
    return written(
        element("w_ftr", _paragraph("footer", _ends(planned.author, counted)))
    )


def _ends(first: str, last: list[Any]) -> list[Any]:
    """Words at one end of a line and words at the other."""
    return [*runs_of((Lettering(text=first),)), element("w_r", element("w_tab")), *last]


def _table(block: Portion, line: int) -> Any:
    wide = [round(line * part) for part in block.wide]
    points = size(len(block.head))
    look = element(
        "w_tblPr",
        element("w_tblStyle", w_val="BriefTable"),
        element("w_tblW", w_w=sum(wide), w_type="dxa"),
        element("w_tblLayout", w_type="fixed"),
        element("w_tblLook", w_val="0020", w_firstRow=1, w_lastRow=0, w_firstColumn=0,
                w_lastColumn=0, w_noHBand=1, w_noVBand=1),
        element("w_tblCaption", w_val="".join(run.text for run in block.runs)),
    )  # fmt: skip
    grid = element("w_tblGrid", *(element("w_gridCol", w_w=w) for w in wide))
    head = _row(block.head, wide, points, head=True, held=True)
    last = len(block.rows) - 1
    rows = [
        _row(row, wide, points, held=block.whole and place < last)
        for place, row in enumerate(block.rows)
    ]
    return element("w_tbl", look, grid, head, *rows)


def _row(
    cells: tuple[Words, ...],
    wide: list[int],
    points: float,
    *,
    head: bool = False,
    held: bool = False,
) -> Any:
    return element(
        "w_tr",
        element("w_trPr", element("w_cantSplit"),
                element("w_tblHeader") if head else None),
        *(
            element(
                "w_tc",
                element("w_tcPr", element("w_tcW", w_w=across, w_type="dxa")),
                _paragraph("Cell", runs_of(cell, points), held=held),
            )
            for cell, across in zip(cells, wide, strict=True)
        ),
    )  # fmt: skip


def _drawing(drawing: Drawing, named: dict[str, Any], widest: float) -> Any:
    """Place a picture, not wider than so many CSS pixels."""
    scale = min(1.0, widest / drawing.wide)
    extent = {
        "cx": round(drawing.wide * scale * EMU),
        "cy": round(drawing.tall * scale * EMU),
    }
    told = {**named, "descr": drawing.alt}
    shape = element(
        "pic_spPr",
        element("a_xfrm", element("a_off", x=0, y=0), element("a_ext", **extent)),
        element("a_prstGeom", element("a_avLst"), prst="rect"),
    )
    picture = element(
        "pic_pic",
        element("pic_nvPicPr", element("pic_cNvPr", **told), element("pic_cNvPicPr")),
        element("pic_blipFill", element("a_blip", r_embed=named["name"]),
                element("a_stretch", element("a_fillRect"))),
        shape,
    )  # fmt: skip
    graphic = element("a_graphic", element("a_graphicData", picture, uri=SPACES["pic"]))
    inline = element(
        "wp_inline", element("wp_extent", **extent), element("wp_docPr", **told),
        element("wp_cNvGraphicFramePr"), graphic,
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
    return element("w_drawing", inline)
