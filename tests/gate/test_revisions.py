"""Figures that revise others: what the whole graph says of them, and what a check says."""

from __future__ import annotations

import pytest

from kg.gate import check, validate
from kg.reading.files import read
from kg.store.embedded import EmbeddedStore

CASE = "V28/invalid.contradiction-in-one-source.trig"


@pytest.fixture
def revising(names, tmp_path):
    """Reads the figure of a case that contradicts X-9, with what it revises."""
    from pathlib import Path

    text = (Path(__file__).parents[1] / "cases" / CASE).read_text("utf-8")

    def made(other):
        path = tmp_path / "case.trig"
        path.write_text(text.replace("trade:anchor ", f"trade:revises {other} ; trade:anchor "), "utf-8")
        return read(path, names)

    return made


def told(report):
    return [(f.code, f.severity.word, f.fact) for f in report]


def test_a_revision_is_no_contradiction(revising, ground, ground_quads):
    """The whole graph is silent; the check doubts a revision inside one source, which has one date."""
    reading = revising("figure:X-9")

    assert [] == told(validate(EmbeddedStore.memory([*ground_quads, *reading.quads])))
    assert [("U05", "warning", "figure:X-1")] == told(check(reading, ground))


def test_a_revision_in_another_cell_is_told_once(revising, ground, ground_quads):
    """By V26 in the whole graph, in more detail by U05 when it comes in; and it takes no contradiction away."""
    reading = revising("figure:X-8")
    whole = told(validate(EmbeddedStore.memory([*ground_quads, *reading.quads])))

    assert [("V26", "violation", "figure:X-1"), ("V28", "violation", "figure:X-1")] == whole
    assert {("U05", "violation", "figure:X-1"), ("V28", "violation", "figure:X-1")} == set(
        told(check(reading, ground))
    )
