"""Parameters become terms and nothing else; whatever a user types never changes a query."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import KgError, UnknownName, UsageProblem
from kg.model.period import Period
from kg.model.terms import Iri
from kg.questions import bind
from kg.questions.header import parse_question
from kg.vocabulary import PREFIXES, code, thing

HEAD = """#+ summary: All kinds
#+ title: All kinds
#+ params:
#+   text: {kind: text, label: Text}
#+   place: {kind: place, label: Place, many: true, optional: true, example: hainan}
#+   source: {kind: source, label: Source, optional: true}
#+   flow: {kind: "code:flow", label: Flow, default: total, values: [total, re-export]}
#+   period: {kind: period, label: Period, optional: true}
#+   day: {kind: date, label: Day, optional: true}
#+   count: {kind: integer, label: Count, optional: true}
#+   rate: {kind: decimal, label: Rate, optional: true}
#+ columns: {text: {type: text}}
"""
TEXT = (
    HEAD
    + """SELECT ?text WHERE {
  VALUES ?text { "x" }
  VALUES ?place { UNDEF }
  VALUES ?source { UNDEF }
  VALUES ?flow { flow:total }
  VALUES ?period { UNDEF }
  VALUES ?day { UNDEF }
  VALUES ?count { UNDEF }
  VALUES ?rate { UNDEF }
} ORDER BY ?text
"""
)
QUESTION = parse_question(TEXT, Path("queries/any/kinds.rq"))


def resolve(text, kinds):
    """A stand-in for the index of names: slugs of small letters only."""
    if not text.isascii() or not text.isalpha():
        raise UnknownName(text, kinds=kinds)
    return thing(kinds[0], text)


def bound(**params):
    return bind(QUESTION, {"text": "x", **params}, resolve)


def block(query, name):
    return query.partition(f"VALUES ?{name} {{ ")[2].partition(" }")[0]


XSD = PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("text", 'a "b" \\ c', '"a \\"b\\" \\\\ c"'),
        ("text", "a\nb\r\tc", '"a\\nb\\r\\tc"'),
        ("place", "hainan", f"<{thing('place', 'hainan')}>"),
        ("place", ["hainan", "macao", "hainan"], f"<{thing('place', 'hainan')}> <{thing('place', 'macao')}>"),
        ("place", Iri("urn:a"), "<urn:a>"),
        ("place", [], "UNDEF"),
        ("place", None, "UNDEF"),
        ("source", "A", f"<{thing('source', 'A')}>"),
        ("flow", "re-export", f"<{code('flow', 're-export')}>"),
        ("flow", "Total", f"<{code('flow', 'total')}>"),
        ("flow", "flow:total", f"<{code('flow', 'total')}>"),
        ("flow", code("flow", "total"), f"<{code('flow', 'total')}>"),
        ("flow", None, f"<{code('flow', 'total')}>"),
        ("period", "2019-01/2019-03", f"<{thing('period', '2019-Q1')}>"),
        ("period", Period.parse("2022-01/2022-11"), f"<{thing('period', '2022-01--2022-11')}>"),
        ("period", "period:2019", f"<{thing('period', '2019')}>"),
        ("day", "2019-02-18", f'"2019-02-18"^^<{XSD}date>'),
        ("day", date(2019, 2, 18), f'"2019-02-18"^^<{XSD}date>'),
        ("day", datetime(2019, 2, 18, 3), f'"2019-02-18"^^<{XSD}date>'),
        ("count", "12", f'"12"^^<{XSD}integer>'),
        ("count", -3, f'"-3"^^<{XSD}integer>'),
        ("rate", "12.50", f'"12.50"^^<{XSD}decimal>'),
        ("rate", Decimal("1E+2"), f'"100"^^<{XSD}decimal>'),
    ],
)
def test_a_value_becomes_a_term(name, value, term):
    """Each kind is read, checked and written as one term."""
    assert term == block(bound(**{name: value}), name)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("text", "a\\u0022b", "a backslash before u"),
        ("text", "\x00", "control characters"),
        ("text", "\ud800", "control characters"),
        ("text", 3, "control characters"),
        ("place", Iri("urn:a> <urn:b"), "that is no IRI"),
        ("place", Iri("urn:a\\u003e"), "that is no IRI"),
        ("place", Iri("guangdong"), "that is no IRI"),
        ("place", 3, "it takes a name of a place"),
        ("flow", "sideways", "it is one of total, re-export"),
        ("period", "early", "write 2019"),
        ("period", 2019.5, "write 2019"),
        ("day", "2019-02", "write a day"),
        ("count", "1.5", "it is a whole number"),
        ("count", True, "it is a whole number"),
        ("rate", "1e9", "it is a number"),
        ("rate", True, "it is a number"),
        ("rate", Decimal("NaN"), "it is a number"),
        ("period", ["2019", "2020"], "takes one period, not 2"),
    ],
)
def test_a_value_of_another_kind_is_refused(name, value, message):
    """The refusal names the parameter and what it takes."""
    with pytest.raises(UsageProblem, match=name) as caught:
        bound(**{name: value})

    assert message in str(caught.value)


def test_a_missing_parameter_is_named_with_its_example():
    """What is needed is told, with an example."""
    with pytest.raises(UsageProblem, match=r"“kinds” needs text \(Text\), for example x\."):
        bind(QUESTION, {}, resolve)


def test_an_unknown_parameter_lists_the_nearest():
    """A slip is told with the name that may have been meant, anything else with all names."""
    with pytest.raises(UsageProblem, match=r"has no parameter “plcae”\. Did you mean “place”"):
        bound(plcae="hainan")
    with pytest.raises(UsageProblem, match="It takes text, place, source, flow"):
        bound(zzzzzz="hainan")


def test_an_unknown_name_comes_from_the_resolver():
    """Names are resolved above."""
    with pytest.raises(UnknownName):
        bound(place="nowhere 1")


def test_an_unknown_parameter_of_a_question_is_an_unknown_name():
    """Asking for a parameter that is not there."""
    with pytest.raises(UnknownName, match="No parameter is called “x”"):
        QUESTION.param("x")


def test_nothing_but_the_blocks_changes():
    """Defaults and UNDEF give the file back, but for the way terms are written."""
    query = bound()
    start = TEXT.index("SELECT")

    assert TEXT[:start] == query[:start]
    assert TEXT == query.replace(f"<{code('flow', 'total')}>", "flow:total")


HOSTILE = st.text(st.sampled_from("\"'{}<>?#\\\n\r\tuU0022 .;()@^$`|x") | st.characters(), max_size=30)
NAMES = [param.name for param in QUESTION.params]


def shape(query):
    """The algebra of a query with every VALUES row taken out."""
    tree = translateQuery(parseQuery(f"PREFIX flow: <urn:flow:>\n{query}")).algebra
    return len(repr(tree).split("values_")), [str(v) for v in tree.PV]


PLAIN = shape(bound())


@given(name=st.sampled_from(NAMES), value=HOSTILE, raw=st.booleans())
def test_whatever_is_typed_never_changes_the_query(name, value, raw):
    """Any text is either refused, or one term in its block: same algebra, one row, and the term is what was typed."""
    try:
        query = bound(**{name: Iri(value) if raw and name in {"place", "source"} else value})
    except KgError:
        return
    rows = list(Store().query(query.replace("SELECT ?text", f"SELECT ?{name}").replace("ORDER BY ?text", "")))

    assert PLAIN == shape(query)
    assert 1 == len(rows)
    term = rows[0][name]
    assert isinstance(term, Literal | NamedNode)
    if name == "text":
        assert value == term.value
