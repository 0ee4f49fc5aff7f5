"""The options of kg check that say in which form a report is printed, to where, and how much of it."""

import json
import re
from xml.etree import ElementTree

import pytest

from kg.cli.reports import REPORT_FORMATS
from kg.findings import LIMIT
from kg.gate.reports import FORMS

HEAD = "source: {id: X9, title: T, publisher: Example Press, kind: press, issued: 2019-02}\nfigures:\n"
LINE = (
    "  - {reporter: guangdong, partner: unted-states, flow: total, period: 2019-01, value: 1.5 billion CNY}\n"
)


@pytest.fixture
def bad(tmp_path, monkeypatch):
    """A sheet with three unknown names, in the folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text(HEAD + LINE * 3, encoding="utf-8")
    return "bad.yaml"


def test_the_door_offers_every_form():
    """What kg.gate.reports has, --format takes; the limit is the same."""
    assert tuple(FORMS) == REPORT_FORMATS
    assert 20 == LIMIT


def test_a_report_goes_to_a_file_and_in_further_forms_to_others(run, bad, tmp_path):
    """One check, three reports; the answer is no all the same."""
    code, out, err = run(
        "check", bad, "--format", "junit", "-o", "r.xml", "--also", "sarif=r.sarif", "--also", "markdown=r.md"
    )
    sarif = json.loads((tmp_path / "r.sarif").read_text("utf-8"))["runs"][0]

    assert (1, "") == (code, out)
    assert ["wrote r.sarif", "wrote r.md", "wrote r.xml"] == err.splitlines()
    assert "1" == ElementTree.parse(tmp_path / "r.xml").getroot().get(
        "failures"
    )  # One test, told three times.
    assert [1, 3] == [sarif["invocations"][0]["exitCode"], len(sarif["results"])]
    assert "bad.yaml" == sarif["artifacts"][0]["location"]["uri"]
    assert "`bad.yaml:3:36`" in (tmp_path / "r.md").read_text("utf-8")


def test_max_and_all_say_how_much_is_shown(run, bad):
    """Two are not shown, and that is said; all are counted."""
    cut, full = run("check", bad, "--max", "1")[1], run("check", bad, "--all")[1]

    assert (1, 3) == (cut.count("✗"), full.count("✗"))
    assert "… 2 of 3 violations R03 not shown; --all shows them\n3 violations;" in cut
    assert "not shown" not in full


def test_fail_on_never_says_yes_to_what_can_be_read(run, bad):
    """For a step that reports and does not judge."""
    assert 0 == run("check", bad, "--fail-on", "never")[0]
    assert (
        "error"
        == json.loads(run("check", bad, "--fail-on", "never", "--format", "sarif")[1])["runs"][0]["results"][
            0
        ]["level"]
    )


@pytest.mark.parametrize("wrong", ["pdf=x", "sarif", "sarif="])
def test_a_further_form_that_cannot_be_is_a_mistake_of_usage(run, bad, wrong):
    """Exit code 2, with the forms that there are."""
    code, _, err = run("check", bad, "--also", wrong)

    assert 2 == code
    assert "FORM=FILE with one of text, json, sarif, shacl, junit, markdown, github" in err


def test_a_folder_that_is_not_there_is_a_mistake_of_usage(run, bad):
    """It is said before anything is checked."""
    code, out, err = run("check", bad, "--also", "sarif=nowhere/x.sarif")

    assert (2, "") == (code, out)
    assert "no folder for nowhere/x.sarif" in err


def test_colour_only_where_it_is_asked_for(run, bad, monkeypatch):
    """A pipe gets none; `--color always` gets it; the words are the same."""
    plain, coloured = run("check", bad)[1], run("--color", "always", "check", bad)[1]

    assert "\x1b" not in plain
    assert "\x1b[1;31m✗\x1b[0m" in coloured
    assert plain == re.sub(r"\x1b\[[\d;]*m", "", coloured)


def test_a_narrow_terminal_wraps_and_shows_the_line_around_its_caret(run, bad, monkeypatch):
    """No line is wider than 60 columns, and the caret still stands under the u of unted-states."""
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("check", bad, "--max", "1")[1].splitlines()
    caret = next(n for n, line in enumerate(lines) if line.endswith("^"))

    assert max(map(len, lines[:-2])) <= 60
    assert lines[caret - 1][lines[caret].index("^") :].startswith("unted")


def test_a_dry_run_reports_in_any_form(run, bad, my_store, tmp_path):
    """What was refused is told by a report; what would be done goes to stderr, beside a report for programs."""
    (tmp_path / "good.yaml").write_text(HEAD + LINE.replace("unted", "united"), encoding="utf-8")
    refused = run("--store", my_store, "add", bad, "--dry-run", "--format", "github")
    passed = run("--store", my_store, "add", "good.yaml", "--dry-run", "--format", "junit")

    assert 1 == refused[0]
    assert refused[1].startswith("::error file=bad.yaml,line=3,col=36,title=R03 Unknown name::")
    assert 0 == passed[0]
    assert "0" == ElementTree.fromstring(passed[1]).get("failures")
    assert passed[2].startswith("A dry run: nothing was written.")
