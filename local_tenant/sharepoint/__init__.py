"""A little SharePoint behind Graph: two sites, lists, items, delta, batches, and list pages."""

from local_tenant.sharepoint.mode import Mode
from local_tenant.sharepoint.service import SharePoint

__all__ = ["Mode", "SharePoint"]
