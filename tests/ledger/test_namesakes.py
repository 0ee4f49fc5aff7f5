"""Whom a name means when a person's data is withdrawn: namesakes stay, and a name is found however it is written."""

import unicodedata

import pytest

from kg.findings import Report
from kg.ledger import Repository
from kg.ledger.edits.redaction import Names, redacted, without
from kg.ledger.keeping.refounding import forgetting
from kg.rdf import describe, graph_named
from kg.vocabulary import expand, thing


def somebody(slug, *labels):
    """What is said of a person with these labels."""
    pairs = (("rdf:type", expand("trade:Person")), *(("rdfs:label", label) for label in labels))
    return [*describe(graph_named("reference-people"), thing("person", slug), pairs)]


def holding(slug, person, label):
    """What is said of a post that a person held."""
    pairs = (("rdfs:label", label), ("trade:person", thing("person", person)))
    return [*describe(graph_named("reference-people"), thing("membership", slug), pairs)]


def speech(number, *pairs):
    """What is said of a statement."""
    return [*describe(graph_named("source-N"), thing("statement", f"N-{number}"), pairs)]


@pytest.fixture
def made(quick, me, monkeypatch):
    """Makes a store of quads, whose gate finds nothing: what is tested here is whose a name is."""
    monkeypatch.setattr("kg.ledger.keeping.refounding.admit", lambda view: Report.of([], {}))

    def make(*parts):
        Repository.create(quick / "store", [quad for part in parts for quad in part], me)
        return quick / "store"

    return make


def test_namesakes_keep_their_iris_labels_and_posts():
    """Whose a post is, the graph says: that of the person goes whatever its IRI, one of a namesake stays word by word."""
    ningbo = thing("person", "li-qiang-ningbo")
    stays = [
        *somebody("li-qiang-ningbo", "Li Qiang (Ningbo)", "Li Qiang"),
        *holding("li-qiang-ningbo-mayor", "li-qiang-ningbo", "Li Qiang, Mayor"),
        *speech(1, ("trade:speaker", ningbo)),
    ]
    said = [
        *stays,
        *somebody("li-qiang", "Li Qiang"),
        *holding("post-7", "li-qiang", "Premier"),
        *describe(graph_named("reference-people"), ningbo, (("skos:related", thing("person", "li-qiang")),)),
        *speech(2, ("trade:speaker", thing("person", "li-qiang"))),
    ]
    left = list(without(said, thing("person", "li-qiang"), "withdrawn-1"))

    assert set(stays) == {quad for quad in left if "withdrawn" not in str(quad)}
    other = {(quad.subject.value, quad.object.value) for quad in set(left) - set(stays)}
    pseudonym = thing("person", "withdrawn-1")
    assert {(ningbo, pseudonym), (thing("statement", "N-2"), pseudonym)} == other


def test_a_text_that_may_mean_a_namesake_is_refused_without_consent(made, me, run):
    """U10 names the text and the namesake; with --namesakes the text loses the name, and the namesake's label stays."""
    people = somebody("jo-x", "Jo Xample"), somebody("jo-2", "Jo Xample (Ningbo)")
    folder = made(*people, speech(2, ("trade:gist", "Jo Xample spoke")))

    found = forgetting(Repository.open(folder), thing("person", "jo-x"), me).report.findings
    assert [("U10", "statement:N-2")] == [(one.code, one.fact) for one in found]
    assert "person:jo-2 has the name as well" in found[0].message
    named = ("--store", folder, "forget", "jo-x", "--reason", "asked", "--yes")
    assert 1 == run(*named)[0]
    code, out, _ = run(*named, "--namesakes")
    assert (0, True) == (code, "keeps it: person:jo-2" in out)
    texts = {quad.object.value for quad in Repository.open(folder).store().quads()}
    assert {"Jo Xample (Ningbo)", "(name withdrawn) spoke"} == {t for t in texts if "Jo" in t or "spoke" in t}


@pytest.mark.parametrize(
    "written",
    [
        unicodedata.normalize("NFD", "Zoë Lee"),
        "Zoe\u0308 LEE",
        "Zoë  Lee",
        "Zoë\u00a0Lee",
        "Zoë\nLee",
        "zoe_lee",
        "Zoë-Lee",
        "Zoë\u2011Lee",
        "Ｚｏë Ｌｅｅ",
        "Zo\u00adë Lee",
        "李　强",
        unicodedata.normalize("NFD", "이강국"),
    ],
)
def test_a_name_is_found_however_it_is_written(written):
    """And nothing around it changes: neither a wide comma, nor an accent that is written apart."""
    names = Names(somebody("zoe-lee", "Zoë Lee", "李强", "이강국"), thing("person", "zoe-lee"))
    around = "“Cafe\u0301”，½ {} ½，e\u0301!"

    assert names.stand_in(around.format(written))
    assert around.format("X") == names.out_of(around.format(written), "X")


def test_an_address_is_read_behind_its_escapes():
    """As an encyclopedia writes a Chinese name: 李强 is %E6%9D%8E%E5%BC%BA."""
    names = Names(somebody("li-qiang", "李强"), thing("person", "li-qiang"))

    assert names.stand_in("https://zh.example.org/wiki/%E6%9D%8E%E5%BC%BA")
    assert not names.stand_in("https://zh.example.org/wiki/%E6%9D%8E")


def test_an_iri_that_was_given_up_for_the_person_goes_as_well(made, me):
    """Shipped files that still have the old name do not bring it back, whatever it is."""
    pairs = (("rdf:type", expand("trade:Retired")), ("dcterms:isReplacedBy", thing("person", "jo-x")))
    retired = describe(graph_named("reference-retired"), thing("person", "j-ex"), pairs)
    folder = made(somebody("jo-x", "Jo Xample"), retired)

    found = forgetting(Repository.open(folder), thing("person", "jo-x"), me)
    assert [] == [quad for quad in found.genesis if "j-ex" in str(quad)]
    assert [] == redacted(somebody("j-ex", "J. Ex"), found.withdrawn)
