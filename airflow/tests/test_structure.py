"""What holds for every DAG, and what the file of sources makes of it."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from airflow.sdk import DeltaDataIntervalTimetable
from airflow.serialization.serialized_objects import DagSerialization


def test_there_is_a_dag_for_each_source_of_the_file(dags):
    declared = yaml.safe_load(Path(os.environ["TIDELINE_SOURCES_FILE"]).read_text())["sources"]
    assert "simulator" in declared
    assert sorted(dags) == sorted(f"fetch_{name}" for name in declared)


def test_a_source_that_is_not_enabled_has_a_dag_that_is_paused(dags):
    assert dags["fetch_simulator"].is_paused_upon_creation is False
    assert dags["fetch_open-meteo"].is_paused_upon_creation is True


def test_the_schedule_is_that_of_the_source(dags):
    assert dags["fetch_simulator"].timetable == DeltaDataIntervalTimetable(timedelta(seconds=30))
    assert dags["fetch_open-meteo"].timetable == DeltaDataIntervalTimetable(timedelta(minutes=15))


def test_the_health_of_the_fetcher_comes_first(dags):
    for dag in dags.values():
        assert [task.task_id for task in dag.topological_sort()] == ["fetcher_is_ready", "fetch"]
        assert dag.get_task("fetch").upstream_task_ids == {"fetcher_is_ready"}


def test_every_dag_can_be_run_by_somebody_who_did_not_write_it(dags):
    for dag in dags.values():
        assert "When `fetch` fails" in dag.doc_md
        assert {"tideline", "fetch"} <= dag.tags
        assert dag.description
        assert dag.catchup is False
        assert dag.max_active_runs == 8


def test_every_task_has_an_owner_ends_and_tries_again(dags):
    for task in (task for dag in dags.values() for task in dag.tasks):
        assert task.owner == "tideline"
        assert task.retries == 4
        assert task.retry_exponential_backoff == 2
        assert task.max_retry_delay == timedelta(minutes=2)
        assert timedelta() < task.execution_timeout <= timedelta(minutes=2)
        assert task.on_failure_callback
        assert task.deferrable is False


def test_a_request_ends_before_its_task_does(dags):
    for task in (task for dag in dags.values() for task in dag.tasks):
        assert task.extra_options["timeout"] < task.execution_timeout.total_seconds()


def test_the_tries_of_one_run_take_less_time_than_the_runs_that_may_wait(dags):
    dag = dags["fetch_simulator"]
    fetch = dag.get_task("fetch")
    waits = sum(min(fetch.retry_delay * 2**tried, fetch.max_retry_delay).total_seconds() for tried in range(fetch.retries))

    assert waits < dag.max_active_runs * 30


def test_a_fetch_says_what_it_brings(dags):
    assert [asset.uri for asset in dags["fetch_simulator"].get_task("fetch").outlets] == ["tideline://readings/simulator"]


@pytest.mark.parametrize("dag_id", ["fetch_simulator", "fetch_open-meteo"])
def test_no_secret_stands_in_a_dag(dags, dag_id):
    written = str(DagSerialization.to_dict(dags[dag_id])).lower()

    assert "password" not in written
    assert "authorization" not in written
