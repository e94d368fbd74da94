"""Site scripts in the little tenant: its own door, strict, repeatable, and shown on the list's page."""

import copy
import json
import re
from typing import Any

import httpx
import pytest

from local_tenant.entra import EXCHANGE, GRAPH, SHAREPOINT
from local_tenant.people import APP_ID, APP_SECRET
from tests.local_tenant.sharepoint.graph_caller import Caller

Json = dict[str, Any]
EXECUTE = "Microsoft.Sharepoint.Utilities.WebTemplateExtensions.SiteScriptUtility.ExecuteTemplateScript()"
HERE = "/sites/teknologikort/Lists/Ideer"
PILL: Json = {
    "elmType": "div",
    "txtContent": {"operator": "+", "operands": ["Står: ", "@currentField"]},
    "attributes": {"class": "sp-css-backgroundColor-BgGold sp-css-color-GoldFont"},
    "style": {"padding": "0 10px"},
}
QUERY = (
    '<GroupBy Collapse="FALSE"><FieldRef Name="Status"/></GroupBy>'
    '<OrderBy><FieldRef Name="Score" Ascending="FALSE"/></OrderBy>'
    '<Where><Neq><FieldRef Name="Status"/><Value Type="Text">Lukket</Value></Neq></Where>'
)
VIEW: Json = {
    "verb": "addSPView",
    "name": "Åbne",
    "viewFields": ["ID", "LinkTitle", "Status", "Score"],
    "query": QUERY,
    "rowLimit": 2,
    "isPaged": True,
    "makeDefault": True,
}
FORMATTED: Json = {"verb": "setSPFieldCustomFormatter", "fieldDisplayName": "Status", "formatterJSON": PILL}


def script(*inside: Json, name: str = "Ideer") -> Json:
    """A script that shapes one list."""
    shaped = {"verb": "createSPList", "listName": name, "templateType": 100, "subactions": list(inside)}
    return {"$schema": "schema.json", "actions": [shaped]}


def token(graph: Caller, **claims: Any) -> str:
    """The app's token for SharePoint, got by an assertion."""
    return graph.tenant.entra.token_for_app(SHAREPOINT, **{"azpacr": "2", **claims})


async def sent(graph: Caller, body: Any, bearer: str | None = None) -> httpx.Response:
    """The raw answer to a script."""
    address = f"{graph.tenant.url}/sites/teknologikort/_api/{EXECUTE}"
    headers = {"Authorization": f"Bearer {bearer or token(graph)}"}
    return await graph.http.post(address, json=body, headers=headers)


async def run(graph: Caller, made: Json) -> list[Json]:
    """The outcomes of a script that is taken."""
    answer = await sent(graph, {"script": json.dumps(made)})
    assert answer.status_code == 200, answer.text
    outcomes: list[Json] = answer.json()["value"]
    return outcomes


async def page(graph: Caller, **query: str) -> str:
    answer = await graph.http.get(f"{graph.tenant.url}{HERE}", params=query)
    assert answer.status_code == 200
    return answer.text


def plain(html: str) -> str:
    """What a person reads."""
    table = html.partition("<table")[2].partition("</table>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table))


async def test_a_view_groups_filters_sorts_and_pages_and_a_formatter_draws(graph: Caller) -> None:
    for title, status, score in (("A", "Ny", 1), ("B", "Åben", 2), ("C", "Lukket", 3), ("D", "Ny", 4)):
        await graph.add(Title=title, Status=status, Score=score)
    assert [one["ErrorCode"] for one in await run(graph, script(FORMATTED, VIEW))] == [0, 0, 0]
    first = await page(graph)
    assert re.search(r'aria-current="page">Åbne<', first)
    assert "Viser 1–2 af 3" in first
    shown = plain(first)
    assert "Status: Ny (2)" in shown
    assert re.search(r" D .* A ", shown)
    assert "Står: Ny" in shown
    assert "C" not in shown.split()
    assert "Status: Åben (1)" in plain(await page(graph, page="2"))
    assert "Viser 1–1 af 1" in await page(graph, q="B")
    assert "Viser 1–4 af 4" in await page(graph, viewid="all")


async def test_styles_come_as_classes_of_a_sheet_with_a_nonce(graph: Caller) -> None:
    await graph.add(Title="A")
    await run(graph, script(FORMATTED, VIEW))
    answer = await graph.http.get(f"{graph.tenant.url}{HERE}")
    nonce = re.search(r'<style nonce="([^"]+)">\.f0\{padding:0 10px\}</style>', answer.text)
    assert nonce
    assert f"'nonce-{nonce[1]}'" in answer.headers["Content-Security-Policy"]
    assert " style=" not in answer.text


async def test_twice_is_as_once(graph: Caller) -> None:
    await run(graph, script(FORMATTED, VIEW))
    home = graph.tenant.sharepoint.list_named("teknologikort", "Ideer")
    before = (home.version, copy.deepcopy(home.views))
    await run(graph, script(FORMATTED, VIEW))
    assert (home.version, home.views) == before
    await run(graph, script({**VIEW, "rowLimit": 5}))
    assert [(one.id, one.row_limit) for one in home.views] == [(before[1][0].id, 5)]


async def test_a_list_is_found_by_its_title_and_made_where_there_is_none(graph: Caller) -> None:
    """As in SharePoint (sp-dev-docs #4081): who sends the wrong title gets a list more."""
    await graph.call("PATCH", graph.at, {"displayName": "Gode ideer"})
    outcomes = await run(graph, script(VIEW, name="Gode ideer"))
    assert outcomes[0]["TargetId"] == graph.at.rpartition("/")[2]
    await run(graph, script(name="Ideer"))
    assert (
        len(
            graph.tenant.sharepoint.lists.of(
                graph.tenant.sharepoint.list_named("teknologikort", "Ideer").site
            )
        )
        == 2
    )


@pytest.mark.parametrize(
    "broken",
    [
        {**VIEW, "viewFields": ["ID", "Nothing"]},
        {**VIEW, "viewFields": ["ID", "ID"]},
        {**VIEW, "query": "<Where>"},
        {**VIEW, "query": QUERY.replace("Score", "Nothing")},
        {
            **VIEW,
            "query": "<Where><Like><FieldRef Name='Status'/><Value Type='Text'>x</Value></Like></Where>",
        },
        {**VIEW, "query": "<Where><Eq><FieldRef Name='Status'/></Eq></Where>"},
        {**VIEW, "query": "<Where><And><IsNull><FieldRef Name='Status'/></IsNull></And></Where>"},
        {**VIEW, "query": "<Where/><Where/>"},
        {**VIEW, "query": "<!DOCTYPE x [<!ENTITY a 'b'>]><Where/>"},
        {**FORMATTED, "fieldDisplayName": "Findes ikke"},
        {**FORMATTED, "formatterJSON": {**PILL, "elmType": "script"}},
        {**FORMATTED, "formatterJSON": {**PILL, "onclick": "x"}},
        {**FORMATTED, "formatterJSON": {**PILL, "attributes": {"onclick": "x"}}},
        {**FORMATTED, "formatterJSON": {**PILL, "txtContent": {"operator": "eval", "operands": []}}},
        {**FORMATTED, "formatterJSON": {**PILL, "txtContent": "[$Nothing]"}},
    ],
    ids=lambda one: str(list(one.values())[-1])[:40],
)
async def test_an_action_that_cannot_be_done_says_so_and_does_nothing(graph: Caller, broken: Json) -> None:
    before = graph.tenant.sharepoint.list_named("teknologikort", "Ideer").version
    outcomes = await run(graph, script(broken))
    assert [bool(one["ErrorCode"]) for one in outcomes] == [False, True]
    assert outcomes[1]["OutcomeText"]
    assert graph.tenant.sharepoint.list_named("teknologikort", "Ideer").version == before


REFUSED: list[Json] = [
    {"script": "{"},
    {"script": json.dumps({"actions": "none"})},
    {"script": json.dumps({**script(), "bindata": {}})},
    {"script": json.dumps(script({"verb": "addSPField", "fieldType": "Text"}))},
    {"script": json.dumps(script({**VIEW, "color": "red"}))},
    {"script": json.dumps(script({**VIEW, "rowLimit": "2"}))},
    {"script": json.dumps(script({"verb": "addSPView", "name": "x"}))},
    {"script": json.dumps({"actions": [{"verb": "applyTheme"}]})},
    {"script": json.dumps(script(*[VIEW] * 30))},
    {"script": " " * 100_001},
    {"script": json.dumps(script()), "more": 1},
    {},
]


@pytest.mark.parametrize("body", REFUSED, ids=range(len(REFUSED)))
async def test_what_is_no_script_is_refused_whole(graph: Caller, body: Json) -> None:
    answer = await sent(graph, body)
    assert answer.status_code == 400
    assert answer.json()["odata.error"]["message"]["value"]


async def test_only_the_apps_token_for_sharepoint_opens_its_door(graph: Caller) -> None:
    entra = graph.tenant.entra
    body = {"script": json.dumps(script(VIEW))}
    for bad in (
        entra.token_for_app(GRAPH),
        token(graph, azpacr="1"),
        token(graph, exp=1),
        "nonsense",
        entra.token_for_person("hanne", audience=SHAREPOINT, scope="AllSites.FullControl"),
    ):
        assert (await sent(graph, body, bad)).status_code == 401
    assert (await sent(graph, body, token(graph, roles=[]))).status_code == 403
    graph.tenant.sharepoint.role = "write"
    assert (await sent(graph, body)).status_code == 403
    assert not graph.tenant.sharepoint.list_named("teknologikort", "Ideer").views


async def test_an_assertion_gets_a_token_that_a_secret_does_not(graph: Caller) -> None:
    url = f"{graph.tenant.url}/entra/token"
    form = {"grant_type": "client_credentials", "client_id": APP_ID}
    secret = {**form, "client_secret": APP_SECRET}

    async def got(asked: Json) -> httpx.Response:
        return await graph.http.post(url, data=asked, headers={"Authorization": ""})

    assertion = (await got({**secret, "scope": f"{EXCHANGE}/.default"})).json()["access_token"]
    proved = {**form, "client_assertion": assertion, "scope": f"{SHAREPOINT}/.default"}
    body = {"script": json.dumps(script(VIEW))}
    assert (await sent(graph, body, (await got(proved)).json()["access_token"])).status_code == 200
    by_secret = (await got({**secret, "scope": f"{SHAREPOINT}/.default"})).json()["access_token"]
    assert (await sent(graph, body, by_secret)).status_code == 401
    assert (await got({**proved, "client_assertion": by_secret})).status_code == 401


@pytest.mark.parametrize(
    "odd",
    [
        {"txtContent": "=if(@currentField, 'x', 'y')"},
        {"txtContent": {"operator": "cos", "operands": [1]}},
        {"style": {"position": "fixed"}},
        {"style": {"color": "red;}body{display:none"}},
        {"attributes": {"href": "javascript:alert(1)"}, "elmType": "a"},
        {"customRowAction": {"action": "delete"}},
    ],
    ids=lambda one: next(iter(one)),
)
async def test_a_formatter_that_is_not_known_here_leaves_the_value_plain(graph: Caller, odd: Json) -> None:
    await graph.add(Title="A", Status="Åben")
    outcomes = await run(graph, script({**FORMATTED, "formatterJSON": {**PILL, **odd}}, VIEW))
    assert [one["ErrorCode"] for one in outcomes] == [0, 0, 0]
    html = await page(graph)
    assert re.search(r'class="pill pill-\d">Åben<', html)
    assert "javascript:" not in html


async def test_views_and_formatters_can_be_read_back(graph: Caller) -> None:
    await run(graph, script(FORMATTED, VIEW))
    at = f"{graph.tenant.url}/sites/teknologikort/_api/web/lists(guid'{graph.at.rpartition('/')[2]}')"
    headers = {"Authorization": f"Bearer {token(graph)}"}
    views = (await graph.http.get(f"{at}/views?$expand=ViewFields", headers=headers)).json()["value"]
    assert [(one["Title"], one["DefaultView"], one["ViewQuery"]) for one in views] == [("Åbne", True, QUERY)]
    fields = (await graph.http.get(f"{at}/fields", headers=headers)).json()["value"]
    kept = {one["InternalName"]: one["CustomFormatter"] for one in fields}
    assert json.loads(kept["Status"]) == PILL
    assert kept["Score"] is None
    graph.tenant.sharepoint.role = "write"
    mask = await graph.http.get(
        f"{graph.tenant.url}/sites/teknologikort/_api/web/effectiveBasePermissions", headers=headers
    )
    assert mask.json() == {"High": "432", "Low": "1011028719"}
