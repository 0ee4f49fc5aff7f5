"""Signed commits: whose key it was, and that nobody forged it."""

import sys

import pytest

from kg.errors import MissingExtra, UsageProblem
from kg.ledger import ChangeSet, Repository, Signature
from kg.ledger.journal.signing import Ed25519Signer, new_key


@pytest.fixture
def keys(tmp_path):
    """Two private keys in files, and their public halves."""
    return {name: (tmp_path / name, new_key(tmp_path / name)) for name in ("mine", "yours")}


@pytest.fixture
def signed(repository, parts, keys):
    """A store whose last commit is signed."""
    signer = Ed25519Signer.read(keys["mine"][0])
    repository.commit(
        ChangeSet.of(parts.batch("new")), Signature(author="me", reason="signed", signer=signer)
    )
    return repository


def test_a_signature_is_verified_by_its_key(signed, keys):
    """The signed commit passes, the four before it are not signed: L04."""
    found = signed.verify(keys=[keys["mine"][1]])

    assert ["L04"] * 4 == [finding.code for finding in found]
    assert f"commit:{signed.head}" not in {finding.fact for finding in found}


def test_an_unknown_key_is_told(signed, keys):
    """L04 names it."""
    found = {finding.fact: finding.message for finding in signed.verify(keys=[keys["yours"][1]])}

    assert "it is signed with the unknown key" in found[f"commit:{signed.head}"]


def test_a_forged_signature_is_told(signed, keys):
    """A signature of another's, under the right name."""
    journal = signed.folder / "journal.rdfp"
    forger = Ed25519Signer.read(keys["yours"][0])
    record = signed.log()[-1]
    good = f"{keys['mine'][1]} {record.signature[1]}"
    bad = f"{keys['mine'][1]} {forger.sign(record.digest.encode()).hex()}"
    journal.write_text(journal.read_text("utf-8").replace(good, bad), "utf-8")

    found = {f.fact: f.message for f in Repository.open(signed.folder).verify(keys=[keys["mine"][1]])}
    assert "its signature is not by the key that it names" == found[f"commit:{record.id}"]


def test_a_key_file_is_private_and_never_overwritten(keys):
    """Mode 600; what is no key is refused."""
    path, _ = keys["mine"]

    assert 0o600 == path.stat().st_mode & 0o777
    with pytest.raises(FileExistsError):
        new_key(path)
    path.write_text("nix", "ascii")
    with pytest.raises(UsageProblem, match="no private key"):
        Ed25519Signer.read(path)


def test_without_the_library_it_says_what_to_install(tmp_path, monkeypatch):
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)

    with pytest.raises(MissingExtra, match=r"pip install cryptography \(extra “signing”\)"):
        new_key(tmp_path / "key")


def test_a_curator_signs_from_the_command_line(run, my_store, tmp_path, monkeypatch):
    """`kg key new`, `--key` or $KG_KEY; log and show name the key, verify takes it or its file, and a file is kept."""

    def kg(*words):
        return run("--store", my_store, *words)

    key = tmp_path / "me.key"
    public = kg("key", "new", key)[1].strip()
    assert (64, 0o600, 2) == (len(public), key.stat().st_mode & 0o777, kg("key", "new", key)[0])

    assert f"Signed by {public[:16]}." in kg("accept", "F0030", "--reason", "it is final", "--key", key)[1]
    monkeypatch.setenv("KG_KEY", str(key))
    assert f"Signed by {public[:16]}." in kg("undo", "HEAD")[1]
    assert public in kg("show", "HEAD")[1]
    assert 2 == kg("log")[1].count(public[:16])
    unsigned = kg("verify", "--key", public)
    assert (5, 2) == (unsigned[0], unsigned[1].count("it is not signed"))
    assert unsigned == kg("verify", "--key", key)
    assert 2 == kg("verify", "--key", "nix")[0]


def test_a_signed_commit_that_is_sent_again_is_done_already(repository, parts, keys):
    """The same submission by the same key is the same commit: nothing is written."""
    me = Signature(author="me", reason="signed", signer=Ed25519Signer.read(keys["mine"][0]))
    change = ChangeSet.of(parts.batch("new"))
    first = repository.commit(change, me, submission="mine-1")
    size = (repository.folder / "journal.rdfp").stat().st_size

    assert (first.commit, False) == (lambda again: (again.commit, again.done))(
        repository.commit(change, me, submission="mine-1")
    )
    assert size == (repository.folder / "journal.rdfp").stat().st_size


def test_a_forged_author_breaks_the_chain(signed, keys):
    """Another name in a signed record is another digest: the journal is damaged, and says at which record."""
    journal = signed.folder / "journal.rdfp"
    journal.write_text(journal.read_text("utf-8").replace('"author": "me"', '"author": "you"'), "utf-8")
    found = Repository.open(signed.folder).verify(keys=[keys["mine"][1]])

    assert [True] == ["its digest is another one" in one.message for one in found if one.code == "L01"]
