"""The three founding articles are in the graph, figure for figure and statement for statement.

Expected values come from the gold list of the articles, written down before the sheets and without them:
tests/golden/founding-figures.csv and founding-statements.csv. An empty cell expects nothing of that slot.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kg.building import Inputs
from kg.building.assembly import assembled
from kg.model.terms import Iri
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import expand, shorten

GOLDEN = Path(__file__).parent.parent / "golden"
SHEETS = Path(__file__).parent.parent.parent / "data" / "sheets"
LONGEST = 300
"""No text of a sheet is longer, so that no passage of an article can hide in one."""


def golden(name):
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIGURES = golden("founding-figures.csv")
STATEMENTS = golden("founding-statements.csv")


def by_id(rows):
    return pytest.mark.parametrize("expected", rows, ids=[row["id"] for row in rows])


def short(value):
    """A thing as a prefixed name, any other value as text."""
    if isinstance(value, bool):
        return str(value).lower()
    return shorten(value) if isinstance(value, Iri) else str(value)


@pytest.fixture(scope="module")
def founding():
    """A function that answers a SELECT query over the built graph as rows of values."""
    store = EmbeddedStore.memory(assembled(Inputs(), lambda *_: None).quads)
    return store.select


def described(rows):
    """Subject → property → objects, in short names, of rows (subject, property, object)."""
    found = {}
    for subject, prop, value in rows:
        found.setdefault(short(subject), {}).setdefault(short(prop), set()).add(short(value))
    return found


@pytest.fixture(scope="module")
def said(founding):
    """All that the three articles' graphs say, by subject and property."""
    return graphs(founding, "source-A", "source-B", "source-C")


def graphs(founding, *names):
    wanted = " ".join(f"<{expand('graph:' + name)}>" for name in names)
    return described(
        founding(
            f"SELECT ?s ?p ?o WHERE {{ VALUES ?g {{ {wanted} }} GRAPH ?g {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
        )
    )


@pytest.fixture(scope="module")
def cells(founding):
    """The cells that shares point at, as text: reporter flow partner product period."""
    rows = founding(
        f"""SELECT ?cell ?reporter ?flow ?partner ?product ?period WHERE {{
          ?cell a <{expand("trade:Cell")}> ; <{expand("trade:reporter")}> ?reporter ;
            <{expand("trade:flow")}> ?flow ; <{expand("trade:product")}> ?product ;
            <{expand("trade:period")}> ?period .
          OPTIONAL {{ ?cell <{expand("trade:partner")}> ?partner }} }} ORDER BY ?cell"""
    )
    return {short(cell): words(*parts) for cell, *parts in rows}


def words(reporter, flow, partner, product, period):
    parts = (reporter, flow, partner, product, period)
    reporter, flow, partner, product, period = (short(part) if part else "" for part in parts)
    spelled = (reporter, flow.removeprefix("flow:"), partner, product, period_of(period))
    return " ".join(part for part in spelled if part)


def period_of(curie):
    return curie.removeprefix("period:").replace("--", "/")


def one(thing, prop):
    """The one object of a property, "" where there is none."""
    found = thing.get(prop, {""})
    assert len(found) == 1, f"{prop}: {found}"
    return next(iter(found))


@by_id(FIGURES)
def test_a_figure_has_the_number_that_is_printed(said, expected):
    """Value, unit and bound, and where they say something of their own the digits, scale and decimals."""
    figure = said[f"figure:{expected['id']}"]

    assert Decimal(expected["value"]) == Decimal(one(figure, "trade:value"))
    assert expected["unit"] == one(figure, "trade:unit")
    assert f"bound:{expected['bound']}" == one(figure, "trade:bound")


@by_id([row for row in FIGURES if row["printed"]])
def test_a_figure_keeps_its_print(said, expected):
    """The digits as printed, with the value they stand for: a scale, and decimals that say how sharp they are."""
    figure = said[f"figure:{expected['id']}"]
    printed = one(figure, "trade:printed")
    scale = int(one(figure, "trade:multiplier"))

    if expected["printed"].startswith("1/"):
        assert expected["printed"] == printed
    else:
        assert Decimal(expected["printed"]).scaleb(int(expected["multiplier"])) == Decimal(printed).scaleb(
            scale
        )
        assert int(expected["decimals"]) == int(one(figure, "trade:decimals"))


@by_id(FIGURES)
def test_a_figure_measures_what_the_article_means(said, expected):
    """Whose trade, with whom, in what, which flow, which indicator."""
    figure = said[f"figure:{expected['id']}"]

    assert expected["reporter"] == one(figure, "trade:reporter")
    assert expected["partner"] == one(figure, "trade:partner")
    assert expected["product"] == one(figure, "trade:product")
    assert f"flow:{expected['flow']}" == one(figure, "trade:flow")
    assert f"indicator:{expected['indicator']}" == one(figure, "trade:indicator")
    assert expected["among"] == one(figure, "trade:rankedAmong")


@by_id([row for row in FIGURES if row["period"]])
def test_a_figure_has_its_period(said, expected):
    """The period, and the base period of a change."""
    figure = said[f"figure:{expected['id']}"]

    assert expected["period"] == period_of(one(figure, "trade:period"))
    assert expected["base"] == period_of(one(figure, "trade:basePeriod"))


@by_id([row for row in FIGURES if row["id"] in ("C-F14", "C-F17")])
def test_a_change_without_a_stated_base_has_none(said, expected):
    """Source C gives two falls without saying since when: no base is invented."""
    figure = said[f"figure:{expected['id']}"]

    assert one(figure, "trade:basePeriod") == ""
    assert one(figure, "trade:baseBasis") == "basis:unstated"


@by_id(FIGURES)
def test_a_figure_says_how_its_slots_are_known(said, expected):
    """Stated, resolved, inferred or unstated, for period, year, unit, base and denominator."""
    figure = said[f"figure:{expected['id']}"]

    for slot in ("period", "year", "unit", "base", "denominator"):
        if expected[f"{slot}_basis"]:
            assert f"basis:{expected[f'{slot}_basis']}" == one(figure, f"trade:{slot}Basis"), slot


@by_id(FIGURES)
def test_a_figure_leads_to_its_statement_and_passages(said, expected):
    """The statement that carries it, and every span with its digest."""
    figure = said[f"figure:{expected['id']}"]
    carrier = f"statement:{expected['statement']}" if expected["statement"] else f"report:{expected['id'][0]}"

    assert carrier == one(figure, "trade:statedIn")
    assert sorted(expected["passages"].split()) == spans(said, figure)


def spans(said, thing):
    digests = {passage: one(said[passage], "trade:digest") for passage in thing["trade:span"]}
    return sorted(f"{passage.removeprefix('passage:')}:{digest}" for passage, digest in digests.items())


@by_id([row for row in FIGURES if row["denominator"]])
def test_a_share_names_what_it_is_a_share_of(said, cells, expected):
    """The denominator is a described cell."""
    figure = said[f"figure:{expected['id']}"]

    assert expected["denominator"] == cells[one(figure, "trade:denominator")]


@by_id([row for row in FIGURES if row["also"]])
def test_a_figure_that_speaks_of_several_cells_keeps_its_id(said, expected):
    """Each of its parts is found by the id of the list too."""
    assert expected["also"] in said[f"figure:{expected['id']}"]["dcterms:identifier"]


def test_a_conversion_points_to_its_original(said):
    """The newspaper's amount in dollars is no observation of its own."""
    figure = said["figure:A-F3"]

    assert one(figure, "trade:convertedFrom") == "figure:A-F1"
    assert one(figure, "trade:converted") == "true"


@by_id(STATEMENTS)
def test_a_statement_has_its_speaker_act_and_voice(said, expected):
    """Who says it, in which post, what is done by saying it, and how the article gives it."""
    statement = said[f"statement:{expected['id']}"]

    assert expected["speaker"] == one(statement, "trade:speaker")
    assert expected["capacity"] == one(statement, "trade:inCapacity")
    assert f"act:{expected['act']}" == one(statement, "trade:act")
    assert f"voice:{expected['voice']}" == one(statement, "trade:voice")


@by_id(STATEMENTS)
def test_a_statement_leads_to_its_passages(said, expected):
    """Every span with its digest, the repeated ones twice."""
    assert sorted(expected["passages"].split()) == spans(said, said[f"statement:{expected['id']}"])


@by_id(STATEMENTS)
def test_a_statement_asserts_its_figures(said, expected):
    """Exactly the figures of the list, nothing doubled."""
    asserted = said[f"statement:{expected['id']}"].get("trade:asserts", set())
    figures = sorted(one.removeprefix("figure:") for one in asserted if one.startswith("figure:"))

    assert sorted(expected["figures"].split()) == figures


@by_id([row for row in STATEMENTS if row["propositions"]])
def test_a_statement_asserts_its_claims(said, expected):
    """A typed claim for each that the list names, causes with how far they reach."""
    asserted = said[f"statement:{expected['id']}"]["trade:asserts"]
    claims = {kind_of(said[one]) for one in asserted if one.startswith("proposition:")}

    assert set(expected["propositions"].split()) <= claims


def kind_of(claim):
    kind = next(one for one in claim["rdf:type"] if one.startswith("trade:")).removeprefix("trade:")
    degree = one(claim, "trade:degree").removeprefix("degree:")
    return f"{kind}:{degree}" if degree else kind


@by_id([row for row in STATEMENTS if row["spoken_earliest"] or row["spoken_latest"]])
def test_a_statement_has_the_dates_it_can_have_been_made_on(said, expected):
    """As far as the article lets them be known."""
    statement = said[f"statement:{expected['id']}"]

    for end, prop in (("spoken_earliest", "trade:spokenEarliest"), ("spoken_latest", "trade:spokenLatest")):
        if expected[end]:
            assert expected[end] == one(statement, prop)


@by_id([row for row in STATEMENTS if row["reports"]])
def test_reported_speech_points_to_the_statement_inside(said, expected):
    """Wang Ruijun reports what Xi Jinping asked for."""
    assert f"statement:{expected['reports']}" == one(said[f"statement:{expected['id']}"], "trade:reports")


def test_nothing_else_is_said(said):
    """No menu, byline or registration number became a figure or a statement: the lists are exhaustive."""
    figures = {one for one in said if one.startswith("figure:")}
    statements = {one for one in said if one.startswith("statement:")}

    assert {f"figure:{row['id']}" for row in FIGURES} == figures
    assert {f"statement:{row['id']}" for row in STATEMENTS} == statements


def test_every_statement_is_told_in_our_words(said):
    """Each has a gist."""
    assert not [row["id"] for row in STATEMENTS if not one(said[f"statement:{row['id']}"], "trade:gist")]


def test_every_claim_has_a_label(said):
    """Generated from its structure."""
    claims = [thing for name, thing in said.items() if name.startswith("proposition:")]

    assert claims
    assert not [claim for claim in claims if not one(claim, "rdfs:label")]


def test_no_speaker_is_a_byline(said):
    """Reporters, editors and posters speak nowhere."""
    speakers = {one(said[f"statement:{row['id']}"], "trade:speaker") for row in STATEMENTS}
    bylines = {byline for source in "BC" for byline in said[f"source:{source}"]["trade:byline"]}

    assert len(bylines) == 11
    assert not [name for name in speakers if name.rpartition(":")[2] in {one.lower() for one in bylines}]


@pytest.mark.parametrize(
    ("source", "digest", "length"),
    [("A", "5664a68a00a8", 3753), ("B", "ed3024dabbe3", 4377), ("C", "f4a4c9498911", 3912)],
)
def test_a_source_carries_the_digest_of_its_text(said, source, digest, length):
    """SHA-256 and length in code points, as the list gives them."""
    record = said[f"source:{source}"]

    assert one(record, "trade:textDigest").startswith(digest)
    assert length == int(one(record, "trade:textLength"))
    assert len(one(record, "trade:textDigest")) == 64


def test_the_forecast_for_2019_has_its_target_and_outcome(said):
    """Ding Xiaozhi expected growth for the year on two premises; it closed 0.3 percent lower."""
    claims = [said[one] for one in said["statement:A-S4"]["trade:asserts"]]
    forecast = next(claim for claim in claims if "trade:Forecast" in claim["rdf:type"])

    assert one(forecast, "trade:horizon") == "period:2019"
    assert one(forecast, "trade:direction") == "direction:up"
    assert forecast["trade:premise"] == {"initiative:gba-plan", "initiative:belt-and-road"}
    assert one(forecast, "trade:outcome") == "outcome:missed"


def texts_of(value):
    match value:
        case dict():
            for one in value.values():
                yield from texts_of(one)
        case list():
            for one in value:
                yield from texts_of(one)
        case str():
            yield value


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_sheet_holds_a_long_text(path):
    """A text of a sheet has at most LONGEST characters, and none is marked as a quotation."""
    text = path.read_text("utf-8")

    assert "oa:exact" not in text
    assert not [one for one in texts_of(yaml.safe_load(text)) if len(one) > LONGEST]


DATES = [
    ("initiative:belt-and-road", {}),
    ("initiative:cptpp", {"trade:inForce": "2018-12-30"}),
    ("initiative:dual-circulation", {"trade:announced": "2020"}),
    ("initiative:gba-framework-agreement", {"trade:signed": "2017-07"}),
    ("initiative:gba-plan", {"trade:announced": "2019-02-18"}),
    ("initiative:northbound-travel", {"trade:launched": "2023"}),
    ("initiative:rcep", {"trade:signed": "2020-11-15", "trade:inForce": "2022-01-01"}),
    ("initiative:singapore-guangdong-collaboration-council", {}),
]
"""Dates of initiatives as the articles and the pages on groups print them; none where none was read."""


@pytest.fixture(scope="module")
def reference(founding):
    """What the reference graphs say of initiatives and events."""
    return graphs(founding, "reference-initiatives", "reference-events")


@pytest.mark.parametrize(("initiative", "dates"), DATES, ids=[name for name, _ in DATES])
def test_an_initiative_has_the_dates_that_were_read(reference, initiative, dates):
    """As precise as the source, none invented."""
    known = ("trade:announced", "trade:signed", "trade:inForce", "trade:launched", "trade:ended")
    found = {prop: one(reference[initiative], prop) for prop in known if prop in reference[initiative]}

    assert dates == found


def test_every_initiative_and_event_says_where_it_was_read(reference):
    """A source for each."""
    things = [name for name in reference if name.startswith(("initiative:", "event:"))]

    assert len(things) == 25
    assert not [name for name in things if not reference[name].get("trade:source")]
