"""Holds the manifests of a folder to the strict schemas of Kubernetes, and custom resources to the definitions of a second folder, if one is given."""

import sys
from pathlib import Path

import jsonschema
import kubernetes_validate
import yaml

# No manifests for a cluster: the first is read by kustomize, the other by helm.
OTHERS = {"kustomization.yaml", "airflow-values.yaml"}
CUSTOM = {"kafka.strimzi.io", "postgresql.cnpg.io", "k8ssandra.io", "sparkoperator.k8s.io"}


def main() -> None:
    folder = Path(sys.argv[1])
    definitions = schemas(Path(sys.argv[2])) if len(sys.argv) > 2 else {}
    faults, checked, unchecked = [], 0, 0
    for file in sorted(folder.glob("*.yaml")):
        if file.name in OTHERS:
            continue
        for resource in yaml.safe_load_all(file.read_text()):
            name = f"{file.name}: {resource['kind']} {resource['metadata']['name']}"
            group = resource["apiVersion"].split("/")[0]
            if group in CUSTOM and not definitions:
                unchecked += 1
                continue
            fault = custom(resource, definitions) if group in CUSTOM else builtin(resource)
            checked += 1
            if fault:
                faults.append(f"{name}: {fault}")
    faults += listed(folder)
    for fault in faults:
        print(f"check: {fault}")
    if not faults:
        left = f"; {unchecked} custom resources were not held to their definitions, since --crds names none" if unchecked else ""
        print(f"check: {checked} manifests meet their schemas{left}")
    sys.exit(1 if faults else 0)


def builtin(resource: dict) -> str | None:
    try:
        kubernetes_validate.validate(resource, kubernetes_validate.latest_version(), strict=True)
    except kubernetes_validate.ValidationError as fault:
        return f"{fault.path}: {fault.message}"
    return None


def custom(resource: dict, definitions: dict) -> str | None:
    key = (resource["apiVersion"], resource["kind"])
    if key not in definitions:
        return f"no definition of {' '.join(key)}"
    fault = next(jsonschema.Draft7Validator(definitions[key]).iter_errors(resource), None)
    return f"{'/'.join(str(step) for step in fault.path)}: {fault.message}" if fault else None


def listed(folder: Path) -> list[str]:
    """What kustomize would leave out."""
    named = set(yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"])
    there = {file.name for file in folder.glob("*.yaml")} - OTHERS
    return [f"kustomization.yaml does not name {name}" for name in sorted(there - named)] + [
        f"kustomization.yaml names {name}, which is not there" for name in sorted(named - there)
    ]


def schemas(folder: Path) -> dict:
    found = {}
    for file in folder.rglob("*.yaml"):
        for definition in yaml.safe_load_all(file.read_text()):
            if not isinstance(definition, dict) or definition.get("kind") != "CustomResourceDefinition":
                continue
            spec = definition["spec"]
            for version in spec["versions"]:
                key = (f"{spec['group']}/{version['name']}", spec["names"]["kind"])
                found[key] = closed(version["schema"]["openAPIV3Schema"], top=True)
    return found


def closed(schema: dict, top: bool = False) -> dict:
    """The same schema, which lets nothing in that it does not name, as the API server drops such fields silently."""
    shut = dict(schema)
    if "properties" in schema:
        shut["properties"] = {name: closed(inner) for name, inner in schema["properties"].items()}
        if top:
            shut["properties"]["metadata"] = {"type": "object"}
        if "additionalProperties" not in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
            shut["additionalProperties"] = False
    if isinstance(schema.get("items"), dict):
        shut["items"] = closed(schema["items"])
    if isinstance(schema.get("additionalProperties"), dict):
        shut["additionalProperties"] = closed(schema["additionalProperties"])
    if schema.get("x-kubernetes-int-or-string"):
        shut.pop("type", None)
    return shut


main()
