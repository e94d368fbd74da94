"""How a row of the matrix is played: in which town, as whom, and what came of it."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from local_tenant.teams.chat import activities
from sharepoint_lists.schema import lists
from technology_map.council.life_cycle import Status
from technology_map.council.next_steps import mark
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.words.terms import TermList
from tests.bot.chatting import words
from tests.stories.playing import Rows, chats_with, written
from tests.teams_app.server.access_rows import KINDS, QUICK, SHARED, Row
from tests.town import Town

REFUSALS = (
    "guest",
    "not_yours",
    "own_support",
    "own_card",
    "submitter_only",
    "not_on_council",
    "council_only",
    "move_not_allowed",
    "not_found",
    "damaged_form",
    "changed",
)
SCENES = {"submitted": (), "asked": ("clarification",), "on agenda": ("assessment", "ready", "on_agenda")}

OF_A_SCENE = (lists.PROPOSALS, lists.DECISIONS, lists.SOLUTION_CARDS)
"""What a scene writes: the other server reads it before somebody acts on it there."""

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
        await self.usual.sends("mette", "proposals", {**QUICK, "submission_key": self.key()})
        await self.usual.sends("mette", "solutions", {**SHARED, "submission_key": self.key()})
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
        await self.guests_in.server.store.replica.catch_up(OF_A_SCENE)
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
