"""The cache of built graphs: never stale, never half, safe among processes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.building import Inputs, build, bundled
from kg.building.seals import is_whole
from kg.cache import cache_folder
from kg.errors import UsageProblem
from kg.store.counts import counts
from kg.store.embedded import EmbeddedStore

ROOT = Path(__file__).parent.parent.parent
BUILD = """
import sys
from pathlib import Path
from kg.building import Inputs, bundled
folder = Path(sys.argv[1])
inputs = Inputs(data=folder / "data", ontology=folder / "ontology", shapes=folder / "shapes")
def told(done, total, what):
    print(what, flush=True)
    if what == "writing the store" and sys.argv[2] == "wait":
        sys.stdin.readline()
if sys.argv[2] == "die":
    import os, signal, kg.building.works
    kg.building.works.place = lambda *_args, **_more: os.kill(os.getpid(), signal.SIGKILL)
print(bundled(told, validate=False, inputs=inputs))
"""


def started(inputs, how):
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(inputs.data.parent), how],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_the_graph_is_built_once(cache, inputs, monkeypatch):
    """The second opening finds the first one's work."""
    first = bundled(validate=False, inputs=inputs)
    monkeypatch.setattr("kg.building.works.assembled", None)

    assert first == bundled(validate=False, inputs=inputs)
    assert [first] == list(cache.iterdir())
    assert 3 == counts(EmbeddedStore.open(first))["things"]["figures"]


def test_building_without_a_target_fills_the_cache(cache, inputs):
    """What `kg build` made is what `kg ask` opens."""
    made = build(validate=False, inputs=inputs).path

    assert made == bundled(inputs=inputs)


@pytest.mark.parametrize(
    "name", ["data/sheets/X.yaml", "data/sources.csv", "ontology/core.ttl", "shapes/new.ttl"]
)
def test_any_change_of_a_file_is_another_graph(inputs, name):
    """The digest covers facts, registry, ontology and shapes."""
    before = inputs.digest()
    path = inputs.data.parent / name
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "# changed\n", "utf-8")

    assert before != inputs.digest()


def test_a_renamed_file_is_another_graph(inputs):
    """The names of files count, not only what they hold; caches and hidden files do not."""
    before = inputs.digest()
    (inputs.data / ".hidden").write_text("x", "utf-8")

    assert before == inputs.digest()

    (inputs.data / "sheets" / "X.yaml").rename(inputs.data / "sheets" / "W.yaml")

    assert before != inputs.digest()


def test_the_shipped_files_are_the_default():
    """Without other folders the shipped ones are taken."""
    assert (ROOT / "data", ROOT / "ontology") == (Inputs().data, Inputs().ontology)


@pytest.mark.parametrize("damage", ["CURRENT", "SEAL", "sst"])
def test_a_damaged_graph_is_built_again(cache, inputs, damage):
    """A missing or cut file shows when the graph is opened, and is mended."""
    store = bundled(validate=False, inputs=inputs)
    if damage == "sst":
        largest = max(store.glob("*.sst"), key=lambda path: path.stat().st_size)
        largest.write_bytes(largest.read_bytes()[:-10])
    else:
        (store / damage).unlink()

    assert not is_whole(store)
    assert store == bundled(validate=False, inputs=inputs)
    assert is_whole(store)
    assert [store] == list(cache.iterdir())
    assert 3 == counts(EmbeddedStore.open(store))["things"]["figures"]


def test_a_seal_that_is_none_is_damage(tmp_path):
    """A seal that is empty, no JSON or no mapping vouches for nothing."""
    for text in ("{}", "", "[1]"):
        (tmp_path / "SEAL").write_text(text, "utf-8")

        assert not is_whole(tmp_path)


def test_two_processes_that_build_at_once_end_with_one_whole_graph(cache, inputs):
    """Both have read everything before either writes; one wins, the other uses its work."""
    both = [started(inputs, "wait") for _ in range(2)]
    for process in both:
        while process.stdout.readline() != "writing the store\n":
            assert process.poll() is None
    ends = [process.communicate("go\n", timeout=60)[0].splitlines()[-1] for process in both]

    assert [0, 0] == [process.returncode for process in both]
    assert 1 == len(set(ends))
    assert [Path(ends[0])] == list(cache.iterdir())
    assert 3 == counts(EmbeddedStore.open(Path(ends[0])))["things"]["figures"]


def test_a_reader_keeps_the_graph_that_a_second_builder_finds(cache, inputs):
    """A whole graph that is there already stays, so that nobody who reads it is disturbed."""
    store = bundled(validate=False, inputs=inputs)
    before = (store / "SEAL").stat().st_ino
    build(validate=False, inputs=inputs)

    assert before == (store / "SEAL").stat().st_ino


def test_a_killed_build_leaves_nothing_that_passes_for_a_graph(cache, inputs):
    """Killed just before its end, a build leaves a draft only, which the next one removes."""
    process = started(inputs, "die")
    process.communicate(timeout=60)

    assert -signal.SIGKILL == process.returncode
    (draft,) = cache.iterdir()
    assert draft.name.startswith(".building-")

    store = bundled(validate=False, inputs=inputs)

    assert [store] == list(cache.iterdir())


def test_the_newest_three_graphs_are_kept(cache, inputs):
    """Old graphs go, other folders stay."""
    stores = []
    for number in range(5):
        (inputs.data / "note").write_text(str(number), "utf-8")
        stores.append(bundled(validate=False, inputs=inputs))
        os.utime(stores[-1], (number, number))
    (cache / "mine").mkdir()
    (inputs.data / "note").write_text("last", "utf-8")
    stores.append(bundled(validate=False, inputs=inputs))

    assert {*stores[-3:], cache / "mine"} == set(cache.iterdir())


def test_the_draft_of_a_living_process_is_left_alone(cache, inputs):
    """Pruning does not touch what another process is building, nor guess at odd names."""
    alive, init, odd = (cache / f".building-{name}-0" for name in (os.getppid(), 1, "x"))
    for folder in (alive, init, odd):
        folder.mkdir(parents=True)
    store = bundled(validate=False, inputs=inputs)

    assert {store, alive, init} == set(cache.iterdir())


def test_a_cache_that_cannot_be_written_is_told(inputs, tmp_path, monkeypatch):
    """A file in the cache's place is a problem of use, not a crash."""
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "file"))

    with pytest.raises(UsageProblem, match="cannot be written"):
        bundled(validate=False, inputs=inputs)


@pytest.mark.parametrize(
    ("platform", "env", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/regional-trade-graph"),
        ("linux", {}, "/home/me/.cache/regional-trade-graph"),
        ("darwin", {}, "/home/me/Library/Caches/regional-trade-graph"),
        ("win32", {"LOCALAPPDATA": "/app"}, "/app/regional-trade-graph"),
        ("win32", {"KG_CACHE": "~/own"}, "/home/me/own"),
    ],
)
def test_the_cache_is_where_the_platform_keeps_caches(monkeypatch, platform, env, expected):
    """KG_CACHE comes first, then the platform's custom."""
    for name in ("KG_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("kg.cache.sys.platform", platform)

    assert Path(expected) == cache_folder()
