"""What the directory says no with: Graph's status, code and words."""


class DirectoryRefusal(Exception):  # noqa: N818 - an answer of Graph's, not a fault
    """An error answer: HTTP `status`, Graph's `code` and `message`."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def not_there(what: str) -> DirectoryRefusal:
    """404 for an id or an alternate key that names nothing, or nothing yet."""
    text = (
        f"Resource '{what}' does not exist or one of its queried reference-property objects are not present."
    )
    return DirectoryRefusal(404, "Request_ResourceNotFound", text)


def insufficient() -> DirectoryRefusal:
    """403: a scope is missing in the token, or the person has no directory role that allows it."""
    text = "Insufficient privileges to complete the operation."
    return DirectoryRefusal(403, "Authorization_RequestDenied", text)


def bad(message: str, code: str = "Request_BadRequest") -> DirectoryRefusal:
    """400."""
    return DirectoryRefusal(400, code, message)


def taken(message: str) -> DirectoryRefusal:
    """409 for a second object with a key that must be unique."""
    return DirectoryRefusal(409, "Request_MultipleObjectsWithSameKeyValue", message)
