"""Stores made by older versions: told, asked as before, brought over by a commit or refused with what stands against it."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

import kg
from kg.building.assembly import assembled
from kg.building.inputs import Inputs
from kg.errors import DamagedError, RejectedError, UsageProblem
from kg.ledger import ChangeSet, Repository, Signature
from kg.ledger.commits.shipped import shipped_digest
from kg.ledger.journal.formats import STEPS, bring_over
from kg.ledger.journal.genesis import digest_of
from kg.ledger.journal.layout import FORMAT, Layout
from kg.ledger.keeping.archive import backup, restore
from kg.ledger.keeping.migration import is_shipped, migrate, shipped_base

ONTOLOGY = Path(__file__).parent.parent.parent / "ontology"
OLDER = {
    "reference/groups.ttl": [("place:japan", "place:nippon")],
    "reference/places.ttl": [("place:japan", "place:nippon")],
    "reference/organisations.ttl": [("organisation:taylor-and-francis a", "organisation:taylor-francis a")],
    "reference/products.ttl": [('rdfs:label "Carpets"@en', 'rdfs:label "Floor coverings"@en')],
    "core.ttl": [("trade:Retired a owl:Class ;", "trade:GivenUp a owl:Class ;")],
    "reference/retired.ttl": [
        ("taylor-francis a trade:Retired", "taylor-f a trade:Retired"),
        ("trade:Retired", "trade:GivenUp"),
    ],
}
"""How the ontology and reference data were, in a version that never was: other names, another label, a class less."""


def rewritten(folder, changes):
    """A copy of the ontology with other texts in some files."""
    shutil.copytree(ONTOLOGY, folder)
    for name, pairs in changes.items():
        text = (folder / name).read_text("utf-8")
        for new, old in pairs:
            text = text.replace(new, old)
        (folder / name).write_text(text, "utf-8")
    return Inputs(ontology=folder)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The third article alone."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "sheets").mkdir()
    shutil.copy(ONTOLOGY.parent / "data" / "sheets" / "C.yaml", folder / "sheets")
    shutil.copy(ONTOLOGY.parent / "data" / "sources.csv", folder)
    return folder


@pytest.fixture(scope="module")
def begun():
    """Who builds stores."""
    return Signature(author="A. Curator", reason="begin")


@pytest.fixture(scope="module")
def older(data, begun, tmp_path_factory):
    """A store that was built from the older files; to be copied."""
    place = tmp_path_factory.mktemp("older")
    inputs = rewritten(place / "ontology", OLDER)
    quads = assembled(Inputs(data=data, ontology=inputs.ontology), lambda *_: None).quads
    Repository.create(place / "store", quads, begun, shipped=shipped_digest(inputs.ontology))
    return place / "store"


@pytest.fixture
def old(older, tmp_path):
    """A copy of it of one's own."""
    return Path(shutil.copytree(older, tmp_path / "old"))


@pytest.fixture(scope="module")
def today(data):
    """All quads of a store built from the same facts and today's files."""
    return assembled(Inputs(data=data), lambda *_: None).quads


def test_an_older_store_says_so_and_answers(old, run):
    """L09 of verify, a line of doctor; the answer is there, and so is the way over."""
    [found] = Repository.open(old).verify().findings
    code, out, _ = run("--store", old, "doctor")

    assert ("L09", "warning", True) == (found.code, found.severity.word, "kg migrate" in found.remedy)
    assert (0, True) == (code, "another version of the ontology and reference data; `kg migrate`" in out)
    assert 0 == run("--store", old, "ask", "sources")[0]


def test_adding_to_an_older_store_is_told(old, run, tmp_path):
    """A warning L09 in the report of a dry run; it keeps nothing out."""
    sheet = shutil.copy(ONTOLOGY.parent / "data" / "sheets" / "S001.yaml", tmp_path)
    code, out, _ = run("--store", old, "add", sheet, "--dry-run", "--json")

    assert (0, ["L09"]) == (code, [one["code"] for one in json.loads(out)["report"]["findings"]])


def test_migrating_leads_to_the_graph_that_is_built_today(old, begun, today):
    """The digest is that of the graph built anew; undoing gives the old one back, and the warning."""
    repository = Repository.open(old)
    before, fresh = repository.digest(), ChangeSet.of(today).added

    done = migrate(repository, begun)

    history = repository.history
    assert ("migrate", True) == (done.kind, done.done)
    assert digest_of(fresh) == repository.digest()
    assert {quad for quad in fresh if is_shipped(quad)} == shipped_base(history.genesis(), history.records)
    assert not migrate(repository, begun).done
    repository.undo(done.commit, begun)
    assert before == repository.digest()
    assert ["L09"] == [one.code for one in repository.verify()]


def test_what_users_added_and_changed_stays(old, run):
    """An alias, a label of one's own where another one is shipped, and what names a place that is called otherwise now."""
    with kg.open(old) as graph:
        graph.revise("product:hs-57", "label", "Rugs", reason="our word")
        graph.revise("organisation:taylor-francis", "alias", "T and F", reason="our alias")
        done = graph.migrate(reason="new version")

        assert "product:hs-57 keeps its own rdfs:label." in done.notes
        assert "Rugs" == graph.show("product:hs-57").title
        assert graph.names.resolve("T and F").endswith("/taylor-and-francis")
        assert graph.show("organisation:taylor-francis").iri.endswith("/taylor-and-francis")


def test_what_users_added_stays_when_another_version_follows(old, begun, tmp_path):
    """An alias that one migration gave to the new name is not taken for a shipped one, and gone, by the next."""
    newer = rewritten(tmp_path / "ontology", {"reference/products.ttl": [('"Carpets"@en', '"Rugs"@en')]})
    with kg.open(old) as graph:
        graph.revise("organisation:taylor-francis", "alias", "T and F", reason="our alias")
    repository = Repository.open(old)
    migrate(repository, begun)
    done = migrate(repository, begun, inputs=newer)

    with kg.open(old) as graph:
        assert graph.names.resolve("T and F").endswith("/taylor-and-francis")
    repository.undo(done.commit, begun)
    history = repository.history
    base = shipped_base(history.genesis(), history.records)
    assert {"Carpets"} == {q.object.value for q in base} & {"Carpets", "Rugs", "T and F"}


def test_what_users_said_of_a_place_that_is_dropped_keeps_the_store_as_it_is(old, begun):
    """U09: another version has no place:nippon and no name for it; nothing is left behind without a type."""
    with kg.open(old) as graph:
        graph.revise("place:nippon", "alias", "Nihon", reason="our alias")
    repository = Repository.open(old)
    before = repository.digest()

    with pytest.raises(RejectedError, match="things of the store would break a rule") as refused:
        migrate(repository, begun)

    assert [("U09", "place:nippon")] == [(one.code, one.fact) for one in refused.value.report]
    assert "skos:altLabel" in refused.value.report.findings[0].message
    assert before == repository.digest()


def test_a_figure_of_a_place_that_is_dropped_is_listed(old, begun, tmp_path):
    """U09 names the figure: of a partner that another version no longer has."""
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(
        "source: {id: X7, title: A bulletin, publisher: Xinhua, kind: official, issued: 2022-12-01}\n"
        "defaults: {reporter: guangdong, period: 2021, partner: nippon}\n"
        "figures:\n  - {flow: export, value: {id: X7-1, is: 300 billion CNY}}\n",
        "utf-8",
    )
    with kg.open(old) as graph:
        graph.add(sheet, reason="ours")

    with pytest.raises(RejectedError) as refused:
        migrate(Repository.open(old), begun)
    assert ("U09", "figure:X7-1") in {(one.code, one.fact) for one in refused.value.report}


def test_a_dry_run_says_what_would_come_and_go(old, run):
    """Graph by graph; nothing is written."""
    code, out, _ = run("--store", old, "migrate", "--dry-run")

    assert (0, True) == (code, "graph:reference-places" in out)
    assert 1 == len(Repository.open(old).log())
    assert (2, True) == (lambda ran: (ran[0], "needs a reason" in ran[2]))(run("--store", old, "migrate"))


def test_a_class_or_thing_that_old_facts_need_keeps_the_store_as_it_is(old, begun, tmp_path):
    """Input 83: a version without Guangdong is refused with the number of what would break, and the list."""
    newer = rewritten(
        tmp_path / "ontology",
        {"reference/places.ttl": [("place:guangdong a trade:Place ;", "place:guangdong a trade:Port ;")]},
    )
    repository = Repository.open(old)
    before = repository.digest()

    with pytest.raises(RejectedError, match=r"\d+ things of the store would break a rule") as refused:
        migrate(repository, begun, inputs=newer)

    assert ("V07", "figure:C-F8") in {(one.code, one.fact) for one in refused.value.report}
    assert (before, 1) == (repository.digest(), len(repository.log()))


def test_facts_are_held_against_rules_that_changed(old, begun, monkeypatch):
    """The whole graph is judged then, not the change alone: what breaks today's rules is listed."""
    asked = []
    monkeypatch.setattr("kg.ledger.commits.standing.rules_digest", lambda: "others")
    monkeypatch.setattr(
        "kg.ledger.keeping.migration.validate",
        lambda store: (
            asked.append(len(store))
            or kg.Report.of([kg.Finding(code="V07", message="the region is none", fact="figure:C-F1")])
        ),
    )

    with pytest.raises(RejectedError, match="1 things of the store") as refused:
        migrate(Repository.open(old), begun)
    assert (["figure:C-F1"], True) == ([one.fact for one in refused.value.report], asked[0] > 10_000)


@pytest.fixture
def first(copied):
    """A small store whose folder has format 1."""

    def made(name="first"):
        folder = copied(name)
        (folder / "store.json").write_text('{"format": 1, "tool": "kg 0.1"}', "utf-8")
        return folder

    return made


def test_an_older_format_is_read_and_not_written_to(first, me, parts):
    """Reading, verify (L09) and backup work; a commit is refused with the command, exit code 2."""
    folder = first()
    repository = Repository.open(folder)

    assert 4 == len(repository.log())
    assert ["L09"] == [one.code for one in repository.verify()]
    with pytest.raises(UsageProblem, match=r"kg --store .* migrate"):
        repository.undo("#1", me)


@pytest.mark.parametrize("mode", ["before", "after", "middle"])
def test_a_format_is_brought_over_whole_or_not_at_all(first, failing, mode):
    """Every operation on the disk fails once: the folder has the old format or the new one, and can be read."""
    for at in range(1, 20):
        folder, disk = first(f"first-{at}"), failing(at, mode)
        with suppress(OSError):
            bring_over(Layout(folder), disk)
        if disk.failed is None:
            break
        assert Layout(folder).described()["format"] in {1, FORMAT}
        bring_over(Layout(folder), failing(0, mode))
        assert FORMAT == Layout(folder).described()["format"]
        assert () == Repository.open(folder).verify().findings
    assert at > 3


def test_a_backup_of_an_older_format_is_restored_in_the_new_one(first, quick):
    """Every format before this one has a step."""
    backup(first(), quick / "old.tar")
    restore(quick / "old.tar", quick / "new")

    assert FORMAT == Layout(quick / "new").described()["format"]
    assert set(range(1, FORMAT)) == set(STEPS)


def test_a_format_of_a_later_version_is_refused(copied):
    """Exit code 2 with what to install; a folder that says nothing is damaged."""
    folder = copied()
    (folder / "store.json").write_text('{"format": 99, "tool": "kg 9"}', "utf-8")
    with pytest.raises(UsageProblem, match="made by kg 9"):
        bring_over(Layout(folder), Repository(folder).disk)
    (folder / "store.json").write_text("{}", "utf-8")
    with pytest.raises(DamagedError):
        bring_over(Layout(folder), Repository(folder).disk)
