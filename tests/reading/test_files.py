"""Files: the way in by suffix, limits, and RDF that knows its lines."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import LimitError, Place, ReadingError
from kg.findings import Severity
from kg.names import Names
from kg.reading.files import SUFFIXES, read
from kg.reading.readings import Reading
from kg.reading.texts import read_text
from kg.vocabulary import PREFIXES, expand, thing

SHEET = "source: {id: X, title: T, publisher: An office}\nfigures:\n  - {reporter: guangdong, flow: export, period: 2019, value: 3 billion CNY}\n"
HEAD = "".join(
    f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
    for prefix in "dcterms figure graph owl period place proposition rdfs source statement trade".split()
)
START = HEAD.count("\n")
F1 = thing("figure", "F1")


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def codes(reading: Reading) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in reading.findings]


def test_sheets_become_facts_and_quads(tmp_path: Path, names: Names) -> None:
    """A sheet gives facts, the same facts as quads, and their places in the file."""
    path = write(tmp_path, "x.yaml", SHEET)
    reading = read(path, names)
    (figure,) = reading.facts.figures
    iri = thing("figure", figure.id)

    assert () == reading.findings
    assert any(quad.subject == NamedNode(iri) for quad in reading.quads)
    assert Place(path.as_posix(), 3, 62) == reading.places[iri, "trade:value"]


def test_tables_and_sheets_are_one_submission(tmp_path: Path, names: Names) -> None:
    """Ids are checked across files, and a source that both name is one record."""
    table = "source,reporter,flow,period,indicator,printed\nX,guangdong,import,2019,value,3 billion CNY\n"
    paths = [write(tmp_path, "x.yaml", SHEET), write(tmp_path, "y.csv", table)]
    reading = read(paths, names, known={"X"})

    assert () == reading.findings
    assert (2, 1) == (len(reading.facts.figures), len(reading.facts.sources))


def test_the_same_content_twice_is_read_once(tmp_path: Path, names: Names) -> None:
    """The second copy of a file is told and left out."""
    reading = read([write(tmp_path, "a.yaml", SHEET), write(tmp_path, "b.yaml", SHEET)], names)

    assert (["R23"], 1) == (codes(reading), len(reading.facts.figures))


def test_a_broken_file_among_several_is_a_finding(tmp_path: Path, names: Names) -> None:
    """The others are read, so that all findings are shown; alone, it is an error."""
    broken = write(tmp_path, "b.yaml", "a: [1\n")
    large = tmp_path / "missing.ttl"
    reading = read([write(tmp_path, "a.yaml", SHEET), broken, large], names)

    assert (["R01", "R01"], 1) == (codes(reading), len(reading.facts.figures))
    with pytest.raises(ReadingError):
        read(broken, names)


def test_an_unknown_suffix_is_refused(tmp_path: Path, names: Names) -> None:
    """The error lists the suffixes that are read."""
    with pytest.raises(ReadingError, match=r"\.yaml"):
        read(write(tmp_path, "a.xlsx", "x"), names)

    assert (".csv", ".json", ".jsonld", ".nq", ".nt", ".trig", ".ttl", ".yaml", ".yml") == SUFFIXES


def test_a_byte_order_mark_is_left_out_and_told(tmp_path: Path, names: Names) -> None:
    """The mark is a warning; columns count without it."""
    reading = read(write(tmp_path, "a.yaml", b"\xef\xbb\xbf" + SHEET.encode()), names)

    assert [("R17", Severity.WARNING)] == [(f.code, f.severity) for f in reading.findings]


@pytest.mark.parametrize(
    ("data", "why", "line"),
    [
        ("a: 1\n".encode("utf-16"), "UTF-16", None),
        ("a: 1\nb: 广东\n".encode("gb18030"), "gb18030", 2),
        (b"a: 1\nb: caf\xe9 \xff\n", "latin-1", 2),
        (b"\x1f\x8bxx", "gzip", None),
        (b"PK\x03\x04", "zip", None),
        (b"a: 1\nb: x\x00y\n", r"U\+0000", 2),
    ],
)
def test_what_is_not_utf8_text_is_refused(tmp_path: Path, data: bytes, why: str, line: int | None) -> None:
    """The error says what the file seems to be, and where."""
    with pytest.raises(ReadingError, match=why) as caught:
        read_text(write(tmp_path, "a.yaml", data))

    assert caught.value.place is not None
    assert line == caught.value.place.line


def test_one_bad_byte_is_found_in_its_line(tmp_path: Path) -> None:
    """The byte 0xff in line 50,000, after three Chinese characters, is told with its line and column."""
    data = b"# a line\n" * 49_999 + "广东省".encode() + b"\xff\n" + b"# a line\n" * 10
    with pytest.raises(ReadingError) as caught:
        read_text(write(tmp_path, "a.yaml", data))

    assert Place((tmp_path / "a.yaml").as_posix(), 50_000, 4) == caught.value.place


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read would be of two files: neither the old nor the new one."""
    path = write(tmp_path, "a.yaml", SHEET)
    other = write(tmp_path, "b.yaml", SHEET * 2)
    states = itertools.cycle([os.stat(path), os.stat(other)])
    monkeypatch.setattr(os, "fstat", lambda _: next(states))

    with pytest.raises(ReadingError, match="changed while it was read"):
        read_text(path)


def test_only_regular_files_of_a_bearable_size_are_read(tmp_path: Path) -> None:
    """Links, folders and missing files are refused; a size limit holds."""
    path = write(tmp_path, "a.yaml", SHEET)
    (tmp_path / "link.yaml").symlink_to(path)

    for wrong, why in (
        (tmp_path / "link.yaml", "symbolic link"),
        (tmp_path, "no regular file"),
        (tmp_path / "b", "No such"),
    ):
        with pytest.raises(ReadingError, match=why):
            read_text(wrong)
    with pytest.raises(LimitError):
        read_text(path, largest=10)


# --- RDF -------------------------------------------------------------------------------------------------------------


def turtle(folder: Path, names: Names, body: str, name: str = "f.ttl") -> Reading:
    """A Turtle file with the usual prefixes."""
    return read(write(folder, name, HEAD + body), names)


def test_every_quad_knows_its_line_and_its_graph(tmp_path: Path, names: Names) -> None:
    """Triples of a figure go to the graph of its source; each property stands on its line."""
    reading = turtle(
        tmp_path,
        names,
        'figure:F1 a trade:Figure ;\n  trade:source source:A ;\n  trade:printed "3" .\n\nsource:A dcterms:title "T"@en .\n',
    )
    file = (tmp_path / "f.ttl").as_posix()

    assert () == reading.findings
    assert {NamedNode(f"{PREFIXES['graph']}source-A")} == {quad.graph_name for quad in reading.quads}
    assert (Place(file, START + 1, 1), Place(file, START + 3, 17)) == (
        reading.places[F1, None],
        reading.places[F1, "trade:printed"],
    )


def test_shared_things_go_to_shared_graphs(tmp_path: Path, names: Names) -> None:
    """A period is nobody's; a proposition belongs to its statement's source."""
    reading = turtle(
        tmp_path,
        names,
        'period:2019 trade:periodText "2019" .\nstatement:A-S1 trade:source source:A .\nproposition:A-S1-1 a trade:Trend .\n',
    )

    assert [] == codes(reading)
    assert ["reference-periods", "source-A", "source-A"] == [
        quad.graph_name.value.removeprefix(PREFIXES["graph"]) for quad in reading.quads
    ]


def test_a_named_graph_is_kept(tmp_path: Path, names: Names) -> None:
    """What TriG puts into a graph stays there."""
    reading = turtle(tmp_path, names, "graph:source-A { place:x rdfs:label 'X'@en . }\n", "f.trig")

    assert [f"{PREFIXES['graph']}source-A"] == [quad.graph_name.value for quad in reading.quads]


@pytest.mark.parametrize(
    ("body", "code", "line", "why"),
    [
        ("figure:F1 trade:source source:A ;\n  trade:reportr place:china .\n", "R02", 2, "trade:reporter"),
        ("figure:F1 trade:source source:A ;\n  trade:xyzzyx place:china .\n", "R02", 2, "nearest"),
        ("figure:F1 trade:source source:A ;\n  a trade:Figur .\n", "R02", 2, "trade:Figure"),
        ("figure:F1 trade:source source:A ;\n  <http://elsewhere.example/p> 1 .\n", "R02", 2, "nearest"),
        ("place:x rdfs:label 'X'@en .\n", "R18", 1, "trade:source"),
        ("figure:F1 trade:source source:A ;\n  trade:note [] .\n", "R19", 2, "IRI"),
        ("figure:F1 trade:source source:A ;\n  owl:sameAs figure:F2 .\n", "R20", 2, "ontology/"),
        ("figure:F1 trade:source source:A ;\n  rdfs:subClassOf figure:F2 .\n", "R20", 2, "ontology/"),
        ("figure:F1 trade:source source:A ;\n  a owl:Class .\n", "R20", 2, "ontology/"),
        (
            "figure:F1 trade:source source:A ;\n  trade:note <<( place:a rdfs:label 'x' )>> .\n",
            "R20",
            2,
            "things",
        ),
        ("figure:F1 trade:source source:A ;\n  trade:about <javascript:alert(1)> .\n", "R21", 2, "http"),
        ("figure:F1 trade:source source:A ;\n  trade:about <http://x.example/e\u0301> .\n", "R21", 2, "NFC"),
        (
            f"figure:F1 trade:source source:A ;\n  trade:about <http://x.example/{'a' * 2000}> .\n",
            "R21",
            2,
            "2,000",
        ),
        ("figure:F1 trade:source source:A ;\n  trade:note 'a\\u0001b' .\n", "R22", 2, "out"),
        (f"figure:F1 trade:source source:A ;\n  trade:note '{'a' * 10_001}' .\n", "R22", 2, "shorten"),
    ],
)
def test_what_is_no_fact_is_found_in_its_line(
    tmp_path: Path, names: Names, body: str, code: str, line: int, why: str
) -> None:
    """Unknown properties, blank nodes, axioms, strange IRIs and texts are findings; the rest is read."""
    reading = turtle(tmp_path, names, body)
    (finding,) = reading.findings

    assert finding.place is not None
    assert (code, START + line) == (finding.code, finding.place.line)
    assert why in f"{finding.message} {finding.remedy}"
    assert line - 1 == len(reading.quads)


@pytest.mark.parametrize(
    ("last", "column", "near"),
    [
        ("  trade:reportr place:china .", 3, "“trade:reporter”"),
        ("   <http://elsewhere.example/valu> 1 .", 4, "“trade:value”"),
        ("  trade:valu 1 ; trade:valu 2 .", 3, "“trade:value”"),
    ],
)
def test_an_unknown_property_has_its_column_and_the_nearest_one(
    tmp_path: Path, names: Names, last: str, column: int | None, near: str
) -> None:
    """Counted in the line; where it stands there twice, the first is told."""
    finding = turtle(tmp_path, names, f"figure:F1 trade:source source:A ;\n{last}\n").findings[0]

    assert finding.place is not None
    assert (START + 2, column) == (finding.place.line, finding.place.column)
    assert near in (finding.remedy or "")


@pytest.mark.parametrize(
    "graph", ["graph:ledger", "graph:derived-checks", "<http://elsewhere.example/g>", "graph:source-../x"]
)
def test_facts_go_to_graphs_of_facts_only(tmp_path: Path, names: Names, graph: str) -> None:
    """What is derived, logged or elsewhere is not written by a submission."""
    reading = turtle(
        tmp_path, names, f"{graph.replace('../', '%2E%2E%2F')} {{ place:x rdfs:label 'X'@en . }}\n", "f.trig"
    )

    assert (["R24"], ()) == (codes(reading), reading.quads)


def test_a_slip_repeated_is_told_once(tmp_path: Path, names: Names) -> None:
    """A misspelled property on many lines is one finding, at the first of them."""
    body = "".join(f"figure:F{n} trade:source source:A ; trade:reportr place:china .\n" for n in range(5))

    assert ["R02"] == codes(turtle(tmp_path, names, body))


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("f.ttl", f"{HEAD}figure:F1 trade:source source:A .\nfigure:F1 trade:note oops .\n", START + 2, 22),
        ("f.ttl", f"{HEAD}figure:F1 trade:source", START + 1, None),
        ("f.ttl", f"{HEAD}nowhere:F1 trade:source source:A .\n", START + 1, 1),
        ("f.nt", "<http://a.example/> <http://a.example/> .\n", 1, None),
        ("f.jsonld", '{"@id": "http://a.example/",\n "x" }', 2, 6),
        ("f.ttl", "<!DOCTYPE html><html></html>", 1, 1),
        ("f.jsonld", '{"@context": "http://a.example/context"}', 1, 14),
        ("f.jsonld", '[{"@context":\n [{}, "http://a.example/context"]}]', 2, 7),
        ("f.jsonld", '{"@context": {"a": {"@id": "b:c",\n "@context": "http://a.example/context"}}}', 2, 14),
        ("f.jsonld", '{"@context": {\n"@import": "http://a.example/context"}}', 2, 12),
        ("f.jsonld", '{"@id": "http://a.example/",\n "@id": "http://b.example/"}', 2, 2),
    ],
)
def test_broken_rdf_is_a_reading_error_with_its_place(
    tmp_path: Path, names: Names, name: str, text: str, line: int | None, column: int | None
) -> None:
    """The line of the break is told, and its column where the parser knows it; nothing is fetched."""
    with pytest.raises(ReadingError) as caught:
        read(write(tmp_path, name, text), names)

    assert (3, line) == (caught.value.exit_code, caught.value.place.line if caught.value.place else None)
    assert column is None or (caught.value.place is not None and column == caught.value.place.column)


def test_json_ld_knows_where_a_property_stands(tmp_path: Path, names: Names) -> None:
    """JSON-LD is parsed as a whole, and its findings still name the line of the key that is wrong."""
    text = f'{{"@id": "{F1}",\n "{expand("trade:source")}": {{"@id": "{thing("source", "A")}"}},\n "{expand("trade:reportr")}": "x"}}'
    path = write(tmp_path, "f.jsonld", text)
    reading = read(path, names)

    assert [("R02", Place(path.as_posix(), 3, 2))] == [(f.code, f.place) for f in reading.findings]
    assert 1 == len(reading.quads)


@pytest.mark.parametrize(
    ("name", "text"),
    [("f.ttl", "figure:F1 trade:note " + "[" * 5000), ("f.json", "[" * 5000), ("f.json", '{"a":' * 4000)],
)
def test_deep_nesting_hits_a_limit(tmp_path: Path, names: Names, name: str, text: str) -> None:
    """Nesting that could exhaust the stack is refused before parsing, exit code 6."""
    with pytest.raises(LimitError) as caught:
        read(write(tmp_path, name, text), names)

    assert 6 == caught.value.exit_code


def test_many_brackets_side_by_side_are_no_nesting(tmp_path: Path, names: Names) -> None:
    """Brackets in texts and IRIs, or closed again, do not count."""
    notes = "".join(
        f"figure:F{n} trade:source source:A ; trade:note '( {n} )', \"[[[\" .\n" for n in range(80)
    )

    assert [] == codes(turtle(tmp_path, names, notes))


def test_an_empty_file_has_nothing_to_do(tmp_path: Path, names: Names) -> None:
    """Only comments: no facts, no violation."""
    assert ["R16"] == codes(read(write(tmp_path, "f.ttl", "# nothing\n"), names))


def test_long_lines_are_handed_on_in_pieces(tmp_path: Path, names: Names) -> None:
    """A line longer than the parser's buffer is read whole, with its line number."""
    notes = ", ".join(f"'{n:05d}{'x' * 90}'" for n in range(2000))
    reading = turtle(tmp_path, names, f"figure:F1 trade:source source:A ;\n  trade:note {notes} .\n")

    assert (2001, START + 2) == (len(reading.quads), reading.places[F1, "trade:note"].line)
    assert all(isinstance(quad, Quad) for quad in reading.quads)
