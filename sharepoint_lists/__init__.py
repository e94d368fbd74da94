"""The store: proposals, solution cards and decisions in SharePoint lists, through Microsoft Graph."""

from sharepoint_lists.addresses import NotProvisioned, SiteNames
from sharepoint_lists.clock import Clock, SystemClock
from sharepoint_lists.dressing import Dressed
from sharepoint_lists.examining import Sign
from sharepoint_lists.opening import (
    Examination,
    Intervals,
    OpenStore,
    StoreSettings,
    open_dresser,
    open_examiner,
    open_provisioner,
    open_rest,
    open_store,
)
from sharepoint_lists.store import SharePointStore

__all__ = [
    "Clock",
    "Dressed",
    "Examination",
    "Intervals",
    "NotProvisioned",
    "OpenStore",
    "SharePointStore",
    "Sign",
    "SiteNames",
    "StoreSettings",
    "SystemClock",
    "open_dresser",
    "open_examiner",
    "open_provisioner",
    "open_rest",
    "open_store",
]
