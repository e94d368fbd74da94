"""`teknologikort manifest`: what it writes, and the settings that it refuses by name."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from teams_app.commands.package import package
from teams_app.settings import BadSettings, PackageSettings, Settings, read_package_settings
from tests.teams_app.commands.test_package import GOOD, ROOT
from tests.teams_app.test_settings import GOOD as SERVING


def makes(out: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Hanne's colleague in It runs the command with these settings and no others of ours."""
    others = {name: text for name, text in os.environ.items() if not name.startswith("TEKNOLOGIKORT_")}
    command = [sys.executable, "-m", "teams_app", "manifest", "--out", str(out)]
    return subprocess.run(
        command, env=others | settings, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_command_writes_the_package_without_the_settings_of_serving(tmp_path: Path) -> None:
    out = tmp_path / "til teams" / "[teknologikort].zip"
    done = makes(out, GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(out) in done.stdout
    assert out.read_bytes() == package(GOOD)


def test_the_command_names_every_setting_that_is_missing(tmp_path: Path) -> None:
    out = tmp_path / "teknologikort.zip"
    done = makes(out, {"TEKNOLOGIKORT_MUNICIPALITY": GOOD["TEKNOLOGIKORT_MUNICIPALITY"]})
    assert done.returncode == 2
    named = re.findall(r"TEKNOLOGIKORT_\w+", done.stderr)
    assert named == sorted(GOOD.keys() - {"TEKNOLOGIKORT_MUNICIPALITY"})
    assert "Traceback" not in done.stderr
    assert not out.exists()


PLACEHOLDERS = ["", "changeme", "<your value here>", "${{VALUE}}", "https://example.com", "Contoso Kommune"]
WRONG = [
    *((name, value) for name in GOOD for value in (None, *PLACEHOLDERS)),
    ("TEKNOLOGIKORT_APP_ID", "00000000-0000-0000-0000-000000000000"),
    *(
        ("TEKNOLOGIKORT_DOMAIN", value)
        for value in (
            "https://teknologikort.bakkeby.dk",
            "teknologikort.bakkeby.dk:443",
            "teknologikort.bakkeby.dk/tab",
            "teknologikort",
            "localhost",
            "10.0.0.4",
            "*.bakkeby.dk",
            "teknologikort.example.com",
            "teknologikort.bakkeby.example",
            "your-app.azurewebsites.net",
            "app.contoso.com",
        )
    ),
    ("TEKNOLOGIKORT_MUNICIPALITY", "Kommunen med det alt for lange navn"),
    ("TEKNOLOGIKORT_WEBSITE", "http://www.bakkeby.dk"),
    ("TEKNOLOGIKORT_WEBSITE", "www.bakkeby.dk"),
    ("TEKNOLOGIKORT_PRIVACY_PAGE", "https://hanne@www.bakkeby.dk/privatliv"),
    ("TEKNOLOGIKORT_PRIVACY_PAGE", "https://[bakkeby"),
    ("TEKNOLOGIKORT_TERMS_PAGE", "https://localhost/vilkaar"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_missing_or_placeholder_setting_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    for one, good in GOOD.items():
        monkeypatch.setenv(one, good)
    monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as refused:
        read_package_settings()
    assert refused.value.names == [name]


def test_a_blank_that_no_setting_fills_is_refused_by_name() -> None:
    some = {name: value for name, value in GOOD.items() if "PAGE" not in name}
    with pytest.raises(BadSettings) as refused:
        package(some)
    assert refused.value.names == ["TEKNOLOGIKORT_PRIVACY_PAGE", "TEKNOLOGIKORT_TERMS_PAGE"]


def test_every_setting_of_the_package_is_used_and_serving_needs_none_of_the_new_ones() -> None:
    manifest = (ROOT / "manifest/manifest.json").read_text("utf-8")
    assert set(re.findall(r"\$\{\{(\w+)\}\}", manifest)) == set(GOOD)
    assert {f"TEKNOLOGIKORT_{name.upper()}" for name in PackageSettings.model_fields} == set(GOOD)
    required = {
        f"TEKNOLOGIKORT_{k.upper()}" for k, field in Settings.model_fields.items() if field.is_required()
    }
    assert required == set(SERVING)
