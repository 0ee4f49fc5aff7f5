"""What can go wrong behind an endpoint: each fault has its class and exit code."""

import pytest

from kg.errors import QueryError, TimeLimitError, UnreachableError, UsageProblem
from kg.store.remote import RemoteStore

QUERY = "SELECT ?s { ?s ?p ?o }"


def answer(status, body=b"", kind="application/sparql-results+json"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def test_nobody_at_the_address(nobody):
    """A refused connection is a store that cannot be reached: exit code 8."""
    with pytest.raises(UnreachableError, match="does not answer") as told:
        RemoteStore(nobody).select(QUERY)

    assert 8 == told.value.exit_code


def test_a_server_that_never_answers_runs_into_the_time_limit(silent):
    """The time limit holds though the connection stands: exit code 9."""
    with pytest.raises(TimeLimitError, match=r"did not answer within 0\.2 seconds") as told:
        RemoteStore(silent, timeout=0.2).select(QUERY)

    assert 9 == told.value.exit_code


@pytest.mark.parametrize("status", ["504 Gateway Timeout", "408 Request Timeout"])
def test_a_server_that_gives_up_in_time_is_a_time_limit(answering, status):
    """What the server calls a time-out is one."""
    with pytest.raises(TimeLimitError):
        RemoteStore(answering(answer(status))).ask("ASK {}")


def test_a_slow_trickle_runs_into_the_time_limit(answering, monkeypatch):
    """The limit is for the whole answer, not for each piece of it."""
    ticks = iter([0.0, 100.0, 200.0])
    monkeypatch.setattr("kg.store.remote.monotonic", lambda: next(ticks))

    with pytest.raises(TimeLimitError):
        RemoteStore(answering(answer("200 OK", b'{"boolean": true}'))).ask("ASK {}")


@pytest.mark.parametrize(
    "status", ["404 Not Found", "401 Unauthorized", "414 Too Long", "500 Broken", "503 Busy", "403 Forbidden"]
)
def test_a_server_that_will_not_is_unreachable(answering, status):
    """Every other refusal says that the endpoint does not serve."""
    with pytest.raises(UnreachableError):
        RemoteStore(answering(answer(status, b"no"))).select(QUERY)


def test_a_connection_that_breaks_off_is_unreachable(answering):
    """An empty answer is no answer."""
    with pytest.raises(UnreachableError, match="broke off"):
        RemoteStore(answering(b"")).select(QUERY)


@pytest.mark.parametrize(
    ("method", "query", "body", "kind"),
    [
        ("select", QUERY, b"<html>hello</html>", "text/html"),
        ("select", QUERY, b'{"boolean": true}', "application/sparql-results+json"),
        ("construct", "CONSTRUCT WHERE { ?s ?p ?o }", b"<html>hello</html>", "text/html"),
        (
            "construct",
            "DESCRIBE <x:a>",
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaa">]><r>&a;</r>',
            "application/rdf+xml",
        ),
    ],
)
def test_what_is_no_answer_of_an_endpoint_is_told(answering, method, query, body, kind):
    """A web page, a truth value for rows, or XML with entities are not taken for an answer."""
    store = RemoteStore(answering(answer("200 OK", body, kind)))

    with pytest.raises(UnreachableError, match="does not answer as a SPARQL endpoint"):
        getattr(store, method)(query)


def test_a_refusal_that_only_the_endpoint_understands_is_quoted(answering):
    """A query that is well formed here is refused in the endpoint's words, in one line."""
    store = RemoteStore(answering(answer("400 Bad Request", b'{"message": "no\\n  regex today"}')))

    with pytest.raises(QueryError, match="The endpoint refuses the query: no regex today"):
        store.select(QUERY)


def test_a_long_refusal_is_cut(answering):
    """An endpoint that answers with pages of text does not fill the screen."""
    store = RemoteStore(answering(answer("400 Bad Request", b"x" * 9000)))

    with pytest.raises(QueryError) as told:
        store.select("SELECT ?s { SERVICE <x:a> { ?s ?p ?o } }")

    assert len(str(told.value)) < 600
    assert str(told.value).endswith("…")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://host/x", "store"])
def test_only_addresses_of_the_web_are_asked(url):
    """An address can never name a local file."""
    with pytest.raises(UsageProblem, match="is no address of an endpoint"):
        RemoteStore(url)


@pytest.mark.parametrize("timeout", [0, -1.0])
def test_a_time_limit_is_always_set(timeout):
    """Zero is no time limit."""
    with pytest.raises(UsageProblem, match="leaves no time"):
        RemoteStore("http://127.0.0.1/", timeout=timeout)
