"""Every picture as a file: whole XML with its colours, a title, a description, and nothing that could run."""

import re
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from teams_app.tab.reports import drawing
from teams_app.tab.reports.map_picture_file import PURPOSES
from teams_app.tab.reports.pictures import PICTURES
from tests.teams_app.tab.benefits.test_benefits import VISITS
from tests.teams_app.tab.details.test_details import keyed
from tests.teams_app.tab.pages import read, solution_card
from tests.teams_app.tab.reports.test_reports import town
from tests.town import Town

__all__ = ["town"]
PAGES = {
    "benefits": "benefits",
    "areas": "areas",
    "maturity": "areas/health",
    "guideposts": "guideposts",
    "map": "map",
}
SVG = "{http://www.w3.org/2000/svg}"
THEMES = Path(drawing.__file__).parents[1] / "client" / "themes.css"


async def saved(at: Town, path: str, **sent: str) -> httpx.Response:
    ticket = await at.sends("jonas", path, {"form": "svg", "query": "", **sent})
    assert ticket.status_code == 200, ticket.text
    assert ticket.json()["name"].endswith(".svg")
    return await at.http.get(ticket.json()["address"])


def whole(answer: httpx.Response) -> ElementTree.Element:
    """The picture, which is a file of its own."""
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "text", "path", "circle", "g"}
    assert not re.search(r"var\(|href|url\(|\son\w+=", answer.text)
    return root


@pytest.mark.parametrize("what", PICTURES)
async def test_each_page_offers_its_picture_and_the_file_is_whole(town: Town, what: str) -> None:
    shown = read((await town.reads("jonas", PAGES[what])).text)
    [button] = [one.attributes for one in shown.all("button") if one.attributes.get("data-form") == "svg"]
    assert (button["data-what"], button["data-ticket"]) == (what, "/tab/part/pictures/file")
    root = whole(await saved(town, "pictures/file", what=what, query=button["data-query"]))
    assert root.findall(f".//{SVG}rect")


async def test_the_benefits_picture_tells_the_figures_of_the_page(town: Town) -> None:
    root = whole(await saved(town, "pictures/file", what="benefits", query="by=area"))
    said = [one.text for one in root.iter(f"{SVG}text")]
    assert {"Sundhed", "Social", "-30", "-15", "-20", "ukendt"} <= set(said)


async def test_what_people_wrote_is_text_in_the_picture(town: Town) -> None:
    hostile = solution_card(title="<script>alert(1)</script> & mere", submission_key="h" * 20)
    assert (await town.sends("jonas", "solutions", hostile)).status_code == 200
    benefit = keyed(VISITS, unit="<i>besøg</i> &")
    assert (await town.sends("jonas", "solutions/2/details/benefits", benefit)).status_code == 200
    for what, query, escaped in (
        ("map", "", "&lt;script&gt;"),
        ("benefits", "by=thing", "&lt;i&gt;besøg&lt;/i&gt; &amp;"),
    ):
        answer = await saved(town, "pictures/file", what=what, query=query)
        whole(answer)
        assert escaped in answer.text


async def test_the_plan_and_its_progress_are_pictures(town: Town) -> None:
    whole(await saved(town, "plan/file"))
    root = whole(await saved(town, "plan/progress/file"))
    assert root.attrib["viewBox"] == "0 0 840 1188"


async def test_what_is_no_picture_is_not_found(town: Town) -> None:
    for sent in ({"what": "contacts", "form": "svg"}, {"what": "map", "form": "png"}):
        assert (await town.sends("jonas", "pictures/file", {"query": "", **sent})).status_code == 404
    for query in ("9", "x"):
        sent = {"form": "svg", "query": query}
        assert (await town.sends("jonas", "plan/progress/file", sent)).status_code == 404


def test_the_colours_are_those_of_the_default_theme() -> None:
    root = THEMES.read_text("utf-8").split("[data-theme", 1)[0]
    theme = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", root))
    assert list(PURPOSES) == [theme[f"purpose-{n}"] for n in range(1, 10)]
    for tone, colour in drawing.TONES.items():
        assert colour == theme["rest" if tone == "ended" else tone.value]
    assert (theme["text"], theme["text-quiet"], theme["line"]) == (drawing.TEXT, drawing.QUIET, drawing.LINE)
    assert (
        theme["line-field"],
        theme["brand"],
        theme["danger"],
    ) == (drawing.EXPECTED, drawing.REALISED, drawing.DANGER)
