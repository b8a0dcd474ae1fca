"""Checks the files of the deployments: python3 deploy/check/check.py [FOLDER] [--crds FOLDER]

Makes a virtual environment in the folder (default: deploy/check/.venv), or finds it there, and then runs

- hadolint over every Dockerfile,
- shellcheck over every script that git knows, where it is installed,
- the strict schemas of Kubernetes over deploy/kubernetes, and, where --crds names a folder with the operators' own resource definitions, those too.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
DEPLOY = HERE.parent
SCRIPTS = ["#!/bin/bash", "#!/bin/sh", "#!/usr/bin/env bash"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=HERE / ".venv", type=Path)
    parser.add_argument("--crds", type=Path, help="a folder with CustomResourceDefinitions as YAML")
    options = parser.parse_args()
    tools = installed(options.folder.resolve()) / "bin"
    faults = hadolint(tools) + shellcheck() + kubernetes(tools, options.crds)
    sys.exit(1 if faults else 0)


def installed(folder: Path) -> Path:
    """The environment with what requirements.txt locks."""
    locked = HERE / "requirements.txt"
    mark, digest = folder / "locked", hashlib.sha256(locked.read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text() != digest:
        venv.create(folder, clear=True, with_pip=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", locked], check=True)
        mark.write_text(digest)
    return folder


def hadolint(tools: Path) -> int:
    files = sorted([*DEPLOY.glob("images/*Dockerfile"), *DEPLOY.glob("airgap/*/Dockerfile")])
    return told("hadolint", files, subprocess.call([tools / "hadolint", "--config", CHECKOUT / ".hadolint.yaml", *files]))


def shellcheck() -> int:
    if not shutil.which("shellcheck") or not (CHECKOUT / ".git").exists():
        print("check: shellcheck is not installed, or this is no checkout of git, so the scripts are not checked")
        return 0
    kept = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout.splitlines()
    scripts = sorted(CHECKOUT / name for name in kept if is_script(CHECKOUT / name))
    return told("shellcheck", scripts, subprocess.call(["shellcheck", *scripts]))


def is_script(file: Path) -> bool:
    if not file.is_file() or file.name == "mvnw":  # the wrapper is Maven's own
        return False
    with file.open("rb") as content:
        return content.readline().decode("utf-8", "replace").strip() in SCRIPTS


def kubernetes(tools: Path, crds: Path | None) -> int:
    command = [tools / "python", HERE / "manifests.py", DEPLOY / "kubernetes"]
    return subprocess.call([*command, *([crds] if crds else [])])


def told(what: str, files: list, faults: int) -> int:
    if not faults:
        print(f"check: {what} finds nothing in {len(files)} files")
    return faults


main()
