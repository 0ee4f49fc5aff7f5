"""Turtle files of the ontology read alike: one subject a block, in order, with registered prefixes only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.vocabulary import PREFIXES

ONTOLOGY = Path(__file__).parent.parent.parent / "ontology"
FILES = sorted(ONTOLOGY.rglob("*.ttl"))
TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^>\s]*>')
BEFORE = ("a", "rdfs:label", "skos:definition")


def parts(path: Path) -> tuple[list[str], list[str], list[str]]:
    """A file's head comment, its prefix lines and its blocks."""
    chunks = path.read_text("utf-8").rstrip("\n").split("\n\n")
    return chunks[0].split("\n"), chunks[1].split("\n"), chunks[2:]


def expanded(term: str) -> str:
    """The IRI of a term as Turtle writes it."""
    if term.startswith("<"):
        return term[1:-1]
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local.replace("\\", "")


def predicates(block: str) -> list[str]:
    """The predicates of a block in order; text and object lists left out."""
    plain = TOKEN.sub("_", block.partition(" ")[2])
    statements = re.split(r"\s;\n  (?! )", plain)
    return [statement.split()[0] for statement in statements]


@pytest.fixture(params=FILES, ids=lambda path: str(path.relative_to(ONTOLOGY)))
def path(request: pytest.FixtureRequest) -> Path:
    """One Turtle file."""
    return Path(request.param)


def test_plain_bytes(path):
    """UTF-8 without mark, LF, no tabs, no space at a line's end, one newline at the end."""
    text = path.read_bytes().decode("utf-8")

    assert not text.startswith("\ufeff")
    assert not re.search(r"[\t\r]|[ ]\n|\n\n\n", text)
    assert text.endswith(".\n")


def test_a_head_comment_says_what_the_file_is(path):
    """The first lines are a comment of the file's own."""
    head, _, _ = parts(path)

    assert all(line.startswith("#") for line in head)


def test_prefixes_are_registered_sorted_and_used(path):
    """Each prefix is that of kg.vocabulary, and each is needed."""
    _, lines, blocks = parts(path)
    found = [re.fullmatch(r"@prefix ([\w-]+): <(\S+)> \.", line) for line in lines]
    names = [match[1] for match in found if match]
    body = TOKEN.sub(lambda m: m[0] if m[0].startswith('"') else "", "\n".join(blocks))
    plain = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', body)

    assert all(found)
    assert sorted(names) == names
    assert {name: PREFIXES[name] for name in names} == {match[1]: match[2] for match in found if match}
    assert [] == [name for name in names if not re.search(rf"(?<![\w:-]){re.escape(name)}:", plain)]


def test_blocks_are_sorted_by_iri_and_have_one_subject(path):
    """Each thing has one block, found where its IRI belongs."""
    _, _, blocks = parts(path)
    subjects = [expanded(block.split()[0]) for block in blocks]

    assert subjects
    assert sorted(set(subjects)) == subjects


def test_blocks_are_indented_and_end_with_a_full_stop(path):
    """Predicates by two spaces, further objects by four; one full stop, at the end."""
    _, _, blocks = parts(path)
    for block in blocks:
        lines = block.split("\n")

        assert not lines[0].startswith(" "), lines[0]
        assert all(re.match(r" {2}(?: {2})?\S", line) for line in lines[1:]), lines[0]
        assert all(line.endswith((" ;", ",")) or re.match(r"  \S+$", line) for line in lines[:-1]), lines[0]
        assert lines[-1].endswith(" ."), lines[0]


def test_predicates_stand_in_order(path):
    """The type first, then label and definition, the rest by the alphabet; none twice."""
    _, _, blocks = parts(path)
    for block in blocks:
        found = predicates(block)
        rest = [p for p in found if p not in BEFORE]

        assert [*(p for p in BEFORE if p in found), *sorted(rest)] == found, block.split("\n")[0]
        assert len(set(found)) == len(found), block.split("\n")[0]
