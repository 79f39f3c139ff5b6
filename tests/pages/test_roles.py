"""What each role may do, as a table: every action that is not for everybody, asked for by everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from tests.people import make_person, sign_in
from translator.api.errors import API_ROOTS
from translator.people import Role
from translator.workflows.articles import create_article
from translator.workflows.glossary import Edit, add_entry
from translator.workflows.services import Services

#: Who asks: somebody who is not signed in, and people; translators by the locale that they may correct.
STRANGER, READER, ENGLISH, FRENCH = "stranger", "reader", "translator of en-US", "translator of fr-FR"
EDITOR, ADMIN = "editor", "admin"
EVERYBODY = (STRANGER, READER, ENGLISH, FRENCH, EDITOR, ADMIN)
PEOPLE = (READER, ENGLISH, FRENCH, EDITOR, ADMIN)
WORKERS = (ENGLISH, FRENCH, EDITOR, ADMIN)
EDITORS = (EDITOR, ADMIN)

ROLES: Mapping[str, tuple[Role, tuple[str, ...]]] = {
    READER: (Role.READER, ()),
    ENGLISH: (Role.TRANSLATOR, ("en-US",)),
    FRENCH: (Role.TRANSLATOR, ("fr-FR",)),
    EDITOR: (Role.EDITOR, ()),
    ADMIN: (Role.ADMIN, ()),
}


@dataclass(frozen=True)
class Action:
    """Something that is asked for.

    Args:
        path: Where.
        allowed: Who may.
        form: What is sent by a form; None where the page is only got.
    """

    path: str
    allowed: tuple[str, ...]
    form: Mapping[str, str] | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


CLOSED = {"public_reading": "off", "adding": "people"}
CORRECTION = {"target": "A wording.", "state": "reviewed", "action": "check"}
FINAL = {"target": "A wording.", "state": "final", "action": "save", "tag": "*"}

ACTIONS = (
    Action("/articles/into-english", PEOPLE, settings=CLOSED),
    Action("/library", PEOPLE, settings=CLOSED),
    Action("/feed/en.atom", PEOPLE, settings=CLOSED),
    Action("/articles", WORKERS, {"text": ""}, settings=CLOSED),
    Action("/account", PEOPLE),
    Action("/account/name", PEOPLE, {"name": "Another"}),
    Action("/account/feed-keys", PEOPLE, {"reader": "Mine"}),
    Action("/articles/into-english/segments/p1s0/correct", (ENGLISH, *EDITORS)),
    Action("/articles/into-french/segments/p1s0/correct", (FRENCH, *EDITORS)),
    Action("/articles/into-english/segments/p1s0/correct", (ENGLISH, *EDITORS), CORRECTION),
    Action("/articles/into-french/segments/p1s0/correct", (FRENCH, *EDITORS), CORRECTION),
    Action("/articles/into-english/segments/p1s0/check", (ENGLISH, *EDITORS), {"target": "A wording."}),
    Action("/articles/into-english/edit", EDITORS),
    Action("/articles/into-english/edit", EDITORS, {"text": "Il pleut.", "action": "preview"}),
    Action("/articles/into-english/edit", EDITORS, {"text": "Il pleut.", "action": "save"}),
    Action("/articles/into-english/retranslate", EDITORS, {}),
    Action("/articles/into-english/fetch", EDITORS, {}),
    Action("/articles/into-english/updates/none", EDITORS),
    Action("/articles/into-english/updates/none/cancel", EDITORS, {}),
    Action("/articles/into-english/delete", EDITORS),
    Action("/articles/into-english/delete", EDITORS, {}),
    Action("/feeds", EDITORS, {"url": "", "minutes": "30"}),
    Action("/feeds/none/pause", EDITORS, {}),
    Action("/feeds/none/read", EDITORS, {}),
    Action("/feeds/none/delete", EDITORS, {}),
    Action("/glossary/fr/en/new", (ENGLISH, *EDITORS)),
    Action("/glossary/en/fr/new", (FRENCH, *EDITORS)),
    Action("/glossary/fr/en", (ENGLISH, *EDITORS), {"source": "bac", "target": "ferry"}),
    Action(
        "/glossary/fr/en/entries/{english}", (ENGLISH, *EDITORS), {"source": "bac", "target": "boat", "version": "1"}
    ),
    Action("/glossary/fr/en/entries/{english}/delete", (ENGLISH, *EDITORS), {"version": "1"}),
    Action("/glossary/fr/en/entries/{english}/retranslate", (ENGLISH, *EDITORS), {}),
    Action("/glossary/en/fr/entries/{french}/delete", (FRENCH, *EDITORS), {"version": "1"}),
    Action("/glossary/fr/en/import", (ENGLISH, *EDITORS), {}),
    Action("/administration/people", (ADMIN,)),
    Action("/administration/people", (ADMIN,), {"email": "new@example.org", "name": "New", "role": "reader"}),
    Action("/administration/people/history", (ADMIN,)),
    Action("/administration/people/{person}", (ADMIN,)),
    Action("/administration/people/{person}", (ADMIN,), {"name": "Other", "role": "admin"}),
    Action("/administration/people/{person}/link", (ADMIN,), {}),
    Action("/administration/people/{person}/sign-out", (ADMIN,), {}),
    Action("/administration/people/{person}/close", (ADMIN,), {}),
    Action("/administration/people/{person}/open", (ADMIN,), {}),
    Action("/administration/people/{person}/delete", (ADMIN,)),
    Action("/administration/people/{person}/delete", (ADMIN,), {}),
    Action("/administration/keys", (ADMIN,)),
    Action("/administration/keys/none/revoke", (ADMIN,), {}),
    Action("/administration/keys", (ADMIN,), {"name": "New", "scopes": "translate"}),
)


@pytest.fixture
def places(services: Services) -> Mapping[str, str]:
    create_article(
        services, title="Le pont", text="Le pont ouvre.", source="fr", target="en-US", identifier="into-english"
    )
    create_article(
        services, title="The bridge", text="The bridge opens.", source="en", target="fr-FR", identifier="into-french"
    )
    fields = {"source": "bateau", "target": "boat"}
    english = add_entry(services, pair=FRENCH_ENGLISH, fields=fields, edit=Edit(editor=""))
    french = add_entry(
        services, pair=ENGLISH_FRENCH, fields={"source": "boat", "target": "bateau"}, edit=Edit(editor="")
    )
    subject = make_person(services, Role.READER, name="Subject")
    return {"english": english.id, "french": french.id, "person": subject.id}


def name(action: Action) -> str:
    return f"{'GET' if action.form is None else 'POST'} {action.path}"


def ask(client: FlaskClient, action: Action, places: Mapping[str, str]) -> int:
    path = action.path.format(**places)
    if action.form is None:
        return client.get(path).status_code
    token = read_page(client.get("/sign-in" if "signed-in" not in str(client._cookies) else "/account"))
    fields = {"csrf_token": token.find_all('//input[@name="csrf_token"]')[0].get("value"), **action.form}
    return client.post(path, data=fields).status_code


@pytest.mark.parametrize("action", ACTIONS, ids=name)
def test_an_action_is_for_those_of_its_row_alone(
    services: Services, make_client: MakeClient, places: Mapping[str, str], action: Action
) -> None:
    make_person(services, Role.ADMIN, name="Keeper")
    told = {}
    for who in EVERYBODY:
        client = make_client(settings={"job_runner": "worker", **action.settings})
        if who != STRANGER:
            role, locales = ROLES[who]
            sign_in(client, make_person(services, role, name=who.replace(" ", "-"), locales=locales or ("en-US",)))
        status = ask(client, action, places)
        is_sent_to_sign_in = who == STRANGER and status in (302, 303, 401)
        told[who] = not (status == 403 or is_sent_to_sign_in)
    assert told == {who: who in action.allowed for who in EVERYBODY}


#: Forms that are for everybody, or ask by themselves who is there.
OPEN = frozenset(
    {
        "account.use_link",
        "administration.sign_in",
        "pages.choose_language",
        "pages.choose_reading",
        "signing_in.sign_in",
        "signing_in.sign_out",
    }
)

#: Forms of a person's own devices and of single parts of what has a row.
OWN = frozenset(
    {
        "account.change_password",
        "account.end_feed_key",
        "account.sign_out_everywhere",
        "account.sign_out_there",
        "administration.sign_out",
        "correcting.revert",
        "terms.revert_entry",
    }
)


def test_every_form_has_a_row(make_client: MakeClient, places: Mapping[str, str]) -> None:
    rules = make_client().application.url_map
    adapter = rules.bind("localhost")
    sent = (action.path.format(**places) for action in ACTIONS if action.form is not None)
    covered = {adapter.match(path, method="POST")[0] for path in sent}
    forms = {
        rule.endpoint
        for rule in rules.iter_rules()
        if "POST" in (rule.methods or ()) and rule.rule.split("/")[1] not in API_ROOTS
    }
    assert forms - OPEN - OWN == covered
    assert forms >= OPEN | OWN
