"""The store: proposals, solution cards and decisions in SharePoint lists, through Microsoft Graph."""

from sharepoint_lists.addresses import NotProvisioned, SiteNames
from sharepoint_lists.clock import Clock, SystemClock
from sharepoint_lists.opening import (
    Intervals,
    OpenStore,
    StoreSettings,
    open_provisioner,
    open_store,
)
from sharepoint_lists.store import SharePointStore

__all__ = [
    "Clock",
    "Intervals",
    "NotProvisioned",
    "OpenStore",
    "SharePointStore",
    "SiteNames",
    "StoreSettings",
    "SystemClock",
    "open_provisioner",
    "open_store",
]
