# ruff: noqa: E501 - pages as they are found
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


TOLD = (
    "Oman and Iran signed a gas accord in Muscat on Tuesday, officials said.",
    "Under the accord Iran will deliver 28 million cubic metres a day for 15 years.",
    "The United States had warned Oman against the deal, a diplomat said.",
    "The Omani oil minister told reporters that Oman decides on its own energy.",
)
BODY = "".join(f"<p>{one}</p>" for one in TOLD)
NOISE = "Chad attacked Niger again on Sunday night, officials said in the capital."
REALISTIC = {
    "a news site": f"""<body class="single has-comments sidebar-right">
<div id="onetrust-consent-sdk"><p>{NOISE}</p></div><header><div class="menu"><ul><li><a>
Home</a></li></ul></div></header><div class="content-with-sidebar"><h1>A gas accord</h1>
<p class="byline">By A. Writer</p><ul class="share-buttons"><li>Facebook</li></ul>{BODY}
<div class="inline-related"><h3>Read also</h3><a href="x">{NOISE}</a></div>
<div class="newsletter-signup"><p>{NOISE}</p></div><p><strong>Read more: <a>{NOISE}</a>
</strong></p></div><div class="sidebar"><h3>Trending</h3><p>{NOISE}</p></div>
<div id="comments"><div class="comment"><p>{NOISE}</p></div></div>
<footer><p>All rights reserved.</p></footer>""",
    "tables for layout": f"""<table><tr><td><b>Menu</b><br><a>{NOISE}</a></td><td>
<b>A gas accord</b><br><br>{"<br><br>".join(TOLD[:2])}<table><tr><th>Good</th>
<th>Amount</th></tr><tr><td>Gas</td><td>28 million</td></tr></table>
{"<br>".join(TOLD[2:])}</td><td><b>Most read</b><br><a>{NOISE}</a></td></tr></table>""",
    "all in one article": f"""<main><article class="post comments-open"><h1>A gas accord
</h1>{BODY}<p>Follow us on Threads for the latest.</p><p>Sign up to our free briefing, in
your inbox every day.</p><section class="article-comments"><ul><li><p>{NOISE}</p></li></ul>
</section><section><h2>You may also like</h2><p><a href="x">{NOISE}</a></p></section>
</article></main>""",
    "hidden words": f"""<body onload="alert(1)"><article><h1>A gas accord</h1>{BODY}
<script>document.write("<p>{NOISE}</p>")</script><style>p:after{{content:"{NOISE}"}}</style>
<p style="position:absolute;left:-9999px">{NOISE}</p><p style="font-size:0">{NOISE}</p>
<div style="opacity:0"><p>{NOISE}</p></div><template><p>{NOISE}</p></template><textarea>
{NOISE}</textarea><iframe srcdoc="<p>{NOISE}</p>"></iframe><!-- {NOISE} --><svg><text>
{NOISE}</text></svg><p class="visually-hidden">{NOISE}</p><p hidden>{NOISE}</article>""",
    "roles instead of elements": f"""<div role="navigation"><p>{NOISE}</p></div>
<div role="main"><h1>A gas accord</h1><ul class="key-points"><li>{TOLD[0]}</li></ul>{BODY}
</div><div role="complementary"><p>{NOISE}</p></div><div role="dialog"><p>{NOISE}</p>
</div><div role="contentinfo"><p>{NOISE}</p></div>""",
    "advertisements between": f"""<div id="paywall-overlay"><p>{NOISE}</p></div><article>
<header><h1>A gas accord</h1></header>{BODY.replace("</p>", f"</p><div class='ad-slot'><p>{NOISE}</p></div>")}
<p>This article was produced with support from readers. Donate here.</p>
<p>Additional reporting by B. Writer; editing by C. Editor</p></article>""",
}


@pytest.mark.parametrize("kind", REALISTIC)
def test_the_whole_article_and_nothing_else_is_body(kind):
    page = f"<html>{REALISTIC[kind]}</html>".encode()
    document = make_document(read_html(page, "a.html"), "a.html")
    said = [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind == "body"
    ]
    assert [one for one in said if "|" not in one] == list(TOLD)
    assert document.title == "A gas accord"
    assert not any(
        NOISE in document.text[block.start : block.end]
        for block in document.blocks
        if block.kind != "boilerplate"
    )


def test_cells_of_a_row_are_one_line_and_no_headline():
    page = (
        b"<table><tr><th>Good</th><th>Share</th></tr><tr><td>Oil</td><td>40%</td></tr>"
    )
    document = make_document(read_html(page + b"</table>", "a.html"), "a.html")
    assert document.text == "Good | Share\n\nOil | 40%"
    assert {block.kind for block in document.blocks} == {"body"}


def test_the_date_of_structured_data_is_found():
    page = b'<script type="application/ld+json">{"datePublished": "2023-05-30T09:00Z"}'
    assert read_html(page + b"</script><p>They met.</p>", "a").published == "2023-05-30"


def test_a_container_named_like_furniture_does_not_empty_the_page():
    page = f'<div class="share-page">{BODY}</div>'.encode()
    assert TOLD[3] in read_html(page, "a.html").text
