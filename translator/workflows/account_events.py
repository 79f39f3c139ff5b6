"""What was done to accounts, by whom and when: kept with each change, and listed."""

from __future__ import annotations

from translator import storage
from translator.people import AccountDeed, AccountEvent
from translator.workflows.services import Services

#: What stands for whoever works at the command line, and for a provider of identities.
COMMAND_LINE = "command line"
SINGLE_SIGN_ON = "single sign-on"


def note(
    session: storage.Session, services: Services, person_id: str, deed: AccountDeed, *, by: str, **details: str
) -> None:
    """Keep what is done to an account, within the session that does it.

    Args:
        session: Open session, whose user commits.
        services: The parts.
        person_id: Whose account.
        deed: What is done.
        by: Who does it.
        details: What is told of it; never a name, an address or a secret.
    """
    storage.account_events.add_event(session, AccountEvent(person_id, deed, by, services.get_time(), details))


def list_events(
    services: Services, *, limit: int, person_id: str | None = None, before: int | None = None
) -> list[tuple[int, AccountEvent]]:
    """List what was done to accounts, the last first, each with the number to ask for as ``before``.

    Args:
        services: The parts.
        limit: How much at most.
        person_id: To whose account; None for all.
        before: Number of the last of the page before this one.
    """
    with services.database.session() as session:
        return storage.account_events.list_events(session, limit=limit, person_id=person_id, before=before)


def was_deleted(services: Services, person_id: str) -> bool:
    """Tell whether there was an account with an id."""
    latest = list_events(services, limit=1, person_id=person_id)
    return bool(latest) and latest[0][1].deed is AccountDeed.DELETED
