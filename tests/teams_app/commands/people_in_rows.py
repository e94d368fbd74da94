"""A town in which somebody stands everywhere: a row of each list, with them in every cell that takes one."""

from typing import Any

from local_tenant.app import LittleTenant
from sharepoint_lists.mapping.holding import TEXTS
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import List, Site
from teams_app.server.derived_keys import assessment_key, placement_key, worry_key
from teams_app.server.sealed_texts import SealedTexts
from teams_app.settings import Settings
from technology_map.assessing.assessments import Scores
from technology_map.method.workshops import talk_key
from technology_map.people.people import Person
from technology_map.talk.worries import KEY, Said, WorryTheme
from tests.stories.playing import CLOSED_SITE, OPEN_SITE


def site_of(of: List) -> str:
    """The site of a list."""
    return OPEN_SITE if of.site is Site.OPEN else CLOSED_SITE


def _cell(column: Column, who: Person) -> str | None:
    match column.holds:
        case Holds.ID:
            return who.object_id
        case Holds.NAME:
            return who.name
        case Holds.KEY:
            return f"before|{who.object_id}|after"
        case Holds.WORDS:
            return f"Spørg {who.name}."
    return None


def person_everywhere(of: List, who: Person) -> dict[str, Any]:
    """The cells of a row in which a person stands wherever one can."""
    found: dict[str, Any] = {"Title": who.name if of is lists.CONTACTS else f"Om {who.name}"}
    for column in of.columns:
        if column.kind in TEXTS and (cell := _cell(column, who)):
            two_lines = column.kind is Kind.LINES and column.holds in (Holds.ID, Holds.NAME)
            found[column.name] = f"{cell}\n{cell}" if two_lines else cell
    return found


def _sealed(settings: Settings, who: Person) -> dict[str, dict[str, Any]]:
    """What is sealed, as the app seals it: an assessment, a placement, a worry with its author inside."""
    assessed = f"F-0001|{who.object_id}"
    of_assessments, of_placements, of_worries = (
        SealedTexts(key)
        for key in (assessment_key(settings), placement_key(settings), worry_key(settings))
        if key
    )
    placed = of_placements.code(f"{talk_key('workshop-1', 'L-0001')}|{who.object_id}")
    worry = KEY + of_worries.code(f"{who.object_id}.worry")
    said = Said("F-0001", WorryTheme.TASKS, f"Det sagde {who.name}.", who)
    return {
        "Assessments": {
            "AssessmentKey": assessed,
            "Sealed": of_assessments.seal(assessed, Scores({"problem": 4}, "Godt").written()),
        },
        "Placements": {
            "PlacementKey": placed,
            "WorkshopKey": "workshop-1",
            "OfCard": "L-0001",
            "Sealed": of_placements.seal(placed, "service"),
        },
        "Worries": {"WorryKey": worry, "Sealed": of_worries.seal(worry, said.written())},
    }


async def put_everywhere(tenant: LittleTenant, settings: Settings, who: Person) -> None:
    """A row of every list."""
    sealed = _sealed(settings, who)
    for of in lists.LISTS:
        home = tenant.sharepoint.list_named(site_of(of), of.name)
        cells = person_everywhere(of, who) | sealed.get(of.name, {})
        await tenant.sharepoint.items.create(home, cells)


def traces(tenant: LittleTenant, *words: str) -> set[tuple[str, str]]:
    """The lists and columns in which one of these words stands now, whatever anybody declared."""
    found = set()
    for of in lists.LISTS:
        for row in tenant.sharepoint.true_rows(site_of(of), of.name):
            for name, cell in row.items():
                if any(word.casefold() in str(cell).casefold() for word in words):
                    found.add((of.name, name))
    return found
