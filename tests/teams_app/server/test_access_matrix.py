"""Who may do what: every route, verb and command stands in one matrix with the kinds of people.

What has no row in the matrix is missing: the last test here fails on it (default deny).
"""

import contextlib
import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import verbs
from bot.search import extension
from local_tenant.people import person
from teams_app.__main__ import cli
from teams_app.settings import PREFIX, Settings
from tests.stories.playing import server_in, tenant_with_lists
from tests.sweeps import swept
from tests.teams_app.server import access, access_chat
from tests.teams_app.server.access_play import Municipality, extends, filled, played, presses, visits, writes
from tests.teams_app.server.access_rows import KINDS, Row
from tests.teams_app.server.listening import logging_as_before

AT_A_TIME = 30
"""Rows of the matrix in one town: what is written before and after each is compared whole."""


def parts(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """The rows a town at a time; what takes back what the row before it did stays with it."""
    found: list[list[Row]] = [[]]
    for before, row in zip((None, *rows), rows, strict=False):
        goes_on = before is not None and row.name.startswith(before.name)
        if len(found[-1]) >= AT_A_TIME and not goes_on:
            found.append([])
        found[-1].append(row)
    return [tuple(one) for one in found]


ROUTES, VERBS = parts(access.ROUTES), parts(access_chat.VERBS)


@pytest.fixture
async def municipality(tmp_path: Path) -> AsyncIterator[Municipality]:
    async with AsyncExitStack() as stack:
        tenant = await stack.enter_async_context(tenant_with_lists(tmp_path / "lists"))
        guests_in = await stack.enter_async_context(server_in(tenant, tmp_path / "2", guests_may_read=True))
        usual = await stack.enter_async_context(server_in(tenant, tmp_path / "1"))
        yield Municipality(usual, guests_in)


@pytest.mark.parametrize("part", swept([*range(len(ROUTES))]))
async def test_every_route_answers_each_kind_of_person_as_the_matrix_says(
    municipality: Municipality, part: int
) -> None:
    assert await played(municipality, ROUTES[part], visits) == {}


@pytest.mark.parametrize("part", swept([*range(len(VERBS))]))
async def test_every_verb_answers_each_kind_of_person_as_the_matrix_says(
    municipality: Municipality, part: int
) -> None:
    assert await played(municipality, VERBS[part], presses) == {}


async def test_every_command_of_the_message_extension_answers_each_kind_of_person_as_the_matrix_says(
    municipality: Municipality,
) -> None:
    assert await played(municipality, access_chat.EXTENSION, extends) == {}


async def test_every_command_answers_each_kind_of_person_as_the_matrix_says(
    municipality: Municipality,
) -> None:
    assert await played(municipality, access_chat.COMMANDS, writes) == {}


async def test_what_is_no_route_and_no_verb_is_refused_to_everybody(municipality: Municipality) -> None:
    values, at = await municipality.scene("submitted"), municipality.usual
    before = municipality.rows()
    blanks = {**values, "end": "pilot", "ticket": "made-up", "run": "0123456789abcdef"}
    blanks |= {"list": "area", "code": "it", "kind": "proposals", "form": "proposal"}
    blanks |= {"file": "made-up", "key": "made-up", "things": "proposals", "proposal": "1", "step": "begin"}
    blanks |= {"row": "1"}
    paths = {row.name.partition(" ")[2].format_map(blanks) for row in access.ROUTES}
    for method, path in itertools.product(("PUT", "PATCH", "DELETE", "OPTIONS"), sorted(paths)):
        answer = await at.http.request(method, path, headers=at.headers("hanne"), json={})
        assert answer.status_code == 405, (method, path)
    for path in ("/tab/part/export", "/tab/part/proposals/1/decide", "/api", "/metrics", "/debug"):
        assert (await at.http.get(path, headers=at.headers("hanne"))).status_code == 404
    for verb in ("decide", "move", "__class__", ""):
        assert await presses(at, "secretary", Row(verb, {}), values) == "damaged_form"
    assert municipality.rows() == before


@pytest.mark.parametrize("command", [name for name, (_, code) in access.CLI.items() if code])
def test_a_command_without_settings_ends_and_names_what_is_missing(command: str, tmp_path: Path) -> None:
    needed = {
        "import": [__file__, "--map", __file__],
        "export": ["--out", "digital-status.xlsx"],
        "worry-author": ["B-3f2a1c"],
        "report": ["11111111-0000-4000-8000-000000000001"],
        "restore": [__file__],
        "forget": ["11111111-0000-4000-8000-000000000001", "--yes"],
        "manifest": ["--out", "teknologikort.zip"],
    }
    given = needed.get(command, [])
    unset: dict[str, str | None] = {PREFIX + name.upper(): None for name in Settings.model_fields}
    with contextlib.chdir(tmp_path), logging_as_before():
        ended = CliRunner().invoke(cli, [command, *given], env=unset)
    assert ended.exit_code == access.CLI[command][1]
    assert f"{PREFIX}TEAMS_APP_ID" in ended.output
    assert list(tmp_path.iterdir()) == []


async def test_nothing_has_no_row(municipality: Municipality) -> None:
    router = municipality.usual.server.application.router
    routes = {f"{one.method} {one.resource.canonical}" for one in router.routes() if one.resource}
    rows = {row.name for row in access.ROUTES}
    assert routes == rows | {row.replace("GET", "HEAD") for row in rows if row.startswith("GET")}
    assert {row.name for row in access_chat.VERBS} == set(verbs.VERBS)
    tasks = {f"{name.removeprefix('composeExtension/')} {command}" for name, command in extension.TASKS}
    assert {row.name for row in access_chat.EXTENSION} == tasks
    words_for = zip(access_chat.COMMANDS, verbs.COMMANDS, strict=True)
    assert all(one.pattern.fullmatch(filled(row.sent["text"], {"name": "F-0001"})) for row, one in words_for)
    commands = {one.name or one.callback.__name__ for one in cli.registered_commands if one.callback}
    assert set(access.CLI) == commands
    for row in access.ROUTES + access_chat.VERBS + access_chat.EXTENSION + access_chat.COMMANDS:
        assert set(row.answers) == set(KINDS)
    played_by = {person(who).kind for who in KINDS.values() if who}
    assert played_by == {"employee", "manager", "member", "secretary", "guest", "stranger"}
    for command in access_chat.COMMANDS:
        assert verbs.understood(filled(command.sent["text"], {"name": "F-0001"}))[0] == command.name
