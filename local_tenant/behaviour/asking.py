"""Before SharePoint sees a request: what a tenant of this behaviour refuses or takes otherwise."""

import re
from typing import Any

from multidict import CIMultiDict

from local_tenant.behaviour.words import Behaviour
from local_tenant.sharepoint.errors import invalid
from local_tenant.sharepoint.graph.exchange import Ask
from local_tenant.sharepoint.rows.lists import List

_PREFER = "HonorNonIndexedQueriesWarningMayFailRandomly"
_FIELD = re.compile(r"fields/(\w+)")
_SELECTED = re.compile(r"(\$?select=)([^)]*)")


def before(behaviour: Behaviour, ask: Ask, pattern: str, home: List | None) -> None:
    """Change the request, or refuse it. Raises GraphError."""
    _filters(behaviour, ask)
    _refusals(behaviour, ask, pattern)
    if home is not None and "expand" in ask.query and behaviour.differs("select_unknown"):
        ask.query["expand"] = _known(ask.query["expand"], home)
    tag = ask.headers.get("If-Match")
    if tag and behaviour.differs("etag_form") and not tag.startswith(('"', "*", "W/")):
        headers = CIMultiDict(ask.headers)
        headers["If-Match"] = f'"{tag}"'
        ask.headers = headers
    new_column = ask.method == "POST" and pattern.endswith("/columns") and isinstance(ask.body, dict)
    if new_column and behaviour.differs("unique_without_index") and ask.body.get("enforceUniqueValues"):
        ask.body = {**ask.body, "indexed": True}
    if home is not None and ask.method == "POST" and pattern.endswith("/items"):
        _new_row(behaviour, ask, home)


def _filters(behaviour: Behaviour, ask: Ask) -> None:
    """An index is needed, or not, as the Prefer header lets one do without."""
    if "filter" not in ask.query:
        return
    two = len(set(_FIELD.findall(ask.query["filter"]))) > 1
    question = "filter_two_columns" if two else "filter_unindexed"
    sent = ask.prefers(_PREFER)
    lenient = not sent and behaviour.differs(question)
    strict = sent and behaviour.differs(f"{question}_preferred")
    if not (lenient or strict):
        return
    headers = CIMultiDict(ask.headers)
    headers.pop("Prefer", None)
    if lenient:
        headers["Prefer"] = _PREFER
    ask.headers = headers


def _refusals(behaviour: Behaviour, ask: Ask, pattern: str) -> None:
    if "orderby" in ask.query and behaviour.differs("order_by"):
        raise invalid("$orderby is not supported here.")
    if pattern.endswith("/versions") and "expand" in ask.query and behaviour.differs("versions_with_fields"):
        raise invalid("$expand is not supported here.")
    if ask.query.get("token") == "latest" and behaviour.differs("delta_latest"):
        raise invalid("The provided token is not valid.")


def _known(expand: str, home: List) -> str:
    def kept(found: re.Match[str]) -> str:
        names = [one.strip() for one in found[2].split(",")]
        there = [one for one in names if one in home.columns or one.removesuffix("LookupId") in home.columns]
        return found[1] + ",".join(there or ["Title"])

    return _SELECTED.sub(kept, expand)


def _new_row(behaviour: Behaviour, ask: Ask, home: List) -> None:
    fields: Any = (ask.body or {}).get("fields") if isinstance(ask.body, dict) else None
    if not isinstance(fields, dict):
        return
    missing = [one.name for one in home.columns.values() if one.required and not fields.get(one.name)]
    if missing and behaviour.differs("required_column"):
        raise invalid(f"Field '{missing[0]}' is required.")
    if behaviour.differs("long_text"):
        ask.body = {**ask.body, "fields": {name: _cut(home, name, one) for name, one in fields.items()}}


def _cut(home: List, name: str, value: Any) -> Any:
    column = home.columns.get(name)
    if column is None or column.kind != "text" or not isinstance(value, str):
        return value
    return value[: int(column.facet.get("maxLength", 255))]
