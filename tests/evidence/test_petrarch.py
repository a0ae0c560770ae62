"""A user's PETRARCH dictionaries are read beside the reader's own tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from suzerain.cli.main import main
from suzerain.core.errors import EvidenceError
from suzerain.evidence.petrarch import (
    cameo_relations,
    parse_petrarch_verbs,
    read_petrarch_verbs,
)
from suzerain.evidence.petrarch_actors import (
    extract_with,
    names_on,
    parse_petrarch_actors,
)
from suzerain.evidence.relations import relations
from suzerain.sources.document import Document

VERBS = """
# a dictionary of our own
&WARSHIP
+CRUISER_
+PATROL_BOAT
--- GLORP [190] ---   # a made-up verb
GLORP {GLORPS GLORPED GLORPING}
- * FUNDS TO + [0712]
- * &WARSHIP NEAR + [152]
- + * FROM $ [112]
- % * PEACE [057]
- * SPEECH [010]

--- FLEEM [---] ---
FLEEM
FLEEM_OUT [120]
- $ * + [111]
"""
ACTORS = """
BRAVIA_ [PRT] ; a land of our own
+BRAVIANS
OLD_PALACE_
	[SUNGOV <911226]
	[RUSGOV >911226]
RED_BAND_ [COLREB]
"""


def told(text: str, published: str = "") -> list[str]:
    paper = Document(id="doc-1", name="a", text=text, published=published)
    claims = extract_with(
        [paper], parse_petrarch_verbs(VERBS), parse_petrarch_actors(ACTORS)
    )
    return [
        f"{one.subject} {one.relation} {one.object or '-'}"
        for one in claims
        if "learned" not in one.notes
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya glorped Uganda.", "KEN ASSAULT UGA"),
        ("Uganda was glorped by Kenya.", "KEN ASSAULT UGA"),
        ("Kenya glorped funds to Uganda.", "KEN AID UGA"),
        ("Kenya glorped a patrol boat near Uganda.", "KEN MOBILIZE UGA"),
        ("Kenya fleemed Uganda.", "KEN ACCUSE UGA"),
        ("Kenya fleemed out Uganda.", "KEN REJECT UGA"),
        ("Bravia fleemed Chad.", "PRT ACCUSE TCD"),
        ("Bravians fleemed Chad.", "PRT ACCUSE TCD"),
    ],
)
def test_a_line_of_the_dictionary_makes_its_claim(text: str, wanted: str) -> None:
    assert wanted in told(text)


def test_a_statement_makes_no_claim() -> None:
    assert told("Kenya glorped a speech.") != ["KEN SUPPORT -"]
    assert not any(
        row["pattern"].endswith("speech") for row in parse_petrarch_verbs(VERBS)
    )


def test_without_the_dictionary_the_words_mean_nothing() -> None:
    paper = Document(id="doc-1", name="a", text="Bravia fleemed Bravians.")
    assert extract_with([paper]) == ()


@pytest.mark.parametrize(
    ("published", "state"), [("1985-03-01", "SUN"), ("2004-03-01", "RUS"), ("", "RUS")]
)
def test_a_name_has_the_code_of_its_day(published: str, state: str) -> None:
    assert told("Old Palace fleemed Chad.", published) == [f"{state} ACCUSE TCD"]


def test_rebels_of_a_state_are_not_its_government() -> None:
    names = dict(names_on(parse_petrarch_actors(ACTORS)))
    assert names["Red Band"] == "COL/Red Band"


def test_every_root_code_leads_to_a_known_relation() -> None:
    table = cameo_relations()
    assert sorted(table) == [f"{root:02}" for root in range(1, 21)]
    assert set(table.values()) - {""} <= set(relations())


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("--- A [190]", 1, "opens no block"),
        ("--- A [99] ---", 1, "no root code"),
        ("--- A [x] ---", 1, "no CAMEO code"),
        ("--- A [190] ---\nA\n- * BOMB", 3, "has no code"),
        ("--- A [190] ---\nA\n\n- BOMB [190]", 4, "has 0 verbs"),
        ("--- A [190] ---\nA\n- * &GUNS [190]", 3, "not given before"),
        ("--- A [190] ---\n- * BOMB [190]", 2, "before the verbs"),
        ("--- A [190] ---\nA B C", 2, "is no word"),
    ],
)
def test_a_malformed_line_is_named(text: str, line: int, what: str) -> None:
    with pytest.raises(EvidenceError, match=rf"^line {line} of verbs: .*{what}"):
        parse_petrarch_verbs(text)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("+OTHER_", 1, "before any name"),
        ("A_ [usa]", 1, "is no code"),
        ("A_ [USA >19]", 1, "no span of days"),
        ("A_ [USA", 1, "bracket"),
        ("A_ [USA]\n???", 2, "is no name"),
    ],
)
def test_a_malformed_actor_is_named(text: str, line: int, what: str) -> None:
    with pytest.raises(EvidenceError, match=rf"^line {line} of actors: .*{what}"):
        parse_petrarch_actors(text)


def test_a_missing_dictionary_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="cannot be read"):
        read_petrarch_verbs(tmp_path / "none.txt")


def test_read_takes_both_dictionaries(tmp_path: Path) -> None:
    (tmp_path / "v.txt").write_text(VERBS)
    (tmp_path / "a.txt").write_text(ACTORS)
    (tmp_path / "news.txt").write_text("Bravia fleemed Chad.")
    done = CliRunner().invoke(
        main,
        ["read", "--json", "--petrarch-verbs", str(tmp_path / "v.txt"),
         "--petrarch-actors", str(tmp_path / "a.txt"), str(tmp_path / "news.txt")],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert '"relation": "ACCUSE"' in done.output
    assert '"subject": "PRT"' in done.output
