"""The questions that are shipped: well formed, with golden tables, and the same on two engines."""

import csv
import re
from pathlib import Path

import pytest

from kg.questions import Catalogue
from kg.questions.blocks import rest_after_header
from kg.questions.pages import questions_page
from kg.resources import room
from kg.vocabulary import PREFIXES

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "queries"
CATALOGUE = Catalogue(room("queries"))
QUESTIONS = CATALOGUE.all()

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


@pytest.mark.no_cover  # another engine does the work
@each_question
def test_both_engines_give_the_golden_rows(question, golden, elsewhere):
    """The same rows in the same order, from Oxigraph, from rdflib and in the table that was read by a person."""
    with (GOLDEN / f"{question.name}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))

    assert expected == golden(question)
    assert expected == elsewhere(question)


@each_question
def test_an_answer_has_rows_and_no_row_twice(question, golden):
    """An example shows something, and a row stands there once."""
    _, *rows = golden(question)

    assert rows
    assert len(rows) == len({tuple(row) for row in rows})


@each_question
def test_a_row_with_an_amount_has_its_figure(question, records):
    """Every number that a source printed leads to the figure that states it."""
    amounts = [(c.name, c.figure) for c in question.columns if c.type == "amount"]

    assert all(figure for _, figure in amounts)
    assert not [
        (name, row) for row in records(question) for name, figure in amounts if row[name] and not row[figure]
    ]


@each_question
def test_a_question_runs_without_what_may_be_left_out(question, graph):
    """Optional parameters are optional."""
    needed = {param.name: param.example for param in question.params if param.required}

    assert graph.ask(question.name, **needed) is not None


@each_question
def test_a_query_is_plain_and_ordered(question):
    """No SELECT *, an order at the end, and prefixes that are used and registered."""
    text = rest_after_header(question.text)
    declared = dict(re.findall(r"^PREFIX (\S+): <(\S+)>$", text, re.MULTILINE))
    body = re.sub(r'"[^"]*"', "", re.sub(r"^PREFIX.*$", "", text, flags=re.MULTILINE))

    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", text)
    assert re.search(r"^(\} )?ORDER BY [^\n]+\n\Z", text, re.MULTILINE)
    assert all(PREFIXES[prefix] == namespace for prefix, namespace in declared.items())
    assert list(declared) == sorted(declared)
    assert not [prefix for prefix in declared if f"{prefix}:" not in body]


def test_there_are_enough_questions_of_every_subject():
    """At least 32 questions, and the numbers of the model that this release answers."""
    numbers = {number for question in QUESTIONS for number in question.numbers}
    wanted = {
        1,
        2,
        3,
        4,
        8,
        9,
        10,
        11,
        12,
        13,
        16,
        *range(21, 33),
        35,
        36,
        37,
        38,
        39,
        41,
        42,
        43,
        45,
        46,
        48,
        49,
    }

    assert len(QUESTIONS) >= 32
    assert not wanted - numbers


def test_every_golden_table_has_its_question():
    """A table without a question is dead."""
    assert sorted(path.stem for path in GOLDEN.glob("*.csv")) == list(CATALOGUE.names)


def test_codes_that_may_be_given_are_in_the_code_lists(rdflib_graph):
    """What a parameter lists is a concept of its code list."""
    given = {
        (param.kinds[0].removeprefix("code:"), value)
        for question in QUESTIONS
        for param in question.params
        for value in param.values
    }
    known = {str(subject) for subject in rdflib_graph.subjects()}

    assert not [pair for pair in sorted(given) if f"{PREFIXES[pair[0]]}{pair[1]}" not in known]


def test_the_page_of_questions_is_up_to_date():
    """docs/questions.md is made from the files: python -m kg.questions.pages docs/questions.md."""
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == questions_page(QUESTIONS)
