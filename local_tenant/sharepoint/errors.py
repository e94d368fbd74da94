"""Graph's errors: status, code and words (platform.md 1.8)."""

import uuid
from datetime import UTC, datetime
from typing import Any

NOT_INDEXED = (
    "Field '{}' cannot be referenced in filter or orderby as it is not indexed. Provide the "
    "'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned "
    "that such queries may fail on large lists."
)
NOT_UNIQUE = "One or more fields with unique constraints already has the provided value."


class GraphError(Exception):
    """An error answer: HTTP `status`, Graph's `code` and `message`, perhaps an inner code."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        inner: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.inner, self.headers = inner, headers or {}


def error_body(error: GraphError, request_id: str, client_request_id: str | None) -> dict[str, Any]:
    """The JSON body of an error."""
    inner: dict[str, Any] = {"code": error.inner} if error.inner else {}
    inner |= {
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "request-id": request_id,
        "client-request-id": client_request_id or request_id,
    }
    return {"error": {"code": error.code, "message": error.message, "innerError": inner}}


def new_id() -> str:
    """A fresh GUID."""
    return str(uuid.uuid4())


def invalid(message: str) -> GraphError:
    """400 invalidRequest: SharePoint understood the request and refuses it."""
    return GraphError(400, "invalidRequest", message)


def bad(message: str) -> GraphError:
    """400 BadRequest: Graph could not make sense of the request."""
    return GraphError(400, "BadRequest", message)


def not_found(message: str = "The resource could not be found.") -> GraphError:
    """404 itemNotFound."""
    return GraphError(404, "itemNotFound", message)


def denied() -> GraphError:
    """403 accessDenied."""
    return GraphError(403, "accessDenied", "Access denied")


def taken(message: str = "The specified name is already in use.") -> GraphError:
    """409 nameAlreadyExists."""
    return GraphError(409, "nameAlreadyExists", message)


def unknown_field(name: str) -> GraphError:
    """400: no such column (platform.md; issue ms-graph-docs#2609)."""
    return invalid(f"Field '{name}' is not recognized")


def not_indexed(name: str) -> GraphError:
    """400: a filter or order by a column without an index (docs#2279)."""
    return invalid(NOT_INDEXED.format(name))


def throttled_query() -> GraphError:
    """429: a query past the list view threshold; waiting does not help (docs#8450)."""
    return GraphError(
        429,
        "activityLimitReached",
        "The request has been throttled",
        inner="throttledRequest",
        headers={"Retry-After": "10"},
    )


def stale() -> GraphError:
    """412 resourceModified: If-Match names another version."""
    message = "The resource has changed since the caller last read it; usually an eTag mismatch"
    return GraphError(412, "resourceModified", message, inner="entityTagDoesNotMatch")
