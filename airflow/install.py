"""Makes the virtual environment of Airflow: python3 install.py FOLDER [--tests]

Safe to repeat: an environment that already holds what the requirements file locks is left alone.
Every package is checked against the hash in that file. With --tests it gets pytest and ruff too.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 10), (3, 14)
HERE = Path(__file__).resolve().parent


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--tests", action="store_true", help="with pytest and ruff")
    chosen = arguments.parse_args()
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        sys.exit("Airflow needs Python 3.%d to 3.%d, this is %s (%s)." % (OLDEST[1], NEWEST[1], version(), sys.executable))
    airflow, tests = HERE / "requirements.txt", HERE / "requirements-tests.txt"
    locks = [airflow] + ([tests] if chosen.tests else [])
    held = content_of(chosen.folder)
    if not {version(), digest(airflow)} <= set(held):
        make(chosen.folder)
        held = [version()]
    missing = [lock for lock in locks if digest(lock) not in held]
    if missing:
        (chosen.folder / "content").unlink(missing_ok=True)
        install(chosen.folder, missing)
        (chosen.folder / "content").write_text("\n".join(held + [digest(lock) for lock in missing]))


def version():
    return "%d.%d.%d" % sys.version_info[:3]


def digest(lock):
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def content_of(folder):
    """What the environment holds; written last, so an install that broke off counts as nothing."""
    complete = folder / "content"
    return complete.read_text().split() if complete.is_file() else []


def make(folder):
    if (folder / "pyvenv.cfg").exists():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        sys.exit("%s holds something that is no virtual environment: name another folder, or empty it." % folder)
    if run(sys.executable, "-m", "venv", folder) != 0:
        sys.exit("No virtual environment in %s: install Python's venv module (Debian, Ubuntu: apt install python3-venv)." % folder)


def install(folder, locks):
    # The locks are complete, so --no-deps; pip compiles the bytecode, which makes each start of Airflow 3 s shorter.
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    from_locks = [part for lock in locks for part in ("-r", lock)]
    if run(*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", *from_locks) != 0:
        names = " and ".join(lock.name for lock in locks)
        sys.exit("pip could not install %s: see above; run the same command again once the cause is gone." % names)


def run(*command):
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return subprocess.call([str(part) for part in command], env=clean, stdout=sys.stderr)


if __name__ == "__main__":
    main()
