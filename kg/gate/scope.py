"""What a submission may be about: facts of known kinds, with ids of their own, and nothing else."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.findings import Finding, Severity
from kg.gate.codes import CODES
from kg.gate.parts import object_of, predicate_of, subject_of
from kg.gate.rows import Row
from kg.gate.wording import fact_name, number_word, word
from kg.names import fold
from kg.vocabulary import BASE, PREFIXES, expand, shorten

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["kind_rows", "nearest_names", "taken_rows"]

_OWN = ("trade:Figure", "trade:Statement")
_LONGEST = 60
_TAKEN = (
    "Where the stored one was misread, say `replaces: {id}` and `because: misread`; where its publisher revised it, give "
    "the new figure an id of its own, `replaces: {id}` and `because: revised`; else give it another id."
)
_FIRST = [
    f"trade:{name}"
    for name in (
        *("value", "reporter", "partner", "product", "flow", "indicator", "period", "unit", "source"),
        *("speaker", "act", "inCapacity", "voice", "spokenOn", "gist"),
    )
]


def kind_rows(
    quads: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store, kinds: Collection[str]
) -> list[Row]:
    """A V07 for each new thing that is of no kind that the shapes look at: nothing would be checked of it."""
    kind = expand("rdf:type")
    given: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        given[subject_of(quad)] |= {object_of(quad)} if predicate_of(quad) == kind else set()
    return [
        _row("V07", subject, *_untyped(found, kinds))
        for subject, found in sorted(given.items())
        if not found & set(kinds) and not _is_stored(subject, engine)
    ]


def taken_rows(
    quads: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store, replaced: Collection[str] = frozenset()
) -> list[Row]:
    """An R07 for each figure or statement whose id the store has: a violation, or told where nothing differs.

    Those that are ``replaced``, and say so, are left out.
    """
    kind, owned = expand("rdf:type"), {str(expand(name)) for name in _OWN}
    said: dict[str, set[pyoxigraph.Triple]] = defaultdict(set)
    own: set[str] = set()
    for quad in quads:
        said[subject_of(quad)].add(quad.triple)
        if predicate_of(quad) == kind and object_of(quad) in owned:
            own.add(subject_of(quad))
    return list(_taken(sorted(own - set(replaced)), said, engine))


def nearest_names(iri: str, known: Iterable[str]) -> list[str]:
    """The known IRIs of the same kind, at most three, that look most like one that is not known, as prefixed names.

    Where one differs by capitals, spaces and hyphens only, it alone is meant.
    """
    if iri.startswith(PREFIXES["period"]):
        return []
    head = iri[: iri.rfind("/") + 1] if iri.startswith(BASE) and "#" not in iri else iri[: iri.rfind("#") + 1]
    slugs = {other.removeprefix(head): other for other in known if head and other.startswith(head)}
    spelled: dict[str, str] = {}
    for slug in sorted(slugs):
        spelled.setdefault(fold(slug), slugs[slug])
    wanted = fold(iri.removeprefix(head))
    if wanted in spelled:
        return [shorten(spelled[wanted])]
    near = difflib.get_close_matches(wanted, sorted(spelled), n=3, cutoff=0.6)
    return [shorten(spelled[slug]) for slug in near]


def _taken(
    own: Iterable[str], said: dict[str, set[pyoxigraph.Triple]], engine: pyoxigraph.Store
) -> Iterator[Row]:
    import pyoxigraph

    for subject in own:
        node = pyoxigraph.NamedNode(subject)
        stored = {quad.triple for quad in engine.quads_for_pattern(node, None, None, None)}
        if not stored:
            continue
        same = said[subject] <= stored
        message = "the graph has it already, unchanged"
        if not same:
            message = f"the graph has another fact of this id{_difference(said[subject], stored)}"
        remedy = "Nothing to do." if same else _TAKEN.format(id=subject.rpartition("/")[2])
        finding = Finding(
            code="R07",
            message=message,
            severity=Severity.INFO if same else Severity.VIOLATION,
            fact=fact_name(subject),
            about="dcterms:identifier",
            remedy=remedy,
            rule="ids",
        )
        yield Row(finding, frozenset({subject}))


def _difference(said: set[pyoxigraph.Triple], stored: set[pyoxigraph.Triple]) -> str:
    """In what two facts of one id differ, at most two properties: first what a person wrote."""
    ours, theirs = _by_property(said), _by_property(stored)
    apart = [name for name, values in ours.items() if not values <= theirs.get(name, set())]
    apart.sort(key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
    told = [
        f"{name}: {_listed(theirs.get(name))} in the graph, {_listed(ours[name])} here" for name in apart[:2]
    ]
    return f"; it differs in {'; '.join(told)}" if told else ""


def _by_property(triples: set[pyoxigraph.Triple]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for triple in triples:
        value = triple.object
        text = object_of(triple)
        told = number_word(text) if hasattr(value, "datatype") else word(text)
        found[shorten(predicate_of(triple))].add(told)
    return found


def _listed(values: set[str] | None) -> str:
    texts = [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in sorted(values or ())]
    return ", ".join(texts[:3]) or "nothing"


def _untyped(found: set[str], kinds: Collection[str]) -> tuple[str, str]:
    if not found:
        return "it does not say what it is", "rdf:type"
    name = shorten(min(found))
    near = nearest_names(min(found), kinds)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"{name} is no kind of thing that is known here{hint}", "rdf:type"


def _is_stored(subject: str, engine: pyoxigraph.Store) -> bool:
    import pyoxigraph

    return any(True for _ in engine.quads_for_pattern(pyoxigraph.NamedNode(subject), None, None, None))


def _row(code: str, subject: str, message: str, about: str | None) -> Row:
    finding = Finding(
        code=code,
        message=message,
        fact=fact_name(subject),
        about=about,
        remedy=CODES[code].remedy,
        rule="scope",
    )
    return Row(finding, frozenset({subject}))
