"""When a text says that it was published."""

from __future__ import annotations

from suzerain.sources.dates import published_in


def test_the_opening_of_a_wire_report_says_when_it_was_published():
    assert published_in("GENEVA, 4 May 1998 (Agency) - Talks went on.") == "1998-05-04"


def test_a_date_in_the_story_is_not_the_day_of_publication():
    assert published_in("On 4 May 1998 they met - and left, it was said.") == ""
