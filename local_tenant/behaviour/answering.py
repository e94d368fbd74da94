"""After SharePoint has answered: what a tenant of this behaviour says otherwise."""

import re
from datetime import datetime
from typing import Any

from local_tenant.behaviour.words import Behaviour
from local_tenant.sharepoint.errors import NOT_UNIQUE, GraphError
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.names import address_name
from local_tenant.sharepoint.rows.values import SITE_TIME

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_ETAGS = ("eTag", "@odata.etag")


def reworded(behaviour: Behaviour, error: GraphError, pattern: str) -> GraphError:
    """The error with the status and code of this behaviour."""
    question = ""
    if error.message == NOT_UNIQUE:
        question = "unique_answer"
    elif error.status == 412:
        question = "stale_change"
    elif error.status == 409 and pattern.endswith("/lists"):
        question = "taken_list_name"
    if not question or not behaviour.differs(question):
        return error
    status, _, code = behaviour[question].partition(" ")
    return GraphError(int(status), code, error.message, inner=error.inner, headers=error.headers)


def after(behaviour: Behaviour, ask: Ask, pattern: str, home: List | None, reply: Reply) -> None:
    """Change the answer."""
    if behaviour.differs("rate_limit_headers"):
        limit = {"RateLimit-Limit": "1250", "RateLimit-Remaining": "1200", "RateLimit-Reset": "30"}
        for name, value in limit.items():
            reply.headers.setdefault(name, value)
    if not isinstance(reply.body, dict):
        return
    if pattern.endswith("/delta") and behaviour.differs("delta_of_deleted"):
        reply.body["value"] = [one for one in reply.body["value"] if "deleted" not in one]
    if pattern.endswith("/{item-id}") and ask.method == "GET" and "expand" not in ask.query:
        _without_fields(behaviour, reply.body)
    for one in [reply.body, *_entries(reply.body)]:
        _item(behaviour, home, one)
        _list_name(behaviour, one)
    if pattern.endswith("/columns") and ask.method == "POST" and behaviour.differs("long_column_name"):
        reply.body["name"] = reply.body.get("displayName")
    if behaviour.differs("etag_form") and (tag := reply.headers.get("ETag")):
        reply.headers["ETag"] = tag.strip('"')


def _entries(body: dict[str, Any]) -> list[dict[str, Any]]:
    value = body.get("value")
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _without_fields(behaviour: Behaviour, body: dict[str, Any]) -> None:
    if behaviour.differs("item_fields"):
        body.pop("fields", None)


def _item(behaviour: Behaviour, home: List | None, one: dict[str, Any]) -> None:
    fields = one.get("fields")
    if isinstance(fields, dict):
        if behaviour.differs("etag_in_fields"):
            fields.pop("@odata.etag", None)
        if home is not None:
            one["fields"] = {name: _value(behaviour, home, name, value) for name, value in fields.items()}
    if behaviour.differs("etag_form"):
        for holder in (one, one.get("fields")):
            for name in _ETAGS:
                if isinstance(holder, dict) and name in holder:
                    holder[name] = str(holder[name]).strip('"')


def _value(behaviour: Behaviour, home: List, name: str, value: Any) -> Any:
    column = home.columns.get(name)
    if column is None:
        return value
    if column.facet.get("format") == "dateOnly" and isinstance(value, str):
        return _day(behaviour["date_only"], value)
    if column.kind == "text" and behaviour.differs("text_like_date") and _DAY.match(str(value)):
        return f"{value}T00:00:00Z"
    if column.kind == "multichoice" and behaviour.differs("several_choices") and isinstance(value, list):
        return value[:1]
    return value


def _day(word: str, value: str) -> str:
    """`value` is the day's midnight in Copenhagen, in UTC, as the rows hold it."""
    if word == "local_midnight":
        return value
    day = datetime.fromisoformat(value).astimezone(SITE_TIME).strftime("%Y-%m-%d")
    return f"{day}T00:00:00Z" if word == "utc_midnight" else f"{day}T12:00:00Z"


def _list_name(behaviour: Behaviour, one: dict[str, Any]) -> None:
    shown = one.get("displayName")
    if not ("list" in one and isinstance(shown, str) and behaviour.differs("list_address")):
        return
    if one.get("name") == address_name(shown):
        one["name"] = shown
