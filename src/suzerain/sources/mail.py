"""An e-mail (.eml) to its subject and body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import EmptySource, UnreadableSource
from suzerain.sources.document import BlockKind
from suzerain.sources.reading import Reading
from suzerain.sources.text import decode

if TYPE_CHECKING:
    from email.message import EmailMessage

MEDIA_TYPE = "message/rfc822"


def read_mail(data: bytes, name: str) -> Reading:
    r"""Extract the subject and the body of an e-mail; attachments are not opened.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.

    Raises:
        UnreadableSource: If it is no e-mail, or its parts are nested without end.
        EmptySource: If it has no text.

    Examples:
        >>> mail = (
        ...     b"Subject: A pact\nDate: Wed, 19 Jun 2024 10:00:00 +0000\n\nThey met."
        ... )
        >>> read = read_mail(mail, "a.eml")
        >>> read.text, read.published
        ('A pact\n\nThey met.', '2024-06-19')
    """
    from email import policy
    from email.message import EmailMessage
    from email.parser import BytesParser
    from email.utils import parseaddr

    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        body, hints, notes = _body(message, name)
        subject = " ".join(str(message.get("subject", "")).split())
        sender, address = parseaddr(str(message.get("from", "")))
        date = _date(str(message.get("date", "")))
    except (UnreadableSource, EmptySource):
        raise
    except Exception as error:  # noqa: BLE001 - email raises anything on broken files
        raise UnreadableSource(
            f"{name} is a broken e-mail ({type(error).__name__})",
            "an .eml file as a mail program saves it",
            "copy its text into a .txt file",
        ) from None
    if not body.strip():
        raise EmptySource(
            f"{name} holds no text", "an e-mail with text", "give its attachment itself"
        )
    lead = f"{subject}\n\n" if subject else ""
    shifted: dict[int, BlockKind] = {0: "headline"} if subject else {}
    shifted.update({len(lead) + place: kind for place, kind in hints.items()})
    return Reading(
        text=lead + body,
        media_type=MEDIA_TYPE,
        title=subject,
        published=date,
        publisher=sender or address,
        notes=(*notes, "offsets count subject and body, not the file"),
        hints=shifted,
    )


def _body(
    message: EmailMessage, name: str
) -> tuple[str, dict[int, BlockKind], tuple[str, ...]]:
    part = message.get_body(("plain", "html"))
    if part is None:
        return "", {}, ()
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return "", {}, ()
    notes: tuple[str, ...] = ()
    others = sum(1 for _ in message.iter_attachments())
    if others:
        notes = (f"{others} attachment(s) were not opened",)
    if part.get_content_subtype() == "html":
        from suzerain.sources.html import read_html

        page = read_html(content, name, declared=part.get_content_charset() or "")
        return page.text, dict(page.hints), notes
    text, found = decode(content, name, declared=part.get_content_charset() or "")
    text = text.replace("\r\n", "\n").replace("\0", "")
    return text.strip(), {}, (*notes, *found)


def _date(written: str) -> str:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
