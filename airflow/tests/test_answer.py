"""What an answer of the fetcher means, and what a failure leads to."""

from datetime import timedelta

import pytest
from airflow.sdk import RetryAction
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from requests import Response

from fetching.answer import is_ready, is_stored
from fetching.failure import AskedToWait, Unavailable


def answer(status: int, body: str = "", **headers: str) -> Response:
    response = Response()
    response.status_code = status
    response.url = "http://fetcher/sources/simulator/fetches/1"
    response._content = body.encode()
    response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return response


def test_an_error_says_what_the_fetcher_said():
    body = '{"reason": "SHAPE_UNKNOWN", "detail": "nothing at /minutely_15", "retryable": false}'

    with pytest.raises(AirflowFailException) as failed:
        is_stored(answer(502, body))

    assert str(failed.value) == (
        "The fetcher answered 502 to http://fetcher/sources/simulator/fetches/1: SHAPE_UNKNOWN: nothing at /minutely_15"
    )


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_status_that_can_heal_is_worth_another_try(status):
    with pytest.raises(Unavailable):
        is_stored(answer(status, "<html>"))


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 409, 422])
def test_a_status_that_cannot_heal_is_not(status):
    with pytest.raises(AirflowFailException):
        is_stored(answer(status, "<html>"))


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"Retry_After": "7"}, timedelta(seconds=7)),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "Mon, 23 Nov 2026 09:00:30 GMT", "Date": "Mon, 23 Nov 2026 09:00:00 GMT"}, timedelta(seconds=30)),
        ({"Retry_After": "Mon, 23 Nov 2026 09:00:30 GMT"}, None),
    ],
)
def test_the_wait_is_what_retry_after_says(headers, wait):
    with pytest.raises(Unavailable) as failed:
        is_stored(answer(503, "{}", **headers))

    assert failed.value.retry_after == wait


@pytest.mark.parametrize(
    ("wait", "action", "delay"),
    [
        (None, RetryAction.DEFAULT, None),
        (timedelta(seconds=7), RetryAction.RETRY, timedelta(seconds=7)),
        (timedelta(seconds=-7), RetryAction.RETRY, timedelta(seconds=1)),
        (timedelta(hours=1), RetryAction.FAIL, None),
    ],
)
def test_the_next_try_comes_when_the_source_asked_for_it(wait, action, delay):
    decision = AskedToWait().evaluate(Unavailable("down", wait), 1, 4)

    assert (decision.action, decision.retry_delay) == (action, delay)


def test_a_failure_of_another_kind_is_left_to_the_backoff():
    assert AskedToWait().evaluate(ConnectionError("refused"), 1, 4).action is RetryAction.DEFAULT


def test_a_fetcher_that_is_not_ready_names_what_is_down():
    body = '{"checks": [{"name": "PostgreSQL", "status": "DOWN"}, {"name": "Kafka", "status": "UP"}]}'

    with pytest.raises(AirflowException, match="The fetcher is not ready: PostgreSQL at http"):
        is_ready(answer(503, body))
    with pytest.raises(AirflowException, match="The fetcher is not ready: status 404"):
        is_ready(answer(404, "nothing"))
