"""Who spoke: 71 statements of the other sources, their speakers, posts, forecasts and outcomes.

Expected values: tests/golden/statements.csv, the list the statements were made from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model import Forecast, Period
from kg.vocabulary import code, expand

REFERENCE = Path(__file__).parent.parent.parent / "ontology" / "reference"
UNDECIDED = {"ST018", "ST049", "ST059"}
"""Forecasts that no figure here can decide: one without a measurable bound, two about ranks in the world."""


@pytest.fixture(scope="module")
def statements(bundled):
    """All statements of the sheets by id."""
    return {statement.id: statement for statement in bundled.facts.statements}


@pytest.fixture(scope="module")
def listed(golden, statements):
    """Each row of the list with its statement."""
    return [(row, statements[row["statement_id"]]) for row in golden("statements.csv")]


@pytest.fixture(scope="module")
def people():
    """People, posts and organisations by IRI: property to values."""
    found = defaultdict(lambda: defaultdict(set))
    for stem in ("people", "organisations"):
        for triple in ox.parse(path=str(REFERENCE / f"{stem}.ttl")):
            found[triple.subject.value][triple.predicate.value].add(triple.object.value)
    return found


def forecasts(statement):
    """The forecasts that a statement makes."""
    return [item for item in statement.propositions if isinstance(item, Forecast)]


def one(values):
    """The single value of a set."""
    (value,) = values
    return value


def test_71_statements_beside_the_founding_ones(listed, statements):
    """Each statement of the list is there, from its source."""
    assert len(listed) == 71
    assert all(statement.source == row["source"] for row, statement in listed)
    assert len(statements) == 71 + 57


def test_seven_rows_repeat_the_founding_articles(statements):
    """ST001 to ST007 are further identifiers of statements of A and B."""
    also = Counter(key for statement in statements.values() for key in statement.also)

    assert {f"ST00{number}" for number in range(1, 8)} <= set(also)
    assert {key: count for key, count in also.items() if key.startswith("ST")} == {
        f"ST00{number}": 1 for number in range(1, 8)
    }


def test_act_gist_and_date(listed):
    """What kind of speech act it is, what it says in our words, and when it was made."""
    wrong = [
        row["statement_id"]
        for row, statement in listed
        if (statement.act, statement.gist) != (row["act"], row["gist"])
        or statement.spoken != Period.parse(row["date"])
    ]

    assert not wrong


def test_speakers_are_the_named_ones(listed, names):
    """A person or organisation of the reference data; a forecasting group is named by its first author."""
    for row, statement in listed:
        name = row["speaker"].removesuffix(" and others")

        assert statement.speaker == names.resolve(name, ("person", "organisation"))


def test_a_person_speaks_in_a_post_of_that_person(listed, people):
    """Every person has a post and an organisation none; the post is the speaker's own."""
    for _, statement in listed:
        if "/organisation/" in statement.speaker:
            assert statement.capacity is None
        else:
            assert people[statement.capacity][expand("trade:person")] == {statement.speaker}


def test_the_post_is_attested_on_the_day(listed, people):
    """Each post is attested on the date of the statement, by the statement's source."""
    for row, statement in listed:
        if statement.capacity:
            holding = people[statement.capacity]

            assert row["date"] in holding[expand("trade:attestedOn")]
            assert expand(f"source:{row['source']}") in holding[expand("trade:source")]


def test_posts_and_organisations_are_described(people):
    """Every holding has one person and one post, every post its organisation, and all of them a label."""
    for iri, holding in people.items():
        if "/membership/" in iri:
            post = people[one(holding[expand("trade:post")])]

            assert people[one(holding[expand("trade:person")])][expand("rdfs:label")]
            assert people[one(post[expand("trade:organisation")])][expand("rdfs:label")]
            assert holding[expand("rdfs:label")]


def test_a_post_with_a_single_holder_has_one_at_a_time(people):
    """No two people are attested in such a post within the same span of dates."""
    spans = defaultdict(list)
    for iri, holding in people.items():
        if "/membership/" in iri and people[one(holding[expand("trade:post")])][expand("trade:singleHolder")]:
            dates = sorted(holding[expand("trade:attestedOn")])
            spans[one(holding[expand("trade:post")])].append((dates[0], dates[-1]))
    for post in spans.values():
        ordered = sorted(post)

        assert all(before[1] < after[0] for before, after in pairwise(ordered))


def test_the_acting_governor_and_the_governor_are_two_posts(people):
    """Wang Weizhong was acting governor in January 2022 and governor by January 2023."""
    acting = people[expand("membership:wang-weizhong-guangdong-acting-governor")]
    governor = people[expand("membership:wang-weizhong-guangdong-governor")]

    assert acting[expand("trade:attestedOn")] == {"2022-01-20"}
    assert governor[expand("trade:attestedOn")] == {"2023-01-12", "2024-03-29", "2025-01-15"}
    assert acting[expand("trade:post")] != governor[expand("trade:post")]


def test_forecasts_have_the_expected_target_and_bounds(listed, names):
    """Cell, comparison, bounds and horizon of every forecast that names a measure."""
    for row, statement in listed:
        if row["comparison"]:
            (forecast,) = forecasts(statement)
            target = forecast.target

            assert target.reporter == names.resolve(row["reporter"], ("place",))
            assert target.flow == code("flow", row["flow"])
            assert target.indicator == code("indicator", row["indicator"])
            assert target.period == forecast.horizon == Period.parse(row["period"])
            assert forecast.comparison == row["comparison"]
            assert forecast.lower == (Decimal(row["lower"]) if row["lower"] else None)
            assert forecast.upper == (Decimal(row["upper"]) if row["upper"] else None)


def test_outcomes(listed):
    """What became of a forecast, and the figures that decided it."""
    for row, statement in listed:
        for forecast in forecasts(statement):
            undecided = statement.id in UNDECIDED

            assert forecast.outcome.partition(": ")[0] == ("undecided" if undecided else row["outcome"])
            assert " ".join(forecast.decided_by) == row["decided_by"]


def test_every_forecast_of_the_list_is_one(listed):
    """31 statements are forecasts; one commitment foresees something too."""
    foreseeing = [(statement.id, statement.act) for _, statement in listed if forecasts(statement)]

    assert sum(act == "forecast" for _, act in foreseeing) == 31
    assert [pair for pair in foreseeing if pair[1] != "forecast"] == [("ST047", "commitment")]


def test_deciding_figures_measure_the_forecast_cell(listed, figures):
    """Where one figure decides, it has the cell of the forecast's target."""
    for _, statement in listed:
        for forecast in forecasts(statement):
            if len(forecast.decided_by) == 1:
                assert figures[forecast.decided_by[0]].cell == forecast.target


def test_reported_figures_hang_on_their_statement(figures):
    """Nine figures that officials reported in so many words are theirs, not the document's."""
    carried = {
        key: figure.statement for key, figure in figures.items() if figure.statement and key.startswith("F")
    }

    assert carried == {
        "F1637": "ST063",
        "F2609": "ST020",
        "F2615": "ST023",
        "F2616": "ST023",
        "F2620": "ST024",
        "F2622": "ST026",
        "F2623": "ST026",
        "F2703": "ST027",
        "F2704": "ST027",
    }


def test_what_statements_speak_of_exists(statements, names):
    """Every place, product, topic or initiative in a statement is one of the reference data."""
    parts = ("about", "cause", "effect", "subject", "quality", "addressee", "action", "object")
    for statement in statements.values():
        for item in (statement, *statement.propositions):
            for part in parts:
                assert all(iri in names for iri in getattr(item, part, ()))
