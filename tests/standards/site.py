"""A site with something of everything on it, and the visitors of each role."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from tests.fakes import FRENCH_ENGLISH, FakeMemory
from tests.pages.parts import keep_article, make_services
from tests.pages.reading import read_page
from tests.pages.stored_articles import EVENING, Block, build_stored, read_ferry_article
from tests.pages.stored_feeds import keep_feed
from tests.people import make_person, sign_in
from tests.standards.pages import PageCase
from translator.access import Scope
from translator.app import create_app
from translator.glossary import merge_entries, read_glossary
from translator.people import Person, Role
from translator.storage import GlossaryFiles, StoredGlossary
from translator.translation import QuotationPolicy, State
from translator.workflows import articles
from translator.workflows.correct_segment import Signature, correct_segment
from translator.workflows.glossary import Edit, add_entry
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.password_links import make_password_link
from translator.workflows.run_job import run_job
from translator.workflows.services import Services
from translator.workflows.update_article import update_article
from translator.workflows.update_jobs import order_update, submit_for_person
from translator.workflows.update_plan import ArticleUpdate

ADMIN_KEY = "a-key-for-administrators"

#: More than one page of the list.
OLDER_ARTICLES = 25

#: A French article and its translation by hand: an English quotation in it, a French one kept, an English passage.
QUOTING = {
    "Le maire a répondu « oui » à la question posée devant la mairie de Brest par les habitants du port.": (
        "The mayor answered “yes” to the question that the people of the harbour asked outside the town hall of Brest."
    ),
    "Le ministre a répondu “We will leave tomorrow with all the children” devant la mairie, où les habitants "
    "attendaient depuis le matin.": (
        "The minister answered “We will leave tomorrow with all the children” outside the town hall, where people had "
        "been waiting since the morning."
    ),
    "Sa voisine a crié « Nous ne partirons pas demain avec vous » du haut du balcon de sa maison.": (
        "His neighbour shouted « Nous ne partirons pas demain avec vous » from the balcony of her house."
    ),
    "The harbour authority said on Tuesday that the crossing would be free of charge for all the islanders.": "",
}


def build_site(*, data_dir: Path, locales_dir: Path) -> Site:
    """Make a site with articles of several kinds, people, keys, and frames allowed elsewhere."""
    services = make_services(data_dir=data_dir, locales_dir=locales_dir)
    configured = services.settings.model_copy(
        update={"admin_key": SecretStr(ADMIN_KEY), "embed_origins": ("https://news.example",)}
    )
    # Later than the sample, so that what a test adds heads the list.
    memory = FakeMemory({source: target for source, target in QUOTING.items() if target})
    files = GlossaryFiles(data_dir / "no locales", read_glossary=read_glossary)
    services = replace(
        services,
        settings=configured,
        memory=memory,
        glossary=StoredGlossary(files, database=services.database, merge=merge_entries),
        get_time=lambda: EVENING + timedelta(days=1),
    )
    _fill(services)
    people = {role: make_person(services, role) for role in Role}
    entry = add_entry(
        services, pair=FRENCH_ENGLISH, fields={"source": "traversier", "target": "ferry"}, edit=Edit(editor="")
    )
    waiting, refused = _submit_updates(services)
    places = {
        "update": waiting,
        "update-refused": refused,
        "entry": entry.id,
        "feed": keep_feed(services),
        "person": people[Role.TRANSLATOR].id,
        "link": make_password_link(services, people[Role.READER].id),
    }
    return Site(create_app(services=services), people=people, places=places)


def _fill(services: Services) -> None:
    for number in range(OLDER_ARTICLES):
        stored = build_stored([Block(["Un titre."], ["A title."])], id=f"older-{number}")
        keep_article(services, replace(stored, created_at=EVENING - timedelta(days=1, minutes=number)))
    keep_article(services, build_stored([Block(["Une phrase."], ["A sentence."])], id="untitled"))
    keep_article(services, read_ferry_article(id="ferry"))
    articles.create_article(
        services,
        title="",
        text="\n\n".join(QUOTING),
        source="fr",
        target="en",
        quotations=QuotationPolicy.KEEP,
        identifier="quoting",
    )
    former, changed = ("\n\n".join([*QUOTING][:count]) for count in (4, 3))
    articles.create_article(services, title="", text=former, source="fr", target="en", identifier="changed")
    update_article(services, "changed", update=ArticleUpdate(text=changed), signature=Signature("desk", "new facts"))
    _edit(services)
    create_key(services, KeyOrder(name="CMS", scopes=frozenset(Scope), monthly_characters=1_000_000))


def _edit(services: Services) -> None:
    """Keep an article that was corrected, then given another text."""
    first, second = "Le pont de la ville rouvre demain.", "Les travaux sont enfin finis."
    articles.create_article(
        services, title="Un titre", text=f"{first} {second}", source="fr", target="en", identifier="edited"
    )
    signature = Signature("CMS", "clearer")
    for segment, target in (("p1s0", "The bridge reopens tomorrow."), ("p1s1", "The works are done.")):
        correct_segment(services, "edited", segment, target=target, state=State.REVIEWED, signature=signature)
    text = f"{first.replace('demain', 'jeudi')} {second}\n\nUne fête aura lieu."
    update_article(services, "edited", update=ArticleUpdate(text=text), signature=signature)


def _submit_updates(services: Services) -> tuple[str, str]:
    """Return the ids of a job that waits to update an article, and of one that came too late."""
    articles.create_article(services, title="Un titre", text="Il pleut.", source="fr", target="en", identifier="busy")
    late = _submit_update(services, "Il neige.", version=1)
    update = ArticleUpdate(text="Il pleut encore.")
    update_article(services, "busy", update=update, signature=Signature("CMS"))
    run_job(services, late)
    return _submit_update(services, "Il fait beau.", version=2), late


def _submit_update(services: Services, text: str, *, version: int) -> str:
    signature = Signature("CMS")
    update = ArticleUpdate(text=text, version=version)
    order = order_update(services, "busy", update=update, signature=signature)
    return submit_for_person(services, order, person_id="CMS", address="127.0.0.1").id


#: Who looks at a page: whoever holds the key of the settings, or a person.
KEY_HOLDER = "key holder"


def send_form(client: FlaskClient, path: str, *, form_at: str = "", **fields: str) -> TestResponse:
    """Send a form, with the token of the page that it stands on where one is named."""
    if form_at:
        tokens = read_page(client.get(form_at)).find_all('//input[@name="csrf_token"]')
        fields = {"csrf_token": tokens[0].get("value"), **fields}
    return client.post(path, data=fields)


@dataclass
class Site:
    """An app and its visitors.

    Args:
        app: The app.
        people: Somebody of each role.
        places: What stands in addresses that are known only once the site is made.
    """

    app: Flask
    people: Mapping[Role, Person]
    places: Mapping[str, str]

    def __post_init__(self) -> None:
        self._visitors: dict[str, FlaskClient] = {}
        self._answers: dict[tuple[str, str], TestResponse] = {}

    def locate(self, case: PageCase) -> str:
        """Return where a page is."""
        return case.path.format(**self.places)

    def get_visitor(self, role: str) -> FlaskClient:
        """Return a client, signed in where the role asks for it."""
        if role not in self._visitors:
            client = self._visitors[role] = self.app.test_client()
            if role == KEY_HOLDER:
                answer = send_form(client, "/administration/sign-in", form_at="/administration/sign-in", key=ADMIN_KEY)
                assert answer.status_code == 303
            elif role:
                sign_in(client, self.people[Role(role)])
        return self._visitors[role]

    def visit(self, case: PageCase, *, language: str) -> TestResponse:
        """Return what a page answers in an interface language."""
        client = self.get_visitor(case.role)
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        if not case.form:
            return client.get(self.locate(case))
        # Once: who sends the same form again and again is told to wait.
        if (case.name, language) not in self._answers:
            answer = send_form(client, self.locate(case), form_at=case.form_at.format(**self.places), **case.form)
            self._answers[case.name, language] = answer
        return self._answers[case.name, language]

    def list_cookies(self, role: str) -> dict[str, str]:
        """Return the cookies of a role's visitor, by name."""
        client = self.get_visitor(role)
        client.get("/")
        names = ("session", "signed-in")
        return {name: cookie.value for name in names if (cookie := client.get_cookie(name)) is not None}


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serve(app: Flask) -> Iterator[str]:
    """Serve an app in a thread; give its address."""
    web = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_QuietHandler)
    thread = threading.Thread(target=web.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{web.server_port}"
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
