"""What tests of several rooms share: a store of the three founding articles, and the command line."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure: examples have no deadline, and what fails is printed so that it can be repeated.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

HOME = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def articles(tmp_path_factory):
    """The folder of a store that holds the three founding articles and all reference data."""
    from kg.building.assembly import assembled
    from kg.building.inputs import Inputs
    from kg.store.embedded import EmbeddedStore

    data = tmp_path_factory.mktemp("data")
    (data / "sheets").mkdir()
    for name in "ABC":
        shutil.copy(HOME / "data" / "sheets" / f"{name}.yaml", data / "sheets")
    shutil.copy(HOME / "data" / "sources.csv", data)
    folder = tmp_path_factory.mktemp("store") / "articles"
    store = EmbeddedStore.open(folder, read_only=False)
    store.load(assembled(Inputs(data=data), lambda done, total, what: None).quads)
    store.close()
    return folder


@pytest.fixture(scope="session")
def curated(articles, tmp_path_factory):
    """The folder of a store with a journal: the founding articles, to which S001 was added; to be copied."""
    import kg
    from kg.ledger import Repository, Signature
    from kg.store.embedded import EmbeddedStore

    folder = tmp_path_factory.mktemp("curated") / "my-store"
    store = EmbeddedStore.open(articles)
    begun = Signature(author="A. Curator", reason="the founding articles")
    Repository.create(folder, (q for q in store.quads() if "source-S001" not in str(q.graph_name)), begun)
    store.close()
    with kg.open(folder) as opened:
        opened.add(HOME / "data" / "sheets" / "S001.yaml", reason="customs bulletin", author="A. Curator")
    return folder


@pytest.fixture
def my_store(curated, tmp_path):
    """A copy of it of one's own."""
    return Path(shutil.copytree(curated, tmp_path / "my-store"))


@pytest.fixture(scope="session")
def graph(articles):
    """The hall, opened on the founding articles."""
    import kg

    with kg.open(articles) as opened:
        yield opened


@pytest.fixture
def run(articles, capsys, monkeypatch):
    """Runs the command line on the founding articles: ``run("info")`` gives (exit code, stdout, stderr)."""
    from kg.cli import main

    monkeypatch.setenv("KG_STORE", str(articles))
    monkeypatch.delenv("COLUMNS", raising=False)

    def ran(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return ran
