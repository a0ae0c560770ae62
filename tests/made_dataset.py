"""A small Correlates of War folder, in the publisher's layout, for tests."""

from __future__ import annotations

import zipfile
from pathlib import Path

DYADIC = (
    "ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,"
    "smoothtotrade,source1,source2,version"
)
NATIONAL = "ccode,statename,stateabb,year,imports,exports,alt_imports,version"
PAIRS = (
    "710,731,2014,China,North Korea,2800.5,3883.25,2800.5,3883.25,6683.75,1,1,4",
    "365,731,2014,Russia,North Korea,9,-9,9,79.5,88.5,1,1,4",
    "2,731,2014,United States of America,North Korea,-9,-9,-9,-9,-9,1,1,4",
    "365,731,1980,Russia,North Korea,371,390,371,390,761,1,1,4",
)
STATES = (
    "731,North Korea,PRK,2014,4879.3,2914.1,NA,4",
    "437,C\xf4te d'Ivoire,CDI,2014,-9,12000,NA,4",
    "835,Brunei,BRU,1960,20.5,NA,NA,4",
    "315,Czechoslovakia,CZE,2007,NA,NA,NA,4",
)


def cow_folder(
    folder: Path,
    pairs: tuple[str, ...] = PAIRS,
    states: tuple[str, ...] = STATES,
    head: str = DYADIC,
) -> Path:
    """Write the two files of the publisher, in Latin-1 as published."""
    folder.mkdir(parents=True, exist_ok=True)
    dyadic = "\n".join((head, *pairs)) + "\n"
    national = "\n".join((NATIONAL, *states)) + "\n"
    (folder / "Dyadic_COW_4.0.csv").write_text(dyadic, encoding="latin-1")
    (folder / "National_COW_4.0.csv").write_text(national, encoding="latin-1")
    return folder


def cow_zip(path: Path, **content: tuple[str, ...]) -> Path:
    """Write the publisher's zip: both files in a folder inside."""
    folder = cow_folder(path.parent / f"{path.stem}-files", **content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"COW_Trade_4.0/{file.name}")
            file.unlink()
    folder.rmdir()
    return path
