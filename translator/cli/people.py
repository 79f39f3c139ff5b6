"""Commands on people: the first who may administer is made here, as there is nobody yet to do it on the site."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from translator.cli.context import CommandContext
from translator.cli.reporting import warn
from translator.cli.streams import write_text
from translator.errors import FieldError, NotFoundError
from translator.people import Role

if TYPE_CHECKING:
    from translator.people import AccountEvent, Person
    from translator.workflows.services import Services

_ROLE = click.Choice([role.value for role in Role])


@click.group()
def people() -> None:
    """Make and list accounts, change their roles and passwords, close and delete them, and tell what was done."""


@people.command()
@click.argument("email")
@click.option("--name", help="What the others call the person; the address before its @ unless told.")
@click.option("--role", type=_ROLE, default=Role.READER.value, show_default=True)
@click.option("--locale", "locales", multiple=True, help="Locale that a translator may correct; can be repeated.")
@click.option("--link", "by_link", is_flag=True, help="Ask for no password; write a link by which one is chosen.")
@click.pass_obj
def add(
    context: CommandContext, email: str, name: str | None, role: str, locales: tuple[str, ...], by_link: bool
) -> None:
    """Make an account for EMAIL; its password is asked for, or read from standard input."""
    from translator.workflows.account_events import COMMAND_LINE
    from translator.workflows.people import PersonOrder, create_person

    services = context.make_services()
    order = PersonOrder(email=email, name=name or email.partition("@")[0], role=Role(role), locales=locales)
    person = create_person(services, order, password=None if by_link else _read_password(), by=COMMAND_LINE)
    if by_link:
        _write_link(services, person)
    warn(f"{person.email} is {person.role}")


@people.command("list")
@click.pass_obj
def list_all(context: CommandContext) -> None:
    """List the accounts: id, state, role, locales, address, name, with tabs between."""
    from translator.workflows.people import list_people

    write_text("".join(_describe(person) for person in list_people(context.make_services())))


@people.command()
@click.argument("email")
@click.argument("role", type=_ROLE)
@click.option("--locale", "locales", multiple=True, help="Locale that a translator may correct; can be repeated.")
@click.pass_obj
def role(context: CommandContext, email: str, role: str, locales: tuple[str, ...]) -> None:
    """Give the account with EMAIL another ROLE; it must sign in again."""
    from translator.workflows.account_events import COMMAND_LINE
    from translator.workflows.people import change_person

    services = context.make_services()
    change_person(services, _find(services, email).id, role=Role(role), locales=locales, by=COMMAND_LINE)


@people.command()
@click.argument("email")
@click.option("--link", "by_link", is_flag=True, help="Ask for no password; write a link by which one is chosen.")
@click.pass_obj
def password(context: CommandContext, email: str, by_link: bool) -> None:
    """Give the account with EMAIL a password, asked for or read from standard input; it must sign in again."""
    from translator.workflows.account_events import COMMAND_LINE
    from translator.workflows.people import set_password

    services = context.make_services()
    person = _find(services, email)
    if by_link:
        _write_link(services, person)
    else:
        set_password(services, person.id, _read_password(), by=COMMAND_LINE)


@people.command()
@click.argument("email")
@click.pass_obj
def deactivate(context: CommandContext, email: str) -> None:
    """Close the account with EMAIL, at once and everywhere; harmless to repeat."""
    from translator.workflows.account_events import COMMAND_LINE
    from translator.workflows.people import deactivate_person

    services = context.make_services()
    deactivate_person(services, _find(services, email).id, by=COMMAND_LINE)


@people.command()
@click.argument("email")
@click.pass_obj
def reactivate(context: CommandContext, email: str) -> None:
    """Open the closed account with EMAIL again; harmless to repeat."""
    from translator.workflows.account_events import COMMAND_LINE
    from translator.workflows.people import reactivate_person

    services = context.make_services()
    reactivate_person(services, _find(services, email).id, by=COMMAND_LINE)


@people.command()
@click.argument("email")
@click.pass_obj
def delete(context: CommandContext, email: str) -> None:
    """Delete the closed account with EMAIL for good; what the person did stays."""
    from translator.workflows.account_events import COMMAND_LINE
    from translator.workflows.people import delete_person

    services = context.make_services()
    delete_person(services, _find(services, email).id, by=COMMAND_LINE)


@people.command()
@click.argument("email", required=False)
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many lines at most.")
@click.pass_obj
def history(context: CommandContext, email: str | None, limit: int) -> None:
    """List what was done to the account with EMAIL, or to all: time, account, deed, by whom and details."""
    from translator.workflows.account_events import list_events

    services = context.make_services()
    person_id = None if email is None else _find(services, email).id
    write_text("".join(_describe_event(event) for _, event in list_events(services, limit=limit, person_id=person_id)))


def _find(services: Services, email: str) -> Person:
    from translator.workflows.people import find_person

    person = find_person(services, email=email)
    if person is None:
        raise NotFoundError("person", email)
    return person


def _read_password() -> str:
    """Ask for a password at a terminal, else read the first line; arguments can be seen by other users."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return asked
    try:
        return sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise FieldError("password", "must be UTF-8") from None


def _write_link(services: Services, person: Person) -> None:
    from translator.workflows.account_events import COMMAND_LINE
    from translator.workflows.password_links import make_password_link

    address = (services.settings.public_url or "").rstrip("/")
    write_text(f"{address}/password/{make_password_link(services, person.id, by=COMMAND_LINE)}\n")


def _describe(person: Person) -> str:
    state = "open" if person.is_active else "closed"
    return (
        "\t".join((person.id, state, person.role, ",".join(sorted(person.locales)), person.email, person.name)) + "\n"
    )


def _describe_event(event: AccountEvent) -> str:
    details = " ".join(f"{name}={value!r}" for name, value in sorted(event.details.items()))
    return "\t".join((event.made_at.isoformat(), event.person_id, event.deed, event.actor, details)) + "\n"
