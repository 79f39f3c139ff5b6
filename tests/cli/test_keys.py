from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from translator.access import Caller, Scope
from translator.workflows.keys import charge, identify_caller


@pytest.fixture(autouse=True)
def _tables(terminal: Terminal) -> None:
    terminal.services.database.upgrade()


def test_a_made_key_works_and_is_shown_once(terminal: Terminal) -> None:
    made = terminal.run("keys", "create", "CMS", "--scope", "translate", "--scope", "glossary", "--characters", "500")
    secret = made.stdout.strip()
    caller = identify_caller(terminal.services, secret)
    assert (caller.scopes, caller.monthly_characters) == ({Scope.TRANSLATE, Scope.GLOSSARY}, 500)
    listed = terminal.run("keys", "list").stdout
    assert listed.split("\t")[:3] == [caller.key_id, "usable", "glossary,translate"]
    assert "500 characters a month" in listed
    assert secret not in listed


def test_a_revoked_key_is_listed_as_revoked(terminal: Terminal) -> None:
    key_id = terminal.run("keys", "create", "CMS").stdout.split("_")[1]
    assert [terminal.run("keys", "revoke", key_id).exit_code for _ in range(2)] == [0, 0]
    assert terminal.run("keys", "list").stdout.split("\t")[1] == "revoked"


def test_a_key_that_ended_yesterday_is_not_made(terminal: Terminal) -> None:
    result = terminal.run("keys", "create", "CMS", "--expires", "2020-01-01")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "translator: expires_at must be in the future\n")


def test_an_unknown_key_is_not_revoked(terminal: Terminal) -> None:
    result = terminal.run("keys", "revoke", "feed")
    assert (result.exit_code, result.stderr) == (2, "translator: no key has the id feed\n")


def test_usage_is_a_line_for_each_month_and_key(terminal: Terminal) -> None:
    charge(terminal.services, Caller("k1", frozenset({Scope.TRANSLATE})), characters=12)
    assert terminal.run("keys", "usage").stdout == "2026-03\tk1\t12\t1\n"
    assert terminal.run("keys", "usage", "--month", "2026-04").stdout == ""


def test_the_command_of_the_clients_page_makes_a_key(terminal: Terminal) -> None:
    page = (Path(__file__).parents[2] / "docs/clients/README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^translator (.*)$", page, re.MULTILINE)
    caller = identify_caller(terminal.services, terminal.run(*shlex.split(command)).stdout.strip())
    assert caller.scopes == {Scope.TRANSLATE}
