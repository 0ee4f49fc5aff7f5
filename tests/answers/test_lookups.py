"""Look-ups and assembly: labels, evidence, dates, and cells of every type, from a store that says what we say."""

from datetime import date
from decimal import Decimal

import pytest

from kg.answers.assembly import Plan, assemble
from kg.answers.lookups import Lookup, iri_text
from kg.errors import QueryError, UsageProblem
from kg.grid import Column, Measured, Thing
from kg.model import Iri, Partial, Period, Text
from kg.store.base import Rows
from kg.vocabulary import PREFIXES

FIGURE, SOURCE = Iri("x:f"), Iri("x:s")
_REST = (None, True, None, True, None, 9, 2, Text("unit"))


class Said:
    """A store that answers each look-up with rows that a test gives, told apart by a word of the query."""

    def __init__(self, **rows):
        self.rows, self.queries = rows, []

    def select(self, query):
        """The rows that the test gave."""
        self.queries.append(query)
        for word, rows in self.rows.items():
            if f"trade:{word}" in query or f"rdfs:{word}" in query or f"dcterms:{word}" in query:
                return Rows((), rows)
        return Rows((), [])


def assembled(value, kind, lookup=None, **more):
    """The one cell that a value becomes in a column of a type."""
    rows = Rows(("x", "figure"), [(value, FIGURE)])
    columns = (Column(name="x", label="X", type=kind, **more), Column(name="figure", label="", type="figure"))
    plan = Plan(columns=columns, figures={"x": "figure"})
    return assemble(rows, plan, lookup or Lookup(Said())).records[0][0]


def label(text, lang, prop="http://www.w3.org/2000/01/rdf-schema#label"):
    return (Iri("x:a"), Iri(prop), Text(text, lang))


@pytest.mark.parametrize(
    ("lang", "rows", "best"),
    [
        ("en", [label("广东", "zh"), label("Guangdong", "en")], "Guangdong"),
        ("zh", [label("广东", "zh"), label("Guangdong", "en")], "广东"),
        ("de", [label("广东", "zh"), label("Guangdong", "en")], "Guangdong"),
        ("en", [label("广东", "zh"), label("GD", "")], "GD"),
        ("en", [label("Cantón", "es")], "Cantón"),
        ("en", [label("A-F1", "", "http://purl.org/dc/terms/identifier"), label("Title", "en")], "Title"),
        ("en", [label("b", "en"), label("a", "en")], "a"),
    ],
)
def test_the_best_label_is_in_the_readers_language_then_english(lang, rows, best):
    """Then without a language, then any; labels before titles before ids; the first in order among equals."""
    assert Lookup(Said(label=rows), lang).labels(["x:a"]) == {"x:a": best}


def test_looking_up_nothing_asks_nothing():
    """No query for no things."""
    store = Said()

    assert Lookup(store).labels([]) == {}
    assert store.queries == []


def test_many_things_are_looked_up_in_batches():
    """A thousand to a query, so that no query grows without bound."""
    store = Said()
    Lookup(store).labels(f"x:{n}" for n in range(2500))

    assert len(store.queries) == 3


@pytest.mark.parametrize("iri", ["", "x:a b", "x:<", "x:>", 'x:"', "x:{", "x:\\", "x:\n", "x:`"])
def test_nothing_but_an_iri_gets_into_a_query(iri):
    """What could end an IRI early is refused."""
    with pytest.raises(UsageProblem, match="is no IRI"):
        iri_text(iri)


@pytest.mark.parametrize(
    ("issued", "earliest", "latest", "told"),
    [
        (Partial("2019-02"), None, None, "2019-02"),
        (date(2019, 2, 25), None, None, "2019-02-25"),
        (None, date(2019, 2, 18), date(2019, 2, 28), "2019-02"),
        (None, date(2019, 2, 18), date(2019, 2, 18), "2019-02-18"),
        (None, date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (None, date(2018, 12, 31), date(2019, 1, 1), None),
        (None, None, None, None),
    ],
)
def test_a_source_is_dated_as_precisely_as_known(issued, earliest, latest, told):
    """What the earliest and the latest day share, where no date is printed."""
    rows = [(SOURCE, Text("A"), None, None, issued, earliest, latest, None)]

    assert Lookup(Said(issued=rows)).origins([SOURCE])[SOURCE].issued == told


def test_of_several_ids_of_a_source_the_first_names_it():
    """In order of the alphabet."""
    rows = [(SOURCE, Text(name), *[None] * 6) for name in ("B", "A", "C")]

    assert Lookup(Said(issued=rows)).origins([SOURCE])[SOURCE].id == "A"


def test_evidence_without_a_described_source_is_none():
    """A dangling source is not invented."""
    assert Lookup(Said(span=[(FIGURE, SOURCE, None, None)])).evidence([FIGURE]) == {}


def figures(value):
    return Lookup(
        Said(
            multiplier=[
                (FIGURE, Decimal(value), Iri("u/CCY_CNY"), Iri("i/value"), Iri("b/about"), Decimal(1), *_REST)
            ]
        )
    )


def test_an_amount_takes_everything_from_its_figure():
    """Unit, bound, open and soft ends, suspicion."""
    cell = assembled(Decimal(5), "amount", figures(5))

    assert (cell.unit, cell.bound, cell.indicator, cell.suspicion) == ("CNY", "about", "value", "unit")
    assert (cell.interval.lower_open, cell.interval.lower_soft, cell.interval.upper) == (True, True, None)


def test_a_computed_amount_keeps_the_unit_but_not_the_interval_of_its_figure():
    """An implied number was never printed."""
    cell = assembled(Decimal(6), "amount", figures(5))

    assert (cell.value, cell.unit, cell.interval, cell.figure) == (6, "CNY", None, None)


def test_an_amount_without_a_figure_has_the_unit_of_its_column():
    """Or none."""
    assert assembled(Decimal(6), "amount", unit="points") == Measured(value=Decimal(6), unit="points")
    assert assembled("text", "amount") == "text"
    assert assembled(True, "amount") is True


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (
            Iri("https://w3id.org/regional-trade/period/2022-01--2022-11"),
            "period",
            Period.parse("2022-01/2022-11"),
        ),
        (Text("2019-Q1"), "period", Period.parse("2019-Q1")),
        (Text("soon"), "period", "soon"),
        (3, "count", Decimal(3)),
        (True, "count", True),
        (Text("a", "en"), "text", "a"),
        (None, "thing", None),
        (Iri("x:place/a"), "thing", "x:place/a"),
        (Text("loose"), "thing", "loose"),
        (SOURCE, "source", SOURCE),
    ],
)
def test_each_type_of_column_makes_its_kind_of_cell(value, kind, cell):
    """Periods are read, counts exact; what does not fit its type stays as it is."""
    assert assembled(value, kind) == cell


def test_a_column_that_the_rows_lack_is_empty():
    """The plan says what comes back."""
    plan = Plan(columns=(Column(name="y", label="Y"),))

    assert assemble(Rows(("x",), [(1,)]), plan, Lookup(Said())).records == ((None,),)


def test_things_without_a_label_are_called_by_their_slug():
    """Never by nothing."""
    assert Thing("https://w3id.org/regional-trade/place/guangdong").label == "guangdong"


def test_why_an_answer_is_empty_does_not_fail_where_probes_do(monkeypatch):
    """A probe that the engine refuses explains nothing, and breaks nothing."""
    from kg.answers.emptiness import reasons
    from kg.questions import Catalogue
    from kg.resources import room

    question = Catalogue(room("queries")).get("partners")

    def refuse(query):
        raise QueryError("no")

    store = Said()
    monkeypatch.setattr(store, "select", refuse)

    assert reasons(question, question.text, Lookup(store)) == ("The graph holds nothing of this kind.",)


class Held:
    """A store in which probes for chosen variables find something."""

    def __init__(self, **found):
        self.found = found

    def select(self, query):
        """The rows that the test gave."""
        freed = {
            name for name in ("region", "period", "flow") if f"?{name} {{ UNDEF" in " ".join(query.split())
        }
        return Rows(("x",), self.found.get("_".join(sorted(freed)), []))


@pytest.mark.parametrize(
    ("found", "note"),
    [
        (
            {"period": [(Iri(f"https://w3id.org/regional-trade/period/{n}"),) for n in range(2010, 2021)]},
            "Nothing for this period; with the rest there is: 2019, 2018, 2020, 2017, 2016, 2015 and 5 more.",
        ),
        ({"flow": [(Iri("c/export"),)]}, "Nothing for this flow; with the rest there is: export."),
        (
            {"period_region": [(SOURCE,)]},
            "There is nothing for this place with this period, and no other place or period alone would help.",
        ),
        (
            {"flow_period_region": [(SOURCE,)]},
            "There is nothing for these values together; let some of them go.",
        ),
        ({}, "The graph holds nothing of this kind."),
    ],
)
def test_the_reason_names_the_parameter_and_the_nearest_values(found, note):
    """One parameter is let go, then two, then all."""
    from kg.answers.emptiness import reasons
    from kg.questions import Catalogue
    from kg.resources import room

    question = Catalogue(room("queries")).get("partners")

    query = question.text.replace("period:2019-01 }", f"<{PREFIXES['period']}2019-01> }}")

    assert reasons(question, query, Lookup(Held(**found)))[0] == note
