"""The file of sources, as far as a schedule needs it: the fetcher reads the rest of the same file."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fetching.schedule import Schedule, schedule_of

VARIABLE = "TIDELINE_SOURCES_FILE"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}")


class InvalidSources(ValueError):
    """The file of sources cannot be used; the message names every mistake."""


@dataclass(frozen=True)
class Source:
    """One external API that is fetched on a schedule."""

    name: str
    description: str
    schedule: Schedule
    enabled: bool
    simulated: bool


def sources() -> list[Source]:
    """The sources of the file that the environment names."""
    file = os.environ.get(VARIABLE)
    if not file:
        raise InvalidSources(f"{VARIABLE} is not set: set it to the path of sources.yaml")
    return sources_in(Path(file))


def sources_in(file: Path) -> list[Source]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as e:
        raise InvalidSources(f"{file} cannot be read: {e.strerror}. {VARIABLE} names it") from e
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        raise InvalidSources(f"{file} is not YAML: {e}") from e
    declared = content.get("sources") if isinstance(content, dict) else None
    if not isinstance(declared, dict) or not declared:
        raise InvalidSources(f"{file} declares no sources: expected a mapping under 'sources', found {declared!r}")
    return _read_all(file, declared)


def _read_all(file: Path, declared: dict[str, Any]) -> list[Source]:
    read, mistakes = [], []
    for name, settings in declared.items():
        try:
            read.append(_read(str(name), settings))
        except ValueError as e:
            mistakes.append(f"sources.{name}: {e}")
    if mistakes:
        raise InvalidSources("\n".join([f"{file} has mistakes:", *mistakes]))
    return read


def _read(name: str, settings: Any) -> Source:
    if not NAME.fullmatch(name):
        raise ValueError("the name may hold letters, digits, '-' and '_' only")
    if not isinstance(settings, dict):
        raise ValueError(f"expected settings, found {settings!r}")
    return Source(
        name=name,
        description=str(settings.get("description", "")),
        schedule=schedule_of(_filled(settings.get("schedule", "PT15M"))),
        enabled=_flag("enabled", settings.get("enabled", True)),
        simulated=_flag("simulated", settings.get("simulated", False)),
    )


def _flag(name: str, value: Any) -> bool:
    text = _filled(value).lower()
    if text not in ("true", "false"):
        raise ValueError(f"{name} is {text!r}: expected true or false")
    return text == "true"


def _filled(value: Any) -> str:
    """The text with ${NAME} and ${NAME:default} taken from the environment, by the same rule as in the fetcher."""

    def filled(match: re.Match[str]) -> str:
        name, default = match.groups()
        found = os.environ.get(name, default)
        if found is None:
            raise ValueError(f"the environment has no {name}: set it, or write a default: ${{{name}:...}}")
        return found

    return PLACEHOLDER.sub(filled, str(value))
