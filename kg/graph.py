"""The hall: one object that wires store, names, questions and answers together, and decides nothing itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.answers.lookups import Lookup
from kg.errors import ReadingError, UnknownName, UsageProblem
from kg.estate import Estate
from kg.store.base import Store
from kg.store.tokens import form_of
from kg.vocabulary import shorten, thing

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.answers.asking import Ask
    from kg.answers.citations import Citation
    from kg.card import Card
    from kg.findings import Report
    from kg.names import Names
    from kg.reckoning import Explanation, Reckoning
    from kg.store.counts import Counts
    from kg.table import Table

__all__ = ["EXTENSIONS", "LANGUAGES", "KnowledgeGraph", "is_built", "open_graph"]

_LISTED = 8

LANGUAGES = ("en", "zh")
"""The languages of labels."""

EXTENSIONS = {
    ".jsonld": "jsonld",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".trig": "trig",
    ".ttl": "turtle",
}
"""The formats of RDF files by extension."""


class KnowledgeGraph(Estate):
    """The graph of regional trade in one store, with everything that can be asked of it.

    Opened by :func:`kg.open`. IRIs cross it as str, amounts as Decimal, periods as Period.
    """

    def __init__(self, store: Store, *, where: str = "memory", lang: str = "en") -> None:
        if lang not in LANGUAGES:
            raise UsageProblem(f"Labels are in {' or '.join(LANGUAGES)}, not in “{lang}”.")
        self._store, self.where, self.lang = store, where, lang
        self._lookup = Lookup(store, lang)

    @classmethod
    def open(
        cls,
        where: str | os.PathLike[str] | None = None,
        *,
        lang: str = "en",
        timeout: float = 30.0,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> KnowledgeGraph:
        """The graph in a store folder, behind a SPARQL endpoint (http…), or (None) the bundled one.

        Args:
            where: a folder, an address, or None.
            lang: the language of labels, "en" or "zh".
            timeout: seconds that an endpoint may take for one query.
            progress: told (done, total, what) where the bundled graph is built first.

        Raises:
            UnreachableError: the folder is no store.
            DamagedError: the store is not as it was written.
        """
        text = os.fspath(where) if where is not None else None
        if text is not None and text.startswith(("http://", "https://")):
            from kg.store.remote import RemoteStore

            return cls(RemoteStore(text, timeout=timeout), where=text, lang=lang)
        from kg.store.embedded import EmbeddedStore

        folder = Path(text) if text is not None else _bundled(progress)
        if (folder / "store.json").is_file():
            from kg.ledger.journal.layout import Layout
            from kg.ledger.state.reading import published

            Layout(folder).check()
            return cls(published(folder), where=str(folder), lang=lang)
        return cls(EmbeddedStore.open(folder, read_only=True), where=str(folder), lang=lang)

    @cached_property
    def names(self) -> Names:
        """What everything is called: ``g.names.resolve("广东", ["place"])``."""
        from kg.answers.naming import names_of

        return names_of(self._store)

    @cached_property
    def ask(self) -> Ask:
        """The questions of the catalogue: ``g.ask.partners("Guangdong", period="2019-01")``, ``dir(g.ask)``."""
        from kg.answers.asking import Ask

        return Ask(self._lookup, lambda: self.names)

    def sparql(self, query: str | Path) -> Table:
        """The answer to a SPARQL query, given as text or as the path of a file.

        Registered prefixes need no declaration. ASK answers with one row, CONSTRUCT and DESCRIBE with triples.

        Raises:
            QueryError: the engine refuses it.
        """
        from kg.answers.free import free

        return free(_query_text(query), self._lookup)

    @staticmethod
    def form_of(query: str) -> str:
        """What a query is: "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE".

        Raises:
            QueryError: it is an update, or no query.
        """
        return form_of(query)

    def serialise(self, query: str | Path, format: str = "json") -> bytes:  # noqa: A002
        """The answer to a SPARQL query in a standard form, as the engine writes it.

        Args:
            query: text, or the path of a file.
            format: for SELECT and ASK json, xml, csv, tsv; for CONSTRUCT and DESCRIBE turtle, ntriples, trig, …

        Raises:
            UsageProblem: no such format.
        """
        return self._store.serialise(_query_text(query), format)

    def show(self, name: str, *, rows: int | None = 15) -> Card:
        """What the graph knows of a place, group, product, person, organisation, initiative, source or figure.

        Of a source, figure or statement that a commit took out it says what it was, and why it went.

        Args:
            name: a label in any language, a code, a slug, an id, a prefixed name or an IRI.
            rows: how many rows each table may have; None for all.

        Raises:
            UnknownName: nothing carries the name.
            AmbiguousName: several things carry it.
        """
        from dataclasses import replace

        from kg.answers.cards import card
        from kg.answers.naming import note_retired, resolve_anything

        try:
            iri = resolve_anything(name, self.names, self._store)
        except UnknownName:
            gone = self.gone(name)
            if gone is None:
                raise
            return gone
        made, note = card(iri, self._lookup, rows=rows), note_retired(name, iri, self._store)
        return made if note is None else replace(made, facts=(("Note", note), *made.facts))

    def explain(self, name: str) -> Explanation:
        """Whether a figure adds up: its identities written out, what to doubt, and what follows from it.

        Args:
            name: its id, prefixed name or IRI.

        Raises:
            UnknownName: no figure carries the name.
            UsageProblem: the figure stands in another cell than that of its key.
        """
        from kg.reckoning.asking import explain

        return explain(self._lookup, lambda: self.names, name)

    def reckon(
        self, *, source: str | None = None, place: str | None = None, period: str | None = None
    ) -> Reckoning:
        """Whether it adds up: every identity among the figures of a source or a place, or of the whole graph.

        Nothing is stored; what follows that nobody printed is told for a source or a place.

        Args:
            source: a source by its id.
            place: a place or group by any of its names; figures of its trade and with it.
            period: only figures of this period or a part of it.

        Raises:
            UnknownName: nothing carries the name.
            AmbiguousName: several things carry it.
            UsageProblem: no such period.
        """
        from kg.reckoning.asking import reckon

        return reckon(self._lookup, lambda: self.names, source=source, place=place, period=period)

    def graphs(self) -> Table:
        """The named graphs of the store with their sizes."""
        from kg.answers.contents import graphs

        return graphs(self._lookup)

    def info(self, *, rows: int | None = 15) -> Card:
        """What the store holds: how many figures, statements, sources; for which places and years.

        Args:
            rows: how many places are listed; None for all.
        """
        from importlib.metadata import version

        from kg.answers.contents import contents

        facts = (("Version", version("regional-trade-graph")),)
        return contents(self._lookup, where=self.where, facts=facts, rows=rows)

    def counts(self) -> Counts:
        """How many things of each kind there are ("things"), and triples in each named graph ("triples")."""
        from kg.store.counts import counts

        return counts(self._lookup.store)

    def check(self, *paths: str | os.PathLike[str], texts: str | os.PathLike[str] | None = None) -> Report:
        """What is wrong with files of facts, against what the graph holds; nothing is written.

        Args:
            paths: fact sheets, tables or RDF files, or folders of them.
            texts: a folder with the texts of sources, to check passages against.
        """
        from kg.answers.checking import check_files

        return check_files(paths, self._store, self.names, texts=texts)

    def at(self, commit: str) -> KnowledgeGraph:
        """The graph as it was after a commit, to be asked like any other."""
        history = self.repository.history
        name = history.find(commit).id
        return KnowledgeGraph(history.at(name), where=f"{self.where} at {name}", lang=self.lang)

    def suggest(self, start: str, kinds: Sequence[str] = ()) -> list[str]:
        """The slugs of things of these kinds (none given: all) that begin so, sorted."""
        from kg.answers.naming import slugs

        return slugs(self._store, start, kinds)

    def export(self, format: str = "trig", *, graph: str | None = None) -> bytes:  # noqa: A002
        """All that the store holds, or one named graph, as RDF: sorted, the same bytes every time.

        Raises:
            UsageProblem: no such format, or the store is an endpoint.
        """
        dump = getattr(self._store, "dump", None)
        if dump is None:
            raise UsageProblem("An endpoint cannot be exported whole; use `sparql` with a CONSTRUCT query.")
        return bytes(dump(None if graph is None else self._graph_name(graph), format))

    def _graph_name(self, name: str) -> str:
        known = self.graphs().column("graph")
        full = name if name in known else thing("graph", name.removeprefix("graph:"))
        if full not in known:
            listed = ", ".join(shorten(str(graph)).removeprefix("graph:") for graph in known[:_LISTED])
            raise UsageProblem(f"There is no graph “{name}”. There are {listed}, …: `kg export --list`.")
        return full

    def cite(self, name: str | None = None) -> Citation:
        """How to cite a source, a figure or a statement, or (None) the graph itself with its digest."""
        from importlib.metadata import version

        from kg.answers.citations import cite_graph, cite_thing
        from kg.answers.naming import resolve_anything

        if name is None:
            return cite_graph(version=version("regional-trade-graph"), digest=self.digest)
        return cite_thing(resolve_anything(name, self.names, self._store), self._lookup)

    @property
    def digest(self) -> str | None:
        """The SHA-256 of the content as sorted N-Quads, the ledger of commits left out; None for an endpoint."""
        if not hasattr(self._store, "dump"):
            return None
        import hashlib

        ledger = f"<{thing('graph', 'ledger')}> .".encode()
        lines = sorted(line for line in set(self.export("nquads").splitlines()) if not line.endswith(ledger))
        return hashlib.sha256(b"\n".join(lines)).hexdigest()

    def rdflib(self) -> Dataset:
        """The content as a read-only rdflib Dataset, for those who want one.

        The first call copies everything, some seconds for 100,000 triples; later ones give the same Dataset.
        """
        return self._dataset

    @cached_property
    def _dataset(self) -> Dataset:
        from kg.answers.dataset import frozen_dataset

        return frozen_dataset(self.export("nquads"))

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {self.where}>"


def open_graph(
    where: str | os.PathLike[str] | None = None, *, lang: str = "en", timeout: float = 30.0
) -> KnowledgeGraph:
    """Same as :meth:`KnowledgeGraph.open`; the package calls it ``kg.open``."""
    return KnowledgeGraph.open(where, lang=lang, timeout=timeout)


def is_built() -> bool:
    """Whether the bundled graph is in the cache, so that opening it builds nothing."""
    from kg.building.inputs import Inputs
    from kg.building.seals import is_whole
    from kg.cache import cache_folder

    return is_whole(cache_folder() / Inputs().digest())


def _bundled(progress: Callable[[int, int, str], None] | None) -> Path:
    from kg.building import bundled

    return bundled(progress)


def _query_text(query: str | Path) -> str:
    if not isinstance(query, Path):
        return query
    try:
        return query.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"{query}: {error}") from error
