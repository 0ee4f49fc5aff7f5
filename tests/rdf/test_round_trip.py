"""Whatever the model can say survives the way into RDF and back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.model import (
    Amount,
    Assessment,
    Causal,
    CellKey,
    Composition,
    Definition,
    Directive,
    EventMention,
    Facts,
    Figure,
    Forecast,
    Partial,
    Passage,
    Period,
    Recommendation,
    Source,
    Statement,
    Trend,
)
from kg.rdf import facts_of, quads
from kg.vocabulary import code, expand, thing

SLUGS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
UNITS = st.sampled_from([expand("unit:CCY_CNY"), expand("unit:PERCENT"), expand("unit:TONNE")])
PLACES = SLUGS.map(lambda slug: thing("place", slug))
TOPICS = st.lists(SLUGS.map(lambda slug: thing("topic", slug)), max_size=3, unique=True).map(
    lambda iris: tuple(sorted(iris))
)


def coded(code_list, *concepts):
    return st.sampled_from([code(code_list, concept) for concept in concepts])


@st.composite
def periods(draw):
    start = draw(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
    if draw(st.booleans()):
        return Period.parse(
            draw(st.sampled_from(["2019", "2019-01", "2021-H1", "2022-01/2022-11", "2024-Q3"]))
        )
    return Period.between(start, start + timedelta(days=draw(st.integers(1, 900))))


@st.composite
def cells(draw, denominator=None):
    return CellKey(
        reporter=draw(PLACES),
        partner=draw(st.none() | PLACES),
        product=thing("product", draw(SLUGS)),
        flow=draw(coded("flow", "export", "import", "total")),
        indicator=draw(coded("indicator", "value", "share", "change")),
        period=draw(periods()),
        base_period=draw(st.none() | periods()),
        unit_kind=draw(UNITS),
        denominator=denominator,
        ranked_among=draw(st.none() | PLACES),
        terms=draw(st.none() | coded("terms", "us-dollar", "quantity")),
        partner_basis=draw(st.none() | coded("partnerBasis", "origin")),
        group_definition=draw(st.none() | coded("definition", "partner-countries")),
        valuation=draw(st.none() | coded("valuation", "fob")),
    )


@st.composite
def amounts(draw, unit):
    printed = draw(st.decimals("-9999999", "9999999", places=2, allow_nan=False))
    bounds = ["rounded", "exact", "moreThan", "atLeast", "lessThan", "atMost", "justBelow", "about"]
    multiplier = draw(st.integers(0, 12))
    return Amount(
        value=printed.scaleb(multiplier),
        unit=unit,
        bound=draw(st.sampled_from(bounds)),
        printed=f"{abs(printed):f}",
        multiplier=multiplier,
        decimals=2,
    )


def passages(source):
    digest = st.text("0123456789abcdef", min_size=12, max_size=12)
    one = st.tuples(st.integers(0, 50), st.integers(51, 99), digest)
    spans = st.lists(one, max_size=2, unique_by=lambda span: span[:2])
    return spans.map(
        lambda found: tuple(sorted(Passage(source=source, start=a, end=b, digest=d) for a, b, d in found))
    )


def bases(*slots):
    concepts = st.sampled_from(["stated", "resolved", "inferred", "unstated"])
    return st.fixed_dictionaries({}, optional=dict.fromkeys(slots, concepts))


@st.composite
def figures(draw, source, number, statement):
    denominator = draw(st.none() | cells())
    cell = draw(cells(denominator=denominator.digest() if denominator else None))
    basis = {"period": "stated", "unit": "stated"} | draw(
        bases("period", "year", "unit", "base", "speaker", "denominator")
    )
    return Figure(
        id=f"{source}-F{number}",
        also=draw(st.sampled_from([(), ("F0001",), ("F0001", "F0002")])),
        source=source,
        statement=draw(st.sampled_from([None, statement])),
        cell=cell,
        amount=draw(amounts(cell.unit_kind)),
        passages=draw(passages(source)),
        denominator=denominator,
        basis=basis,
        suspicion=draw(st.none() | st.sampled_from(["unit", "sign"])),
        converted_from=draw(st.none() | st.just(f"{source}-F0")),
        revises=draw(st.none() | st.just(f"{source}-F0")),
        converted=draw(st.booleans()),
        note=draw(st.none() | TEXTS),
    )


@st.composite
def forecasts(draw):
    return Forecast(
        target=draw(st.none() | cells()),
        about=draw(TOPICS),
        direction=draw(st.none() | st.sampled_from(["up", "down", "steady"])),
        comparison=draw(st.none() | st.sampled_from(["gt", "ge", "lt", "le", "eq", "between"])),
        lower=draw(st.none() | st.decimals("-99", "99", places=1)),
        upper=draw(st.none() | st.decimals("100", "999", places=1)),
        horizon=draw(st.none() | periods()),
        premise=draw(TOPICS),
        decided_by=draw(st.sampled_from([(), ("X-F1",), ("X-F1", "X-F2")])),
        outcome=draw(st.sampled_from([None, "met", "missed: it fell", "undecided", "nobody counted"])),
    )


def claims():
    ours = st.sampled_from([(), ("X-F1",), ("X-F1", str(thing("event", "fair")))])
    return st.one_of(
        forecasts(),
        st.builds(
            Causal,
            cause=TOPICS,
            effect=TOPICS,
            degree=st.sampled_from(["full", "part", None]),
            cells=st.lists(cells(), max_size=1).map(tuple),
        ),
        st.builds(
            Trend, subject=TOPICS, direction=st.sampled_from(["up", "steady"]), period=st.none() | periods()
        ),
        st.builds(
            Composition,
            reporter=PLACES,
            flow=coded("flow", "export"),
            component=TOPICS,
            partner=st.none() | PLACES,
        ),
        st.builds(Recommendation, addressee=TOPICS, action=TOPICS, object=TOPICS),
        st.builds(Directive, addressee=TOPICS, action=TOPICS, object=TOPICS),
        st.builds(EventMention, event=TOPICS, period=st.none() | periods()),
        st.builds(
            Assessment,
            subject=TOPICS,
            quality=TOPICS,
            evidence=ours.map(lambda ids: tuple(sorted(ids, key=lambda one: (":" not in one, one)))),
        ),
        st.builds(Definition, subject=TOPICS, quality=TOPICS),
    )


@st.composite
def statements(draw, source):
    earliest, latest = sorted([draw(DAYS), draw(DAYS)])
    return Statement(
        id=f"{source}-S1",
        also=draw(st.sampled_from([(), ("ST001",)])),
        source=source,
        speaker=draw(st.sampled_from([thing("person", "ding-xiaozhi"), thing("speaker", "narrator")])),
        act=draw(st.sampled_from(["report", "forecast"])),
        voice=draw(st.sampled_from(["direct", "narrator"])),
        capacity=draw(st.none() | st.just(thing("membership", "x-y"))),
        spoken=draw(st.none() | periods()),
        spoken_earliest=earliest,
        spoken_latest=latest,
        basis=draw(bases("speaker", "period")),
        addressee=draw(TOPICS),
        reports=draw(st.none() | st.just(f"{source}-S2")),
        passages=draw(passages(source)),
        propositions=tuple(draw(st.lists(claims(), max_size=11))),
        about=draw(TOPICS),
        gist=draw(st.none() | TEXTS),
        note=draw(st.none() | TEXTS),
    )


@st.composite
def sources(draw, source):
    earliest, latest = sorted([draw(DAYS), draw(DAYS)])
    return Source(
        id=source,
        title=draw(TEXTS),
        publisher=draw(st.sampled_from(["China Daily", "新华网", "Xinhua (People's Daily Online)"])),
        issued=draw(st.none() | DAYS | st.sampled_from([Partial("2019"), Partial("2019-02")])),
        issued_earliest=earliest,
        issued_latest=latest,
        address=draw(st.none() | st.just("https://example.org/a?b=1&c=%20")),
        note=draw(st.none() | TEXTS),
        kind=draw(st.sampled_from(["press", "official"])),
        copy_of=draw(st.none() | st.just("A")),
        text_digest=draw(st.none() | st.just("ab" * 32)),
        text_length=draw(st.none() | st.integers(0, 10**6)),
        bylines=draw(st.sampled_from([(), ("Li Wei",), ("Li Wei", "Zhang San")])),
    )


@st.composite
def facts(draw):
    name = draw(st.sampled_from(["A", "S001"]))
    count = draw(st.integers(0, 3))
    return Facts(
        sources=(draw(sources(name)),),
        figures=tuple(draw(figures(name, number, f"{name}-S1")) for number in range(1, count + 1)),
        statements=(draw(statements(name)),),
    )


def same_digits(said: Facts) -> Facts:
    """The facts with one digest a span, as one text has; two drawn passages may claim the same span."""
    digest = {}
    for owner in (*said.figures, *said.statements):
        for passage in owner.passages:
            digest.setdefault(passage.slug, passage)
    mend = lambda owner: replace(owner, passages=tuple(digest[p.slug] for p in owner.passages))  # noqa: E731
    return replace(said, figures=tuple(map(mend, said.figures)), statements=tuple(map(mend, said.statements)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts())
def test_what_is_written_through_a_store_is_read_back_unchanged(drawn):
    """Nothing is lost or altered between facts, quads, an engine's store, and facts again."""
    said = same_digits(drawn)
    store = Store()
    store.extend(quads(said))

    assert said == facts_of(store)


def test_digits_that_the_engine_rewrites_stay_as_printed():
    """Oxigraph keeps 148.10 as 148.1: the value is the same number, the print keeps its zero."""
    cell = CellKey(
        reporter=thing("place", "guangdong"),
        product=thing("product", "all"),
        flow=code("flow", "import"),
        indicator=code("indicator", "value"),
        period=Period.parse("2019-01"),
        unit_kind=expand("unit:CCY_CNY"),
    )
    amount = Amount(
        value=Decimal("148.10"), unit=cell.unit_kind, bound="rounded", printed="148.10", decimals=2
    )
    store = Store()
    store.extend(quads(Facts(figures=(Figure(id="A-F9", source="A", cell=cell, amount=amount),))))

    (found,) = facts_of(store).figures

    assert Decimal("148.1") == found.amount.value
    assert "148.10" == found.amount.printed
    assert Decimal("148.105") == found.amount.interval.upper
