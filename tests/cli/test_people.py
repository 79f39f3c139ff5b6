from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.cli.conftest import Terminal
from tests.people import FAST_HASHES, PASSWORD
from translator.people import Role
from translator.workflows.password_links import open_password_link
from translator.workflows.people import find_person
from translator.workflows.signing_in import Visit, identify_person, sign_in

VISIT = Visit("192.0.2.1")


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    terminal.services.database.upgrade()
    return Terminal(replace(terminal.services, passwords=FAST_HASHES))


def test_the_first_admin_is_made_with_a_password_from_standard_input(desk: Terminal) -> None:
    made = desk.run("people", "add", "Olaf@example.org", "--role", "admin", text=f"{PASSWORD}\n")
    assert (made.exit_code, made.stdout) == (0, "")
    assert made.stderr == "translator: olaf@example.org is admin\n"
    _, olaf = sign_in(desk.services, email="olaf@example.org", password=PASSWORD, visit=VISIT)
    assert (olaf.name, olaf.may_administer()) == ("Olaf", True)


def test_no_option_takes_a_password(desk: Terminal) -> None:
    for command in ("add", "password"):
        options = re.findall(r"--[a-z-]+", desk.run("people", command, "--help").stdout)
        assert not [option for option in options if "password" in option]


@pytest.mark.parametrize(
    ("arguments", "text", "problem"),
    [
        (("olaf@example.org",), "short\n", "password must have from 15 to 256 characters"),
        (("olaf@example.org",), "", "password must have from 15 to 256 characters"),
        (("olaf",), f"{PASSWORD}\n", "email must be an e-mail address of at most 254 characters"),
        (
            ("olaf@example.org", "--role", "translator"),
            f"{PASSWORD}\n",
            "locales must name at least one locale that the translator may correct",
        ),
    ],
)
def test_an_account_that_cannot_be_made_says_why(
    desk: Terminal, arguments: tuple[str, ...], text: str, problem: str
) -> None:
    result = desk.run("people", "add", *arguments, text=text)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"translator: {problem}\n")


def test_a_link_stands_for_a_password(desk: Terminal) -> None:
    made = desk.run("people", "add", "anne@example.org", "--role", "translator", "--locale", "fr", "--link")
    link = re.fullmatch(r"/password/(\S+)\n", made.stdout)
    assert link
    anne = open_password_link(desk.services, link[1])
    assert (anne.email, anne.locales, anne.has_password) == ("anne@example.org", {"fr-FR"}, False)
    again = desk.run("people", "password", "anne@example.org", "--link")
    assert open_password_link(desk.services, again.stdout.strip().rpartition("/")[2]) == anne


def test_accounts_are_listed_changed_and_closed(desk: Terminal) -> None:
    desk.run("people", "add", "olaf@example.org", "--role", "admin", "--name", "Olaf", text=f"{PASSWORD}\n")
    desk.run("people", "add", "anne@example.org", "--name", "Anne", text=f"{PASSWORD}\n")
    token, _ = sign_in(desk.services, email="anne@example.org", password=PASSWORD, visit=VISIT)
    changed = desk.run("people", "role", "ANNE@example.org", "translator", "--locale", "fr-CA", "--locale", "en")
    assert (changed.exit_code, identify_person(desk.services, token)) == (0, None)
    assert [desk.run("people", "deactivate", "anne@example.org").exit_code for _ in range(2)] == [0, 0]
    rows = [line.split("\t")[1:] for line in desk.run("people", "list").stdout.splitlines()]
    assert rows == [
        ["closed", "translator", "en-US,fr-CA", "anne@example.org", "Anne"],
        ["open", "admin", "", "olaf@example.org", "Olaf"],
    ]
    assert desk.run("people", "reactivate", "anne@example.org").exit_code == 0
    anne = find_person(desk.services, email="anne@example.org")
    assert anne is not None
    assert (anne.is_active, anne.role) == (True, Role.TRANSLATOR)


def test_a_password_is_changed(desk: Terminal) -> None:
    desk.run("people", "add", "anne@example.org", text=f"{PASSWORD}\n")
    assert desk.run("people", "password", "anne@example.org", text="une autre phrase assez longue\n").exit_code == 0
    sign_in(desk.services, email="anne@example.org", password="une autre phrase assez longue", visit=VISIT)


def test_the_last_admin_is_not_closed_nor_somebody_unknown_changed(desk: Terminal) -> None:
    desk.run("people", "add", "olaf@example.org", "--role", "admin", text=f"{PASSWORD}\n")
    closed = desk.run("people", "deactivate", "olaf@example.org")
    assert (closed.exit_code, closed.stderr) == (
        2,
        "translator: nobody else may administer: give somebody that role first\n",
    )
    unknown = desk.run("people", "role", "eve@example.org", "admin")
    assert (unknown.exit_code, unknown.stderr) == (2, "translator: no person has the id eve@example.org\n")
