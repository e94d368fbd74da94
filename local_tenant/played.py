"""How a planned fault is played on a request inside a batch."""

from collections.abc import Awaitable, Callable

from multidict import CIMultiDict

from local_tenant.clock import Clock
from local_tenant.faults import Fault
from local_tenant.sharepoint.errors import GraphError, error_body, new_id
from local_tenant.sharepoint.graph.exchange import Reply

CODES = {
    400: ("invalidRequest", "Invalid request"),
    401: ("InvalidAuthenticationToken", "Access token validation failure."),
    403: ("accessDenied", "Access denied"),
    404: ("itemNotFound", "The resource could not be found."),
    409: ("nameAlreadyExists", "The specified name is already in use."),
    410: ("resyncChangesApplyDifferences", "Resync required."),
    412: ("resourceModified", "The resource has changed since the caller last read it."),
    429: ("activityLimitReached", "The request has been throttled"),
    500: ("generalException", "An unspecified error has occurred."),
    503: ("serviceNotAvailable", "The service is not available."),
    504: ("UnknownError", ""),
    507: ("quotaLimitReached", "The quota has been reached."),
}


class LineCut(Exception):  # noqa: N818 - an event on the line, not an error of ours
    """A fault inside a batch cuts the whole line."""


def fault_reply(fault: Fault) -> Reply:
    """The answer a fault sends instead of the true one."""
    status = fault.status or 500
    headers = CIMultiDict[str]()
    if fault.kind == "throttle" and fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    if fault.kind == "html":
        headers["Content-Type"] = "text/html"
        page = fault.body or f"<html><body><h2>{status} - Bad Gateway</h2></body></html>"
        return Reply(status, str(page).encode(), headers)
    if fault.body is not None:
        body = fault.body.encode() if isinstance(fault.body, str) else fault.body
        return Reply(status, body, headers)
    code, message = CODES.get(status, ("UnknownError", ""))
    error = GraphError(status, fault.code or code, message)
    return Reply(status, error_body(error, new_id(), None), headers)


async def inner_played(clock: Clock, fault: Fault | None, perform: Callable[[], Awaitable[Reply]]) -> Reply:
    """The reply of a request inside a batch, with its fault if it has one. LineCut for a cut."""
    if fault is None:
        return await perform()
    if fault.kind == "stall" and not fault.writes_first:
        await clock.sleep(fault.seconds)
        return await perform()
    reply = await perform() if fault.writes_first else None
    if fault.kind == "cut":
        raise LineCut
    if fault.kind == "stall" and reply is not None:
        await clock.sleep(fault.seconds)
        return reply
    return fault_reply(fault)
