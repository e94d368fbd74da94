"""The log, the error bodies and the health answers hold nothing of anybody: a story full of canaries."""

import ast
import logging
from pathlib import Path

import teams_app
from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from local_tenant.people import PEOPLE
from teams_app.server import logs
from technology_map.council.life_cycle import Status
from tests.bot.chatting import asks_for, known, moves
from tests.stories.playing import OPEN_SITE, server_in, tenant_with_lists
from tests.teams_app.server import forgeries
from tests.teams_app.server.listening import CPR, DOUBTFUL, Clock, Witness, canary, logged
from tests.teams_app.tab import pages
from tests.town import Town

TEXTS = ("problem", "title", "solution", "expected_benefits")


def texts(mark: str = "") -> dict[str, str]:
    """The four texts of a proposal, each with a canary."""
    return {name: f"Vi mangler {canary(name + mark)} om natten." for name in TEXTS}


async def in_the_chat(at: Town) -> None:
    """Mette proposes, is stopped for a CPR number, edits, searches, and writes nonsense."""
    teams = at.tenant.teams
    form = await asks_for(at, "mette", "nyt forslag")
    for wrong in ({"problem": f"cpr {CPR}"}, {"solution": f"Ring {DOUBTFUL}"}, {"title": ""}):
        await teams.presses("mette", form.id, "propose", {**texts(), **wrong}, checked=False)
    assert (await teams.presses("mette", form.id, "propose", texts())).ok
    card = await asks_for(at, "mette", "F-0001")
    await teams.presses("mette", card.id, "edit_proposal")
    await teams.presses("mette", card.id, "save_proposal", texts("edited"))
    for said in (f"søg {canary('search')}", canary("nonsense"), f"status {canary('name')}", f"{CPR}"):
        assert (await teams.says("mette", said)).ok
    for data in ({"v": 1, "verb": canary("verb")}, {"v": canary("version"), "verb": "show"}):
        await teams.executes("mette", card.id, {"verb": canary("verb"), "data": data})
    await known(at, "mette")


async def in_the_tab(at: Town, witness: Witness) -> None:
    """Hanne and Karen decide with reasons, Jonas shares and searches, some of it wrongly."""
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(at, "hanne", 1, end, f"{canary('reason')} {end.value}")
    sent = {"end": "pilot", "seq": "3", "action_key": "k" * 20, "reason": f"Se {CPR} {canary('reason')}"}
    assert (await at.sends("karen", "proposals/1/moves", sent)).status_code == 422
    await moves(at, "karen", 1, Status.PILOT, canary("reason"))
    shared = pages.solution_card(title=canary("title"), background=canary("background"))
    assert (await at.sends("jonas", "solutions", shared)).status_code == 200
    for part in ("board", "solutions", "similar", "choices"):
        found = await at.reads("jonas", part, text=canary("query"), title=canary("query"))
        assert found.status_code == 200
    witness.hears(await at.reads("jonas", f"named/{canary('address')}"), 404)
    witness.hears(await at.reads("jonas", canary("address")), 404)
    witness.hears(await at.sends("jonas", "proposals/1/edit", {**texts(), "version": "1"}), 403)
    witness.hears(await at.sends("gustav", "proposals", texts()), 403)
    await at.server.messenger.settled()


async def at_the_doors(at: Town, witness: Witness) -> None:
    """Bad tokens, bad bodies, strange methods and headers."""
    entra, jonas = at.tenant.entra, at.headers("jonas")
    at_tab = [forge(entra) for forge in forgeries.TAB.values()]
    at_tab += [entra.token_for_person("mette", name=canary("name"), oid=canary("oid"), exp=1)]
    at_bot = [forge(entra) for forge in forgeries.BOT.values()]
    at_bot += [entra.sign({"sub": canary("claim")}, headers={"kid": canary("kid")})]
    witness.tokens += [token for token in (*at_tab, *at_bot) if len(token) > 20]
    for token in (*at_tab, *at_bot):
        headers = {"Authorization": f"Bearer {token}".strip(), "User-Agent": canary("agent")}
        if token in at_tab:
            answer = await at.http.get("/tab/part/board", headers=headers, params=texts())
        else:
            answer = await at.http.post("/api/messages", headers=headers, json=texts())
        witness.hears(answer, 401)
    typed = {**jonas, "Content-Type": "application/json", "X-Locale": canary("locale")}
    part = "/tab/part/proposals"
    witness.hears(await at.http.post(part, headers=typed, content=canary("body")), 400)
    witness.hears(await at.http.post(part, headers=typed, content=b'"' + b"x" * 300_000 + b'"'), 413)
    witness.hears(await at.http.post(part, headers=jonas, data=texts()), 415)
    witness.hears(await at.http.request("PUT", part, headers=typed, json=texts()), 405)
    # What is no HTTP never gets to us: the server tells the sender its own words.
    assert (await at.http.request(canary("method").upper(), "/tab/", headers=jonas)).status_code == 400


async def while_graph_fails(at: Town, witness: Witness) -> None:
    """Graph fails in every way, with canaries in what it says; the connector, too."""
    broken = {"error": {"code": "generalException", "message": canary("graph")}}
    faults = [
        Fault("before", status=400, body=broken, times=2),
        Fault("after", status=504, body=canary("graph"), times=2),
        Fault("html", body=f"<b>{canary('graph')}</b>", times=2),
        Fault("cut", times=2),
        Fault("throttle", retry_after=0, body=broken, times=2),
        Fault("before", path="/teams/connector/", status=400, body=canary("connector"), times=2),
    ]
    for number, fault in enumerate(faults):
        at.tenant.faults.add(fault)
        key = f"key-of-fault-{number:06d}"
        await at.sends("mette", "proposals", pages.proposal(submission_key=key, **texts("fault")))
        await at.tenant.teams.says("mette", canary("nonsense"))
        at.tenant.faults.clear()
    at.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, body=broken, times=None))
    await at.sends("mette", "proposals", pages.proposal(submission_key="k" * 20, **texts("queued")))
    form = {"end": "stopped", "seq": "4", "action_key": "s" * 20, "reason": canary("reason")}
    assert (await at.sends("karen", "proposals/1/moves", form)).status_code == 503
    await health(at, witness)
    at.tenant.faults.clear()


async def when_the_unknown_happens(at: Town, clock: Clock, witness: Witness) -> None:
    """Errors nobody thought of, in a turn and in a request, with a canary in their words."""
    for calls in (0, 1):
        clock.calls_left = calls
        witness.hears(await at.reads("mette", "start"), 500)
    clock.calls_left = -1
    form = await asks_for(at, "mette", "nyt forslag")
    clock.calls_left = 1
    outcome = await at.tenant.teams.presses("mette", form.id, "propose", texts())
    clock.calls_left = -1
    assert outcome.text
    for name in ("httpx", "azure.identity", "aiohttp.server", "asyncio", canary("x") + "."):
        try:
            raise ValueError(canary("library"))
        except ValueError:
            logging.getLogger(name.partition(canary("x"))[0] or "any").exception("said %s", canary("library"))


async def health(at: Town, witness: Witness) -> None:
    """What the platform is told."""
    for path in ("/healthz", "/readyz"):
        witness.bodies.append((await at.http.get(path)).text)


async def whole_story(tenant: LittleTenant, folder: Path, witness: Witness) -> None:
    """All of it, from the start of a server to its end."""
    clock = Clock()
    async with server_in(tenant, folder, now=clock) as at:
        await in_the_chat(at)
        await in_the_tab(at, witness)
        await at_the_doors(at, witness)
        cells = {"Area": canary("cell")}
        tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Proposals", 1, {"StatusReason": canary("cell")})
        tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Proposals", 1, cells)
        await at.server.store.catch_up()
        await at.server.opened.reconciler.run(grace=0)
        await while_graph_fails(at, witness)
        await when_the_unknown_happens(at, clock, witness)
        await health(at, witness)
        witness.tokens += [at.headers(who)["Authorization"][7:] for who in ("mette", "karen", "hanne")]


async def test_nothing_of_anybody_gets_out(tmp_path: Path) -> None:
    with logged() as stream:
        witness = Witness(stream)
        async with tenant_with_lists(tmp_path / "lists") as tenant:
            await whole_story(tenant, tmp_path, witness)
    told = [stream.getvalue(), *witness.bodies]
    found = {secret: text for secret in witness.secrets() for text in told if secret.lower() in text.lower()}
    assert found == {}
    assert all(line.keys() <= logs.FIELDS for line in witness.lines)
    events = {line["event"] for line in witness.lines}
    assert {"request", "verb", "refused", "told", "graph_failed", "request_failed", "turn_failed"} <= events
    assert {"not_stored_yet", "decision_not_stored", "library_warning"} <= events


async def test_a_person_is_the_same_stand_in_in_every_line(tmp_path: Path) -> None:
    with logged() as stream:
        witness = Witness(stream)
        async with tenant_with_lists(tmp_path / "lists") as tenant, server_in(tenant, tmp_path) as at:
            for who in ("mette", "jonas", "mette"):
                await at.reads(who, "board")
    [first, other, again] = [one["actor"] for one in witness.lines if one["event"] == "request"]
    assert first == again != other
    assert logs.actor_hash(PEOPLE[0].object_id) == first


def test_every_field_that_we_log_is_on_the_list() -> None:
    root = Path(teams_app.__file__).parents[1]
    lost = {}
    for folder in ("teams_app", "bot", "sharepoint_lists", "technology_map"):
        for file in (root / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and (more := fields(call) - logs.FIELDS):
                    lost[f"{file.relative_to(root)}:{call.lineno}"] = more
    assert lost == {}


def fields(call: ast.Call) -> set[str]:
    """The fields of a call such as `log.info("event", field=1)`; none where it is no such call."""
    asked = call.func
    levels = ("debug", "info", "warning", "error", "exception", "critical")
    logs_a_line = isinstance(asked, ast.Attribute) and asked.attr in levels and bool(call.args)
    return {str(one.arg) for one in call.keywords} if logs_a_line else set()
