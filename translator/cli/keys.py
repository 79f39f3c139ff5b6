"""Commands on the keys of the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from translator.access import Scope
from translator.cli.context import CommandContext
from translator.cli.reporting import warn
from translator.cli.streams import write_text

if TYPE_CHECKING:
    from translator.access import ApiKey

_SCOPE = click.Choice([scope.value for scope in Scope])


@click.group()
def keys() -> None:
    """Make, list and revoke the keys of the API, and show what they used."""


@keys.command()
@click.argument("name")
@click.option("--scope", "scopes", type=_SCOPE, multiple=True, default=("translate",), show_default=True)
@click.option("--characters", type=click.IntRange(1), help="Characters a month; any number unless told.")
@click.option("--rate", type=click.IntRange(1), help="Texts a minute; the site's limit unless told.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="Day (UTC) on which the key stops working.")
@click.pass_obj
def create(
    context: CommandContext,
    name: str,
    scopes: tuple[str, ...],
    characters: int | None,
    rate: int | None,
    expires: datetime | None,
) -> None:
    """Make a key called NAME and write it to standard output; it cannot be shown again."""
    from translator.workflows.keys import KeyOrder, create_key

    order = KeyOrder(
        name=name,
        scopes=frozenset(map(Scope, scopes)),
        monthly_characters=characters,
        texts_per_minute=rate,
        expires_at=expires.replace(tzinfo=UTC) if expires else None,
    )
    key, secret = create_key(context.make_services(), order)
    write_text(f"{secret}\n")
    warn(f"key {key.id} made; it is shown this once")


@keys.command("list")
@click.pass_obj
def list_all(context: CommandContext) -> None:
    """List the keys, without their secrets: id, state, scopes, limits, name."""
    from translator.workflows.keys import list_keys

    services = context.make_services()
    now = services.get_time()
    write_text("".join(_describe(key, now=now) for key in list_keys(services)))


@keys.command()
@click.argument("key_id")
@click.pass_obj
def revoke(context: CommandContext, key_id: str) -> None:
    """Take the key with KEY_ID back, from its next request on; harmless to repeat."""
    from translator.workflows.keys import revoke_key

    revoke_key(context.make_services(), key_id)


@keys.command()
@click.option("--month", metavar="YYYY-MM", help="One month only.")
@click.pass_obj
def usage(context: CommandContext, month: str | None) -> None:
    """Show what each key used: month, id, characters, requests, with tabs between."""
    from translator.workflows.keys import list_usage

    rows = list_usage(context.make_services(), month=month)
    write_text("".join(f"{row.month}\t{row.key_id}\t{row.characters}\t{row.requests}\n" for row in rows))


def _describe(key: ApiKey, *, now: datetime) -> str:
    state = "revoked" if key.revoked_at else "usable" if key.is_usable(now) else "expired"
    limits = (
        f"{key.monthly_characters or 'any number of'} characters a month",
        f"{key.texts_per_minute or 'as many as the site allows'} texts a minute",
        f"until {key.expires_at:%Y-%m-%d}" if key.expires_at else "without end",
    )
    scopes = ",".join(sorted(key.scopes))
    return "\t".join((key.id, state, scopes, "; ".join(limits), key.name)) + "\n"
