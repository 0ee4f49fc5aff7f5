"""The way of a curator: a sheet is checked, added, asked about, found in the log, and taken back again."""

import json
import shutil
from pathlib import Path

import pytest

SHEET = Path(__file__).parent.parent.parent / "data" / "sheets" / "S001.yaml"
ASKED = ("ask", "partners", "guangdong", "--period", "2022-01/2022-09")


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """A store built from the shipped files without S001."""
    from kg.building.inputs import Inputs
    from kg.ledger.commits.founding import found
    from kg.ledger.commits.receipts import Signature

    folder = tmp_path_factory.mktemp("without") / "store"
    done = found(
        folder,
        Signature(author="A. Curator", reason="begin"),
        inputs=Inputs(without=frozenset({"S001"})),
        validate=False,
    )
    assert done.path == folder
    return folder


@pytest.fixture
def store(without, tmp_path):
    """A copy of it of one's own."""
    return Path(shutil.copytree(without, tmp_path / "store"))


@pytest.fixture
def kg(run, store, tmp_path):
    """Runs the command line on it."""
    shutil.copy(SHEET, tmp_path)
    return lambda *words: run("--store", store, *words)


def digest(kg):
    found = {check["name"]: check["found"] for check in json.loads(kg("doctor", "--json")[1])["checks"]}
    return found["digest"]


def test_check_add_ask_log_undo(kg, tmp_path):
    """The digest of the graph, ledger aside, is after the undo what it was before."""
    sheet, before = tmp_path / "S001.yaml", digest(kg)

    assert "no findings; 1 source, 9 figures" in kg("check", sheet)[1]
    assert "0 rows" in kg(*ASKED)[1]
    code, out, _ = kg("add", sheet, "--reason", "customs bulletin", "--author", "A. Curator")
    assert (code, "1 source added, 9 figures added" in out) == (0, True)

    assert "ASEAN            > 969.6              +6.7 %   [1]\n" in kg(*ASKED)[1]
    assert digest(kg) != before
    log = json.loads(kg("log", "--json")[1])["rows"]
    assert [("add", "A. Curator", "customs bulletin"), ("create", "A. Curator", "begin")] == [
        (row["kind"], row["author"], row["reason"]) for row in log
    ]
    assert "figure:F0030" in kg("show", "HEAD")[1]
    assert "6.1 trillion CNY" in kg("diff", "#0", "HEAD")[1]
    assert log[0]["commit"] in kg("blame", "F0030")[1]

    assert "9 figures removed" in kg("undo", "HEAD")[1]
    assert before == digest(kg)
    assert "0 rows" in kg(*ASKED)[1]
    assert "ASEAN" in kg("at", log[0]["commit"], *ASKED)[1]
    assert (0, "Whole: 3 commits, 3 snapshots.\n") == kg("verify")[:2]


def test_a_refused_sheet_changes_no_byte(kg, store, tmp_path):
    """Exit code 1 with the report (unknown name R03 in line 4); journal, store and snapshots stay as they are."""
    sheet = tmp_path / "S001.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("asean", "aseann"), "utf-8")
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file() and path.name != "LOG"}
    code, out, err = kg("add", sheet, "--reason", "customs bulletin")

    assert (code, "R03" in out, "nothing was written" in err) == (1, True, True)
    assert f"{sheet}:8:" in out
    assert before == {path: path.read_bytes() for path in before}


def test_a_dry_run_prints_what_the_real_run_finds(kg, tmp_path):
    """And writes nothing: the log holds the first commit alone."""
    checked = kg("check", tmp_path / "S001.yaml")[1]

    assert (0, checked + "A dry run: nothing was written.\n") == kg(
        "add", tmp_path / "S001.yaml", "--dry-run"
    )[:2]
    assert 1 == len(json.loads(kg("log", "--json")[1])["rows"])


def test_adding_again_is_nothing_to_do(kg, tmp_path):
    """Exit code 0 and no second commit."""
    sheet = tmp_path / "S001.yaml"
    kg("add", sheet, "--reason", "customs bulletin")
    code, out, _ = kg("add", sheet, "--reason", "once more")

    assert (code, "Nothing to do" in out) == (0, True)
    assert 2 == len(json.loads(kg("log", "--json")[1])["rows"])


def test_a_base_that_has_moved_is_refused(kg, tmp_path):
    """Exit code 4."""
    sheet = tmp_path / "S001.yaml"
    kg("add", sheet, "--reason", "customs bulletin")
    kg("undo", "HEAD")

    assert 4 == kg("add", sheet, "--reason", "late", "--base", "#0")[0]


def test_a_source_that_does_not_exist_cannot_be_left_out(run, tmp_path):
    """Exit code 2, with the nearest name."""
    code, _, err = run("build", tmp_path / "other", "--without", "S0001")

    assert (code, "S001" in err) == (2, True)
