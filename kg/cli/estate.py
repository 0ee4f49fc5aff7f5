"""``kg migrate``, ``rename``, ``merge``, ``revise``, ``retire``, ``forget``: the verbs of a store that grows old."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.ledger import refused, told
from kg.cli.session import Session, example, output_options, store_option

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["forget", "merge", "migrate", "rename", "retire", "revise"]

F = TypeVar("F", bound=Callable[..., object])


def _signing(command: F) -> F:
    """The options of everything that makes a commit."""
    for option in (
        click.option(
            "--key",
            metavar="FILE",
            envvar="KG_KEY",
            help="Sign the commit with this private key; $KG_KEY by default.",
        ),
        click.option("--author", metavar="NAME", help="Who does it; $KG_AUTHOR or the user by default."),
        click.option("--reason", metavar="TEXT", required=True, help="Why; kept with the commit."),
    ):
        command = option(command)
    return command


@contextmanager
def _telling(session: Session, form: str) -> Iterator[None]:
    """Print the report of what was refused before the refusal."""
    from kg.errors import RejectedError
    from kg.findings import Report

    try:
        yield
    except RejectedError as error:
        if isinstance(error.report, Report):
            refused(session, error.report, form)
        raise


@click.command(
    short_help="Bring a store to this version.", epilog=example("kg --store my-store migrate --dry-run")
)
@click.option("--dry-run", is_flag=True, help="Say what would change and what speaks against it.")
@click.option("--reason", metavar="TEXT", help="Why; kept with the commit.")
@click.option("--author", metavar="NAME", help="Who does it; $KG_AUTHOR or the user by default.")
@click.option("--key", metavar="FILE", envvar="KG_KEY", help="Sign the commit with this private key.")
@output_options("text", "json")
@store_option
@click.pass_obj
def migrate(
    session: Session, *, dry_run: bool, reason: str | None, author: str | None, key: str | None, form: str
) -> None:
    """Bring a store to the format, ontology, reference data and rules of this version, by a commit.

    What users added to the shipped graphs stays. It is refused where facts of the store would break a rule.
    """
    with _telling(session, form):
        if dry_run:
            card, report = session.graph().migrating()
            session.write(card.to_json() if form == "json" else card.to_text(session.style()))
            if len(report.findings):
                refused(session, report, form)
            if not report.conforms:
                raise click.exceptions.Exit(1)
            return
        if not (reason or "").strip():
            raise click.UsageError("A commit needs a reason: --reason 'why'.")
        told(session, session.graph().migrate(reason=reason or "", author=author, key=key), form)


@click.command(
    short_help="Call a thing otherwise, everywhere.",
    epilog=example("kg --store my-store rename taylor-and-francis informa --reason 'new name'"),
)
@click.argument("old")
@click.argument("new")
@click.option("--label", metavar="TEXT", help="Its new English label; the one before becomes an alias.")
@_signing
@output_options("text", "json")
@store_option
@click.pass_obj
def rename(
    session: Session,
    *,
    old: str,
    new: str,
    label: str | None,
    reason: str,
    author: str | None,
    key: str | None,
    form: str,
) -> None:
    """Call a thing otherwise, everywhere; the OLD name goes on leading to it.

    NEW is a slug, such as hong-kong-sar; the kind of thing stays.
    """
    with _telling(session, form):
        done = session.graph().rename(old, new, label=label, reason=reason, author=author, key=key)
    told(session, done, form)


@click.command(
    short_help="Make one thing of two.",
    epilog=example("kg --store my-store merge xinhua-finance xinhua --reason 'one agency'"),
)
@click.argument("old")
@click.argument("into")
@_signing
@output_options("text", "json")
@store_option
@click.pass_obj
def merge(
    session: Session, *, old: str, into: str, reason: str, author: str | None, key: str | None, form: str
) -> None:
    """Let OLD be the same as INTO: all that names the one names the other.

    It is refused where the two are of different kinds, or where figures of one source would contradict each other.
    """
    with _telling(session, form):
        done = session.graph().merge(old, into, reason=reason, author=author, key=key)
    told(session, done, form)


@click.command(
    short_help="Correct a name, code or date of a thing.",
    epilog=example("kg --store my-store revise ding-xiaozhi alias 'Ding X. Z.' --reason 'spelling'"),
)
@click.argument("thing")
@click.argument("property")
@click.argument("values", nargs=-1)
@click.option("--lang", default="en", show_default=True, help="The language of texts; those of others stay.")
@_signing
@output_options("text", "json")
@store_option
@click.pass_obj
def revise(
    session: Session,
    *,
    thing: str,
    property: str,  # noqa: A002
    values: tuple[str, ...],
    lang: str,
    reason: str,
    author: str | None,
    key: str | None,
    form: str,
) -> None:
    """Give a PROPERTY of a person, place or other thing other VALUES; none takes it out.

    PROPERTY is label, alias or code, or a prefixed name such as trade:attestedOn.
    """
    with _telling(session, form):
        done = session.graph().revise(
            thing, property, *values, lang=lang, reason=reason, author=author, key=key
        )
    told(session, done, form)


@click.command(
    short_help="Take a thing out that nothing names.",
    epilog=example("kg --store my-store retire hs-57 --reason 'nobody names it'"),
)
@click.argument("thing")
@_signing
@output_options("text", "json")
@store_option
@click.pass_obj
def retire(
    session: Session, *, thing: str, reason: str, author: str | None, key: str | None, form: str
) -> None:
    """Take a THING out that nothing names; it is refused where facts or other things name it."""
    with _telling(session, form):
        done = session.graph().retire(thing, reason=reason, author=author, key=key)
    told(session, done, form)


@click.command(
    short_help="Take a person out, of the history too.",
    epilog=example("kg --store my-store forget ding-xiaozhi --reason 'asked by the person' --yes"),
)
@click.argument("person")
@click.option("--dry-run", is_flag=True, help="Say what would go and what speaks against it.")
@click.option(
    "--yes", is_flag=True, help="Needed: the history of the store goes, and nothing brings it back."
)
@click.option("--namesakes", is_flag=True, help="Let texts lose the name that may mean others of it.")
@_signing
@output_options("text", "json")
@store_option
@click.pass_obj
def forget(
    session: Session,
    *,
    person: str,
    dry_run: bool,
    yes: bool,
    namesakes: bool,
    reason: str,
    author: str | None,
    key: str | None,
    form: str,
) -> None:
    """Take the name, labels and posts of a PERSON out of the graph and out of its history.

    Statements stay; their speaker gets a pseudonym. The store is founded anew, because every earlier commit may hold the
    name: it can be undone by nothing, and backups made before still hold the name.
    """
    with _telling(session, form):
        if dry_run:
            number, report = session.graph().forgetting(person, reason=reason, namesakes=namesakes)
            session.write(f"{number:,} triples would go or change, and all earlier commits would go.\n")
            if len(report.findings):
                refused(session, report, form)
            if not report.conforms:
                raise click.exceptions.Exit(1)
            return
        if not yes:
            raise click.UsageError(
                "The history of the store goes with the name, and nothing brings it back: add --yes."
            )
        graph = session.graph()
        done = graph.forget(person, reason=reason, namesakes=namesakes, author=author, key=key)
        told(session, done, form)
