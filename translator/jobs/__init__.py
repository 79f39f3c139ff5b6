"""What runs later: in the processes that serve by default, in ``translator work``, or in workers of Celery.

All of them run the same workflow on the same table of jobs; they differ in who takes up a job, and when.
"""

from translator.jobs.local import LocalQueue, work_alone
from translator.jobs.queue import JobQueue, WaitingQueue
from translator.jobs.traffic import Traffic

__all__ = ["JobQueue", "LocalQueue", "Traffic", "WaitingQueue", "work_alone"]
