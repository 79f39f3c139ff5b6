"""What searching must do on every database; the contract of storage inherits these tests."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import delete, func, select

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH, NOON
from tests.storage.samples import make_article
from translator.document import Article, ArticleOrigin, Paragraph, ParagraphKind, Segment
from translator.errors import NotFoundError
from translator.library import NO_SITE, ArticleQuery, Leaf, LibraryPage, Marked, Order, Place
from translator.memory import make_entry_id, make_source_key
from translator.storage import Database, add_entries, find_concordances, library, save_article
from translator.storage.migration import build_config
from translator.storage.revisions import change_translation, get_revised, replace_article
from translator.storage.tables import ArticleTextRow, MemoryRow, MemoryTextRow
from translator.translation import Issue, MemoryEntry, Severity, State, TranslatedArticle

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ALL = Leaf(100)


def make_text(
    identifier: str, sources: list[str], targets: list[str], *, kinds: dict[int, ParagraphKind] | None = None
) -> TranslatedArticle:
    """An article of one sentence a paragraph."""
    one = make_article(identifier=identifier)
    paragraphs = tuple(
        Paragraph(
            index=index,
            text=source,
            kind=(kinds or {}).get(index, ParagraphKind.BODY),
            language="fr",
            segments=(Segment(id=f"p{index}s0", source=source, start=0, end=len(source)),),
        )
        for index, source in enumerate(sources)
    )
    translations = tuple(
        replace(one.translations[0], segment_id=f"p{index}s0", target=target) for index, target in enumerate(targets)
    )
    skeleton = ("",) * (len(sources) + 1)
    article = Article(identifier, sources[0], "fr", "text", paragraphs, skeleton)
    offsets = tuple((0, len(source), 0, len(target)) for source, target in zip(sources, targets, strict=True))
    return TranslatedArticle(article, "en-US", translations, "".join(targets), offsets)


def keep(
    database: Database,
    translated: TranslatedArticle,
    *,
    target_title: str = "",
    created_at: datetime = NOON,
    site: str = "",
) -> None:
    origin = ArticleOrigin(site_name=site) if site else None
    with database.session(writing=True) as session:
        save_article(session, translated, created_at=created_at, target_title=target_title, origin=origin)
        session.commit()


def keep_headlines(database: Database, headlines: dict[str, tuple[str, str]]) -> None:
    """Keep an article of a headline alone under each id, each a minute younger than the one before."""
    for number, (identifier, (title, target_title)) in enumerate(headlines.items()):
        translated = make_text(identifier, [title], [target_title], kinds={0: ParagraphKind.HEADING})
        keep(database, translated, target_title=target_title, created_at=NOON + number * MINUTE)


def ask(database: Database, words: str = "", *, leaf: Leaf = ALL, **filters: object) -> LibraryPage:
    with database.session() as session:
        return library.find_articles(session, ArticleQuery(words, **filters), leaf=leaf)  # type: ignore[arg-type]


def find(database: Database, words: str = "", *, leaf: Leaf = ALL, **filters: object) -> list[str]:
    return [article.summary.id for article in ask(database, words, leaf=leaf, **filters).articles]


def show(marked: Marked) -> str:
    return "".join(f"[{run.text}]" if run.is_match else run.text for run in marked.runs)


def delete_in_process(database: Database, identifier: str) -> None:
    with database.session(writing=True) as session:
        library.delete_article(session, identifier)
        session.commit()


SEARCHES = {
    "etat": ("L’État rouvre le pont", "The State reopens the bridge"),
    "elections": ("Des élections à Liège", "Elections in Liège"),
    "coeur": ("Au cœur d'aujourd'hui", "At the heart of today"),
    "regions": ("Nouvelle-Aquitaine : l'œuvre de Mme Lefèvre", "Nouvelle-Aquitaine: the work of Ms Lefèvre"),
}


class SearchContract:
    """Rules that hold on SQLite and on PostgreSQL."""

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("État", {"etat"}),
            ("etat", {"etat"}),
            ("ÉTAT", {"etat"}),
            ("l’État", {"etat"}),
            ("l'Etat", {"etat"}),
            ("E\u0301tat", {"etat"}),
            ("bridges", {"etat"}),
            ("élection", {"elections"}),
            ("election", {"elections"}),
            ("ponts state", {"etat"}),
            ("coeur", {"coeur"}),
            ("cœur", {"coeur"}),
            ("oeuvre", {"regions"}),
            ("aujourd’hui", {"coeur"}),
            ("nouvelle-aquitaine", {"regions"}),
            ("aquitaine-nouvelle", set()),
            ("lefevre", {"regions"}),
            ("“the bridge”", set()),
            ('"reopens the bridge"', {"etat"}),
            ("« rouvre le pont »", {"etat"}),
            ("“pont le rouvre”", set()),
            ("“élection”", set()),
            ("“élections à”", {"elections"}),
            ("elec*", {"elections"}),
            ("elec", set()),
            ("“rouvre le po”*", {"etat"}),
            ("the -bridge", {"coeur", "regions"}),
            ("-bridge", {"elections", "coeur", "regions"}),
            ("the -“the bridge”", {"coeur", "regions"}),
            ("the -hear*", {"etat", "regions"}),
            ("nothing", set()),
        ],
    )
    def test_people_find_what_they_mean(self, database: Database, words: str, found: set[str]) -> None:
        headlines = {**SEARCHES, "etat": ("L’État rouvre le pont", "The State reopens a bridge")}
        if "reopens the bridge" in words or words == "the -“the bridge”":
            headlines = SEARCHES
        keep_headlines(database, headlines)
        assert set(find(database, words)) == found

    @pytest.mark.parametrize(
        "words",
        [
            '"',
            "'",
            "''",
            "-",
            "*",
            "--",
            '-"',
            "«",
            "« »",
            "()",
            "NEAR(",
            "AND",
            "pont AND",
            "OR NOT",
            "a:b",
            "title:pont",
            "^pont",
            "{pont}",
            "pont + pont",
            "pont & !pont | <->",
            "\\",
            "\\'",
            "%_",
            "pont;--",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "½ ² ⅷ",
            "日本 العربية",
            "é" * 3_000,
            "mot " * 1_000,
            "“" * 100,
            "\u202e\u200b",
            "=",
            "fr=pont",
        ],
    )
    def test_nothing_that_can_be_typed_is_an_error(self, database: Database, words: str) -> None:
        keep_headlines(database, SEARCHES)
        assert ask(database, words).total <= len(SEARCHES)

    def test_punctuation_alone_finds_nothing(self, database: Database) -> None:
        keep_headlines(database, SEARCHES)
        assert ask(database, "?!") == LibraryPage()
        assert len(find(database, "  ")) == len(SEARCHES)

    def test_words_of_both_sides_are_found_together(self, database: Database) -> None:
        keep_headlines(database, SEARCHES)
        assert find(database, "pont bridge") == ["etat"]
        assert find(database, "pont heart") == []

    def test_what_surrounds_an_article_is_not_searched(self, database: Database) -> None:
        kinds = {1: ParagraphKind.BOILERPLATE}
        keep(database, make_text("one", ["Il pleut.", "Nos cookies"], ["It rains.", "Our cookies"], kinds=kinds))
        assert (find(database, "cookies"), find(database, "pleut")) == ([], ["one"])

    def test_headline_weighs_more_than_text(self, database: Database) -> None:
        keep(database, make_text("body", ["Il pleut.", "Le pont rouvre."], ["It rains.", "The bridge opens."]))
        heading = {0: ParagraphKind.HEADING}
        keep(
            database,
            make_text("title", ["Le pont rouvre", "Il pleut."], ["The bridge opens", "It rains."], kinds=heading),
            target_title="The bridge opens",
            created_at=NOON - DAY,
        )
        assert find(database, "pont") == ["title", "body"]
        assert find(database, "pont", order=Order.NEWEST) == ["body", "title"]

    def test_what_was_found_is_marked_as_it_is_written(self, database: Database) -> None:
        heading = {0: ParagraphKind.HEADING}
        sources = ["L’État et <le pont>", "Il pleut.", "« Les ponts de l’État », dit-il."]
        targets = ["The State and <the bridge>", "It rains.", "“The bridges of the State,” he says."]
        keep(database, make_text("one", sources, targets, kinds=heading), target_title=targets[0])
        (article,) = ask(database, "etat pont").articles
        assert show(article.title) == "L’[État] et <le [pont]>"
        assert show(article.target_title) == "The State and <the bridge>"
        assert article.excerpt is not None
        assert article.excerpt.segment_id == "p2s0"
        assert show(article.excerpt.source) == "« Les [ponts] de l’[État] », dit-il."
        assert article.excerpt.target.has_match is False

    def test_excerpt_is_of_the_side_that_answers(self, database: Database) -> None:
        keep(database, make_text("one", ["Il pleut.", "Le pont rouvre."], ["It rains.", "The bridge opens."]))
        (article,) = ask(database, "“bridge opens”").articles
        assert article.excerpt is not None
        assert (show(article.excerpt.source), show(article.excerpt.target)) == (
            "Le pont rouvre.",
            "The [bridge opens].",
        )

    def test_long_excerpt_is_cut_around_what_was_found(self, database: Database) -> None:
        source = "Mot " * 200 + "pont" + " mot" * 200
        keep(database, make_text("one", ["Titre", source], ["Title", "x"], kinds={0: ParagraphKind.HEADING}))
        (article,) = ask(database, "pont").articles
        assert article.excerpt is not None
        text = show(article.excerpt.source)
        assert text.startswith("… Mot Mot")
        assert text.endswith("mot …")
        assert "[pont]" in text
        assert len(text) < 300

    def test_changed_article_is_found_by_what_it_says_now(self, database: Database) -> None:
        keep(database, make_text("one", ["Le pont rouvre."], ["The bridge opens."]))
        with database.session(writing=True) as session:
            revised = get_revised(session, "one")
            translated = revised.stored.translated
            corrected = replace(translated.translations[0], target="The viaduct opens.")
            changed = replace(translated, translations=(corrected,), text="The viaduct opens.")
            change_translation(session, changed, position=0, record=revised.records[0], target_title="A viaduct")
            session.commit()
        assert [find(database, words) for words in ("bridge", "viaducts", "pont")] == [[], ["one"], ["one"]]
        with database.session(writing=True) as session:
            replaced = make_text("one", ["La gare ferme."], ["The station shuts."])
            replace_article(session, replaced, records=revised.records, target_title="", version=2)
            session.commit()
        assert [find(database, words) for words in ("viaduct", "pont", "gare", "stations")] == [
            [],
            [],
            ["one"],
            ["one"],
        ]

    def test_article_that_another_process_deletes_is_found_no_more(self, database: Database) -> None:
        keep_headlines(database, SEARCHES)
        assert find(database, "heart") == ["coeur"]
        database.close()
        process = multiprocessing.get_context("fork").Process(target=delete_in_process, args=(database, "coeur"))
        process.start()
        process.join(timeout=60)
        assert process.exitcode == 0
        assert find(database, "heart") == []
        assert len(find(database)) == 3
        with database.session() as session:
            assert session.scalar(select(func.count()).select_from(ArticleTextRow)) == 3

    def test_unknown_article_cannot_be_deleted(self, database: Database) -> None:
        for identifier in ("nothing", "a\0b"):
            with database.session(writing=True) as session, pytest.raises(NotFoundError):
                library.delete_article(session, identifier)

    def test_what_was_there_before_the_index_is_taken_in(self, database: Database) -> None:
        keep_headlines(database, SEARCHES)
        entry = MemoryEntry("", FRENCH_ENGLISH, "Le pont rouvre.", "The bridge opens.")
        with database.session(writing=True) as session:
            entries = [replace(entry, id=make_entry_id(entry))]
            add_entries(session, entries, created_at=NOON, make_key=make_source_key)
            session.commit()
        with database.engine.execution_options(begin="IMMEDIATE").connect() as connection, connection.begin():
            config = build_config()
            config.attributes["connection"] = connection
            command.downgrade(config, "0013")
        assert database.is_current() is False
        database.upgrade()
        assert find(database, "etat") == ["etat"]
        assert len(find(database, "the")) == 3
        with database.session() as session:
            found = find_concordances(session, "ponts", pair=None, limit=5, offset=0)
        assert [show(each.source) for each in found.entries] == ["Le [pont] rouvre."]

    def test_thousands_of_articles_are_paged_both_ways_without_a_gap(self, database: Database) -> None:
        with database.session(writing=True) as session:
            for number in range(2_000):
                words = "pont " * (number % 7 + 1) + f"numero{number}"
                translated = make_text(f"a{number:04}", [words], ["The bridge"], kinds={0: ParagraphKind.HEADING})
                save_article(session, translated, created_at=NOON + timedelta(seconds=number // 2))
            session.commit()
        assert find(database, "numero1987") == ["a1987"]
        for words in ("", "ponts"):
            page = ask(database, words, leaf=Leaf(360))
            pages = [page]
            while page.following:
                page = ask(database, words, leaf=Leaf(360, before=page.following))
                pages.append(page)
            forward = [article.summary.id for page in pages for article in page.articles]
            assert (len(forward), len(set(forward)), {page.total for page in pages}) == (2_000, 2_000, {2_000})
            assert [len(page.articles) for page in pages] == [360] * 5 + [200]
            back = [page]
            while page.previous:
                page = ask(database, words, leaf=Leaf(360, after=page.previous))
                back.append(page)
            assert [each.articles for each in reversed(back)] == [each.articles for each in pages]

    @pytest.mark.parametrize("words", ["", "pont"])
    def test_page_goes_on_where_it_ended_though_that_article_is_gone(self, database: Database, words: str) -> None:
        keep_headlines(database, {f"a{number}": ("pont " * (number + 1), "bridge") for number in range(6)})
        whole = find(database, words)
        first = ask(database, words, leaf=Leaf(2))
        delete_in_process(database, whole[1])
        assert find(database, words, leaf=Leaf(2, before=first.following)) == whole[2:4]

    def test_place_may_be_told_by_an_article_alone(self, database: Database) -> None:
        keep_headlines(database, {f"a{number}": ("pont", "bridge") for number in range(4)})
        assert find(database, leaf=Leaf(2, before=Place("a2"))) == ["a1", "a0"]
        for words in ("", "pont"):
            with pytest.raises(NotFoundError):
                find(database, words, leaf=Leaf(2, before=Place("nothing")))

    def test_filters_narrow_the_list_and_go_together(self, database: Database) -> None:
        error = Issue("number", Severity.ERROR, "x")
        keep(database, make_article(identifier="old"), created_at=NOON - DAY, site="Le Phare")
        keep(database, make_article(identifier="bad", issues=(error,)), site="L’Écho")
        english = make_article(identifier="english")
        english = replace(english, article=replace(english.article, source_language="en"), target_locale="fr-CA")
        keep(database, english, site="Le Phare")
        assert find(database) == ["english", "bad", "old"]
        assert find(database, site="Le Phare") == ["english", "old"]
        assert find(database, since=NOON) == ["english", "bad"]
        assert find(database, until=NOON) == ["old"]
        assert find(database, since=NOON - DAY, until=NOON + MINUTE) == ["english", "bad", "old"]
        assert find(database, pair=FRENCH_ENGLISH) == ["bad", "old"]
        assert find(database, pair=ENGLISH_FRENCH) == ["english"]
        assert find(database, has_issues=True) == ["bad"]
        assert find(database, "pont", site="Le Phare", pair=FRENCH_ENGLISH) == ["old"]
        (listed,) = ask(database, has_issues=True).articles
        assert (listed.site, listed.summary.issues, listed.state) == ("L’Écho", 1, State.TRANSLATED)
        with database.session() as session:
            sites = {site.name: site.articles for site in library.list_sites(session)}
        assert sites == {"Le Phare": 2, "L’Écho": 1}

    def test_articles_of_no_named_site_are_told_and_found(self, database: Database) -> None:
        keep(database, make_article(identifier="named"), site="Le Phare")
        keep(database, make_article(identifier="pasted"))
        keep(database, make_article(identifier="dash"), site="-", created_at=NOON + MINUTE)
        with database.session(writing=True) as session:
            save_article(
                session,
                make_article(identifier="nameless"),
                created_at=NOON - MINUTE,
                origin=ArticleOrigin(url="https://a.example/"),
            )
            session.commit()
        assert find(database, site=NO_SITE) == ["dash", "pasted", "nameless"]
        assert find(database, "pont", site=NO_SITE, order=Order.NEWEST) == ["dash", "pasted", "nameless"]
        with database.session() as session:
            listed = [(site.name, site.articles) for site in library.list_sites(session)]
        assert listed == [("", 2), ("-", 1), ("Le Phare", 1)]

    @pytest.mark.parametrize("words", ["", "pont", "bridge", "pont -zèbre", "“le pont”"])
    @pytest.mark.parametrize(
        ("filters", "remainder"),
        [
            ({"site": "Le Phare"}, 0),
            ({"site": NO_SITE}, 1),
            ({"site": "Le Phare", "has_issues": True, "state": State.TRANSLATED}, 0),
            ({"pair": FRENCH_ENGLISH, "since": NOON, "site": NO_SITE, "order": Order.NEWEST}, 1),
        ],
    )
    def test_filtered_list_is_paged_both_ways_without_a_gap(
        self, database: Database, words: str, filters: dict[str, object], remainder: int
    ) -> None:
        error = Issue("number", Severity.ERROR, "x")
        for number in range(24):
            one = make_text(f"a{number:02}", ["Le pont " * (number % 3 + 1)], ["The bridge"])
            translations = (replace(one.translations[0], issues=(error,)),)
            # Pairs of one time: their ids tell them apart.
            keep(
                database,
                replace(one, translations=translations),
                created_at=NOON + number // 2 * MINUTE,
                site="" if number % 2 else "Le Phare",
            )
        page = ask(database, words, leaf=Leaf(5), **filters)
        pages = [page]
        while page.following:
            page = ask(database, words, leaf=Leaf(5, before=page.following), **filters)
            pages.append(page)
        forward = [article.summary.id for each in pages for article in each.articles]
        assert sorted(forward) == [f"a{number:02}" for number in range(24) if number % 2 == remainder]
        assert ([len(each.articles) for each in pages], {each.total for each in pages}) == ([5, 5, 2], {12})
        back = [page]
        while page.previous:
            page = ask(database, words, leaf=Leaf(5, after=page.previous), **filters)
            back.append(page)
        assert [each.articles for each in reversed(back)] == [each.articles for each in pages]

    def test_state_of_an_article_is_what_all_its_translations_have_reached(self, database: Database) -> None:
        states = {
            "new": [State.TRANSLATED, State.TRANSLATED],
            "begun": [State.TRANSLATED, State.FINAL],
            "reviewed": [State.REVIEWED, State.FINAL],
            "final": [State.FINAL, State.FINAL],
            "passing": [State.INITIAL, State.FINAL],
            "passed": [State.INITIAL, State.INITIAL],
        }
        for identifier, (first, second) in states.items():
            translated = make_text(identifier, ["Un.", "Deux."], ["One.", "Two."])
            one, two = translated.translations
            translations = (replace(one, state=first), replace(two, state=second))
            keep(database, replace(translated, translations=translations))
        listed = {article.summary.id: article.state for article in ask(database).articles}
        for state, ids in {
            State.TRANSLATED: {"new", "begun", "passed"},
            State.REVIEWED: {"reviewed"},
            State.FINAL: {"final", "passing"},
        }.items():
            assert set(find(database, state=state)) == ids
            assert {identifier for identifier, each in listed.items() if each is state} == ids

    def test_long_article_is_kept_and_found(self, database: Database) -> None:
        source = " ".join(f"mot{number}" for number in range(90_000))
        keep(database, make_text("long", ["Titre", source], ["Title", "x " * 50_000], kinds={0: ParagraphKind.HEADING}))
        assert find(database, "titre mot17") == ["long"]
        assert find(database, "“mot30000 mot30001”") == ["long"]
        assert find(database, "“mot30001 mot30000”") == []

    def test_past_translations_are_found_by_words_of_either_side(self, database: Database) -> None:
        pairs = [("Le pont rouvre.", "The bridge opens."), ("Il pleut.", "It rains."), ("Les ponts.", "The bridges.")]
        entries = [MemoryEntry("", FRENCH_ENGLISH, *pair) for pair in pairs]
        entries.append(MemoryEntry("", ENGLISH_FRENCH, "A bridge", "Un pont"))
        entries = [replace(entry, id=make_entry_id(entry)) for entry in entries]
        with database.session(writing=True) as session:
            for _ in range(2):
                add_entries(session, entries, created_at=NOON, make_key=make_source_key)
            session.commit()
        with database.session() as session:
            found = find_concordances(session, "pont", pair=FRENCH_ENGLISH, limit=5, offset=0)
            assert {show(each.source) for each in found.entries} == {"Le [pont] rouvre.", "Les [ponts]."}
            assert found.total == 2
            both = find_concordances(session, "bridge", pair=None, limit=2, offset=1)
            assert (both.total, len(both.entries)) == (3, 2)
            assert find_concordances(session, "!", pair=None, limit=2, offset=0).total == 0
        with database.session(writing=True) as session:
            session.execute(delete(MemoryRow).where(MemoryRow.source == "Les ponts."))
            assert session.scalar(select(func.count()).select_from(MemoryTextRow)) == 3
            session.commit()
        with database.session() as session:
            assert find_concordances(session, "ponts", pair=None, limit=5, offset=0).total == 2
