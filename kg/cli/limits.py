"""Limits of a query on the command line: it can be interrupted, and it ends when its time is up.

An engine in native code hands control back only when it is done, so neither Ctrl-C nor an alarm reaches Python while
it works; here the process itself ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import TimeLimitError

__all__ = ["limited"]


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Let what runs inside be interrupted at once, and end the process after ``seconds`` (None: never).

    The exit code is that of TimeLimitError. Nothing of a result has been written by then.
    """
    timer = threading.Timer(seconds, _time_is_up, [seconds]) if seconds else None
    in_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL) if in_main else None
    if timer:
        timer.daemon = True
        timer.start()
    try:
        yield
    finally:
        if timer:
            timer.cancel()
        if before is not None:
            signal.signal(signal.SIGINT, before)


def _time_is_up(seconds: float) -> None:
    sys.stderr.write(
        f"kg: The query took longer than {seconds:g} s and was ended; --timeout sets the limit.\n"
    )
    sys.stderr.flush()
    os._exit(TimeLimitError.exit_code)
