"""A supply graph as records in memory: one tuple of records a table."""

from pydantic import BaseModel, ConfigDict

from clew.model import records


class Graph(BaseModel):
    """All records of a supply graph, by table.

    Notes
    -----
    For small graphs, tests and the naive reference; a store holds large ones in columns.
    Nothing across records (references, duplicate ids) is checked here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    parties: tuple[records.Party, ...] = ()
    facilities: tuple[records.Facility, ...] = ()
    products: tuple[records.Product, ...] = ()
    lots: tuple[records.Lot, ...] = ()
    documents: tuple[records.Document, ...] = ()
    shipments: tuple[records.Shipment, ...] = ()
    entries: tuple[records.Entry, ...] = ()
    processes: tuple[records.Process, ...] = ()
    bom: tuple[records.Component, ...] = ()
    workforces: tuple[records.Workforce, ...] = ()
    operations: tuple[records.Operation, ...] = ()
    owners: tuple[records.Ownership, ...] = ()
    same_as: tuple[records.Sameness, ...] = ()
    segregations: tuple[records.Segregation, ...] = ()
    matches: tuple[records.Match, ...] = ()
    evidence: tuple[records.Evidence, ...] = ()
