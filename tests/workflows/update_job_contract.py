"""What jobs that update an article must do on every database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.fakes import FakeEngine, reverse_words
from tests.workflows.correction_contract import ANNE, BODY, SECOND, correct, keep_article, make_services
from translator.access import ANYBODY, Caller, Scope
from translator.errors import FieldError, NotFoundError, OutdatedError
from translator.job import FailureKind, Job, JobState
from translator.revision import Cause
from translator.storage import Database
from translator.translation import Origin
from translator.workflows.article_versions import list_versions
from translator.workflows.articles import create_article, get_article
from translator.workflows.correct_segment import Signature
from translator.workflows.jobs import cancel_job, get_job, get_results
from translator.workflows.keys import get_usage
from translator.workflows.library import delete_article
from translator.workflows.pacing import SENTENCES_AT_ONCE
from translator.workflows.run_job import run_job
from translator.workflows.segments import open_segment
from translator.workflows.services import Services
from translator.workflows.submit_job import Requester, submit_job
from translator.workflows.update_article import Updated, update_article
from translator.workflows.update_jobs import (
    AT_ONCE,
    UpdateOutcome,
    get_unmade_text,
    get_update,
    list_open_updates,
    order_update,
    update_or_submit,
)
from translator.workflows.update_plan import ArticleUpdate

NEWS = "Les bus de la ville passeront avant la nuit."
MORE = f"{BODY}\n\n{NEWS}"
OURS = "The works? Twelve million euros."
DESK = Caller("desk", frozenset({Scope.ARTICLES}))
LONG = "\n\n".join(f"Le maire numéro {number} a parlé du pont et de la rue." for number in range(300))


def submit(services: Services, text: str | None = MORE, *, version: int | None = 1, **fields: object) -> Job:
    update = replace(ArticleUpdate(text=text, version=version), **fields)  # type: ignore[arg-type]
    order = order_update(services, "bridge", update=update, signature=Signature("desk", "new facts"))
    return submit_job(services, order, requester=Requester(DESK, "192.0.2.1"))


def run(services: Services, job: Job) -> Job:
    assert run_job(services, job.id) is None
    return get_job(services, DESK, job.id)


def with_engine(services: Services, render: Callable[[str], str]) -> Services:
    return replace(services, engine=FakeEngine(render=render))


class UpdateJobContract:
    """Rules for jobs that update an article that hold on SQLite and on PostgreSQL."""

    @pytest.fixture
    def services(self, database: Database) -> Services:
        services = make_services(database)
        keep_article(services)
        return services

    def test_a_job_makes_the_version_that_the_request_would_have_made(self, services: Services) -> None:
        keep_article(services, identifier="twin")
        job = submit(services)
        assert (job.state, job.subject, job.characters) == (JobState.QUEUED, "bridge", len(NEWS))
        assert get_article(services, "bridge").version == 1
        assert [each.id for each in list_open_updates(services, "bridge")] == [job.id]
        done = run(services, job)
        twin = update_article(services, "twin", update=ArticleUpdate(text=MORE), signature=ANNE).stored
        stored = get_article(services, "bridge")
        assert stored.translated.text == twin.translated.text
        assert (done.state, done.done, stored.version) == (JobState.DONE, 1, 2)
        summary = list_versions(services, "bridge")[0]
        assert (summary.cause, summary.editor, summary.reason) == (Cause.EDITED, "desk", "new facts")
        assert get_update(services, "bridge", job.id)[1] == UpdateOutcome(2, True, 4, 1, 0, 0, 0)
        assert list_open_updates(services, "bridge") == []
        assert get_usage(services, DESK).characters == len(NEWS)

    def test_a_job_that_is_run_again_makes_no_second_version(self, services: Services) -> None:
        first, second = submit(services), submit(services)
        run(services, first)
        again = run(services, second)
        assert (again.state, get_article(services, "bridge").version) == (JobState.DONE, 2)
        assert get_update(services, "bridge", second.id)[1] == UpdateOutcome(2, True, 5, 0, 0, 0, 0)

    def test_of_two_updates_one_wins_and_the_other_keeps_its_text(self, services: Services) -> None:
        first, second = submit(services), submit(services, text=f"{NEWS}\n\n{BODY}")
        run(services, first)
        refused = run(services, second)
        assert (refused.state, refused.attempts) == (JobState.FAILED, 1)
        assert refused.failure is not None
        assert refused.failure.kind is FailureKind.OUTDATED
        assert get_article(services, "bridge").translated.article.text.endswith(NEWS)
        assert get_unmade_text(services, "bridge", second.id) == {"text": f"{NEWS}\n\n{BODY}", "reason": "new facts"}
        with pytest.raises(NotFoundError):
            get_unmade_text(services, "bridge", first.id)

    def test_a_correction_made_while_the_job_runs_stays(self, services: Services) -> None:
        def render(text: str) -> str:
            correct(services, OURS)
            return reverse_words(text)

        job = submit(services)
        assert run(with_engine(services, render), job).state is JobState.DONE
        found = open_segment(services, "bridge", "p1s1")
        assert (found.translation.target, found.translation.origin) == (OURS, Origin.PERSON)

    def test_a_correction_of_a_sentence_that_the_job_changes_waits_as_a_suggestion(self, services: Services) -> None:
        def render(text: str) -> str:
            correct(services, OURS)
            return reverse_words(text)

        job = submit(services, BODY.replace(SECOND, SECOND.replace("12", "14")))
        run(with_engine(services, render), job)
        found = open_segment(services, "bridge", "p1s1")
        assert (found.record.suggestion, [each.after for each in found.corrections]) == (OURS, [OURS])
        assert get_update(services, "bridge", job.id)[1] == UpdateOutcome(2, True, 3, 1, 1, 0, 1)

    def test_an_article_deleted_meanwhile_ends_the_job_at_once(self, services: Services) -> None:
        before, during = submit(services), submit(services)

        def render(text: str) -> str:
            delete_article(services, "bridge")
            return reverse_words(text)

        failed = run(with_engine(services, render), during)
        assert (failed.state, failed.attempts) == (JobState.FAILED, 1)
        assert failed.failure is not None
        assert failed.failure.kind is FailureKind.MISSING
        assert run(services, before).state is JobState.FAILED
        with pytest.raises(NotFoundError):
            get_article(services, "bridge")

    def test_another_headline_does_not_undo_a_text_written_meanwhile(self, services: Services) -> None:
        inner: list[Updated] = []

        def render(text: str) -> str:
            if not inner:
                update = ArticleUpdate(text=MORE)
                inner.append(update_article(services, "bridge", update=update, signature=Signature("other")))
            return reverse_words(text)

        update = ArticleUpdate(title="Le pont de Nantes ferme")
        paused = with_engine(services, render)
        stored = update_article(paused, "bridge", update=update, signature=ANNE).stored
        assert stored.translated.article.text == f"Le pont de Nantes ferme\n\n{MORE}"
        assert [each.editor for each in list_versions(services, "bridge")] == ["anne", "other", ""]

    def test_an_article_that_never_keeps_still_refuses_the_update(self, services: Services) -> None:
        def render(text: str) -> str:
            number = get_article(services, "bridge").version
            update = ArticleUpdate(text=f"{BODY}\n\nLe bus numéro {number} passera à six heures.")
            update_article(services, "bridge", update=update, signature=Signature("other"))
            return reverse_words(text)

        busy, update = with_engine(services, render), ArticleUpdate(title="Le pont de Nantes ferme")
        with pytest.raises(OutdatedError):
            update_article(busy, "bridge", update=update, signature=ANNE)

    def test_progress_is_told_and_a_cancelled_job_stops(self, services: Services) -> None:
        told: list[tuple[int, int]] = []
        job = submit(services, LONG)

        def render(text: str) -> str:
            found = get_job(services, DESK, job.id)
            told.append((found.sentences_done, found.sentences))
            if found.sentences_done >= 2 * SENTENCES_AT_ONCE:
                cancel_job(services, DESK, job.id)
            return reverse_words(text)

        assert run(with_engine(services, render), job).state is JobState.CANCELLED
        assert sorted(set(told)) == [(0, 0), (SENTENCES_AT_ONCE, 300), (2 * SENTENCES_AT_ONCE, 300)]
        assert get_article(services, "bridge").version == 1

    def test_a_runner_that_stops_leaves_the_job_to_another(self, services: Services) -> None:
        job = submit(services, LONG)
        steps = iter([True, True, False])
        assert run_job(services, job.id, may_go_on=lambda: next(steps)) is not None
        waiting = get_job(services, DESK, job.id)
        assert (waiting.state, waiting.attempts, waiting.sentences) == (JobState.QUEUED, 0, 0)
        assert run(services, job).state is JobState.DONE
        assert get_article(services, "bridge").translated.article.text.endswith(LONG)

    def test_a_text_in_the_language_of_the_translation_fails_and_says_so(self, services: Services) -> None:
        create_article(services, title="", text=MORE, source=None, target="en", identifier="detected")
        english = "The mayor said that the bridge of the old town will open again tomorrow morning. " * 3
        order = order_update(services, "detected", update=ArticleUpdate(title="", text=english), signature=ANNE)
        failed = run(services, submit_job(services, order, requester=Requester(DESK, "192.0.2.1")))
        assert failed.failure is not None
        assert (failed.state, failed.failure.kind, failed.failure.field) == (JobState.FAILED, FailureKind.FIELD, "text")
        assert failed.error == "text must not be in the language of the translation"

    def test_translating_again_is_a_job_too(self, services: Services) -> None:
        correct(services, OURS)
        job = submit(services, None, cause=Cause.RETRANSLATED)
        run(replace(services, engine=FakeEngine(render=lambda text: reverse_words(text).upper(), weights="9")), job)
        assert open_segment(services, "bridge", "p1s1").translation.target == OURS
        assert list_versions(services, "bridge")[0].cause is Cause.RETRANSLATED

    def test_what_cannot_be_kept_is_refused_when_it_is_asked_for(self, services: Services) -> None:
        with pytest.raises(FieldError, match="text must not be empty"):
            submit(services, " ")
        with pytest.raises(FieldError, match="reason"):
            order_update(services, "bridge", update=ArticleUpdate(text=MORE), signature=Signature("a", "b" * 5000))
        with pytest.raises(OutdatedError):
            submit(services, version=7)
        with pytest.raises(NotFoundError):
            order_update(services, "nothing", update=ArticleUpdate(text=MORE), signature=ANNE)
        assert list_open_updates(services, "bridge") == []

    def test_a_person_waits_for_what_is_short_alone(self, services: Services) -> None:
        short = update_or_submit(
            services, "bridge", update=ArticleUpdate(text=MORE), person_id="anne", address="192.0.2.1"
        )
        long = update_or_submit(
            services, "bridge", update=ArticleUpdate(text=LONG), person_id="anne", address="192.0.2.1"
        )
        assert len(LONG) > AT_ONCE
        assert isinstance(short, Updated)
        assert isinstance(long, Job)
        assert (long.owner, long.characters) == ("anne", 0)
        assert get_article(services, "bridge").version == 2

    def test_a_job_of_another_article_is_not_found(self, services: Services) -> None:
        keep_article(services, identifier="other")
        job = submit(services)
        with pytest.raises(NotFoundError):
            get_update(services, "other", job.id)
        with pytest.raises(NotFoundError):
            get_results(services, ANYBODY, job.id)
