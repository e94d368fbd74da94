"""The technology map as a file: the page's own picture, with the colours that the page's styles give it."""

import re

from markupsafe import Markup

from teams_app.tab.map.map_view import map_page
from teams_app.tab.rendering import environment
from teams_app.tab.reports.drawing import FONT, GROUND, LINE, QUIET, TEXT
from teams_app.tab.reports.report import Source
from teams_app.tab.sentences import COLOURS

PURPOSES = (
    "#0f6cbd",
    "#5b5fc7",
    "#107c10",
    "#bc4b09",
    "#881798",
    "#038387",
    "#986f0b",
    "#c239b3",
    "#4a5459",
)
"""`--purpose-1` to `--purpose-9` of the default theme."""
_LINK = re.compile(r'<a\b[^>]*?(class="[^"]*")[^>]*>')
_EMPTY = re.compile(r"\n\s*\n+")


def map_picture(source: Source) -> bytes:
    """The map by its filter, as wide as a screen. Nothing in it leads anywhere: a file has no pages."""
    page = map_page(source.t, source.overview, source.query)
    template = environment().get_template("map_file.html")
    drawn = template.render(t=source.t, page=page, shape=page.pictures[0], styles=Markup(_styles()))  # noqa: S704 - ours
    kept = _LINK.sub(r"<g \1>", drawn).replace("</a>", "</g>")
    return _EMPTY.sub("\n", kept).strip().encode()


def _styles() -> str:
    """The rules of `client/map.css` with their colours filled in."""
    assert len(PURPOSES) == COLOURS  # noqa: S101 - a colour for each
    own = "".join(
        f".purpose-of-{n} .map-ground{{stroke:{one}}}"
        f".purpose-of-{n} .mark{{fill:{one};stroke:{one}}}"
        f".purpose-of-{n} .mark.hollow{{fill:{GROUND}}}"
        f".purpose-of-{n} .map-bar,.purpose-of-{n} .map-segment{{fill:{one}}}"
        f".purpose-of-{n} .map-line{{stroke:{one};stroke-width:2}}"
        for n, one in enumerate(PURPOSES, start=1)
    )
    return (
        f"text{{fill:{TEXT};font-family:{FONT}}}"
        f".map-ground{{fill:{GROUND};stroke:{QUIET};stroke-width:1.5}}"
        f".unplaced .map-ground{{stroke-dasharray:6 5}}"
        f".mark{{fill:{QUIET};stroke:{QUIET};stroke-width:1.6}}.mark.hollow{{fill:{GROUND}}}"
        f".map-bar,.map-segment{{fill:{QUIET}}}.map-hit{{fill:none}}"
        f".map-inside{{fill:{GROUND}}}.map-counts,.map-more text,.map-figure{{fill:{QUIET}}}"
        f".map-chip rect{{fill:#f5f5f5;stroke:{LINE}}}{own}.map-inside{{fill:{GROUND}}}"
    )
