"""Where people are signed in, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from translator.people import Person, SignIn
from translator.storage.people import read_person
from translator.storage.tables import PersonRow, SignInRow


def add_sign_in(session: Session, sign_in: SignIn, *, digest: str) -> None:
    """Keep where somebody signed in.

    Args:
        session: Open session.
        sign_in: What is known of it.
        digest: SHA-256, in hexadecimal, of what the device's cookie holds.
    """
    session.add(
        SignInRow(
            digest=digest,
            id=sign_in.id,
            person_id=sign_in.person_id,
            device=sign_in.device,
            created_at=sign_in.created_at,
            seen_at=sign_in.seen_at,
            expires_at=sign_in.expires_at,
        )
    )
    session.flush()


def find_sign_in(session: Session, *, digest: str) -> tuple[SignIn, Person] | None:
    """Return a sign-in with its person, expired or not."""
    query = select(SignInRow, PersonRow).join(PersonRow, PersonRow.id == SignInRow.person_id)
    found = session.execute(query.where(SignInRow.digest == digest)).first()
    return None if found is None else (_read_sign_in(found[0]), read_person(found[1]))


def list_sign_ins(session: Session, person_id: str) -> list[SignIn]:
    """Return where a person is signed in, the last used first; expired ones may be among them."""
    query = select(SignInRow).where(SignInRow.person_id == person_id)
    return [_read_sign_in(row) for row in session.scalars(query.order_by(SignInRow.seen_at.desc(), SignInRow.id))]


def mark_seen(session: Session, sign_in_id: str, *, seen_at: datetime) -> None:
    """Note that a sign-in is in use."""
    session.execute(update(SignInRow).where(SignInRow.id == sign_in_id).values(seen_at=seen_at))


def end_sign_in(session: Session, *, digest: str) -> None:
    """End what a cookie stands for; harmless to repeat."""
    session.execute(delete(SignInRow).where(SignInRow.digest == digest))


def end_sign_ins(session: Session, person_id: str, *, only: str | None = None, but: str | None = None) -> None:
    """End a person's sign-ins.

    Args:
        session: Open session.
        person_id: Whose they are.
        only: Id of the one to end; None for all.
        but: Id of one to leave.
    """
    statement = delete(SignInRow).where(SignInRow.person_id == person_id)
    if only is not None:
        statement = statement.where(SignInRow.id == only)
    if but is not None:
        statement = statement.where(SignInRow.id != but)
    session.execute(statement)


def forget_expired(session: Session, *, now: datetime, seen_before: datetime) -> None:
    """Delete the sign-ins that have ended, by their age or because nobody used them since a moment."""
    session.execute(delete(SignInRow).where((SignInRow.expires_at <= now) | (SignInRow.seen_at <= seen_before)))


def count_sign_ins(session: Session, *, since: datetime, now: datetime) -> Mapping[str, int]:
    """Return on how many devices each person is signed in, by the person's id."""
    counts: dict[str, int] = {}
    query = select(SignInRow.person_id).where(SignInRow.expires_at > now, SignInRow.seen_at > since)
    for person_id in session.scalars(query):
        counts[person_id] = counts.get(person_id, 0) + 1
    return counts


def _read_sign_in(row: SignInRow) -> SignIn:
    return SignIn(
        id=row.id,
        person_id=row.person_id,
        device=row.device,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
    )
