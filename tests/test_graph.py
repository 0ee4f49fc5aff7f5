"""The hall: opening, asking, showing, checking, exporting, citing."""

import inspect
import json
from decimal import Decimal
from pathlib import Path

import pytest

import kg
from kg.errors import AmbiguousName, QueryError, ReadingError, UnknownName, UnreachableError, UsageProblem

PLACE = "https://w3id.org/regional-trade/place/"


def test_a_question_is_a_function_with_a_signature(graph):
    """Names, defaults and docstring come from the header of the question."""
    partners = graph.ask.partners
    signature = inspect.signature(partners)

    assert list(signature.parameters)[:2] == ["region", "period"]
    assert signature.parameters["flow"].default == "total"
    assert signature.return_annotation is kg.Table
    assert partners.__name__ == "partners"
    assert partners.__doc__.startswith("Who does a place trade with?")
    assert "region: Place (place or group, such as “guangdong”)." in partners.__doc__
    assert "partners" in dir(graph.ask)


def test_the_first_article_answers_who_guangdong_trades_with(graph):
    """The article's figures: 80.66 billion yuan with the EU, up 25.5 %; 73.05 billion with the US, up 0.5 %."""
    answer = graph.ask.partners("Guangdong", period="2019-01")

    assert answer.title == "Trading partners of Guangdong, January 2019"
    assert [(row["partner"], row["trade"], row["change"]) for row in answer.rows] == [
        ("European Union", Decimal("80660000000"), Decimal("25.5")),
        ("United States", Decimal("73050000000"), Decimal("0.5")),
    ]
    assert answer.column("trade")[0].range() == "[80.655, 80.665]"
    assert answer.column("trade")[0].evidence.passages == ((1850, 1868),)
    assert [source.publisher for source in answer.sources] == ["China Daily"]
    assert answer.parameters["region"] == f"{PLACE}guangdong"


@pytest.mark.parametrize(
    "name", ["guangdong", "广东", "CN-GD", "place:guangdong", f"{PLACE}guangdong", "GUANGDONG"]
)
def test_a_place_may_be_called_by_any_of_its_names(graph, name):
    """Slug, label, code, prefixed name and IRI give the same answer."""
    assert (
        graph.ask("partners", region=name, period="2019-01").rows
        == graph.ask.partners("guangdong", "2019-01").rows
    )


def test_labels_come_in_the_language_of_the_reader(articles):
    """A graph opened in Chinese names places in Chinese."""
    with kg.open(articles, lang="zh") as opened:
        assert opened.ask.partners("guangdong", period="2019-01").rows[0]["partner"] == "欧盟"


def test_an_empty_answer_says_what_found_nothing_and_what_would(graph):
    """The article has figures for January 2019 only; the nearest periods are offered."""
    answer = graph.ask.partners("guangdong", period="2019-03")

    assert answer.rows == []
    assert answer.notes == ("Nothing for this period; with the rest there is: 2019-01.",)


def test_an_answer_empty_for_several_reasons_says_so(graph):
    """Neither another place nor another period alone would help."""
    answer = graph.ask.partners("albania", period="1999", flow="import")

    assert answer.notes == ("There is nothing for these values together; let some of them go.",)


def test_a_missing_parameter_is_named_with_an_example(graph):
    """The message says what to give."""
    with pytest.raises(UsageProblem, match="needs period"):
        graph.ask("partners", region="guangdong")
    with pytest.raises(UsageProblem, match=r"needs period .*, for example 2019-01"):
        graph.ask.partners("guangdong")


@pytest.mark.parametrize(
    ("message", "values", "params"),
    [
        ("has no parameter “perod”. Did you mean “period”", ("guangdong",), {"perod": "2019-01"}),
        ("was given region twice", ("guangdong",), {"region": "hainan", "period": "2019-01"}),
        ("takes region, period, flow, partner; 5 values are too many", ("a", "b", "c", "d", "e"), {}),
    ],
)
def test_a_mistyped_call_is_told_by_what_is_wrong_with_it(graph, message, values, params):
    """Names are looked at first: the period is not missing, its name is mistyped."""
    with pytest.raises(UsageProblem, match=message):
        graph.ask.partners(*values, **params)


def test_a_year_may_be_a_number_and_a_flow_the_word_of_our_tables(graph):
    """The same answer as with the text and the code."""
    plain = graph.ask.partners("guangdong", period="2018", flow="export")
    spoken = graph.ask.partners("guangdong", period=2018, flow="出口")

    assert (plain.sparql, plain.parameters, plain.title) == (spoken.sparql, spoken.parameters, spoken.title)


def test_an_unknown_question_is_an_attribute_error_with_the_nearest(graph):
    """So that tab completion and hasattr work."""
    with pytest.raises(AttributeError, match="Did you mean “partners”"):
        _ = graph.ask.partnrs
    assert not hasattr(graph.ask, "_ipython_display_")


def test_sparql_answers_select_ask_and_construct(graph):
    """One table for each form; registered prefixes need no declaration."""
    places = graph.sparql("SELECT ?p WHERE { ?p a trade:Place } ORDER BY ?p LIMIT 1")

    assert places.rows == [{"p": f"{PLACE}afghanistan"}]
    assert graph.sparql("ASK { place:guangdong a trade:Place }").rows == [{"answer": True}]
    triples = graph.sparql(
        "CONSTRUCT { place:guangdong a trade:Place } WHERE { place:guangdong a trade:Place }"
    )
    assert [column.name for column in triples.columns] == ["subject", "predicate", "object"]
    assert len(triples) == 1


def test_sparql_reads_a_file(graph, tmp_path):
    """A path is read, a text is asked; what cannot be read is told with its name."""
    (tmp_path / "q.rq").write_text("ASK { place:guangdong a trade:Place }")

    assert graph.sparql(tmp_path / "q.rq").rows == [{"answer": True}]
    with pytest.raises(ReadingError, match=r"nix\.rq"):
        graph.sparql(tmp_path / "nix.rq")


def test_an_update_is_refused(graph):
    """Queries only read."""
    with pytest.raises(QueryError, match="update"):
        graph.sparql("DELETE WHERE { ?s ?p ?o }")


def test_serialise_gives_the_standard_forms(graph):
    """SPARQL results in JSON and CSV, as the standards have them."""
    query = "SELECT ?p WHERE { ?p a trade:Place } ORDER BY ?p LIMIT 1"

    assert json.loads(graph.serialise(query))["head"] == {"vars": ["p"]}
    assert graph.serialise(query, "csv").decode().split() == ["p", f"{PLACE}afghanistan"]
    with pytest.raises(UsageProblem):
        graph.serialise(query, "docx")


def test_the_card_of_a_place(graph):
    """Headline figures, partners and what was said of it."""
    card = graph.show("guangdong")

    assert (card.title, card.kind, card.iri) == ("Guangdong", "place", f"{PLACE}guangdong")
    assert dict(card.facts)["Codes"] == "440000, CN-GD, GD"
    assert {"total trade", "exports", "imports"} <= {row["flow"] for row in card.section("Trade with").rows}
    assert "European Union" in {row["partner"] for row in card.section("Partners").rows}
    assert "A" in {source.id for source in card.sources}
    assert card.section("Nix") is None


def test_the_card_of_a_person_tells_posts_and_words(graph):
    """The professor of the first article made a forecast there."""
    card = graph.show("Ding Xiaozhi")

    assert card.section("Posts").rows[0]["post"].startswith("Professor")
    assert "forecast" in {row["act"] for row in card.section("Said").rows}


def test_the_card_of_a_figure_leads_to_its_passage(graph):
    """Figure A-F1 is 73.05 billion yuan at characters 1224 to 1242 (inventory of the article)."""
    card = graph.show("A-F1")
    cell = card.section("The figure").column("value")[0]

    assert cell.text == "73.05 billion CNY"
    assert cell.evidence.passages == ((1224, 1242),)
    assert dict(card.facts)["Partner"] == "United States"


@pytest.mark.parametrize(
    ("name", "kind", "has"),
    [
        ("A", "source", "Figures"),
        ("ASEAN", "group", "Members"),
        ("mech-elec", "product", "Trade in it"),
        ("A-S4", "statement", "Asserts"),
        ("initiative:belt-and-road", "initiative", "Said about it"),
        ("organisation:guangdong-customs", "organisation", "Said"),
    ],
)
def test_every_kind_of_thing_has_a_card(graph, name, kind, has):
    """Sources by their id, things by label, slug or prefixed name."""
    card = graph.show(name)

    assert card.kind == kind
    assert card.section(has) is not None


def test_a_thing_without_a_plan_shows_its_properties(graph):
    """A passage has no card of its own; its triples are told."""
    assert dict(graph.show("passage:A-1224-1242").facts)["trade:startChar"] == "1,224"


def test_a_card_shows_all_rows_on_asking_and_says_when_it_does_not(graph):
    """A limit is announced in the title."""
    assert "(2 of" in graph.show("A", rows=2).section("Figures").title
    assert graph.show("A", rows=None).section("Figures").title == "Figures"


def test_a_card_has_three_forms(graph):
    """Text, JSON with exact numbers, Markdown."""
    card = graph.show("A-F1")
    read = json.loads(card.to_json())

    assert (read["format"], read["kind"]) == ("kg-card/1", "figure")
    assert read["sections"][0]["rows"][0]["value"]["interval"] == "[73.045, 73.055]"
    assert card.to_markdown().startswith("# A-F1\n\nfigure <https://w3id.org/regional-trade/figure/A-F1>\n")
    assert repr(card).startswith("A-F1   figure · ")
    assert str(card).endswith("\n")


def test_names_that_lead_nowhere_or_to_several_are_told(graph):
    """The nearest, or the candidates."""
    with pytest.raises(UnknownName, match="Guangdong"):
        graph.show("Guandong")
    with pytest.raises(AmbiguousName, match="Grenada"):
        graph.show("GD")
    with pytest.raises(UnknownName):
        graph.show('no "such" thing\\ <x>')
    with pytest.raises(UnknownName):
        graph.show("figure:A-F999")


def test_info_counts_what_is_there(graph, articles):
    """The three founding articles and the store's path."""
    facts = dict(graph.info().facts)

    assert facts["Store"] == str(articles)
    assert int(facts["Figures"].replace(",", "")) == len(graph.sparql("SELECT ?f { ?f a trade:Figure }"))
    assert graph.info().section("Places") is not None


def test_check_finds_nothing_wrong_with_a_stored_article(graph):
    """The sheet of the first article, held against the graph that was built from it."""
    report = graph.check(Path(__file__).parent.parent / "data" / "sheets" / "A.yaml")

    assert report.conforms
    assert report.checked["figures"] > 20


def test_check_says_what_is_wrong_and_where(graph, tmp_path):
    """A partner that nothing is called is refused with line and column; texts must lie in a folder."""
    sheet = tmp_path / "x.yaml"
    sheet.write_text(
        "source: {id: X9, title: T, publisher: China Daily, kind: press, issued: 2019-02}\n"
        "figures:\n"
        "  - {reporter: guangdong, partner: unted-states, flow: total, period: 2019-01, value: 1.5 billion CNY}\n"
    )
    [finding] = [f for f in graph.check(sheet) if f.severity is kg.Severity.VIOLATION]

    assert (finding.code, finding.place.line) == ("R03", 3)
    assert "United States" in f"{finding.message} {finding.remedy}"
    with pytest.raises(UsageProblem, match="no folder with texts"):
        graph.check(sheet, texts=tmp_path / "nix")


def test_export_is_the_same_every_time_and_reads_back(graph):
    """The digest is that of the content."""
    assert graph.export("nquads") == graph.export("nquads")
    assert len(graph.digest) == 64
    assert graph.digest == graph.digest


def test_one_named_graph_can_be_exported(graph):
    """By its short name or IRI; an unknown name lists some."""
    short = graph.export("turtle", graph="source-A")

    assert b"A-F1" in short
    assert graph.export("turtle", graph="https://w3id.org/regional-trade/graph/source-A") == short
    with pytest.raises(UsageProblem, match="There is no graph “nix”"):
        graph.export("turtle", graph="nix")


def test_graphs_lists_them_with_sizes(graph):
    """Every source has its own."""
    assert "https://w3id.org/regional-trade/graph/source-A" in graph.graphs().column("graph")


def test_a_source_can_be_cited(graph):
    """As a sentence, BibTeX and CSL-JSON."""
    citation = graph.cite("A")

    assert citation.text.startswith(
        "China Daily (2019, February). Guangdong foreign trade to maintain momentum."
    )
    assert "year = {2019}" in citation.bibtex
    assert citation.csl["issued"] == {"date-parts": [[2019, 2]]}
    assert json.loads(citation.to_json())[0]["id"] == "source-A"


def test_a_figure_is_cited_in_its_source_with_its_passage(graph):
    """The figure in words first."""
    citation = graph.cite("A-F1")

    assert "United States" in citation.text
    assert "73.05 billion CNY. In: China Daily (2019, February)" in citation.text
    assert "characters 1224–1242" in citation.bibtex


def test_the_graph_is_cited_with_its_digest(graph):
    """So that an answer can be reproduced."""
    assert f"content SHA-256 {graph.digest}" in graph.cite().text
    assert graph.cite().csl["type"] == "dataset"


def test_citing_a_figure_does_not_read_the_whole_graph(graph, monkeypatch):
    """Only the citation of the graph needs its digest."""
    monkeypatch.setattr(type(graph), "digest", property(lambda _: pytest.fail("the digest was computed")))

    assert graph.cite("A-F1").text


def test_a_place_cannot_be_cited(graph):
    """Only what has a source."""
    with pytest.raises(UsageProblem, match="can be cited"):
        graph.cite("guangdong")


def test_rdflib_gives_a_dataset_that_cannot_be_written(graph):
    """The same quads; adding and removing are refused."""
    from rdflib import URIRef

    dataset = graph.rdflib()
    triple = (URIRef(f"{PLACE}guangdong"), URIRef("x:p"), URIRef("x:o"))

    assert len(list(dataset.quads())) == len(graph.export("nquads").splitlines())
    with pytest.raises(UsageProblem, match="read-only"):
        dataset.add(triple)
    with pytest.raises(UsageProblem, match="read-only"):
        dataset.remove(triple)


def test_suggest_completes_slugs_of_some_kinds(graph):
    """Places that start with "guangd"."""
    assert graph.suggest("guangd", ["place"]) == ["guangdong"]
    assert "asean" in graph.suggest("ase")


def test_a_folder_without_a_store_is_unreachable(tmp_path):
    """Nothing is made there."""
    with pytest.raises(UnreachableError, match="no store"):
        kg.open(tmp_path / "nix")
    assert not list(tmp_path.iterdir())


def test_a_graph_opened_in_memory_knows_its_place(graph, articles):
    """Its repr names the store."""
    assert repr(graph) == f"<KnowledgeGraph {articles}>"


def test_without_a_place_the_bundled_graph_is_opened(articles, monkeypatch):
    """From the cache; the progress of a first build is passed on."""
    told = []
    monkeypatch.setattr("kg.building.bundled", lambda progress: told.append(progress) or articles)
    with kg.KnowledgeGraph.open(progress=print) as opened:
        assert opened.where == str(articles)
    assert told == [print]


class Endpoint:
    """A store that can only answer queries, as one behind an address."""

    def __init__(self, inner):
        self.select, self.ask, self.close = inner.select, inner.ask, lambda: None


def test_what_an_endpoint_cannot_do_is_told(graph):
    """No export, no digest, no check; a citation of the graph goes without digest."""
    remote = kg.KnowledgeGraph(Endpoint(graph._store), where="https://example.org/sparql")

    assert remote.digest is None
    assert "SHA-256" not in remote.cite().text
    with pytest.raises(UsageProblem, match="endpoint cannot be exported"):
        remote.export()
    with pytest.raises(UsageProblem, match="checked against a store on this machine"):
        remote.check("x.yaml")


def test_an_address_opens_a_remote_store():
    """Nothing is asked before a question is."""
    assert kg.open("http://127.0.0.1:9/sparql").where == "http://127.0.0.1:9/sparql"


def test_a_period_a_date_and_a_truth_value_in_the_facts_of_a_card(graph):
    """Told in words: the event's period, the day of an agreement, a forecast's number."""
    assert dict(graph.show("period:2019-01").facts)["trade:start"] == "1 Jan 2019"
    assert dict(graph.show("place:hong-kong").facts)["Lies in"] == "China"


def test_a_source_as_parameter_is_named_by_its_id(graph):
    """Or by IRI; an unknown id, or the id of something else, is told."""
    rows = graph.ask("inferred-figures", source="A").rows

    assert rows
    assert graph.ask("inferred-figures", source="source:A").rows == rows
    for wrong in ("Z99", "A-F1"):
        with pytest.raises(UnknownName, match="No source is called"):
            graph.ask("inferred-figures", source=wrong)


def test_a_card_tells_a_window_where_no_day_is_known(graph):
    """The professor's forecast was printed after the plan of 18 February 2019, in an article of that month."""
    said = graph.show("ding-xiaozhi").section("Said")

    assert {"Feb 2019", "18–28 Feb 2019"} == set(said.column("spoken"))
    assert "Feb 2019" in str(graph.show("ding-xiaozhi").section("Posts"))
    assert "Feb 2019" == dict(graph.show("A-F1").facts)["Published"]


def test_a_cell_has_a_card_with_all_claims_about_it(graph):
    """The first figure of the article: Guangdong's trade with the United States, January 2019; it names its cell."""
    name = dict(graph.show("A-F1").facts)["Cell"]
    card = graph.show(name)
    facts = dict(card.facts)

    assert ("Guangdong", "United States", "All goods") == tuple(
        facts[key] for key in ("Place", "Partner", "Product")
    )
    assert ("total trade", "value", "January 2019") == tuple(facts[key] for key in ("Flow", "What", "Period"))
    assert ["A-F1"] == [str(c).rpartition("/")[2] for c in card.section("All claims").column("other")]
    assert [True] == card.section("All claims").column("accepted")
    with pytest.raises(UnknownName):
        graph.show("cell:00000000000000000000")


def test_a_document_level_report_is_shown_as_its_source(graph):
    """The whole of a document says what the source says."""
    assert graph.show("report:A").iri.endswith("/source/A")
