"""Column formatting as data: how a value looks in SharePoint's lists (column formatting, version 2).

Colours are the theme classes of SharePoint's own choice pills, so that they follow a dark theme; a
colour never stands alone, the word is always in it. Expressions are trees of operators, which need
no quoting. Only operators of Microsoft's syntax reference are used.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from sharepoint_lists.schema import columns
from sharepoint_lists.schema.choice_words import fixed_words, word_of
from sharepoint_lists.schema.columns import Column
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.lists import PROPOSALS, SOLUTION_CARDS
from sharepoint_lists.schema.views import NUMBER
from technology_map.council.life_cycle import ENDED, Status
from technology_map.meetings.meetings import ItemState, MeetingState
from technology_map.method.workshops import WorkshopState
from technology_map.words.terms import TermList
from technology_map.words.values import Light, Phase
from technology_map.words.vocabulary import Vocabulary

Json = dict[str, Any]
Expression = Json | str | int
SCHEMA = "https://developer.microsoft.com/json-schemas/sp/v2/column-formatting.schema.json"
HERE = "@currentField"
OVERDUE = "Over tiden: "
_SHORT_HASH = 8


class Colour(StrEnum):
    """A pair of SharePoint's theme classes: the ground of a pill, and the letters on it."""

    BLUE = "CornflowerBlue"
    GREEN = "MintGreen"
    YELLOW = "Gold"
    RED = "DustRose"
    ORANGE = "Coral"
    PURPLE = "LightPurple"
    LILAC = "Lilac"
    GREY = "LightGray"

    @property
    def classes(self) -> str:
        """The two classes, as SharePoint's own pills name them."""
        return f"sp-css-backgroundColor-Bg{self.value} sp-css-color-{self.value}Font"


S, C = Status, Colour
STATUS_COLOURS: Mapping[Status, Colour] = {
    S.SUBMITTED: C.BLUE,
    S.CLARIFICATION: C.ORANGE,
    S.ASSESSMENT: C.YELLOW,
    S.READY: C.YELLOW,
    S.ON_AGENDA: C.PURPLE,
    S.PRIORITISED: C.PURPLE,
    S.PRE_ANALYSIS: C.LILAC,
    S.PILOT: C.LILAC,
    S.IMPLEMENTATION: C.LILAC,
    S.IN_OPERATION: C.GREEN,
    S.BENEFIT_FOLLOW_UP: C.GREEN,
    S.COMPLETED: C.GREEN,
    S.PARKED: C.GREY,
    S.REJECTED: C.RED,
    S.MERGED: C.GREY,
    S.WITHDRAWN: C.GREY,
    S.STOPPED: C.RED,
}
PURPOSE_COLOURS = (C.BLUE, C.YELLOW, C.ORANGE, C.GREEN, C.PURPLE, C.LILAC, C.RED, C.GREY)
"""By the purpose's place in the municipality's order; after the last they begin again."""
PHASE_COLOURS: Mapping[Phase, Colour] = {
    phase: {Phase.IN_OPERATION: C.GREEN, Phase.RETIRED: C.GREY}.get(phase, C.LILAC) for phase in Phase
}
LIGHT_COLOURS: Mapping[Light, Colour] = {Light.GREEN: C.GREEN, Light.YELLOW: C.YELLOW, Light.RED: C.RED}
WORKSHOP_COLOURS: Mapping[WorkshopState, Colour] = {
    WorkshopState.PREPARED: C.BLUE,
    WorkshopState.SILENT: C.PURPLE,
    WorkshopState.SHOWN: C.YELLOW,
    WorkshopState.AGREED: C.GREEN,
}
MEETING_COLOURS: Mapping[MeetingState, Colour] = {
    MeetingState.PLANNED: C.BLUE,
    MeetingState.OPEN: C.PURPLE,
    MeetingState.HELD: C.YELLOW,
    MeetingState.PUBLISHED: C.GREEN,
}
ITEM_COLOURS: Mapping[ItemState, Colour] = {
    ItemState.WAITING: C.BLUE,
    ItemState.DECIDED: C.GREEN,
    ItemState.POSTPONED: C.GREY,
}
_PILLS: Mapping[type[StrEnum], Mapping[Any, Colour]] = {
    Status: STATUS_COLOURS,
    Phase: PHASE_COLOURS,
    Light: LIGHT_COLOURS,
    MeetingState: MEETING_COLOURS,
    WorkshopState: WORKSHOP_COLOURS,
    ItemState: ITEM_COLOURS,
}
_SHAPE = {
    "display": "inline-block",
    "border-radius": "12px",
    "padding": "0 10px",
    "line-height": "1.5",
    "max-width": "100%",
    "overflow": "hidden",
    "text-overflow": "ellipsis",
    "white-space": "nowrap",
}


def formatters_of(of: List, teams_app_id: str, words: Vocabulary) -> dict[str, Json]:
    """The formatters of a list's columns by their internal names; `ID` becomes the readable number."""
    found: dict[str, Json] = {}
    if of.name in _LETTERS:
        found[NUMBER] = link(teams_app_id, _readable(_LETTERS[of.name]))
    for column in of.columns:
        made = _formatter(column, teams_app_id, words)
        if made is not None:
            found[column.name] = made
    return found


_LETTERS = {PROPOSALS.name: "F", SOLUTION_CARDS.name: "L"}


def _formatter(column: Column, teams_app_id: str, words: Vocabulary) -> Json | None:
    if column.kind is columns.Kind.CHOICE and (colours := coloured(column, words)):
        return pill(colours)
    if column in (columns.PROPOSAL, columns.FROM_PROPOSAL):
        return link(teams_app_id, _readable("F"))
    if column == columns.LEADS_TO:
        return link(teams_app_id, HERE)
    if column == columns.NEXT_STEP_DUE:
        return due()
    if column in (columns.HASH, columns.PREVIOUS_HASH):
        return shortened()
    return None


def coloured(column: Column, words: Vocabulary) -> Mapping[str, Colour]:
    """The colour of each word of a column that has colours."""
    if column.words is TermList.PURPOSE:
        offered = enumerate(words.offered(TermList.PURPOSE))
        return {one.name_da: PURPOSE_COLOURS[at % len(PURPOSE_COLOURS)] for at, one in offered}
    if column.words is None or isinstance(column.words, TermList) or column.words not in _PILLS:
        return {}
    said = fixed_words(column.words)
    return {said[code]: colour for code, colour in _PILLS[column.words].items()}


def pill(colours: Mapping[str, Colour]) -> Json:
    """The word on its colour; a word that somebody added by hand is grey."""
    chosen: Expression = Colour.GREY.classes
    for word, colour in reversed(list(colours.items())):
        chosen = choose(operate("==", HERE, word), colour.classes, chosen)
    attributes: Json = {"class": chosen, "title": HERE}
    return _hidden_when_empty({"elmType": "div", "txtContent": HERE, "attributes": attributes}, _SHAPE)


def link(teams_app_id: str, name: Expression) -> Json:
    """The readable number as a link to the proposal or card in Teams (platform.md 4.3)."""
    before = f"https://teams.microsoft.com/l/entity/{teams_app_id}/teknologikort?label="
    open_context, shut_context = quote('{"subEntityId":"', safe=""), quote('"}', safe="")
    address = joined(before, name, f"&context={open_context}", name, shut_context)
    attributes = {"href": address, "target": "_blank", "title": joined("Åbn ", name, " i Teams")}
    return _hidden_when_empty({"elmType": "a", "txtContent": name, "attributes": attributes}, {})


def due() -> Json:
    """The day something is due; said in words, and marked, once the day is over and work is not."""
    day: Expression = operate("toLocaleDateString()", HERE)
    over = operate("<=", operate("addDays", HERE, 1), "@now")
    for status in (one for one in Status if one in ENDED):  # a set has another order in each process
        over = operate("&&", over, operate("!=", "[$Status]", word_of(status)))
    return _hidden_when_empty(
        {
            "elmType": "div",
            "txtContent": choose(over, joined(OVERDUE, day), day),
            "attributes": {"class": choose(over, Colour.RED.classes, "")},
        },
        _SHAPE,
    )


def shortened() -> Json:
    """The beginning of a hash, the whole of it on pointing at it."""
    short = operate("substring", HERE, 0, _SHORT_HASH)
    return _hidden_when_empty(
        {"elmType": "span", "txtContent": joined(short, "…"), "attributes": {"title": HERE}}, {}
    )


def operate(operator: str, *operands: Expression) -> Json:
    """One operation of the syntax tree."""
    return {"operator": operator, "operands": list(operands)}


def choose(condition: Expression, then: Expression, otherwise: Expression) -> Json:
    """The conditional operation."""
    return operate("?", condition, then, otherwise)


def joined(*components: Expression) -> Expression:
    """Texts one after the other; the plus of the syntax takes two."""
    said = components[0]
    for part in components[1:]:
        said = operate("+", said, part)
    return said


def _readable(letter: str) -> Expression:
    """F-0042 for 42."""
    return joined(f"{letter}-", operate("padStart", operate("toString()", HERE), 4, "0"))


def _hidden_when_empty(element: Json, mapping: Json) -> Json:
    shown = mapping.get("display", "inline")
    style = {**mapping, "display": choose(operate("==", operate("toString()", HERE), ""), "none", shown)}
    return {"$schema": SCHEMA, **element, "style": style}
