from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import EmptySource, SourceError, UnreadableSource
from suzerain.sources.mail import read_mail
from suzerain.sources.read import read_documents


def mail(**parts):
    made = EmailMessage()
    made["Subject"] = "Gas accord \u2013 signed"
    made["From"] = "The Harbour <desk@harbour.example>"
    made["Date"] = "Wed, 19 Jun 2024 10:00:00 +0200"
    if "text" in parts:
        made.set_content(parts["text"], charset=parts.get("charset", "utf-8"))
    if "html" in parts:
        add = made.add_alternative if "text" in parts else made.set_content
        add(parts["html"], subtype="html")
    if "file" in parts:
        made.add_attachment(parts["file"], "application", "octet-stream", filename="a")
    return made.as_bytes()


def test_subject_body_sender_and_date_are_read(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(mail(text="They met.\n\nThey signed.\n"))
    (document,) = read_documents(path)
    assert document.text == "Gas accord \u2013 signed\n\nThey met.\n\nThey signed."
    assert document.title == "Gas accord \u2013 signed"
    assert (document.published, document.publisher) == ("2024-06-19", "The Harbour")
    assert [block.kind for block in document.blocks] == ["headline", "body", "body"]


def test_a_mail_in_html_is_read_as_a_page():
    page = "<h2>Part</h2><p>They met.</p><script>alert(1)</script>"
    read = read_mail(mail(html=page), "a.eml")
    assert read.text.endswith("Part\n\nThey met.")
    assert read.hints[len("Gas accord \u2013 signed\n\n")] == "headline"


def test_plain_text_is_taken_before_html():
    assert "plain" in read_mail(mail(text="plain", html="<p>rich</p>"), "a").text


def test_an_old_encoding_is_undone():
    text = "\u0414\u043e\u0433\u043e\u0432\u043e\u0440"
    assert text in read_mail(mail(text=text, charset="koi8-r"), "a.eml").text


def test_attachments_are_named_and_not_opened():
    read = read_mail(mail(text="They met.", file=b"MZ" + bytes(50)), "a.eml")
    assert "1 attachment(s) were not opened" in read.notes
    assert read.text.endswith("They met.")


def test_a_mail_without_text_is_empty():
    with pytest.raises(EmptySource):
        read_mail(b"Subject: only\n\n", "a.eml")


def test_parts_nested_without_end_are_refused_or_read():
    parts = [
        f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000)
    ]
    with pytest.raises((UnreadableSource, EmptySource)):
        read_mail("".join(parts).encode(), "a.eml")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_mail_or_a_clear_error(data):
    try:
        complete = read_mail(data, "a.eml").text
    except SourceError as error:
        complete = error.hint
    assert complete
