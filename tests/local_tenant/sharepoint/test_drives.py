"""A document library as a drive, as strict as the real one: folders, upload sessions, addresses for files."""

from typing import Any

import httpx
import pytest

from local_tenant.app import LittleTenant
from tests.local_tenant.sharepoint.graph_caller import Caller

PIECE = 320 * 1024
BYTES = bytes(range(256)) * 2560  # two pieces


async def library(app: Caller) -> str:
    """A library, and the address of its drive."""
    site = await app.find_site()
    body = {"displayName": "Attachments", "list": {"template": "documentLibrary"}}
    made = (await app.call("POST", f"{site}/lists", body)).json()
    drive = await app.get(f"{site}/lists/{made['id']}/drive")
    return f"/drives/{drive['id']}"


async def folder(app: Caller, drive: str, name: str = "F-0001") -> httpx.Response:
    """Makes a folder."""
    return await app.call("POST", f"{drive}/root/children", {"name": name, "folder": {}})


async def begins(app: Caller, drive: str, name: str = "billede.png") -> httpx.Response:
    """Begins to upload into F-0001."""
    item = {"item": {"@microsoft.graph.conflictBehavior": "fail", "name": name}}
    return await app.call("POST", f"{drive}/root:/F-0001/{name}:/createUploadSession", item)


async def puts(url: str, first: int, piece: bytes, total: int, **headers: str) -> httpx.Response:
    """Sends a piece to a session, without a token."""
    said = {"Content-Range": f"bytes {first}-{first + len(piece) - 1}/{total}", **headers}
    async with httpx.AsyncClient(trust_env=False) as bare:
        return await bare.put(url, content=piece, headers=said)


async def test_a_file_comes_in_pieces_and_can_be_fetched(graph: Caller, tenant: LittleTenant) -> None:
    drive = await library(graph)
    assert (await folder(graph, drive)).status_code == 201
    assert (await folder(graph, drive)).json()["error"]["code"] == "nameAlreadyExists"
    begun = (await begins(graph, drive)).json()
    assert begun["nextExpectedRanges"] == ["0-"]
    first = await puts(begun["uploadUrl"], 0, BYTES[:PIECE], len(BYTES))
    assert (first.status_code, first.json()["nextExpectedRanges"]) == (202, [f"{PIECE}-"])
    async with httpx.AsyncClient(trust_env=False) as bare:
        state = (await bare.get(begun["uploadUrl"])).json()
        assert state["nextExpectedRanges"] == [f"{PIECE}-"]
    last = await puts(begun["uploadUrl"], PIECE, BYTES[PIECE:], len(BYTES))
    assert last.status_code == 201
    assert (last.json()["name"], last.json()["size"]) == ("billede.png", len(BYTES))
    assert tenant.sharepoint.true_files("teknologikort", "Attachments") == {"F-0001/billede.png": BYTES}
    listed = await graph.get(f"{drive}/root:/F-0001:/children")
    assert [one["name"] for one in listed["value"]] == ["billede.png"]
    content = await graph.call("GET", f"{drive}/items/{last.json()['id']}/content")
    assert content.status_code == 302
    async with httpx.AsyncClient(trust_env=False) as bare:
        assert (await bare.get(content.headers["Location"])).content == BYTES
        assert (await bare.get(f"{content.headers['Location']}x")).status_code == 404
    assert (await begins(graph, drive)).status_code == 409
    assert (await graph.call("DELETE", f"{drive}/items/{last.json()['id']}")).status_code == 204
    assert (await graph.call("GET", f"{drive}/root:/F-0001/billede.png")).status_code == 404


@pytest.mark.parametrize(
    ("first", "length", "total", "status"),
    [
        pytest.param(0, PIECE - 1, 2 * PIECE, 400, id="no multiple of 320 KiB"),
        pytest.param(PIECE, PIECE, 2 * PIECE, 416, id="a gap"),
        pytest.param(0, PIECE, PIECE - 1, 400, id="more than the whole"),
    ],
)
async def test_a_piece_out_of_turn_is_refused(
    graph: Caller, first: int, length: int, total: int, status: int
) -> None:
    drive = await library(graph)
    await folder(graph, drive)
    url = (await begins(graph, drive)).json()["uploadUrl"]
    assert (await puts(url, first, b"x" * length, total)).status_code == status
    assert (await puts(url, 0, b"x" * PIECE, 2 * PIECE)).status_code == 202
    assert (await puts(url, 0, b"x" * PIECE, 2 * PIECE)).status_code == 416
    assert (await puts(url, PIECE, b"x" * PIECE, 3 * PIECE)).status_code == 400


async def test_an_upload_takes_no_token_ends_when_it_is_cancelled_and_dies_of_age(
    graph: Caller, tenant: LittleTenant
) -> None:
    drive = await library(graph)
    await folder(graph, drive)
    url = (await begins(graph, drive)).json()["uploadUrl"]
    assert (await puts(url, 0, b"x", 1, Authorization="Bearer a")).status_code == 401
    async with httpx.AsyncClient(trust_env=False) as bare:
        assert (await bare.delete(url)).status_code == 204
        assert (await bare.get(url)).status_code == 404
    url = (await begins(graph, drive)).json()["uploadUrl"]
    tenant.clock.advance(16 * 60)
    assert (await puts(url, 0, b"x", 1)).status_code == 404


@pytest.mark.parametrize("name", ["a*b.png", "~$a.docx", " a.png", "con.txt", "a."])
async def test_names_that_sharepoint_does_not_take(graph: Caller, name: str) -> None:
    drive = await library(graph)
    made: Any = await graph.call("POST", f"{drive}/root/children", {"name": name, "folder": {}})
    assert made.status_code == 400


async def test_a_list_that_is_no_library_has_no_drive(graph: Caller) -> None:
    assert (await graph.call("GET", f"{graph.at}/drive")).status_code == 404
    assert (await graph.call("GET", "/drives/b!AAAA/root")).status_code == 404


async def test_people_see_the_files_on_the_site(graph: Caller, tenant: LittleTenant) -> None:
    drive = await library(graph)
    await folder(graph, drive)
    url = (await begins(graph, drive)).json()["uploadUrl"]
    await puts(url, 0, b"x" * 10, 10)
    async with httpx.AsyncClient(base_url=tenant.url, trust_env=False) as browser:
        site = (await browser.get("/sites/teknologikort")).text
        assert 'href="/sites/teknologikort/Attachments"' in site
        assert "F-0001" in (await browser.get("/sites/teknologikort/Attachments")).text
        assert "billede.png" in (await browser.get("/sites/teknologikort/Attachments/F-0001")).text
        assert (await browser.get("/sites/teknologikort/Attachments/F-0009")).status_code == 404
