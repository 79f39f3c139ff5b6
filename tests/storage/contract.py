"""What every database must do; each kind of database inherits these tests and brings the ``database`` fixture."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH, NOON
from tests.storage.feed_contract import FeedContract
from tests.storage.job_contract import JobContract
from tests.storage.people_contract import PeopleContract
from tests.storage.samples import make_article, translated_articles
from tests.storage.search_contract import SearchContract
from translator.access import ApiKey, Scope, Usage
from translator.document import ArticleOrigin
from translator.errors import NotFoundError
from translator.memory import make_entry_id, make_source_key
from translator.storage import (
    Database,
    StoredMemory,
    add_changes,
    add_entries,
    add_key,
    add_named_glossary,
    add_usage,
    advance_glossary,
    count_articles,
    count_named_glossaries,
    count_use,
    delete_named_glossary,
    find_article,
    find_dictionary,
    find_exact,
    find_key,
    get_article,
    get_named_glossary,
    get_usage,
    has_marker,
    list_addressed,
    list_articles,
    list_changes,
    list_entries,
    list_keys,
    list_last_changes,
    list_named_glossaries,
    list_usage,
    put_dictionary,
    revoke_key,
    save_article,
    set_marker,
)
from translator.storage.tables import ArticleOriginRow, ArticleRow, Base, ParagraphRow, SegmentRow, TranslationRow
from translator.terminology import Dictionary, DictionarySummary, NamedGlossary
from translator.translation import (
    GlossaryChange,
    GlossaryEntry,
    Issue,
    Match,
    MemoryEntry,
    Severity,
    TermStatus,
    TranslatedArticle,
)

MINUTE = timedelta(minutes=1)

FULL_ORIGIN = ArticleOrigin(
    url="https://presse.example/a?id=1",
    canonical_url="https://presse.example/pont",
    site_name="Le Phare",
    byline="Léa Martin",
    published_at=NOON,
    image_caption="Le pont, mardi.",
)


def make_entry(source: str, target: str, *, origin: str = "import", editor: str = "", used: int = 0) -> MemoryEntry:
    entry = MemoryEntry("", FRENCH_ENGLISH, source, target, origin=origin, editor=editor, used=used)
    return replace(entry, id=make_entry_id(entry))


def upgrade_in_process(database: Database) -> None:
    database.upgrade()


def make_key(identifier: str, **values: object) -> ApiKey:
    key = ApiKey(identifier, "CMS", frozenset({Scope.TRANSLATE, Scope.GLOSSARY}), None, None, created_at=NOON)
    return replace(key, **values)  # type: ignore[arg-type]


def is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether SQLAlchemy can describe it: SQLite's full-text indexes are tables of their own making."""
    return kind != "table" or not str(name).startswith(("article_search", "memory_search"))


class StorageContract(JobContract, PeopleContract, SearchContract, FeedContract):
    """Rules that hold on SQLite and on PostgreSQL."""

    def test_migrations_make_the_tables_that_the_models_describe(self, database: Database) -> None:
        with database.engine.connect() as connection:
            context = MigrationContext.configure(
                connection,
                opts={"compare_type": True, "compare_server_default": True, "include_name": is_described},
            )
            assert compare_metadata(context, Base.metadata) == []

    def test_upgraded_database_is_current(self, database: Database) -> None:
        assert database.is_current() is True

    def test_upgrade_of_a_current_database_changes_nothing(self, database: Database) -> None:
        with database.session() as session:
            stored = save_article(session, make_article(), created_at=NOON)
            session.commit()
        database.upgrade()
        with database.session() as session:
            assert get_article(session, stored.translated.article.id) == stored

    def test_processes_that_upgrade_at_once_all_succeed(self, empty_database: Database) -> None:
        spawning = multiprocessing.get_context("fork")
        processes = [spawning.Process(target=upgrade_in_process, args=(empty_database,)) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(timeout=60)
        assert [process.exitcode for process in processes] == [0, 0, 0, 0]
        assert empty_database.is_current() is True

    def test_database_without_tables_is_not_current(self, empty_database: Database) -> None:
        assert empty_database.is_current() is False

    @given(translated_articles())
    @settings(
        max_examples=30,
        deadline=None,
        suppress_health_check=[
            # Examples share one database on purpose, each kind of database runs them, and a busy machine is slow.
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
            HealthCheck.too_slow,
        ],
    )
    def test_any_article_comes_back_as_it_was_saved(self, database: Database, translated: TranslatedArticle) -> None:
        with database.session() as session:
            stored = save_article(session, translated, created_at=NOON)
            session.commit()
        identifier = stored.translated.article.id
        assert replace(stored.translated, article=replace(stored.translated.article, id="")) == translated
        with database.session() as session:
            assert get_article(session, identifier) == stored

    @pytest.mark.parametrize("origin", [FULL_ORIGIN, ArticleOrigin(), None], ids=["full", "empty", "none"])
    def test_origin_comes_back_with_its_article(self, database: Database, origin: ArticleOrigin | None) -> None:
        with database.session() as session:
            stored = save_article(session, make_article(identifier="told"), created_at=NOON, origin=origin)
            session.commit()
        assert stored.origin == origin
        with database.session() as session:
            assert get_article(session, "told") == stored

    def test_time_of_another_zone_is_the_same_moment(self, database: Database) -> None:
        with database.session() as session:
            stored = save_article(session, make_article(), created_at=NOON.astimezone(timezone(timedelta(hours=-5))))
            session.commit()
        with database.session() as session:
            assert get_article(session, stored.translated.article.id).created_at.isoformat() == NOON.isoformat()

    def test_time_without_a_zone_is_refused(self, database: Database) -> None:
        with database.session() as session, pytest.raises(Exception, match="a time must have a zone"):
            save_article(session, make_article(), created_at=NOON.replace(tzinfo=None))

    def test_ids_are_short_and_fit_for_a_url(self, database: Database) -> None:
        with database.session() as session:
            ids = [save_article(session, make_article(), created_at=NOON).translated.article.id for _ in range(50)]
        assert len(set(ids)) == 50
        assert {len(each) for each in ids} == {12}
        assert all(each.replace("-", "").replace("_", "").isalnum() and each.isascii() for each in ids)

    def test_given_id_is_kept_and_cannot_be_taken_twice(self, database: Database) -> None:
        with database.session() as session:
            save_article(session, make_article(identifier="sample"), created_at=NOON)
            with pytest.raises(IntegrityError):
                save_article(session, make_article(identifier="sample"), created_at=NOON)

    def test_what_is_not_committed_is_not_kept(self, database: Database) -> None:
        with database.session(writing=True) as session:
            save_article(session, make_article(identifier="draft"), created_at=NOON)
        with database.session() as session:
            assert find_article(session, "draft") is None

    def test_unknown_article_is_not_found(self, database: Database) -> None:
        with database.session() as session, pytest.raises(NotFoundError, match="no article has the id nothing"):
            get_article(session, "nothing")

    def test_deleted_article_takes_its_parts_along(self, database: Database) -> None:
        with database.session(writing=True) as session:
            save_article(session, make_article(identifier="gone"), created_at=NOON, origin=FULL_ORIGIN)
            session.commit()
        with database.session(writing=True) as session:
            session.execute(delete(ArticleRow).where(ArticleRow.id == "gone"))
            session.commit()
        with database.session() as session:
            tables = (ParagraphRow, SegmentRow, TranslationRow, ArticleOriginRow)
            assert [session.scalar(select(func.count()).select_from(table)) for table in tables] == [0, 0, 0, 0]

    def test_list_of_articles_walks_from_the_newest_to_the_oldest(self, database: Database) -> None:
        with database.session(writing=True) as session:
            for name, minutes in (("a", 0), ("b", 1), ("c", 1), ("d", 1), ("e", 2)):
                save_article(session, make_article(identifier=name), created_at=NOON + minutes * MINUTE)
            session.commit()
        with database.session() as session:
            pages = [list_articles(session, limit=2)]
            while len(pages[-1]) == 2:
                pages.append(list_articles(session, limit=2, before=pages[-1][-1].id))
        assert [[summary.id for summary in page] for page in pages] == [["e", "d"], ["c", "b"], ["a"]]

    def test_addresses_are_listed_from_the_oldest(self, database: Database) -> None:
        with database.session(writing=True) as session:
            for name, minutes in (("b", 1), ("a", 0), ("d", 1), ("c", 2)):
                save_article(session, make_article(identifier=name), created_at=NOON + minutes * MINUTE)
            session.commit()
        with database.session() as session:
            assert count_articles(session) == 4
            parts = [list_addressed(session, limit=3, offset=offset) for offset in (0, 3, 6)]
        assert [[article.id for article in part] for part in parts] == [["a", "b", "d"], ["c"], []]
        assert (parts[0][0].languages, parts[0][0].changed_at) == (("fr", "en"), NOON)

    def test_summary_shows_both_headlines_and_counts_errors(self, database: Database) -> None:
        issues = (
            Issue("name_missing", Severity.ERROR, "a"),
            Issue("number_changed", Severity.ERROR, "b"),
            Issue("length_odd", Severity.WARNING, "c"),
        )
        with database.session(writing=True) as session:
            save_article(session, make_article(issues=issues), created_at=NOON, target_title="The bridge opens again")
            session.commit()
            (summary,) = list_articles(session, limit=10)
        assert (summary.title, summary.target_title) == ("Le pont rouvre", "The bridge opens again")
        assert (summary.source_language, summary.target_locale) == ("fr", "en-US")
        assert (summary.created_at, summary.issues) == (NOON, 2)

    def test_list_before_an_unknown_article_is_refused(self, database: Database) -> None:
        with database.session() as session, pytest.raises(NotFoundError):
            list_articles(session, limit=2, before="nothing")

    def test_memory_finds_many_sources_however_they_are_typed(self, database: Database) -> None:
        with database.session(writing=True) as session:
            add_entries(
                session,
                [make_entry("Il a dit « oui ».", "He said “yes”."), make_entry("C'est fini.", "It is over.")],
                created_at=NOON,
                make_key=make_source_key,
            )
            session.commit()
        memory = StoredMemory(database, make_key=make_source_key)
        sources = ["Il a dit “oui”.", "C’est  fini.", "c’est fini.", "Inconnu."]
        assert memory.find_exact(sources, pair=FRENCH_ENGLISH) == {
            "Il a dit “oui”.": Match("Il a dit « oui ».", "He said “yes”.", 100, "import"),
            "C’est  fini.": Match("C'est fini.", "It is over.", 100, "import"),
        }
        assert memory.find_exact(sources, pair=ENGLISH_FRENCH) == {}
        assert memory.find_exact([], pair=FRENCH_ENGLISH) == {}

    def test_memory_prefers_a_persons_entry_then_the_newest(self, database: Database) -> None:
        with database.session(writing=True) as session:
            for minutes, entry in (
                (0, make_entry("Bonjour", "Hello", editor="anne")),
                (1, make_entry("Bonjour", "Good morning")),
                (0, make_entry("Salut", "Hi")),
                (1, make_entry("Salut", "Hey")),
            ):
                add_entries(session, [entry], created_at=NOON + minutes * MINUTE, make_key=make_source_key)
            session.commit()
            found = find_exact(session, ["Bonjour", "Salut"], pair=FRENCH_ENGLISH, make_key=make_source_key)
        assert {source: match.target for source, match in found.items()} == {"Bonjour": "Hello", "Salut": "Hey"}

    def test_entry_is_added_once(self, database: Database) -> None:
        entries = [make_entry("Bonjour", "Hello"), make_entry("Bonjour", "Hello"), make_entry("Bonjour", "Hi")]
        with database.session(writing=True) as session:
            first = add_entries(session, entries, created_at=NOON, make_key=make_source_key)
            second = add_entries(session, entries, created_at=NOON, make_key=make_source_key)
            session.commit()
            listed = list(list_entries(session, pair=FRENCH_ENGLISH))
        assert (first, second) == ({entries[0].id, entries[2].id}, set())
        assert sorted(listed, key=lambda entry: entry.target) == [entries[0], entries[2]]

    def test_thousands_of_entries_are_added_and_found(self, database: Database) -> None:
        entries = [make_entry(f"Phrase {number}", f"Sentence {number}") for number in range(2_500)]
        with database.session(writing=True) as session:
            added = add_entries(session, entries, created_at=NOON, make_key=make_source_key)
            found = find_exact(
                session, [f"Phrase {number}" for number in range(12_000)], pair=FRENCH_ENGLISH, make_key=make_source_key
            )
        assert (len(added), len(found), found["Phrase 7"].target) == (2_500, 2_500, "Sentence 7")

    def test_use_is_counted_for_the_entry_that_serves(self, database: Database) -> None:
        with database.session(writing=True) as session:
            entries = [
                make_entry("Bonjour", "Hello", editor="anne"),
                make_entry("Bonjour", "Hi"),
                make_entry("Non", "No"),
            ]
            add_entries(session, entries, created_at=NOON, make_key=make_source_key)
            count_use(
                session, ["Bonjour", "Bonjour ", "Bonjour", "Rien"], pair=FRENCH_ENGLISH, make_key=make_source_key
            )
            session.commit()
        with database.session() as session:
            used = {entry.target: entry.used for entry in list_entries(session, pair=FRENCH_ENGLISH)}
        assert used == {"Hello": 3, "Hi": 0, "No": 0}

    def test_marker_is_set_once(self, database: Database) -> None:
        with database.session(writing=True) as session:
            before = has_marker(session, "sample")
            results = [set_marker(session, "sample", reached_at=NOON) for _ in range(2)]
            session.commit()
        with database.session() as session:
            assert (before, results, has_marker(session, "sample")) == (False, [True, False], True)

    def test_marker_that_two_set_at_once_is_set_by_one(self, database: Database) -> None:
        barrier = threading.Barrier(4)
        results: list[bool] = []

        def contend() -> None:
            barrier.wait()
            with database.session(writing=True) as session:
                results.append(set_marker(session, "sample", reached_at=NOON))
                session.commit()

        threads = [threading.Thread(target=contend) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(results) == [False, False, False, True]

    def test_keys_come_back_as_they_were(self, database: Database) -> None:
        whole = make_key(
            "b", monthly_characters=2**40, texts_per_minute=9, expires_at=NOON + MINUTE, created_at=NOON + MINUTE
        )
        with database.session(writing=True) as session:
            add_key(session, whole, digest="b" * 64)
            add_key(session, make_key("a"), digest="a" * 64)
            session.commit()
        with database.session() as session:
            assert find_key(session, digest="b" * 64) == whole
            assert find_key(session, digest="c" * 64) is None
            assert list_keys(session) == [make_key("a"), whole]

    def test_a_key_is_revoked_once(self, database: Database) -> None:
        with database.session(writing=True) as session:
            add_key(session, make_key("a"), digest="a" * 64)
            first = revoke_key(session, "a", revoked_at=NOON)
            again = revoke_key(session, "a", revoked_at=NOON + MINUTE)
            assert first == again == make_key("a", revoked_at=NOON)
            with pytest.raises(NotFoundError):
                revoke_key(session, "b", revoked_at=NOON)

    def test_usage_is_added_up(self, database: Database) -> None:
        with database.session(writing=True) as session:
            add_usage(session, Usage("k", "2026-03", 2**40, 1))
            assert add_usage(session, Usage("k", "2026-03", 5, 1)) == Usage("k", "2026-03", 2**40 + 5, 2)
            add_usage(session, Usage("j", "2026-02", 1, 1))
            session.commit()
        with database.session() as session:
            assert get_usage(session, "k", month="2026-03").requests == 2
            assert get_usage(session, "k", month="2026-02") == Usage("k", "2026-02", 0, 0)
            assert [row.key_id for row in list_usage(session)] == ["j", "k"]
            assert [row.key_id for row in list_usage(session, month="2026-03")] == ["k"]

    def test_named_glossaries_are_their_owners(self, database: Database) -> None:
        terms = (("conseil", "council"), ("“maire”", "mayor"))
        glossary = NamedGlossary("g1", "k", "desk", is_editable=True, created_at=NOON)
        with database.session(writing=True) as session:
            add_named_glossary(session, glossary)
            put_dictionary(session, "g1", Dictionary(FRENCH_ENGLISH, terms[:1]))
            put_dictionary(session, "g1", Dictionary(FRENCH_ENGLISH, terms))
            session.commit()
        with database.session(writing=True) as session:
            kept = replace(glossary, dictionaries=(DictionarySummary(FRENCH_ENGLISH, 2),))
            assert get_named_glossary(session, "g1", owner="k", is_changing=True) == kept
            assert list_named_glossaries(session, owner="k") == [kept]
            assert (list_named_glossaries(session, owner="j"), count_named_glossaries(session, owner="k")) == ([], 1)
            assert find_dictionary(session, "g1", pair=FRENCH_ENGLISH) == Dictionary(FRENCH_ENGLISH, terms)
            assert find_dictionary(session, "g1", pair=ENGLISH_FRENCH) is None
            with pytest.raises(NotFoundError):
                get_named_glossary(session, "g1", owner="j")
            delete_named_glossary(session, "g1")
            session.expire_all()
            assert find_dictionary(session, "g1", pair=FRENCH_ENGLISH) is None

    def test_writers_of_the_glossary_take_turns(self, database: Database) -> None:
        def advance(_: int) -> int:
            with database.session(writing=True) as session:
                revision = advance_glossary(session)
                session.commit()
            return revision

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(advance, range(12))) == list(range(1, 13))

    def test_changes_of_entries_are_kept_in_their_order(self, database: Database) -> None:
        entry = GlossaryEntry("e1", FRENCH_ENGLISH, "État", "State", status=TermStatus.ADMITTED, revision=1)
        made = GlossaryChange("e1", FRENCH_ENGLISH, 1, None, entry, "key", "why", NOON)
        gone = GlossaryChange("e1", FRENCH_ENGLISH, 2, entry, None, "key", "", NOON + MINUTE)
        for change in (made, gone):
            with database.session(writing=True) as session:
                add_changes(session, [change], revision=advance_glossary(session))
                session.commit()
        with database.session() as session:
            assert list_changes(session, "e1", pair=FRENCH_ENGLISH) == [made, gone]
            assert list_changes(session, "e1", pair=ENGLISH_FRENCH) == []
            assert [list_last_changes(session, until=until) for until in (0, 1, 2)] == [[], [made], [gone]]
