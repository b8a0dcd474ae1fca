"""An Airflow of its own for the tests: SQLite in a folder that goes away, the DAGs of this repository, a fetcher that is a fake."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from fake_fetcher import FakeFetcher

REPOSITORY = Path(__file__).resolve().parents[2]
HOME = Path(tempfile.mkdtemp(prefix="airflow-tests-"))

# Airflow reads its configuration when it is imported, so this stands before any test does that.
os.environ.update(
    AIRFLOW_HOME=str(HOME),
    AIRFLOW__CORE__DAGS_FOLDER=str(REPOSITORY / "airflow" / "dags"),
    AIRFLOW__CORE__LOAD_EXAMPLES="false",
    AIRFLOW__CORE__UNIT_TEST_MODE="false",
    AIRFLOW__CORE__HOSTNAME_CALLABLE="socket.gethostname",
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{HOME}/airflow.db",
    TIDELINE_SOURCES_FILE=str(REPOSITORY / "deploy" / "sources.yaml"),
    no_proxy="127.0.0.1",
    PYTEST_DEBUG_TEMPROOT=str(HOME),
)


def pytest_unconfigure():
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def database():
    from airflow.utils.db import initdb

    initdb()


@pytest.fixture
def dags():
    """The DAGs as Airflow itself finds and reads them, by id; read anew, for a run with parameters changes its DAG."""
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag()
    assert bag.import_errors == {}
    return bag.dags


@pytest.fixture
def fetcher(monkeypatch):
    with FakeFetcher() as fake:
        connection = {"conn_type": "http", "host": "127.0.0.1", "port": fake.port, "login": "airflow", "password": "of-a-test"}
        monkeypatch.setenv("AIRFLOW_CONN_TIDELINE_FETCHER", json.dumps(connection))
        yield fake
