"""The remote store: any SPARQL 1.1 endpoint, through SPARQLWrapper, always with a time limit."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from time import monotonic
from urllib.error import HTTPError, URLError

from SPARQLWrapper import POST, POSTDIRECTLY, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg.errors import QueryError, TimeLimitError, UnreachableError, UsageProblem
from kg.rdf.syntax import (
    Answer,
    Triples,
    parsed_answer,
    parsed_triples,
    solution_rows,
    triple_values,
    written,
)
from kg.store.base import Rows, Triple
from kg.store.dumps import dumped_triples
from kg.store.embedded import EmbeddedStore
from kg.store.formats import media_type_of
from kg.store.tokens import calls_elsewhere, check_form, form_of, with_prefixes

__all__ = ["RemoteStore"]

_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_LARGEST_MESSAGE = 500
_PIECE = 1 << 16
_TIMED_OUT = {408, 504}


class RemoteStore:
    """A graph behind a SPARQL endpoint, asked by POST; ``timeout`` in seconds holds for every query."""

    def __init__(self, url: str, timeout: float = 30.0) -> None:
        """Name the endpoint.

        Raises:
            UsageProblem: the address is not one of the web, or the time limit is none.
        """
        if not url.startswith(("http://", "https://")):
            raise UsageProblem(f"“{url}” is no address of an endpoint; it starts with http:// or https://.")
        if not timeout > 0:
            raise UsageProblem(f"A time limit of {timeout:g} seconds leaves no time to answer.")
        self.url, self.timeout = url, timeout

    def select(self, query: str) -> Rows:
        """The rows of a SELECT query, in its order."""
        check_form(query, "SELECT")
        with self._legible():
            return Rows(*solution_rows(self._answer(query)))

    def ask(self, query: str) -> bool:
        """The answer to an ASK query."""
        check_form(query, "ASK")
        return bool(self._answer(query))

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once, sorted."""
        check_form(query, *_GRAPH_FORMS)
        return triple_values(self._triples(query))

    def serialise(self, query: str, media_type: str) -> bytes:
        """The answer to any query in a format; written here, so that every endpoint gives the same bytes."""
        graph = form_of(query) in _GRAPH_FORMS
        wanted = media_type_of(media_type, graph=graph)
        if graph:
            return dumped_triples(self._triples(query), wanted)
        with self._legible():
            return written(self._answer(query), wanted)

    def close(self) -> None:
        """Nothing is held between two queries."""

    def _answer(self, query: str) -> Answer:
        data, _ = self._asked(query, "application/sparql-results+json")
        with self._legible():
            return parsed_answer(data)

    def _triples(self, query: str) -> Triples:
        data, kind = self._asked(query, "application/n-triples, text/turtle;q=0.9")
        with self._legible():
            return parsed_triples(data, kind)

    @contextmanager
    def _legible(self) -> Iterator[None]:
        try:
            yield
        except SyntaxError as error:
            raise UnreachableError(f"{self.url} does not answer as a SPARQL endpoint: {error}") from error

    def _asked(self, query: str, accept: str) -> tuple[bytes, str]:
        """The body of the answer and its media type."""
        try:
            return self._sent(query, accept)
        except QueryBadFormed as error:
            _explain(query)
            raise QueryError(f"The endpoint refuses the query: {_told(error)}") from error
        except TimeoutError as error:
            raise self._too_late() from error
        except HTTPError as error:
            if error.code in _TIMED_OUT:
                raise self._too_late() from error
            raise UnreachableError(f"{self.url} answers {error.code} {error.reason}.") from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._too_late() from error
            raise UnreachableError(f"{self.url} does not answer: {error.reason}") from error
        except SPARQLWrapperException as error:
            raise UnreachableError(f"{self.url} does not answer: {_told(error)}") from error
        except (OSError, HTTPException) as error:
            raise UnreachableError(f"{self.url} broke off: {error}") from error

    def _sent(self, query: str, accept: str) -> tuple[bytes, str]:
        wrapper = SPARQLWrapper(self.url)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        wrapper.queryString = with_prefixes(query)
        wrapper.queryType = form_of(query)
        wrapper.timeout = self.timeout  # type: ignore[assignment]
        deadline = monotonic() + self.timeout
        response = wrapper.query().response
        parts = []
        while part := response.read1(_PIECE):
            parts.append(part)
            if monotonic() > deadline:
                raise TimeoutError
        return b"".join(parts), response.headers.get_content_type()

    def _too_late(self) -> TimeLimitError:
        return TimeLimitError(f"{self.url} did not answer within {self.timeout:g} seconds.")


def _explain(query: str) -> None:
    """Say what is wrong with a query that an endpoint refused, where the embedded engine can tell.

    Raises:
        QueryError: it can.
    """
    if not calls_elsewhere(query):
        EmbeddedStore.memory().serialise(query, "ntriples" if form_of(query) in _GRAPH_FORMS else "json")


def _told(error: SPARQLWrapperException) -> str:
    """What the endpoint says itself, in one line."""
    text = str(error).partition("Response:\n")[2] or str(error)
    if text[:2] in {"b'", 'b"'}:
        text = ast.literal_eval(text).decode("utf-8", "replace")
    with suppress(ValueError, KeyError, TypeError):
        text = str(json.loads(text)["message"])
    line = " ".join(text.split())
    return line if len(line) <= _LARGEST_MESSAGE else line[:_LARGEST_MESSAGE] + "…"
