"""The closed vocabularies of the ledger, stated once: engine, schemas, SQL checks and docs all use these."""

from enum import StrEnum


class Qualifier(StrEnum):
    """How exact a reported number is, in the words of the text."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    NEARLY = "nearly"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"
    VAGUE = "vague"


class Basis(StrEnum):
    """What a figure counts over: a bounded time, since a start, at a moment, or per unit of time."""

    NEW = "new"
    CUMULATIVE = "cumulative"
    STOCK = "stock"
    RATE = "rate"


class PeriodPrecision(StrEnum):
    """How finely the text fixes the period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OPEN = "open"
    UNKNOWN = "unknown"


class PlacePrecision(StrEnum):
    """How finely the text fixes the place: the level of the leaf region."""

    POINT = "point"
    NEIGHBOURHOOD = "neighbourhood"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """What kind of body a source is."""

    UN = "un"
    GOVERNMENT = "government"
    POLICE = "police"
    MILITARY = "military"
    OPPOSITION = "opposition"
    NGO = "ngo"
    MEDIA = "media"
    MEDICAL = "medical"
    COMPANY = "company"
    ACADEMIC = "academic"
    WITNESS = "witness"
    UNNAMED = "unnamed"


class Attribution(StrEnum):
    """How the text ties a figure to its source."""

    EXPLICIT = "explicit"
    INHERITED = "inherited"
    PUBLISHER = "publisher"


class Certainty(StrEnum):
    """How firmly the source states the figure."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    SUGGESTED = "suggested"
    DENIED = "denied"


class Unit(StrEnum):
    """What one of the counted things is."""

    PERSON = "person"
    HOUSEHOLD = "household"
    BUILDING = "building"
