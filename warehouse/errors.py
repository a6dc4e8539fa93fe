"""What can go wrong with a warehouse, each said in one line: what happened, where, and what to do."""

import pathlib


class WarehouseError(Exception):
    """A warehouse could not do what was asked. Its text is one line, made for the person who asked."""

    def __init__(self, what: str, where: str | pathlib.Path, remedy: str) -> None:
        self.what, self.where, self.remedy = what, str(where), remedy
        super().__init__(" ".join(f"{where}: {what}; {remedy}".split()))


class WarehouseMissing(WarehouseError):
    """There is no file at the path."""

    def __init__(self, path: str | pathlib.Path) -> None:
        super().__init__(
            "there is no warehouse here", path, "give another --warehouse, or make one with `tallybook run`"
        )


class NotAWarehouse(WarehouseError):
    """The path is a folder, no DuckDB database, a broken one, or one without Tallybook's tables."""


class WarehouseLocked(WarehouseError):
    """Another process holds the writer's lock, and the wait for it has ended."""

    def __init__(self, path: str | pathlib.Path, holder: str, waited: float) -> None:
        self.holder = holder
        after = f" after {waited:.0f} s" if waited >= 1 else ""
        super().__init__(f"still being written by {holder}{after}", path, "wait for it to end, or wait longer")


class WarehouseReadOnly(WarehouseError):
    """The file or its folder cannot be written."""

    def __init__(self, path: str | pathlib.Path) -> None:
        super().__init__("cannot be written", path, "check its permissions, or give another --warehouse")


class DiskFull(WarehouseError):
    """The disk, a quota or a file size limit is used up; what was not yet committed is not in the warehouse."""

    def __init__(self, path: str | pathlib.Path) -> None:
        super().__init__(
            "no room left on the disk; what was loaded before is whole", path, "free some space and run the same again"
        )


class NotEnoughMemory(WarehouseError):
    """A step needs more memory than the warehouse may take."""

    def __init__(self, path: str | pathlib.Path) -> None:
        super().__init__(
            "needs more memory than it may take; what was loaded before is whole",
            path,
            "set TALLYBOOK_MEMORY to more, such as 6GB, and run the same again",
        )


class SchemaTooNew(WarehouseError):
    """A later Tallybook wrote this warehouse."""

    def __init__(self, path: str | pathlib.Path, found: int, known: int) -> None:
        super().__init__(
            f"has schema version {found}, this Tallybook knows up to {known}", path, "upgrade Tallybook to open it"
        )


class QueryRefused(WarehouseError):
    """The SQL is wrong, or it is no single reading statement."""

    def __init__(
        self, what: str, remedy: str = "give one SELECT (or FROM, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN)"
    ) -> None:
        super().__init__(what, "query", remedy)


class ExportFailed(WarehouseError):
    """An export could not be written, or its format is unknown."""


class ModelError(WarehouseError):
    """A model's file breaks the form that all of them keep: a fault of the project, not of its user."""
