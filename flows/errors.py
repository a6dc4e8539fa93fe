"""What a person did wrong or ran into, told in one line; a traceback is for our own bugs."""

import enum


class Exit(enum.IntEnum):
    """The exit statuses of the command, as the README promises them."""

    DONE = 0
    PARTLY = 1  # Done, but some inputs could not be read (or something was rejected, with --strict).
    NOTHING = 2  # Nothing done: no input could be read, the call was wrong, the warehouse cannot be opened.
    INTERRUPTED = 130  # Ctrl-C, by the shell's custom 128 + SIGINT.


class UserError(Exception):
    """Something that the person can mend: what happened, where, and what to do, in one line."""

    def __init__(self, message: str, status: Exit = Exit.NOTHING) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status


def is_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C ended the work: Python's own error, DuckDB's where a statement was running, or what followed."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or str(error) == "Query interrupted":
            return True
        error = error.__context__  # such as DuckDB's that the transaction is aborted
    return False
