"""Each probe finds what the little tenant does: as assumed, otherwise, and as a probe file told it to."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from local_tenant.app import LittleTenant
from local_tenant.behaviour import WORDS
from local_tenant.faults import Fault
from local_tenant.people import ADMINISTRATORS, PEOPLE
from sharepoint_lists.probing.of_tokens import ACCESS_WORDS, APP_WORDS, PERSON_WORDS
from sharepoint_lists.probing.probe_file import write_file
from sharepoint_lists.probing.prober import PROBES
from sharepoint_lists.probing.scratch import TITLE
from teams_app.commands.card_probing import CARD_WORDS
from teams_app.commands.doctor import Report, examined, told
from teams_app.commands.probing import probe
from teams_app.installing.signing_in import DeviceSignIn
from teams_app.installing.walking import STEPS, Exit
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.provisioned import provisioned
from tests.stories.playing import installed_in
from tests.sweeps import sweep, swept
from tests.teams_app.installing.afternoon import Detour, LeapClock, afternoon

ASSUMED = {name: words[0] for name, words in WORDS.items() if name not in CARD_WORDS}
"""What is assumed, but of cards: those are asked about where the whole app serves (test_card_probe.py)."""
OTHERWISE = [(name, word) for name in ASSUMED for word in WORDS[name][1:]]


@dataclass
class Laboratory:
    """A tenant with the app, and Astrid who probes it."""

    tenant: LittleTenant
    folder: Path

    async def probes(self, *, who: str = "astrid", clock: Any = None) -> Report:
        """She runs `doctor --probe --sign-in`."""

        def told_code(_: str, code: str, __: tuple[str, ...]) -> None:
            self.tenant.entra.devices.signs_in(code, who)

        detour = Detour(self.tenant.url)
        sign_in = DeviceSignIn(told_code, transport=detour, disable_instance_discovery=True)
        report = Report()
        await self.tenant.teams.opens(who)
        installed = installed_in(self.tenant, self.folder)
        await probe(installed, report, sign_in if who else None, texts(Language.DANISH), clock=clock)
        return report

    def lists(self) -> set[str]:
        return {one.display_name for one in self.tenant.sharepoint.lists._lists.values()}


@pytest.fixture
async def laboratory(tmp_path: Path) -> AsyncIterator[Laboratory]:
    async with provisioned(tmp_path) as tenant:
        yield Laboratory(tenant, tmp_path)


def answers(report: Report) -> dict[str, str]:
    return {one.name: one.found for one in report.found}


def test_the_tenant_knows_the_same_questions_and_words_as_the_probes() -> None:
    ours = {one.name: one.words for one in PROBES} | APP_WORDS | PERSON_WORDS | ACCESS_WORDS
    ours |= CARD_WORDS
    assert ours == WORDS


async def test_a_tenant_as_assumed_answers_every_probe_so_and_is_left_as_it_was(
    laboratory: Laboratory,
) -> None:
    before = laboratory.lists()
    report = await laboratory.probes()
    assert report.signs == []
    assert answers(report) == ASSUMED
    assert not any(one.differs for one in report.found)
    assert laboratory.lists() == before
    [line] = laboratory.tenant.teams.feed.of(ADMINISTRATORS[0])
    assert "Prøve af klokken" in str(line)


@pytest.mark.parametrize(("name", "word"), swept(OTHERWISE, 8), ids=lambda one: str(one).replace(" ", "_"))
async def test_each_difference_is_found_and_no_other(laboratory: Laboratory, name: str, word: str) -> None:
    laboratory.tenant.sharepoint.behave({name: word})
    clock = None if word in ("late", "leaks") else LeapClock()
    report = await laboratory.probes(clock=clock)
    assert {one.name: one.found for one in report.found if one.differs} == {name: word}
    assert answers(report) == ASSUMED | {name: word}
    assert TITLE not in laboratory.lists()


@sweep
async def test_a_probe_file_makes_a_tenant_that_gives_the_same_file(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    otherwise = {name: WORDS[name][-1] for name in ASSUMED if name != "delta_of_deleted"}
    laboratory.tenant.sharepoint.behave(otherwise)
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    write_file(first, (await laboratory.probes()).found)
    assert json.loads(first.read_text())["answers"] == otherwise | {"delta_of_deleted": "told"}
    async with provisioned(tmp_path / "other") as tenant:
        assert tenant.sharepoint.behave_as(first) == sorted(CARD_WORDS)
        write_file(second, (await Laboratory(tenant, tmp_path).probes()).found)
    assert second.read_bytes() == first.read_bytes()


async def test_the_file_holds_words_and_nothing_of_the_tenant(laboratory: Laboratory, tmp_path: Path) -> None:
    file = tmp_path / "probe.json"
    write_file(file, (await laboratory.probes()).found)
    said = file.read_text("utf-8")
    known = {word for words in WORDS.values() for word in words}
    assert set(json.loads(said)["answers"].values()) <= known
    persons = [text for one in (*PEOPLE, *ADMINISTRATORS) for text in (one.name, one.object_id, one.mail)]
    installed = installed_in(laboratory.tenant, tmp_path).settings
    ids = [installed.tenant_id, installed.app_id, installed.council_team_id, "teknologikort-raad"]
    assert not [one for one in (*persons, *ids) if one in said]


@pytest.mark.parametrize("nth", [1, 10, 30])
async def test_a_failure_in_the_midst_leaves_no_list_and_the_rest_is_answered(
    laboratory: Laboratory, nth: int
) -> None:
    fault = Fault("cut", method="POST", path=r"/items$", nth=nth, times=1)
    laboratory.tenant.faults.add(fault)
    report = await laboratory.probes(clock=LeapClock())
    assert fault.seen >= nth
    found = [one.found for one in report.found]
    assert found.count("unknown") <= 1
    assert TITLE not in laboratory.lists()


async def test_ctrl_c_leaves_no_list(laboratory: Laboratory) -> None:
    laboratory.tenant.clock.freeze()
    laboratory.tenant.faults.add(Fault("stall", method="POST", path=r"/items$", seconds=900, nth=20))
    running = asyncio.create_task(laboratory.probes())
    await laboratory.tenant.clock.somebody_sleeps()
    assert TITLE in laboratory.lists()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert TITLE not in laboratory.lists()


async def test_what_an_earlier_run_left_is_removed(laboratory: Laboratory) -> None:
    token = laboratory.tenant.entra.token_for_app()
    async with httpx.AsyncClient(trust_env=False, headers={"Authorization": f"Bearer {token}"}) as http:
        at = f"{laboratory.tenant.url}/v1.0/sites/localhost:/sites/teknologikort:/lists"
        (await http.post(at, json={"displayName": TITLE})).raise_for_status()
    assert TITLE in laboratory.lists()
    report = await laboratory.probes()
    assert report.signs == []
    assert answers(report) == ASSUMED
    assert TITLE not in laboratory.lists()


async def test_the_app_itself_may_not_make_the_list_and_says_so(laboratory: Laboratory) -> None:
    forbidden = Fault("before", method="POST", path=r"/lists$", status=403, times=9)
    laboratory.tenant.faults.add(forbidden)
    report = Report()
    await probe(installed_in(laboratory.tenant, laboratory.folder), report, None, texts(Language.ENGLISH))
    assert [one.code for one in report.signs] == ["not_probed"]
    console = Console(record=True, width=300)
    told(report, texts(Language.ENGLISH), console, as_json=False)
    assert "Run with --sign-in" in console.export_text()


async def test_the_table_says_assumed_and_found_in_plain_words(laboratory: Laboratory) -> None:
    laboratory.tenant.sharepoint.behave({"date_only": "utc_midnight"})
    report = await examined(installed_in(laboratory.tenant, laboratory.folder))
    await probe(installed_in(laboratory.tenant, laboratory.folder), report, None, texts(Language.DANISH))
    console = Console(record=True, width=200)
    told(report, texts(Language.DANISH), console, as_json=False)
    said = console.export_text()
    [line] = [line for line in said.splitlines() if "≠" in line]
    assert "En dag, der er skrevet kl. 12 UTC" in line
    assert line.index("midnat i Danmark") < line.index("midnat UTC")


async def test_a_word_nobody_thought_of_is_other_and_leaves_the_little_tenant_as_assumed(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    strange = Fault("before", method="POST", path=r"/lists$", status=418, nth=2)
    laboratory.tenant.faults.add(strange)
    report = await laboratory.probes()
    assert answers(report)["taken_list_name"] == "other"
    file = tmp_path / "probe.json"
    write_file(file, report.found)
    assert laboratory.tenant.sharepoint.behave_as(file) == sorted([*CARD_WORDS, "taken_list_name"])


@pytest.mark.parametrize("said", ["[]", '{"answers": 3}', "{"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, said: str) -> None:
    file = tmp_path / "probe.json"
    file.write_text(said)
    with pytest.raises(ValueError, match=r"probe file|Expecting"):
        LittleTenant(None).sharepoint.behave_as(file)


async def test_write_on_its_own_site_is_enough_where_an_administrator_makes_the_list(tmp_path: Path) -> None:
    async with afternoon(tmp_path, with_lists=True) as astrid:
        astrid.steps = [one for one in STEPS if one.name not in ("lists", "views")]
        assert await astrid.installs(stops_at="app") is Exit.STOPPED
        laboratory = Laboratory(astrid.tenant, tmp_path)
        report = await laboratory.probes()
        assert report.signs == []
        nobody_consented = {"roster": "refused", "bell": "refused"}
        assert answers(report) == ASSUMED | nobody_consented
        alone = Report()
        installed = installed_in(astrid.tenant, tmp_path)
        await probe(installed, alone, None, texts(Language.DANISH))
        assert [one.code for one in alone.signs] == ["not_probed"]
        assert TITLE not in laboratory.lists()
