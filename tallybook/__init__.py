"""Tallybook: a ledger of who reported how many, where and when.

The plain library: `extract` reads one text and answers its reported figures, offline and without a warehouse.
"""

from tallybook.extraction.extract import extract
from tallybook.figure import Figure

__version__ = "0.1.0"
__all__ = ["Figure", "__version__", "extract"]
