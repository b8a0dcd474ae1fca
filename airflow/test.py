"""Checks the DAGs: python3 airflow/test.py [FOLDER]

Makes the virtual environment in the folder (default: airflow/.venv), or finds it there as it should be; then runs ruff and pytest.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HERE / ".venv").resolve()
    tools = folder / "bin"
    commands = [
        [sys.executable, HERE / "install.py", folder, "--tests"],
        [tools / "ruff", "check", "--no-cache", "."],
        [tools / "ruff", "format", "--no-cache", "--check", "."],
        [tools / "python", "-m", "pytest"],
    ]
    # What a test run of Airflow must not see, and must not leave behind.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "TIDELINE", "PYTHON"))}
    for command in commands:
        code = subprocess.call([str(part) for part in command], cwd=HERE, env={**clean, "PYTHONDONTWRITEBYTECODE": "1"})
        if code != 0:
            sys.exit(code)


if __name__ == "__main__":
    main()
