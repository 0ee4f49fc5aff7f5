"""What is written where, in the form that queries and shapes rely on."""

from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Quad

from kg.model import (
    Amount,
    Assessment,
    Causal,
    CellKey,
    Composition,
    Definition,
    Directive,
    EventMention,
    Facts,
    Figure,
    Forecast,
    Partial,
    Passage,
    Period,
    Recommendation,
    Source,
    Statement,
    Trend,
)
from kg.rdf import facts_of, graph_named, node, quads, value_of
from kg.rdf.labels import label_of, words_of
from kg.rdf.propositions import proposition_quads
from kg.rdf.statements import spoken_between
from kg.vocabulary import code, expand, shorten, thing

CNY = expand("unit:CCY_CNY")
CELL = CellKey(
    reporter=thing("place", "guangdong"),
    partner=thing("place", "united-states"),
    product=thing("product", "all"),
    flow=code("flow", "total"),
    indicator=code("indicator", "value"),
    period=Period.parse("2019-01"),
    unit_kind=CNY,
)
FIGURE = Figure(
    id="A-F1",
    also=("F0001",),
    source="A",
    statement="A-S6",
    cell=CELL,
    amount=Amount(
        value=Decimal("73050000000"), unit=CNY, bound="rounded", printed="73.05", multiplier=9, decimals=2
    ),
    passages=(Passage(source="A", start=1224, end=1242, digest="3c2aba125cef"),),
    basis={"period": "resolved", "year": "inferred"},
)
SOURCE = Source(
    id="A",
    title="Guangdong foreign trade",
    publisher="China Daily",
    issued=Partial("2019-02"),
    issued_earliest=date(2019, 2, 18),
)
STATEMENT = Statement(
    id="A-S6", source="A", speaker=thing("speaker", "narrator"), act="report", voice="narrator"
)


def written(facts, **more):
    """Subject, property and value by graph, in short names."""
    graphs = {}
    for quad in quads(facts, **more):
        graph = shorten(quad.graph_name.value)
        line = f"{shorten(quad.subject.value)} {shorten(quad.predicate.value)} {shorten(str(value_of(quad.object)))}"
        graphs.setdefault(graph, set()).add(line)
    return graphs


def test_a_figure_stands_in_the_graph_of_its_source_with_all_it_needs():
    """The figure of the contract's example, property for property."""
    found = written(Facts(sources=(SOURCE,), figures=(FIGURE,), statements=(STATEMENT,)))
    figure = {line for line in found["graph:source-A"] if line.startswith("figure:")}

    assert {
        "figure:A-F1 rdf:type trade:Figure",
        "figure:A-F1 dcterms:identifier A-F1",
        "figure:A-F1 dcterms:identifier F0001",
        "figure:A-F1 qb:dataSet dataset:A",
        "figure:A-F1 trade:source source:A",
        "figure:A-F1 trade:statedIn statement:A-S6",
        f"figure:A-F1 trade:cell cell:{CELL.digest()}",
        "figure:A-F1 trade:reporter place:guangdong",
        "figure:A-F1 trade:partner place:united-states",
        "figure:A-F1 trade:product product:all",
        "figure:A-F1 trade:flow flow:total",
        "figure:A-F1 trade:indicator indicator:value",
        "figure:A-F1 trade:period period:2019-01",
        "figure:A-F1 trade:value 73050000000",
        "figure:A-F1 trade:printed 73.05",
        "figure:A-F1 trade:unit unit:CCY_CNY",
        "figure:A-F1 trade:multiplier 9",
        "figure:A-F1 trade:decimals 2",
        "figure:A-F1 trade:bound bound:rounded",
        "figure:A-F1 trade:lower 73045000000",
        "figure:A-F1 trade:upper 73055000000",
        "figure:A-F1 trade:anchor anchor:passage",
        "figure:A-F1 trade:span passage:A-1224-1242",
        "figure:A-F1 trade:periodBasis basis:resolved",
        "figure:A-F1 trade:yearBasis basis:inferred",
        "figure:A-F1 trade:unitBasis basis:stated",
        "figure:A-F1 trade:vintage 2019-02",
    } == figure


def test_source_passage_and_statement_stand_beside_it():
    """Records of the source, its passage, its data set, and the statement that asserts the figure."""
    found = written(Facts(sources=(SOURCE,), figures=(FIGURE,), statements=(STATEMENT,)))

    assert {
        "source:A dcterms:publisher organisation:china-daily",
        "source:A trade:sourceKind sourceKind:press",
        "source:A trade:issuedEarliest 2019-02-18",
        "source:A trade:issuedLatest 2019-02-28",
        "dataset:A rdf:type qb:DataSet",
        "passage:A-1224-1242 trade:startChar 1224",
        "passage:A-1224-1242 trade:digest 3c2aba125cef",
        "statement:A-S6 trade:asserts figure:A-F1",
        "statement:A-S6 trade:spokenEarliest 2019-02-18",
        "statement:A-S6 trade:spokenLatest 2019-02-28",
        "statement:A-S6 trade:anchor anchor:document",
    } <= found["graph:source-A"]
    assert "report:A rdf:type trade:Report" not in found["graph:source-A"]
    assert "period:2019-01 trade:periodKind month" in found["graph:reference-periods"]


def test_a_figure_without_a_statement_hangs_on_the_documents_report():
    """Figures of tables are stated in the report that the document is."""
    bare = Figure(id="X-1", source="X", cell=CELL, amount=FIGURE.amount)
    found = written(Facts(figures=(bare,)))["graph:source-X"]

    assert {"figure:X-1 trade:statedIn report:X", "report:X trade:source source:X"} <= found
    assert not [line for line in found if "trade:vintage" in line or "trade:span" in line]


def test_a_publisher_is_described_once_unless_the_reference_data_do():
    """What sources share stands in no source's graph."""
    other = Source(id="B", title="另一篇", publisher="China Daily")
    both = Facts(sources=(SOURCE, other))

    assert {
        "organisation:china-daily rdf:type trade:Organisation",
        "organisation:china-daily rdfs:label China Daily",
    } == written(both)["graph:reference-publishers"]
    assert "graph:reference-publishers" not in written(both, known={thing("organisation", "china-daily")})
    assert Quad(
        node("source:B"),
        node("dcterms:title"),
        next(q.object for q in quads(both) if "另" in str(q.object)),
        graph_named("source-B"),
    ) in set(quads(both))


def test_a_cell_that_is_pointed_at_is_described_apart():
    """The denominator of a share, the target of a forecast and the cells of a cause are cells without figures."""
    share = Figure(
        id="A-F17",
        source="A",
        cell=CellKey(
            reporter=CELL.reporter,
            product=thing("product", "mech-elec"),
            flow=CELL.flow,
            indicator=code("indicator", "share"),
            period=CELL.period,
            unit_kind=expand("unit:PERCENT"),
            denominator=CELL.digest(),
        ),
        denominator=CELL,
        amount=Amount(
            value=Decimal("67.6"), unit=expand("unit:PERCENT"), bound="rounded", printed="67.6", decimals=1
        ),
    )
    found = written(Facts(figures=(share,)))
    cell = f"cell:{CELL.digest()}"

    assert f"figure:A-F17 trade:denominator {cell}" in found["graph:source-A"]
    assert {f"{cell} rdf:type trade:Cell", f"{cell} trade:unit unit:CCY_CNY"} <= found[
        "graph:reference-cells"
    ]
    claims = (Forecast(target=CELL, direction="up"), Causal(cause=(), effect=(), cells=(CELL,)))
    said = Statement(
        id="A-S1",
        source="A",
        speaker=thing("person", "x"),
        act="forecast",
        voice="direct",
        propositions=claims,
    )
    assert found["graph:reference-cells"] == written(Facts(statements=(said,)))["graph:reference-cells"]


def test_marks_stand_only_where_they_are_true():
    """Open and soft ends, wrong prints and conversions are said where they hold, and nowhere else."""
    odd = Figure(
        id="X-1",
        source="X",
        cell=CELL,
        amount=Amount(value=Decimal(50), unit=CNY, bound="justBelow", printed="50"),
        suspicion="unit",
        converted_from="X-2",
        converted=True,
        note="why",
    )
    found = {line.partition(" ")[2] for line in written(Facts(figures=(odd,)))["graph:source-X"]}

    assert {
        "trade:upperOpen True",
        "trade:lowerSoft True",
        "trade:lower 47.5",
        "trade:asPrinted True",
        "trade:suspicion unit",
        "trade:convertedFrom figure:X-2",
        "trade:converted True",
        "trade:note why",
    } <= found
    assert not [line for line in found if "False" in line or "lowerOpen" in line]


def test_a_statement_that_is_described_elsewhere_still_asserts():
    """Figures added to a known statement are asserted by it."""
    assert "statement:A-S6 trade:asserts figure:A-F1" in written(Facts(figures=(FIGURE,)))["graph:source-A"]


def test_every_quad_comes_once_and_in_the_same_order():
    """The same facts make the same sequence."""
    facts = Facts(sources=(SOURCE,), figures=(FIGURE, FIGURE), statements=(STATEMENT,))
    first = list(quads(facts))

    assert first == list(quads(facts))
    assert len(set(first)) == len(first)


def test_an_address_is_an_iri():
    """Characters that no IRI may hold are escaped."""
    spaced = Source(id="A", title="t", publisher="p", address="http://example.org/a b{c}")

    assert (
        "source:A schema:url http://example.org/a%20b%7Bc%7D"
        in written(Facts(sources=(spaced,)))["graph:source-A"]
    )


@pytest.mark.parametrize(
    ("spoken", "earliest", "latest", "speaker", "expected"),
    [
        ("2019-02", None, None, "person", (date(2019, 2, 1), date(2019, 2, 28))),
        (None, date(2019, 2, 20), None, "person", (date(2019, 2, 20), date(2019, 2, 28))),
        (None, date(2019, 3, 2), None, "person", (date(2019, 3, 2), None)),
        (None, None, date(2019, 2, 3), "person", (None, date(2019, 2, 3))),
        (None, None, None, "person", (None, None)),
        (None, None, None, "narrator", (date(2019, 2, 18), date(2019, 2, 28))),
    ],
)
def test_when_it_was_said(spoken, earliest, latest, speaker, expected):
    """An end that is not known stays away; the narrator speaks when the source is issued."""
    said = Statement(
        id="s",
        source="A",
        speaker=thing("speaker", speaker) if speaker == "narrator" else thing("person", "x"),
        act="report",
        voice="direct",
        spoken=Period.parse(spoken) if spoken else None,
        spoken_earliest=earliest,
        spoken_latest=latest,
    )

    assert expected == spoken_between(said, SOURCE)


def topic(*slugs):
    return tuple(thing("topic", slug) for slug in slugs)


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        (
            Causal(cause=topic("innovation"), effect=topic("export-quality")),
            "Export quality explained by innovation",
        ),
        (
            Causal(cause=topic("a", "b", "c"), effect=(), degree="part", cells=(CELL,)),
            "Guangdong total value explained in part by a, b and c",
        ),
        (Trend(subject=topic("exports"), direction="up", period=CELL.period), "Exports rising, January 2019"),
        (Trend(subject=topic("exports"), direction="steady"), "Exports holding steady"),
        (
            Composition(
                reporter=CELL.reporter, flow=CELL.flow, component=topic("cars"), partner=CELL.partner
            ),
            "Guangdong total with United States made up mainly of cars",
        ),
        (
            Composition(reporter=CELL.reporter, flow=CELL.flow, component=topic("cars")),
            "Guangdong total made up mainly of cars",
        ),
        (
            Forecast(
                about=topic("trade"), direction="up", horizon=Period.parse("2019"), premise=topic("plan")
            ),
            "Trade expected rising, 2019 because of plan",
        ),
        (
            Forecast(target=CELL, comparison="ge", lower=Decimal("1E+2")),
            "Guangdong total value expected at least 100",
        ),
        (
            Forecast(about=topic("x"), comparison="between", lower=Decimal(1), upper=Decimal("2.5")),
            "X expected between 1 and 2.5",
        ),
        (Forecast(about=topic("x"), comparison="lt", upper=Decimal(0)), "X expected below 0"),
        (Forecast(about=topic("x"), comparison="between"), "X expected"),
        (Forecast(), "Something expected"),
        (Recommendation(addressee=topic("cities"), action=topic("reform")), "Cities advised: reform"),
        (
            Directive(addressee=topic("cities"), action=topic("reform"), object=topic("customs")),
            "Cities told: reform (customs)",
        ),
        (EventMention(event=topic("fair"), period=Period.parse("2018-10")), "Fair, October 2018"),
        (Assessment(subject=topic("trade"), quality=topic("resilient")), "Trade judged: resilient"),
        (Definition(subject=topic("gba")), "Gba defined"),
        (Definition(subject=topic("gba"), quality=topic("cluster")), "Gba defined as cluster"),
    ],
)
def test_a_proposition_is_labelled_by_its_structure(claim, label):
    """Labels are in our own words; things are called by their label."""
    assert label == label_of(claim, {CELL.partner: "United States"})


def test_words_of_an_iri():
    """The last part of an IRI, whatever it ends with."""
    assert "export quality" == words_of(thing("topic", "export-quality"))
    assert "Figure" == words_of(expand("trade:Figure"))


def test_what_is_no_proposition_is_refused():
    """Only what the model calls a proposition has a label and a form."""
    with pytest.raises(TypeError, match="str is no proposition"):
        label_of("gossip", {})
    with pytest.raises(TypeError, match="int is no proposition"):
        list(proposition_quads(5, thing("proposition", "x-1"), graph=graph_named("x"), labels={}))


def test_a_forecasts_outcome_is_a_code_and_a_note():
    """The first word of what became of it is the outcome, the rest a note."""
    claim = Forecast(about=topic("x"), outcome="missed: 2019 closed lower", decided_by=("F2623",))
    said = Statement(
        id="A-S4",
        source="A",
        speaker=thing("person", "x"),
        act="forecast",
        voice="direct",
        propositions=(claim,),
    )
    found = written(Facts(statements=(said,)))["graph:source-A"]

    assert {
        "proposition:A-S4-1 trade:outcome outcome:missed",
        "proposition:A-S4-1 trade:outcomeNote 2019 closed lower",
        "proposition:A-S4-1 trade:decidedBy figure:F2623",
        "statement:A-S4 trade:asserts proposition:A-S4-1",
    } <= found


@pytest.mark.parametrize(
    ("missing", "told"), [("trade:period", "has no period"), ("trade:value", "has no value")]
)
def test_a_figure_without_its_parts_is_not_invented(missing, told):
    """What every figure has is never filled in."""
    left = [quad for quad in quads(Facts(figures=(FIGURE,))) if quad.predicate != node(missing)]

    with pytest.raises(ValueError, match=told):
        facts_of(left)


def test_what_only_the_graph_says_is_read_with_care():
    """Unknown publishers are called by their slug, unknown propositions and cells are left out."""
    share = Figure(id="A-F2", source="A", cell=CELL, denominator=CELL, amount=FIGURE.amount)
    said = Statement(
        id="A-S1",
        source="A",
        speaker=thing("person", "x"),
        act="report",
        voice="direct",
        propositions=(Definition(subject=topic("x")),),
    )
    everything = list(quads(Facts(sources=(SOURCE,), figures=(share,), statements=(said,))))
    hidden = {graph_named("reference-publishers"), graph_named("reference-cells")}
    kept = [q for q in everything if q.graph_name not in hidden and q.object != node("trade:Definition")]
    found = facts_of(kept)

    assert "china-daily" == found.sources[0].publisher
    assert found.figures[0].denominator is None
    assert () == found.statements[0].propositions
