"""Items and their fields: written, read, changed, refused, restored."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from local_tenant.app import LittleTenant
from local_tenant.people import APP_ID
from tests.local_tenant.sharepoint.graph_caller import Caller, Json, app, error
from tests.sweeps import examples

TEXTS = st.text(
    st.characters(codec="utf-8").filter(lambda letter: letter >= " " or letter in "\t\r\n"),
    min_size=1,
    max_size=80,
)
QUICK = settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


async def test_a_new_item_comes_back_whole(graph: Caller) -> None:
    made = await graph.add(Title="Sensorer", Key="k-1", Score=3.5, IsOpen=False)
    assert made["id"] == "1"
    assert made["eTag"] == made["@odata.etag"] == made["fields"]["@odata.etag"]
    assert made["eTag"].startswith('"')
    assert made["eTag"].endswith(',1"')
    assert made["createdBy"]["application"]["id"] == APP_ID
    fields = made["fields"]
    assert (fields["Title"], fields["Score"], fields["IsOpen"]) == ("Sensorer", 3.5, False)
    assert fields["Status"] == "Ny"
    assert fields["AuthorLookupId"] == "1073741822"
    assert fields["ContentType"] == "Item"
    assert not {"Problem", "Tags", "Owner", "OwnerLookupId"} & fields.keys()


@QUICK
@given(title=TEXTS, problem=TEXTS)
async def test_any_text_comes_back_the_same(graph: Caller, title: str, problem: str) -> None:
    made = await graph.add(Title=title, Problem=problem)
    read = await graph.get(f"{graph.at}/items/{made['id']}/fields")
    assert (read["Title"], read["Problem"]) == (title, problem)


@QUICK
@given(key=TEXTS)
async def test_any_literal_finds_its_item(graph: Caller, key: str) -> None:
    answer = await graph.call("POST", f"{graph.at}/items", {"fields": {"Key": key}})
    quoted = key.replace("'", "''")
    found = await graph.found(f"fields/Key eq '{quoted}'")
    assert len(found) == 1
    assert answer.status_code == 400 or found == [answer.json()["id"]]


@pytest.mark.parametrize("text", ["2026-01-01", "PT", "19-2026", " kant ", "a\r\nb", "🙂" * 100])
async def test_text_that_looks_like_something_else(graph: Caller, text: str) -> None:
    assert (await graph.add(Title=text))["fields"]["Title"] == text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"Titel": "x"}, "Field 'Titel' is not recognized"),
        ({"Title": 3}, "must be a text"),
        ({"Title": "x" * 256}, "255"),
        ({"Title": "🙂" * 128}, "255"),
        ({"Problem": "x" * 64_000}, "63999"),
        ({"Title": "a\x00b"}, "cannot be stored"),
        ({"Title": "a\x1bb"}, "cannot be stored"),
        ({"Score": "3"}, "must be a number"),
        ({"Score": True}, "must be a number"),
        ({"Score": 11}, "out of range"),
        ({"IsOpen": "ja"}, "true or false"),
        ({"IsOpen": 1}, "true or false"),
        ({"Status": "Måske"}, "not one of the choices"),
        ({"Status": ["Ny"]}, "must be a text"),
        ({"Tags": ["A"]}, "Collection(Edm.String)"),
        ({"Tags": ["C"], "Tags@odata.type": "Collection(Edm.String)"}, "not one of the choices"),
        ({"Tags": "A", "Tags@odata.type": "Collection(Edm.String)"}, "must be a collection"),
        ({"At": "i morgen"}, "date and time"),
        ({"At": 20260101}, "date and time"),
        ({"Owner": "Mette"}, "Field 'Owner' is not recognized"),
        ({"OwnerLookupId": 4711}, "nothing with the id"),
        ({"OwnerLookupId": "Mette"}, "must be an id"),
        ({"Link": {"Url": "https://x.example", "Description": "x"}}, "cannot be written"),
        ({"Created": "2026-01-01T00:00:00Z"}, "read-only"),
        ({"id": "7"}, "read-only"),
        ({"AuthorLookupId": "11"}, "read-only"),
        ([], "must be an object"),
    ],
)
async def test_fields_that_cannot_be(graph: Caller, fields: Any, words: str) -> None:
    answer = await graph.call("POST", f"{graph.at}/items", {"fields": fields})
    status, code, message = error(answer)
    assert (status, code) == (400, "invalidRequest")
    assert words in message
    assert graph.tenant.sharepoint.true_rows("teknologikort", "Ideer") == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"),
        ("2026-01-31T12:00:00.987+01:00", "2026-01-31T11:00:00Z"),
        ("2026-01-31", "2026-01-31T00:00:00Z"),
    ],
)
async def test_times_are_normalised(graph: Caller, given: str, shown: str) -> None:
    assert (await graph.add(At=given))["fields"]["At"] == shown


async def test_a_date_without_time_is_midnight_where_the_site_is(graph: Caller) -> None:
    await graph.call("POST", f"{graph.at}/columns", {"name": "Day", "dateTime": {"format": "dateOnly"}})
    made = await graph.add(Day="2026-01-31T12:00:00Z")
    assert made["fields"]["Day"] == "2026-01-30T23:00:00Z"


async def test_a_multi_choice_is_written_with_its_type(graph: Caller) -> None:
    typed = {"Tags@odata.type": "Collection(Edm.String)", "Tags": ["A", "B"]}
    assert (await graph.add(**typed))["fields"]["Tags"] == ["A", "B"]


async def test_people_are_written_by_id_and_read_as_text(graph: Caller) -> None:
    await graph.add(OwnerLookupId=11)
    expand = "fields($select=Title,Owner,OwnerLookupId)"
    read = await graph.get(f"{graph.at}/items/1", **{"$expand": expand})
    assert read["fields"]["Owner"] == "Mette Holm"
    assert read["fields"]["OwnerLookupId"] == "11"
    whole = await graph.get(f"{graph.at}/items/1/fields")
    assert "Owner" not in whole


async def test_lookups_point_at_items_that_are_there(graph: Caller) -> None:
    await graph.add(Title="Målet")
    ideas = graph.at.rpartition("/")[2]
    single = {"name": "Parent", "lookup": {"listId": ideas, "columnName": "Title"}}
    many = {"name": "Others", "lookup": {"listId": ideas, "allowMultipleValues": True}}
    await graph.make_list("Andre", [single, many])
    assert (await graph.refused(ParentLookupId=2))[0] == 400
    typed = {"OthersLookupId@odata.type": "Collection(Edm.Int32)", "OthersLookupId": [1]}
    made = await graph.add(ParentLookupId="1", **typed)
    assert made["fields"]["ParentLookupId"] == "1"
    assert made["fields"]["Others"] == [{"LookupId": 1, "LookupValue": "Målet"}]


async def test_null_and_empty_clear_a_field(graph: Caller) -> None:
    await graph.add(Title="a", Problem="b", Score=1)
    changes = {"Title": "", "Problem": None, "Score": None}
    after = (await graph.call("PATCH", f"{graph.at}/items/1/fields", changes)).json()
    assert not {"Title", "Problem", "Score"} & after.keys()


async def test_a_change_needs_the_version_it_was_made_from(graph: Caller) -> None:
    made = await graph.add(Title="første")
    where, match = f"{graph.at}/items/1/fields", {"If-Match": made["eTag"]}
    second = await graph.call("PATCH", where, {"Title": "anden"}, headers=match)
    assert second.status_code == 200
    assert second.json()["@odata.etag"].endswith(',2"')
    assert second.json()["Title"] == "anden"
    for method in ("PATCH", "DELETE"):
        path = where if method == "PATCH" else f"{graph.at}/items/1"
        stale = await graph.call(method, path, {"Title": "tredje"}, headers=match)
        assert error(stale)[:2] == (412, "resourceModified")
    assert (await graph.get(where))["Title"] == "anden"
    anyway = await graph.call("PATCH", where, {"Title": "fjerde"}, headers={"If-Match": "*"})
    assert anyway.status_code == 200
    bare = await graph.call("PATCH", where, {"Title": "x"}, headers={"If-Match": "abc"})
    assert bare.json()["error"]["innerError"]["code"] == "malformedEntityTag"


async def test_an_item_is_changed_as_an_item_too(graph: Caller) -> None:
    await graph.add(Title="a")
    after = await graph.call("PATCH", f"{graph.at}/items/1", {"fields": {"Title": "b"}})
    assert (after.status_code, after.json()["fields"]["Title"]) == (200, "b")
    assert error(await graph.call("PATCH", f"{graph.at}/items/1", {"Title": "c"}))[0] == 400


async def test_a_deleted_item_is_gone_and_its_id_with_it(graph: Caller) -> None:
    await graph.add(Title="a")
    assert (await graph.call("DELETE", f"{graph.at}/items/1")).status_code == 204
    for path in ("", "/fields", "/versions"):
        assert error(await graph.call("GET", f"{graph.at}/items/1{path}"))[0] == 404
    assert (await graph.add(Title="b"))["id"] == "2"


async def test_a_value_is_unique_whatever_its_case(graph: Caller) -> None:
    await graph.add(Key="Nøgle")
    status, code, message = await graph.refused(Key="NØGLE")
    assert (status, code) == (400, "invalidRequest")
    assert message == "One or more fields with unique constraints already has the provided value."
    await graph.add(Title="uden nøgle")
    await graph.add(Title="heller ikke")
    other = await graph.call("PATCH", f"{graph.at}/items/2/fields", {"Key": "nøgle"})
    assert error(other)[0] == 400
    assert (await graph.call("PATCH", f"{graph.at}/items/1/fields", {"Key": "nøgle"})).status_code == 200
    await graph.call("DELETE", f"{graph.at}/items/1")
    await graph.add(Key="nøgle")


async def test_twenty_at_once_with_one_key_leave_one(graph: Caller) -> None:
    body: Json = {"fields": {"Key": "samme"}}
    calls = (graph.call("POST", f"{graph.at}/items", body) for _ in range(20))
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*calls))
    assert statuses == [201] + [400] * 19


async def test_versions_are_kept_and_restored(graph: Caller) -> None:
    await graph.add(Title="a")
    await graph.call("PATCH", f"{graph.at}/items/1/fields", {"Title": "b", "Score": 2})
    found = await graph.get(f"{graph.at}/items/1/versions", **{"$expand": "fields"})
    assert [one["id"] for one in found["value"]] == ["2.0", "1.0"]
    assert [one["fields"]["Title"] for one in found["value"]] == ["b", "a"]
    restored = await graph.call("POST", f"{graph.at}/items/1/versions/1.0/restoreVersion")
    assert restored.status_code == 204
    now = await graph.get(f"{graph.at}/items/1/fields")
    assert (now["Title"], now["_UIVersionString"], "Score" in now) == ("a", "3.0", False)
    assert error(await graph.call("GET", f"{graph.at}/items/1/versions/9.0"))[0] == 404


async def test_a_row_typed_in_by_hand_has_a_person(graph: Caller) -> None:
    sharepoint = graph.tenant.sharepoint
    item = await sharepoint.create_as("hanne", "teknologikort", "Ideer", {"Title": "selv"})
    sharepoint.edit_as("karen", "teknologikort", "Ideer", item, {"Title": "rettet"})
    read = await graph.get(f"{graph.at}/items/{item}")
    assert read["createdBy"]["user"]["displayName"] == "Hanne Brandt"
    assert read["lastModifiedBy"]["user"]["displayName"] == "Karen Friis"
    assert read["fields"]["Title"] == "rettet"


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    async with LittleTenant(tmp_path).running() as tenant:
        before = app(tenant)
        await before.make_list()
        made = await before.add(Title="husket", Key="k")
        link = (await before.get(f"{before.at}/items/delta"))["@odata.deltaLink"]
        await before.http.aclose()
    async with LittleTenant(tmp_path).running() as tenant:
        after = app(tenant)
        after.at = before.at
        assert (await after.get(f"{after.at}/items/1"))["eTag"] == made["eTag"]
        assert (await after.refused(Key="k"))[0] == 400
        assert (await after.get(f"{after.at}/items/delta?{link.partition('?')[2]}"))["value"] == []
        assert (await after.add(Title="næste"))["id"] == "2"
        await after.http.aclose()
