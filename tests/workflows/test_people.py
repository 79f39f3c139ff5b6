from __future__ import annotations

import pytest

from tests.people import FAST_HASHES, PASSWORD, make_person
from translator.errors import ConflictError, FieldError, NotFoundError
from translator.people import Person, Role
from translator.workflows.people import (
    PersonOrder,
    change_person,
    create_person,
    deactivate_person,
    find_person,
    get_person,
    list_people,
    reactivate_person,
    rename_person,
    set_password,
)
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit, identify_person, sign_in

ANNE = PersonOrder("Anne@Example.org ", "  Anne   Le Gall ", Role.TRANSLATOR, ("fr", "en-gb"))
VISIT = Visit("192.0.2.1")


def test_an_account_is_kept_tidily_and_its_password_only_as_a_hash(services: Services) -> None:
    anne = create_person(services, ANNE, password=PASSWORD)
    assert (anne.email, anne.name, anne.locales) == ("anne@example.org", "Anne Le Gall", {"fr-FR", "en-GB"})
    assert get_person(services, anne.id) == find_person(services, email="ANNE@example.org") == anne
    assert list_people(services) == [anne]
    with services.database.engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM people").all()
    assert PASSWORD not in repr(row)
    assert "$argon2id$" in repr(row)


@pytest.mark.parametrize(
    ("order", "password", "field"),
    [
        (PersonOrder("anne", "Anne", Role.READER), None, "email"),
        (PersonOrder("anne@", "Anne", Role.READER), None, "email"),
        (PersonOrder("a b@example.org", "Anne", Role.READER), None, "email"),
        (PersonOrder(f"{'a' * 250}@example.org", "Anne", Role.READER), None, "email"),
        (PersonOrder("a@b\x00.org", "Anne", Role.READER), None, "email"),
        (PersonOrder("anne@example.org", " ", Role.READER), None, "name"),
        (PersonOrder("anne@example.org", "A" * 101, Role.READER), None, "name"),
        (PersonOrder("anne@example.org", "Anne\x00", Role.READER), None, "name"),
        (PersonOrder("anne@example.org", "Anne", Role.TRANSLATOR), None, "locales"),
        (PersonOrder("anne@example.org", "Anne", Role.TRANSLATOR, ("fr-XX",)), None, "locales"),
        (PersonOrder("anne@example.org", "Anne", Role.READER), "x" * 14, "password"),
        (PersonOrder("anne@example.org", "Anne", Role.READER), "x" * 257, "password"),
    ],
)
def test_an_account_that_cannot_be_made_names_the_field(
    services: Services, order: PersonOrder, password: str | None, field: str
) -> None:
    with pytest.raises(FieldError) as caught:
        create_person(services, order, password=password)
    assert (caught.value.field, list_people(services)) == (field, [])


def test_an_address_has_one_account(services: Services) -> None:
    create_person(services, ANNE)
    with pytest.raises(FieldError, match="email belongs to an account already"):
        create_person(services, PersonOrder("ANNE@example.org", "Another", Role.READER))


@pytest.mark.parametrize(
    ("role", "adds", "corrects", "corrects_elsewhere", "edits", "administers"),
    [
        (Role.READER, False, False, False, False, False),
        (Role.TRANSLATOR, True, True, False, False, False),
        (Role.EDITOR, True, True, True, True, False),
        (Role.ADMIN, True, True, True, True, True),
    ],
)
def test_each_role_may_do_what_those_before_it_may(
    services: Services,
    role: Role,
    adds: bool,
    corrects: bool,
    corrects_elsewhere: bool,
    edits: bool,
    administers: bool,
) -> None:
    person = make_person(services, role, locales=("fr-FR",))
    assert person.may_read()
    assert (person.may_add_articles(), person.may_correct("fr-FR"), person.may_correct_some()) == (
        adds,
        corrects,
        corrects,
    )
    assert (person.may_correct("fr-CA"), person.may_edit_library()) == (corrects_elsewhere, edits)
    assert person.may_administer() is administers


def test_a_closed_account_may_nothing(services: Services) -> None:
    make_person(services, Role.ADMIN)
    closed = deactivate_person(services, make_person(services, Role.ADMIN, name="Olaf").id)
    questions = (Person.may_read, Person.may_add_articles, Person.may_edit_library, Person.may_administer)
    assert [ask(closed) for ask in questions] == [False] * 4
    assert not closed.may_correct("fr-FR")
    assert deactivate_person(services, closed.id) == closed
    assert reactivate_person(services, closed.id).may_administer()


def test_a_new_role_ends_all_sign_ins_but_a_new_name_none(services: Services) -> None:
    anne = make_person(services, Role.TRANSLATOR)
    token, _ = sign_in(services, email=anne.email, password=PASSWORD, visit=VISIT)
    rename_person(services, anne.id, name="Anne B.")
    signed_in = identify_person(services, token)
    assert signed_in is not None
    assert signed_in.person.name == "Anne B."
    change_person(services, anne.id, role=Role.EDITOR, locales=())
    assert identify_person(services, token) is None
    assert get_person(services, anne.id).locales == frozenset()


def test_new_locales_a_new_password_and_a_closed_account_end_all_sign_ins(services: Services) -> None:
    anne = make_person(services, Role.TRANSLATOR, locales=("fr-FR",))
    ends = []
    for change in (
        lambda: change_person(services, anne.id, role=Role.TRANSLATOR, locales=("fr-CA",)),
        lambda: set_password(services, anne.id, PASSWORD),
        lambda: deactivate_person(services, anne.id),
    ):
        token, _ = sign_in(services, email=anne.email, password=PASSWORD, visit=VISIT)
        was_in = identify_person(services, token) is not None
        change()
        ends.append((was_in, identify_person(services, token)))
    assert ends == [(True, None)] * 3


def test_the_last_admin_stays_one(services: Services) -> None:
    olaf = make_person(services, Role.ADMIN)
    for change in (
        lambda: change_person(services, olaf.id, role=Role.EDITOR, locales=()),
        lambda: deactivate_person(services, olaf.id),
    ):
        with pytest.raises(ConflictError, match="nobody else may administer"):
            change()
    assert get_person(services, olaf.id) == olaf
    make_person(services, Role.ADMIN, name="Eve")
    assert change_person(services, olaf.id, role=Role.READER, locales=()).role is Role.READER


def test_somebody_unknown_is_not_changed(services: Services) -> None:
    with pytest.raises(NotFoundError):
        change_person(services, "nobody", role=Role.READER, locales=())
    with pytest.raises(NotFoundError):
        set_password(services, "nobody", PASSWORD)


def test_a_hash_is_right_for_its_password_alone_however_that_is_typed(services: Services) -> None:
    del services
    kept = FAST_HASHES.make("déjà vu à Besançon")
    assert FAST_HASHES.matches("de\u0301ja\u0300 vu a\u0300 Besanc\u0327on", kept)
    assert not FAST_HASHES.matches("deja vu a Besancon", kept)
    assert not FAST_HASHES.matches("déjà vu à Besançon", None)
    assert not FAST_HASHES.matches("déjà vu à Besançon", "no hash")
