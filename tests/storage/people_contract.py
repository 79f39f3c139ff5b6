"""What every database must do for people; the contract of storage takes these tests in."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import NOON
from translator.errors import NotFoundError
from translator.people import Identity, Person, Role, SignIn
from translator.storage import Database, people, sign_ins

MINUTE = timedelta(minutes=1)
ANNE = Person("p1", "anne@example.org", "Anne", Role.TRANSLATOR, frozenset({"fr-FR", "fr-CA"}), NOON, has_password=True)
OLAF = Person("p2", "olaf@example.org", "Olaf", Role.ADMIN, frozenset(), NOON)


def keep(database: Database, *kept: Person) -> None:
    with database.session(writing=True) as session:
        for person in kept:
            assert people.add_person(session, person, password_hash="hash" if person.has_password else None)
        session.commit()


def make_sign_in(identifier: str, **values: object) -> SignIn:
    sign_in = SignIn(identifier, "p1", "Firefox", NOON, NOON, NOON + timedelta(days=30))
    return replace(sign_in, **values)  # type: ignore[arg-type]


def keep_sign_ins(database: Database, *kept: SignIn) -> None:
    with database.session(writing=True) as session:
        for sign_in in kept:
            sign_ins.add_sign_in(session, sign_in, digest=sign_in.id * 8)
        session.commit()


class PeopleContract:
    """Tests of people, of where they are signed in, and of how providers know them."""

    def test_people_come_back_as_they_were(self, database: Database) -> None:
        keep(database, OLAF, ANNE)
        with database.session() as session:
            assert people.get_person(session, "p1") == ANNE
            assert people.find_person(session, email="olaf@example.org") == OLAF
            assert people.find_person(session, email="eve@example.org") is None
            assert people.list_people(session) == [ANNE, OLAF]
            assert [people.get_password_hash(session, each) for each in ("p1", "p2", "p3")] == ["hash", None, None]
            with pytest.raises(NotFoundError, match="no person has the id p3"):
                people.get_person(session, "p3")

    def test_an_address_belongs_to_one_person_though_two_ask_at_once(self, database: Database) -> None:
        barrier = threading.Barrier(4)
        results: list[bool] = []

        def contend(number: int) -> None:
            barrier.wait()
            with database.session(writing=True) as session:
                results.append(people.add_person(session, replace(ANNE, id=f"p{number}"), password_hash=None))
                session.commit()

        threads = [threading.Thread(target=contend, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(results) == [False, False, False, True]

    def test_a_change_of_a_person_is_kept(self, database: Database) -> None:
        keep(database, ANNE)
        changed = replace(ANNE, name="Anne B.", role=Role.EDITOR, locales=frozenset(), deactivated_at=NOON + MINUTE)
        with database.session(writing=True) as session:
            people.change_person(session, changed)
            people.set_password_hash(session, "p1", "another")
            session.commit()
        with database.session() as session:
            assert people.get_person(session, "p1") == changed
            assert people.get_password_hash(session, "p1") == "another"

    def test_admins_are_those_whose_account_is_open(self, database: Database) -> None:
        closed = replace(OLAF, id="p3", email="eve@example.org", deactivated_at=NOON)
        keep(database, ANNE, OLAF, closed)
        with database.session(writing=True) as session:
            assert people.lock_admins(session) == ["p2"]

    def test_admins_who_demote_each_other_at_once_take_turns(self, database: Database) -> None:
        eve = replace(OLAF, id="p3", email="eve@example.org")
        keep(database, OLAF, eve)
        barrier = threading.Barrier(2)

        def demote(person: Person) -> None:
            barrier.wait()
            with database.session(writing=True) as session:
                if set(people.lock_admins(session)) - {person.id}:
                    people.get_person(session, person.id, is_changing=True)
                    people.change_person(session, replace(person, role=Role.READER))
                    session.commit()

        threads = [threading.Thread(target=demote, args=(person,)) for person in (OLAF, eve)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        with database.session(writing=True) as session:
            assert len(people.lock_admins(session)) == 1

    def test_an_identity_belongs_to_one_person(self, database: Database) -> None:
        keep(database, ANNE, OLAF)
        identity = Identity("https://id.example", "42")
        with database.session(writing=True) as session:
            done = [people.add_identity(session, identity, person_id=each, linked_at=NOON) for each in ("p1", "p2")]
            session.commit()
        with database.session() as session:
            assert done == [True, False]
            assert people.find_person_of(session, identity) == ANNE
            assert people.find_person_of(session, Identity("https://other.example", "42")) is None
            assert people.list_identities(session, "p1") == [identity]
            assert people.list_identities(session, "p2") == []

    def test_sign_ins_come_back_with_their_person(self, database: Database) -> None:
        keep(database, ANNE)
        older, newer = make_sign_in("s1"), make_sign_in("s2", seen_at=NOON + MINUTE)
        keep_sign_ins(database, older, newer)
        with database.session(writing=True) as session:
            assert sign_ins.find_sign_in(session, digest="s1" * 8) == (older, ANNE)
            assert sign_ins.find_sign_in(session, digest="s1") is None
            assert sign_ins.list_sign_ins(session, "p1") == [newer, older]
            sign_ins.mark_seen(session, "s1", seen_at=NOON + 2 * MINUTE)
            assert [each.id for each in sign_ins.list_sign_ins(session, "p1")] == ["s1", "s2"]

    def test_sign_ins_end_one_by_one_or_together(self, database: Database) -> None:
        keep(database, ANNE, OLAF)
        keep_sign_ins(database, *(make_sign_in(f"s{number}") for number in range(5)), make_sign_in("t", person_id="p2"))
        with database.session(writing=True) as session:
            sign_ins.end_sign_in(session, digest="s0" * 8)
            sign_ins.end_sign_ins(session, "p1", only="s1")
            sign_ins.end_sign_ins(session, "p2", only="s2")
            assert [each.id for each in sign_ins.list_sign_ins(session, "p1")] == ["s2", "s3", "s4"]
            sign_ins.end_sign_ins(session, "p1", but="s3")
            assert [each.id for each in sign_ins.list_sign_ins(session, "p1")] == ["s3"]
            sign_ins.end_sign_ins(session, "p1")
            assert sign_ins.list_sign_ins(session, "p1") == []
            assert [each.id for each in sign_ins.list_sign_ins(session, "p2")] == ["t"]

    def test_sign_ins_are_forgotten_by_age_and_by_disuse(self, database: Database) -> None:
        keep(database, ANNE)
        keep_sign_ins(
            database,
            make_sign_in("old", expires_at=NOON),
            make_sign_in("idle", seen_at=NOON - 9 * MINUTE),
            make_sign_in("new"),
        )
        with database.session(writing=True) as session:
            assert sign_ins.count_sign_ins(session, since=NOON - 9 * MINUTE, now=NOON) == {"p1": 1}
            sign_ins.forget_expired(session, now=NOON, seen_before=NOON - 9 * MINUTE)
            assert [each.id for each in sign_ins.list_sign_ins(session, "p1")] == ["new"]
