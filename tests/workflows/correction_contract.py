"""What correcting must do on every database; each kind inherits these tests and brings the ``database`` fixture."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import delete

from tests.fakes import FRENCH_ENGLISH, NOON, FakeEngine, FakeGlossary, get_noon
from translator.detection import Detector
from translator.errors import FieldError, NotFoundError, SegmentOutdatedError
from translator.memory import make_source_key
from translator.revision import Correction
from translator.settings import Settings
from translator.storage import Database, StoredMemory, list_articles, list_entries, revisions
from translator.storage.tables import ArticleRow
from translator.translation import CORRECTION_ORIGIN, Origin, State
from translator.workflows.articles import create_article, get_article
from translator.workflows.correct_segment import Signature, correct_segment, revert_segment
from translator.workflows.segments import OpenSegment, check_target, open_segment
from translator.workflows.services import Services

TITLE = "Le pont de Nantes rouvre"
FIRST = "Le maire, Jean Dupont, a dit : « Nous sommes prêts. »"
SECOND = "Les travaux ont coûté 12 millions d’euros."
BODY = f"{FIRST} {SECOND}\n\nLa circulation reprend demain matin."
ANNE = Signature("anne")
BEN = Signature("ben")


def make_services(database: Database) -> Services:
    return Services(
        settings=Settings(),
        engine=FakeEngine(),
        detector=Detector(("en", "fr")),
        glossary=FakeGlossary(),
        memory=StoredMemory(database, make_key=make_source_key),
        database=database,
        get_time=get_noon,
    )


def keep_article(services: Services, *, identifier: str = "bridge", text: str = BODY) -> None:
    create_article(services, title=TITLE, text=text, source="fr", target="en", identifier=identifier)


def correct(
    services: Services,
    target: str | None,
    *,
    segment_id: str = "p1s1",
    state: State = State.REVIEWED,
    by: Signature = ANNE,
) -> OpenSegment:
    return correct_segment(services, "bridge", segment_id, target=target, state=state, signature=by)


def read_segment(services: Services, segment_id: str = "p1s1") -> OpenSegment:
    return open_segment(services, "bridge", segment_id)


class CorrectionContract:
    """Rules for corrections that hold on SQLite and on PostgreSQL."""

    @pytest.fixture
    def services(self, database: Database) -> Services:
        services = make_services(database)
        keep_article(services)
        return services

    def test_correction_is_kept_with_what_was_before(self, services: Services) -> None:
        before = read_segment(services).translation
        made = correct(services, "The works cost 12 million euros.", by=Signature("anne", "clumsy"))
        assert made.translation.target == "The works cost 12 million euros."
        assert (made.translation.state, made.translation.origin) == (State.REVIEWED, Origin.PERSON)
        assert made.corrections == (
            Correction(
                article_id="bridge",
                lineage=made.record.lineage,
                version=1,
                pair=FRENCH_ENGLISH,
                source=SECOND,
                before=before.target,
                after="The works cost 12 million euros.",
                state_before=State.TRANSLATED,
                state=State.REVIEWED,
                origin_before=Origin.ENGINE,
                origin=Origin.PERSON,
                editor="anne",
                reason="clumsy",
                made_at=NOON,
            ),
        )

    def test_text_and_places_of_the_whole_article_follow(self, services: Services) -> None:
        correct(services, "It cost 12 million euros, far more than anyone had said.")
        translated = get_article(services, "bridge").translated
        for (_, segment), translation, (start, end, first, last) in zip(
            translated.article.iterate_segments(), translated.translations, translated.offsets, strict=True
        ):
            assert translated.article.text[start:end] == segment.source
            assert translated.text[first:last] == translation.target
        assert "It cost 12 million euros, far more than anyone had said." in translated.text

    def test_spans_of_the_target_are_linked_again(self, services: Services) -> None:
        made = correct(services, "The mayor said: “We are ready.” He is Jean Dupont.", segment_id="p1s0")
        texts = {
            span.kind.value: made.translation.target[span.start : span.end] for span in made.translation.target_spans
        }
        assert texts == {"quotation": "“We are ready.”", "name": "Jean Dupont"}
        assert made.translation.issues == ()

    def test_what_is_lost_is_told_before_and_after_it_is_kept(self, services: Services) -> None:
        checked = check_target(services, "bridge", "p1s0", target="The mayor, Paul Dupont, is ready.")
        codes = [issue.code for issue in checked.issues]
        assert "quotation_lost" in codes
        assert {"name_changed", "name_missing"}.intersection(codes)
        assert read_segment(services, "p1s0").record.version == 0
        made = correct(services, "The mayor, Paul Dupont, is ready.", segment_id="p1s0", state=State.TRANSLATED)
        assert [issue.code for issue in made.translation.issues] == codes

    def test_typography_is_that_of_the_locale(self, services: Services) -> None:
        made = correct(services, "The mayor, Jean Dupont,\n said : « We're ready. »", segment_id="p1s0")
        assert made.translation.target == "The mayor, Jean Dupont, said: “We’re ready.”"

    def test_marks_that_do_not_pair_stay_as_typed(self, services: Services) -> None:
        made = correct(services, 'The mayor, Jean Dupont, said: "We are ready.', segment_id="p1s0")
        assert made.translation.target == 'The mayor, Jean Dupont, said: "We are ready.'
        assert made.translation.issues

    def test_headline_is_corrected_in_lists_too(self, services: Services) -> None:
        correct(services, "Nantes bridge reopens", segment_id="p0s0")
        with services.database.session() as session:
            (summary,) = list_articles(session, limit=2)
        assert summary.target_title == "Nantes bridge reopens"
        assert get_article(services, "bridge").translated.text.startswith("Nantes bridge reopens\n\n")

    def test_second_of_two_editors_gets_both_texts(self, services: Services) -> None:
        tag = read_segment(services).record.tag
        correct(services, "Anne’s 12 million euros.", by=Signature("anne", tag=tag))
        with pytest.raises(SegmentOutdatedError) as caught:
            correct(services, "Ben’s 12 million euros.", by=Signature("ben", tag=tag))
        assert (caught.value.target, caught.value.editor) == ("Anne’s 12 million euros.", "anne")
        correct(services, "Ben’s 12 million euros.", by=Signature("ben", tag=caught.value.tag))
        assert [each.editor for each in read_segment(services).corrections] == ["anne", "ben"]

    def test_of_editors_who_save_together_one_wins_and_nothing_is_lost(self, services: Services) -> None:
        tag = read_segment(services).record.tag
        barrier = threading.Barrier(6)

        def save(number: int) -> str:
            barrier.wait()
            try:
                correct(services, f"Editor {number}: 12 million euros.", by=Signature(f"editor {number}", tag=tag))
            except SegmentOutdatedError as error:
                return error.target
            return "saved"

        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(save, range(6)))
        segment = read_segment(services)
        assert answers.count("saved") == 1
        assert set(answers) == {"saved", segment.translation.target}
        assert [each.after for each in segment.corrections] == [segment.translation.target]

    def test_editors_of_different_sentences_do_not_undo_each_other(self, services: Services) -> None:
        ids = [each.segment_id for each in get_article(services, "bridge").translated.translations]
        barrier = threading.Barrier(len(ids))

        def save(segment_id: str) -> None:
            barrier.wait()
            correct(services, f"A person wrote {segment_id}.", segment_id=segment_id)

        with ThreadPoolExecutor(len(ids)) as pool:
            list(pool.map(save, ids))
        translated = get_article(services, "bridge").translated
        assert [each.target for each in translated.translations] == [f"A person wrote {each}." for each in ids]
        for translation, offsets in zip(translated.translations, translated.offsets, strict=True):
            assert translated.text[offsets[2] : offsets[3]] == translation.target

    def test_same_correction_again_changes_nothing(self, services: Services) -> None:
        once = correct(services, "It cost 12 million euros.")
        assert correct(services, "It cost 12 million euros.", by=BEN) == once

    def test_who_confirms_what_stands_has_not_written_it(self, services: Services) -> None:
        made = correct(services, None, state=State.FINAL)
        assert (made.translation.state, made.translation.origin) == (State.FINAL, Origin.ENGINE)
        assert made.translation.provenance.engine == "fake 1"

    def test_correction_serves_the_next_article(self, services: Services) -> None:
        correct(services, "The works? Twelve million.")
        engine = FakeEngine()
        keep_article(replace(services, engine=engine), identifier="next", text=f"{SECOND}\n\nIl pleut.")
        translations = get_article(services, "next").translated.translations
        assert [(each.target, each.origin) for each in translations[1:2]] == [
            ("The works? Twelve million.", Origin.MEMORY)
        ]
        assert all(SECOND not in text for _, texts in engine.calls for text in texts)

    def test_last_correction_is_the_one_remembered(self, services: Services) -> None:
        for target in ("First wording, 12 million.", "Second wording, 12 million.", "First wording, 12 million."):
            correct(services, target)
        found = services.memory.find_exact([SECOND], pair=FRENCH_ENGLISH)
        assert (found[SECOND].target, found[SECOND].origin) == ("First wording, 12 million.", CORRECTION_ORIGIN)
        with services.database.session() as session:
            (entry,) = list_entries(session, pair=FRENCH_ENGLISH)
        assert entry.editor == "anne"

    def test_way_back_is_a_correction_too(self, services: Services) -> None:
        machine = read_segment(services).translation
        correct(services, "First wording, 12 million.")
        correct(services, "Second wording, 12 million.", state=State.FINAL)
        back = revert_segment(services, "bridge", "p1s1", version=1, signature=BEN)
        assert (back.translation.target, back.translation.state) == ("First wording, 12 million.", State.REVIEWED)
        assert back.record.version == 3
        undone = revert_segment(services, "bridge", "p1s1", version=0, signature=BEN)
        assert (undone.translation.target, undone.translation.state) == (machine.target, State.TRANSLATED)
        assert undone.translation.origin is Origin.ENGINE
        assert [each.editor for each in undone.corrections] == ["anne", "anne", "ben", "ben"]
        assert services.memory.find_exact([SECOND], pair=FRENCH_ENGLISH) == {}
        with pytest.raises(NotFoundError):
            revert_segment(services, "bridge", "p1s1", version=9, signature=BEN)

    def test_corrections_outlive_their_article(self, services: Services) -> None:
        made = correct(services, "It cost 12 million euros.")
        with services.database.session(writing=True) as session:
            session.execute(delete(ArticleRow))
            session.commit()
        with services.database.session() as session:
            kept = revisions.list_corrections(session, "bridge", lineage=made.record.lineage)
        assert tuple(kept) == made.corrections

    @pytest.mark.parametrize(
        ("target", "problem"),
        [
            (" \n ", "target must not be empty"),
            ("x" * 5_001, "target has 5001 characters; at most 5000 are allowed"),
            ("a\0b", "target holds the character U\\+0000, which cannot be kept"),
        ],
    )
    def test_unusable_target_is_refused(self, services: Services, target: str, problem: str) -> None:
        with pytest.raises(FieldError, match=problem):
            correct(services, target)
        assert read_segment(services).record.version == 0

    def test_unusable_state_and_reason_are_refused(self, services: Services) -> None:
        with pytest.raises(FieldError, match="state must be one of translated, reviewed, final"):
            correct(services, "Ok.", state=State.INITIAL)
        with pytest.raises(FieldError, match="reason has 1001 characters; at most 1000 are allowed"):
            correct(services, "Ok.", by=Signature("anne", "x" * 1_001))

    def test_unknown_segment_is_not_found(self, services: Services) -> None:
        with pytest.raises(NotFoundError, match="no segment has the id p9s9"):
            correct(services, "Ok.", segment_id="p9s9")
        with pytest.raises(NotFoundError, match="no article has the id nothing"):
            open_segment(services, "nothing", "p0s0")

    def test_errors_of_a_reviewed_sentence_are_counted_no_more(self, services: Services) -> None:
        wrong = "The mayor, Paul Dupont, is ready."
        correct(services, wrong, segment_id="p1s0", state=State.TRANSLATED)
        with services.database.session() as session:
            assert list_articles(session, limit=1)[0].issues > 0
        correct(services, wrong, segment_id="p1s0", state=State.REVIEWED)
        with services.database.session() as session:
            assert list_articles(session, limit=1)[0].issues == 0

    def test_sentence_in_another_language_can_be_corrected(self, services: Services) -> None:
        german = "Die Brücke wird morgen früh nach langen Arbeiten endlich wieder für alle Autos geöffnet sein."
        keep_article(services, identifier="german", text=f"{BODY}\n\n{german}")
        made = correct_segment(
            services, "german", "p3s0", target="The bridge reopens.", state=State.REVIEWED, signature=ANNE
        )
        assert (made.translation.target, made.pair.source) == ("The bridge reopens.", "de")
