"""``kg reckon`` and ``kg explain``: what is printed, and what is refused."""

import json


def test_reckon_counts_first_and_writes_sums_out(run):
    """The counts by verdict, then the sums with their intervals."""
    code, out, _ = run("reckon", "--source", "A")
    lines = out.splitlines()

    assert code == 0
    assert lines[0] == "Does it add up: source A"
    assert " 0 contradicted" in lines[1]
    assert "389.14 + 241.06 = [630.19, 630.21]; printed 630.2 = [630.15, 630.25] billion: confirmed" in out


def test_a_verdict_picks_its_findings(run):
    """With the counts of all the others; the exit code is no verdict."""
    code, out, _ = run("reckon", "--source", "C", "--verdict", "strained")

    assert code == 0
    assert "slack 8.3 %" in out
    assert "Not checkable" not in out


def test_explain_as_json_keeps_numbers_exact(run):
    """With figures by their IRIs."""
    code, out, _ = run("explain", "A-F4", "--format", "json")
    made = json.loads(out)

    assert (code, made["format"], made["printed"]) == (0, "kg-explanation/1", "630.2 billion CNY")
    assert {one["verdict"] for one in made["findings"] if one["identity"] == "total"} == {"confirmed"}
    assert '"lower": 630190000000' in out


def test_an_account_can_be_markdown(run):
    """With headings, and no stray emphasis."""
    code, out, _ = run("explain", "A-F17", "--format", "md")

    assert code == 0
    assert out.startswith("# Does A-F17 add up?\n")
    assert "\n## Which whole\n" in out


def test_a_figure_that_is_not_there_is_said_so(run):
    """As with other verbs."""
    code, _, err = run("explain", "A-F999")

    assert code == 2
    assert "A-F999" in err


def test_a_figure_without_identities_says_so(run):
    """Twelve meetings of a council add up to nothing."""
    code, out, _ = run("explain", "B-F4")

    assert code == 0
    assert "No identity ties it to another figure." in out


def test_a_period_that_is_none_is_refused(run):
    """With the forms that there are."""
    code, _, err = run("reckon", "--place", "guangdong", "--period", "soon")

    assert code == 2
    assert "2019-Q1" in err
