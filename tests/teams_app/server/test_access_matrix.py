"""Who may do what: every route, verb and command stands in one matrix with the kinds of people.

What has no row in the matrix is missing: the last test here fails on it (default deny).
"""

import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import verbs
from bot.search import extension
from local_tenant.people import person
from local_tenant.teams.chat import activities
from teams_app.__main__ import cli
from teams_app.settings import PREFIX, Settings
from technology_map.council.life_cycle import Status
from technology_map.council.next_steps import mark
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.words.terms import TermList
from tests.bot.chatting import words
from tests.stories.playing import Rows, chats_with, server_in, tenant_with_lists, written
from tests.teams_app.server import access
from tests.teams_app.server.access import KINDS, Row
from tests.teams_app.server.listening import logging_as_before
from tests.town import Town

REFUSALS = (
    "guest",
    "not_yours",
    "own_support",
    "submitter_only",
    "not_on_council",
    "council_only",
    "move_not_allowed",
    "not_found",
    "damaged_form",
    "changed",
)
SCENES = {"submitted": (), "asked": ("clarification",), "on agenda": ("assessment", "ready", "on_agenda")}

Values = dict[str, Any]


@dataclass(slots=True)
class Municipality:
    """Two servers on one tenant, one of which lets guests read, and what is acted on in them."""

    usual: Town
    guests_in: Town
    keys: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def of(self, kind: str) -> Town:
        """The server that a kind of person goes to."""
        return self.guests_in if kind == "guest let in" else self.usual

    def key(self) -> str:
        """A key that no form had before."""
        return f"key-{next(self.keys):017d}"

    async def scene(self, name: str) -> Values:
        """A new proposal of Mette's that has come so far, and a new solution card of hers."""
        await self.usual.sends("mette", "proposals", {**access.QUICK, "submission_key": self.key()})
        await self.usual.sends("mette", "solutions", {**access.SHARED, "submission_key": self.key()})
        overview = self.usual.server.store.overview
        number = next(iter(overview.proposals)).number
        for seq, end in enumerate(SCENES[name]):
            sent = {
                "end": end,
                "seq": seq,
                "reason": "Det er klart.",
                "action_key": self.key(),
                "overrule": "yes",
            }
            assert (await self.usual.sends("hanne", f"proposals/{number}/moves", sent)).status_code == 200
        await self.guests_in.server.store.catch_up()
        return self.values(number)

    def values(self, number: int) -> Values:
        """What rows of the matrix fill in."""
        overview = self.usual.server.store.overview
        proposal, card = overview.proposals.get(number), next(iter(overview.solution_cards))
        term = overview.vocabulary.get(TermList.AREA, "it")
        assert proposal is not None
        assert term is not None
        return {
            "number": proposal.number,
            "name": proposal.name,
            "version": proposal.version,
            "seq": proposal.seq,
            "mark": mark(proposal),
            "step": "solution",
            "card": card.number,
            "card_name": card.name,
            "card_version": card.version,
            "term_version": term.version,
        }

    def rows(self) -> Rows:
        """What is written in the lists."""
        return written(self.usual.tenant)


@pytest.fixture
async def municipality(tmp_path: Path) -> AsyncIterator[Municipality]:
    async with AsyncExitStack() as stack:
        tenant = await stack.enter_async_context(tenant_with_lists(tmp_path / "lists"))
        guests_in = await stack.enter_async_context(server_in(tenant, tmp_path / "2", guests_may_read=True))
        usual = await stack.enter_async_context(server_in(tenant, tmp_path / "1"))
        yield Municipality(usual, guests_in)


def filled(value: Any, values: Values) -> Any:
    """The value with its blanks filled in; a blank alone keeps its type."""
    if isinstance(value, dict):
        return {name: filled(one, values) for name, one in value.items()}
    if isinstance(value, list):
        return [filled(one, values) for one in value]
    if not isinstance(value, str):
        return value
    return values.get(value[1:-1]) if value[1:-1] in values else value.format_map(values)


async def visits(at: Town, kind: str, row: Row, values: Values) -> str:
    """Asks for a route as somebody of this kind: the status."""
    method, _, route = row.name.partition(" ")
    number = values["card"] if "/solutions/" in route else values["number"]
    path = route.format_map({**values, **row.sent, "number": number})
    headers = at.headers(KINDS[kind]) if KINDS[kind] else {}
    if row.file:
        content = filled(row.file, values).encode()
        query, kind_of = {"seen": sha256(content).hexdigest()}, {"Content-Type": "application/octet-stream"}
        answer = await at.http.post(path, headers={**headers, **kind_of}, content=content, params=query)
        return str(answer.status_code)
    if method == "POST":
        answer = await at.http.post(path, headers=headers, json=filled(row.sent, values))
        return str(answer.status_code)
    answer = await at.http.get(path, headers=headers)
    head = await at.http.head(path, headers=headers)
    assert (head.status_code, head.content) == (answer.status_code, b"")
    return str(answer.status_code)


async def presses(at: Town, kind: str, row: Row, values: Values) -> str:
    """Sends a verb with its data as somebody of this kind: the outcome."""
    data = {"v": 1, "verb": row.name, **filled(row.sent, values)}
    teams, who = at.tenant.teams, KINDS[kind] or "jonas"
    chat, action = teams.conversation(who), {"type": "Action.Execute", "verb": row.name, "data": data}
    if kind == "nobody":
        invoke = activities.invoke(chat, teams.service_url, "adaptiveCard/action", {"action": action}, "1")
        return await without_token(at, invoke)
    await teams.installs(who)
    outcome = await teams.executes(who, "no-message", action)
    shown = [outcome.text, words(outcome.card or {}), *(words(one.card) for one in outcome.replies)]
    return named(outcome.status, "\n".join(shown), values)


async def extends(at: Town, kind: str, row: Row, values: Values) -> str:
    """Uses the message extension as somebody of this kind: the outcome."""
    name, _, command = row.name.partition(" ")
    value = {"commandId": command, **filled(row.sent, values)}
    teams, who = at.tenant.teams, KINDS[kind] or "jonas"
    if kind == "nobody":
        chat = teams.conversation(who)
        invoke = activities.invoke(chat, teams.service_url, f"composeExtension/{name}", value)
        return await without_token(at, invoke)
    await teams.installs(who)
    answer = await teams.invokes(who, f"composeExtension/{name}", value)
    return named(answer.status, json.dumps(answer.body, ensure_ascii=False), values)


async def writes(at: Town, kind: str, row: Row, values: Values) -> str:
    """Writes words to the bot as somebody of this kind: the outcome."""
    teams, text = at.tenant.teams, filled(row.sent["text"], values)
    if kind == "nobody":
        chat = teams.conversation("jonas")
        return await without_token(at, activities.message(chat, teams.service_url, "1", text))
    outcome = await teams.says(KINDS[kind], text)
    return named(outcome.status, "\n".join(words(one.card) for one in outcome.replies), values)


async def without_token(at: Town, activity: Values) -> str:
    """An activity as Teams sends it, from anybody on the internet."""
    return str((await at.http.post("/api/messages", json=activity)).status_code)


def named(status: int, shown: str, values: Values) -> str:
    """The outcome of a turn: the status where there was none, the refusal's code, or `done`."""
    if not 200 <= status < 300:
        return str(status)
    assert shown.strip(), "something is always said"
    said = texts(Language.DANISH)
    if said("bot.stale_card") in shown:
        return "damaged_form"
    for code, one in itertools.product(REFUSALS, Status):
        for name in (values["name"], values["card_name"]):
            if said(f"refusal.{code}", name=name, status=said(f"status.{one.value}")) in shown:
                return code
    return "done"


async def played(at: Municipality, table: tuple[Row, ...], plays: Any) -> dict[tuple[str, ...], str]:
    """Plays every cell of a table; where an answer, or what was written, is another than expected."""
    wrong: dict[tuple[str, ...], str] = {}
    for row in table:
        values = await at.scene(row.scene)
        for kind, expected in row.answers.items():
            before = at.rows()
            chats_with(at.of(kind))
            got = await plays(at.of(kind), kind, row, {**values, "key": at.key()})
            changed, allowed = at.rows() != before, expected in ("200", "done")
            if got != expected:
                wrong[(row.name, str(row.sent.get("end", "")), kind)] = f"{got}, not {expected}"
            if changed != (row.writes and allowed):
                wrong[(row.name, kind, "rows")] = "written" if changed else "not written"
            if changed:
                values = await at.scene(row.scene)
    return wrong


async def test_every_route_answers_each_kind_of_person_as_the_matrix_says(municipality: Municipality) -> None:
    assert await played(municipality, access.ROUTES, visits) == {}


async def test_every_verb_answers_each_kind_of_person_as_the_matrix_says(municipality: Municipality) -> None:
    assert await played(municipality, access.VERBS, presses) == {}


async def test_every_command_of_the_message_extension_answers_each_kind_of_person_as_the_matrix_says(
    municipality: Municipality,
) -> None:
    assert await played(municipality, access.EXTENSION, extends) == {}


async def test_every_command_answers_each_kind_of_person_as_the_matrix_says(
    municipality: Municipality,
) -> None:
    assert await played(municipality, access.COMMANDS, writes) == {}


async def test_what_is_no_route_and_no_verb_is_refused_to_everybody(municipality: Municipality) -> None:
    values, at = await municipality.scene("submitted"), municipality.usual
    before = municipality.rows()
    blanks = {**values, "end": "pilot", "ticket": "made-up", "run": "0123456789abcdef"}
    blanks |= {"list": "area", "code": "it", "kind": "proposals"}
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
    assert {row.name for row in access.VERBS} == set(verbs.VERBS)
    tasks = {f"{name.removeprefix('composeExtension/')} {command}" for name, command in extension.TASKS}
    assert {row.name for row in access.EXTENSION} == tasks
    words_for = zip(access.COMMANDS, verbs.COMMANDS, strict=True)
    assert all(one.pattern.fullmatch(filled(row.sent["text"], {"name": "F-0001"})) for row, one in words_for)
    commands = {one.name or one.callback.__name__ for one in cli.registered_commands if one.callback}
    assert set(access.CLI) == commands
    for row in access.ROUTES + access.VERBS + access.EXTENSION + access.COMMANDS:
        assert set(row.answers) == set(KINDS)
    played_by = {person(who).kind for who in KINDS.values() if who}
    assert played_by == {"employee", "manager", "member", "secretary", "guest", "stranger"}
    for command in access.COMMANDS:
        assert verbs.understood(filled(command.sent["text"], {"name": "F-0001"}))[0] == command.name
