"""Slips in sheets: one mistake, one finding, with its code, place and fact; the rest is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadingError
from kg.findings import Finding
from kg.names import Names
from kg.reading.readings import Reading
from kg.reading.sheets import read_sheet

Read = Callable[[str], Reading]
GOOD = "  - {reporter: guangdong, flow: export, period: 2019, value: {id: GOOD, is: 3 billion CNY}}\n"
ENTRY = "reporter: guangdong, flow: export, period: 2019"
SAID = "id: S1, speaker: narrator, act: report, voice: narrator"

FIGURES = [
    ("R02", "chnge", f"{ENTRY}, value: 3 billion CNY, chnge: 5 %", "change"),
    ("R02", "valuee", f"{ENTRY}, value: {{is: 3 billion CNY, valuee: 5}}", "Known are"),
    ("R02", None, f"{ENTRY}, product: soybeans, quantity: 1,082 tonnes", "quotes"),
    ("R02", None, f"{ENTRY}, product: soybeans, quantity: {{is: 1,082 tonnes}}", "quotes"),
    ("R02", None, f"{ENTRY}, value: {{is: 3 billion CNY, note: printed twice, once with a slip}}", "quotes"),
    ("R02", None, f"{ENTRY}, share: {{is: 5 %, of: {{reporter: china, 000 of it}}}}", "quotes"),
    ("R03", "partner", f"{ENTRY}, partner: Guangdng, value: 3 billion CNY", "Guangdong"),
    ("R03", "product", f"{ENTRY}, product: qqqqqq, value: 3 billion CNY", "nearest"),
    ("R04", "partner", f"{ENTRY}, partner: GD, value: 3 billion CNY", "slug"),
    ("R05", "is", f"{ENTRY}, value: '37,34 billion CNY'", "73.05 billion CNY"),
    ("R05", "is", f"{ENTRY}, change: 0.5", "printed forms"),
    ("R05", "unit", f"{ENTRY}, value: {{is: 3 billion CNY, unit: USD}}", "printed forms"),
    ("R06", "period", "reporter: guangdong, flow: export, period: 2019-13, value: 3 billion CNY", "2019-Q1"),
    (
        "R06",
        "period",
        "reporter: guangdong, flow: export, period: 2020/2019, value: 3 billion CNY",
        "2019-Q1",
    ),
    (
        "R06",
        "period",
        "reporter: guangdong, flow: export, period: first half of 2021, value: 3 billion CNY",
        "2019-H1",
    ),
    ("R06", "base", f"{ENTRY}, change: {{is: 3 %, base: 19}}", "2019-Q1"),
    ("R07", "id", f"{ENTRY}, value: {{id: GOOD, is: 4 billion CNY}}", "also"),
    ("R08", "flow", "reporter: guangdong, period: 2019, value: 3 billion CNY", "defaults"),
    ("R08", None, f"{ENTRY}, value: ", "value: 73.05 billion CNY"),
    ("R08", "is", f"{ENTRY}, value: {{note: nothing}}", "as printed"),
    ("R08", "of", f"{ENTRY}, share: 23.1 %", "reporter: china"),
    ("R08", "among", f"{ENTRY}, rank: 1", "among: china"),
    ("R08", "suspect", f"{ENTRY}, value: {{is: 3 billion CNY, as_printed: true}}", "denominator"),
    ("R08", "unit", f"{ENTRY}, share: {{is: 5 %, of: {{reporter: asean}}}}", "unit: USD"),
    ("R08", "unit", f"{ENTRY}, share: {{is: 5 %, of: {{reporter: united-states}}}}", "unit: USD"),
    (
        "R09",
        "reporter",
        "reporter: [guangdong], flow: export, period: 2019, value: 3 billion CNY",
        "table of keys",
    ),
    ("R09", "value", f"{ENTRY}, value: [1, 2]", "table of keys"),
    ("R09", "is", f"{ENTRY}, value: {{is: {{a: b}}}}", "table of keys"),
    (
        "R09",
        "as_printed",
        f"{ENTRY}, value: {{is: 3 billion CNY, as_printed: [a], suspect: unit}}",
        "table of keys",
    ),
    (
        "R09",
        "period",
        "reporter: guangdong, flow: export, period: [2019], value: 3 billion CNY",
        "table of keys",
    ),
    ("R09", "unit", f"{ENTRY}, unit: [CNY], value: 3 billion CNY", "table of keys"),
    ("R09", "of", f"{ENTRY}, share: {{is: 5 %, of: china}}", "table of keys"),
    ("R09", "basis", f"{ENTRY}, basis: inferred, value: 3 billion CNY", "table of keys"),
    (
        "R09",
        "as_printed",
        f"{ENTRY}, value: {{is: 3 billion CNY, as_printed: perhaps, suspect: unit}}",
        "table of keys",
    ),
    ("R09", "suspect", f"{ENTRY}, value: {{is: 3 billion CNY, suspect: [unit]}}", "table of keys"),
    ("R09", "suspect", f"{ENTRY}, value: {{is: 3 billion CNY, suspect: {{unit: [a]}}}}", "table of keys"),
    ("R11", "passage", f"{ENTRY}, value: {{is: 3 billion CNY, passage: [1, 5]}}", "12 hex"),
    ("R11", "passage", f"{ENTRY}, value: {{is: 3 billion CNY, passage: 1-5}}", "12 hex"),
    ("R11", "passage", f"{ENTRY}, value: {{is: 3 billion CNY, passage: [a, 5, 3c2aba125cef]}}", "12 hex"),
    ("R11", "passage", f"{ENTRY}, value: {{is: 3 billion CNY, passage: [9, 5, 3c2aba125cef]}}", "12 hex"),
    (
        "R11",
        "passages",
        f"{ENTRY}, value: {{is: 3 billion CNY, passages: [[1, 5, XYZ], [1, 5, 3c2aba125cef]]}}",
        "12 hex",
    ),
    ("R12", "period", f"{ENTRY}, value: 3 billion CNY, period: 2020", "out"),
    ("R13", "flow", "reporter: guangdong, flow: exprt, period: 2019, value: 3 billion CNY", "export"),
    ("R13", "unit", f"{ENTRY}, unit: EUR, value: 3 billion", "CNY"),
    ("R13", "year", f"{ENTRY}, basis: {{year: guessed}}, value: 3 billion CNY", "inferred"),
    ("R13", "suspect", f"{ENTRY}, value: {{is: 3 billion CNY, suspect: everything}}", "denominator"),
    ("R13", "group_definition", f"{ENTRY}, group_definition: Along, value: 3 billion CNY", "countries-along"),
    ("R14", "of", f"{ENTRY}, share: {{is: 5 %, of: {{period: 2019}}}}", "reporter: china"),
    ("R15", "id", f"{ENTRY}, value: {{id: a/b, is: 3 billion CNY}}", "another id"),
    ("R15", "also", f"{ENTRY}, value: {{also: [F1, 'a b'], is: 3 billion CNY}}", "another id"),
    ("R03", "reporter", f"{ENTRY}, share: {{is: 5 %, of: {{reporter: Chnia}}}}", "China"),
]


def only(reading: Reading) -> Finding:
    """The one finding of a reading."""
    (finding,) = reading.findings
    return finding


@pytest.mark.parametrize(("code", "about", "entry", "remedy"), FIGURES)
def test_a_slip_in_a_figure_is_one_finding(
    read: Read, code: str, about: str | None, entry: str, remedy: str
) -> None:
    """The slip is found once, in its line, with a remedy; the entry above it is read."""
    reading = read(f"figures:\n{GOOD}  - {{{entry}}}\n")
    finding = only(reading)

    assert (code, about) == (finding.code, finding.about)
    assert finding.place is not None
    assert ("x.yaml", 4) == (finding.place.file, finding.place.line)
    assert finding.excerpt is not None
    assert finding.excerpt.startswith("- {")
    assert remedy in (finding.remedy or "")
    assert "GOOD" in {figure.id for figure in reading.facts.figures}


def test_a_finding_names_its_column_and_fact(read: Read) -> None:
    """An unknown key is found where it stands; a measure with an id is the fact."""
    finding = only(read(f"figures:\n  - {{{ENTRY}, value: {{id: F7, is: 3 gazillion CNY}}}}\n"))

    assert ("F7", 3) == (finding.fact, finding.place.line if finding.place else None)
    assert 75 == (finding.place.column if finding.place else None)


def test_a_slip_in_the_defaults_is_told_once(read: Read) -> None:
    """Entries that depend on it are left out without findings of their own."""
    reading = read(
        "defaults: {reporter: Guangdng, period: 2019}\nfigures:\n"
        + "  - {flow: export, value: 3 billion CNY}\n" * 5
        + "  - {reporter: china, flow: export, value: 3 billion CNY}\n"
    )

    assert "R03" == only(reading).code
    assert 1 == len(reading.facts.figures)


@pytest.mark.parametrize("entry", ["just text", "[a, b]"])
def test_an_entry_is_a_mapping(read: Read, entry: str) -> None:
    """A text or list under figures is found."""
    assert "R09" == only(read(f"figures:\n  - {entry}\n")).code


@pytest.mark.parametrize(
    ("body", "code", "about"),
    [
        ("figures: nothing\n", "R09", "figures"),
        ("statements: {id: S1}\n", "R09", "statements"),
        ("defaults: guangdong\n", "R09", "defaults"),
        ("figurs: []\n", "R02", "figurs"),
        ("defaults: {reportr: guangdong}\n", "R02", "reportr"),
        ("statements:\n  - text\n", "R09", None),
        ("statements:\n  - {speaker: narrator, act: report, voice: narrator}\n", "R08", "id"),
        ("statements:\n  - {id: S1, speaker: Nobody at all, act: report, voice: direct}\n", "R03", "speaker"),
        ("statements:\n  - {id: S1, speaker: [a], act: report, voice: direct}\n", "R09", "speaker"),
        ("statements:\n  - {id: S1, speaker: narrator, act: evaluation, voice: direct}\n", "R13", "act"),
        ("statements:\n  - {id: S1, speaker: narrator, act: [report], voice: direct}\n", "R09", "act"),
        (f"statements:\n  - {{{SAID}, spoken_earliest: 2019-02-30}}\n", "R06", "spoken_earliest"),
        (f"statements:\n  - {{{SAID}, spoken_earliest: 2019-02}}\n", "R06", "spoken_earliest"),
        (f"statements:\n  - {{{SAID}, spoken_earliest: [2019]}}\n", "R09", "spoken_earliest"),
        (f"statements:\n  - {{{SAID}, passage: x}}\n", "R11", "passage"),
        (f"statements:\n  - {{{SAID}, about: [Guangdng]}}\n", "R03", "about"),
        (f"statements:\n  - {{{SAID}, capacity: [a]}}\n", "R09", "capacity"),
        (
            f"statements:\n  - {{{SAID}, asserts: [{{assessment: {{subject: china, quality: macao, evidence: [a b]}}}}]}}\n",
            "R15",
            "evidence",
        ),
        (
            f"statements:\n  - {{{SAID}, asserts: [{{assessment: {{subject: china, quality: macao, evidence: [[a]]}}}}]}}\n",
            "R09",
            "evidence",
        ),
        (f"statements:\n  - {{{SAID}, asserts: up}}\n", "R09", "asserts"),
        (f"statements:\n  - {{{SAID}, asserts: [up]}}\n", "R09", "asserts"),
        (f"statements:\n  - {{{SAID}, asserts: [{{a: {{}}, b: {{}}}}]}}\n", "R09", "asserts"),
        (f"statements:\n  - {{{SAID}, asserts: [{{trnd: {{}}}}]}}\n", "R02", "asserts"),
        (f"statements:\n  - {{{SAID}, asserts: [{{xyzzy: {{}}}}]}}\n", "R02", "asserts"),
        (f"statements:\n  - {{{SAID}, asserts: [{{trend: up}}]}}\n", "R09", "trend"),
        (f"statements:\n  - {{{SAID}, asserts: [{{trend: {{subject: china}}}}]}}\n", "R08", "direction"),
        (
            f"statements:\n  - {{{SAID}, asserts: [{{trend: {{subject: china, direction: up, to: x}}}}]}}\n",
            "R02",
            "to",
        ),
        (f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{target: china}}}}]}}\n", "R09", "target"),
        (
            f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{target: {{reporter: china, 000 more}}}}}}]}}\n",
            "R02",
            None,
        ),
        (f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{lower: 1.000,00}}}}]}}\n", "R02", None),
        (f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{lower: a few}}}}]}}\n", "R05", "lower"),
        (f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{lower: [1]}}}}]}}\n", "R09", "lower"),
        (f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{outcome: perhaps}}}}]}}\n", "R13", "outcome"),
        (f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{outcome: [met]}}}}]}}\n", "R09", "outcome"),
        (
            f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{target: {{reporter: asean, flow: total, period: 2019, indicator: value}}}}}}]}}\n",
            "R08",
            "unit",
        ),
        (
            f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{target: {{flow: total, period: 2019, indicator: value}}}}}}]}}\n",
            "R08",
            "reporter",
        ),
        (
            f"statements:\n  - {{{SAID}, asserts: [{{forecast: {{target: {{reporter: china, flow: total, period: 2019, indicator: share,"
            " of: {product: qqqq}}}}]}\n",
            "R03",
            "product",
        ),
    ],
)
def test_a_slip_elsewhere_is_one_finding(read: Read, body: str, code: str, about: str | None) -> None:
    """Sections, statements and claims have one finding for one slip, and what is broken is left out."""
    reading = read(body)
    finding = only(reading)

    assert (code, about) == (finding.code, finding.about)
    kept = 1 if about == "to" else 0  # an unknown key is left out, the rest of its claim is read
    assert kept == len(reading.facts.statements)


def test_a_statement_id_used_twice_is_found(read: Read) -> None:
    """The first of two statements with one id is kept."""
    reading = read(f"statements:\n  - {{{SAID}}}\n  - {{{SAID}, gist: again}}\n")

    assert ("R07", "S1") == (only(reading).code, only(reading).fact)
    assert [None] == [statement.gist for statement in reading.facts.statements]


@pytest.mark.parametrize(
    ("source", "code", "about"),
    [
        ("S999", "R10", "source"),
        ("[A]", "R09", "source"),
        ("", "R09", "source"),
        ("{title: T, publisher: P}", "R08", "id"),
        ("{id: X, publisher: P}", "R08", "title"),
        ("{id: a b, title: T, publisher: P}", "R15", "id"),
        ("{id: X, title: T, publisher: '—'}", "R09", "publisher"),
        ("{id: X, title: T, publisher: P, kind: pres}", "R13", "kind"),
        ("{id: X, title: T, publisher: P, issued: soon}", "R06", "issued"),
        ("{id: X, title: T, publisher: P, issued: [a]}", "R09", "issued"),
        ("{id: X, title: T, publisher: P, address: javascript:x}", "R09", "address"),
        ("{id: X, title: T, publisher: P, address: [x]}", "R09", "address"),
        ("{id: X, title: T, publisher: P, text_digest: abc}", "R09", "text_digest"),
        ("{id: X, title: T, publisher: P, text_digest: [abc]}", "R09", "text_digest"),
        ("{id: X, title: T, publisher: P, text_length: long}", "R09", "text_length"),
        ("{id: X, title: T, publisher: P, text_length: [1]}", "R09", "text_length"),
        ("{id: X, title: T, publisher: P, bylines: [[a]]}", "R09", "bylines"),
        ("{id: X, title: T, publisher: P, byline: a}", "R02", "byline"),
    ],
)
def test_a_slip_in_a_source_is_one_finding(names: Names, source: str, code: str, about: str) -> None:
    """A source that cannot be trusted is told once; its record is left out."""
    reading = read_sheet(f"source: {source}\nfigures:\n{GOOD}", names)

    assert (code, about) == (only(reading).code, only(reading).about)
    if code != "R02":
        assert () == reading.facts.sources


def test_a_sheet_without_a_source_is_found(names: Names) -> None:
    """Nothing is read that could not be traced."""
    reading = read_sheet(f"figures:\n{GOOD}", names)

    assert ("R08", ()) == (only(reading).code, reading.facts.figures)


def test_a_sheet_is_a_mapping(names: Names) -> None:
    """A list or text at the top is found."""
    assert ["R09", "R09"] == [only(read_sheet(text, names)).code for text in ("- a\n", "text\n")]


def test_two_sheets_of_one_submission_share_no_id(names: Names) -> None:
    """Ids are checked over all files of a submission; the source is described once."""
    taken: dict[str, object] = {}
    text = f"source: {{id: X, title: T, publisher: P}}\nfigures:\n{GOOD}"
    read_sheet(text, names, file="a.yaml", taken=taken)  # type: ignore[arg-type]
    finding = only(read_sheet(text, names, file="b.yaml", taken=taken))  # type: ignore[arg-type]

    assert "R07" == finding.code
    assert "a.yaml:1:14" in finding.message


_SHEET = (
    "source: {id: X, title: T, publisher: P, issued: 2019-02, text_length: 3753}\n"
    "defaults: {reporter: guangdong, period: 2019-01, basis: {year: inferred}}\n"
    "figures:\n"
    "  - {flow: total, value: {id: X-F1, is: 73.05 billion CNY, passage: [1224, 1242, 3c2aba125cef]}, change: +0.5 %}\n"
    "  - {flow: export, product: mech-elec, share: {is: 67.6 %, of: {product: all}}}\n"
    "statements:\n"
    "  - {id: X-S1, speaker: narrator, act: report, voice: narrator, about: [guangdong],\n"
    "     asserts: [{trend: {subject: [guangdong], direction: up, period: 2019}}]}\n"
)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(_SHEET) - 1),
            st.sampled_from([*"[]{}:,-#&*!|>'\"%@`?\n \t0x", "", "~", "null", "广"]),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_slip_of_the_keyboard_makes_the_reader_fail(names: Names, slips: list[tuple[int, str]]) -> None:
    """Whatever characters are replaced, the sheet is read, with or without findings, or is broken YAML with a place."""
    text = _SHEET
    for at, typed in slips:
        text = text[:at] + typed + text[at + 1 :]
    try:
        reading = read_sheet(text, names)
    except ReadingError:
        return

    assert all(finding.message and finding.remedy for finding in reading.findings)
