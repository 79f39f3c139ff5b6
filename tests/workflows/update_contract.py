"""What updates must do on every database; each kind inherits these tests and brings the ``database`` fixture."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.fakes import NOON, FakeEngine, drop_names, reverse_words
from tests.workflows.correction_contract import ANNE, BODY, FIRST, SECOND, TITLE, correct, keep_article, make_services
from translator.document import ArticleOrigin, ParagraphKind
from translator.errors import FieldError, NotFoundError, OutdatedError
from translator.revision import Cause, VersionSummary
from translator.storage import Database, list_articles, revisions
from translator.translation import Origin, State, StoredArticle
from translator.workflows.article_versions import get_version, list_versions
from translator.workflows.articles import get_article
from translator.workflows.correct_segment import Signature, revert_segment
from translator.workflows.segments import open_segment
from translator.workflows.services import Services
from translator.workflows.update_article import Updated, retranslate_article, update_article
from translator.workflows.update_plan import ArticleUpdate, preview_update

THIRD = "La circulation reprend demain matin."
NEWS = "Les bus de la ville passeront avant la nuit."
OURS = "The works? Twelve million euros."


def update(
    services: Services, text: str | None, *, title: str | None = None, version: int | None = None, **fields: object
) -> Updated:
    order = ArticleUpdate(title=title, text=text, version=version)
    return update_article(services, "bridge", update=replace(order, **fields), signature=Signature("desk", "new facts"))  # type: ignore[arg-type]


def list_sentences(stored: StoredArticle) -> list[tuple[str, str]]:
    segments = stored.translated.article.iterate_segments()
    return [
        (segment.source, each.target)
        for (_, segment), each in zip(segments, stored.translated.translations, strict=True)
    ]


def check_places(stored: StoredArticle) -> None:
    translated = stored.translated
    for (_, segment), each, (start, end, first, last) in zip(
        translated.article.iterate_segments(), translated.translations, translated.offsets, strict=True
    ):
        assert translated.article.text[start:end] == segment.source
        assert translated.text[first:last] == each.target
        for span in each.target_spans:
            assert int(span.ref) < len(segment.spans)


class UpdateContract:
    """Rules for updates that hold on SQLite and on PostgreSQL."""

    @pytest.fixture
    def services(self, database: Database) -> Services:
        services = make_services(database)
        keep_article(services)
        return services

    def test_only_what_changed_is_translated(self, services: Services) -> None:
        engine = FakeEngine()
        updated = update(replace(services, engine=engine), f"{FIRST} {SECOND} {NEWS}\n\n{THIRD}")
        assert [texts for _, texts in engine.calls] == [(NEWS,)]
        assert dict(list_sentences(updated.stored))[NEWS] == reverse_words(NEWS)
        assert updated.merged is not None
        assert (updated.merged.kept, updated.merged.made, updated.merged.removed) == (4, 1, 0)
        assert get_article(services, "bridge") == updated.stored
        assert updated.stored.version == 2
        check_places(updated.stored)

    def test_correction_stays_where_its_sentence_moves(self, services: Services) -> None:
        made = correct(services, OURS, state=State.FINAL)
        stored = update(services, f"{NEWS}\n\n{THIRD}\n\n{SECOND}\n\n{FIRST}").stored
        assert [source for source, _ in list_sentences(stored)] == [TITLE, NEWS, THIRD, SECOND, FIRST]
        moved = open_segment(services, "bridge", "p3s0")
        assert (moved.translation.target, moved.translation.state) == (OURS, State.FINAL)
        assert (moved.record, moved.corrections) == (made.record, made.corrections)
        check_places(stored)

    def test_corrected_sentence_that_changed_keeps_the_wording_as_a_suggestion(self, services: Services) -> None:
        made = correct(services, OURS)
        changed = SECOND.replace("12", "14")
        stored = update(services, BODY.replace(SECOND, changed)).stored
        found = open_segment(services, "bridge", "p1s1")
        assert found.segment.source == changed
        assert "14" in found.translation.target
        assert (found.translation.origin, found.translation.state) == (Origin.ENGINE, State.TRANSLATED)
        assert (found.record.suggestion, found.record.lineage) == (OURS, made.record.lineage)
        assert [(issue.code, issue.values["text"]) for issue in found.translation.errors] == [
            ("correction_outdated", OURS)
        ]
        assert found.corrections == made.corrections
        assert stored.version == 2
        with services.database.session() as session:
            assert list_articles(session, limit=1)[0].issues == 1

    def test_suggestion_waits_through_more_updates_until_a_person_decides(self, services: Services) -> None:
        correct(services, OURS)
        changed = BODY.replace("12", "14")
        update(services, changed)
        update(services, f"{changed}\n\n{NEWS}")
        waiting = open_segment(services, "bridge", "p1s1")
        assert waiting.record.suggestion == OURS
        assert [issue.code for issue in waiting.translation.issues] == ["correction_outdated"]
        decided = correct(services, "The works? 14 million euros.")
        assert (decided.record.suggestion, decided.translation.issues) == ("", ())

    def test_history_goes_on_after_an_update(self, services: Services) -> None:
        correct(services, OURS)
        update(services, f"{NEWS}\n\n{SECOND}")
        correct(services, "Twelve million euros!", segment_id="p2s0")
        found = open_segment(services, "bridge", "p2s0")
        assert [each.after for each in found.corrections] == [OURS, "Twelve million euros!"]
        back = revert_segment(services, "bridge", "p2s0", version=found.corrections[0].version, signature=ANNE)
        assert back.translation.target == OURS

    def test_number_of_a_removed_sentence_is_never_taken_again(self, services: Services) -> None:
        removed = correct(services, "A person’s last sentence.", segment_id="p2s0").record.lineage
        update(services, f"{FIRST} {SECOND}")
        update(services, f"{FIRST} {SECOND}\n\n{NEWS}")
        new = open_segment(services, "bridge", "p2s0")
        assert new.segment.source == NEWS
        assert new.record.lineage != removed
        assert new.corrections == ()

    def test_same_text_again_makes_no_version(self, services: Services) -> None:
        engine = FakeEngine()
        before = get_article(services, "bridge")
        again = update(replace(services, engine=engine), BODY, title=TITLE)
        assert (again.stored, again.merged, engine.calls) == (before, None, [])
        assert [each.number for each in list_versions(services, "bridge")] == [1]

    def test_update_that_is_run_again_changes_nothing(self, services: Services) -> None:
        text = f"{BODY}\n\n{NEWS}"
        once = update(services, text)
        assert update(services, text).stored == once.stored
        assert len(list_versions(services, "bridge")) == 2

    def test_headline_changes_on_both_sides(self, services: Services) -> None:
        before = get_article(services, "bridge")
        stored = update(services, None, title="Le pont de Nantes ferme").stored
        heading = stored.translated.article.paragraphs[0]
        assert (heading.kind, heading.text) == (ParagraphKind.HEADING, "Le pont de Nantes ferme")
        with services.database.session() as session:
            (summary,) = list_articles(session, limit=1)
        assert (summary.title, summary.target_title) == (heading.text, reverse_words(heading.text))
        assert list_sentences(stored)[1:] == list_sentences(before)[1:]

    def test_todays_engine_translates_again_and_corrections_stay(self, services: Services) -> None:
        correct(services, OURS)
        correct(services, None, segment_id="p1s0")
        confirmed = open_segment(services, "bridge", "p1s0").translation
        better = FakeEngine(render=lambda text: reverse_words(text).upper(), weights="9")
        updated = retranslate_article(replace(services, engine=better), "bridge", signature=ANNE)
        sentences = dict(list_sentences(updated.stored))
        assert (sentences[SECOND], sentences[FIRST]) == (OURS, confirmed.target)
        assert sentences[THIRD] == reverse_words(THIRD).upper()
        assert all(SECOND not in texts and FIRST not in texts for _, texts in better.calls)
        assert updated.stored.version == 2
        assert list_versions(services, "bridge")[0].cause is Cause.RETRANSLATED
        check_places(updated.stored)

    def test_translating_again_with_the_same_engine_makes_no_version(self, services: Services) -> None:
        correct(services, OURS)
        before = get_article(services, "bridge")
        assert retranslate_article(services, "bridge", signature=ANNE).stored == before

    def test_versions_keep_both_sides(self, services: Services) -> None:
        correct(services, OURS)
        update(services, f"{FIRST} {SECOND} {NEWS}\n\n{THIRD}")
        correct(services, "At six.", segment_id="p1s2")
        assert list_versions(services, "bridge") == [
            VersionSummary(2, Cause.EDITED, NOON, "desk", "new facts"),
            VersionSummary(1, Cause.ADDED, NOON),
        ]
        first, second = (get_version(services, "bridge", number=number) for number in (1, 2))
        assert first.text == f"{TITLE}\n\n{BODY}"
        assert [(each.source, each.target, each.is_by_person) for each in first.paragraphs[1].segments][1:] == [
            (SECOND, OURS, True)
        ]
        assert second.paragraphs[1].segments[:2] == first.paragraphs[1].segments
        assert second.paragraphs[1].segments[2].target == "At six."
        with pytest.raises(NotFoundError):
            get_version(services, "bridge", number=3)

    def test_preview_tells_what_would_change(self, services: Services) -> None:
        correct(services, OURS)
        changed = SECOND.replace("12", "14")
        preview = preview_update(services, "bridge", update=ArticleUpdate(text=f"{NEWS} {changed}\n\n{THIRD}"))
        assert (preview.kept, preview.kept_by_person, preview.is_same) == (2, 0, False)
        assert [(each.before, each.after, each.is_by_person) for each in preview.changes] == [
            ("", NEWS, False),
            (SECOND, changed, True),
            (FIRST, "", False),
        ]
        assert get_article(services, "bridge").version == 1

    def test_update_of_another_version_is_refused(self, services: Services) -> None:
        update(services, f"{BODY}\n\n{NEWS}", version=1)
        with pytest.raises(OutdatedError, match="its version is 2"):
            update(services, BODY, version=1)
        assert get_article(services, "bridge").version == 2

    def test_of_updates_at_once_one_wins(self, services: Services) -> None:
        barrier = threading.Barrier(4)

        def run(number: int) -> str:
            barrier.wait()
            try:
                update(services, f"{BODY}\n\nLe bus numéro {number} passera à six heures.", version=1)
            except OutdatedError:
                return "refused"
            return "kept"

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(run, range(4))) == ["kept", "refused", "refused", "refused"]
        check_places(get_article(services, "bridge"))
        assert len(list_versions(services, "bridge")) == 2

    def test_correction_made_while_an_update_is_translated_is_not_lost(self, services: Services) -> None:
        def render(text: str) -> str:
            correct(services, OURS)
            return reverse_words(text)

        stored = update(replace(services, engine=FakeEngine(render=render)), f"{BODY}\n\n{NEWS}", version=1).stored
        assert dict(list_sentences(stored))[SECOND] == OURS
        assert open_segment(services, "bridge", "p1s1").translation.origin is Origin.PERSON

    def test_what_no_engine_could_do_is_tried_again(self, services: Services) -> None:
        broken = replace(services, engine=FakeEngine(render=lambda _: ""))
        keep_article(broken, identifier="broken")
        updated = update_article(
            services, "broken", update=ArticleUpdate(text=f"{BODY}\n\n{NEWS}"), signature=Signature("desk")
        )
        assert dict(list_sentences(updated.stored))[THIRD] == reverse_words(THIRD)

    def test_issues_and_spans_of_kept_sentences_stay(self, services: Services) -> None:
        keep_article(replace(services, engine=FakeEngine(render=drop_names)), identifier="lossy")
        before = get_article(services, "lossy").translated.translations
        after = update_article(
            services, "lossy", update=ArticleUpdate(text=f"{BODY}\n\n{NEWS}"), signature=Signature("desk")
        ).stored.translated.translations
        assert after[:3] == before[:3]

    def test_place_of_publication_follows(self, services: Services) -> None:
        origin = ArticleOrigin(url="https://presse.example/pont", byline="Léa Martin")
        stored = update(services, f"{BODY}\n\n{NEWS}", origin=origin, cause=Cause.FETCHED).stored
        assert stored.origin == origin
        assert list_versions(services, "bridge")[0].cause is Cause.FETCHED

    def test_unusable_text_is_refused_and_nothing_changes(self, services: Services) -> None:
        before = get_article(services, "bridge")
        for text, problem in ((" ", "text must not be empty"), ("a\0", "text holds the character U\\+0000")):
            with pytest.raises(FieldError, match=problem):
                update(services, text)
        with pytest.raises(NotFoundError):
            update_article(services, "nothing", update=ArticleUpdate(text="a"), signature=ANNE)
        assert get_article(services, "bridge") == before

    def test_removed_parts_leave_nothing_behind(self, services: Services) -> None:
        update(services, THIRD)
        with services.database.session() as session:
            revised = revisions.get_revised(session, "bridge")
        assert len(revised.records) == len(revised.stored.translated.translations) == 2
