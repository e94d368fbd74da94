"""The bills of materials: complete, named after the product, and checked against the lock files."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docs.sbom import (
    DEVELOPMENT,
    listed,
    main,
    normal,
    pinned_for_browsers,
    pinned_for_python,
    without_development,
)

ROOT = Path(__file__).parents[2]
Bill = dict[str, Any]


def bill_of(packages: dict[str, str], root: str) -> Bill:
    """A bill as the tools write it: nothing said of what the product itself needs."""
    return {
        "specVersion": "1.6",
        "metadata": {"component": {"bom-ref": "root", "name": root}},
        "components": [
            {"bom-ref": f"{name}=={version}", "name": name, "version": version}
            for name, version in packages.items()
        ],
        "dependencies": [{"ref": "root"}, {"ref": f"httpx=={packages.get('httpx')}", "dependsOn": []}],
    }


def written(folder: Path, python: Callable[[dict[str, str]], dict[str, str]] = dict) -> Path:
    """Both bills, that of Python changed."""
    bills = {
        "python": bill_of(python(pinned_for_python()), "x"),
        "browser": bill_of(pinned_for_browsers(), "folder"),
    }
    for name, bill in bills.items():
        (folder / f"{name}.cdx.json").write_text(json.dumps(bill), "utf-8")
    return folder


def test_what_the_product_asks_for_and_its_name_are_filled_in(tmp_path: Path) -> None:
    assert main(written(tmp_path)) == 0
    python, browser = (
        json.loads((tmp_path / f"{one}.cdx.json").read_text("utf-8")) for one in ("python", "browser")
    )
    asked = {normal(one) for one in (ROOT / "requirements/production.in").read_text("utf-8").split()}
    [root] = [one for one in python["dependencies"] if one["ref"] == "root"]
    assert {one.partition("==")[0] for one in root["dependsOn"]} == asked
    assert browser["metadata"]["component"]["name"] == "teknologikort"
    assert {"@microsoft/teams-js", "htmx.org"} <= listed(browser).keys()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda found: {**found, "left-pad": "1.0"}, "left-pad 1.0"),
        (lambda found: {name: one for name, one in found.items() if name != "httpx"}, "httpx "),
        (lambda found: {**found, "httpx": "0.0.1"}, "httpx 0.0.1"),
    ],
)
def test_a_bill_that_is_not_the_lock_file_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[dict[str, str]], dict[str, str]],
    said: str,
) -> None:
    assert main(written(tmp_path, change)) == 1
    assert said in capsys.readouterr().out


def test_packages_of_other_platforms_are_not_expected() -> None:
    assert "colorama" not in pinned_for_python() or sys.platform == "win32"
    assert {"httpx", "sniffio", "msgraph-sdk", "pyjwt"} <= pinned_for_python().keys()


def test_what_only_the_tests_need_is_left_out(tmp_path: Path) -> None:
    bill = bill_of({"htmx.org": "2.0.11", "axe-core": "4.14.1"}, "x")
    bill["components"][1]["properties"] = [DEVELOPMENT]
    assert listed(without_development(bill)) == {"htmx.org": "2.0.11"}


def test_npm_lists_what_the_lock_file_pins() -> None:
    """What a tool and the product share stays in (azurite and TeamsJS both use `debug`)."""
    asked = ("sbom", "--silent", "--package-lock-only", "--sbom-type=application", "--sbom-format=cyclonedx")
    npm = Path(sys.executable).parent / "npm"
    printed = subprocess.run((npm, *asked), cwd=ROOT, check=True, capture_output=True)
    assert listed(without_development(json.loads(printed.stdout))) == pinned_for_browsers()
