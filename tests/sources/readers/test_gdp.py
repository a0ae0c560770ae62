"""The World Bank's GDP is read as published, without the groups of states."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import drops, read_back, real

from suzerain.core.errors import UnreadableSource

PROSE = '"Data Source","World Development Indicators",\n\n"Last Updated","2025",\n\n'
HEAD = '"Country Name","Country Code","Indicator Name","Indicator Code","2013","2014",'
CHINA = '"China","CHN","GDP (current US$)","NY.GDP.MKTP.CD","9600.5","10500.25",'
WORLD = '"World","WLD","GDP (current US$)","NY.GDP.MKTP.CD","77000","79000",'
KOREA = '"Korea, Dem. Rep.","PRK","GDP (current US$)","NY.GDP.MKTP.CD","","",'
NAME = "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv"


def written(folder: Path, *lines: str, name: str = NAME, prose: str = PROSE) -> Path:
    (folder / name).write_text(prose + "\n".join(lines) + "\n")
    return folder


def test_years_become_rows_and_what_is_empty_none(tmp_path: Path) -> None:
    found = read_back(written(tmp_path, HEAD, CHINA, KOREA), "gdp")["wdi"]
    assert [tuple(row.values()) for row in found] == [
        ("CHN", 2013, 9600.5),
        ("CHN", 2014, 10500.25),
    ]


def test_the_file_without_prose_is_read_too(tmp_path: Path) -> None:
    name = "wdi_gdp_current_usd_2025-03-24.csv"
    folder = written(tmp_path, HEAD[:-1], CHINA[:-1], name=name, prose="")
    assert len(read_back(folder, "gdp")["wdi"]) == 2


def test_groups_of_states_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = written(tmp_path, HEAD, CHINA, WORLD)
    assert {row["state"] for row in read_back(folder, "gdp")["wdi"]} == {"CHN"}
    assert drops(folder, "gdp") == {"sums over groups of states": 2}


def test_a_code_of_neither_state_nor_group_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, HEAD, CHINA.replace("CHN", "CHX"))
    with pytest.raises(UnreadableSource, match="CHX"):
        read_back(folder, "gdp")


def test_another_indicator_is_refused(tmp_path: Path) -> None:
    other = CHINA.replace("NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD")
    with pytest.raises(UnreadableSource, match=r"NY\.GDP\.MKTP\.KD"):
        read_back(written(tmp_path, HEAD, other), "gdp")


def test_a_file_without_codes_or_without_years_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="lacks the column"):
        read_back(written(tmp_path, '"Country Name","2014"', '"China","1"'), "gdp")
    head = ",".join(HEAD.split(",")[:4])
    with pytest.raises(UnreadableSource, match="1960"):
        read_back(written(tmp_path, head, ",".join(CHINA.split(",")[:4])), "gdp")


def test_a_cell_that_is_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="much"):
        read_back(written(tmp_path, HEAD, CHINA.replace("9600.5", "much")), "gdp")


def test_the_real_file_has_every_economy_and_no_north_korea() -> None:
    found = read_back(real("gdp_population"), "gdp")["wdi"]
    assert {row["year"] for row in found} == set(range(1960, 2024))
    assert len({row["state"] for row in found}) > 200
    states = {row["state"] for row in found if row["year"] == 1990}
    assert "RUS" in states
    assert not {"PRK", "SUN", "YUG", "WLD"} & states
    usa = next(r["gdp"] for r in found if (r["state"], r["year"]) == ("USA", 2014))
    assert usa == pytest.approx(17.6e12, rel=0.01)
