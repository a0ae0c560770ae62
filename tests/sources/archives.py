"""Word documents, feeds and mails, made by hand."""

from __future__ import annotations

import io
import zipfile

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPAT = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def paragraph(words: str, style: str = "", extra: str = "") -> str:
    """One paragraph of a Word document."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r>{extra}<w:t>{words}</w:t></w:r></w:p>"


def body(*parts: str, before: str = "") -> str:
    """The main part of a Word document."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<w:document xmlns:w="{SPACE}" xmlns:mc="{COMPAT}"><w:body>'
        f"{''.join(parts)}</w:body></w:document>"
    )


def docx(document: str | bytes, about: str = "") -> bytes:
    """A Word document around its main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        if about:
            archive.writestr("docProps/core.xml", about)
    return out.getvalue()


def item(title: str = "", link: str = "", text: str = "", more: str = "") -> str:
    """One entry of an RSS feed."""
    return (
        f"<item><title>{title}</title><link>{link}</link>"
        f"<description><![CDATA[{text}]]></description>{more}</item>"
    )


def rss(*items: str) -> bytes:
    """An RSS feed."""
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>News</title>{''.join(items)}</channel></rss>"
    ).encode()
