"""The embedded store: pyoxigraph in memory or in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from kg.errors import DamagedError, LockedError, QueryError, UnreachableError, UsageProblem
from kg.model.terms import Iri
from kg.rdf.syntax import solution_rows, triple_values, written
from kg.store.base import Rows, Triple
from kg.store.dumps import dumped, dumped_triples
from kg.store.formats import media_type_of
from kg.store.refusals import refusal
from kg.store.tokens import calls_elsewhere, check_form, form_of, names_graphs
from kg.vocabulary import PREFIXES

__all__ = ["EmbeddedStore"]

_Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


class EmbeddedStore:
    """A graph held by the embedded engine; queries see the union of its named graphs.

    ``services`` allows queries to call other endpoints (SERVICE); by default none leaves the machine.
    """

    def __init__(self, engine: pyoxigraph.Store, *, services: bool = False) -> None:
        self._engine: pyoxigraph.Store | None = engine
        self._services = services

    @property
    def engine(self) -> pyoxigraph.Store:
        """The engine itself, for the rooms that look up single triples: it is read, never written to.

        Raises:
            UsageProblem: the store was closed.
        """
        if self._engine is None:
            raise UsageProblem("This graph was closed; open it again to ask it.")
        return self._engine

    @classmethod
    def memory(cls, quads: Iterable[pyoxigraph.Quad] = (), *, services: bool = False) -> EmbeddedStore:
        """A new store in memory, holding ``quads``."""
        engine = pyoxigraph.Store()
        engine.bulk_extend(quads)
        return cls(engine, services=services)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = True, services: bool = False) -> EmbeddedStore:
        """The store in a folder; opened for writing it is made where there is none.

        Raises:
            UnreachableError: there is no store to read.
            LockedError: another process writes to it.
            DamagedError: its files are not as they were written.
        """
        if read_only and not (path / "CURRENT").is_file():
            raise UnreachableError(f"There is no store in {path}.")
        with _storage(path):
            engine = pyoxigraph.Store.read_only(str(path)) if read_only else pyoxigraph.Store(path)
        return cls(engine, services=services)

    def select(self, query: str) -> Rows:
        """The rows of a SELECT query, in its order."""
        check_form(query, "SELECT")
        with _storage(), _abroad(query):
            found = self._asked(query)
            assert isinstance(found, pyoxigraph.QuerySolutions)
            return Rows(*solution_rows(found))

    def ask(self, query: str) -> bool:
        """The answer to an ASK query."""
        check_form(query, "ASK")
        with _storage(), _abroad(query):
            return bool(self._asked(query))

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once, sorted."""
        check_form(query, "CONSTRUCT", "DESCRIBE")
        with _storage(), _abroad(query):
            found = self._asked(query)
            assert isinstance(found, pyoxigraph.QueryTriples)
            return triple_values(found)

    def serialise(self, query: str, media_type: str) -> bytes:
        """The answer to any query in a format, by media type or short name ("json", "csv", "turtle")."""
        wanted = media_type_of(media_type, graph=form_of(query) in {"CONSTRUCT", "DESCRIBE"})
        with _storage(), _abroad(query):
            found = self._asked(query)
            if isinstance(found, pyoxigraph.QueryTriples):
                return dumped_triples(found, wanted)
            return written(found, wanted)

    def quads(self, graph: str | None = None, subject: str | None = None) -> Iterator[pyoxigraph.Quad]:
        """The quads of one graph, or of all, or of one subject."""
        name = None if graph is None else pyoxigraph.NamedNode(graph)
        start = None if subject is None else pyoxigraph.NamedNode(subject)
        with _storage():
            yield from self.engine.quads_for_pattern(start, None, None, name)

    def graphs(self) -> list[Iri]:
        """The names of the graphs, sorted."""
        with _storage():
            return sorted(Iri(name.value) for name in self.engine.named_graphs())

    def dump(self, graph: str | None = None, media_type: str = "nquads") -> bytes:
        """One graph, or all of them, in a format: sorted, so that the same graph is the same bytes."""
        return dumped(self.quads(graph), media_type)

    def extend(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        """Add quads, all or none of them.

        Raises:
            LockedError: the store was opened to be read.
        """
        with _storage():
            try:
                self.engine.extend(quads)
            except RuntimeError as error:
                raise LockedError("This store was opened to be read only.") from error

    def load(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        """Add many quads to a store that nobody reads yet, and put its files in order."""
        with _storage():
            self.engine.bulk_extend(quads)
            self.engine.flush()
            self.engine.optimize()

    def close(self) -> None:
        """Let go of the files; asked after that, the store says that it was closed."""
        self._engine = None

    def __len__(self) -> int:
        with _storage():
            return len(self.engine)

    def _asked(self, query: str) -> _Answer:
        if not self._services and calls_elsewhere(query):
            raise QueryError("The query calls another endpoint (SERVICE), which is not allowed here.")
        try:
            return self.engine.query(
                query, prefixes=PREFIXES, use_default_graph_as_union=not names_graphs(query)
            )
        except SyntaxError as error:
            raise refusal(query, str(error)) from error


@contextmanager
def _storage(path: Path | None = None) -> Iterator[None]:
    """What the engine says of its files, in the words of the house."""
    where = f" {path}" if path else ""
    try:
        yield
    except OSError as error:
        if "lock" in str(error).lower():
            raise LockedError(f"Another process writes to the store{where}.") from error
        raise DamagedError(f"The store{where} cannot be read: {error}") from error
    except RuntimeError as error:
        if "Corruption" not in str(error):
            raise
        raise DamagedError(f"The store{where} cannot be read: {error}") from error


@contextmanager
def _abroad(query: str) -> Iterator[None]:
    """Failures of a query that calls another endpoint are that endpoint's."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if not calls_elsewhere(query):
            raise
        raise UnreachableError(f"An endpoint that the query calls does not answer: {error}") from error
