"""Sentences of the World Factbook's profiles become rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from read_back import read_back, real

from suzerain.core.errors import SuzerainError, UnreadableSource
from suzerain.sources.profiles import read_profiles


def said(text: str) -> dict[str, str]:
    return {"text": text}


KOREA: dict[str, Any] = {
    "Government": {"Country name": {"conventional short form": said("North Korea")}},
    "Geography": {
        "Land boundaries": {
            "total": said("1,607 km"),
            "border countries": said(
                "China 1,352 km; South Korea 237 km, Russia 18 km"
            ),
        }
    },
    "Economy": {
        "Exports": {
            "Exports 2018": said("$222 million (2018 est.)"),
            "note": "<b>note:</b> GDP expenditure basis",
        },
        "Imports - partners": said(
            "China 97%, Congo, Republic of the 1%, Peru 0% (2023)"
        ),
        "Imports - commodities": said("<p>processed hair, garments</p> (2023)"),
        "Exports - commodities": said("fake hair, iron alloys"),
        "Exports - partners": said("almost entirely China (2022)"),
    },
}


def written(folder: Path, profile: Any, code: str = "kn") -> list[Path]:
    path = folder / f"{code}.json"
    path.write_text(profile if isinstance(profile, str) else json.dumps(profile))
    return [path]


def test_lengths_shares_goods_and_totals_are_taken_apart(tmp_path: Path) -> None:
    own = ("kn", "PRK")
    assert read_profiles(written(tmp_path, KOREA)) == {
        "borders": [
            (*own, "CHN", 1352.0),
            (*own, "KOR", 237.0),
            (*own, "RUS", 18.0),
        ],
        "partners": [
            (*own, "import", "China", "CHN", 97.0, 2023),
            (*own, "import", "Congo, Republic of the", "COG", 1.0, 2023),
            (*own, "import", "Peru", "PER", 0.0, 2023),
        ],
        "commodities": [
            (*own, "export", 1, "fake hair", None),
            (*own, "export", 2, "iron alloys", None),
            (*own, "import", 1, "processed hair", 2023),
            (*own, "import", 2, "garments", 2023),
        ],
        "totals": [(*own, "export", 2018, 222e6)],
    }


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Russia (northeast) 4,133 km and Russia (northwest) 46 km", ["RUS", "RUS"]),
        ("Bosnia and Herzegovina 956 km; Slovenia 600 km", ["BIH", "SVN"]),
        ("US Naval Base at Guantanamo Bay 28.5 km", []),
        (
            "Canada 8,891 km (including 2,475 km with Alaska); Mexico 3,111 km",
            ["CAN", "MEX"],
        ),
    ],
)
def test_borders_of_two_pieces_and_with_notes(
    tmp_path: Path, text: str, pieces: list[str]
) -> None:
    boundaries = {"border countries": said(text)}
    profile = KOREA | {"Geography": {"Land boundaries": boundaries}}
    found = read_profiles(written(tmp_path, profile))["borders"]
    assert [row[2] for row in found] == pieces


def test_profiles_without_any_border_make_an_empty_table(tmp_path: Path) -> None:
    written(tmp_path, KOREA | {"Geography": {}})
    with pytest.raises(SuzerainError, match="borders: 0 rows"):
        read_back(tmp_path, "factbook")


def test_a_profile_of_no_state_has_no_code(tmp_path: Path) -> None:
    name = {"conventional long form": said("European Union (abbreviated EU)")}
    profile = KOREA | {"Government": {"Country name": name}}
    rows = read_profiles(written(tmp_path, profile, "ee"))["totals"]
    assert [row[:2] for row in rows] == [("ee", None)]
    gaza = read_profiles(written(tmp_path, profile, "gz"))["totals"]
    assert [row[:2] for row in gaza] == [("gz", "PSE")]


def test_a_partner_of_no_known_name_is_refused(tmp_path: Path) -> None:
    profile = KOREA | {"Economy": {"Imports - partners": said("Freedonia 9% (2023)")}}
    with pytest.raises(UnreadableSource, match="Freedonia"):
        read_profiles(written(tmp_path, profile))


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no profile"):
        read_profiles(written(tmp_path, '{"Economy": '))
    assert read_profiles(written(tmp_path, "[]"))["totals"] == []


def test_real_profiles_give_the_tables_that_others_took_from_them() -> None:
    tables = read_back(real("cia_factbook"), "factbook")
    profiles = read_back(real("cia_factbook") / "factbook_json_raw.zip", "factbook")
    assert profiles == tables
