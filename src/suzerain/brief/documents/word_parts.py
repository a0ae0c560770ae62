"""The parts of a Word file that hold no words of the brief."""

from __future__ import annotations

from typing import Any

from suzerain.brief.documents.ooxml import element, written

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN = "http://purl.org/dc/elements/1.1/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONT, CODE_FONT = "Times New Roman", "Courier New"
INK, SOFT, LINK = "1C1F24", "555B65", "0A5A91"
PARTS = ("styles", "settings", "numbering", "footnotes", "header", "footer")

# Name, what it is based on, size in half points, space before and after in
# twentieths of a point, level in the outline, and whether it is bold and keeps to
# the next.
_Row = tuple[str, str, int, int, int, int | None, bool, bool]
_PARAGRAPHS: tuple[_Row, ...] = (
    ("Title", "Normal", 44, 0, 160, None, True, True),
    ("Heading 1", "Normal", 32, 360, 120, 0, True, True),
    ("Heading 2", "Normal", 24, 240, 80, 1, True, True),
    ("Heading 3", "Normal", 22, 200, 60, 2, True, True),
    ("Lead", "Normal", 21, 0, 120, None, False, True),
    ("Kicker", "Normal", 18, 0, 40, None, False, True),
    ("Byline", "Normal", 18, 0, 240, None, False, False),
    ("Answer", "Normal", 22, 0, 140, None, False, False),
    ("Finding", "Normal", 21, 0, 100, None, False, False),
    ("Small", "Normal", 17, 120, 120, None, False, False),
    ("Picture", "Normal", 21, 80, 80, None, False, False),
    ("Caption", "Normal", 19, 200, 60, None, False, True),
    ("Cell", "Normal", 18, 20, 20, None, False, False),
    ("footnote text", "Normal", 15, 0, 20, None, False, False),
    ("Gap", "Normal", 8, 0, 0, None, False, False),
    ("header", "Normal", 16, 0, 0, None, False, False),
    ("footer", "Normal", 16, 0, 0, None, False, False),
)
_SOFT = ("Kicker", "Byline", "Small", "Caption", "header", "footer")
# Where the line under a paragraph stands, its strength and its colour.
_RULED = {"Byline": (8, INK), "header": (4, "C9C5BA")}
_TABS = ("header", "footer")


def style_id(name: str) -> str:
    """Id of a style.

    Examples:
        >>> style_id("Heading 1"), style_id("footnote text")
        ('Heading1', 'FootnoteText')
    """
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def styles(language: str, line: int) -> bytes:
    """Styles of paragraphs, of letters and of tables, on lines of that length."""
    fonts = element(
        "w_rFonts",
        w_ascii=FONT, w_hAnsi=FONT, w_eastAsia=FONT, w_cs=FONT,
    )  # fmt: skip
    defaults = element(
        "w_docDefaults",
        element(
            "w_rPrDefault",
            element(
                "w_rPr",
                fonts,
                element("w_color", w_val=INK),
                element("w_sz", w_val=21),
                element("w_szCs", w_val=21),
                element("w_lang", w_val=language, w_eastAsia="zh-CN", w_bidi="ar-SA"),
            ),
        ),
        element(
            "w_pPrDefault",
            element("w_pPr", element("w_widowControl"),
                    element("w_spacing", w_after=120, w_line=252,
                            w_lineRule="auto")),
        ),
    )  # fmt: skip
    normal = element(
        "w_style", element("w_name", w_val="Normal"), element("w_qFormat"),
        w_type="paragraph", w_default=1, w_styleId="Normal",
    )  # fmt: skip
    return written(
        element(
            "w_styles",
            defaults,
            normal,
            *(_paragraph(row, line) for row in _PARAGRAPHS),
            _letters("Strong", element("w_b"), element("w_bCs")),
            _letters("Code", element("w_rFonts", w_ascii=CODE_FONT, w_hAnsi=CODE_FONT),
                     element("w_sz", w_val=16)),
            _letters("footnote reference", element("w_color", w_val=LINK),
                     element("w_vertAlign", w_val="superscript")),
            _table(),
        )
    )  # fmt: skip


def _paragraph(row: _Row, line: int) -> Any:
    name, base, size, before, after, level, bold, keep = row
    heading = level is not None or name == "Title"
    return element(
        "w_style",
        element("w_name", w_val=name),
        element("w_basedOn", w_val=base),
        element("w_next", w_val="Normal") if heading else None,
        element("w_qFormat"),
        element(
            "w_pPr",
            element("w_keepNext") if keep else None,
            element("w_keepLines") if keep or name == "Answer" else None,
            _ruled(name),
            _tabs(name, line),
            element("w_spacing", w_before=before, w_after=after),
            element("w_outlineLvl", w_val=level) if level is not None else None,
        ),
        element(
            "w_rPr",
            *((element("w_b"), element("w_bCs")) if bold else ()),
            element("w_color", w_val=SOFT) if name in _SOFT else None,
            element("w_sz", w_val=size),
            element("w_szCs", w_val=size),
        ),
        w_type="paragraph",
        w_styleId=style_id(name),
    )


def _ruled(name: str) -> Any | None:
    """A line under the paragraph."""
    if name not in _RULED:
        return None
    strength, colour = _RULED[name]
    line = {"w_val": "single", "w_sz": strength, "w_space": 6, "w_color": colour}
    return element("w_pBdr", element("w_bottom", **line))


def _tabs(name: str, line: int) -> Any | None:
    """A stop at the end of the line."""
    if name not in _TABS:
        return None
    return element("w_tabs", element("w_tab", w_val="right", w_pos=line))


def _letters(name: str, *looks: Any) -> Any:
    return element(
        "w_style",
        element("w_name", w_val=name),
        element("w_qFormat"),
        element("w_rPr", *looks),
        w_type="character",
        w_styleId=style_id(name),
    )


def _table() -> Any:
    rule = {"w_val": "single", "w_sz": 4, "w_space": 0, "w_color": "C9C5BA"}
    strong = rule | {"w_sz": 8, "w_color": INK}
    return element(
        "w_style",
        element("w_name", w_val="Brief table"),
        element(
            "w_tblPr",
            element("w_tblBorders", element("w_top", **strong),
                    element("w_bottom", **rule), element("w_insideH", **rule)),
            element("w_tblCellMar", element("w_left", w_w=60, w_type="dxa"),
                    element("w_right", w_w=60, w_type="dxa")),
        ),
        element(
            "w_tblStylePr",
            element("w_rPr", element("w_b"), element("w_bCs")),
            element("w_tcPr", element("w_tcBorders", element("w_bottom", **strong))),
            w_type="firstRow",
        ),
        w_type="table",
        w_styleId="BriefTable",
    )  # fmt: skip


def numbering() -> bytes:
    """A list of dashes."""
    level = element(
        "w_lvl",
        element("w_start", w_val=1),
        element("w_numFmt", w_val="bullet"),
        element("w_lvlText", w_val="\u2013"),
        element("w_lvlJc", w_val="left"),
        element("w_pPr", element("w_ind", w_left=340, w_hanging=340)),
        w_ilvl=0,
    )
    kind = element("w_multiLevelType", w_val="hybridMultilevel")
    return written(
        element(
            "w_numbering",
            element("w_abstractNum", kind, level, w_abstractNumId=0),
            element("w_num", element("w_abstractNumId", w_val=0), w_numId=1),
        )
    )


def settings(language: str) -> bytes:
    """Footnotes and their separators, language of the theme, and the way of Word."""
    modern = element(
        "w_compat",
        element(
            "w_compatSetting",
            w_name="compatibilityMode",
            w_uri="http://schemas.microsoft.com/office/word",
            w_val=15,
        ),
    )
    separators = [element("w_footnote", w_id=k) for k in (-1, 0)]
    return written(
        element(
            "w_settings",
            element("w_footnotePr", *separators),
            modern,
            element("w_themeFontLang", w_val=language, w_bidi="ar-SA"),
        )
    )


def content_types() -> bytes:
    """What each part is."""
    root = _bare("Types", TYPES)
    kinds = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
    }
    for ending, kind in kinds.items():
        _under(root, "Default", Extension=ending, ContentType=kind)
    named = {"/word/document.xml": f"{MAIN}.document.main+xml"}
    named |= {f"/word/{part}.xml": f"{MAIN}.{part}+xml" for part in PARTS}
    named["/docProps/core.xml"] = (
        "application/vnd.openxmlformats-package.core-properties+xml"
    )
    for part, kind in named.items():
        _under(root, "Override", PartName=part, ContentType=kind)
    return written(root)


def links(targets: dict[str, tuple[str, str]]) -> bytes:
    """Relationships: id to kind and target."""
    root = _bare("Relationships", LINKS)
    for key, (kind, target) in targets.items():
        _under(root, "Relationship", Id=key, Type=kind, Target=target)
    return written(root)


def properties(title: str, author: str, about: str, language: str) -> bytes:
    """Title, author, subject and language; no date, so that bytes stay the same."""
    root = _bare("coreProperties", CORE, dc=DUBLIN)
    for name, value in (
        ("title", title),
        ("subject", about),
        ("creator", author),
        ("language", language),
    ):
        _under(root, name, space=DUBLIN).text = value
    return written(root)


def _bare(name: str, space: str, **more: str) -> Any:
    from lxml import etree

    spaces: dict[str | None, str] = {None: space}
    spaces.update(more.items())
    return etree.Element(f"{{{space}}}{name}", nsmap=spaces)


def _under(root: Any, name: str, *, space: str = "", **attributes: str) -> Any:
    from lxml import etree

    own = space or etree.QName(root).namespace
    return etree.SubElement(root, f"{{{own}}}{name}", attributes)
