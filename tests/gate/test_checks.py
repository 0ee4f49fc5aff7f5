import re

import pyoxigraph
import pytest

from kg.errors import DamagedError
from kg.findings import Severity
from kg.gate.checks import Check, load_checks
from kg.gate.rules import rules
from kg.resources import room

HEADER = """#+ code: V01
#+ title: Everything has a label
#+ severity: warning
#+ message: "{thing} has {count} labels"
#+ fact: thing
#+ about: rdfs:label
"""
QUERY = "SELECT ?thing (COUNT(?o) AS ?count) WHERE { ?thing ?p ?o } GROUP BY ?thing ORDER BY ?thing\n"
FILES = sorted((room("shapes") / "checks").glob("*.rq"))


@pytest.fixture
def written(tmp_path):
    """Writes a check into a folder of its own and reads it."""

    def write(text: str) -> Check:
        path = tmp_path / "count-labels.rq"
        path.write_text(text, encoding="utf-8")
        return Check.read(path)

    return write


@pytest.fixture
def engine(triples):
    """A store with one thing."""
    store = pyoxigraph.Store()
    store.extend(triples('GRAPH graph:x { place:x rdfs:label "X" }'))
    return store


def test_a_row_becomes_a_finding(written, engine):
    """Code, severity, fact, property and message come from the header, the remedy from the code's table."""
    (row,) = written(HEADER + QUERY).rows(engine)

    found = row.finding
    assert ("V01", Severity.WARNING, "place:x", "rdfs:label") == (
        found.code,
        found.severity,
        found.fact,
        found.about,
    )
    assert ("place:x has 1 labels", "count-labels") == (found.message, found.rule)
    assert found.remedy.startswith("Add what is missing")
    assert {"https://w3id.org/regional-trade/place/x"} == row.iris


def test_the_property_can_be_a_column(written, engine):
    """A header's about of "?column" names the property that the row holds."""
    text = HEADER.replace("rdfs:label", "?p") + "SELECT ?thing ?p WHERE { ?thing ?p ?o } ORDER BY ?thing"

    (row,) = written(text).rows(engine)

    assert "rdfs:label" == row.finding.about


def test_rows_that_say_the_same_once_share_a_key(written, triples):
    """A header's once of "label" gives rows of one label one key, by which the first is enough."""
    store = pyoxigraph.Store()
    store.extend(triples('place:x rdfs:label "X" . place:y rdfs:label "X" . place:z rdfs:label "Z" .'))
    text = HEADER.replace("{count} labels", "a label") + "#+ once: label\n"

    rows = written(
        text
        + "SELECT ?thing ?label WHERE { ?thing rdfs:label ?label } ORDER BY ?thing".replace(
            "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
        )
    ).rows(store)

    assert ["count-labels X", "count-labels X", "count-labels Z"] == [row.once for row in rows]


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("#+ title: Everything has a label\n", "", "title"),
        ("#+ about:", "#+ abuot:", "abuot"),
        ("V01", "V99", "V99"),
        (HEADER, "", "no header"),
        (
            "#+ about: rdfs:label",
            "#+ about: rdfs:label\n#+ graver: slip",
            "graver in count-labels.rq takes column",
        ),
    ],
)
def test_a_check_with_an_unsound_header_is_refused(written, old, new, match):
    """What is missing, unknown or misspelt in a header is named."""
    with pytest.raises(DamagedError, match=match):
        written((HEADER + QUERY).replace(old, new))


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("SELEKT ?thing", "cannot be run"),
        ("ASK { ?s ?p ?o }", "no SELECT"),
        ("SELECT ?other WHERE { ?other ?p ?o } ORDER BY ?other", "no column thing"),
    ],
)
def test_a_check_that_cannot_tell_is_refused(written, engine, query, match):
    """A query that fails, answers yes or no, or lacks the fact's column is no check."""
    with pytest.raises(DamagedError, match=match):
        written(HEADER + query).rows(engine)


def test_a_folder_without_checks_is_refused(tmp_path):
    """A gate without checks is no gate."""
    with pytest.raises(DamagedError, match="no check"):
        load_checks(tmp_path)


def test_every_file_in_the_folder_is_live():
    """A check is live because it lies there."""
    assert [path.stem for path in FILES] == [check.name for check in rules().checks]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_check_names_its_columns_and_their_order(path):
    """No SELECT *, and an ORDER BY at the end."""
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", text)
    assert re.search(r"ORDER BY [^{}]*\Z", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_message_names_only_columns(path):
    """Every {name} of a message is a column of its query."""
    check = Check.read(path)
    columns = {
        v.value for v in pyoxigraph.Store().query(check.query, use_default_graph_as_union=True).variables
    }

    assert set(re.findall(r"{(\w+)}", check.message)) <= columns


@pytest.mark.parametrize(
    "also",
    [
        "place:x schema:containedInPlace place:a, place:b",
        "acceptance:c trade:cell cell:c ; trade:accepts figure:F . acceptance:c-1 trade:cell cell:c ; trade:accepts figure:F",
    ],
)
def test_a_share_is_added_once_however_it_is_reached(triples, also):
    """A place in two larger ones, a cell decided twice: 60 percent are 60 percent; with 50 more they are too many."""
    (check,) = (one for one in rules().checks if one.name == "share-out-once")

    def found(*shares):
        store = pyoxigraph.Store()
        said = [
            f"figure:{name} trade:denominator cell:w ; trade:cell cell:{name} ; trade:flow flow:export ; trade:period period:2020 ;"
            f" trade:source source:S ; trade:product product:all ; trade:reporter place:{name} ; trade:value {share}.0 ; trade:lower {share}.0 ."
            f" place:{name} schema:containedInPlace place:a"
            for name, share in shares
        ]
        of_f = also.replace("cell:c", "cell:F").replace("place:x", "place:F")
        store.extend(triples(f"GRAPH graph:x {{ {' . '.join([*said, of_f])} }}"))
        return {row.finding.message for row in check.rows(store)}

    assert set() == found(("F", 60))
    assert any("2 reporters" in message and "110" in message for message in found(("F", 60), ("G", 50)))
