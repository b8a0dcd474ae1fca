"""When a source is fetched: every so often, always with a data interval between two fetches."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from airflow.sdk import DeltaDataIntervalTimetable

# The fetcher reads the same file by the same rule.
DURATION = re.compile(
    r"P(?:(?P<days>[0-9]{1,6})D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]{1,6})H)?(?:(?P<minutes>[0-9]{1,6})M)?(?:(?P<seconds>[0-9]{1,6})S)?)?"
)

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Schedule:
    """A fetch for each interval of one length; the intervals lie on a grid of that length."""

    length: timedelta

    def timetable(self) -> DeltaDataIntervalTimetable:
        return DeltaDataIntervalTimetable(self.length)

    def interval_before(self, moment: datetime) -> Interval:
        return moment - self.length, moment


def schedule_of(text: str) -> Schedule:
    """PT30S, P1D and the like: ISO 8601, whole seconds, days and shorter."""
    duration = DURATION.fullmatch(text)
    length = timedelta(**{u: int(n) for u, n in duration.groupdict(default="0").items()}) if duration else timedelta()
    if length <= timedelta():
        raise ValueError(
            f"schedule is {text!r}: expected a duration of days, hours, minutes and seconds such as PT30S, PT15M or P1D"
        )
    return Schedule(length)
