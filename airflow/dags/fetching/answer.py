"""The fetcher's answers, as Airflow must understand them: done, to be tried again, or not worth another try."""

import logging
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from airflow.sdk.exceptions import AirflowException, AirflowFailException
from requests import Response

from fetching.failure import Unavailable

log = logging.getLogger(__name__)

TRY_AGAIN = {408, 425, 429}
COUNTS = ("readings", "new", "revised", "unchanged", "rejected")


def is_ready(response: Response) -> bool:
    """True if every part that the fetcher needs is up; else an error that names those that are not."""
    if response.status_code == 200:
        return True
    checks = _json(response).get("checks") or []
    down = ", ".join(str(check.get("name")) for check in checks if check.get("status") != "UP")
    raise AirflowException(f"The fetcher is not ready: {down or f'status {response.status_code}'} at {response.url}")


def is_stored(response: Response) -> bool:
    """True if the fetch is stored and its counts add up; else the error that fits the answer."""
    if response.status_code != 200:
        raise _failure(response)
    answer = _json(response)
    counts = counts_of(response)
    if answer.get("state") != "STORED" or None in counts.values():
        raise AirflowFailException(f"This is no answer to a fetch, from {response.url}: {response.text[:500]}")
    if counts["new"] + counts["revised"] + counts["unchanged"] != counts["readings"]:
        raise AirflowFailException(f"The counts of {response.url} do not add up: {counts}")
    if counts["rejected"] and not counts["readings"]:
        raise AirflowFailException(f"All {counts['rejected']} readings of {response.url} are rejected: {answer.get('entities')}")
    if counts["rejected"]:
        log.warning("event=readings-rejected url=%s rejected=%s", response.url, counts["rejected"])
    return True


def counts_of(response: Response) -> dict[str, int | None]:
    answer = _json(response)
    return {name: answer[name] if isinstance(answer.get(name), int) else None for name in COUNTS}


def _failure(response: Response) -> AirflowException:
    problem = _json(response)
    message = (
        f"The fetcher answered {response.status_code} to {response.url}: "
        f"{problem.get('reason', 'no reason given')}: {problem.get('detail') or response.text[:500]}"
    )
    heals = response.status_code >= 500 or response.status_code in TRY_AGAIN
    if not problem.get("retryable", heals):
        return AirflowFailException(message)
    return Unavailable(message, _retry_after(response))


def _retry_after(response: Response) -> timedelta | None:
    """Seconds, or a date (RFC 9110, 10.2.3); a text that is neither counts for nothing."""
    text = response.headers.get("Retry-After", "")
    if text.isdecimal():
        return timedelta(seconds=int(text))
    try:
        # From the fetcher's own clock, which stands beside it in the answer.
        return parsedate_to_datetime(text) - parsedate_to_datetime(response.headers["Date"])
    except (ValueError, KeyError, TypeError):
        return None


def _json(response: Response) -> dict[str, Any]:
    try:
        content = response.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
