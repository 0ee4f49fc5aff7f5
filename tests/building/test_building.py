"""A store is built whole or not at all, and holds every triple once."""

from collections import Counter

import pytest
from pyoxigraph import BlankNode

from kg.building import build
from kg.building.assembly import assembled
from kg.building.inputs import Inputs
from kg.errors import DamagedError, ReadingError, RejectedError, UsageProblem
from kg.model.facts import Facts
from kg.rdf import facts_of
from kg.store.counts import counts
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import thing


def quiet(_done, _total, _what):
    """No progress is shown."""


@pytest.fixture
def store(tmp_path, inputs):
    """The store built from the small set of files."""
    return EmbeddedStore.open(build(tmp_path / "store", validate=False, inputs=inputs).path)


def test_everything_is_in_its_graph(store):
    """Each kind of content has its graph; an empty kind has none."""
    expected = [
        "acceptance",
        "derived-conflicts",
        "derived-findings",
        "ontology",
        "reference-events",
        "reference-periods",
        "reference-places",
        "reference-products",
        "reference-publishers",
        "source-X",
        "source-Y",
        "source-Z",
    ]

    assert [thing("graph", name) for name in expected] == store.graphs()


def test_a_source_that_no_sheet_quotes_is_recorded(store):
    """The registry is part of the graph: reference data cite such sources."""
    assert store.ask('ASK { GRAPH graph:source-Z { source:Z dcterms:issued "2020"^^xsd:gYear } }')
    assert not store.ask("ASK { dataset:Z ?p ?o }")


def test_periods_of_reference_files_are_described(store):
    """A period that only an event names has a start and an end."""
    assert store.ask('ASK { period:2018-10 trade:endExclusive "2018-11-01"^^xsd:date }')


def test_one_figure_of_each_cell_is_accepted_with_a_reason(store):
    """The suspected figure of the press does not stand against the bulletin's."""
    rows = store.select("SELECT ?f ?r { ?a trade:accepts ?f ; trade:reason ?r } ORDER BY ?f").rows

    assert [
        (
            thing("figure", "X-F1"),
            "Accepted because it is believed, and the others are marked as wrong in print.",
        ),
        (thing("figure", "X-F2"), "Accepted because it is the only figure of its cell."),
    ] == rows


def test_two_figures_that_cannot_both_be_true_are_a_conflict(store):
    """630.2 and 620 billion do not meet, however they were rounded."""
    rows = store.select(
        "SELECT ?f { ?c a trade:Conflict ; trade:between ?f ; trade:rule 'V28' } ORDER BY ?f"
    ).rows

    assert [(thing("figure", "X-F1"),), (thing("figure", "Y-F1"),)] == rows
    assert not store.ask("ASK { ?c trade:strained ?yes }")


def test_a_wrong_print_has_its_finding(store):
    """What is kept as printed says so in a graph of its own."""
    ((figure, message),) = store.select(
        "SELECT ?f ?m { ?x a trade:Finding ; trade:figure ?f ; trade:message ?m }"
    )

    assert thing("figure", "Y-F1") == figure
    assert "Kept as printed; the value is believed to be misprinted" == message


def test_the_counts_are_those_of_the_files(store):
    """Three figures of three sources; what there is none of counts nought."""
    found = counts(store)

    assert (3, 3, 2, 2, 0) == tuple(
        found["things"][k] for k in ("figures", "sources", "places", "cells", "people")
    )
    assert len(store) == sum(found["triples"].values())
    assert 1 == found["triples"]["graph:ontology"]


def test_the_same_files_make_the_same_graph(tmp_path, inputs):
    """Two builds hold the same quads, byte for byte when written out."""
    dumps = [
        EmbeddedStore.open(build(tmp_path / name, validate=False, inputs=inputs).path).dump() for name in "ab"
    ]

    assert dumps[0] == dumps[1]


def test_a_triple_of_two_files_stands_in_one_graph(tmp_path, files, laid):
    """The union of graphs does not take repetitions out, so there are none."""
    files["ontology/reference/regions.ttl"] = files["ontology/reference/places.ttl"]
    store = EmbeddedStore.open(build(tmp_path / "store", validate=False, inputs=laid(files)).path)

    assert 1 == len(store.select('SELECT ?g { GRAPH ?g { place:world rdfs:label "World"@en } }'))


def test_progress_is_told(tmp_path, inputs):
    """Every step is named, the last one is the end."""
    told = []
    build(tmp_path / "store", validate=False, inputs=inputs, progress=lambda *step: told.append(step))

    assert [
        (0, 2, "reading X.yaml"),
        (1, 2, "reading Y.yaml"),
        (2, 3, "writing the store"),
        (3, 3, "done"),
    ] == told


def test_the_result_says_what_was_built(tmp_path, inputs):
    """The result is printed as it is."""
    built = build(tmp_path / "store", validate=False, inputs=inputs)

    assert "3 figures and 0 statements from 3 sources" in str(built)
    assert "not validated" in str(built)
    assert built.report.conforms


def test_facts_that_cannot_be_read_are_refused(tmp_path, files, laid):
    """A sheet with an unknown place leaves no store, and the report says where it stands: code R03, line 4."""
    files["data/sheets/X.yaml"] = files["data/sheets/X.yaml"].replace("guangdong", "guangdnog", 1)

    with pytest.raises(RejectedError) as refused:
        build(tmp_path / "store", validate=False, inputs=laid(files))

    (finding,) = refused.value.report
    assert ("R03", "X.yaml", 4) == (finding.code, finding.place.file, finding.place.line)
    assert not (tmp_path / "store").exists()


def test_a_graph_that_does_not_conform_is_refused(tmp_path, inputs):
    """The gate sees the whole graph before it is written: its places lack a type, code V01."""
    with pytest.raises(RejectedError, match="nothing was written") as refused:
        build(tmp_path / "store", inputs=inputs)

    assert "V01" in {finding.code for finding in refused.value.report}
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("ontology/core.ttl", "<x:a> <x:b>", r"core\.ttl:1:\d+: "),
        ("ontology/core.ttl", "<x:a> <x:b> [] .", "a node without a name"),
        (
            "ontology/reference/events.ttl",
            "<x:a> <x:b> <https://w3id.org/regional-trade/period/soon> .",
            "points at a period that is none",
        ),
    ],
)
def test_a_damaged_reference_file_is_told(tmp_path, files, laid, name, text, told):
    """A shipped file that cannot be used stops the build with its place: exit code 5."""
    files[name] = text

    with pytest.raises(DamagedError, match=told):
        build(tmp_path / "store", validate=False, inputs=laid(files))


def test_a_sheet_that_is_no_yaml_is_told(tmp_path, files, laid):
    """Broken syntax is an error of reading: exit code 3."""
    files["data/sheets/X.yaml"] = "source: [X"

    with pytest.raises(ReadingError, match=r"X\.yaml"):
        build(tmp_path / "store", validate=False, inputs=laid(files))


def test_a_store_is_replaced_by_the_new_one(tmp_path, files, inputs, laid):
    """Building where a store stands puts the new one in its place and leaves nothing beside it."""
    build(tmp_path / "out" / "store", validate=False, inputs=inputs)
    del files["data/sheets/Y.yaml"]
    built = build(tmp_path / "out" / "store", validate=False, inputs=laid(files))

    assert 2 == counts(EmbeddedStore.open(built.path))["things"]["figures"]
    assert ["store"] == [path.name for path in (tmp_path / "out").iterdir()]


def test_where_folders_cannot_change_places_the_old_one_moves_aside(tmp_path, inputs, monkeypatch):
    """Systems without an exchange of folders come to the same end."""
    monkeypatch.setattr("kg.building.placing.sys.platform", "other")
    for _ in range(2):
        built = build(tmp_path / "out" / "store", validate=False, inputs=inputs)

    assert 3 == counts(EmbeddedStore.open(built.path))["things"]["figures"]
    assert ["store"] == [path.name for path in (tmp_path / "out").iterdir()]


def test_what_is_no_store_is_not_replaced(tmp_path, inputs):
    """A folder with other things in it, or a file, is left alone."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("dear", "utf-8")

    with pytest.raises(UsageProblem, match="holds something that is no store"):
        build(tmp_path / "papers", validate=False, inputs=inputs)
    with pytest.raises(UsageProblem, match="is a file"):
        build(tmp_path / "papers" / "letter.txt", validate=False, inputs=inputs)
    with pytest.raises(UsageProblem, match="cannot be written"):
        build(tmp_path / "papers" / "letter.txt" / "store", validate=False, inputs=inputs)


@pytest.fixture(scope="module")
def bundle():
    """All shipped files, joined."""
    return assembled(Inputs(), quiet)


def test_every_shipped_triple_stands_in_exactly_one_graph(bundle):
    """The invariant of the union of graphs, on everything that is shipped."""
    repeated = [triple for triple, number in Counter(q.triple for q in bundle.quads).items() if number > 1]

    assert not repeated
    assert len(bundle.quads) > 90_000


def test_no_shipped_node_lacks_a_name(bundle):
    """Differences and digests stay trivial without blank nodes."""
    assert not [
        q for q in bundle.quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
    ]


def test_all_shipped_facts_come_back_from_the_graph(bundle):
    """Nothing of what the sheets say is lost on the way into the graph."""

    def plain(facts: Facts):
        figures = {
            f.id: (
                f.cell,
                f.amount,
                sorted(f.also),
                f.statement,
                set(f.passages),
                f.denominator,
                f.suspicion,
                f.note,
            )
            for f in facts.figures
        }
        statements = {
            s.id: (s.speaker, s.act, s.voice, s.capacity, s.gist, s.spoken) for s in facts.statements
        }
        sources = {s.id: (s.title, s.kind, s.issued, s.copy_of, s.text_digest, s.note) for s in facts.sources}
        return figures, statements, sources

    said, found = plain(bundle.facts), plain(facts_of(EmbeddedStore.memory(bundle.quads).quads()))

    assert [len(kind) for kind in said] == [len(kind) for kind in found]
    assert said == found


def test_every_shipped_cell_with_a_figure_has_one_acceptance(bundle):
    """One decision for each cell, and it names a figure of that cell."""
    cells = {figure.cell.digest() for figure in bundle.facts.figures}
    store = EmbeddedStore.memory(bundle.quads)
    rows = store.select(
        "SELECT ?a { ?a a trade:Acceptance ; trade:cell ?c ; trade:accepts/trade:cell ?c }"
    ).rows

    assert len(cells) == len(rows)
