"""A case as a folder of text files."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

sys.path.insert(0, str(Path(__file__).parent))

from stories import STORIES, tell

from suzerain.case import folder as folder_module
from suzerain.case.build import build_case
from suzerain.case.check import check
from suzerain.case.files import case_files, parse_case, read_case, save_case
from suzerain.core.errors import CaseError, InvalidCase, SuzerainError
from suzerain.testing import cases


def story(name="grain-for-guns"):
    document, claims = tell(STORIES[name])
    return build_case([document], claims, name=name)


@given(cases())
@settings(max_examples=40)
def test_writing_then_reading_gives_the_same_case(case):
    again, problems = parse_case(case_files(case))
    assert problems == ()
    assert again == case


@pytest.mark.parametrize("name", STORIES)
def test_a_built_case_survives_the_disk(tmp_path, name):
    case = story(name)
    save_case(case, tmp_path / "pact")
    assert read_case(tmp_path / "pact") == case


@pytest.mark.parametrize("name", STORIES)
def test_nothing_is_wrong_with_a_built_case(name):
    assert check(story(name)) == ()


def test_saving_again_gives_the_same_bytes(tmp_path):
    save_case(story(), tmp_path)
    first = {p.name: p.read_bytes() for p in tmp_path.rglob("*.*") if p.is_file()}
    save_case(read_case(tmp_path), tmp_path)
    assert first == {
        p.name: p.read_bytes() for p in tmp_path.rglob("*.*") if p.is_file()
    }


def test_a_folder_with_other_things_is_not_overwritten(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CaseError, match="no case"):
        save_case(story(), tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "pact").write_text("")
    with pytest.raises(CaseError, match="is a file"):
        save_case(story(), tmp_path / "pact")


def test_other_files_in_a_case_folder_stay(tmp_path):
    save_case(story(), tmp_path)
    (tmp_path / "notes.md").write_text("mine")
    (tmp_path / "sources" / "letter.txt").write_text("mine too")
    save_case(story("two-patrons"), tmp_path)
    assert (tmp_path / "notes.md").read_text() == "mine"
    assert (tmp_path / "sources" / "letter.txt").read_text() == "mine too"


def test_texts_of_the_case_before_are_removed(tmp_path):
    save_case(story(), tmp_path)
    save_case(story("two-patrons"), tmp_path)
    assert len(list((tmp_path / "sources").glob("doc-*.txt"))) == 1


@pytest.mark.parametrize("writes", range(1, 12))
def test_a_full_disk_leaves_the_old_case_whole(tmp_path, monkeypatch, writes):
    save_case(story(), tmp_path)
    real, count = folder_module.write_atomically, iter(range(1, 100))

    def fail(path, data):
        if next(count) == writes:
            raise SuzerainError("the disk is full")
        real(path, data)

    monkeypatch.setattr(folder_module, "write_atomically", fail)
    with pytest.raises(SuzerainError, match="full"):
        save_case(story("two-patrons"), tmp_path)
    assert read_case(tmp_path) == story()
    assert not (tmp_path / ".writing").exists()


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("moves", range(1, 11))
def test_a_process_killed_while_moving_leaves_the_new_case(
    tmp_path, monkeypatch, moves
):
    save_case(story(), tmp_path)
    real, count = os.replace, iter(range(1, 100))

    def kill(source, target):
        moving = ".writing" in str(source) and not str(source).endswith(".part")
        if moving and next(count) == moves:
            raise Killed
        real(source, target)

    monkeypatch.setattr(os, "replace", kill)
    with pytest.raises(Killed):
        save_case(story("two-patrons"), tmp_path)
    monkeypatch.undo()
    assert read_case(tmp_path) == story("two-patrons")
    assert not (tmp_path / ".writing").exists()


def test_a_process_killed_while_writing_leaves_the_old_case(tmp_path):
    save_case(story(), tmp_path)
    (tmp_path / ".writing").mkdir()
    (tmp_path / ".writing" / "case.toml").write_text("half of it")
    assert read_case(tmp_path) == story()
    save_case(story("two-patrons"), tmp_path)
    assert read_case(tmp_path) == story("two-patrons")


def broken(tmp_path, file, change):
    """Save a case, change one file, and return the problems found on reading."""
    save_case(story(), tmp_path)
    path = tmp_path / file
    path.write_text(change(path.read_text()))
    with pytest.raises(InvalidCase) as error:
        read_case(tmp_path)
    return [str(problem) for problem in error.value.problems]


def test_an_altered_source_is_seen(tmp_path):
    case = story()
    file = f"sources/{case.documents[0].id}.txt"
    (problem,) = broken(tmp_path, file, lambda text: text.replace("Peru", "Perú"))
    assert file in problem
    assert "changed since" in problem


def test_a_share_above_one_is_named_with_file_and_line(tmp_path):
    problems = broken(tmp_path, "ties.csv", lambda text: text.replace("0.75", "1.75"))
    assert any("ties.csv:2" in p and "outside 0 to 1" in p for p in problems)


def test_a_word_for_a_number_is_named_with_file_and_line(tmp_path):
    problems = broken(tmp_path, "ties.csv", lambda text: text.replace("0.75", "most"))
    assert any("ties.csv:2" in p and "not a number" in p for p in problems)


def test_a_missing_table_is_named(tmp_path):
    save_case(story(), tmp_path)
    (tmp_path / "needs.csv").unlink()
    with pytest.raises(InvalidCase, match=r"needs\.csv: the file is missing"):
        read_case(tmp_path)


def test_a_missing_column_is_named(tmp_path):
    problems = broken(tmp_path, "terms.csv", lambda text: text.replace("taker", "to"))
    assert any("terms.csv:1" in p and "'taker'" in p for p in problems)


def test_all_problems_come_at_once(tmp_path):
    save_case(story(), tmp_path)
    for file, old, new in [
        ("ties.csv", "BRA,PER,fuel", "BRA,PER,feul"),
        ("needs.csv", "PER,fuel", "PRE,fuel"),
        ("case.toml", "2031-05-02", "2nd of May"),
    ]:
        path = tmp_path / file
        path.write_text(path.read_text().replace(old, new))
    with pytest.raises(InvalidCase) as error:
        read_case(tmp_path)
    found = "\n".join(map(str, error.value.problems))
    assert "did you mean 'fuel'" in found
    assert "did you mean 'PER'" in found
    assert "is no date" in found


def test_a_toml_mistake_says_the_line(tmp_path):
    problems = broken(tmp_path, "case.toml", lambda text: text + "\nx = = 1\n")
    assert any("case.toml" in problem and "line" in problem for problem in problems)


def test_an_unknown_word_in_the_outline_is_named(tmp_path):
    problems = broken(
        tmp_path, "case.toml", lambda text: text.replace("during_war", "in_war")
    )
    assert any("'in_war'" in problem for problem in problems)


def test_overruled_assumptions_are_kept_with_their_reason(tmp_path):
    save_case(story(), tmp_path)
    path = tmp_path / "assumptions.csv"
    path.write_text(path.read_text() + "good.fuel.home,0.2,,0.3,,,my own count,\n")
    entry = read_case(tmp_path).register["good.fuel.home"]
    assert (entry.spread.low, entry.spread.high, entry.overruled) == (0.2, 0.3, True)
    assert entry.reason == "my own count"


def test_an_unknown_assumption_is_named(tmp_path):
    problems = broken(
        tmp_path, "assumptions.csv", lambda text: text + "case.urgent,0,,1,,,,\n"
    )
    assert any("assumptions.csv:2" in problem for problem in problems)


def test_there_is_no_case_in_an_empty_folder(tmp_path):
    with pytest.raises(CaseError, match="no case"):
        read_case(tmp_path)


def test_a_person_can_read_the_outline(tmp_path):
    save_case(story(), tmp_path)
    text = (tmp_path / "case.toml").read_text()
    assert text.startswith("# A case of Suzerain")
    assert 'members = [\n    "BOL",\n    "PER",\n]' in text


def test_a_file_saved_by_a_spreadsheet_with_a_mark_and_crlf_is_read(tmp_path):
    save_case(story(), tmp_path)
    path = tmp_path / "ties.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_case(tmp_path).ties == story().ties


def test_a_case_without_claims_or_documents_is_a_full_citizen(tmp_path):
    case = replace(
        story(),
        claims=(),
        documents=(),
        stances=(),
        events=(),
        contests=(),
        questions=(),
        needs=tuple(replace(need, basis=()) for need in story().needs),
        ties=tuple(replace(tie, basis=()) for tie in story().ties),
        powers=tuple(replace(power, basis=()) for power in story().powers),
        pacts=tuple(
            replace(
                pact,
                basis=(),
                terms=tuple(replace(term, basis=()) for term in pact.terms),
            )
            for pact in story().pacts
        ),
    )
    save_case(case, tmp_path)
    assert read_case(tmp_path) == case


def test_the_list_of_a_finished_write_is_json(tmp_path):
    (tmp_path / ".writing").mkdir()
    plan = {"files": ["a.txt"], "remove": []}
    (tmp_path / ".writing" / "a.txt").write_text("new")
    (tmp_path / ".writing" / "complete.json").write_text(json.dumps(plan))
    folder_module.settle(tmp_path)
    assert (tmp_path / "a.txt").read_text() == "new"


def of_many_claims(count):
    """A case in which one need rests on so many claims."""
    case = story()
    first = case.claims[0]
    claims = tuple(replace(first, id=f"c-{n:08d}-{first.doc}") for n in range(count))
    need = replace(case.needs[0], basis=tuple(one.id for one in claims))
    return replace(case, claims=(*case.claims, *claims), needs=(need, *case.needs[1:]))


def test_a_need_of_thousands_of_claims_is_read_back_and_nothing_is_wrong():
    case = of_many_claims(9000)
    files = case_files(case)
    assert max(map(len, files["needs.csv"].split(b"\n"))) > 131_072
    again, problems = parse_case(files)
    assert problems == ()
    assert again == case


def test_a_cell_that_could_not_be_read_back_is_not_written(monkeypatch, tmp_path):
    monkeypatch.setattr("suzerain.case.codecs.cell.LARGEST_CELL", 1000)
    with pytest.raises(SuzerainError, match="signs"):
        save_case(of_many_claims(100), tmp_path / "pact")
    assert not (tmp_path / "pact").exists()


def test_a_cell_without_end_is_told_and_not_read():
    from suzerain.core.cells import LARGEST_CELL

    files = case_files(story())
    head = files["needs.csv"].split(b"\n")[0]
    files["needs.csv"] = head + b'\n"' + b"c" * (LARGEST_CELL + 1) + b'"\n'
    problems = parse_case(files)[1]
    assert any("field larger than field limit" in one.what for one in problems)
