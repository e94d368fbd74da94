"""What the app can write and has no operation here is missing: the tables of addresses and verbs say so."""

import re

import pytest

from bot import verbs
from teams_app.tab.addresses import WRITE
from tests.teams_app.server import access, access_chat
from tests.trust.effects import LEAVES
from tests.trust.operations import NO_OPERATION, NO_PRESS, OPERATIONS


def shape(address: str) -> str:
    """An address with every blank and choice as `*`; details, words and steps of any kind are one."""
    text = re.sub(r"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "*", address)
    for kind in ("involvements", "competences", "benefits", "reuses"):
        text = text.replace(f"details/{kind}", "details/*")
    text = re.sub(r"^(proposals|solutions)/\*/(attachments|remarks|worries|details)", r"*/*/\2", text)
    text = re.sub(r"setup/(new|terms)/area", r"setup/\1/*", text)
    text = re.sub(r"(steps|drafts|lead)/(solution|proposal|begin|pause|resume|show|end)", r"\1/*", text)
    return text.replace("questions/2", "questions/*").replace("rows/proposals", "rows/*")


def done_here(manner: str) -> set[str]:
    return {one.name.partition(" ")[2] for one in OPERATIONS if one.name.startswith(f"{manner} ")}


@pytest.mark.parametrize("address", [address for address, _ in WRITE])
def test_every_address_that_is_written_to_is_an_operation_or_none_for_a_reason(address: str) -> None:
    here = {shape(one) for one in done_here("POST")}
    assert shape(address) in here | {shape(one) for one in NO_OPERATION}


def test_what_the_access_matrix_says_is_written_is_an_operation() -> None:
    posts = [row for row in access.ROUTES if row.writes and row.name.startswith("POST /tab/part/")]
    here = {shape(one) for one in done_here("POST")}
    assert {row.name for row in posts if shape(row.name.removeprefix("POST /tab/part/")) not in here} == set()
    pressed = {row.name for row in access_chat.VERBS if row.writes}
    assert pressed <= done_here("press")
    assert {row.name.split()[1] for row in access_chat.EXTENSION if row.writes} <= done_here("extend")


def test_every_verb_is_an_operation_or_none_for_a_reason() -> None:
    assert done_here("press") | set(NO_PRESS) == set(verbs.VERBS)
    assert not done_here("press") & set(NO_PRESS)


def test_what_each_operation_leaves_is_written_down() -> None:
    assert {str(one) for one in OPERATIONS} == set(LEAVES)
    assert len({str(one) for one in OPERATIONS}) == len(OPERATIONS)
