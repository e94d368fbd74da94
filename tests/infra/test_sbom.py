"""The bills of materials: complete, named after the product, and checked against the lock files."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docs.sbom import listed, main, normal, pinned_for_browsers, pinned_for_python

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
