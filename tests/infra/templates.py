"""Reads the Bicep templates with pycep, and the Dockerfile into its instructions."""

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

from pycep import BicepParser

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
TEMPLATES = sorted(path.relative_to(INFRA).as_posix() for path in INFRA.rglob("*.bicep"))


@cache
def template(name: str) -> dict[str, Any]:
    """A template, parsed; `name` such as `modules/app.bicep`."""
    parsed = BicepParser().parse(text=(INFRA / name).read_text(encoding="utf-8"))
    return cast("dict[str, Any]", parsed)


def resources(name: str) -> dict[str, dict[str, Any]]:
    """The resources of a template by their symbolic names, those only looked up left out."""
    found = cast("dict[str, dict[str, Any]]", template(name).get("resources", {}))
    return {symbol: one for symbol, one in found.items() if not one["existing"]}


def properties(name: str, symbol: str) -> dict[str, Any]:
    """The `properties` of one resource."""
    return cast("dict[str, Any]", resources(name)[symbol]["config"]["properties"])


def needed(name: str) -> set[str]:
    """The parameters of a template that have no default."""
    return {one for one, of in template(name).get("parameters", {}).items() if of["default"] is None}


def modules() -> dict[str, dict[str, Any]]:
    """The modules of main.bicep by path, each with the parameters it is given."""
    found = {}
    for one in template("main.bicep")["modules"].values():
        config = one["config"]
        found[one["detail"]["path"]] = config.get("config", config)["params"]
    return found


def passed_settings() -> dict[str, Any]:
    """The environment variables of the app's container."""
    settings = template("main.bicep")["variables"]["settings"]["value"]
    return {one["name"]: one["value"] for one in settings}


def instructions(text: str) -> list[tuple[str, str]]:
    """A Dockerfile's instructions in order, comments left out and continued lines joined."""
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    lines = re.sub(r"\\\n\s*", "", code).splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines if line)]
