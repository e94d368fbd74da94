"""What everything here is made of: the client, the writer, the replica, the turns."""

from dataclasses import dataclass

from sharepoint_lists.graph import Graph
from sharepoint_lists.replica import Replica
from sharepoint_lists.turns import Turns
from sharepoint_lists.writing import Writer


@dataclass(frozen=True, slots=True)
class Parts:
    """One set for each instance."""

    graph: Graph
    writer: Writer
    replica: Replica
    turns: Turns
