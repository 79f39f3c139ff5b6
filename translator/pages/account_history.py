"""What was done to accounts, as the pages of the administration tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.pages.editors import name_editor
from translator.pages.person_form import name_role
from translator.people import AccountDeed, AccountEvent, Role
from translator.workflows.account_events import COMMAND_LINE, SINGLE_SIGN_ON


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """What was done to an account.

    Args:
        person_id: To whose.
        person: What that person is called.
        deed: What was done, as a sentence.
        actor: What is called who did it; empty where nobody is known.
        made_at: When.
    """

    person_id: str
    person: str
    deed: str
    actor: str
    made_at: datetime


def describe_event(event: AccountEvent) -> ShownEvent:
    """Say in the language in force what was done to an account."""
    return ShownEvent(
        person_id=event.person_id,
        person=name_editor(event.person_id),
        deed=_name_deed(event),
        actor=_name_actor(event),
        made_at=event.made_at,
    )


def _name_deed(event: AccountEvent) -> str:
    details = event.details
    if event.deed is AccountDeed.CREATED:
        return str(
            gettext("Account made: %(role)s", role=_name_rights(details.get("role", ""), details.get("locales")))
        )
    if event.deed is AccountDeed.CHANGED and "role" in details:
        before = _name_rights(details["role_before"], details["locales_before"])
        after = _name_rights(details["role"], details["locales"])
        return str(gettext("Rights changed from %(before)s to %(after)s", before=before, after=after))
    deeds = {
        AccountDeed.CHANGED: gettext("Name changed"),
        AccountDeed.CREDENTIALS: gettext("Password changed"),
        AccountDeed.LINK: gettext("Link for a password made"),
        AccountDeed.SIGNED_OUT: gettext("Signed out everywhere"),
        AccountDeed.CLOSED: gettext("Account closed"),
        AccountDeed.OPENED: gettext("Account opened again"),
        AccountDeed.FEED_KEY: gettext("Address for a feed reader made"),
        AccountDeed.FEED_KEY_ENDED: gettext("Address for a feed reader ended"),
        AccountDeed.DELETED: gettext("Account deleted"),
    }
    return str(deeds[event.deed])


def _name_rights(role: str, locales: str | None) -> str:
    name = name_role(Role(role)) if role in set(Role) else role
    return f"{name} ({locales.replace(' ', ', ')})" if locales else name


def _name_actor(event: AccountEvent) -> str:
    if event.actor == event.person_id:
        return str(gettext("its owner"))
    known = {COMMAND_LINE: gettext("the command line"), SINGLE_SIGN_ON: gettext("single sign-on")}
    return str(known[event.actor]) if event.actor in known else name_editor(event.actor)
