"""A case as plain values for JSON, and the JSON Schema of these values."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

sys.path.insert(0, str(Path(__file__).parent))

from stories import STORIES, tell

from suzerain.case.build import build_case
from suzerain.case.change import change
from suzerain.case.plain import case_schema, schema_text, to_plain
from suzerain.testing import cases

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "docs" / "reference" / "schema" / "case.schema.json"


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(case_schema())


def test_the_published_schema_is_up_to_date():
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("story", STORIES)
def test_a_built_case_fits_the_schema(story):
    document, claims = tell(STORIES[story])
    case = change(build_case([document], claims), {"good.oil.home": "0.1..0.2"})
    jsonschema.validate(to_plain(case), json.loads(PUBLISHED.read_text()))


@given(cases())
@settings(max_examples=20)
def test_any_case_fits_the_schema(case):
    jsonschema.Draft202012Validator(case_schema()).validate(to_plain(case))


def test_a_misspelt_field_does_not_fit():
    document, claims = tell(STORIES["no-patron"])
    plain = to_plain(build_case([document], claims))
    plain["pacts"][0]["in_war"] = True
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, case_schema())
