"""The transformations, tables and lists of `glue-scripts`, beside this package in the repository and in it in its wheel."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Traversable

# DuckDB and Spark write array types differently.
_SPARK_TYPES = {"FEATURE_VECTOR": "ARRAY<DOUBLE>"}
_LISTS = ("billing-codes.json", "classification.json", "features.json")
_COLUMN = re.compile(r"^ {2}(\w+) (\w+),?(?: -- .*)?$")


@dataclass(frozen=True)
class Column:
    name: str
    sql_type: str
    """As Spark has it."""


def transformation(name: str) -> str:
    """The one SELECT that makes a table of this name."""
    return (_root() / "sql" / f"{name}.sql").read_text("utf-8")


def columns(table: str) -> list[Column]:
    """The declared columns of a table; raises ValueError with the line that is not understood."""
    lines = (_root() / "tables" / f"{table}.sql").read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("CREATE TABLE")) + 1
    return [_column(table, line) for line in lines[first : lines.index(")")]]


def ddl(table: str) -> str:
    """The declared columns as Spark takes a schema."""
    return ", ".join(f"{column.name} {column.sql_type}" for column in columns(table))


def classification_steps() -> list[str]:
    """The transformations that turn conversations into classed flows, in their order."""
    return list(json.loads((_root() / "classification.json").read_text("utf-8")))


def feature_steps() -> list[str]:
    """The transformations that turn `egress_hourly` into features, in their order."""
    return list(json.loads((_root() / "features.json").read_text("utf-8")))


@cache
def release() -> str:
    """Another one for other transformations, lists or readers: what they made before is made anew."""
    root = _root()
    made_by = [
        *(root / "sql").iterdir(),
        *(root / "tables").iterdir(),
        *(root / name for name in _LISTS),
        *(path for path in _package().iterdir() if path.name.endswith(".py")),
    ]
    texts = [path.read_bytes() for path in sorted(made_by, key=lambda path: path.name)]
    return hashlib.sha256(b"\n".join(texts)).hexdigest()[:16]


def billing_codes() -> dict[str, str]:
    """Regions by the codes that usage types begin with."""
    return dict(json.loads((_root() / "billing-codes.json").read_text("utf-8")))


def _column(table: str, line: str) -> Column:
    match = _COLUMN.match(line)
    if match is None:
        raise ValueError(f"tables/{table}.sql: '{line}' is not '  name TYPE,'")
    return Column(match[1], _SPARK_TYPES.get(match[2], match[2]))


def _root() -> Traversable:
    package = _package()
    beside: Traversable = package.parent  # type: ignore[attr-defined]
    return package if (package / "sql").is_dir() else beside


def _package() -> Traversable:
    return resources.files(__package__)
