from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.fakes import NOON, FailingEngine, FakeEngine, reverse_words
from translator import storage
from translator.access import ANYBODY, Caller, Scope
from translator.errors import ConflictError, FieldError, MissingKeyError, NotFoundError, OpenJobsError, QuotaError
from translator.job import Job, JobKind, JobState, Lease
from translator.workflows.add_article import Submission
from translator.workflows.articles import create_article, list_articles
from translator.workflows.jobs import (
    cancel_job,
    count_jobs,
    delete_job,
    delete_old_jobs,
    get_job,
    get_results,
    list_jobs,
    retry_job,
)
from translator.workflows.keys import get_usage
from translator.workflows.run_job import ATTEMPTS, LEASE, find_due_job, list_due_jobs, run_job
from translator.workflows.services import Services
from translator.workflows.submit_job import (
    PART_SIZE,
    ArticleOrder,
    Requester,
    order_articles,
    order_file,
    order_text,
    submit_job,
)

NEWSROOM = Caller("k1", frozenset({Scope.TRANSLATE, Scope.ARTICLES}))
ANONYMOUS = Requester(ANYBODY, "192.0.2.1")
LINE = "Le maire parle encore du pont et de la rue. "
LONG = "\n\n".join(f"{number}. " + LINE * 60 for number in range(12))


def at(services: Services, moment: datetime) -> Services:
    return replace(services, get_time=lambda: moment)


def with_settings(services: Services, **settings: object) -> Services:
    return replace(services, settings=services.settings.model_copy(update=settings))


def submit(services: Services, text: str = LONG, *, requester: Requester | None = None) -> Job:
    order = order_text(services, text=text, source="fr", target="en")
    return submit_job(services, order, requester=requester or Requester(NEWSROOM, "192.0.2.1"))


def read_text(services: Services, job: Job) -> str:
    return "".join(str(result.fields["text"]) for result in get_results(services, NEWSROOM, job.id)[1])


def test_a_long_text_is_translated_in_parts_as_it_would_be_at_once(services: Services) -> None:
    job = submit(services)
    assert (job.state, job.characters, job.total) == (JobState.QUEUED, len(LONG), 3)
    assert run_job(services, job.id) is None
    done = get_job(services, NEWSROOM, job.id)
    assert (done.state, done.done, done.error, done.finished_at) == (JobState.DONE, 3, "", NOON)
    assert read_text(services, job) == reverse_words(LONG)


def test_parts_end_with_their_paragraph(services: Services) -> None:
    order = order_text(services, text=LONG, source="fr", target="en")
    parts = [part.fields["text"] for part in order.parts]
    assert "".join(parts) == LONG
    assert [len(part) < PART_SIZE + 3_000 for part in parts] == [True, True, True]
    assert [part.lstrip()[0].isdigit() for part in parts] == [True, True, True]


def test_a_job_goes_on_after_its_last_finished_part(services: Services) -> None:
    job = submit(services)
    first = FakeEngine()
    steps = iter([True, False])
    again_at = run_job(replace(services, engine=first), job.id, may_go_on=lambda: next(steps))
    stopped = get_job(services, NEWSROOM, job.id)
    assert (again_at, stopped.state, stopped.done, stopped.attempts) == (NOON, JobState.QUEUED, 1, 0)
    second = FakeEngine()
    run_job(replace(services, engine=second), job.id)
    given = [text for engine in (first, second) for _, texts in engine.calls for text in texts]
    assert len(given) == LONG.count(LINE.strip())
    assert read_text(services, job) == reverse_words(LONG)


def test_a_job_that_is_held_is_not_run_twice(services: Services) -> None:
    job = submit(services)
    with services.database.session(writing=True) as session:
        assert storage.job_leases.claim_job(session, job.id, now=NOON, lease=Lease("other", NOON + LEASE)) is not None
        session.commit()
    assert find_due_job(services) is None
    assert run_job(services, job.id) == NOON + LEASE
    assert get_job(services, NEWSROOM, job.id).done == 0


def test_a_job_whose_runner_died_is_taken_up_again(services: Services) -> None:
    job = submit(services)
    with services.database.session(writing=True) as session:
        storage.job_leases.claim_job(session, job.id, now=NOON, lease=Lease("dead", NOON + LEASE))
        session.commit()
    later = at(services, NOON + LEASE + timedelta(seconds=1))
    assert find_due_job(later) == job.id
    run_job(later, job.id)
    assert get_job(services, NEWSROOM, job.id).state is JobState.DONE


def test_a_job_that_kills_its_runners_fails(services: Services) -> None:
    job = submit(services)
    moment = NOON
    for _ in range(ATTEMPTS):
        with services.database.session(writing=True) as session:
            storage.job_leases.claim_job(session, job.id, now=moment, lease=Lease("dead", moment + LEASE))
            session.commit()
        moment += LEASE + timedelta(seconds=1)
    assert run_job(at(services, moment), job.id) is None
    failed = get_job(services, NEWSROOM, job.id)
    assert (failed.state, failed.error) == (JobState.FAILED, "broken off 3 times at the same part")


def test_what_a_runner_without_the_lease_writes_is_not_kept(services: Services) -> None:
    job = submit(services)
    engine = FakeEngine(render=lambda text: _take_over(services, job, text))
    run_job(replace(services, engine=engine), job.id)
    with services.database.session() as session:
        kept = storage.jobs.get_job(session, job.id)
    assert (kept.state, kept.done) == (JobState.RUNNING, 0)


def _take_over(services: Services, job: Job, text: str) -> str:
    later = NOON + 2 * LEASE
    with services.database.session(writing=True) as session:
        storage.job_leases.claim_job(session, job.id, now=later, lease=Lease("other", later + LEASE))
        session.commit()
    return reverse_words(text)


def test_a_failing_engine_is_tried_again_and_then_given_up(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    job = submit(services, "Le maire parle.")
    moment, tries = NOON, 0
    again_at: datetime | None = NOON
    while again_at is not None:
        tries += 1
        again_at = run_job(replace(at(services, again_at), engine=FailingEngine()), job.id)
        moment = again_at or moment
    failed = get_job(services, NEWSROOM, job.id)
    assert (tries, failed.state, failed.error) == (ATTEMPTS, JobState.FAILED, "the engine failed")
    assert moment - NOON == timedelta(seconds=10 + 20)
    assert "maire" not in caplog.text


def test_an_unknown_error_is_told_without_its_words(services: Services, caplog: pytest.LogCaptureFixture) -> None:
    def fail(text: str) -> str:
        raise ValueError(text)

    job = submit(services, "Le maire parle.")
    run_job(replace(services, engine=FakeEngine(render=fail)), job.id)
    assert get_job(services, NEWSROOM, job.id).error == "internal error: ValueError"
    assert "ValueError" in caplog.text
    assert "maire" not in caplog.text


def test_a_failed_job_can_be_tried_again(services: Services) -> None:
    job = submit(services, "Le maire parle.")
    for minutes in range(ATTEMPTS):
        run_job(replace(at(services, NOON + timedelta(minutes=minutes)), engine=FailingEngine()), job.id)
    announced: list[str] = []
    retry_job(replace(services, announce_job=announced.append), job.id)
    run_job(services, job.id)
    assert (announced, get_job(services, NEWSROOM, job.id).state) == ([job.id], JobState.DONE)
    with pytest.raises(ConflictError, match="the job is done"):
        retry_job(services, job.id)


def test_a_cancelled_job_stops_and_forgets_its_texts(services: Services) -> None:
    job = submit(services)
    engine = FakeEngine(render=lambda text: _cancel(services, job, text))
    run_job(replace(services, engine=engine), job.id)
    cancelled = get_job(services, NEWSROOM, job.id)
    assert (cancelled.state, cancelled.done) == (JobState.CANCELLED, 0)
    assert cancel_job(services, NEWSROOM, job.id) == cancelled
    with services.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM job_parts").scalar() == 0
    with pytest.raises(ConflictError, match="cancelled"):
        get_results(services, NEWSROOM, job.id)


def _cancel(services: Services, job: Job, text: str) -> str:
    cancel_job(services, NEWSROOM, job.id)
    return reverse_words(text)


def test_a_finished_part_forgets_its_source(services: Services) -> None:
    job = submit(services, "Le maire parle.")
    run_job(services, job.id)
    with services.database.engine.connect() as connection:
        assert "maire" not in str(connection.exec_driver_sql("SELECT fields FROM job_parts").all())


def test_articles_are_kept_once_however_often_the_job_is_run(services: Services) -> None:
    order = order_articles(
        services,
        [
            ArticleOrder(Submission("Un pont", "Le pont ouvre."), "fr", "en"),
            ArticleOrder(Submission("", "La rue ferme."), None, "en"),
        ],
    )
    job = submit_job(services, order, requester=Requester(NEWSROOM, "192.0.2.1"))
    with services.database.session() as session:
        found = storage.job_leases.find_open_part(session, job.id)
    assert found is not None
    # What a runner leaves that breaks off between the article and the end of its part.
    create_article(
        services, title="Un pont", text="Le pont ouvre.", source="fr", target="en", identifier=found[1].fields["id"]
    )
    run_job(services, job.id)
    _, results = get_results(services, NEWSROOM, job.id)
    assert {result.fields["id"] for result in results} == {each.id for each in list_articles(services, limit=10)}
    assert len(list_articles(services, limit=10)) == 2


def test_one_wrong_article_of_a_batch_is_told_by_its_number(services: Services) -> None:
    with pytest.raises(FieldError) as raised:
        order_articles(
            services,
            [ArticleOrder(Submission("", "Le pont."), "fr", "en"), ArticleOrder(Submission("", " "), "fr", "en")],
        )
    assert raised.value.field == "articles[1].text"


def test_a_file_keeps_its_kind(services: Services) -> None:
    order = order_file(services, name="pont.txt", content=b"Le pont ouvre.\n", source="fr", target="en")
    job = submit_job(services, order, requester=Requester(NEWSROOM, "192.0.2.1"))
    run_job(services, job.id)
    _, (result,) = get_results(services, NEWSROOM, job.id)
    assert result.content.decode() == reverse_words("Le pont ouvre.\n")
    assert (job.kind, job.characters) == (JobKind.DOCUMENT, len("Le pont ouvre.\n"))


def test_files_can_be_off(services: Services) -> None:
    with pytest.raises(FieldError, match="off"):
        order_file(with_settings(services, files="off"), name="a.txt", content=b"Oui.", source="fr", target="en")


def test_characters_are_charged_once_when_the_job_is_asked_for(services: Services) -> None:
    job = submit(services)
    run_job(services, job.id)
    assert get_usage(services, NEWSROOM).characters == len(LONG)


def test_a_job_over_the_quota_is_refused_and_not_kept(services: Services) -> None:
    poor = replace(NEWSROOM, monthly_characters=10)
    with pytest.raises(QuotaError):
        submit(services, requester=Requester(poor, "192.0.2.1"))
    assert (list_jobs(services, poor, limit=5), get_usage(services, poor).characters) == ([], 0)


def test_texts_are_limited_for_jobs_alone(services: Services) -> None:
    small = with_settings(services, character_limit=10, request_limit=10, job_limit=100)
    job = submit(small, "Le maire parle du pont.")
    run_job(small, job.id)
    assert get_job(small, NEWSROOM, job.id).state is JobState.DONE
    with pytest.raises(FieldError, match=r"text has 101 characters; at most 100 are allowed in a job"):
        submit(small, "a" * 101)
    assert submit(with_settings(small, limits="off"), "a" * 101).total == 1


def test_open_jobs_are_limited_by_key_or_network(services: Services) -> None:
    small = with_settings(services, open_jobs_limit=2)
    jobs = [submit(small, f"Le pont {number}.", requester=ANONYMOUS) for number in range(2)]
    with pytest.raises(OpenJobsError, match="2 jobs are open"):
        submit(small, "La rue.", requester=ANONYMOUS)
    submit(small, "La rue.", requester=Requester(ANYBODY, "192.0.2.9"))
    submit(small, "La rue.")
    run_job(small, jobs[0].id)
    submit(small, "La rue.", requester=ANONYMOUS)


def test_no_network_address_is_kept(services: Services) -> None:
    submit(services, requester=ANONYMOUS)
    with services.database.engine.connect() as connection:
        assert "192.0.2.1" not in str(connection.exec_driver_sql("SELECT * FROM jobs").all())


@pytest.mark.parametrize("caller", [NEWSROOM, ANYBODY])
def test_the_same_request_under_the_same_key_is_one_job(services: Services, caller: Caller) -> None:
    requester = Requester(caller, "192.0.2.1", "order-7")
    job = submit(services, requester=requester)
    assert submit(services, requester=requester) == job
    with pytest.raises(ConflictError, match="Idempotency-Key"):
        submit(services, "La rue.", requester=requester)
    assert submit(services, requester=Requester(Caller("k2", NEWSROOM.scopes), "192.0.2.1", "order-7")).id != job.id
    assert get_usage(services, caller).characters == (len(LONG) if caller.key_id else 0)


def test_a_batch_sent_again_is_one_job_though_its_articles_get_new_ids(services: Services) -> None:
    articles = [ArticleOrder(Submission("", "Le pont ouvre."), "fr", "en")]
    requester = Requester(NEWSROOM, "192.0.2.1", "batch")
    jobs = [submit_job(services, order_articles(services, articles), requester=requester) for _ in range(2)]
    assert jobs[0].id == jobs[1].id


def test_nobody_reaches_anothers_job(services: Services) -> None:
    job, open_job = submit(services), submit(services, "La rue.", requester=ANONYMOUS)
    stranger = Caller("k2", frozenset({Scope.ADMIN}))
    acts: list[Callable[[Services, Caller, str], object]] = [get_job, get_results, cancel_job, delete_job]
    for caller, job_id in ((stranger, job.id), (ANYBODY, job.id), (stranger, open_job.id)):
        for act in acts:
            with pytest.raises(NotFoundError):
                act(services, caller, job_id)
    assert get_job(services, ANYBODY, open_job.id).id == open_job.id
    assert list_jobs(services, stranger, limit=5) == []
    with pytest.raises(MissingKeyError):
        list_jobs(services, ANYBODY, limit=5)


def test_jobs_are_listed_from_the_newest(services: Services) -> None:
    jobs = [submit(at(services, NOON + timedelta(seconds=number)), f"Pont {number}.") for number in range(3)]
    first = list_jobs(services, NEWSROOM, limit=2)
    second = list_jobs(services, NEWSROOM, limit=2, before=first[-1].id)
    assert [job.id for job in (*first, *second)] == [job.id for job in reversed(jobs)]
    other = submit(services, requester=Requester(Caller("k2", NEWSROOM.scopes), "192.0.2.1"))
    with pytest.raises(NotFoundError):
        list_jobs(services, NEWSROOM, limit=2, before=other.id)


def test_a_job_is_announced_when_it_is_kept(services: Services) -> None:
    announced: list[str] = []
    job = submit(replace(services, announce_job=announced.append))
    assert announced == [job.id]


def test_old_jobs_are_forgotten_and_open_ones_kept(services: Services) -> None:
    old, waiting = submit(services, "Le pont."), submit(services, "La rue.")
    run_job(services, old.id)
    delete_old_jobs(at(services, NOON + timedelta(days=7)))
    assert get_job(services, NEWSROOM, old.id).state is JobState.DONE
    delete_old_jobs(at(services, NOON + timedelta(days=7, seconds=1)))
    assert [job.id for job in list_jobs(services, NEWSROOM, limit=5)] == [waiting.id]


def test_a_deleted_job_leaves_nothing(services: Services) -> None:
    job = submit(services)
    delete_job(services, NEWSROOM, job.id)
    assert run_job(services, job.id) is None
    with services.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM job_parts").scalar() == 0


def test_jobs_are_counted_by_kind_and_state(services: Services) -> None:
    run_job(services, submit(services, "Le pont.").id)
    submit(services, "La rue.")
    assert count_jobs(services) == {(JobKind.TEXT, JobState.DONE): 1, (JobKind.TEXT, JobState.QUEUED): 1}


def test_overdue_jobs_are_those_that_waited(services: Services) -> None:
    job = submit(services)
    assert list_due_jobs(services, since=timedelta(minutes=1), limit=9) == []
    later = at(services, NOON + timedelta(minutes=1))
    assert list_due_jobs(later, since=timedelta(minutes=1), limit=9) == [job.id]
