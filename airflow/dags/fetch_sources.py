"""
### Fetch a source

Orders one fetch of an external API for each data interval. The fetcher does the work: it reads the API, keeps the readings in
PostgreSQL and passes them on to Kafka. There is one DAG for each source of `deploy/sources.yaml`; to change a schedule or to add
a source, change that file. A source with `enabled: false` has its DAG too, paused.

**Tasks.** `fetcher_is_ready` asks the fetcher for its health, so that a run does not begin what cannot end. `fetch` sends
`PUT /sources/{source}/fetches/{fetchId}` with the interval. The id is made of the interval, so a task that runs again, by a
retry, by hand or by a backfill, orders the same fetch, and nothing is read or stored twice. Its XCom holds the counts.

**When `fetch` fails.** The log ends with the fetcher's own answer: `reason`, `detail`, and whether it can heal.

* It can heal (source down, too many requests, fetcher restarting): the task tries again by itself, later each time, or when
  `Retry-After` says. When it has given up, clear the task once the cause is gone: Browse > failed runs > Clear.
* It cannot heal (source refuses the request, answer of another shape): it fails at once. Mend the source in `sources.yaml`,
  restart the fetcher, clear the task.
* 401 or 403: the connection `tideline_fetcher` and the fetcher's file of users do not fit together.

**Intervals that were missed** (Airflow was down), or a source that is new and knows its past:
`airflow backfill create --dag-id fetch_SOURCE --from-date 2026-11-01 --to-date 2026-11-02 --reprocess-behavior failed`
A DAG that is paused holds its backfill back: unpause it first. `./tideline bench backfill` tries a whole year, twice.

**Parameters.** `keep`: store the readings. `publish`: pass them on to Kafka. Both are true in a scheduled run.
"""

from datetime import datetime, timedelta, timezone
from functools import partial

from airflow.providers.http.operators.http import HttpOperator
from airflow.sdk import DAG, Asset, Param

from fetching.answer import counts_of, is_ready, is_stored
from fetching.failure import AskedToWait, tell
from fetching.order import order_of
from fetching.sources import Source, sources

CONNECTION = "tideline_fetcher"
# The fetcher answers within its own limits; this ends a wait for one that hangs.
REQUEST_TIMEOUT = timedelta(seconds=100)


def fetch_dag(source: Source) -> DAG:
    with DAG(
        dag_id=f"fetch_{source.name}",
        description=source.description,
        doc_md=__doc__,
        schedule=source.schedule.timetable(),
        start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
        catchup=False,
        is_paused_upon_creation=not source.enabled,
        # A run that waits for a source to heal does not hold up the next: its tries take less time than eight intervals.
        max_active_runs=8,
        params={
            "keep": Param(True, type="boolean", description="Store the readings in PostgreSQL."),
            "publish": Param(True, type="boolean", description="Pass the readings on to Kafka."),
        },
        user_defined_macros={"order": partial(order_of, source.schedule)},
        default_args={
            "owner": "tideline",
            "retries": 4,
            "retry_delay": timedelta(seconds=5),
            "retry_exponential_backoff": 2,
            "max_retry_delay": timedelta(minutes=2),
            "retry_policy": AskedToWait(),
            "execution_timeout": REQUEST_TIMEOUT + timedelta(seconds=20),
            "on_failure_callback": tell,
        },
        tags=["tideline", "fetch", *(["simulated"] if source.simulated else [])],
    ) as dag:
        fetcher_is_ready = HttpOperator(
            task_id="fetcher_is_ready",
            http_conn_id=CONNECTION,
            method="GET",
            endpoint="q/health/ready",
            # The checks below read the answer, whatever its status; so the hook must not.
            extra_options={"check_response": False, "timeout": 10},
            response_check=is_ready,
            do_xcom_push=False,
        )
        fetch = HttpOperator(
            task_id="fetch",
            http_conn_id=CONNECTION,
            method="PUT",
            endpoint=f"sources/{source.name}/fetches/{{{{ order(dag_run, params).fetch_id }}}}",
            data="{{ order(dag_run, params).body }}",
            headers={"Content-Type": "application/json"},
            extra_options={"check_response": False, "timeout": REQUEST_TIMEOUT.total_seconds()},
            log_response=True,
            response_check=is_stored,
            response_filter=counts_of,
            outlets=[Asset(name=f"readings_{source.name}", uri=f"tideline://readings/{source.name}")],
        )
        fetcher_is_ready >> fetch
    return dag


for declared in sources():
    fetch_dag(declared)
