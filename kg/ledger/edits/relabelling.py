"""Labels of propositions hold the names of things, and take the new ones where a thing gets another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from kg.ledger.journal.changes import ChangeSet
from kg.ledger.state.overlay import Overlay
from kg.rdf import node
from kg.vocabulary import thing

__all__ = ["relabelled"]

_LABEL = node("rdfs:label")
_PROPOSITIONS, _CELLS = thing("proposition", ""), thing("cell", "")


def relabelled(old: str, new: str, before: Overlay, after: Overlay) -> ChangeSet:
    """The labels of the propositions that name a thing, with its English name after a change in place of that before."""
    name, other = _english(old, before), _english(new, after)
    if name is None or other is None or name == other:
        return ChangeSet()
    added: list[Quad] = []
    removed: list[Quad] = []
    for proposition in sorted(set(_about(new, after))):
        said = after.of(proposition)
        longer = {text for one in _named(said, after) if one != new and (text := _english(one, after))}
        for quad in said:
            label = quad.object
            if quad.predicate != _LABEL or not isinstance(label, Literal):
                continue
            text = _exchanged(label.value, name, other, longer)
            if text != label.value:
                removed.append(quad)
                added.append(
                    Quad(quad.subject, _LABEL, Literal(text, language=label.language), quad.graph_name)
                )
    return ChangeSet.of(added, removed)


def _about(iri: str, view: Overlay) -> Iterator[str]:
    """The propositions that point at a thing, or at a cell whose key names it."""
    for quad in view.to(iri):
        subject = _iri(quad.subject)
        if subject.startswith(_PROPOSITIONS):
            yield subject
        elif subject.startswith(_CELLS):
            yield from (one for q in view.to(subject) if (one := _iri(q.subject)).startswith(_PROPOSITIONS))


def _named(said: Iterable[Quad], view: Overlay) -> Iterator[str]:
    """The things that a proposition names, itself or by its cells."""
    for quad in said:
        iri = _iri(quad.object)
        yield iri
        if iri.startswith(_CELLS):
            yield from (_iri(one.object) for one in view.of(iri))


def _exchanged(text: str, old: str, new: str, longer: set[str]) -> str:
    """The text with one name for another; longer names that hold the old one stay as they are."""
    kept = sorted((one for one in longer if old in one and one != old), key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in (*kept, old)))
    return pattern.sub(lambda found: new if found[0] == old else found[0], text)


def _english(iri: str, view: Overlay) -> str | None:
    labels = [quad.object for quad in view.of(iri) if quad.predicate == _LABEL] if iri else []
    texts = [one.value for one in labels if isinstance(one, Literal) and one.language in (None, "en")]
    return min(texts, default=None)


def _iri(term: object) -> str:
    return str(getattr(term, "value", "")) if not isinstance(term, Literal) else ""
