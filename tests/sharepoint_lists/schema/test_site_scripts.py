"""The site scripts: whole for every list, inside SharePoint's limits, and readable by everyone."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft7Validator

from local_tenant.sharepoint.pages.expressions import Cell
from local_tenant.sharepoint.pages.formatting import Drawn, draw
from sharepoint_lists.schema import caml, columns
from sharepoint_lists.schema.choice_words import word_of, words_of
from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.formatting import OVERDUE, coloured, due, formatters_of, pill, shortened
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.lists import LISTS, PROPOSALS
from sharepoint_lists.schema.site_scripts import (
    MOST_ACTIONS,
    MOST_CHARACTERS,
    Names,
    designed_names,
    site_script,
)
from sharepoint_lists.schema.views import NAME, NUMBER, is_technical, views_of
from technology_map.council.life_cycle import ENDED
from tests.sharepoint_lists.schema.script_schema import SCRIPT
from tests.words import WORDS

APP = "9d3e5b84-2c61-4f7e-a0b5-6c4d8e2f1a03"
MICROSOFTS = Path(__file__).parents[4] / "shared/schemas/site-script-actions.json"
CSS = (Path(__file__).parents[3] / "local_tenant/sharepoint/pages/sharepoint.css").read_text("utf-8")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
every_list = pytest.mark.parametrize("of", LISTS, ids=lambda of: of.name)
pills = [column for of in LISTS for column in of.columns if column.name in formatters_of(of, APP, WORDS)]
PILLS = sorted({one for one in pills if one.kind is Kind.CHOICE}, key=lambda one: one.name)


def indexed(of: List) -> set[str]:
    return {NUMBER} | {column.name for column in of.columns if column.indexed}


@every_list
def test_the_script_is_whole_and_inside_the_limits(of: List) -> None:
    made = site_script(of, designed_names(of), APP, WORDS)
    Draft7Validator(SCRIPT).validate(made.script)
    assert made.actions <= MOST_ACTIONS
    assert len(made.text()) <= MOST_CHARACTERS
    assert json.loads(made.text()) == made.script
    assert "setTitle" not in made.text(), "under a new title SharePoint would make a second list"


@every_list
def test_the_script_is_valid_by_microsofts_own_schema(of: List) -> None:
    if not MICROSOFTS.exists():
        pytest.skip("the schema is not beside this repository")
    check = Draft4Validator(json.loads(MICROSOFTS.read_text("utf-8")))
    made = site_script(of, designed_names(of), APP, WORDS)
    assert [error.message[:300] for error in check.iter_errors(made.script)] == []
    assert not check.is_valid({**made.script, "actions": [{"verb": "createSPList"}]})


@every_list
def test_every_query_is_well_formed_and_names_only_columns_of_the_list(of: List) -> None:
    there = {column.name for column in of.columns} | {NUMBER, NAME}
    for view in views_of(of):
        query = fromstring(f"<Query>{view.query}</Query>")
        named = {str(field.get("Name")) for field in query.iter("FieldRef")}
        assert named | set(view.columns) <= there, view.name


@every_list
def test_past_5000_rows_every_view_still_narrows_or_orders_by_an_index(of: List) -> None:
    for view in views_of(of):
        query = fromstring(f"<Query>{view.query}</Query>")
        where = query.find("Where")
        components = [query.find("GroupBy"), query.find("OrderBy")] if where is None else [where]
        for part in components:
            if part is not None:
                first = next(part.iter("FieldRef")).get("Name")
                assert first in indexed(of), (view.name, first)
    assert len(indexed(of)) <= 20


@every_list
def test_one_view_is_the_default_and_shows_nothing_that_only_the_app_reads(of: List) -> None:
    made = site_script(of, designed_names(of), APP, WORDS)
    views = [one for one in made.script["actions"][0]["subactions"] if one["verb"] == "addSPView"]
    assert [one["makeDefault"] for one in views] == [True, *[False] * (len(views) - 1)]
    assert len({one["name"] for one in views}) == len(views)
    technical = {column.name for column in of.columns if is_technical(column)} - {columns.HASH.name}
    for view in views:
        assert technical.isdisjoint(view["viewFields"]), view["name"]
    assert {column.name for column in of.columns if column.unique} <= technical


@every_list
def test_a_formatter_reads_only_columns_that_stand_beside_it(of: List) -> None:
    for name, formatter in formatters_of(of, APP, WORDS).items():
        read = set(re.findall(r"\[\$(\w+)\]", json.dumps(formatter)))
        for view in views_of(of):
            assert name not in view.columns or read <= set(view.columns), (view.name, name)


def test_a_renamed_column_is_met_by_its_new_name_and_a_lost_one_is_left_out() -> None:
    titles = dict(designed_names(PROPOSALS).columns)
    titles["Status"] = "Hvor står det?"
    del titles["PrimaryPurpose"], titles["NextStepDue"]
    script = site_script(PROPOSALS, Names("Vores forslag", titles), APP, WORDS).script
    [action] = script["actions"]
    assert action["listName"] == "Vores forslag"
    shown = [one["fieldDisplayName"] for one in action["subactions"] if "fieldDisplayName" in one]
    assert "Hvor står det?" in shown
    assert "Primært formål" not in shown
    views = {one["name"]: one for one in action["subactions"] if one["verb"] == "addSPView"}
    assert "Over tiden" not in views
    assert "PrimaryPurpose" not in views["I gang efter status"]["viewFields"]
    assert "Over tiden" in {view.name for view in views_of(PROPOSALS)}


def drawn(formatter: dict[str, Any], value: Any, **row: Any) -> Drawn | None:
    return draw(formatter, Cell(value, row, NOW))


def luminance(colour: str) -> float:
    components = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in components]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(classes: str) -> float:
    """Of letters on their ground, by the little tenant's style sheet (WCAG 2.2, 1.4.3)."""
    ground, letters = (
        re.search(rf"\.{one} {{ (?:background|color): (#\w{{6}});", CSS) for one in classes.split()
    )
    assert ground
    assert letters
    bright, dark = sorted((luminance(ground[1]), luminance(letters[1])), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("column", PILLS, ids=lambda one: one.name)
def test_a_pill_says_its_word_on_a_colour_it_can_be_read_on(column: Column) -> None:
    assert column.words
    for word in (*words_of(column.words, WORDS), "Noget, der er tilføjet i hånden"):
        one = drawn(pill(coloured(column, WORDS)), word)
        assert one
        assert one.text == word
        assert contrast(one.classes) >= 4.5, word
    assert drawn(pill(coloured(column, WORDS)), "") is None


def test_a_day_that_is_over_is_said_in_words_while_there_is_work_to_do() -> None:
    over = drawn(due(), MIDNIGHT - timedelta(days=1), Status="Pilot")
    assert over
    assert over.text == f"{OVERDUE}23-11-2026"
    assert over.classes
    today, late = drawn(due(), MIDNIGHT, Status="Pilot"), MIDNIGHT - timedelta(days=30)
    assert today
    assert (today.text, today.classes) == ("24-11-2026", "")
    for word in [word_of(status) for status in ENDED]:
        ended = drawn(due(), late, Status=word)
        assert ended
        assert OVERDUE not in ended.text


def test_a_number_is_a_link_back_to_teams() -> None:
    one = drawn(formatters_of(PROPOSALS, APP, WORDS)[NUMBER], 42)
    assert one
    assert (one.tag, one.text) == ("a", "F-0042")
    assert one.href.startswith(f"https://teams.microsoft.com/l/entity/{APP}/teknologikort?label=F-0042&")
    assert one.href.endswith("context=%7B%22subEntityId%22%3A%22F-0042%22%7D")


def test_a_hash_is_shortened_and_whole_on_pointing() -> None:
    one = drawn(shortened(), "0123456789abcdef")
    assert one
    assert (one.text, one.title) == ("01234567…", "0123456789abcdef")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_word_survives_a_query(word: str) -> None:
    query = fromstring(f"<Query>{caml.query(caml.equal(columns.STATUS, word), ())}</Query>")
    assert (query.findtext(".//Value") or "") == word
    [value] = fromstring(caml.one_of(columns.STATUS, (word,))).iter("Value")
    assert (value.text or "") == word


@given(st.sampled_from(PILLS), st.text(min_size=1))
def test_whatever_somebody_types_into_a_cell_stands_in_its_pill(column: Column, typed: str) -> None:
    one = drawn(pill(coloured(column, WORDS)), typed)
    assert one
    assert one.text == typed
