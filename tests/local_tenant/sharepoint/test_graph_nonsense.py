"""Whatever is sent, Graph answers with a status below 500."""

from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.local_tenant.sharepoint.graph_caller import COLUMNS, Caller
from tests.sweeps import examples

QUICK = settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
)
JSON = st.recursive(
    PLAIN | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), inside, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from([one["name"] for one in COLUMNS] + ["Title", "id", "OwnerLookupId", "Nix"])
FACETS = st.sampled_from(["text", "choice", "number", "boolean", "dateTime", "personOrGroup", "lookup"])
SETTINGS = st.sampled_from(
    "name displayName indexed enforceUniqueValues required hidden defaultValue description".split()
)
INSIDE = st.sampled_from("choices maxLength allowMultipleLines displayAs listId format minimum".split())
WORDS = st.lists(
    st.sampled_from(
        [
            "fields/Key",
            "fields/Score",
            "fields/At",
            "fields/ID",
            "id",
            "eq",
            "ge",
            "ne",
            "and",
            "or",
            "not",
            "(",
            ")",
        ]
        + [
            "startswith(fields/Key,'a')",
            "'a'",
            "''",
            "'",
            "1",
            "-1.5",
            "1e400",
            "9" * 30,
            "null",
            "true",
            "2026-01-01",
        ]
    ),
    max_size=7,
).map(" ".join)


@QUICK
@given(fields=st.dictionaries(NAMES, JSON, max_size=4))
async def test_fields(graph: Caller, fields: dict[str, Any]) -> None:
    answer = await graph.call("POST", f"{graph.at}/items", {"fields": fields})
    assert answer.status_code in (201, 400)


@QUICK
@given(
    body=st.dictionaries(SETTINGS, JSON, max_size=3),
    facet=FACETS,
    inside=JSON | st.dictionaries(INSIDE, JSON, max_size=3),
)
async def test_columns(graph: Caller, body: dict[str, Any], facet: str, inside: Any) -> None:
    answer = await graph.call("POST", f"{graph.at}/columns", {"name": "A", **body, facet: inside})
    assert answer.status_code in (201, 400, 409)
    if answer.status_code == 201:
        await graph.call("DELETE", f"{graph.at}/columns/{answer.json()['id']}")


@QUICK
@given(body=JSON)
async def test_bodies(graph: Caller, body: Any) -> None:
    for method, path in (
        ("POST", f"{graph.site}/lists"),
        ("PATCH", graph.at),
        ("POST", f"{graph.at}/items"),
        ("POST", "/$batch"),
        ("POST", "/$batch"),
    ):
        shaped = {"requests": [body]} if path == "/$batch" else body
        assert (await graph.call(method, path, shaped)).status_code < 500


@QUICK
@given(condition=WORDS | st.text(st.characters(codec="utf-8"), max_size=20), order=WORDS)
async def test_queries(graph: Caller, condition: str, order: str) -> None:
    loosely = {"Prefer": "HonorNonIndexedQueriesWarningMayFailRandomly"}
    for params in ({"$filter": condition}, {"$orderby": order}, {"$expand": condition}):
        answer = await graph.call("GET", f"{graph.at}/items", params=params, headers=loosely)
        assert answer.status_code in (200, 400)
    found = await graph.call("GET", f"{graph.site}/lists", params={"$filter": condition})
    assert found.status_code in (200, 400)


@QUICK
@given(path=st.lists(st.text(st.characters(codec="utf-8"), max_size=6), max_size=5))
async def test_paths(graph: Caller, path: list[str]) -> None:
    tail = "/".join(quote(part, safe=":") for part in path)
    for start in ("/sites/", f"{graph.at}/", f"{graph.at}/items/", f"{graph.at}/columns/"):
        assert (await graph.call("GET", f"{start}{tail}")).status_code < 500
