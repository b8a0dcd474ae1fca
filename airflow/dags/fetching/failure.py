"""What follows on a failure: another try, when, and a line for whoever watches."""

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import RetryDecision, RetryPolicy
from airflow.sdk.exceptions import AirflowException

log = logging.getLogger(__name__)

# Who must wait longer gives up the interval: a run that waits for hours would keep the later ones from starting.
LONGEST_WAIT = timedelta(minutes=10)


class Unavailable(AirflowException):
    """The fetch failed now and may succeed later, not before the time that the source asked for, if it did."""

    def __init__(self, message: str, retry_after: timedelta | None):
        super().__init__(message)
        self.retry_after = retry_after


class AskedToWait(RetryPolicy):
    """Waits as long as Retry-After says; without one, by the task's own backoff."""

    def evaluate(self, exception: BaseException, *_: Any, **__: Any) -> RetryDecision:
        wait = getattr(exception, "retry_after", None)
        if wait is None:
            return RetryDecision.default()
        if wait > LONGEST_WAIT:
            return RetryDecision.fail(f"Retry-After is {wait}, longer than {LONGEST_WAIT}")
        return RetryDecision.retry(max(wait, timedelta(seconds=1)), f"Retry-After is {wait}")


def tell(context: Any) -> None:
    """One line for each task that has failed for good: its run shows in Airflow as failed until it is cleared."""
    task = context["task_instance"]
    log.error(
        "event=fetch-failed dag=%s run=%s task=%s tries=%s reason=%s",
        task.dag_id,
        task.run_id,
        task.task_id,
        task.try_number,
        context.get("exception"),
    )
