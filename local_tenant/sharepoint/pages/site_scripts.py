"""Site scripts: read strictly, and run on a site as SharePoint's ExecuteTemplateScript runs them.

Known is what dresses lists. A list is found by its title, as in SharePoint; one that is not there
is made.
"""

from dataclasses import dataclass, replace
from typing import Any

import orjson

from local_tenant.sharepoint.errors import bad, new_id
from local_tenant.sharepoint.pages.caml import BadCaml, read
from local_tenant.sharepoint.pages.formatting import BadFormatter, check
from local_tenant.sharepoint.rows.lists import List, Lists
from local_tenant.sharepoint.rows.sites import Site
from local_tenant.sharepoint.rows.views import View

LONGEST, MOST_ACTIONS = 100_000, 30
_SHAPES: dict[str, tuple[dict[str, type], set[str]]] = {
    "createSPList": (
        {"listName": str, "templateType": int, "subactions": list},
        {"listName", "templateType"},
    ),
    "setTitle": ({"title": str}, {"title"}),
    "setDescription": ({"description": str}, {"description"}),
    "setSPFieldCustomFormatter": (
        {"fieldDisplayName": str, "formatterJSON": dict},
        {"fieldDisplayName", "formatterJSON"},
    ),
    "addSPView": (
        {
            "name": str,
            "viewFields": list,
            "query": str,
            "rowLimit": int,
            "isPaged": bool,
            "makeDefault": bool,
            "replaceViewFields": bool,
        },
        {"name", "viewFields", "query", "rowLimit", "isPaged"},
    ),
    "removeSPView": ({"name": str}, {"name"}),
}


class _Failed(Exception):  # noqa: N818 - the answer to one action
    """An action that could not be done, in SharePoint's words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one action."""

    verb: str
    title: str
    error: str = ""
    target: str = ""

    def as_json(self) -> dict[str, Any]:
        """As SharePoint's REST gives it."""
        return {
            "ErrorCode": -1 if self.error else 0,
            "Outcome": "2" if self.error else "0",
            "OutcomeText": self.error or None,
            "Target": None,
            "TargetId": self.target or None,
            "Title": self.title,
            "Verb": self.verb,
        }


def read_script(text: str) -> list[dict[str, Any]]:
    """The actions of a script. GraphError 400 for one that SharePoint would not take."""
    if len(text) > LONGEST:
        raise bad("The site script is too long.")
    try:
        script = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise bad("The site script is not valid JSON.") from error
    actions = script.get("actions") if isinstance(script, dict) else None
    if not isinstance(actions, list) or script.keys() - {"$schema", "actions"}:
        raise bad("The site script has no actions, or something beside them.")
    for action in actions:
        _check(action, ("createSPList",))
        for one in action.get("subactions", []):
            _check(one, tuple(_SHAPES.keys() - {"createSPList"}))
    if sum(1 + len(one.get("subactions", [])) for one in actions) > MOST_ACTIONS:
        raise bad(f"A script that runs at once has at most {MOST_ACTIONS} actions.")
    return actions


def run(lists: Lists, site: Site, actions: list[dict[str, Any]]) -> list[Outcome]:
    """Does each action, one after the other; a failed one does not stop the next."""
    outcomes = []
    for action in actions:
        home = _list(lists, site, action["listName"])
        title = f"Create or update list {action['listName']}"
        outcomes.append(Outcome(action["verb"], title, target=home.id))
        changed = False
        for one in action.get("subactions", []):
            said = f"{one['verb']} {one.get('name') or one.get('fieldDisplayName') or ''}".strip()
            try:
                changed |= _done(lists, home, one)
                outcomes.append(Outcome(one["verb"], said))
            except _Failed as failed:
                outcomes.append(Outcome(one["verb"], said, str(failed)))
        if changed:
            lists.keep(home)
    return outcomes


def _check(action: Any, verbs: tuple[str, ...]) -> None:
    verb = action.get("verb") if isinstance(action, dict) else None
    if verb not in verbs:
        raise bad(f"The site script has an action that cannot be handled: {verb!r}.")
    shape, needed = _SHAPES[verb]
    given = {key: value for key, value in action.items() if key != "verb"}
    if needed - given.keys() or given.keys() - shape.keys():
        raise bad(f"{verb} has too few or unknown properties.")
    for key, value in given.items():
        if not isinstance(value, shape[key]) or (shape[key] is int and isinstance(value, bool)):
            raise bad(f"{verb}: the value of '{key}' has the wrong type.")


def _list(lists: Lists, site: Site, title: str) -> List:
    """The list with that title; made where there is none."""
    for one in lists.of(site):
        if one.display_name.lower() == title.lower():
            return one
    made = lists.make(site, title, "", "genericList", hidden=False)
    lists.add(made)
    return made


def _done(lists: Lists, home: List, action: dict[str, Any]) -> bool:
    """Does one action on a list; whether that changed anything."""
    match action["verb"]:
        case "setTitle":
            if lists.is_taken(home.site, action["title"], but=home):
                raise _Failed("A list with that title exists already.")
            before, home.display_name = home.display_name, action["title"]
            return before != home.display_name
        case "setDescription":
            before, home.description = home.description, action["description"]
            return before != home.description
        case "setSPFieldCustomFormatter":
            return _formatted(home, action["fieldDisplayName"], action["formatterJSON"])
        case "removeSPView":
            before_views = home.views
            home.views = [one for one in home.views if one.name != action["name"]]
            return before_views != home.views
    return _viewed(home, action)


def _formatted(home: List, shown: str, formatter: dict[str, Any]) -> bool:
    column = next((one for one in home.columns.values() if one.display_name == shown), None)
    if column is None:
        raise _Failed(f"Column '{shown}' does not exist.")
    try:
        check(formatter, set(home.columns))
    except BadFormatter as error:
        raise _Failed(str(error)) from error
    changed = column.formatter != formatter
    column.formatter = formatter
    return changed


def _viewed(home: List, action: dict[str, Any]) -> bool:
    fields = tuple(str(name) for name in action["viewFields"])
    unknown = [name for name in fields if name not in home.columns]
    if unknown or len(set(fields)) != len(fields):
        raise _Failed(f"Field {', '.join(unknown)} does not exist, or a field is there twice.")
    try:
        read(action["query"], home.columns)
    except BadCaml as error:
        raise _Failed(f"The query is not valid: {error}") from error
    before = next((one for one in home.views if one.name == action["name"]), None)
    view = View(
        id=new_id() if before is None else before.id,
        name=action["name"],
        fields=fields if before is None or action.get("replaceViewFields") else _widened(before, fields),
        query=action["query"],
        row_limit=action["rowLimit"],
        paged=action["isPaged"],
        default=action.get("makeDefault", False) or (before is not None and before.default),
    )
    views = [view if one is before else one for one in home.views] if before else [*home.views, view]
    if view.default:
        views = [one if one is view else replace(one, default=False) for one in views]
    changed, home.views = views != home.views, views
    return changed


def _widened(before: View, fields: tuple[str, ...]) -> tuple[str, ...]:
    return (*before.fields, *(name for name in fields if name not in before.fields))
