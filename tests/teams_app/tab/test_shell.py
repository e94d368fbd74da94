"""The empty shell: anyone may load it, and it holds nothing."""

from teams_app.tab import PART_PREFIX, SHELL_PATHS, SHELL_PREFIXES
from teams_app.tab.addresses import READ
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town


async def test_anyone_may_load_the_shell_and_it_holds_nothing(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    answer = await bakkeby.http.get("/tab/", headers={"Accept-Language": "da"})
    page = read(answer.text)
    assert answer.status_code == 200
    assert "Åbn i Teams" in page.words("h1")
    assert "Sensorer" not in answer.text
    assert "set-cookie" not in answer.headers
    assert page.all("meta", name="teams-origin")[0].attributes["content"] == bakkeby.tenant.url


async def test_the_shell_speaks_english_to_an_english_browser(bakkeby: Town) -> None:
    answer = await bakkeby.http.get("/tab/", headers={"Accept-Language": "en-GB,en"})
    assert read(answer.text).all("html")[0].attributes["lang"] == "en"
    assert "Open in Teams" in answer.text


async def test_the_shell_runs_nothing_that_stands_in_the_page(bakkeby: Town) -> None:
    page = read((await bakkeby.http.get("/tab/")).text)
    assert all(one.attributes["src"].startswith("/tab/static/dist/") for one in page.all("script"))
    assert not page.all("style")
    assert not [e for e in page.elements if any(a == "style" or a.startswith("on") for a in e.attributes)]


async def test_only_the_bundled_files_are_served(bakkeby: Town) -> None:
    for name in ("nothing.js", "..%2f..%2fvisits.py", "tab.py"):
        assert (await bakkeby.http.get(f"/tab/static/dist/{name}")).status_code == 404


async def test_every_part_is_shut_without_a_token(bakkeby: Town) -> None:
    assert not any(PART_PREFIX.startswith(prefix) for prefix in SHELL_PREFIXES)
    assert not any(path.startswith(PART_PREFIX) for path in SHELL_PATHS)
    for path, _ in READ:
        address = PART_PREFIX + path.replace(r"{number:\d+}", "1").replace("{end}", "pilot")
        address = address.replace(r"{run:[0-9a-f]{16}}", "0123456789abcdef")
        assert (await bakkeby.http.get(address)).status_code == 401


async def test_a_guest_is_told_so_and_sees_nothing(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    for part in ("start", "board", "proposals/1", "solutions", "mine", "changes", "similar"):
        answer = await bakkeby.reads("gustav", part, title="Sensorer på natteronden")
        assert answer.status_code == 403
        assert "Sensorer" not in answer.text
        assert "Du er gæst" in answer.text
