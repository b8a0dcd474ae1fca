"""Runs of a DAG in a real Airflow, against a fetcher that answers as the test says."""

from datetime import datetime, timedelta, timezone

import pytest
from airflow.models.dagrun import DagRun
from airflow.models.xcom import XComModel
from airflow.utils.session import create_session

from fake_fetcher import Answer, problem, stored

pytestmark = pytest.mark.usefixtures("database")

START = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
DOWN = {"status": "DOWN", "checks": [{"name": "PostgreSQL", "status": "DOWN"}, {"name": "Kafka", "status": "UP"}]}


@pytest.fixture
def run(dags):
    """Runs a DAG once; each run of a test has a date of its own."""
    dates = iter(START + timedelta(hours=n) for n in range(10))

    def once(**options):
        options.setdefault("logical_date", next(dates))
        return dags["fetch_simulator"].test(**options)

    yield once
    _forget_runs()


def test_orders_the_interval_of_the_run(run, fetcher):
    result = run()

    assert result.state == "success"
    assert [(request.method, request.user) for request in fetcher.requests] == [
        ("GET", "airflow:of-a-test"),
        ("PUT", "airflow:of-a-test"),
    ]
    [fetch] = fetcher.fetches()
    assert fetch.path == "/sources/simulator/fetches/fetch_simulator-20261123T085930Z-20261123T090000Z"
    assert fetch.body == {
        "dataIntervalStart": "2026-11-23T08:59:30Z",
        "dataIntervalEnd": "2026-11-23T09:00:00Z",
        "keep": True,
        "publish": True,
    }
    assert _counts(result) == {"readings": 12, "new": 12, "revised": 0, "unchanged": 0, "rejected": 0}


def test_orders_the_same_fetch_again_when_the_task_is_cleared(run, fetcher):
    result = run(logical_date=START)
    _forget_runs()
    run(logical_date=START)

    first, second = fetcher.fetches()
    assert result.state == "success"
    assert second == first


def test_passes_the_parameters_on_and_does_not_take_another_order_for_the_same(run, fetcher):
    result = run(run_conf={"publish": False})

    assert result.state == "success"
    [fetch] = fetcher.fetches()
    assert fetch.path.endswith("T090000Z-no-publish")
    assert (fetch.body["keep"], fetch.body["publish"]) == (True, False)


def test_takes_the_last_interval_where_a_run_has_none(run, fetcher):
    result = run(logical_date=None, run_after=START)

    assert result.state == "success"
    assert fetcher.fetches()[0].path.endswith("/fetch_simulator-20261123T085930Z-20261123T090000Z")


def test_tries_again_when_the_source_says_so(run, fetcher):
    fetcher.answers = [problem(503, "SERVER_ERROR", True, {"Retry-After": "1"}), stored()]

    result = run()

    assert result.state == "success"
    first, second = fetcher.fetches()
    assert second.path == first.path


def test_waits_no_longer_than_is_good_for_the_next_runs(run, fetcher):
    fetcher.answers = [problem(503, "QUOTA_USED_UP", True, {"Retry-After": "86400"})]

    result = run()

    assert result.state == "failed"
    assert len(fetcher.fetches()) == 1


def test_fails_at_once_where_another_try_cannot_help(run, fetcher):
    fetcher.answers = [problem(404, "UNKNOWN_SOURCE", False)]

    result = run()

    assert result.state == "failed"
    assert len(fetcher.fetches()) == 1


@pytest.mark.parametrize(
    "answer",
    [
        stored(new=11),
        stored(readings=0, new=0, rejected=5),
        stored(state="RUNNING"),
        Answer(body={"hello": "world"}),
        Answer(body="<html>a proxy</html>"),
        Answer(401, "Unauthorized"),
    ],
    ids=["counts that do not add up", "all rejected", "not stored", "another shape", "no JSON", "wrong password"],
)
def test_does_not_take_for_stored_what_is_not(run, fetcher, answer):
    fetcher.answers = [answer]

    result = run()

    assert result.state == "failed"
    assert len(fetcher.fetches()) == 1


def test_orders_nothing_from_a_fetcher_that_is_not_ready(run, fetcher, dags, monkeypatch):
    monkeypatch.setattr(dags["fetch_simulator"].get_task("fetcher_is_ready"), "retry_delay", timedelta(seconds=1))
    fetcher.ready = [Answer(503, DOWN), Answer(body={"status": "UP", "checks": []})]

    result = run()

    assert result.state == "success"
    assert [request.method for request in fetcher.requests] == ["GET", "GET", "PUT"]


def _counts(result):
    with create_session() as session:
        found = XComModel.get_many(run_id=result.run_id, dag_ids="fetch_simulator", task_ids="fetch", key="return_value")
        return XComModel.deserialize_value(session.scalars(found).one())


def _forget_runs():
    with create_session() as session:
        session.query(DagRun).delete()
