"""What the manual tells a reader to type can be typed."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner
from made_study import write_study
from places import EXAMPLES, ROOT

from suzerain.app.server import Served
from suzerain.app.workplace.listening import Serving
from suzerain.cli.main import main

PAGES = sorted(
    [
        *(ROOT / "docs" / "how-to").glob("*.md"),
        *(ROOT / "docs" / "learn").glob("*.md"),
        ROOT / "docs" / "theory" / "reading.md",
        ROOT / "README.md",
    ]
)
COMMAND = re.compile(
    r"^\$ (?:\.venv/bin/)?suzerain (.+)$|`suzerain ([^`]+)`", re.MULTILINE
)
BLOCK = re.compile(r"^```python\n(?!>>>)(.+?)^```", re.MULTILINE | re.DOTALL)
OWN_LINE = "escort,verb,SUPPORT,subj,obj,,,,\n"
OWN_TARIFFS = "importer,exporter,sector,tariff\nMexico,United States,*,0\n"
OWN_ACTORS = (
    "Actor,Capability,Position,Salience\n"
    "North,0.8,10,0.9\nSouth,0.5,0,0.6\nIsland,0.2,4,0.3\n"
)
OWN_SPACE = (
    "trade,a made scenario,3,2\n"
    "Actor,Description,Influence,Tariff,Tariff salience,Quota,Quota salience\n"
    "North,,100,10,50,20,40\nSouth,,20,60,50,70,20\nIsland,,10,90,30,10,60\n"
)
OWN_CRISES = "pair,moved,fought\n" + "".join(
    f"{row}\n" * count
    for row, count in (
        ("weak,0,0", 30),
        ("weak,1,0", 16),
        ("weak,1,1", 4),
        ("strong,0,0", 40),
        ("strong,1,0", 4),
        ("strong,1,1", 6),
    )
)
OWN_GAME = 'EFG 2 R "veto" { "a" "b" } p "" 1 1 "" { "x" } 0 t "" 1 "" { 3 1 }'
OWN_SCENARIOS = {
    "refusal": '[set]\n"consent.CHN" = "refuse"\n',
    "squeeze": '[set]\n"power.credibility" = "*0.5"\n',
}
OWN_POLICIES = (
    'outcome = "missile_technology"\nwant = "low"\n[policies.wait]\n'
    '[policies.refuse.set]\n"consent:CHN" = "refuse"\n'
)
OTHER_NAMES = ("article.txt", "my-article.txt", "another.html", "a.txt", "b.txt")


def commands(page: Path) -> list[str]:
    found = COMMAND.findall(page.read_text(encoding="utf-8"))
    told = [block or inline for block, inline in found]
    return [line for line in dict.fromkeys(told) if "[" not in line]


TYPED = [  # each line once, where a reader meets it first
    (page, line)
    for line, page in {
        line: page for page in reversed(PAGES) for line in commands(page)
    }.items()
]
BLOCKS = [
    (page, block) for page in PAGES for block in BLOCK.findall(page.read_text("utf-8"))
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the files and the case that the pages speak of."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(EXAMPLES, folder / "examples" / "articles")
    first, second = sorted(EXAMPLES.glob("*.txt"))
    for number, name in enumerate(OTHER_NAMES):
        shutil.copy((first, second)[number % 2], folder / name)
    (folder / "own.csv").write_text(OWN_LINE, encoding="utf-8")
    write_study(folder / "caliendo_parro_2015")
    (folder / "actors.csv").write_text(OWN_ACTORS, encoding="utf-8")
    (folder / "trade.csv").write_text(OWN_SPACE, encoding="utf-8")
    (folder / "crises.csv").write_text(OWN_CRISES, encoding="utf-8")
    (folder / "tariffs.csv").write_text(OWN_TARIFFS, encoding="utf-8")
    (folder / "veto.efg").write_text(OWN_GAME, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        made = CliRunner().invoke(main, ["init", "pact", "--from", "examples/articles"])
        assert made.exit_code == 0, made.output
        logged = ["forecast", "pact", "--record", "--until", "2035", "--worlds", "60"]
        made = CliRunner().invoke(main, logged)
    assert made.exit_code == 0, made.output
    (folder / "policies.toml").write_text(OWN_POLICIES, encoding="utf-8")
    kept = folder / "pact" / "scenarios"
    kept.mkdir()
    for name, text in OWN_SCENARIOS.items():
        (kept / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def completed(line: str) -> list[str]:
    """A command that a page names by its verb alone, with what it works on.

    Fewer worlds are drawn than a reader's command draws; what is typed is the same.
    """
    words = shlex.split(line)
    if len(words) <= 1 and words != ["assumptions"]:
        return [*words, "--help"]
    verb = main.get_command(Context(main), words[0])
    taken = {option for one in (verb.params if verb else ()) for option in one.opts}
    if "--worlds" in taken and "--worlds" not in words:
        return [*words, "--worlds", "200"]
    return words


@pytest.mark.parametrize(
    ("page", "line"), TYPED, ids=lambda part: getattr(part, "stem", part)
)
def test_a_command_of_the_manual_runs(desk, monkeypatch, tmp_path, page, line):
    folder = tmp_path / "desk"
    shutil.copytree(desk, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(Served, "run", Served.close)  # it would serve for ever
    monkeypatch.setattr(Serving, "run", Serving.close)
    monkeypatch.setattr("webbrowser.open", bool)
    if line.startswith("init pact"):
        shutil.rmtree("pact")
    done = CliRunner().invoke(main, completed(line))
    if "documents need Typst" in done.output:
        pytest.skip("Typst (the extra `documents`) is not installed")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("page", "block"), BLOCKS, ids=lambda part: getattr(part, "stem", "")
)
def test_a_script_of_the_manual_runs(desk, monkeypatch, page, block):
    monkeypatch.chdir(desk)
    exec(compile(block, page.name, "exec"), {})  # noqa: S102 - our own pages


def test_the_manual_names_commands_and_scripts():
    assert len(TYPED) > 10
    assert len(BLOCKS) > 1
