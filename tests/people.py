"""People for tests: accounts, and browsers in which somebody is signed in."""

from __future__ import annotations

from flask.testing import FlaskClient

from translator.passwords import PasswordHashes
from translator.people import Person, Role
from translator.workflows.people import PersonOrder, create_person
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit, open_sign_in

#: Real Argon2, with the least of work.
FAST_HASHES = PasswordHashes(time_cost=1, memory_kib=8, lanes=1)

#: The password of whoever has one here.
PASSWORD = "trois chevaux verts à Brest"


def make_person(
    services: Services,
    role: Role = Role.TRANSLATOR,
    *,
    name: str = "",
    locales: tuple[str, ...] = ("en-US", "fr-FR"),
    password: str | None = PASSWORD,
) -> Person:
    """Make an account; it is called after its role unless told otherwise."""
    called = name or role.value.title()
    order = PersonOrder(f"{called.lower()}@example.org", called, role, locales)
    return create_person(services, order, password=password)


def sign_in(client: FlaskClient, person: Person) -> str:
    """Sign a person in within a test's browser, without the form.

    Returns:
        What the browser's cookie holds.
    """
    services: Services = client.application.extensions["services"]
    with services.database.session(writing=True) as session:
        token = open_sign_in(session, services, person, visit=Visit("127.0.0.1", "A browser for tests"))
        session.commit()
    client.set_cookie("signed-in", token)
    return token
