"""Moving a proposal along: the dialog, the reason, the refusals, and two members at once."""

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from yarl import URL

from local_tenant.faults import Fault
from local_tenant.people import person
from technology_map.council.deciding import Deciding
from technology_map.people.people import Caller, Person, Role
from technology_map.texts import COPENHAGEN
from technology_map.validation.forms import MoveForm, read_form
from technology_map.validation.refusals import Refused
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.town import Town

HANNE = Caller(Person(person("hanne").object_id, "Hanne Brandt"), Role.SECRETARY)
ON_AGENDA = ("assessment", "ready", "on_agenda")


async def moves(
    at: Town, who: str, number: int, end: str, *, reason: str = "Det er klart.", **other: str
) -> httpx.Response:
    """A person opens the dialog of a move, writes, and sends it."""
    dialog = read((await at.reads(who, f"proposals/{number}/moves/{end}")).text)
    sent = {**dialog.filled(), "reason": reason, "overrule": "yes", **other}
    return await at.sends(who, f"proposals/{number}/moves", sent)


async def on_agenda(at: Town) -> None:
    """A proposal of Mette's that waits for the council."""
    await at.sends("mette", "proposals", proposal())
    for end in ON_AGENDA:
        assert (await moves(at, "hanne", 1, end)).status_code == 200


def in_a_year() -> str:
    return (datetime.now(UTC) + timedelta(days=365)).date().isoformat()


async def test_karen_decides_and_jonas_reads_why(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    answer = await moves(bakkeby, "karen", 1, "pilot", reason="Vi prøver det på to gange.")
    assert answer.headers["HX-Retarget"] == "#main"
    assert read(answer.text).words("p", class_="toast") == ["F-0001 er flyttet til Pilot."]
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert page.words("span", class_="pill")[0] == "Pilot"
    assert page.words("blockquote") == ["Vi prøver det på to gange."]


async def test_the_dialog_says_what_happens_and_that_it_cannot_be_undone(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    dialog = read((await bakkeby.reads("hanne", "proposals/1/moves/parked")).text)
    explained = dialog.words("ul", class_="explains")[0]
    assert "fra På dagsorden til Parkeret" in explained
    assert "kan ikke fortrydes" in explained
    assert "som truffet af it-porteføljerådet" in explained
    assert dialog.all("input", type="date")
    assert len(dialog.filled()["action_key"]) >= 16


async def test_a_reason_is_needed_and_what_was_typed_stays(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    answer = await moves(bakkeby, "karen", 1, "parked", reason=" ")
    page = read(answer.text)
    assert answer.status_code == 422
    assert page.words("p", id="f-reason-error") == ["Udfyld dette felt."]
    assert "f-reason-error" in page.all("textarea", name="reason")[0].attributes["aria-describedby"]
    assert page.all("textarea", aria_invalid="true")
    assert page.words("p", id="f-review_date-error")
    again = await moves(bakkeby, "karen", 1, "parked", reason="Vi venter på budgettet.")
    assert again.status_code == 422
    assert read(again.text).filled()["reason"] == "Vi venter på budgettet."
    done = await moves(bakkeby, "karen", 1, "parked", reason="Vi venter.", review_date=in_a_year())
    assert "Parkeret" in read(done.text).words("span", class_="pill")


async def test_after_midnight_in_denmark_it_is_the_next_day_whatever_the_machine_says(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    server = bakkeby.server
    half_past_midnight = datetime(2026, 6, 1, 0, 30, tzinfo=COPENHAGEN).astimezone(UTC)
    deciding = Deciding(server.store, server.messenger, lambda: half_past_midnight)
    parked = {"end": "parked", "seq": 3, "reason": "Vi venter.", "action_key": "k" * 22, "number": 1}
    form = read_form(MoveForm, {**parked, "review_date": "2026-06-01"}, half_past_midnight.date())
    with pytest.raises(Refused) as no:
        await deciding.move(HANNE, form)
    assert no.value.refusal.fields == {"review_date": "review_date_past"}
    for seq, end in enumerate(("pilot", "implementation", "in_operation"), start=3):
        sent = {**parked, "end": end, "seq": seq, "action_key": f"key-{seq:018d}"}
        await deciding.move(HANNE, read_form(MoveForm, sent, half_past_midnight.date()))
    (kept,) = server.store.overview.solution_cards
    assert kept.in_operation_since == date(2026, 6, 1)


async def test_a_cpr_number_in_a_reason_is_stopped_and_not_repeated_in_the_sentence(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    answer = await moves(bakkeby, "karen", 1, "pilot", reason="Se sagen om 010190-1234.")
    page = read(answer.text)
    assert answer.status_code == 422
    assert page.words("p", id="f-reason-error") == ["Her ser der ud til at stå et CPR-nummer. Fjern det."]
    assert answer.text.count("010190") == 1


async def test_the_second_of_two_members_sees_what_changed_and_loses_nothing(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    dialog = read((await bakkeby.reads("peter", "proposals/1/moves/pilot")).text)
    watched = URL(dialog.all("form")[0].attributes["data-watch"])
    assert (await bakkeby.reads("peter", watched.path, **watched.query)).status_code == 204
    await moves(bakkeby, "karen", 1, "pre_analysis", reason="Vi vil vide mere om risikoen.")
    assert (
        "Vi vil vide mere om risikoen." in (await bakkeby.reads("peter", watched.path, **watched.query)).text
    )

    sent = {**dialog.filled(), "reason": "Vi går i gang med det samme."}
    refused = await bakkeby.sends("peter", "proposals/1/moves", sent)
    page = read(refused.text)
    assert refused.status_code == 409
    assert "HX-Retarget" not in refused.headers
    assert "fra På dagsorden til Foranalyse" in page.words("div", class_="changed")[0]
    assert page.words("blockquote") == ["Vi vil vide mere om risikoen."]
    assert page.filled()["reason"] == "Vi går i gang med det samme."
    assert "Træf beslutningen alligevel" in page.words("button")

    done = await bakkeby.sends("peter", "proposals/1/moves", page.filled())
    assert done.status_code == 200
    assert read(done.text).words("span", class_="pill")[0] == "Pilot"


async def test_when_the_move_is_no_longer_possible_it_says_so(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    dialog = read((await bakkeby.reads("peter", "proposals/1/moves/parked")).text)
    await moves(bakkeby, "karen", 1, "rejected", reason="Det findes allerede.")
    sent = {**dialog.filled(), "reason": "Vi venter.", "review_date": in_a_year()}
    page = read((await bakkeby.sends("peter", "proposals/1/moves", sent)).text)
    assert "Sådan kan forslaget ikke flyttes længere." in " ".join(page.words("p"))
    assert page.filled()["reason"] == "Vi venter."
    assert page.words("button") == ["Luk"]


async def test_the_same_press_twice_is_one_decision(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    dialog = read((await bakkeby.reads("karen", "proposals/1/moves/pilot")).text)
    sent = {**dialog.filled(), "reason": "Vi prøver det."}
    for _ in range(2):
        assert (await bakkeby.sends("karen", "proposals/1/moves", sent)).status_code == 200
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert len(page.words("p", class_="happened")) == len(ON_AGENDA) + 2


async def test_an_employee_cannot_move_anything(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    dialog = await bakkeby.reads("jonas", "proposals/1/moves/pilot")
    assert dialog.status_code == 403
    assert "Kun it-porteføljerådet" in dialog.text
    forged = {"seq": 3, "end": "pilot", "reason": "Jeg vil.", "action_key": "k" * 22}
    assert (await bakkeby.sends("jonas", "proposals/1/moves", forged)).status_code == 403
    more = forged | {"decided_as": "council"}
    assert (await bakkeby.sends("karen", "proposals/1/moves", more)).status_code == 422
    assert "På dagsorden" in (await bakkeby.reads("jonas", "proposals/1")).text


async def test_merging_and_referring_lead_to_the_other(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "proposals", proposal(submission_key="another-key-000001"))
    await bakkeby.sends("mette", "proposals", proposal(title="Gulvsensorer om natten"))
    await bakkeby.sends("jonas", "solutions", solution_card())
    choices = await bakkeby.reads("hanne", "choices", kind="proposals", leads_to="natter", but="2")
    assert "F-0001" in choices.text
    assert read(choices.text).all("button", data_fill="F-0001")
    await moves(bakkeby, "hanne", 2, "merged", leads_to="F-0001")
    page = read((await bakkeby.reads("mette", "proposals/2")).text)
    assert page.all("a", href="#proposals/1")
    for end in ON_AGENDA:
        await moves(bakkeby, "hanne", 1, end)
    assert "L-0001" in (await bakkeby.reads("karen", "choices", kind="solutions", leads_to="gulvs")).text
    await moves(bakkeby, "karen", 1, "rejected", reason="Vi har den.", leads_to="L-0001")
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert "henviste it-porteføljerådet til L-0001" in page.words("p", class_="happened")[0]
    assert page.all("a", href="#solutions/1")


async def test_a_decision_that_cannot_be_stored_is_said_not_to_be(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    dialog = read((await bakkeby.reads("karen", "proposals/1/moves/pilot")).text)
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    answer = await bakkeby.sends("karen", "proposals/1/moves", {**dialog.filled(), "reason": "Vi prøver."})
    assert answer.status_code == 503
    assert "IKKE gemt" in answer.text
    assert read(answer.text).filled()["reason"] == "Vi prøver."


@pytest.mark.parametrize("sent", [b"end=pilot&reason=ja", b"[1,2]", b"{", b"[" * 50_000])
async def test_only_a_json_object_is_taken(bakkeby: Town, sent: bytes) -> None:
    kind = "application/x-www-form-urlencoded" if b"=" in sent else "application/json"
    headers = {**bakkeby.headers("karen"), "Content-Type": kind}
    answer = await bakkeby.http.post("/tab/part/proposals/1/moves", headers=headers, content=sent)
    assert answer.status_code == (415 if b"=" in sent else 400)
