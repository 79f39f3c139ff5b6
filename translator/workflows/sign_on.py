"""Let in whom the provider of identities sends: link an account, or make one, as the settings want it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from translator import storage
from translator.errors import ConflictError, SignOnError
from translator.languages import SUPPORTED_LOCALES
from translator.people import ROLES, AccountDeed, Person, Role
from translator.single_sign_on import Testimony
from translator.workflows.account_events import SINGLE_SIGN_ON, note
from translator.workflows.people import EMAIL_LENGTH, NAME_LENGTH, change_person, read_email
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit, open_sign_in


def enter_by_testimony(services: Services, testimony: Testimony, *, visit: Visit) -> tuple[str, Person]:
    """Sign in whom a provider names.

    Somebody it has not named before is given the open account with the same e-mail address, which the provider must
    have verified, or a new one. An account that the provider already knows as somebody else's stays that one's: an
    address can be given to another person, a subject cannot.

    Returns:
        What the browser's cookie is to hold, and who it is.

    Raises:
        SignOnError: The address is not verified, of no allowed domain or somebody else's, the account is closed, or
            there is none and the settings let none be made.
    """
    _check_email(services, testimony)
    wanted = _choose_role(services, testimony.groups)
    with services.database.session(writing=True) as session:
        person = storage.people.find_person_of(session, testimony.identity)
        if person is None:
            person = _link(session, services, testimony, role=wanted)
        if not person.is_active:
            raise SignOnError("closed")
        session.commit()
    if wanted is not None and person.role is not wanted:
        person = _give_role(services, person, role=wanted)
    with services.database.session(writing=True) as session:
        token = open_sign_in(session, services, person, visit=visit)
        session.commit()
    return token, person


def _check_email(services: Services, testimony: Testimony) -> None:
    email = testimony.email
    if not email or not testimony.is_email_verified or len(email) > EMAIL_LENGTH:
        raise SignOnError("unverified")
    domains = services.settings.oidc_domains
    if domains and email.rpartition("@")[2] not in domains:
        raise SignOnError("domain")


def _link(session: storage.Session, services: Services, testimony: Testimony, *, role: Role | None) -> Person:
    """Give an identity the account with its e-mail address, made where there is none."""
    identity, now = testimony.identity, services.get_time()
    person = storage.people.find_person(session, email=testimony.email)
    if person is None:
        person = _make_person(services, testimony, role=role)
        if not storage.people.add_person(session, person, password_hash=None):
            # Two of this address arrive at once; the other is served.
            raise SignOnError("taken")
        note(session, services, person.id, AccountDeed.CREATED, by=SINGLE_SIGN_ON, role=person.role.value)
    elif any(known.issuer == identity.issuer for known in storage.people.list_identities(session, person.id)):
        raise SignOnError("taken")
    if not storage.people.add_identity(session, identity, person_id=person.id, linked_at=now):
        raise SignOnError("taken")
    return person


def _make_person(services: Services, testimony: Testimony, *, role: Role | None) -> Person:
    usual = services.settings.oidc_role
    if role is None and usual == "none":
        raise SignOnError("unknown")
    chosen = role or Role(usual)
    name = " ".join("".join(each for each in testimony.name if each.isprintable()).split())[:NAME_LENGTH]
    return Person(
        id=secrets.token_hex(6),
        email=read_email(testimony.email),
        name=name or testimony.email.partition("@")[0][:NAME_LENGTH],
        role=chosen,
        locales=frozenset(SUPPORTED_LOCALES if chosen is Role.TRANSLATOR else ()),
        created_at=services.get_time(),
    )


def _choose_role(services: Services, groups: frozenset[str]) -> Role | None:
    """Return the highest role that somebody's groups stand for; None where none of them stands for one."""
    named: Mapping[str, str] = dict(services.settings.oidc_roles)
    roles = {Role(named[group]) for group in groups if group in named}
    return max(roles, key=ROLES.index) if roles else None


def _give_role(services: Services, person: Person, *, role: Role) -> Person:
    locales = person.locales or SUPPORTED_LOCALES
    try:
        return change_person(services, person.id, role=role, locales=locales, by=SINGLE_SIGN_ON)
    except ConflictError:
        # Nobody else could give the right to administer back.
        return person
