"""What every database must do for jobs; the contract of storage takes these tests in."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

from tests.fakes import NOON
from translator.job import Job, JobKind, JobPart, JobState, Lease, PartResult, Repetition, Webhook
from translator.storage import Database, job_leases, job_notices, jobs

MINUTE = timedelta(minutes=1)
WHO = Repetition("k1", None, "0" * 64)


def make_job(identifier: str, **values: object) -> Job:
    job = Job(identifier, JobKind.TEXT, "k1", {"target": "en"}, 5, 1, created_at=NOON, due_at=NOON)
    return replace(job, **values)  # type: ignore[arg-type]


def keep(database: Database, *kept: Job, repetition: Repetition = WHO) -> list[bool]:
    with database.session(writing=True) as session:
        done = [
            jobs.add_job(session, job, parts=[JobPart({"text": "é"}, b"\0\xff")], repetition=repetition) for job in kept
        ]
        session.commit()
    return done


def claim(database: Database, job_id: str, token: str, *, minutes: int = 0) -> Job | None:
    now = NOON + minutes * MINUTE
    with database.session(writing=True) as session:
        job = job_leases.claim_job(session, job_id, now=now, lease=Lease(token, now + MINUTE))
        session.commit()
    return job


class JobContract:
    """Rules for jobs that hold on SQLite and on PostgreSQL."""

    def test_a_job_comes_back_as_it_was_kept(self, database: Database) -> None:
        job = make_job("a")
        assert keep(database, job) == [True]
        with database.session() as session:
            assert jobs.get_job(session, "a") == job
            assert jobs.find_job(session, "nothing\0") is None
            assert job_leases.find_open_part(session, "a") == (0, JobPart({"text": "é"}, b"\0\xff"))

    def test_a_repeated_job_is_not_kept(self, database: Database) -> None:
        named = replace(WHO, key="order")
        assert keep(database, make_job("a"), make_job("b"), repetition=named) == [True, False]
        assert keep(database, make_job("c"), repetition=replace(named, requester="k2")) == [True]
        assert keep(database, make_job("d"), make_job("e")) == [True, True]
        with database.session() as session:
            assert jobs.find_repeated(session, named) == (make_job("a"), "0" * 64)

    def test_of_runners_that_come_together_one_gets_the_job(self, database: Database) -> None:
        keep(database, make_job("a"))
        got: list[Job | None] = []
        threads = [threading.Thread(target=lambda n=n: got.append(claim(database, "a", f"t{n}"))) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(job is not None for job in got) == 1

    def test_a_lease_is_prolonged_and_runs_out(self, database: Database) -> None:
        keep(database, make_job("a"))
        claim(database, "a", "first")
        with database.session(writing=True) as session:
            assert job_leases.renew_lease(session, "a", lease=Lease("first", NOON + 5 * MINUTE))
            assert not job_leases.renew_lease(session, "a", lease=Lease("other", NOON + 9 * MINUTE))
            session.commit()
        assert claim(database, "a", "second", minutes=4) is None
        taken = claim(database, "a", "second", minutes=6)
        assert taken is not None
        assert (taken.attempts, taken.started_at) == (2, NOON)

    def test_only_the_holder_of_the_lease_writes(self, database: Database) -> None:
        keep(database, make_job("a"))
        claim(database, "a", "mine")
        with database.session(writing=True) as session:
            assert not job_leases.finish_part(session, "a", position=0, result=PartResult({}), token="other")
            assert not job_leases.end_job(session, "a", token="other", state=JobState.DONE, error="", now=NOON)
            assert not job_leases.return_job(session, "a", token="other", due_at=NOON, attempts=0)
            assert job_leases.finish_part(session, "a", position=0, result=PartResult({"n": 1}, b"\0"), token="mine")
            assert job_leases.end_job(session, "a", token="mine", state=JobState.DONE, error="", now=NOON)
            session.commit()
        with database.session() as session:
            job = jobs.get_job(session, "a")
            assert (job.state, job.done, job.lease_until, job.finished_at) == (JobState.DONE, 1, None, NOON)
            assert list(jobs.iterate_results(session, "a")) == [PartResult({"n": 1}, b"\0")]

    def test_due_jobs_are_found_from_the_oldest(self, database: Database) -> None:
        keep(
            database,
            make_job("late", due_at=NOON + MINUTE),
            make_job("new", created_at=NOON + MINUTE),
            make_job("old"),
            make_job("done", state=JobState.DONE),
        )
        with database.session() as session:
            assert job_leases.find_due_jobs(session, now=NOON, limit=9) == ["old", "new"]
            assert job_leases.find_due_jobs(session, now=NOON + MINUTE, limit=1) == ["late"]

    def test_a_job_that_waits_is_not_claimed(self, database: Database) -> None:
        keep(database, make_job("a", due_at=NOON + MINUTE))
        assert claim(database, "a", "t") is None
        assert claim(database, "a", "t", minutes=1) is not None

    def test_jobs_of_one_owner_are_listed_from_the_newest(self, database: Database) -> None:
        keep(database, make_job("a"), make_job("b", created_at=NOON + MINUTE), make_job("c", owner="k2"))
        with database.session() as session:
            assert [job.id for job in jobs.list_jobs(session, limit=9, owner="k1")] == ["b", "a"]
            assert [job.id for job in jobs.list_jobs(session, limit=9, owner="k1", before="b")] == ["a"]
            assert [job.id for job in jobs.list_jobs(session, limit=9)] == ["b", "c", "a"]
            assert jobs.count_open_jobs(session, requester="k1") == 3
            assert jobs.count_jobs(session) == {(JobKind.TEXT, JobState.QUEUED): 3}

    def test_a_notice_is_due_when_its_job_has_ended_and_one_sender_gets_it(self, database: Database) -> None:
        keep(database, make_job("open"), make_job("done", state=JobState.DONE))
        with database.session(writing=True) as session:
            for job_id in ("open", "done"):
                job_notices.add_notice(session, job_id, webhook=Webhook("https://example.org", "s"), due_at=NOON)
            session.commit()
        with database.session(writing=True) as session:
            assert job_notices.find_due_notices(session, now=NOON, limit=9) == ["done"]
            claimed = [job_notices.claim_notice(session, "done", now=NOON, again_at=NOON + MINUTE) for _ in range(2)]
            assert claimed == [(Webhook("https://example.org", "s"), 1), None]
            job_notices.postpone_notice(session, "done", again_at=NOON + 2 * MINUTE)
            session.commit()
        with database.session(writing=True) as session:
            assert job_notices.find_due_notices(session, now=NOON + MINUTE, limit=9) == []
            assert job_notices.find_due_notices(session, now=NOON + 2 * MINUTE, limit=9) == ["done"]
            jobs.delete_job(session, "done")
            session.commit()
            assert job_notices.find_due_notices(session, now=NOON + 2 * MINUTE, limit=9) == []
