"""When a source is fetched: every so often, or by a cron expression, always with a data interval between two fetches."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from airflow.sdk import CronDataIntervalTimetable, DeltaDataIntervalTimetable
from airflow.sdk.exceptions import AirflowTimetableInvalid
from croniter import croniter

DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Every:
    """A fetch for each interval of one length; the intervals lie on a grid of that length."""

    length: timedelta

    def timetable(self) -> DeltaDataIntervalTimetable:
        return DeltaDataIntervalTimetable(self.length)

    def interval_before(self, moment: datetime) -> Interval:
        return moment - self.length, moment


@dataclass(frozen=True)
class Cron:
    """A fetch for each interval between two times of a cron expression, in UTC."""

    expression: str

    def timetable(self) -> CronDataIntervalTimetable:
        return CronDataIntervalTimetable(self.expression, timezone="UTC")

    def interval_before(self, moment: datetime) -> Interval:
        ticks = croniter(self.expression, moment)
        end = ticks.get_prev(datetime)
        return ticks.get_prev(datetime), end


Schedule = Every | Cron


def schedule_of(text: str) -> Schedule:
    """PT30S, P1D and the like (ISO 8601, days and shorter), or five fields of cron."""
    duration = DURATION.fullmatch(text)
    if duration:
        length = timedelta(**{unit: int(number) for unit, number in duration.groupdict(default="0").items()})
        if length <= timedelta():
            raise ValueError(f"schedule is {text!r}: an interval must be longer than nothing")
        return Every(length)
    schedule = Cron(text)
    try:
        schedule.timetable().validate()
    except AirflowTimetableInvalid as e:
        raise ValueError(f"schedule is {text!r}: expected a duration such as PT30S, or a cron expression ({e})") from e
    return schedule
