"""Every figure of the sheets is the one that was compiled: value, step, unit, bound, period, marks and notes.

Expected values: tests/golden/facts.csv, the list the sheets were made from, with the marks that decision 0001 adds.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from kg.model import Period
from kg.vocabulary import code, expand, thing

FOUNDING = ("A", "B", "C")


@pytest.fixture(scope="module")
def compiled(golden):
    """The compiled rows by id."""
    return {row["fact_id"]: row for row in golden("facts.csv")}


@pytest.fixture(scope="module")
def pairs(compiled, figures):
    """Each compiled row with the figure that the sheets give for it."""
    return [(row, figures[key]) for key, row in compiled.items()]


def differing(pairs, expected, found):
    """The ids of the rows for which the two functions do not agree."""
    return [row["fact_id"] for row, figure in pairs if expected(row) != found(figure)]


def test_the_sheets_read_without_a_finding(bundled, registry):
    """Neither the sheets nor the registry hold anything that the reader objects to."""
    assert not bundled.findings
    assert not registry[1].findings


def test_every_compiled_figure_is_there_once(compiled, figures):
    """2,705 figures beside those of the three founding articles: all that were compiled and no other."""
    others = {key for key, figure in figures.items() if figure.source not in FOUNDING}

    assert len(compiled) == 2705
    assert others == set(compiled)


def test_the_29_rows_of_the_founding_articles_are_identifiers_there(figures):
    """F0001 to F0029 repeat the founding articles and are further identifiers of their figures."""
    also = Counter(key for figure in figures.values() for key in figure.also if key.startswith("F"))

    assert also == {f"F{number:04d}": 1 for number in range(1, 30)}


def test_value_step_unit_and_bound(pairs):
    """The printed text gives back value, smallest printed step, unit and bound."""

    def expected(row):
        return (Decimal(row["value"]), Decimal(row["step"]), expand(f"unit:{row['unit']}"), row["bound"])

    def found(figure):
        amount = figure.amount
        return (amount.value, amount.step, amount.unit, amount.bound)

    assert not differing(pairs, expected, found)


def test_intervals(pairs):
    """A rounded number reaches half a step to both sides; more than starts, nearly ends at the number."""
    wrong = [
        row["fact_id"]
        for row, figure in pairs
        if (row["lower"] and figure.amount.interval.lower != Decimal(row["lower"]))
        or (row["upper"] and figure.amount.interval.upper != Decimal(row["upper"]))
    ]

    assert not wrong


def test_dimensions(pairs, names):
    """Reporter, partner, product, flow, indicator and period are the compiled ones."""

    def expected(row):
        return (
            names.resolve(row["reporter"], ("place", "group")),
            names.resolve(row["partner"], ("place", "group")),
            thing("product", row["product"]),
            code("flow", row["flow"]),
            code("indicator", row["indicator"]),
            Period.parse(row["period"]),
        )

    def found(figure):
        cell = figure.cell
        return (cell.reporter, cell.partner, cell.product, cell.flow, cell.indicator, cell.period)

    assert not differing(pairs, expected, found)


def test_bases_and_terms_of_changes(pairs):
    """A change compares with the same period a year before unless another base is printed."""

    def expected(row):
        if row["indicator"] != "change":
            return (None, None)
        base = Period.parse(row["base"]) if row["base"] else Period.parse(row["period"]).years_before(1)
        return (base, code("terms", row["terms"] or "own-currency"))

    assert not differing(pairs, expected, lambda figure: (figure.cell.base_period, figure.cell.terms))


def test_wholes_of_shares(pairs, names):
    """A share names the reporter, flow and partner of its whole, which is a value of all goods in the same period."""

    def expected(row):
        if not row["of"]:
            return None
        reporter, flow, partner = [*row["of"].split(":"), "World"][:3]
        return (
            *(names.resolve(place, ("place", "group")) for place in (reporter, partner)),
            code("flow", flow),
            thing("product", "all"),
            Period.parse(row["period"]),
        )

    def found(figure):
        whole = figure.denominator
        return whole and (whole.reporter, whole.partner, whole.flow, whole.product, whole.period)

    assert not differing(pairs, expected, found)


def test_basis_and_definition_of_partners(pairs):
    """Origin or consignment, and the wording for the Belt and Road list, are those of the source."""

    def expected(row):
        basis, definition = row["partner_basis"], row["group_definition"]
        return (
            code("partnerBasis", basis) if basis else None,
            code("definition", definition) if definition else None,
        )

    assert not differing(
        pairs, expected, lambda figure: (figure.cell.partner_basis, figure.cell.group_definition)
    )


def test_marks_and_notes(pairs):
    """What is believed misprinted carries its word, and notes are kept."""
    assert not differing(pairs, lambda row: row["suspect"] or None, lambda figure: figure.suspicion)
    assert not differing(pairs, lambda row: row["note"] or None, lambda figure: figure.note)


def test_conversions(pairs):
    """44 amounts of newspapers beside A-F3 are conversions, one of them of a level that is not printed."""
    assert not differing(pairs, lambda row: row["converted"] == "yes", lambda figure: figure.converted)
    assert sum(figure.converted for _, figure in pairs) == 44
    lonely = [figure.id for _, figure in pairs if figure.converted and not figure.converted_from]
    assert lonely == ["F1280"]


def test_43_prints_are_marked_as_wrong(pairs):
    """27 marks of the compiled list and 16 that decision 0001 adds."""
    words = Counter(figure.suspicion for _, figure in pairs if figure.suspicion)

    assert sum(words.values()) == 43
    assert words == {
        "unit": 12,
        "value": 10,
        "label": 8,
        "period": 9,
        "growth": 2,
        "denominator": 1,
        "sign": 1,
    }
