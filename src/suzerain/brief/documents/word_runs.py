"""Words of a Word document: manner, direction, and footnote marks."""

from __future__ import annotations

from typing import Any

from suzerain.brief.documents.ooxml import directions, element
from suzerain.brief.documents.outline import Lettering, Words
from suzerain.brief.documents.word_parts import style_id


def runs_of(runs: Words, points: float = 0.0) -> list[Any]:
    """Write words with their footnotes.

    Args:
        runs: The words.
        points: Size of type, or 0 for that of the paragraph.

    Returns:
        Elements of a paragraph.
    """
    return [part for run in runs for part in _run(run, points)]


def _run(run: Lettering, points: float) -> list[Any]:
    style = {"strong": "Strong", "code": "Code"}.get(run.manner, "")
    made = [
        _words(text, style, points, run.language, right_to_left=turned)
        for text, turned in directions(run.text)
    ]
    if not run.note:
        return made
    return [*made, *(_again(run.note) if run.again else _first(run.note))]


def _words(
    text: str,
    style: str = "",
    points: float = 0.0,
    language: str = "",
    *,
    right_to_left: bool = False,
) -> Any:
    half = round(points * 2)
    sized = (element("w_sz", w_val=half), element("w_szCs", w_val=half))
    looks = [
        element("w_rStyle", w_val=style_id(style)) if style else None,
        *(sized if points else ()),
        element("w_rtl") if right_to_left else None,
        _tongue(text, language, right_to_left=right_to_left),
    ]
    kept = element("w_t", text)
    kept.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element(
        "w_r", element("w_rPr", *looks) if any(x is not None for x in looks) else None,
        kept,
    )  # fmt: skip


def _tongue(text: str, language: str, *, right_to_left: bool) -> Any | None:
    """Name the language of words that are not in that of the document."""
    if right_to_left:
        hebrew = any("\u0590" <= letter <= "\u05ff" for letter in text)
        return element("w_lang", w_bidi="he-IL" if hebrew else "ar-SA")
    return element("w_lang", w_val=language) if language else None


def raised(*children: Any) -> Any:
    """Write in the manner of a footnote mark."""
    return element(
        "w_r",
        element("w_rPr", element("w_rStyle", w_val="FootnoteReference")),
        *children,
    )


def _first(note: int) -> list[Any]:
    """A footnote where it is first met, under a bookmark to come back to."""
    return [
        element("w_bookmarkStart", w_id=note, w_name=f"_note{note}"),
        raised(element("w_t", "["), element("w_footnoteReference", w_id=note)),
        element("w_bookmarkEnd", w_id=note),
        raised(element("w_t", "]")),
    ]


def _again(note: int) -> list[Any]:
    """The mark of a footnote that stands elsewhere: a field that follows it."""
    field = [
        raised(element("w_fldChar", w_fldCharType="begin")),
        raised(element("w_instrText", f" NOTEREF _note{note} \\h ")),
        raised(element("w_fldChar", w_fldCharType="separate")),
        raised(element("w_t", str(note))),
        raised(element("w_fldChar", w_fldCharType="end")),
    ]
    return [raised(element("w_t", "[")), *field, raised(element("w_t", "]"))]
