"""What a browser is sent is small: files lie compressed on disk, pages are compressed on the way out."""

import gzip

import httpx
import pytest

from teams_app.server.compression import LEAST
from teams_app.tab.shell import DIST
from tests.teams_app.tab.pages import proposal
from tests.town import Town

FIRST_PAGE = 56 * 1024
"""Bytes of script and style that the first page may cost."""


async def sent(at: Town, path: str, coding: str) -> tuple[httpx.Response, bytes]:
    """An answer and its bytes as they come over the line."""
    headers = {**at.headers("mette"), "Accept-Encoding": coding}
    async with at.http.stream("GET", path, headers=headers) as answer:
        return answer, b"".join([part async for part in answer.aiter_raw()])


@pytest.fixture(autouse=True)
def bundled() -> None:
    if not (DIST / "tab.js.br").is_file():
        pytest.skip("the bundles are not made: make set-up")


@pytest.mark.parametrize("coding", ["br", "gzip"])
async def test_script_and_style_of_the_first_page_are_small(bakkeby: Town, coding: str) -> None:
    total = 0
    for name in ("tab.js", "tab.css"):
        answer, raw = await sent(bakkeby, f"/tab/static/dist/{name}", coding)
        assert answer.headers["Content-Encoding"] == coding
        assert answer.headers["Vary"] == "Accept-Encoding"
        total += len(raw)
    assert total <= FIRST_PAGE


async def test_who_takes_no_coding_gets_the_same_file_plain(bakkeby: Town) -> None:
    plain, raw = await sent(bakkeby, "/tab/static/dist/tab.js", "identity")
    assert "Content-Encoding" not in plain.headers
    _, packed = await sent(bakkeby, "/tab/static/dist/tab.js", "gzip")
    assert gzip.decompress(packed) == raw == (DIST / "tab.js").read_bytes()


async def test_a_script_that_few_pages_need_is_a_file_of_its_own(bakkeby: Town) -> None:
    [part] = [one.name for one in DIST.glob("part-*.js") if "ortable" in one.read_text("utf-8")]
    answer, raw = await sent(bakkeby, f"/tab/static/dist/{part}", "gzip")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/javascript")
    assert raw
    for strange in ("part-..%2Ftab.js", "part-AAAAAAAA.js", "tab.js.br", "tab.js.gz"):
        assert (await sent(bakkeby, f"/tab/static/dist/{strange}", "gzip"))[0].status_code == 404


async def test_a_page_is_compressed_where_the_browser_takes_it(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    answer, raw = await sent(bakkeby, "/tab/part/map", "gzip, deflate, br")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    plain, whole = await sent(bakkeby, "/tab/part/map", "identity")
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(raw).decode() == whole.decode()
    assert len(raw) < len(whole) / 3
    for refused in ("", "br", "gzip;q=0", "gzip; q=0.000"):
        assert "Content-Encoding" not in (await sent(bakkeby, "/tab/part/map", refused))[0].headers


async def test_what_is_little_and_what_is_a_ticket_is_left_as_it_is(bakkeby: Town) -> None:
    little, raw = await sent(bakkeby, "/tab/part/changes?since=0", "gzip")
    assert len(raw) < LEAST
    assert "Content-Encoding" not in little.headers
    query = "text=" + "x" * 180
    ticket = await bakkeby.http.post(
        "/tab/part/files",
        headers={**bakkeby.headers("mette"), "Accept-Encoding": "gzip"},
        json={"what": "solutions", "form": "csv", "query": query},
    )
    assert ticket.status_code == 200
    assert "Content-Encoding" not in ticket.headers
