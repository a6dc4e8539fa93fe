"""What a person can mend when a report cannot be built."""


class ReportError(Exception):
    """One line: what happened, where, and what to do."""

    def __init__(self, happened: str, where: object, remedy: str) -> None:
        super().__init__(" ".join(f"{where}: {happened}; {remedy}".split()))
