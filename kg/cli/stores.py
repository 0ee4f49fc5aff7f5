"""``kg verify``, ``rebuild``, ``backup``, ``restore``: whether a store is whole, and how it becomes so again."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.session import Session, example, output_options, store_option

__all__ = ["backup", "rebuild", "restore", "verify"]


@click.command(epilog=example("kg --store my-store verify"))
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="HEX|FILE",
    help="A public key to trust, or the private key it belongs to; every commit must be signed.",
)
@output_options("text", "json")
@store_option
@click.pass_obj
def verify(session: Session, *, keys: tuple[str, ...], form: str) -> None:
    """Check that a store is as it was written.

    The journal is read whole, store and snapshots are held against a replay of it; exit code 5 where they differ.
    """
    from kg.gate import render, to_json
    from kg.ledger.journal.signing import public_key

    report = session.repository().verify(keys=[public_key(key) for key in keys])
    if form == "json":
        session.write(to_json(report))
    else:
        found = render(report).rpartition("\n")[0].rpartition("\n")[0]
        counts = ", ".join(f"{number} {name}" for name, number in sorted(report.checked.items()))
        session.write(
            (f"{found}\n" if found else "") + f"{'Whole' if report.conforms else 'Damaged'}: {counts}.\n"
        )
    if not report.conforms:
        raise click.exceptions.Exit(5)


@click.command(epilog=example("kg --store my-store rebuild"))
@store_option
@click.pass_obj
def rebuild(session: Session) -> None:
    """Make the store anew from its journal.

    No commit is changed by this; only an entry that a killed writer left unfinished is cut off.
    """
    session.write("\n".join(session.repository().rebuild()) + "\n")


@click.command(epilog=example("kg --store my-store backup backup.tar"))
@click.argument("target", metavar="FILE.tar")
@store_option
@click.pass_obj
def backup(session: Session, *, target: str) -> None:
    """Write a store with all its commits to one file."""
    from kg.ledger.keeping.archive import backup as write

    number = write(session.repository().folder, Path(target))
    session.write(f"Wrote {target} with {number} commits.\n")


@click.command(epilog=example("kg restore my-store.tar again"))
@click.argument("source", metavar="FILE.tar")
@click.argument("folder")
@click.pass_obj
def restore(session: Session, *, source: str, folder: str) -> None:
    """Make a store in FOLDER from a backup."""
    from kg.ledger.keeping.archive import restore as read

    number = read(Path(source), Path(folder))
    session.write(f"Restored {folder} with {number} commits.\n")
