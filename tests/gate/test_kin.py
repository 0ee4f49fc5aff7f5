"""The kin of figures: the same relation from either side, to the cells that the model's own keys have."""

from __future__ import annotations

import pyoxigraph
import pytest

from kg.findings import Finding, Severity
from kg.gate.incremental import StoreAccess
from kg.gate.kin import RELATIONS, KinAccess, kin_quads
from kg.gate.kin.keys import PARTS, Key
from kg.gate.kin.ranks import RANKS
from kg.gate.kin.spans import bases, containing, inside, pieces
from kg.gate.kin.surroundings import Surroundings
from kg.gate.rows import Row, first_of_each
from kg.model.cell import CellKey
from kg.model.period import Period
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import code, expand, thing

PERIODS = ("2019-01", "2019-Q2", "2019-H2", "2019-01/2019-05", "2019", "2019/2023", "2020-03")


@pytest.fixture(scope="module")
def engine(articles):
    """The founding articles in memory."""
    store = EmbeddedStore.open(articles)
    copied = pyoxigraph.Store()
    copied.bulk_extend(store.quads())
    store.close()
    return copied


def test_a_key_has_the_cell_of_the_model():
    """The hash of kg.model.cell, for a share of a whole."""
    parts = {
        "reporter": thing("place", "guangdong"),
        "product": thing("product", "all"),
        "partner": thing("place", "world"),
    }
    parts |= {
        "flow": code("flow", "export"),
        "indicator": code("indicator", "value"),
        "unit_kind": expand("unit:CCY_CNY"),
    }
    whole = CellKey(**parts, period=Period.parse("2019-01"))
    share = {**parts, "indicator": code("indicator", "share"), "unit_kind": expand("unit:PERCENT")}

    found = Key({**share, "period": "2019-01"}, Key({**parts, "period": "2019-01"}))

    expected = CellKey(**share, period=Period.parse("2019-01"), denominator=whole.digest())
    assert thing("cell", expected.digest()) == found.cell


def test_both_ways_are_one_relation(engine):
    """From every figure of the articles to its kin, and from there back to the figure."""
    kin = KinAccess(StoreAccess(engine))
    rows = [(q.subject, q.predicate, q.object) for q in kin_quads(StoreAccess(engine))]

    assert len(rows) > 30
    for figure, relation, cell in rows:
        assert figure in [row[0] for row in kin.match(None, relation, cell)]


def test_what_is_no_relation_is_read_from_the_graph(engine):
    """Other properties are as they are; a name of the namespace that no relation has leads nowhere."""
    kin, label = KinAccess(StoreAccess(engine)), pyoxigraph.NamedNode(expand("rdfs:label"))
    place = pyoxigraph.NamedNode(thing("place", "guangdong"))

    assert 2 == len(list(kin.match(place, label, None)))
    assert [] == list(kin.match(place, pyoxigraph.NamedNode(f"{next(iter(RELATIONS))}x"), None))


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_contains_what_lies_in_it(text):
    """Containing and inside are each other's inverse."""
    assert all(text in containing(part) for part in inside(text))
    assert all(text in inside(whole) for whole in containing(text))


def test_periods_are_cut_as_figures_are_printed():
    """By hand: what holds a March, the pieces of five months and of five years, and what May is measured against."""
    assert {"2019-Q1", "2019-H1", "2019", "2019-01/2019-04"} <= set(containing("2019-03"))
    assert "2019-Q2" not in containing("2019-03")
    assert ("2019-01", "2019-02", "2019-03", "2019-04", "2019-05") == pieces("2019-01/2019-05")
    assert ("2019", "2020", "2021", "2022", "2023") == pieces("2019/2023")
    assert {"2018-05", "2019-04", "2007-05"} < set(bases("2019-05"))


def test_one_row_is_enough():
    """Of rows with the same key the one that involves a fact of the change, else the first; others are all told."""

    def row(name, once):
        return Row(Finding(code="V24", message=name, severity=Severity.WARNING), frozenset({name}), once)

    rows = [row("a", "x"), row("b", "x"), row("c", None), row("d", None)]

    assert ["a", "c", "d"] == [kept.finding.message for kept in first_of_each(rows)]
    assert ["b", "c", "d"] == [kept.finding.message for kept in first_of_each(rows, {"b"})]


def test_a_city_is_ranked_beside_no_province():
    """Two provinces of one rank in China contradict each other; a province and a city do not."""
    kinds = {"guangdong": "province", "jiangsu": "province", "shenzhen": "city"}
    parts = {
        "flow": code("flow", "total"),
        "indicator": code("indicator", "rank"),
        "period": "2020",
        "product": thing("product", "all"),
        "ranked_among": thing("place", "china"),
    }
    ranks = {name: {**parts, "reporter": thing("place", name)} for name in kinds}
    said = [(thing("place", name), expand("trade:placeType"), kind) for name, kind in kinds.items()]
    said += [
        (name, prop, thing("period", "2020") if part == "period" else ranks[name][part])
        for name in kinds
        for prop, part in PARTS.items()
        if part in ranks[name]
    ]

    def look(subject, predicate, object_):
        return [
            (s, o) for s, p, o in said if p == predicate and subject in (None, s) and object_ in (None, o)
        ]

    around = Surroundings(look)
    beside = {
        name: {near.get("reporter") for near in RANKS["rank"][0](Key(ranks[name]), around)} for name in kinds
    }
    one, two = thing("place", "guangdong"), thing("place", "jiangsu")
    assert {"guangdong": {two}, "jiangsu": {one}, "shenzhen": set()} == beside
