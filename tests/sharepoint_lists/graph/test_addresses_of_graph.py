"""Which addresses that Graph gave us are its own, and which of them a batch can take."""

import pytest

from local_tenant.people import APP_ID, APP_SECRET
from sharepoint_lists.graph.credentials import LoopbackCredential
from sharepoint_lists.graph.transport import Wire

BASE = "https://graph.microsoft.com/v1.0"
LIST = "/sites/x/lists/y/items/delta?token=1"


@pytest.mark.parametrize(
    ("address", "own", "path"),
    [
        (f"{BASE}{LIST}", True, LIST),
        (f"https://GRAPH.microsoft.com/v1.0{LIST}", True, ""),
        (f"https://graph.microsoft.com/beta{LIST}", True, ""),
        (f"https://graph.microsoft.us/v1.0{LIST}", False, ""),
        (f"http://graph.microsoft.com/v1.0{LIST}", False, ""),
        (f"{BASE}.1{LIST}", True, ""),
        (f"https://graph.microsoft.com.example.com/v1.0{LIST}", False, ""),
    ],
)
async def test_a_batch_takes_what_is_behind_our_base_and_nothing_else(
    address: str, path: str, *, own: bool
) -> None:
    wire = Wire(f"{BASE}/", LoopbackCredential("http://localhost:1/token", APP_ID, APP_SECRET), "tests")
    try:
        assert wire.own_address(address) is own
        assert wire.path_of(address) == path
        assert wire.path_of(LIST) == LIST
    finally:
        await wire.close()
