"""A PDF to the text of its pages."""

from __future__ import annotations

import logging

from suzerain.core.errors import EmptySource, SourceTooLarge, UnreadableSource
from suzerain.sources.reading import Reading

MOST_PAGES = 1000
MOST_TEXT = 5_000_000  # code points; more comes from a bomb, not from an article
MOST_OF_PAGE = 200_000  # code points of one page
MOST_DRAWN = 4_000_000  # bytes of drawing of one page; more is a map or a bomb
MOST_DRAWN_IN_ALL = 20_000_000  # bytes
PARAGRAPH = "\n\n"
FULL_LINE = 0.75  # part of the page's usual width that a line before its wrap fills


def read_pdf(data: bytes, name: str) -> Reading:
    """Extract the text of a PDF, page after page.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.

    Raises:
        UnreadableSource: If the file is broken or needs a password.
        EmptySource: If its pages are pictures without text.
        SourceTooLarge: If it has more than 1,000 pages, 5 million characters, a page
            of more than 200,000, or 20 MB of drawing.
    """
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        pages, title = _pages(data, name)
    except (EmptySource, SourceTooLarge, UnreadableSource):
        raise
    except Exception as error:  # noqa: BLE001 - pypdf raises anything on broken files
        raise UnreadableSource(
            f"{name} is a broken PDF ({type(error).__name__})",
            "a whole PDF with a text layer",
            "open it in a viewer and print it to a new PDF, or save its text",
        ) from None
    text = PARAGRAPH.join(unwrap(page) for page in pages if page.strip())
    if not text.strip():
        raise EmptySource(
            f"{name} has {len(pages)} page(s) and no text: they are pictures",
            "a PDF with a text layer",
            "recognise its text first (OCR it), for instance with ocrmypdf",
        )
    empty = sum(not page.strip() for page in pages)
    notes = ["offsets count the text extracted from the pages, lines joined"]
    if empty:
        notes.append(
            f"{empty} of {len(pages)} pages hold no text, or a large drawing, "
            "and were left out"
        )
    return Reading(
        text=text,
        media_type="application/pdf",
        title=title,
        published="",
        notes=tuple(notes),
    )


def unwrap(page: str) -> str:
    r"""Join the lines of a page into paragraphs.

    A line that nearly fills the usual width, or whose next line goes on in lower
    case, was wrapped; a word cut by a hyphen at its end is made whole.

    Args:
        page: Lines as they stand on the page.

    Examples:
        >>> unwrap("Shells for the war\nwere sent.\nThe end")
        'Shells for the war were sent.\n\nThe end'
    """
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    lengths = sorted(len(line) for line in lines)
    usual = lengths[len(lengths) * 4 // 5] if lengths else 0
    text = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = after[:1].islower() or (after and len(line) >= FULL_LINE * usual)
        if after and line.endswith("-") and after[0].islower():
            text += line[:-1]
        else:
            text += line + (" " if goes_on else PARAGRAPH)
    return text.strip()


def _pages(data: bytes, name: str) -> tuple[list[str], str]:
    from io import BytesIO

    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not _opens(reader):
        raise UnreadableSource(
            f"{name} is encrypted",
            "a PDF that opens without a password",
            "save a copy without a password and give that",
        )
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise SourceTooLarge(
            f"{name} has {count} pages", f"up to {MOST_PAGES}", "split it"
        )
    pages: list[str] = []
    size = drawn = 0
    for page in reader.pages:
        contents = page.get_contents()
        drawing = len(contents.get_data()) if contents is not None else 0
        drawn += min(drawing, MOST_DRAWN)
        if drawn > MOST_DRAWN_IN_ALL:
            raise SourceTooLarge(
                f"{name} draws its pages with over {MOST_DRAWN_IN_ALL / 1e6:.0f} MB",
                "articles and reports",
                "save its text as .txt and give that",
            )
        if drawing > MOST_DRAWN:
            pages.append("")
            continue
        words = page.extract_text(visitor_text=_Meter(name)).replace("\0", "")
        words = words.encode("utf-8", "replace").decode("utf-8")
        size += len(words)
        if size > MOST_TEXT:
            raise SourceTooLarge(
                f"{name} holds over {MOST_TEXT:,} characters", "less text", "split it"
            )
        pages.append(words)
    about = reader.metadata
    return pages, str(about.title or "").strip() if about else ""


class _Meter:
    """Stop a page that holds more text than paper does, while it is unpacked."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 0

    def __call__(self, words: str, *_: object) -> None:
        self.size += len(words)
        if self.size > MOST_OF_PAGE:
            raise SourceTooLarge(
                f"{self.name} has a page of over {MOST_OF_PAGE:,} characters",
                "pages as they are printed",
                "do not trust it; save its text if you know where it comes from",
            )


def _opens(reader: object) -> bool:
    try:
        return bool(reader.decrypt(""))  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - a missing cipher is a password for the user
        return False
