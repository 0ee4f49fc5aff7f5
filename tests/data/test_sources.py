"""The registry of sources: complete, with no address that was not read, and each kind of publisher known.

Expected values come from the list of pages that were read; the digest of addresses was taken from it.
"""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from kg.rdf import slugify
from kg.vocabulary import thing

ADDRESSES = "f9658be54b4aee17"
"""First 16 hex digits of the SHA-256 of the lines "id address", sorted, of the list of pages that were read.

Two public repositories, which the list names as github:owner/name:file, are given as the pages of the repositories.
"""

COPIES = {"S035": "A", "T07": "T06"}
"""Pages that the list itself calls a copy or a translation of another page in it."""


@pytest.fixture(scope="module")
def sources(registry):
    """The sources of the registry by id."""
    return registry[0]


def test_309_sources(sources):
    """Every page that was read is there."""
    assert len(sources) == 309


def test_no_address_is_invented(sources):
    """The addresses are those of the list, and the eight that it leaves blank stay blank."""
    lines = "".join(f"{key} {sources[key].address or ''}\n" for key in sorted(sources))

    assert hashlib.sha256(lines.encode()).hexdigest()[:16] == ADDRESSES
    assert sum(source.address is None for source in sources.values()) == 8


def test_copies_point_to_their_original(sources):
    """A copy names an original that is in the list."""
    assert {key: source.copy_of for key, source in sources.items() if source.copy_of} == COPIES


def test_a_date_of_issue_lies_within_its_bounds(sources):
    """Where a date is given, so are its bounds, in order."""
    for source in sources.values():
        if source.issued:
            assert source.issued_earliest <= source.issued_latest
            assert str(source.issued_latest).startswith(str(source.issued))
        if source.issued_earliest and source.issued_latest:
            assert source.issued_earliest <= source.issued_latest


def test_kinds_of_publishers(sources):
    """Customs, statistics offices and governments are official, news agencies are agencies, and so on."""
    counted = Counter(source.kind for source in sources.values())

    assert counted == {
        "press": 120,
        "agency": 94,
        "official": 40,
        "unknown": 29,
        "company": 10,
        "research": 10,
        "reference": 6,
    }


def test_every_publisher_is_an_organisation_of_the_reference_data(sources, names):
    """Its slug is that of its name."""
    missing = {source.publisher for source in sources.values()} - {
        name
        for name in (source.publisher for source in sources.values())
        if names.kind(thing("organisation", slugify(name))) == "organisation"
    }

    assert not missing


def test_one_publisher_is_of_one_kind(sources):
    """No publisher is official on one page and press on another."""
    kinds = Counter(name for name, _ in {(source.publisher, source.kind) for source in sources.values()})

    assert set(kinds.values()) == {1}
