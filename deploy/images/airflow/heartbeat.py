"""heartbeat.py COMPONENT: whether Airflow's API server knows of a fresh heartbeat of a scheduler, dag_processor or triggerer."""

import json
import sys
from urllib.request import urlopen

with urlopen("http://airflow-api-server:8080/api/v2/monitor/health", timeout=8) as answer:
    component = json.load(answer)[sys.argv[1]]
sys.exit(component["status"] != "healthy")
