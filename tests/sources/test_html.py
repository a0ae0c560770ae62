import pytest

from suzerain.core.errors import EmptySource
from suzerain.sources.html import read_html
from suzerain.sources.read import make_document

PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>Treaty | The Harbour</title>
<meta property="og:site_name" content="The Harbour">
<meta property="article:published_time" content="2024-06-19T08:00:00Z">
<style>p {color: red}</style><script>var x = "<p>never</p>";</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<div class="cookie-banner"><p>We use cookies.</p></div>
<article><header><h1>Treaty is signed</h1></header>
<figure><img src="http://x.invalid/a.png" onerror="alert(1)">
<figcaption>The bridge</figcaption></figure>
<p>The two sides <b>met</b> in the&nbsp;capital &amp; signed.</p>
<p>It takes effect<br>in spring.</p><p style="display:none">Hidden words.</p>
<div class="related-posts"><p>Another article.</p></div></article>
<aside>Buy things</aside><ul><li><a href="/1">Far state attacks again</a></li></ul>
<footer>All rights reserved</footer></body></html>"""


def test_only_the_article_is_left():
    assert read_html(PAGE, "a.html").text == (
        "Treaty is signed\n\nThe bridge\n\n"
        "The two sides met in the\u00a0capital & signed.\n\n"
        "It takes effect\n\nin spring."
    )


def test_title_date_publisher_and_kinds_come_from_the_markup():
    document = make_document(read_html(PAGE, "a.html"), "a.html")
    assert document.title == "Treaty is signed"
    assert document.published == "2024-06-19"
    assert document.publisher == "The Harbour"
    assert [block.kind for block in document.blocks][:3] == [
        "headline", "caption", "body",
    ]  # fmt: skip
    assert any("offsets" in note for note in document.notes)


def test_a_page_without_article_keeps_its_paragraphs():
    page = b"<div><p>They met.</p></div><div>They signed.</div>"
    assert read_html(page, "a.html").text == "They met.\n\nThey signed."


def test_a_declared_encoding_is_used():
    page = '<meta charset="windows-1251"><p>Договор подписан.</p>'.encode("cp1251")
    assert read_html(page, "a.html").text == "Договор подписан."


def test_a_page_of_scripts_holds_no_text():
    with pytest.raises(EmptySource):
        make_document(read_html(b"<script>let a = 1</script>", "a.html"), "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "<p>They met.</p>", "<b><i>" * 100_000 + "x",
        "<a href='" * 100_000, "<!--" * 200_000, "&amp;" * 200_000, "<" * 900_000,
        "<p>x" * 200_000, "<meta " * 100_000, "<p class='" + "a " * 400_000 + "'>x",
        "<!DOCTYPE a [<!ENTITY b 'cc'><!ENTITY d '&b;&b;'>]><p>&d;</p>",
    ],
)  # fmt: skip
def test_hostile_pages_are_read_to_their_end_and_never_grow(page):
    assert len(read_html(page.encode(), "a.html").text) <= len(page)
