"""The worked example of docs/model.md is what the bridge writes, and the ontology agrees with it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import owlrl
import pyoxigraph as ox
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from kg.model import Amount, CellKey, Facts, Figure, Iri, Partial, Passage, Period, Source, Statement
from kg.rdf import quads
from kg.vocabulary import PREFIXES, code, expand, thing

PAGE = Path(__file__).parent.parent.parent / "docs" / "model.md"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
JANUARY = Period.parse("2019-01")


def cell(unit: str, indicator: str = "value", **more: Period | Iri) -> CellKey:
    """Guangdong's total trade with the United States in January 2019."""
    return CellKey(
        reporter=thing("place", "guangdong"),
        partner=thing("place", "united-states"),
        product=thing("product", "all"),
        flow=code("flow", "total"),
        indicator=code("indicator", indicator),
        period=JANUARY,
        unit_kind=expand(unit),
        **more,  # type: ignore[arg-type]
    )


def figure(
    number: int, key: CellKey, amount: Amount, span: tuple[int, int, str], **more: str | bool
) -> Figure:
    """One figure of source A as the founding inventory lists it."""
    return Figure(
        id=f"A-F{number}",
        source="A",
        cell=key,
        amount=amount,
        statement="A-S6",
        passages=(Passage(source="A", start=span[0], end=span[1], digest=span[2]),),
        basis={"period": "resolved", "year": "inferred"},
        **more,  # type: ignore[arg-type]
    )


def amount(printed: str, multiplier: int, unit: str) -> Amount:
    """A rounded number as printed."""
    return Amount(
        value=Decimal(printed).scaleb(multiplier),
        unit=expand(unit),
        bound="rounded",
        printed=printed,
        multiplier=multiplier,
        decimals=len(printed.partition(".")[2]),
    )


def example() -> Facts:
    """Three figures of one statement of one source; numbers and places from the founding inventory."""
    change = cell(
        "unit:PERCENT", "change", base_period=Period.parse("2018-01"), terms=code("terms", "own-currency")
    )
    return Facts(
        sources=(
            Source(
                id="A",
                title="Guangdong foreign trade to maintain momentum",
                publisher="China Daily",
                issued=Partial("2019-02"),
                issued_earliest=date(2019, 2, 18),
                issued_latest=date(2019, 2, 28),
                text_length=3753,
            ),
        ),
        figures=(
            figure(
                1,
                cell("unit:CCY_CNY"),
                amount("73.05", 9, "unit:CCY_CNY"),
                (1224, 1242, "3c2aba125cef"),
            ),
            figure(2, change, amount("0.5", 0, "unit:PERCENT"), (1190, 1201, "922dbc69789d")),
            figure(
                3,
                cell("unit:CCY_USD"),
                amount("10.9", 9, "unit:CCY_USD"),
                (1244, 1257, "6c38edc248f0"),
                converted=True,
                converted_from="A-F1",
            ),
        ),
        statements=(
            Statement(
                id="A-S6",
                source="A",
                speaker=thing("organisation", "guangdong-customs"),
                act="report",
                voice="institutional",
                passages=(Passage(source="A", start=1089, end=1698, digest="a1801de099c0"),),
            ),
        ),
    )


def shown() -> set[ox.Triple]:
    """The triples of the page's Turtle."""
    blocks = re.findall(r"```turtle\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    text = prefixes + "\n".join(blocks)
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}


def test_the_page_shows_what_the_bridge_writes():
    """Every triple of the example, and no other."""
    written = {quad.triple for quad in quads(example(), known={thing("organisation", "china-daily")})}

    assert sorted(map(str, written)) == sorted(map(str, shown()))


def test_the_ontology_declares_every_predicate_and_class_of_the_example(kinds):
    """What the bridge writes is what the ontology lets one say, object by object and literal by literal."""
    for triple in shown():
        if triple.predicate.value in (str(RDF.type), PREFIXES["rdfs"] + "label"):
            continue
        found = kinds[URIRef(triple.predicate.value)]
        wanted = OWL.ObjectProperty if isinstance(triple.object, ox.NamedNode) else OWL.DatatypeProperty

        assert found & {wanted, OWL.AnnotationProperty}, triple


def test_the_example_is_consistent_with_the_ontology(ontology):
    """Reasoning over the example finds no contradiction, and makes a figure an observation."""
    closure = Graph()
    for triple in ontology:
        closure.add(triple)
    closure.parse(data="\n".join(f"{t} ." for t in shown()), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    observation = URIRef(PREFIXES["qb"] + "Observation")

    assert [] == [*closure.objects(None, ERROR), *closure.subjects(RDF.type, OWL.Nothing)]
    assert (URIRef(thing("figure", "A-F1")), RDF.type, observation) in closure


def test_every_figure_of_the_example_fits_the_structure(ontology):
    """Data Cube IC-11 and IC-13: each figure has every dimension, the measure and every required attribute."""
    wanted = {
        str(part)
        for link in ("dimension", "measure", "attribute")
        for part in ontology.objects(None, URIRef(expand(f"qb:{link}")))
    }
    found: dict[str, set[str]] = {}
    for triple in shown():
        found.setdefault(str(triple.subject), set()).add(triple.predicate.value)
    figures = {name: own for name, own in found.items() if expand("trade:value") in own}

    assert 3 == len(figures)
    assert {} == {name: wanted - own for name, own in figures.items() if wanted - own}


def test_the_intervals_of_the_example():
    """By hand: half of the last printed digit, 0.01 billion yuan and 0.1 percent, on either side."""
    graph = Graph().parse(data="\n".join(f"{t} ." for t in shown()), format="nt")
    ends = {
        name: [
            graph.value(URIRef(thing("figure", name)), URIRef(expand(f"trade:{end}")))
            for end in ("lower", "upper")
        ]
        for name in ("A-F1", "A-F2")
    }

    assert [Decimal("73045000000"), Decimal("73055000000")] == [value_of(end) for end in ends["A-F1"]]
    assert [Decimal("0.45"), Decimal("0.55")] == [value_of(end) for end in ends["A-F2"]]


def value_of(node: object) -> object:
    """The plain value of a literal."""
    assert isinstance(node, Literal)
    return node.toPython()


def test_the_page_lists_every_term(core):
    """Each class and property stands in the tables of docs/model.md with its definition."""
    page = PAGE.read_text("utf-8")
    missing = [
        str(term)
        for term, text in core.subject_objects(SKOS.definition)
        if f"| `trade:{str(term).removeprefix(PREFIXES['trade'])}` |" not in page or str(text) not in page
    ]

    assert [] == missing
