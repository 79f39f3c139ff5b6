"""Every page of the site, as the tests of accessibility and markup visit it; whoever adds a page adds it here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Blueprints whose answers are for programs, beside all below ``/api``: JSON, files, or nothing to look at.
FOR_PROGRAMS = frozenset({"deepl", "health", "immersive", "libretranslate", "metrics", "openapi"})

#: Views outside of those that answer a GET with something else than a page, and with what.
NOT_PAGES = {
    "static": "Flask's own folder of static files, which is empty",
    "administration.show_start": "a redirect to the people",
    "pages.static": "style sheets, scripts and the icon",
    "pages.show_articles": "a redirect to the home page",
    "sign_on.begin": "a redirect to the provider of identities, or the page of signing in with what failed",
    "sign_on.finish": "a redirect from there, or the same",
    "feeds.publish_articles": "Atom for readers of feeds",
    "feeds.publish_feed": "Atom for readers of feeds",
    "publishing.show_robots": "plain text for robots",
    "publishing.show_sitemap": "XML for robots",
    "publishing.show_sitemap_part": "XML for robots",
    "terms.choose_direction": "a redirect to a glossary",
    "terms.download_file": "CSV or TBX",
}


@dataclass(frozen=True)
class PageCase:
    """A page in one state.

    Args:
        name: What the test is called.
        path: Where it is; a name in braces is one of the site's places.
        view: Its endpoint; empty where no view owns the address.
        role: Who looks at it: a role of people, or whoever holds the key of the settings; empty for anybody.
        status: What it answers.
        form: What is sent to the address by a form; empty where the page is only got.
        form_at: The page whose form that is.
        spoken: Language of the page's own words where it is not the visitor's.
    """

    name: str
    path: str
    view: str
    role: str = ""
    status: int = 200
    form: Mapping[str, str] = field(default_factory=dict)
    form_at: str = ""
    spoken: str = ""


PAGES = (
    PageCase("home", "/", "pages.show_home"),
    PageCase("library", "/library", "library.show_library"),
    PageCase("library-older", "/library?before=older-15", "library.show_library"),
    PageCase("library-found", "/library?q=ferry&direction=fr-en&from=2026-01-01&issues=1", "library.show_library"),
    PageCase("library-nothing", "/library?q=zzz&state=final", "library.show_library"),
    PageCase("glossary", "/glossary/fr/en", "terms.show_glossary"),
    PageCase("glossary-new", "/glossary/fr/en/new", "terms.show_new", role="editor"),
    PageCase("glossary-entry", "/glossary/fr/en/entries/{entry}", "terms.show_entry", role="editor"),
    PageCase("delete", "/articles/ferry/delete", "library.ask_to_delete", role="editor"),
    PageCase("memory", "/memory?q=ferry", "memory.show_memory"),
    PageCase("memory-refused", "/memory?q=" + "a" * 501, "memory.show_memory", status=400),
    PageCase("library-refused", "/library?from=yesterday", "library.show_library", status=400),
    PageCase("library-edited", "/library", "library.show_library", role="editor"),
    PageCase("deleting", "/articles/ferry/delete", "library.ask_to_delete", role="editor"),
    PageCase("home-refused", "/articles", "pages.show_home", status=400, form={"text": ""}, form_at="/"),
    PageCase("article", "/articles/ferry", "pages.show_article"),
    PageCase("article-quoting", "/articles/quoting", "pages.show_article"),
    PageCase("article-untitled", "/articles/untitled", "pages.show_article"),
    PageCase("segment", "/articles/ferry/segments/p16s2", "pages.show_segment"),
    PageCase("correcting", "/articles/ferry/segments/p16s2/correct", "correcting.show_form", role="translator"),
    PageCase("rewriting", "/articles/ferry/edit", "rewriting.show_form", role="editor"),
    PageCase("versions", "/articles/changed/versions", "history.show_versions"),
    PageCase("difference", "/articles/changed/versions/2", "history.show_difference"),
    PageCase("segment-correcting", "/articles/ferry/segments/p7s1", "pages.show_segment", role="translator"),
    PageCase("correct", "/articles/edited/segments/p1s0/correct", "correcting.show_form", role="editor"),
    PageCase(
        "correct-checked",
        "/articles/edited/segments/p1s0/correct",
        "correcting.show_form",
        role="editor",
        form={"target": "A wording", "state": "reviewed", "action": "check"},
        form_at="/articles/edited/segments/p1s0/correct",
    ),
    PageCase(
        "correct-conflict",
        "/articles/edited/segments/p1s0/correct",
        "correcting.show_form",
        role="editor",
        status=409,
        form={"target": "A wording", "state": "reviewed", "action": "save", "tag": "other.0"},
        form_at="/articles/edited/segments/p1s0/correct",
    ),
    PageCase(
        "correct-refused",
        "/articles/edited/segments/p1s0/correct",
        "correcting.show_form",
        role="editor",
        status=400,
        form={"target": " ", "state": "reviewed", "action": "save"},
        form_at="/articles/edited/segments/p1s0/correct",
    ),
    PageCase("article-edited", "/articles/edited", "pages.show_article", role="editor"),
    PageCase("versions-edited", "/articles/edited/versions", "history.show_versions"),
    PageCase("difference-edited", "/articles/edited/versions/2", "history.show_difference"),
    PageCase("edit", "/articles/edited/edit", "rewriting.show_form", role="editor"),
    PageCase(
        "edit-preview",
        "/articles/edited/edit",
        "rewriting.show_form",
        role="editor",
        form={"title": "Un titre", "text": "Il pleut encore.", "action": "preview"},
        form_at="/articles/edited/edit",
    ),
    PageCase(
        "edit-conflict",
        "/articles/edited/edit",
        "rewriting.show_form",
        role="editor",
        status=409,
        form={"title": "Un titre", "text": "Il pleut.", "version": "1", "action": "save"},
        form_at="/articles/edited/edit",
    ),
    PageCase(
        "edit-refused",
        "/articles/edited/edit",
        "rewriting.show_form",
        role="editor",
        status=400,
        form={"title": "Un titre", "text": " ", "action": "save"},
        form_at="/articles/edited/edit",
    ),
    PageCase("article-updating", "/articles/busy", "pages.show_article", role="editor"),
    PageCase("update", "/articles/busy/updates/{update}", "updating.show_update", role="editor"),
    PageCase("update-refused", "/articles/busy/updates/{update-refused}", "updating.show_update", role="editor"),
    PageCase("edit-unmade", "/articles/busy/edit?update={update-refused}", "rewriting.show_form", role="editor"),
    PageCase("article-source", "/articles/ferry/fr", "publishing.show_version", spoken="fr"),
    PageCase("article-target", "/articles/ferry/en", "publishing.show_version", spoken="en"),
    PageCase("quoting-source", "/articles/quoting/fr", "publishing.show_version", spoken="fr"),
    PageCase("quoting-target", "/articles/quoting/en", "publishing.show_version", spoken="en"),
    PageCase("embed", "/articles/ferry/embed", "pages.embed_article"),
    PageCase("feeds", "/feeds", "feeds.show_feeds"),
    PageCase("feeds-editing", "/feeds", "feeds.show_feeds", role="editor"),
    PageCase(
        "feeds-refused",
        "/feeds",
        "feeds.show_feeds",
        role="editor",
        status=400,
        form={"url": "ftp://quai.example/rss", "minutes": "30", "target": ""},
        form_at="/feeds",
    ),
    PageCase("feed", "/feeds/{feed}", "feeds.show_feed"),
    PageCase("feed-editing", "/feeds/{feed}", "feeds.show_feed", role="editor"),
    PageCase("docs", "/docs", "pages.show_reference"),
    PageCase("missing", "/articles/unknown", "pages.show_article", status=404),
    PageCase("nowhere", "/nowhere", "", status=404),
    PageCase("form-expired", "/articles", "", status=400, form={"csrf_token": "stale"}),
    PageCase("sign-in", "/sign-in", "signing_in.show_sign_in"),
    PageCase(
        "sign-in-refused",
        "/sign-in",
        "signing_in.show_sign_in",
        status=403,
        form={"email": "nobody@news.example", "password": "wrong"},
        form_at="/sign-in",
    ),
    PageCase("key-sign-in", "/administration/sign-in", "administration.show_sign_in"),
    PageCase(
        "key-sign-in-refused",
        "/administration/sign-in",
        "administration.show_sign_in",
        status=403,
        form={"key": "wrong"},
        form_at="/administration/sign-in",
    ),
    PageCase("keys", "/administration/keys", "administration.show_keys", role="key holder"),
    PageCase(
        "keys-refused",
        "/administration/keys",
        "administration.show_keys",
        role="key holder",
        status=400,
        form={"name": "", "monthly_characters": "many"},
        form_at="/administration/keys",
    ),
    PageCase("account", "/account", "account.show_account", role="translator"),
    PageCase(
        "account-refused",
        "/account/password",
        "",
        role="reader",
        status=400,
        form={"current": "wrong", "password": "short"},
        form_at="/account",
    ),
    PageCase("password-link", "/password/{link}", "account.show_link"),
    PageCase("password-link-spent", "/password/spent", "account.show_link", status=404),
    PageCase("people", "/administration/people", "people.show_people", role="admin"),
    PageCase(
        "people-refused",
        "/administration/people",
        "people.show_people",
        role="admin",
        status=400,
        form={"email": "nobody", "name": "", "role": "translator"},
        form_at="/administration/people",
    ),
    PageCase("person", "/administration/people/{person}", "people.show_person", role="admin"),
    PageCase("people-history", "/administration/people/history", "people.show_history", role="admin"),
    PageCase("person-delete", "/administration/people/{person}/delete", "people.ask_to_delete", role="admin"),
    PageCase(
        "account-feed-key",
        "/account/feed-keys",
        "account.show_account",
        role="reader",
        form={"reader": "A reader"},
        form_at="/account",
    ),
    PageCase("forbidden", "/administration/keys", "administration.show_keys", role="reader", status=403),
)
