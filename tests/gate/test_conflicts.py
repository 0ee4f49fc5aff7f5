"""Sources that contradict each other: told with amounts and publishers, once, and gravely where a unit slipped."""

import pyoxigraph
import pytest

from kg.findings import Severity
from kg.gate.checks import Check
from kg.gate.rows import settle
from kg.resources import room

HEAD = (
    "organisation:press a trade:Organisation ; rdfs:label 'Example Press'@en, '例报'@zh . "
    "source:N dcterms:publisher organisation:press . source:O dcterms:publisher organisation:press . "
    "source:P trade:copyOf source:O ."
)


def figure(name, source, value, unit="CCY_CNY"):
    return (
        f" figure:{name} a trade:Figure ; trade:cell cell:00 ; trade:source source:{source} ; trade:bound bound:rounded ;"
        f" trade:value {value} ; trade:lower {value} ; trade:upper {value} ; trade:unit unit:{unit} ."
    )


@pytest.fixture
def told(triples):
    """Figure, severity and message of each finding on the figures."""

    def findings(*figures):
        store = pyoxigraph.Store()
        store.extend(triples(HEAD + "".join(figures)))
        check = Check.read(room("shapes") / "checks" / "tell-conflicts-between-sources.rq")
        return [row.finding for row in settle(check.rows(store))]

    return findings


def test_amounts_are_told_as_people_read_them(told):
    """63.02 billion against 65.1 billion is a difference of sources; the publisher is named, once."""
    (found,) = told(figure("N1", "N", "63020000000.0"), figure("O1", "O", "65100000000.0"))

    assert (
        "63.02 billion CNY contradicts figure:O1, which gives 65.1 billion CNY (source O, Example Press)"
        == found.message
    )
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    ("value", "severity"),
    [
        ("63020000000.0", Severity.WARNING),
        ("6.4e9", Severity.WARNING),
        ("6302000000000.0", Severity.WARNING),
        ("63020000.0", Severity.WARNING),
        ("6302.0", Severity.WARNING),
        ("60000000000.0", Severity.INFO),
        ("6302000.0", Severity.INFO),
        ("0.0", Severity.INFO),
        ("630000000000.0", Severity.INFO),
    ],
)
def test_a_power_of_ten_is_a_warning(told, value, severity):
    """Against 630.2 billion: 10, about 98.5, 10, 10^4 and 10^8 times; not 10.5, 10^5, nothing, or a hair."""
    number = value.replace("6.4e9", "6400000000.0")

    (found,) = told(figure("N1", "N", number), figure("O1", "O", "630200000000.0"))

    assert severity is found.severity
    assert ("Check the unit word" in found.remedy) is (severity is Severity.WARNING)


def test_a_copy_is_not_told_beside_its_original(told):
    """Source P copies O: what contradicts both is told of O."""
    found = told(
        figure("N1", "N", "63020000000.0"),
        figure("O1", "O", "65100000000.0"),
        figure("P1", "P", "65100000000.0"),
    )

    assert 1 == len(found)
    assert "figure:P1" not in f"{found[0].fact} {found[0].message}"


def test_a_copy_that_differs_from_its_original_is_told(told):
    """A slip of the copy, by a publisher that nothing says."""
    (found,) = told(figure("O1", "O", "65100000000.0"), figure("P1", "P", "63020000000.0"))

    assert "which gives 63.02 billion CNY (source P, publisher unknown)" in found.message
