import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.sources.blocks import find_blocks
from suzerain.sources.read import read_documents

LEAD = (
    "Two neighbours signed a treaty on water and power that neither parliament has seen"
)
BODY = f"{LEAD}, according to an official who read it. It takes effect in spring."


def kinds(text, **more):
    return [
        (block.kind, text[block.start : block.end])
        for block in find_blocks(text, **more)
    ]


WORDS = st.sampled_from(
    [
        "Read more", "Similar news", "\n", "\n\n", " ", ".", "...", "…", "Click here",
        "(free)", "A pact is signed", LEAD, BODY, "\r\n", "# Head", "Jane Doe",
        "Photo: AFP", "©2024",
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=20).map("".join)))
def test_every_sign_lies_in_exactly_one_block(text):
    for media_type in ("text/plain", "text/markdown"):
        blocks = find_blocks(text, media_type=media_type)
        covered = [0] * len(text)
        last = 0
        for block in blocks:
            assert last <= block.start < block.end <= len(text)
            last = block.end
            words = text[block.start : block.end]
            assert words == words.strip()
            for place in range(block.start, block.end):
                covered[place] += 1
        assert all(
            covered[place] == 1 or text[place].isspace() for place in range(len(text))
        )


@given(st.lists(WORDS, max_size=20).map("".join))
def test_blocks_are_the_same_each_time(text):
    assert find_blocks(text) == find_blocks(text)


@pytest.mark.parametrize("dots", ["…", "...", " …", " [...]", "… Read more"])
def test_a_truncated_lead_gives_way_to_the_full_paragraph(dots):
    text = f"A treaty on water\n\n{LEAD}{dots}\n\nA treaty on water\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == [
        "headline", "duplicate", "duplicate", "body",
    ]  # fmt: skip


def test_a_truncated_copy_after_the_full_paragraph_is_a_duplicate():
    assert [kind for kind, _ in kinds(f"{BODY}\n\n{LEAD} …")] == ["body", "duplicate"]


def test_a_sentence_that_ends_in_dots_without_a_full_version_stays_body():
    assert kinds(f"{BODY}\n\nNobody in the capital could say what came next...")[1][
        0
    ] == ("body")


def test_a_paragraph_printed_twice_is_kept_once():
    assert [kind for kind, _ in kinds(f"{BODY}\n\n{BODY}")] == ["body", "duplicate"]


def test_glued_boilerplate_is_cut_where_the_next_headline_begins():
    tail = (
        "TheHarbour.com is now on Whatsapp. Click here and join our channel for news "
        "at no cost (free)"
    )
    text = f"{BODY}\n\n{tail}River treaty worries the coast\n\n{BODY[:40]} was signed."
    assert kinds(text)[1:3] == [
        ("boilerplate", tail),
        ("headline", "River treaty worries the coast"),
    ]


def test_boilerplate_at_the_end_of_a_paragraph_leaves_the_news_body():
    call = "Sign up for our newsletter to get the news first."
    assert kinds(f"Water treaty\n\n{BODY} {call}")[1:] == [
        ("body", BODY),
        ("boilerplate", call),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Read more", "READ MORE »", "Similar news", "This week's most popular news",
        "Follow us on Twitter and Telegram", "We use cookies to improve this page.",
        "Facebook | Twitter | WhatsApp | Email", "© 2024 The Harbour", "Advertisement",
        "All rights reserved.", "Photo: Jane Doe/Agency", "Getty Images", "3 min read",
        "Published: 19 June 2024, 10:00 GMT", "2024-06-19", "By Jane Doe and John Roe",
        "Leave a comment", "Читать далее", "阅读全文", "Weiterlesen", "À lire aussi",
        "Related: Another treaty was signed last year", "Tags: water, treaty",
    ],
)  # fmt: skip
def test_page_furniture_is_boilerplate(line):
    assert kinds(
        f"Water treaty signed\n\n{BODY}\n\n{line}\n\nMore is to come, they say."
    )[2] == ("boilerplate", line)


@pytest.mark.parametrize(
    "line",
    [
        "He asked whether the two would share the water and read more into it.",
        "Few subscribe to the view that the treaty holds.",
        "The share of exports rose to 30 percent.",
        "The most popular news anchor in the country was dismissed by the ministry.",
        "Ministers follow us closely, said the envoy on Monday.",
        "By Monday the army had crossed the river, officials said.",
        "The copyright treaty was signed by both sides.",
    ],
)
def test_news_with_the_same_words_stays_body(line):
    assert kinds(f"Water treaty signed\n\n{BODY}\n\n{line}")[2] == ("body", line)


def test_titles_of_other_articles_at_the_end_are_not_read():
    text = (
        f"Water treaty\n\n{BODY}\n\nRelated articles\n\nFar state attacks\n\nGold falls"
    )
    assert [kind for kind, _ in kinds(text)][2:] == ["boilerplate"] * 3


def test_a_name_alone_and_a_credited_picture_line_are_captions():
    text = (
        f"Water treaty\n\nJane van Doe\n\n{BODY}\n\n"
        "The two leaders shake hands on the bridge. (Photo: Agency)"
    )
    assert [kind for kind, _ in kinds(text)] == [
        "headline", "caption", "body", "caption",
    ]  # fmt: skip


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "Treaty signed\n\nTwo neighbours signed a treaty on water and power that\n"
        "neither parliament has seen, according to an official who\nread it.\n\n"
        "It takes effect in spring."
    )
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body"]


def test_markdown_front_matter_is_no_news_and_hashes_are_headlines():
    text = f"---\ntitle: x\ndate: 2024-06-19\n---\n# Treaty.\n\n{BODY}"
    found = kinds(text, media_type="text/markdown")
    assert [kind for kind, _ in found] == ["boilerplate", "headline", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "a sentence here. " * 60_000, "Read more\n" * 60_000, "*" * 900_000,
        "Click here now to subscribe to our news. " * 20_000, "\n \n" * 300_000,
        "." * 900_000 + "click here", "a)" * 400_000 + "click here", "[!" * 400_000,
        "Ab " * 300_000, "Same words in here again.\n\n" * 30_000, "-" * 500_000 + "\n",
    ],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_to_its_end(text):
    blocks = find_blocks(text, media_type="text/markdown")
    held = sum(len("".join(text[b.start : b.end].split())) for b in blocks)
    assert held == len("".join(text.split()))


def test_the_founding_articles_keep_their_news_only(seeds):
    for document in read_documents(seeds):
        by_kind = {block.kind for block in document.blocks}
        assert {"headline", "body", "boilerplate"} <= by_kind
        read = [
            document.text[block.start : block.end].casefold()
            for block in document.blocks
            if block.kind in {"headline", "body"}
        ]
        assert len(set(read)) == len(read)
        assert read[0] == document.title.casefold()
        assert not any(
            cue in words
            for words in read
            for cue in ("whatsapp", "click here", "read more", "popular news", "…")
        )
        assert document.language == "en"


@pytest.mark.parametrize(
    "line",
    [
        "What to read next", "From our partners", "Additional reporting by A. Writer",
        "Editing by C. Editor and D. Editor", "Listen to the podcast of this episode",
        "Live updates: Fighting goes on in the plain", "Copy link to clipboard",
        "Get the day's top stories in your inbox.", "We value your privacy.",
        "Already a subscriber? Log in", "You've read 3 free articles this month.",
        "If you enjoyed this story, share it with a friend.", "Accept all cookies",
        "Follow us on Threads for more.", "Please donate today to keep us going.",
        "The views expressed in this article are the author's own.",
        "The bridge after the attack [Reuters]", "A plant in the north (Jo Doe/AFP)",
    ],
)  # fmt: skip
def test_furniture_in_more_wordings_is_not_body(line):
    text = f"A treaty is signed\n\n{BODY}\n\n{line}\n\nThen {BODY}"
    found = [kind for kind, words in kinds(text) if words in line]
    assert found
    assert set(found) <= {"boilerplate", "caption"}


@pytest.mark.parametrize(
    "line",
    [
        "Russia and China share a border of 4,200 kilometres, the ministry said.",
        "The minister said that he would follow the talks on the island closely.",
        "Turkey asked the alliance to support our work in the north, he said.",
        "Donors will donate 300 million to the ports, the bank said on Monday.",
        "Live fire was used by the army near the border, said the governor.",
        "Editing the treaty took four months, the envoy said.",
        "The ship, he told state media (TASS), had left the port on Friday.",
        "They agreed to store information on a device of the other side's choice.",
    ],
)  # fmt: skip
def test_news_in_the_words_of_furniture_stays_body(line):
    assert ("body", line) in kinds(f"A treaty is signed\n\n{BODY}\n\n{line}")
