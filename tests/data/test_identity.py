"""What makes two figures the same: the cells that several figures share, and what the parts of the key keep apart.

Expected values: tests/golden/collisions.csv, looked through by hand; the reasons in it are written by hand. Counts
are those of decision 0001, taken from the tables the sheets were made from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations

import pytest

from kg.model import Interval

AGREE = {"same number", "printed more or less sharply"}


def by_cell(figures, *dropped):
    """Figures by their cell, the parts named in ``dropped`` left out of the key."""
    cells = defaultdict(list)
    for figure in figures:
        cells[replace(figure.cell, **dict.fromkeys(dropped))].append(figure)
    return cells


def pairs(cells):
    """All pairs of figures that share a cell."""
    return [pair for figures in cells.values() for pair in combinations(figures, 2)]


def last(iri):
    """The last part of an IRI; nothing for None."""
    return iri.rpartition("/")[2] if iri else ""


def verdict(figures):
    """Whether the figures of a cell agree, strain one another or are in conflict."""
    found = {_between(*(figure.amount.interval for figure in pair)) for pair in combinations(figures, 2)}
    return max(found, key=("agree", "strained", "conflict").index)


def _between(one: Interval, other: Interval) -> str:
    if one.meets(other):
        return "agree"
    above = one.lower is not None and other.upper is not None and one.lower >= other.upper
    low, high = (other, one) if above else (one, other)
    return "strained" if low.upper_soft or high.lower_soft else "conflict"


def row(cell, figures):
    """A line of the table of shared cells, its reason left out."""
    return {
        "cell": cell.digest(),
        "reporter": last(cell.reporter),
        "partner": last(cell.partner),
        "product": last(cell.product),
        "flow": last(cell.flow),
        "indicator": last(cell.indicator),
        "period": cell.period.text,
        "unit": last(cell.unit_kind),
        "figures": " ".join(sorted(figure.id for figure in figures)),
        "sources": " ".join(sorted({figure.source for figure in figures})),
        "one_source": "yes" if len({figure.source for figure in figures}) < len(figures) else "",
        "verdict": verdict(figures),
    }


def test_the_cells_that_several_figures_share_are_the_known_ones(figures, golden):
    """Every cell with more than one figure stands in the table, with its figures and whether they agree."""
    shared = [row(cell, found) for cell, found in by_cell(figures.values()).items() if len(found) > 1]

    expected = [
        {key: text for key, text in line.items() if key != "why"} for line in golden("collisions.csv")
    ]
    assert sorted(expected, key=lambda line: line["cell"]) == sorted(shared, key=lambda line: line["cell"])


def test_every_disagreement_is_explained(golden):
    """A cell whose figures do not agree has its reason beside it, and one whose figures agree has none."""
    lines = golden("collisions.csv")

    assert {line["why"] for line in lines if line["verdict"] == "agree"} == AGREE
    assert all(line["why"] not in AGREE | {""} for line in lines if line["verdict"] != "agree")


def test_the_bundled_data_holds_the_counted_conflicts(golden):
    """Thirteen cells are in conflict, all of them between sources."""
    conflicts = [line for line in golden("collisions.csv") if line["verdict"] == "conflict"]

    assert len(conflicts) == 13
    assert not [line for line in conflicts if line["one_source"]]


@pytest.mark.parametrize(
    ("dropped", "expected"),
    [
        ((), 0),
        (("unit_kind",), 50),
        (("terms",), 8),
        (("partner_basis",), 10),
        (("denominator",), 1),
        (("base_period",), 18),
        (("unit_kind", "terms", "partner_basis", "group_definition", "denominator"), 69),
    ],
    ids=lambda value: "+".join(value) or "nothing" if isinstance(value, tuple) else None,
)
def test_what_a_part_of_the_key_keeps_apart(figures, dropped, expected):
    """So many pairs of one source's figures would fall together without the part."""
    cells = by_cell(figures.values(), *dropped)

    assert sum(one.source == other.source for one, other in pairs(cells)) == expected


def test_the_definition_of_a_group_keeps_sources_apart(figures):
    """Eight pairs of figures of different sources differ only in which Belt and Road countries they mean."""
    with_it = len(pairs(by_cell(figures.values())))
    without = len(pairs(by_cell(figures.values(), "group_definition")))

    assert without - with_it == 8


def test_an_unknown_definition_is_a_cell_of_its_own(figures):
    """A figure of Belt and Road trade whose list the source does not name never falls together with one that is named."""
    belt = [figure for figure in figures.values() if last(figure.cell.partner) == "belt-and-road"]
    named = {figure.cell for figure in belt if figure.cell.group_definition}
    unnamed = {figure.cell for figure in belt if not figure.cell.group_definition}

    assert named
    assert unnamed
    assert not named & unnamed


def test_every_key_has_a_digest_of_its_own(figures):
    """No two keys share a digest (80 bits)."""
    cells = {figure.cell for figure in figures.values()}

    assert len(cells) == len({cell.digest() for cell in cells})


def test_a_conversion_is_no_second_figure_of_the_cell(figures):
    """An amount that a newspaper converted stands in a cell of its own currency and points to its original."""
    for figure in figures.values():
        if figure.converted_from:
            original = figures[figure.converted_from]

            assert replace(figure.cell, unit_kind=original.cell.unit_kind) == original.cell
            assert figure.cell != original.cell
            assert figure.source == original.source


def test_a_source_prints_one_figure_of_a_cell(figures):
    """Within one source, no cell is printed twice: each observation of the cube stands once (IC-12 of Data Cube)."""
    counted = Counter(
        (f.source, f.statement, f.cell) for f in figures.values() if not f.id.startswith("C-F7")
    )

    assert set(counted.values()) == {1}
