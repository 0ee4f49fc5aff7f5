"""The verbs of a curator: what each prints, in which form, and how it is refused."""

import json

import pytest

from kg.errors import LockedError


@pytest.fixture
def kg(run, my_store):
    """Runs the command line on a store with a journal of one's own."""
    return lambda *words: run("--store", my_store, *words)


@pytest.fixture
def commit(kg):
    """The id of the commit that added S001."""
    return json.loads(kg("log", "--json")[1])["rows"][0]["commit"]


def test_log_lists_commits_the_newest_first(kg):
    """Who, when, what, why, a row each."""
    code, out, _ = kg("log")
    lines = out.splitlines()

    assert code == 0
    assert ["#", "Commit", "When", "Who", "Kind", "Facts", "Why"] == lines[1].split()
    assert "A. Curator   add      +1 source, +9 figures" in lines[2]
    assert lines[2].endswith("customs bulletin")
    assert lines[3].endswith("the founding articles")


def test_show_shows_a_commit_by_any_of_its_names(kg, commit):
    """HEAD, number, id and its beginning; with its facts told as one would say them."""
    for name in ("HEAD", "#1", commit, commit[:8], f"commit:{commit}"):
        out = kg("show", name)[1]
        assert out.startswith(f"Commit {commit}   commit · ")
    assert "figure:F0036   guangdong · world · all · import · change · 2022-01--2022-09: -5.6 %\n" in out
    assert "5 more facts; --all shows them" not in out
    assert json.loads(kg("show", "HEAD", "--json")[1])["kind"] == "commit"


def test_a_dry_run_of_undo_writes_nothing(kg, commit):
    """It shows what would go."""
    code, out, _ = kg("undo", commit, "--dry-run")

    assert (code, out.count("removed")) == (0, 10)
    assert 2 == len(json.loads(kg("log", "--json")[1])["rows"])


def test_an_undo_that_is_refused_prints_why(kg, commit):
    """Exit 1, U02 with the decision that needs the figure."""
    assert kg("accept", "F0030", "--reason", "it is final")[0] == 0
    code, out, err = kg("undo", commit)

    assert (code, "U02" in out, "cannot be undone" in err) == (1, True, True)
    assert "figure F0030: it is needed by acceptance:" in out
    assert 1 == kg("undo", commit, "--dry-run")[0]
    assert "U02" == json.loads(kg("undo", commit, "--json")[1])["findings"][0]["code"]


def test_a_receipt_as_json(kg):
    """Every number of it, and the report of the check."""
    receipt = json.loads(kg("undo", "HEAD", "--reason", "twice", "--author", "B. Curator", "--json")[1])

    assert ("kg-receipt/1", True, "undo", "B. Curator", "twice", 9) == (
        *(receipt[key] for key in ("format", "done", "kind", "author", "reason")),
        receipt["counts"]["figures removed"],
    )


def test_adding_needs_a_reason(kg, tmp_path):
    """Exit 2 before anything is read."""
    code, _, err = kg("add", tmp_path / "nix.yaml")

    assert (code, "--reason" in err) == (2, True)


def test_blame_names_the_commits_of_a_fact(kg, commit):
    """The add alone for a figure that came with it, the creation for one of the first."""
    assert [commit] == [row["commit"] for row in json.loads(kg("blame", "F0030", "--json")[1])["rows"]]
    assert ["create"] == [row["kind"] for row in json.loads(kg("blame", "A-F1", "--json")[1])["rows"]]
    assert 2 == kg("blame", "nix")[0]
    assert 2 == kg("blame", "nix:x")[0]


def test_at_takes_verbs_that_ask(kg):
    """Others are a usage error."""
    assert "No thing is called" in kg("at", "#0", "show", "F0030")[2]
    assert "F0030" in kg("at", "HEAD", "show", "F0030", "--json")[1]
    code, _, err = kg("at", "HEAD", "undo", "HEAD")

    assert (code, "ask, cite, export" in err) == (2, True)


def test_verify_says_whole_or_what_is_damaged(kg, my_store):
    """Exit 0 and a line; exit 5 and the findings; rebuild mends it."""
    assert (0, "Whole: 2 commits, 2 snapshots.\n") == kg("verify")[:2]
    assert json.loads(kg("verify", "--json")[1])["conforms"] is True
    (my_store / "HEAD").write_text("nix", "utf-8")
    code, out, _ = kg("verify")

    assert (code, "L06" in out, "Damaged: 2 commits" in out) == (5, True, True)
    assert kg("rebuild")[:2] == (0, "The store was made anew from 2 commits.\n")
    assert 0 == kg("verify")[0]


def test_backup_and_restore(kg, run, my_store, tmp_path):
    """One file, and the same store elsewhere."""
    assert kg("backup", tmp_path / "b.tar")[:2] == (0, f"Wrote {tmp_path / 'b.tar'} with 2 commits.\n")
    assert 2 == kg("backup", tmp_path / "b.tar")[0]
    assert run("restore", tmp_path / "b.tar", tmp_path / "again")[0] == 0
    assert kg("log")[1] == run("--store", tmp_path / "again", "log")[1]


def test_without_a_store_that_can_be_changed_it_says_how_to_make_one(run, monkeypatch):
    """Exit 2 and the command, for stores without a journal and for none."""
    assert "kg build FOLDER" in run("log")[2]
    monkeypatch.delenv("KG_STORE")
    code, _, err = run("verify")

    assert (code, "kg build FOLDER" in err) == (2, True)


def test_a_busy_store_is_exit_code_4(kg, monkeypatch):
    """As every door tells it."""

    def busy(*_, **__):
        raise LockedError("Another writer has held it for 30 seconds; try again later.")

    monkeypatch.setattr("kg.ledger.commits.repository.writing", busy)
    assert (4, "kg: Another writer has held it for 30 seconds; try again later.\n") == kg("undo", "HEAD")[::2]


def test_a_correction_as_json(kg, tmp_path):
    """The receipt, with the old and the new number."""
    sheet = tmp_path / "mended.yaml"
    entry = "{reporter: guangdong, period: 2022-01/2022-09, flow: export, value: {id: F0033, is: 3.88 trillion CNY}}"
    sheet.write_text(f"source: S001\nfigures: [{entry}]\n", "utf-8")
    told = json.loads(kg("correct", sheet, "--reason", "misread", "--json")[1])

    assert ("correct", 1) == (told["kind"], told["counts"]["figures changed"])
    values = {change["property"]: (change["old"], change["new"]) for change in told["changes"]}
    assert {"amount": ("3.89 trillion CNY", "3.88 trillion CNY")} == values


def test_a_withdrawal_as_json(kg):
    """What would keep it from being done, and what would go: exit 1 where it would be refused, 2 without a reason."""
    assert 2 == kg("withdraw", "F0030")[0]
    code, out, _ = kg("withdraw", "F0030", "--dry-run", "--json")
    told = json.loads(out)

    assert (1, False) == (code, told["report"]["conforms"])
    assert ["figure:F0030"] == [change["fact"] for change in told["changes"]]


def test_an_accepted_warning_needs_a_reason(kg, tmp_path):
    """Exit 2 before anything is read."""
    code, _, err = kg("add", tmp_path / "nix.yaml", "--reason", "x", "--accept", "U05")

    assert (2, True) == (code, "CODE:FACT=REASON" in err)
