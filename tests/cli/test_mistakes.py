"""The example of docs/: a sheet with nine different mistakes, as a person meets them."""

import json
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
SHEET = HOME / "docs" / "examples" / "nine-mistakes.yaml"
EXPECTED = [
    (12, "V04", "wrong unit for the indicator"),
    (13, "V05", "share of 120 percent"),
    (14, "R06", "period that ends before it starts"),
    (15, "R03", "unknown place"),
    (16, "R02", "misspelt property"),
    (17, "R05", "number that cannot be read"),
    (18, "V11", "passage outside the text"),
    (19, "R07", "duplicate id"),
    (23, "V14", "post not held on that date"),
]


def test_each_mistake_is_one_finding_with_its_place_and_remedy(run):
    """Lines counted by hand in the sheet; exit code 1."""
    code, out, _ = run("check", SHEET, "--json")
    findings = json.loads(out)["findings"]

    assert code == 1
    assert [(line, name) for line, name, _ in EXPECTED] == [
        (finding["line"], finding["code"]) for finding in findings
    ]
    assert all(f["file"] and f["message"] and f["remedy"] for f in findings)


def test_checking_writes_nothing(run, articles):
    """The store is the same, byte for byte, and the sheet too."""
    before = {path: path.read_bytes() for path in [SHEET, *sorted(articles.rglob("*"))] if path.is_file()}
    run("check", SHEET)

    assert before == {path: path.read_bytes() for path in before}


def test_broken_yaml_leaves_with_3_and_names_the_line(run, tmp_path):
    """A sheet that ends in the middle of a mapping; told as a finding, as it is among several files."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("source: {id: X\nfigures: [\n", encoding="utf-8")
    code, out, _ = run("check", broken)
    several = run("check", broken, SHEET)[1]

    assert code == 3
    assert "broken.yaml:2:8  R01  This is no YAML" in out
    assert set(out.splitlines()[:2]) <= set(several.splitlines())
    assert json.loads(run("check", broken, "--json")[1])["findings"][0]["line"] == 2


def test_a_folder_is_one_submission(run, tmp_path):
    """What can be read in it is read, sorted, at any depth; the rest is passed over, and links are refused."""
    sheet = "source: {id: X, title: T, publisher: P, kind: press}\nfigures: []\nfigurs: []\n"
    (tmp_path / "inner").mkdir()
    for name in ("b.yaml", "inner/a.yaml", ".hidden.yaml", "notes.txt"):
        (tmp_path / name).write_text(f"{sheet}# {name}\n", encoding="utf-8")
    (tmp_path / "inner" / "link.yaml").symlink_to(tmp_path / "b.yaml")
    code, out, _ = run("check", tmp_path, "--json")
    found = [(one["code"], Path(one["file"]).name) for one in json.loads(out)["findings"]]

    assert (1, [("R02", "b.yaml"), ("R07", "a.yaml"), ("R02", "a.yaml"), ("R01", "link.yaml")]) == (
        code,
        found,
    )


def test_a_folder_without_facts_is_told(run, tmp_path):
    """Exit code 3."""
    code, out, _ = run("check", tmp_path)

    assert 3 == code
    assert "R01  No file in this folder can be read here" in out


@pytest.mark.parametrize(("start", "suffix"), [("yaml\nsource:", "yaml"), ("csv\n", "csv")])
def test_the_examples_of_the_documentation_check_clean(run, tmp_path, start, suffix):
    """The sheet and the table of docs/fact-sheets.md, taken as they stand there, have nothing to mend."""
    page = (HOME / "docs" / "fact-sheets.md").read_text(encoding="utf-8")
    block = page.partition(f"```{start}")[2].partition("```")[0]
    (tmp_path / f"example.{suffix}").write_text(start.partition("\n")[2] + block, encoding="utf-8")

    code, out, _ = run("check", tmp_path / f"example.{suffix}", "--fail-on", "warning")

    # That the example quotes the speaker of a stored figure is worth knowing, and all.
    assert (0, set()) == (code, {line[0] for line in out.splitlines()} & {"✗", "!"})
