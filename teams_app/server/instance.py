"""Which instance this is: a name that its disk keeps, so that it is the same after a restart."""

import secrets
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)
_LONGEST = 64


def instance_name(folder: Path) -> str:
    """The name in the folder's file `instance`; drawn where there is none, anew where no disk keeps it."""
    file = folder / "instance"
    drawn = secrets.token_hex(8)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="ascii") as made:
            made.write(drawn)
        return drawn
    except FileExistsError:
        return file.read_text("ascii").strip()[:_LONGEST] or drawn
    except OSError as failure:
        log.warning("instance_not_kept", reason=type(failure).__name__)
        return drawn
