"""The wheel works: in an empty environment, with run-time dependencies only, from another folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command, cwd, env=None):
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=400,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, cwd=ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The bin folder of an empty environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("env")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    pip = run(
        folder / "bin" / "python",
        *("-m", "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel),
        cwd=folder,
    )
    if pip.returncode and not os.environ.get("CI"):
        pytest.skip(f"no package registry is reached to install the dependencies from: {pip.stderr[-200:]}")
    assert pip.returncode == 0, pip.stderr
    return folder / "bin"


def test_wheel_holds_the_rooms_and_stays_small(wheel):
    """Ontology, shapes, questions, data and the published schemas travel in the wheel; under 2 MB."""
    names = zipfile.ZipFile(wheel).namelist()

    for room in ("data", "ontology", "queries", "shapes"):
        assert [n for n in names if n.startswith(f"kg/_rooms/{room}/")], room
    assert {"kg/reading/fact-sheet.schema.json", "kg/gate/reports/report.schema.json"} <= set(names)
    assert wheel.stat().st_size < 2_000_000


def test_installed_wheel_answers(installed, tmp_path):
    """The first question of the README works where nothing of the checkout is at hand."""
    done = run(
        installed / "kg",
        *("ask", "partners", "guangdong", "--period", "2019-01", "--format", "json"),
        cwd=tmp_path,
        env={"KG_CACHE": str(tmp_path / "cache")},
    )

    assert done.returncode == 0, done.stderr
    assert 2 == len(json.loads(done.stdout)["rows"])


def test_installed_wheel_brings_no_tools_of_development(installed, tmp_path):
    """Run-time dependencies only."""
    done = run(installed / "python", "-c", "import pytest", cwd=tmp_path)

    assert done.returncode != 0
