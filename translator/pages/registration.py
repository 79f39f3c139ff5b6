"""How an app gets its pages."""

from __future__ import annotations

from flask import Flask

from translator.job import Job
from translator.pages import (
    account,
    administration,
    correcting,
    feeds,
    glossary,
    history,
    library,
    memory,
    people,
    publishing,
    rewriting,
    sign_on,
    signing_in,
    updating,
    views,
)
from translator.pages.addresses import build_address
from translator.pages.assets import build_asset_url
from translator.pages.differences import compare_words
from translator.pages.errors import register_error_pages
from translator.pages.findings import name_state
from translator.pages.guard import get_person
from translator.pages.interface import set_up_interface, word_issue, word_problem
from translator.pages.opening import close_reading, may_add
from translator.pages.security import set_up_form_tokens
from translator.pages.services import get_services
from translator.workflows.update_jobs import list_open_updates


def register_pages(app: Flask) -> None:
    """Add the pages to an app that has a secret key and its services in ``extensions["services"]``."""
    with app.app_context():
        locales_dir = get_services().settings.locales_dir
    set_up_interface(app, locales_dir=locales_dir)
    set_up_form_tokens(app)
    app.jinja_env.globals.update(
        asset_url=build_asset_url, build_address=build_address, get_person=get_person, may_add=may_add
    )
    app.jinja_env.globals.update(list_open_updates=_list_open_updates)
    app.jinja_env.globals.update(
        compare_words=compare_words, name_state=name_state, word_issue=word_issue, word_problem=word_problem
    )
    others = frozenset(app.blueprints)
    app.register_blueprint(views.blueprint)
    app.register_blueprint(correcting.blueprint)
    app.register_blueprint(history.blueprint)
    app.register_blueprint(rewriting.blueprint)
    app.register_blueprint(updating.blueprint)
    app.register_blueprint(library.blueprint)
    app.register_blueprint(glossary.blueprint)
    app.register_blueprint(memory.blueprint)
    app.register_blueprint(publishing.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(signing_in.blueprint)
    app.register_blueprint(sign_on.blueprint)
    app.register_blueprint(account.blueprint)
    app.register_blueprint(administration.blueprint)
    app.register_blueprint(people.blueprint)
    close_reading(app, blueprints=frozenset(app.blueprints) - others)
    app.extensions["find_person"] = get_person
    register_error_pages(app)


def _list_open_updates(article_id: str) -> list[Job]:
    return list_open_updates(get_services(), article_id)
