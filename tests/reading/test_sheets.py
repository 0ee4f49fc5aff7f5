"""Sheets: what an entry means. The figures are those of the founding sources; expected values from gold by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from kg.errors import Place, ReadingError
from kg.findings import Severity
from kg.model import (
    Assessment,
    Causal,
    CellKey,
    Composition,
    Definition,
    Directive,
    EventMention,
    Figure,
    Forecast,
    Partial,
    Passage,
    Period,
    Recommendation,
    Source,
    Trend,
)
from kg.names import Names
from kg.reading.readings import Reading
from kg.reading.sheets import read_sheet, with_dates
from kg.reading.wordings import UNITS
from kg.vocabulary import code, thing

Read = Callable[[str], Reading]
GUANGDONG, CHINA, WORLD = (thing("place", slug) for slug in ("guangdong", "china", "world"))
JANUARY = Period.parse("2019-01")
DEFAULTS = "defaults: {reporter: guangdong, period: 2019-01, flow: total}\n"


def figure_of(reading: Reading, figure_id: str | None = None) -> Figure:
    """The one figure of a reading without findings, or the one of an id."""
    assert () == reading.findings
    (figure,) = [f for f in reading.facts.figures if figure_id in (None, f.id)]
    return figure


def test_an_entry_is_a_figure_for_each_measure(read: Read) -> None:
    """A-F1 to A-F3: value, change and conversion of one entry, each with its own cell."""
    reading = read(
        DEFAULTS
        + "figures:\n  - {partner: united-states, value: {id: F1, also: [F0001], is: 73.05 billion CNY,"
        " passage: [1224, 1242, 3c2aba125cef]}, change: {id: F2, is: +0.5 %}, converted: {id: F3, is: 10.9 billion USD}}\n"
    )

    assert ["F1", "F2", "F3"] == [figure.id for figure in reading.facts.figures]
    value = figure_of(reading, "F1")
    assert ("X", ("F0001",), None, Decimal("73050000000")) == (
        value.source,
        value.also,
        value.statement,
        value.amount.value,
    )
    assert (Passage(source="X", start=1224, end=1242, digest="3c2aba125cef"),) == value.passages
    assert value.cell == CellKey(
        reporter=GUANGDONG,
        partner=thing("place", "united-states"),
        product=thing("product", "all"),
        flow=code("flow", "total"),
        indicator=code("indicator", "value"),
        period=JANUARY,
        unit_kind=UNITS["CNY"],
    )
    change = figure_of(reading, "F2").cell
    assert ("2018-01", code("terms", "own-currency")) == (str(change.base_period), change.terms)
    converted = figure_of(reading, "F3")
    assert ("F1", True, UNITS["USD"]) == (
        converted.converted_from,
        converted.converted,
        converted.cell.unit_kind,
    )


def test_a_conversion_may_stand_alone_or_name_its_original(read: Read) -> None:
    """A source may print only the converted amount, or the original in another entry."""
    reading = read(
        DEFAULTS
        + "figures:\n  - {converted: {id: F1, is: 3 billion USD}}\n  - {flow: export, converted: {id: F2, is: 3 billion USD, from: F9}}\n"
    )

    assert [(None, True), ("F9", True)] == [(f.converted_from, f.converted) for f in reading.facts.figures]


def test_an_entry_says_more_than_the_defaults(read: Read) -> None:
    """What an entry gives holds before what defaults give, and a measure's own before both."""
    reading = read(
        "defaults: {reporter: guangdong, period: 2019-01, statement: S1, note: a, basis: {year: inferred, unit: inferred}}\n"
        "figures:\n  - {flow: export, period: 2019, statement: S2, basis: {year: stated}, valuation: fob, unit: CNY,"
        " value: {is: 3 billion, statement: S3, note: b, basis: {period: resolved}, partner_basis: origin}}\n"
    )
    figure = figure_of(reading)

    assert ("S3", "b", "2019", UNITS["CNY"]) == (
        figure.statement,
        figure.note,
        str(figure.cell.period),
        figure.amount.unit,
    )
    assert {"period": "resolved", "unit": "inferred", "year": "stated"} == figure.basis
    assert (code("valuation", "fob"), code("partnerBasis", "origin")) == (
        figure.cell.valuation,
        figure.cell.partner_basis,
    )


def test_period_and_unit_always_have_a_basis(read: Read) -> None:
    """Where nothing is said, both are stated; slots that a measure does not have are left out."""
    reading = read(
        "defaults: {reporter: guangdong, period: 2019, basis: {base: inferred, denominator: resolved}}\n"
        "figures:\n  - {flow: total, value: 3 billion CNY, change: 2 %}\n"
    )

    assert [
        {"period": "stated", "unit": "stated"},
        {"base": "inferred", "period": "stated", "unit": "stated"},
    ] == [figure.basis for figure in reading.facts.figures]


@pytest.mark.parametrize("extra", ["basis: {base: unstated}", "base: unstated"])
def test_an_unstated_base_is_no_period(read: Read, extra: str) -> None:
    """C-F14: a fall against nothing named has no base period."""
    figure = figure_of(read(f"{DEFAULTS}figures:\n  - {{change: {{is: less than -50 %, {extra}}}}}\n"))

    assert figure.cell.base_period is None


def test_a_change_may_name_its_base_and_terms(read: Read) -> None:
    """B-F6: 22.8 % against the first half of 2019, not on a year earlier."""
    figure = figure_of(
        read(
            "figures:\n  - {reporter: China, flow: total, period: 2021-H1,"
            " change: {is: 22.8 %, base: 2019-H1, terms: us-dollar, basis: {base: inferred}}}\n"
        )
    )

    assert ("2019-H1", code("terms", "us-dollar")) == (str(figure.cell.base_period), figure.cell.terms)
    assert "inferred" == figure.basis["base"]


def whole_of(read: Read, entry: str) -> CellKey:
    """The whole of the one share of an entry."""
    figure = figure_of(read(f"{DEFAULTS}figures:\n  - {{{entry}}}\n"))
    assert figure.denominator is not None
    assert figure.cell.denominator == figure.denominator.digest()
    return figure.denominator


def test_the_whole_of_a_share_is_the_entry_with_what_differs(read: Read) -> None:
    """A-F17: electronics are a share of all exports; A-F6: Guangdong's trade is a share of China's."""
    goods = whole_of(read, "flow: export, product: mech-elec, share: {is: 67.6 %, of: {product: all}}")
    country = whole_of(read, "share: {is: 23.1 %, of: {reporter: china}}")

    assert (GUANGDONG, "export", UNITS["CNY"]) == (
        goods.reporter,
        goods.flow.rpartition("/")[2],
        goods.unit_kind,
    )
    assert thing("product", "all") == goods.product
    assert (CHINA, WORLD, code("indicator", "value")) == (
        country.reporter,
        country.partner,
        country.indicator,
    )


@pytest.mark.parametrize(
    ("entry", "unit"),
    [
        ("reporter: hong-kong, partner: asean, share: {is: 5 %, of: {partner: world}}", "HKD"),
        ("reporter: macao, partner: asean, share: {is: 5 %, of: {partner: world}}", "MOP"),
        ("reporter: shenzhen, share: {is: 5 %, of: {reporter: gba-9}}", "CNY"),
        ("partner: asean, share: {is: 5 %, of: {partner: world, unit: USD}}", "USD"),
        ("unit: USD, partner: asean, share: {is: 5 %, of: {partner: world}}", "USD"),
        ("product: soybeans, partner: asean, share: {is: 5 %, of: {partner: world, unit: TONNE}}", "TONNE"),
        ("product: nev, partner: asean, share: {is: 5 %, of: {partner: world, indicator: quantity}}", "NUM"),
        ("product: nev, flow: production, share: {is: 1 in 4, of: {reporter: china}}", "NUM"),
        ("partner: asean, share: {is: 5 %, of: {partner: world, indicator: change}}", "PERCENT"),
    ],
)
def test_the_unit_of_a_whole_follows_from_its_reporter_and_flow(read: Read, entry: str, unit: str) -> None:
    """Money in the reporter's own currency, production in pieces, unless the sheet says otherwise."""
    assert UNITS[unit] == whole_of(read, entry).unit_kind


def test_another_partner_does_not_inherit_how_the_partner_is_meant(read: Read) -> None:
    """The Belt and Road list of an entry says nothing of the world as its whole."""
    entry = "partner: belt-and-road, group_definition: countries-along, valuation: fob, share: {is: 30 %, of: {partner: world}}"
    whole = whole_of(read, entry)

    assert (None, code("valuation", "fob")) == (whole.group_definition, whole.valuation)


def test_production_has_no_partner_whatever_the_defaults_say(read: Read) -> None:
    """C-F8: vehicles are produced with nobody; a whole that is traded has the world as partner again."""
    reading = read(
        "defaults: {reporter: guangdong, period: 2023, partner: asean}\nfigures:\n"
        "  - {flow: production, product: nev, quantity: {id: F1, is: 2.53 million vehicles}}\n"
        "  - {flow: production, product: nev, share: {id: F2, is: 5 %, of: {flow: export}}}\n"
        "  - {flow: export, product: nev, share: {id: F3, is: 5 %, of: {flow: production}}}\n"
    )

    assert figure_of(reading, "F1").cell.partner is None
    assert [WORLD, None] == [f.denominator.partner for f in reading.facts.figures if f.denominator]


def test_ranks_and_streaks_have_a_universe_and_are_exact(read: Read) -> None:
    """A-R1: first among China's provinces."""
    figure = figure_of(read(f"{DEFAULTS}figures:\n  - {{rank: {{is: 1, among: china}}}}\n"))

    assert (CHINA, "exact", UNITS["NUM"]) == (
        figure.cell.ranked_among,
        figure.amount.bound,
        figure.cell.unit_kind,
    )


@pytest.mark.parametrize(
    "suspect",
    ["unit", "'unit: million for billion'", "{unit: million for billion}"],
    ids=["word", "text", "mapping"],
)
def test_a_wrong_print_is_kept_with_its_suspicion(read: Read, suspect: str) -> None:
    """What is believed misprinted, and why, goes with the figure."""
    figure = figure_of(
        read(
            f"{DEFAULTS}figures:\n  - {{value: {{is: 5 million CNY, as_printed: true, suspect: {suspect}}}}}\n"
        )
    )

    assert "unit" == figure.suspicion
    assert figure.note == (None if suspect == "unit" else "million for billion")


def test_ids_are_minted_from_what_a_figure_says(read: Read) -> None:
    """The same fact gets the same id wherever it stands; a second one of a cell gets a number."""
    sheet = (
        "defaults: {reporter: guangdong, period: 2022-01/2022-09}\nfigures:\n"
        "  - {flow: export, partner: asean, value: 3 billion CNY, change: 2 %}\n"
        "  - {flow: export, partner: asean, value: 4 billion CNY}\n"
        "  - {flow: export, value: 4 billion USD}\n"
    )

    assert [
        "X-guangdong-asean-export-2022-01--2022-09-value",
        "X-guangdong-asean-export-2022-01--2022-09-change",
        "X-guangdong-asean-export-2022-01--2022-09-value-2",
        "X-guangdong-export-2022-01--2022-09-value-usd",
    ] == [figure.id for figure in read(sheet).facts.figures]


def test_names_may_be_labels_codes_and_chinese(read: Read) -> None:
    """广东, CN-GD and Guangdong are one reporter."""
    entries = "".join(
        f"  - {{reporter: {name}, flow: export, period: 2019, value: 3 billion CNY}}\n"
        for name in ("广东", "CN-GD", "Guangdong")
    )

    assert {GUANGDONG} == {figure.cell.reporter for figure in read("figures:\n" + entries).facts.figures}


def test_places_name_the_line_of_each_part(read: Read) -> None:
    """A figure's parts stand where they were written, also where defaults give them."""
    reading = read(
        "defaults:\n  reporter: guangdong\n  period: 2019-01\nfigures:\n  - flow: export\n    value: {id: F1, is: 3 billion CNY}\n"
    )
    iri = thing("figure", "F1")

    assert {
        None: Place("x.yaml", 7, 12),
        "trade:reporter": Place("x.yaml", 3, 13),
        "trade:flow": Place("x.yaml", 6, 11),
        "trade:value": Place("x.yaml", 7, 25),
    } == {
        curie: reading.places[iri, curie] for curie in (None, "trade:reporter", "trade:flow", "trade:value")
    }


# --- sources ---------------------------------------------------------------------------------------------------------


def test_a_source_is_described_with_its_dates(names: Names) -> None:
    """A month of issue spans its days; what is given holds."""
    reading = read_sheet(
        "source: {id: A, title: T, publisher: China Daily, issued: 2019-02, issued_earliest: 2019-02-18, bylines: [Mia],"
        f" text_digest: {'5' * 64}, text_length: 3753, copy_of: B, address: 'https://example.org/a', kind: press}}\n",
        names,
    )
    (source,) = reading.facts.sources

    assert (Partial("2019-02"), date(2019, 2, 18), date(2019, 2, 28), ("Mia",), 3753, "B") == (
        source.issued,
        source.issued_earliest,
        source.issued_latest,
        source.bylines,
        source.text_length,
        source.copy_of,
    )


def test_a_day_of_issue_is_first_and_last_day() -> None:
    """A document issued on a day can have been issued on no other."""
    source = with_dates(Source(id="A", title="T", publisher="P", issued=date(2021, 10, 20)))

    assert (date(2021, 10, 20),) * 2 == (source.issued_earliest, source.issued_latest)


def test_a_source_may_be_named_by_its_id(names: Names) -> None:
    """The registry gives its record; one that only the graph knows gets none."""
    body = "figures:\n  - {reporter: guangdong, flow: export, period: 2019, value: 3 billion CNY}\n"
    registered = Source(id="S1", title="T", publisher="P")
    from_registry = read_sheet(f"source: S1\n{body}", names, sources={"S1": registered}).facts
    from_graph = read_sheet(f"source: S2\n{body}", names, known={"S2"}).facts

    assert ((registered,), "S1") == (from_registry.sources, from_registry.figures[0].source)
    assert ((), "S2") == (from_graph.sources, from_graph.figures[0].source)


# --- statements ------------------------------------------------------------------------------------------------------


def test_a_statement_with_all_its_parts(read: Read) -> None:
    """Who, in which post, how, when, to whom, about what."""
    reading = read(
        "statements:\n  - {id: X-S1, also: ST002, speaker: guangdong-customs, act: report, voice: institutional, spoken: 2019-02,"
        " passages: [[1, 5, 3c2aba125cef], [7, 9, 3c2aba125cef]], gist: in short, about: [guangdong, product:mech-elec],"
        " addressee: china, reports: X-S2, basis: {speaker: resolved}, note: n}\n"
    )
    (statement,) = reading.facts.statements

    assert () == reading.findings
    assert (thing("organisation", "guangdong-customs"), "report", "institutional", ("ST002",), "X-S2") == (
        statement.speaker,
        statement.act,
        statement.voice,
        statement.also,
        statement.reports,
    )
    assert (date(2019, 2, 1), date(2019, 2, 28), 2) == (
        statement.spoken_earliest,
        statement.spoken_latest,
        len(statement.passages),
    )
    assert (thing("place", "guangdong"), thing("product", "mech-elec")) == statement.about
    assert Place("x.yaml", 3, 38) == reading.places[thing("statement", "X-S1"), "trade:speaker"]


def test_a_narrator_speaks_when_the_source_is_published(names: Names) -> None:
    """Where a narrator's date is not given, it is the source's; an unnamed speaker has none."""
    reading = read_sheet(
        "source: {id: X, title: T, publisher: P, issued: 2021-10-20}\nstatements:\n"
        "  - {id: S1, speaker: narrator, act: report, voice: narrator}\n"
        "  - {id: S2, speaker: unnamed, act: report, voice: passive}\n"
        "  - {id: S3, speaker: unnamed, act: report, voice: passive, spoken_earliest: 2021-01-05}\n",
        names,
    )

    assert [
        (date(2021, 10, 20), date(2021, 10, 20)),
        (None, None),
        (date(2021, 1, 5), None),
    ] == [(s.spoken_earliest, s.spoken_latest) for s in reading.facts.statements]


def test_every_kind_of_claim_is_read(read: Read) -> None:
    """Each kind of claim becomes its value, in order, each with its place."""
    claims = [
        "{causal: {cause: guangdong, effect: [china], degree: part}}",
        "{trend: {subject: [guangdong], direction: up, period: 2021}}",
        "{composition: {reporter: china, flow: export, component: [mech-elec], partner: asean}}",
        "{recommendation: {addressee: guangdong, action: china, object: macao}}",
        "{directive: {addressee: guangdong, action: china}}",
        "{event: {event: china, period: 2019-02}}",
        "{assessment: {subject: china, quality: macao, evidence: [B-F1, 'place:guangdong']}}",
        "{definition: {subject: china}}",
        "{forecast: {about: guangdong, direction: up, horizon: 2019, outcome: met, outcome_note: narrowly}}",
    ]
    body = "statements:\n  - id: X-S1\n    speaker: narrator\n    act: report\n    voice: narrator\n    asserts:\n"
    reading = read(body + "".join(f"      - {claim}\n" for claim in claims))
    (statement,) = reading.facts.statements

    assert () == reading.findings
    assert [
        Causal(cause=(GUANGDONG,), effect=(CHINA,), degree="part"),
        Trend(subject=(GUANGDONG,), direction="up", period=Period.parse("2021")),
        Composition(
            reporter=CHINA,
            flow=code("flow", "export"),
            component=(thing("product", "mech-elec"),),
            partner=thing("group", "asean"),
        ),
        Recommendation(addressee=(GUANGDONG,), action=(CHINA,), object=(thing("place", "macao"),)),
        Directive(addressee=(GUANGDONG,), action=(CHINA,)),
        EventMention(event=(CHINA,), period=Period.parse("2019-02")),
        Assessment(subject=(CHINA,), quality=(thing("place", "macao"),), evidence=("B-F1", GUANGDONG)),
        Definition(subject=(CHINA,)),
        Forecast(about=(GUANGDONG,), direction="up", horizon=Period.parse("2019"), outcome="met: narrowly"),
    ] == list(statement.propositions)
    assert Place("x.yaml", 10, 9) == reading.places[thing("proposition", "X-S1-3"), None]


def test_a_forecast_has_a_target_and_limits(read: Read) -> None:
    """ST056: double-digit growth in the second half of 2022, decided by four figures."""
    reading = read(
        "statements:\n  - {id: X-S1, speaker: unnamed, act: forecast, voice: direct, asserts: [{forecast: {target: {reporter: china,"
        " flow: total, period: 2022-H2, indicator: change}, comparison: ge, lower: 10, upper: 5.4 trillion USD,"
        " decided_by: [F1, F2], outcome: 'missed: 5.9 percent'}}]}\n"
    )
    (forecast,) = reading.facts.statements[0].propositions

    assert isinstance(forecast, Forecast)
    assert forecast.target is not None
    assert ("2021-H2", UNITS["PERCENT"], WORLD) == (
        str(forecast.target.base_period),
        forecast.target.unit_kind,
        forecast.target.partner,
    )
    assert ("ge", Decimal(10), Decimal(5400000000000), ("F1", "F2"), "missed: 5.9 percent") == (
        forecast.comparison,
        forecast.lower,
        forecast.upper,
        forecast.decided_by,
        forecast.outcome,
    )


@pytest.mark.parametrize(
    ("target", "unit"),
    [
        ("indicator: value", "CNY"),
        ("indicator: value, unit: USD", "USD"),
        ("indicator: rank, among: world", "NUM"),
        ("indicator: share, of: {partner: world}, partner: asean", "PERCENT"),
    ],
)
def test_the_unit_of_a_target_follows_from_its_indicator(read: Read, target: str, unit: str) -> None:
    """Money in own currency, places in an order as numbers, shares in percent."""
    reading = read(
        "statements:\n  - {id: X-S1, speaker: unnamed, act: forecast, voice: direct, asserts: [{forecast: {target: {reporter: china,"
        f" flow: total, period: 2023, {target}}}}}}}]}}\n"
    )
    (forecast,) = reading.facts.statements[0].propositions

    assert isinstance(forecast, Forecast)
    assert forecast.target is not None
    assert UNITS[unit] == forecast.target.unit_kind


def test_an_empty_sheet_has_nothing_to_do(names: Names) -> None:
    """Nothing, comments, or a source alone are no violation."""
    for text in ("", "# nothing yet\n", "~\n", "source: {id: X, title: T, publisher: P}\n"):
        (finding,) = read_sheet(text, names).findings
        assert ("R16", Severity.INFO) == (finding.code, finding.severity)


def test_a_broken_sheet_is_a_reading_error(names: Names) -> None:
    """Broken YAML is told with line and column, exit code 3."""
    with pytest.raises(ReadingError) as caught:
        read_sheet("source: {id: X\nfigures:\n", names, file="x.yaml")

    assert (3, "x.yaml") == (caught.value.exit_code, caught.value.place.file if caught.value.place else None)


def test_a_whole_may_have_no_partner_at_all(read: Read) -> None:
    """C-F9: Guangdong's production is a share of production in China, which has no partner either."""
    whole = whole_of(read, "flow: production, product: nev, share: {is: 1 in 4, of: {reporter: china}}")

    assert whole.partner is None


def test_a_missing_key_is_told_where_its_name_stands_empty(names: Names) -> None:
    """A key with nothing after it counts as missing, and its line is named."""
    (finding,) = read_sheet("source:\n  id: X\n  title:\n  publisher: P\n", names, file="x.yaml").findings

    assert ("R08", Place("x.yaml", 3, 3)) == (finding.code, finding.place)


def test_reference_names_come_from_turtle(names: Names) -> None:
    """Labels, aliases and codes of the reference files are names; other things are not."""
    assert thing("product", "autos") == names.resolve("cars", ("product",))
    assert "place" == names.kind(GUANGDONG)
