"""The record types of a supply graph: one frozen class each, with every column."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
YesNo = Literal["yes", "no"]
Several = tuple[Text, ...]


class Record(BaseModel):
    """A row of a table. Blank means unknown, never none."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(Record):
    """A company, authority or person that holds, makes or trades goods."""

    id: Text
    name: Text
    country: Country | None = None
    region: Text | None = None
    makes: YesNo | None = None
    aliases: Several = ()
    identifiers: Several = ()


class Facility(Record):
    """A place where goods are held or made: a factory, farm, mine, vessel, warehouse."""

    id: Text
    name: Text
    kind: Text | None = None
    operator: Text | None = None
    country: Country | None = None
    region: Text | None = None
    custody: Text | None = None
    latitude: float | None = None
    longitude: float | None = None
    aliases: Several = ()
    identifiers: Several = ()
    evidence: Several = ()


class Product(Record):
    """A kind of goods."""

    id: Text
    name: Text
    hs: Text | None = None
    good: Several = ()


class Lot(Record):
    """A batch of one product."""

    id: Text
    product: Text


class Document(Record):
    """A document in hand."""

    id: Text
    kind: Text
    title: Text | None = None
    issuer: Text | None = None
    self_declared: YesNo | None = None
    issued: PartialDate | None = None
    period_start: PartialDate | None = None
    period_end: PartialDate | None = None
    language: Text | None = None
    translated: YesNo | None = None
    redacted: YesNo | None = None
    file: Text | None = None
    sha256: Text | None = None


class Shipment(Record):
    """Goods went from one holder to another."""

    id: Text
    consignor: Text
    consignee: Text
    item: Several = ()
    departed: PartialDate | None = None
    arrived: PartialDate | None = None
    date: PartialDate | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    quantity: float | None = None
    unit: Text | None = None
    country_of_export: Country | None = None
    country_of_origin: Country | None = None
    evidence: Several = ()


class Entry(Record):
    """A US entry line, the unit of verdict; also a shipment to its importer."""

    id: Text
    consignor: Text
    date: PartialDate
    item: Several = ()
    importer: Text | None = None
    country_of_export: Country | None = None
    country_of_origin: Country | None = None
    value_usd: float | None = None
    evidence: Several = ()


class Process(Record):
    """These inputs became these outputs here."""

    id: Text
    at: Text
    kind: Literal["transformation", "extraction"] | None = None
    inputs: Several = ()
    outputs: Annotated[Several, Field(min_length=1)]
    inputs_complete: YesNo | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    evidence: Several = ()


class Component(Record):
    """A bill-of-materials line, of one maker or of any."""

    id: Text
    product: Text
    component: Text
    maker: Text | None = None
    supplier: Text | None = None
    quantity: float | None = None
    unit: Text | None = None
    evidence: Several = ()


class Workforce(Record):
    """These people worked here."""

    id: Text
    at: Text
    nationality: Country | None = None
    condition: Literal["forced", "bonded", "prison", "indentured", "state_transfer", "forced_child"] | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    task: Text | None = None
    process: Text | None = None
    item: Text | None = None
    headcount: float | None = None
    employer: Text | None = None
    recruiter: Text | None = None
    evidence: Several = ()


class Operation(Record):
    """The party operates the facility."""

    id: Text
    facility: Text
    operator: Text
    start: PartialDate | None = None
    end: PartialDate | None = None
    evidence: Several = ()


class Ownership(Record):
    """Who owns whom."""

    id: Text
    owner: Text
    owned: Text
    share: float | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    evidence: Several = ()


class Sameness(Record):
    """Two holder ids, or two item ids, are one, or a decision that they are not."""

    id: Text
    a: Text
    b: Text
    decision: Literal["same", "different"] | None = None
    evidence: Several = ()


class Segregation(Record):
    """Goods of one kind that did not go into another, here."""

    id: Text
    at: Text
    input: Text | None = None
    output: Text | None = None
    evidence: Several = ()


class Match(Record):
    """A person's decision on a list match."""

    holder: Text
    listing: Text
    decision: Literal["confirmed", "rejected"]
    by: Text
    reason: Text
    date: PartialDate | None = None


class Evidence(Record):
    """A document speaks to a claim."""

    document: Text
    claim: Text
    stance: Literal["supports", "rebuts"]
    about: Literal["complete"] | None = None
    note: Text | None = None
