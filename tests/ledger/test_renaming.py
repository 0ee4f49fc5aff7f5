"""Things renamed, merged and taken out: everywhere, with cells and decisions, and with the old name leading on."""

import hashlib
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

import kg
from kg.errors import RejectedError, UnknownName, UsageProblem
from kg.ledger.edits.renaming import Renaming, renaming, retiring
from kg.ledger.edits.revising import Revising, revising
from kg.model import CellKey, Period
from kg.rdf import describe, graph_named
from kg.rdf.cells import cell_iri, dimensions
from kg.vocabulary import expand, thing

AMERICA, USA = thing("place", "united-states"), thing("place", "usa")
SHEET = """
source: {id: X1, title: A page, publisher: Example Press, issued: 2023-06-01, kind: press}
defaults: {reporter: guangdong, period: 2023-05}
figures:
  - {partner: PARTNER, flow: export, value: {id: X1-1, is: 38.2 billion CNY}}
  - {partner: vietnam, flow: export, value: {id: X1-2, is: 41.7 billion CNY}}
"""


@pytest.fixture(scope="module")
def american(curated, tmp_path_factory):
    """A store in which place:united-states was renamed place:usa, to be read."""
    folder = Path(shutil.copytree(curated, tmp_path_factory.mktemp("american") / "store"))
    with kg.open(folder) as graph:
        graph.rename("united-states", "usa", reason="shorter")
        yield graph


@pytest.fixture
def mine(my_store):
    """A store of one's own, opened."""
    with kg.open(my_store) as graph:
        yield graph


@pytest.fixture
def sheet(tmp_path):
    """Writes the sheet with a partner; its path."""

    def write(partner, suffix=".yaml", text=SHEET):
        path = tmp_path / f"x1{suffix}"
        path.write_text(text.replace("PARTNER", partner), encoding="utf-8")
        return path

    return write


def codes(error):
    """The codes of a refusal, with their facts."""
    return [(finding.code, finding.fact) for finding in error.value.report]


def test_nothing_names_the_old_iri_but_its_own_record(american):
    """Two triples are left: that it is retired, and what it means now."""
    named = american.sparql(
        f"SELECT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != graph:ledger && (?s = <{AMERICA}> || ?o = <{AMERICA}>)) }}"
    )

    assert {("type", "Retired"), ("isReplacedBy", "usa")} == {
        tuple(str(value).replace("#", "/").rpartition("/")[2] for value in (row["p"], row["o"]))
        for row in named.rows
    }


def test_a_cell_gets_the_iri_of_its_new_key(american):
    """By decision 0001: the first 20 hex digits of the SHA-256 of the key's sorted lines."""
    base = "https://w3id.org/regional-trade"
    key = [
        f"flow={base}/code/flow/total",
        f"indicator={base}/code/indicator/value",
        f"partner={USA}",
        "period=2019-01",
        f"product={base}/product/all-goods",
        f"reporter={base}/place/guangdong",
        f"unit_kind={american.sparql('SELECT ?u WHERE { figure:A-F1 trade:unit ?u }').rows[0]['u']}",
    ]
    [row] = american.sparql(
        "SELECT ?c ?p WHERE { figure:A-F1 trade:cell ?c ; trade:product ?p . ?a trade:cell ?c ; trade:accepts figure:A-F1 }"
    ).rows
    key[4] = f"product={row['p']}"

    assert hashlib.sha256("\n".join(key).encode()).hexdigest()[:20] == row["c"].rpartition("/")[2]


def test_answers_are_the_same_under_the_new_name(american, graph):
    """The partners of Guangdong in January 2019, and the store verifies."""
    asked = {"region": "guangdong", "period": "2019-01"}

    assert [r["partner"] for r in graph.ask("partners", **asked).rows] == [
        r["partner"] for r in american.ask("partners", **asked).rows
    ]
    assert () == american.repository.verify().findings


@pytest.mark.parametrize("name", ["united-states", "place:united-states", str(AMERICA)])
def test_the_old_name_leads_to_the_thing(american, name):
    """By slug, prefixed name and IRI; card and answer say that it is retired."""
    note = "place:united-states is a retired name; it means place:usa now."

    card = american.show(name)
    table = american.ask("partners", region=name, period="2019-01")
    assert (USA, note) == (card.iri, dict(card.facts)["Note"])
    assert note in table.notes
    assert USA == american.names.resolve(name)


@pytest.mark.parametrize(("partner", "column"), [("united-states", 15), ("place:united-states", 15)])
def test_a_sheet_that_uses_the_old_name_is_read_with_a_warning(american, sheet, partner, column):
    """R27 at its place names the successor; the facts are read."""
    [found] = [one for one in american.check(sheet(partner)) if one.code == "R27"]

    assert ("warning", 5, column) == (found.severity.word, found.place.line, found.place.column)
    assert ("place:united-states is a retired name; it means place:usa now.", "Write place:usa.") == (
        found.message,
        found.remedy,
    )


def test_a_turtle_file_that_uses_the_old_iri_is_read_with_a_warning(american, sheet):
    """R27 with the line of the triple; the successor is read in its place."""
    text = (
        "@prefix trade: <https://w3id.org/regional-trade/ontology#> .\n"
        "@prefix place: <https://w3id.org/regional-trade/place/> .\n"
        "@prefix graph: <https://w3id.org/regional-trade/graph/> .\n"
        "@prefix schema: <https://schema.org/> .\n"
        "graph:reference-places { place:guam-x\n  schema:containedInPlace PARTNER . }\n"
    )
    [found] = [
        one for one in american.check(sheet("place:united-states", ".trig", text)) if one.code == "R27"
    ]

    assert (6, "place:guam-x") == (found.place.line, found.fact)


def test_a_new_label_shows_in_propositions_and_undoing_gives_the_graph_back(mine):
    """The label before becomes an alias; what is worded by the name is worded anew; the digest comes back."""
    before = mine.digest
    mine.rename(
        "topic:competitiveness", "competitive-strength", label="Competitive strength", reason="wording"
    )
    labels = "SELECT ?l WHERE { ?p trade:effect topic:competitive-strength ; rdfs:label ?l }"

    assert thing("topic", "competitive-strength") == mine.names.resolve("Competitiveness")
    assert {"Competitive strength explained by Innovation by companies"} == {
        row["l"] for row in mine.sparql(labels).rows
    }
    mine.undo("HEAD")
    assert before == mine.digest


def test_chains_of_names_lead_to_the_end_and_circles_are_refused(mine):
    """A to B to C: A means C; C cannot be called A again, nor what it is called."""
    first = mine.rename("product:hs-57", "carpets", reason="first").commit
    mine.rename("carpets", "rugs", reason="second")

    assert thing("product", "rugs") == mine.show("hs-57").iri == mine.show("product:carpets").iri
    for new in ("hs-57", "rugs", "Two words"):
        with pytest.raises(RejectedError, match="cannot be renamed") as refused:
            mine.rename("rugs", new, reason="back")
        assert [("U08", "product:rugs")] == codes(refused)
    with pytest.raises(RejectedError) as refused:
        mine.undo(first)
    assert {"U01"} == {code for code, _ in codes(refused)}


def test_what_is_named_since_keeps_a_renaming_from_being_undone(mine, sheet):
    """U02 with the fact that names the new IRI."""
    done = mine.rename("japan", "nippon", reason="to see")
    mine.add(sheet("nippon"), reason="a page")

    with pytest.raises(RejectedError) as refused:
        mine.undo(done.commit)
    assert ("U02", "place:nippon") in codes(refused)


def test_figures_that_would_contradict_each_other_keep_things_apart(mine, sheet):
    """V28 inside one source: Japan and Vietnam cannot be one, 38.2 is not 41.7; nothing is written."""
    mine.add(sheet("japan"), reason="a page")
    before = mine.digest

    with pytest.raises(RejectedError, match="nothing was written") as refused:
        mine.merge("japan", "vietnam", reason="the same")
    assert "V28" in {code for code, _ in codes(refused)}
    assert before == mine.digest


def test_merged_things_are_one(mine):
    """Names of the one become aliases of the other, both IRIs lead to it, and undo parts them again."""
    before = mine.digest
    mine.merge("organisation:360-mozambique", "organisation:tass", reason="only to see")

    tass = thing("organisation", "tass")
    assert (tass, "TASS") == (mine.show("organisation:360-mozambique").iri, mine.show("tass").title)
    assert tass == mine.names.resolve("360 Mozambique")
    mine.undo("HEAD")
    assert before == mine.digest


@pytest.mark.parametrize(
    ("old", "into", "code"),
    [("japan", "asean", "U07"), ("guangdong", "china", "U07"), ("japan", "japan", "U08")],
)
def test_things_of_different_kinds_stay_apart(mine, old, into, code):
    """A place is no group, and a province no country; nothing is merged into itself."""
    with pytest.raises(RejectedError, match="cannot be merged") as refused:
        mine.merge(old, into, reason="x")

    assert (code, f"place:{old}") == codes(refused)[0]


@pytest.mark.parametrize(("new", "code"), [("vietnam", "U08"), ("group:nippon", "U07"), ("Nippon!", "U08")])
def test_a_name_that_is_taken_or_none_is_refused(mine, new, code):
    """Taken, of another kind, or with letters that no slug has."""
    with pytest.raises(RejectedError) as refused:
        mine.rename("japan", new, reason="x")

    assert [(code, "place:japan")] == codes(refused)


def test_facts_keep_their_ids(mine):
    """A figure is not renamed, nor taken out so, nor is a source taken out: exit code 2 with the verbs that do it."""
    for act in (lambda: mine.rename("A-F1", "A-F999", reason="x"), lambda: mine.retire("S001", reason="x")):
        with pytest.raises(UsageProblem, match="kg withdraw"):
            act()


def test_a_source_gets_another_id_with_all_that_it_says(mine):
    """Graph, report, data set and identifier; the old id leads to it."""
    mine.rename("source:S001", "X001", reason="another register")

    assert thing("source", "X001") == mine.show("S001").iri
    sizes = {row["graph"].rpartition("/")[2]: row["triples"] for row in mine.graphs().rows}
    assert ("source-X001" in sizes, "source-S001" in sizes) == (True, False)
    told = mine.sparql("SELECT ?i WHERE { source:X001 dcterms:identifier ?i }").rows
    assert ["X001"] == [row["i"] for row in told]


def small(*pairs):
    """A store in memory with these things, each with its properties."""
    engine = Store()
    for name, *properties in pairs:
        kind, _, slug = name.partition(":")
        graph = "acceptance" if kind == "acceptance" else "reference-places"
        engine.extend(describe(graph_named(graph), thing(kind, slug), properties))
    return engine


PLACE = ("rdf:type", expand("trade:Place"))


def test_of_two_decisions_that_of_the_cell_that_stays_counts():
    """Cells of the merged place go into those of the other one; its own decision is dropped where there is one."""
    key = {
        "period": Period.parse("2019"),
        "product": thing("product", "all"),
        "unit_kind": expand("unit:CCY_CNY"),
    }
    flows = {"flow": expand("flow:export"), "indicator": expand("indicator:value")}
    kept, gone = (CellKey(**key, **flows, reporter=thing("place", name)) for name in ("x", "y"))
    figures = [
        (
            f"figure:{name}",
            ("rdf:type", expand("trade:Figure")),
            ("trade:cell", cell_iri(cell)),
            ("trade:unit", cell.unit_kind),
            *dimensions(cell),
        )
        for name, cell in (("1", kept), ("2", gone))
    ]
    decisions = [
        (
            f"acceptance:{cell.digest()}-1",
            ("trade:cell", cell_iri(cell)),
            ("trade:accepts", thing("figure", name)),
        )
        for name, cell in (("1", kept), ("2", gone))
    ]
    engine = small(("place:x", PLACE), ("place:y", PLACE), *figures, *decisions)
    change = renaming(Renaming(old=thing("place", "y"), new=thing("place", "x"), merge=True), engine)
    engine.update(change.update())

    [decision] = engine.quads_for_pattern(None, NamedNode(expand("trade:accepts")), None, None)
    assert (thing("acceptance", f"{kept.digest()}-1"), thing("figure", "1")) == (
        decision.subject.value,
        decision.object.value,
    )
    cells = engine.quads_for_pattern(
        NamedNode(thing("figure", "2")), NamedNode(expand("trade:cell")), None, None
    )
    assert [cell_iri(kept)] == [quad.object.value for quad in cells]


def test_a_decision_follows_its_cell_and_a_passage_its_source():
    """Their IRIs hold the digest of the cell and the id of the source; both are made anew."""
    key = CellKey(
        reporter=thing("place", "x"),
        product=thing("product", "all"),
        flow=expand("flow:export"),
        indicator=expand("indicator:value"),
        period=Period.parse("2019"),
        unit_kind=expand("unit:CCY_CNY"),
    )
    figure = ("figure:1", ("trade:cell", cell_iri(key)), ("trade:unit", key.unit_kind), *dimensions(key))
    decision = (f"acceptance:{key.digest()}-1", ("trade:cell", cell_iri(key)))
    passage = ("passage:N-1-5", ("trade:source", thing("source", "N")))
    engine = small(("place:x", PLACE), ("source:N", ("dcterms:identifier", "N")), figure, decision, passage)
    for kind, old, new in (("place", "x", "z"), ("source", "N", "M")):
        engine.update(renaming(Renaming(old=thing(kind, old), new=thing(kind, new)), engine).update())

    subjects = {quad.subject.value for quad in engine}
    assert thing("acceptance", f"{replace(key, reporter=thing('place', 'z')).digest()}-1") in subjects
    assert thing("passage", "M-1-5") in subjects
    assert thing("passage", "N-1-5") not in subjects


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"old": "nix", "new": "y"}, UnknownName),
        ({"old": "x", "new": "nix", "merge": True}, RejectedError),
        ({"old": "x", "new": "gone", "merge": True}, RejectedError),
        ({"old": "x", "new": "gone"}, RejectedError),
    ],
)
def test_what_is_not_there_is_not_merged(wanted, error):
    """Nothing is merged into nothing, nor into a name that was given up."""
    retired = ("rdf:type", expand("trade:Retired")), ("dcterms:isReplacedBy", thing("place", "y"))
    engine = small(("place:x", PLACE), ("place:y", PLACE), ("place:gone", *retired))
    names = {
        name: thing("place", value) if isinstance(value, str) else value for name, value in wanted.items()
    }

    with pytest.raises(error):
        renaming(Renaming(**names), engine)
    with pytest.raises(UnknownName):
        retiring(thing("place", "nix"), engine)


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("schema:containedInPlace", "place:y", "<https://w3id.org/regional-trade/place/y>"),
        ("latitude", "23.5", '"23.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("trade:from", "2019-03", '"2019-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("alias", "Ex", '"Ex"@en'),
    ],
)
def test_a_value_is_read_as_the_property_has_it(name, value, term):
    """A link, a number as before, a date, a text in its language."""
    engine = small(("place:x", PLACE, ("trade:latitude", Decimal("20.1"))), ("place:y", PLACE))
    change = revising(Revising(iri=thing("place", "x"), property=name, values=(value,)), engine)

    assert [term] == [str(quad.object) for quad in change.added]


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [("nix:nix", "x", UsageProblem), ("schema:containedInPlace", "somewhere", UsageProblem)],
)
def test_a_value_that_cannot_be_read_is_refused(name, value, error):
    """An unknown prefix, and words where a link belongs."""
    engine = small(("place:x", PLACE, ("schema:containedInPlace", thing("place", "y"))), ("place:y", PLACE))

    with pytest.raises(error):
        revising(Revising(iri=thing("place", "x"), property=name, values=(value,)), engine)
    with pytest.raises(UnknownName):
        revising(Revising(iri=thing("place", "nix"), property=name), engine)


def test_a_region_with_facts_is_not_taken_out(mine):
    """U09 with the figures that name it, and their number; what nothing names goes, and comes back by undo."""
    with pytest.raises(RejectedError, match="facts and things name place:united-states") as refused:
        mine.retire("united-states", reason="x")
    assert ("U09", "figure:A-F1") in codes(refused)

    mine.retire("product:hs-57", reason="nobody names it")
    assert "nobody names it" == dict(mine.show("product:hs-57").facts)["Why"]


def test_what_is_said_of_a_person_can_be_revised(mine):
    """A label in one language, a date of a post, a property taken out; facts are corrected otherwise."""
    holding = "membership:ding-xiaozhi-zhaoqing-professor"
    mine.revise("ding-xiaozhi", "label", "Ding Xiao Zhi", reason="spelling")
    mine.revise(holding, "attestedOn", "2019-03", reason="later")

    rows = mine.sparql(
        f"SELECT ?l ?on WHERE {{ person:ding-xiaozhi rdfs:label ?l . {holding} trade:attestedOn ?on }}"
    ).rows
    assert [("Ding Xiao Zhi", "2019-03")] == [(row["l"], str(row["on"])) for row in rows]
    with pytest.raises(RejectedError) as refused:
        mine.revise("ding-xiaozhi", "label", reason="take it out")
    assert ("V01", "person:ding-xiaozhi") in codes(refused)
    with pytest.raises(kg.KgError, match="kg correct"):
        mine.revise("A-F1", "note", "x", reason="x")


def test_shipped_names_that_were_given_up_lead_on(graph):
    """ontology/reference/retired.ttl: organisation:taylor-francis was shipped once (commit 6767b28)."""
    assert thing("organisation", "taylor-and-francis") == graph.show("organisation:taylor-francis").iri
