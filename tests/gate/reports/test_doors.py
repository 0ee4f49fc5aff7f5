"""The hook for pre-commit and the GitHub Action: well formed, and doing what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from kg.gate.reports import FORMS

HOME = Path(__file__).resolve().parents[3]
ACTION = yaml.safe_load((HOME / "action.yml").read_text("utf-8"))
(HOOK,) = yaml.safe_load((HOME / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOW = HOME / "docs" / "examples" / "workflows" / "facts.yml"
BAD = """\
source: {id: X9, title: T, publisher: Example Press, kind: press, issued: 2019-02}
figures:
  - {reporter: guangdong, partner: unted-states, flow: total, period: 2019-01, value: 1.5 billion CNY}
"""


def schema(name: str) -> dict:
    """A schema of SchemaStore's."""
    return json.loads((files("check_jsonschema.builtin_schemas.vendor") / f"{name}.json").read_text("utf-8"))


def test_the_action_is_valid_by_its_schema():
    """Names, inputs, outputs and steps of a composite action."""
    jsonschema.validate(ACTION, schema("github-actions"))


def test_the_example_workflow_is_valid_and_uses_the_inputs_of_the_action():
    """YAML 1.1 reads the key on as true."""
    given = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    workflow = {"on" if key is True else key: value for key, value in given.items()}
    step = next(one for one in workflow["jobs"]["check"]["steps"] if one.get("id") == "facts")

    jsonschema.validate(workflow, schema("github-workflows"))
    assert step["with"].keys() <= ACTION["inputs"].keys()


@pytest.fixture
def act(tmp_path):
    """Runs the action's script with a kg that prints its words: gives (exit code, words, outputs)."""
    (tmp_path / "bin").mkdir()
    stub = tmp_path / "bin" / "kg"
    stub.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n: > kg.sarif\nexit 1\n")
    stub.chmod(0o755)
    for name in ("facts/a.yaml", "facts/deep/er/b.yaml", "facts/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    step = ACTION["runs"]["steps"][-1]

    def run(**given: str) -> tuple[int, list[str], str]:
        inputs = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | given
        env = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value)
            for name, value in step["env"].items()
        }
        outputs = tmp_path / "outputs"
        outputs.touch()
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=tmp_path,
            env={
                **env,
                "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "GITHUB_OUTPUT": str(outputs),
                "GITHUB_STEP_SUMMARY": "summary.md",
            },
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout.splitlines(), outputs.read_text()

    return run


def test_the_action_checks_what_its_patterns_match(act, tmp_path):
    """All folders below; what was typed is never run; the exit code is passed on."""
    code, words, outputs = act(files="facts/**/*.yaml *.csv $(touch${IFS}ran)", texts="my texts")

    assert ["facts/a.yaml", "facts/deep/er/b.yaml", "$(touch${IFS}ran)"] == words[words.index("--") + 1 :]
    assert ["--texts", "my texts"] == words[words.index("--texts") : words.index("--texts") + 2]
    assert "markdown=summary.md" in words
    assert "--store" not in words
    assert (1, "exit-code=1\nsarif=kg.sarif\n") == (code, outputs)
    assert not (tmp_path / "ran").exists()


def test_the_action_has_nothing_to_do_without_files(act):
    """A pull request that removes the last file is no failure."""
    code, words, outputs = act(files="nothing/*.yaml")

    assert (0, "exit-code=0\n") == (code, outputs)
    assert ["::notice title=kg check::No file matches the patterns."] == words


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("facts/a.yaml", True),
        ("data/sheets/2019/b.csv", True),
        ("facts/c.jsonld", True),
        (".github/workflows/ci.yml", False),
        ("docker-compose.yaml", False),
        ("facts/readme.md", False),
    ],
)
def test_the_hook_takes_facts_only(path, taken):
    """A repository has YAML of many kinds."""
    assert taken is bool(re.search(HOOK["files"], path))


def test_the_hook_runs_as_pre_commit_runs_it(run, tmp_path, monkeypatch):
    """The entry with the files as its last words; a violation holds the commit up, a clean file does not."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "bad.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "facts" / "good.yaml").write_text(
        BAD.replace("unted", "united").replace("X9", "X8"), encoding="utf-8"
    )
    program, *words = HOOK["entry"].split()

    assert "kg" == program
    code, out, _ = run(*words, "facts/bad.yaml", "facts/good.yaml")
    assert 1 == code
    assert out.startswith("✗ facts/bad.yaml:3:36  R03")
    assert 0 == run(*words, "facts/good.yaml")[0]


def test_the_page_names_every_form_every_input_and_shows_what_kg_prints(run):
    """docs/reports.md has a row for each form and each input of the action; its example is the first finding."""
    page = (HOME / "docs" / "reports.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)
    example = page.split("$ kg check docs/examples/nine-mistakes.yaml\n")[1].split("\n…")[0]

    assert [*FORMS, *ACTION["inputs"]] == rows
    assert f"{example}\n" in run("check", HOME / "docs" / "examples" / "nine-mistakes.yaml")[1].replace(
        f"{HOME}/", ""
    )
