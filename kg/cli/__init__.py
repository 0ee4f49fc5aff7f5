"""The command line: ``kg``. A door: it reads what was typed, calls the hall, prints. It decides no rule."""

from __future__ import annotations

from kg.cli.door import main

__all__ = ["main"]
