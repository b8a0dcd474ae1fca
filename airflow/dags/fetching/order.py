"""The order of a fetch: its id and its body, both made of the run and of nothing else."""

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from fetching.schedule import Interval, Schedule


@dataclass(frozen=True)
class Order:
    """What the fetcher is asked for."""

    fetch_id: str
    body: str


def order_of(schedule: Schedule, dag_run: Any, params: dict[str, bool]) -> Order:
    """The order of a run: the same for the same interval and the same parameters."""
    start, end = _interval(schedule, dag_run)
    # The fetcher refuses an id that it knows with other parameters, so they are part of it where they are not the usual ones.
    unusual = "".join(f"-no-{name}" for name in ("keep", "publish") if not params[name])
    body = {
        "dataIntervalStart": _iso(start),
        "dataIntervalEnd": _iso(end),
        "keep": params["keep"],
        "publish": params["publish"],
    }
    return Order(f"{dag_run.dag_id}-{_compact(start)}-{_compact(end)}{unusual}", json.dumps(body))


def _interval(schedule: Schedule, dag_run: Any) -> Interval:
    if dag_run.data_interval_start is not None:
        return dag_run.data_interval_start, dag_run.data_interval_end
    # A run that was triggered without a logical date has no interval of its own.
    return schedule.interval_before(dag_run.run_after)


def _iso(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _compact(moment: datetime) -> str:
    """The ISO time without what an id, or a path, may not hold."""
    return _iso(moment).replace("-", "").replace(":", "").replace(".", "")
