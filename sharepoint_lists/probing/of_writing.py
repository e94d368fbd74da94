"""What a row may hold and how it comes back: uniqueness, dates, texts, choices, limits."""

import asyncio
import re
from uuid import uuid4

from sharepoint_lists.graph.responses import settled
from sharepoint_lists.probing.probe import Probe
from sharepoint_lists.probing.scratch import Scratch

ROUNDS = 8
"""Pairs of writes at once: a leak is a race, and one pair may miss it."""
_MIDNIGHT = re.compile(r"2026-05-31T2[23]:00:00(\.0+)?Z")


async def unique_together(at: Scratch) -> str:
    """Whether two writes of one key at once both come in."""
    for _ in range(ROUNDS):
        key = uuid4().hex
        answers = await asyncio.gather(*(at.add(Key=key) for _ in range(2)))
        if all(one.status == 201 for one in answers):
            return "leaks"
    return "holds"


async def unique_answer(at: Scratch) -> str:
    """Status and code of a second write of a key."""
    key = uuid4().hex
    settled(await at.add(Key=key))
    second = await at.add(Key=key)
    return f"{second.status} {second.code()}"


async def unique_case(at: Scratch) -> str:
    """Whether capital and small letters make different keys."""
    key = "k" + uuid4().hex
    settled(await at.add(Key=key))
    return "apart" if (await at.add(Key=key.upper())).status == 201 else "alike"


async def date_only(at: Scratch) -> str:
    """How a day that was written at noon UTC comes back."""
    fields = (await at.added(Day="2026-06-01T12:00:00Z"))["fields"]
    value = str(fields.get("Day"))
    if _MIDNIGHT.fullmatch(value):
        return "local_midnight"
    return {"2026-06-01T00:00:00Z": "utc_midnight", "2026-06-01T12:00:00Z": "as_written"}.get(value, value)


async def text_like_date(at: Scratch) -> str:
    """Whether a text that looks like a date comes back as it was written."""
    fields = (await at.added(Word="2026-01-01"))["fields"]
    return "unchanged" if fields.get("Word") == "2026-01-01" else "changed"


async def several_choices(at: Scratch) -> str:
    """Whether all of several choices come back."""
    many = {"Many@odata.type": "Collection(Edm.String)", "Many": ["A", "B"]}
    kept = (await at.added(**many))["fields"].get("Many")
    return {"['A', 'B']": "kept", "['A']": "first_only"}.get(str(kept), "")


async def required_column(at: Scratch) -> str:
    """Whether a row without a required column is refused."""
    return "not_enforced" if (await at.add(Must=None)).status == 201 else "enforced"


async def long_text(at: Scratch) -> str:
    """What becomes of a text that is longer than its column."""
    answer = await at.add(Loose="x" * 21)
    if answer.status != 201:
        return "refused"
    kept = (answer.json().get("fields") or {}).get("Loose", "")
    return "cut" if len(kept) <= 20 else "taken"


PROBES = (
    Probe("unique_together", ("holds", "leaks"), unique_together),
    Probe(
        "unique_answer",
        ("400 invalidRequest", "409 nameAlreadyExists", "500 generalException"),
        unique_answer,
    ),
    Probe("unique_case", ("alike", "apart"), unique_case),
    Probe("date_only", ("local_midnight", "utc_midnight", "as_written"), date_only),
    Probe("text_like_date", ("unchanged", "changed"), text_like_date),
    Probe("several_choices", ("kept", "first_only"), several_choices),
    Probe("required_column", ("not_enforced", "enforced"), required_column),
    Probe("long_text", ("refused", "cut"), long_text),
)
