"""Bad input and the right answer: one folder for each, with its files and what has to be found in them.

``case.yaml`` gives the number and title of the input, the verdict (refuse, warn, accept, nothing, limit), the files of
the submission, every finding that has to come (code, file, line, and severity where it is no violation), and the exit
code. Files that no editor would keep are written by the case: ``{name, bytes}`` in hex, ``{name, text, times}``.
A case that cannot be shown by a file names the test that shows it (``tested``). docs/bad-inputs.md is made of them.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
HOME = HERE.parents[1]
SPEC = importlib.util.spec_from_file_location("pages_of_bad_inputs", HERE / "pages.py")
pages = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(pages)
CASES = {
    path.parent.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(HERE.glob("*/case.yaml"))
}
SHOWN = sorted(name for name, case in CASES.items() if "tested" not in case)
TESTED = sorted(name for name, case in CASES.items() if "tested" in case)
VERDICTS = {"accept", "limit", "nothing", "refuse", "warn"}


def written(name: str, folder: Path) -> list[str]:
    """The files of a case in a folder, and their names as they are typed."""
    names = []
    for given in CASES[name]["files"]:
        file = {"name": given} if isinstance(given, str) else given
        path = folder / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        names.append(file["name"])
        if "bytes" in file:
            path.write_bytes(bytes.fromhex(file["bytes"]) * file.get("times", 1))
        elif "text" in file:
            path.write_text(file["text"] * file.get("times", 1), encoding="utf-8", newline="")
        else:
            path.write_bytes((HERE / name / file["name"]).read_bytes())
    return names


def found(report: dict[str, object]) -> list[tuple[object, ...]]:
    """What a report tells, as far as a case says it."""
    return [
        (one["code"], one["severity"], one.get("file"), one.get("line"), one.get("fact"))
        for one in report["findings"]
    ]


def expected(name: str) -> list[tuple[object, ...]]:
    """What a case says that the report has to tell."""
    return [
        (one["code"], one.get("severity", "violation"), one.get("file"), one.get("line"), one.get("fact"))
        for one in CASES[name].get("expect", [])
    ]


@pytest.fixture(scope="module")
def bundled():
    """The bundled graph, opened once for all cases."""
    import kg

    with kg.open() as opened:
        yield opened


@pytest.fixture
def checked(bundled, tmp_path, monkeypatch, capsys):
    """Checks the files of a case against the bundled graph: gives (exit code, report or None, stderr)."""
    from kg.cli import main

    monkeypatch.setattr("kg.cli.session.Session.graph", lambda self, **_: bundled)

    def ran(name: str):
        folder = tmp_path / "submission"
        folder.mkdir()
        names = written(name, folder)
        monkeypatch.chdir(folder)
        monkeypatch.delenv("KG_STORE", raising=False)
        texts = ["--texts", str(HERE / name / CASES[name]["texts"])] if "texts" in CASES[name] else []
        with pytest.raises(SystemExit) as left:
            main(["check", *names, *texts, "--format", "json"])
        out, err = capsys.readouterr()
        return left.value.code, json.loads(out) if out else None, err

    return ran


@pytest.mark.no_cover  # other tests cover the same lines
@pytest.mark.parametrize("name", SHOWN)
def test_bad_input_gets_the_right_answer(name, checked):
    """Exactly the findings that the case names, with code, file and line; its exit code; and no traceback."""
    code, report, err = checked(name)

    told = found(report) if report else []
    wanted = expected(name)
    # A case that does not name a fact does not say which one it is.
    told = [(*one[:4], want[4] and one[4]) for one, want in zip(told, wanted, strict=False)] + told[
        len(wanted) :
    ]
    assert wanted == told
    assert CASES[name]["exit"] == code
    assert "Traceback" not in err


def test_nine_mistakes_are_nine_findings(bundled, monkeypatch):
    """The documented example has its nine findings against the whole graph too, and none of what it only touches."""
    monkeypatch.chdir(HOME)
    report = bundled.check("docs/examples/nine-mistakes.yaml")

    assert ["V04", "V05", "R06", "R03", "R02", "R05", "V11", "R07", "V14"] == [f.code for f in report]


def test_a_case_says_what_it_is():
    """Every folder begins with the number of the input, and its verdict is one of five."""
    for name, case in CASES.items():
        assert name.split("-")[0].rstrip("abcdefghijklmnopqrstuvwxyz") == f"{case['number']:02d}"
        assert case["verdict"] in VERDICTS
        assert case["title"]


def test_every_kind_of_bad_input_has_a_case():
    """The hundred of the design, those of queries and requests left out, which belong to the endpoint."""
    assert {case["number"] for case in CASES.values()} == set(range(1, 101)) - pages.ELSEWHERE


def test_the_page_shows_the_cases():
    """docs/bad-inputs.md is what pages.py makes of the folders."""
    assert (HOME / "docs" / "bad-inputs.md").read_text("utf-8") == pages.page()


@pytest.mark.parametrize("name", TESTED)
def test_a_case_that_is_tested_elsewhere_names_a_test(name):
    """The test is there."""
    path, _, test = CASES[name]["tested"].partition("::")

    assert f"def {test}(" in (HOME / path).read_text("utf-8")
