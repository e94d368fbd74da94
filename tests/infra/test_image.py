"""The image: small, without root, pinned by hash, and the little tenant is not in it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from teams_app.settings import PREFIX, Settings
from tests.infra.templates import ROOT, instructions, passed_settings

DOCKERFILE = instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))
STARTS = [place for place, (word, _) in enumerate(DOCKERFILE) if word == "FROM"]
LAST = DOCKERFILE[STARTS[-1] :]
PACKAGES = ("technology_map", "sharepoint_lists", "bot", "teams_app")


def of(stage: list[tuple[str, str]], word: str) -> list[str]:
    return [rest for one, rest in stage if one == word]


def test_it_runs_without_root_and_owns_nothing_but_its_data() -> None:
    [user] = of(LAST, "USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user), (
        "a number, so that the platform sees it is not root"
    )
    assert "--chown" not in " ".join(of(LAST, "COPY"))
    assert [word for word, _ in LAST].index("USER") < [word for word, _ in LAST].index("CMD")


def test_it_serves_on_the_port_the_templates_name_and_says_how_it_is() -> None:
    assert of(LAST, "EXPOSE") == [str(Settings.model_fields["port"].default)]
    assert json.loads(of(LAST, "CMD")[0]) == ["teknologikort", "serve"]
    assert "/healthz" in of(LAST, "HEALTHCHECK")[0]
    said = dict(re.findall(rf"({PREFIX}\w+)=(\S+)", of(LAST, "ENV")[0]))
    assert {name.removeprefix(PREFIX).lower() for name in said} <= set(Settings.model_fields)
    assert said[PREFIX + "HOST"] == passed_settings()[PREFIX + "HOST"] == "0.0.0.0"  # noqa: S104


def test_every_package_is_pinned_by_hash() -> None:
    commands = [one for run in of(DOCKERFILE, "RUN") for one in run.split("&&")]
    installs = [one for one in commands if re.search(r"/pip\b.* install ", one)]
    assert len(installs) == 3
    for install in installs:
        assert "--require-hashes" in install or "--no-index --no-deps" in install
    assert of(DOCKERFILE, "RUN")[0] == "npm ci"
    for image in of(DOCKERFILE, "FROM"):
        assert re.match(r"(python:3\.1[12]|node:\d+)-[\w-]*slim", image)


def test_the_build_tools_are_the_ones_developers_use() -> None:
    build = (ROOT / "requirements/build.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^\w+==\S+|--hash=\S+", build, re.MULTILINE)
    developers = (ROOT / "requirements/development.txt").read_text(encoding="utf-8")
    assert len(pins) >= 3
    assert all(pin in developers for pin in pins)


def test_neither_secrets_nor_the_little_tenant_get_as_far_as_the_build() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    allowed = {rule.removeprefix("!").removesuffix("/**") for rule in rules if rule.startswith("!")}
    assert set(PACKAGES) <= allowed
    assert not [
        one for one in allowed if re.search(r"local_tenant|tests|\.env|\.data|\.git|development", one)
    ]
    copied = [one.split()[:-1] for one in of(DOCKERFILE, "COPY") if "--from" not in one]
    for source in (source for sources in copied for source in sources):
        assert source in allowed | {"requirements", "teams_app/tab/client"}


def test_the_wheel_holds_all_of_the_product_and_nothing_of_the_little_tenant(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "dist"))
    dist = source / "teams_app/tab/static/dist"
    dist.mkdir(parents=True)
    (dist / "tab.js").write_text("// bundled\n")
    (dist / "tab.js.br").write_bytes(b"bundled")
    (dist / "tab.js.gz").write_bytes(b"bundled")
    (dist / "tab.css").write_text("/* bundled */\n")
    (source / "requirements").mkdir()
    shutil.copy(ROOT / "pyproject.toml", source)
    shutil.copy(ROOT / "requirements/production.in", source / "requirements")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    subprocess.run(
        [*pip, "--no-build-isolation", "--wheel-dir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    packed = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    there = {
        file.relative_to(source).as_posix()
        for name in PACKAGES
        for file in (source / name).rglob("*")
        if file.is_file()
    }
    assert packed == there


def test_what_the_image_leaves_out_of_graphs_library_is_never_imported() -> None:
    script = "import sys, teams_app.app, teams_app.store_access; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    generated = {name for name in ran.stdout.split() if name.startswith("msgraph.generated.")}
    assert generated <= {"msgraph.generated.base_graph_service_client"}
    assert {"local_tenant", "openpyxl"} & {*ran.stdout.split()} == set(), "13 MiB that few ask for"
    assert "azure.data" not in ran.stdout.split(), "only for who keeps what waits in a table"
    assert any("msgraph/generated" in run and "-type d" in run for run in of(DOCKERFILE, "RUN"))
