"""Three ways in which a stored figure turns out wrong: we misread, its publisher revised, another source differs."""

import pytest

import kg
from kg.errors import LockedError, RejectedError
from kg.findings import Severity

S001 = "source: S001\ndefaults: {reporter: guangdong, period: 2022-01/2022-09}\nfigures:\n"
MISREAD = "  - {flow: export, value: {is: 3.88 trillion CNY, replaces: F0033, because: misread}}\n"
MENDED = "  - {flow: export, value: {id: F0033, is: 3.88 trillion CNY}}\n"
LATER = """\
source: {id: X5, title: A later bulletin, publisher: Xinhua, kind: official, issued: 2022-12-01}
defaults: {reporter: guangdong, period: 2022-01/2022-09}
figures:
  - {flow: export, value: {id: X5-1, is: 3.91 trillion CNY, replaces: F0033, because: revised}}
"""
COUNTS = "SELECT ?f ?why { ?a trade:cell ?cell ; trade:accepts ?f ; trade:reason ?why . figure:F0033 trade:cell ?cell }"
EXPORTS = {"region": "guangdong", "period": "2022-01/2022-09", "flow": "export"}


@pytest.fixture
def g(my_store):
    """The hall on a store of one's own."""
    with kg.open(my_store) as opened:
        yield opened


@pytest.fixture
def sheet(tmp_path):
    """Writes a sheet: ``sheet(text)`` gives its path."""

    def written(text, name="sheet.yaml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return written


@pytest.fixture(scope="module")
def against(curated, tmp_path_factory):
    """What the gate says to a sheet, against the curated store: (code, severity, fact) of each finding, and the report."""
    folder = tmp_path_factory.mktemp("sheets")
    with kg.open(curated) as opened:

        def checked(text):
            path = folder / "sheet.yaml"
            path.write_text(text, "utf-8")
            report = opened.check(path)
            return [(f.code, f.severity.word, f.fact) for f in report], report

        yield checked


def row(g):
    return g.ask.cell_figures(**EXPORTS).rows


def test_what_was_misread_gives_way_to_what_stands_there(g, sheet):
    """The id stays, the wrong number leaves the graph and stays in the journal; again is nothing to do; undo brings it back."""
    before = g.digest
    done = g.add(sheet(S001 + MISREAD), reason="the page says 3.88")

    assert ("correct", 1) == (done.kind, done.counts["figures changed"])
    assert ["3880000000000"] == [str(one["amount"]) for one in row(g)]
    values = {one["property"]: (one["old"], one["new"]) for one in g.diff("HEAD~1").rows}
    assert {"amount": ("3.89 trillion CNY", "3.88 trillion CNY")} == values
    assert ["correct", "add"] == [one["kind"] for one in g.blame("F0033").rows]
    assert g.sparql("ASK { ?c trade:commitKind 'correct' ; prov:generated figure:F0033 }").rows[0]
    assert not g.add(sheet(S001 + MISREAD), reason="once more").done
    g.undo("HEAD")
    assert before == g.digest


def test_a_mended_sheet_is_a_correction_as_it_stands(g, sheet):
    """`correct` needs no marks; a fact that the graph does not have is U04, and `add` refuses a taken id by R07."""
    with pytest.raises(RejectedError) as refused:
        g.add(sheet(S001 + MENDED), reason="edited")
    (found,) = refused.value.report
    assert ("R07", True) == (found.code, "`replaces: F0033` and `because: misread`" in found.remedy)

    assert 1 == g.correct(sheet(S001 + MENDED), reason="the page says 3.88").counts["figures changed"]
    with pytest.raises(RejectedError) as refused:
        g.correct(sheet(S001 + MENDED.replace("F0033", "F9933")), reason="mistyped")
    assert [("U04", "figure:F9933")] == [(f.code, f.fact) for f in refused.value.report]


def test_a_revised_figure_counts_and_the_earlier_one_stays(g, sheet):
    """No contradiction, the answer of an earlier day is the earlier figure, and undo gives the old graph back."""
    before = g.digest
    made = g.submit(sheet(LATER), reason="revised")

    assert [] == list(made.report)
    told = {one["figure_iri" if "figure_iri" in one else "figure"]: one for one in row(g)}
    earlier, later = (next(v for k, v in told.items() if str(k).endswith(name)) for name in ("F0033", "X5-1"))
    assert (False, "X5-1", None) == (earlier["accepted"], earlier["revised"], later["revised"])
    assert (True, "Accepted because its publisher has revised the others.") == (
        later["accepted"],
        later["reason"],
    )
    assert not g.sparql("SELECT ?c { ?c a trade:Conflict ; trade:between figure:F0033 }").rows
    known = {
        day: next(
            r["amount"]
            for r in g.ask.known_on(**place, day=day).rows
            if r["flow"] == "exports" and r["amount"] > 100
        )
        for day in ("2022-11-30", "2022-12-31")
        for place in [{"region": "guangdong", "period": "2022-01/2022-09"}]
    }
    assert [3890000000000, 3910000000000] == [int(known[day]) for day in sorted(known)]
    g.undo("HEAD")
    assert before == g.digest


def test_one_source_does_not_contradict_itself_unnoticed(against):
    """Another number of the same cell under another id is refused, and the remedy names what it would replace."""
    told, report = against(
        S001 + "  - {partner: asean, flow: total, value: {id: X-1, is: 900.1 billion CNY}}\n"
    )

    assert [("V28", "violation", "figure:X-1")] == told
    assert "`replaces: F0037` and `because: misread` or `because: revised`" in next(iter(report)).remedy


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (LATER.replace("F0033", "F9999"), ("U04", "violation", "figure:X5-1")),
        (LATER.replace("F0033", "F0037").replace("3.91", "3.89"), ("U05", "violation", "figure:X5-1")),
        (LATER.replace("publisher: Xinhua", "publisher: Example Press"), ("U05", "warning", "figure:X5-1")),
        (LATER.replace("2022-12-01", "2022-10-01"), ("U05", "warning", "figure:X5-1")),
        (
            S001 + MISREAD.replace("misread", "revised"),
            ("U05", "warning", "figure:S001-guangdong-export-2022-01--2022-09-value"),
        ),
        (S001 + MISREAD.replace("F0033", "F9999"), ("U04", "violation", "figure:F9999")),
        (
            LATER.replace("id: X5-1, ", "").replace("revised}", "misread}"),
            ("U05", "violation", "figure:F0033"),
        ),
        (
            S001 + MISREAD.replace("flow: export", "flow: export, partner: japan"),
            ("U05", "warning", "figure:F0033"),
        ),
        (
            S001 + MISREAD.replace("3.88", "3.89").replace("flow: export", "flow: export, partner: japan"),
            ("U05", "info", "figure:F0033"),
        ),
    ],
    ids=[
        "nothing",
        "other-cell",
        "other-publisher",
        "older",
        "same-source",
        "misread-nothing",
        "other-source",
        "moved",
        "only-moved",
    ],
)
def test_what_is_wrong_with_a_correction(against, text, wanted):
    """It names nothing that is there (U04), or something else (U05); what can be meant is a warning, or told."""
    assert [wanted] == against(text)[0]


def test_a_figure_that_moves_leaves_its_cell(g, sheet):
    """The partner was misread: the old cell has no figure any more, and the new one has it."""
    text = S001 + MISREAD.replace("flow: export", "flow: export, partner: japan").replace("3.88", "3.89")
    g.add(sheet(text), reason="it is the trade with Japan")

    assert [] == row(g)
    assert 1 == len(g.ask.cell_figures(**EXPORTS, partner="japan").rows)
    assert () == g.repository.verify().findings


def test_a_statement_that_was_misread_is_replaced_with_its_claims(g, sheet):
    """The claims of the old reading go, the figures that it carries stay with it."""
    text = """\
source: A
statements:
  - {id: A-S6, speaker: guangdong-customs, act: report, voice: institutional, spoken: 2019-02, gist: Gives the figures of January,
     replaces: A-S6, because: misread, asserts: [{trend: {subject: [topic:foreign-trade], direction: steady}}]}
"""
    carried = "SELECT ?f { statement:A-S6 trade:asserts ?f . ?f a trade:Figure }"
    before, figures = g.digest, len(g.sparql(carried).rows)
    g.add(sheet(text), reason="it is no attribution")

    assert ["Gives the figures of January"] == [
        r["g"] for r in g.sparql("SELECT ?g { statement:A-S6 trade:gist ?g }").rows
    ]
    assert figures == len(g.sparql(carried).rows) > 0
    assert 1 == len(g.sparql("SELECT ?p { statement:A-S6 trade:asserts ?p . ?p a trade:Trend }").rows)
    g.undo("HEAD")
    assert before == g.digest


def test_files_that_changed_after_the_check_are_refused(g, sheet):
    """What they said is held against the digest of the check, however they are written: exit code 4."""
    path = sheet(S001 + MISREAD)
    digest = g.fingerprint(path)
    sheet((S001 + MISREAD).replace("3.88", "3.87"))
    with pytest.raises(LockedError, match="say something else") as refused:
        g.add(path, reason="checked", expect=digest)
    assert 4 == refused.value.exit_code

    sheet("# said the same\n" + S001 + MISREAD)
    assert g.add(path, reason="checked", expect=digest).done


def test_warnings_keep_facts_out_where_that_is_wanted(g, sheet):
    """What is accepted lets them in; its reason stays with the commit, and what let nothing pass is told (ledger.md: refused)."""
    path = sheet(LATER.replace("publisher: Xinhua", "publisher: Example Press"))
    accept = {"U05:X5-1": "the office says so", "V25": "a strike"}
    made = g.submit(path, reason="revised", fail_on="warning", accept=accept)

    assert ("There was no warning V25 to accept.",) == made.notes
    kept = [{"code": "U05", "fact": "figure:X5-1", "reason": "the office says so"}]
    assert kept == g.repository.log()[-1].accepted == [dict(one) for one in made.receipt.accepted]
    assert ("Accepted", "U05 figure X5-1: the office says so") in g.commit("HEAD").facts
    told = g.sparql("SELECT ?w { ?c trade:acceptedWarning ?w }").rows
    assert ["U05 figure:X5-1: the office says so"] == [one["w"] for one in told]
    assert Severity.WARNING in {finding.severity for finding in made.report}
    assert () == g.repository.verify().findings


def test_a_source_is_corrected_with_the_dates_of_its_figures(g, sheet):
    """A decision for the revised figure and an earlier revision are told; a date of issue is that of all its figures."""
    g.accept("F0033", reason="it is final")
    g.add(sheet(LATER), reason="revised")
    again = LATER.replace("X5", "X6").replace("2022-12-01", "2022-12-05")
    told = {f.message for f in g.check(sheet(again)) if f.code == "U05"}
    assert told == {
        "figure:X5-1 revises figure:F0033 already",
        "somebody decided that figure:F0033 counts, and that stands against the revision",
    }

    mended = LATER.split("defaults")[0].replace("2022-12-01", "2022-12-03")
    done = g.correct(sheet(mended), reason="the date was misread")
    assert (1, 1) == (done.counts["sources changed"], done.counts["figures changed"])
    assert ["2022-12-03"] == [
        str(one["d"]) for one in g.sparql("SELECT ?d { figure:X5-1 trade:vintage ?d }").rows
    ]
