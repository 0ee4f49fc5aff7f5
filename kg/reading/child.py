"""The child process that parses files of strangers: what breaks it is a finding, and breaks nothing else.

Native parsers can be made to overflow their stack or to eat all memory, which ends the whole process and cannot be
caught. So they run in a process of their own, with limits on memory and time where the system has them; one for a
submission, and a new one after it died. What comes back is JSON and is checked, never unpickled.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

from kg.errors import LimitError, Place, ReadingError
from kg.reading.marked import Event, Node, Scalar, grown
from kg.reading.rows import Row, Spot, Written
from kg.reading.worker import OUT_OF_MEMORY

__all__ = ["ChildParser", "Limits"]

_START = (
    "import json,sys; told=json.loads(sys.stdin.buffer.readline()); sys.path.extend(told['path']); "
    "from kg.reading.worker import main; main(told['memory'],told['seconds'])"
)
_ENDED_BY_MEMORY = {OUT_OF_MEMORY, -signal.SIGABRT, -getattr(signal, "SIGKILL", 9)}
_LONGEST_LINE = 128_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What parsing one file may take: bytes of memory, seconds of processor time, seconds in all, bytes of answer.

    A busy machine gives a process a part of its time only, so that ``patience`` is longer than ``seconds``.
    """

    memory: int = 512_000_000
    seconds: int = 20
    patience: int = 60
    answer: int = 512_000_000


class ChildParser:
    """A parser in a process of its own, started when it is first needed and ended with the ``with`` block."""

    def __init__(self, limits: Limits | None = None, *, command: Sequence[str] | None = None) -> None:
        self.limits = limits or Limits()
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def __enter__(self) -> ChildParser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the child process; None where there is none."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the child and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdout, process.stdin):
            try:
                if pipe is not None:
                    pipe.close()
            except BrokenPipeError:
                continue
        process.wait()

    def yaml(self, text: str, name: str) -> Node | None:
        """The one node of a YAML text; ReadingError or LimitError where there is none."""
        try:
            return grown([_event(item) for item in self._told("yaml", text, name)], name)
        except ValueError as error:
            raise _garbled(name) from error

    def csv(self, text: str, name: str) -> Iterator[list[Scalar]]:
        """The rows of a CSV text; ReadingError or LimitError where there are none."""
        for item in list(self._told("csv", text, name)):
            try:
                yield [Scalar(_text(cell[0]), *_spot(cell[1:])) for cell in item]
            except (ValueError, TypeError, LookupError) as error:
                raise _garbled(name) from error

    def rdf(self, text: str, name: str, form: str) -> Iterator[Row]:
        """The triples of an RDF text; ReadingError or LimitError where there are none."""
        for item in self._told(form, text, name):
            try:
                yield _row(item)
            except (ValueError, TypeError) as error:
                raise _garbled(name) from error

    def _told(self, form: str, text: str, name: str) -> Iterator[Any]:
        """What the child tells of a text, piece by piece; a child that is not done is ended."""
        process = self._started(name)
        self._late = False
        timer = Timer(self.limits.patience, self._end, [process])
        timer.daemon = True
        timer.start()
        ready = False
        try:
            for message in self._messages(process, form, text, name):
                if "told" in message:
                    yield from message["told"]
                    continue
                wrong = _wrong(message, name)
                ready = True
                if wrong:
                    raise wrong
                return
        finally:
            timer.cancel()
            timer.join()
            if self._late or not ready:
                self.close()

    def _messages(
        self, process: subprocess.Popen[bytes], form: str, text: str, name: str
    ) -> Iterator[dict[str, Any]]:
        """The answers of the child to one request, each checked to be one.

        Raises:
            LimitError: the child died, or said too much.
            ReadingError: it said what nobody understands.
        """
        assert process.stdin is not None
        assert process.stdout is not None
        data = text.encode()
        head = json.dumps({"form": form, "name": name, "size": len(data)}).encode() + b"\n"
        said = 0
        try:
            process.stdin.write(head + data)
            process.stdin.flush()
        except OSError as error:
            raise self._died(process, name) from error
        while line := process.stdout.readline(_LONGEST_LINE):
            said += len(line)
            if said > self.limits.answer:
                raise LimitError("the file holds more than can be taken in at once", Place(name))
            yield _message(line, name)
        raise self._died(process, name)

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            command = self._command or [sys.executable, "-I", "-S", "-c", _START]
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                message = f"the process that reads files could not be started: {error.strerror}"
                raise ReadingError(message, Place(name)) from error
            try:
                self._begin(self._process, name)
            except LimitError:
                self.close()
                raise
        return self._process

    def _begin(self, process: subprocess.Popen[bytes], name: str) -> None:
        here = str(Path(__file__).resolve().parents[2])
        told = {
            "path": [here, *(path for path in sys.path if path and path != here)],
            "memory": self.limits.memory,
            "seconds": self.limits.seconds,
        }
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(told).encode() + b"\n")
        except OSError as error:
            raise self._died(process, name) from error

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """Time is up."""
        self._late = True
        process.kill()

    def _died(self, process: subprocess.Popen[bytes], name: str) -> LimitError:
        """What to say of a child that is gone."""
        process.kill()
        code = process.wait()
        if self._late:
            message = f"it takes longer than {self.limits.patience} seconds to read the file"
        elif code == -getattr(signal, "SIGXCPU", 24):
            message = f"it takes more than {self.limits.seconds} seconds of processor time to read the file"
        elif code in _ENDED_BY_MEMORY:
            message = f"it takes more than {self.limits.memory // 1_000_000:,} MB of memory to read the file"
        else:
            message = f"the file breaks the parser (exit code {code})"
        return LimitError(message, Place(name))


def _garbled(name: str) -> ReadingError:
    return ReadingError("what the parser says of the file makes no sense", Place(name))


def _message(line: bytes, name: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _garbled(name) from error
    kinds = {"told": list, "done": bool, "error": list, "limit": list}
    if not isinstance(message, dict) or len(message) != 1:
        raise _garbled(name)
    if not all(isinstance(value, kinds.get(key, ())) for key, value in message.items()):
        raise _garbled(name)
    return message


def _wrong(message: dict[str, Any], name: str) -> ReadingError | LimitError | None:
    """The error that a last message tells; None where all went well."""
    for word, kind in (("error", ReadingError), ("limit", LimitError)):
        if word in message:
            told, *spot = message[word] if message[word] else [None]
            if (
                not isinstance(told, str)
                or len(spot) != 2
                or not all(isinstance(n, int | None) for n in spot)
            ):
                raise _garbled(name)
            return kind(told, Place(name, *spot))
    return None


def _event(item: Any) -> Event:
    kind, text, line, column = item
    if kind not in (0, 1, 2, 3):
        raise ValueError("no such event")
    return (kind, _text(text), *_spot((line, column)))


def _text(text: Any) -> str | None:
    if text is not None and not isinstance(text, str):
        raise ValueError("no text")
    return text


def _spot(pair: Any) -> Spot:
    line, column = pair
    if not isinstance(line, int) or not isinstance(column, int):
        raise ValueError("no spot")
    return line, column


def _row(item: Any) -> Row:
    subject, predicate, value, graph, spots, joined = item
    if not all(isinstance(one, str) for one in (subject, predicate, graph)):
        raise ValueError("no triple")
    if not isinstance(value, str):
        text, datatype, language = value
        value = Written(_text(text) or "", _text(datatype) or "", _text(language))
    one, two, three, four = spots
    return Row(
        subject, predicate, value, graph, (_spot(one), _spot(two), _spot(three), _spot(four)), bool(joined)
    )
