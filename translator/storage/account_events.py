"""What was done to accounts, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from translator.people import AccountDeed, AccountEvent
from translator.storage.tables import AccountEventRow


def add_event(session: Session, event: AccountEvent) -> None:
    """Keep what was done to an account, in the transaction that does it."""
    session.execute(
        insert(AccountEventRow).values(
            person_id=event.person_id,
            deed=event.deed.value,
            actor=event.actor,
            details=dict(event.details),
            made_at=event.made_at,
        )
    )


def list_events(
    session: Session, *, limit: int, person_id: str | None = None, before: int | None = None
) -> list[tuple[int, AccountEvent]]:
    """List what was done, the last first, with the number that tells a place in the list.

    Args:
        session: Open session.
        limit: How much at most.
        person_id: To whose account; None for all.
        before: Number of the last of the page before this one.
    """
    query = select(AccountEventRow).order_by(AccountEventRow.id.desc()).limit(limit)
    if person_id is not None:
        query = query.where(AccountEventRow.person_id == person_id)
    if before is not None:
        query = query.where(AccountEventRow.id < before)
    return [(row.id, _read_event(row)) for row in session.scalars(query)]


def _read_event(row: AccountEventRow) -> AccountEvent:
    return AccountEvent(row.person_id, AccountDeed(row.deed), row.actor, row.made_at, row.details)
