"""`python -m docs.sbom FOLDER`: completes the bills of materials of `make sbom`, and checks them.

The tools leave two things out: what the product itself needs (its `dependencies` are dynamic), and its name
among the browser's packages. What a bill lists must be what the lock files pin, no more and no less.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PRODUCT = "teknologikort"
DEVELOPMENT = {"name": "cdx:npm:package:development", "value": "true"}
"""How npm marks what stands under `devDependencies` and what only that needs."""
Bill = dict[str, Any]


def normal(name: str) -> str:
    """A package's name as PyPI compares it (PEP 503), without its extras."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def pinned_for_python() -> dict[str, str]:
    """Name and version of each package in the lock file of a release that this platform needs."""
    lock = (ROOT / "requirements/production.txt").read_text("utf-8")
    found = re.findall(r"^([\w.\[\]-]+)==(\S+)(?: ; (.*?))? \\$", lock, re.MULTILINE)
    return {normal(name): version for name, version, only in found if "win32" not in only}


def pinned_for_browsers() -> dict[str, str]:
    """Name and version of each package that the bundles are made of."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    return {
        path.rpartition("node_modules/")[2]: one["version"]
        for path, one in packages.items()
        if path and not one.get("dev")
    }


def listed(bill: Bill) -> dict[str, str]:
    """Name and version of each package in a bill."""
    return {
        "/".join(filter(None, (one.get("group", ""), one["name"]))): one["version"]
        for one in bill["components"]
    }


def with_direct_dependencies(bill: Bill) -> Bill:
    """The bill of the Python packages, with what the product itself asks for."""
    direct = {normal(line) for line in (ROOT / "requirements/production.in").read_text("utf-8").split()}
    root = bill["metadata"]["component"]["bom-ref"]
    needed = sorted(one["bom-ref"] for one in bill["components"] if normal(one["name"]) in direct)
    others = [one for one in bill["dependencies"] if one["ref"] != root]
    return {**bill, "dependencies": [{"ref": root, "dependsOn": needed}, *others]}


def with_name(bill: Bill) -> Bill:
    """The bill of the browser's packages, named after the product and not after its folder."""
    metadata = bill["metadata"]
    return {**bill, "metadata": {**metadata, "component": {**metadata["component"], "name": PRODUCT}}}


def without_development(bill: Bill) -> Bill:
    """The bill without what only the tests and the tools need.

    `npm sbom --omit dev` also leaves out what a tool and the product share (npm 11.17), so it is not used.
    """
    kept = [one for one in bill["components"] if DEVELOPMENT not in one.get("properties", ())]
    names = {one["bom-ref"] for one in kept}
    root = bill["metadata"]["component"]["bom-ref"]
    needs = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in names]}
        for one in bill["dependencies"]
        if one["ref"] in {root, *names}
    ]
    return {**bill, "components": kept, "dependencies": needs}


def differences(found: dict[str, str], pinned: dict[str, str]) -> list[str]:
    """What stands in one of the two only, as `name version`."""
    return sorted(f"{name} {version}" for name, version in found.items() ^ pinned.items())


def main(folder: Path) -> int:
    """Completes and checks both files. Returns 1 where a bill and the lock file differ."""
    python, browser = folder / "python.cdx.json", folder / "browser.cdx.json"
    bills = {
        python: with_direct_dependencies(json.loads(python.read_text("utf-8"))),
        browser: with_name(without_development(json.loads(browser.read_text("utf-8")))),
    }
    wrong = 0
    for file, bill in bills.items():
        file.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", "utf-8")
        found = listed(bill)
        if file == python:
            found = {normal(name): version for name, version in found.items()}
        differ = differences(found, pinned_for_python() if file == python else pinned_for_browsers())
        wrong += len(differ)
        sys.stdout.write(f"{file}: {len(found)} packages, CycloneDX {bill['specVersion']}\n")
        sys.stdout.writelines(f"  not the same as in the lock file: {one}\n" for one in differ)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
