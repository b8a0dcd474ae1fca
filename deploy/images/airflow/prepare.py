"""Before Airflow starts: its metadata are brought up to date, and its administrator gets the password of the environment."""

import json
import os
import subprocess
from pathlib import Path


def main() -> None:
    password = os.environ["AIRFLOW_ADMIN_PASSWORD"]
    file = Path(os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"])
    file.touch(mode=0o600)
    file.write_text(json.dumps({"admin": password}))
    subprocess.run(["airflow", "db", "migrate"], check=True)


main()
