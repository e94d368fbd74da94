"""The site scripts: the views and formatting of the lists, as SharePoint itself applies them.

Lists, titles and columns are made through Graph. A script names a list by the title it has now and
a column by its display name now, because SharePoint looks for those (sp-dev-docs #4081, #10483):
under any other name it would make a second list. So a script never sets a title, and is made
afresh for each run. One script for each list: run at once it may have 30 actions at most.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sharepoint_lists.schema.formatting import Json, formatters_of
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.views import NAME, NUMBER, View, views_of
from technology_map.words.vocabulary import Vocabulary

SCHEMA = "https://developer.microsoft.com/json-schemas/sp/site-design-script-actions.schema.json"
MOST_ACTIONS, MOST_CHARACTERS = 30, 100_000
_GENERIC_LIST = 100
_ALWAYS = (NUMBER, NAME)
_COMPARED = re.compile(r'<FieldRef Name="(\w+)"')


@dataclass(frozen=True, slots=True)
class Names:
    """What a list and its columns are called in the tenant now; columns by internal name."""

    title: str
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteScript:
    """One script: which list it shapes, and its JSON."""

    of: List
    script: Json

    @property
    def file(self) -> str:
        """The name of its file: which site, which list."""
        return f"{self.of.site.value}-{self.of.name}.json"

    def text(self) -> str:
        """As a person reads it."""
        return json.dumps(self.script, ensure_ascii=False, indent=2) + "\n"

    @property
    def actions(self) -> int:
        """How many actions it has, those inside included."""
        return sum(1 + len(one["subactions"]) for one in self.script["actions"])


def designed_names(of: List) -> Names:
    """The names that provisioning gives."""
    return Names(of.title, {column.name: column.title for column in of.columns})


def site_script(of: List, names: Names, teams_app_id: str, words: Vocabulary) -> SiteScript:
    """The script of one list; a column that is not there is left out of it.

    Same names, same script: running it again changes nothing.
    """
    known = {NUMBER: NUMBER, **names.columns}
    inside = [
        {"verb": "setSPFieldCustomFormatter", "fieldDisplayName": known[name], "formatterJSON": formatter}
        for name, formatter in formatters_of(of, teams_app_id, words).items()
        if name in known
    ]
    views = [view for view in views_of(of) if set(_COMPARED.findall(view.query)) <= {*known, *_ALWAYS}]
    inside += [_view(view, known, default=at == 0) for at, view in enumerate(views)]
    shaped = {
        "verb": "createSPList",
        "listName": names.title,
        "templateType": _GENERIC_LIST,
        "subactions": inside,
    }
    return SiteScript(of, {"$schema": SCHEMA, "actions": [shaped]})


def _view(view: View, known: Mapping[str, str], *, default: bool) -> Json:
    return {
        "verb": "addSPView",
        "name": view.name,
        "viewFields": [name for name in view.columns if name in known or name in _ALWAYS],
        "query": view.query,
        "rowLimit": view.rows,
        "isPaged": True,
        "makeDefault": default,
        "replaceViewFields": True,
    }
