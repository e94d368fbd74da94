"""The store: proposals, solution cards and decisions in SharePoint lists, through Microsoft Graph."""

from sharepoint_lists.administering import (
    Examination,
    open_examiner,
    open_prober,
    open_provisioner,
    open_rest,
    open_script_application,
)
from sharepoint_lists.graph.clock import Clock, SystemClock
from sharepoint_lists.opening import OpenStore, open_store
from sharepoint_lists.schema.addresses import NotProvisioned, SiteNames
from sharepoint_lists.schema.comparison import Sign
from sharepoint_lists.schema.script_application import AppliedScript
from sharepoint_lists.settings import Intervals, StoreSettings
from sharepoint_lists.store import SharePointStore

__all__ = [
    "AppliedScript",
    "Clock",
    "Examination",
    "Intervals",
    "NotProvisioned",
    "OpenStore",
    "SharePointStore",
    "Sign",
    "SiteNames",
    "StoreSettings",
    "SystemClock",
    "open_examiner",
    "open_prober",
    "open_provisioner",
    "open_rest",
    "open_script_application",
    "open_store",
]
