"""Verbs of frames, by their base."""

from __future__ import annotations

from suzerain.evidence.vocabulary import read_vocabulary, verb_forms

VERBS_OF_THEIR_OWN = {"found", "lay", "wound"}  # and forms of find, lie and wind


def test_a_frame_names_its_verb_by_the_base() -> None:
    firsts = {
        word
        for row in read_vocabulary("frames.csv")
        if row["pos"] == "verb"
        for word in row["pattern"].split()[0].split("|")
        if "_" not in word
    }
    known = {row["base"] for row in read_vocabulary("verbs.csv")} | firsts
    inflected = {form for base in known for form in verb_forms(base) if form != base}
    assert firsts & inflected <= VERBS_OF_THEIR_OWN
