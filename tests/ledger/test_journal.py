"""The journal: torn ends are cut and told, changed records are found and named, and old formats are refused."""

import json
import re

import pytest

from kg.errors import DamagedError, LockedError, UnreachableError, UsageProblem
from kg.findings import Severity
from kg.ledger import ChangeSet, Repository
from kg.ledger.journal.locks import exclusive
from kg.ledger.journal.record import Record, RecordFault


def codes(repository):
    return [finding.code for finding in repository.verify()]


def test_a_record_reads_back_as_it_was_written(repository):
    """Header, lines and digest survive."""
    for record in repository.log():
        assert record == Record.parse(record.text())


def test_a_record_is_readable_rdf_patch(repository, me, parts):
    """A header in JSON, one line for each triple, an end line with the digest."""
    repository.commit(ChangeSet.of([parts.quad("x", 'a "text"\nof two lines')]), me)
    head, line, end = (repository.folder / "journal.rdfp").read_text("utf-8").splitlines()[-3:]

    assert "to see" == json.loads(head.removeprefix("H "))["reason"]
    assert re.fullmatch(r"A <.*/place/x> <.*> .* <.*/graph/source-X> \.", line)
    assert re.fullmatch(r"E [0-9a-f]{64}", end)


@pytest.mark.parametrize("tail", [b"H {", b"H {}\nA <x", b"\0\0\0\0", b'H {"a": 1}\nA x\0\nE 00\n'])
def test_a_torn_end_is_cut_off_and_told(repository, me, parts, tail):
    """What is no whole record never counted: a warning L02, and the next commit says that it cut it off."""
    journal = repository.folder / "journal.rdfp"
    whole = journal.read_bytes()
    journal.write_bytes(whole + tail)

    (finding,) = Repository.open(repository.folder).verify()
    assert ("L02", Severity.WARNING) == (finding.code, finding.severity)
    done = Repository.open(repository.folder).commit(ChangeSet.of(parts.batch("new")), me)
    assert "was cut off" in done.notes[0]
    assert journal.read_bytes().startswith(whole + b"H ")
    assert [] == codes(repository)


@pytest.mark.parametrize("number", range(4))
def test_an_edited_record_is_named(repository, me, parts, number):
    """Exit code 5 and the number of the record, whichever it is; readers still read."""
    journal = repository.folder / "journal.rdfp"
    texts = [record.text() for record in repository.log()]
    texts[number] = texts[number].replace('"worker"', '"forger"')
    journal.write_text("".join(texts), "utf-8")

    with pytest.raises(DamagedError, match=rf"Record {number} of the journal .* changed after") as damaged:
        Repository.open(repository.folder).commit(ChangeSet.of(parts.batch("new")), me)
    assert 5 == damaged.value.exit_code
    assert ["L01"] == codes(Repository.open(repository.folder))
    Repository.open(repository.folder).store().close()


def test_a_record_that_was_dropped_is_noticed(repository):
    """The chain does not fit: L01."""
    texts = [record.text() for record in repository.log()]
    (repository.folder / "journal.rdfp").write_text("".join(texts[:1] + texts[2:]), "utf-8")

    with pytest.raises(DamagedError, match=r"Record 1 .* does not follow"):
        Repository.open(repository.folder).log()


def test_a_record_without_an_end_is_noticed(repository):
    """In the middle of the journal it is damage, not a torn end."""
    journal = repository.folder / "journal.rdfp"
    journal.write_text(re.sub(r"E \w+\n", "", journal.read_text("utf-8"), count=1), "utf-8")

    with pytest.raises(DamagedError, match=r"Record 0 .* no end line"):
        Repository.open(repository.folder).log()


def test_a_journal_that_lost_what_was_published_is_refused(repository, me, parts):
    """Exit code 5 with the commit; rebuild goes back to what the journal holds, and says what is lost."""
    lost = repository.commit(ChangeSet.of(parts.batch("new")), me).commit
    texts = [record.text() for record in repository.log()]
    (repository.folder / "journal.rdfp").write_text("".join(texts[:-1]), "utf-8")

    again = Repository.open(repository.folder)
    with pytest.raises(DamagedError, match=f"lacks the commit {lost}"):
        again.commit(ChangeSet.of(parts.batch("other")), me)
    assert {"L05", "L07"} == set(codes(again))
    assert any(lost in text for text in again.rebuild())
    assert [] == codes(again)


def test_flipped_bytes_in_the_store_are_found_and_rebuilt(repository):
    """L05, and rebuild makes it whole again; the digest is the one of before."""
    digest = repository.digest()
    for path in (repository.folder / "live").glob("*.sst"):
        path.unlink()
    assert "L05" in codes(repository)
    repository.rebuild()
    assert [] == codes(repository)
    assert digest == repository.digest()


def test_a_damaged_store_mends_itself_when_somebody_writes(repository, me, parts):
    """The next commit makes the writer's store anew, and says so."""
    for path in (repository.folder / "live").glob("*.sst"):
        path.unlink()
    done = repository.commit(ChangeSet.of(parts.batch("new")), me)

    assert "made anew from the journal" in done.notes[0]
    assert [] == codes(repository)


def test_another_genesis_is_found(repository):
    """L03."""
    (repository.folder / "genesis.nq.gz").write_bytes(b"nothing")

    assert ["L03"] == codes(repository)


def test_a_head_that_cannot_be_read_is_found_and_rebuilt(repository):
    """L06."""
    (repository.folder / "HEAD").write_text("nonsense", "utf-8")

    assert "L06" in codes(repository)
    with pytest.raises(DamagedError, match="kg rebuild"):
        repository.store()
    repository.rebuild()
    assert [] == codes(repository)


@pytest.mark.parametrize(
    ("about", "error"), [('{"format": 3, "tool": "x 9"}', UsageProblem), ("nix", DamagedError)]
)
def test_another_format_is_refused_with_what_to_do(repository, about, error):
    """Exit code 2 and what to install for another version, 5 for what is no description."""
    (repository.folder / "store.json").write_text(about, "utf-8")

    with pytest.raises(error, match=r"Install the version that made it|cannot be read"):
        Repository.open(repository.folder)


def test_what_is_no_store_is_told(tmp_path):
    """Exit code 8; a store without a journal gets the command that makes one."""
    with pytest.raises(UnreachableError, match="There is no store"):
        Repository.open(tmp_path)
    (tmp_path / "CURRENT").touch()
    with pytest.raises(UnreachableError, match="without a journal; `kg build FOLDER`"):
        Repository.open(tmp_path)


def test_a_busy_store_is_refused_after_a_while(repository, me, parts):
    """Exit code 4."""
    repository.wait = 0.05
    with (
        exclusive(repository.folder / "lock", 1),
        pytest.raises(LockedError, match="Another writer") as locked,
    ):
        repository.commit(ChangeSet.of(parts.batch("new")), me)
    assert 4 == locked.value.exit_code


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("X\nE 0\n", "does not begin"),
        ("H {}\nE 0 1\n", "wrong number of words"),
        ("H {\nE 0\n", "no JSON"),
        ("H []\nE 0\n", "no JSON object"),
        ("H {}\nX y\nE 0\n", "neither adds nor removes"),
        ("H {}\nE 0\n", "other fields"),
    ],
)
def test_what_is_no_record_says_why(text, fault):
    """Each fault of form in words."""
    with pytest.raises(RecordFault, match=fault):
        Record.parse(text)
