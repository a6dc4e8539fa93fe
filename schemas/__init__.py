"""The contract of every column, in one place: fields, tables, rules, and what is made from them."""

from schemas.fields import FIELDS, Field
from schemas.models import broken_rules, model, shape
from schemas.rules import RULES
from schemas.tables import TABLES, Table

__all__ = ["FIELDS", "RULES", "TABLES", "Field", "Table", "broken_rules", "model", "shape"]
