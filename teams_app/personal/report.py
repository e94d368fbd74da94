"""The report on a person: every row and column in which they stand, and what forgetting them would do."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sharepoint_lists.mapping.naming import KEPT, Found, Hit
from sharepoint_lists.personal.searching import FoundRow
from sharepoint_lists.schema import columns
from sharepoint_lists.schema.lists import ATTACHMENTS
from teams_app.personal.looking import Looked
from technology_map.texts import COPENHAGEN, Texts

REMOVED, REPLACED, STAYS = "removed", "replaced", "stays"


@dataclass(frozen=True, slots=True)
class Line:
    """One place where the person stands; in words."""

    where: str
    row: str
    title: str
    column: str
    how: str
    fate: str
    text: str


def lines(looked: Looked, t: Texts) -> Iterator[Line]:
    """Every place, list by list, then the files and this machine."""
    for one in looked.rows:
        for hit in one.hits:
            how = t(f"person.found.{hit.how.value}")
            fate = t(f"person.fate.{_fate(one, hit)}")
            yield Line(one.row.of.title, str(one.row.number), one.row.title, hit.title, how, fate, hit.text)
    for file in looked.files:
        how, fate = t(f"person.found.{Found.FILE.value}"), t(f"person.fate.{STAYS}")
        yield Line(ATTACHMENTS.title, file.thing, file.name, "", how, fate, file.name)
    for here in looked.here or ():
        how, fate = t(f"person.found.{Found.ID.value}"), t(f"person.fate.{REPLACED}")
        yield Line(t("person.here"), here.what, here.file, "", how, fate, here.text)


def notes(looked: Looked, t: Texts) -> list[str]:
    """What the report cannot tell, and what SharePoint keeps beside the rows; in whole sentences."""
    found = [
        t("person.note.words"),
        t("person.note.versions"),
        t("person.note.browser"),
        t("person.note.logs"),
    ]
    if looked.worries:
        found.insert(0, t.many("person.note.worries", looked.worries))
    if looked.here is None:
        found.insert(0, t("person.note.not_here"))
    if looked.who.shared:
        found.insert(0, t("person.note.shared", names=", ".join(sorted(looked.who.shared))))
    return found


def written(looked: Looked, made: datetime, t: Texts) -> dict[str, Any]:
    """All of it as JSON can say it: with each row whole that is the person's own or says their object id."""
    return {
        "person": {"object_id": looked.who.object_id, "names": sorted(looked.who.names)},
        "made": made.astimezone(COPENHAGEN).isoformat(timespec="seconds"),
        "places": [asdict(one) for one in lines(looked, t)],
        "rows": [_whole(one) for one in looked.rows if one.own or _theirs(one)],
        "notes": notes(looked, t),
    }


def _fate(one: FoundRow, hit: Hit) -> str:
    if one.own:
        return REMOVED
    return STAYS if hit.how in KEPT else REPLACED


def _theirs(one: FoundRow) -> bool:
    return any(hit.how in (Found.ID, Found.SEALED) for hit in one.hits)


def _whole(one: FoundRow) -> dict[str, Any]:
    """A row with its cells under the titles that people see."""
    titles = {each.name: each.title for each in (columns.TITLE, *one.row.of.columns)}
    cells = {titles[name]: cell for name, cell in one.row.cells.items() if name in titles}
    return {"list": one.row.of.title, "site": one.row.of.site.value, "row": one.row.number, "cells": cells}
