"""The contract of every column, in one place: fields, tables, rules, and what is made from them."""

from typing import TYPE_CHECKING, Any

from schemas.fields import FIELDS, Field
from schemas.tables import TABLES, Table

if TYPE_CHECKING:
    from schemas.models import broken_rules, model, shape

__all__ = ["FIELDS", "TABLES", "Field", "Table", "broken_rules", "model", "shape"]


def __getattr__(name: str) -> Any:
    """`broken_rules`, `model`, `shape`: they bring pandera, a third of a second that a query need not wait for."""
    if name in ("broken_rules", "model", "shape"):
        from schemas import models

        return getattr(models, name)
    raise AttributeError(f"module 'schemas' has no attribute {name!r}")
