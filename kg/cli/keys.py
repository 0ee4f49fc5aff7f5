"""``kg key``: keys to sign commits with."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.session import Session, example

__all__ = ["key"]


@click.group(short_help="Make a key to sign commits with.", epilog=example("kg key new me.key"))
def key() -> None:
    """Keys to sign commits with: ``kg add --key me.key`` signs, ``kg verify --key`` trusts."""


@key.command("new", epilog=example("kg key new me.key"))
@click.argument("file", metavar="FILE")
@click.pass_obj
def new(session: Session, *, file: str) -> None:
    """Make a private key in FILE, which only you may read, and print the public key that goes with it.

    Keep FILE to yourself; give the public key to whoever is to check your commits.
    """
    from kg.errors import UsageProblem
    from kg.ledger.journal.signing import new_key

    try:
        session.write(new_key(Path(file)) + "\n")
    except FileExistsError as error:
        raise UsageProblem(f"{file} exists already; nothing was overwritten.") from error
    except OSError as error:
        raise UsageProblem(f"{file} cannot be written: {error.strerror or error}.") from error
