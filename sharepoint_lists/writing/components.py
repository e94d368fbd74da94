"""What everything here is made of: the client, the writer, the replica, the locks."""

from dataclasses import dataclass

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.replica.replica import Replica
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.writing.locks import KeyedLocks
from sharepoint_lists.writing.writer import Writer


@dataclass(frozen=True, slots=True)
class Components:
    """One set for each instance."""

    graph: Graph
    writer: Writer
    replica: Replica
    locks: KeyedLocks
    addresses: Addresses
