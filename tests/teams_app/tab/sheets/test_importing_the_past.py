"""Hanne imports old proposals: they come in with their status, and with their past in the log."""

from local_tenant.faults import Fault
from technology_map.council.decisions import chain_faults
from technology_map.council.life_cycle import Status
from tests.teams_app.tab.pages import read
from tests.teams_app.tab.sheets.test_imports import PREVIEW, confirms, uploads
from tests.town import Town

OLD_PROPOSALS = (
    "Nr;Titel;Problem;Løsning;Forventet gevinst;Status;Begrundelse;Indsendt af;Dato\n"
    "2019-14;Droner over tage;Stilladser er dyre;En drone;Billigere;Afvist;For dyrt;Anne Holm;03-05-2019\n"
    "2019-15;Sensorer i senge;Vi ser det sent;En sensor;Ro;I drift;Det virker;;2020\n"
)


async def test_old_proposals_come_in_with_their_status_and_their_past(bakkeby: Town) -> None:
    page = await confirms(bakkeby, OLD_PROPOSALS)
    assert page.words("li") == ["2 forslag er gemt."]
    overview = bakkeby.server.store.overview
    drones, sensors = sorted(overview.proposals, key=lambda one: one.title)
    assert (drones.status, sensors.status) == (Status.REJECTED, Status.IN_OPERATION)
    assert [one.end for one in overview.log.of(drones.number)] == [Status.REJECTED]
    assert chain_faults(overview.log.of(drones.number)) == []
    shown = read((await bakkeby.reads("jonas", f"proposals/{drones.number}")).text)
    told = " ".join(shown.words("main") + shown.words("div"))
    for said in ("Anne Holm", "3. maj 2019", "2019-14", "For dyrt"):
        assert said in told
    again = read((await uploads(bakkeby, PREVIEW, OLD_PROPOSALS)).text)
    assert "2 rækker er her allerede." in " ".join(again.words("p"))


async def test_a_past_that_was_cut_off_is_written_when_the_file_comes_again(bakkeby: Town) -> None:
    no_log = Fault("before", method="POST", path="/items$", status=400, times=2)
    bakkeby.tenant.faults.add(no_log)
    page = await confirms(bakkeby, OLD_PROPOSALS)
    assert "SharePoint tog ikke imod 2 forslag. Importér filen igen om lidt." in page.words("li")
    await confirms(bakkeby, OLD_PROPOSALS)
    overview = bakkeby.server.store.overview
    assert sorted(one.status for one in overview.proposals) == [Status.IN_OPERATION, Status.REJECTED]
    assert [len(overview.log.of(one.number)) for one in overview.proposals] == [1, 1]


async def test_the_secretary_looks_after_what_nobody_here_handed_in(bakkeby: Town) -> None:
    file = OLD_PROPOSALS.replace("Afvist", "Indsendt").splitlines()
    await confirms(bakkeby, "\n".join(file[:2]) + "\n")
    (one,) = bakkeby.server.store.overview.proposals
    assert (await bakkeby.reads("hanne", f"proposals/{one.number}/edit")).status_code == 200
    assert (await bakkeby.reads("jonas", f"proposals/{one.number}/edit")).status_code == 403
