"""Signed commits: whose key it was, and that nobody forged it."""

import sys

import pytest

from kg.errors import MissingExtra, UsageProblem
from kg.ledger import ChangeSet, Repository, Signature
from kg.ledger.signing import Ed25519Signer, new_key


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
