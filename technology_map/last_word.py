"""Writing a record: once, only over what was seen, or over whatever stands there."""

from dataclasses import replace

from technology_map.ports import NotStored, Store
from technology_map.records import ChangedRecord, R
from technology_map.validation.refusals import Refused

ATTEMPTS = 3


async def add_once(store: Store, record: R) -> R:
    """Store a new record; the one that counts where its key is there. Raises Refused(`not_kept`)."""
    try:
        return await store.add_record(record)
    except NotStored as no:
        raise Refused("not_kept", doubt=no.doubt) from None


async def change_seen(store: Store, record: R) -> R:
    """Store a changed record where nobody was faster. Raises Refused: `changed_meanwhile`, `not_kept`."""
    try:
        return await store.change_record(record)
    except ChangedRecord:
        raise Refused("changed_meanwhile") from None
    except NotStored as no:
        raise Refused("not_kept", doubt=no.doubt) from None


async def keep_last(store: Store, wanted: R) -> R:
    """Store a record of which whoever writes last is right: one person's own, or a single setting.

    Nothing is written where it says the same. Raises Refused(`not_kept`).
    """
    try:
        for _ in range(ATTEMPTS):
            there = store.records(type(wanted)).get(wanted.key) or await store.add_record(wanted)
            changed = replace(wanted, row=there.row, version=there.version)
            if changed == there:
                return there
            try:
                return await store.change_record(changed)
            except ChangedRecord:
                continue
    except NotStored as no:
        raise Refused("not_kept", doubt=no.doubt) from None
    raise Refused("not_kept")
