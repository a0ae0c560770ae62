from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standins import make

from suzerain.core.errors import OutlookError, UnknownReference, UnresolvedQuestion
from suzerain.outlook import forecast_log as module
from suzerain.outlook.asking import (
    ask,
    dated,
    give,
    question_of,
    settle,
    settlement,
    stamp,
)
from suzerain.outlook.forecast_log import FILE, ForecastLog, append_log, read_log
from suzerain.outlook.logged import AskedQuestion, DatedForecast, entry_record
from suzerain.outlook.typed import base_rate_of, slug

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
ASKED = AskedQuestion(
    id="asked.rain", time=stamp(NOW), text="Rain?", until="2025-12-31", rule="If wet."
)


def told(p=0.3, by="Ann", *, at=NOW, question=ASKED.id):
    time = stamp(at)
    return DatedForecast(question=question, time=time, by=by, p=p, low=p, high=p)


def question(**values):
    return make.question(
        **{"id": "q", "text": "Will it?", "by": "2026", "rule": "If seen.", **values}
    )


# the file -------------------------------------------------------------------------


def test_what_is_logged_is_read_again(tmp_path):
    end = replace(settlement(ASKED.id, "no", NOW), note="dry")
    append_log(tmp_path, [ASKED, told()])
    append_log(tmp_path, [told(0.5), end])
    log = read_log(tmp_path)
    assert log.entries == (ASKED, told(), told(0.5), end)
    assert not log.problems
    assert log.standing(ASKED.id) == {"Ann": told(0.5)}
    assert len(log.forecasts) == 2


def test_a_folder_without_a_log_has_an_empty_one(tmp_path):
    assert read_log(tmp_path) == ForecastLog()


@given(
    st.lists(
        st.tuples(st.floats(0.01, 0.99), st.text(min_size=1, max_size=8)), max_size=6
    )
)
def test_any_name_and_note_come_back(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("log")
    given_ = [replace(told(p, by), note=by) for p, by in rows]
    append_log(folder, given_)
    assert read_log(folder).entries == tuple(given_)


@pytest.mark.parametrize("cut", [1, 7, 60])
def test_a_line_cut_short_by_a_crash_loses_nothing_else(tmp_path, cut):
    append_log(tmp_path, [ASKED, told()])
    path = tmp_path / FILE
    whole = path.read_bytes()
    append_log(tmp_path, [told(0.9)])
    path.write_bytes(path.read_bytes()[: len(whole) + cut])
    log = read_log(tmp_path)
    assert log.entries == (ASKED, told())
    assert "is no entry" in log.problems[0].what
    append_log(tmp_path, [told(0.6, "Bob")])
    assert read_log(tmp_path).entries == (ASKED, told(), told(0.6, "Bob"))
    assert log.altered == 0


def test_a_full_disk_leaves_the_log_as_it_was(tmp_path, monkeypatch):
    append_log(tmp_path, [ASKED])
    before = (tmp_path / FILE).read_bytes()

    def full(log, data):
        log.write(data[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_write_whole", full)
    with pytest.raises(OutlookError, match="No space left"):
        append_log(tmp_path, [told()])
    assert (tmp_path / FILE).read_bytes() == before


def test_many_who_log_at_once_lose_nothing(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda k: append_log(tmp_path, [told(by=f"n{k}")]), range(40)))
    log = read_log(tmp_path)
    assert {one.by for one in log.forecasts} == {f"n{k}" for k in range(40)}
    assert not log.problems


def test_a_forecast_that_was_changed_after_the_fact_does_not_count(tmp_path):
    append_log(tmp_path, [ASKED, told(0.1), told(0.2, "Bob")])
    path = tmp_path / FILE
    path.write_text(path.read_text().replace('"p": 0.1', '"p": 0.9'))
    log = read_log(tmp_path)
    assert log.altered == 1
    assert [one.by for one in log.forecasts] == ["Bob"]
    assert any("changed after it was written" in one.what for one in log.problems)


def test_a_line_that_was_taken_out_shows(tmp_path):
    append_log(tmp_path, [ASKED, told(0.1), told(0.2, "Bob")])
    path = tmp_path / FILE
    first, _, last = path.read_text().splitlines()
    path.write_text(f"{first}\n{last}\n")
    assert any("taken out" in one.what for one in read_log(tmp_path).problems)


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        '{"kind": "wish"}',
        '{"kind": "forecast", "question": "q"}',
        json.dumps({"kind": "forecast", **dict.fromkeys(("question", "time"), "x")}),
    ],
)
def test_lines_that_are_no_entries_are_named(tmp_path, line):
    (tmp_path / FILE).write_text(line + "\n")
    log = read_log(tmp_path)
    assert not log.entries
    assert log.problems[0].where == f"{FILE}:1"


def test_a_log_that_cannot_be_read_is_a_clear_error(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(OutlookError, match="cannot be read"):
        read_log(tmp_path)
    with pytest.raises(OutlookError, match="cannot be read or written"):
        append_log(tmp_path, [ASKED])


def test_an_entry_prints_as_a_plain_record():
    record = entry_record(replace(ASKED, basis=("c-1",)))
    assert record["kind"] == "question"
    assert record["basis"] == ["c-1"]


# what may be logged ---------------------------------------------------------------


def test_a_question_is_asked_with_its_last_day():
    assert ask(question(by="2026-02"), NOW).until == "2026-02-28"
    assert ask(question(), NOW, until="2027").until == "2027-12-31"
    assert ask(question(by="2025-03-01"), NOW).until == "2025-03-01"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rule": " "}, "has no rule"),
        ({"text": ""}, "has no text"),
        ({"by": ""}, "has no date"),
        ({"by": "soon"}, "has no date"),
        ({"by": "2025-02-28"}, "in the past"),
        ({"by": "2024"}, "in the past"),
    ],
)
def test_a_question_that_cannot_resolve_is_refused(values, words):
    with pytest.raises(UnresolvedQuestion, match=words):
        ask(question(**values), NOW)


@pytest.mark.parametrize("rate", [(4, 3), (-1, 3)])
def test_a_base_rate_that_is_none_is_refused(rate):
    with pytest.raises(OutlookError, match="base rate"):
        ask(question(), NOW, rate=rate)


@pytest.mark.parametrize("text", ["3", "3/0", "a/b", "-1/3", "3/20/1"])
def test_a_base_rate_is_two_whole_numbers(text):
    with pytest.raises(OutlookError, match="base rate"):
        base_rate_of(text)


@pytest.mark.parametrize("p", [0, 1, 1.2, -0.1, float("nan"), float("inf")])
def test_what_is_no_probability_between_the_ends_is_refused(p):
    with pytest.raises(OutlookError, match="above 0 and below 1"):
        give(ForecastLog(entries=(ASKED,)), told(p))


def test_a_forecast_comes_in_time_from_somebody_on_a_question_that_is_open():
    log = ForecastLog(entries=(ASKED,))
    assert give(log, told()) == told()
    with pytest.raises(UnknownReference):
        give(log, told(question="asked.snow"))
    with pytest.raises(OutlookError, match="of nobody"):
        give(log, told(by=" "))
    with pytest.raises(OutlookError, match="has passed"):
        give(log, told(at=datetime(2026, 1, 1, tzinfo=UTC)))
    over = log.plus([settlement(ASKED.id, "yes", NOW)])
    with pytest.raises(OutlookError, match="has resolved: yes"):
        give(over, told())


def test_a_question_resolves_once_and_on_some_ground():
    log = ForecastLog(entries=(ASKED,))
    bare = settlement(ASKED.id, "void", NOW)
    with pytest.raises(OutlookError, match="rests on nothing"):
        settle(log, bare)
    end = replace(bare, note="ill put")
    over = log.plus([settle(log, end)])
    with pytest.raises(OutlookError, match="resolved already: void"):
        settle(over, end)
    later = replace(end, outcome="no")
    assert over.plus([settle(over, later, again=True)]).settled[ASKED.id] == later


def test_a_question_is_found_by_a_part_of_its_id_that_no_other_has():
    other = replace(ASKED, id="asked.rainbow")
    log = ForecastLog(entries=(ASKED, other))
    assert question_of(log, "bow") == other
    assert question_of(log, "asked.rain") == ASKED
    for name in ("", "snow"):
        with pytest.raises(UnknownReference):
            question_of(log, name)
    with pytest.raises(OutlookError, match="'asked' fits 2 questions"):
        question_of(log, "asked")


def test_a_question_keeps_the_words_in_which_it_was_asked_first():
    log = ForecastLog(entries=(ASKED, replace(ASKED, text="Snow?")))
    assert log.questions[ASKED.id].text == "Rain?"


def test_questions_without_a_day_or_with_a_past_one_get_the_day_that_is_named():
    past = question(id="past", by="2024-05-01", text="Will it by 2024-05-01?")
    bare = question(
        id="bare", by="", text="Will it within 2 years of the latest source?"
    )
    ahead = question(id="ahead", by="2026-05-01")
    case = make.case(questions=(past, bare, ahead))
    told_ = dated(case, "2027", NOW.date()).questions
    assert [one.by for one in told_] == ["2027-12-31", "2027-12-31", "2026-05-01"]
    assert {one.text for one in told_[:2]} == {"Will it by 2027-12-31?"}
    assert dated(case, "2027", NOW.date()).as_of == "2025-03-01"


def test_ids_are_made_of_words():
    assert slug("Will it rain, in May?") == "asked.it-rain-in-may"
