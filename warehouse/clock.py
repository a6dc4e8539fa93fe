"""The clock that the ledger reads, in one place. Only notes of when something was done come from it, never an order."""

import datetime


def now() -> datetime.datetime:
    """The present moment in UTC, without a zone, as the ledger stores moments."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
