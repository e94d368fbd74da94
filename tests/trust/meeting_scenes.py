"""Scenes of meetings: planned, begun, decided in, closed; and of proposals that are treated as one."""

from typing import Any

from tests.trust.operation import Scene, Values
from tests.trust.place import Place
from tests.trust.scenes import (
    COUNCIL,
    READY,
    day,
    form,
    key,
    last,
    moved,
    oid,
    sends,
)


async def planned(place: Place, values: Values) -> None:
    """A meeting that Hanne has planned, and a proposal of Mette's that is ready for it."""
    await moved(*READY)(place, values)
    sent = {"day": day(7), "starts": "13:00", "place": "Mødelokale 2", "chair": oid("karen")}
    typed = {**sent, "deadline": day(5), "submission_key": key(values, "meeting")}
    await sends(place, "hanne", "meetings", typed)
    row = last(place, "Meetings")
    values |= {
        "meeting": str(row["id"]),
        "meeting_name": f"M-{row['id']:04d}",
        "meeting_key": row["MeetingKey"],
    }


def meeting(*steps: str) -> Scene:
    """A meeting that has come so far: `items`, `begin`, `turn`, `decide`, `close`."""

    async def scene(place: Place, values: Values) -> None:
        await planned(place, values)
        at = f"meetings/{values['meeting']}"
        item = f"{at}/items/{values['number']}"
        known: dict[str, tuple[str, str, dict[str, Any]]] = {
            "items": ("hanne", f"{at}/items", {"number": values["number"]}),
            "begin": ("karen", f"{at}/begin", {"present": [oid(who) for who in COUNCIL]}),
            "turn": ("karen", f"{item}/turn", {}),
            "decide": ("karen", f"{item}/decide", {"end": "prioritised", "reason": "Det løser det."}),
            "close": ("karen", f"{at}/close", {}),
        }
        for step in steps:
            await sends(place, *known[step])
        if "begin" in steps:
            shown = await form(place, "karen", f"{at}/hold")
            values["hold_version"] = shown.get("version", "")
        if "close" in steps:
            values["minutes_version"] = (await form(place, "karen", f"{at}/minutes")).get("version", "")

    return scene


async def edited_meeting(place: Place, values: Values) -> None:
    """A planned meeting whose form Hanne has open."""
    await planned(place, values)
    shown = await form(place, "hanne", f"meetings/{values['meeting']}/edit")
    values["meeting_version"] = shown.get("version", "")


async def agenda_group(place: Place, values: Values) -> None:
    """Two proposals that Karen has gathered, and a planned meeting."""
    await moved(*READY)(place, values)
    mine = {one: values[one] for one in ("number", "name")}
    other: Values = {"key": values["key"] + "2"}
    await planned(place, other)
    values |= {"other": other["number"], "other_name": other["name"], "meeting": other["meeting"]}
    values |= {"meeting_name": other["meeting_name"], "meeting_key": other["meeting_key"], **mine}
    sent = {"title": "Tryghed", "why": "Det samme.", "submission_key": key(values, "group")}
    await sends(place, "karen", "synergies", {**sent, "proposals": [values["name"], values["other_name"]]})
    values["group"] = str(last(place, "SynergyGroups")["id"])


async def two_items(place: Place, values: Values) -> None:
    """A meeting with two proposals on its agenda."""
    await agenda_group(place, values)
    await sends(place, "hanne", f"synergies/{values['group']}/agenda", {"meeting": values["meeting"]})


async def two_ready(place: Place, values: Values) -> None:
    """Two proposals that are ready for the council."""
    await moved(*READY)(place, values)
    other: Values = {"key": values["key"] + "2"}
    await moved(*READY)(place, other)
    values |= {"other": other["number"], "other_name": other["name"]}
