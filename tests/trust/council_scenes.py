"""Scenes of the council and of the method: workshops, assessments, benefits, plans, files, words."""

from dataclasses import replace

from technology_map.talk.worries import Worry
from technology_map.texts import COPENHAGEN
from tests.stories.playing import utc_now
from tests.teams_app.server.access_rows import COLLEAGUE, QUICK, SHARED_FILE
from tests.teams_app.tab.assessing.assessors import marks
from tests.teams_app.tab.pages import read
from tests.trust.operation import BINARY, FIELD, Scene, Values
from tests.trust.place import Place
from tests.trust.scenes import (
    ON_AGENDA,
    card,
    day,
    form,
    fresh,
    key,
    last,
    moved,
    nothing,
    oid,
    proposal,
    sends,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


async def assessed(place: Place, values: Values) -> None:
    """A proposal that the council assesses, by the criteria that count."""
    await moved("assessment")(place, values)
    shown = await form(place, "karen", f"assessments/{values['number']}")
    values["criteria"] = shown["criteria"]
    values |= marks(2)


async def conflicted(place: Place, values: Values) -> None:
    """Karen has said that she has an interest in it."""
    await assessed(place, values)
    await sends(place, "karen", f"assessments/{values['number']}/conflict", {"reason": "Min bror."})


def workshop(*steps: str) -> Scene:
    """A workshop of Jonas' card that has come so far: `begin`, `place`, `show`, `end`."""

    async def scene(place: Place, values: Values) -> None:
        other: Values = {"key": values["key"] + "2"}
        await card(place, other)
        await card(place, values)
        values["other_card"] = other["card_name"]
        sent = {"title": "Velfærd", "day": day(0), "cards": [values["card_name"], values["other_card"]]}
        await sends(place, "hanne", "workshops", {**sent, "submission_key": key(values, "workshop")})
        values["workshop"] = str(last(place, "Workshops")["id"])
        at = f"workshops/{values['workshop']}"
        placed = {"card": values["card_name"], "purpose": "service", "reason": "Derfor."}
        for step in steps:
            if step == "place":
                for who in ("mette", "jonas", "amina", "soren"):
                    await sends(place, who, f"{at}/place", placed)
            else:
                await sends(place, "hanne", f"{at}/lead/{step}", {})

    return scene


def detailed(kind: str, name: str, **sent: str) -> Scene:
    """Mette has written a row beside her proposal."""

    async def scene(place: Place, values: Values) -> None:
        await proposal(place, values)
        at = f"proposals/{values['number']}/details"
        typed = {**sent, "submission_key": key(values, "detail")}
        await sends(place, "mette", f"{at}/{kind}", typed)
        values["row"] = str(last(place, name)["id"])
        shown = await place.at.reads("mette", at, open=kind, row=values["row"])
        values["row_version"] = read(shown.text).filled().get("version", "")

    return scene


DUE = day(30)
"""Not today: of a benefit that is due a server reminds its owner, whatever else is done."""
BENEFIT = {
    "indicator": "Forgæves besøg",
    "type": "quality",
    "unit": "besøg",
    "baseline": "40",
    "target": "10",
    "next_follow_up": DUE,
    "owner": "Birgit Dahl",
    "owner_id": oid("birgit"),
}
benefit = detailed("benefits", "Benefits", **BENEFIT)
involvement = detailed("involvements", "Involvements", who="citizens", how="Møde")


async def goal(place: Place, values: Values) -> None:
    """Karen has written a goal."""
    sent = {"text": "Ingen vækkes", "area": "health", "due": day(300), "submission_key": key(values, "goal")}
    await sends(place, "karen", "plan/goals", sent)
    values["goal"] = str(last(place, "PlanGoals", closed=True)["id"])
    shown = await place.at.reads("karen", "plan", goal=values["goal"])
    values["goal_version"] = read(shown.text).filled()["version"]


async def criteria(place: Place, values: Values) -> None:
    """Hanne has the form of the criteria open; the names of its fields are kept as they are."""
    shown = await form(place, "hanne", "criteria/edit")
    shown |= {"name_da-0": f"Løser det {values['mark']}", "submission_key": values["key"]}
    values |= {f"{FIELD}{name}": value for name, value in shown.items()}


async def term(place: Place, values: Values) -> None:
    """A word that Hanne has added, and its form."""
    sent = {"name_da": f"Ord {values['key']}", "submission_key": key(values, "term")}
    await sends(place, "hanne", "setup/new/area", sent)
    row = last(place, "Areas")
    values["code"] = row["Code"]
    shown = await form(place, "hanne", f"setup/terms/area/{row['Code']}")
    values["term_version"] = shown["version"]


async def with_editor(place: Place, values: Values) -> None:
    """A word that Amina looks after."""
    await term(place, values)
    person = {"ids": oid("amina"), "names": "Amina Yusuf"}
    await sends(place, "hanne", f"setup/terms/area/{values['code']}/editors", person)


async def handmade(place: Place, values: Values) -> None:
    """A row that Karen has made in SharePoint itself."""
    title = {"Title": f"Cykler {values['mark']}"}
    made = await place.tenant.sharepoint.create_as("karen", "teknologikort", "Proposals", title)
    await place.catches_up()
    values |= {"number": str(made), "name": f"F-{made:04d}"}


async def attached(place: Place, values: Values) -> None:
    """A picture on Mette's proposal."""
    await uploading(place, values)
    await piece(place, values)
    found = place.tenant.sharepoint.list_named("teknologikort", "Attachments")
    root = place.tenant.sharepoint.files.item(found, "root")
    folders = [one for one in place.tenant.sharepoint.files.children(root) if one.name == values["name"]]
    values["file"] = place.tenant.sharepoint.files.children(folders[0])[0].id


async def uploading(place: Place, values: Values) -> None:
    """Mette has chosen a picture."""
    await proposal(place, values)
    at = f"proposals/{values['number']}/attachments"
    begun = await sends(place, "mette", at, {"name": "seng.png", "size": len(PNG)})
    values["upload"] = begun.json()["upload"]


async def piece(place: Place, values: Values) -> None:
    """The picture's only piece is sent."""
    headers = {**place.at.headers("mette"), "Content-Type": BINARY}
    at = f"/tab/part/proposals/{values['number']}/attachments/piece"
    where = {"upload": values["upload"], "first": "0"}
    answer = await place.at.http.post(at, headers=headers, content=PNG, params=where)
    assert answer.status_code == 200, answer.text


async def elsewhere_file(place: Place, values: Values) -> None:
    """A file of another municipality's cards, as Hanne has looked at it."""
    await nothing(place, values)
    content = SHARED_FILE.replace("L-1", f"L-{values['key']}").format_map(values).encode()
    headers = {**place.at.headers("hanne"), "Content-Type": BINARY}
    shown = await place.at.http.post("/tab/part/elsewhere/preview", headers=headers, content=content)
    assert shown.status_code == 200, shown.text
    values["chosen"] = ",".join(read(shown.text).ticked("chosen"))


async def from_elsewhere(place: Place, values: Values) -> None:
    """A card of another municipality's that was taken in."""
    await elsewhere_file(place, values)
    content = SHARED_FILE.replace("L-1", f"L-{values['key']}").format_map(values).encode()
    headers = {**place.at.headers("hanne"), "Content-Type": BINARY}
    at = "/tab/part/elsewhere/take-in"
    answer = await place.at.http.post(
        at, headers=headers, content=content, params={"chosen": values["chosen"]}
    )
    assert answer.status_code == 200, answer.text
    values["row"] = str(last(place, "CardsFromElsewhere")["id"])


async def stepping(place: Place, values: Values) -> None:
    """A proposal on the agenda, and the dialog of its next step."""
    await moved(*ON_AGENDA)(place, values)
    values["seen"] = (await form(place, "karen", f"proposals/{values['number']}/next-step"))["seen"]


async def lises(place: Place, values: Values) -> None:
    """A proposal of Lise's, the only thing that she answers for: what an earlier act left her goes first."""
    await sends(place, "hanne", "ownership", {**COLLEAGUE, "of": oid("lise")})
    await place.settles()
    await sends(place, "lise", "proposals", {**QUICK, "submission_key": key(values, "proposal")})
    fresh(place, values)


async def worried(place: Place, values: Values) -> None:
    """Somebody's worry, which has been let out: that happens at noon of another day."""
    await proposal(place, values)
    sent = {"theme": "tasks", "text": "Hvad nu?", "submission_key": key(values, "worry")}
    await sends(place, "soren", f"proposals/{values['number']}/worries", sent)
    newest = max(place.server.store.records(Worry), key=lambda one: one.row)
    today = utc_now().astimezone(COPENHAGEN).date()
    await place.server.store.change_record(replace(newest, released_on=today))
    values["worry"] = newest.key
