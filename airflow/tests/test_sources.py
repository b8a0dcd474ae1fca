"""Reading the file of sources: what a schedule may be, and what a mistake is told as."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import DeltaDataIntervalTimetable

from fetching.schedule import Schedule, schedule_of
from fetching.sources import InvalidSources, sources, sources_in

REPOSITORY = Path(__file__).resolve().parents[2]
# The fetcher's SourcesFileTest reads the same table.
SCHEDULES = [line.split(";") for line in (REPOSITORY / "fetcher/src/test/resources/schedules.csv").read_text().splitlines()[1:]]


@pytest.mark.parametrize(("text", "seconds"), [row for row in SCHEDULES if row[1]])
def test_a_duration_is_an_interval(text, seconds):
    assert schedule_of(text) == Schedule(timedelta(seconds=int(seconds)))
    assert isinstance(schedule_of(text).timetable(), DeltaDataIntervalTimetable)


@pytest.mark.parametrize("text", [text for text, seconds in SCHEDULES if not seconds])
def test_anything_else_is_refused_with_the_text(text):
    told = f"schedule is '{text}': expected a duration of days, hours, minutes and seconds such as PT30S, PT15M or P1D"
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        schedule_of(text)


def test_the_last_interval_before_a_moment():
    moment = datetime(2026, 11, 23, 9, 12, 30, tzinfo=timezone.utc)

    assert Schedule(timedelta(minutes=15)).interval_before(moment) == (moment - timedelta(minutes=15), moment)


def test_a_setting_may_come_from_the_environment(tmp_path, monkeypatch):
    file = tmp_path / "sources.yaml"
    file.write_text("sources:\n  a: {schedule: '${EVERY:PT1M}', enabled: '${ON:false}'}\n")

    [before] = sources_in(file)
    monkeypatch.setenv("EVERY", "PT5S")
    monkeypatch.setenv("ON", "true")
    [after] = sources_in(file)

    assert (before.schedule, before.enabled) == (Schedule(timedelta(minutes=1)), False)
    assert (after.schedule, after.enabled) == (Schedule(timedelta(seconds=5)), True)


def test_every_mistake_is_told_at_once(tmp_path):
    file = tmp_path / "sources.yaml"
    file.write_text(
        "sources:\n  a b: {}\n  c: {schedule: never}\n  d: {enabled: perhaps}\n  e: {enabled: '${NOT_THERE}'}\n  f: 7\n"
    )

    with pytest.raises(InvalidSources) as refused:
        sources_in(file)

    message = str(refused.value)
    assert f"{file} has mistakes:" in message
    assert "sources.a b: the name may hold letters" in message
    assert "sources.c: schedule is 'never': expected a duration of days, hours, minutes and seconds such as PT30S" in message
    assert "sources.d: enabled is 'perhaps': expected true or false" in message
    assert "sources.e: the environment has no NOT_THERE" in message
    assert "sources.f: expected settings, found 7" in message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("sources: [", "is not YAML"),
        ("", "declares no sources"),
        ("sources:", "declares no sources"),
        ("- a", "declares no sources"),
    ],
)
def test_a_file_that_is_no_file_of_sources_is_refused(tmp_path, content, message):
    file = tmp_path / "sources.yaml"
    file.write_text(content)

    with pytest.raises(InvalidSources, match=message):
        sources_in(file)


def test_a_file_that_is_not_there_is_named(tmp_path, monkeypatch):
    with pytest.raises(
        InvalidSources, match=r"none.yaml cannot be read: No such file or directory. TIDELINE_SOURCES_FILE names it"
    ):
        sources_in(tmp_path / "none.yaml")
    monkeypatch.delenv("TIDELINE_SOURCES_FILE")
    with pytest.raises(InvalidSources, match="TIDELINE_SOURCES_FILE is not set"):
        sources()


def test_airflow_shows_a_broken_file_as_an_import_error(tmp_path, monkeypatch):
    file = tmp_path / "sources.yaml"
    file.write_text("sources:\n  c: {schedule: never}\n")
    monkeypatch.setenv("TIDELINE_SOURCES_FILE", str(file))

    bag = DagBag()

    assert bag.dags == {}
    [error] = bag.import_errors.values()
    assert "sources.c: schedule is 'never'" in error
